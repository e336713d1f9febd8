// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace highwater {

/// What a distribution's numbers mean; durations are kept in seconds, sizes in bytes, counts in items.
enum class Quantity { Time, Size, Count };

/// A probability law of a duration, a size or a count: which one, and its parameters. A plain value; sim/sampler.h draws from it.
/// Parameters in SI units (seconds, bytes, items), as written in the scenario:
///   Constant a; Uniform a, b; Exponential a = mean; Erlang k phases, a = mean; Hyperexponential a = mean, b = cv2;
///   Mixture points (mean, probability) of exponentials; Lognormal a = mean, b = cv; BoundedPareto a = low, b = high, c = alpha;
///   Pareto a = mean, b = alpha; Weibull a = mean, b = shape; Gamma a = mean, b = cv; Normal a = mean, b = sd (cut at 0);
///   Geometric a = mean (from 1); Discrete points (value, probability); Empirical points (value, 1 / n) from a file.
/// Probabilities of points sum to 1 (the reader scales them).
struct Distribution
{
    enum class Law : std::uint8_t {
        Constant, Uniform, Exponential, Erlang, Hyperexponential, Mixture, Lognormal, BoundedPareto, Pareto, Weibull, Gamma,
        Normal, Geometric, Discrete, Empirical
    };
    using Points = std::vector<std::pair<double, double>>;

    Law law = Law::Constant;
    double a = 0.0;
    double b = 0.0;
    double c = 0.0;
    int phases = 1;
    std::shared_ptr<const Points> points; ///< immutable, shared by copies; null unless the law has points
    std::string text;                     ///< as the user wrote it, for the file and the inspector

    static Distribution constant(double value, std::string text) { return {Law::Constant, value, 0, 0, 1, nullptr, std::move(text)}; }
    bool operator==(const Distribution& other) const { return text == other.text && law == other.law && a == other.a; }
};

/// The mean in the distribution's unit; infinite where the law has none (Pareto with alpha <= 1). Sources: the usual moments;
/// bounded Pareto and hyperexponential as in scenario-format.
double meanOf(const Distribution& d);
/// Squared coefficient of variation, variance / mean^2; infinite where it does not exist, 0 for a mean of 0.
double scvOf(const Distribution& d);

} // namespace highwater
