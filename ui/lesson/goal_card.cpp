// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/goal_card.h"

#include "inspector/paint.h"
#include "lesson/guess_text.h"
#include "lesson/panel_button.h"
#include "theme/icons.h"

#include <QPainter>
#include <QStringList>

#include <cmath>

namespace highwater {

namespace {

constexpr int rowHeight = 40;
constexpr int textLeft = 22;

} // namespace

VerdictLook lookOf(lessons::Verdict verdict)
{
    switch (verdict) {
    case lessons::Verdict::Met:
        return {Token::Flowing, QStringLiteral("check"), GoalCard::tr("met")};
    case lessons::Verdict::NotYet:
        return {Token::Pressed, QStringLiteral("x"), GoalCard::tr("not yet")};
    case lessons::Verdict::NotEnoughData:
        break;
    }
    return {Token::Idle, QStringLiteral("clock"), GoalCard::tr("not enough data")};
}

GoalRows::GoalRows(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void GoalRows::setGoal(const lessons::Goal& goal)
{
    m_goal = goal;
    setFixedHeight(rowHeight * static_cast<int>(goal.conditions.size()));
    setState({});
}

void GoalRows::setState(const lessons::GoalState& state)
{
    m_state = state;
    m_state.conditions.resize(m_goal.conditions.size());
    QStringList words;
    for (std::size_t i = 0; i < m_goal.conditions.size(); ++i)
        words.append(conditionText(m_goal.conditions[i].text) + QStringLiteral(": ") + lookOf(m_state.conditions[i].verdict).word);
    setAccessibleName(words.join(QStringLiteral("; ")));
    setToolTip(words.join(QLatin1Char('\n')));
    update();
}

void GoalRows::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QFont words = Theme::font(12);
    const QFont small = Theme::font(11);
    for (std::size_t i = 0; i < m_goal.conditions.size(); ++i) {
        const lessons::Condition& condition = m_goal.conditions[i];
        const lessons::ConditionState& state = m_state.conditions[i];
        const VerdictLook look = lookOf(state.verdict);
        const int top = static_cast<int>(i) * rowHeight;
        painter.drawPixmap(0, top + 1, iconPixmap(look.icon, 16, m_theme.color(look.token), devicePixelRatioF()));
        paint::elided(painter, textLeft, top + 13, width() - textLeft, conditionText(condition.text), words, m_theme.color(Token::Text));
        paint::text(painter, textLeft, top + 29, look.word, small, m_theme.color(Token::Muted));
        const bool rough = !state.measured.enough();
        if (state.measured.value) {
            const QString value = (rough ? QStringLiteral("≈ ") : QString()) + valueText(*state.measured.value, condition.what.unit);
            paint::text(painter, width(), top + 29, value, Theme::font(12, rough ? Weight::Regular : Weight::Medium),
                        m_theme.color(rough ? Token::Muted : Token::Text), paint::Align::Right);
        }
        if (rough) {
            const QRectF well(textLeft, top + 33, width() - textLeft, 2);
            paint::fill(painter, well, 1, m_theme.color(Token::Border));
            paint::fill(painter, QRectF(well.left(), well.top(), well.width() * state.measured.progress(), 2), 1, m_theme.color(Token::Strong));
        }
    }
}

GoalCard::GoalCard(const Theme& theme, QWidget* parent)
    : LessonCard(tr("Goal"), QStringLiteral("flag"), theme, parent), m_rows(new GoalRows(theme, this)),
      m_again(new PanelButton(tr("Start again"), QStringLiteral("restart"), PanelButton::Look::Plain, theme, this)),
      m_solution(new PanelButton(tr("Show the solution"), QStringLiteral("bulb"), PanelButton::Look::Plain, theme, this))
{
    m_again->setToolTip(tr("Begins the run anew with the parameters as they stand: figures of what was before are gone."));
    m_solution->setToolTip(tr("Sets what meets the goal, as one step that can be undone, and starts again."));
    body()->addWidget(m_rows);
    body()->addWidget(m_again);
    body()->addWidget(m_solution);
    connect(m_again, &QAbstractButton::clicked, this, &GoalCard::startAgainWanted);
    connect(m_solution, &QAbstractButton::clicked, this, &GoalCard::solutionWanted);
}

void GoalCard::setGoal(const lessons::Goal& goal)
{
    m_rows->setGoal(goal);
    setGoalState({});
}

void GoalCard::setGoalState(const lessons::GoalState& state)
{
    m_rows->setState(state);
    const VerdictLook look = lookOf(state.verdict);
    setState(look.word, look.icon, look.token);
}

void GoalCard::setPlayable(bool playable)
{
    m_again->setEnabled(playable);
    m_solution->setEnabled(playable);
}

} // namespace highwater
