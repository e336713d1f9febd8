// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run_history.h"

#include <algorithm>

namespace highwater {

namespace {

constexpr std::size_t mostCopies = 200;
constexpr std::size_t mostBytes = std::size_t{72} << 20;

/// Between two copies at first: what is done again within a few milliseconds. Ending a column of a node takes about as long as some events.
constexpr std::uint64_t eventsApart = std::uint64_t{1} << 14;
constexpr std::uint64_t eventsOfColumn = 8;

Checkpoints::Distance firstDistance(const Simulation& world)
{
    const std::uint64_t columns = std::max<std::uint64_t>(1, eventsApart / (eventsOfColumn * world.nodes().size()));
    return {world.seriesOptions().interval * static_cast<std::int64_t>(columns), eventsApart};
}

} // namespace

RunHistory::RunHistory(std::shared_ptr<const Scenario> scenario, std::uint64_t seed, const SeriesOptions& series, std::shared_ptr<const Standing> standing,
                       const std::optional<Checkpoints::Distance>& apart)
    : m_world(scenario, seed, 0, series), m_copies(apart.value_or(firstDistance(m_world)), mostCopies, mostBytes)
{
    m_changes.push_back({runStart, 0, std::move(scenario), {}, std::move(standing)});
    m_copies.note(m_world, m_chapter);
}

bool RunHistory::advance(Instant target, std::uint64_t mostEvents)
{
    for (const Change* next = nextChange(); next != nullptr && next->at <= target; next = nextChange()) {
        if (!reach(*next, mostEvents)) {
            return false;
        }
        apply(m_chapter + 1);
    }
    return goOn(target, mostEvents);
}

/// Copies are made on the way, however far the target is.
bool RunHistory::goOn(Instant target, std::uint64_t mostEvents)
{
    for (;;) {
        const Stop stop = nextStop();
        const std::uint64_t before = m_world.events();
        const bool reached = m_world.runUntil(std::min(target, stop.at), std::min(mostEvents, stop.events - before));
        noteMarks();
        noteEnd();
        mostEvents -= m_world.events() - before;
        if (reached && m_world.now() >= target) {
            return true;
        }
        if (!reached && (mostEvents == 0 || !m_world.trouble().empty())) {
            return false;
        }
    }
}

/// Where the next copy may be due: later than now, and after one more event at least.
RunHistory::Stop RunHistory::nextStop() const
{
    const Instant later = m_world.now() + Duration(1);
    if (inPast()) {
        return {std::max(m_endAt, later), UINT64_MAX};
    }
    return {std::max(m_copies.next(), later), std::max(m_copies.nextEvents(), m_world.events() + 1)};
}

/// Goes to where a change was made. False: the events did not suffice.
bool RunHistory::reach(const Change& change, std::uint64_t& mostEvents)
{
    const std::uint64_t before = m_world.events();
    const std::uint64_t most = std::min(change.events - before, mostEvents);
    m_world.runUntil(change.at, most);
    mostEvents -= m_world.events() - before;
    // Those at the very instant of the change.
    while (m_world.events() < change.events && mostEvents > 0 && m_world.step()) {
        --mostEvents;
    }
    noteMarks();
    if (m_world.events() < change.events) {
        return false;
    }
    m_world.runUntil(change.at, 0);
    return true;
}

void RunHistory::apply(std::size_t chapter)
{
    const Change& change = m_changes[chapter];
    m_chapter = chapter;
    m_world.change(change.scenario);
    m_world.restartWindow();
    m_scheduledNoted = m_world.changesMade();
    ++m_jumps;
    if (!change.label.empty()) {
        m_marks.push_back({static_cast<int>(m_marks.size()) + 1, change.at, change.label, true});
        if (m_marks.size() > m_allMarks.size()) {
            m_allMarks.push_back(m_marks.back());
        }
    }
}

bool RunHistory::stepWorld()
{
    if (const Change* next = nextChange(); next != nullptr && next->events == m_world.events()) {
        m_world.runUntil(next->at, 0);
        apply(m_chapter + 1);
    }
    const bool stepped = m_world.step();
    noteMarks();
    return stepped;
}

bool RunHistory::step()
{
    const bool stepped = stepWorld();
    noteEnd();
    return stepped;
}

void RunHistory::stepItem(std::uint64_t mostEvents)
{
    const std::uint64_t done = m_world.completed();
    while (mostEvents-- > 0 && stepWorld() && m_world.completed() == done) {
    }
    noteEnd();
}

void RunHistory::goBackTo(const Checkpoints::Copy& copy)
{
    m_world = copy.world->unpacked();
    m_chapter = copy.chapter;
    m_scheduledNoted = m_world.changesMade();
    m_marks.assign(m_allMarks.begin(), m_allMarks.begin() + static_cast<std::ptrdiff_t>(copy.marks));
    ++m_jumps;
    ++m_rewinds;
}

void RunHistory::seek(Instant instant)
{
    const Checkpoints::Copy* copy = m_copies.before(instant);
    // The world as it stands is nearer when it lies between the copy and the instant.
    if (copy != nullptr && (m_world.now() > instant || copy->world->now() > m_world.now())) {
        goBackTo(*copy);
    }
    advance(instant, UINT64_MAX);
}

/// To right after so many events: the last of them is always a step of its own, so that now() is its instant.
void RunHistory::goToEvent(std::uint64_t events)
{
    const std::uint64_t before = std::max<std::uint64_t>(events, 1) - 1;
    const Checkpoints::Copy* copy = m_copies.beforeEvent(before);
    if (copy == nullptr) {
        return;
    }
    goBackTo(*copy);
    advance(m_endAt, before - m_world.events());
    while (m_world.events() < events && stepWorld()) {
    }
}

void RunHistory::stepBack()
{
    if (m_world.events() > 0) {
        goToEvent(m_world.events() - 1);
    } else {
        seek(runStart);
    }
}

void RunHistory::stepItemBack()
{
    // The event that answered it is one of those up to this one. A copy may have been made right after it.
    std::uint64_t last = std::max<std::uint64_t>(m_world.events(), 1) - 1;
    while (last > 0) {
        const Checkpoints::Copy* copy = m_copies.beforeEvent(last - 1);
        if (copy == nullptr) {
            return;
        }
        goBackTo(*copy);
        const std::uint64_t begin = m_world.events();
        std::uint64_t found = 0;
        std::uint64_t done = m_world.completed();
        while (m_world.events() < last && stepWorld()) {
            if (m_world.completed() != done) {
                done = m_world.completed();
                found = m_world.events();
            }
        }
        if (found != 0) {
            goToEvent(found);
            return;
        }
        last = begin;
    }
    seek(runStart);
}

LookBack RunHistory::lookBack(Instant instant) const
{
    const Checkpoints::Copy* copy = m_copies.before(std::min(instant, m_world.now()));
    if (copy == nullptr || copy->world->events() > m_world.events()) {
        copy = m_copies.beforeEvent(m_world.events()); // the first copy always stays
    }
    std::vector<LookBack::Change> later;
    for (std::size_t chapter = copy->chapter + 1; chapter <= m_chapter; ++chapter) {
        later.push_back({m_changes[chapter].at, m_changes[chapter].events, m_changes[chapter].scenario});
    }
    return {copy->world, std::move(later), m_world.now(), m_world.events()};
}

RunLog RunHistory::log(std::uint64_t seed) const
{
    RunLog log{m_changes.front().standing->document, seed, {}};
    for (std::size_t i = 1; i <= m_chapter; ++i) {
        const Change& change = m_changes[i];
        log.changes.push_back({change.at, change.events, change.standing->asked, change.standing->document, change.label});
    }
    return log;
}

void RunHistory::change(std::shared_ptr<const Scenario> scenario, std::string label, std::shared_ptr<const Standing> standing)
{
    if (inPast()) {
        m_changes.resize(m_chapter + 1);
        m_allMarks = m_marks;
        m_copies.forgetAfter(m_world);
        ++m_branch;
    }
    m_changes.push_back({m_world.now(), m_world.events(), std::move(scenario), std::move(label), std::move(standing)});
    m_endAt = m_world.now();
    m_endEvents = m_world.events();
    apply(m_chapter + 1);
}

void RunHistory::noteMarks()
{
    const auto& schedule = m_world.scenario().schedule;
    for (; m_scheduledNoted < m_world.changesMade(); ++m_scheduledNoted) {
        const ScheduledChange& change = schedule[m_scheduledNoted];
        m_marks.push_back({static_cast<int>(m_marks.size()) + 1, change.at, labelOf(change), false});
        if (m_marks.size() > m_allMarks.size()) {
            m_allMarks.push_back(m_marks.back());
        }
    }
}

void RunHistory::noteEnd()
{
    if (m_world.events() >= m_endEvents && m_world.now() >= m_endAt) {
        m_endEvents = m_world.events();
        m_endAt = m_world.now();
        m_copies.note(m_world, m_chapter, m_marks.size());
    }
}

} // namespace highwater
