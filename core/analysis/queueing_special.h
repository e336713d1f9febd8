// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/station.h"
#include "scenario/distribution.h"
#include "units/error.h"

#include <cstdint>
#include <vector>

namespace highwater::analysis {

// Stations with several classes, other disciplines or arrivals that are no renewal process. Rates per second, times in seconds; all but
// firstDelays() fail with OutOfRange when there is no steady state.

/// One server shared by all that are there: W = E[S] / (1 - load), whatever the law of the service. The standard deviation is told for
/// exponential service only (Coffman, Muntz & Trotter 1970).
Result<StationFigures> processorSharing(double arrivalRate, const Distribution& service);

/// Customers of one class, the most urgent first.
struct CustomerClass
{
    double arrivalRate = 0;
    Distribution service;
};
/// Mean times of one class. wait is without the service; with interruptions, those times are in it.
struct ClassFigures
{
    double wait = 0;
    double sojourn = 0;
};
/// One server, Poisson arrivals, no interruptions (Cobham 1954).
Result<std::vector<ClassFigures>> priorityWithoutInterruption(const std::vector<CustomerClass>& classes);
/// Several servers, no interruptions, exponential service that is the same for every class; rates, the most urgent first.
Result<std::vector<ClassFigures>> priorityOfManyServers(const std::vector<double>& arrivalRates, double meanService, std::int64_t servers);
/// One server, where a more urgent arrival interrupts, and the interrupted work is resumed.
Result<std::vector<ClassFigures>> priorityWithInterruption(const std::vector<CustomerClass>& classes);

/// Batches come at the rate of a Poisson process; one server with exponential service. Sizes by E[X] and E[X^2].
Result<StationFigures> batchArrivals(double batchRate, double meanSize, double secondMoment, double meanService);

/// A Poisson process whose rate jumps between two values: from rate1 to rate2 at switch12 per second, and back at switch21.
struct SwitchedArrivals
{
    double rate1 = 0;
    double rate2 = 0;
    double switch12 = 0;
    double switch21 = 0;
};
/// Switched Poisson arrivals, one server, exponential service, by the matrix-geometric method.
Result<StationFigures> switchedArrivals(const SwitchedArrivals& arrivals, double meanService);

/// Mean waits of the first customers of an M/M/1 queue that is empty when the first one comes; they need no steady state.
std::vector<double> firstDelays(double arrivalRate, double meanService, std::int64_t jobs);

} // namespace highwater::analysis
