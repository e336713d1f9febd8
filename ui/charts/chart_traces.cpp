// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_traces.h"

#include "charts/chart_model.h"

namespace highwater {

namespace {

using Ink = TraceSpec::Ink;

template <auto Member>
double read(const Column& column, double /*interval*/)
{
    return static_cast<double>(column.*Member);
}

template <auto Member>
double perSecond(const Column& column, double interval)
{
    return static_cast<double>(column.*Member) / interval;
}

double excess(const Column& column, double /*interval*/)
{
    return static_cast<double>(column.sojournP95) - static_cast<double>(column.serviceP95);
}

} // namespace

std::vector<TraceSpec> tracesOf(ChartKind kind)
{
    switch (kind) {
    case ChartKind::Depth:
        return {{Token::Text, Ink::Range, read<&Column::depthMean>, read<&Column::depthMin>, read<&Column::depthMax>}};
    case ChartKind::Time:
        return {{Token::Max, Ink::Solid, read<&Column::sojournMax>},
                {Token::P50, Ink::Solid, read<&Column::sojournP50>},
                {Token::P95, Ink::Dashed, read<&Column::waitP95>, {}, {}, samplesForP95},
                {Token::P95, Ink::Solid, read<&Column::sojournP95>, {}, {}, samplesForP95},
                {Token::P99, Ink::Solid, read<&Column::sojournP99>, {}, {}, samplesForP99}};
    case ChartKind::Throughput:
        return {{Token::Offered, Ink::Steps, perSecond<&Column::offered>},
                {Token::Accepted, Ink::Solid, perSecond<&Column::accepted>},
                {Token::Completed, Ink::Solid, perSecond<&Column::completed>},
                {Token::Refused, Ink::Solid,
                 [](const Column& c, double interval) { return (static_cast<double>(c.refused) + c.dropped) / interval; }}};
    case ChartKind::Bloat:
        return {{Token::Max, Ink::Dashed, read<&Column::drain>},
                {Token::P50, Ink::Solid, read<&Column::standing>},
                {Token::P95, Ink::Solid, excess, {}, {}, samplesForP95}};
    case ChartKind::Retries:
        return {{Token::Completed, Ink::Solid, perSecond<&Column::completed>},
                {Token::Refused, Ink::Dashed, perSecond<&Column::dead>},
                {Token::P50, Ink::Solid, perSecond<&Column::retried>},
                {Token::P99, Ink::Solid, perSecond<&Column::timedOut>}};
    default:
        return {}; // drawn by others
    }
}

std::vector<std::pair<TraceSpec, std::size_t>> ghostsOf(ChartKind kind, GhostKind of)
{
    const bool twin = of == GhostKind::Twin;
    const auto line = [&](TraceSpec::Read value) { return TraceSpec{Token::Ghost, twin ? Ink::Dashed : Ink::Solid, value}; };
    switch (kind) {
    case ChartKind::Depth:
        return {{line(read<&Column::depthMean>), 0}};
    case ChartKind::Time:
        return {{line(read<&Column::sojournP50>), 1},
                twin ? std::pair(line(read<&Column::sojournP95>), std::size_t{3}) : std::pair(line(read<&Column::sojournP99>), std::size_t{4})};
    case ChartKind::Throughput:
        return {{line(perSecond<&Column::completed>), 2}};
    case ChartKind::Bloat:
        return {{line(excess), 2}};
    default:
        return {};
    }
}

} // namespace highwater
