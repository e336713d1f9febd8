// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QPixmap>
#include <QPointF>
#include <QRectF>
#include <QWidget>

#include <vector>

namespace highwater {

/// The whole picture, small, in a corner of the canvas: each node a mark in the colour of its state, and a frame around what is in sight.
/// A press or a drag goes there. Stands there only while the picture is larger than the view. GUI thread only.
class Minimap final : public QWidget
{
    Q_OBJECT
public:
    struct Mark
    {
        QRectF card; ///< in coordinates of the scene
        Token token = Token::Idle;
        bool selected = false;
        bool operator==(const Mark&) const = default;
    };

    explicit Minimap(QWidget* parent);
    void setTheme(const Theme& theme);
    /// bounds: of all cards; view: the part of the scene that is in sight. Cheap when nothing changed.
    void show(const std::vector<Mark>& marks, const QRectF& bounds, const QRectF& view);

    [[nodiscard]] QSize sizeHint() const override { return {168, 108}; }

Q_SIGNALS:
    /// The view is to have this point of the scene in its middle.
    void pointChosen(QPointF scenePoint);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] QRectF toMap(const QRectF& rect) const;
    void choose(QPointF point);

    const Theme* m_theme = nullptr;
    std::vector<Mark> m_marks;
    QRectF m_all; ///< what the map shows: bounds and view
    QRectF m_view;
    QPixmap m_picture; ///< null: to be painted again
};

} // namespace highwater
