// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineF>
#include <QList>
#include <QPolygonF>
#include <QRectF>

#include <algorithm>
#include <array>
#include <optional>

namespace highwater {

/// The part of a line that lies in a rectangle (Liang and Barsky); nothing when there is none.
inline std::optional<QLineF> clipped(const QLineF& line, const QRectF& to)
{
    double begin = 0;
    double end = 1;
    const std::array<double, 4> steps{-line.dx(), line.dx(), -line.dy(), line.dy()};
    const std::array<double, 4> rooms{line.x1() - to.left(), to.right() - line.x1(), line.y1() - to.top(), to.bottom() - line.y1()};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i] == 0) {
            if (rooms[i] < 0)
                return std::nullopt;
            continue;
        }
        const double at = rooms[i] / steps[i];
        if (steps[i] < 0)
            begin = std::max(begin, at);
        else
            end = std::min(end, at);
    }
    if (begin > end)
        return std::nullopt;
    return QLineF(line.pointAt(begin), line.pointAt(end));
}

/// The parts of a line through many points that lie in a rectangle, in their order.
inline QList<QPolygonF> clipped(const QPointF* points, int count, const QRectF& to)
{
    QList<QPolygonF> runs;
    for (int i = 1; i < count; ++i) {
        const auto piece = clipped(QLineF(points[i - 1], points[i]), to);
        if (!piece)
            continue;
        if (runs.isEmpty() || runs.constLast().constLast() != piece->p1())
            runs.append(QPolygonF{piece->p1()});
        runs.last().append(piece->p2());
    }
    return runs;
}

} // namespace highwater
