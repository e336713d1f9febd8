// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSettings>
#include <QString>
#include <QStringList>

#include <memory>

namespace highwater {

/// What the program remembers from one start to the next. An empty file name: HIGHWATER_SETTINGS if set, else the user's own place.
std::unique_ptr<QSettings> openSettings(const QString& file = {});

/// The files opened last, newest first, at most eight; those that are gone are left out. Those of the shelf are not kept: they have keys.
QStringList recentFiles(const QSettings& settings);
void addRecentFile(QSettings& settings, const QString& file);

} // namespace highwater
