// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/station_arguments.h"

#include "analysis/laws.h"
#include "analysis/queueing_single.h"
#include "analysis/queueing_special.h"
#include "units/text.h"

#include <string>

namespace highwater::analysis {

namespace {

constexpr std::int64_t mostServers = 1'000'000;
constexpr std::int64_t mostPlaces = 5'000'000;

Discipline disciplineFrom(ArgumentReader& arguments)
{
    const std::string text = arguments.text("discipline", "fifo");
    if (text == "lifo") {
        return Discipline::Lifo;
    }
    if (text == "ps" || text == "processor-sharing") {
        return Discipline::Sharing;
    }
    if (text != "fifo") {
        arguments.refuse("discipline", Errc::NotFound, "wanted is fifo, lifo or ps, but it is " + inQuotes(text));
    }
    return Discipline::Fifo;
}

} // namespace

StationArguments stationFrom(ArgumentReader& arguments)
{
    StationArguments station;
    station.arrivals = arrivalsFrom(arguments, "arrival");
    station.service = lawFrom(arguments, "service");
    station.servers = arguments.count("servers", 1, mostServers, 1);
    if (arguments.has("capacity")) {
        station.capacity = arguments.count("capacity", 1, mostPlaces);
        if (*station.capacity < station.servers) {
            arguments.refuse("capacity", Errc::OutOfRange, "counts those in service too, so it is at least the number of servers");
        }
    }
    station.discipline = disciplineFrom(arguments);
    if (arguments.has("patience")) {
        station.patience = lawFrom(arguments, "patience");
    }
    const std::string onFull = arguments.text("on_full", "drop_new");
    if (onFull != "drop_new" && onFull != "drop-newest" && onFull != "reject") {
        arguments.refuse("on_full", Errc::NotFound, "wanted is drop_new, but it is " + inQuotes(onFull));
    }
    return station;
}

void check(const StationArguments& station, const Demands& demands, ArgumentReader& arguments)
{
    if (demands.single && station.servers != 1) {
        arguments.refuse("servers", Errc::OutOfRange, "this model has one server; mmc and mmck have several");
    }
    if (demands.unbounded && station.capacity) {
        arguments.refuse("capacity", Errc::OutOfRange, "this model has no bound; mm1k and mmck have one");
    }
    if (demands.bounded && !station.capacity) {
        arguments.refuse("capacity", Errc::Missing, "is missing; wanted is the number of items that fit, those in service included");
    }
    if (demands.poisson && !station.arrivals.poisson() && !station.arrivals.switched) {
        arguments.refuse("arrival", Errc::OutOfRange, "this model has exponential gaps (exp); gim1 has others");
    }
    const bool lossSystem = station.capacity == station.servers;
    if (demands.exponential && !station.exponentialService() && !lossSystem) {
        arguments.refuse("service", Errc::OutOfRange, "this model has exponential services (exp); mg1 and md1 have others");
    }
    if (demands.constant && station.service.law != Distribution::Law::Constant) {
        arguments.refuse("service", Errc::OutOfRange, "this model has constant services (det); mg1 has others");
    }
    if (demands.patience && !station.patience) {
        arguments.refuse("patience", Errc::Missing, "is missing; wanted is a law, exp or det");
    }
}

namespace {

tl::unexpected<Error> noFormula(const std::string& what)
{
    return failure(Errc::Unsupported, {}, "there is no closed form for " + what);
}

Result<StationFigures> impatientFigures(const StationArguments& station)
{
    if (!station.arrivals.poisson() || !station.exponentialService() || station.capacity || station.discipline != Discipline::Fifo) {
        return noFormula("patience with other than Poisson arrivals, exponential service and room for everybody");
    }
    const double rate = station.arrivals.rate();
    const double mean = momentOf(station.service, 1);
    if (station.patience->law == Distribution::Law::Exponential) {
        return impatient(rate, mean, station.servers, station.patience->a);
    }
    if (station.patience->law == Distribution::Law::Constant) {
        return withDeadline(rate, mean, station.servers, station.patience->a);
    }
    return noFormula("a patience that is neither exponential nor constant");
}

/// Of arrivals that are no renewal process, or that come in batches.
Result<StationFigures> burstyFigures(const StationArguments& station)
{
    if (!station.exponentialService() || station.servers != 1 || station.capacity || station.discipline != Discipline::Fifo) {
        return noFormula("batches or switched arrivals but with one exponential server, room for everybody and first come first served");
    }
    const double mean = momentOf(station.service, 1);
    if (station.arrivals.switched) {
        return switchedArrivals(*station.arrivals.switched, mean);
    }
    if (!station.arrivals.poisson()) {
        return noFormula("batches whose gaps are not exponential");
    }
    return batchArrivals(1.0 / momentOf(*station.arrivals.gap, 1), station.arrivals.batch->first, station.arrivals.batch->second, mean);
}

Result<StationFigures> poissonFigures(const StationArguments& station)
{
    const double rate = station.arrivals.rate();
    const double mean = momentOf(station.service, 1);
    if (station.discipline == Discipline::Sharing) {
        return station.servers == 1 && !station.capacity ? processorSharing(rate, station.service)
                                                         : noFormula("processor sharing by several servers or with a bound");
    }
    if (station.capacity == station.servers) {
        return lossSystem(rate, station.service, station.servers);
    }
    if (station.exponentialService()) {
        return station.capacity ? mmck(rate, mean, station.servers, *station.capacity) : mmc(rate, mean, station.servers);
    }
    return station.servers == 1 && !station.capacity
               ? mg1(rate, station.service)
               : noFormula("services that are not exponential and several servers or a bound; gg1-approximations estimates the wait");
}

} // namespace

Result<StationFigures> figuresOf(const StationArguments& station)
{
    if (station.patience) {
        return impatientFigures(station);
    }
    if (station.arrivals.switched || station.arrivals.batch) {
        return burstyFigures(station);
    }
    if (station.arrivals.poisson()) {
        return poissonFigures(station);
    }
    return station.exponentialService() && station.servers == 1 && !station.capacity && station.discipline != Discipline::Sharing
               ? gim1(*station.arrivals.gap, momentOf(station.service, 1))
               : noFormula("gaps that are not exponential but with one exponential server and room for everybody");
}

} // namespace highwater::analysis
