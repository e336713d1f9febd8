// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/advice.h"

#include <QList>
#include <QWidget>

#include <memory>

namespace highwater {

class CardButton;
class CardRow;
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
    FindingsPanel(Session& session, const Theme& theme, QWidget* parent = nullptr);

    /// Null: nothing is known (another scenario, a live run). A card about what the report before told of stays, and so does the focus.
    void showReport(std::shared_ptr<const AdviceReport> report);
    [[nodiscard]] std::shared_ptr<const AdviceReport> report() const { return m_report; }
    [[nodiscard]] int count() const { return static_cast<int>(m_cards.size()); } ///< for the tab's title

Q_SIGNALS:
    void countChanged(int count);
    /// To be done as one undoable step; label is what the history and the time axis say.
    void applyWanted(const std::vector<highwater::ScenarioEdit>& edits, const QString& label);
    /// Both runs of the evidence are to be played; without evidence the node is to be shown. The panel has selected the node.
    void showMeWanted(const highwater::Advice& finding);
    /// The user asks for a fresh report.
    void lookWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void rebuild();
    FindingCard* makeCard();
    void placeCards();
    [[nodiscard]] QString emptyText() const;

    Session& m_session;
    const Theme& m_theme;
    std::shared_ptr<const AdviceReport> m_report;
    CardRow* m_row;
    CardButton* m_look;
    QList<FindingCard*> m_cards;
};

} // namespace highwater
