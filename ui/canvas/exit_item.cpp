// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/exit_item.h"

#include "canvas/node_painter.h"
#include "theme/picture_words.h"

namespace highwater {

void ExitItem::setTheme(const Theme& theme)
{
    m_theme = &theme;
    update();
}

void ExitItem::place(const PlacedNode& placed)
{
    prepareGeometryChange();
    m_placed = placed;
    setPos(placed.rect.topLeft());
}

void ExitItem::setRate(const QString& rate)
{
    if (rate == m_rate)
        return;
    m_rate = rate;
    setToolTip(Painted::tr("%1 leave").arg(rate));
    update();
}

void ExitItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    paintExit(*painter, *m_theme, m_rate, boundingRect(), m_placed.detail);
}

} // namespace highwater
