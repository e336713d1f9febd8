// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/card_measures.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double fullFrom = 200;
constexpr double compactFrom = 90;
constexpr double tileFrom = 24;

double fullHeightOf(const CardForm& form)
{
    switch (form.kind) {
    case NodeKind::Channel:
        return 44 + 24.0 * form.rows;
    case NodeKind::Balancer:
        return 104;
    case NodeKind::Producer:
    case NodeKind::Stage:
        break;
    }
    return fullStageHigh;
}

} // namespace

Detail detailOf(double width)
{
    if (width >= fullFrom)
        return Detail::Full;
    if (width >= compactFrom)
        return Detail::Compact;
    return width >= tileFrom ? Detail::Tile : Detail::Mark;
}

Measures measuresOf(Detail detail, double zoom)
{
    const double width = std::round(stageWidth * zoom);
    // Between 200 and 232 pixels a card keeps its text and gives away gap and gauge.
    const double room = std::clamp((width - fullFrom) / (stageWidth - fullFrom), 0.0, 1.0);
    switch (detail) {
    case Detail::Full:
        return {
            width, 188,       58, fullStageHigh, 76, 48, std::floor(34 + 30 * room), 104, std::floor(8 + 16 * room), 46,
            14,    {116, 46}, 14};
    case Detail::Compact: {
        const double card = std::clamp(width, compactFrom, 120.0);
        return {card,
                card,
                58,
                44,
                44,
                44,
                std::floor(std::max(28.0, 296 * zoom - card)),
                120,
                std::floor(std::max(10.0, 156 * zoom - 44)),
                46,
                12,
                {52, 24},
                0};
    }
    case Detail::Tile: {
        const double card = std::clamp(width, tileFrom, 40.0);
        return {card,
                card,
                card,
                24,
                24,
                24,
                std::floor(std::max(12.0, 296 * zoom - card)),
                64,
                std::floor(std::max(6.0, 156 * zoom - 24)),
                16,
                6,
                {24, 12},
                0};
    }
    case Detail::Mark:
        break;
    }
    const double mark = std::clamp(width, 6.0, 10.0);
    return {mark,
            mark,
            mark,
            mark,
            mark,
            mark,
            std::floor(std::max(8.0, 296 * zoom - mark)),
            72,
            std::floor(std::max(4.0, 156 * zoom - mark)),
            20,
            3,
            {mark, mark},
            0};
}

QSizeF cardSize(const Graph& graph, int node, const Measures& measures)
{
    const auto index = static_cast<std::size_t>(node);
    if (graph.producers[index])
        return {measures.producer, measures.producerHigh};
    const bool full = measures.stageHigh == fullStageHigh && index < graph.forms.size();
    return {measures.stage, full ? fullHeightOf(graph.forms[index]) : measures.stageHigh};
}

} // namespace highwater
