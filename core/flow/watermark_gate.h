// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/queue_policy.h"

#include <cassert>
#include <cstdint>
#include <optional>

namespace highwater::flow {

/// The backpressure signal of one queue: pressed when the level reaches the high mark, released when it has fallen to the low mark;
/// between the marks the last signal stands (hysteresis). Without marks it is never pressed. A plain value with one owner.
///
/// | state    | level          | next     | returns  |
/// |----------|----------------|----------|----------|
/// | released | >= high        | pressed  | Pressed  |
/// | released | < high         | released | None     |
/// | pressed  | <= low         | released | Released |
/// | pressed  | > low          | pressed  | None     |
class WatermarkGate
{
public:
    enum class Switch : std::uint8_t { None, Pressed, Released };

    WatermarkGate() = default;
    explicit WatermarkGate(std::optional<Marks> marks) { setMarks(marks, 0); }

    /// Reports the level after every change of it. The level is in the queue's measure, >= 0.
    Switch onLevel(std::int64_t level)
    {
        if (m_pressed) {
            if (level <= m_low) {
                m_pressed = false;
                return Switch::Released;
            }
        } else if (level >= m_high) {
            m_pressed = true;
            return Switch::Pressed;
        }
        return Switch::None;
    }
    /// New marks act at once on the level as it is.
    Switch setMarks(std::optional<Marks> marks, std::int64_t level)
    {
        assert(!marks || (marks->low >= 0 && marks->low < marks->high));
        m_high = marks ? marks->high : never;
        m_low = marks ? marks->low : never - 1;
        return onLevel(level);
    }
    [[nodiscard]] bool pressed() const { return m_pressed; }
    /// Whether the level lies above the low mark; false without marks.
    [[nodiscard]] bool aboveLow(std::int64_t level) const { return level > m_low; }
    [[nodiscard]] bool hasMarks() const { return m_high != never; }

private:
    static constexpr std::int64_t never = INT64_MAX;
    std::int64_t m_high = never;
    std::int64_t m_low = never - 1;
    bool m_pressed = false;
};

} // namespace highwater::flow
