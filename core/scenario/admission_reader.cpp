// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"
#include "scenario/policy_call.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace highwater {

namespace {

using flow::AdmissionPolicy;

constexpr std::int64_t mostItems = 1'000'000'000;
constexpr int mostSamples = 1'000'000;
constexpr Duration shortest{1};

/// What a full bucket holds unless it is said: one second's worth, at least one token.
std::int64_t secondsWorth(double rate)
{
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::min(rate, static_cast<double>(mostItems))));
}

template <typename Bucket>
Result<AdmissionPolicy> readBucket(const Expression& expression)
{
    Bucket policy;
    PolicyCall call(expression, {{"rate"}, {"burst", false}});
    call.rate("rate", policy.rate);
    policy.burst = secondsWorth(policy.rate);
    call.whole("burst", policy.burst, 1, mostItems);
    return call.result().map([&] { return AdmissionPolicy(policy); });
}

Result<AdmissionPolicy> readConcurrency(const Expression& expression)
{
    flow::ConcurrencyPolicy policy;
    PolicyCall call(expression, {{"soft", false}, {"hard"}});
    call.whole("hard", policy.hard, 1, mostItems);
    if (call.has("soft")) {
        std::int64_t soft = 1;
        call.whole("soft", soft, 1, mostItems);
        policy.soft = soft;
        if (soft > policy.hard) {
            call.refuse("soft", Errc::OutOfRange,
                        std::to_string(soft) + " is above \"hard\" " + std::to_string(policy.hard));
        }
    }
    return call.result().map([&] { return AdmissionPolicy(policy); });
}

Result<AdmissionPolicy> readWatermark(const Expression& expression)
{
    return PolicyCall(expression, {}).result().map([] { return AdmissionPolicy(flow::WatermarkPolicy{}); });
}

Result<AdmissionPolicy> readThrottle(const Expression& expression)
{
    flow::AdaptiveThrottlePolicy policy;
    PolicyCall call(expression, {{"k", false}, {"window", false}});
    call.number("k", policy.k, {1.0, 1e6});
    call.duration("window", policy.window, shortest);
    return call.result().map([&] { return AdmissionPolicy(policy); });
}

/// A limit that adapts begins at initial and stays within min..max, all of at least 1. A default gives way to what is
/// written; what is written must fit.
void readLimits(PolicyCall& call, double& initial, double& min, double& max)
{
    constexpr PolicyCall::Bounds items{1.0, static_cast<double>(mostItems)};
    call.number("initial", initial, items);
    call.number("min", min, items);
    call.number("max", max, items);
    if (!call.has("max")) {
        max = std::max({max, call.has("min") ? min : max, call.has("initial") ? initial : max});
    }
    if (!call.has("min")) {
        min = std::min({min, max, call.has("initial") ? initial : min});
    }
    if (!call.has("initial")) {
        initial = std::clamp(initial, std::min(min, max), max);
    }
    if (min > max) {
        call.refuse("min", Errc::OutOfRange, writeNumber(min) + " is above \"max\" " + writeNumber(max));
    }
    if (initial < min || initial > max) {
        call.refuse("initial", Errc::OutOfRange,
                    writeNumber(initial) + " is not between \"min\" " + writeNumber(min) + " and \"max\" " +
                        writeNumber(max));
    }
}

Result<AdmissionPolicy> readGradient2(const Expression& expression)
{
    flow::Gradient2Policy policy;
    PolicyCall call(expression, {{"initial", false},
                                 {"min", false},
                                 {"max", false},
                                 {"smoothing", false},
                                 {"queue", false},
                                 {"window", false},
                                 {"warmup", false},
                                 {"tolerance", false}});
    readLimits(call, policy.initial, policy.min, policy.max);
    call.number("smoothing", policy.smoothing, {0.0, 1.0, true});
    call.number("queue", policy.queueSize, {0.0, 1e9});
    call.whole("window", policy.longWindow, 1, mostSamples);
    call.whole("warmup", policy.warmup, 0, mostSamples);
    call.number("tolerance", policy.tolerance, {1.0, 1e6});
    return call.result().map([&] { return AdmissionPolicy(policy); });
}

Result<AdmissionPolicy> readVegas(const Expression& expression)
{
    flow::VegasPolicy policy;
    PolicyCall call(expression, {{"initial", false}, {"max", false}, {"probe", false}});
    double least = 1.0;
    readLimits(call, policy.initial, least, policy.max);
    call.whole("probe", policy.probeMultiplier, 0, mostSamples);
    return call.result().map([&] { return AdmissionPolicy(policy); });
}

Result<AdmissionPolicy> readAimd(const Expression& expression)
{
    flow::AimdPolicy policy;
    PolicyCall call(expression,
                    {{"initial", false}, {"min", false}, {"max", false}, {"backoff", false}, {"timeout", false}});
    readLimits(call, policy.initial, policy.min, policy.max);
    call.number("backoff", policy.backoff, {0.5, 1.0});
    if (policy.backoff >= 1.0) {
        call.refuse("backoff", Errc::OutOfRange, "1 is not allowed; it is at least 0.5 and below 1");
    }
    call.duration("timeout", policy.timeout, shortest);
    return call.result().map([&] { return AdmissionPolicy(policy); });
}

struct Member
{
    std::string_view name;
    Result<AdmissionPolicy> (*read)(const Expression&);
};
constexpr std::array<Member, 8> members{{{"token-bucket", readBucket<flow::TokenBucketPolicy>},
                                         {"concurrency", readConcurrency},
                                         {"watermark", readWatermark},
                                         {"quota", readBucket<flow::QuotaPolicy>},
                                         {"adaptive-throttle", readThrottle},
                                         {"gradient2", readGradient2},
                                         {"vegas", readVegas},
                                         {"aimd", readAimd}}};

void readMember(FieldReader& reader, const Field& field, bool marks, flow::AdmissionPolicies& policies)
{
    const auto expression = readPolicyName(reader, field, admissionNames(), "token-bucket(100/s, 20)");
    if (!expression) {
        return;
    }
    const auto member =
        std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.name == expression->name; });
    const auto policy = member->read(*expression);
    if (!policy) {
        reader.take(field, policy.error());
        return;
    }
    if (!marks && std::holds_alternative<flow::WatermarkPolicy>(*policy)) {
        reader.refuse(Errc::OutOfRange, field.pointer,
                      "\"watermark\" needs a queue with marks; give it a capacity of at least 1, or a highWater");
        return;
    }
    policies.push_back(*policy);
}

} // namespace

std::vector<std::string_view> admissionNames()
{
    std::vector<std::string_view> names;
    for (const Member& member : members) {
        names.push_back(member.name);
    }
    return names;
}

flow::AdmissionPolicies readAdmission(FieldReader& reader, const Field& field, bool marks)
{
    flow::AdmissionPolicies policies;
    if (const auto list = reader.list(field, "texts such as \"token-bucket(100/s, 20)\"")) {
        for (const Field& element : *list) {
            readMember(reader, element, marks, policies);
        }
    }
    return policies;
}

} // namespace highwater
