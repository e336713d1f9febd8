// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/pipeline_layout.h"
#include "theme/theme.h"

#include <QGraphicsItem>
#include <QString>

namespace highwater {

/// Where items leave the network: an icon and how many per second.
class ExitItem final : public QGraphicsItem
{
public:
    explicit ExitItem(const Theme& theme) : m_theme(&theme) {}
    void setTheme(const Theme& theme);
    void place(const PlacedNode& placed);
    void setRate(const QString& rate);
    [[nodiscard]] QRectF boundingRect() const override { return QRectF(QPointF(), m_placed.rect.size()); }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    const Theme* m_theme;
    PlacedNode m_placed;
    QString m_rate;
};

} // namespace highwater
