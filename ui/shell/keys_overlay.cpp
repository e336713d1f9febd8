// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/keys_overlay.h"

#include "inspector/paint.h"
#include "shell/action_button.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int leastWordsAt = 112;
constexpr int leastColumnWidth = 368;
constexpr int headHeight = 44;
constexpr int rowHeight = 26;
constexpr int margin = 16;
constexpr int keyGap = 4;
constexpr int columnGap = 24;

QFont wordFont()
{
    return Theme::font(12.5);
}

QStringList boxesOf(const QString& keys)
{
    return keys.split(QStringLiteral("  "));
}

} // namespace

KeysOverlay::KeysOverlay(const QList<QPair<QString, QString>>& keys, Theme* theme, QWidget* parent)
    : QWidget(parent), m_keys(keys), m_theme(theme)
{
    QStringList lines;
    qreal words = 0;
    m_wordsAt = leastWordsAt;
    for (const auto& [key, what] : keys) {
        lines << QStringLiteral("%1: %2").arg(key, what);
        int boxes = 0;
        for (const QString& box : boxesOf(key))
            boxes += keybox::widthOf(box) + keyGap;
        m_wordsAt = std::max(m_wordsAt, boxes + keyGap);
        words = std::max(words, paint::widthOf(what, wordFont()));
    }
    m_wantedWidth = std::max(leastColumnWidth, m_wordsAt + static_cast<int>(std::ceil(words)));
    m_columnWidth = m_wantedWidth;
    setFixedSize(sizeWith(m_columns));
    setAccessibleName(tr("Keys"));
    setAccessibleDescription(lines.join(QStringLiteral("; ")));
    setToolTip(tr("Click to close"));
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

QSize KeysOverlay::sizeWith(int columns) const
{
    return {2 * margin + columns * m_columnWidth + (columns - 1) * columnGap, headHeight + rowHeight * rowsIn(columns) + margin / 2};
}

void KeysOverlay::place()
{
    const QSize room = parentWidget()->size() - QSize(2 * margin, 2 * margin);
    m_columns = 1;
    m_columnWidth = m_wantedWidth;
    while (sizeWith(m_columns).height() > room.height() && m_columns < m_keys.size())
        ++m_columns;
    // Better words that end early than lines out of sight.
    if (const int tooWide = sizeWith(m_columns).width() - room.width(); tooWide > 0)
        m_columnWidth -= (tooWide + m_columns - 1) / m_columns;
    setFixedSize(sizeWith(m_columns));
    move(std::max(0, (parentWidget()->width() - width()) / 2), std::max(0, (parentWidget()->height() - height()) / 2));
    raise();
}

void KeysOverlay::mousePressEvent(QMouseEvent*)
{
    hide();
    Q_EMIT closed();
}

void KeysOverlay::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
    paint::box(painter, rect(), 6, m_theme->color(Token::Raised), m_theme->color(Token::Strong));
    paint::text(painter, margin, 27, tr("Keys"), Theme::font(13, Weight::Bold), m_theme->color(Token::Text));
    paint::text(painter, width() - margin, 27, tr("Esc closes"), Theme::font(11), m_theme->color(Token::Muted), paint::Align::Right);
    paint::rule(painter, margin, width() - margin, headHeight - 6, m_theme->color(Token::Border));
    const int rows = rowsIn(m_columns);
    for (int i = 0; i < m_keys.size(); ++i) {
        const auto& [keys, what] = m_keys[i];
        const int left = margin + i / rows * (m_columnWidth + columnGap);
        const int y = headHeight + i % rows * rowHeight;
        int x = left;
        for (const QString& key : boxesOf(keys)) {
            keybox::paint(painter, x, y + 5, key, *m_theme);
            x += keybox::widthOf(key) + keyGap;
        }
        paint::elided(painter, left + m_wordsAt, y + 17, m_columnWidth - m_wordsAt, what, wordFont(), m_theme->color(Token::Text));
    }
}

} // namespace highwater
