// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace highwater::analysis {

// Outputs of well-known generators, for checks of an implementation against published vectors.

/// The n-th output, n >= 1, of std::mt19937 and std::mt19937_64.
std::uint32_t mersenneOutput(std::uint32_t seed, std::uint64_t n);
std::uint64_t mersenne64Output(std::uint64_t seed, std::uint64_t n);

/// The first outputs of PCG32 (XSH-RR, O'Neill 2014) for a seed and a stream.
std::vector<std::uint32_t> pcg32Outputs(std::uint64_t seed, std::uint64_t stream, std::size_t count);

/// The first uniforms of MRG32k3a (L'Ecuyer 1999) whose six seeds are all the same, 0 < seed < 4294944443.
std::vector<double> mrg32k3aUniforms(std::uint64_t seed, std::size_t count);

} // namespace highwater::analysis
