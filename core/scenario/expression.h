// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

struct Argument;

/// What distributions, arrivals and policies are written in: `name(argument, key=argument, x:p, nested(...))`.
/// An argument is a word or a quantity (40ms, 80/s), text in double quotes, or a call; two joined by a colon are a
/// pair.
struct Expression
{
    enum class Kind : std::uint8_t { Word, Text, Call };
    Kind kind = Kind::Word;
    std::string name;                ///< the word, the text without its quotes, or what is called
    std::vector<Argument> arguments; ///< of a call
    std::string source;              ///< as it was written
};

struct Argument
{
    std::string key;               ///< empty for one that is known by its place
    std::vector<Expression> parts; ///< one, or two for a pair
};

/// Fails with Syntax; where is empty.
Result<Expression> parseExpression(std::string_view text);

/// A parameter of a call; an absent one that is needed is a fault.
struct Parameter
{
    std::string_view name;
    bool needed = true;
};

/// The arguments of a call in the order of its parameters, null where none was written.
Result<std::vector<const Expression*>> bindArguments(const Expression& call, const std::vector<Parameter>& parameters);

/// An error about one argument: `erlang: "k" is 0; ...`.
tl::unexpected<Error> badArgument(const Expression& call, std::string_view parameter, Errc code,
                                  std::string_view message);

} // namespace highwater
