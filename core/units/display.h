// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/quantity.h"
#include "units/time.h"

#include <string>

namespace highwater {

/// Text for people: three significant digits, a thin space (U+2009) before the unit and between groups of three digits from
/// 1 000 on, "0" for zero, an en dash for what is unknown (NaN), U+2212 for minus. All text is UTF-8.
std::string displayDuration(double seconds); ///< "812 ms", "1.04 s", "50.0 s", "4 min 10 s"
std::string displayRate(double perSecond);   ///< "640/s", "2.5k/s" from 10 000/s on
std::string displayCount(double count);      ///< "1 000"; whole numbers only
std::string displayNumber(double value);     ///< three significant digits without a unit
std::string displayBytes(double bytes);      ///< "64.0 KiB"
std::string displayRatio(double ratio);      ///< "0.066 %", "81.0 %"
std::string displayClock(Duration time);     ///< "2:30.0", "1:02:30.0": run time to a tenth of a second

} // namespace highwater
