// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/law_text.h"

#include "inspector/inspector_text.h"
#include "units/quantity.h"
#include "units/time.h"

#include <cmath>
#include <cstdlib>

namespace highwater {

namespace {

/// Twelve significant digits: a product such as 80 * (100 / 80) must not show its last binary digits to the user.
double tidy(double value)
{
    if (value == 0 || !std::isfinite(value))
        return value;
    const double unit = std::pow(10.0, 11 - std::floor(std::log10(std::abs(value))));
    return std::isfinite(unit) ? std::round(value * unit) / unit : value;
}

std::string amount(double value, Quantity quantity)
{
    switch (quantity) {
    case Quantity::Time:
        return writeDuration(fromSeconds(value));
    case Quantity::Size:
        return writeBytes(Bytes{std::llround(value)});
    case Quantity::Count:
        break;
    }
    return writeNumber(tidy(value));
}

std::string rateText(double perSecond)
{
    return writeRate(Rate::perSecond(tidy(perSecond)));
}

std::string timeText(double seconds)
{
    return writeDuration(fromSeconds(seconds));
}

std::string pointsText(const Distribution& law, Quantity quantity, double factor)
{
    std::string text = lawName(law) + "(";
    for (const auto& [value, probability] : *law.points) {
        const auto scaled = amount(value * factor, quantity);
        const auto share = writeNumber(tidy(probability));
        text += text.back() == '(' ? "" : ", ";
        text += law.law == Distribution::Law::Mixture ? share + ":" + scaled : scaled + ":" + share;
    }
    return text + ")";
}

std::string withBatch(const Arrivals& arrivals, const std::string& inner)
{
    if (!arrivals.batch)
        return inner;
    return "batch(" + inner + ", size=" + arrivals.batch->text + (arrivals.wholeBatch ? ", overflow=whole)" : ")");
}

/// Items that one arrival brings.
double batchMean(const Arrivals& arrivals)
{
    return arrivals.batch ? meanOf(*arrivals.batch) : 1.0;
}

/// The arrivals with every rate times the factor; only for kinds that have rates or a gap.
std::optional<std::string> scaledArrivals(const Arrivals& a, double factor)
{
    using Kind = Arrivals::Kind;
    switch (a.kind) {
    case Kind::Mmpp:
        return "mmpp(" + rateText(a.rate * factor) + ", " + timeText(a.stay) + ", " + rateText(a.rate2 * factor) +
               ", " + timeText(a.stay2) + ")";
    case Kind::OnOff:
        return "onoff(" + rateText(a.rate * factor) + ", " + timeText(a.stay) + ", " + timeText(a.stay2) + ")";
    case Kind::Sine:
        return "sine(" + rateText(a.rate * factor) + ", " + rateText(a.rate2 * factor) + ", " + timeText(a.stay) + ")";
    case Kind::Renewal:
        if (const auto gap = lawWithMean(a.gap, Quantity::Time, knobMeanOf(a.gap) / factor))
            return "renewal(" + *gap + ")";
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace

double knobMeanOf(const Distribution& law)
{
    using Law = Distribution::Law;
    switch (law.law) {
    case Law::Uniform:
    case Law::Mixture:
    case Law::BoundedPareto:
    case Law::Discrete:
    case Law::Empirical:
        return meanOf(law);
    default:
        return law.a;
    }
}

std::string lawName(const Distribution& law)
{
    using Law = Distribution::Law;
    switch (law.law) {
    case Law::Constant:
        return "constant";
    case Law::Uniform:
        return "uniform";
    case Law::Exponential:
        return "exponential";
    case Law::Erlang:
        return "erlang";
    case Law::Hyperexponential:
        return "hyperexponential";
    case Law::Mixture:
        return "mixture";
    case Law::Lognormal:
        return "lognormal";
    case Law::BoundedPareto:
        return "bounded-pareto";
    case Law::Pareto:
        return "pareto";
    case Law::Weibull:
        return "weibull";
    case Law::Gamma:
        return "gamma";
    case Law::Normal:
        return "normal";
    case Law::Geometric:
        return "geometric";
    case Law::Discrete:
        return "discrete";
    case Law::Empirical:
        break;
    }
    return "empirical";
}

std::optional<std::string> lawWithMean(const Distribution& law, Quantity quantity, double mean)
{
    using Law = Distribution::Law;
    const double old = knobMeanOf(law);
    const auto word = lawName(law) + "(";
    const auto with = [&](const char* name, double shape) {
        return word + amount(mean, quantity) + ", " + name + "=" + writeNumber(shape) + ")";
    };
    switch (law.law) {
    case Law::Constant:
    case Law::Exponential:
    case Law::Geometric:
        return word + amount(mean, quantity) + ")";
    case Law::Erlang:
        return word + std::to_string(law.phases) + ", " + amount(mean, quantity) + ")";
    case Law::Hyperexponential:
        return with("cv2", law.b);
    case Law::Lognormal:
    case Law::Gamma:
        return with("cv", law.b);
    case Law::Pareto:
        return with("alpha", law.b);
    case Law::Weibull:
        return with("shape", law.b);
    case Law::Empirical:
        return std::nullopt;
    default:
        break;
    }
    if (!(old > 0) || !std::isfinite(old))
        return std::nullopt;
    const double factor = mean / old;
    switch (law.law) {
    case Law::Normal:
        return word + amount(mean, quantity) + ", " + amount(law.b * factor, quantity) + ")";
    case Law::Uniform:
        return word + amount(law.a * factor, quantity) + ", " + amount(law.b * factor, quantity) + ")";
    case Law::BoundedPareto:
        return word + amount(law.a * factor, quantity) + ", " + amount(law.b * factor, quantity) + ", " +
               writeNumber(law.c) + ")";
    default:
        return pointsText(law, quantity, factor);
    }
}

std::optional<double> knobRateOf(const Arrivals& arrivals)
{
    if (arrivals.kind == Arrivals::Kind::Closed)
        return static_cast<double>(arrivals.users);
    if (arrivals.kind == Arrivals::Kind::Trace || arrivals.kind == Arrivals::Kind::Saturated)
        return std::nullopt;
    return meanRateOf(arrivals);
}

std::optional<std::string> arrivalsWithRate(const Arrivals& a, double rate)
{
    using Kind = Arrivals::Kind;
    const double each = rate / batchMean(a);
    switch (a.kind) {
    case Kind::Closed:
        return "closed(users=" + std::to_string(std::llround(rate)) + ", think=" + a.gap.text + ")";
    case Kind::Poisson:
        return withBatch(a, "poisson(" + rateText(each) + ")");
    case Kind::Constant:
        return withBatch(a, "constant(" + rateText(each) + ")");
    case Kind::Ramp:
        return withBatch(a, "ramp(" + rateText(each) + ", " + rateText(a.rate2) + ", " + timeText(a.stay) + ")");
    case Kind::Spike:
        return withBatch(a, "spike(" + rateText(each) + ", " + rateText(a.rate2) + ", " + timeText(a.at) + ", " +
                                timeText(a.stay) + ")");
    default:
        break;
    }
    const auto old = knobRateOf(a);
    if (!old || !(*old > 0) || !(rate > 0))
        return std::nullopt;
    if (const auto inner = scaledArrivals(a, rate / *old))
        return withBatch(a, *inner);
    return std::nullopt;
}

QString arrivalsLabel(const Arrivals& arrivals)
{
    using Kind = Arrivals::Kind;
    const auto perhapsInBatches = [&](const QString& rate) { return arrivals.batch ? Inspector::tr("%1 in batches").arg(rate) : rate; };
    switch (arrivals.kind) {
    case Kind::Poisson:
        return perhapsInBatches(Inspector::tr("Arrival rate, poisson"));
    case Kind::Constant:
        return perhapsInBatches(Inspector::tr("Arrival rate, constant"));
    case Kind::Renewal:
        return perhapsInBatches(Inspector::tr("Arrival rate, renewal"));
    case Kind::Mmpp:
        return perhapsInBatches(Inspector::tr("Mean rate, mmpp"));
    case Kind::OnOff:
        return perhapsInBatches(Inspector::tr("Mean rate, on and off"));
    case Kind::Ramp:
        return perhapsInBatches(Inspector::tr("First rate, ramp"));
    case Kind::Sine:
        return perhapsInBatches(Inspector::tr("Mean rate, sine"));
    case Kind::Spike:
        return perhapsInBatches(Inspector::tr("Base rate, spike"));
    case Kind::Trace:
        return Inspector::tr("Arrivals, from a file");
    case Kind::Closed:
        return Inspector::tr("Users, closed");
    case Kind::Saturated:
        break;
    }
    return Inspector::tr("Arrivals, saturated");
}

} // namespace highwater
