// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/law_reader.h"
#include "scenario/node_reader.h"
#include "scenario/policy_call.h"
#include "units/quantity.h"
#include "units/text.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double leastUrgent = 1e6;
constexpr double heaviest = 1e9;

/// A whole number from 0 to most, as a part of a pair.
Result<std::int64_t> wholePart(const Expression& call, std::string_view name, const Expression& part, double most)
{
    const auto number = readPlainNumber(call, name, part, 0.0, most);
    if (!number) {
        return tl::unexpected(number.error());
    }
    if (*number != std::floor(*number)) {
        return badArgument(call, name, Errc::WrongType, part.source + " is not whole");
    }
    return static_cast<std::int64_t>(*number);
}

using Weights = std::vector<std::pair<int, std::int64_t>>;

Result<Weights> readPairs(const Expression& call)
{
    Weights weights;
    if (call.arguments.empty()) {
        return failure(Errc::Missing, {}, "custom: needs at least one pair priority:weight");
    }
    for (const Argument& argument : call.arguments) {
        if (argument.parts.size() != 2 || !argument.key.empty()) {
            return failure(Errc::Syntax, {},
                           "custom: " + inQuotes(argument.parts.front().source) +
                               " is not a pair; write priority:weight");
        }
        const auto priority = wholePart(call, "priority", argument.parts[0], leastUrgent);
        if (!priority) {
            return tl::unexpected(priority.error());
        }
        const auto weight = wholePart(call, "weight", argument.parts[1], heaviest);
        if (!weight) {
            return tl::unexpected(weight.error());
        }
        weights.emplace_back(static_cast<int>(*priority), *weight);
    }
    std::sort(weights.begin(), weights.end());
    const auto twice = std::adjacent_find(weights.begin(), weights.end(),
                                          [](const auto& a, const auto& b) { return a.first == b.first; });
    if (twice != weights.end()) {
        return failure(Errc::Syntax, {}, "custom: priority " + std::to_string(twice->first) + " is given twice");
    }
    // What is more urgent than all that are named weighs as much as the most urgent of them.
    if (weights.front().first > 0) {
        weights.insert(weights.begin(), {0, weights.front().second});
    }
    return weights;
}

} // namespace

std::optional<Weights> readWeights(FieldReader& reader, const Field& field)
{
    const auto expression = readPolicyName(reader, field, {"items", "bytes", "custom"}, "custom(0:4, 1:2)");
    if (!expression) {
        return std::nullopt;
    }
    const auto weights = expression->name == "custom"
                             ? readPairs(*expression)
                             : failure(Errc::OutOfRange, {}, inQuotes(expression->name) + " takes no arguments");
    if (!weights) {
        reader.take(field, weights.error());
        return std::nullopt;
    }
    return *weights;
}

} // namespace highwater
