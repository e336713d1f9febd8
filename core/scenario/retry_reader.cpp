// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/retry.h"
#include "scenario/node_reader.h"
#include "units/text.h"

#include <array>

namespace highwater {

namespace {

using Kind = flow::RetryPolicy::Kind;

constexpr std::int64_t mostAttempts = 1'000'000'000;
constexpr double mostBudget = 10.0;
constexpr Duration leastDelay{1};
constexpr int envoyCap = 10; ///< times the base

/// What a policy is when only its name is written.
flow::RetryPolicy defaultsOf(Kind kind)
{
    if (kind == Kind::Grpc) {
        return flow::grpcDefaults();
    }
    if (kind == Kind::Envoy) {
        return flow::envoyDefaults();
    }
    flow::RetryPolicy retry;
    retry.kind = kind;
    return retry;
}

Kind readKind(FieldReader& reader, const Fields& fields)
{
    constexpr std::array<Kind, 4> kinds{Kind::Fixed, Kind::Exponential, Kind::Grpc, Kind::Envoy};
    if (const auto policy = fields.find("policy")) {
        return kinds[reader.choice(*policy, {"fixed", "exponential", "grpc", "envoy"}).value_or(1)];
    }
    reader.refuse(Errc::Missing, fields.pointer("policy"),
                  "\"policy\" is missing; allowed are \"fixed\", \"exponential\", \"grpc\" and \"envoy\"");
    return Kind::Exponential;
}

/// The delays; the fields that are written take the place of the policy's defaults.
void readDelays(FieldReader& reader, const Fields& fields, flow::RetryPolicy& retry)
{
    using flow::Jitter;
    if (const auto base = fields.find("base")) {
        retry.base = reader.duration(*base, leastDelay).value_or(retry.base);
        if (retry.kind == Kind::Envoy) {
            retry.cap = envoyCap * retry.base;
        }
    }
    if (const auto cap = fields.find("cap")) {
        retry.cap = reader.duration(*cap, leastDelay);
    }
    const auto refuseOwn = [&](const Field& field, std::string_view policy) {
        reader.refuse(Errc::OutOfRange, field.pointer,
                      "the policy " + inQuotes(policy) + " has its own; leave it out, or write policy \"exponential\"");
    };
    const auto factor = fields.find("factor");
    if (factor && retry.kind == Kind::Envoy) {
        refuseOwn(*factor, "envoy");
    } else if (factor) {
        retry.factor = reader.number(*factor, 1.0, "the factor").value_or(retry.factor);
    }
    const auto jitter = fields.find("jitter");
    if (jitter && (retry.kind == Kind::Grpc || retry.kind == Kind::Envoy)) {
        refuseOwn(*jitter, retry.kind == Kind::Grpc ? "grpc" : "envoy");
    } else if (jitter) {
        constexpr std::array<Jitter, 4> values{Jitter::None, Jitter::Full, Jitter::Equal, Jitter::Decorrelated};
        retry.jitter = values[reader.choice(*jitter, {"none", "full", "equal", "decorrelated"}).value_or(0)];
    }
}

} // namespace

flow::RetryPolicy readRetry(ReadContext& context, const Field& field)
{
    FieldReader& reader = context.reader;
    if (field.json->is_string()) {
        constexpr std::array<Kind, 3> kinds{Kind::None, Kind::Grpc, Kind::Envoy};
        const auto word = std::find_if(kinds.begin(), kinds.end(), [&](Kind kind) {
            return *field.json == (kind == Kind::None ? "none" : kind == Kind::Grpc ? "grpc" : "envoy");
        });
        if (word != kinds.end()) {
            return defaultsOf(*word);
        }
    }
    if (!field.json->is_object()) {
        reader.refuse(Errc::WrongType, field.pointer,
                      "found " + field.found() +
                          "; \"none\", \"grpc\", \"envoy\" or an object with a \"policy\" is needed");
        return {};
    }
    const auto fields = Fields::of(reader, field, fields::retry);
    flow::RetryPolicy retry = defaultsOf(readKind(reader, *fields));
    readDelays(reader, *fields, retry);
    if (const auto attempts = fields->find("attempts")) {
        retry.attempts = reader.whole(*attempts, 1, mostAttempts);
    }
    if (const auto budget = fields->find("budget")) {
        retry.budget = reader.ratio(*budget, mostBudget);
    }
    if (const auto retryAfter = fields->find("retryAfter")) {
        retry.respectRetryAfter = reader.choice(*retryAfter, {"ignore", "respect"}) == 1U;
    }
    return retry;
}

} // namespace highwater
