// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/results_csv.h"

#include "units/quantity.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

namespace highwater {

namespace {

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

std::string valueText(const Figure& figure)
{
    if (figure.kind == Figure::Kind::Count && figure.value) {
        return std::to_string(static_cast<std::uint64_t>(*figure.value));
    }
    return figure.value ? writeNumber(*figure.value) : figure.text;
}

/// Rows of one report; all begin with the same text.
class Rows
{
public:
    Rows(std::string& text, std::string start, bool replicated) : m_text(text), m_start(std::move(start)), m_replicated(replicated) {}

    void add(std::string_view node, std::string_view metric, const std::string& value, std::optional<double> halfWidth)
    {
        m_text.append(m_start).append(field(node)).append(1, ',').append(field(metric)).append(1, ',').append(value);
        if (m_replicated) {
            m_text.append(1, ',').append(halfWidth ? writeNumber(*halfWidth) : std::string());
        }
        m_text += '\n';
    }
    void add(std::string_view node, const Figures& figures)
    {
        for (const Figure& figure : figures) {
            if (figure.kind != Figure::Kind::Group) {
                add(node, figure.name, valueText(figure), figure.halfWidth);
            }
        }
    }

private:
    std::string& m_text;
    std::string m_start;
    bool m_replicated;
};

/// Of a number that was measured with single precision: the shortest text for that.
std::string shortest(float value)
{
    std::array<char, 32> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return error == std::errc{} ? std::string(buffer.data(), end) : std::string();
}

std::string startOf(const std::string& scenario, bool withScenario)
{
    return withScenario ? field(scenario) + ',' : std::string();
}

float share(const Column& column, LevelState state)
{
    return column.share[static_cast<std::size_t>(state)];
}

struct Sample
{
    std::string_view metric;
    float value;
};

std::vector<Sample> stageSamples(const Column& c)
{
    return {{"depth", c.depthMean},
            {"depth_min", c.depthMin},
            {"depth_max", c.depthMax},
            {"queue_bytes", c.bytesMean},
            {"offered", static_cast<float>(c.offered)},
            {"accepted", static_cast<float>(c.accepted)},
            {"completed", static_cast<float>(c.completed)},
            {"refused", static_cast<float>(c.refused)},
            {"dropped", static_cast<float>(c.dropped)},
            {"retried", static_cast<float>(c.retried)},
            {"busy", c.busy},
            {"blocked", c.blocked},
            {"pressed", share(c, LevelState::Pressed)},
            {"sojourn_p50", c.sojournP50},
            {"sojourn_p95", c.sojournP95},
            {"sojourn_p99", c.sojournP99},
            {"sojourn_max", c.sojournMax},
            {"wait_p50", c.waitP50},
            {"wait_p95", c.waitP95},
            {"wait_p99", c.waitP99}};
}

/// The recorder keeps a producer's counts in the columns of a stage; here they have their own names again.
std::vector<Sample> producerSamples(const Column& c)
{
    return {{"sent", static_cast<float>(c.offered)},
            {"retried", static_cast<float>(c.retried)},
            {"shed", static_cast<float>(c.refused)},
            {"completed", static_cast<float>(c.completed)},
            {"lost", static_cast<float>(c.dropped)},
            {"held", c.blocked}};
}

const char* eventName(LoggedEvent::Kind kind)
{
    switch (kind) {
    case LoggedEvent::Kind::Refused:
        return "refused";
    case LoggedEvent::Kind::Dropped:
        return "dropped";
    case LoggedEvent::Kind::Expired:
        return "expired";
    case LoggedEvent::Kind::Failed:
        return "failed";
    case LoggedEvent::Kind::Killed:
        return "killed";
    case LoggedEvent::Kind::Pressed:
        return "pressed";
    case LoggedEvent::Kind::Released:
        break;
    }
    return "released";
}

} // namespace

std::string resultsCsv(std::span<const Report> reports)
{
    const bool several = reports.size() > 1;
    const bool replicated = !reports.empty() && reports.front().replicated;
    std::string text = several ? "scenario,node,metric," : "node,metric,";
    text += replicated ? "mean,half_width\n" : "value\n";
    for (const Report& report : reports) {
        Rows rows(text, startOf(report.scenario, several), replicated);
        for (const NodeReport& node : report.nodes) {
            rows.add(node.name, node.figures);
        }
        rows.add("end_to_end", report.endToEnd);
        for (const ObjectiveOutcome& objective : report.objectives) {
            rows.add("objectives", objective.text, objective.value ? writeNumber(*objective.value) : std::string(), objective.halfWidth);
            rows.add("objectives", objective.text + " met", objective.met ? "1" : "0", std::nullopt);
        }
    }
    return text;
}

void writeSeriesHeader(std::ostream& out, bool withScenario)
{
    out << (withScenario ? "scenario," : "") << "t_s,node,metric,value\n";
}

void writeSeries(std::ostream& out, const Experiment& experiment, bool withScenario)
{
    if (experiment.series.empty()) {
        return;
    }
    const Scenario& scenario = *experiment.scenario;
    const std::string start = startOf(scenario.name, withScenario);
    const Series& clock = experiment.series.front(); // all series have the same columns
    for (std::int64_t i = clock.first; i < clock.end; ++i) {
        const std::string time = start + writeNumber(toSeconds(clock.interval * (i + 1))) + ',';
        for (std::size_t n = 0; n < experiment.series.size(); ++n) {
            const std::string row = time + field(experiment.names[n]) + ',';
            const Column& column = experiment.series[n].at(i);
            const bool isProducer = n < scenario.nodes.size() && scenario.nodes[n].producer() != nullptr;
            for (const Sample& sample : isProducer ? producerSamples(column) : stageSamples(column)) {
                if (!std::isnan(sample.value)) {
                    out << row << sample.metric << ',' << shortest(sample.value) << '\n';
                }
            }
        }
    }
}

void writeEventsHeader(std::ostream& out, bool withScenario)
{
    out << (withScenario ? "scenario," : "") << "t_s,node,event,item\n";
}

void writeEvents(std::ostream& out, const Experiment& experiment, bool withScenario)
{
    if (experiment.options.events == nullptr) {
        return;
    }
    std::vector<std::string> names;
    for (const std::string& name : experiment.names) {
        names.push_back(field(name));
    }
    const std::string start = startOf(experiment.scenario->name, withScenario);
    for (const LoggedEvent& event : *experiment.options.events) {
        const bool isSignal = event.kind == LoggedEvent::Kind::Pressed || event.kind == LoggedEvent::Kind::Killed || event.kind == LoggedEvent::Kind::Released;
        out << start << writeNumber(toSeconds(event.at)) << ',' << names[event.node] << ',' << eventName(event.kind) << ','
            << (isSignal ? std::string() : std::to_string(event.item)) << '\n';
    }
}

} // namespace highwater
