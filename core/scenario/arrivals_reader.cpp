// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/law_reader.h"

#include "units/quantity.h"
#include "units/text.h"
#include "units/time.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

using Kind = Arrivals::Kind;

constexpr double leastStay = 1e-9;
constexpr double mostUsers = 1e6;

enum class Unit { Rate, Time, Stay };

/// One argument of a source: where its value goes. A stay is a time of at least a nanosecond, so that phases end.
struct Form
{
    std::string_view name;
    Unit unit;
    double Arrivals::*slot;
};

struct SourceForm
{
    std::string_view name;
    Kind kind;
    std::vector<Form> arguments;
};

/// The sources whose arguments are rates and times only.
const std::vector<SourceForm>& plainSources()
{
    static const std::vector<SourceForm> table{
        {"poisson", Kind::Poisson, {{"rate", Unit::Rate, &Arrivals::rate}}},
        {"constant", Kind::Constant, {{"rate", Unit::Rate, &Arrivals::rate}}},
        {"mmpp",
         Kind::Mmpp,
         {{"rate1", Unit::Rate, &Arrivals::rate},
          {"mean-stay1", Unit::Stay, &Arrivals::stay},
          {"rate2", Unit::Rate, &Arrivals::rate2},
          {"mean-stay2", Unit::Stay, &Arrivals::stay2}}},
        {"onoff",
         Kind::OnOff,
         {{"rate", Unit::Rate, &Arrivals::rate},
          {"on", Unit::Stay, &Arrivals::stay},
          {"off", Unit::Time, &Arrivals::stay2}}},
        {"ramp",
         Kind::Ramp,
         {{"from", Unit::Rate, &Arrivals::rate},
          {"to", Unit::Rate, &Arrivals::rate2},
          {"over", Unit::Stay, &Arrivals::stay}}},
        {"sine",
         Kind::Sine,
         {{"mean", Unit::Rate, &Arrivals::rate},
          {"amplitude", Unit::Rate, &Arrivals::rate2},
          {"period", Unit::Stay, &Arrivals::stay}}},
        {"spike",
         Kind::Spike,
         {{"base", Unit::Rate, &Arrivals::rate},
          {"peak", Unit::Rate, &Arrivals::rate2},
          {"at", Unit::Time, &Arrivals::at},
          {"for", Unit::Time, &Arrivals::stay}}},
    };
    return table;
}

Result<double> readUnit(const Expression& call, const Form& form, const Expression& argument)
{
    const auto value = form.unit == Unit::Rate
                           ? parseRate(argument.name).map([](Rate rate) { return rate.perSecond(); })
                           : parseSeconds(argument.name);
    if (!value) {
        return badArgument(call, form.name, value.error().code, value.error().message);
    }
    if (form.unit == Unit::Stay && *value < leastStay) {
        return badArgument(call, form.name, Errc::OutOfRange,
                           argument.source + " is too short; at least 1ns is allowed");
    }
    return *value;
}

Result<Arrivals> readPlain(const Expression& call, const SourceForm& form)
{
    std::vector<Parameter> parameters;
    for (const Form& argument : form.arguments) {
        parameters.push_back({argument.name});
    }
    const auto bound = bindArguments(call, parameters);
    if (!bound) {
        return tl::unexpected(bound.error());
    }
    Arrivals arrivals;
    arrivals.kind = form.kind;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto value = readUnit(call, form.arguments[i], *(*bound)[i]);
        if (!value) {
            return tl::unexpected(value.error());
        }
        arrivals.*form.arguments[i].slot = *value;
    }
    return arrivals;
}

/// A distribution as an argument of a source.
Result<Distribution> inner(const Expression& call, std::string_view parameter, const Expression& argument,
                           Quantity quantity, DataFiles& files)
{
    auto d = readDistribution(argument, quantity, files);
    if (!d) {
        return badArgument(call, parameter, d.error().code, d.error().message);
    }
    return d;
}

Result<Arrivals> readRenewal(const Expression& call, DataFiles& files)
{
    const auto bound = bindArguments(call, {{"gap"}});
    if (!bound) {
        return tl::unexpected(bound.error());
    }
    auto gap = inner(call, "gap", *(*bound)[0], Quantity::Time, files);
    if (!gap) {
        return tl::unexpected(gap.error());
    }
    // A gap that is always 0 would let time stand still.
    if (!(meanOf(*gap) >= leastStay)) {
        return badArgument(call, "gap", Errc::OutOfRange, "its mean must be at least 1ns");
    }
    Arrivals arrivals;
    arrivals.kind = Kind::Renewal;
    arrivals.gap = std::move(*gap);
    return arrivals;
}

Result<Arrivals> readClosed(const Expression& call, DataFiles& files)
{
    const auto bound = bindArguments(call, {{"users"}, {"think", false}});
    if (!bound) {
        return tl::unexpected(bound.error());
    }
    const auto users = readPlainNumber(call, "users", *(*bound)[0], 1, mostUsers);
    if (!users) {
        return tl::unexpected(users.error());
    }
    if (*users != std::floor(*users)) {
        return badArgument(call, "users", Errc::WrongType, (*bound)[0]->source + " is not whole");
    }
    Arrivals arrivals;
    arrivals.kind = Kind::Closed;
    arrivals.users = static_cast<std::int64_t>(*users);
    arrivals.gap = Distribution::constant(0.0, "constant(0s)");
    if ((*bound)[1] != nullptr) {
        auto think = inner(call, "think", *(*bound)[1], Quantity::Time, files);
        if (!think) {
            return tl::unexpected(think.error());
        }
        arrivals.gap = std::move(*think);
    }
    return arrivals;
}

