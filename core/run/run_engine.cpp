// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run_engine.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace highwater {

namespace {

constexpr auto sliceTime = std::chrono::milliseconds(4);  ///< work between two looks at the orders
constexpr auto frameTime = std::chrono::milliseconds(8);  ///< pictures are not made more often
constexpr auto statisticsTime = std::chrono::milliseconds(200);
constexpr auto speedTime = std::chrono::milliseconds(500);
constexpr auto mostLag = std::chrono::milliseconds(250);  ///< behind that, the engine gives up catching up
constexpr auto longestWait = std::chrono::milliseconds(250); ///< for an order that should come at an instant
constexpr std::uint64_t sliceEvents = 4000;
constexpr std::uint64_t slicePictures = 8;                ///< reading one takes far longer than an event
constexpr double infinite = std::numeric_limits<double>::infinity();

} // namespace

// --- the owner's thread

void RunEngine::begin()
{
    publish(WallClock::now());
    m_thread = std::thread([this] { loop(); });
}

void RunEngine::end()
{
    post([this] { m_quit = true; });
    m_thread.join();
}

void RunEngine::post(std::function<void()> order)
{
    {
        const std::lock_guard lock(m_mutex);
        m_orders.push_back(std::move(order));
        ++m_posted;
    }
    m_wake.notify_one();
}

void RunEngine::postTurn(std::function<void()> order)
{
    m_newestSeek.reset();
    post([this, order = std::move(order)] {
        m_waitingSince.reset();
        order();
    });
}

void RunEngine::start()
{
    post([this] {
        if (!m_running) {
            starting();
            run();
            m_speedVirtual = Instant::max();
            anchor();
        }
    });
}

void RunEngine::pause()
{
    post([this] { stand(); });
}

void RunEngine::step(StepUnit unit, bool back)
{
    postTurn([this, unit, back] {
        stand();
        m_stoppedBy.clear();
        goStep(unit, back);
    });
}

void RunEngine::seek(Instant instant)
{
    if (!m_newestSeek) {
        m_newestSeek = std::make_shared<std::atomic<std::uint64_t>>(0);
    }
    const std::uint64_t mine = ++m_seeks;
    m_newestSeek->store(mine);
    post([this, instant, mine, newest = m_newestSeek] {
        m_waitingSince.reset();
        stand();
        m_stoppedBy.clear();
        if (newest->load() == mine) {
            goTo(instant);
            refresh();
        }
    });
}

void RunEngine::runTo(Instant instant)
{
    post([this, instant] {
        if (instant > now()) {
            m_runTo = instant;
            run();
        }
    });
}

void RunEngine::setSpeed(double factor)
{
    post([this, factor] {
        m_speed = factor == infinite ? infinite : std::clamp(factor, 0.01, 1e6);
        anchor();
    });
}

void RunEngine::setBreakpoints(std::vector<Breakpoint> breakpoints)
{
    post([this, all = std::move(breakpoints)] {
        m_breakpoints = all;
        arm();
    });
}

void RunEngine::waitAfterChange(Duration length)
{
    post([this, length] { m_waitAt = changedAt() + length; });
}

std::shared_ptr<const Snapshot> RunEngine::latest(const std::function<void(bool settled)>& handedOver)
{
    m_taken.store(true);
    const std::lock_guard lock(m_mutex);
    if (handedOver) {
        handedOver(m_shownPosted == m_posted);
    }
    return m_latest;
}

// --- the engine's thread

void RunEngine::loop()
{
    std::unique_lock lock(m_mutex);
    anchor();
    while (!m_quit) {
        takeOrders(lock);
        if (m_quit) {
            break;
        }
        lock.unlock();
        const bool more = m_running && trouble().empty() && work(WallClock::now());
        const WallTime after = WallClock::now();
        measureSpeed(after);
        if (m_urgent || (m_taken.load() && after >= m_nextPublish && m_running)) {
            publish(after);
        }
        lock.lock();
        if (!m_orders.empty() || more) {
            continue;
        }
        if (m_running) {
            m_wake.wait_for(lock, std::chrono::milliseconds(2));
        } else {
            m_wake.wait(lock, [this] { return !m_orders.empty(); });
        }
    }
}

void RunEngine::takeOrders(std::unique_lock<std::mutex>& lock)
{
    const auto batch = std::exchange(m_orders, {});
    lock.unlock();
    for (const auto& order : batch) {
        ++m_acted;
        order();
        m_urgent = true;
    }
    lock.lock();
}

Instant RunEngine::targetAt(WallTime now) const
{
    if (m_runTo) {
        return *m_runTo;
    }
    if (m_speed == infinite) {
        return this->now() + 64 * interval();
    }
    const double elapsed = std::chrono::duration<double>(now - m_anchorWall).count() * m_speed;
    return m_anchorVirtual + Duration(static_cast<std::int64_t>(std::min(elapsed * 1e9, 0x1p62)));
}

