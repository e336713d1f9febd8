// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/field_reader.h"

#include "units/text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

std::string Field::found() const
{
    if (json->is_object()) {
        return "an object";
    }
    if (json->is_array()) {
        return "a list";
    }
    if (json->is_string()) {
        return inQuotes(json->get_ref<const std::string&>());
    }
    return json->is_number_float() ? writeNumber(json->get<double>()) : json->dump();
}

std::optional<std::string> FieldReader::text(const Field& field, std::string_view what)
{
    if (!field.json->is_string()) {
        refuse(Errc::WrongType, field.pointer, "found " + field.found() + "; " + std::string(what) + " is needed");
        return std::nullopt;
    }
    return field.json->get<std::string>();
}

std::optional<Duration> FieldReader::duration(const Field& field, Duration least)
{
    const auto written =
        text(field, "a duration in quotes with its unit (ns, us, ms, s, min or h), such as \"250ms\",");
    if (!written) {
        return std::nullopt;
    }
    const auto parsed = parseDuration(*written);
    if (!parsed) {
        take(field, parsed.error());
        return std::nullopt;
    }
    if (*parsed < least) {
        refuse(Errc::OutOfRange, field.pointer,
               *written + " is too short; at least " + writeDuration(least) + " is allowed");
        return std::nullopt;
    }
    return *parsed;
}

std::optional<double> FieldReader::ratio(const Field& field, double most)
{
    double value = 0.0;
    if (field.json->is_string()) {
        const auto parsed = parseRatio(field.json->get_ref<const std::string&>());
        if (!parsed) {
            take(field, parsed.error());
            return std::nullopt;
        }
        value = parsed->value;
    } else if (field.json->is_number()) {
        value = field.json->get<double>();
    } else {
        refuse(Errc::WrongType, field.pointer,
               "found " + field.found() + "; a ratio such as \"0.1%\" or 0.001 is needed");
        return std::nullopt;
    }
    if (!(value >= 0.0 && value <= most)) {
        refuse(Errc::OutOfRange, field.pointer, field.found() + " is not between 0 and " + writeNumber(most));
        return std::nullopt;
    }
    return value;
}

std::optional<double> FieldReader::number(const Field& field, double least, std::string_view what)
{
    if (!field.json->is_number()) {
        refuse(Errc::WrongType, field.pointer,
               "found " + field.found() + "; " + std::string(what) + " is a plain number");
        return std::nullopt;
    }
    const double value = field.json->get<double>();
    if (!(value >= least) || !std::isfinite(value)) {
        refuse(Errc::OutOfRange, field.pointer,
               field.found() + " is too small; " + std::string(what) + " is at least " + writeNumber(least));
        return std::nullopt;
    }
    return value;
}

std::optional<double> FieldReader::positive(const Field& field, double most, std::string_view what)
{
    const auto value = number(field, std::numeric_limits<double>::lowest(), what);
    if (value && (*value <= 0.0 || *value > most)) {
        refuse(Errc::OutOfRange, field.pointer,
               field.found() + " is not allowed; " + std::string(what) + " is above 0 and at most " +
                   writeNumber(most));
        return std::nullopt;
    }
    return value;
}

std::optional<bool> FieldReader::truth(const Field& field)
{
    if (!field.json->is_boolean()) {
        refuse(Errc::WrongType, field.pointer, "found " + field.found() + "; true or false is needed, without quotes");
        return std::nullopt;
    }
    return field.json->get<bool>();
}

std::optional<std::vector<Field>> FieldReader::list(const Field& field, std::string_view what)
{
    if (!field.json->is_array()) {
        refuse(Errc::WrongType, field.pointer,
               "found " + field.found() + "; a list of " + std::string(what) + " is needed");
        return std::nullopt;
    }
    std::vector<Field> elements;
    for (std::size_t i = 0; i < field.json->size(); ++i) {
        elements.push_back({&(*field.json)[i], pointerTo(field.pointer, std::to_string(i))});
    }
    return elements;
}

