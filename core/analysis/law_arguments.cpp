// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/law_arguments.h"

#include "analysis/laws.h"
#include "scenario/law_reader.h"
#include "units/text.h"

#include <cmath>
#include <memory>

namespace highwater::analysis {

namespace {

using Law = Distribution::Law;
constexpr std::int64_t mostPhases = 100'000;

Distribution plain(Law law, double a, double b = 0, double c = 0, int phases = 1)
{
    return {law, a, b, c, phases, nullptr, "law"};
}

/// "mean", or "rate" or the value of a constant, which are other ways to say it.
double meanFrom(ArgumentReader& law)
{
    for (const std::string_view name : {std::string_view("mean"), std::string_view("value")}) {
        if (law.has(name)) {
            return law.number(name, Bound::Positive);
        }
    }
    return law.has("rate") ? 1.0 / law.number("rate", Bound::Positive) : law.number("mean", Bound::Positive);
}

Distribution hyperexponentialFrom(ArgumentReader& law)
{
    if (!law.has("rate1")) {
        const double scv = law.number("scv", Bound::Positive);
        if (scv < 1.0) {
            law.refuse("scv", Errc::OutOfRange, "is below 1, which a hyperexponential law never is");
            return plain(Law::Exponential, meanFrom(law));
        }
        return plain(Law::Hyperexponential, meanFrom(law), scv);
    }
    const double p = law.number("p", Bound::Share);
    Distribution mixture = plain(Law::Mixture, 0);
    mixture.points = std::make_shared<const Distribution::Points>(Distribution::Points{
        {1.0 / law.number("rate1", Bound::Positive), p}, {1.0 / law.number("rate2", Bound::Positive), 1.0 - p}});
    return mixture;
}

Distribution uniformFrom(ArgumentReader& law)
{
    const double a = law.number("a", Bound::NotNegative);
    const double b = law.number("b", Bound::Positive);
    if (a > b) {
        law.refuse("a", Errc::OutOfRange, "is above b");
    }
    return a < b ? plain(Law::Uniform, a, b) : plain(Law::Constant, b);
}

Distribution paretoFrom(ArgumentReader& law)
{
    const double low = law.number("L", Bound::Positive);
    const double high = law.number("H", Bound::Positive);
    if (high <= low) {
        law.refuse("H", Errc::OutOfRange, "is not above L");
        return plain(Law::Constant, low);
    }
    return plain(Law::BoundedPareto, low, high, law.number("alpha", Bound::Positive));
}

/// A spread by its squared coefficient of variation.
Distribution spread(ArgumentReader& law, Law kind)
{
    const double mean = meanFrom(law);
    const double cv = law.has("cv") ? law.number("cv", Bound::NotNegative) : std::sqrt(law.number("scv", Bound::NotNegative));
    return cv > 0.0 ? plain(kind, mean, cv) : plain(Law::Constant, mean);
}

Distribution lawFromObject(ArgumentReader law)
{
    law.allowOnly(
        {"dist", "mean", "rate", "value", "k", "p", "rate1", "rate2", "scv", "cv", "a", "b", "L", "H", "alpha", "shape", "batch"});
    const std::string kind = law.text("dist", "exp");
    if (kind == "exp") {
        return exponentialLaw(meanFrom(law));
    }
    if (kind == "det") {
        return Distribution::constant(meanFrom(law), "constant");
    }
    if (kind == "erlang") {
        return plain(Law::Erlang, meanFrom(law), 0, 0, static_cast<int>(law.count("k", 1, mostPhases)));
    }
    if (kind == "h2") {
        return hyperexponentialFrom(law);
    }
    if (kind == "lognormal" || kind == "gamma") {
        return spread(law, kind == "gamma" ? Law::Gamma : Law::Lognormal);
    }
    if (kind == "weibull") {
        return plain(Law::Weibull, meanFrom(law), law.number("shape", Bound::Positive));
    }
    if (kind == "uniform") {
        return uniformFrom(law);
    }
    if (kind == "bpareto") {
        return paretoFrom(law);
    }
    law.refuse("dist", Errc::NotFound,
               "there is no law " + inQuotes(kind)
                   + suggestion(kind, {"exp", "det", "erlang", "h2", "lognormal", "gamma", "weibull", "uniform", "bpareto", "mmpp2"}));
    return exponentialLaw(1.0);
}

/// E[X] and E[X^2] of a batch's size.
std::pair<double, double> batchFrom(ArgumentReader batch)
{
    batch.allowOnly({"fixed", "geometric", "uniform", "mean", "second_moment"});
    if (batch.has("geometric")) {
        const double mean = batch.number("geometric", Bound::Positive);
        return {mean, mean * (2.0 * mean - 1.0)};
    }
    if (batch.has("uniform")) {
        const std::vector<double> ends = batch.numbers("uniform", Bound::Positive);
        const double low = ends.front();
        const double high = ends.back();
        const double mean = (low + high) / 2.0;
        return {mean, mean * mean + ((high - low + 1.0) * (high - low + 1.0) - 1.0) / 12.0};
    }
    if (batch.has("mean")) {
        const double mean = batch.number("mean", Bound::Positive);
        return {mean, batch.number("second_moment", Bound::Positive)};
    }
    const double size = batch.number("fixed", Bound::Positive);
    return {size, size * size};
}

std::optional<ArrivalArguments> arrivalsFromText(ArgumentReader& arguments, std::string_view name)
{
    DataFiles none({});
    auto read = readArrivals(arguments.text(name), none);
    if (!read) {
        arguments.refuse(name, read.error().code, read.error().message);
        return std::nullopt;
    }
    using Kind = Arrivals::Kind;
    ArrivalArguments result;
    if (read->kind == Kind::Poisson) {
        result.gap = exponentialLaw(1.0 / read->rate);
    } else if (read->kind == Kind::Constant) {
        result.gap = Distribution::constant(1.0 / read->rate, "constant");
    } else if (read->kind == Kind::Renewal) {
        result.gap = read->gap;
    } else if (read->kind == Kind::Mmpp) {
        result.switched = SwitchedArrivals{read->rate, read->rate2, 1.0 / read->stay, 1.0 / read->stay2};
    } else {
        arguments.refuse(name, Errc::Unsupported, "no formula covers " + inQuotes(arguments.text(name)));
        return std::nullopt;
    }
    if (read->batch) {
        result.batch = {momentOf(*read->batch, 1), momentOf(*read->batch, 2)};
    }
    return result;
}

} // namespace

double ArrivalArguments::rate() const
{
    if (switched) {
        const SwitchedArrivals& s = *switched;
        return (s.rate1 * s.switch21 + s.rate2 * s.switch12) / (s.switch12 + s.switch21);
    }
    return (batch ? batch->first : 1.0) / momentOf(*gap, 1);
}

Distribution lawFrom(ArgumentReader& arguments, std::string_view name)
{
    if (arguments.isText(name)) {
        DataFiles none({});
        if (auto law = readDistribution(arguments.text(name), Quantity::Time, none)) {
            if (momentOf(*law, 1) > 0.0) {
                return *law;
            }
            arguments.refuse(name, Errc::OutOfRange, "the mean should be above 0");
        } else {
            arguments.refuse(name, law.error().code, law.error().message);
        }
        return exponentialLaw(1.0);
    }
    if (!arguments.has(name)) {
        arguments.refuse(name, Errc::Missing, "is missing; wanted is a law, as in { \"dist\": \"exp\", \"mean\": 1 }");
        return exponentialLaw(1.0);
    }
    return lawFromObject(arguments.object(name));
}

ArrivalArguments arrivalsFrom(ArgumentReader& arguments, std::string_view name)
{
    if (arguments.isText(name)) {
        return arrivalsFromText(arguments, name).value_or(ArrivalArguments{exponentialLaw(1.0), {}, {}});
    }
    ArrivalArguments result;
    ArgumentReader object = arguments.object(name);
    if (object.text("dist", "exp") == "mmpp2") {
        object.allowOnly({"dist", "l1", "l2", "r12", "r21"});
        result.switched = SwitchedArrivals{object.number("l1", Bound::NotNegative), object.number("l2", Bound::NotNegative),
                                           object.number("r12", Bound::Positive), object.number("r21", Bound::Positive)};
        if (result.switched->rate1 + result.switched->rate2 <= 0.0) {
            object.refuse("l1", Errc::OutOfRange, "one of the two rates should be above 0");
        }
        return result;
    }
    result.gap = lawFrom(arguments, name);
    if (object.has("batch")) {
        result.batch = batchFrom(object.object("batch"));
    }
    return result;
}

} // namespace highwater::analysis
