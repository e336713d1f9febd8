// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/topology_edit.h"

#include <QMimeData>
#include <QSizeF>
#include <QString>
#include <QStringView>

#include <array>
#include <cstdint>
#include <optional>

namespace highwater {

/// What can be put into a picture by hand.
enum class Piece : std::uint8_t {
    Producer,
    Stage,
    Channel,
    Balancer,
    Hop ///< kernel buffers, on a link
};
inline constexpr std::array<Piece, 5> allPieces{Piece::Producer, Piece::Stage, Piece::Channel, Piece::Balancer, Piece::Hop};

/// The name of its drawing.
QStringView drawingOf(Piece piece);
/// "Producer", for a button or a menu.
QString wordOf(Piece piece);
/// What it is for, in a few words.
QString tipOf(Piece piece);
/// Nothing for a hop, which is no node.
std::optional<topology::Kind> kindOf(Piece piece);
/// The full card of such a node.
QSizeF cardSizeOf(Piece piece);

/// A piece on its way from the palette to the canvas.
QMimeData* mimeOf(Piece piece);
std::optional<Piece> pieceIn(const QMimeData* mime);

} // namespace highwater
