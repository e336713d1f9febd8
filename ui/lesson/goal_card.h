// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lessons/goal.h"
#include "lesson/text_card.h"

#include <QString>

namespace highwater {

class PanelButton;

/// How a verdict is shown.
struct VerdictLook
{
    Token token;
    QString icon;
    QString word; ///< "met", "not yet", "not enough data"
};
VerdictLook lookOf(lessons::Verdict verdict);

/// The bounds of a goal, one under the other, each with its value and whether it is kept.
class GoalRows final : public QWidget
{
    Q_OBJECT
public:
    GoalRows(const Theme& theme, QWidget* parent);
    void setGoal(const lessons::Goal& goal);
    void setState(const lessons::GoalState& state);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    lessons::Goal m_goal;
    lessons::GoalState m_state;
};

/// What the running model has to show, checked while it runs.
class GoalCard final : public LessonCard
{
    Q_OBJECT
public:
    GoalCard(const Theme& theme, QWidget* parent);
    void setGoal(const lessons::Goal& goal);
    void setGoalState(const lessons::GoalState& state);
    /// Whether the model that runs is the one that the goal is about.
    void setPlayable(bool playable);

Q_SIGNALS:
    void startAgainWanted();
    void solutionWanted();

private:
    GoalRows* m_rows;
    PanelButton* m_again;
    PanelButton* m_solution;
};

} // namespace highwater
