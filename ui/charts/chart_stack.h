// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_frame.h"
#include "charts/mark_handles.h"
#include "charts/mark_history.h"
#include "charts/throttle.h"
#include "theme/theme.h"

#include <QElapsedTimer>
#include <QWidget>

#include <array>
#include <memory>
#include <optional>

namespace highwater {

class ChartView;
class TimeAxis;
class TitleRow;

/// The four charts of one stage over one time axis, with the flags of its marks. It draws what it is handed and says what the user
/// does with it; it knows no session. GUI thread only; the theme outlives it.
class ChartStack final : public QWidget
{
    Q_OBJECT
public:
    explicit ChartStack(const Theme& theme, QWidget* parent = nullptr);

    /// A frame. snapshot may be null; stage is an index into its nodes, -1 for none; crosshair in seconds of virtual time, absent for
    /// now. What did not change is not drawn again.
    /// twin: the simulation beside a live run, drawn below; null: none.
    void show(const std::shared_ptr<const Snapshot>& snapshot, int stage, std::optional<double> crosshair,
              const std::shared_ptr<const Snapshot>& twin = nullptr);
    using QWidget::show;

    [[nodiscard]] ChartView* chart(ChartKind kind) const { return m_views[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] TitleRow* titleRow(ChartKind kind) const { return m_titles[static_cast<std::size_t>(kind)]; }
    [[nodiscard]] MarkHandles* handles() const { return m_handles; }
    [[nodiscard]] QSize sizeHint() const override { return {896, 410}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {560, 320}; }

Q_SIGNALS:
    /// Where the crosshair should stand: the middle of a column; absent: back to now.
    void crosshairMoved(std::optional<double> seconds);
    void marksDragged(const highwater::MarkDrag& drag);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void layOut();
    void showHandles();
    void showValues();
    void speakValues();
    void point(std::optional<double> seconds);
    [[nodiscard]] std::optional<double> newestInstant() const;
    void moveByColumns(int columns);
    bool returnToNow();

    const Theme& m_theme;
    std::array<TitleRow*, chartCount> m_titles{};
    std::array<ChartView*, chartCount> m_views{};
    TimeAxis* m_axis = nullptr;
    MarkHandles* m_handles = nullptr;
    MarkHistory m_history;
    ChartFrame m_frame;
    QElapsedTimer m_clock;
    Throttle m_values;
    Throttle m_speech;
};

} // namespace highwater
