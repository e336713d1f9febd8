// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/summary.h"
#include "metrics/wide.h"
#include "units/time.h"

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace highwater {

/// Where a duration is counted. Below 1024 ns each nanosecond has a cell of its own; above, each octave has 512 cells, so that a cell's
/// middle is within 1/1024 (0.098 %) of everything in it. The scheme is that of HDR histograms (G. Tene).
struct HistogramCells
{
    static constexpr int blockCount = 55;
    static constexpr std::uint32_t cellsInFirstBlock = 1024;
    static constexpr std::uint32_t cellsInBlock = 512;

    struct Place
    {
        std::uint32_t block;
        std::uint32_t cell;
    };
    static constexpr std::uint32_t cellsOf(std::uint32_t block) { return block == 0 ? cellsInFirstBlock : cellsInBlock; }
    static constexpr Place placeOf(std::uint64_t ns)
    {
        if (ns < cellsInFirstBlock) {
            return {0, static_cast<std::uint32_t>(ns)};
        }
        const auto shift = static_cast<std::uint32_t>(std::bit_width(ns)) - 10u;
        return {shift, static_cast<std::uint32_t>(ns >> shift) - cellsInBlock};
    }
    /// The middle of a cell.
    static constexpr std::uint64_t middleOf(Place place)
    {
        if (place.block == 0) {
            return place.cell;
        }
        const std::uint64_t low = static_cast<std::uint64_t>(place.cell + cellsInBlock) << place.block;
        return low + ((std::uint64_t{1} << place.block) - 1) / 2;
    }
};

/// Count, exact sum, exact sum of squares and extremes of durations. Merges exactly and in any order.
struct Moments
{
    std::uint64_t count = 0;
    Wide sum = 0;
    Wide squares = 0;
    std::int64_t min = std::numeric_limits<std::int64_t>::max();
    std::int64_t max = 0;
    std::uint64_t positive = 0; ///< samples above 0

    void record(std::int64_t ns)
    {
        const auto value = static_cast<std::uint64_t>(ns);
        ++count;
        sum += value;
        squares += wideProduct(value, value);
        min = ns < min ? ns : min;
        max = ns > max ? ns : max;
        positive += ns > 0 ? 1u : 0u;
    }
    void add(const Moments& other);
    [[nodiscard]] double mean() const; ///< seconds; count must not be 0
    [[nodiscard]] double sd() const;   ///< seconds, with count - 1; 0 for a single sample
};

/// A distribution of durations, to 0.1 %, in memory that grows with the octaves that were hit. A plain value.
/// Negative durations must not be recorded.
class Histogram
{
public:
    Histogram() { m_offset.fill(none); }

    void record(Duration value)
    {
        const std::int64_t ns = value.count();
        m_moments.record(ns);
        ++cell(HistogramCells::placeOf(static_cast<std::uint64_t>(ns)));
    }
    /// Records value(0) .. value(n - 1): the same as one by one, and faster, since the moments stay in registers.
    template <typename Value>
    void recordAll(std::size_t n, Value value)
    {
        Moments moments = m_moments;
        for (std::size_t i = 0; i < n; ++i) {
            const std::int64_t ns = value(i).count();
            moments.record(ns);
            ++cell(HistogramCells::placeOf(static_cast<std::uint64_t>(ns)));
        }
        m_moments = moments;
    }
    /// Asks the processor for the cell of a value that will soon be recorded.
    void fetch(Duration value) const
    {
        const HistogramCells::Place place = HistogramCells::placeOf(static_cast<std::uint64_t>(value.count()));
        if (m_offset[place.block] != none) {
            __builtin_prefetch(&m_cells[m_offset[place.block] + place.cell], 1);
        }
    }
    /// Counts alone, without the moments: for histograms that are made of parts.
    void addCount(HistogramCells::Place place, std::uint64_t count) { cell(place) += count; }
    void addMoments(const Moments& moments) { m_moments.add(moments); }
    void add(const Histogram& other);
    void clear();

    [[nodiscard]] std::uint64_t count() const { return m_moments.count; }
    [[nodiscard]] const Moments& moments() const { return m_moments; }
    /// The smallest sample with at least the fraction p (0..1) of the samples at or below it, in seconds; count() must not be 0.
    [[nodiscard]] double quantile(double p) const;
    /// Several quantiles in one pass, ascending p; total is the number of counts that the cells hold (for parts without moments).
    void quantiles(std::span<const double> p, std::uint64_t total, std::span<double> seconds) const;
    [[nodiscard]] TimeSummary summary() const;
    /// Samples at or below a bound, to the width of a cell.
    [[nodiscard]] std::uint64_t countAtMost(Duration bound) const;
    /// Calls back with (place, count) of every cell that holds something, ascending.
    template <typename Visit>
    void forEachCell(Visit visit) const
    {
        for (std::uint32_t block = 0; block < HistogramCells::blockCount; ++block) {
            for (std::uint32_t i = 0; m_offset[block] != none && i < HistogramCells::cellsOf(block); ++i) {
                if (const std::uint64_t count = m_cells[m_offset[block] + i]; count > 0) {
                    visit(HistogramCells::Place{block, i}, count);
                }
            }
        }
    }
    bool operator==(const Histogram& other) const;
    /// What its cells take in memory.
    [[nodiscard]] std::size_t bytes() const { return m_cells.capacity() * sizeof(std::uint64_t); }
    /// The memory of its cells, for those who keep it elsewhere for a while: they give back what they took before anything else is asked.
    template <typename Visit>
    void eachStore(Visit& visit)
    {
        visit(m_cells);
    }
    /// Calls visit(block, counts of its cells) for each block that was hit, from the shortest durations on.
    template <typename Visit>
    void eachBlock(Visit visit) const
    {
        for (std::uint32_t block = 0; block < HistogramCells::blockCount; ++block) {
            if (m_offset[block] != none) {
                visit(block, std::span(m_cells).subspan(m_offset[block], HistogramCells::cellsOf(block)));
            }
        }
    }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    std::uint64_t& cell(HistogramCells::Place place)
    {
        std::uint32_t offset = m_offset[place.block];
        if (offset == none) [[unlikely]] {
            offset = allocate(place.block);
        }
        return m_cells[offset + place.cell];
    }
    std::uint32_t allocate(std::uint32_t block);

    Moments m_moments;
    std::array<std::uint32_t, HistogramCells::blockCount> m_offset{};
    std::vector<std::uint64_t> m_cells;
};

/// The samples of one short interval. Knows which cells were hit, so that folding a few samples into a large histogram is cheap.
class IntervalHistogram
{
public:
    IntervalHistogram() { m_offset.fill(none); }

    void record(Duration value)
    {
        m_moments.record(value.count());
        hit(value);
    }
    /// As Histogram::recordAll().
    template <typename Value>
    void recordAll(std::size_t n, Value value)
    {
        Moments moments = m_moments;
        for (std::size_t i = 0; i < n; ++i) {
            moments.record(value(i).count());
            hit(value(i));
        }
        m_moments = moments;
    }

    /// Asks the processor for the cell of a value that will soon be recorded.
    void fetch(Duration value) const
    {
        const HistogramCells::Place place = HistogramCells::placeOf(static_cast<std::uint64_t>(value.count()));
        if (m_offset[place.block] != none) {
            const std::uint32_t index = m_offset[place.block] + place.cell;
            __builtin_prefetch(&m_cells[index], 1);
        }
    }

    struct Part
    {
        HistogramCells::Place place;
        std::uint32_t count;
    };
    /// Moves everything out: into total (with its moments), and as a list of parts that replaces what parts held.
    Moments drain(Histogram& total, std::vector<Part>& parts);
    /// Moves everything out into total.
    void drain(Histogram& total);
    [[nodiscard]] const Moments& moments() const { return m_moments; }
    /// What its cells take in memory.
    [[nodiscard]] std::size_t bytes() const { return m_cells.capacity() * sizeof(std::uint32_t) + m_hit.capacity() * sizeof(std::uint64_t); }
    /// As Histogram::eachStore().
    template <typename Visit>
    void eachStore(Visit& visit)
    {
        visit(m_cells);
        visit(m_hit);
    }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    void hit(Duration value)
    {
        const HistogramCells::Place place = HistogramCells::placeOf(static_cast<std::uint64_t>(value.count()));
        std::uint32_t offset = m_offset[place.block];
        if (offset == none) [[unlikely]] {
            offset = allocate(place.block);
        }
        const std::uint32_t index = offset + place.cell;
        ++m_cells[index];
        m_hit[index / 64] |= std::uint64_t{1} << index % 64;
    }
    std::uint32_t allocate(std::uint32_t block);
    template <typename Take>
    void takeOut(Take take);

    Moments m_moments;
    std::array<std::uint32_t, HistogramCells::blockCount> m_offset{};
    std::vector<std::uint32_t> m_cells;
    std::vector<std::uint64_t> m_hit; ///< one bit for each cell: a test for the first hit would be a toss-up for the branch predictor
};

/// Counts that come and go in parts, with the totals of blocks and of groups of cells, so that quantiles look at few cells only.
class RollingHistogram
{
public:
    RollingHistogram() { m_offset.fill(none); }

    void add(const IntervalHistogram::Part& part)
    {
        std::uint32_t& offset = m_offset[part.place.block];
        if (offset == none) [[unlikely]] {
            offset = allocate(part.place.block);
        }
        const std::uint32_t index = offset + part.place.cell;
        m_cells[index] += part.count;
        m_groups[index / cellsInGroup] += part.count;
        m_blocks[part.place.block] += part.count;
    }
    /// A part that was added before.
    void remove(const IntervalHistogram::Part& part)
    {
        const std::uint32_t index = m_offset[part.place.block] + part.place.cell;
        m_cells[index] -= part.count;
        m_groups[index / cellsInGroup] -= part.count;
        m_blocks[part.place.block] -= part.count;
    }
    /// As Histogram::quantiles; total is the number of counts that are in.
    void quantiles(std::span<const double> p, std::uint64_t total, std::span<double> seconds) const;
    /// What its cells take in memory.
    [[nodiscard]] std::size_t bytes() const { return (m_cells.capacity() + m_groups.capacity()) * sizeof(std::uint32_t); }
    /// As Histogram::eachStore().
    template <typename Visit>
    void eachStore(Visit& visit)
    {
        visit(m_cells);
        visit(m_groups);
    }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    static constexpr std::uint32_t cellsInGroup = 32; ///< about the square root of a block's
    std::uint32_t allocate(std::uint32_t block);

    std::array<std::uint32_t, HistogramCells::blockCount> m_offset{};
    std::array<std::uint64_t, HistogramCells::blockCount> m_blocks{};
    std::vector<std::uint32_t> m_cells;
    std::vector<std::uint32_t> m_groups;
};

} // namespace highwater
