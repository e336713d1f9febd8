// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"

#include <QString>

namespace highwater {

/// Text of units/display.h for Qt; a rate keeps its unit at zero: "0/s".
QString rateText(double perSecond);
QString durationText(double seconds);
QString countText(std::int64_t count);
QString bytesText(std::int64_t bytes);
QString nodeName(const Snapshot& snapshot, int node);
/// Why an item was turned away: "token bucket", "queue full".
QString reasonText(flow::RefusalReason reason);
/// "codel", "pie", "red", "controlled delay"; empty: no queue management.
QString aqmName(const flow::AqmPolicy& policy);
/// "1 sender", "9 senders"; the words are in the language of the window.
QString countedText(std::int64_t count, const QString& one, const QString& many);
/// Between two statements of one line.
const QString& separator();
inline QString qtText(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

} // namespace highwater
