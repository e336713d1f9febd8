// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/card_item.h"

#include <QPaintDevice>
#include <QPainter>

#include <cmath>

namespace highwater {

void CardItem::setTheme(const Theme& theme)
{
    m_theme = &theme;
    invalidate();
}

void CardItem::place(const PlacedNode& placed)
{
    if (placed.rect.size() != m_placed.rect.size() || placed.detail != m_placed.detail) {
        prepareGeometryChange();
        m_picture = QPixmap();
    }
    m_placed = placed;
    setPos(placed.rect.topLeft());
}

QRectF CardItem::boundingRect() const
{
    return QRectF(QPointF(), m_placed.rect.size()).marginsAdded(margins());
}

void CardItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
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
        paintCard(card, *m_theme, QRectF(QPointF(), m_placed.rect.size()), m_placed.detail);
        ++m_repaints;
    }
    painter->drawPixmap(area, m_picture, QRectF(QPointF(), area.size() * ratio));
}

void CardItem::invalidate()
{
    m_picture = QPixmap();
    update();
}

} // namespace highwater
