// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/settings.h"

#include <QFileInfo>

namespace highwater {

namespace {

constexpr int mostRecent = 8;

} // namespace

std::unique_ptr<QSettings> openSettings(const QString& file)
{
    const QString place = file.isEmpty() ? qEnvironmentVariable("HIGHWATER_SETTINGS") : file;
    if (!place.isEmpty())
        return std::make_unique<QSettings>(place, QSettings::IniFormat);
    return std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("highwater"), QStringLiteral("highwater"));
}

QStringList recentFiles(const QSettings& settings)
{
    QStringList files = settings.value(QStringLiteral("files/recent")).toStringList();
    files.removeIf([](const QString& file) { return !QFileInfo::exists(file); });
    return files;
}

void addRecentFile(QSettings& settings, const QString& file)
{
    QStringList files = settings.value(QStringLiteral("files/recent")).toStringList();
    files.removeAll(file);
    files.prepend(file);
    settings.setValue(QStringLiteral("files/recent"), files.mid(0, mostRecent));
}

} // namespace highwater
