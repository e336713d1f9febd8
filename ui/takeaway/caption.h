// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "theme/theme.h"

#include <QString>
#include <QStringList>

class QPainter;

namespace highwater {

/// What a picture that leaves the program has to say below itself: what it shows and where its figures come from.
struct Caption
{
    Mode mode = Mode::Simulated;
    QString title;     ///< "Depth of api"
    QString origin;    ///< "Buffer bloat, at 1:20.0"
    QStringList facts; ///< units, limits, seed, version, date; each stands by itself

    /// All of it as plain text, for the description inside a file.
    [[nodiscard]] QString text() const;
};

/// units: "depth in items, time in m:ss"; empty: the picture says them itself. Limits are the capacity and the marks of the stages and the
/// objectives of the scenario; those of the stage that is shown come first. snapshot may be null; stage: index into its nodes, -1: none.
Caption captionOf(const Snapshot* snapshot, const QString& title, const QString& units = {}, int stage = -1);

/// "Simulated", "Measured", "Analytic".
QString badgeText(Mode mode);
/// Draws the badge of a mode with its left middle there; returns its width.
double paintBadge(QPainter& painter, const Theme& theme, Mode mode, const QPointF& leftMiddle);

/// The lines of a caption under a picture of that width, and their height.
int captionHeight(const Caption& caption, int width);
void paintCaption(QPainter& painter, const Theme& theme, const Caption& caption, const QRect& place);

} // namespace highwater
