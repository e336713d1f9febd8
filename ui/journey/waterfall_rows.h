// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/journey.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace highwater {

/// One row of a waterfall: a visit to a station. Indices are those of the journey.
struct WaterfallRow
{
    QString label; ///< "api", "web to api"; of a journey with several attempts "2: api"
    QString node;  ///< for selecting it; empty: none
    std::uint32_t attempt = 1;
    std::vector<std::size_t> segments;
    std::vector<std::size_t> setbacks;
    bool ends = false; ///< the journey ended here, or is here still
    QString text;      ///< how long it took there, and what came of it
};
/// A new row whenever the item goes somewhere else or is tried again. Any thread.
std::vector<WaterfallRow> rowsOf(const Journey& journey);

} // namespace highwater
