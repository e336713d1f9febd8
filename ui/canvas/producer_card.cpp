// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/card_painter.h"
#include "canvas/painting.h"

namespace highwater {

void paintProducerBody(CardPainter& card)
{
    const NodeWords& words = card.face.words;
    const QFont rateFont = Theme::sceneFont(18, Weight::Medium);
    const QFont small = Theme::sceneFont(11);
    card.text(CardPainter::pad, 47, words.rate, rateFont, Token::Text);
    const double after = CardPainter::pad + textWidth(words.rate, rateFont) + 6;
    card.elided(after, 47, words.note, small, Token::Muted, card.width() - after - 6);
    double x = CardPainter::pad;
    if (card.face.shape.hostile) {
        card.icon(x - 2, 55, u"warn", 12, Token::Dropped);
        x += 13;
    }
    const double room = card.width() - x - 6;
    card.elided(x, 65, textWidth(words.line, small) <= room ? words.line : words.shortLine, small, Token::Muted, room);
}

} // namespace highwater
