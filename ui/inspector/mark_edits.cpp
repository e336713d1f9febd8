// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/mark_edits.h"

#include "inspector/parameter_parts.h"
#include "units/quantity.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

namespace {

const QString capacityPath = QStringLiteral("queue/capacity");
const QString highPath = QStringLiteral("queue/highWater");
const QString lowPath = QStringLiteral("queue/lowWater");

std::int64_t limitOf(const flow::QueuePolicy& queue)
{
    return queue.capacity.value_or(std::numeric_limits<std::int64_t>::max());
}

Edits withoutMarks()
{
    return {{highPath, std::nullopt, true}, {lowPath, std::nullopt, true}};
}

/// Both marks are always written: the rule for a low mark that is not written would move it unasked.
Edits marks(const flow::QueuePolicy& queue, std::int64_t high, std::int64_t low)
{
    return {{highPath, levelText(queue, high), true}, {lowPath, levelText(queue, low), true}};
}

} // namespace

QString levelText(const flow::QueuePolicy& queue, std::int64_t level)
{
    if (queue.measure == flow::Measure::Bytes)
        return QString::fromStdString(writeBytes(Bytes{level}));
    return QString::number(level);
}

Edits capacityEdits(const EditBase& base, double value)
{
    const auto& queue = parameter::stageOf(base.node).queue;
    if (!std::isfinite(value))
        return {{capacityPath, QStringLiteral("unlimited"), true}};
    const std::int64_t capacity = std::llround(value);
    const bool highWritten = base.writes(highPath);
    const bool lowWritten = base.writes(lowPath);
    Edits edits{{capacityPath, levelText(queue, capacity), true}};
    if (capacity == 0 && (highWritten || lowWritten)) {
        edits += withoutMarks(); // no pair of marks fits into nothing
        return edits;
    }
    if (!queue.marks)
        return edits;
    const std::int64_t high = highWritten ? std::min(queue.marks->high, capacity) : capacity;
    if (highWritten)
        edits.append({highPath, levelText(queue, high), true});
    if (lowWritten)
        edits.append({lowPath, levelText(queue, queue.marks->low < high ? queue.marks->low : high / 2), true});
    return edits;
}

Edits highMarkEdits(const EditBase& base, double value)
{
    const auto& queue = parameter::stageOf(base.node).queue;
    if (!std::isfinite(value))
        return withoutMarks();
    const std::int64_t high =
        std::clamp<std::int64_t>(std::llround(value), 1, std::max<std::int64_t>(limitOf(queue), 1));
    return marks(queue, high, queue.marks ? std::min(queue.marks->low, high - 1) : high / 2);
}

Edits lowMarkEdits(const EditBase& base, double value)
{
    const auto& queue = parameter::stageOf(base.node).queue;
    if (!std::isfinite(value))
        return withoutMarks();
    const std::int64_t low =
        std::clamp<std::int64_t>(std::llround(value), 0, std::max<std::int64_t>(limitOf(queue) - 1, 0));
    if (!queue.marks)
        return marks(queue, std::max<std::int64_t>(2 * low, 1), low);
    return marks(queue, std::max(queue.marks->high, low + 1), low);
}

} // namespace highwater
