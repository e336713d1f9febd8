// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_layout.h"

#include <QStringList>

#include <algorithm>

namespace highwater {

ChartLayout::ChartLayout()
{
    for (const auto& each : allCharts()) {
        if (each.standard)
            m_shown.push_back(each.kind);
    }
}

bool ChartLayout::isShown(ChartKind kind) const
{
    return placeOf(kind) >= 0;
}

int ChartLayout::placeOf(ChartKind kind) const
{
    const auto there = std::find(m_shown.begin(), m_shown.end(), kind);
    return there != m_shown.end() ? static_cast<int>(there - m_shown.begin()) : -1;
}

void ChartLayout::setShown(ChartKind kind, bool shown)
{
    if (shown == isShown(kind))
        return;
    if (!shown) {
        if (m_shown.size() > 1)
            std::erase(m_shown, kind);
        return;
    }
    const auto after = std::find_if(m_shown.rbegin(), m_shown.rend(), [&](ChartKind each) { return each < kind; });
    m_shown.insert(after.base(), kind);
}

bool ChartLayout::moveTo(ChartKind kind, int place)
{
    const int from = placeOf(kind);
    const int to = std::clamp(place, 0, static_cast<int>(m_shown.size()) - 1);
    if (from < 0 || from == to)
        return false;
    m_shown.erase(m_shown.begin() + from);
    m_shown.insert(m_shown.begin() + to, kind);
    return true;
}

bool ChartLayout::moveBy(ChartKind kind, int places)
{
    return moveTo(kind, placeOf(kind) + places);
}

QString ChartLayout::text() const
{
    QStringList ids;
    for (const auto kind : m_shown)
        ids += QString::fromLatin1(infoOf(kind).id);
    QStringList options;
    if (logarithmic)
        options += QStringLiteral("log");
    if (heatMap)
        options += QStringLiteral("heat");
    return ids.join(QLatin1Char(',')) + QLatin1Char(';') + options.join(QLatin1Char(','));
}

std::optional<ChartLayout> ChartLayout::of(const QString& text)
{
    const auto halves = text.split(QLatin1Char(';'));
    if (halves.size() != 2)
        return std::nullopt;
    ChartLayout layout;
    layout.m_shown.clear();
    for (const auto& id : halves[0].split(QLatin1Char(','))) {
        const auto kind = chartOfId(id);
        if (!kind || layout.isShown(*kind))
            return std::nullopt;
        layout.m_shown.push_back(*kind);
    }
    for (const auto& option : halves[1].split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (option != QLatin1String("log") && option != QLatin1String("heat"))
            return std::nullopt;
        (option == QLatin1String("log") ? layout.logarithmic : layout.heatMap) = true;
    }
    return layout;
}

} // namespace highwater
