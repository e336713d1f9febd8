// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/expression.h"
#include "scenario/field_reader.h"
#include "units/time.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace highwater {

/// Reads what names a policy: "none", "codel", "codel(target=5ms)". Nothing, and a fault, for other names or broken
/// text. example: a policy as it could stand in the field.
std::optional<Expression> readPolicyName(FieldReader& reader, const Field& field,
                                         const std::vector<std::string_view>& names, std::string_view example);

/// The arguments of a policy. A bare word is a call without arguments. Each reader leaves its value alone when the
/// argument is absent; after the first fault all do nothing, and result() tells it.
class PolicyCall
{
public:
    PolicyCall(const Expression& call, std::vector<Parameter> parameters);

    /// The bounds of a plain number; least itself is not allowed when above.
    struct Bounds
    {
        double least = 0.0;
        double most = 1e9;
        bool above = false;
    };
    void number(std::string_view name, double& value, const Bounds& bounds);
    void whole(std::string_view name, std::int64_t& value, std::int64_t least, std::int64_t most);
    void whole(std::string_view name, int& value, int least, int most);
    /// A ratio such as 10% or 0.1 from 0 to 1.
    void ratio(std::string_view name, double& value);
    /// Items per second, above 0.
    void rate(std::string_view name, double& value);
    /// The factor of "10x".
    void times(std::string_view name, double& value, double least);
    void duration(std::string_view name, Duration& value, Duration least);
    [[nodiscard]] bool has(std::string_view name) const { return argument(name) != nullptr; }

    void refuse(std::string_view name, Errc code, std::string_view message);
    /// Whether every argument so far was good.
    [[nodiscard]] bool good() const { return m_result.has_value(); }
    [[nodiscard]] const Result<void>& result() const { return m_result; }

private:
    [[nodiscard]] const Expression* argument(std::string_view name) const;
    /// The word that stands for an argument; null when it is absent, no word, or there was a fault.
    const Expression* word(std::string_view name);

    Expression m_call;
    std::vector<Parameter> m_parameters;
    std::vector<const Expression*> m_bound; ///< into m_call
    Result<void> m_result;
};

} // namespace highwater
