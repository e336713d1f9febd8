// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/mark_workbench.h"

#include <QWidget>

#include <memory>

class QScrollArea;

namespace highwater {

class MarkGrid;
class MarkSheet;
class Session;
class Theme;

/// The hysteresis of the selected stage: what its pair of marks does (switches a minute, overshoot, starvation, throughput, p99, losses)
/// beside what the proposed pair would do, a button that tries that one, and all pairs that were tried as a grid. A section of the inspector
/// or of the findings; it scrolls where it is low. It is handed studies and says what the user wants. GUI thread only.
class MarkWorkbenchPanel final : public QWidget
{
    Q_OBJECT
public:
    /// session and theme must outlive the panel.
    MarkWorkbenchPanel(Session& session, Theme& theme, QWidget* parent = nullptr);

    /// Null: nothing is known. A study of another node than the selected one is not shown.
    void showStudy(std::shared_ptr<const MarkStudy> study);
    /// The node that a study is wanted of: the selected one; empty when it is no stage with marks.
    [[nodiscard]] QString wantedNode() const;
    [[nodiscard]] MarkGrid* grid() const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void studyWanted(const QString& node); ///< another stage was selected, or the button asks for a fresh look
    void applyWanted(const std::vector<highwater::ScenarioEdit>& edits, const QString& label);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void dress();
    void follow();
    void refresh();
    void arrange();
    [[nodiscard]] std::shared_ptr<const MarkStudy> shown() const;

    Session& m_session;
    Theme& m_theme;
    std::shared_ptr<const MarkStudy> m_study;
    QString m_node;
    QScrollArea* m_area;
    MarkSheet* m_sheet;
};

} // namespace highwater
