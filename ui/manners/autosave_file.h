// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLockFile>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace highwater {

/// A scenario as it stood, beside the file that it comes from.
struct Kept
{
    QString name;     ///< of the scenario, for people
    QString file;     ///< that was open; may be gone by now
    QString folder;   ///< that relative paths in the scenario start from
    QString scenario; ///< its text
    QDateTime at;
};

/// Writes by way of a new file that is renamed. Any thread. False when it cannot be written.
bool writeKept(const QString& path, const Kept& kept);
/// Absent when it is not there or was not written by writeKept().
std::optional<Kept> readKept(const QString& path);

/// What a process that is no longer there has left. Holding it keeps others from taking it.
struct LeftBehind
{
    Kept kept;
    QString path;
    std::unique_ptr<QLockFile> lock;
};
/// Newest first; what belongs to a process that still runs is passed over.
std::vector<LeftBehind> findLeftBehind(const QString& folder);
/// The marker of the process that writes to path.
QString lockOf(const QString& path);

} // namespace highwater
