// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/parameters.h"

namespace highwater {

/// Changes of a queue's limits that keep 0 <= low < high <= capacity, so that none of them is ever refused. value:
/// items or bytes, whole; infinity takes the limit away.
Edits capacityEdits(const EditBase& base, double value);
Edits highMarkEdits(const EditBase& base, double value);
Edits lowMarkEdits(const EditBase& base, double value);

/// A level as the scenario writes it: a whole number, or a size when the queue is measured in bytes.
QString levelText(const flow::QueuePolicy& queue, std::int64_t level);

} // namespace highwater
