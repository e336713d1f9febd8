// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lesson/markdown_view.h"
#include "theme/theme.h"

#include <QVBoxLayout>
#include <QWidget>

namespace highwater {

/// A raised card with an icon and a title; what it holds is added to its body. Hidden while it has nothing to say is its owner's business.
class LessonCard : public QWidget
{
    Q_OBJECT
public:
    LessonCard(const QString& title, const QString& icon, const Theme& theme, QWidget* parent);
    [[nodiscard]] QVBoxLayout* body() const { return m_body; }
    /// A state at the right of the title: shape and word. An empty word: none.
    void setState(const QString& word, const QString& icon, Token token);
    [[nodiscard]] QString stateWord() const { return m_word; }

protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] const Theme& theme() const { return m_theme; }

private:
    QString m_title;
    QString m_icon;
    QString m_word;
    QString m_wordIcon;
    Token m_wordToken = Token::Idle;
    const Theme& m_theme;
    QVBoxLayout* m_body;
};

/// "Watch" and "Try next".
class TextCard final : public LessonCard
{
    Q_OBJECT
public:
    TextCard(const QString& title, const QString& icon, const Theme& theme, QWidget* parent);
    /// Empty text hides the card.
    void setMarkdown(const QString& markdown);

Q_SIGNALS:
    void nodeWanted(const QString& node);

private:
    MarkdownView* m_text;
};

} // namespace highwater
