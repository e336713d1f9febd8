// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/node_painter.h"

#include "canvas/painting.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double pad = 14; ///< from the card's side to gauge and text

/// Paints one card; keeps painter, colours and place at hand.
class CardPainter
{
public:
    CardPainter(QPainter& painter, const Theme& theme, const NodeFace& face, const QRectF& rect)
        : p(painter), m_theme(theme), m_face(face), m_rect(rect), m_x(rect.x()), m_y(rect.y()), m_w(rect.width())
    {
    }

    void full()
    {
        card(6);
        head();
        if (m_face.producer)
            producerBody();
        else
            stageBody();
    }

    void compact()
    {
        card(6);
        const QFont valueFont = Theme::font(11.5, Weight::Medium);
        const QString value = m_face.producer ? m_face.words.rate : m_face.words.depth;
        const double valueWidth = textWidth(value, valueFont);
        paintIcon(p, m_x + 9, m_y + 6, m_face.look.icon, 14, color(m_face.look.token));
        name(28, 17, Theme::font(12, Weight::Medium), m_w - 28 - 8 - valueWidth - 6);
        paintText(p, m_x + m_w - 8, m_y + 17, value, valueFont, color(Token::Text), Qt::AlignRight);
        if (m_face.producer)
            elided(9, 36, m_face.words.note.isEmpty() ? m_face.look.word : m_face.words.note, Theme::font(10.5),
                   color(Token::Muted), m_w - 17);
        else
            gauge(QRectF(m_x + 9, m_y + 28, m_w - 17, 8), false);
    }

    void tile()
    {
        const QColor state = color(m_face.look.token);
        paintBox(p, m_rect, color(Token::Surface), state, 4);
        const double side = std::min(13.0, m_w - 8);
        paintIcon(p, m_x + std::round((m_w - side) / 2), m_y + 3, m_face.look.icon, static_cast<int>(side), state);
        const double width = m_face.producer ? 0 : m_face.shape.fill;
        p.fillRect(QRectF(m_x + 2, m_y + 18, std::min(width, m_w - 4), 4), color(m_face.shape.fillToken));
    }

