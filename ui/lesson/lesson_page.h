// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lessons/lesson.h"
#include "lessons/progress.h"

#include <QWidget>

class QLabel;

namespace highwater {

class GoalCard;
class GuessCard;
class LessonCard;
class MarkdownView;
class Session;
class StepBars;
class TextCard;
class Theme;

/// One step of a lesson: bars, title, text and cards; the goal on the last step. It scrolls in the panel.
class LessonPage final : public QWidget
{
    Q_OBJECT
public:
    LessonPage(Session& session, const Theme& theme, QWidget* parent);

    /// The lesson outlives its being shown.
    void show(const lessons::Lesson& lesson, int step, const lessons::LessonProgress& progress);
    /// Whether the lesson's scenario is the one that runs; live: it runs under the machine's clock.
    void setPlayable(bool there, bool live);
    void showGoal(const lessons::GoalState& state);

Q_SIGNALS:
    void nodeWanted(const QString& node);
    void scenarioWanted();
    void startAgainWanted();
    void solutionWanted();

private:
    void applyTheme();

    const Theme& m_theme;
    StepBars* m_bars;
    QLabel* m_title;
    MarkdownView* m_text;
    LessonCard* m_elsewhere; ///< another scenario is open
    TextCard* m_watch;
    TextCard* m_try;
    GuessCard* m_guess;
    GoalCard* m_goal;
};

} // namespace highwater
