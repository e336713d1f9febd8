// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_frame.h"
#include "charts/chart_layout.h"
#include "charts/mark_handles.h"
#include "charts/mark_history.h"
#include "charts/throttle.h"
#include "theme/theme.h"

#include <QElapsedTimer>
#include <QWidget>

#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

class QScrollBar;

namespace highwater {

class ChartFace;
class ChartView;
class TimeAxis;
class TitleRow;

/// The charts that the user has chosen, those of the time over one time axis, with the flags of the marks. Where they do not fit they
/// scroll; one can be enlarged to fill the place. It draws what it is handed and says what the user does with it; it knows no session.
/// GUI thread only; the theme outlives it.
class ChartStack final : public QWidget
{
    Q_OBJECT
public:
    explicit ChartStack(const Theme& theme, QWidget* parent = nullptr);

    /// A frame. snapshot may be null; stage is an index into its nodes, -1 for none; crosshair in seconds of virtual time, absent for
    /// now. What did not change is not drawn again.
    void show(const std::shared_ptr<const Snapshot>& snapshot, int stage, std::optional<double> crosshair);
    using QWidget::show;
    /// Of the frames that follow: the runs that are drawn below, one of a kind, what is after now, and what was written on the time
    /// axis; null: nothing.
    void setGhosts(std::vector<Ghost> ghosts) { m_frame.ghosts = std::move(ghosts); }
    void setForecast(std::shared_ptr<const ForecastBand> forecast) { m_frame.forecast = std::move(forecast); }
    void setNotes(std::shared_ptr<const std::vector<ChartNote>> notes) { m_frame.notes = std::move(notes); }
    [[nodiscard]] const ChartFrame& frame() const { return m_frame; }

    /// Which charts there are, in what order, and how times are drawn. Applied at once.
    [[nodiscard]] const ChartLayout& arrangement() const { return m_layout; }
    void arrange(const ChartLayout& layout);
    /// The one that fills the place; absent: all are in sight.
    [[nodiscard]] std::optional<ChartKind> enlarged() const { return m_enlarged; }
    void enlarge(std::optional<ChartKind> kind);
    /// The second cursor, B; absent: none.
    [[nodiscard]] std::optional<double> second() const { return m_frame.second; }
    void setSecond(std::optional<double> seconds);

    /// Of the charts that are lines over time; null for others, and for one that was never in sight.
    [[nodiscard]] ChartView* chart(ChartKind kind) const;
    /// Null for one that was never in sight.
    [[nodiscard]] QWidget* face(ChartKind kind) const;
    [[nodiscard]] TitleRow* titleRow(ChartKind kind) const { return m_slots[static_cast<std::size_t>(kind)].title; }
    [[nodiscard]] MarkHandles* handles() const { return m_handles; }
    [[nodiscard]] QSize sizeHint() const override { return {896, 410}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {560, 320}; }

Q_SIGNALS:
    /// Where the crosshair should stand: the middle of a column; absent: back to now.
    void crosshairMoved(std::optional<double> seconds);
    void marksDragged(const highwater::MarkDrag& drag);
    /// The user has chosen, moved or enlarged charts.
    void arranged();
    void secondMoved(std::optional<double> seconds);
    /// Somebody wants to write something on the time axis there.
    void noteWanted(double seconds);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// One chart; made when it is first in sight.
    struct Slot
    {
        TitleRow* title = nullptr;
        ChartFace* face = nullptr; ///< a child widget
        ChartView* view = nullptr; ///< the same, when it is lines over time
    };
    /// Charts side by side, with the height of their plots.
    struct Row
    {
        std::vector<ChartKind> charts;
        int plot = 0;
    };

    Slot& slot(ChartKind kind);
    void make(ChartKind kind, Slot& slot);
    void makeFace(ChartKind kind, Slot& slot);
    [[nodiscard]] std::vector<ChartKind> inSight() const;
    [[nodiscard]] std::vector<Row> rowsOf(const std::vector<ChartKind>& charts) const;
    [[nodiscard]] int fixedHeight(const Row& row) const;
    void sharePlots(std::vector<Row>& rows, int room) const;
    void place(const std::vector<Row>& rows);
    void layOut();
    void applyLayout(const ChartLayout& layout);
    void refresh();
    void drag(ChartKind kind, const QPoint& at);
    void showMenu(ChartKind kind, const QPoint& global);

    void showHandles();
    void showValues();
    void speakValues();
    void point(std::optional<double> seconds);
    [[nodiscard]] std::optional<double> newestInstant() const;
    void moveByColumns(int columns);
    bool returnToNow();
    bool stepBack();

    const Theme& m_theme;
    std::array<Slot, chartCount> m_slots{};
    ChartLayout m_layout;
    std::optional<ChartKind> m_enlarged;
    TimeAxis* m_axis = nullptr;
    QScrollBar* m_scroll = nullptr;
    MarkHandles* m_handles = nullptr;
    MarkHistory m_history;
    ChartFrame m_frame;
    QElapsedTimer m_clock;
    Throttle m_values;
    Throttle m_speech;
};

} // namespace highwater
