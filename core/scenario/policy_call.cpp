// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/policy_call.h"

#include "scenario/law_reader.h"
#include "units/quantity.h"
#include "units/text.h"

#include <algorithm>
#include <cmath>

namespace highwater {

std::optional<Expression> readPolicyName(FieldReader& reader, const Field& field,
                                         const std::vector<std::string_view>& names, std::string_view example)
{
    const auto text = reader.text(field, "a text such as " + inQuotes(example));
    if (!text) {
        return std::nullopt;
    }
    auto expression = parseExpression(*text);
    if (!expression) {
        reader.take(field, expression.error());
        return std::nullopt;
    }
    const std::string& name = expression->name;
    if (expression->kind == Expression::Kind::Text || std::find(names.begin(), names.end(), name) == names.end()) {
        const std::string_view nearest = nearestName(name, names);
        reader.refuse(Errc::OutOfRange, field.pointer,
                      inQuotes(*text) + " is not allowed; allowed are " + listed(names) +
                          (nearest.empty() ? std::string() : "; did you mean " + inQuotes(nearest) + "?"));
        return std::nullopt;
    }
    return std::move(*expression);
}

PolicyCall::PolicyCall(const Expression& call, std::vector<Parameter> parameters)
    : m_call(call), m_parameters(std::move(parameters))
{
    auto bound = bindArguments(m_call, m_parameters);
    if (bound) {
        m_bound = std::move(*bound);
    } else {
        m_result = tl::unexpected(bound.error());
    }
}

void PolicyCall::refuse(std::string_view name, Errc code, std::string_view message)
{
    if (m_result) {
        m_result = badArgument(m_call, name, code, message);
    }
}

const Expression* PolicyCall::argument(std::string_view name) const
{
    if (!m_result) {
        return nullptr;
    }
    const auto at = std::find_if(m_parameters.begin(), m_parameters.end(),
                                 [&](const Parameter& parameter) { return parameter.name == name; });
    return at == m_parameters.end() ? nullptr : m_bound[static_cast<std::size_t>(at - m_parameters.begin())];
}

const Expression* PolicyCall::word(std::string_view name)
{
    const Expression* found = argument(name);
    if (found != nullptr && found->kind != Expression::Kind::Word) {
        refuse(name, Errc::WrongType, "found " + inQuotes(found->source) + "; a plain quantity is needed");
        return nullptr;
    }
    return found;
}

void PolicyCall::number(std::string_view name, double& value, const Bounds& bounds)
{
    if (const Expression* found = argument(name)) {
        const auto read = readPlainNumber(m_call, name, *found, bounds.least, bounds.most, bounds.above);
        if (read) {
            value = *read;
        } else {
            m_result = tl::unexpected(read.error());
        }
    }
}

void PolicyCall::whole(std::string_view name, std::int64_t& value, std::int64_t least, std::int64_t most)
{
    double read = static_cast<double>(value);
    number(name, read, {static_cast<double>(least), static_cast<double>(most), false});
    if (read != std::floor(read)) {
        refuse(name, Errc::WrongType, writeNumber(read) + " is not whole");
    } else {
        value = static_cast<std::int64_t>(read);
    }
}

void PolicyCall::whole(std::string_view name, int& value, int least, int most)
{
    std::int64_t wide = value;
    whole(name, wide, least, most);
    value = static_cast<int>(wide);
}

void PolicyCall::ratio(std::string_view name, double& value)
{
    const Expression* found = word(name);
    if (found == nullptr) {
        return;
    }
    const auto read = parseRatio(found->name);
    if (!read) {
        refuse(name, read.error().code, read.error().message);
    } else if (read->value > 1.0) {
        refuse(name, Errc::OutOfRange, found->source + " is not between 0 and 1");
    } else {
        value = read->value;
    }
}

void PolicyCall::rate(std::string_view name, double& value)
{
    const Expression* found = word(name);
    if (found == nullptr) {
        return;
    }
    constexpr double fastest = 1e12;
    const auto read = parseRate(found->name);
    if (!read) {
        refuse(name, read.error().code, read.error().message);
    } else if (!(read->perSecond() > 0.0) || read->perSecond() > fastest) {
        refuse(name, Errc::OutOfRange, found->source + " is not allowed; it is above 0/s and at most 1e12/s");
    } else {
        value = read->perSecond();
    }
}

void PolicyCall::times(std::string_view name, double& value, double least)
{
    const Expression* found = word(name);
    if (found == nullptr) {
        return;
    }
    constexpr double most = 1e6;
    const std::string_view text = found->name;
    const bool marked = !text.empty() && text.back() == 'x';
    const auto read = marked ? parseNumber(text.substr(0, text.size() - 1))
                             : failure(Errc::Syntax, {}, inQuotes(text) + " is no factor; write for example 10x");
    if (!read) {
        refuse(name, read.error().code, read.error().message);
    } else if (*read < least || *read > most) {
        refuse(name, Errc::OutOfRange,
               found->source + " is not allowed; it is at least " + writeNumber(least) + "x and at most " +
                   writeNumber(most) + "x");
    } else {
        value = *read;
    }
}

void PolicyCall::duration(std::string_view name, Duration& value, Duration least)
{
    const Expression* found = word(name);
    if (found == nullptr) {
        return;
    }
    const auto read = parseDuration(found->name);
    if (!read) {
        refuse(name, read.error().code, read.error().message);
    } else if (*read < least) {
        refuse(name, Errc::OutOfRange,
               found->source + " is too short; at least " + writeDuration(least) + " is allowed");
    } else {
        value = *read;
    }
}

} // namespace highwater
