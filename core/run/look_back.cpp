// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/look_back.h"

#include <algorithm>

namespace highwater {

namespace {

std::shared_ptr<const PackedSimulation> packed(Simulation world)
{
    return std::make_shared<const PackedSimulation>(world);
}

} // namespace

LookBack::LookBack(std::shared_ptr<const PackedSimulation> world, std::vector<Change> later, Instant end, std::uint64_t endEvents)
    : m_world(std::move(world)), m_later(std::make_shared<const std::vector<Change>>(std::move(later))), m_end(end), m_endEvents(endEvents)
{
}

LookBack::LookBack(const Simulation& world, Instant end) : LookBack(packed(world.fork()), {}, end, 0) {}

Retelling::Retelling(const LookBack& past)
    : m_world(past.m_world->unpacked()), m_later(past.m_later), m_end(past.m_end), m_endEvents(past.m_endEvents)
{
}

bool Retelling::step()
{
    const Instant before = m_world.now();
    const LookBack::Change* change = nextChange();
    const Instant limit = change != nullptr ? change->at : m_end;
    const auto& schedule = m_world.scenario().schedule;
    const std::size_t scheduled = m_world.changesMade();
    // What the schedule changes is a step of its own, so that nothing happens at an instant that is not now().
    const bool schedules = scheduled < schedule.size() && schedule[scheduled].at <= limit;
    const Instant stop = schedules ? schedule[scheduled].at : limit;
    if (!m_world.runUntil(std::max(stop, before), 0)) {
        return m_world.step();
    }
    return m_world.changesMade() != scheduled || reachLimit(before);
}

/// No event lies before the next change from outside, or before the end; some may lie at that very instant.
bool Retelling::reachLimit(Instant before)
{
    const LookBack::Change* change = nextChange();
    if (m_world.events() < (change != nullptr ? change->events : m_endEvents)) {
        return m_world.step();
    }
    if (change != nullptr) {
        m_world.change(change->scenario);
        m_world.restartWindow();
        ++m_made;
        return true;
    }
    return m_world.now() != before;
}

} // namespace highwater
