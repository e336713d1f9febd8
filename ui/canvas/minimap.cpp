// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/minimap.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double inset = 6;
constexpr double leastMark = 3;

} // namespace

Minimap::Minimap(QWidget* parent) : QWidget(parent)
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setCursor(Qt::CrossCursor);
    setAccessibleName(tr("Map of the pipeline"));
    setToolTip(tr("The whole pipeline; click to go there"));
    resize(sizeHint());
    hide();
}

void Minimap::setTheme(const Theme& theme)
{
    m_theme = &theme;
    m_picture = QPixmap();
    update();
}

void Minimap::show(const std::vector<Mark>& marks, const QRectF& bounds, const QRectF& view)
{
    // What lies outside of all cards is worth no room, unless one looks at it.
    const QRectF all = bounds | (view & bounds.adjusted(-view.width() / 2, -view.height() / 2, view.width() / 2, view.height() / 2));
    if (marks == m_marks && all == m_all && view == m_view)
        return;
    m_marks = marks;
    m_all = all;
    m_view = view;
    m_picture = QPixmap();
    update();
}

QRectF Minimap::toMap(const QRectF& area) const
{
    const QRectF room = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    const double scale = std::min(room.width() / std::max(1.0, m_all.width()), room.height() / std::max(1.0, m_all.height()));
    const QPointF corner = room.center() + (area.topLeft() - m_all.center()) * scale;
    return {corner, area.size() * scale};
}

void Minimap::paintEvent(QPaintEvent*)
{
    if (!m_theme)
        return;
    QPainter painter(this);
    if (m_picture.isNull()) {
        const double ratio = devicePixelRatioF();
        m_picture = QPixmap((QSizeF(size()) * ratio).toSize());
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(m_theme->color(Token::Window));
        QPainter map(&m_picture);
        for (const Mark& mark : m_marks) {
            QRectF card = toMap(mark.card);
            card.setSize({std::max(leastMark, std::round(card.width())), std::max(leastMark, std::round(card.height()))});
            card.moveTopLeft(QPointF(card.topLeft().toPoint()));
            map.fillRect(card, m_theme->color(mark.token));
            if (mark.selected) {
                map.setPen(m_theme->color(Token::Accent));
                map.drawRect(card.adjusted(-2, -2, 1, 1));
            }
        }
        map.setPen(m_theme->color(Token::Text));
        map.drawRect(QRectF(toMap(m_view).toRect() & rect().adjusted(1, 1, -2, -2)));
        map.setPen(m_theme->color(Token::Border));
        map.drawRect(QRectF(rect()).adjusted(0, 0, -1, -1));
    }
    painter.drawPixmap(0, 0, m_picture);
}

void Minimap::choose(QPointF point)
{
    const QRectF room = QRectF(rect()).adjusted(inset, inset, -inset, -inset);
    const double scale = std::min(room.width() / std::max(1.0, m_all.width()), room.height() / std::max(1.0, m_all.height()));
    Q_EMIT pointChosen(m_all.center() + (point - room.center()) / scale);
}

void Minimap::mousePressEvent(QMouseEvent* event)
{
    choose(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        choose(event->position());
}

} // namespace highwater
