// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/spread.h"

#include "metrics/histogram.h"

#include <algorithm>

namespace highwater {

namespace {

/// Cells that share a band: a sixteenth of an octave, or of the half of the first block.
constexpr std::uint32_t cellsInBand = 32;

double secondsAt(std::uint32_t block, std::uint32_t cell)
{
    const std::uint64_t leading = block == 0 ? cell : cell + HistogramCells::cellsInBlock;
    return static_cast<double>(leading) * static_cast<double>(std::uint64_t{1} << block) / 1e9;
}

} // namespace

double Spread::shareAbove(double seconds) const
{
    if (total == 0) {
        return 0;
    }
    double above = 0;
    for (auto band = bands.rbegin(); band != bands.rend() && band->to > seconds; ++band) {
        const double part = band->from >= seconds ? 1.0 : (band->to - seconds) / (band->to - band->from);
        above += static_cast<double>(band->count) * part;
    }
    return above / static_cast<double>(total);
}

Spread spreadOf(const Histogram& histogram)
{
    Spread spread;
    histogram.eachBlock([&](std::uint32_t block, std::span<const std::uint64_t> cells) {
        for (std::uint32_t begin = 0; begin < cells.size(); begin += cellsInBand) {
            std::uint64_t count = 0;
            for (const std::uint64_t each : cells.subspan(begin, cellsInBand)) {
                count += each;
            }
            if (count > 0) {
                spread.bands.push_back({secondsAt(block, begin), secondsAt(block, begin + cellsInBand), count});
                spread.total += count;
            }
        }
    });
    return spread;
}

} // namespace highwater
