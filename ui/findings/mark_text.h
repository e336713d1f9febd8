// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/display_text.h"
#include "units/display.h"

#include <QString>

namespace highwater {

/// A share of time; nothing keeps its unit too: "0 %".
inline QString timeShareText(double ratio)
{
    return ratio == 0 ? QStringLiteral("0\u2009%") : qtText(displayRatio(ratio));
}

} // namespace highwater
