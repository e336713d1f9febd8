// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/piece.h"

#include "canvas/card_measures.h"

#include <QCoreApplication>

namespace highwater {

namespace {

constexpr const char* mimeType = "application/x-highwater-piece";

QString tr(const char* text)
{
    return QCoreApplication::translate("highwater::Piece", text);
}

} // namespace

QStringView drawingOf(Piece piece)
{
    switch (piece) {
    case Piece::Producer:
        return u"producer";
    case Piece::Channel:
        return u"channel";
    case Piece::Balancer:
        return u"balancer";
    case Piece::Hop:
        return u"hop";
    case Piece::Stage:
        break;
    }
    return u"stage";
}

QString wordOf(Piece piece)
{
    switch (piece) {
    case Piece::Producer:
        return tr("Producer");
    case Piece::Channel:
        return tr("Channel");
    case Piece::Balancer:
        return tr("Balancer");
    case Piece::Hop:
        return tr("Hop");
    case Piece::Stage:
        break;
    }
    return tr("Stage");
}

QString tipOf(Piece piece)
{
    switch (piece) {
    case Piece::Producer:
        return tr("Sends items");
    case Piece::Channel:
        return tr("Shows every item to each of its readers");
    case Piece::Balancer:
        return tr("Spreads items over a pool of stages");
    case Piece::Hop:
        return tr("A wire with kernel buffers, on a link");
    case Piece::Stage:
        break;
    }
    return tr("A queue and the workers that empty it");
}

std::optional<topology::Kind> kindOf(Piece piece)
{
    switch (piece) {
    case Piece::Producer:
        return topology::Kind::Producer;
    case Piece::Stage:
        return topology::Kind::Stage;
    case Piece::Channel:
        return topology::Kind::Channel;
    case Piece::Balancer:
        return topology::Kind::Balancer;
    case Piece::Hop:
        break;
    }
    return {};
}

QSizeF cardSizeOf(Piece piece)
{
    const Measures full = measuresOf(Detail::Full, 1);
    if (piece == Piece::Hop)
        return full.hop;
    const NodeKind kind = piece == Piece::Channel ? NodeKind::Channel : piece == Piece::Balancer ? NodeKind::Balancer : NodeKind::Stage;
    return cardSize(Graph{{piece == Piece::Producer}, {}, {{kind, kind == NodeKind::Channel ? 1 : 0}}}, 0, full);
}

QMimeData* mimeOf(Piece piece)
{
    auto* mime = new QMimeData;
    mime->setData(QString::fromLatin1(mimeType), drawingOf(piece).toLatin1());
    return mime;
}

std::optional<Piece> pieceIn(const QMimeData* mime)
{
    const QByteArray name = mime ? mime->data(QString::fromLatin1(mimeType)) : QByteArray();
    for (const Piece piece : allPieces) {
        if (name == drawingOf(piece).toLatin1())
            return piece;
    }
    return {};
}

} // namespace highwater
