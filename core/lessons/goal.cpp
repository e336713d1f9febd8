// SPDX-License-Identifier: GPL-3.0-or-later
#include "lessons/goal.h"

#include "lessons/lesson_text.h"
#include "run/objectives.h"
#include "units/text.h"

#include <algorithm>

namespace highwater::lessons {

namespace {

/// Cuts at each "and" that follows a comparison: the name of a node may hold one, too.
std::vector<std::string_view> parts(std::string_view text)
{
    constexpr std::string_view joint = " and ";
    std::vector<std::string_view> found;
    std::size_t begin = 0;
    for (auto at = text.find(joint); at != std::string_view::npos; at = text.find(joint, at + 1)) {
        const std::string_view part = text.substr(begin, at - begin);
        if (part.find_first_of("<>") != std::string_view::npos) {
            found.push_back(trimmed(part));
            begin = at + joint.size();
        }
    }
    found.push_back(trimmed(text.substr(begin)));
    return found;
}

Result<Condition> readCondition(std::string_view text, const Scenario& scenario)
{
    using Comparison = Objective::Comparison;
    const auto at = text.find_last_of("<>");
    if (at == std::string_view::npos) {
        return failure(Errc::Syntax, {}, inQuotes(text) + ": a comparison is missing; write for example \"p99 of api <= 200 ms\", with <=, <, >= or >");
    }
    const bool equal = at + 1 < text.size() && text[at + 1] == '=';
    const bool less = text[at] == '<';
    auto what = readYardstick(trimmed(text.substr(0, at)), scenario);
    if (!what) {
        return tl::unexpected(what.error());
    }
    const auto limit = readValue(text.substr(at + (equal ? 2 : 1)), what->unit);
    if (!limit) {
        return failure(limit.error().code, {}, inQuotes(text) + ": " + limit.error().message);
    }
    Condition condition;
    condition.text = std::string(text);
    condition.bound.text = condition.text;
    condition.bound.subject = what->node;
    condition.bound.metric = what->name;
    condition.bound.comparison = less ? (equal ? Comparison::LessEqual : Comparison::Less) : equal ? Comparison::GreaterEqual : Comparison::Greater;
    condition.bound.limit = *limit;
    condition.what = std::move(*what);
    return condition;
}

} // namespace

Result<Goal> readGoal(std::string_view text, const Scenario& scenario)
{
    Goal goal;
    goal.text = std::string(trimmed(text));
    for (const std::string_view part : parts(goal.text)) {
        auto condition = readCondition(part, scenario);
        if (!condition) {
            return tl::unexpected(condition.error());
        }
        goal.conditions.push_back(std::move(*condition));
    }
    return goal;
}

GoalState judge(const Goal& goal, const Snapshot& snapshot, double secondsNeeded)
{
    GoalState state;
    for (const Condition& condition : goal.conditions) {
        ConditionState each;
        each.measured = measure(condition.what, snapshot, secondsNeeded);
        if (each.measured.enough()) {
            each.verdict = isMet(condition.bound, each.measured.value) ? Verdict::Met : Verdict::NotYet;
        }
        state.conditions.push_back(each);
    }
    const auto any = [&](Verdict verdict) {
        return std::any_of(state.conditions.begin(), state.conditions.end(), [&](const ConditionState& each) { return each.verdict == verdict; });
    };
    state.verdict = any(Verdict::NotYet) ? Verdict::NotYet : any(Verdict::NotEnoughData) ? Verdict::NotEnoughData : Verdict::Met;
    return state;
}

} // namespace highwater::lessons
