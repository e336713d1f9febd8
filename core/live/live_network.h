// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/precise_timer.h"
#include "sim/simulation.h"

#include <functional>
#include <memory>
#include <string_view>

namespace highwater {

/// The engine under the machine's steady clock. It belongs to one thread with an event loop and wakes up when something is due;
/// whoever brings items or ends work does so from that thread, between two of its wake-ups.
class LiveNetwork
{
public:
    /// live: as liveScenario() makes it. told is called for every notice, from within the functions below; it may call them again.
    LiveNetwork(std::shared_ptr<const Scenario> live, const SeriesOptions& series, std::function<void(const OutsideNotice&)> told);

    LiveNetwork(const LiveNetwork&) = delete;
    LiveNetwork& operator=(const LiveNetwork&) = delete;

    /// The clock begins at 0.
    void start();
    [[nodiscard]] Instant now() const;
    /// Where an instant of this network lies on the steady clock, and back.
    [[nodiscard]] PreciseTimer::Time steadyAt(Instant at) const;
    [[nodiscard]] Instant instantAt(PreciseTimer::Time at) const;

    /// Handles what is due. Called by itself; call it before reading figures.
    void advance();
    /// Plans the next wake-up. Its owner calls it whenever the event loop is about to sleep, after everything that brings items. True: something
    /// was due and has been handled, so that there may be more to tell.
    bool planWakeUp();
    OutsideRef bring(std::uint16_t producer, const OutsideItem& item);
    OutsideRef bringBack(std::uint16_t producer, const OutsideItem& item);
    void leaveAlone(OutsideRef ref);
    void endWork(OutsideRef ref, bool failed);
    /// A change of the schedule has acted in the engine: whose the work of that node is may be another.
    void follow(std::uint16_t node, const Node& changed);
    /// The stages of a balancer's pool, running or not.
    [[nodiscard]] std::vector<std::uint16_t> replicasOf(std::uint16_t balancer) const;
    /// Another version of the scenario, from now on.
    void change(std::shared_ptr<const Scenario> live);
    void restartWindow() { m_simulation.restartWindow(); }

    [[nodiscard]] const Simulation& simulation() const { return m_simulation; }
    /// The node of the engine for a node of the scenario, by name; nothing: there is none.
    [[nodiscard]] std::optional<std::uint16_t> nodeOf(std::string_view name) const;
    /// The producer of clients that the scenario does not know.
    [[nodiscard]] std::uint16_t external() const { return m_external; }
    /// Whether a sender that heeds the signal should hold an item back from that stage now.
    [[nodiscard]] bool holdsBack(std::uint16_t stage, std::int64_t bytes) const;

private:
    void learnNodes();
    void learnWork(std::uint16_t node, const Node& config);
    void onTimer();
    void settle();

    Simulation m_simulation;
    OutsideNotices m_notices;
    std::function<void(const OutsideNotice&)> m_told;
    PreciseTimer::Time m_begin;
    PreciseTimer m_timer;
    PreciseTimer::Time m_wakeUp = PreciseTimer::Time::max(); ///< as planned
    std::uint16_t m_external = 0;
    bool m_telling = false;
};

} // namespace highwater
