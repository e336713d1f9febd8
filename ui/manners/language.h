// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPair>
#include <QSettings>
#include <QString>

namespace highwater::language {

/// Codes and names, each in its own language: that of the system first, with an empty code.
QList<QPair<QString, QString>> offered();
/// Whether a translation, or English, has this code.
bool isKnown(const QString& code);

/// What the settings ask for; empty: as the system.
QString chosen(const QSettings& settings);
/// Acts when the program is started next.
void choose(QSettings& settings, const QString& code);

/// Makes the application speak a language: to be called once, before the first window is made. Empty: the first of the system's
/// languages that there is. Returns the code of what it speaks now; "en" when there is no translation.
QString install(const QString& code);

} // namespace highwater::language
