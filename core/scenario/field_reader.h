// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/fields.h"
#include "scenario/tree.h"
#include "units/quantity.h"
#include "units/time.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// A value of the file and where it stands.
struct Field
{
    const Json* json = nullptr;
    std::string pointer;

    /// For messages: `40`, `"fast"`, `a list`, `an object`.
    [[nodiscard]] std::string found() const;
};

/// Reads values one by one and collects every fault. Each reader gives nothing when it has reported a fault.
class FieldReader
{
public:
    void refuse(Errc code, std::string where, std::string message)
    {
        m_faults.push_back({code, std::move(where), std::move(message)});
    }
    [[nodiscard]] const Faults& faults() const { return m_faults; }
    Faults takeFaults() { return std::move(m_faults); }
    [[nodiscard]] std::size_t faultCount() const { return m_faults.size(); }

    std::optional<std::string> text(const Field& field, std::string_view what);
    std::optional<Duration> duration(const Field& field, Duration least = Duration::zero());
    std::optional<double> ratio(const Field& field, double most);
    std::optional<double> number(const Field& field, double least, std::string_view what);
    /// A plain number above 0 and at most most.
    std::optional<double> positive(const Field& field, double most, std::string_view what);
    std::optional<bool> truth(const Field& field);
    std::optional<std::int64_t> whole(const Field& field, std::int64_t least, std::int64_t most);
    /// A size in bytes, which has a unit.
    std::optional<std::int64_t> bytes(const Field& field, std::int64_t least = 0);
    /// "list" of objects or texts: its elements with their places; nothing, and a fault, when it is no list.
    std::optional<std::vector<Field>> list(const Field& field, std::string_view what);
    /// The index of a word in supported; later: words of the format that are not yet supported.
    std::optional<std::size_t> choice(const Field& field, std::initializer_list<std::string_view> supported,
                                      std::initializer_list<std::string_view> later = {});
    /// The error of an expression or a quantity, at the place of its field.
    void take(const Field& field, const Error& error) { refuse(error.code, field.pointer, error.message); }

private:
    Faults m_faults;
};

/// An object of the file whose fields are known.
class Fields
{
public:
    /// Nothing, and a fault, when it is no object. Unknown fields are faults; "x-..." is left alone.
    static std::optional<Fields> of(FieldReader& reader, const Field& object, const FieldTable& table);

    [[nodiscard]] std::optional<Field> find(std::string_view name) const;
    [[nodiscard]] std::string pointer(std::string_view name) const { return pointerTo(m_object.pointer, name); }
    [[nodiscard]] bool has(std::string_view name) const { return find(name).has_value(); }

private:
    explicit Fields(const Field& object) : m_object(object) {}
    Field m_object;
};

/// Whether this name is one of the author's own, which the format leaves alone.
inline bool isOwnField(std::string_view name)
{
    return name.substr(0, 2) == "x-";
}

} // namespace highwater
