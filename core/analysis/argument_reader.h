// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/tree.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace highwater::analysis {

/// What a number may be.
enum class Bound : std::uint8_t {
    Any,
    NotNegative,
    Positive,
    Share ///< from 0 to 1
};

/// Named arguments of a calculation. Faults are collected; what could not be read becomes a harmless value, so that a caller reads
/// everything and then looks at the faults once.
class ArgumentReader
{
public:
    /// object and faults outlive the reader; an object that is null has no arguments.
    ArgumentReader(const Json* object, std::string path, Faults& faults) : m_object(object), m_path(std::move(path)), m_faults(&faults) {}

    /// Whether the argument is there and not null.
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
    [[nodiscard]] bool isText(std::string_view name) const;

    /// Without a fallback the argument must be there. Text with a unit is taken in seconds, per second, or as a ratio.
    double number(std::string_view name, Bound bound, std::optional<double> fallback = {});
    std::optional<double> maybeNumber(std::string_view name, Bound bound);
    std::int64_t count(std::string_view name, std::int64_t least, std::int64_t most, std::optional<std::int64_t> fallback = {});
    std::vector<double> numbers(std::string_view name, Bound bound);
    /// A list of numbers, or a formula as sequenceOf() reads it.
    std::vector<double> series(std::string_view name, Bound bound);
    std::vector<std::int64_t> counts(std::string_view name, std::int64_t least, std::int64_t most);
    std::string text(std::string_view name, std::string_view fallback = {});

    ArgumentReader object(std::string_view name);
    std::vector<ArgumentReader> objects(std::string_view name);
    [[nodiscard]] std::vector<std::string> names() const;

    /// Every other name is a fault.
    void allowOnly(std::initializer_list<std::string_view> names);
    void allowOnly(const std::vector<std::string_view>& names);

    void refuse(std::string_view name, Errc code, std::string message);
    [[nodiscard]] bool faulty() const { return !m_faults->empty(); }

private:
    [[nodiscard]] const Json* find(std::string_view name) const;
    [[nodiscard]] std::string pathOf(std::string_view name) const;
    std::optional<double> numberFrom(const Json& value, const std::string& path, Bound bound);
    std::optional<std::int64_t> countFrom(const Json& value, const std::string& path, std::int64_t least, std::int64_t most);
    const Json* list(std::string_view name, std::string_view wanted);

    const Json* m_object;
    std::string m_path;
    Faults* m_faults;
};

} // namespace highwater::analysis
