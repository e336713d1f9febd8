// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/argument_reader.h"
#include "analysis/law_arguments.h"
#include "analysis/station.h"

#include <cstdint>
#include <optional>

namespace highwater::analysis {

enum class Discipline : std::uint8_t { Fifo, Lifo, Sharing };

/// A station of one kind of customers, as the arguments describe it.
struct StationArguments
{
    ArrivalArguments arrivals;
    Distribution service;
    std::int64_t servers = 1;
    std::optional<std::int64_t> capacity; ///< with those in service; absent: unbounded
    Discipline discipline = Discipline::Fifo;
    std::optional<Distribution> patience;
    [[nodiscard]] bool exponentialService() const { return service.law == Distribution::Law::Exponential; }
};

/// What one function insists on; the rest follows from the arguments.
struct Demands
{
    bool poisson = true;
    bool exponential = true;
    bool constant = false;
    bool single = false;
    bool unbounded = false;
    bool bounded = false;
    bool patience = false;
};

/// Reads arrival, service, servers, capacity, discipline, patience and on_full.
StationArguments stationFrom(ArgumentReader& arguments);
/// What the model does not have is a fault that names the one that does.
void check(const StationArguments& station, const Demands& demands, ArgumentReader& arguments);
/// The model that fits; fails with Unsupported when none does, and with OutOfRange when there is no steady state.
Result<StationFigures> figuresOf(const StationArguments& station);

} // namespace highwater::analysis
