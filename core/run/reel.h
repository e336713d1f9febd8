// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/series.h"
#include "run/live_view.h"
#include "units/time.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// The columns of one node, from the first that was recorded on. Chunks that are complete are shared with every picture.
class ColumnTrack
{
public:
    std::string node;
    Duration interval{};
    int window = 1;

    [[nodiscard]] std::int64_t first() const { return m_first; }
    [[nodiscard]] std::int64_t end() const { return m_end; }
    [[nodiscard]] const Column& at(std::int64_t index) const;
    /// How long the visits took that were completed in a column.
    [[nodiscard]] LatencyChunk::View latencyAt(std::int64_t index) const;
    /// Columns come in their order; one that leaves a gap begins the track anew.
    void append(std::int64_t index, const Column& column, const LatencyCounts& latency);
    /// The oldest chunks are given up.
    void keep(std::size_t mostColumns);
    /// The series as it was when it ended before that column.
    [[nodiscard]] Series seriesUpTo(std::int64_t end) const;
    /// What this track goes on writing to is not that of the copies made before.
    void detach();

private:
    std::int64_t m_first = 0; ///< a multiple of columnsPerChunk
    std::int64_t m_end = 0;
    std::vector<std::shared_ptr<ColumnChunk>> m_chunks;
    std::vector<std::shared_ptr<LatencyChunk>> m_latency; ///< as many
};

/// One picture of a measured run, as the JSON line of the file: reading it again is cheap, and what another version wrote stays.
struct ReelFrame
{
    Instant at;
    std::string line;
};

/// The pictures of a measured run in the order of time. Bounded: when there are too many, every second one is given up. A value; the
/// chunks of columns are shared between copies; see ColumnTrack::detach().
struct Reel
{
    std::vector<ReelFrame> frames;
    std::vector<ColumnTrack> tracks; ///< by node, in the order in which they came
    std::vector<ByteSample> bytes;   ///< where the bytes were, oldest first

    [[nodiscard]] const ColumnTrack* find(std::string_view node) const;
    /// Index of the last frame at or before an instant; the first one when there is none before. frames must not be empty.
    [[nodiscard]] std::size_t frameAt(Instant instant) const;
};

} // namespace highwater
