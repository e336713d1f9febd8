// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/mark_flag.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double tipWidth = 7;
constexpr double nameLeft = 13;
constexpr double valueRight = 6;

} // namespace

MarkFlag::MarkFlag(Mark which, MarkHandles& handles, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_which(which), m_handles(handles), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SizeVerCursor);
    setAccessibleName(which == Mark::High ? tr("High mark") : tr("Low mark"));
    setToolTip(which == Mark::High ? tr("Drag to move the high mark; Shift for fine steps, Escape to take it back")
                                   : tr("Drag to move the low mark; Shift for fine steps, Escape to take it back"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QString MarkFlag::name() const
{
    return m_which == Mark::High ? tr("high") : tr("low");
}

void MarkFlag::point(double left, double tip, double middle, const QString& value)
{
    const double text = QFontMetricsF(Theme::font(11, Weight::Medium)).horizontalAdvance(name()) +
                        QFontMetricsF(Theme::font(11, Weight::Bold)).horizontalAdvance(value);
    const int width = std::max(leastWidth, static_cast<int>(std::ceil(nameLeft + text + 5 + valueRight)));
    const int top = static_cast<int>(std::floor(middle)) - bodyHeight() / 2;
    setGeometry(static_cast<int>(std::floor(left)) - ringRoom, top - ringRoom, width + 2 * ringRoom, bodyHeight() + 2 * ringRoom);
    const double inside = std::clamp(std::floor(tip) - top + ringRoom + 0.5, ringRoom + 0.5, ringRoom + bodyHeight() - 0.5);
    if (value == m_value && inside == m_tip)
        return;
    if (value != m_value)
        setAccessibleDescription(value);
    m_value = value;
    m_tip = inside;
    update();
}

void MarkFlag::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF body = QRectF(rect()).adjusted(ringRoom, ringRoom, -ringRoom, -ringRoom);
    const double shoulder = body.left() + tipWidth;
    const QPolygonF shape{QPointF(body.left(), m_tip), QPointF(shoulder, body.top()), body.topRight(), body.bottomRight(),
                          QPointF(shoulder, body.bottom())};
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::Accent));
    painter.drawPolygon(shape);
    painter.setPen(m_theme.color(Token::OnAccent));
    const QFont nameFont = Theme::font(11, Weight::Medium);
    painter.setFont(nameFont);
    const double baseline = std::floor(body.center().y() + QFontMetricsF(nameFont).capHeight() / 2);
    painter.drawText(QPointF(body.left() + nameLeft, baseline), name());
    const QFont valueFont = Theme::font(11, Weight::Bold);
    painter.setFont(valueFont);
    painter.drawText(QPointF(body.right() - valueRight - QFontMetricsF(valueFont).horizontalAdvance(m_value), baseline), m_value);
    if (m_ring) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.drawRoundedRect(body.adjusted(-3, -3, 3, 3), 4, 4);
    }
}

void MarkFlag::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_pressedAt = event->globalPosition().y();
    m_handles.begin(m_which);
}

void MarkFlag::mouseMoveEvent(QMouseEvent* event)
{
    if (m_handles.moving() && event->buttons().testFlag(Qt::LeftButton))
        m_handles.moveBy(m_which, event->globalPosition().y() - m_pressedAt, event->modifiers().testFlag(Qt::ShiftModifier));
}

void MarkFlag::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_handles.finish(m_which);
}

void MarkFlag::keyPressEvent(QKeyEvent* event)
{
    const bool fine = event->modifiers().testFlag(Qt::ShiftModifier);
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        m_handles.stepBy(m_which, event->key() == Qt::Key_Up ? 1 : -1, fine);
    else if (event->key() == Qt::Key_Escape && m_handles.moving())
        m_handles.restore(m_which);
    else
        QWidget::keyPressEvent(event);
}

void MarkFlag::focusInEvent(QFocusEvent* event)
{
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QWidget::focusInEvent(event);
}

void MarkFlag::focusOutEvent(QFocusEvent* event)
{
    m_ring = false;
    m_handles.finish(m_which);
    QWidget::focusOutEvent(event);
}

} // namespace highwater
