// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/panel_head.h"

#include "inspector/paint.h"

namespace highwater {

PanelHead::PanelHead(const QString& title, Theme* theme, QWidget* parent)
    : QWidget(parent), m_title(title), m_theme(theme)
{
    setFixedHeight(headHeight);
    setAccessibleName(title);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PanelHead::setNote(const QString& note)
{
    if (m_note == note)
        return;
    m_note = note;
    setAccessibleDescription(note);
    update();
}

void PanelHead::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
    paint::text(painter, 14, 18, m_title, Theme::font(12, Weight::Bold), m_theme->color(Token::Text));
    paint::text(painter, width() - 14, 18, m_note, Theme::font(11), m_theme->color(Token::Muted), paint::Align::Right);
    paint::rule(painter, 0, width(), headHeight - 1, m_theme->color(Token::Border));
}

} // namespace highwater
