// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/random_vectors.h"

#include <array>
#include <bit>
#include <random>

namespace highwater::analysis {

std::uint32_t mersenneOutput(std::uint32_t seed, std::uint64_t n)
{
    std::mt19937 generator(seed);
    generator.discard(n - 1);
    return static_cast<std::uint32_t>(generator());
}

std::uint64_t mersenne64Output(std::uint64_t seed, std::uint64_t n)
{
    std::mt19937_64 generator(seed);
    generator.discard(n - 1);
    return generator();
}

std::vector<std::uint32_t> pcg32Outputs(std::uint64_t seed, std::uint64_t stream, std::size_t count)
{
    constexpr std::uint64_t multiplier = 6364136223846793005U;
    const std::uint64_t increment = (stream << 1U) | 1U;
    std::uint64_t state = (increment + seed) * multiplier + increment;
    std::vector<std::uint32_t> outputs;
    for (std::size_t i = 0; i < count; ++i) {
        const auto folded = static_cast<std::uint32_t>(((state >> 18U) ^ state) >> 27U);
        outputs.push_back(std::rotr(folded, static_cast<int>(state >> 59U)));
        state = state * multiplier + increment;
    }
    return outputs;
}

std::vector<double> mrg32k3aUniforms(std::uint64_t seed, std::size_t count)
{
    constexpr std::int64_t m1 = 4294967087;
    constexpr std::int64_t m2 = 4294944443;
    const auto start = static_cast<std::int64_t>(seed);
    // The last three values of each component, oldest first.
    std::array<std::int64_t, 3> a{start, start, start};
    std::array<std::int64_t, 3> b{start, start, start};
    const auto shift = [](std::array<std::int64_t, 3>& last, std::int64_t next, std::int64_t modulus) {
        last = {last[1], last[2], ((next % modulus) + modulus) % modulus};
    };
    std::vector<double> uniforms;
    for (std::size_t i = 0; i < count; ++i) {
        shift(a, 1403580 * a[1] - 810728 * a[0], m1);
        shift(b, 527612 * b[2] - 1370589 * b[0], m2);
        const std::int64_t difference = a[2] - b[2];
        uniforms.push_back(static_cast<double>(difference <= 0 ? difference + m1 : difference) / static_cast<double>(m1 + 1));
    }
    return uniforms;
}

} // namespace highwater::analysis
