// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/pipeline_canvas.h"

#include "canvas/canvas_legend.h"

#include <QScrollBar>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double margin = 16;
constexpr double topMargin = 14;
constexpr double fadedOpacity = 0.35;
constexpr int fadeMilliseconds = 120;
constexpr int laterMilliseconds = 60;
constexpr qint64 describeEvery = 1000;
constexpr double lowestWithLegend = 160;
constexpr int mapDistance = 10; ///< from the corner

} // namespace

PipelineCanvas::PipelineCanvas(Theme* theme, QWidget* parent)
    : QGraphicsView(parent), m_theme(theme), m_picture(m_scene, *theme), m_map(new Minimap(this)),
      m_clock([this] { return m_elapsed.elapsed(); })
{
    m_elapsed.start();
    m_scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    setScene(&m_scene);
    setFrameShape(QFrame::NoFrame);
    setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Grid and links are painted once into a cache; a frame is then a few copies of pixmaps, so that clipping it into
    // small regions would cost more than it saves.
    setCacheMode(QGraphicsView::CacheBackground);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setOptimizationFlag(QGraphicsView::DontSavePainterState);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->grabGesture(Qt::PinchGesture);
    setAccessibleName(tr("Pipeline"));
    connect(m_map, &Minimap::pointChosen, this, [this](QPointF point) { centerOn(point); });
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, [this] { refresh(false); });
    m_fading.setDuration(fadeMilliseconds);
    connect(&m_fading, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        m_fade = value.toDouble();
        refresh(false);
    });
    connect(m_theme, &Theme::changed, this, &PipelineCanvas::applyColors);
    applyColors();
}

PipelineCanvas::~PipelineCanvas() = default;

void PipelineCanvas::setTheme(Theme* theme)
{
    disconnect(m_theme, &Theme::changed, this, &PipelineCanvas::applyColors);
    m_theme = theme;
    connect(m_theme, &Theme::changed, this, &PipelineCanvas::applyColors);
    applyColors();
}

void PipelineCanvas::applyColors()
{
    setBackgroundBrush(m_theme->color(Token::Canvas));
    m_picture.setTheme(*m_theme);
    m_map->setTheme(*m_theme);
    resetCachedContent();
    refresh(true);
    viewport()->update();
}

void PipelineCanvas::setReducedMotion(bool on)
{
    m_reducedMotion = on;
    refresh(true);
}

bool PipelineCanvas::motion() const
{
    return !m_reducedMotion && !m_theme->reducedMotion();
}

void PipelineCanvas::setClock(std::function<qint64()> milliseconds)
{
    m_clock = std::move(milliseconds);
}

void PipelineCanvas::show(const std::shared_ptr<const Snapshot>& snapshot, const QString& selected)
{
    const bool picked = selected != m_selected;
    m_snapshot = snapshot;
    m_selected = selected;
    if (isEmpty()) {
        m_picture.clear();
        m_map->hide();
        resetCachedContent();
        viewport()->update();
    }
    refresh(picked);
}

void PipelineCanvas::refresh(bool everything)
{
    if (isEmpty())
        return;
    const PipelinePicture::View view{m_selected, hasFocus(), motion(), m_whoWaits, m_fade, m_clock()};
    auto changes = m_picture.show(m_snapshot, view, everything);
    if (changes.structure) {
        rearrange();
        Q_EMIT structureChanged();
        return;
    }
    const bool dots = motion() && m_picture.dotCount() > 0;
    if (const std::uint64_t perDot = dots ? m_picture.itemsPerDot() : 0; perDot != m_legendDots) {
        m_legendDots = perDot;
        viewport()->update();
    }
    if (changes.background) {
        resetCachedContent();
        viewport()->update();
    }
    if (m_whoWaits)
        viewport()->update();
    if (changes.pending && !m_later.isActive())
        m_later.start(laterMilliseconds);
    showMap();
    describe();
}

