// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/narrative_words.h"

#include "units/display.h"

#include <algorithm>
#include <cmath>

namespace highwater::words {

std::string about(double seconds)
{
    if (seconds < 0.1)
        return "a moment";
    if (seconds < 9.95)
        return displayNumber(std::round(seconds * 10) / 10).substr(0, 3) + "\u2009s";
    if (seconds < 60)
        return displayCount(std::round(seconds)) + "\u2009s";
    return displayDuration(std::round(seconds));
}

std::string percent(double ratio)
{
    return displayCount(std::round(ratio * 100)) + "\u2009%";
}

std::string levelText(const flow::QueuePolicy& queue, double level)
{
    return queue.measure == flow::Measure::Bytes ? displayBytes(level) : displayCount(level);
}

std::string plural(std::size_t count, const char* one, const char* many)
{
    return count == 1 ? one : many;
}

std::string listOf(const std::vector<std::string>& names)
{
    if (names.size() <= 1)
        return names.empty() ? std::string() : names.front();
    if (names.size() == 2)
        return names[0] + " and " + names[1];
    return names[0] + " and " + displayCount(static_cast<double>(names.size() - 1)) + " others";
}

const char* wordOf(NodeState state)
{
    switch (state) {
    case NodeState::Idle:
        return "idle";
    case NodeState::Flowing:
        return "flowing";
    case NodeState::Filling:
        return "filling";
    case NodeState::Pressed:
        return "pressed";
    case NodeState::Blocked:
        return "blocked";
    case NodeState::Dropping:
        return "dropping";
    case NodeState::Waiting:
        return "waiting";
    }
    return "";
}

std::string refuserOf(flow::RefusalReason reason)
{
    if (reason == flow::RefusalReason::Autoscale)
        return ": no worker is there yet";
    std::string name(flow::nameOf(reason));
    std::replace(name.begin(), name.end(), '-', ' ');
    return " by its " + name;
}

} // namespace highwater::words
