// SPDX-License-Identifier: GPL-3.0-or-later
#include "journey/journey_words.h"

#include "theme/display_text.h"
#include "units/display.h"

#include <QStringList>

namespace highwater {

QString JourneyWords::item(const Journey& journey)
{
    const QString name = qtText(nameOf(journey.id, journey.producer));
    return journey.client ? tr("%1, client %2").arg(name).arg(*journey.client) : name;
}

QString JourneyWords::duration(Duration length)
{
    return durationText(toSeconds(length));
}

QString JourneyWords::clock(Instant at)
{
    const std::int64_t thousandths = (at.time_since_epoch().count() + 500'000) / 1'000'000;
    const auto padded = [](std::int64_t value, int digits) { return QStringLiteral("%1").arg(value, digits, 10, QLatin1Char('0')); };
    const std::int64_t minutes = thousandths / 60'000;
    const QString rest = padded(thousandths / 1000 % 60, 2) + QLatin1Char('.') + padded(thousandths % 1000, 3);
    return minutes < 60 ? QStringLiteral("%1:%2").arg(minutes).arg(rest)
                        : QStringLiteral("%1:%2:%3").arg(minutes / 60).arg(padded(minutes % 60, 2), rest);
}

QString JourneyWords::noun(Stay stay)
{
    switch (stay) {
    case Stay::Earlier:
        return tr("earlier");
    case Stay::Held:
        return tr("held back");
    case Stay::AtDoor:
        return tr("at the door");
    case Stay::Unsent:
        return tr("send buffer");
    case Stay::OnWire:
        return tr("on the wire");
    case Stay::Received:
        return tr("receive buffer");
    case Stay::Waiting:
        return tr("queue");
    case Stay::Reserving:
        return tr("reserving");
    case Stay::Serving:
        return tr("service");
    case Stay::Paused:
        return tr("stopped");
    case Stay::Hung:
        return tr("hung");
    case Stay::Blocked:
        return tr("blocked");
    case Stay::BackingOff:
        return tr("back-off");
    case Stay::Calling:
        return tr("next call");
    case Stay::Vanished:
        return tr("unnoticed");
    case Stay::Spread:
        return tr("copies");
    }
    return {};
}

QString JourneyWords::sentence(const JourneySegment& segment)
{
    const QString time = duration(segment.length());
    const QString node = qtText(segment.node);
    switch (segment.stay) {
    case Stay::Earlier:
        return tr("was under way for %1 before what was looked at").arg(time);
    case Stay::Held:
        return segment.from.empty() ? tr("was held back %1 by the signal of %2").arg(time, node)
                                    : tr("waited %1 for the send buffer to %2").arg(time, node);
    case Stay::AtDoor:
        return segment.from.empty() ? tr("waited %1 at the door of %2").arg(time, node)
                                    : tr("waited %1 for room in the send buffer to %2").arg(time, node);
    case Stay::Unsent:
        return tr("lay %1 in the send buffer from %2 to %3").arg(time, qtText(segment.from), node);
    case Stay::OnWire:
        return tr("was %1 on the wire from %2 to %3").arg(time, qtText(segment.from), node);
    case Stay::Received:
        return tr("lay %1 in the receive buffer of %2").arg(time, node);
    case Stay::Waiting:
        return tr("waited %1 in the queue of %2").arg(time, node);
    case Stay::Reserving:
        return tr("was held %1 by a worker of %2 that waited for a place ahead").arg(time, node);
    case Stay::Serving:
        return tr("was served %1 by %2").arg(time, node);
    case Stay::Paused:
        return tr("stood %1 in an outage of %2").arg(time, node);
    case Stay::Hung:
        return tr("hung %1 in a worker of %2").arg(time, node);
    case Stay::Blocked:
        return tr("blocked a worker of %2 for %1: no room ahead").arg(time, node);
    case Stay::BackingOff:
        return tr("waited %1 for attempt %2").arg(time).arg(segment.attempt);
    case Stay::Calling:
        return tr("waited %1 for the next call to %2").arg(time, node);
    case Stay::Vanished:
        return tr("was gone at %2 for %1 before its sender knew").arg(time, node);
    case Stay::Spread:
        return tr("was %1 with the consumers of %2").arg(time, node);
    }
    return {};
}

QString JourneyWords::word(Fate fate)
{
    switch (fate) {
    case Fate::Inside:
        return tr("still inside");
    case Fate::Completed:
        return tr("completed");
    case Fate::Refused:
        return tr("refused");
    case Fate::Dropped:
        return tr("dropped");
    case Fate::Expired:
        return tr("expired");
    case Fate::Failed:
        return tr("failed");
    case Fate::TimedOut:
        return tr("timed out");
    case Fate::LostOnWire:
        return tr("lost on the wire");
    case Fate::Shed:
        return tr("shed");
    case Fate::Lost:
        return tr("lost");
    }
    return {};
}

QString JourneyWords::sentence(const Journey& journey, const Setback& setback)
{
    const QString after = duration(setback.at - journey.begin);
    const QString what = tr("%1 at %2 after %3").arg(word(setback.fate), qtText(setback.node), after);
    return journey.attempts > 1 ? tr("attempt %1: %2").arg(setback.attempt).arg(what) : what;
}

QString JourneyWords::story(const Journey& journey)
{
    QStringList parts;
    auto setback = journey.setbacks.begin();
    const auto tellUntil = [&](Instant at) {
        for (; setback != journey.setbacks.end() && setback->at <= at; ++setback)
            parts << sentence(journey, *setback);
    };
    for (const JourneySegment& segment : journey.segments) {
        tellUntil(segment.begin);
        parts << sentence(segment);
    }
    tellUntil(journey.end);
    return tr("%1 took %2: %3; %4.").arg(item(journey), duration(journey.total()), parts.join(QStringLiteral(", ")), word(journey.fate));
}

} // namespace highwater
