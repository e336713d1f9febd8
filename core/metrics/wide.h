// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace highwater {

/// Exact sums: counts times nanoseconds, and squares of nanoseconds, do not fit 64 bits.
__extension__ using Wide = unsigned __int128;
__extension__ using SignedWide = __int128;

constexpr Wide wideProduct(std::uint64_t a, std::uint64_t b) { return static_cast<Wide>(a) * b; }

} // namespace highwater
