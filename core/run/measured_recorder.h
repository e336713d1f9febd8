// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/recording.h"

#include <cstddef>
#include <memory>

namespace highwater {

/// Keeps pictures of a measured run for a recording: some per second, and every column of the series once. Bounded: when there are more
/// than mostFrames pictures, every second one is given up and they come half as often; of the columns of a node the newest are kept.
/// A plain value of whoever watches the run; noting a picture takes well under a millisecond.
class MeasuredRecorder
{
public:
    static constexpr Duration usualInterval = std::chrono::milliseconds(250);
    static constexpr std::size_t usualFrames = 3600;   ///< a quarter of an hour at the usual interval
    static constexpr std::size_t mostColumns = 20'000; ///< of each node

    explicit MeasuredRecorder(Duration interval = usualInterval, std::size_t mostFrames = usualFrames);

    /// Takes a picture in when one is due. document: the scenario as it stands; a change of it is noted at once. A picture of another run, or
    /// of a restart, begins the recording anew; simulated pictures are passed over.
    void note(const Snapshot& picture, const Document& document);

    [[nodiscard]] bool empty() const { return m_reel->frames.empty(); }
    [[nodiscard]] std::size_t frames() const { return m_reel->frames.size(); }
    [[nodiscard]] Instant begin() const { return empty() ? runStart : m_reel->frames.front().at; }
    [[nodiscard]] Instant end() const { return empty() ? runStart : m_reel->frames.back().at; }

    /// All of it so far; it must not be empty. recordedAt is the caller's to set.
    [[nodiscard]] Recording recording() const;

private:
    void beginAnew(const Snapshot& picture, const Document& document);
    void noteChange(const Snapshot& picture, const Document& document);
    void noteColumns(const Snapshot& picture);
    void thin();

    Duration m_usualInterval;
    Duration m_interval;
    std::size_t m_mostFrames;
    std::uint64_t m_generation = 0;
    RunLog m_log;
    Document m_document; ///< as it stood last
    std::shared_ptr<Reel> m_reel = std::make_shared<Reel>();
};

} // namespace highwater
