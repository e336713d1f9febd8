// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/node_painter.h"

namespace highwater {

/// Paints one card; keeps painter, colours and place at hand. The bodies of full cards stand in files of their own.
class CardPainter
{
public:
    CardPainter(QPainter& painter, const Theme& theme, const NodeFace& shown, const QRectF& rect)
        : p(painter), face(shown), m_theme(theme), m_rect(rect)
    {
    }

    void full();
    void compact();
    void tile();
    /// The shape alone says the state; producers are no other shape, since the left column tells them.
    void mark();
    void outlines(Detail detail);

    // --- for the bodies; all places are distances from the card's top left corner
    QPainter& p;
    const NodeFace& face;
    static constexpr double pad = 14; ///< from the card's side to gauge and text
    [[nodiscard]] QColor color(Token token) const { return m_theme.color(token); }
    [[nodiscard]] double width() const { return m_rect.width(); }
    [[nodiscard]] QRectF box(double x, double y, double w, double h) const
    {
        return {m_rect.x() + x, m_rect.y() + y, w, h};
    }
    void text(double x, double y, const QString& words, const QFont& font, Token ink,
              Qt::Alignment align = Qt::AlignLeft);
    void elided(double x, double y, const QString& words, const QFont& font, Token ink, double room);
    void icon(double x, double y, QStringView name, int size, Token ink);
    void gauge(const QRectF& r, bool withMarks) { gauge(r, withMarks, face.shape.fill); }
    void gauge(const QRectF& r, bool withMarks, double fill);
    /// Lines of 45 degrees: a worker that holds what nobody takes, a reader that stands.
    void hatched(const QRectF& r, double step, Token ink);
    void crossed(const QRectF& r, Token ink);

private:
    void card(double radius);
    void head();
    void gaugeMark(const QRectF& r, int pixels, bool above);

    const Theme& m_theme;
    QRectF m_rect;
};

void paintProducerBody(CardPainter& card);
void paintStageBody(CardPainter& card);
void paintChannelBody(CardPainter& card);
void paintBalancerBody(CardPainter& card);

} // namespace highwater
