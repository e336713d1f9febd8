// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace highwater {

/// The bands of a map of times: three to an octave, from 256 ns to 18 minutes; what lies beyond is counted in the last one there.
struct LatencyBands
{
    static constexpr int perOctave = 3;
    static constexpr int lowestOctave = 8;
    static constexpr int count = 96;

    static constexpr int of(std::uint64_t ns)
    {
        if (ns < (std::uint64_t{1} << lowestOctave)) {
            return 0;
        }
        const int octave = static_cast<int>(std::bit_width(ns)) - 1;
        const std::uint64_t leading = octave >= 9 ? ns >> (octave - 9) : ns << (9 - octave); // 512 to 1023
        const int third = leading >= 813 ? 2 : leading >= 646 ? 1 : 0;
        const int band = (octave - lowestOctave) * perOctave + third;
        return band < count ? band : count - 1;
    }
    /// Where a band begins, in seconds; that of `count` is where the last one ends.
    static double beginOf(int band) { return std::exp2(lowestOctave + static_cast<double>(band) / perOctave) / 1e9; }
};
using LatencyCounts = std::array<std::uint32_t, LatencyBands::count>;

/// A count in a byte, to 4.5 %; 0, 1 and powers of two are exact.
inline std::uint8_t codeOfCount(std::uint32_t count)
{
    return count == 0 ? 0 : static_cast<std::uint8_t>(1 + std::lround(7.9 * std::log2(static_cast<double>(count))));
}
inline double countOfCode(std::uint8_t code)
{
    return code == 0 ? 0 : std::exp2((code - 1) / 7.9);
}

/// How long the visits took that were completed in each interval of a chunk: the coded counts of the bands that were hit and of those
/// between them. About 30 bytes an interval.
class LatencyChunk
{
public:
    struct View
    {
        int first = 0;                       ///< the band of codes[0]
        std::span<const std::uint8_t> codes; ///< empty: nothing was completed
    };

    void append(const LatencyCounts& counts)
    {
        int first = 0;
        int last = LatencyBands::count - 1;
        while (first <= last && counts[static_cast<std::size_t>(first)] == 0) {
            ++first;
        }
        while (last >= first && counts[static_cast<std::size_t>(last)] == 0) {
            --last;
        }
        m_columns.push_back({static_cast<std::uint16_t>(m_codes.size()), static_cast<std::uint8_t>(first > last ? 0 : first),
                             static_cast<std::uint8_t>(last - first + 1)});
        for (int band = first; band <= last; ++band) {
            m_codes.push_back(codeOfCount(counts[static_cast<std::size_t>(band)]));
        }
    }
    [[nodiscard]] std::size_t size() const { return m_columns.size(); }
    [[nodiscard]] bool empty() const { return m_codes.empty(); }
    [[nodiscard]] View at(std::size_t column) const
    {
        const Place& place = m_columns[column];
        return {place.first, std::span(m_codes).subspan(place.begin, place.length)};
    }
    /// What it takes in memory.
    [[nodiscard]] std::size_t bytes() const { return sizeof *this + m_columns.capacity() * sizeof(Place) + m_codes.capacity(); }
    void clear()
    {
        m_columns.clear();
        m_codes.clear();
    }

private:
    struct Place
    {
        std::uint16_t begin;
        std::uint8_t first;
        std::uint8_t length;
    };
    std::vector<Place> m_columns;
    std::vector<std::uint8_t> m_codes;
};

} // namespace highwater
