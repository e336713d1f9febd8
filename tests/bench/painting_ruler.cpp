// SPDX-License-Identifier: GPL-3.0-or-later
#include "painting_ruler.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <ctime>
#include <numeric>

namespace highwater {

namespace {

/// Processor time, since the wall's time depends on what else the machine does.
double cpuMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double mean(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

} // namespace

PaintingRuler::PaintingRuler()
    : m_image(1100, 640, QImage::Format_ARGB32_Premultiplied)
{
}

void PaintingRuler::paint()
{
    m_image.fill(QColor(24, 26, 30));
    QPainter painter(&m_image);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int card = 0; card < 60; ++card) {
        const QRectF frame(10 + card % 10 * 108, 10 + card / 10 * 104, 86, 64);
        QPainterPath curve(frame.center());
        curve.cubicTo(frame.center() + QPointF(60, 0), frame.center() + QPointF(60, 104), frame.center() + QPointF(108, 104));
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(QColor(130, 140, 150), 1.5));
        painter.drawPath(curve);
        painter.setBrush(QColor(40, 44, 52));
        painter.drawRoundedRect(frame, 8, 8);
        painter.setPen(QColor(220, 225, 230));
        painter.drawText(frame.adjusted(8, 6, 0, 0), QStringLiteral("stage %1").arg(card));
        painter.drawText(frame.adjusted(8, 34, 0, 0), QStringLiteral("%1 / 500").arg(card * 7));
    }
}

QString FrameCost::words() const
{
    return QStringLiteral("median %1 ms, p95 %2 ms, ruler %3 ms: %4 rulers, mean %5")
        .arg(median, 0, 'f', 3)
        .arg(tail, 0, 'f', 3)
        .arg(ruler, 0, 'f', 2)
        .arg(medianRatio, 0, 'f', 3)
        .arg(meanRatio, 0, 'f', 3);
}

FrameCost costOfFrames(int frames, const std::function<void(int)>& prepare, const std::function<void(int)>& frame)
{
    PaintingRuler ruler;
    std::vector<double> ours;
    std::vector<double> rulers;
    for (int i = 0; i < frames; ++i) {
        prepare(i);
        const double start = cpuMilliseconds();
        frame(i);
        QCoreApplication::processEvents();
        const double between = cpuMilliseconds();
        ruler.paint();
        rulers.push_back(cpuMilliseconds() - between);
        ours.push_back(between - start);
    }
    FrameCost cost;
    cost.mean = mean(ours);
    cost.meanRatio = cost.mean / mean(rulers);
    std::sort(ours.begin(), ours.end());
    std::sort(rulers.begin(), rulers.end());
    cost.median = ours[ours.size() / 2];
    cost.tail = ours[ours.size() * 95 / 100];
    cost.ruler = rulers[rulers.size() / 2];
    cost.medianRatio = cost.median / cost.ruler;
    return cost;
}

} // namespace highwater
