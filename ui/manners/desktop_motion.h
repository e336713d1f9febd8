// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace highwater {

/// Whether the desktop was told to move less: KDE's factor for animations, the setting of GTK. Qt 6.4 has no hint for it, and its switch
/// for effects is off wherever no desktop says otherwise. Reads at most three small files; once at the start is enough.
bool desktopWantsLessMotion();

} // namespace highwater
