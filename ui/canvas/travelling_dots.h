// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/pipeline_layout.h"
#include "theme/theme.h"

#include <QGraphicsItem>
#include <QPointF>

#include <cstdint>
#include <vector>

namespace highwater {

inline constexpr int mostDots = 500;

/// Dots that travel along the links, each for a number of items that really went. All dots have one speed; what flows
/// more has them closer together. The number of items for one dot is the same on all links and follows the busiest one
/// in steps of 1, 2, 5.
class DotTraffic
{
public:
    /// New paths, in the order in which advance() gets its counts; all dots vanish.
    void setEdges(const std::vector<PlacedEdge>& edges);
    /// seconds of real time went by; items: how many went along each link since the run began. A count that falls is a
    /// new run.
    void advance(double seconds, const std::vector<std::uint64_t>& items);
    void clear();

    [[nodiscard]] const std::vector<QPointF>& positions() const { return m_positions; }
    [[nodiscard]] std::uint64_t itemsPerDot() const { return m_itemsPerDot; }

private:
    struct Lane
    {
        std::vector<QPointF> points; ///< at even distances
        double length = 0;
        double rate = 0; ///< items per second of real time, smoothed
        double rest = 0; ///< items that make no whole dot yet
        std::uint64_t items = 0;
        bool known = false;       ///< items has been set
        std::vector<double> dots; ///< ways gone, in logical pixels
    };
    void chooseItemsPerDot();
    void send(Lane& lane, double seconds, std::uint64_t items, int& room);

    std::vector<Lane> m_lanes;
    std::vector<QPointF> m_positions;
    std::uint64_t m_itemsPerDot = 1;
    double m_watched = 0; ///< seconds since the counts were first seen
};

/// Draws all dots as one item.
class DotsItem final : public QGraphicsItem
{
public:
    explicit DotsItem(const Theme& theme) : m_theme(&theme) {}
    void setTheme(const Theme& theme) { m_theme = &theme; }
    void setArea(const QRectF& area);
    void setPositions(const std::vector<QPointF>& positions);
    [[nodiscard]] int count() const { return static_cast<int>(m_squares.size()); }

    [[nodiscard]] QRectF boundingRect() const override { return m_area; }
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

private:
    const Theme* m_theme;
    QRectF m_area;
    std::vector<QRectF> m_squares;
};

} // namespace highwater
