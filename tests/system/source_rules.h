// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace highwater::test {

/// What a source file does that the project's rules forbid; each fault is one line, "path:line: what and why". Paths are relative to the
/// top folder and use slashes. The rules look at text alone, so that they can be tried on files that do not exist.

/// Includes go one way: a folder uses only what stands before it, and the core knows nothing of Qt.
QStringList includeFaults(const QString& path, const QString& text);
/// State machines and the simulator are told the time: they read no clock and start no thread.
QStringList clockFaults(const QString& path, const QString& text);
/// The licence stands first, a file stays a file that one can read, nothing is left for later.
QStringList formFaults(const QString& path, const QString& text);

/// Whether the top folder may hold that entry.
bool belongsAtTop(const QString& name);

} // namespace highwater::test
