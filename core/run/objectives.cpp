// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/objectives.h"

#include <algorithm>

namespace highwater {

namespace {

/// The results write units at the end of names; objectives leave them away.
std::string_view withoutUnit(std::string_view name)
{
    for (const std::string_view unit : {std::string_view("_per_s"), std::string_view("_s")}) {
        if (name.size() > unit.size() && name.substr(name.size() - unit.size()) == unit) {
            return name.substr(0, name.size() - unit.size());
        }
    }
    return name;
}

std::optional<Figure> figureIn(const Figures& figures, const Objective& objective)
{
    const auto at = std::find_if(figures.begin(), figures.end(), [&](const Figure& figure) {
        const std::string_view name = figure.name;
        const auto point = name.find('.');
        const std::string_view statistic = point == std::string_view::npos ? std::string_view() : name.substr(point + 1);
        return withoutUnit(name.substr(0, point)) == objective.metric && withoutUnit(statistic) == objective.statistic;
    });
    return at == figures.end() ? std::nullopt : std::optional(*at);
}

} // namespace

std::optional<Figure> objectiveFigure(const Objective& objective, const RunResult& run)
{
    if (objective.subject == "end_to_end") {
        return figureIn(endToEndFigures(run), objective);
    }
    const auto node = std::find_if(run.nodes.begin(), run.nodes.end(), [&](const NodeResult& each) { return each.name == objective.subject; });
    return node == run.nodes.end() ? std::nullopt : figureIn(figuresOf(*node), objective);
}

std::optional<double> objectiveValue(const Objective& objective, const RunResult& run)
{
    const auto figure = objectiveFigure(objective, run);
    return figure ? figure->value : std::nullopt;
}

bool isMet(const Objective& objective, std::optional<double> value)
{
    if (!value) {
        return false;
    }
    switch (objective.comparison) {
    case Objective::Comparison::LessEqual:
        return *value <= objective.limit;
    case Objective::Comparison::Less:
        return *value < objective.limit;
    case Objective::Comparison::GreaterEqual:
        return *value >= objective.limit;
    case Objective::Comparison::Greater:
        break;
    }
    return *value > objective.limit;
}

} // namespace highwater