std::optional<std::int64_t> FieldReader::whole(const Field& field, std::int64_t least, std::int64_t most)
{
    const std::string allowed = "a whole number from " + std::to_string(least) + " to " + std::to_string(most);
    if (!field.json->is_number()) {
        refuse(Errc::WrongType, field.pointer,
               "found " + field.found() + "; " + allowed + " is needed, without quotes or a unit");
        return std::nullopt;
    }
    // Bounds are far below 2^53, so that a double tells them all apart; a value above it is out of bounds either way.
    const double value = field.json->get<double>();
    if (value != std::floor(value)) {
        refuse(Errc::WrongType, field.pointer, field.found() + " is not whole; " + allowed + " is needed");
        return std::nullopt;
    }
    if (value < static_cast<double>(least) || value > static_cast<double>(most)) {
        refuse(Errc::OutOfRange, field.pointer, field.found() + " is not allowed; " + allowed + " is needed");
        return std::nullopt;
    }
    return static_cast<std::int64_t>(value);
}

std::optional<std::int64_t> FieldReader::bytes(const Field& field, std::int64_t least)
{
    const auto written = text(field, "a size in quotes with its unit (B, kB, KiB, MB, MiB, ...), such as \"64KiB\",");
    if (!written) {
        return std::nullopt;
    }
    const auto parsed = parseBytes(*written);
    if (!parsed) {
        take(field, parsed.error());
        return std::nullopt;
    }
    if (parsed->value < least) {
        refuse(Errc::OutOfRange, field.pointer,
               *written + " is too small; at least " + writeBytes(Bytes{least}) + " is allowed");
        return std::nullopt;
    }
    return parsed->value;
}

std::optional<std::size_t> FieldReader::choice(const Field& field, std::initializer_list<std::string_view> supported,
                                               std::initializer_list<std::string_view> later)
{
    const std::vector<std::string_view> words(supported);
    const std::string allowed = (words.size() == 1 ? "allowed is " : "allowed are ") + listed(words);
    if (!field.json->is_string()) {
        refuse(Errc::WrongType, field.pointer, "found " + field.found() + "; " + allowed);
        return std::nullopt;
    }
    const std::string& written = field.json->get_ref<const std::string&>();
    if (const auto at = std::find(words.begin(), words.end(), written); at != words.end()) {
        return static_cast<std::size_t>(at - words.begin());
    }
    // "codel(target=5ms)" is the word codel.
    const std::string_view word = std::string_view(written).substr(0, written.find('('));
    if (std::find(later.begin(), later.end(), word) != later.end()) {
        refuse(Errc::Unsupported, field.pointer,
               inQuotes(written) + " is not yet supported by this version; " + allowed);
        return std::nullopt;
    }
    const std::string_view nearest = nearestName(written, words);
    refuse(Errc::OutOfRange, field.pointer,
           inQuotes(written) + " is not allowed; " + allowed +
               (nearest.empty() ? std::string() : "; did you mean " + inQuotes(nearest) + "?"));
    return std::nullopt;
}

std::optional<Fields> Fields::of(FieldReader& reader, const Field& object, const FieldTable& table)
{
    if (!object.json->is_object()) {
        reader.refuse(Errc::WrongType, object.pointer, "found " + object.found() + "; an object is needed");
        return std::nullopt;
    }
    for (const auto& [name, value] : object.json->items()) {
        if (isOwnField(name) || std::find(table.names.begin(), table.names.end(), name) != table.names.end()) {
            continue;
        }
        reader.refuse(Errc::UnknownField, pointerTo(object.pointer, name),
                      "unknown field " + inQuotes(name) + suggestion(name, table.names));
    }
    return Fields(object);
}

std::optional<Field> Fields::find(std::string_view name) const
{
    for (auto member = m_object.json->begin(); member != m_object.json->end(); ++member) {
        if (member.key() == name) {
            return Field{&*member, pointerTo(m_object.pointer, name)};
        }
    }
    return std::nullopt;
}

} // namespace highwater