Result<Arrivals> readTrace(const Expression& call, DataFiles& files)
{
    const auto bound = bindArguments(call, {{"file"}, {"column", false}, {"speed", false}});
    if (!bound) {
        return tl::unexpected(bound.error());
    }
    const auto file = readName(call, "file", *(*bound)[0]);
    const auto column =
        (*bound)[1] == nullptr ? Result<std::string>(std::string()) : readName(call, "column", *(*bound)[1]);
    const auto speed =
        (*bound)[2] == nullptr ? Result<double>(1.0) : readPlainNumber(call, "speed", *(*bound)[2], 1e-6, 1e6);
    if (!file || !column) {
        return tl::unexpected(file ? column.error() : file.error());
    }
    if (!speed) {
        return tl::unexpected(speed.error());
    }
    auto times = files.timeline(*file, *column);
    if (!times) {
        return failure(times.error().code, {}, call.name + ": " + times.error().message);
    }
    Arrivals arrivals;
    arrivals.kind = Kind::Trace;
    arrivals.times = *times;
    if (*speed != 1.0) {
        auto faster = std::make_shared<std::vector<double>>(**times);
        for (double& time : *faster) {
            time /= *speed;
        }
        arrivals.times = std::move(faster);
    }
    return arrivals;
}

Result<Arrivals> readSource(const Expression& expression, DataFiles& files);

Result<Arrivals> readBatch(const Expression& call, DataFiles& files)
{
    const auto bound = bindArguments(call, {{"arrivals"}, {"size"}, {"overflow", false}});
    if (!bound) {
        return tl::unexpected(bound.error());
    }
    auto arrivals = readSource(*(*bound)[0], files);
    if (!arrivals) {
        return badArgument(call, "arrivals", arrivals.error().code, arrivals.error().message);
    }
    if (arrivals->kind == Kind::Closed || arrivals->kind == Kind::Saturated || arrivals->batch) {
        return badArgument(call, "arrivals", Errc::OutOfRange,
                           inQuotes((*bound)[0]->name) + " cannot come in batches; an open source is needed");
    }
    auto size = inner(call, "size", *(*bound)[1], Quantity::Count, files);
    if (!size) {
        return tl::unexpected(size.error());
    }
    if ((*bound)[2] != nullptr) {
        const std::string& overflow = (*bound)[2]->name;
        if (overflow != "partial" && overflow != "whole") {
            return badArgument(call, "overflow", Errc::OutOfRange,
                               inQuotes(overflow) + " is not allowed; it is \"partial\" or \"whole\"");
        }
        arrivals->wholeBatch = overflow == "whole";
    }
    arrivals->batch = std::move(*size);
    return arrivals;
}

Result<Arrivals> readSaturated(const Expression& expression)
{
    if (!expression.arguments.empty()) {
        return failure(Errc::OutOfRange, {}, "saturated takes no arguments");
    }
    Arrivals arrivals;
    arrivals.kind = Kind::Saturated;
    return arrivals;
}

Result<Arrivals> readSource(const Expression& expression, DataFiles& files)
{
    const std::string& name = expression.name;
    if (name == "saturated" && expression.kind != Expression::Kind::Text) {
        return readSaturated(expression);
    }
    const std::vector<std::string_view> names = arrivalNames();
    if (std::find(names.begin(), names.end(), name) == names.end()) {
        if (expression.kind == Expression::Kind::Word && parseRate(name)) {
            return failure(Errc::Syntax, {},
                           inQuotes(name) + " is a rate, not arrivals; write poisson(" + name + ") or constant(" +
                               name + ")");
        }
        return failure(Errc::NotFound, {}, "there are no arrivals " + inQuotes(name) + suggestion(name, names));
    }
    if (expression.kind != Expression::Kind::Call) {
        return failure(Errc::Syntax, {},
                       inQuotes(expression.source) + " has no arguments; write for example poisson(80/s)");
    }
    const auto plain = std::find_if(plainSources().begin(), plainSources().end(),
                                    [&](const SourceForm& form) { return form.name == name; });
    if (plain != plainSources().end()) {
        return readPlain(expression, *plain);
    }
    if (name == "renewal") {
        return readRenewal(expression, files);
    }
    if (name == "closed") {
        return readClosed(expression, files);
    }
    return name == "trace" ? readTrace(expression, files) : readBatch(expression, files);
}

} // namespace

std::vector<std::string_view> arrivalNames()
{
    std::vector<std::string_view> names;
    for (const SourceForm& form : plainSources()) {
        names.push_back(form.name);
    }
    for (const std::string_view name : {"renewal", "batch", "trace", "saturated", "closed"}) {
        names.push_back(name);
    }
    return names;
}

Result<Arrivals> readArrivals(std::string_view text, DataFiles& files)
{
    const auto expression = parseExpression(text);
    if (!expression) {
        return tl::unexpected(expression.error());
    }
    auto arrivals = readSource(*expression, files);
    if (arrivals) {
        arrivals->text = text;
    }
    return arrivals;
}

} // namespace highwater
