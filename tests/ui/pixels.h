// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QRectF>
#include <QString>

#include <cstdlib>

namespace highwater {

/// Pixels of about this colour in a part of a picture; area in logical units.
inline int countPixels(const QImage& image, const QRectF& area, const QColor& color, int tolerance = 48)
{
    const qreal ratio = image.devicePixelRatio();
    const QRect pixels = QRectF(area.topLeft() * ratio, area.size() * ratio).toRect() & image.rect();
    int found = 0;
    for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
        for (int x = pixels.left(); x <= pixels.right(); ++x) {
            const QRgb at = image.pixel(x, y);
            found += std::abs(qRed(at) - color.red()) <= tolerance && std::abs(qGreen(at) - color.green()) <= tolerance
                             && std::abs(qBlue(at) - color.blue()) <= tolerance
                         ? 1
                         : 0;
        }
    }
    return found;
}

/// Pixels that differ between two pictures of one size; area in logical units.
inline int changedPixels(const QImage& before, const QImage& after, const QRectF& area)
{
    const qreal ratio = after.devicePixelRatio();
    const QRect pixels = QRectF(area.topLeft() * ratio, area.size() * ratio).toRect() & after.rect() & before.rect();
    int found = 0;
    for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
        for (int x = pixels.left(); x <= pixels.right(); ++x)
            found += before.pixel(x, y) != after.pixel(x, y) ? 1 : 0;
    }
    return found;
}

/// Writes a picture into the folder that HIGHWATER_PICTURES names, to be looked at.
inline void keepPicture(const QImage& image, const QString& name)
{
    const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES");
    if (!folder.isEmpty())
        image.save(QStringLiteral("%1/%2.png").arg(folder, name));
}

} // namespace highwater
