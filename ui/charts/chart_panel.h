// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_frame.h"
#include "charts/mark_handles.h"
#include "theme/theme.h"

#include <QWidget>

#include <memory>
#include <vector>

class QAction;
class QMenu;

namespace highwater {

class ChartHeader;
class ChartLayout;
class ChartStack;
class Session;

/// The charts of the main window: shows the session's charted stage, moves its crosshair and changes its marks. Session and theme
/// outlive it.
class ChartPanel final : public QWidget
{
    Q_OBJECT
public:
    ChartPanel(Session& session, const Theme& theme, QWidget* parent = nullptr);
    [[nodiscard]] ChartStack* stack() const { return m_stack; }
    [[nodiscard]] ChartHeader* header() const { return m_header; }

    /// Runs that are drawn below the one in sight, and what forks say about the time after now; null takes them away. Drawn at once.
    void setBaseline(std::shared_ptr<const Snapshot> snapshot, const QString& name);
    void setOldBranch(std::shared_ptr<const Snapshot> snapshot, const QString& name = {});
    void setForecast(std::shared_ptr<const ForecastBand> forecast);
    /// What was written on the time axis; the caller keeps it.
    void setNotes(const std::vector<ChartNote>& notes);

    /// Which charts are in sight, in what order, and how times are drawn, as a text that can be kept. False, with nothing changed, for
    /// what layout() has not written.
    [[nodiscard]] QString layout() const;
    bool setLayout(const QString& text);
    /// As it was before the user chose.
    void resetLayout();

    /// Under the lines of the times, on a logarithmic axis.
    [[nodiscard]] bool showsHeatMap() const;
    void setHeatMap(bool on);
    /// All charts there are, with a check mark each, and how times are drawn; it follows the layout. Owned by the panel.
    [[nodiscard]] QMenu* chartsMenu() const { return m_menu; }

Q_SIGNALS:
    /// The user has chosen, moved or enlarged charts: layout() may be another one.
    void layoutChanged();
    /// A double click in a chart: somebody wants to write something there, in seconds of virtual time.
    void noteWanted(double seconds);
    /// The user wants the baseline away; whoever set it takes it back.
    void baselineClosed();

private:
    void showFrame();
    void setGhost(GhostKind kind, std::shared_ptr<const Snapshot> snapshot, const QString& name);
    void fillMenu();
    void updateMenu();
    void change(const ChartLayout& layout);
    void changeMarks(const MarkDrag& drag);

    Session& m_session;
    ChartHeader* m_header = nullptr;
    ChartStack* m_stack = nullptr;
    std::vector<Ghost> m_ghosts; ///< without the session's twin
    std::shared_ptr<const ForecastBand> m_forecast;
    QMenu* m_menu = nullptr;
    std::vector<QAction*> m_chartActions; ///< by ChartKind
    QAction* m_logarithmic = nullptr;
    QAction* m_heatMap = nullptr;
    int m_dragNumber = 0; ///< the stack's number of the gesture that m_gesture stands for
    int m_gesture = 0;    ///< the session's
    flow::Marks m_asked;  ///< what that gesture asked for last
};

} // namespace highwater
