// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/histogram.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

__extension__ using Quad = __float128;

/// Goes through counts, ascending, and writes down where the ranks of some fractions fall.
class RankFinder
{
public:
    RankFinder(std::span<const double> p, std::uint64_t total, std::span<double> seconds) : m_p(p), m_total(total), m_seconds(seconds) { nextRank(); }

    [[nodiscard]] bool done() const { return m_next == m_p.size(); }
    /// Goes past so many counts, unless the next rank lies among them.
    bool skip(std::uint64_t counts)
    {
        if (m_seen + counts >= m_rank) {
            return false;
        }
        m_seen += counts;
        return true;
    }
    /// The cells of a block from one on.
    template <typename Count>
    void look(HistogramCells::Place first, std::span<const Count> cells)
    {
        for (std::uint32_t i = 0; i < cells.size() && !done(); ++i) {
            m_seen += cells[i];
            while (cells[i] > 0 && !done() && m_seen >= m_rank) {
                m_seconds[m_next++] = static_cast<double>(HistogramCells::middleOf({first.block, first.cell + i})) / 1e9;
                nextRank();
            }
        }
    }
    /// There were fewer counts than was said.
    void giveUp()
    {
        for (; !done(); ++m_next) {
            m_seconds[m_next] = std::numeric_limits<double>::quiet_NaN();
        }
    }

private:
    void nextRank()
    {
        if (!done()) {
            const auto least = static_cast<std::uint64_t>(std::ceil(m_p[m_next] * static_cast<double>(m_total) * (1.0 - 1e-15)));
            m_rank = std::clamp<std::uint64_t>(least, 1, std::max<std::uint64_t>(m_total, 1));
        }
    }

    std::span<const double> m_p;
    std::uint64_t m_total;
    std::span<double> m_seconds;
    std::size_t m_next = 0;
    std::uint64_t m_seen = 0;
    std::uint64_t m_rank = 0;
};

} // namespace

void Moments::add(const Moments& other)
{
    count += other.count;
    sum += other.sum;
    squares += other.squares;
    min = std::min(min, other.min);
    max = std::max(max, other.max);
    positive += other.positive;
}

double Moments::mean() const
{
    return static_cast<double>(static_cast<Quad>(sum) / static_cast<Quad>(count) / Quad(1e9));
}

double Moments::sd() const
{
    if (count < 2) {
        return 0.0;
    }
    // 113 bits keep the difference exact enough that equal samples give exactly 0.
    const Quad n = static_cast<Quad>(count);
    const Quad centred = static_cast<Quad>(squares) - static_cast<Quad>(sum) * (static_cast<Quad>(sum) / n);
    const double variance = static_cast<double>(centred / (n - 1));
    return min == max || variance <= 0.0 ? 0.0 : std::sqrt(variance) / 1e9;
}

std::uint32_t Histogram::allocate(std::uint32_t block)
{
    const auto offset = static_cast<std::uint32_t>(m_cells.size());
    m_cells.resize(m_cells.size() + HistogramCells::cellsOf(block));
    m_offset[block] = offset;
    return offset;
}

void Histogram::add(const Histogram& other)
{
    m_moments.add(other.m_moments);
    for (std::uint32_t block = 0; block < HistogramCells::blockCount; ++block) {
        const std::uint32_t from = other.m_offset[block];
        if (from == none) {
            continue;
        }
        const std::uint32_t to = m_offset[block] == none ? allocate(block) : m_offset[block];
        for (std::uint32_t i = 0; i < HistogramCells::cellsOf(block); ++i) {
            m_cells[to + i] += other.m_cells[from + i];
        }
    }
}

void Histogram::clear()
{
    m_moments = {};
    std::fill(m_cells.begin(), m_cells.end(), 0);
}

double Histogram::quantile(double p) const
{
    double result = 0.0;
    quantiles(std::span(&p, 1), m_moments.count, std::span(&result, 1));
    const double least = static_cast<double>(m_moments.min) / 1e9;
    const double most = static_cast<double>(m_moments.max) / 1e9;
    return std::clamp(result, least, most);
}

void Histogram::quantiles(std::span<const double> p, std::uint64_t total, std::span<double> seconds) const
{
    RankFinder finder(p, total, seconds);
    for (std::uint32_t block = 0; block < HistogramCells::blockCount && !finder.done(); ++block) {
        if (m_offset[block] != none) {
            finder.look({block, 0}, std::span(m_cells).subspan(m_offset[block], HistogramCells::cellsOf(block)));
        }
    }
    finder.giveUp();
}

std::uint32_t RollingHistogram::allocate(std::uint32_t block)
{
    const auto offset = static_cast<std::uint32_t>(m_cells.size());
    m_cells.resize(m_cells.size() + HistogramCells::cellsOf(block));
    m_groups.resize(m_cells.size() / cellsInGroup);
    return offset;
}

