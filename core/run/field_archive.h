// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/tree.h"
#include "units/time.h"

#include <array>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Structs as JSON objects, by one list of their members: a function fields(archive, value) calls archive(name, member) for each. The same
/// list writes and reads. What is 0, empty or absent is not written, and what is not there stays as it is.
/// Internal to core/run/snapshot_json.cpp.
namespace highwater {

/// An enumeration is written in words: specialise it with their list, in the order of the values.
template <typename Enum>
struct WordsOf;

class FieldWriter
{
public:
    explicit FieldWriter(Json& object) : m_object(object) {}

    template <typename T>
    void operator()(const char* name, const T& value)
    {
        if (!isNothing(value)) {
            appendMember(m_object, name, jsonOf(value));
        }
    }
    /// For members whose default is not nothing.
    template <typename T>
    void always(const char* name, const T& value)
    {
        appendMember(m_object, name, jsonOf(value));
    }

private:
    template <typename T>
    static bool isNothing(const T& value)
    {
        if constexpr (std::is_arithmetic_v<T>) {
            return value == T{};
        } else if constexpr (std::is_enum_v<T>) {
            return static_cast<int>(value) == 0;
        } else if constexpr (requires { value.empty(); }) {
            return value.empty();
        } else if constexpr (requires { value.has_value(); }) {
            return !value.has_value();
        } else if constexpr (requires { value == value; }) {
            return value == T{};
        } else {
            return false;
        }
    }
    static Json jsonOf(bool value) { return value; }
    static Json jsonOf(double value) { return std::isfinite(value) ? Json(value) : Json(); }
    static Json jsonOf(const std::string& value) { return value; }
    static Json jsonOf(Duration value) { return value.count(); }
    static Json jsonOf(Instant value) { return value.time_since_epoch().count(); }
    template <std::integral T>
    static Json jsonOf(T value)
    {
        return value;
    }
    template <typename T>
    static Json jsonOf(const std::optional<T>& value)
    {
        return value ? jsonOf(*value) : Json();
    }
    template <typename T>
    static Json jsonOf(const std::vector<T>& values)
    {
        Json list = Json::array();
        for (const T& value : values) {
            list.push_back(jsonOf(value));
        }
        return list;
    }
    template <typename T>
        requires std::is_enum_v<T>
    static Json jsonOf(T value)
    {
        return std::string(WordsOf<T>::words[static_cast<std::size_t>(value)]);
    }
    template <typename T>
        requires std::is_class_v<T>
    static Json jsonOf(const T& value)
    {
        Json object = Json::object();
        FieldWriter inner(object);
        fields(inner, value);
        return object;
    }

    Json& m_object;
};

/// Remembers the first member that has another kind than it should.
class FieldReader
{
public:
    FieldReader(const Json& object, std::string where) : m_object(object), m_where(std::move(where)) {}

    template <typename T>
    void operator()(const char* name, T& value)
    {
        const auto member = m_object.find(name);
        if (member != m_object.end() && m_fault.empty()) {
            read(*member, value, pointerTo(m_where, name));
        }
    }
    template <typename T>
    void always(const char* name, T& value)
    {
        (*this)(name, value);
    }
    /// Where a member is wrong; empty: all are good.
    [[nodiscard]] const std::string& fault() const { return m_fault; }

private:
    void read(const Json& json, bool& value, const std::string& where) { json.is_boolean() ? static_cast<void>(value = json.get<bool>()) : wrong(where); }
    void read(const Json& json, double& value, const std::string& where)
    {
        if (json.is_number()) {
            value = json.get<double>();
        } else if (json.is_null()) {
            value = std::numeric_limits<double>::quiet_NaN();
        } else {
            wrong(where);
        }
    }
    void read(const Json& json, std::string& value, const std::string& where)
    {
        json.is_string() ? static_cast<void>(value = json.get<std::string>()) : wrong(where);
    }
    template <std::integral T>
    void read(const Json& json, T& value, const std::string& where)
    {
        const bool isUnsigned = json.is_number_unsigned();
        if (isUnsigned && json.get<std::uint64_t>() <= static_cast<std::uint64_t>(std::numeric_limits<T>::max())) {
            value = static_cast<T>(json.get<std::uint64_t>());
        } else if (!isUnsigned && json.is_number_integer() && std::is_signed_v<T> &&
                   json.get<std::int64_t>() >= static_cast<std::int64_t>(std::numeric_limits<T>::min())) {
            value = static_cast<T>(json.get<std::int64_t>());
        } else {
            wrong(where);
        }
    }
    void read(const Json& json, Duration& value, const std::string& where)
    {
        std::int64_t count = value.count();
        read(json, count, where);
        value = Duration(count);
    }
    void read(const Json& json, Instant& value, const std::string& where)
    {
        Duration since = value.time_since_epoch();
        read(json, since, where);
        value = Instant(since);
    }
    template <typename T>
    void read(const Json& json, std::optional<T>& value, const std::string& where)
    {
        value.reset();
        if (!json.is_null()) {
            read(json, value.emplace(), where);
        }
    }
    template <typename T>
    void read(const Json& json, std::vector<T>& values, const std::string& where)
    {
        if (!json.is_array()) {
            wrong(where);
            return;
        }
        values.clear();
        for (const Json& element : json) {
            read(element, values.emplace_back(), where);
        }
    }
    template <typename T>
        requires std::is_enum_v<T>
    void read(const Json& json, T& value, const std::string& where)
    {
        for (std::size_t i = 0; json.is_string() && i < WordsOf<T>::words.size(); ++i) {
            if (WordsOf<T>::words[i] == json.get_ref<const std::string&>()) {
                value = static_cast<T>(i);
                return;
            }
        }
        wrong(where);
    }
    template <typename T>
        requires std::is_class_v<T>
    void read(const Json& json, T& value, const std::string& where)
    {
        if (!json.is_object()) {
            wrong(where);
            return;
        }
        FieldReader inner(json, where);
        fields(inner, value);
        if (m_fault.empty()) {
            m_fault = inner.fault();
        }
    }
    void wrong(const std::string& where)
    {
        if (m_fault.empty()) {
            m_fault = where;
        }
    }

    const Json& m_object;
    std::string m_where;
    std::string m_fault;
};

} // namespace highwater
