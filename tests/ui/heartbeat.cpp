// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat.h"

#include <array>
#include <chrono>
#include <csignal>
#include <ctime>
#include <execinfo.h>
#include <pthread.h>
#include <unistd.h>

namespace highwater::test {

namespace {

using namespace std::chrono_literals;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

constexpr int deepest = 64;
std::array<void*, deepest> frames; ///< of the thread that was asked
std::atomic<int> frameCount = 0;
pthread_t watched;

void lookAround(int)
{
    frameCount = backtrace(frames.data(), deepest);
}

void tellAndDie(int signal)
{
    std::array<void*, deepest> here{};
    const int count = backtrace(here.data(), deepest);
    backtrace_symbols_fd(here.data(), count, STDERR_FILENO);
    ::signal(signal, SIG_DFL);
    raise(signal);
}

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

std::int64_t clockNanoseconds()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

QByteArray namesOf(int count)
{
    QByteArray text;
    char** names = backtrace_symbols(frames.data(), count);
    for (int i = 0; names && i < count; ++i)
        text += QByteArray("    ") + names[i] + '\n';
    std::free(names); // NOLINT: the C library's own rule
    return text;
}

} // namespace

Heartbeat::Heartbeat(double limitSeconds) : m_limit(limitSeconds), m_began(threadSeconds()), m_beganClock(clockNanoseconds())
{
    // The first backtrace loads a library; not inside of a signal.
    frameCount = backtrace(frames.data(), deepest);
    frameCount = 0;
    watched = pthread_self();
    signal(SIGUSR2, lookAround);
    m_watcher = std::thread([this] { watch(); });
}

Heartbeat::~Heartbeat()
{
    m_end = true;
    m_watcher.join();
}

void Heartbeat::watch()
{
    std::int64_t asked = 0;
    while (!m_end) {
        std::this_thread::sleep_for(20ms);
        const std::int64_t began = m_beganClock;
        if (began != asked && static_cast<double>(clockNanoseconds() - began) / 1e9 > m_limit * 0.75) {
            asked = began;
            pthread_kill(watched, SIGUSR2);
        }
    }
}

void Heartbeat::did(const QByteArray& what)
{
    const double now = threadSeconds();
    const double took = now - m_began;
    if (took > m_worst) {
        m_worst = took;
        m_worstWhat = what;
        const int count = frameCount;
        m_stack = took > m_limit && count > 0 ? namesOf(count) : QByteArray();
    }
    frameCount = 0;
    m_began = threadSeconds();
    m_beganClock = clockNanoseconds();
}

double Heartbeat::allowance()
{
    return sanitized ? 10 : 1;
}

void Heartbeat::reportCrashes()
{
    if (sanitized)
        return;
    for (const int each : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS})
        signal(each, tellAndDie);
}

} // namespace highwater::test
