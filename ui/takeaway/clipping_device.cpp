// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/clipping_device.h"

#include "takeaway/line_clip.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPainterPathStroker>

#include <cmath>

namespace highwater {

namespace {

constexpr double dotsPerInch = 96;
constexpr double tileScale = 2; ///< pixels per unit of a pattern that is drawn once and not tile by tile

/// Whether a transform keeps rectangles upright.
bool upright(const QTransform& transform)
{
    return transform.type() <= QTransform::TxScale;
}

} // namespace

class ClippingDevice::Engine final : public QPaintEngine
{
public:
    Engine(QPainter& target, const QSize& size) : QPaintEngine(QPaintEngine::AllFeatures), m_target(target), m_page(QPointF(), QSizeF(size)) {}

    bool begin(QPaintDevice* /*device*/) override
    {
        m_base = m_target.worldTransform();
        return true;
    }
    bool end() override
    {
        m_target.setWorldTransform(m_base);
        return true;
    }
    [[nodiscard]] Type type() const override { return QPaintEngine::User; }

    void updateState(const QPaintEngineState& next) override
    {
        const DirtyFlags dirty = next.state();
        if (dirty & DirtyTransform) {
            m_transform = next.transform();
            m_target.setWorldTransform(m_transform * m_base);
        }
        if (dirty & DirtyPen)
            m_target.setPen(m_pen = next.pen());
        if (dirty & DirtyBrush)
            m_target.setBrush(m_brush = next.brush());
        if (dirty & DirtyBrushOrigin)
            m_target.setBrushOrigin(next.brushOrigin());
        if (dirty & DirtyOpacity)
            m_target.setOpacity(next.opacity());
        if (dirty & DirtyHints)
            m_target.setRenderHints(next.renderHints());
    }

