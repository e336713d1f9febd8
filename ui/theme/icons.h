// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "theme/theme.h"

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>
#include <QStringView>

namespace highwater {

/// A drawing of resources/icons (a 16-unit box, stroke 1.5, one colour), rendered once per name, size, colour and pixel ratio.
/// Names are the file names without ".svg": "play", "pause", "restart", "pressed", "producer", ... An unknown name asserts.
/// GUI thread only.
QPixmap iconPixmap(QStringView name, int logicalSize, const QColor& color, qreal pixelRatio);
/// The same for buttons and actions; disabled in Token::Strong.
QIcon themedIcon(QStringView name, const Theme& theme, Token token = Token::Text);

/// How a state is shown: never by colour alone.
struct StateLook
{
    Token token;
    QString icon; ///< for iconPixmap
    QString word; ///< "pressed", "sending", "waiting", "refusing", ..., in the language of the window
};
StateLook lookOf(const NodeView& node);
StateLook lookOf(LevelState state);

} // namespace highwater
