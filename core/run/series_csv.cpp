// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/series_csv.h"

#include "units/quantity.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <span>
#include <string_view>
#include <vector>

namespace highwater {

namespace {

constexpr std::string_view lineEnd = "\r\n";

/// What a table tells of a node. unit: empty is the measure of its queue.
struct Metric
{
    std::string_view name;
    std::string_view unit;
    float (*value)(const Column&);
};

template <float Column::* member>
float number(const Column& column)
{
    return column.*member;
}

template <std::uint32_t Column::* member>
float count(const Column& column)
{
    return static_cast<float>(column.*member);
}

float pressed(const Column& column)
{
    return column.share[static_cast<std::size_t>(LevelState::Pressed)];
}

constexpr std::array stageMetrics{Metric{"depth_min", "", number<&Column::depthMin>},
                                  Metric{"depth_mean", "", number<&Column::depthMean>},
                                  Metric{"depth_max", "", number<&Column::depthMax>},
                                  Metric{"queue_bytes", "bytes", number<&Column::bytesMean>},
                                  Metric{"offered", "items", count<&Column::offered>},
                                  Metric{"accepted", "items", count<&Column::accepted>},
                                  Metric{"completed", "items", count<&Column::completed>},
                                  Metric{"refused", "items", count<&Column::refused>},
                                  Metric{"dropped", "items", count<&Column::dropped>},
                                  Metric{"retried", "items", count<&Column::retried>},
                                  Metric{"busy", "workers", number<&Column::busy>},
                                  Metric{"blocked", "workers", number<&Column::blocked>},
                                  Metric{"pressed", "share", pressed},
                                  Metric{"sojourn_p50", "s", number<&Column::sojournP50>},
                                  Metric{"sojourn_p95", "s", number<&Column::sojournP95>},
                                  Metric{"sojourn_p99", "s", number<&Column::sojournP99>},
                                  Metric{"sojourn_max", "s", number<&Column::sojournMax>},
                                  Metric{"wait_p50", "s", number<&Column::waitP50>},
                                  Metric{"wait_p95", "s", number<&Column::waitP95>},
                                  Metric{"wait_p99", "s", number<&Column::waitP99>},
                                  Metric{"samples", "items", count<&Column::samples>}};

/// The recorder keeps a producer's counts in the columns of a stage; here they have their own names again.
constexpr std::array producerMetrics{Metric{"sent", "items", count<&Column::offered>},     Metric{"retried", "items", count<&Column::retried>},
                                     Metric{"shed", "items", count<&Column::refused>},     Metric{"completed", "items", count<&Column::completed>},
                                     Metric{"lost", "items", count<&Column::dropped>},     Metric{"held", "share", number<&Column::blocked>}};

std::span<const Metric> metricsOf(const NodeView& node)
{
    return node.isProducer ? std::span<const Metric>(producerMetrics) : std::span<const Metric>(stageMetrics);
}

std::string field(std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(text);
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + '"';
}

/// Of a number that was measured with single precision: the shortest text for that; nothing for what is unknown.
std::string shortest(float value)
{
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return error == std::errc{} && std::isfinite(value) ? std::string(buffer.data(), end) : std::string();
}

std::string_view depthUnit(const Snapshot& picture, const NodeView& node)
{
    const auto index = picture.scenario ? picture.scenario->find(node.name) : std::nullopt;
    const StageNode* stage = index ? picture.scenario->nodes[static_cast<std::size_t>(*index)].stage() : nullptr;
    return stage != nullptr && stage->queue.measure == flow::Measure::Bytes ? "bytes" : "items";
}

/// Only nodes whose series was recorded have columns.
std::vector<const NodeView*> nodesWithSeries(const Snapshot& picture)
{
    std::vector<const NodeView*> nodes;
    for (const NodeView& node : picture.nodes) {
        if (node.series.interval > Duration::zero() && node.series.end > node.series.first) {
            nodes.push_back(&node);
        }
    }
    return nodes;
}

std::string header(const Snapshot& picture, const std::vector<const NodeView*>& nodes)
{
    std::string line = "t [s]";
    for (const NodeView* node : nodes) {
        for (const Metric& metric : metricsOf(*node)) {
            const std::string_view unit = metric.unit.empty() ? depthUnit(picture, *node) : metric.unit;
            line += ',' + field(node->name + ' ' + std::string(metric.name) + " [" + std::string(unit) + ']');
        }
    }
    return line + ",source,seed,scenario,version" + std::string(lineEnd);
}

// --- the figures of a picture

class Collector
{
public:
    void count(const char* name, std::uint64_t value) { m_figures.push_back({name, Figure::Kind::Count, static_cast<double>(value), {}, {}}); }
    void number(const std::string& name, std::optional<double> value)
    {
        m_figures.push_back({name, Figure::Kind::Number, value && std::isfinite(*value) ? value : std::nullopt, {}, {}});
    }
    void text(const char* name, const std::string& value) { m_figures.push_back({name, Figure::Kind::Text, {}, {}, value}); }
    void times(const std::string& name, const TimeSummary& summary)
    {
        m_figures.push_back({name + ".count", Figure::Kind::Count, static_cast<double>(summary.count), {}, {}});
        number(name + ".mean", summary.mean);
        number(name + ".p50", summary.p50);
        number(name + ".p95", summary.p95);
        number(name + ".p99", summary.p99);
        number(name + ".max", summary.max);
    }
    Figures take() { return std::move(m_figures); }

private:
    Figures m_figures;
};

Figures producerFigures(const NodeView& node)
{
    Collector all;
    all.count("sent", node.totals.offered);
    all.count("retried", node.totals.retried);
    all.count("shed", node.totals.refused);
    all.count("completed", node.totals.completed);
    all.count("lost", node.totals.dropped);
    all.count("inside", node.totals.inside);
    all.number("throughput_per_s", node.completedRate);
    all.times("sojourn_s", node.sojourn);
    return all.take();
}

Figures stageFigures(const NodeView& node)
{
    Collector all;
    const auto worked = static_cast<double>(node.busyNs + node.blockedNs + node.idleNs);
    const auto part = [worked](std::uint64_t ns) { return worked > 0 ? std::optional(static_cast<double>(ns) / worked) : std::nullopt; };
    all.count("offered", node.totals.offered);
    all.count("accepted", node.totals.accepted);
    all.count("refused", node.totals.refused);
    all.count("dropped", node.totals.dropped);
    all.count("expired", node.totals.expired);
    all.count("failed", node.totals.failed);
    all.count("retried", node.totals.retried);
    all.count("completed", node.totals.completed);
    all.count("inside", node.totals.inside);
    all.number("throughput_per_s", node.windowThroughput);
    all.number("utilisation", part(node.busyNs));
    all.number("blocked", part(node.blockedNs));
    all.number("in_system.mean", node.meanInSystem);
    all.count("queue_depth.now", static_cast<std::uint64_t>(std::max<std::int64_t>(0, node.waiting)));
    all.count("peak.level", static_cast<std::uint64_t>(std::max<std::int64_t>(0, node.peakLevel)));
    all.times("wait_s", node.wait);
    all.times("service_s", node.service);
    all.times("sojourn_s", node.sojourn);
    all.number("bloat.excess_p95_s", node.bloat.excessP95);
    all.number("bloat.standing_s", node.bloat.standing);
    all.text("bloat.grade", node.bloat.grade);
    return all.take();
}

const char* typeOf(NodeKind kind)
{
    switch (kind) {
    case NodeKind::Producer:
        return "producer";
    case NodeKind::Stage:
        return "stage";
    case NodeKind::Channel:
        return "channel";
    case NodeKind::Balancer:
        break;
    }
    return "balancer";
}

} // namespace

std::string seriesCsv(const Snapshot& picture)
{
    const auto nodes = nodesWithSeries(picture);
    std::string text = header(picture, nodes);
    if (nodes.empty()) {
        return text;
    }
    const std::string origin = std::string(",") + nameOf(picture.mode) + ',' + std::to_string(picture.seed) + ',' +
                               field(picture.scenario ? picture.scenario->name : std::string()) + ',' + HIGHWATER_VERSION + std::string(lineEnd);
    // All series have the same columns, except that a node that joined later begins later.
    const Series& clock = (*std::max_element(nodes.begin(), nodes.end(), [](const NodeView* a, const NodeView* b) { return a->series.end < b->series.end; }))->series;
    std::int64_t first = clock.first;
    for (const NodeView* node : nodes) {
        first = std::min(first, node->series.first);
    }
    for (std::int64_t i = first; i < clock.end; ++i) {
        text += writeNumber(toSeconds(clock.interval * (i + 1)));
        for (const NodeView* node : nodes) {
            const bool known = i >= node->series.first && i < node->series.end;
            for (const Metric& metric : metricsOf(*node)) {
                text += ',';
                text += known ? shortest(metric.value(node->series.at(i))) : std::string();
            }
        }
        text += origin;
    }
    return text;
}

Report reportOf(const Snapshot& picture)
{
    Report report;
    report.scenario = picture.scenario ? picture.scenario->name : std::string();
    report.mode = picture.mode;
    report.seed = picture.seed;
    report.duration = toSeconds(picture.now);
    report.warmup = picture.scenario ? toSeconds(std::min(picture.scenario->warmup, picture.now.time_since_epoch())) : 0;
    report.events = picture.events;
    report.itemsCompleted = picture.endToEnd.completed;
    report.conserved = picture.conserved;
    for (const NodeView& node : picture.nodes) {
        if (!node.retired) {
            report.nodes.push_back({node.name, typeOf(node.kind), node.isProducer, node.isProducer ? producerFigures(node) : stageFigures(node)});
        }
    }
    Collector all;
    all.count("completed", picture.endToEnd.completed);
    const auto lost = static_cast<double>(picture.endToEnd.dropped + picture.endToEnd.refused);
    const double ended = lost + static_cast<double>(picture.endToEnd.completed);
    all.number("loss", ended > 0 ? std::optional(lost / ended) : std::nullopt);
    report.endToEnd = all.take();
    return report;
}

} // namespace highwater
