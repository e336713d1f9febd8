// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace highwater {

/// Whether the desktop was told to move less: Qt's own switch for effects, KDE's factor for animations, the setting of GTK. Reads at most
/// three small files; once at the start is enough.
bool desktopWantsLessMotion();

} // namespace highwater
