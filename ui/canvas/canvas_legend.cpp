// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/canvas_legend.h"

#include "canvas/link_face.h"
#include "canvas/painting.h"
#include "theme/display_text.h"
#include "theme/picture_words.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double margin = 16;

} // namespace

void paintLegend(QPainter& painter, const Theme& theme, QSizeF view, std::uint64_t itemsPerDot)
{
    const QFont font = Theme::font(10.5);
    const QColor muted = theme.color(Token::Muted);
    const double baseline = view.height() - 10;
    double x = margin;
    const QString title = Painted::tr("links: width = flow");
    paintText(painter, x, baseline, title, font, muted);
    x += textWidth(title, font) + 16;
    for (const auto state :
         {LinkState::Flowing, LinkState::Filling, LinkState::Pressed, LinkState::Blocked, LinkState::Dropped}) {
        const QString word = wordOf(state);
        const double width = 16 + textWidth(word, font);
        if (x + width > view.width() - margin)
            return;
        paintIcon(painter, std::round(x), baseline - 10, iconOf(state), 12, theme.color(tokenOf(state)));
        paintText(painter, x + 16, baseline, word, font, muted);
        x += width + 18;
    }
    if (itemsPerDot == 0)
        return;
    const QString dot = itemsPerDot == 1
                            ? Painted::tr("= one item")
                            : Painted::tr("= %1 items").arg(countText(static_cast<std::int64_t>(itemsPerDot)));
    if (x + 12 + textWidth(dot, font) > view.width() - margin)
        return;
    painter.fillRect(QRectF(std::round(x) + 2, baseline - 6, 4, 4), theme.color(Token::Text));
    paintText(painter, x + 12, baseline, dot, font, muted);
}

void paintWaitCard(QPainter& painter, const Theme& theme, QSizeF view, const WaitChain& chain)
{
    const QFont bold = Theme::font(13, Weight::Bold);
    const QFont plain = Theme::font(12);
    const QString title = chain.steps.empty() ? Painted::tr("Nobody waits.") : chain.title;
    const QString detail =
        chain.steps.empty() ? Painted::tr("No sender is held back and no stage is blocked.") : chain.detail;
    const double titleWidth = textWidth(title, bold);
    const double most = view.width() - 2 * margin;
    const double wanted = std::max(titleWidth + 10 + textWidth(detail, plain), textWidth(chain.cure, plain));
    const double height = chain.cure.isEmpty() ? 32 : 46;
    const QRectF card(margin, view.height() - 4 - height, std::min(most, std::ceil(wanted + 24)), height);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(painter, card, theme.color(Token::Raised), theme.color(Token::Border), 6);
    const double baseline = card.y() + (chain.cure.isEmpty() ? 21 : 18);
    paintText(painter, card.x() + 12, baseline, title, bold, theme.color(Token::Text));
    const QFontMetricsF metrics(plain);
    const auto line = [&](double x, double y, const QString& text, Token ink) {
        paintText(painter, x, y, metrics.elidedText(text, Qt::ElideRight, card.right() - 12 - x + 1), plain, theme.color(ink));
    };
    line(card.x() + 12 + titleWidth + 10, baseline, detail, Token::Muted);
    if (!chain.cure.isEmpty())
        line(card.x() + 12, baseline + 18, chain.cure, Token::Text);
}

void paintNothing(QPainter& painter, const Theme& theme, QSizeF view)
{
    const double x = std::round(view.width() / 2);
    const double y = std::round(view.height() / 2);
    paintIcon(painter, x - 16, y - 36, u"stage", 32, theme.color(Token::Muted));
    paintText(painter, x, y + 20, Painted::tr("No scenario is open."), Theme::font(14), theme.color(Token::Text),
              Qt::AlignHCenter);
}

} // namespace highwater
