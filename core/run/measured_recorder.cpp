// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/measured_recorder.h"

#include "run/snapshot_json.h"

#include <algorithm>

namespace highwater {

namespace {

LatencyCounts countsOf(const LatencyChunk::View& view)
{
    LatencyCounts counts{};
    for (std::size_t i = 0; i < view.codes.size(); ++i) {
        counts[static_cast<std::size_t>(view.first) + i] = static_cast<std::uint32_t>(std::lround(countOfCode(view.codes[i])));
    }
    return counts;
}

} // namespace

MeasuredRecorder::MeasuredRecorder(Duration interval, std::size_t mostFrames)
    : m_usualInterval(interval), m_interval(interval), m_mostFrames(std::max<std::size_t>(2, mostFrames))
{
}

void MeasuredRecorder::note(const Snapshot& picture, const Document& document)
{
    if (picture.mode != Mode::Measured) {
        return;
    }
    if (empty() || picture.generation != m_generation || picture.seed != m_log.seed || picture.now < end()) {
        beginAnew(picture, document);
    } else if (!(document == m_document)) {
        noteChange(picture, document);
    }
    if (!empty() && picture.now - end() < m_interval) {
        return;
    }
    noteColumns(picture);
    Json line = Json::object();
    appendMember(line, "frame", jsonOfSnapshot(picture));
    m_reel->frames.push_back({picture.now, line.dump(-1, ' ', false, Json::error_handler_t::replace)});
    if (m_reel->frames.size() > m_mostFrames) {
        thin();
    }
}

void MeasuredRecorder::beginAnew(const Snapshot& picture, const Document& document)
{
    m_interval = m_usualInterval;
    m_generation = picture.generation;
    m_log = RunLog{document, picture.seed, {}};
    m_document = document;
    m_reel = std::make_shared<Reel>();
}

void MeasuredRecorder::noteChange(const Snapshot& picture, const Document& document)
{
    const auto label = std::find_if(picture.changes.rbegin(), picture.changes.rend(), [](const ChangeView& change) { return change.byUser; });
    m_log.changes.push_back({picture.now, 0, picture.now, document, label == picture.changes.rend() ? std::string() : label->text});
    m_document = document;
}

void MeasuredRecorder::noteColumns(const Snapshot& picture)
{
    for (const NodeView& node : picture.nodes) {
        if (node.series.interval <= Duration::zero()) {
            continue;
        }
        auto track = std::find_if(m_reel->tracks.begin(), m_reel->tracks.end(), [&](const ColumnTrack& each) { return each.node == node.name; });
        if (track == m_reel->tracks.end()) {
            track = m_reel->tracks.insert(m_reel->tracks.end(), ColumnTrack());
            track->node = node.name;
        }
        track->interval = node.series.interval;
        track->window = node.series.window;
        for (std::int64_t i = std::max(track->end(), node.series.first); i < node.series.end; ++i) {
            track->append(i, node.series.at(i), countsOf(node.series.latencyAt(i)));
        }
        track->keep(mostColumns);
    }
    if (picture.live && picture.live->bytes) {
        const double known = m_reel->bytes.empty() ? -1.0 : m_reel->bytes.back().at;
        const auto& samples = *picture.live->bytes;
        const auto fresh = std::find_if(samples.begin(), samples.end(), [known](const ByteSample& sample) { return sample.at > known; });
        m_reel->bytes.insert(m_reel->bytes.end(), fresh, samples.end());
    }
}

/// The first and the newest picture stay.
void MeasuredRecorder::thin()
{
    std::vector<ReelFrame> kept;
    for (std::size_t i = 0; i < m_reel->frames.size(); ++i) {
        if (i % 2 == 0 || i + 1 == m_reel->frames.size()) {
            kept.push_back(std::move(m_reel->frames[i]));
        }
    }
    m_reel->frames = std::move(kept);
    m_interval *= 2;
}

Recording MeasuredRecorder::recording() const
{
    Recording recording;
    recording.mode = Mode::Measured;
    recording.application = HIGHWATER_VERSION;
    recording.log = m_log;
    recording.end = end();
    auto reel = std::make_shared<Reel>(*m_reel);
    for (ColumnTrack& track : reel->tracks) {
        track.detach();
    }
    recording.reel = std::move(reel);
    return recording;
}

} // namespace highwater
