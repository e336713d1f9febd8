// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/text_card.h"

#include "inspector/paint.h"
#include "theme/icons.h"

#include <QPainter>

#include <cmath>

namespace highwater {

namespace {

constexpr int headHeight = 32;

} // namespace

LessonCard::LessonCard(const QString& title, const QString& icon, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_title(title), m_icon(icon), m_theme(theme), m_body(new QVBoxLayout(this))
{
    setAccessibleName(title);
    m_body->setContentsMargins(12, headHeight, 12, 10);
    m_body->setSpacing(8);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LessonCard::setState(const QString& word, const QString& icon, Token token)
{
    if (word == m_word && icon == m_wordIcon && token == m_wordToken)
        return;
    m_word = word;
    m_wordIcon = icon;
    m_wordToken = token;
    setAccessibleDescription(word);
    update();
}

void LessonCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::box(painter, rect(), 6, m_theme.color(Token::Raised), m_theme.color(Token::Border));
    painter.drawPixmap(10, 8, iconPixmap(m_icon, 16, m_theme.color(Token::Accent), devicePixelRatioF()));
    paint::text(painter, 32, 21, m_title, Theme::font(12, Weight::Medium), m_theme.color(Token::Text));
    if (m_word.isEmpty())
        return;
    const QFont font = Theme::font(11, Weight::Medium);
    const int words = static_cast<int>(std::ceil(paint::widthOf(m_word, font)));
    const QRectF chip(width() - words - 38, 7, words + 28, 18);
    paint::box(painter, chip, 9, m_theme.color(Token::Surface), m_theme.color(m_wordToken));
    painter.drawPixmap(static_cast<int>(chip.left()) + 6, 10, iconPixmap(m_wordIcon, 12, m_theme.color(m_wordToken), devicePixelRatioF()));
    paint::text(painter, chip.left() + 21, 20, m_word, font, m_theme.color(Token::Text));
}

TextCard::TextCard(const QString& title, const QString& icon, const Theme& theme, QWidget* parent)
    : LessonCard(title, icon, theme, parent), m_text(new MarkdownView(Token::Raised, theme, this))
{
    body()->addWidget(m_text);
    connect(m_text, &MarkdownView::nodeWanted, this, &TextCard::nodeWanted);
}

void TextCard::setMarkdown(const QString& markdown)
{
    m_text->setMarkdownText(markdown);
    setVisible(!markdown.isEmpty());
}

} // namespace highwater
