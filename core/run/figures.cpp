// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/figures.h"

#include "run/interval.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace highwater {

namespace {

constexpr std::string_view refusedBy = "refused_by";
constexpr std::string_view grade = "bloat.grade";
constexpr double gradeSamples = 400.0;  ///< fewer visits in a run do not carry a p95
constexpr double acceptableFactor = 5.0; ///< the target of a grade, in unloaded sojourn times

class Collector
{
public:
    void count(std::string name, std::uint64_t value)
    {
        m_figures.push_back({std::move(name), Figure::Kind::Count, static_cast<double>(value), {}, {}});
    }
    void number(std::string name, std::optional<double> value)
    {
        // A figure that is no number is no figure.
        const bool finite = value && std::isfinite(*value);
        m_figures.push_back({std::move(name), Figure::Kind::Number, finite ? value : std::nullopt, {}, {}});
    }
    void text(std::string name, std::string value) { m_figures.push_back({std::move(name), Figure::Kind::Text, {}, {}, std::move(value)}); }
    void group(std::string name) { m_figures.push_back({std::move(name), Figure::Kind::Group, {}, {}, {}}); }
    void times(const std::string& name, const TimeSummary& summary)
    {
        count(name + ".count", summary.count);
        number(name + ".mean", summary.mean);
        number(name + ".sd", summary.sd);
        number(name + ".p50", summary.p50);
        number(name + ".p90", summary.p90);
        number(name + ".p95", summary.p95);
        number(name + ".p99", summary.p99);
        number(name + ".p999", summary.p999);
        number(name + ".max", summary.max);
    }
    Figures take() { return std::move(m_figures); }

private:
    Figures m_figures;
};

Figures producerFigures(const ProducerResult& r)
{
    Collector all;
    all.count("sent", r.sent);
    all.count("retried", r.retried);
    all.count("shed", r.shed);
    all.count("completed", r.completed);
    all.count("lost", r.lost);
    all.count("inside", r.inside);
    all.number("throughput_per_s", r.throughput);
    all.number("loss", r.loss);
    all.times("wait_s", r.wait);
    all.times("service_s", r.service);
    all.times("sojourn_s", r.sojourn);
    if (r.clients) {
        all.count("clients.worst", r.clients->worst);
        all.count("clients.worst_sent", r.clients->worstSent);
        all.count("clients.worst_refused", r.clients->worstRefused);
        all.count("clients.worst_completed", r.clients->worstCompleted);
        all.count("clients.worst_inside_max", r.clients->worstInsideMax);
        all.number("clients.others_sent", r.clients->othersSent);
        all.number("clients.others_refused", r.clients->othersRefused);
        all.number("clients.others_completed", r.clients->othersCompleted);
        all.count("clients.others_inside_max", r.clients->othersInsideMax);
    }
    return all.take();
}

Figures hopFigures(const HopResult& r)
{
    Collector all;
    all.count("carried", r.carried);
    all.count("lost", r.lost);
    all.count("inside", r.inside);
    all.number("application_bytes.mean", r.applicationMean);
    all.number("send_bytes.mean", r.sendMean);
    all.count("send_bytes.max", static_cast<std::uint64_t>(r.sendMax));
    all.number("receive_bytes.mean", r.receiveMean);
    all.count("receive_bytes.max", static_cast<std::uint64_t>(r.receiveMax));
    return all.take();
}

void addCounters(Collector& all, const StageResult& r)
{
    all.count("offered", r.totals.offered);
    all.count("accepted", r.totals.accepted);
    all.count("refused", r.totals.refused);
    bool any = false;
    for (std::size_t reason = 0; reason < r.refusedBy.size(); ++reason) {
        if (r.refusedBy[reason] > 0) {
            all.count(std::string(refusedBy) + '.' + std::string(flow::nameOf(static_cast<flow::RefusalReason>(reason))), r.refusedBy[reason]);
            any = true;
        }
    }
    if (!any) {
        all.group(std::string(refusedBy));
    }
    all.count("dropped", r.totals.dropped);
    all.count("expired", r.totals.expired);
    all.count("failed", r.totals.failed);
    all.count("retried", r.totals.retried);
    all.count("completed", r.totals.completed);
    all.count("inside", r.totals.inside);
}

Figures stageFigures(const StageResult& r)
{
    Collector all;
    addCounters(all, r);
    all.number("throughput_per_s", r.throughput);
    all.number("loss", r.loss);
    all.number("utilisation", r.utilisation);
    all.number("blocked", r.blocked);
    all.number("waited", r.waited);
    all.number("all_busy", r.allBusy);
    all.number("in_system.mean", r.inSystemMean);
    all.count("in_system.max", r.inSystemMax);
    all.number("in_system.empty", r.inSystemEmpty);
    all.number("queue_depth.mean", r.depthMean);
    all.count("queue_depth.max", r.depthMax);
    all.number("queue_depth.full", r.depthFull);
    all.number("queue_bytes.mean", r.bytesMean);
    all.count("queue_bytes.max", r.bytesMax);
    all.times("wait_s", r.wait);
    all.times("service_s", r.service);
    all.times("sojourn_s", r.sojourn);
    all.number("bloat.excess_p95_s", r.bloat.excessP95);
    all.number("bloat.excess_p99_s", r.bloat.excessP99);
    all.number("bloat.standing_s", r.bloat.standing);
    all.number("bloat.drain_s", r.bloat.drain);
    all.number("bloat.ratio", r.bloat.ratio);
    all.text(std::string(grade), r.bloat.grade);
    all.number("pressure.on_fraction", r.pressedFraction);
    all.count("pressure.flips", r.pressureFlips);
    all.count("peak.level", static_cast<std::uint64_t>(std::max<std::int64_t>(0, r.pressurePeak)));
    all.number("peak.above_mark", r.aboveMark ? std::optional(static_cast<double>(*r.aboveMark)) : std::nullopt);
    if (r.scaling) {
        all.count("scaling.workers", static_cast<std::uint64_t>(r.scaling->workers));
        all.number("scaling.workers_mean", r.scaling->workersMean);
        all.count("scaling.starts", r.scaling->starts);
        all.count("scaling.stops", r.scaling->stops);
        all.count("scaling.pressed_before_signal", r.scaling->pressedBeforeSignal);
    }
    return all.take();
}

std::optional<double> valueOf(const Figures& figures, std::string_view name)
{
    const Figure* figure = find(figures, name);
    return figure == nullptr ? std::nullopt : figure->value;
}

std::string gradeOf(const Figures& figures)
{
    const auto excess = valueOf(figures, "bloat.excess_p95_s");
    const auto unloaded = valueOf(figures, "service_s.p95");
    if (!excess || unloaded.value_or(0.0) <= 0.0 || valueOf(figures, "sojourn_s.count").value_or(0.0) < gradeSamples) {
        return {};
    }
    return bloatGrade(*excess, acceptableFactor * *unloaded, valueOf(figures, "bloat.standing_s").value_or(0.0),
                      valueOf(figures, "loss").value_or(0.0));
}

Figure averagedFigure(const Figure& first, const std::vector<Figures>& runs, double confidence)
{
    std::vector<double> values;
    for (const Figures& run : runs) {
        const Figure* figure = find(run, first.name);
        if (figure != nullptr && figure->value) {
            values.push_back(*figure->value);
        } else if (first.kind == Figure::Kind::Count) {
            values.push_back(0.0); // a reason that did not occur in that run
        }
    }
    Figure mean{first.name, Figure::Kind::Number, {}, {}, {}};
    if (!values.empty()) {
        const Interval interval = studentInterval(values, confidence);
        mean.value = interval.mean;
        if (!std::isnan(interval.halfWidth)) {
            mean.halfWidth = interval.halfWidth;
        }
    }
    return mean;
}

/// The run whose figures have the most names: the one in which the most reasons of refusal occurred.
const Figures& fullest(const std::vector<Figures>& runs)
{
    const auto entries = [](const Figures& figures) {
        return std::count_if(figures.begin(), figures.end(), [](const Figure& figure) { return figure.kind != Figure::Kind::Group; });
    };
    return *std::max_element(runs.begin(), runs.end(), [&](const Figures& a, const Figures& b) { return entries(a) < entries(b); });
}

} // namespace

