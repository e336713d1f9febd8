// SPDX-License-Identifier: GPL-3.0-or-later
// The file of verification cases: tests/cases/open_cases.json says in its head what its words mean.
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace highwater {

/// All of them; ends the test when the file cannot be read.
QJsonArray allCases();
/// The one of that id; ends the test when there is none.
QJsonObject caseOf(const QString& id);
/// Whether it is judged by what a run of a model measures.
bool isStatistical(const QJsonObject& caseObject);

} // namespace highwater
