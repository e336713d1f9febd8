// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/output_analysis.h"

#include "run/interval.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <vector>

namespace highwater::analysis {

MeanInterval meanInterval(std::span<const double> values, double confidence)
{
    const Interval interval = studentInterval(values, confidence);
    const auto n = static_cast<double>(values.size());
    MeanInterval result;
    result.mean = interval.mean;
    result.halfWidth = interval.halfWidth;
    const boost::math::students_t student(n - 1.0);
    result.t = boost::math::quantile(boost::math::complement(student, (1.0 - confidence) / 2.0));
    result.sd = interval.halfWidth / result.t * std::sqrt(n);
    if (interval.mean != 0.0) {
        result.relativeHalfWidth = interval.halfWidth / std::abs(interval.mean);
    }
    return result;
}

Truncation mserTruncation(std::span<const double> series, std::size_t batch)
{
    const std::size_t batches = series.size() / batch;
    std::vector<double> means(batches);
    double pilot = 0.0;
    for (std::size_t i = 0; i < batches * batch; ++i) {
        means[i / batch] += series[i] / static_cast<double>(batch);
        pilot += series[i] / static_cast<double>(batches * batch);
    }
    // Sums from the end; about a pilot mean, so that large values do not cancel.
    double sum = 0.0;
    double squares = 0.0;
    Truncation best;
    bool first = true;
    const std::size_t last = batches / 2;
    for (std::size_t d = batches; d-- > 0;) {
        const double value = means[d] - pilot;
        sum += value;
        squares += value * value;
        if (d > last) {
            continue;
        }
        const auto left = static_cast<double>(batches - d);
        const double statistic = (squares - sum * sum / left) / (left * left);
        if (first || statistic <= best.statistic) {
            best = {d * batch, statistic, d == last};
        }
        first = false;
    }
    return best;
}

CoverageBand coverageBand(std::int64_t experiments, double confidence, double probability)
{
    using namespace boost::math::policies;
    using Up = policy<discrete_quantile<integer_round_up>>;
    const boost::math::binomial_distribution<double, Up> held(static_cast<double>(experiments), confidence);
    const double tail = (1.0 - probability) / 2.0;
    return {static_cast<std::int64_t>(boost::math::quantile(held, tail)),
            static_cast<std::int64_t>(boost::math::quantile(boost::math::complement(held, tail)))};
}

} // namespace highwater::analysis
