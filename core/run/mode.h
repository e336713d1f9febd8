// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace highwater {

/// Where the figures of a run come from; every picture says it.
enum class Mode : std::uint8_t { Simulated, Measured, Analytic };

/// As in the results: "simulated", "measured", "analytic".
constexpr const char* nameOf(Mode mode)
{
    return mode == Mode::Simulated ? "simulated" : mode == Mode::Measured ? "measured" : "analytic";
}

} // namespace highwater
