// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/pipeline_layout.h"

#include "canvas/card_measures.h"
#include "canvas/graph_order.h"
#include "canvas/link_routing.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// A column that is too high for full cards shows compact ones, so that one wide fan-out does not shrink the whole
/// picture.
class Placer
{
public:
    Placer(const Graph& graph, const GraphOrder& order, double zoom, QSizeF space)
        : m_graph(graph), m_order(order), m_space(space), m_base(measuresOf(detailOf(stageWidth * zoom), zoom))
    {
        const Detail base = detailOf(stageWidth * zoom);
        const auto loops = std::count(order.feedback.begin(), order.feedback.end(), true);
        m_loops = static_cast<double>(std::min<std::ptrdiff_t>(loops, 3)) * loopStep + (loops > 0 ? loopMargin : 0);
        for (const auto& column : order.columns) {
            Detail detail = base;
            Measures measures = m_base;
            if (base == Detail::Full && heightOf(column, measures) > m_space.height() - m_loops) {
                detail = Detail::Compact;
                measures = measuresOf(detail, 0.55);
                measures.stage = measures.producer = 120;
                measures.rowGap = 8;
            }
            m_columns.push_back({detail, measures, widthOf(column, measures)});
        }
    }

    [[nodiscard]] QSizeF least() const
    {
        double width = m_base.columnGap * static_cast<double>(m_columns.size() - 1);
        double height = 0;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            width += m_columns[i].width;
            height = std::max(height, heightOf(m_order.columns[i], m_columns[i].measures));
        }
        return {width, height + m_loops};
    }

    Layout place()
    {
        m_cells.resize(m_order.cells.size());
        placeColumns();
        placeRows();
        return collect();
    }