/// Whether it has come to where it waits for an order, and has not waited too long.
bool RunEngine::isWaiting(WallTime now)
{
    if (m_waitAt && this->now() >= *m_waitAt) {
        m_waitAt.reset();
        m_waitingSince = now;
        m_urgent = true;
    }
    if (m_waitingSince && now - *m_waitingSince < longestWait) {
        return true;
    }
    m_waitingSince.reset();
    return false;
}

/// One slice of work. True when there is more to do at once.
bool RunEngine::work(WallTime now)
{
    if (isWaiting(now)) {
        anchor();
        return false;
    }
    const bool fast = m_runTo || m_speed == infinite;
    const Instant wanted = targetAt(now);
    const bool waits = m_waitAt && *m_waitAt <= wanted;
    const std::optional<Instant> limit = waits ? std::nullopt : pauseBefore(wanted);
    const Instant target = waits ? *m_waitAt : limit.value_or(wanted);
    const WallTime deadline = now + sliceTime;
    bool reached = false;
    while (!reached && trouble().empty()) {
        reached = goOn(target);
        if (!m_stoppedBy.empty()) {
            stand();
            return false;
        }
        if (!reached && WallClock::now() >= deadline) {
            break;
        }
    }
    if (reached && waits) {
        return true;
    }
    if (reached && limit) {
        paused();
    }
    if (!trouble().empty() || (reached && (m_runTo || limit))) {
        stand();
        return false;
    }
    if (!fast && WallClock::now() - m_anchorWall > mostLag + std::chrono::duration<double>(toSeconds(this->now() - m_anchorVirtual) / m_speed)) {
        anchor();
    }
    return fast || !reached;
}

/// A slice of events or pictures. True when target was reached.
bool RunEngine::goOn(Instant target)
{
    return m_breakpoints.empty() ? advance(target, sliceEvents) : goOnWatching(target);
}

/// The same, with a look at the breakpoints after each.
bool RunEngine::goOnWatching(Instant target)
{
    const bool simulated = world() != nullptr;
    for (std::uint64_t i = 0; i < (simulated ? sliceEvents : slicePictures) && trouble().empty(); ++i) {
        Instant next = target;
        for (const Breakpoint& breakpoint : m_breakpoints) {
            // Between two pictures there is nothing but the time.
            if (const auto instant = breakpoint.instant(); !simulated && instant && *instant > now()) {
                next = std::min(next, *instant);
            }
        }
        const bool reached = advance(next, 1) && next == target;
        if (isHit()) {
            return false;
        }
        if (reached) {
            return true;
        }
    }
    return false;
}

bool RunEngine::isHit()
{
    for (Breakpoint& breakpoint : m_breakpoints) {
        if (world() != nullptr ? breakpoint.hit(*world()) : breakpoint.hit(*picture(), now())) {
            m_stoppedBy = breakpoint.describe();
            return true;
        }
    }
    return false;
}

void RunEngine::arm()
{
    for (Breakpoint& breakpoint : m_breakpoints) {
        world() != nullptr ? breakpoint.arm(*world()) : breakpoint.arm(*picture(), now());
    }
}

void RunEngine::run()
{
    m_running = true;
    m_stoppedBy.clear();
    arm();
}

void RunEngine::stand()
{
    m_running = false;
    m_runTo.reset();
    m_urgent = true;
}

void RunEngine::anchor()
{
    m_anchorWall = WallClock::now();
    m_anchorVirtual = now();
}

void RunEngine::beganAgain()
{
    m_stoppedBy.clear();
    m_runTo.reset();
    arm();
    refresh();
    m_speedVirtual = Instant::max();
    anchor();
}

void RunEngine::measureSpeed(WallTime now)
{
    const double elapsed = std::chrono::duration<double>(now - m_speedWall).count();
    if (now - m_speedWall < speedTime && this->now() >= m_speedVirtual) {
        return;
    }
    if (this->now() >= m_speedVirtual && events() >= m_speedEvents) {
        m_speedReached = m_running ? toSeconds(this->now() - m_speedVirtual) / elapsed : 0.0;
        m_eventsPerSecond = m_running ? static_cast<double>(events() - m_speedEvents) / elapsed : 0.0;
    }
    m_speedWall = now;
    m_speedVirtual = this->now();
    m_speedEvents = events();
}

void RunEngine::publish(WallTime now)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->state = isStopped() ? RunState::Stopped : m_running ? RunState::Running : RunState::Paused;
    snapshot->speedWanted = m_runTo ? infinite : m_speed;
    snapshot->speedReached = m_speedReached;
    snapshot->eventsPerSecond = m_eventsPerSecond;
    const bool fresh = now >= m_nextStatistics || !m_running;
    fill(fresh, *snapshot);
    snapshot->stoppedBy = m_stoppedBy;
    const WallTime done = WallClock::now();
    if (fresh) {
        m_nextStatistics = done + statisticsTime;
    }
    // Making pictures never takes more than about a fifth of the engine's time.
    m_nextPublish = std::max(now + frameTime, done + 4 * (done - now));
    m_urgent = false;
    {
        const std::lock_guard lock(m_mutex);
        m_latest = std::move(snapshot);
        m_shownPosted = m_acted;
        handOver();
    }
    m_taken.store(false);
}

} // namespace highwater
