// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/travelling_dots.h"

#include <QLineF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double speed = 110;       ///< logical pixels per second
constexpr double mostPerSecond = 5; ///< dots that start on the busiest link
constexpr double leastDistance = 8; ///< between two dots that start in one frame
constexpr double smoothing = 0.5;   ///< seconds over which a rate is averaged
constexpr double watchFirst = 0.2;  ///< seconds before the first dot: what a dot stands for must be known
constexpr double targetDots = 400;  ///< expected number of all dots, below the hard limit
constexpr double side = 4;

/// The smallest of 1, 2, 5, 10, ... that is not below the value.
double roundStep(double value)
{
    if (value <= 1)
        return 1;
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0}) {
        if (step * decade >= value)
            return step * decade;
    }
    return 10 * decade;
}

} // namespace

void DotTraffic::setEdges(const std::vector<PlacedEdge>& edges)
{
    m_lanes.clear();
    m_positions.clear();
    m_watched = 0;
    for (const auto& edge : edges) {
        Lane lane;
        lane.points = edge.points;
        lane.length = edge.length;
        m_lanes.push_back(std::move(lane));
    }
}

void DotTraffic::clear()
{
    for (auto& lane : m_lanes) {
        lane.dots.clear();
        lane.known = false;
    }
    m_positions.clear();
    m_watched = 0;
}

void DotTraffic::advance(double seconds, const std::vector<std::uint64_t>& items)
{
    std::vector<std::uint64_t> went(m_lanes.size());
    for (std::size_t i = 0; i < m_lanes.size() && i < items.size(); ++i) {
        Lane& lane = m_lanes[i];
        went[i] = lane.known && items[i] >= lane.items ? items[i] - lane.items : 0;
        lane.items = items[i];
        lane.known = true;
        // In the beginning the mean of what was seen, later a sliding one.
        if (seconds > 0)
            lane.rate += (static_cast<double>(went[i]) / seconds - lane.rate) * seconds /
                         std::min(smoothing, m_watched + seconds);
    }
    m_watched += seconds;
    if (m_watched < watchFirst)
        return;
    chooseItemsPerDot();
    int room = mostDots;
    for (auto& lane : m_lanes) {
        for (double& way : lane.dots)
            way += speed * seconds;
        std::erase_if(lane.dots, [&](double way) { return way >= lane.length; });
        room -= static_cast<int>(lane.dots.size());
    }
    m_positions.clear();
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        Lane& lane = m_lanes[i];
        send(lane, seconds, went[i], room);
        const auto last = static_cast<double>(lane.points.size() - 1);
        for (const double way : lane.dots)
            m_positions.push_back(lane.points[static_cast<std::size_t>(std::lround(way / lane.length * last))]);
    }
}

void DotTraffic::send(Lane& lane, double seconds, std::uint64_t items, int& room)
{
    lane.rest += static_cast<double>(items);
    const auto perDot = static_cast<double>(m_itemsPerDot);
    const double due = std::floor(lane.rest / perDot);
    lane.rest -= due * perDot;
    // What would stand on top of each other is one dot.
    const double fits = std::floor(speed * seconds / leastDistance) + 1;
    const int dots = std::clamp(static_cast<int>(std::min(due, fits)), 0, std::max(0, room));
    for (int i = 0; i < dots; ++i) {
        const double way = speed * seconds * (i + 0.5) / dots;
        if (way < lane.length)
            lane.dots.push_back(way);
    }
    room -= dots;
}

void DotTraffic::chooseItemsPerDot()
{
    double busiest = 0;
    double all = 0;
    for (const auto& lane : m_lanes) {
        busiest = std::max(busiest, lane.rate);
        all += lane.rate * lane.length / speed;
    }
    const double needed = std::max(busiest / mostPerSecond, all / targetDots);
    const auto current = static_cast<double>(m_itemsPerDot);
    // Up at once, down only when half as many would still be few: the meaning of a dot must not flicker.
    if (needed > current || needed < current / 4)
        m_itemsPerDot = static_cast<std::uint64_t>(roundStep(needed));
}

void DotsItem::setArea(const QRectF& area)
{
    prepareGeometryChange();
    m_area = area;
}

void DotsItem::setPositions(const std::vector<QPointF>& positions)
{
    if (positions.empty() && m_squares.empty())
        return;
    m_squares.clear();
    for (const QPointF& p : positions)
        m_squares.emplace_back(std::round(p.x() - side / 2), std::round(p.y() - side / 2), side, side);
    update();
}

void DotsItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*)
{
    if (m_squares.empty())
        return;
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme->color(Token::Text));
    painter->drawRects(m_squares.data(), count());
}

} // namespace highwater
