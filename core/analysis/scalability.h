// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <optional>
#include <span>

namespace highwater::analysis {

/// The Universal Scalability Law (Gunther): X(N) = gamma N / (1 + sigma (N - 1) + kappa N (N - 1)).
struct ScalabilityLaw
{
    double sigma = 0; ///< contention, 0..1
    double kappa = 0; ///< coherency, >= 0
    double gamma = 1; ///< throughput of one
    [[nodiscard]] double throughput(double n) const;
    /// Where throughput is greatest; nothing when it never falls.
    [[nodiscard]] std::optional<double> peak() const;
};

/// The law that is nearest to measured throughputs, by least squares. As many loads (> 0) as throughputs (> 0), three at least. Fails with
/// OutOfRange when they are too few.
Result<ScalabilityLaw> fittedScalability(std::span<const double> loads, std::span<const double> throughputs);

} // namespace highwater::analysis
