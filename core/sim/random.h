// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace highwater {

/// A bijection of 64 bits that spreads every input bit over all output bits (the finaliser of SplitMix64: Steele, Lea & Flood 2014,
/// with D. Stafford's constants, variant 13).
constexpr std::uint64_t mix64(std::uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/// A counter-based stream of random numbers: number n depends on the key and n alone, so that the draws of one item, one node or one
/// purpose never shift those of another. A plain value of 8 bytes.
class Draws
{
public:
    constexpr Draws() = default;
    constexpr explicit Draws(std::uint64_t key) : m_state(key) {}

    constexpr std::uint64_t next()
    {
        m_state += golden;
        return mix64(m_state);
    }
    /// From [0, 1), on a grid of 2^-53.
    constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

private:
    static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15u;
    std::uint64_t m_state = 0;
};

/// What a stream is for; streams of different purposes share nothing.
enum class Purpose : std::uint8_t {
    Arrivals, Batches, Items, Thinking, Service, Size, Route, Retry, Patience, Failure, Client, Admission, Calls, Loss, Balance, Copies
};

/// The key of the stream of one node and purpose in replication r of a seed. Nodes go by name, so that adding one does not move the
/// draws of the others.
constexpr std::uint64_t streamKey(std::uint64_t seed, std::uint64_t replication, std::string_view node, Purpose purpose)
{
    std::uint64_t key = mix64(mix64(seed + 0x632be59bd9b4e019u) ^ (replication * 0xd1342543de82ef95u + 1));
    for (const char c : node) {
        key = mix64(key ^ static_cast<unsigned char>(c)) + 0x9e3779b97f4a7c15u;
    }
    return mix64(key ^ (static_cast<std::uint64_t>(purpose) + 1) * 0xaf251af3b0f025b5u);
}

} // namespace highwater
