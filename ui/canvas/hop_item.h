// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/card_item.h"
#include "canvas/hop_face.h"

namespace highwater {

/// The kernel buffers of a link on the canvas.
class HopItem final : public CardItem
{
public:
    using CardItem::CardItem;
    /// texts: whether the words may follow too; they are not to be read when they change at every frame.
    void setFace(const HopFace& face, bool texts);
    [[nodiscard]] const HopFace& face() const { return m_face; }

protected:
    void paintCard(QPainter& painter, const Theme& theme, const QRectF& rect, Detail detail) const override
    {
        paintHop(painter, theme, m_face, rect, detail);
    }
    // A long caption may be a little wider than the card.
    [[nodiscard]] QMargins margins() const override { return {12, 1, 12, hopCaptionHeight}; }

private:
    HopFace m_face;
};

} // namespace highwater
