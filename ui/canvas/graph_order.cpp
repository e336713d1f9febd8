// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/graph_order.h"

#include <algorithm>
#include <numeric>

namespace highwater {

namespace {

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// The edges that close a loop, seen by a depth-first walk that begins at the producers.
class LoopFinder
{
public:
    explicit LoopFinder(const Graph& graph)
        : m_graph(graph), m_feedback(graph.edges.size()), m_mark(graph.producers.size())
    {
        m_out.resize(graph.producers.size());
        for (std::size_t e = 0; e < graph.edges.size(); ++e)
            m_out[at(graph.edges[e].from)].push_back(e);
        for (const bool producersFirst : {true, false}) {
            for (std::size_t node = 0; node < m_mark.size(); ++node) {
                if (graph.producers[node] == producersFirst && m_mark[node] == Mark::New)
                    visit(node);
            }
        }
    }
    [[nodiscard]] std::vector<bool> feedback() const { return m_feedback; }

private:
    enum class Mark : std::uint8_t { New, Open, Done };

    void visit(std::size_t node)
    {
        m_mark[node] = Mark::Open;
        for (const auto e : m_out[node]) {
            const auto& to = m_graph.edges[e].to;
            if (!to)
                continue;
            if (m_mark[at(*to)] == Mark::Open)
                m_feedback[e] = true;
            else if (m_mark[at(*to)] == Mark::New)
                visit(at(*to));
        }
        m_mark[node] = Mark::Done;
    }

    const Graph& m_graph;
    std::vector<std::vector<std::size_t>> m_out;
    std::vector<bool> m_feedback;
    std::vector<Mark> m_mark;
};

/// Columns that an edge leads on: one, or two when its kernel buffers stand in between.
int strideOf(const Graph::Edge& edge)
{
    return edge.hop ? 2 : 1;
}

/// Column of each node: the longest way from a producer. As many rounds as there are nodes are enough, there being no
/// loops left.
std::vector<int> columnsOf(const Graph& graph, const std::vector<bool>& feedback)
{
    const bool anyProducer = std::find(graph.producers.begin(), graph.producers.end(), true) != graph.producers.end();
    std::vector<int> column(graph.producers.size());
    for (std::size_t node = 0; node < column.size(); ++node)
        column[node] = anyProducer && !graph.producers[node] ? 1 : 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t e = 0; e < graph.edges.size(); ++e) {
            const auto& edge = graph.edges[e];
            const int next = column[at(edge.from)] + strideOf(edge);
            if (!edge.to || feedback[e] || column[at(*edge.to)] >= next)
                continue;
            column[at(*edge.to)] = next;
            changed = true;
        }
    }
    return column;
}

double meanRow(const std::vector<int>& cells, const std::vector<double>& row, double otherwise)
{
    if (cells.empty())
        return otherwise;
    const double sum =
        std::accumulate(cells.begin(), cells.end(), 0.0, [&](double s, int cell) { return s + row[at(cell)]; });
    return sum / static_cast<double>(cells.size());
}

/// A few sweeps to the right and back, each sorting a column by the mean row of its neighbours.
void sortRows(GraphOrder& order)
{
    std::vector<double> row(order.cells.size());
    const auto number = [&](const std::vector<int>& column) {
        const double middle = static_cast<double>(column.size() - 1) / 2;
        for (std::size_t i = 0; i < column.size(); ++i)
            row[at(column[i])] = static_cast<double>(i) - middle;
    };
    const auto sweep = [&](std::vector<int>& column, std::vector<int> Cell::*side) {
        std::vector<double> key(order.cells.size());
        for (const int cell : column)
            key[at(cell)] = meanRow(order.cells[at(cell)].*side, row, row[at(cell)]);
        std::stable_sort(column.begin(), column.end(), [&](int a, int b) { return key[at(a)] < key[at(b)]; });
        number(column);
    };
    for (const auto& column : order.columns)
        number(column);
    for (int round = 0; round < 6; ++round) {
        for (auto& column : order.columns)
            sweep(column, &Cell::left);
        for (auto column = order.columns.rbegin(); column != order.columns.rend(); ++column)
            sweep(*column, &Cell::right);
    }
}

int addCell(GraphOrder& order, Cell cell)
{
    const int number = static_cast<int>(order.cells.size());
    order.columns[at(cell.column)].push_back(number);
    order.cells.push_back(std::move(cell));
    return number;
}

std::vector<int> wayOf(GraphOrder& order, const Graph::Edge& edge, bool feedback)
{
    const int target = edge.to ? *edge.to : order.exitCell;
    std::vector<int> way{edge.from};
    if (!feedback) {
        // The buffers stand beside the source: that is where its items begin to wait.
        Cell::Kind kind = edge.hop ? Cell::Kind::Hop : Cell::Kind::Passage;
        for (int column = order.cells[at(edge.from)].column + 1; column < order.cells[at(target)].column; ++column) {
            way.push_back(addCell(order, {kind, -1, column, {}, {}}));
            kind = Cell::Kind::Passage;
        }
    }
    way.push_back(target);
    if (!feedback) {
        for (std::size_t i = 1; i < way.size(); ++i) {
            order.cells[at(way[i - 1])].right.push_back(way[i]);
            order.cells[at(way[i])].left.push_back(way[i - 1]);
        }
    }
    return way;
}

} // namespace

GraphOrder orderOf(const Graph& graph)
{
    GraphOrder order;
    order.feedback = LoopFinder(graph).feedback();
    const auto column = columnsOf(graph, order.feedback);
    int last = column.empty() ? 0 : *std::max_element(column.begin(), column.end());
    for (const auto& edge : graph.edges) {
        if (!edge.to && edge.hop)
            last = std::max(last, column[at(edge.from)] + 1);
    }
    const bool exit = std::any_of(graph.edges.begin(), graph.edges.end(), [](const auto& edge) { return !edge.to; });
    order.columns.resize(at(last + (exit ? 2 : 1)));
    for (std::size_t node = 0; node < column.size(); ++node)
        addCell(order, {Cell::Kind::Node, static_cast<int>(node), column[node], {}, {}});
    if (exit)
        order.exitCell = addCell(order, {Cell::Kind::Exit, -1, last + 1, {}, {}});
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        order.ways.push_back(wayOf(order, graph.edges[e], order.feedback[e]));
        order.hops.push_back(graph.edges[e].hop && !order.feedback[e] ? order.ways.back()[1] : -1);
    }
    std::erase_if(order.columns, [](const auto& cells) { return cells.empty(); });
    sortRows(order);
    return order;
}

} // namespace highwater
