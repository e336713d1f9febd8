// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/station.h"
#include "scenario/distribution.h"
#include "units/error.h"

#include <cstdint>
#include <vector>

namespace highwater::analysis {

// Stations with one kind of customers, in the steady state. Rates per second, times in seconds. A Result fails with OutOfRange when the
// station has no steady state: offered load at or above the number of servers.

/// P(all servers are busy) of a loss system with c servers, load in erlang (rate * mean service time).
double erlangB(std::int64_t servers, double load);
/// P(an arrival waits) with c servers and room for everybody; load < c.
double erlangC(std::int64_t servers, double load);

/// Poisson arrivals, exponential service, c >= 1 servers, first come first served.
Result<StationFigures> mmc(double arrivalRate, double meanService, std::int64_t servers);
/// The same with room for capacity >= c items, those in service included; who finds it full is lost. Always has a steady state.
StationFigures mmck(double arrivalRate, double meanService, std::int64_t servers, std::int64_t capacity);
/// No room to wait: loss and levels do not depend on the law of the service (Erlang B).
StationFigures lossSystem(double arrivalRate, const Distribution& service, std::int64_t servers);
/// A server for everybody.
StationFigures unlimitedServers(double arrivalRate, const Distribution& service);

/// Poisson arrivals, any service, one server (Pollaczek & Khinchine). Quantiles as waitingLawOf() has them; an infinite second moment
/// of the service makes waits infinite.
Result<StationFigures> mg1(double arrivalRate, const Distribution& service);
/// Independent gaps of any law, exponential service, one server.
Result<StationFigures> gim1(const Distribution& gap, double meanService);

/// Exponential service; customers leave the queue after an exponential patience (Erlang A). There is always a steady state; fails with
/// OutOfRange when millions wait in it.
Result<StationFigures> impatient(double arrivalRate, double meanService, std::int64_t servers, double meanPatience);
/// Exponential service; an item whose wait would exceed the deadline is lost (Barrer 1957).
StationFigures withDeadline(double arrivalRate, double meanService, std::int64_t servers, double deadline);

/// A population of customers, each away for an exponential time between visits (machine repairman, M/M/c//N).
StationFigures repairman(std::int64_t population, double meanAway, double meanService, std::int64_t servers);

/// The refusal of an offered load (per server) of 1 or more.
tl::unexpected<Error> unstable(double load);

} // namespace highwater::analysis