    /// The shape alone says the state; producers are no other shape, since the left column tells them.
    void mark()
    {
        const QColor state = color(m_face.look.token);
        const QPointF c = m_rect.center();
        const double r = m_w / 2;
        p.setRenderHint(QPainter::Antialiasing);
        p.setPen(Qt::NoPen);
        p.setBrush(state);
        switch (m_face.look.token) {
        case Token::Flowing:
            p.fillRect(QRectF(c.x() - r * 0.7, c.y() - r * 0.7, r * 1.4, r * 1.4), state);
            break;
        case Token::Filling:
            p.drawPolygon(QPolygonF{{c.x() - r, c.y() + r * 0.8}, {c.x() + r, c.y() + r * 0.8}, {c.x(), c.y() - r}});
            break;
        case Token::Pressed:
            p.drawPolygon(QPolygonF{{c.x(), c.y() - r}, {c.x() + r, c.y()}, {c.x(), c.y() + r}, {c.x() - r, c.y()}});
            break;
        case Token::Blocked: {
            const double k = r * 0.42;
            p.drawPolygon(QPolygonF{{c.x() - k, c.y() - r},
                                    {c.x() + k, c.y() - r},
                                    {c.x() + r, c.y() - k},
                                    {c.x() + r, c.y() + k},
                                    {c.x() + k, c.y() + r},
                                    {c.x() - k, c.y() + r},
                                    {c.x() - r, c.y() + k},
                                    {c.x() - r, c.y() - k}});
            break;
        }
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

    void outlines(Detail detail)
    {
        const double radius = detail == Detail::Full || detail == Detail::Compact ? 6 : 4;
        const auto around = [&](double distance, Token token) {
            paintBox(p, m_rect.adjusted(-distance, -distance, distance, distance), Qt::transparent, color(token),
                     radius + distance);
        };
        if (m_face.selected) {
            around(0, Token::Accent);
            around(1, Token::Accent);
        }
        if (m_face.root)
            around(4, Token::Text);
        if (m_face.focused) {
            // Focus is 2 px outside of what is there already.
            const double distance = m_face.root ? 6 : 3;
            around(distance, Token::Accent);
            around(distance + 1, Token::Accent);
        }
    }

private:
    [[nodiscard]] QColor color(Token token) const { return m_theme.color(token); }

    void card(double radius)
    {
        const NodeShape& shape = m_face.shape;
        paintBox(p, m_rect, color(Token::Surface), shape.outlined ? color(shape.state) : color(Token::Border), radius);
        p.setPen(Qt::NoPen);
        p.setBrush(color(shape.state));
        p.drawRoundedRect(QRectF(m_x + 1, m_y + 6, 3, m_rect.height() - 12), 1.5, 1.5);
    }

    void elided(double x, double y, const QString& text, const QFont& font, const QColor& ink, double width)
    {
        paintText(p, m_x + x, m_y + y, QFontMetricsF(font).elidedText(text, Qt::ElideRight, width), font, ink);
    }

    void name(double x, double y, const QFont& font, double width)
    {
        elided(x, y, m_face.name, font, color(Token::Text), width);
    }

    void head()
    {
        const QFont wordFont = Theme::font(11, Weight::Medium);
        const double chipWidth = std::ceil(textWidth(m_face.look.word, wordFont)) + 26;
        const double chipX = m_x + m_w - 8 - chipWidth;
        const QColor state = color(m_face.look.token);
        paintIcon(p, m_x + 12, m_y + 8, m_face.producer ? u"producer" : u"stage", 16, color(Token::Muted));
        name(34, 20, Theme::font(13, Weight::Medium), m_w - 34 - chipWidth - 12);
        paintBox(p, QRectF(chipX, m_y + 7, chipWidth, 18), color(Token::Surface), state, 9);
        paintIcon(p, chipX + 6, m_y + 10, m_face.look.icon, 12, state);
        paintText(p, chipX + 21, m_y + 20, m_face.look.word, wordFont, color(Token::Text));
    }

    void producerBody()
    {
        const QFont rateFont = Theme::font(18, Weight::Medium);
        paintText(p, m_x + pad, m_y + 47, m_face.words.rate, rateFont, color(Token::Text));
        const double after = pad + textWidth(m_face.words.rate, rateFont) + 6;
        elided(after, 47, m_face.words.note, Theme::font(11), color(Token::Muted), m_w - after - 6);
        elided(pad, 65, m_face.words.line, Theme::font(11), color(Token::Muted), m_w - 20);
    }

    void stageBody()
    {
        const NodeWords& words = m_face.words;
        gauge(QRectF(m_x + pad, m_y + 46, m_w - 2 * pad, 18), true);
        const QFont depthFont = Theme::font(13, Weight::Medium);
        const QFont small = Theme::font(11);
        paintText(p, m_x + pad, m_y + 90, words.depth, depthFont, color(Token::Text));
        paintText(p, m_x + pad + textWidth(words.depth, depthFont) + 4, m_y + 90, words.capacity, small,
                  color(Token::Muted));
        paintText(p, m_x + m_w - pad, m_y + 90, words.age, small, color(Token::Muted), Qt::AlignRight);

        const QFont rateFont = Theme::font(11, Weight::Medium);
        paintText(p, m_x + m_w - pad, m_y + 113, words.rate, rateFont, color(Token::Text), Qt::AlignRight);
        servers(m_w - 2 * pad - textWidth(words.rate, rateFont) - 10);

        const QFont foot = Theme::font(10.5);
        const double room = m_w - 24;
        elided(pad, 131, textWidth(words.line, foot) <= room ? words.line : words.shortLine, foot, color(Token::Muted),
               room);
    }

    void gauge(const QRectF& r, bool withMarks)
    {
        const NodeShape& shape = m_face.shape;
        // An open end: the queue has no capacity that it could reach.
        p.setClipRect(r);
        paintBox(p, shape.bounded ? r : r.adjusted(0, 0, 8, 0), color(Token::Window), color(Token::Strong), 3);
        p.setClipping(false);
        if (shape.fill > 0) {
            p.setPen(Qt::NoPen);
            p.setBrush(color(shape.fillToken));
            p.drawRoundedRect(QRectF(r.x() + 1, r.y() + 1, std::min<double>(shape.fill, r.width() - 2), r.height() - 2),
                              2, 2);
        }
        QColor tick = color(Token::Strong);
        tick.setAlphaF(0.5F);
        for (int k = 1; k < 10; ++k)
            p.fillRect(QRectF(std::floor(r.x() + r.width() * k / 10), r.bottom() - 4, 1, 3), tick);
        if (!withMarks)
            return;
        mark(r, shape.high, true);
        mark(r, shape.low, false);
        if (shape.forecast >= 0) {
            const double x = r.x() + std::clamp<double>(shape.forecast, 1, r.width() - 3);
            for (double y = r.y() + 2; y < r.bottom() - 2; y += 4) {
                p.fillRect(QRectF(x - 1, y, 4, 2), color(Token::Window));
                p.fillRect(QRectF(x, y, 2, 2), color(Token::Text));
            }
        }
    }

    /// A line over the gauge with a pointer above (high) or below (low); its seam keeps it apart from any fill.
    void mark(const QRectF& r, int pixels, bool above)
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

    /// One slot for each worker while they fit, else one bar in three parts.
    void servers(double room)
    {
        const NodeShape& shape = m_face.shape;
        const double x = m_x + pad;
        if (shape.workers <= 0) {
            elided(pad, 113, m_face.words.servers, Theme::font(11), color(Token::Text), room);
            return;
        }
        const auto count = static_cast<double>(shape.workers);
        if (shape.workers <= 9 && count * 18 - 4 <= room)
            slots(x, m_y + 102, 14, 4);
        else if (shape.workers <= 20 && count * 10 - 2 <= room)
            slots(x, m_y + 105, 8, 2);
        else
            bar(QRectF(x, m_y + 104, room, 10));
    }

    /// Busy from the left, then the blocked ones, then the idle ones.
    void slots(double x, double y, double side, double gap)
    {
        const NodeShape& shape = m_face.shape;
        for (std::int64_t i = 0; i < shape.workers; ++i) {
            const QRectF slot(x + static_cast<double>(i) * (side + gap), y, side, side);
            if (i < shape.busy) {
                p.setPen(Qt::NoPen);
                p.setBrush(color(Token::Busy));
                p.drawRoundedRect(slot, 2, 2);
            } else if (i < shape.busy + shape.blocked) {
                hatched(slot, 4);
                paintBox(p, slot, Qt::transparent, color(Token::Blocked), 2);
            } else {
                paintBox(p, slot, Qt::transparent, color(Token::Idle), 2);
            }
        }
    }

    void bar(const QRectF& r)
    {
        const NodeShape& shape = m_face.shape;
        const auto part = [&](std::int64_t count) {
            return std::round((r.width() - 2) * static_cast<double>(count) / static_cast<double>(shape.workers));
        };
        const double busy = part(shape.busy);
        const double blocked = std::min(part(shape.blocked), r.width() - 2 - busy);
        paintBox(p, r, Qt::transparent, color(Token::Idle), 2);
        p.fillRect(QRectF(r.x() + 1, r.y() + 1, busy, r.height() - 2), color(Token::Busy));
        if (blocked > 0)
            hatched(QRectF(r.x() + 1 + busy, r.y() + 1, blocked, r.height() - 2), 4);
    }

    void hatched(const QRectF& r, double step)
    {
        p.save();
        p.setClipRect(r.adjusted(1, 1, -1, -1));
        p.setPen(QPen(color(Token::Blocked), 1.5));
        for (double d = -r.height(); d < r.width(); d += step)
            p.drawLine(QPointF(r.x() + d, r.bottom()), QPointF(r.x() + d + r.height(), r.top()));
        p.restore();
    }

    QPainter& p;
    const Theme& m_theme;
    const NodeFace& m_face;
    QRectF m_rect;
    double m_x, m_y, m_w;
};

} // namespace

bool operator==(const NodeFace& a, const NodeFace& b)
{
    return a.name == b.name && a.producer == b.producer && a.look.token == b.look.token && a.look.icon == b.look.icon &&
           a.look.word == b.look.word && a.words == b.words && a.shape == b.shape && a.selected == b.selected &&
           a.focused == b.focused && a.root == b.root;
}

int gaugeWidth(Detail detail, bool producer, double cardWidth)
{
    if (producer || detail == Detail::Mark)
        return 0;
    if (detail == Detail::Tile)
        return static_cast<int>(cardWidth) - 4;
    return static_cast<int>(cardWidth) - (detail == Detail::Full ? 28 : 17) - 2;
}

void paintNode(QPainter& painter, const Theme& theme, const NodeFace& face, const QRectF& rect, Detail detail)
{
    painter.setRenderHint(QPainter::Antialiasing);
    CardPainter card(painter, theme, face, rect);
    switch (detail) {
    case Detail::Full:
        card.full();
        break;
    case Detail::Compact:
        card.compact();
        break;
    case Detail::Tile:
        card.tile();
        break;
    case Detail::Mark:
        card.mark();
        break;
    }
    card.outlines(detail);
}

void paintExit(QPainter& painter, const Theme& theme, const QString& rate, const QRectF& rect, Detail detail)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const bool card = detail == Detail::Full || detail == Detail::Compact;
    if (detail == Detail::Mark) {
        painter.fillRect(rect.adjusted(rect.width() / 2 - 1, 0, 1 - rect.width() / 2, 0), theme.color(Token::Muted));
        return;
    }
    paintBox(painter, rect, theme.color(Token::Surface), theme.color(Token::Border), card ? 6 : 4);
    const int size = card ? 16 : 13;
    const double top = card ? rect.y() + 6 : std::round(rect.center().y() - size / 2.0);
    paintIcon(painter, std::round(rect.center().x() - size / 2.0), top, u"exit", size, theme.color(Token::Muted));
    if (card)
        paintText(painter, rect.center().x(), rect.bottom() - 10, rate, Theme::font(12, Weight::Medium),
                  theme.color(Token::Text), Qt::AlignHCenter);
}

} // namespace highwater
