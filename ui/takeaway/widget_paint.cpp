// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/picture_export.h"

#include <QGraphicsView>
#include <QPainter>
#include <QScrollBar>
#include <QWidget>

namespace highwater {

namespace {

/// Stands in for a view's viewport: what a scene draws after resetTransform() is then still measured from the view's corner.
class ViewStand final : public QWidget
{
public:
    explicit ViewStand(QGraphicsView& view) : m_view(view)
    {
        setAttribute(Qt::WA_NoSystemBackground);
        resize(view.viewport()->size());
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        m_view.render(&painter, QRectF(rect()), rect(), Qt::IgnoreAspectRatio);
    }

private:
    QGraphicsView& m_view;
};

void paintView(QGraphicsView* view, QPainter& painter, const QRect& visible)
{
    // Views keep parts of their scene in pixmaps of the screen's scale; what has changed since is laid out by a paint event.
    QPixmap unused(view->viewport()->size());
    view->viewport()->render(&unused, {}, {}, QWidget::DrawWindowBackground);
    const QRect place(view->viewport()->mapTo(view, QPoint()), view->viewport()->size());
    const auto cache = view->cacheMode();
    view->setCacheMode(QGraphicsView::CacheNone);
    painter.save();
    const QRect inside = place & visible;
    painter.setClipRect(inside);
    ViewStand(*view).render(&painter, inside.topLeft(), QRegion(inside.translated(-place.topLeft())), QWidget::RenderFlags());
    painter.restore();
    view->setCacheMode(cache);
}

void paintChildren(QWidget* widget, QPainter& painter, const QRect& visible)
{
    const auto& children = widget->children();
    for (QObject* each : children) {
        auto* child = qobject_cast<QWidget*>(each);
        if (!child || child->isWindow() || child->isHidden())
            continue;
        const QRect inside = visible & child->geometry();
        if (inside.isEmpty())
            continue;
        painter.save();
        painter.translate(child->pos());
        paintWidgets(child, painter, inside.translated(-child->pos()));
        painter.restore();
    }
}

} // namespace

void paintWidgets(QWidget* widget, QPainter& painter, const QRect& visible)
{
    if (auto* view = qobject_cast<QGraphicsView*>(widget)) {
        paintView(view, painter, visible);
        painter.save();
        painter.translate(view->viewport()->mapTo(view, QPoint()));
        paintChildren(view->viewport(), painter, visible);
        painter.restore();
        return;
    }
    // To render one widget, Qt visits all of its window: what has no view in it is rendered as a whole.
    const bool whole = widget->findChild<QGraphicsView*>() == nullptr;
    QWidget::RenderFlags flags = widget->isWindow() ? QWidget::DrawWindowBackground : QWidget::RenderFlags();
    flags.setFlag(QWidget::DrawChildren, whole);
    painter.save();
    painter.setClipRect(visible);
    widget->render(&painter, visible.topLeft(), QRegion(visible), flags);
    painter.restore();
    if (!whole)
        paintChildren(widget, painter, visible);
}

} // namespace highwater