void PipelineCanvas::rearrange(bool words)
{
    if (isEmpty())
        return;
    const QSizeF view = viewport()->size();
    const double foot = m_whoWaits ? waitCardHeight : view.height() < lowestWithLegend ? topMargin : legendHeight;
    const QSizeF space(std::max(40.0, view.width() - 2 * margin), std::max(40.0, view.height() - topMargin - foot));
    if (m_fitted)
        m_zoom = m_picture.fittingZoom(space);
    const double notesFoot = m_whoWaits ? waitCardTop : legendTop;
    place(QRectF(QPointF(margin, topMargin), space), QRectF(0, 0, view.width(), view.height() - notesFoot));
    const double scale = std::max(1.0, m_zoom);
    setTransform(QTransform::fromScale(scale, scale));
    QRectF area(QPointF(), view / scale);
    if (!m_fitted) {
        // Room to drag the picture about, so that every point of it can come under the pointer.
        const QSizeF room = area.size() - QSizeF(2 * margin, 2 * margin);
        area = m_picture.layout().bounds.adjusted(-room.width(), -room.height(), room.width(), room.height()) | area;
    }
    setSceneRect(area);
    resetCachedContent();
    refresh(words);
    viewport()->update();
}

void PipelineCanvas::place(const QRectF& area, const QRectF& notesArea)
{
    if (!m_picture.isFree()) {
        m_picture.place(m_zoom, area, notesArea);
        m_origin = m_picture.layout().bounds.topLeft();
        return;
    }
    if (m_fitted) {
        const QRectF bounds = m_picture.freeBounds(std::min(m_zoom, 1.0));
        const QPointF room = area.bottomRight() - area.topLeft() - (bounds.bottomRight() - bounds.topLeft());
        const QPointF corner = area.topLeft() + QPointF(std::max(0.0, room.x()), std::max(0.0, room.y())) / 2;
        m_origin = QPointF((corner - bounds.topLeft()).toPoint());
    }
    m_picture.placeFreely(m_zoom, m_origin, notesArea);
}

void PipelineCanvas::setPlaces(const QHash<QString, QPointF>& places)
{
    const bool wasFree = m_picture.isFree();
    if (!m_picture.setPlaces(places))
        return;
    // Who takes the last place back wants the picture as it was before the first.
    m_fitted = m_fitted || (wasFree && !m_picture.isFree());
    // While a node is dragged its words are as old as they were.
    rearrange(m_fitted);
}

QHash<QString, QPointF> PipelineCanvas::standFreely()
{
    const auto places = m_picture.standingPlaces(m_zoom, m_origin);
    m_fitted = false;
    m_picture.setPlaces(places);
    rearrange();
    return places;
}

QPointF PipelineCanvas::placeAt(QPointF scenePoint) const
{
    return (scenePoint - m_origin) / std::min(m_zoom, 1.0);
}

QPointF PipelineCanvas::scenePointOf(QPointF place) const
{
    return m_origin + place * std::min(m_zoom, 1.0);
}

/// The map stands in the lower right corner while something is out of sight.
void PipelineCanvas::showMap()
{
    const QRectF view = mapToScene(viewport()->rect()).boundingRect();
    const QRectF bounds = m_picture.layout().bounds;
    const bool large = !isEmpty() && !m_fitted && !view.adjusted(-1, -1, 1, 1).contains(bounds) && height() >= 2 * m_map->height();
    m_map->setVisible(large);
    if (!large)
        return;
    std::vector<Minimap::Mark> marks;
    const auto& nodes = m_picture.nodes();
    for (std::size_t i = 0; i < nodes.size(); ++i)
        marks.push_back({m_picture.layout().nodes[i].rect, nodes[i]->face().shape.state, nodes[i]->face().selected});
    m_map->show(marks, bounds, view);
    m_map->move(width() - m_map->width() - mapDistance, height() - m_map->height() - mapDistance);
}

int PipelineCanvas::preferredHeight() const
{
    const double width = std::max(40.0, viewport()->width() - 2 * margin);
    return isEmpty() ? sizeHint().height() : qCeil(m_picture.heightFor(width) + topMargin + legendHeight);
}

void PipelineCanvas::fit()
{
    m_fitted = true;
    rearrange();
}

void PipelineCanvas::setZoom(double zoom)
{
    zoomAt(zoom, QPointF(viewport()->rect().center()));
}

