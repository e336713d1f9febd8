// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"

#include <QJsonObject>

#include <memory>

namespace highwater {

/// A verification case as a scenario that runs for that many jobs per replication after its warm-up. Null for cases
/// that are no model of a network in its steady state.
std::shared_ptr<const Scenario> modelOf(const QJsonObject& caseObject, double jobs);

} // namespace highwater
