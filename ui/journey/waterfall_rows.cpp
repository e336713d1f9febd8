// SPDX-License-Identifier: GPL-3.0-or-later
#include "journey/waterfall_rows.h"

#include "journey/journey_words.h"
#include "theme/display_text.h"

#include <QStringList>

#include <algorithm>
#include <optional>

namespace highwater {

namespace {

QString stationOf(const JourneySegment& segment)
{
    if (segment.stay == Stay::Earlier)
        return JourneyWords::tr("before");
    if (segment.stay == Stay::OnWire)
        return JourneyWords::tr("%1 to %2").arg(qtText(segment.from), qtText(segment.node));
    return qtText(segment.node);
}

WaterfallRow rowOf(const Journey& journey, const QString& station, const std::string& node, std::uint32_t attempt)
{
    WaterfallRow row;
    row.label = journey.attempts > 1 ? QStringLiteral("%1: %2").arg(attempt).arg(station) : station;
    row.node = qtText(node);
    row.attempt = attempt;
    return row;
}

QString textOf(const Journey& journey, const WaterfallRow& row)
{
    QStringList parts;
    for (const std::size_t segment : row.segments) {
        const JourneySegment& each = journey.segments[segment];
        parts << JourneyWords::tr("%1 %2").arg(JourneyWords::noun(each.stay), JourneyWords::duration(each.length()));
    }
    std::optional<Fate> last;
    for (const std::size_t setback : row.setbacks) {
        last = journey.setbacks[setback].fate;
        parts << JourneyWords::word(*last);
    }
    if (row.ends && last != journey.fate)
        parts << JourneyWords::word(journey.fate);
    return parts.join(separator());
}

} // namespace

std::vector<WaterfallRow> rowsOf(const Journey& journey)
{
    std::vector<WaterfallRow> rows;
    std::size_t setback = 0;
    const auto markUntil = [&](Instant at) {
        for (; setback < journey.setbacks.size() && journey.setbacks[setback].at <= at; ++setback) {
            const Setback& each = journey.setbacks[setback];
            // An attempt that was turned away at once has no stay of its own.
            if (rows.empty() || rows.back().attempt != each.attempt || rows.back().node != qtText(each.node))
                rows.push_back(rowOf(journey, qtText(each.node), each.node, each.attempt));
            rows.back().setbacks.push_back(setback);
        }
    };
    for (std::size_t i = 0; i < journey.segments.size(); ++i) {
        const JourneySegment& segment = journey.segments[i];
        markUntil(segment.begin);
        const QString station = stationOf(segment);
        if (rows.empty() || rows.back().attempt != segment.attempt || rows.back().label != rowOf(journey, station, segment.node, segment.attempt).label)
            rows.push_back(rowOf(journey, station, segment.node, segment.attempt));
        rows.back().segments.push_back(i);
    }
    markUntil(journey.end);
    if (!rows.empty())
        rows.back().ends = true;
    for (WaterfallRow& row : rows)
        row.text = textOf(journey, row);
    return rows;
}

} // namespace highwater
