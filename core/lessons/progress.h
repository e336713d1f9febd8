// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>

namespace highwater::lessons {

/// How far somebody has come in one lesson.
struct LessonProgress
{
    std::set<int> steps; ///< that were left by going on, from 0
    int at = 0;          ///< the step that was looked at last
    bool goalMet = false;
    bool solutionShown = false; ///< the goal was met by the shown solution only
};

/// How far somebody has come in all lessons, by id. A value; whoever shows it keeps it.
class Progress
{
public:
    [[nodiscard]] LessonProgress of(const std::string& lesson) const
    {
        const auto found = m_lessons.find(lesson);
        return found == m_lessons.end() ? LessonProgress() : found->second;
    }
    void set(const std::string& lesson, LessonProgress progress) { m_lessons[lesson] = std::move(progress); }
    void markStep(const std::string& lesson, int step) { m_lessons[lesson].steps.insert(step); }
    void markAt(const std::string& lesson, int step) { m_lessons[lesson].at = step; }
    /// Once somebody has found a way, it stays his, whatever is shown later.
    void markGoal(const std::string& lesson, bool solutionShown = false)
    {
        LessonProgress& progress = m_lessons[lesson];
        progress.solutionShown = solutionShown && (!progress.goalMet || progress.solutionShown);
        progress.goalMet = true;
    }
    [[nodiscard]] bool isDone(const std::string& lesson) const { return of(lesson).goalMet; }
    [[nodiscard]] const std::map<std::string, LessonProgress>& all() const { return m_lessons; }

private:
    std::map<std::string, LessonProgress> m_lessons;
};

} // namespace highwater::lessons
