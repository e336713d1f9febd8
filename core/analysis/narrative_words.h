// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"

#include <cstddef>
#include <string>
#include <vector>

/// The small change of a sentence.
namespace highwater::words {

/// A time ahead in seconds: it is an estimate and gets no more digits than it deserves.
std::string about(double seconds);
/// 0.64 -> "64 %".
std::string percent(double ratio);
/// A level in the queue's measure.
std::string levelText(const flow::QueuePolicy& queue, double level);
std::string plural(std::size_t count, const char* one, const char* many);
/// "clients", "clients and batch import", "clients and 3 others".
std::string listOf(const std::vector<std::string>& names);
const char* wordOf(NodeState state);
/// Who turned an item away: " by its token bucket", "; no worker is there yet".
std::string refuserOf(flow::RefusalReason reason);

} // namespace highwater::words
