// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/breakpoint.h"

#include <span>
#include <string_view>
#include <vector>

namespace highwater {

/// The words of breakpoints. Internal to core/run/breakpoint*.cpp.
struct BreakpointWords
{
    using Quantity = Breakpoint::Quantity;

    /// A word, what it means, and to whom it may be said.
    struct Word
    {
        std::string_view text;
        Quantity quantity;
        bool ofStage;
        bool ofProducer;
        [[nodiscard]] bool fits(bool producer) const { return producer ? ofProducer : ofStage; }
    };
    static std::span<const Word> quantities(); ///< "depth": behind a point
    static std::span<const Word> events();     ///< "presses"
    static std::span<const Word> states();     ///< "blocked": behind "becomes"
    static std::span<const Word> endToEnd();   ///< "completed", without a node

    /// Whether a node of that kind has the quantity.
    static bool has(Quantity quantity, bool producer);
};

} // namespace highwater
