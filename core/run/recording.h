// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/mode.h"
#include "run/reel.h"
#include "run/run_log.h"
#include "run/snapshot.h"
#include "units/error.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// A run in one file, *.hwrec: gzip of JSON lines (UTF-8), so that other programs can read it.
///
///   {"highwater_recording": 1, "application": "0.1.0", "mode": "simulated", "seed": 7, "scenario": {...}, ...}
///   {"change": {"at_ns": 12000000000, "events": 4711, "asked_ns": 11984000000, "label": "workers 8 → 7", "scenario": {...}}}
///   {"columns": {...}}, {"frame": {...}}     of a measured run only
///   {"end": {"at_ns": 60000000000, "events": 23456, "figures": ["api.completed,4711", ...]}}
///
/// A simulated run is the same each time, so that scenario, seed and changes are enough; the figures of its end prove that a replay is
/// it. A measured run cannot be had again: its pictures are in the file, some per second. Lines and members that this version does not
/// know are kept and written again. A plain value; copies share the pictures.
struct Recording
{
    static constexpr int version = 1;
    static constexpr std::size_t mostBytes = std::size_t{256} << 20; ///< of the lines

    Mode mode = Mode::Simulated;
    std::string application; ///< version of Highwater that recorded it
    std::string recordedAt;  ///< "2026-11-30T18:00:00Z"; empty: unknown
    RunLog log;
    Instant end;              ///< the last instant of the recording
    std::uint64_t events = 0; ///< handled until then; of a measured run 0
    std::vector<std::string> figures; ///< at the end, see checkFigures(); of a measured run none
    std::shared_ptr<const Reel> reel; ///< the pictures of a measured run; null for a simulated one

    std::vector<std::string> foreignMembers; ///< of the first and the last line, as "name": JSON, in that order
    std::size_t foreignOfHeader = 0;         ///< so many of these belong to the first line
    std::vector<std::string> foreignLines;   ///< whole lines that this version does not know
};

/// What a picture says that a replay must say, too: totals of every node and link, levels, and a hash of every column of the series. One
/// entry each, "api.completed,4711". The same simulation gives the same entries, to the bit.
std::vector<std::string> checkFigures(const Snapshot& snapshot);

/// A simulated run up to a picture of it. Changes after the picture are left out. recordedAt is the caller's to set.
Recording recordingOf(const RunLog& log, const Snapshot& picture);

/// The bytes of a file. An empty text for a recording of more than mostBytes.
std::string writeRecording(const Recording& recording);
/// Fails with Syntax for what is no recording or was cut off, with Unsupported for one of a newer kind, with OutOfRange for too much; where
/// says "line 3" or "line 3, /change/at_ns". folder: where paths in its scenario start from.
Checked<Recording> readRecording(std::string_view bytes, std::filesystem::path folder = {});

/// To and from files; fail with Io and NotFound, too. A file that is there is replaced when the new one is whole.
Result<void> saveRecording(const Recording& recording, const std::filesystem::path& file);
Checked<Recording> loadRecording(const std::filesystem::path& file);

/// Plays a simulated recording to its end, as fast as possible, and compares the figures; fails with what differs first, or with the faults
/// of its scenario. Any thread; blocks until done. A measured recording has nothing to compare.
Checked<void> verify(const Recording& recording);
/// The same for a picture of the replay at its end; fails with what differs first.
Checked<void> compareFigures(const Recording& recording, const Snapshot& picture);

} // namespace highwater
