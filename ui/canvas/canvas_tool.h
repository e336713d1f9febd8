// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>

class QDragMoveEvent;
class QDropEvent;
class QKeyEvent;
class QMouseEvent;

namespace highwater {

/// What mouse and keys do on the canvas before the canvas itself looks at them. Events have the viewport's coordinates; each function
/// says whether it took the event. Owned by whoever sets it; GUI thread only.
class CanvasTool
{
public:
    virtual ~CanvasTool() = default;
    virtual bool press(QMouseEvent* event) = 0;
    virtual bool move(QMouseEvent* event) = 0;
    virtual bool release(QMouseEvent* event) = 0;
    virtual bool doubleClick(QMouseEvent* event) = 0;
    virtual bool key(QKeyEvent* event) = 0;
    /// Something is dragged over the canvas from elsewhere.
    virtual bool dragOver(QDragMoveEvent* event) = 0;
    virtual void dragLeft() = 0;
    virtual bool drop(QDropEvent* event) = 0;
    /// Above the cards, in coordinates of the scene.
    virtual void paint(QPainter& painter) = 0;
};

} // namespace highwater