void RollingHistogram::quantiles(std::span<const double> p, std::uint64_t total, std::span<double> seconds) const
{
    RankFinder finder(p, total, seconds);
    for (std::uint32_t block = 0; block < HistogramCells::blockCount && !finder.done(); ++block) {
        if (finder.skip(m_blocks[block])) {
            continue;
        }
        for (std::uint32_t cell = 0; cell < HistogramCells::cellsOf(block) && !finder.done(); cell += cellsInGroup) {
            const std::uint32_t index = m_offset[block] + cell;
            if (!finder.skip(m_groups[index / cellsInGroup])) {
                finder.look({block, cell}, std::span(m_cells).subspan(index, cellsInGroup));
            }
        }
    }
    finder.giveUp();
}

TimeSummary Histogram::summary() const
{
    TimeSummary s;
    s.count = m_moments.count;
    if (s.count == 0) {
        return s;
    }
    static constexpr std::array<double, 5> levels{0.5, 0.9, 0.95, 0.99, 0.999};
    std::array<double, 5> at{};
    quantiles(levels, s.count, at);
    const double least = static_cast<double>(m_moments.min) / 1e9;
    const double most = static_cast<double>(m_moments.max) / 1e9;
    for (double& value : at) {
        value = std::clamp(value, least, most);
    }
    s.mean = m_moments.mean();
    s.sd = m_moments.sd();
    s.p50 = at[0];
    s.p90 = at[1];
    s.p95 = at[2];
    s.p99 = at[3];
    s.p999 = at[4];
    s.max = most;
    return s;
}

bool Histogram::operator==(const Histogram& other) const
{
    if (m_moments.count != other.m_moments.count || m_moments.sum != other.m_moments.sum
        || m_moments.squares != other.m_moments.squares || m_moments.min != other.m_moments.min
        || m_moments.max != other.m_moments.max) {
        return false;
    }
    for (std::uint32_t block = 0; block < HistogramCells::blockCount; ++block) {
        for (std::uint32_t i = 0; i < HistogramCells::cellsOf(block); ++i) {
            const std::uint64_t mine = m_offset[block] == none ? 0 : m_cells[m_offset[block] + i];
            const std::uint64_t theirs = other.m_offset[block] == none ? 0 : other.m_cells[other.m_offset[block] + i];
            if (mine != theirs) {
                return false;
            }
        }
    }
    return true;
}

std::uint32_t IntervalHistogram::allocate(std::uint32_t block)
{
    const auto offset = static_cast<std::uint32_t>(m_cells.size());
    m_cells.resize(m_cells.size() + HistogramCells::cellsOf(block));
    m_hit.resize(m_cells.size() / 64);
    m_offset[block] = offset;
    return offset;
}

/// Hands every cell that was hit to take, and leaves it empty.
template <typename Take>
void IntervalHistogram::takeOut(Take take)
{
    for (std::uint32_t block = 0; block < HistogramCells::blockCount; ++block) {
        const std::uint32_t offset = m_offset[block];
        if (offset == none) {
            continue;
        }
        for (std::uint32_t word = 0; word < HistogramCells::cellsOf(block) / 64; ++word) {
            std::uint64_t& hit = m_hit[offset / 64 + word];
            for (; hit != 0; hit &= hit - 1) {
                const std::uint32_t cell = word * 64 + static_cast<std::uint32_t>(std::countr_zero(hit));
                take(Part{{block, cell}, m_cells[offset + cell]});
                m_cells[offset + cell] = 0;
            }
        }
    }
}

Moments IntervalHistogram::drain(Histogram& total, std::vector<Part>& parts)
{
    parts.clear();
    takeOut([&total, &parts](const Part& part) {
        parts.push_back(part);
        total.addCount(part.place, part.count);
    });
    total.addMoments(m_moments);
    const Moments drained = m_moments;
    m_moments = {};
    return drained;
}

void IntervalHistogram::drain(Histogram& total)
{
    takeOut([&total](const Part& part) { total.addCount(part.place, part.count); });
    total.addMoments(m_moments);
    m_moments = {};
}

std::uint64_t Histogram::countAtMost(Duration bound) const
{
    const HistogramCells::Place last = HistogramCells::placeOf(static_cast<std::uint64_t>(bound.count()));
    std::uint64_t sum = 0;
    for (std::uint32_t block = 0; block <= last.block; ++block) {
        if (m_offset[block] == none) {
            continue;
        }
        const std::uint32_t cells = block == last.block ? last.cell + 1 : HistogramCells::cellsOf(block);
        for (std::uint32_t i = 0; i < cells; ++i) {
            sum += m_cells[m_offset[block] + i];
        }
    }
    return sum;
}

} // namespace highwater
