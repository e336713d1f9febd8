// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lessons/progress.h"

class QSettings;

namespace highwater {

/// Progress in the settings, below "lessons/". Null settings remember nothing.
lessons::Progress readProgress(const QSettings* settings);
void writeProgress(QSettings* settings, const lessons::Progress& progress, const std::string& lesson);

} // namespace highwater
