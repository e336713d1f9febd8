// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/node_item.h"

#include <QPaintDevice>

#include <cmath>

namespace highwater {

void NodeItem::setTheme(const Theme& theme)
{
    m_theme = &theme;
    invalidate();
}

void NodeItem::place(const PlacedNode& placed)
{
    if (placed.rect.size() != m_placed.rect.size() || placed.detail != m_placed.detail) {
        prepareGeometryChange();
        m_picture = QPixmap();
    }
    m_placed = placed;
    setPos(placed.rect.topLeft());
}

void NodeItem::setFace(const NodeFace& face)
{
    if (face == m_face)
        return;
    if (face.words.sentence != m_face.words.sentence)
        setToolTip(face.words.sentence);
    m_face = face;
    invalidate();
}

QRectF NodeItem::boundingRect() const
{
    return QRectF(QPointF(), m_placed.rect.size())
        .adjusted(-outlineMargin, -outlineMargin, outlineMargin, outlineMargin);
}

void NodeItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    const double ratio = painter->device()->devicePixelRatioF() * painter->worldTransform().m11();
    const QRectF area = boundingRect();
    const QSize pixels(static_cast<int>(std::ceil(area.width() * ratio)),
                       static_cast<int>(std::ceil(area.height() * ratio)));
    if (m_picture.size() != pixels) {
        m_picture = QPixmap(pixels);
        m_picture.fill(Qt::transparent);
        QPainter card(&m_picture);
        card.scale(ratio, ratio);
        card.translate(-area.topLeft());
        paintNode(card, *m_theme, m_face, QRectF(QPointF(), m_placed.rect.size()), m_placed.detail);
        ++m_repaints;
    }
    painter->drawPixmap(area, m_picture, QRectF(QPointF(), area.size() * ratio));
}

void NodeItem::invalidate()
{
    m_picture = QPixmap();
    update();
}

} // namespace highwater
