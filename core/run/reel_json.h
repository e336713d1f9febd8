// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/reel.h"
#include "scenario/tree.h"

#include <string>
#include <vector>

namespace highwater {

/// The columns of series as rows of numbers, for recordings. Numbers keep their single precision to the bit; NaN is null.

/// Names of what a row holds, in its order: "depth_mean", "sojourn_p99_s", ...
Json columnFields();

/// {"node": "api", "interval_ns": ..., "window": 25, "first": 64, "rows": [[...], ...]} for the columns [from, to) of a series.
Json jsonOfColumns(const std::string& node, const Series& series, std::int64_t from, std::int64_t to);
Json jsonOfColumns(const ColumnTrack& track, std::int64_t from, std::int64_t to);

/// Reads such objects into the tracks of a reel. order: the fields of the file, which may be others than ours: unknown ones are passed over,
/// missing ones are 0.
class ColumnReader
{
public:
    /// Fails with WrongType.
    Result<void> setFields(const Json& names, const std::string& where);
    Result<void> read(const Json& json, const std::string& where, Reel& reel) const;

private:
    std::vector<int> m_order; ///< by place in a row: the index of our field; -1: none
};

/// One sample of where the bytes are as a row, and back.
Json jsonOfBytes(const ByteSample& sample);
Result<ByteSample> bytesOfJson(const Json& json, const std::string& where);

} // namespace highwater
