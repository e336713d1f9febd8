// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/journey.h"
#include "theme/theme.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace highwater {

/// How a stay is drawn: never by colour alone.
struct StayLook
{
    enum class Pattern {
        Solid,
        Lines, ///< upright
        Hatch, ///< 45 degrees
        Frame, ///< outlined, empty
        Dashes ///< a line in the middle
    };
    Token token = Token::Idle;
    Pattern pattern = Pattern::Solid;
};
StayLook lookOf(Stay stay);
/// One bar, at least 2 px wide.
void paintStay(QPainter& painter, const QRectF& bar, Stay stay, const Theme& theme);

/// The drawing of a fate, and its colour.
struct FateLook
{
    Token token = Token::Idle;
    QString icon;
};
FateLook lookOf(Fate fate);

} // namespace highwater
