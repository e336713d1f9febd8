// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"
#include "sim/results.h"

#include <QJsonObject>
#include <QString>

#include <memory>
#include <optional>

namespace highwater {

/// A verification case as a scenario that runs for that many jobs per replication after its warm-up. Null for models whose engine this
/// version does not have.
std::shared_ptr<const Scenario> modelOf(const QJsonObject& caseObject, double jobs);

/// One expected figure of a case, as the simulator measured it: "Wq_p95", "R_station[1]", "P_first_blocked", ... Fails the test's
/// bookkeeping (absent) for a name that it does not know.
std::optional<double> figureOf(const QJsonObject& caseObject, const QString& name, int index, const RunResult& run);

} // namespace highwater
