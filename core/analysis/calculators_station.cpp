// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calculators.h"

#include "analysis/laws.h"
#include "analysis/output_analysis.h"
#include "analysis/queueing_single.h"
#include "analysis/queueing_special.h"
#include "analysis/station_arguments.h"

#include <numeric>
#include <string>

namespace highwater::analysis {

namespace {

constexpr std::int64_t mostExperiments = 1'000'000;

void addQuantiles(Answer& answer, const std::string& prefix, const std::optional<QuantileValues>& values)
{
    for (std::size_t i = 0; values && i < quantiles.size(); ++i) {
        answer.add(prefix + '_' + std::string(quantiles[i].first), (*values)[i]);
    }
}

Answer answerOf(const StationFigures& s, bool impatience)
{
    Answer answer;
    answer.add("utilization", s.utilisation);
    answer.add("throughput", s.throughput);
    answer.add("P_loss", s.loss);
    if (impatience) {
        answer.add("P_abandon", s.loss);
    }
    answer.add("P_empty", s.empty);
    answer.add("P_wait", s.waits);
    if (!impatience) {
        answer.add("P_wait_accepted", s.waits);
    }
    answer.add("Wq", s.wait);
    answer.add("W", s.sojourn);
    answer.add("Wq_all", s.waitOfAll);
    answer.add("Lq", s.lq);
    answer.add("L", s.l);
    answer.add("Wq_sd", s.waitSd);
    answer.add("W_sd", s.sojournSd);
    addQuantiles(answer, "Wq", s.waitQuantiles);
    addQuantiles(answer, "W", s.sojournQuantiles);
    return answer;
}

Result<Answer> priorities(ArgumentReader& arguments)
{
    std::vector<CustomerClass> classes;
    for (ArgumentReader& each : arguments.objects("classes")) {
        each.allowOnly({"arrival", "service"});
        const ArrivalArguments arrivals = arrivalsFrom(each, "arrival");
        if (!arrivals.poisson() || arrivals.batch) {
            each.refuse("arrival", Errc::OutOfRange, "this model has exponential gaps (exp) of single customers");
        }
        classes.push_back({arrivals.gap ? 1.0 / momentOf(*arrivals.gap, 1) : 1.0, lawFrom(each, "service")});
    }
    const std::string discipline = arguments.text("discipline", "non-preemptive");
    const bool interrupts = discipline.find("preemptive") != std::string::npos && discipline.find("non-preemptive") == std::string::npos;
    if (arguments.faulty()) {
        return Answer();
    }
    const auto figures = interrupts ? priorityWithInterruption(classes) : priorityWithoutInterruption(classes);
    if (!figures) {
        return tl::unexpected(figures.error());
    }
    Answer answer;
    double load = 0.0;
    double wait = 0.0;
    double items = 0.0;
    std::vector<double> waits;
    std::vector<double> sojourns;
    double rate = 0.0;
    for (std::size_t i = 0; i < classes.size(); ++i) {
        waits.push_back((*figures)[i].wait);
        sojourns.push_back((*figures)[i].sojourn);
        load += classes[i].arrivalRate * momentOf(classes[i].service, 1);
        rate += classes[i].arrivalRate;
        wait += classes[i].arrivalRate * waits.back();
        items += classes[i].arrivalRate * sojourns.back();
    }
    answer.add("utilization", load);
    answer.add("W_class", std::move(sojourns));
    answer.add("Wq_class", std::move(waits));
    answer.add("Wq", wait / rate);
    answer.add("W", items / rate);
    answer.add("Lq", wait);
    answer.add("L", items);
    return answer;
}

/// How long the first customers of an empty queue wait.
Result<Answer> transient(ArgumentReader& arguments)
{
    constexpr std::int64_t mostJobs = 20'000;
    const StationArguments station = stationFrom(arguments);
    check(station, {.single = true, .unbounded = true}, arguments);
    const std::int64_t jobs = arguments.count("jobs", 1, mostJobs);
    if (arguments.faulty()) {
        return Answer();
    }
    const double mean = momentOf(station.service, 1);
    const std::vector<double> delays = firstDelays(station.arrivals.rate(), mean, jobs);
    Answer answer;
    const std::string count = std::to_string(jobs);
    answer.add("mean_delay_first_" + count, std::accumulate(delays.begin(), delays.end(), 0.0) / static_cast<double>(jobs));
    answer.add("delay_of_job_" + count, delays.back());
    if (const auto steady = mmc(station.arrivals.rate(), mean, 1)) {
        answer.add("steady_state_delay", steady->wait);
    }
    return answer;
}

/// How many of the intervals of an experiment with this queue should hold its mean sojourn time.
Result<Answer> coverage(ArgumentReader& arguments)
{
    const StationArguments station = stationFrom(arguments);
    const std::int64_t experiments = arguments.count("experiments", 1, mostExperiments);
    const double confidence = arguments.number("confidence", Bound::Share, 0.95);
    const double band = arguments.number("band", Bound::Share, 0.99);
    const auto figures = arguments.faulty() ? StationFigures() : figuresOf(station);
    if (arguments.faulty() || !figures) {
        return arguments.faulty() ? Result<Answer>(Answer()) : tl::unexpected(figures.error());
    }
    const CoverageBand accepted = coverageBand(experiments, confidence, band);
    Answer answer;
    answer.add("accept_low", static_cast<double>(accepted.low));
    answer.add("accept_high", static_cast<double>(accepted.high));
    answer.add("nominal", confidence);
    answer.add("W", figures->sojourn);
    return answer;
}

template <const Demands& demands>
Result<Answer> station(ArgumentReader& arguments)
{
    if (arguments.has("classes")) {
        return priorities(arguments);
    }
    if (arguments.has("experiments")) {
        return coverage(arguments);
    }
    if (arguments.has("jobs")) {
        return transient(arguments);
    }
    const StationArguments described = stationFrom(arguments);
    check(described, demands, arguments);
    if (arguments.faulty()) {
        return Answer();
    }
    auto figures = figuresOf(described);
    if (!figures) {
        return tl::unexpected(figures.error());
    }
    if (described.discipline == Discipline::Lifo) {
        // The order changes no mean, but everything else.
        figures->waitSd.reset();
        figures->sojournSd.reset();
        figures->waitQuantiles.reset();
        figures->sojournQuantiles.reset();
    }
    return answerOf(*figures, described.patience.has_value());
}

constexpr Demands mm1Demands{.single = true, .unbounded = true};
constexpr Demands mmcDemands{.unbounded = true};
constexpr Demands mm1kDemands{.single = true, .bounded = true};
constexpr Demands mmckDemands{.bounded = true};
constexpr Demands mg1Demands{.exponential = false, .single = true, .unbounded = true};
constexpr Demands md1Demands{.exponential = false, .constant = true, .single = true, .unbounded = true};
constexpr Demands gim1Demands{.poisson = false, .single = true, .unbounded = true};
constexpr Demands patienceDemands{.unbounded = true, .patience = true};

using Arguments = std::vector<std::pair<std::string_view, std::string_view>>;
using Argument = Arguments::value_type;

constexpr Argument poissonArrival{"arrival", "{dist: exp, rate}, or text as in \"poisson(80/s)\""};
constexpr Argument anyArrival{"arrival", "gaps: {dist: exp | det | erlang | h2 | lognormal | gamma | weibull | uniform | bpareto, ...}"};
constexpr Argument exponentialService{"service", "{dist: exp, mean | rate}, or text as in \"exponential(40ms)\""};
constexpr Argument anyService{"service", "{dist: exp | det | erlang | h2 | lognormal | gamma | weibull | uniform | bpareto, ...}"};
constexpr Argument servers{"servers", "1 unless given"};
constexpr Argument capacity{"capacity", "items that fit, those in service included"};
constexpr Argument discipline{"discipline", "fifo (unless given), lifo or ps"};
constexpr Argument patience{"patience", "how long an item waits: {dist: exp, mean} or {dist: det, value}"};
constexpr Argument classes{"classes", "[{arrival, service}, ...], the most urgent first"};

/// What any station may be described with: cases name everything.
const std::vector<std::string_view>& stationArguments()
{
    static const std::vector<std::string_view> names{"arrival",     "service",    "servers", "capacity",     "discipline",
                                                     "on_full",     "patience",   "classes", "jobs",         "initial",
                                                     "experiments", "confidence", "band",    "replications", "warmup_jobs"};
    return names;
}

Calculator stationCalculator(std::string_view name, std::string_view summary, Arguments arguments, decltype(Calculator::answer) answer)
{
    return {name, summary, std::move(arguments), answer, stationArguments()};
}

Result<Answer> sharing(ArgumentReader& arguments)
{
    const StationArguments described = stationFrom(arguments);
    check(described, mg1Demands, arguments);
    if (arguments.faulty()) {
        return Answer();
    }
    const auto figures = processorSharing(described.arrivals.rate(), described.service);
    return figures ? Result<Answer>(answerOf(*figures, false)) : tl::unexpected(figures.error());
}

} // namespace

std::vector<Calculator> stationCalculators()
{
    return {
        stationCalculator("mm1", "one exponential server (M/M/1)",
                          {poissonArrival,
                           exponentialService,
                           discipline,
                           {"patience", "as for erlang-a"},
                           {"classes", "as for priority"},
                           {"jobs", "as for first-delays"}},
                          station<mm1Demands>),
        stationCalculator("mmc", "several exponential servers (M/M/c, Erlang C)", {poissonArrival, exponentialService, servers},
                          station<mmcDemands>),
        stationCalculator("mm1k", "one exponential server, bounded (M/M/1/K)", {poissonArrival, exponentialService, capacity},
                          station<mm1kDemands>),
        stationCalculator("mmck", "several exponential servers, bounded (M/M/c/K); with as many places any service (Erlang B)",
                          {poissonArrival, anyService, servers, capacity}, station<mmckDemands>),
        stationCalculator("mg1", "one server, any service (M/G/1)", {poissonArrival, anyService, discipline}, station<mg1Demands>),
        stationCalculator("md1", "one server, constant service (M/D/1)", {poissonArrival, {"service", "{dist: det, value}"}},
                          station<md1Demands>),
        stationCalculator("gim1", "one exponential server, any gaps (GI/M/1)", {anyArrival, exponentialService}, station<gim1Demands>),
        stationCalculator("erlang-a", "several exponential servers, items that lose patience (M/M/c+M)",
                          {poissonArrival, exponentialService, servers, patience}, station<patienceDemands>),
        stationCalculator("deadline", "the same with a constant patience (M/M/c+D)",
                          {poissonArrival, exponentialService, servers, patience}, station<patienceDemands>),
        stationCalculator("processor-sharing", "one server that all share (M/G/1-PS)", {poissonArrival, anyService}, sharing),
        stationCalculator("batch", "one exponential server, batches (M^[X]/M/1)",
                          {{"arrival", "{dist: exp, rate, batch: {fixed} | {geometric} | {uniform: [a, b]} | {mean, second_moment}}"},
                           exponentialService},
                          station<mm1Demands>),
        stationCalculator("mmpp", "one exponential server, arrivals whose rate jumps (MMPP(2)/M/1)",
                          {{"arrival", "{dist: mmpp2, l1, l2, r12, r21}"}, exponentialService}, station<mm1Demands>),
        stationCalculator("priority", "one server and classes of customers",
                          {classes, {"discipline", "\"non-preemptive\" (unless given) or \"preemptive resume\""}}, priorities),
        stationCalculator("first-delays", "mean waits of the first customers of an empty M/M/1 queue",
                          {poissonArrival, exponentialService, {"jobs", "how many"}}, transient),
        stationCalculator("coverage", "how many of so many intervals should hold the truth",
                          {poissonArrival,
                           exponentialService,
                           {"experiments", "how many intervals"},
                           {"confidence", "of each, 0.95 unless given"},
                           {"band", "probability of the band of their count, 0.99 unless given"}},
                          coverage),
    };
}

} // namespace highwater::analysis
