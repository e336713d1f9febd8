// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace highwater {

/// The smallest of 1, 2, 5 times a power of ten that is at least this; 1 for what is not a positive number.
double niceStep(double atLeast);
/// The largest of 1, 2, 5 times a power of ten that is at most this; 1 for what is not a positive number.
double niceStepBelow(double atMost);

enum class Measurand { Items, Bytes, Time, Rate };

/// The one unit in which an axis is written: it goes up when the top reaches 1 of the larger unit and comes down below 0.8 of it,
/// so that it does not flutter at the edge.
class AxisUnit
{
public:
    explicit AxisUnit(Measurand measurand) : m_measurand(measurand) {}
    void setMeasurand(Measurand measurand);
    [[nodiscard]] Measurand measurand() const { return m_measurand; }

    void update(double top);
    /// What one of the unit is worth: 0.001 for ms, 1024 for KiB.
    [[nodiscard]] double factor() const;
    /// "1.2 s", "1 000", "64 KiB"; zero has no unit. step: the distance of the ticks, which says how many digits are needed.
    [[nodiscard]] QString label(double value, double step) const;

private:
    Measurand m_measurand;
    int m_level = 0;
};

/// The upper end of an axis that begins at 0, and its ticks. It grows at once and shrinks only after the smaller range would have
/// been enough for three seconds; ends and ticks are round numbers.
class AxisRange
{
public:
    explicit AxisRange(Measurand measurand) : m_unit(measurand) {}

    /// How many ticks above the one at 0 there is room for; 2 to 4 are
    /// taken, so that one at least is in sight.
    void setMostSteps(int steps);
    /// needed: the largest value in sight; clock: any monotonic seconds. True when the axis changed.
    bool update(double needed, double clock);
    /// The axis ends exactly here, for a bound that stands in the picture anyway. True when it changed.
    bool fix(double top);
    /// Forgets the past: the next update shrinks at once too.
    void reset(Measurand measurand);

    [[nodiscard]] double top() const { return m_top; }
    [[nodiscard]] double step() const { return m_step; }
    [[nodiscard]] std::vector<double> ticks() const;
    [[nodiscard]] QString label(double value) const { return m_unit.label(value, m_step); }

private:
    bool set(double top, double step);
    bool choose(double wanted);
    [[nodiscard]] double stepFor(double top);

    AxisUnit m_unit;
    int m_mostSteps = 4;
    double m_top = 0;
    double m_step = 1;
    std::optional<double> m_roomySince;
};

/// A logarithmic axis of times: from one power of ten to another, four of them apart at most. It grows at once and shrinks as AxisRange
/// does.
class LogRange
{
public:
    /// Both above 0. True when the axis changed.
    bool update(double least, double most, double clock);
    void reset() { m_top = 0; }

    [[nodiscard]] double floor() const { return m_floor; }
    [[nodiscard]] double top() const { return m_top; }
    [[nodiscard]] std::vector<double> ticks() const;
    [[nodiscard]] static QString label(double value);

private:
    double m_floor = 0.001;
    double m_top = 0;
    std::optional<double> m_roomySince;
};

} // namespace highwater
