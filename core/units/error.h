// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace highwater {

/// Why something was refused. Tests and callers branch on the code; people read the message.
enum class Errc {
    Syntax,       ///< the text is not JSON, or not a quantity
    UnknownField, ///< a field that the format does not have
    WrongType,    ///< a value of another kind than the field takes
    OutOfRange,   ///< a value that breaks a bound, or contradicts another one
    Missing,      ///< a field that must be there is not
    NotFound,     ///< a name, a file or a pointer that leads nowhere
    Unsupported,  ///< part of the format whose engine this version does not have
    Io,           ///< the file system said no
    Stalled       ///< a run that cannot go on: time stands still
};

/// A fault that can be mended: where it is, what was found and what would be right.
struct [[nodiscard]] Error
{
    Errc code = Errc::Syntax;
    std::string where;   ///< a JSON pointer, "line 3, column 7" or a file name; may be empty
    std::string message; ///< for a person; says what was found and what is allowed
};

/// Everything that is wrong with one input, in the order of the input; never empty when returned.
using Faults = std::vector<Error>;

template <typename T>
using Result = tl::expected<T, Error>;
template <typename T>
using Checked = tl::expected<T, Faults>;

inline tl::unexpected<Error> failure(Errc code, std::string where, std::string message)
{
    return tl::unexpected<Error>(Error{code, std::move(where), std::move(message)});
}

} // namespace highwater
