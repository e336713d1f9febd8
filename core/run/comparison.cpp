// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/comparison.h"

#include "run/interval.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace highwater {

namespace {

constexpr std::int64_t mostBatches = 20;
constexpr std::int64_t fewestColumns = 4; ///< in a batch, so that neighbouring batches depend little on each other
constexpr std::size_t fewestBatches = 5;

/// Columns [begin, end) of a node, and what they say together; NaN: nothing.
using Read = double (*)(const Series& series, std::int64_t begin, std::int64_t end);

template <class Field> double meanOf(const Series& series, std::int64_t begin, std::int64_t end, Field field)
{
    double sum = 0;
    int count = 0;
    for (std::int64_t i = begin; i < end; ++i) {
        if (const double value = field(series.at(i)); !std::isnan(value)) {
            sum += value;
            ++count;
        }
    }
    return count > 0 ? sum / count : NAN;
}

template <class Field> double sumOf(const Series& series, std::int64_t begin, std::int64_t end, Field field)
{
    double sum = 0;
    for (std::int64_t i = begin; i < end; ++i) {
        sum += static_cast<double>(field(series.at(i)));
    }
    return sum;
}

double secondsOf(const Series& series, std::int64_t begin, std::int64_t end)
{
    return static_cast<double>(end - begin) * toSeconds(series.interval);
}

struct Kind
{
    const char* name;
    ComparedFigure::Unit unit;
    Read read;
};

using Unit = ComparedFigure::Unit;

const std::array<Kind, 8> kinds{{
    {"offered", Unit::PerSecond,
     [](const Series& s, std::int64_t b, std::int64_t e) { return sumOf(s, b, e, [](const Column& c) { return c.offered; }) / secondsOf(s, b, e); }},
    {"completed", Unit::PerSecond,
     [](const Series& s, std::int64_t b, std::int64_t e) { return sumOf(s, b, e, [](const Column& c) { return c.completed; }) / secondsOf(s, b, e); }},
    {"lost share", Unit::Ratio,
     [](const Series& s, std::int64_t b, std::int64_t e) {
         const double offered = sumOf(s, b, e, [](const Column& c) { return c.offered; });
         return offered > 0 ? sumOf(s, b, e, [](const Column& c) { return c.refused + c.dropped; }) / offered : NAN;
     }},
    {"depth", Unit::Items,
     [](const Series& s, std::int64_t b, std::int64_t e) { return meanOf(s, b, e, [](const Column& c) { return static_cast<double>(c.depthMean); }); }},
    {"p50", Unit::Seconds,
     [](const Series& s, std::int64_t b, std::int64_t e) { return meanOf(s, b, e, [](const Column& c) { return static_cast<double>(c.sojournP50); }); }},
    {"p95", Unit::Seconds,
     [](const Series& s, std::int64_t b, std::int64_t e) { return meanOf(s, b, e, [](const Column& c) { return static_cast<double>(c.sojournP95); }); }},
    {"p99", Unit::Seconds,
     [](const Series& s, std::int64_t b, std::int64_t e) { return meanOf(s, b, e, [](const Column& c) { return static_cast<double>(c.sojournP99); }); }},
    {"switches", Unit::PerMinute,
     [](const Series& s, std::int64_t b, std::int64_t e) { return sumOf(s, b, e, [](const Column& c) { return c.flips; }) * 60 / secondsOf(s, b, e); }},
}};

const NodeView* stageOf(const Snapshot& snapshot, const std::string& name)
{
    const auto at = std::find_if(snapshot.nodes.begin(), snapshot.nodes.end(),
                                 [&](const NodeView& node) { return node.name == name && !node.isProducer && !node.retired; });
    return at != snapshot.nodes.end() ? &*at : nullptr;
}

/// Over whole columns since the statistics began.
std::optional<ComparedFigure::Value> valueOf(const Snapshot& snapshot, const NodeView& node, Read read)
{
    const Series& series = node.series;
    if (series.interval <= Duration::zero()) {
        return std::nullopt;
    }
    const std::int64_t since = (snapshot.statisticsSince - runStart + series.interval - Duration(1)) / series.interval;
    const std::int64_t begin = std::max(series.first, since);
    if (begin >= series.end) {
        return std::nullopt;
    }
    const double mean = read(series, begin, series.end);
    if (std::isnan(mean)) {
        return std::nullopt;
    }
    const std::int64_t columns = series.end - begin;
    const std::int64_t each = std::max(fewestColumns, (columns + mostBatches - 1) / mostBatches);
    std::vector<double> means;
    // The newest whole batches.
    for (std::int64_t at = series.end - each * (columns / each); at < series.end; at += each) {
        if (const double value = read(series, at, at + each); !std::isnan(value)) {
            means.push_back(value);
        }
    }
    ComparedFigure::Value value{mean, std::nullopt};
    if (means.size() >= fewestBatches) {
        value.halfWidth = studentInterval(means, 0.95).halfWidth;
    }
    return value;
}

} // namespace

std::optional<ComparedFigure::Value> ComparedFigure::difference() const
{
    if (!before || !after) {
        return std::nullopt;
    }
    Value value{after->mean - before->mean, std::nullopt};
    if (before->halfWidth && after->halfWidth) {
        value.halfWidth = std::hypot(*before->halfWidth, *after->halfWidth);
    }
    return value;
}

bool ComparedFigure::significant() const
{
    const auto value = difference();
    return value && value->halfWidth && std::abs(value->mean) > *value->halfWidth;
}

std::vector<ComparedFigure> compare(const Snapshot& before, const Snapshot& after, const std::string& node)
{
    const NodeView* one = stageOf(before, node);
    const NodeView* other = stageOf(after, node);
    std::vector<ComparedFigure> figures;
    if (one == nullptr || other == nullptr) {
        return figures;
    }
    for (const Kind& kind : kinds) {
        figures.push_back({kind.name, kind.unit, valueOf(before, *one, kind.read), valueOf(after, *other, kind.read)});
    }
    return figures;
}

} // namespace highwater
