// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/aqm_policy.h"

#include <cmath>
#include <cstdint>
#include <optional>

namespace highwater::flow {

/// CoDel (RFC 8289) for a queue of items: one item stands for one packet, and the only waiting one is never dropped. A plain value.
///
/// A worker that takes an item asks drop(); while the answer is true the item is gone and it asks again, at the same instant, with the
/// next one. "Above": sojourn >= target, and not the only one. "Long above": above, and so at every take of the last `interval`.
///
/// | state    | item taken                                   | next                      | answer |
/// |----------|----------------------------------------------|---------------------------|--------|
/// | quiet    | not long above                               | quiet                     | keep   |
/// | quiet    | long above                                   | dropping, just entered    | drop   |
/// | dropping | just entered: the next item of the same take | dropping                  | keep   |
/// | dropping | not long above                               | quiet                     | keep   |
/// | dropping | long above, now < next drop                  | dropping                  | keep   |
/// | dropping | long above, now >= next drop                 | dropping, count + 1       | drop   |
///
/// The next drop comes interval / sqrt(count) after the one before was due, not after it was made. A second time of dropping begins with
/// the count that the last one had gained when it comes within 16 intervals of the last due drop; else with 1.
class Codel
{
public:
    /// now never falls; sojourn >= 0; onlyOne: nobody else waits.
    bool drop(const CodelPolicy& policy, Instant now, Duration sojourn, bool onlyOne)
    {
        const bool longAbove = isLongAbove(policy, now, sojourn, onlyOne);
        const Sequel sequel = m_sequel;
        m_sequel = Sequel::None;
        if (sequel == Sequel::Entered) {
            return false;
        }
        if (!longAbove) {
            m_dropping = false;
            return false;
        }
        if (!m_dropping) {
            enter(policy, now);
            return true;
        }
        if (sequel == Sequel::Dropped) {
            advanceNextDrop(policy);
        }
        if (now < m_nextDrop) {
            return false;
        }
        ++m_count;
        m_sequel = Sequel::Dropped;
        return true;
    }
    /// A worker found nobody waiting.
    void onEmpty()
    {
        m_firstAbove.reset();
        if (m_sequel == Sequel::Dropped) {
            m_dropping = false;
        }
        m_sequel = Sequel::None;
    }
    [[nodiscard]] bool dropping() const { return m_dropping; }
    /// Drops of this time of dropping, the head start included; 0 before the first.
    [[nodiscard]] std::int64_t count() const { return m_count; }

private:
    /// What the item before, of the same take, was: its successor is judged by it.
    enum class Sequel : std::uint8_t { None, Entered, Dropped };

    bool isLongAbove(const CodelPolicy& policy, Instant now, Duration sojourn, bool onlyOne)
    {
        if (sojourn < policy.target || onlyOne) {
            m_firstAbove.reset();
            return false;
        }
        if (!m_firstAbove) {
            m_firstAbove = now + policy.interval;
            return false;
        }
        return now >= *m_firstAbove;
    }
    void enter(const CodelPolicy& policy, Instant now)
    {
        const std::int64_t gained = m_count - m_lastCount;
        const bool soon = (now - m_nextDrop) / 16 < policy.interval; // now - nextDrop < 16 intervals, without overflow
        m_count = gained > 1 && soon ? gained : 1;
        m_lastCount = m_count;
        m_dropping = true;
        m_sequel = Sequel::Entered;
        m_nextDrop = now;
        m_fraction = 0;
        advanceNextDrop(policy);
    }
    /// Keeps the part of a nanosecond that rounding leaves over, so that a thousand drops are as exact as one.
    void advanceNextDrop(const CodelPolicy& policy)
    {
        const double step = static_cast<double>(policy.interval.count()) / std::sqrt(static_cast<double>(m_count)) + m_fraction;
        const double whole = std::floor(step + 0.5);
        m_fraction = step - whole;
        m_nextDrop += Duration(static_cast<std::int64_t>(whole));
    }

    std::optional<Instant> m_firstAbove; ///< when it will have been above for an interval; nothing: below
    Instant m_nextDrop;
    double m_fraction = 0; ///< nanoseconds by which the exact instant lies after m_nextDrop, -0.5..0.5
    std::int64_t m_count = 0;
    std::int64_t m_lastCount = 0; ///< with which the last time of dropping began
    bool m_dropping = false;
    Sequel m_sequel = Sequel::None;
};

} // namespace highwater::flow
