// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/replay.h"

#include <algorithm>
#include <utility>

namespace highwater {

Replay::Replay(std::shared_ptr<const Scenario> scenario, std::uint64_t seed, std::shared_ptr<const Standing> standing)
    : m_series(seriesFor(*scenario)), m_seed(seed), m_history(std::make_unique<RunHistory>(std::move(scenario), seed, m_series, std::move(standing)))
{
}

Checked<Replay> Replay::create(const RunLog& log)
{
    auto begin = readScenario(log.begin);
    if (!begin) {
        return tl::unexpected(begin.error());
    }
    auto standing = std::make_shared<const Standing>(Standing{log.begin, {}});
    Replay replay(std::make_shared<const Scenario>(std::move(*begin)), log.seed, standing);
    for (const LoggedChange& change : log.changes) {
        const auto placed = [&](Faults faults) {
            for (Error& fault : faults) {
                fault.where = "change " + std::to_string(replay.m_planned.size() + 1) + (fault.where.empty() ? "" : ", " + fault.where);
            }
            return tl::unexpected(std::move(faults));
        };
        auto whole = readScenario(change.document);
        if (!whole) {
            return placed(whole.error());
        }
        auto next = std::make_shared<Standing>(*standing);
        auto scenario = next->changes.scenarioAfter(change.document, standing->document, *whole, change.asked);
        if (!scenario) {
            return placed(scenario.error());
        }
        next->document = change.document;
        next->asked = change.asked;
        standing = std::move(next);
        replay.m_planned.push_back({change.at, change.events, change.label, std::make_shared<const Scenario>(std::move(*scenario)), standing});
    }
    return replay;
}

/// To where the next change of the log acted, and does it. False: the events did not suffice.
bool Replay::reachNext(std::uint64_t& mostEvents)
{
    const Planned& change = m_planned[m_done];
    const std::uint64_t before = world().events();
    const std::uint64_t missing = change.events > before ? change.events - before : 0;
    m_history->advance(change.at, std::min(mostEvents, missing));
    mostEvents -= std::min(mostEvents, world().events() - before);
    // Those at the very instant of the change. A log that fits no run may ask for events that never come.
    while (world().events() < change.events && world().now() <= change.at && mostEvents > 0 && m_history->step()) {
        --mostEvents;
    }
    if (mostEvents == 0 && world().events() < change.events) {
        return false;
    }
    m_history->advance(change.at, 0);
    m_history->change(change.scenario, change.label, change.standing);
    ++m_done;
    return true;
}

bool Replay::advance(Instant target, std::uint64_t mostEvents)
{
    while (const Planned* change = next()) {
        if (change->at > target) {
            break;
        }
        if (!reachNext(mostEvents)) {
            return false;
        }
    }
    return m_history->advance(target, mostEvents);
}

bool Replay::step()
{
    if (const Planned* change = next(); change != nullptr && !m_history->inPast() && change->events <= world().events()) {
        std::uint64_t most = 1;
        reachNext(most);
    }
    return m_history->step();
}

void Replay::stepItem()
{
    constexpr std::uint64_t mostEvents = 5'000'000;
    const std::uint64_t done = world().completed();
    for (std::uint64_t i = 0; i < mostEvents && step() && world().completed() == done; ++i) {
    }
}

void Replay::seek(Instant instant)
{
    m_history->seek(std::min(instant, m_history->end()));
    if (instant > m_history->now()) {
        advance(instant);
    }
}

void Replay::goTo(Instant instant, std::uint64_t events)
{
    seek(instant);
    while (world().events() < events && world().now() <= instant && step()) {
    }
}

Checked<void> Replay::change(const Document& document, const std::string& label)
{
    const Standing& before = *m_history->standing();
    auto whole = readScenario(document);
    if (!whole) {
        return tl::unexpected(whole.error());
    }
    auto standing = std::make_shared<Standing>(before);
    auto scenario = standing->changes.scenarioAfter(document, before.document, *whole, world().now());
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    standing->document = document;
    standing->asked = world().now();
    m_planned.resize(m_done);
    m_history->change(std::make_shared<const Scenario>(std::move(*scenario)), label, std::move(standing));
    return {};
}

} // namespace highwater
