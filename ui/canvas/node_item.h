// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/node_painter.h"

#include <QGraphicsItem>
#include <QPixmap>

namespace highwater {

/// A node on the canvas. It keeps its card as a pixmap and paints it again only when its face, place or the theme has
/// changed, so that dots may move below it at every frame. GUI thread only; owned by the scene.
class NodeItem final : public QGraphicsItem
{
public:
    explicit NodeItem(const Theme& theme) : m_theme(&theme) {}

    void setTheme(const Theme& theme);
    void place(const PlacedNode& placed);
    void setFace(const NodeFace& face);
    [[nodiscard]] const NodeFace& face() const { return m_face; }
    [[nodiscard]] const PlacedNode& placed() const { return m_placed; }
    /// How many times the card was painted into its pixmap.
    [[nodiscard]] int repaints() const { return m_repaints; }

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    void invalidate();
    const Theme* m_theme;
    PlacedNode m_placed;
    NodeFace m_face;
    QPixmap m_picture;
    int m_repaints = 0;
};

} // namespace highwater
