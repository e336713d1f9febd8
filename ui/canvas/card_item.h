// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/pipeline_layout.h"
#include "theme/theme.h"

#include <QGraphicsItem>
#include <QPixmap>

namespace highwater {

/// Something that stands on the canvas as a pixmap and is painted again only when it changed, so that dots may move
/// below it at every frame. GUI thread only; owned by the scene.
class CardItem : public QGraphicsItem
{
public:
    explicit CardItem(const Theme& theme) : m_theme(&theme) {}

    void setTheme(const Theme& theme);
    void place(const PlacedNode& placed);
    [[nodiscard]] const PlacedNode& placed() const { return m_placed; }
    /// How many times the card was painted into its pixmap.
    [[nodiscard]] int repaints() const { return m_repaints; }

    [[nodiscard]] QRectF boundingRect() const override;
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

protected:
    /// The card's own rectangle begins at 0, 0; it may be left by the margin.
    virtual void paintCard(QPainter& painter, const Theme& theme, const QRectF& rect, Detail detail) const = 0;
    /// Pixels around the card that are painted too.
    [[nodiscard]] virtual QMargins margins() const = 0;
    void invalidate();

private:
    const Theme* m_theme;
    PlacedNode m_placed;
    QPixmap m_picture;
    int m_repaints = 0;
};

} // namespace highwater
