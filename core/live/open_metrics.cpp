// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/open_metrics.h"

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace highwater {

namespace {

/// Upper bounds of the buckets, in milliseconds: three to a decade, 10 us to 100 s.
constexpr std::array<double, 22> bounds{0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5};

class Text
{
public:
    void family(std::string_view name, std::string_view type, std::string_view help, std::string_view unit = {})
    {
        m_text.append("# TYPE ").append(name).append(" ").append(type).append("\n");
        if (!unit.empty()) {
            m_text.append("# UNIT ").append(name).append(" ").append(unit).append("\n");
        }
        m_text.append("# HELP ").append(name).append(" ").append(help).append("\n");
    }
    template <typename Number>
    void sample(std::string_view name, std::string_view labels, Number value)
    {
        m_text.append(name);
        if (!labels.empty()) {
            m_text.append("{").append(labels).append("}");
        }
        m_text.append(" ").append(number(value)).append("\n");
    }
    template <typename Number>
    static std::string number(Number value)
    {
        std::array<char, 32> buffer{};
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
        return {buffer.data(), end.ptr};
    }
    std::string end() { return std::move(m_text.append("# EOF\n")); }

private:
    std::string m_text;
};

std::string escaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '"') {
            out += '\\';
        }
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

std::string nodeLabel(const SimNode& node)
{
    return "node=\"" + escaped(node.config->name) + "\"";
}

template <typename Each>
void forStages(const Simulation& simulation, Each each)
{
    for (const std::uint16_t index : simulation.reportedNodes()) {
        const SimNode& node = simulation.nodes()[index];
        if (!node.isProducer) {
            each(nodeLabel(node), simulation.stageAt(node));
        }
    }
}

void items(Text& text, const Simulation& simulation)
{
    text.family("highwater_items", "counter", "Items by what became of them.");
    forStages(simulation, [&](const std::string& label, const StageState& stage) {
        const Counters& totals = stage.metrics.totals;
        const std::array<std::pair<const char*, std::uint64_t>, 7> outcomes{{{"offered", totals.offered},
                                                                            {"accepted", totals.accepted},
                                                                            {"refused", totals.refused},
                                                                            {"completed", totals.completed},
                                                                            {"dropped", totals.dropped},
                                                                            {"expired", totals.expired},
                                                                            {"failed", totals.failed}}};
        for (const auto& [name, count] : outcomes) {
            text.sample("highwater_items_total", label + ",outcome=\"" + name + "\"", count);
        }
    });
}

template <typename Value>
void gauge(Text& text, const Simulation& simulation, std::string_view name, std::string_view help, std::string_view unit, Value value)
{
    text.family(name, "gauge", help, unit);
    forStages(simulation, [&](const std::string& label, const StageState& stage) { text.sample(name, label, value(stage)); });
}

void workers(Text& text, const Simulation& simulation)
{
    text.family("highwater_workers", "gauge", "Workers by what they do.");
    forStages(simulation, [&](const std::string& label, const StageState& stage) {
        const flow::WipLimiter& wip = stage.flow.wip();
        text.sample("highwater_workers", label + ",state=\"busy\"", wip.working());
        text.sample("highwater_workers", label + ",state=\"blocked\"", wip.blocked());
        if (wip.limited()) {
            text.sample("highwater_workers", label + ",state=\"idle\"", std::max<std::int64_t>(0, wip.limit() - wip.working() - wip.blocked()));
        }
    });
}

void histogram(Text& text, const Simulation& simulation, std::string_view name, std::string_view help, Histogram (StageMetrics::*of)() const)
{
    text.family(name, "histogram", help, "seconds");
    const std::string bucket = std::string(name) + "_bucket";
    forStages(simulation, [&](const std::string& label, const StageState& stage) {
        const Histogram all = (stage.metrics.*of)();
        for (const double bound : bounds) {
            const Duration limit(static_cast<std::int64_t>(bound * 1e6));
            text.sample(bucket, label + ",le=\"" + Text::number(bound / 1e3) + "\"", all.countAtMost(limit));
        }
        text.sample(bucket, label + ",le=\"+Inf\"", all.count());
        text.sample(std::string(name) + "_sum", label, all.count() > 0 ? all.moments().mean() * static_cast<double>(all.count()) : 0.0);
        text.sample(std::string(name) + "_count", label, all.count());
    });
}

} // namespace

std::string openMetrics(const Simulation& simulation, std::uint64_t connections, std::uint64_t residentBytes)
{
    Text text;
    items(text, simulation);
    gauge(text, simulation, "highwater_queue_depth", "Items that wait.", {}, [](const StageState& stage) { return stage.flow.queue().items(); });
    gauge(text, simulation, "highwater_queue_bytes", "Bytes of the items that wait.", "bytes",
          [](const StageState& stage) { return stage.flow.queue().bytes(); });
    gauge(text, simulation, "highwater_inside", "Items inside, waiting or in service.", {},
          [](const StageState& stage) { return stage.metrics.totals.inside; });
    gauge(text, simulation, "highwater_pressure", "Whether the signal is on.", {},
          [](const StageState& stage) { return stage.flow.queue().pressed() ? 1 : 0; });
    workers(text, simulation);
    histogram(text, simulation, "highwater_wait_seconds", "Time in the queue.", &StageMetrics::wait);
    histogram(text, simulation, "highwater_sojourn_seconds", "Time from the entry to the end of service.", &StageMetrics::sojourn);
    text.family("highwater_process_resident_bytes", "gauge", "Resident memory of the process.", "bytes");
    text.sample("highwater_process_resident_bytes", {}, residentBytes);
    text.family("highwater_connections", "gauge", "Open connections.");
    text.sample("highwater_connections", {}, connections);
    return text.end();
}

} // namespace highwater
