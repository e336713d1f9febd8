// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/worker_edits.h"

#include "units/quantity.h"

#include <QStringList>

namespace highwater {

QList<QPair<QString, QString>> workerEdits(const StageNode& stage, std::int64_t count)
{
    QList<QPair<QString, QString>> edits{{QStringLiteral("workers/count"), QString::number(count)}};
    if (!stage.speeds.empty()) {
        QStringList speeds;
        for (std::int64_t i = 0; i < count; ++i) {
            const auto place = static_cast<std::size_t>(i);
            speeds.append(QString::fromStdString(writeNumber(place < stage.speeds.size() ? stage.speeds[place] : 1.0)));
        }
        edits.append({QStringLiteral("workers/speeds"),
                      QLatin1Char('[') + speeds.join(QStringLiteral(", ")) + QLatin1Char(']')});
    }
    if (stage.autoscale && count > stage.autoscale->max)
        edits.append({QStringLiteral("autoscale/max"), QString::number(count)});
    if (stage.autoscale && count < stage.autoscale->min)
        edits.append({QStringLiteral("autoscale/min"), QString::number(count)});
    return edits;
}

} // namespace highwater
