// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"

#include <QList>
#include <QPair>
#include <QString>

namespace highwater {

/// What must change in a stage, path and value, so that it has so many workers: a list of speeds keeps one for each
/// worker, and an autoscaler lets the number in.
QList<QPair<QString, QString>> workerEdits(const StageNode& stage, std::int64_t count);

} // namespace highwater
