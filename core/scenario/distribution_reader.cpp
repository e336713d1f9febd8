// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/law_reader.h"

#include "units/quantity.h"
#include "units/text.h"
#include "units/time.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace highwater {

namespace {

using Law = Distribution::Law;

enum class Slot { A, B, C, Phases };

/// One argument of a law: an amount has the unit of the distribution's quantity, a factor is a plain number within its
/// bounds.
struct Form
{
    std::string_view name;
    Slot slot = Slot::A;
    bool amount = true;
    double least = 0.0;
    double most = 0.0;
    bool open = false;               ///< least itself is not allowed
    double otherwise = std::nan(""); ///< the default; NaN where it must be written
};

struct LawForm
{
    std::string_view name;
    Law law;
    std::vector<Form> arguments;
};

constexpr double mostCv = 1e6;
/// The gamma function of 1 + 2 / shape stays finite.
constexpr double leastShape = 0.02;

const std::vector<LawForm>& laws()
{
    static const std::vector<LawForm> table{
        {"constant", Law::Constant, {{"x"}}},
        {"uniform", Law::Uniform, {{"a"}, {"b", Slot::B}}},
        {"exponential", Law::Exponential, {{"mean"}}},
        {"erlang", Law::Erlang, {{"k", Slot::Phases, false, 1, 1000}, {"mean"}}},
        {"hyperexponential", Law::Hyperexponential, {{"mean"}, {"cv2", Slot::B, false, 1, mostCv, false, 4}}},
        {"mixture", Law::Mixture, {}},
        {"lognormal", Law::Lognormal, {{"mean"}, {"cv", Slot::B, false, 0, mostCv, false, 1.5}}},
        {"bounded-pareto", Law::BoundedPareto, {{"low"}, {"high", Slot::B}, {"alpha", Slot::C, false, 0, 1000, true}}},
        {"pareto", Law::Pareto, {{"mean"}, {"alpha", Slot::B, false, 1, 1000, true, 2.5}}},
        {"weibull", Law::Weibull, {{"mean"}, {"shape", Slot::B, false, leastShape, 1000, false, 0.7}}},
        {"gamma", Law::Gamma, {{"mean"}, {"cv", Slot::B, false, 1e-6, mostCv, false, 0.5}}},
        {"normal", Law::Normal, {{"mean"}, {"sd", Slot::B}}},
        {"geometric", Law::Geometric, {{"mean"}}},
        {"discrete", Law::Discrete, {}},
        {"empirical", Law::Empirical, {}},
    };
    return table;
}

/// An example of an amount, for messages.
std::string_view exampleOf(Quantity quantity)
{
    switch (quantity) {
    case Quantity::Time:
        return "40ms";
    case Quantity::Size:
        return "1KiB";
    case Quantity::Count:
        break;
    }
    return "5";
}

Result<double> amount(std::string_view text, Quantity quantity)
{
    switch (quantity) {
    case Quantity::Time:
        return parseSeconds(text);
    case Quantity::Size:
        return parseByteCount(text);
    case Quantity::Count:
        break;
    }
    auto number = parseNumber(text);
    if (number && *number < 0.0) {
        return failure(Errc::OutOfRange, {}, std::string(text) + " is negative; a count is 0 or more");
    }
    return number;
}

Result<double> amountArgument(const Expression& call, std::string_view parameter, const Expression& argument,
                              Quantity quantity)
{
    if (argument.kind != Expression::Kind::Word) {
        return badArgument(call, parameter, Errc::WrongType,
                           "found " + inQuotes(argument.source) + "; an amount such as " +
                               std::string(exampleOf(quantity)) + " is needed");
    }
    const auto value = amount(argument.name, quantity);
    if (!value) {
        return badArgument(call, parameter, value.error().code, value.error().message);
    }
    return *value;
}

Result<double> readArgument(const Expression& call, const Form& form, const Expression& argument, Quantity quantity)
{
    if (form.amount) {
        return amountArgument(call, form.name, argument, quantity);
    }
    auto value = readPlainNumber(call, form.name, argument, form.least, form.most, form.open);
    if (value && form.slot == Slot::Phases && *value != std::floor(*value)) {
        return badArgument(call, form.name, Errc::WrongType, argument.source + " is not whole");
    }
    return value;
}

void store(Distribution& d, Slot slot, double value)
{
    switch (slot) {
    case Slot::A:
        d.a = value;
        break;
    case Slot::B:
        d.b = value;
        break;
    case Slot::C:
        d.c = value;
        break;
    case Slot::Phases:
        d.phases = static_cast<int>(value);
        break;
    }
}

/// What ties arguments together, or binds one law only.
Result<Distribution> checked(const Expression& call, Distribution d, Quantity quantity)
{
    const auto refuse = [&](std::string_view parameter, std::string_view why) {
        return badArgument(call, parameter, Errc::OutOfRange, why);
    };
    if (d.law == Law::Uniform && d.a > d.b) {
        return refuse("b", "must not be below \"a\"");
    }
    if (d.law == Law::BoundedPareto && d.a <= 0.0) {
        return refuse("low", "must be above 0");
    }
    if (d.law == Law::BoundedPareto && d.a >= d.b) {
        return refuse("high", "must be above \"low\"");
    }
    if (d.law == Law::Geometric && d.a < 1.0) {
        return refuse("mean", "must be at least 1");
    }
    if (d.law == Law::Constant && quantity == Quantity::Count && d.a != std::floor(d.a)) {
        return refuse("x", "a count is a whole number");
    }
    return d;
}

/// mixture(p1:mean1, ...) and discrete(x1:p1, ...): pairs of an amount and a probability, scaled to a sum of 1.
Result<Distribution::Points> readPairs(const Expression& call, bool probabilityFirst, Quantity quantity)
{
    const std::string form = probabilityFirst ? "p:mean" : "x:p";
    const auto refuse = [&](Errc code, const std::string& why) { return failure(code, {}, call.name + ": " + why); };
    if (call.arguments.empty()) {
        return refuse(Errc::Missing, "needs at least one pair " + form);
    }
    Distribution::Points points;
    double sum = 0.0;
    for (const Argument& argument : call.arguments) {
        if (argument.parts.size() != 2 || !argument.key.empty()) {
            return refuse(Errc::Syntax, inQuotes(argument.parts.front().source) + " is not a pair; write " + form);
        }
        const Expression& weight = argument.parts[probabilityFirst ? 0 : 1];
        const auto value =
            amountArgument(call, probabilityFirst ? "mean" : "x", argument.parts[probabilityFirst ? 1 : 0], quantity);
        if (!value) {
            return tl::unexpected(value.error());
        }
        const auto probability = parseRatio(weight.name);
        if (!probability) {
            return badArgument(call, "p", probability.error().code, probability.error().message);
        }
        if (probability->value > 1.0) {
            return badArgument(call, "p", Errc::OutOfRange, weight.source + " is not between 0 and 1");
        }
        if (!probabilityFirst && quantity == Quantity::Count && *value != std::floor(*value)) {
            return badArgument(call, "x", Errc::OutOfRange, "a count is a whole number");
        }
        sum += probability->value;
        points.emplace_back(*value, probability->value);
    }
    if (sum <= 0.0) {
        return refuse(Errc::OutOfRange, "the probabilities sum to 0");
    }
    for (auto& point : points) {
        point.second /= sum;
    }
    return points;
}

Result<Distribution::Points> readEmpirical(const Expression& call, Quantity quantity, DataFiles& files)
{
    const auto bound = bindArguments(call, {{"file"}, {"column", false}});
    if (!bound) {
        return tl::unexpected(bound.error());
    }
    const auto file = readName(call, "file", *(*bound)[0]);
    if (!file) {
        return tl::unexpected(file.error());
    }
    std::string column;
    if ((*bound)[1] != nullptr) {
        const auto name = readName(call, "column", *(*bound)[1]);
        if (!name) {
            return tl::unexpected(name.error());
        }
        column = *name;
    }
    const auto numbers = files.column(*file, column, quantity == Quantity::Time);
    if (!numbers) {
        return failure(numbers.error().code, {}, call.name + ": " + numbers.error().message);
    }
    Distribution::Points points;
    points.reserve((*numbers)->size());
    const double probability = 1.0 / static_cast<double>((*numbers)->size());
    for (const double value : **numbers) {
        points.emplace_back(value, probability);
    }
    return points;
}

tl::unexpected<Error> unknownLaw(const Expression& expression, Quantity quantity)
{
    const std::string example(exampleOf(quantity));
    if (expression.kind == Expression::Kind::Word && amount(expression.name, quantity)) {
        return failure(Errc::Syntax, {},
                       inQuotes(expression.source) + " is an amount, not a distribution; write constant(" +
                           expression.source + ") or exponential(" + expression.source + ")");
    }
    const std::vector<std::string_view> names = distributionNames();
    if (std::find(names.begin(), names.end(), expression.name) != names.end()) {
        return failure(Errc::Syntax, {},
                       inQuotes(expression.source) + " has no arguments; write for example constant(" + example + ")");
    }
    return failure(Errc::NotFound, {},
                   "there is no distribution " + inQuotes(expression.name) + suggestion(expression.name, names));
}

} // namespace

