// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/card_button.h"

#include "inspector/paint.h"

#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace highwater {

namespace {

QFont wordFont()
{
    return Theme::font(12, Weight::Medium);
}

} // namespace

CardButton::CardButton(const QString& words, Look look, const Theme& theme, QWidget* parent)
    : QAbstractButton(parent), m_look(look), m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setWords(words);
}

void CardButton::setWords(const QString& words)
{
    setText(words);
    setAccessibleName(words);
    updateGeometry();
    update();
}

QSize CardButton::sizeHint() const
{
    return {static_cast<int>(std::ceil(paint::widthOf(text(), wordFont()))) + 20, buttonHeight};
}

void CardButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool primary = m_look == Look::Primary && isEnabled();
    const bool hot = isEnabled() && (underMouse() || isDown());
    QColor ground = m_theme.color(primary ? Token::Accent : hot ? Token::Hover : Token::Surface);
    if (primary && hot)
        ground.setAlphaF(isDown() ? 0.78F : 0.9F);
    paint::box(painter, rect(), 4, ground, m_theme.color(primary ? Token::Accent : Token::Border));
    const Token ink = !isEnabled() ? Token::Strong : primary ? Token::OnAccent : Token::Text;
    const QFontMetricsF metrics(wordFont());
    const QString words = metrics.elidedText(text(), Qt::ElideRight, width() - 12);
    paint::text(painter, width() / 2.0, height() / 2 + 4, words, wordFont(), m_theme.color(ink), paint::Align::Centre);
    if (hasFocus())
        paint::focusRing(painter, rect(), 4, m_theme);
}

void CardButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace highwater
