// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/pipeline_layout.h"
#include "run/snapshot.h"
#include "theme/theme.h"

#include <QPainter>
#include <QString>

namespace highwater {

/// One of the two kernel buffers of a hop.
struct BufferGauge
{
    int fill = 0; ///< of hopGaugeWidth()
    Token token = Token::Flowing;
    bool bounded = true;
    bool operator==(const BufferGauge&) const = default;
};

/// What a hop's card shows. The texts follow at most ten times a second, as those of nodes do.
struct HopFace
{
    BufferGauge send, receive;
    Token outline = Token::Border;
    bool down = false;
    QString sendText, receiveText; ///< bytes
    QString caption;               ///< "moving", "receiver slow", "both full: sender blocks"
    QString sentence;              ///< for the tool tip and a screen reader
    bool operator==(const HopFace&) const = default;
};

/// Pixels inside one of the gauges.
int hopGaugeWidth(Detail detail);
/// from, to: names of the nodes at its ends; rate: items per second along the link.
HopFace hopFaceOf(const HopView& hop, const QString& from, const QString& to, double rate, int gaugeWidth);

/// Where the caption stands below a full card.
inline constexpr int hopCaptionHeight = 14;
void paintHop(QPainter& painter, const Theme& theme, const HopFace& face, const QRectF& rect, Detail detail);

} // namespace highwater
