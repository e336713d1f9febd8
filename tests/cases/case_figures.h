// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/results.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace highwater {

/// One expected figure of a case, as the simulator measured it: "Wq_p95", or "R_station" of the station with that index
/// (-1: the figure is no list); "jobs": visits to the first station. Absent for a name that is not known.
std::optional<double> figureOf(const QJsonObject& caseObject, const QString& name, int index, const RunResult& run);

/// How far the mean over replications may lie from what is expected: the case's own tolerance, and what its quantiles
/// at the edge of an atom need more.
double allowanceOf(const QJsonObject& caseObject, const QString& name, double expected);

} // namespace highwater
