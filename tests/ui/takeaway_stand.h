// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeaway/data_export.h"

#include <QColor>
#include <QDir>
#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QStandardPaths>
#include <QWidget>
#include <QtTest>

namespace highwater::test {

/// For looking at: HIGHWATER_PICTURES=folder keeps what the tests make.
inline void keep(const QByteArray& bytes, const QString& name)
{
    const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES");
    if (!folder.isEmpty() && QDir().mkpath(folder))
        QVERIFY(saveBytes(bytes, folder + QLatin1Char('/') + name).has_value());
}

inline QByteArray outputOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished(30000) && process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray("failed");
}

inline bool hasProgram(const char* name)
{
    return !QStandardPaths::findExecutable(QString::fromLatin1(name)).isEmpty();
}

inline int pixelsLike(const QImage& image, const QColor& color, const QRect& place, int tolerance = 24)
{
    int count = 0;
    for (int y = place.top(); y <= place.bottom(); ++y) {
        for (int x = place.left(); x <= place.right(); ++x) {
            const QColor at = image.pixelColor(x, y);
            count += qAbs(at.red() - color.red()) + qAbs(at.green() - color.green()) + qAbs(at.blue() - color.blue()) <= tolerance ? 1 : 0;
        }
    }
    return count;
}

/// Paints a frame of a clip and a line and a text that leave it.
class OverflowingWidget final : public QWidget
{
public:
    OverflowingWidget() { resize(200, 100); }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), Qt::white);
        painter.setClipRect(QRect(50, 20, 100, 60));
        painter.setPen(QPen(Qt::red, 1));
        const QPolygonF line{{0, 0}, {30, 90}, {100, 50}, {170, 10}, {199, 99}};
        painter.drawPolyline(line);
        painter.fillRect(QRect(0, 40, 200, 5), Qt::blue);
        painter.setBrush(Qt::green);
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(QRect(130, 60, 60, 40));
        painter.drawPixmap(20, 25, [] {
            QPixmap dot(60, 10);
            dot.fill(Qt::magenta);
            return dot;
        }());
        painter.setPen(Qt::black);
        painter.drawText(QPointF(160, 12), QStringLiteral("outside"));
        painter.drawText(QPointF(60, 70), QStringLiteral("inside"));
    }
};

} // namespace highwater::test
