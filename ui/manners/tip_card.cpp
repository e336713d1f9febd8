// SPDX-License-Identifier: GPL-3.0-or-later
#include "manners/tip_card.h"

#include "inspector/paint.h"
#include "theme/icons.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int bodyHeight = 28;
constexpr int arrowHeight = 7;
constexpr int arrowHalf = 7;
constexpr int margin = 12;
constexpr int closeSide = 28;
constexpr int fromEdge = 8; ///< of the parent

QFont textFont()
{
    return Theme::font(12.5, Weight::Medium);
}

} // namespace

TipCard::TipCard(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setFocusPolicy(Qt::NoFocus);
    setAttribute(Qt::WA_NoMousePropagation);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void TipCard::say(const QString& text, const QRect& what)
{
    m_text = text;
    setAccessibleName(tr("Tip: %1").arg(text));
    const int width = static_cast<int>(std::ceil(paint::widthOf(text, textFont()))) + margin + closeSide + 4;
    resize(width, bodyHeight + arrowHeight);
    // Rather above: under the tool bar is the sentence that says what happens.
    m_up = what.top() < height();
    const int x = std::clamp(what.center().x() - width / 2, fromEdge, std::max(fromEdge, parentWidget()->width() - width - fromEdge));
    move(x, m_up ? what.bottom() + 1 : what.top() - height());
    m_arrow = std::clamp(what.center().x() - x, arrowHalf + 8, width - arrowHalf - 8);
    raise();
    update();
}

QRect TipCard::body() const
{
    return {0, m_up ? arrowHeight : 0, width(), bodyHeight};
}

QRect TipCard::closeBox() const
{
    return {width() - closeSide - 2, body().top() + (bodyHeight - closeSide) / 2, closeSide, closeSide};
}

void TipCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(body()).adjusted(0.5, 0.5, -0.5, -0.5);
    const double base = m_up ? box.top() : box.bottom();
    const double point = m_up ? 0.5 : height() - 0.5;
    QPainterPath shape;
    shape.addRoundedRect(box, 6, 6);
    QPainterPath arrow;
    arrow.addPolygon(QPolygonF({{m_arrow + 0.5 - arrowHalf, base}, {m_arrow + 0.5, point}, {m_arrow + 0.5 + arrowHalf, base}}));
    painter.setPen(QPen(m_theme.color(Token::Accent), 1));
    painter.setBrush(m_theme.color(Token::Raised));
    painter.drawPath(shape.united(arrow));
    paint::text(painter, margin, body().top() + 19, m_text, textFont(), m_theme.color(Token::Text));
    constexpr int side = 16;
    const QPoint corner = closeBox().center() - QPoint(side / 2, side / 2);
    painter.drawPixmap(corner, iconPixmap(u"x", side, m_theme.color(Token::Muted), devicePixelRatioF()));
}

void TipCard::mousePressEvent(QMouseEvent* event)
{
    event->accept();
}

void TipCard::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && closeBox().contains(event->position().toPoint()))
        Q_EMIT closed();
}

} // namespace highwater
