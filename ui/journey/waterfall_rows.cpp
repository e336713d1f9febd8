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
    if (segment.stay == Stay::Unsent || segment.stay == Stay::OnWire || segment.stay == Stay::Received)
        return JourneyWords::tr("%1 to %2").arg(qtText(segment.from), qtText(segment.node));
    return qtText(segment.node);
}

QString labelOf(const Journey& journey, const JourneySegment& segment)
{
    if (segment.stay == Stay::BackingOff)
        return JourneyWords::tr("attempt %1").arg(segment.attempt);
    return journey.attempts > 1 ? QStringLiteral("%1: %2").arg(segment.attempt).arg(stationOf(segment)) : stationOf(segment);
}

/// An attempt that was turned away at once has no stay of its own: it is told where its back-off ended, or in a row without bars.
WaterfallRow& rowOf(const Journey& journey, const Setback& setback, std::vector<WaterfallRow>& rows)
{
    if (!rows.empty() && rows.back().attempt == setback.attempt) {
        WaterfallRow& last = rows.back();
        const JourneySegment* segment = last.segments.empty() ? nullptr : &journey.segments[last.segments.back()];
        if (last.node == qtText(setback.node) || (segment != nullptr && segment->stay == Stay::BackingOff && segment->end == setback.at))
            return last;
    }
    WaterfallRow row;
    row.label = journey.attempts > 1 ? JourneyWords::tr("attempt %1").arg(setback.attempt) : qtText(setback.node);
    row.node = qtText(setback.node);
    row.attempt = setback.attempt;
    return rows.emplace_back(std::move(row));
}

QString textOf(const Journey& journey, const WaterfallRow& row)
{
    QStringList parts;
    bool moved = journey.attempts > 1 && row.segments.empty();
    for (const std::size_t segment : row.segments) {
        const JourneySegment& each = journey.segments[segment];
        moved = moved || each.stay == Stay::BackingOff;
        parts << JourneyWords::tr("%1 %2").arg(JourneyWords::noun(each.stay), JourneyWords::duration(each.length()));
    }
    std::optional<Fate> last;
    for (const std::size_t setback : row.setbacks) {
        last = journey.setbacks[setback].fate;
        parts << (moved ? JourneyWords::tr("%1 at %2").arg(JourneyWords::word(*last), qtText(journey.setbacks[setback].node))
                        : JourneyWords::word(*last));
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
            WaterfallRow& row = rowOf(journey, journey.setbacks[setback], rows);
            row.setbacks.push_back(setback);
        }
    };
    for (std::size_t i = 0; i < journey.segments.size(); ++i) {
        const JourneySegment& segment = journey.segments[i];
        markUntil(segment.begin);
        const QString label = labelOf(journey, segment);
        if (rows.empty() || rows.back().attempt != segment.attempt || rows.back().label != label) {
            WaterfallRow row;
            row.label = label;
            row.node = qtText(segment.node);
            row.attempt = segment.attempt;
            rows.push_back(std::move(row));
        }
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
