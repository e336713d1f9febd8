// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace highwater::analysis {

/// Named results of a calculation, in order. A number that is not finite is written as null.
class Answer
{
public:
    using Value = std::variant<double, std::uint64_t, std::string, std::vector<double>, std::vector<std::string>>;

    void add(std::string name, Value value) { m_entries.emplace_back(std::move(name), std::move(value)); }
    /// Nothing is added for an absent one.
    void add(std::string name, std::optional<double> value)
    {
        if (value) {
            add(std::move(name), Value(*value));
        }
    }
    void add(std::string name, double value) { add(std::move(name), Value(value)); }

    [[nodiscard]] const std::vector<std::pair<std::string, Value>>& entries() const { return m_entries; }

private:
    std::vector<std::pair<std::string, Value>> m_entries;
};

} // namespace highwater::analysis
