// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/header_button.h"

#include "theme/icons.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int buttonHeight = 22;
constexpr double padding = 8;
constexpr double signSize = 12;
constexpr double signGap = 6;
constexpr double ghostLine = 14;
constexpr double keyBox = 16;
constexpr double mostWords = 260;
constexpr double leastWords = 40;

QFont wordsFont()
{
    return Theme::font(12);
}

} // namespace

HeaderButton::HeaderButton(Look look, const Theme& theme, QWidget* parent) : QAbstractButton(parent), m_look(look), m_theme(theme)
{
    setCheckable(look == Look::Toggle);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(look == Look::Chip ? QSizePolicy::Maximum : QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFixedHeight(buttonHeight);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void HeaderButton::setKey(const QString& key)
{
    m_key = key;
    updateGeometry();
    update();
}

void HeaderButton::setWords(const QString& words)
{
    if (words == text())
        return;
    setText(words);
    updateGeometry();
}

double HeaderButton::before() const
{
    return m_look == Look::Chip ? padding + ghostLine + signGap : padding;
}

double HeaderButton::after() const
{
    if (m_look == Look::Toggle)
        return m_key.isEmpty() ? padding : signGap + keyBox + padding / 2;
    return signGap + signSize + padding;
}

QSize HeaderButton::sizeHint() const
{
    const double words = std::min(mostWords, std::ceil(QFontMetricsF(wordsFont()).horizontalAdvance(text())));
    return {static_cast<int>(before() + words + after()), buttonHeight};
}

QSize HeaderButton::minimumSizeHint() const
{
    return m_look == Look::Chip ? QSize(static_cast<int>(before() + leastWords + after()), buttonHeight) : sizeHint();
}

bool HeaderButton::hitButton(const QPoint& at) const
{
    return rect().contains(at) && (m_look != Look::Chip || at.x() >= width() - after());
}

void HeaderButton::keyPressEvent(QKeyEvent* event)
{
    const bool closes = m_look == Look::Chip && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace);
    if (closes || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void HeaderButton::focusInEvent(QFocusEvent* event)
{
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QAbstractButton::focusInEvent(event);
    update();
}

void HeaderButton::focusOutEvent(QFocusEvent* event)
{
    m_ring = false;
    QAbstractButton::focusOutEvent(event);
    update();
}

void HeaderButton::enterEvent(QEnterEvent* event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void HeaderButton::leaveEvent(QEvent* event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

void HeaderButton::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool over = underMouse() && m_look != Look::Chip;
    painter.setPen(QPen(m_theme.color(m_ring || isChecked() ? Token::Accent : Token::Border), 1));
    painter.setBrush(m_theme.color(isChecked() ? Token::Selected : over || isDown() ? Token::Hover : Token::Raised));
    painter.drawRoundedRect(box, 4, 4);
    if (m_ring)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3);
    const double middle = std::floor(box.center().y());
    if (m_look == Look::Chip)
        painter.fillRect(QRectF(padding, middle, ghostLine, 1), m_theme.color(Token::Ghost));
    const QFontMetricsF metrics(wordsFont());
    painter.setFont(wordsFont());
    painter.setPen(m_theme.color(Token::Text));
    const double room = width() - before() - after();
    painter.drawText(QPointF(before(), std::floor(middle + metrics.capHeight() / 2) + 1), metrics.elidedText(text(), Qt::ElideRight, room + 1));
    if (m_look == Look::Toggle && !m_key.isEmpty()) {
        const QRectF key(width() - padding / 2 - keyBox + 0.5, middle - keyBox / 2 + 0.5, keyBox - 1, keyBox - 1);
        painter.setPen(QPen(m_theme.color(Token::Border), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(key, 3, 3);
        painter.setPen(m_theme.color(Token::Muted));
        painter.setFont(Theme::font(10.5));
        painter.drawText(key, Qt::AlignCenter, m_key);
    } else if (m_look != Look::Toggle) {
        const auto sign = iconPixmap(m_look == Look::Chip ? u"x" : u"chev", static_cast<int>(signSize), m_theme.color(Token::Muted),
                                     devicePixelRatioF());
        painter.drawPixmap(QPointF(width() - padding - signSize, middle - signSize / 2 + 0.5), sign);
    }
}

} // namespace highwater
