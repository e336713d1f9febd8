// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"
#include "scenario/policy_call.h"

namespace highwater {

namespace {

constexpr Duration shortest{1};

Result<flow::AqmPolicy> readCodel(const Expression& expression)
{
    flow::CodelPolicy policy;
    PolicyCall call(expression, {{"target", false}, {"interval", false}});
    call.duration("target", policy.target, shortest);
    call.duration("interval", policy.interval, shortest);
    return call.result().map([&] { return flow::AqmPolicy(policy); });
}

Result<flow::AqmPolicy> readPie(const Expression& expression)
{
    flow::PiePolicy policy;
    PolicyCall call(expression,
                    {{"target", false}, {"update", false}, {"burst", false}, {"alpha", false}, {"beta", false}});
    call.duration("target", policy.target, shortest);
    call.duration("update", policy.update, shortest);
    call.duration("burst", policy.burst, Duration::zero());
    call.number("alpha", policy.alpha, {0.0, 1e6});
    call.number("beta", policy.beta, {0.0, 1e6});
    return call.result().map([&] { return flow::AqmPolicy(policy); });
}

Result<flow::AqmPolicy> readRed(const Expression& expression)
{
    flow::RedPolicy policy;
    PolicyCall call(expression, {{"low", false}, {"high", false}, {"probability", false}, {"weight", false}});
    call.number("low", policy.low, {0.0, 1e9});
    call.number("high", policy.high, {0.0, 1e9, true});
    call.ratio("probability", policy.probability);
    call.number("weight", policy.weight, {0.0, 1.0, true});
    if (policy.high <= policy.low) {
        call.refuse(call.has("high") ? "high" : "low", Errc::OutOfRange,
                    "\"low\" " + writeNumber(policy.low) + " is not below \"high\" " + writeNumber(policy.high));
    }
    return call.result().map([&] { return flow::AqmPolicy(policy); });
}

Result<flow::AqmPolicy> readControlledDelay(const Expression& expression)
{
    flow::ControlledDelayPolicy policy;
    PolicyCall call(expression, {{"target", false}, {"interval", false}});
    call.duration("target", policy.target, shortest);
    call.duration("interval", policy.interval, shortest);
    return call.result().map([&] { return flow::AqmPolicy(policy); });
}

Result<flow::AqmPolicy> readNone(const Expression& expression)
{
    return PolicyCall(expression, {}).result().map([] { return flow::AqmPolicy(); });
}

} // namespace

std::optional<flow::AqmPolicy> readAqm(FieldReader& reader, const Field& field)
{
    const auto expression =
        readPolicyName(reader, field, {"none", "codel", "pie", "red", "controlled-delay"}, "codel(target=5ms)");
    if (!expression) {
        return std::nullopt;
    }
    const std::string& name = expression->name;
    const auto policy = name == "codel"              ? readCodel(*expression)
                        : name == "pie"              ? readPie(*expression)
                        : name == "red"              ? readRed(*expression)
                        : name == "controlled-delay" ? readControlledDelay(*expression)
                                                     : readNone(*expression);
    if (!policy) {
        reader.take(field, policy.error());
        return std::nullopt;
    }
    return *policy;
}

} // namespace highwater
