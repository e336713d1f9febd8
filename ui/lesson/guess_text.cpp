// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/guess_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double closeEnough = 0.1;

/// The context of the texts for translators.
struct Guess
{
    Q_DECLARE_TR_FUNCTIONS(Guess)
};

QString suffixOf(lessons::Unit unit)
{
    switch (unit) {
    case lessons::Unit::Share:
        return QStringLiteral("%");
    case lessons::Unit::PerSecond:
        return QStringLiteral("/s");
    case lessons::Unit::PerMinute:
        return QStringLiteral("/min");
    case lessons::Unit::Seconds:
    case lessons::Unit::Items:
        break;
    }
    return {};
}

} // namespace

Result<double> readGuess(const QString& text, lessons::Unit unit)
{
    QString tight = text;
    tight.remove(QLatin1Char(' ')).remove(QChar(0x2009));
    bool isNumber = false;
    tight.toDouble(&isNumber);
    return lessons::readValue((isNumber ? tight + suffixOf(unit) : tight).toStdString(), unit);
}

QString guessExample(lessons::Unit unit)
{
    switch (unit) {
    case lessons::Unit::Seconds:
        return Guess::tr("like 200 ms");
    case lessons::Unit::Share:
        return Guess::tr("like 5 %");
    case lessons::Unit::PerSecond:
        return Guess::tr("like 90/s");
    case lessons::Unit::PerMinute:
        return Guess::tr("like 60/min");
    case lessons::Unit::Items:
        break;
    }
    return Guess::tr("like 100");
}

QString guessVerdict(double guess, double measured)
{
    if (guess == measured)
        return Guess::tr("exactly right");
    const double larger = std::max(guess, measured);
    const double smaller = std::min(guess, measured);
    if (larger - smaller <= closeEnough * larger)
        return Guess::tr("close");
    const bool high = guess > measured;
    if (smaller <= 0)
        return high ? Guess::tr("too high") : Guess::tr("too low");
    const double factor = larger / smaller;
    if (factor < 2) {
        const QString percent = QString::number(std::round(std::abs(guess / measured - 1) * 100));
        return (high ? Guess::tr("%1 % too high") : Guess::tr("%1 % too low")).arg(percent);
    }
    const QString times = QString::number(factor, 'f', factor < 10 ? 1 : 0);
    return (high ? Guess::tr("%1 times too high") : Guess::tr("%1 times too low")).arg(times);
}

QString valueText(double value, lessons::Unit unit)
{
    return QString::fromStdString(lessons::displayValue(value, unit));
}

QString conditionText(const std::string& condition)
{
    return QString::fromStdString(condition).replace(QLatin1String("<="), QStringLiteral("≤")).replace(QLatin1String(">="), QStringLiteral("≥"));
}

} // namespace highwater