Figures figuresOf(const NodeResult& node)
{
    if (const auto* producer = std::get_if<ProducerResult>(&node.figures)) {
        return producerFigures(*producer);
    }
    return stageFigures(std::get<StageResult>(node.figures));
}

Figures figuresOf(const HopResult& hop)
{
    return hopFigures(hop);
}

Figures endToEndFigures(const RunResult& run)
{
    Collector all;
    all.times("sojourn_s", run.endToEndSojourn);
    all.count("completed", run.endToEndCompleted);
    all.number("loss", run.endToEndLoss);
    return all.take();
}

Figures averaged(const std::vector<Figures>& runs, double confidence)
{
    Figures means;
    for (const Figure& figure : fullest(runs)) {
        const bool hasValue = figure.kind == Figure::Kind::Count || figure.kind == Figure::Kind::Number;
        means.push_back(hasValue ? averagedFigure(figure, runs, confidence) : figure);
    }
    for (Figure& figure : means) {
        if (figure.name == grade) {
            figure.text = gradeOf(means);
        }
    }
    return means;
}

const Figure* find(const Figures& figures, std::string_view name)
{
    const auto at = std::find_if(figures.begin(), figures.end(), [&](const Figure& figure) { return figure.name == name; });
    return at == figures.end() ? nullptr : &*at;
}

} // namespace highwater
