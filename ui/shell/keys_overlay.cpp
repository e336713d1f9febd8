// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/keys_overlay.h"

#include "inspector/paint.h"
#include "shell/action_button.h"

#include <QPainter>

#include <algorithm>

namespace highwater {

namespace {

constexpr int overlayWidth = 400;
constexpr int headHeight = 44;
constexpr int rowHeight = 26;
constexpr int margin = 16;

} // namespace

KeysOverlay::KeysOverlay(const QList<QPair<QString, QString>>& keys, Theme* theme, QWidget* parent)
    : QWidget(parent), m_keys(keys), m_theme(theme)
{
    setFixedSize(overlayWidth, headHeight + rowHeight * static_cast<int>(keys.size()) + margin / 2);
    QStringList lines;
    for (const auto& [key, what] : keys)
        lines << QStringLiteral("%1: %2").arg(key, what);
    setAccessibleName(tr("Keys"));
    setAccessibleDescription(lines.join(QStringLiteral("; ")));
    setToolTip(tr("Click to close"));
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void KeysOverlay::place()
{
    move((parentWidget()->width() - width()) / 2, std::max(0, (parentWidget()->height() - height()) / 2));
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
    int y = headHeight;
    for (const auto& [keys, what] : m_keys) {
        int x = margin;
        for (const QString& key : keys.split(QStringLiteral("  "))) {
            keybox::paint(painter, x, y + 5, key, *m_theme);
            x += keybox::widthOf(key) + 4;
        }
        paint::text(painter, 128, y + 17, what, Theme::font(12.5), m_theme->color(Token::Text));
        y += rowHeight;
    }
}

} // namespace highwater
