// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "takeaway/caption.h"
#include "theme/theme.h"
#include "units/error.h"

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QPoint>
#include <QPointer>
#include <QRect>
#include <QSize>
#include <QString>

#include <memory>

class QMimeData;
class QPainter;
class QWidget;

namespace highwater {

/// A picture to be taken away: widgets as they stand, beside each other, with a caption below. GUI thread only; the widgets may go before it,
/// then they are missing in it.
struct Picture
{
    struct Part
    {
        QPointer<QWidget> widget;
        QRect source; ///< of the widget
        QPoint at;    ///< in the picture
    };
    QList<Part> parts;
    QSize size; ///< without the caption, in logical pixels
    Caption caption;
};

/// A widget, or a whole window.
Picture pictureOf(QWidget* widget, const Caption& caption);
/// A chart of a ChartStack with its title row and, when it has lines over time, with the time axis; any other widget as it is.
Picture chartPicture(QWidget* chart, const Caption& caption);

/// Draws it, caption and all, with its corner at the origin: as vectors where the painter has them, at the scale of the painter's device.
void paintPicture(QPainter& painter, const Picture& picture, const Theme& theme);
/// The size with the caption.
QSize wholeSize(const Picture& picture);

enum class PictureFormat { Png, Svg, Pdf };

/// scale: pixels per logical pixel, 1 to 4.
QImage toImage(const Picture& picture, const Theme& theme, double scale);
/// Text stays text, and nothing is drawn outside its clip.
QByteArray toSvg(const Picture& picture, const Theme& theme);
/// One page of the picture's size, fonts embedded.
QByteArray toPdf(const Picture& picture, const Theme& theme);
/// PNG and SVG, for the clipboard.
std::unique_ptr<QMimeData> toMimeData(const Picture& picture, const Theme& theme, double scale);

/// Fails with Io and the file's name. A file that is there is replaced when the new one is whole.
Result<void> savePicture(const Picture& picture, const Theme& theme, const QString& file, PictureFormat format, double scale = 1);
/// Of a file name: ".svg", ".pdf", else PNG.
PictureFormat formatOf(const QString& file);

/// A widget and what lies in it, drawn one by one, so that what they keep in pixmaps for the screen is drawn afresh: sharp at every scale, and
/// as vectors. painter's origin is the widget's corner.
void paintWidgets(QWidget* widget, QPainter& painter, const QRect& visible);

} // namespace highwater