private:
    static constexpr double loopMargin = 8;
    struct Column
    {
        Detail detail;
        Measures measures;
        double width;
    };

    [[nodiscard]] QSizeF sizeOf(const Cell& cell, const Measures& m) const
    {
        if (cell.kind == Cell::Kind::Passage)
            return {0, m.passage};
        if (cell.kind == Cell::Kind::Exit)
            return {m.exit, m.exitHigh};
        if (cell.kind == Cell::Kind::Hop)
            return {m.hop.width(), m.hop.height() + 2 * m.caption};
        return cardSize(m_graph, cell.node, m);
    }

    [[nodiscard]] double heightOf(const std::vector<int>& column, const Measures& m) const
    {
        double height = m.rowGap * static_cast<double>(column.size() - 1);
        for (const int cell : column)
            height += sizeOf(m_order.cells[at(cell)], m).height();
        return height;
    }

    [[nodiscard]] double widthOf(const std::vector<int>& column, const Measures& m) const
    {
        double width = 0;
        for (const int cell : column)
            width = std::max(width, sizeOf(m_order.cells[at(cell)], m).width());
        return width;
    }

    void placeColumns()
    {
        const double gaps = static_cast<double>(m_columns.size() - 1);
        const double spare = m_space.width() - least().width();
        const double gap = gaps > 0 ? std::floor(std::clamp(m_base.columnGap + spare / gaps, m_base.columnGap,
                                                            std::max(m_base.columnGap, m_base.mostColumnGap)))
                                    : 0;
        double width = gap * gaps;
        for (const auto& column : m_columns)
            width += column.width;
        double x = std::max(0.0, std::floor((m_space.width() - width) / 2));
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const auto& column = m_columns[i];
            for (const int cell : m_order.columns[i]) {
                const bool passage = m_order.cells[at(cell)].kind == Cell::Kind::Passage;
                QSizeF size = sizeOf(m_order.cells[at(cell)], column.measures);
                if (passage)
                    size.setWidth(column.width);
                m_cells[at(cell)] = QRectF(QPointF(x + std::floor((column.width - size.width()) / 2), 0), size);
            }
            x += column.width + gap;
        }
    }

    [[nodiscard]] double gapOf(std::size_t index) const
    {
        const auto& column = m_order.columns[index];
        const auto& m = m_columns[index].measures;
        if (column.size() < 2)
            return 0;
        const double gaps = static_cast<double>(column.size() - 1);
        const double spare = m_space.height() - m_loops - heightOf(column, m);
        return std::clamp(std::floor(m.rowGap + spare / gaps), m.rowGap, std::max(m.rowGap, m.mostRowGap));
    }

    void placeRows()
    {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            double y = 0;
            for (const int cell : m_order.columns[i]) {
                m_cells[at(cell)].moveTop(y);
                y += m_cells[at(cell)].height() + gapOf(i);
            }
            const double shift = (m_space.height() - m_loops - (y - gapOf(i))) / 2;
            for (const int cell : m_order.columns[i])
                m_cells[at(cell)].translate(0, shift);
        }
        for (int round = 0; round < 4; ++round) {
            for (std::size_t i = 1; i < m_columns.size(); ++i)
                relax(i, &Cell::left);
            for (std::size_t i = m_columns.size() - 1; i > 0; --i)
                relax(i - 1, &Cell::right);
        }
        for (auto& cell : m_cells)
            cell.moveTop(std::round(cell.top()));
    }

    /// Moves the cells of a column to the mean height of their neighbours as far as order, gaps and the space allow:
    /// neighbours that would overlap form a block which stands at the mean of their wishes.
    void relax(std::size_t index, std::vector<int> Cell::*side)
    {
        struct Block
        {
            double wish; ///< sum of the tops that the block's cells want for the block
            double height;
            std::size_t count;
            [[nodiscard]] double top() const { return wish / static_cast<double>(count); }
        };
        const auto& column = m_order.columns[index];
        const double gap = gapOf(index);
        std::vector<Block> blocks;
        for (const int number : column) {
            const QRectF& rect = m_cells[at(number)];
            double center = rect.center().y();
            if (const auto& others = m_order.cells[at(number)].*side; !others.empty()) {
                center = 0;
                for (const int other : others)
                    center += m_cells[at(other)].center().y() / static_cast<double>(others.size());
            }
            blocks.push_back({center - rect.height() / 2, rect.height(), 1});
            while (blocks.size() > 1) {
                const Block& upper = blocks[blocks.size() - 2];
                const Block& lower = blocks.back();
                const double below = upper.height + gap;
                if (upper.top() + below <= lower.top())
                    break;
                const Block merged{upper.wish + lower.wish - below * static_cast<double>(lower.count),
                                   below + lower.height, upper.count + lower.count};
                blocks.pop_back();
                blocks.back() = merged;
            }
        }
        std::size_t next = 0;
        double least = 0;
        double left = -gap;
        for (const auto& block : blocks)
            left += block.height + gap;
        for (const auto& block : blocks) {
            const double most = m_space.height() - m_loops - left;
            double y = std::max(least, std::min(block.top(), most));
            left -= block.height + gap;
            for (std::size_t i = 0; i < block.count; ++i, ++next) {
                m_cells[at(column[next])].moveTop(y);
                y += m_cells[at(column[next])].height() + gap;
            }
            least = y;
        }
    }

    [[nodiscard]] PlacedNode hopOf(int number) const
    {
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const auto& column = m_order.columns[i];
            if (std::find(column.begin(), column.end(), number) == column.end())
                continue;
            const double caption = m_columns[i].measures.caption;
            return {m_cells[at(number)].adjusted(0, caption, 0, -caption), m_columns[i].detail, static_cast<int>(i)};
        }
        return {};
    }

    Layout collect() const
    {
        Layout layout;
        layout.nodes.resize(m_graph.producers.size());
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            for (const int number : m_order.columns[i]) {
                const Cell& cell = m_order.cells[at(number)];
                const PlacedNode placed{m_cells[at(number)], m_columns[i].detail, static_cast<int>(i)};
                if (cell.kind == Cell::Kind::Exit)
                    layout.exit = placed;
                else if (cell.kind == Cell::Kind::Node)
                    layout.nodes[at(cell.node)] = placed;
                if (cell.kind != Cell::Kind::Passage)
                    layout.bounds |= placed.rect;
            }
        }
        layout.edges = routeLinks(m_order, m_cells, layout.bounds.bottom() + loopMargin, m_base.columnGap);
        for (std::size_t e = 0; e < layout.edges.size(); ++e) {
            if (m_order.hops[e] >= 0)
                layout.edges[e].hop = hopOf(m_order.hops[e]);
        }
        return layout;
    }

    const Graph& m_graph;
    const GraphOrder& m_order;
    QSizeF m_space;
    Measures m_base;
    double m_loops = 0; ///< height that the loops below the cards need
    std::vector<Column> m_columns;
    std::vector<QRectF> m_cells;
};

} // namespace

void translate(Layout& layout, QPointF offset)
{
    for (auto& node : layout.nodes)
        node.rect.translate(offset);
    if (layout.exit)
        layout.exit->rect.translate(offset);
    layout.bounds.translate(offset);
    for (auto& edge : layout.edges) {
        edge.path.translate(offset);
        if (edge.hop)
            edge.hop->rect.translate(offset);
        for (auto& point : edge.points)
            point += offset;
    }
}

Layout layOut(const Graph& graph, double zoom, QSizeF space)
{
    if (graph.producers.empty())
        return {};
    const GraphOrder order = orderOf(graph);
    return Placer(graph, order, std::clamp(zoom, smallestZoom, 1.0), space).place();
}

double fittingZoom(const Graph& graph, QSizeF space)
{
    if (graph.producers.empty())
        return 1.0;
    const GraphOrder order = orderOf(graph);
    const auto fits = [&](double zoom) {
        const QSizeF least = Placer(graph, order, zoom, space).least();
        return least.width() <= space.width() && least.height() <= space.height();
    };
    // Cards have a width of whole pixels: one pixel of a stage is the step that can be seen.
    for (double width = stageWidth; width >= stageWidth * smallestZoom; width -= 1) {
        if (fits(width / stageWidth))
            return width / stageWidth;
    }
    return smallestZoom;
}

} // namespace highwater
