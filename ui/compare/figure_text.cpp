// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/figure_text.h"

#include "units/display.h"

#include <cmath>

namespace highwater {

QString figureText(ComparedFigure::Unit unit, double value)
{
    using Unit = ComparedFigure::Unit;
    switch (unit) {
    case Unit::PerSecond:
        return QString::fromStdString(displayRate(value));
    case Unit::Seconds:
        return QString::fromStdString(displayDuration(value));
    case Unit::Ratio:
        return QString::fromStdString(displayRatio(value));
    case Unit::Items:
        return QString::fromStdString(displayNumber(value));
    case Unit::PerMinute:
        return QStringLiteral("%1/min").arg(QString::fromStdString(displayNumber(value)));
    }
    return {};
}

QString withInterval(double value, std::optional<double> halfWidth, bool sign, const std::function<QString(double)>& text)
{
    QString result = text(std::abs(value));
    if (value < 0)
        result.prepend(QChar(0x2212));
    else if (sign && value > 0)
        result.prepend(QLatin1Char('+'));
    if (halfWidth && !std::isnan(*halfWidth))
        result += QStringLiteral(" ± %1").arg(text(*halfWidth));
    return result;
}

} // namespace highwater
