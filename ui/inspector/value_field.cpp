// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/value_field.h"

#include "inspector/paint.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTimerEvent>
#include <QWheelEvent>

#include <cmath>

namespace highwater {

namespace {

constexpr int arrowWidth = 19;
constexpr int unitGap = 5; ///< between the arrows and the unit
constexpr double digitSize = 12.5;
constexpr double unitSize = 11;
constexpr int firstRepeat = 350;
constexpr int nextRepeat = 70;

} // namespace

ValueField::ValueField(Kind kind, Theme* theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_kind(kind), m_edit(new QLineEdit(this))
{
    setFixedHeight(24);
    m_edit->setFrame(false);
    m_edit->setAlignment(kind == Kind::Stepping ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
    m_edit->setFont(kind == Kind::Stepping ? Theme::font(digitSize, Weight::Medium) : Theme::codeFont(11.5));
    m_edit->setTextMargins(0, 0, 0, 0);
    m_edit->installEventFilter(this);
    m_edit->setContextMenuPolicy(Qt::DefaultContextMenu);
    setFocusProxy(m_edit);
    applyTheme();
    connect(theme, &Theme::changed, this, &ValueField::applyTheme);
    connect(m_edit, &QLineEdit::editingFinished, this, &ValueField::commit);
    connect(m_edit, &QLineEdit::textEdited, this, [this] {
        setFault({});
        layOut();
        update();
    });
}

void ValueField::applyTheme()
{
    QPalette palette = m_theme->palette();
    palette.setColor(QPalette::Base, Qt::transparent);
    palette.setColor(QPalette::Text, m_theme->color(isEnabled() ? Token::Text : Token::Muted));
    m_edit->setPalette(palette);
    update();
}

void ValueField::setShown(const KnobText& text)
{
    if (text.digits == m_shown.digits && text.unit == m_shown.unit)
        return;
    m_shown = text;
    if (!m_edit->isModified())
        display(text);
}

void ValueField::display(const KnobText& text)
{
    m_edit->setText(text.digits);
    m_edit->setModified(false);
    if (m_kind == Kind::Text)
        m_edit->setCursorPosition(0);
    showToolTip();
    layOut();
    update();
}

void ValueField::revert()
{
    display(m_shown);
}

void ValueField::setFault(const QString& why)
{
    if (m_fault == why)
        return;
    m_fault = why;
    showToolTip();
    m_edit->setAccessibleDescription(why);
    update();
}

/// The fault, or a law that may be too long for the field.
void ValueField::showToolTip()
{
    const QString tip = !m_fault.isEmpty() || m_kind == Kind::Stepping ? m_fault : m_shown.digits;
    setToolTip(tip);
    m_edit->setToolTip(tip);
}

void ValueField::commit()
{
    if (!m_edit->isModified())
        return;
    const QString typed = m_edit->text();
    m_edit->setModified(false);
    if (typed.trimmed() == m_shown.digits) {
        revert();
        return;
    }
    Q_EMIT committed(typed);
    revert(); // to the new value, or to the old one when the text was refused
}

void ValueField::layOut()
{
    if (m_kind == Kind::Text) {
        m_edit->setGeometry(7, 2, width() - 14, height() - 4);
        return;
    }
    // What is typed may bring its own unit: then the whole width is for it.
    const bool showsUnit = !m_edit->isModified() && !m_shown.unit.isEmpty();
    const int unit =
        showsUnit ? static_cast<int>(std::ceil(paint::widthOf(m_shown.unit, Theme::font(unitSize)))) + 4 : 0;
    m_edit->setGeometry(5, 2, width() - arrowWidth - unitGap - unit - 5 + (showsUnit ? 4 : 2), height() - 4);
}

void ValueField::resizeEvent(QResizeEvent*)
{
    layOut();
}

void ValueField::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::EnabledChange)
        applyTheme();
    QWidget::changeEvent(event);
}

void ValueField::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool focus = m_edit->hasFocus();
    const Token outline = !m_fault.isEmpty() ? Token::Blocked
                          : focus            ? Token::Accent
                          : isEnabled()      ? Token::Strong
                                             : Token::Border;
    paint::box(painter, rect(), 4, m_theme->color(isEnabled() ? Token::Raised : Token::Surface),
               m_theme->color(outline));
    if (focus || !m_fault.isEmpty())
        paint::box(painter, QRectF(rect()).adjusted(1, 1, -1, -1), 3, Qt::transparent, m_theme->color(outline));
    if (m_kind == Kind::Text)
        return;
    if (!m_edit->isModified())
        paint::text(painter, width() - arrowWidth - unitGap, 16, m_shown.unit, Theme::font(unitSize),
                    m_theme->color(Token::Muted), paint::Align::Right);
    if (!isEnabled())
        return;
    const int left = width() - arrowWidth;
    painter.fillRect(QRect(left, 2, 1, height() - 4), m_theme->color(Token::Border));
    if (m_pressed != 0)
        painter.fillRect(QRect(left + 1, m_pressed > 0 ? 2 : 12, arrowWidth - 3, 10), m_theme->color(Token::Hover));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->color(Token::Muted), 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const qreal x = left + 6.0;
    painter.drawPolyline(QPolygonF{QPointF(x, 9.5), QPointF(x + 3, 6.5), QPointF(x + 6, 9.5)});
    painter.drawPolyline(QPolygonF{QPointF(x, 14.5), QPointF(x + 3, 17.5), QPointF(x + 6, 14.5)});
}

