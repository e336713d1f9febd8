// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/axis_range.h"

#include "units/display.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace highwater {

namespace {

constexpr int fewestSteps = 2; // with fewer, the top could lie below the first tick
constexpr int mostStepsEver = 4; // five ticks with the one at 0
constexpr double shrinkAfter = 3;
constexpr double headroom = 1.05;
constexpr double downAt = 0.8;
constexpr double mostDecades = 1e4; // between the ends of a logarithmic axis

struct Unit
{
    double factor;
    double from; ///< top at which the unit is taken
    const char16_t* suffix;
};

std::span<const Unit> unitsOf(Measurand measurand)
{
    static constexpr std::array time{Unit{1e-9, 0, u"\u2009ns"}, Unit{1e-6, 1e-6, u"\u2009µs"}, Unit{1e-3, 1e-3, u"\u2009ms"},
                                     Unit{1, 1, u"\u2009s"}};
    static constexpr std::array bytes{Unit{1, 0, u"\u2009B"}, Unit{1024, 1024, u"\u2009KiB"},
                                      Unit{1048576, 1048576, u"\u2009MiB"}, Unit{1073741824, 1073741824, u"\u2009GiB"}};
    static constexpr std::array plain{Unit{1, 0, u""}, Unit{1e3, 1e4, u"k"}, Unit{1e6, 1e7, u"M"}};
    switch (measurand) {
    case Measurand::Time:
        return time;
    case Measurand::Bytes:
        return bytes;
    case Measurand::Items:
    case Measurand::Rate:
        return plain;
    }
    return plain;
}

double powerBelow(double value)
{
    return std::pow(10.0, std::floor(std::log10(value) + 1e-12));
}

bool positive(double value)
{
    return std::isfinite(value) && value > 0;
}

/// To the next half step.
double roundedUp(double value, double step)
{
    return std::ceil(value / (step / 2)) * step / 2;
}

QString grouped(QString digits)
{
    auto point = digits.indexOf(QLatin1Char('.'));
    if (point < 0)
        point = digits.size();
    for (auto at = point - 3; at > 0; at -= 3)
        digits.insert(at, QChar(0x2009));
    return digits;
}

} // namespace

double niceStep(double atLeast)
{
    if (!positive(atLeast))
        return 1;
    const double power = powerBelow(atLeast);
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= atLeast * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

double niceStepBelow(double atMost)
{
    if (!positive(atMost))
        return 1;
    const double power = powerBelow(atMost);
    for (const double factor : {5.0, 2.0}) {
        if (factor * power <= atMost * (1 + 1e-9))
            return factor * power;
    }
    return power;
}

void AxisUnit::setMeasurand(Measurand measurand)
{
    if (measurand != m_measurand)
        m_level = 0;
    m_measurand = measurand;
}

void AxisUnit::update(double top)
{
    const auto units = unitsOf(m_measurand);
    const auto from = [&](int level) { return units[static_cast<std::size_t>(level)].from; };
    while (m_level + 1 < static_cast<int>(units.size()) && top >= from(m_level + 1))
        ++m_level;
    while (m_level > 0 && top < downAt * from(m_level))
        --m_level;
}

double AxisUnit::factor() const
{
    return unitsOf(m_measurand)[static_cast<std::size_t>(m_level)].factor;
}

QString AxisUnit::label(double value, double step) const
{
    if (value == 0)
        return QStringLiteral("0");
    const auto& unit = unitsOf(m_measurand)[static_cast<std::size_t>(m_level)];
    const int decimals = std::clamp(-static_cast<int>(std::floor(std::log10(step / unit.factor) + 1e-9)), 0, 6);
    return grouped(QString::number(value / unit.factor, 'f', decimals)) + QString::fromUtf16(unit.suffix);
}

double AxisRange::stepFor(double top)
{
    m_unit.update(top);
    const double unit = m_unit.factor();
    const double step = niceStep(top / unit / m_mostSteps) * unit;
    const bool whole = m_unit.measurand() == Measurand::Items || m_unit.measurand() == Measurand::Bytes;
    return whole ? std::max(step, 1.0) : step;
}

bool AxisRange::choose(double wanted)
{
    double step = stepFor(wanted);
    double top = roundedUp(wanted, step);
    // Rounding up may reach the next unit, in which other steps are round.
    step = stepFor(top);
    top = roundedUp(wanted, step);
    return set(top, step);
}

void AxisRange::setMostSteps(int steps)
{
    const int most = std::clamp(steps, fewestSteps, mostStepsEver);
    if (most == m_mostSteps)
        return;
    m_mostSteps = most;
    m_top = 0; // another height: the next update chooses afresh
}

bool AxisRange::set(double top, double step)
{
    const bool differs = top != m_top || step != m_step;
    m_top = top;
    m_step = step;
    m_roomySince.reset();
    return differs;
}

bool AxisRange::update(double needed, double clock)
{
    const double least = m_unit.measurand() == Measurand::Time ? 1e-3 : 4;
    const double wanted = headroom * (positive(needed) ? std::max(needed, least) : least);
    if (wanted > m_top)
        return choose(wanted);
    if (roundedUp(wanted, niceStep(wanted / m_mostSteps)) >= m_top * downAt) {
        m_roomySince.reset();
        return false;
    }
    if (!m_roomySince)
        m_roomySince = clock;
    return clock - *m_roomySince >= shrinkAfter && choose(wanted);
}

bool AxisRange::fix(double top)
{
    if (top == m_top)
        return false;
    return set(top, stepFor(top));
}

void AxisRange::reset(Measurand measurand)
{
    m_unit.setMeasurand(measurand);
    m_top = 0;
    m_roomySince.reset();
}

std::vector<double> AxisRange::ticks() const
{
    std::vector<double> values;
    for (int k = 0; k * m_step <= m_top * (1 + 1e-9); ++k)
        values.push_back(k * m_step);
    return values;
}

bool LogRange::update(double least, double most, double clock)
{
    const double top = std::pow(10, std::ceil(std::log10(most) - 1e-9));
    const double floor = std::max(std::pow(10, std::floor(std::log10(least) + 1e-9)), top / mostDecades);
    const auto set = [&](double newFloor, double newTop) {
        const bool changed = newFloor != m_floor || newTop != m_top;
        m_floor = newFloor;
        m_top = newTop;
        m_roomySince.reset();
        return changed;
    };
    if (m_top <= 0)
        return set(std::min(floor, top / 10), top);
    const double outerTop = std::max(m_top, top);
    const double outerFloor = std::max(std::min(m_floor, floor), outerTop / mostDecades);
    if (outerTop > m_top || outerFloor < m_floor)
        return set(outerFloor, outerTop);
    if (top >= m_top && floor <= m_floor) {
        m_roomySince.reset();
        return false;
    }
    if (!m_roomySince)
        m_roomySince = clock;
    return clock - *m_roomySince >= shrinkAfter && set(std::min(floor, top / 10), top);
}

std::vector<double> LogRange::ticks() const
{
    std::vector<double> ticks;
    for (double tick = m_floor; tick <= m_top * 1.001; tick *= 10)
        ticks.push_back(tick);
    return ticks;
}

QString LogRange::label(double value)
{
    // Whole numbers of a unit: every tick is a power of ten.
    const auto units = unitsOf(Measurand::Time);
    const auto unit = std::find_if(units.rbegin(), units.rend(), [&](const Unit& each) { return value >= each.from * 0.999; });
    return QString::fromStdString(displayCount(std::round(value / unit->factor))) + QString::fromUtf16(unit->suffix);
}

} // namespace highwater
