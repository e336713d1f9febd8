// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/card_item.h"
#include "canvas/node_painter.h"

namespace highwater {

/// A node on the canvas.
class NodeItem final : public CardItem
{
public:
    using CardItem::CardItem;
    void setFace(const NodeFace& face);
    [[nodiscard]] const NodeFace& face() const { return m_face; }

protected:
    void paintCard(QPainter& painter, const Theme& theme, const QRectF& rect, Detail detail) const override;
    [[nodiscard]] QMargins margins() const override
    {
        return {outlineMargin, outlineMargin, outlineMargin, outlineMargin};
    }

private:
    NodeFace m_face;
};

} // namespace highwater
