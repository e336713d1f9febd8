// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/card_painter.h"

#include "canvas/painting.h"
#include "session/node_kind.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

QPolygonF octagon(QPointF c, double r)
{
    const double k = r * 0.42;
    return {{c.x() - k, c.y() - r}, {c.x() + k, c.y() - r}, {c.x() + r, c.y() - k}, {c.x() + r, c.y() + k},
            {c.x() + k, c.y() + r}, {c.x() - k, c.y() + r}, {c.x() - r, c.y() + k}, {c.x() - r, c.y() - k}};
}

} // namespace

void CardPainter::full()
{
    card(6);
    head();
    switch (face.kind) {
    case NodeKind::Producer:
        paintProducerBody(*this);
        break;
    case NodeKind::Stage:
        paintStageBody(*this);
        break;
    case NodeKind::Channel:
        paintChannelBody(*this);
        break;
    case NodeKind::Balancer:
        paintBalancerBody(*this);
        break;
    }
}

void CardPainter::compact()
{
    card(6);
    const bool producer = face.kind == NodeKind::Producer;
    const QFont valueFont = Theme::sceneFont(11.5, Weight::Medium);
    const QString value = producer ? face.words.rate : face.words.depth;
    const double valueWidth = textWidth(value, valueFont);
    icon(9, 6, face.look.icon, 14, face.look.token);
    elided(28, 17, face.name, Theme::sceneFont(12, Weight::Medium), Token::Text, width() - 28 - 8 - valueWidth - 6);
    text(width() - 8, 17, value, valueFont, Token::Text, Qt::AlignRight);
    if (producer)
        elided(9, 36, face.words.note.isEmpty() ? face.look.word : face.words.note, Theme::sceneFont(10.5), Token::Muted,
               width() - 17);
    else
        gauge(box(9, 28, width() - 17, 8), false);
}

void CardPainter::tile()
{
    const QColor state = color(face.look.token);
    paintBox(p, m_rect, color(Token::Surface), state, 4);
    const double side = std::min(13.0, width() - 8);
    icon(std::round((width() - side) / 2), 3, face.look.icon, static_cast<int>(side), face.look.token);
    const double level = face.kind == NodeKind::Producer ? 0 : face.shape.fill;
    p.fillRect(box(2, 18, std::min(level, width() - 4), 4), color(face.shape.fillToken));
}

void CardPainter::mark()
{
    const QColor state = color(face.look.token);
    const QPointF c = m_rect.center();
    const double r = width() / 2;
    p.setRenderHint(QPainter::Antialiasing);
    p.setPen(Qt::NoPen);
    p.setBrush(state);
    switch (face.look.token) {
    case Token::Flowing:
        p.fillRect(QRectF(c.x() - r * 0.7, c.y() - r * 0.7, r * 1.4, r * 1.4), state);
        break;
    case Token::Filling:
        p.drawPolygon(QPolygonF{{c.x() - r, c.y() + r * 0.8}, {c.x() + r, c.y() + r * 0.8}, {c.x(), c.y() - r}});
        break;
    case Token::Pressed:
        p.drawPolygon(QPolygonF{{c.x(), c.y() - r}, {c.x() + r, c.y()}, {c.x(), c.y() + r}, {c.x() - r, c.y()}});
        break;
    case Token::Blocked:
        p.drawPolygon(octagon(c, r));
        break;
    case Token::Dropped:
        p.setPen(QPen(state, 2, Qt::SolidLine, Qt::RoundCap));
        p.drawLine(c - QPointF(r - 1, r - 1), c + QPointF(r - 1, r - 1));
        p.drawLine(c - QPointF(r - 1, 1 - r), c + QPointF(r - 1, 1 - r));
        break;
    default:
        p.setBrush(Qt::NoBrush);
        p.setPen(QPen(state, 1.2));
        p.drawEllipse(c, r - 1, r - 1);
        break;
    }
}

void CardPainter::outlines(Detail detail)
{
    const double radius = detail == Detail::Full || detail == Detail::Compact ? 6 : 4;
    const auto around = [&](double distance, Token token) {
        paintBox(p, m_rect.adjusted(-distance, -distance, distance, distance), Qt::transparent, color(token),
                 radius + distance);
    };
    if (face.selected) {
        around(0, Token::Accent);
        around(1, Token::Accent);
    }
    if (face.root)
        around(4, Token::Text);
    if (face.focused) {
        // Focus is 2 px outside of what is there already.
        const double distance = face.root ? 6 : 3;
        around(distance, Token::Accent);
        around(distance + 1, Token::Accent);
    }
}