std::vector<std::string_view> distributionNames()
{
    std::vector<std::string_view> names;
    for (const LawForm& law : laws()) {
        names.push_back(law.name);
    }
    return names;
}

Result<std::string> readName(const Expression& call, std::string_view parameter, const Expression& argument)
{
    if (argument.kind == Expression::Kind::Call) {
        return badArgument(call, parameter, Errc::WrongType,
                           "found " + inQuotes(argument.source) + "; a name in double quotes is needed");
    }
    return argument.name;
}

Result<double> readPlainNumber(const Expression& call, std::string_view parameter, const Expression& argument,
                               double least, double most, bool open)
{
    const auto value =
        argument.kind == Expression::Kind::Word
            ? parseNumber(argument.name)
            : failure(Errc::WrongType, {}, "found " + inQuotes(argument.source) + "; a plain number is needed");
    if (!value) {
        return badArgument(call, parameter, value.error().code, value.error().message);
    }
    if (*value < least || (open && *value == least) || *value > most) {
        return badArgument(call, parameter, Errc::OutOfRange,
                           argument.source + " is not allowed; it is " + (open ? "above " : "at least ") +
                               writeNumber(least) + " and at most " + writeNumber(most));
    }
    return *value;
}

Result<Distribution> readDistribution(const Expression& expression, Quantity quantity, DataFiles& files)
{
    const auto form =
        std::find_if(laws().begin(), laws().end(), [&](const LawForm& law) { return law.name == expression.name; });
    if (form == laws().end() || expression.kind != Expression::Kind::Call) {
        return unknownLaw(expression, quantity);
    }
    Distribution d;
    d.law = form->law;
    d.text = expression.source;
    if (form->arguments.empty()) {
        auto points = form->law == Law::Empirical ? readEmpirical(expression, quantity, files)
                                                  : readPairs(expression, form->law == Law::Mixture, quantity);
        if (!points) {
            return tl::unexpected(points.error());
        }
        d.points = std::make_shared<const Distribution::Points>(std::move(*points));
        return d;
    }
    std::vector<Parameter> parameters;
    for (const Form& argument : form->arguments) {
        parameters.push_back({argument.name, std::isnan(argument.otherwise)});
    }
    const auto bound = bindArguments(expression, parameters);
    if (!bound) {
        return tl::unexpected(bound.error());
    }
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const Form& argument = form->arguments[i];
        const auto value = (*bound)[i] == nullptr ? Result<double>(argument.otherwise)
                                                  : readArgument(expression, argument, *(*bound)[i], quantity);
        if (!value) {
            return tl::unexpected(value.error());
        }
        store(d, argument.slot, *value);
    }
    return checked(expression, std::move(d), quantity);
}

Result<Distribution> readDistribution(std::string_view text, Quantity quantity, DataFiles& files)
{
    const auto expression = parseExpression(text);
    if (!expression) {
        return tl::unexpected(expression.error());
    }
    auto d = readDistribution(*expression, quantity, files);
    if (d) {
        d->text = text;
    }
    return d;
}

} // namespace highwater
