// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/hop_item.h"

namespace highwater {

void HopItem::setFace(const HopFace& face, bool texts)
{
    HopFace next = face;
    // A change of state brings its words along at once.
    if (!texts && face.outline == m_face.outline) {
        next.sendText = m_face.sendText;
        next.receiveText = m_face.receiveText;
        next.caption = m_face.caption;
        next.sentence = m_face.sentence;
    }
    if (next == m_face)
        return;
    if (next.sentence != m_face.sentence)
        setToolTip(next.sentence);
    m_face = next;
    invalidate();
}

} // namespace highwater
