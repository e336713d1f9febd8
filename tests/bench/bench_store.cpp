// SPDX-License-Identifier: GPL-3.0-or-later
// What the disk makes of messages: how many are safe in a second, how long each waits for that, how large the groups are.
// bench_store FOLDER [SECONDS]; each message has 1 KiB, is begun when it is safe, and finished when a worker would have delivered it.
#include "store/sqlite_store.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <filesystem>

namespace {

using namespace highwater;
using Clock = std::chrono::steady_clock;

constexpr auto delivery = std::chrono::milliseconds(5);

/// How messages come: at a rate, or always so many that are not safe yet.
struct Load
{
    double perSecond = 0; ///< 0: closed
    std::size_t waiting = 0;
};

class Bench
{
public:
    Bench(SqliteStore& store, Load load) : m_store(store), m_load(load)
    {
        m_message.body.assign(1024, 'x');
        m_message.path = "/orders?source=bench";
        m_message.contentType = "application/json";
        m_message.id = store.nextId();
        store.onCommit([this] {
            const std::lock_guard guard(m_mutex);
            m_woken = true;
            m_changed.notify_one();
        });
    }

    void run(std::chrono::seconds time)
    {
        m_start = Clock::now();
        const auto end = m_start + time;
        for (auto now = m_start; now < end; now = Clock::now()) {
            for (const auto& [id, fault] : m_store.committed()) {
                settle(id, fault.has_value(), now);
            }
            while (!m_working.empty() && m_working.front().second <= now) {
                m_store.finish(m_working.front().first);
                m_working.pop_front();
            }
            send(now);
            m_store.flush();
            sleep();
        }
        m_seconds = std::chrono::duration<double>(Clock::now() - m_start).count();
    }

    void print()
    {
        std::sort(m_latencies.begin(), m_latencies.end());
        const auto at = [this](double share) {
            const auto place = static_cast<std::size_t>(share * static_cast<double>(m_latencies.size()));
            return m_latencies.empty() ? 0.0 : m_latencies[std::min(place, m_latencies.size() - 1)] * 1e3;
        };
        const auto counters = m_store.counters();
        const double groups = std::max(1.0, static_cast<double>(counters.waited));
        std::printf("%9.0f/s  group mean %6.1f largest %5llu  p50 %6.2f p99 %6.2f p99.9 %6.2f max %6.2f ms  checkpoints %llu  faults %zu\n",
                    static_cast<double>(m_latencies.size()) / m_seconds, static_cast<double>(m_latencies.size()) / groups,
                    static_cast<unsigned long long>(counters.largestGroup), at(0.5), at(0.99), at(0.999), at(1),
                    static_cast<unsigned long long>(counters.checkpoints), m_faults);
    }

private:
    void settle(std::uint64_t id, bool lost, Clock::time_point now)
    {
        m_faults += lost ? 1 : 0;
        m_latencies.push_back(std::chrono::duration<double>(now - m_sent.front()).count());
        m_sent.pop_front();
        m_store.begin(id, 1);
        m_working.emplace_back(id, now + delivery);
    }

    void send(Clock::time_point now)
    {
        for (;;) {
            // Latency counts from the instant at which the message should have come.
            const auto due = m_load.perSecond > 0 ? m_start + std::chrono::nanoseconds(static_cast<std::int64_t>(
                                                                  static_cast<double>(m_count) / m_load.perSecond * 1e9))
                                                  : now;
            if (due > now || (m_load.perSecond <= 0 && m_sent.size() >= m_load.waiting)) {
                return;
            }
            ++m_count;
            m_message.receivedAt = due.time_since_epoch().count();
            m_store.insert(m_message);
            ++m_message.id;
            m_sent.push_back(due);
        }
    }

    void sleep()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, std::chrono::microseconds(m_load.perSecond > 0 ? 200 : 1000), [this] { return m_woken; });
        m_woken = false;
    }

    SqliteStore& m_store;
    Load m_load;
    Message m_message;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_woken = false;
    Clock::time_point m_start;
    std::uint64_t m_count = 0;
    std::deque<Clock::time_point> m_sent;
    std::deque<std::pair<std::uint64_t, Clock::time_point>> m_working;
    std::vector<double> m_latencies;
    std::size_t m_faults = 0;
    double m_seconds = 1;
};

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: bench_store FOLDER [SECONDS]\n");
        return 2;
    }
    const std::chrono::seconds time(argc > 2 ? std::atoi(argv[2]) : 5);
    const auto file = std::filesystem::path(argv[1]) / "bench.store";
    for (const Load load : {Load{500, 0}, Load{2000, 0}, Load{10000, 0}, Load{0, 1}, Load{0, 16}, Load{0, 64}, Load{0, 256}, Load{0, 1024}}) {
        auto store = SqliteStore::open(file);
        if (!store) {
            std::fprintf(stderr, "%s: %s\n", store.error().where.c_str(), store.error().message.c_str());
            return 3;
        }
        load.perSecond > 0 ? std::printf("open    %6.0f/s: ", load.perSecond) : std::printf("closed %6zu at once: ", load.waiting);
        Bench bench(**store, load);
        bench.run(time);
        bench.print();
        std::fflush(stdout);
        store->reset();
        std::filesystem::remove(file);
        std::filesystem::remove(file.string() + ".lock");
    }
    return 0;
}
