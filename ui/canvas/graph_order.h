// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/pipeline_layout.h"

#include <vector>

namespace highwater {

/// A place in a column: a node, the exit, the kernel buffers of an edge, or a gap through which a long edge passes a
/// column.
struct Cell
{
    enum class Kind : std::uint8_t { Node, Exit, Passage, Hop };
    Kind kind = Kind::Node;
    int node = -1; ///< index in the graph, for Kind::Node
    int column = 0;
    std::vector<int> left;  ///< cells of the column before that lead here
    std::vector<int> right; ///< cells of the next column that this one leads to
};

/// Which cell stands in which column and row. It depends on the graph alone, not on sizes.
struct GraphOrder
{
    std::vector<Cell> cells;
    std::vector<std::vector<int>> columns; ///< cell numbers from top to bottom
    std::vector<std::vector<int>> ways;    ///< for each edge the cells from its source to its target
    std::vector<bool> feedback;            ///< for each edge; its way holds only source and target
    std::vector<int> hops;                 ///< for each edge the cell of its kernel buffers; -1: none
    int exitCell = -1;
};
GraphOrder orderOf(const Graph& graph);

} // namespace highwater
