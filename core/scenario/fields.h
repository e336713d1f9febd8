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
extern const FieldTable channel;
extern const FieldTable balancer;
extern const FieldTable queue;
extern const FieldTable workers;
extern const FieldTable failures;
extern const FieldTable outage;
extern const FieldTable autoscale;
extern const FieldTable window;
extern const FieldTable consumer;
extern const FieldTable replicas;
extern const FieldTable replica; ///< "template" of a balancer: a stage without what a pool has in its place
extern const FieldTable route;
extern const FieldTable retry;
extern const FieldTable change;
extern const FieldTable lesson;
extern const FieldTable forward;
extern const FieldTable live;
extern const FieldTable limits; ///< of live
extern const FieldTable socket; ///< of live
extern const FieldTable tls;    ///< of live

std::vector<const FieldTable*> all();

} // namespace fields

} // namespace highwater
