// SPDX-License-Identifier: GPL-3.0-or-later
#include "manners/desktop_motion.h"

#include <QSettings>
#include <QStandardPaths>

namespace highwater {

namespace {

QString setting(const char* file, const char* key)
{
    const QString path = QStandardPaths::locate(QStandardPaths::GenericConfigLocation, QLatin1String(file));
    return path.isEmpty() ? QString() : QSettings(path, QSettings::IniFormat).value(QLatin1String(key)).toString().trimmed();
}

bool isOff(const QString& value)
{
    return value == QStringLiteral("0") || value.compare(QStringLiteral("false"), Qt::CaseInsensitive) == 0;
}

} // namespace

bool desktopWantsLessMotion()
{
    bool isNumber = false;
    const double factor = setting("kdeglobals", "KDE/AnimationDurationFactor").toDouble(&isNumber);
    if (isNumber && factor == 0)
        return true;
    return isOff(setting("gtk-4.0/settings.ini", "Settings/gtk-enable-animations")) ||
           isOff(setting("gtk-3.0/settings.ini", "Settings/gtk-enable-animations"));
}

} // namespace highwater
