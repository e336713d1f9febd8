// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/hop_face.h"

#include "canvas/faces.h"
#include "canvas/painting.h"
#include "theme/display_text.h"
#include "theme/picture_words.h"

#include <QFontMetricsF>

#include <algorithm>

namespace highwater {

namespace {

/// A part of a receive buffer from which its reader is called slow: a window that has almost closed.
constexpr double slowPart = 0.8;

enum class HopState { Idle, Moving, ReceiverSlow, SenderBlocks, Down };

double partOf(std::int64_t bytes, const std::optional<std::int64_t>& buffer)
{
    return buffer ? static_cast<double>(bytes) / static_cast<double>(std::max<std::int64_t>(1, *buffer)) : 0.0;
}

HopState stateOf(const HopView& hop, double rate)
{
    if (hop.down)
        return HopState::Down;
    if (hop.senderWaits)
        return HopState::SenderBlocks;
    if (partOf(hop.receiveBytes, hop.receiveBuffer) >= slowPart)
        return HopState::ReceiverSlow;
    return rate > 0 || hop.items > 0 ? HopState::Moving : HopState::Idle;
}

QString captionOf(const HopView& hop, HopState state)
{
    switch (state) {
    case HopState::Down:
        return Painted::tr("down: nothing moves");
    case HopState::SenderBlocks:
        // Without room at the far side both are full; else the wire is the narrow place.
        return partOf(hop.receiveBytes, hop.receiveBuffer) >= slowPart ? Painted::tr("both full: sender blocks")
                                                                       : Painted::tr("wire full: sender blocks");
    case HopState::ReceiverSlow:
        return Painted::tr("receiver slow");
    case HopState::Moving:
        return Painted::tr("moving");
    case HopState::Idle:
        break;
    }
    return Painted::tr("empty");
}

BufferGauge gaugeOf(std::int64_t bytes, const std::optional<std::int64_t>& buffer, Token token, int width)
{
    // Without a limit a full gauge means 64 KiB, what a socket has by default in many places.
    const double scale = static_cast<double>(buffer.value_or(std::max<std::int64_t>(64 * 1024, bytes)));
    return {pixelsOf(static_cast<double>(bytes), scale, width), bytes > 0 ? token : Token::Idle, buffer.has_value()};
}

QString sentenceOf(const HopView& hop, const QString& from, const QString& to, const HopFace& face)
{
    const auto limit = [](const std::optional<std::int64_t>& buffer) {
        return buffer ? Painted::tr(" of %1").arg(bytesText(*buffer)) : QString();
    };
    QString text = Painted::tr("%1 to %2, %3: %4%5 in the send buffer, %6%7 in the receive buffer, %8")
                       .arg(from, to, face.caption, face.sendText, limit(hop.sendBuffer), face.receiveText,
                            limit(hop.receiveBuffer), countedText(hop.items, Painted::tr("item"), Painted::tr("items")));
    if (hop.applicationBytes > 0)
        text += Painted::tr(", %1 still with the sender").arg(bytesText(hop.applicationBytes));
    return text + QLatin1Char('.');
}

void paintGauge(QPainter& painter, const Theme& theme, const BufferGauge& gauge, const QRectF& r)
{
    painter.setClipRect(r);
    paintBox(painter, gauge.bounded ? r : r.adjusted(0, 0, 4, 0), theme.color(Token::Window),
             theme.color(Token::Strong), 2);
    painter.setClipping(false);
    const double fill = std::min<double>(gauge.fill, r.width() - 2);
    painter.fillRect(QRectF(r.x() + 1, r.y() + 1, fill, r.height() - 2), theme.color(gauge.token));
}

void paintSmall(QPainter& painter, const Theme& theme, const HopFace& face, const QRectF& rect, Detail detail)
{
    const bool compact = detail == Detail::Compact;
    paintBox(painter, rect, theme.color(Token::Surface), theme.color(face.outline), compact ? 4 : 2);
    if (detail == Detail::Mark)
        return;
    const double width = hopGaugeWidth(detail) + 2;
    const double high = compact ? 8 : 4;
    const double y = rect.y() + (rect.height() - high) / 2;
    const double inset = compact ? 6 : 2;
    paintGauge(painter, theme, face.send, QRectF(rect.x() + inset, y, width, high));
    paintGauge(painter, theme, face.receive, QRectF(rect.right() - inset - width, y, width, high));
}

} // namespace

int hopGaugeWidth(Detail detail)
{
    switch (detail) {
    case Detail::Full:
        return 42;
    case Detail::Compact:
        return 16;
    case Detail::Tile:
        return 7;
    case Detail::Mark:
        break;
    }
    return 0;
}

HopFace hopFaceOf(const HopView& hop, const QString& from, const QString& to, double rate, int gaugeWidth)
{
    const HopState state = stateOf(hop, rate);
    const bool bad = state == HopState::Down || state == HopState::SenderBlocks;
    HopFace face;
    const bool receiverFull = partOf(hop.receiveBytes, hop.receiveBuffer) >= slowPart;
    const Token receive = bad && receiverFull ? Token::Blocked : receiverFull ? Token::Pressed : Token::Flowing;
    face.send = gaugeOf(hop.sendBytes, hop.sendBuffer, bad ? Token::Blocked : Token::Flowing, gaugeWidth);
    face.receive = gaugeOf(hop.receiveBytes, hop.receiveBuffer, receive, gaugeWidth);
    face.outline = bad ? Token::Blocked : state == HopState::ReceiverSlow ? Token::Pressed : Token::Border;
    face.down = hop.down;
    face.sendText = bytesText(hop.sendBytes);
    face.receiveText = bytesText(hop.receiveBytes);
    face.caption = captionOf(hop, state);
    face.sentence = sentenceOf(hop, from, to, face);
    return face;
}

void paintHop(QPainter& painter, const Theme& theme, const HopFace& face, const QRectF& rect, Detail detail)
{
    painter.setRenderHint(QPainter::Antialiasing);
    if (detail != Detail::Full) {
        paintSmall(painter, theme, face, rect, detail);
        return;
    }
    const QFont font = Theme::sceneFont(10);
    const QColor muted = theme.color(Token::Muted);
    const QColor ink = theme.color(Token::Text);
    const double x = rect.x();
    const double y = rect.y();
    const double right = rect.right();
    paintBox(painter, rect, theme.color(Token::Surface), theme.color(face.outline), 6);
    paintText(painter, x + 8, y + 14, Painted::tr("send"), font, muted);
    paintText(painter, right - 8, y + 14, Painted::tr("receive"), font, muted, Qt::AlignRight);
    paintGauge(painter, theme, face.send, QRectF(x + 8, y + 19, 44, 8));
    paintGauge(painter, theme, face.receive, QRectF(right - 52, y + 19, 44, 8));
    painter.fillRect(QRectF(x + 54, y + 23, right - x - 108, 1), muted);
    if (face.down)
        paintIcon(painter, x + rect.width() / 2 - 5, y + 18, u"killed", 10, theme.color(Token::Blocked));
    paintText(painter, x + 8, y + 40, face.sendText, font, ink);
    paintText(painter, right - 8, y + 40, face.receiveText, font, ink, Qt::AlignRight);
    const QFont small = Theme::sceneFont(10.5);
    const double width = textWidth(face.caption, small) + 6;
    QColor ground = theme.color(Token::Canvas);
    ground.setAlphaF(0.9F);
    painter.fillRect(QRectF(rect.center().x() - width / 2, rect.bottom() + 2, width, 12), ground);
    paintText(painter, rect.center().x(), rect.bottom() + 12, face.caption, small, muted, Qt::AlignHCenter);
}

} // namespace highwater
