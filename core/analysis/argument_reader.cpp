// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/argument_reader.h"

#include "analysis/sequence.h"
#include "units/quantity.h"
#include "units/text.h"
#include "units/time.h"

#include <algorithm>
#include <cmath>

namespace highwater::analysis {

namespace {

std::string_view wantedBy(Bound bound)
{
    switch (bound) {
    case Bound::Any:
        return "a number";
    case Bound::NotNegative:
        return "a number of 0 or more";
    case Bound::Positive:
        return "a number above 0";
    case Bound::Share:
        break;
    }
    return "a number from 0 to 1";
}

bool within(double value, Bound bound)
{
    switch (bound) {
    case Bound::Any:
        return std::isfinite(value);
    case Bound::NotNegative:
        return std::isfinite(value) && value >= 0.0;
    case Bound::Positive:
        return std::isfinite(value) && value > 0.0;
    case Bound::Share:
        break;
    }
    return value >= 0.0 && value <= 1.0;
}

/// For a message: text in quotes, anything else as JSON.
std::string shown(const Json& json)
{
    constexpr std::size_t most = 60;
    if (json.is_string()) {
        return inQuotes(json.get_ref<const std::string&>());
    }
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return text.size() <= most ? text : text.substr(0, most) + "...";
}

std::optional<double> valueOf(const Json& json)
{
    if (json.is_number()) {
        return json.get<double>();
    }
    if (!json.is_string()) {
        return std::nullopt;
    }
    const auto& text = json.get_ref<const std::string&>();
    if (const auto number = parseNumber(text)) {
        return *number;
    }
    if (const auto seconds = parseSeconds(text)) {
        return *seconds;
    }
    if (const auto rate = parseRate(text)) {
        return rate->perSecond();
    }
    const auto ratio = parseRatio(text);
    return ratio ? std::optional(ratio->value) : std::nullopt;
}

} // namespace

const Json* ArgumentReader::find(std::string_view name) const
{
    if (m_object == nullptr || !m_object->is_object()) {
        return nullptr;
    }
    const auto at = m_object->find(std::string(name));
    return at == m_object->end() || at->is_null() ? nullptr : &*at;
}

std::string ArgumentReader::pathOf(std::string_view name) const
{
    return m_path.empty() ? std::string(name) : m_path + '.' + std::string(name);
}

void ArgumentReader::refuse(std::string_view name, Errc code, std::string message)
{
    m_faults->push_back({code, name.empty() ? m_path : pathOf(name), std::move(message)});
}

bool ArgumentReader::isText(std::string_view name) const
{
    const Json* value = find(name);
    return value != nullptr && value->is_string();
}

std::optional<double> ArgumentReader::numberFrom(const Json& value, const std::string& path, Bound bound)
{
    const auto number = valueOf(value);
    if (!number || !within(*number, bound)) {
        m_faults->push_back({Errc::OutOfRange, path, "wanted is " + std::string(wantedBy(bound)) + ", but it is " + shown(value)});
        return std::nullopt;
    }
    return number;
}

std::optional<std::int64_t> ArgumentReader::countFrom(const Json& value, const std::string& path, std::int64_t least, std::int64_t most)
{
    const auto number = valueOf(value);
    if (!number || std::floor(*number) != *number || *number < static_cast<double>(least) || *number > static_cast<double>(most)) {
        m_faults->push_back({Errc::OutOfRange, path,
                             "wanted is a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ", but it is "
                                 + shown(value)});
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*number);
}

double ArgumentReader::number(std::string_view name, Bound bound, std::optional<double> fallback)
{
    const Json* value = find(name);
    if (value == nullptr) {
        if (!fallback) {
            refuse(name, Errc::Missing, "is missing; wanted is " + std::string(wantedBy(bound)));
        }
        return fallback.value_or(1.0);
    }
    return numberFrom(*value, pathOf(name), bound).value_or(1.0);
}

std::optional<double> ArgumentReader::maybeNumber(std::string_view name, Bound bound)
{
    return has(name) ? std::optional(number(name, bound)) : std::nullopt;
}

std::int64_t ArgumentReader::count(std::string_view name, std::int64_t least, std::int64_t most, std::optional<std::int64_t> fallback)
{
    const Json* value = find(name);
    if (value == nullptr) {
        if (!fallback) {
            refuse(name, Errc::Missing, "is missing; wanted is a whole number of " + std::to_string(least) + " or more");
        }
        return fallback.value_or(std::max<std::int64_t>(1, least));
    }
    return countFrom(*value, pathOf(name), least, most).value_or(std::max<std::int64_t>(1, least));
}

const Json* ArgumentReader::list(std::string_view name, std::string_view wanted)
{
    const Json* value = find(name);
    if (value == nullptr || !value->is_array() || value->empty()) {
        refuse(name, value == nullptr ? Errc::Missing : Errc::WrongType,
               (value == nullptr ? "is missing; wanted is " : "wanted is ") + std::string(wanted));
        return nullptr;
    }
    return value;
}

std::vector<double> ArgumentReader::numbers(std::string_view name, Bound bound)
{
    std::vector<double> values;
    if (const Json* all = list(name, "a list of numbers, as in [1, 2.5]")) {
        for (std::size_t i = 0; i < all->size(); ++i) {
            values.push_back(numberFrom((*all)[i], pathOf(name) + '[' + std::to_string(i) + ']', bound).value_or(1.0));
        }
    }
    return values;
}

std::vector<double> ArgumentReader::series(std::string_view name, Bound bound)
{
    if (!isText(name)) {
        return numbers(name, bound);
    }
    auto values = sequenceOf(text(name));
    if (!values) {
        refuse(name, values.error().code, values.error().message);
        return {};
    }
    if (!std::all_of(values->begin(), values->end(), [bound](double value) { return within(value, bound); })) {
        refuse(name, Errc::OutOfRange, "every value should be " + std::string(wantedBy(bound)));
    }
    return std::move(*values);
}

std::vector<std::int64_t> ArgumentReader::counts(std::string_view name, std::int64_t least, std::int64_t most)
{
    std::vector<std::int64_t> values;
    if (const Json* all = list(name, "a list of whole numbers, as in [1, 2]")) {
        for (std::size_t i = 0; i < all->size(); ++i) {
            values.push_back(countFrom((*all)[i], pathOf(name) + '[' + std::to_string(i) + ']', least, most).value_or(least));
        }
    }
    return values;
}

std::string ArgumentReader::text(std::string_view name, std::string_view fallback)
{
    const Json* value = find(name);
    if (value != nullptr && !value->is_string()) {
        refuse(name, Errc::WrongType, "wanted is text, but it is " + shown(*value));
        return std::string(fallback);
    }
    return value == nullptr ? std::string(fallback) : value->get<std::string>();
}

ArgumentReader ArgumentReader::object(std::string_view name)
{
    const Json* value = find(name);
    if (value != nullptr && !value->is_object()) {
        refuse(name, Errc::WrongType, "wanted is an object, but it is " + shown(*value));
        value = nullptr;
    }
    return {value, pathOf(name), *m_faults};
}

std::vector<ArgumentReader> ArgumentReader::objects(std::string_view name)
{
    std::vector<ArgumentReader> readers;
    if (const Json* all = list(name, "a list of objects")) {
        for (std::size_t i = 0; i < all->size(); ++i) {
            const std::string path = pathOf(name) + '[' + std::to_string(i) + ']';
            if (!(*all)[i].is_object()) {
                m_faults->push_back({Errc::WrongType, path, "wanted is an object"});
                continue;
            }
            readers.emplace_back(&(*all)[i], path, *m_faults);
        }
    }
    return readers;
}

std::vector<std::string> ArgumentReader::names() const
{
    std::vector<std::string> all;
    if (m_object != nullptr && m_object->is_object()) {
        for (const auto& [name, value] : m_object->items()) {
            all.push_back(name);
        }
    }
    return all;
}

void ArgumentReader::allowOnly(std::initializer_list<std::string_view> names)
{
    allowOnly(std::vector<std::string_view>(names));
}

void ArgumentReader::allowOnly(const std::vector<std::string_view>& known)
{
    for (const std::string& name : names()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            m_faults->push_back(
                {Errc::UnknownField, m_path, "there is no argument " + inQuotes(pathOf(name)) + suggestion(name, known)});
        }
    }
}

} // namespace highwater::analysis
