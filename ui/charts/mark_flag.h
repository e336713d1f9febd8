// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/mark_handles.h"

#include <QWidget>

namespace highwater {

/// One of the two flags of MarkHandles: draws itself and turns mouse and keys into its owner's gestures.
class MarkFlag final : public QWidget
{
    Q_OBJECT
public:
    static int bodyHeight() { return Theme::scaled(18); }
    static constexpr int leastWidth = 76;
    static constexpr int ringRoom = 4; ///< around the body, for the focus ring

    MarkFlag(Mark which, MarkHandles& handles, const Theme& theme, QWidget* parent);

    /// tip: the y in the parent at which the flag points; middle: that of its body; left: of its tip.
    void point(double left, double tip, double middle, const QString& value);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] QString name() const;

    Mark m_which;
    MarkHandles& m_handles;
    const Theme& m_theme;
    QString m_value;
    double m_tip = 0;     ///< in the widget
    double m_pressedAt = 0;
    bool m_ring = false;  ///< focus came by keyboard
};

} // namespace highwater
