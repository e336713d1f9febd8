// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/readings.h"

#include "inspector/inspector_text.h"
#include "units/display.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

using Outcome = CheckReading::Outcome;

constexpr double recentSeconds = 30;
constexpr std::uint64_t fewest = 100; ///< completed visits below which nothing is compared

QString number(double value)
{
    return QString::fromStdString(displayNumber(value));
}

QString about(const QString& measured, const QString& expected)
{
    return measured + QStringLiteral(" \u2248 ") + expected;
}

QString against(const QString& measured, const QString& expected)
{
    return measured + QStringLiteral(" \u2260 ") + expected;
}

/// Means over whole columns.
struct Means
{
    double seconds = 0;
    double busy = 0;
    double blocked = 0;
    double accepted = 0; ///< items
    double completed = 0;
};

/// Over the columns that lie in [from, now); absent when the series does not reach back to there, or is shorter than a
/// second.
std::optional<Means> meansSince(const Series& series, double from)
{
    const double interval = toSeconds(series.interval);
    if (!(interval > 0))
        return std::nullopt;
    const auto begin = static_cast<std::int64_t>(std::ceil(from / interval - 1e-9));
    const double seconds = static_cast<double>(series.end - begin) * interval;
    if (begin < series.first || seconds < 1)
        return std::nullopt;
    Means means;
    for (std::int64_t i = begin; i < series.end; ++i) {
        const auto& column = series.at(i);
        means.busy += static_cast<double>(column.busy);
        means.blocked += static_cast<double>(column.blocked);
        means.accepted += column.accepted;
        means.completed += column.completed;
    }
    const auto columns = static_cast<double>(series.end - begin);
    means.seconds = seconds;
    means.busy /= columns;
    means.blocked /= columns;
    return means;
}

CheckReading unknown(const QString& name, const QString& figures, const QString& why)
{
    return {Outcome::Unknown, name, figures, why};
}

/// L and lambda W are both measured, over the same window. They differ by what is inside at its two ends, so that much
/// is allowed.
CheckReading little(const NodeView& view)
{
    const QString name = Inspector::tr("Little: L = \u03bb\u00b7W");
    const QString why = Inspector::tr(
        "The items inside on average, against the rate of those that went through, times the mean time that they "
        "spent. Both are measured, since the warm-up or the last change; the law holds for every order and every distribution.");
    if (view.sojourn.count < fewest || !view.sojourn.mean || !(view.windowThroughput > 0))
        return unknown(name, Inspector::tr("no data yet"), why);
    const double seconds = static_cast<double>(view.sojourn.count) / view.windowThroughput;
    const double expected = view.windowThroughput * *view.sojourn.mean;
    const double ends = static_cast<double>(view.totals.inside) + view.meanInSystem;
    const double edge = ends * view.sojourn.p99.value_or(*view.sojourn.mean) / seconds;
    const bool holds = std::abs(view.meanInSystem - expected) <= edge + 0.01 * expected;
    const QString measured = number(view.meanInSystem);
    const QString margin = edge >= 0.005 * expected ? QStringLiteral(" \u00b1 ") + number(edge) : QString();
    return {holds ? Outcome::Holds : Outcome::Broken, name,
            (holds ? about(measured, number(expected)) : against(measured, number(expected))) + margin, why};
}

bool servesAllAlike(const Scenario& scenario, const Node& node)
{
    const auto self = scenario.find(node.name);
    return std::none_of(scenario.nodes.begin(), scenario.nodes.end(), [&](const Node& other) {
        const auto* producer = other.producer();
        return producer && std::any_of(producer->service.begin(), producer->service.end(),
                                       [&](const auto& rule) { return rule.first < 0 || rule.first == self; });
    });
}

/// The start of the time in which nothing was changed, half a minute at most.
double steadySince(const Snapshot& snapshot)
{
    const double now = toSeconds(snapshot.now);
    const double change = snapshot.changes.empty() ? 0 : toSeconds(snapshot.changes.back().at);
    return std::max({0.0, now - recentSeconds, change});
}

QString utilisationName(const NodeView& view)
{
    if (!view.workers)
        return Inspector::tr("busy, no limit on workers");
    return *view.workers == 1 ? Inspector::tr("utilisation, 1 worker")
                              : Inspector::tr("utilisation, %1 workers")
                                    .arg(QString::fromStdString(displayCount(static_cast<double>(*view.workers))));
}