void PipelineCanvas::zoomAt(double zoom, QPointF viewPoint)
{
    if (isEmpty())
        return;
    // Cards do not grow evenly with the zoom, so the place under the pointer is kept as a part of the whole picture.
    const QRectF before = m_picture.layout().bounds;
    const QPointF point = mapToScene(viewPoint.toPoint());
    const QPointF part((point.x() - before.x()) / std::max(1.0, before.width()),
                       (point.y() - before.y()) / std::max(1.0, before.height()));
    m_fitted = false;
    m_zoom = std::clamp(zoom, smallestZoom, largestZoom);
    rearrange();
    const QRectF after = m_picture.layout().bounds;
    const QPointF target(after.x() + part.x() * after.width(), after.y() + part.y() * after.height());
    const QPointF offset = QPointF(mapFromScene(target)) - viewPoint;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(offset.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(offset.y()));
}

void PipelineCanvas::setWhoWaits(bool on)
{
    if (on == m_whoWaits)
        return;
    m_whoWaits = on;
    m_askedByClick = false;
    m_fading.stop();
    m_fade = fadedOpacity;
    if (on && motion() && isVisible()) {
        m_fade = 1;
        m_fading.setStartValue(1.0);
        m_fading.setEndValue(fadedOpacity);
        m_fading.start();
    }
    rearrange();
    viewport()->update();
    Q_EMIT whoWaitsChanged(on);
}

void PipelineCanvas::describe()
{
    const qint64 now = m_clock();
    if (m_describedAt >= 0 && now - m_describedAt < describeEvery)
        return;
    m_describedAt = now;
    setAccessibleDescription(m_picture.sentences());
}

void PipelineCanvas::drawBackground(QPainter* painter, const QRectF& rect)
{
    painter->fillRect(rect, m_theme->color(Token::Canvas));
    const QColor dot = m_theme->color(Token::Border);
    const double pixel = 1 / transform().m11();
    // Of nodes that stand freely the dots are the places to which they snap, as long as these are not too dense.
    const QPointF origin = m_picture.isFree() ? m_origin : QPointF();
    double step = gridStep * (m_picture.isFree() ? std::min(m_zoom, 1.0) : 1.0);
    while (step < gridStep / 2)
        step *= 2;
    for (double x = origin.x() + std::ceil((rect.left() - origin.x()) / step) * step; x < rect.right(); x += step) {
        for (double y = origin.y() + std::ceil((rect.top() - origin.y()) / step) * step; y < rect.bottom(); y += step)
            painter->fillRect(QRectF(std::round(x), std::round(y), pixel, pixel), dot);
    }
    if (!isEmpty())
        m_picture.paintLinks(*painter, rect);
}

void PipelineCanvas::drawForeground(QPainter* painter, const QRectF&)
{
    if (m_tool && !isEmpty()) {
        painter->save();
        m_tool->paint(*painter);
        painter->restore();
    }
    // Legend and card belong to the view, not to the picture that is zoomed and dragged.
    painter->save();
    painter->resetTransform();
    const QSizeF view = viewport()->size();
    if (isEmpty())
        paintNothing(*painter, *m_theme, view);
    else if (m_whoWaits)
        paintWaitCard(*painter, *m_theme, view, m_picture.chain());
    else if (view.height() >= lowestWithLegend) {
        // A picture that is larger than the view goes on below the legend.
        QColor ground = m_theme->color(Token::Canvas);
        ground.setAlphaF(0.85F);
        if (!m_fitted)
            painter->fillRect(QRectF(0, view.height() - legendTop, view.width(), legendTop), ground);
        paintLegend(*painter, *m_theme, view, m_legendDots);
    }
    if (hasFocus() && !selectedNode()) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_theme->color(Token::Accent), 2));
        painter->drawRect(QRectF(QPointF(1, 1), view - QSizeF(2, 2)));
    }
    painter->restore();
}

void PipelineCanvas::resizeEvent(QResizeEvent* event)
{
    QGraphicsView::resizeEvent(event);
    rearrange();
}

void PipelineCanvas::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    showMap();
}

} // namespace highwater
