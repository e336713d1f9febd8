// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/knob_slider.h"

#include "inspector/paint.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace highwater {

namespace {

constexpr qreal handleRadius = 6.5;
constexpr qreal margin = 9; ///< room for the handle and its focus ring beside the groove
constexpr int sliderHeight = 20;
constexpr int positions = 1000;

} // namespace

KnobSlider::KnobSlider(Theme* theme, QWidget* parent) : QSlider(Qt::Horizontal, parent), m_theme(theme)
{
    setRange(0, positions); // for assistive technology; the value itself is a double
    setFixedHeight(sliderHeight);
    setFocusPolicy(Qt::StrongFocus);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize KnobSlider::sizeHint() const
{
    return {170, sliderHeight};
}

void KnobSlider::setScale(const KnobScale& scale)
{
    if (m_scale == scale)
        return;
    m_scale = scale;
    update();
}

void KnobSlider::setKnobValue(double value)
{
    if (m_value == value)
        return;
    m_value = value;
    setValue(static_cast<int>(std::lround(m_scale.placeOf(value) * positions)));
    update();
}

void KnobSlider::setTick(std::optional<double> value)
{
    if (m_tick == value)
        return;
    m_tick = value;
    update();
}

qreal KnobSlider::xOf(double value) const
{
    return margin + m_scale.placeOf(value) * (width() - 2 * margin);
}

qreal KnobSlider::handleX() const
{
    return xOf(m_value);
}

void KnobSlider::moveTo(double value)
{
    if (value == m_value)
        return;
    setKnobValue(value);
    Q_EMIT moved(value);
}

void KnobSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const qreal x = event->position().x();
    m_grip = std::abs(x - handleX()) <= handleRadius + 2 ? x - handleX() : 0;
    m_dragging = true;
    Q_EMIT gripped();
    mouseMoveEvent(event);
    update();
}

void KnobSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_dragging)
        return;
    const qreal x = event->position().x() - m_grip;
    // A press on the handle that does not move it must not round the value.
    if (std::abs(x - handleX()) >= 0.5)
        moveTo(m_scale.valueAt((x - margin) / (width() - 2 * margin)));
}

void KnobSlider::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_dragging)
        return;
    m_dragging = false;
    Q_EMIT released();
    update();
}

void KnobSlider::keyPressEvent(QKeyEvent* event)
{
    double target = m_value;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        target = m_scale.stepped(m_value, -1);
        break;
    case Qt::Key_Right:
    case Qt::Key_Up:
        target = m_scale.stepped(m_value, 1);
        break;
    case Qt::Key_PageDown:
        target = m_scale.stepped(m_value, -10);
        break;
    case Qt::Key_PageUp:
        target = m_scale.stepped(m_value, 10);
        break;
    case Qt::Key_Home:
        target = m_scale.valueAt(0);
        break;
    case Qt::Key_End:
        target = m_scale.valueAt(1);
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (!event->isAutoRepeat())
        Q_EMIT gripped();
    moveTo(std::isfinite(m_value) && std::isfinite(target)
               ? std::clamp(target, std::min(m_scale.low, m_value), std::max(m_scale.high, m_value))
               : target);
}

void KnobSlider::keyReleaseEvent(QKeyEvent* event)
{
    if (!event->isAutoRepeat() && !m_dragging)
        Q_EMIT released();
    QWidget::keyReleaseEvent(event);
}

void KnobSlider::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // the wheel scrolls the panel
}

void KnobSlider::enterEvent(QEnterEvent* event)
{
    update();
    QSlider::enterEvent(event);
}

void KnobSlider::leaveEvent(QEvent* event)
{
    update();
    QSlider::leaveEvent(event);
}

void KnobSlider::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const qreal middle = sliderHeight / 2.0;
    const qreal right = width() - margin;
    const QColor live = m_theme->color(isEnabled() ? Token::Accent : Token::Strong);
    paint::fill(painter, QRectF(margin, middle - 2, right - margin, 4), 2, m_theme->color(Token::Hover));
    // Infinity is off the scale: a full groove would look like the largest value.
    if (isEnabled() && std::isfinite(m_value))
        paint::fill(painter, QRectF(margin, middle - 2, std::max<qreal>(handleX() - margin, 0), 4), 2, live);
    if (m_tick) {
        const int x = static_cast<int>(std::floor(xOf(*m_tick)));
        painter.fillRect(QRect(x, static_cast<int>(middle) - 6, 1, 12), m_theme->color(Token::Strong));
    }
    if (!isEnabled())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(live, 2));
    painter.setBrush(m_dragging ? live : m_theme->color(underMouse() ? Token::Hover : Token::Raised));
    const QPointF centre(handleX(), middle);
    painter.drawEllipse(centre, handleRadius - 1, handleRadius - 1);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(live, 1));
        painter.drawEllipse(centre, handleRadius + 2, handleRadius + 2);
    }
}

} // namespace highwater
