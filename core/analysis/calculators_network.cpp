// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calculators.h"

#include "analysis/approximations.h"
#include "analysis/blocking_tandem.h"
#include "analysis/law_arguments.h"
#include "analysis/laws.h"
#include "analysis/queueing_networks.h"
#include "analysis/queueing_single.h"
#include "units/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

namespace highwater::analysis {

namespace {

constexpr std::int64_t mostServers = 1'000'000;
constexpr std::int64_t mostPopulation = 10'000'000;
constexpr std::int64_t mostPlaces = 100'000;

/// The mean of an exponential law: the only one that these networks know.
double exponentialMean(ArgumentReader& arguments, std::string_view name)
{
    const Distribution law = lawFrom(arguments, name);
    if (law.law != Distribution::Law::Exponential) {
        arguments.refuse(name, Errc::OutOfRange, "this model has exponential times (exp) only");
    }
    return momentOf(law, 1);
}

double poissonRate(ArgumentReader& arguments)
{
    const ArrivalArguments arrivals = arrivalsFrom(arguments, "arrival");
    if (!arrivals.poisson() || arrivals.batch) {
        arguments.refuse("arrival", Errc::OutOfRange, "this model has exponential gaps (exp) of single items");
    }
    return arrivals.gap ? 1.0 / momentOf(*arrivals.gap, 1) : 1.0;
}

/// service_mean, with visits and servers where they are given.
std::vector<NetworkStation> stationsFrom(ArgumentReader& arguments)
{
    std::vector<NetworkStation> stations;
    for (const double mean : arguments.numbers("service_mean", Bound::Positive)) {
        stations.push_back({mean, 1, 1.0});
    }
    const auto sameLength = [&](std::string_view name, std::size_t size) {
        if (size != stations.size()) {
            arguments.refuse(name, Errc::OutOfRange, "wanted are as many numbers as service_mean has");
        }
    };
    if (arguments.has("visits")) {
        const std::vector<double> visits = arguments.numbers("visits", Bound::Positive);
        sameLength("visits", visits.size());
        for (std::size_t i = 0; i < std::min(visits.size(), stations.size()); ++i) {
            stations[i].visits = visits[i];
        }
    }
    if (arguments.has("servers")) {
        const std::vector<std::int64_t> servers = arguments.counts("servers", 1, mostServers);
        sameLength("servers", servers.size());
        for (std::size_t i = 0; i < std::min(servers.size(), stations.size()); ++i) {
            stations[i].servers = servers[i];
        }
    }
    return stations;
}

/// "stations": [{service, servers, visits}, ...], one after the other.
std::vector<NetworkStation> tandemFrom(ArgumentReader& arguments)
{
    std::vector<NetworkStation> stations;
    for (ArgumentReader& each : arguments.objects("stations")) {
        each.allowOnly({"service", "servers", "visits"});
        stations.push_back(
            {exponentialMean(each, "service"), each.count("servers", 1, mostServers, 1), each.number("visits", Bound::Positive, 1.0)});
    }
    return stations;
}

/// Reads { "0": { "1": 0.4, "out": 0.6 }, ... } and computes the visits of the stations.
void addVisits(ArgumentReader& arguments, std::vector<NetworkStation>& stations)
{
    const std::size_t size = stations.size();
    Matrix routing(size, size);
    ArgumentReader rows = arguments.object("routing");
    for (const std::string& from : rows.names()) {
        ArgumentReader row = rows.object(from);
        double sum = 0.0;
        const auto indexOf = [size](const std::string& text) {
            std::size_t index = size;
            const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
            return error == std::errc() && end == text.data() + text.size() ? std::min(index, size) : size;
        };
        for (const std::string& to : row.names()) {
            const double share = row.number(to, Bound::Share);
            sum += share;
            if (to == "out" || to == "exit") {
                continue;
            }
            if (indexOf(from) == size || indexOf(to) == size) {
                row.refuse(to, Errc::NotFound, "stations are numbered from 0 to " + std::to_string(size - 1) + ", and \"out\" leaves");
                return;
            }
            routing(indexOf(from), indexOf(to)) = share;
        }
        if (sum > 1.0 + 1e-9) {
            rows.refuse(from, Errc::OutOfRange, "the probabilities add up to more than 1");
        }
    }
    std::vector<double> entry(size);
    entry[static_cast<std::size_t>(arguments.count("to", 0, static_cast<std::int64_t>(size) - 1, 0))] = 1.0;
    const auto visits = visitsOf(entry, routing);
    if (!visits) {
        arguments.refuse("routing", Errc::OutOfRange, visits.error().message);
        return;
    }
    for (std::size_t i = 0; i < size; ++i) {
        if (arguments.has("visits") && std::abs(stations[i].visits - (*visits)[i]) > 1e-6 * (*visits)[i]) {
            arguments.refuse("visits", Errc::OutOfRange,
                             "contradict the routing, which gives " + std::to_string((*visits)[i]) + " visits to station " +
                                 std::to_string(i));
        }
        stations[i].visits = (*visits)[i];
    }
}

struct StationLists
{
    std::vector<double> sojourns, waits, levels, utilisations, throughputs;
};

StationLists listsOf(const NetworkFigures& network)
{
    StationLists lists;
    for (const NetworkStationFigures& each : network.stations) {
        lists.sojourns.push_back(each.sojourn);
        lists.waits.push_back(each.wait);
        lists.levels.push_back(each.l);
        lists.utilisations.push_back(each.utilisation.value_or(0.0));
        lists.throughputs.push_back(each.throughput);
    }
    return lists;
}

Result<Answer> openNetwork(ArgumentReader& arguments)
{
    const double rate = poissonRate(arguments);
    std::vector<NetworkStation> stations = arguments.has("stations") ? tandemFrom(arguments) : stationsFrom(arguments);
    if (arguments.has("routing") && !arguments.faulty()) {
        addVisits(arguments, stations);
    }
    if (arguments.faulty()) {
        return Answer();
    }
    const auto network = jackson(rate, stations);
    if (!network) {
        return failure(Errc::OutOfRange, "station " + network.error().where, network.error().message);
    }
    const StationLists lists = listsOf(*network);
    Answer answer;
    answer.add("W", network->sojourn);
    answer.add("W_system", network->sojourn);
    answer.add("L", network->l);
    answer.add("throughput", network->throughput);
    answer.add("W_station", lists.sojourns);
    answer.add("R_station", lists.sojourns);
    answer.add("Wq_station", lists.waits);
    answer.add("U", lists.utilisations);
    answer.add("Q", lists.levels);
    answer.add("X_station", lists.throughputs);
    return answer;
}

/// Machines that break down and wait for a few who repair them.
Result<Answer> repair(ArgumentReader& arguments)
{
    const std::int64_t population = arguments.count("N", 1, mostPopulation);
    const double away = exponentialMean(arguments, "up_time");
    const double mean = exponentialMean(arguments, "repair");
    const std::int64_t servers = arguments.count("servers", 1, mostServers, 1);
    if (arguments.faulty()) {
        return Answer();
    }
    const StationFigures s = repairman(population, away, mean, servers);
    Answer answer;
    answer.add("throughput", s.throughput);
    answer.add("L", s.l);
    answer.add("W", s.sojourn);
    answer.add("Lq", s.lq);
    answer.add("Wq", s.wait);
    answer.add("utilization", s.utilisation);
    answer.add("P_wait", s.waits);
    answer.add("P_empty", s.empty);
    return answer;
}

Result<Answer> closed(ArgumentReader& arguments)
{
    if (arguments.has("up_time")) {
        return repair(arguments);
    }
    const std::int64_t population = arguments.count(arguments.has("credits") ? "credits" : "N", 1, mostPopulation);
    const std::vector<NetworkStation> stations = stationsFrom(arguments);
    const double think = arguments.has("think_time") ? momentOf(lawFrom(arguments, "think_time"), 1) : 0.0;
    const bool several = std::any_of(stations.begin(), stations.end(), [](const NetworkStation& station) { return station.servers != 1; });
    constexpr std::int64_t mostConvolved = 20'000;
    if (several && population > mostConvolved) {
        arguments.refuse("N", Errc::OutOfRange, "with several servers at a station it is at most 20000");
    }
    if (arguments.faulty()) {
        return Answer();
    }
    const NetworkFigures network = closedNetwork(population, think, stations);
    const StationLists lists = listsOf(network);
    Answer answer;
    answer.add("X", network.throughput);
    answer.add("R_station", lists.sojourns);
    answer.add("Q", lists.levels);
    answer.add("U", lists.utilisations);
    answer.add("R_system", network.sojourn);
    return answer;
}

Result<Answer> tandem(ArgumentReader& arguments)
{
    TandemLine line;
    line.rates = arguments.numbers("service_rates", Bound::Positive);
    line.buffers = arguments.counts("buffers", 0, mostPlaces);
    if (line.rates.size() < 2 || line.buffers.size() + 1 != line.rates.size()) {
        arguments.refuse("buffers", Errc::OutOfRange,
                         "wanted are two service_rates or more, and a number of places between each two stations");
    }
    const std::string blocking = arguments.text("blocking", "after service");
    const bool before = blocking.rfind("before", 0) == 0;
    if (!before && blocking.rfind("after", 0) != 0) {
        arguments.refuse("blocking", Errc::NotFound, "wanted is \"after service\" or \"before service\", but it is " + inQuotes(blocking));
    }
    line.rule = before ? BlockingRule::BeforeService : BlockingRule::AfterService;
    if (arguments.has("arrival")) {
        line.arrivalRate = poissonRate(arguments);
        line.firstBuffer = arguments.count("first_buffer", 0, mostPlaces);
    }
    if (arguments.faulty()) {
        return Answer();
    }
    const auto figures = blockingTandem(line);
    if (!figures) {
        return tl::unexpected(figures.error());
    }
    Answer answer;
    answer.add("throughput", figures->throughput);
    answer.add("P_first_blocked", figures->firstBlocked);
    answer.add("P_loss", figures->loss);
    answer.add("L", figures->l);
    answer.add("W", figures->l / figures->throughput);
    answer.add("U", figures->utilisation);
    answer.add("P_blocked", figures->blocked);
    return answer;
}

Result<Answer> approximations(ArgumentReader& arguments)
{
    TwoMomentStation station;
    station.load = arguments.number("rho", Bound::Positive);
    station.gapScv = arguments.number("ca2", Bound::NotNegative);
    station.serviceScv = arguments.number("cs2", Bound::NotNegative);
    station.meanService = arguments.number("mean_service", Bound::Positive);
    station.servers = arguments.count("c", 1, mostServers, 1);
    if (arguments.faulty()) {
        return Answer();
    }
    if (station.load >= 1.0) {
        return unstable(station.load);
    }
    Answer answer;
    answer.add("kingman_Wq", kingmanWait(station));
    answer.add("allen_cunneen_Wq", allenCunneenWait(station));
    answer.add("sakasegawa_Wq", sakasegawaWait(station));
    return answer;
}

using Arguments = std::vector<std::pair<std::string_view, std::string_view>>;

Arguments closedArguments()
{
    return {{"N", "items that go round"},
            {"credits", "the same, as a window of flow control"},
            {"think_time", "law of the time between rounds; none unless given"},
            {"service_mean", "mean service time of each station"},
            {"visits", "of each station in a round; 1 unless given"},
            {"servers", "of each station; 1 unless given"},
            {"up_time", "of a machine (machine repairman), with N, servers and:"},
            {"repair", "law of the repair time"}};
}

} // namespace

std::vector<Calculator> networkCalculators()
{
    return {
        {"jackson", "open network of exponential servers",
         {{"arrival", "{dist: exp, rate}"},
          {"stations", "one after the other: [{service, servers}, ...]; or else:"},
          {"service_mean", "mean service time of each station"},
          {"visits", "of each station per item"},
          {"routing", "instead of visits: {\"0\": {\"1\": 0.4, \"out\": 0.6}, ...}"},
          {"to", "the station at which items enter, 0 unless given"},
          {"servers", "of each station; 1 unless given"}},
         openNetwork},
        {"mva", "closed network of exponential servers; a window of credits; a machine repairman", closedArguments(), closed},
        {"window", "credits over a line that never starves", closedArguments(), closed},
        {"repairman", "N machines, few who repair them (M/M/c//N)", closedArguments(), repair},
        {"blocking-tandem", "stations in a row with bounded room between them, by their Markov chain",
         {{"service_rates", "of each station"},
          {"buffers", "waiting places between each two"},
          {"blocking", "\"after service\" (unless given) or \"before service\""},
          {"arrival", "{dist: exp, rate}; the first station never starves unless given"},
          {"first_buffer", "waiting places of the first station, with arrivals"}},
         tandem, {"on_full_entry", "first_station", "last_station"}},
        {"gg1-approximations", "mean wait of any station by two moments (Kingman, Allen-Cunneen, Sakasegawa)",
         {{"rho", "load per server, below 1"},
          {"ca2", "variance / mean^2 of the gaps"},
          {"cs2", "variance / mean^2 of the services"},
          {"mean_service", "seconds"},
          {"c", "servers; 1 unless given"}},
         approximations},
    };
}

} // namespace highwater::analysis
