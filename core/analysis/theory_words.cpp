// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/theory_words.h"

#include "analysis/laws.h"
#include "units/display.h"

#include <cmath>

namespace highwater::analysis {

namespace {

using Law = Distribution::Law;

void addTimes(TheorySubject& subject, const std::string& name, std::optional<double> mean, std::optional<double> sd,
              const std::optional<QuantileValues>& values)
{
    addFigure(subject, name + ".mean", mean);
    addFigure(subject, name + ".sd", sd);
    for (std::size_t i = 0; values && i < quantiles.size(); ++i) {
        addFigure(subject, name + '.' + std::string(quantiles[i].first), (*values)[i]);
    }
}

} // namespace

std::string wordOf(const Distribution& law)
{
    switch (law.law) {
    case Law::Constant:
        return "constant";
    case Law::Uniform:
        return "uniform";
    case Law::Exponential:
        return "exponential";
    case Law::Erlang:
        return "Erlang";
    case Law::Hyperexponential:
        return "hyperexponential";
    case Law::Mixture:
        return "mixed exponential";
    case Law::Lognormal:
        return "lognormal";
    case Law::BoundedPareto:
        return "bounded Pareto";
    case Law::Pareto:
        return "Pareto";
    case Law::Weibull:
        return "Weibull";
    case Law::Gamma:
        return "gamma";
    case Law::Normal:
        return "normal";
    case Law::Geometric:
        return "geometric";
    case Law::Discrete:
        return "discrete";
    case Law::Empirical:
        break;
    }
    return "measured";
}

std::string letterOf(const Distribution& law)
{
    switch (law.law) {
    case Law::Constant:
        return "D";
    case Law::Exponential:
        return "M";
    case Law::Erlang:
        return "E" + std::to_string(law.phases);
    case Law::Hyperexponential:
        return "H2";
    default:
        return "G";
    }
}

std::string serviceWords(const Distribution& law)
{
    return wordOf(law) + " service of " + displayDuration(momentOf(law, 1));
}

std::string workerWords(std::optional<std::int64_t> servers)
{
    return !servers ? "a worker for everybody" : *servers == 1 ? "1 worker" : std::to_string(*servers) + " workers";
}

void addFigure(TheorySubject& subject, std::string name, std::optional<double> value)
{
    if (value && std::isfinite(*value)) {
        subject.figures.push_back({std::move(name), *value});
    }
}

void addFigures(const StationFigures& station, TheorySubject& subject)
{
    addFigure(subject, "throughput_per_s", station.throughput);
    addFigure(subject, "loss", station.loss);
    addFigure(subject, "utilisation", station.utilisation);
    addFigure(subject, "waited", station.waits);
    addFigure(subject, "in_system.mean", station.l);
    addFigure(subject, "in_system.empty", station.empty);
    addFigure(subject, "queue_depth.mean", station.lq);
    addTimes(subject, "wait_s", station.wait, station.waitSd, station.waitQuantiles);
    addTimes(subject, "sojourn_s", station.sojourn, station.sojournSd, station.sojournQuantiles);
}

} // namespace highwater::analysis