/// Measured busy workers against the work that was let in, lambda E[S] / c by formula, which cannot exceed what is not
/// blocked.
CheckReading utilisation(const Snapshot& snapshot, const NodeView& view, const Node& node)
{
    const QString name = utilisationName(view);
    const QString why = Inspector::tr(
        "The measured share of busy workers, against the load that was let in: rate times mean service time, "
        "over the number of workers. Since the last change, half a minute at most.");
    const auto& law = node.stage()->service;
    const double service = meanOf(law);
    if (!servesAllAlike(*snapshot.scenario, node) || !std::isfinite(service))
        return unknown(name, Inspector::tr("no closed form"), why);
    const auto means = meansSince(view.series, steadySince(snapshot));
    if (!means || means->completed < static_cast<double>(fewest))
        return unknown(name, Inspector::tr("no data yet"), why);
    const double workers = view.workers ? static_cast<double>(*view.workers) : 1;
    const double measured = means->busy / workers;
    const double offered = means->accepted / means->seconds * service / workers;
    const double possible = view.workers ? 1 - means->blocked / workers : offered;
    const double expected = std::min(offered, possible);
    // Four standard errors of the mean service time, and the items that were let in but not served within the window.
    const double spread = std::min(scvOf(law), 100.0);
    const double edge = std::abs(means->accepted - means->completed) / means->seconds * service / workers;
    const double allowed = 4 * std::sqrt(spread / means->completed) * expected + edge + 0.02;
    const bool holds = std::abs(measured - expected) <= allowed;
    const QString left = QString::number(measured, 'f', 2);
    const QString right = QString::number(expected, 'f', 2);
    return {holds ? Outcome::Holds : Outcome::Broken, name, holds ? about(left, right) : against(left, right), why};
}

CheckReading conserved(bool holds, std::int64_t difference)
{
    const QString figures =
        holds ? Inspector::tr("exact")
              : Inspector::tr("%1 missing").arg(QString::fromStdString(displayCount(static_cast<double>(difference))));
    return {holds ? Outcome::Holds : Outcome::Broken, Inspector::tr("items conserved"), figures,
            Inspector::tr("Offered = accepted + refused, and accepted = completed + dropped + expired + failed + "
                           "inside: no item may vanish.")};
}

std::int64_t missing(const Counters& c)
{
    const auto door = static_cast<std::int64_t>(c.offered) - static_cast<std::int64_t>(c.accepted + c.refused);
    const auto inside = static_cast<std::int64_t>(c.accepted) -
                        static_cast<std::int64_t>(c.completed + c.dropped + c.expired + c.failed + c.inside);
    return door != 0 ? door : inside;
}

/// Whether anybody minds a signal at all.
bool signalsCount(const Scenario& scenario)
{
    return std::any_of(scenario.nodes.begin(), scenario.nodes.end(), [](const Node& node) {
        return node.producer() && node.producer()->onPressure != flow::OnPressure::Ignore;
    });
}

/// Where no formula says what a percentile should be, it is said why.
std::optional<CheckReading> noFormula(const Scenario& scenario, const StageNode& stage)
{
    const QString none = Inspector::tr("no closed form");
    if (stage.queue.marks && signalsCount(scenario)) {
        return unknown(
            Inspector::tr("p99 with a band of marks"), none,
            Inspector::tr(
                "Senders stop and go with the signal, so arrivals depend on the level. Only simulation answers this."));
    }
    if (stage.service.law != Distribution::Law::Exponential)
        return unknown(Inspector::tr("p99, general service time"), none,
                       Inspector::tr("Percentiles have a formula for exponential service only."));
    return std::nullopt;
}

} // namespace

QList<CheckReading> checksOf(const Snapshot& snapshot, const NodeView& view, const Node& node)
{
    const auto* stage = node.stage();
    if (node.producer()) {
        auto reading = conserved(snapshot.conserved, missing(snapshot.endToEnd));
        reading.name = Inspector::tr("items conserved, whole run");
        return {reading};
    }
    if (!stage)
        return {conserved(view.totals.conserved(), missing(view.totals))};
    QList<CheckReading> checks{little(view), utilisation(snapshot, view, node),
                               conserved(view.totals.conserved(), missing(view.totals))};
    if (const auto reading = noFormula(*snapshot.scenario, *stage))
        checks.append(*reading);
    return checks;
}

} // namespace highwater