    void drawRects(const QRectF* rects, int count) override
    {
        prepare();
        for (int i = 0; i < count; ++i) {
            if (m_pen.style() == Qt::NoPen && m_rectangle) {
                if (const QRectF inside = rects[i].normalized() & m_clip; !inside.isEmpty())
                    m_target.drawRect(inside);
                continue;
            }
            QPainterPath path;
            path.addRect(rects[i]);
            drawCut(path, rects[i], [&] { m_target.drawRect(rects[i]); });
        }
    }
    void drawRects(const QRect* rects, int count) override
    {
        for (int i = 0; i < count; ++i) {
            const QRectF exact(rects[i]);
            drawRects(&exact, 1);
        }
    }
    void drawLines(const QLineF* lines, int count) override
    {
        prepare();
        for (int i = 0; i < count; ++i) {
            if (!m_rectangle) {
                QPainterPath path(lines[i].p1());
                path.lineTo(lines[i].p2());
                drawCut(path, path.boundingRect(), [&] { m_target.drawLine(lines[i]); });
            } else if (const auto inside = clipped(lines[i], m_clip)) {
                m_target.drawLine(*inside);
            }
        }
    }
    void drawLines(const QLine* lines, int count) override
    {
        for (int i = 0; i < count; ++i) {
            const QLineF exact(lines[i]);
            drawLines(&exact, 1);
        }
    }
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override
    {
        prepare();
        if (mode == PolylineMode && m_rectangle) {
            for (const QPolygonF& run : clipped(points, count, m_clip))
                m_target.drawPolyline(run);
            return;
        }
        const QPolygonF polygon(QList<QPointF>(points, points + count));
        QPainterPath path;
        path.addPolygon(polygon);
        if (mode != PolylineMode)
            path.closeSubpath();
        path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
        drawCut(path, polygon.boundingRect(), [&] {
            mode == PolylineMode ? m_target.drawPolyline(polygon) : m_target.drawPolygon(polygon, path.fillRule());
        });
    }
    void drawPolygon(const QPoint* points, int count, PolygonDrawMode mode) override
    {
        QList<QPointF> exact;
        for (int i = 0; i < count; ++i)
            exact.append(points[i]);
        drawPolygon(exact.constData(), count, mode);
    }
    void drawPoints(const QPointF* points, int count) override
    {
        prepare();
        for (int i = 0; i < count; ++i) {
            if (m_clip.contains(points[i]))
                m_target.drawPoint(points[i]);
        }
    }
    void drawPoints(const QPoint* points, int count) override
    {
        for (int i = 0; i < count; ++i) {
            const QPointF exact(points[i]);
            drawPoints(&exact, 1);
        }
    }
    void drawEllipse(const QRectF& rect) override
    {
        prepare();
        QPainterPath path;
        path.addEllipse(rect);
        drawCut(path, rect, [&] { m_target.drawEllipse(rect); });
    }
    void drawEllipse(const QRect& rect) override { drawEllipse(QRectF(rect)); }
    void drawPath(const QPainterPath& path) override
    {
        prepare();
        drawCut(path, path.controlPointRect(), [&] { m_target.drawPath(path); });
    }
    void drawTextItem(const QPointF& at, const QTextItem& item) override
    {
        prepare();
        const QRectF bounds(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
        if (!bounds.intersects(m_clip))
            return;
        m_target.setFont(item.font());
        m_target.drawText(at, item.text());
    }
    void drawImage(const QRectF& rect, const QImage& image, const QRectF& source, Qt::ImageConversionFlags flags) override
    {
        prepare();
        QRectF inside = rect;
        QRectF part = source;
        if (!cutPicture(inside, part))
            return;
        m_target.drawImage(inside, image, part, flags);
    }
    void drawPixmap(const QRectF& rect, const QPixmap& pixmap, const QRectF& source) override
    {
        prepare();
        QRectF inside = rect;
        QRectF part = source;
        if (!cutPicture(inside, part))
            return;
        m_target.drawPixmap(inside, pixmap, part);
    }
    void drawTiledPixmap(const QRectF& rect, const QPixmap& tile, const QPointF& offset) override
    {
        prepare();
        const QRectF inside = m_rectangle ? rect & m_clip : rect;
        if (inside.isEmpty())
            return;
        QImage whole((inside.size() * tileScale).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
        whole.setDevicePixelRatio(tileScale);
        whole.fill(Qt::transparent);
        QPainter painter(&whole);
        painter.drawTiledPixmap(QRectF(QPointF(), inside.size()), tile, offset + (inside.topLeft() - rect.topLeft()));
        painter.end();
        m_target.drawImage(inside, whole, QRectF(QPointF(), QSizeF(whole.size())));
    }

private:
    /// The clip as it stands, in the coordinates of what is drawn next.
    void prepare()
    {
        QRectF device = m_page;
        if (const QRegion region = systemClip(); !region.isEmpty())
            device &= QRectF(region.boundingRect());
        m_path = QPainterPath();
        m_rectangle = upright(m_transform);
        QPainterPath shape;
        if (const QPainter* source = painter(); source && source->hasClipping())
            shape = m_transform.map(source->clipPath());
        if (!shape.isEmpty()) {
            QPainterPath box;
            box.addRect(shape.boundingRect());
            const bool plain = box.subtracted(shape).isEmpty();
            device &= shape.boundingRect();
            if (!plain)
                m_path = m_transform.inverted().map(shape);
            m_rectangle = m_rectangle && plain;
        } else if (const QPainter* source = painter(); source && source->hasClipping()) {
            device = QRectF();
        }
        m_clip = m_transform.inverted().mapRect(device);
        if (!m_rectangle && m_path.isEmpty()) {
            QPainterPath box;
            box.addRect(device);
            m_path = m_transform.inverted().map(box);
        }
    }

    /// Draws a shape as it is when it lies inside, else what of it does.
    template <typename Draw>
    void drawCut(const QPainterPath& path, const QRectF& bounds, Draw whole)
    {
        const double scale = std::max(1e-6, std::sqrt(std::abs(m_transform.determinant())));
        const double pen = m_pen.style() == Qt::NoPen ? 0 : std::max(1.0, m_pen.widthF()) / (m_pen.isCosmetic() ? scale : 1) / 2;
        const QRectF inked = bounds.normalized().adjusted(-pen, -pen, pen, pen);
        if (m_clip.isEmpty() || !(inked.intersects(m_clip) || m_clip.contains(inked.center())))
            return;
        if (m_path.isEmpty() ? m_clip.contains(inked) : m_path.contains(inked)) {
            whole();
            return;
        }
        QPainterPath clip = m_path;
        if (clip.isEmpty())
            clip.addRect(m_clip);
        m_target.save();
        if (m_brush.style() != Qt::NoBrush) {
            m_target.setPen(Qt::NoPen);
            m_target.drawPath(path.intersected(clip));
        }
        if (m_pen.style() != Qt::NoPen) {
            QPainterPathStroker stroker(m_pen);
            stroker.setWidth(2 * pen);
            m_target.setPen(Qt::NoPen);
            m_target.setBrush(m_pen.brush());
            m_target.drawPath(stroker.createStroke(path).intersected(clip));
        }
        m_target.restore();
    }

    /// The part of a picture that is inside; false when none is.
    bool cutPicture(QRectF& rect, QRectF& part) const
    {
        if (rect.isEmpty() || !rect.intersects(m_clip))
            return false;
        const QRectF inside = rect & m_clip;
        if (upright(m_transform) && inside != rect) {
            const double wide = part.width() / rect.width();
            const double tall = part.height() / rect.height();
            part = QRectF(part.left() + (inside.left() - rect.left()) * wide, part.top() + (inside.top() - rect.top()) * tall, inside.width() * wide,
                          inside.height() * tall);
            rect = inside;
        }
        return true;
    }

    QPainter& m_target;
    QRectF m_page;
    QTransform m_base;
    QTransform m_transform;
    QPen m_pen;
    QBrush m_brush;
    QRectF m_clip;       ///< bounds, logical
    QPainterPath m_path; ///< logical; empty: the bounds are the clip
    bool m_rectangle = true;
};

ClippingDevice::ClippingDevice(QPainter& target, const QSize& size) : m_engine(std::make_unique<Engine>(target, size)), m_size(size) {}
ClippingDevice::~ClippingDevice() = default;

QPaintEngine* ClippingDevice::paintEngine() const
{
    return m_engine.get();
}

int ClippingDevice::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
        return m_size.width();
    case PdmHeight:
        return m_size.height();
    case PdmWidthMM:
        return qRound(m_size.width() * 25.4 / dotsPerInch);
    case PdmHeightMM:
        return qRound(m_size.height() * 25.4 / dotsPerInch);
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return qRound(dotsPerInch);
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return qRound(devicePixelRatioFScale());
    default:
        return QPaintDevice::metric(metric);
    }
}

} // namespace highwater