int ValueField::arrowAt(const QPointF& position) const
{
    if (m_kind == Kind::Text || position.x() < width() - arrowWidth)
        return 0;
    return position.y() < height() / 2.0 ? 1 : -1;
}

void ValueField::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->button() == Qt::LeftButton ? arrowAt(event->position()) : 0;
    if (m_pressed == 0)
        return;
    commit();
    m_repeatFast = false;
    m_repeat = startTimer(firstRepeat);
    Q_EMIT gripped();
    Q_EMIT stepped(m_pressed);
    update();
}

void ValueField::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_repeat)
        return;
    if (!m_repeatFast) {
        killTimer(m_repeat);
        m_repeat = startTimer(nextRepeat);
        m_repeatFast = true;
    }
    Q_EMIT stepped(m_pressed);
}

void ValueField::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || m_pressed == 0)
        return;
    m_pressed = 0;
    killTimer(m_repeat);
    m_repeat = 0;
    Q_EMIT released();
    update();
}

void ValueField::wheelEvent(QWheelEvent* event)
{
    // Only where the user is at work: the wheel over a resting field scrolls the panel.
    const int steps = event->angleDelta().y() / 120;
    if (m_kind == Kind::Text || !m_edit->hasFocus() || steps == 0) {
        event->ignore();
        return;
    }
    commit();
    Q_EMIT gripped();
    Q_EMIT stepped(steps);
    Q_EMIT released();
    event->accept();
}

bool ValueField::editKey(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_edit->isModified()) {
        setFault({});
        revert();
        return true;
    }
    const int steps = event->key() == Qt::Key_Up         ? 1
                      : event->key() == Qt::Key_Down     ? -1
                      : event->key() == Qt::Key_PageUp   ? 10
                      : event->key() == Qt::Key_PageDown ? -10
                                                         : 0;
    if (steps == 0 || m_kind == Kind::Text)
        return false;
    if (!event->isAutoRepeat()) {
        commit();
        Q_EMIT gripped();
    }
    Q_EMIT stepped(steps);
    return true;
}

bool ValueField::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
        return editKey(static_cast<QKeyEvent*>(event)) || QWidget::eventFilter(watched, event);
    case QEvent::KeyRelease: {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (!key->isAutoRepeat() && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down))
            Q_EMIT released();
        break;
    }
    case QEvent::Wheel:
        wheelEvent(static_cast<QWheelEvent*>(event));
        return event->isAccepted();
    case QEvent::FocusIn:
    case QEvent::FocusOut:
        update();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace highwater
