// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/recording.h"
#include "run/report.h"
#include "run/snapshot.h"
#include "units/error.h"

#include <QByteArray>
#include <QString>

namespace highwater {

/// Writes bytes to a file by way of a new one, so that a failure leaves the old one whole. Fails with Io and the file's name.
Result<void> saveBytes(const QByteArray& bytes, const QString& file);

/// The series of a picture, and its figures, as tables; see seriesCsv() and resultsCsv().
QByteArray seriesTable(const Snapshot& picture);
QByteArray figuresTable(const Snapshot& picture);

/// A name for a file of this run: "buffer-bloat-seed-7", with no folder and no ending.
QString fileStem(const Snapshot* picture);
/// file with that ending, unless it has one of these: withEnding("a", {"csv"}) is "a.csv".
QString withEnding(const QString& file, const QStringList& endings);

/// The time of the wall as recordings carry it: "2026-11-30T18:00:00Z".
std::string recordedNow();

} // namespace highwater
