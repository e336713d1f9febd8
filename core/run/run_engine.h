// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/breakpoint.h"
#include "run/run.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace highwater {

/// The thread of a run under virtual time. It does what its owner orders, one order after the other; goes on slice by slice, at the pace of
/// the wall clock times a speed or as fast as it can; pauses where a breakpoint is hit; and publishes a picture when the last one was looked
/// at, never spending more than about a fifth of its time on them. What runs is up to a class that derives from it: that calls begin() at the
/// end of its constructor, and end() at the beginning of its destructor. Internal to core/run/*_run.cpp.
class RunEngine
{
public:
    RunEngine() = default;
    RunEngine(const RunEngine&) = delete;
    RunEngine& operator=(const RunEngine&) = delete;
    virtual ~RunEngine() = default;

    // --- the owner's thread
    /// An order: run soon, on the engine's thread.
    void post(std::function<void()> order);
    /// One that changes what a later seek starts from: seeks before it are not passed over for the sake of seeks after it.
    void postTurn(std::function<void()> order);
    void start();
    void pause();
    void step(StepUnit unit, bool back);
    /// Of several in a row only the last one is worth its work.
    void seek(Instant instant);
    void runTo(Instant instant);
    void setSpeed(double factor);
    void setBreakpoints(std::vector<Breakpoint> breakpoints);
    /// See Run.
    void waitAfterChange(Duration length);
    /// Never null. handedOver is called under the mutex; all orders given so far have acted when settled.
    std::shared_ptr<const Snapshot> latest(const std::function<void(bool settled)>& handedOver = {});

protected:
    using WallClock = std::chrono::steady_clock;
    using WallTime = WallClock::time_point;

    /// Makes the first picture and begins to take orders.
    void begin();
    /// Ends the thread.
    void end();

    // --- the engine's thread: what runs
    [[nodiscard]] virtual Instant now() const = 0;
    [[nodiscard]] virtual std::uint64_t events() const = 0;
    /// Time between two pictures that differ.
    [[nodiscard]] virtual Duration interval() const = 0;
    /// Why it cannot go on; empty while it can.
    [[nodiscard]] virtual const std::string& trouble() const = 0;
    /// When its owner changed it last.
    [[nodiscard]] virtual Instant changedAt() const = 0;
    /// Whether it can never go on again.
    [[nodiscard]] virtual bool isStopped() const { return !trouble().empty(); }
    /// The simulated world; null: there are only pictures.
    [[nodiscard]] virtual const Simulation* world() const = 0;
    /// The picture of now of something without a world; never null then.
    [[nodiscard]] virtual const Snapshot* picture() const { return nullptr; }
    /// Goes through so many events (or pictures) at most. True when target was reached.
    virtual bool advance(Instant target, std::uint64_t most) = 0;
    virtual void goTo(Instant instant) = 0;
    virtual void goStep(StepUnit unit, bool back) = 0;
    /// It will go on.
    virtual void starting() {}
    /// Where it pauses by itself on the way to an instant; absent: nowhere.
    [[nodiscard]] virtual std::optional<Instant> pauseBefore(Instant /*target*/) const { return std::nullopt; }
    /// It has come to that point.
    virtual void paused() {}
    /// All of a picture but its state, its speeds and why it was stopped. fresh: statistics are computed anew.
    virtual void fill(bool fresh, Snapshot& picture) = 0;
    /// What goes with a picture is handed to the owner; under the mutex.
    virtual void handOver() = 0;

    // --- the engine's thread: for the orders of a class that derives
    /// Pauses, and forgets where it was to go.
    void stand();
    /// The pace is kept from here on.
    void anchor();
    /// What runs is another run, which stands at its beginning.
    void beganAgain();
    /// The next picture has statistics of its own.
    void refresh() { m_nextStatistics = {}; }
    [[nodiscard]] bool isRunning() const { return m_running; }

    mutable std::mutex m_mutex;

private:
    void loop();
    void takeOrders(std::unique_lock<std::mutex>& lock);
    bool work(WallTime now);
    bool isWaiting(WallTime now);
    [[nodiscard]] Instant targetAt(WallTime now) const;
    bool goOn(Instant target);
    bool goOnWatching(Instant target);
    bool isHit();
    void arm();
    void run();
    void measureSpeed(WallTime now);
    void publish(WallTime now);

    std::shared_ptr<std::atomic<std::uint64_t>> m_newestSeek; ///< owner: of the seeks since the last turn; these share it
    std::uint64_t m_seeks = 0;                                ///< owner: asked for so far

    std::condition_variable m_wake;
    std::vector<std::function<void()>> m_orders; ///< guarded by m_mutex, as the next three
    std::uint64_t m_posted = 0;                  ///< orders so far
    std::uint64_t m_shownPosted = 0;             ///< orders that had acted when the latest picture was made
    std::shared_ptr<const Snapshot> m_latest;
    std::atomic<bool> m_taken{true};             ///< the newest picture was looked at

    // The rest belongs to the engine's thread.
    bool m_quit = false;
    std::uint64_t m_acted = 0;          ///< orders so far
    std::vector<Breakpoint> m_breakpoints;
    std::string m_stoppedBy;            ///< in words; empty: no breakpoint has
    bool m_running = false;
    bool m_urgent = true;               ///< publish even if nobody looked yet
    double m_speed = 1.0;
    std::optional<Instant> m_runTo;
    std::optional<Instant> m_waitAt;    ///< for the owner's next order
    std::optional<WallTime> m_waitingSince;
    WallTime m_anchorWall{};
    Instant m_anchorVirtual;
    WallTime m_speedWall{};
    Instant m_speedVirtual;
    std::uint64_t m_speedEvents = 0;
    double m_speedReached = 0;
    double m_eventsPerSecond = 0;
    WallTime m_nextPublish{};
    WallTime m_nextStatistics{};
    std::thread m_thread;
};

} // namespace highwater
