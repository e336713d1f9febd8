// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/display_text.h"

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
        return QStringLiteral("queue full");
    case RefusalReason::TokenBucket:
        return QStringLiteral("token bucket");
    case RefusalReason::Concurrency:
        return QStringLiteral("hard limit");
    case RefusalReason::Watermark:
        return QStringLiteral("signal on");
    case RefusalReason::Quota:
        return QStringLiteral("client quota");
    case RefusalReason::AdaptiveThrottle:
        return QStringLiteral("adaptive throttle");
    case RefusalReason::Gradient2:
        return QStringLiteral("gradient2 limit");
    case RefusalReason::Vegas:
        return QStringLiteral("vegas limit");
    case RefusalReason::Aimd:
        return QStringLiteral("aimd limit");
    case RefusalReason::Autoscale:
        break;
    }
    return QStringLiteral("no worker yet");
}

QString aqmName(const flow::AqmPolicy& policy)
{
    static const QStringList names{QString(), QStringLiteral("codel"), QStringLiteral("pie"), QStringLiteral("red"),
                                   QStringLiteral("controlled delay")};
    return names.value(static_cast<int>(policy.index()));
}

QString countedText(std::int64_t count, const char* one, const char* many)
{
    return countText(count) + QLatin1Char(' ') + QLatin1String(count == 1 ? one : many);
}

const QString& separator()
{
    static const QString dot = QStringLiteral(" · ");
    return dot;
}

} // namespace highwater
