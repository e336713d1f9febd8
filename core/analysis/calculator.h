// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace highwater::analysis {

/// What the calculator knows, for help: a function with the names and meanings of its arguments.
struct CalculatorInfo
{
    std::string_view name;
    std::string_view summary;
    std::vector<std::pair<std::string_view, std::string_view>> arguments;
};
std::vector<CalculatorInfo> calculators();

/// Evaluates a function. arguments: the JSON text of an object. Gives the JSON text of an object. Faults: UnknownField for a function or an
/// argument that does not exist, with the nearest name and those that do; else what is wrong with which argument.
Checked<std::string> calculate(std::string_view function, std::string_view arguments);

/// The same with arguments as words: "service.mean=1", where dots lead into objects and a value is JSON, or else text.
Checked<std::string> calculateWords(std::string_view function, std::span<const std::string_view> words);

/// The same with the text of a file: { "function": name, "args": { ... } }.
Checked<std::string> calculateDocument(std::string_view text);

} // namespace highwater::analysis
