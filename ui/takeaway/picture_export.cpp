// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/picture_export.h"

#include "charts/chart_view.h"
#include "charts/time_axis.h"
#include "charts/title_row.h"
#include "takeaway/clipping_device.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QMimeData>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QWidget>

#include <algorithm>

namespace highwater {

namespace {

constexpr int dotsPerInch = 96;
constexpr double pointsPerInch = 72;

/// The title row that stands right above a chart in the same stack.
TitleRow* titleAbove(const QWidget* chart)
{
    const auto rows = chart->parentWidget() ? chart->parentWidget()->findChildren<TitleRow*>(QString(), Qt::FindDirectChildrenOnly) : QList<TitleRow*>();
    const auto above = std::find_if(rows.begin(), rows.end(), [chart](const TitleRow* row) {
        return !row->isHidden() && row->x() == chart->x() && row->y() + row->height() == chart->y();
    });
    return above != rows.end() ? *above : nullptr;
}

/// Draws through a device that cuts everything to its clip.
void paintCut(QPainter& target, const Picture& picture, const Theme& theme)
{
    ClippingDevice device(target, wholeSize(picture));
    QPainter painter(&device);
    paintPicture(painter, picture, theme);
}

} // namespace

Picture pictureOf(QWidget* widget, const Caption& caption)
{
    return {{{widget, widget->rect(), {}}}, widget->size(), caption};
}

Picture chartPicture(QWidget* chart, const Caption& caption)
{
    Picture picture;
    picture.caption = caption;
    int y = 0;
    const auto add = [&](QWidget* widget, const QRect& source) {
        picture.parts.append({widget, source, QPoint(0, y)});
        picture.size = QSize(std::max(picture.size.width(), source.width()), y + source.height());
        y += source.height();
    };
    if (TitleRow* title = titleAbove(chart))
        add(title, title->rect());
    add(chart, chart->rect());
    const auto* view = qobject_cast<const ChartView*>(chart);
    auto* axis = view && chart->parentWidget() ? chart->parentWidget()->findChild<TimeAxis*>() : nullptr;
    if (axis) {
        // The axis begins at the plot's lower edge, over the view's margin; a chart beside another one has a part of it for itself.
        y -= view->bottomMargin();
        const int left = std::clamp(chart->pos().x() - axis->pos().x(), 0, std::max(0, axis->width() - chart->width()));
        add(axis, QRect(left, 0, std::min(chart->width(), axis->width()), axis->height()));
    }
    return picture;
}

QSize wholeSize(const Picture& picture)
{
    return {picture.size.width(), picture.size.height() + captionHeight(picture.caption, picture.size.width())};
}

void paintPicture(QPainter& painter, const Picture& picture, const Theme& theme)
{
    const QSize whole = wholeSize(picture);
    painter.fillRect(QRect(QPoint(), whole), theme.color(Token::Surface));
    for (const Picture::Part& part : picture.parts) {
        if (!part.widget)
            continue;
        painter.save();
        painter.translate(part.at - part.source.topLeft());
        paintWidgets(part.widget, painter, part.source);
        painter.restore();
    }
    paintCaption(painter, theme, picture.caption, QRect(0, picture.size.height(), whole.width(), whole.height() - picture.size.height()));
}

QImage toImage(const Picture& picture, const Theme& theme, double scale)
{
    const double ratio = std::clamp(scale, 1.0, 4.0);
    QImage image((QSizeF(wholeSize(picture)) * ratio).toSize(), QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    image.fill(theme.color(Token::Surface));
    QPainter painter(&image);
    paintPicture(painter, picture, theme);
    painter.end();
    image.setText(QStringLiteral("Title"), picture.caption.title);
    image.setText(QStringLiteral("Description"), picture.caption.text());
    image.setText(QStringLiteral("Software"), QStringLiteral("Highwater ") + QCoreApplication::applicationVersion());
    return image;
}

QByteArray toSvg(const Picture& picture, const Theme& theme)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const QSize whole = wholeSize(picture);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(whole);
    generator.setViewBox(QRect(QPoint(), whole));
    generator.setResolution(dotsPerInch);
    // The generator writes these two as they are.
    generator.setTitle(picture.caption.title.toHtmlEscaped());
    generator.setDescription(picture.caption.text().toHtmlEscaped());
    QPainter painter(&generator);
    paintCut(painter, picture, theme);
    painter.end();
    return bytes;
}

QByteArray toPdf(const Picture& picture, const Theme& theme)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dotsPerInch);
    writer.setPageSize(QPageSize(QSizeF(wholeSize(picture)) * pointsPerInch / dotsPerInch, QPageSize::Point, picture.caption.title, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(picture.caption.title);
    writer.setCreator(QStringLiteral("Highwater ") + QCoreApplication::applicationVersion());
    QPainter painter(&writer);
    paintCut(painter, picture, theme);
    painter.end();
    return bytes;
}

std::unique_ptr<QMimeData> toMimeData(const Picture& picture, const Theme& theme, double scale)
{
    auto data = std::make_unique<QMimeData>();
    data->setImageData(toImage(picture, theme, scale));
    data->setData(QStringLiteral("image/svg+xml"), toSvg(picture, theme));
    return data;
}

Result<void> savePicture(const Picture& picture, const Theme& theme, const QString& file, PictureFormat format, double scale)
{
    QSaveFile out(file);
    bool written = out.open(QIODevice::WriteOnly);
    if (written && format == PictureFormat::Png) {
        written = toImage(picture, theme, scale).save(&out, "PNG");
    } else if (written) {
        const QByteArray bytes = format == PictureFormat::Svg ? toSvg(picture, theme) : toPdf(picture, theme);
        written = out.write(bytes) == bytes.size();
    }
    if (!written || !out.commit())
        return failure(Errc::Io, file.toStdString(), "cannot be written: " + out.errorString().toStdString());
    return {};
}

PictureFormat formatOf(const QString& file)
{
    if (file.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive))
        return PictureFormat::Svg;
    return file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive) ? PictureFormat::Pdf : PictureFormat::Png;
}

} // namespace highwater
