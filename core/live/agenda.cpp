// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/agenda.h"

#include <algorithm>
#include <utility>

namespace highwater {

namespace {

std::uint32_t slotOf(Agenda::Id id)
{
    return static_cast<std::uint32_t>(id);
}
std::uint32_t generationOf(Agenda::Id id)
{
    return static_cast<std::uint32_t>(id >> 32);
}

} // namespace

Agenda::Agenda() : m_timer([this] { runDue(); }) {}

Agenda::Id Agenda::at(SteadyTime when, Task task)
{
    if (m_free.empty()) {
        m_free.push_back(static_cast<std::uint32_t>(m_slots.size()));
        m_slots.emplace_back();
    }
    const std::uint32_t place = m_free.back();
    m_free.pop_back();
    Slot& slot = m_slots[place];
    slot.used = true;
    slot.task = std::move(task);
    const Id id = (static_cast<Id>(slot.generation) << 32) | place;
    m_heap.push_back({when, m_order++, id});
    std::push_heap(m_heap.begin(), m_heap.end(), std::greater<>());
    ++m_planned;
    setTimer();
    return id;
}

void Agenda::cancel(Id id)
{
    if (!matters(id)) {
        return;
    }
    take(id);
    if (m_heap.size() > 64 && m_heap.size() > 2 * m_planned) {
        dropStale();
    }
}

bool Agenda::matters(Id id) const
{
    return slotOf(id) < m_slots.size() && m_slots[slotOf(id)].used && m_slots[slotOf(id)].generation == generationOf(id);
}

/// Takes the task out of its slot, which another one may have then.
Agenda::Task Agenda::take(Id id)
{
    Slot& slot = m_slots[slotOf(id)];
    Task task = std::move(slot.task);
    slot.task = nullptr;
    slot.used = false;
    slot.generation += slot.generation == UINT32_MAX ? 2 : 1; // never 0, so that no id is 0
    m_free.push_back(slotOf(id));
    --m_planned;
    return task;
}

/// What is added while it runs has its turn when the event loop comes round again, even if it is due at once.
void Agenda::runDue()
{
    m_running = true;
    const SteadyTime now = steadyNow();
    for (std::size_t left = m_heap.size(); left > 0 && !m_heap.empty() && m_heap.front().when <= now; --left) {
        std::pop_heap(m_heap.begin(), m_heap.end(), std::greater<>());
        const Id id = m_heap.back().id;
        m_heap.pop_back();
        if (matters(id)) {
            take(id)();
        }
    }
    m_running = false;
    setTimer();
}

void Agenda::dropStale()
{
    std::erase_if(m_heap, [this](const Entry& entry) { return !matters(entry.id); });
    std::make_heap(m_heap.begin(), m_heap.end(), std::greater<>());
}

/// An entry that was cancelled may wake the loop once for nothing; that costs less than looking for the next one that matters.
void Agenda::setTimer()
{
    if (!m_running && !m_heap.empty()) {
        m_timer.plan(m_heap.front().when);
    }
}

} // namespace highwater
