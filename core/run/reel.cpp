// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/reel.h"

#include <algorithm>

namespace highwater {

namespace {

constexpr auto perChunk = static_cast<std::int64_t>(columnsPerChunk);

} // namespace

const Column& ColumnTrack::at(std::int64_t index) const
{
    const auto offset = static_cast<std::size_t>(index - m_first);
    return (*m_chunks[offset / columnsPerChunk])[offset % columnsPerChunk];
}

LatencyChunk::View ColumnTrack::latencyAt(std::int64_t index) const
{
    const auto offset = static_cast<std::size_t>(index - m_first);
    const LatencyChunk& chunk = *m_latency[offset / columnsPerChunk];
    return offset % columnsPerChunk < chunk.size() ? chunk.at(offset % columnsPerChunk) : LatencyChunk::View{};
}

void ColumnTrack::append(std::int64_t index, const Column& column, const LatencyCounts& latency)
{
    if (m_chunks.empty() || index != m_end) {
        m_chunks.clear();
        m_latency.clear();
        m_first = index / perChunk * perChunk;
    }
    const auto offset = static_cast<std::size_t>(index - m_first);
    if (offset / columnsPerChunk >= m_chunks.size()) {
        m_chunks.push_back(std::make_shared<ColumnChunk>());
        m_latency.push_back(std::make_shared<LatencyChunk>());
    }
    (*m_chunks[offset / columnsPerChunk])[offset % columnsPerChunk] = column;
    while (m_latency.back()->size() < offset % columnsPerChunk) {
        m_latency.back()->append({});
    }
    m_latency.back()->append(latency);
    m_end = index + 1;
}

void ColumnTrack::detach()
{
    if (!m_chunks.empty()) {
        m_chunks.back() = std::make_shared<ColumnChunk>(*m_chunks.back());
        m_latency.back() = std::make_shared<LatencyChunk>(*m_latency.back());
    }
}

void ColumnTrack::keep(std::size_t mostColumns)
{
    const std::size_t most = std::max<std::size_t>(1, mostColumns / columnsPerChunk);
    if (m_chunks.size() > most) {
        const std::size_t gone = m_chunks.size() - most;
        m_chunks.erase(m_chunks.begin(), m_chunks.begin() + static_cast<std::ptrdiff_t>(gone));
        m_latency.erase(m_latency.begin(), m_latency.begin() + static_cast<std::ptrdiff_t>(gone));
        m_first += static_cast<std::int64_t>(gone) * perChunk;
    }
}

Series ColumnTrack::seriesUpTo(std::int64_t end) const
{
    Series series;
    series.interval = interval;
    series.window = window;
    series.first = m_first;
    series.end = std::clamp(end, m_first, m_end);
    const auto columns = static_cast<std::size_t>(series.end - series.first);
    const std::size_t chunks = (columns + columnsPerChunk - 1) / columnsPerChunk;
    series.chunks.assign(m_chunks.begin(), m_chunks.begin() + static_cast<std::ptrdiff_t>(chunks));
    series.latency.assign(m_latency.begin(), m_latency.begin() + static_cast<std::ptrdiff_t>(chunks));
    return series;
}

const ColumnTrack* Reel::find(std::string_view node) const
{
    const auto found = std::find_if(tracks.begin(), tracks.end(), [node](const ColumnTrack& track) { return track.node == node; });
    return found == tracks.end() ? nullptr : &*found;
}

std::size_t Reel::frameAt(Instant instant) const
{
    const auto after = std::upper_bound(frames.begin(), frames.end(), instant, [](Instant at, const ReelFrame& frame) { return at < frame.at; });
    return after == frames.begin() ? 0 : static_cast<std::size_t>(after - frames.begin()) - 1;
}

} // namespace highwater
