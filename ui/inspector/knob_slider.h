// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/knob_scale.h"
#include "theme/theme.h"

#include <QSlider>

#include <optional>

namespace highwater {

/// The slider of a knob: a groove of 4 px, a round handle of 13 px, a tick at the file's value. It holds a value, not a
/// place. Arrow keys step to the next rounded value, Page keys ten of them, Home and End go to the ends.
class KnobSlider final : public QSlider
{
    Q_OBJECT
public:
    explicit KnobSlider(Theme* theme, QWidget* parent = nullptr);

    void setScale(const KnobScale& scale);
    [[nodiscard]] const KnobScale& knobScale() const { return m_scale; }
    /// Does not emit moved().
    void setKnobValue(double value);
    [[nodiscard]] double knobValue() const { return m_value; }
    void setTick(std::optional<double> value);
    /// Where the middle of the handle stands, in the widget's coordinates.
    [[nodiscard]] qreal handleX() const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void gripped();           ///< a gesture begins: a press, or a key that was not held down before
    void moved(double value); ///< by the user
    void released();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] qreal xOf(double value) const;
    void moveTo(double value);

    Theme* m_theme;
    KnobScale m_scale;
    double m_value = 0;
    std::optional<double> m_tick;
    qreal m_grip = 0; ///< distance from the pointer to the middle of the handle while dragging
    bool m_dragging = false;
};

} // namespace highwater