void CardPainter::card(double radius)
{
    const NodeShape& shape = face.shape;
    paintBox(p, m_rect, color(Token::Surface), shape.outlined ? color(shape.state) : color(Token::Border), radius);
    p.setPen(Qt::NoPen);
    p.setBrush(color(shape.state));
    p.drawRoundedRect(box(1, 6, 3, m_rect.height() - 12), 1.5, 1.5);
}

void CardPainter::head()
{
    const QFont wordFont = Theme::sceneFont(11, Weight::Medium);
    const double chipWidth = std::ceil(textWidth(face.look.word, wordFont)) + 26;
    const double chipX = width() - 8 - chipWidth;
    icon(12, 8, nameOf(face.kind), 16, Token::Muted);
    elided(34, 20, face.name, Theme::sceneFont(13, Weight::Medium), Token::Text, width() - 34 - chipWidth - 12);
    paintBox(p, box(chipX, 7, chipWidth, 18), color(Token::Surface), color(face.look.token), 9);
    icon(chipX + 6, 10, face.look.icon, 12, face.look.token);
    text(chipX + 21, 20, face.look.word, wordFont, Token::Text);
}

void CardPainter::text(double x, double y, const QString& words, const QFont& font, Token ink, Qt::Alignment align)
{
    paintText(p, m_rect.x() + x, m_rect.y() + y, words, font, color(ink), align);
}

void CardPainter::elided(double x, double y, const QString& words, const QFont& font, Token ink, double room)
{
    text(x, y, QFontMetricsF(font).elidedText(words, Qt::ElideRight, room), font, ink);
}

void CardPainter::icon(double x, double y, QStringView name, int size, Token ink)
{
    paintIcon(p, m_rect.x() + x, m_rect.y() + y, name, size, color(ink));
}

void CardPainter::gauge(const QRectF& r, bool withMarks, double fill)
{
    const NodeShape& shape = face.shape;
    // An open end: there is no bound that the level could reach.
    p.setClipRect(r);
    paintBox(p, shape.bounded ? r : r.adjusted(0, 0, 8, 0), color(Token::Window), color(Token::Strong), 3);
    p.setClipping(false);
    if (fill > 0) {
        p.setPen(Qt::NoPen);
        p.setBrush(color(shape.fillToken));
        p.drawRoundedRect(QRectF(r.x() + 1, r.y() + 1, std::min(fill, r.width() - 2), r.height() - 2), 2, 2);
    }
    QColor tick = color(Token::Strong);
    tick.setAlphaF(0.5F);
    for (int k = 1; k < 10; ++k)
        p.fillRect(QRectF(std::floor(r.x() + r.width() * k / 10), r.bottom() - 4, 1, 3), tick);
    if (!withMarks)
        return;
    gaugeMark(r, shape.high, true);
    gaugeMark(r, shape.low, false);
    if (shape.forecast >= 0) {
        const double x = r.x() + std::clamp<double>(shape.forecast, 1, r.width() - 3);
        for (double y = r.y() + 2; y < r.bottom() - 2; y += 4) {
            p.fillRect(QRectF(x - 1, y, 4, 2), color(Token::Window));
            p.fillRect(QRectF(x, y, 2, 2), color(Token::Text));
        }
    }
}

/// A line over the gauge with a pointer above (high) or below (low); its seam keeps it apart from any fill.
void CardPainter::gaugeMark(const QRectF& r, int pixels, bool above)
{
    if (pixels < 0)
        return;
    const double x = std::floor(r.x() + pixels);
    p.fillRect(QRectF(x - 1, r.y() - 5, 3, r.height() + 10), color(Token::Surface));
    p.fillRect(QRectF(x, r.y() - 5, 1, r.height() + 10), color(Token::Text));
    const double c = x + 0.5;
    const double base = above ? r.y() - 9 : r.bottom() + 9;
    const double tip = above ? base + 5 : base - 5;
    p.setPen(Qt::NoPen);
    p.setBrush(color(Token::Text));
    p.drawPolygon(QPolygonF{{c - 4, base}, {c + 4, base}, {c, tip}});
}

void CardPainter::hatched(const QRectF& r, double step, Token ink)
{
    p.save();
    p.setClipRect(r.adjusted(1, 1, -1, -1));
    p.setPen(QPen(color(ink), 1.5));
    for (double d = -r.height(); d < r.width(); d += step)
        p.drawLine(QPointF(r.x() + d, r.bottom()), QPointF(r.x() + d + r.height(), r.top()));
    p.restore();
}

void CardPainter::crossed(const QRectF& r, Token ink)
{
    const double inset = std::max(2.0, std::round(r.width() * 0.28));
    const QRectF cross = r.adjusted(inset, inset, -inset, -inset);
    p.setPen(QPen(color(ink), 1.5));
    p.drawLine(cross.topLeft(), cross.bottomRight());
    p.drawLine(cross.topRight(), cross.bottomLeft());
}

} // namespace highwater
