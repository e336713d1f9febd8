// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace highwater::cli {

/// An option that a command takes.
struct Option
{
    std::string_view name;  ///< "--seed"; a single letter is "-o"
    std::string_view value; ///< what follows it, for people: "N"; empty: nothing does
    std::string_view help;
    bool repeatable = false;
};

/// What stands on a command line behind the command. Views of the caller's text and options.
class Arguments
{
public:
    /// Takes "--name value", "--name=value" and "-o value"; "--" ends the options. Fails with UnknownField (and the nearest name),
    /// Missing for a value that is not there, or OutOfRange for an option that stands twice.
    static Result<Arguments> parse(std::span<const std::string_view> words, std::span<const Option> options);

    [[nodiscard]] const std::vector<std::string_view>& positional() const { return m_positional; }
    [[nodiscard]] bool has(std::string_view option) const { return value(option).has_value(); }
    /// The value of an option; empty for one that takes none, absent when it is not there.
    [[nodiscard]] std::optional<std::string_view> value(std::string_view option) const;
    /// Every value of a repeatable option, in order.
    [[nodiscard]] std::vector<std::string_view> values(std::string_view option) const;

private:
    std::vector<std::string_view> m_positional;
    std::vector<std::pair<std::string_view, std::string_view>> m_options;
};

} // namespace highwater::cli
