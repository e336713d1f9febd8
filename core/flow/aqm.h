// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/codel.h"
#include "flow/pie.h"
#include "flow/red.h"
#include "flow/standing_queue.h"

#include <variant>

namespace highwater::flow {

/// The active queue management of one queue, of any kind. A plain value. Whoever drives a queue whose Aqm is active() calls
///
/// | when                                                | what                                                                  |
/// |-----------------------------------------------------|-----------------------------------------------------------------------|
/// | an item is offered, if looksAtArrivals()            | dropOnArrival(): true throws it away                                  |
/// | an item enters the queue                            | isStanding() before, and keep the answer with the item                |
/// | the queue goes from empty to not empty              | onFilled()                                                            |
/// | a worker takes an item out                          | dropOnTake(): true throws it away, and the worker takes the next one  |
/// | the queue has become empty, or a worker found it so | onEmpty(); more than once does no harm                                |
///
/// What each kind does with it:
///
/// | kind             | dropOnArrival | dropOnTake                                   | isStanding                         |
/// |------------------|---------------|----------------------------------------------|------------------------------------|
/// | none             | keep          | keep                                         | false                              |
/// | codel            | keep          | the rule of flow/codel.h                     | false                              |
/// | pie, red         | their rule    | measures, keeps                              | false                              |
/// | controlled-delay | keep          | drops what waited longer than it was told to | not empty for more than `interval` |
class Aqm
{
public:
    /// Keeps the state while the kind stays.
    void configure(const AqmPolicy& policy, Instant now)
    {
        if (policy.index() != m_policy.index()) {
            m_codel = {};
            m_pie = {};
            m_red = {};
        } else if (const auto* pie = std::get_if<PiePolicy>(&m_policy)) {
            m_pie.advance(*pie, now);
        }
        m_policy = policy;
    }
    [[nodiscard]] bool active() const { return m_policy.index() != 0; }
    [[nodiscard]] bool looksAtArrivals() const
    {
        return std::holds_alternative<PiePolicy>(m_policy) || std::holds_alternative<RedPolicy>(m_policy);
    }

    /// waiting: items that wait before it enters; uniform: a draw from [0, 1).
    bool dropOnArrival(Instant now, std::int64_t waiting, double uniform)
    {
        if (const auto* pie = std::get_if<PiePolicy>(&m_policy)) {
            return m_pie.dropOnArrival(*pie, now, waiting, uniform);
        }
        if (const auto* red = std::get_if<RedPolicy>(&m_policy)) {
            return m_red.dropOnArrival(*red, now, waiting, uniform);
        }
        return false;
    }
    /// waitingAfter: items that wait on; toldShort: what isStanding() said when it entered.
    bool dropOnTake(Instant now, Duration sojourn, std::int64_t waitingAfter, bool toldShort)
    {
        if (const auto* codel = std::get_if<CodelPolicy>(&m_policy)) {
            return m_codel.drop(*codel, now, sojourn, waitingAfter == 0);
        }
        if (const auto* delay = std::get_if<ControlledDelayPolicy>(&m_policy)) {
            return sojourn > (toldShort ? delay->target : delay->interval);
        }
        if (const auto* pie = std::get_if<PiePolicy>(&m_policy)) {
            m_pie.onTake(*pie, now, sojourn, waitingAfter);
        } else if (std::holds_alternative<RedPolicy>(m_policy)) {
            m_red.onTake(now);
        }
        return false;
    }
    void onFilled(Instant now) { m_standing.onFilled(now); }
    void onEmpty(Instant now)
    {
        m_codel.onEmpty();
        if (m_standing.onEmpty()) {
            m_red.onEmpty(now);
        }
    }
    /// Controlled delay: whether an item that enters now may wait for `target` only.
    [[nodiscard]] bool isStanding(Instant now) const
    {
        const auto* delay = std::get_if<ControlledDelayPolicy>(&m_policy);
        return delay && m_standing.longerThan(now, delay->interval);
    }

    [[nodiscard]] const Codel& codel() const { return m_codel; }
    [[nodiscard]] const Pie& pie() const { return m_pie; }
    [[nodiscard]] const Red& red() const { return m_red; }

private:
    AqmPolicy m_policy;
    Codel m_codel;
    Pie m_pie;
    Red m_red;
    StandingQueue m_standing;
};

} // namespace highwater::flow
