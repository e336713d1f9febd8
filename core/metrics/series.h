// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/latency_map.h"
#include "units/time.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace highwater {

/// How full a stage is, in the words of the ribbon and the canvas.
enum class LevelState : std::uint8_t { Flowing, Filling, Pressed, Blocked };
inline constexpr std::size_t levelStateCount = 4;

/// What one node did in one interval. Levels are in the queue's measure, times in seconds. Percentiles cover the items whose
/// visit was completed in the last Series::window intervals; NaN when there were none.
struct Column
{
    float depthMin = 0;
    float depthMean = 0;
    float depthMax = 0;
    float bytesMean = 0;                      ///< waiting bytes
    float busy = 0;                           ///< mean busy workers
    float blocked = 0;                        ///< mean workers that hold a finished item
    std::array<float, levelStateCount> share{}; ///< part of the interval spent in each LevelState; sums to 1
    std::uint32_t offered = 0;                ///< producers: attempts sent
    std::uint32_t accepted = 0;
    std::uint32_t completed = 0;
    std::uint32_t refused = 0;
    std::uint32_t dropped = 0;                ///< dropped, expired or failed inside; producers: shed and lost
    std::uint32_t retried = 0;
    std::uint32_t flips = 0;                  ///< switches of the signal
    std::uint32_t timedOut = 0;               ///< producers: attempts that their sender gave up
    std::uint32_t dead = 0;                   ///< producers: attempts that were completed after that, for nobody
    std::uint32_t samples = 0;                ///< completed visits that the percentiles rest on
    float sojournP50 = 0, sojournP95 = 0, sojournP99 = 0, sojournMax = 0;
    float waitP50 = 0, waitP95 = 0, waitP99 = 0; ///< queueing delay alone
    float serviceP95 = 0;                     ///< service alone, of the whole run so far: the unloaded sojourn time
    float standing = 0;                       ///< the shortest wait of the window: the part of the queue that never drains
    float drain = 0;                          ///< mean depth / throughput: how stale the head is
};

inline constexpr std::size_t columnsPerChunk = 64;
using ColumnChunk = std::array<Column, columnsPerChunk>;

/// Columns of equal intervals. Sealed chunks are immutable and shared between copies, so that a copy of a long series is cheap and
/// a reader on another thread needs no lock. Column i covers [i * interval, (i + 1) * interval).
struct Series
{
    Duration interval{};
    int window = 1;           ///< intervals that a percentile covers
    std::int64_t first = 0;   ///< index of the oldest column kept; a multiple of columnsPerChunk
    std::int64_t end = 0;     ///< one past the newest complete column
    std::vector<std::shared_ptr<const ColumnChunk>> chunks; ///< chunk k holds first + 64 k ...
    std::vector<std::shared_ptr<const LatencyChunk>> latency; ///< of the same columns; null where nothing was completed; may be shorter

    [[nodiscard]] const Column& at(std::int64_t index) const
    {
        const auto offset = static_cast<std::size_t>(index - first);
        return (*chunks[offset / columnsPerChunk])[offset % columnsPerChunk];
    }
    /// The sojourn times of the visits that were completed in that column.
    [[nodiscard]] LatencyChunk::View latencyAt(std::int64_t index) const
    {
        const auto offset = static_cast<std::size_t>(index - first);
        const std::size_t chunk = offset / columnsPerChunk;
        const bool known = chunk < latency.size() && latency[chunk] && offset % columnsPerChunk < latency[chunk]->size();
        return known ? latency[chunk]->at(offset % columnsPerChunk) : LatencyChunk::View{};
    }
};

} // namespace highwater
