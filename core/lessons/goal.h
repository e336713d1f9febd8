// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lessons/yardstick.h"
#include "scenario/scenario.h"

#include <string>
#include <string_view>
#include <vector>

namespace highwater::lessons {

/// One bound of a goal: "p99 of api <= 200 ms".
struct Condition
{
    std::string text;
    Yardstick what;
    Objective bound; ///< comparison and limit, in the yardstick's unit
};

/// What the running model has to show, all at once: "p99 of api <= 200 ms and throughput of api >= 95/s".
struct Goal
{
    std::string text;
    std::vector<Condition> conditions; ///< one at least
};

enum class Verdict : std::uint8_t { NotEnoughData, NotYet, Met };

struct ConditionState
{
    Verdict verdict = Verdict::NotEnoughData;
    Measured measured;
};

/// NotYet as soon as one bound is broken by enough data, Met when all are kept by enough data.
struct GoalState
{
    Verdict verdict = Verdict::NotEnoughData;
    std::vector<ConditionState> conditions; ///< as in the goal
};

/// Fails as readYardstick, or with Syntax or OutOfRange for what is not a comparison or not a limit.
Result<Goal> readGoal(std::string_view text, const Scenario& scenario);

/// Over the window since the last change, of which secondsNeeded must have passed.
GoalState judge(const Goal& goal, const Snapshot& snapshot, double secondsNeeded);

} // namespace highwater::lessons
