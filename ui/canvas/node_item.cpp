// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/node_item.h"

namespace highwater {

void NodeItem::setFace(const NodeFace& face)
{
    if (face == m_face)
        return;
    if (face.words.sentence != m_face.words.sentence)
        setToolTip(face.words.sentence);
    m_face = face;
    invalidate();
}

void NodeItem::paintCard(QPainter& painter, const Theme& theme, const QRectF& rect, Detail detail) const
{
    paintNode(painter, theme, m_face, rect, detail);
}

} // namespace highwater
