// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/forecast.h"

#include <cstdint>
#include <memory>

namespace highwater {

/// Makes forecasts on a thread of its own, for whoever asks most recently. The first answer to a question comes within about its budget;
/// when that did not suffice for everything, a complete one follows, unless another question comes first. Every function may be called from
/// any thread and returns at once.
class Forecaster
{
public:
    Forecaster();
    ~Forecaster();
    Forecaster(const Forecaster&) = delete;
    Forecaster& operator=(const Forecaster&) = delete;

    /// Replaces a question that has not begun, and interrupts one under way. The simulation is a copy that the caller gives away;
    /// options.stop is not looked at. request comes back in the answer.
    void ask(Simulation simulation, ForecastOptions options, std::uint64_t request);
    /// No answer is wanted any more; newest() stays what it is.
    void cancel();

    /// The newest answer; null before the first.
    [[nodiscard]] std::shared_ptr<const Forecast> newest() const;
    /// A question waits or is being worked on.
    [[nodiscard]] bool busy() const;

private:
    struct Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace highwater
