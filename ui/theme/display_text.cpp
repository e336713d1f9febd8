// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/display_text.h"

#include "theme/picture_words.h"
#include "units/display.h"

#include <QStringList>

namespace highwater {

QString rateText(double perSecond)
{
    return perSecond > 0 ? qtText(displayRate(perSecond)) : QStringLiteral("0/s");
}

QString durationText(double seconds)
{
    return seconds > 0 ? qtText(displayDuration(seconds)) : QStringLiteral("0 s");
}

QString countText(std::int64_t count)
{
    return qtText(displayCount(static_cast<double>(count)));
}

QString bytesText(std::int64_t bytes)
{
    return qtText(displayBytes(static_cast<double>(bytes)));
}

QString nodeName(const Snapshot& snapshot, int node)
{
    return qtText(snapshot.nodes[static_cast<std::size_t>(node)].name);
}

QString reasonText(flow::RefusalReason reason)
{
    using flow::RefusalReason;
    switch (reason) {
    case RefusalReason::QueueFull:
        return Painted::tr("queue full");
    case RefusalReason::TokenBucket:
        return Painted::tr("token bucket");
    case RefusalReason::Concurrency:
        return Painted::tr("hard limit");
    case RefusalReason::Watermark:
        return Painted::tr("signal on");
    case RefusalReason::Quota:
        return Painted::tr("client quota");
    case RefusalReason::AdaptiveThrottle:
        return Painted::tr("adaptive throttle");
    case RefusalReason::Gradient2:
        return Painted::tr("gradient2 limit");
    case RefusalReason::Vegas:
        return Painted::tr("vegas limit");
    case RefusalReason::Aimd:
        return Painted::tr("aimd limit");
    case RefusalReason::Autoscale:
        break;
    }
    return Painted::tr("no worker yet");
}

QString aqmName(const flow::AqmPolicy& policy)
{
    static const QStringList names{QString(), QStringLiteral("codel"), QStringLiteral("pie"), QStringLiteral("red")};
    const auto index = static_cast<int>(policy.index());
    return index < names.size() ? names[index] : Painted::tr("controlled delay");
}

QString countedText(std::int64_t count, const QString& one, const QString& many)
{
    return countText(count) + QLatin1Char(' ') + (count == 1 ? one : many);
}

const QString& separator()
{
    static const QString dot = QStringLiteral(" · ");
    return dot;
}

} // namespace highwater
