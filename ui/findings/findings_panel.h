// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/advice.h"

#include <QList>
#include <QWidget>

#include <memory>

class QScrollArea;

namespace highwater {

class FindingCard;
class Session;
class Theme;

/// The tab Findings: what is wrong now as cards side by side, the most important at the left. It is handed reports and says what the user
/// wants; whoever owns the run does it. GUI thread only.
class FindingsPanel final : public QWidget
{
    Q_OBJECT
public:
    /// session and theme must outlive the panel.
    FindingsPanel(Session& session, Theme& theme, QWidget* parent = nullptr);

    /// Null: nothing is known (another scenario). A report that says the same as the one before leaves the cards, and the focus, alone.
    void showReport(std::shared_ptr<const AdviceReport> report);
    [[nodiscard]] std::shared_ptr<const AdviceReport> report() const { return m_report; }
    [[nodiscard]] int count() const; ///< for the tab's title

Q_SIGNALS:
    void countChanged(int count);
    /// To be done as one undoable step; label is what the history and the time axis say.
    void applyWanted(const std::vector<highwater::ScenarioEdit>& edits, const QString& label);
    /// Both runs of the evidence are to be played, or, without a change, the node is to be shown.
    void showMeWanted(const highwater::Advice& finding);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void applyTheme();
    void rebuild();
    [[nodiscard]] QString emptyText() const;

    Session& m_session;
    Theme& m_theme;
    std::shared_ptr<const AdviceReport> m_report;
    QScrollArea* m_area;
    QWidget* m_row;
    QList<FindingCard*> m_cards;
};

} // namespace highwater
