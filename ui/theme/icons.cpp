// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include "theme/picture_words.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

/// The icons lie in a static library: nothing would pull their registration into a program without this call. The macro
/// declares a function and therefore has to stand outside of every namespace; a second call does nothing.
static void registerIcons()
{
    Q_INIT_RESOURCE(resources);
}

namespace highwater {

namespace {

QPixmap render(QStringView name, int logicalSize, const QColor& color, qreal pixelRatio)
{
    registerIcons();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    const bool known = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(known, "iconPixmap", "there is no icon of this name");
    if (!known)
        return {};
    QByteArray drawing = file.readAll();
    drawing.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(drawing);

    const int pixels = qRound(logicalSize * pixelRatio);
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    // The alpha goes over the whole drawing: overlapping strokes must not show through each other.
    painter.setOpacity(color.alphaF());
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    pixmap.setDevicePixelRatio(pixelRatio);
    return pixmap;
}

/// Renders a drawing when a size is asked for, so that it is sharp in every button and on every screen.
class DrawingEngine final : public QIconEngine
{
public:
    DrawingEngine(QString name, QColor color, QColor disabled)
        : m_name(std::move(name)), m_color(color), m_disabled(disabled)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const int side = qMin(rect.width(), rect.height());
        const QPoint corner(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
        painter->drawPixmap(corner, iconPixmap(m_name, side, colorIn(mode), painter->device()->devicePixelRatioF()));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }

    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        // QIcon asks in device pixels and sets the ratio itself.
        return iconPixmap(m_name, qMin(size.width(), size.height()), colorIn(mode), 1.0);
    }

    [[nodiscard]] QIconEngine* clone() const override { return new DrawingEngine(*this); }
    QString key() const override { return QStringLiteral("highwater"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    [[nodiscard]] QColor colorIn(QIcon::Mode mode) const { return mode == QIcon::Disabled ? m_disabled : m_color; }
    QString m_name;
    QColor m_color;
    QColor m_disabled;
};

StateLook look(Token token, const QString& icon, const QString& word)
{
    return {token, icon, word};
}

StateLook producerLook(const NodeView& node)
{
    switch (node.state) {
    case NodeState::Flowing:
        return look(Token::Flowing, QStringLiteral("flowing"), Painted::tr("sending"));
    case NodeState::Dropping:
        if (node.retriedRate > node.refusedRate || (node.refusedRate <= 0 && node.totals.retried > 0))
            return look(Token::Dropped, QStringLiteral("refused"), Painted::tr("retrying"));
        return look(Token::Dropped, QStringLiteral("dropped"), Painted::tr("shedding"));
    case NodeState::Filling:
        return look(Token::Filling, QStringLiteral("filling"), Painted::tr("filling"));
    case NodeState::Pressed:
    case NodeState::Waiting:
        return look(Token::Pressed, QStringLiteral("waiting"), Painted::tr("waiting"));
    case NodeState::Blocked:
        return look(Token::Blocked, QStringLiteral("blocked"), Painted::tr("blocked"));
    case NodeState::Idle:
        break;
    }
    return look(Token::Idle, QStringLiteral("idle"),
                node.thinking > 0 ? Painted::tr("thinking") : Painted::tr("idle"));
}

/// Whether what a stage loses is mostly turned away at its door. offered = accepted + refused, so the difference of the
/// rates says how much is refused now.
bool isRefusing(const NodeView& node)
{
    return node.totals.refused > 0 && node.offeredRate - node.acceptedRate >= node.refusedRate / 2;
}

} // namespace

QPixmap iconPixmap(QStringView name, int logicalSize, const QColor& color, qreal pixelRatio)
{
    const QString key = QStringLiteral("highwater/%1/%2/%3/%4")
                            .arg(name)
                            .arg(logicalSize)
                            .arg(color.rgba(), 8, 16, QLatin1Char('0'))
                            .arg(pixelRatio);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = render(name, logicalSize, color, pixelRatio);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

QIcon themedIcon(QStringView name, const Theme& theme, Token token)
{
    return QIcon(new DrawingEngine(name.toString(), theme.color(token), theme.color(Token::Strong)));
}

StateLook lookOf(const NodeView& node)
{
    if (node.isProducer)
        return producerLook(node);
    if (node.down)
        return look(Token::Blocked, QStringLiteral("killed"), Painted::tr("down"));
    switch (node.state) {
    case NodeState::Flowing:
        return lookOf(LevelState::Flowing);
    case NodeState::Filling:
        return lookOf(LevelState::Filling);
    case NodeState::Pressed:
        return lookOf(LevelState::Pressed);
    case NodeState::Blocked:
        return lookOf(LevelState::Blocked);
    case NodeState::Dropping:
        if (isRefusing(node))
            return look(Token::Dropped, QStringLiteral("refused"), Painted::tr("refusing"));
        return look(Token::Dropped, QStringLiteral("dropped"), Painted::tr("dropping"));
    case NodeState::Waiting:
        return look(Token::Pressed, QStringLiteral("waiting"), Painted::tr("waiting"));
    case NodeState::Idle:
        break;
    }
    return look(Token::Idle, QStringLiteral("idle"), Painted::tr("idle"));
}

StateLook lookOf(LevelState state)
{
    switch (state) {
    case LevelState::Filling:
        return look(Token::Filling, QStringLiteral("filling"), Painted::tr("filling"));
    case LevelState::Pressed:
        return look(Token::Pressed, QStringLiteral("pressed"), Painted::tr("pressed"));
    case LevelState::Blocked:
        return look(Token::Blocked, QStringLiteral("blocked"), Painted::tr("blocked"));
    case LevelState::Flowing:
        break;
    }
    return look(Token::Flowing, QStringLiteral("flowing"), Painted::tr("flowing"));
}

} // namespace highwater
