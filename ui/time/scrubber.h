// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QPixmap>
#include <QWidget>

namespace highwater {

class Session;

/// The whole run in one line: how full the charted stage was, what was changed, and the instant that is shown. Dragging goes back; a
/// change there begins another future. Session and theme outlive it.
class Scrubber final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int barHeight = 38;

    Scrubber(Session& session, const Theme& theme, QWidget* parent = nullptr);

    /// Where an instant (seconds of virtual time) lies, and back.
    [[nodiscard]] double x(double seconds) const;
    [[nodiscard]] double secondsAt(double x) const;
    [[nodiscard]] QSize sizeHint() const override { return {896, barHeight}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    void follow();
    void go(double seconds);
    [[nodiscard]] QRectF track() const;
    void renderLevels();
    void paintMarks(QPainter& painter) const;
    void paintHead(QPainter& painter) const;
    void paintHint(QPainter& painter) const;

    Session& m_session;
    const Theme& m_theme;
    double m_now = 0;
    double m_end = 0;
    double m_length = 1; ///< what the track stands for: the scenario's duration, or the run when it is longer
    QPixmap m_levels;    ///< how full the charted stage was, over the whole track
    qint64 m_levelsKey = -1;
    bool m_dragging = false;
};

} // namespace highwater
