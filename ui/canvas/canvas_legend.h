// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/wait_chain.h"
#include "theme/theme.h"

#include <QPainter>
#include <QSizeF>

namespace highwater {

/// Height at the bottom of the canvas that the legend needs, and what the chain's arrows and card need.
inline constexpr double legendHeight = 30;
inline constexpr double waitCardHeight = 94;
/// How far up from the bottom legend and card themselves reach.
inline constexpr double legendTop = 24;
inline constexpr double waitCardTop = 54;

/// One line at the bottom left: what the links mean. itemsPerDot 0: no dots travel.
void paintLegend(QPainter& painter, const Theme& theme, QSizeF view, std::uint64_t itemsPerDot);
/// The card of "Who waits?" at the bottom: the chain in one sentence, or that nobody waits.
void paintWaitCard(QPainter& painter, const Theme& theme, QSizeF view, const WaitChain& chain);
/// What stands on a canvas without a pipeline.
void paintNothing(QPainter& painter, const Theme& theme, QSizeF view);

} // namespace highwater
