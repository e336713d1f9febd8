// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/lesson_page.h"

#include "lesson/goal_card.h"
#include "lesson/guess_card.h"
#include "lesson/markdown_view.h"
#include "lesson/panel_button.h"
#include "lesson/step_bars.h"
#include "lesson/text_card.h"

#include <QLabel>
#include <QVBoxLayout>

namespace highwater {

LessonPage::LessonPage(Session& session, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_bars(new StepBars(theme, this)), m_title(new QLabel(this)),
      m_text(new MarkdownView(Token::Surface, theme, this)),
      m_elsewhere(new LessonCard(tr("Another scenario is open"), QStringLiteral("info"), theme, this)),
      m_watch(new TextCard(tr("Watch"), QStringLiteral("eye"), theme, this)), m_try(new TextCard(tr("Try next"), QStringLiteral("bulb"), theme, this)),
      m_guess(new GuessCard(session, theme, this)), m_goal(new GoalCard(theme, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 12, 14, 14);
    layout->setSpacing(10);
    m_title->setWordWrap(true);
    m_title->setFont(Theme::font(15, Weight::Medium));
    auto* open = new PanelButton(tr("Open the lesson's"), {}, PanelButton::Look::Primary, theme, m_elsewhere);
    open->setToolTip(tr("Opens the scenario that this lesson plays."));
    m_elsewhere->body()->addWidget(open);
    for (QWidget* each : {static_cast<QWidget*>(m_bars), static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_text), static_cast<QWidget*>(m_elsewhere),
                          static_cast<QWidget*>(m_guess), static_cast<QWidget*>(m_watch), static_cast<QWidget*>(m_try), static_cast<QWidget*>(m_goal)})
        layout->addWidget(each);
    layout->addStretch(1);

    connect(open, &QAbstractButton::clicked, this, &LessonPage::scenarioWanted);
    connect(m_text, &MarkdownView::nodeWanted, this, &LessonPage::nodeWanted);
    connect(m_watch, &TextCard::nodeWanted, this, &LessonPage::nodeWanted);
    connect(m_try, &TextCard::nodeWanted, this, &LessonPage::nodeWanted);
    connect(m_guess, &GuessCard::nodeWanted, this, &LessonPage::nodeWanted);
    connect(m_goal, &GoalCard::startAgainWanted, this, &LessonPage::startAgainWanted);
    connect(m_goal, &GoalCard::solutionWanted, this, &LessonPage::solutionWanted);
    connect(&theme, &Theme::changed, this, &LessonPage::applyTheme);
    applyTheme();
}

void LessonPage::applyTheme()
{
    QPalette palette = m_theme.palette();
    palette.setColor(QPalette::Window, m_theme.color(Token::Surface));
    palette.setColor(QPalette::WindowText, m_theme.color(Token::Text));
    m_title->setPalette(palette);
}

void LessonPage::show(const lessons::Lesson& lesson, int step, const lessons::LessonProgress& progress)
{
    const auto count = static_cast<int>(lesson.steps.size());
    const lessons::Step& shown = lesson.steps[static_cast<std::size_t>(step)];
    QList<bool> done;
    for (int i = 0; i < count; ++i)
        done.append(progress.steps.count(i) > 0);
    m_bars->setSteps(done, step);
    m_title->setText(QString::fromStdString(shown.title));
    m_text->setMarkdownText(QString::fromStdString(shown.text));
    m_watch->setMarkdown(QString::fromStdString(shown.watch));
    m_try->setMarkdown(QString::fromStdString(shown.tryNext));
    m_guess->setPrediction(shown.prediction, lesson.secondsNeeded);
    m_goal->setGoal(lesson.goal);
    m_goal->setVisible(step == count - 1);
}

void LessonPage::setPlayable(bool there, bool live)
{
    m_elsewhere->setVisible(!there);
    m_guess->setPlayable(there && !live);
    m_goal->setPlayable(there && !live);
}

void LessonPage::showGoal(const lessons::GoalState& state)
{
    m_goal->setGoalState(state);
}

} // namespace highwater
