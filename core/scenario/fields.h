// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace highwater {

/// The fields that one kind of object of a scenario file may have. The loader refuses others, and a test holds
/// resources/scenario.schema.json against the same lists.
struct FieldTable
{
    std::string_view object; ///< name of the definition in the schema; "scenario" is the file itself
    std::vector<std::string_view> names;
};

namespace fields {

extern const FieldTable scenario;
extern const FieldTable producer;
extern const FieldTable stage;
extern const FieldTable queue;
extern const FieldTable workers;
extern const FieldTable route;
extern const FieldTable retry;
extern const FieldTable change;
extern const FieldTable lesson;

std::vector<const FieldTable*> all();

} // namespace fields

} // namespace highwater
