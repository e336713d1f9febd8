// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim_record.h"

#include <cinttypes>
#include <cstdio>

namespace highwater::fuzz {

namespace {

class Lines
{
public:
    void name(const std::string& name) { m_name = name; }
    void whole(const char* what, std::uint64_t value) { add(what, std::to_string(value)); }
    void signedWhole(const char* what, std::int64_t value) { add(what, std::to_string(value)); }
    void real(const char* what, const std::optional<double>& value)
    {
        char text[40] = "-";
        if (value) {
            std::snprintf(text, sizeof text, "%a", *value);
        }
        add(what, text);
    }
    void summary(const char* what, const TimeSummary& s)
    {
        whole(what, s.count);
        for (const auto& each : {s.mean, s.sd, s.p50, s.p99, s.max}) {
            real(what, each);
        }
    }
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    void add(const char* what, const std::string& value)
    {
        m_text += m_name;
        m_text += ' ';
        m_text += what;
        m_text += ' ';
        m_text += value;
        m_text += '\n';
    }
    std::string m_name;
    std::string m_text;
};

void record(Lines& lines, const StageResult& r)
{
    const Counters& t = r.totals;
    for (const std::uint64_t each : {t.offered, t.accepted, t.refused, t.dropped, t.expired, t.failed, t.retried, t.completed, t.inside}) {
        lines.whole("counter", each);
    }
    for (const std::uint64_t each : r.refusedBy) {
        lines.whole("refused by", each);
    }
    lines.real("loss", r.loss);
    lines.real("utilisation", r.utilisation);
    lines.real("blocked", r.blocked);
    lines.real("all busy", r.allBusy);
    lines.real("in system", r.inSystemMean);
    lines.whole("in system", r.inSystemMax);
    lines.real("depth", r.depthMean);
    lines.whole("depth", r.depthMax);
    lines.real("full", r.depthFull);
    lines.real("bytes", r.bytesMean);
    lines.summary("wait", r.wait);
    lines.summary("service", r.service);
    lines.summary("sojourn", r.sojourn);
    lines.real("pressed", r.pressedFraction);
    lines.whole("flips", r.pressureFlips);
    lines.signedWhole("peak", r.pressurePeak);
    lines.real("standing", r.bloat.standing);
    if (r.scaling) {
        lines.signedWhole("workers", r.scaling->workers);
        lines.whole("starts", r.scaling->starts);
        lines.whole("stops", r.scaling->stops);
        lines.whole("too late", r.scaling->pressedBeforeSignal);
        lines.real("workers", r.scaling->workersMean);
    }
}

void record(Lines& lines, const ProducerResult& r)
{
    for (const std::uint64_t each : {r.sent, r.retried, r.shed, r.completed, r.lost, r.inside}) {
        lines.whole("counter", each);
    }
    lines.real("loss", r.loss);
    lines.summary("wait", r.wait);
    lines.summary("service", r.service);
    lines.summary("sojourn", r.sojourn);
    if (r.clients) {
        lines.whole("worst client", r.clients->worst);
        lines.whole("worst client", r.clients->worstInsideMax);
        lines.real("other clients", r.clients->othersSent);
    }
}

} // namespace

std::string recordOf(const Simulation& simulation)
{
    Lines lines;
    const RunResult results = simulation.results();
    lines.name("run");
    lines.signedWhole("now", simulation.now().time_since_epoch().count());
    lines.whole("events", results.events);
    lines.whole("completed", results.itemsCompleted);
    lines.whole("conserved", results.conserved ? 1 : 0);
    lines.summary("sojourn", results.endToEndSojourn);
    for (const NodeResult& node : results.nodes) {
        lines.name(node.name);
        std::visit([&](const auto& figures) { record(lines, figures); }, node.figures);
    }
    for (const HopResult& hop : results.hops) {
        lines.name(hop.from + "->" + hop.to);
        for (const std::uint64_t each : {hop.carried, hop.lost, hop.inside}) {
            lines.whole("counter", each);
        }
        for (const double each : {hop.applicationMean, hop.sendMean, hop.receiveMean}) {
            lines.real("mean", each);
        }
    }
    for (const SimNode& node : simulation.nodes()) {
        lines.name(node.config->name);
        if (node.isProducer) {
            const ProducerState& producer = simulation.producerAt(node);
            lines.whole("born", producer.born);
            lines.whole("held time", producer.tally.heldTime);
            lines.signedWhole("held", producer.held);
            lines.signedWhole("thinking", producer.thinking);
        }
    }
    lines.name("item");
    for (std::size_t i = 0; i < simulation.items().slotCount(); ++i) {
        const Item& item = simulation.item(static_cast<flow::ItemHandle>(i));
        lines.whole("place", static_cast<std::uint64_t>(item.place));
        lines.whole("identity", item.identity);
    }
    return lines.text();
}

std::string differenceOf(const std::string& a, const std::string& b)
{
    std::size_t begin = 0;
    while (a != b) {
        const std::size_t endA = std::min(a.find('\n', begin), a.size());
        const std::size_t endB = std::min(b.find('\n', begin), b.size());
        if (endA != endB || a.compare(begin, endA - begin, b, begin, endB - begin) != 0) {
            return "\"" + a.substr(begin, endA - begin) + "\" against \"" + b.substr(begin, endB - begin) + "\"";
        }
        begin = endA + 1;
    }
    return {};
}

} // namespace highwater::fuzz
