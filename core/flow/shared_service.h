// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/bounded_queue.h"
#include "metrics/wide.h"
#include "units/time.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <vector>

namespace highwater::flow {

/// Processor sharing: n items share c workers, each at rate min(1, c / n). Kept as the work that every item present has been given since
/// the beginning (a virtual time), so that an arrival or a departure costs a logarithm and no remaining time is ever touched. Whole
/// numbers throughout: work is counted in 2^-20 ns. A plain value; it is told the time and never goes back.
class SharedService
{
public:
    /// servers >= 1 (INT64_MAX: unlimited); down: nobody is served.
    void configure(Instant now, std::int64_t servers, bool down)
    {
        advance(now);
        m_servers = servers;
        m_down = down;
    }
    void join(Instant now, ItemHandle item, Duration work)
    {
        advance(now);
        m_heap.push_back({m_given + (static_cast<Wide>(static_cast<std::uint64_t>(work.count())) << fraction), m_sequence++, item});
        std::push_heap(m_heap.begin(), m_heap.end(), later);
    }
    /// When the next item is through, if nothing changes; Instant::max() when nobody is, or nobody is served. Never before now.
    [[nodiscard]] Instant nextEnd(Instant now)
    {
        advance(now);
        if (m_heap.empty() || m_down) {
            return Instant::max();
        }
        const Wide end = m_heap.front().end;
        if (end <= m_given) {
            return now;
        }
        const auto n = static_cast<Wide>(m_heap.size());
        const Wide servers = std::min(static_cast<Wide>(m_servers), n);
        const Wide unit = servers << fraction;
        const Wide ns = ((end - m_given) * n + unit - 1) / unit;
        return ns > static_cast<Wide>(longest) ? Instant(Duration(longest)) : now + Duration(static_cast<std::int64_t>(ns));
    }
    /// The item that nextEnd() spoke of.
    ItemHandle popNext(Instant now)
    {
        advance(now);
        assert(!m_heap.empty());
        std::pop_heap(m_heap.begin(), m_heap.end(), later);
        const Entry out = m_heap.back();
        m_heap.pop_back();
        m_given = std::max(m_given, out.end);
        return out.item;
    }
    /// Gives every item back, in the order in which they joined, with the work that is left of it.
    template <typename Take>
    void drain(Instant now, Take take)
    {
        advance(now);
        std::sort(m_heap.begin(), m_heap.end(), [](const Entry& a, const Entry& b) { return a.sequence < b.sequence; });
        const std::vector<Entry> all = std::move(m_heap);
        m_heap.clear();
        for (const Entry& each : all) {
            const Wide left = each.end > m_given ? each.end - m_given : 0;
            take(each.item, Duration(static_cast<std::int64_t>((left + (Wide(1) << fraction) - 1) >> fraction)));
        }
    }
    [[nodiscard]] std::size_t items() const { return m_heap.size(); }
    /// Calls back with every item that is served, in no particular order.
    template <typename Visit>
    void forEach(Visit visit) const
    {
        for (const Entry& each : m_heap) {
            visit(each.item);
        }
    }

private:
    struct Entry
    {
        Wide end;
        std::uint64_t sequence;
        ItemHandle item;
    };
    static constexpr int fraction = 20;
    static constexpr std::int64_t longest = std::int64_t{1} << 61;
    static bool later(const Entry& a, const Entry& b) { return a.end != b.end ? a.end > b.end : a.sequence > b.sequence; }

    void advance(Instant now)
    {
        const auto elapsed = static_cast<Wide>(static_cast<std::uint64_t>((now - m_now).count()));
        m_now = now;
        if (m_heap.empty() || m_down) {
            return;
        }
        const auto n = static_cast<Wide>(m_heap.size());
        const Wide servers = std::min(static_cast<Wide>(m_servers), n);
        m_given += (elapsed << fraction) * servers / n;
    }

    std::vector<Entry> m_heap;
    Wide m_given = 0;
    Instant m_now;
    std::uint64_t m_sequence = 0;
    std::int64_t m_servers = 1;
    bool m_down = false;
};

} // namespace highwater::flow
