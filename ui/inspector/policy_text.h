// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"

#include <QString>

namespace highwater {

/// Policies as the scenario writes them. Parameters that have their default value are left out, so that what is shown
/// is what was chosen.
QString aqmText(const flow::AqmPolicy& policy);             ///< "none", "codel(target=10ms)"
QString admissionText(const flow::AdmissionPolicy& policy); ///< "token-bucket(100/s, 20)"
QString failureModeText(const flow::FailurePolicy& policy); ///< "error", "hang(5s)", "slow(10x)"
QString measureText(const flow::QueuePolicy& queue);        ///< "items", "custom(0:4, 1:2)"
/// For reading only: "at 10s for 5s; at 1min for 2s"; empty: none.
QString outagesText(const std::vector<flow::Outage>& outages);
/// JSON text of a list.
QString listText(const std::vector<int>& numbers);
QString listText(const std::vector<double>& numbers);

} // namespace highwater
