// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"

namespace highwater {

namespace {

constexpr std::int64_t mostReplicas = 1000;
constexpr std::int64_t mostItems = 1'000'000'000;

void readReplicas(ReadContext& context, const Field& field, BalancerNode& balancer)
{
    FieldReader& reader = context.reader;
    const auto fields = Fields::of(reader, field, fields::replicas);
    if (!fields) {
        return;
    }
    flow::BalancerPolicy& policy = balancer.policy;
    const std::size_t before = reader.faultCount();
    const auto min = fields->find("min");
    const auto max = fields->find("max");
    if (min) {
        policy.min = reader.whole(*min, 0, mostReplicas).value_or(policy.min);
    }
    if (max) {
        policy.max = reader.whole(*max, 1, mostReplicas).value_or(policy.max);
    } else {
        reader.refuse(Errc::Missing, fields->pointer("max"),
                      "\"max\" is missing; it is the number of replicas at most");
    }
    if (reader.faultCount() == before && policy.min > policy.max) {
        reader.refuse(Errc::OutOfRange, min->pointer,
                      std::to_string(policy.min) + " is above max " + std::to_string(policy.max));
    }
    if (const auto replica = fields->find("template")) {
        balancer.replica = readReplica(context, *replica);
    } else {
        reader.refuse(Errc::Missing, fields->pointer("template"),
                      "\"template\" is missing; it is the stage that every replica is");
    }
}

void readLimits(FieldReader& reader, const Fields& fields, flow::BalancerPolicy& policy)
{
    const std::size_t before = reader.faultCount();
    if (const auto softLimit = fields.find("softLimit")) {
        policy.softLimit = reader.whole(*softLimit, 1, mostItems).value_or(policy.softLimit);
    }
    const auto hardLimit = fields.find("hardLimit");
    if (hardLimit) {
        policy.hardLimit = reader.whole(*hardLimit, 1, mostItems);
    }
    if (hardLimit && reader.faultCount() == before && *policy.hardLimit <= policy.softLimit) {
        reader.refuse(Errc::OutOfRange, hardLimit->pointer,
                      std::to_string(*policy.hardLimit) + " is not above softLimit " +
                          std::to_string(policy.softLimit));
    }
}

} // namespace

BalancerNode readBalancer(ReadContext& context, const Fields& fields)
{
    BalancerNode balancer;
    FieldReader& reader = context.reader;
    if (const auto replicas = fields.find("replicas")) {
        readReplicas(context, *replicas, balancer);
    } else {
        reader.refuse(Errc::Missing, fields.pointer("replicas"),
                      "\"replicas\" is missing; a balancer has { \"min\", \"max\", \"template\" }");
    }
    if (const auto load = fields.find("load")) {
        using Type = flow::BalancerPolicy::Type;
        balancer.policy.type =
            reader.choice(*load, {"connections", "requests"}) == 1U ? Type::Requests : Type::Connections;
    }
    readLimits(reader, fields, balancer.policy);
    if (const auto startDelay = fields.find("startDelay")) {
        balancer.policy.startDelay = reader.duration(*startDelay).value_or(Duration::zero());
    }
    if (const auto stopAfter = fields.find("stopAfter")) {
        balancer.policy.stopAfter = reader.duration(*stopAfter, Duration(1));
    }
    if (const auto to = fields.find("to")) {
        balancer.replica.to = readRoutes(context, *to, false);
    }
    return balancer;
}

} // namespace highwater
