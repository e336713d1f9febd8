// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/admission.h"

#include <algorithm>
#include <utility>

namespace highwater::flow {

namespace {

template <typename... Cases>
struct Overloaded : Cases...
{
    using Cases::operator()...;
};
template <typename... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

constexpr std::optional<Refusal> letIn = std::nullopt;

RefusalReason reasonOf(const Gradient2Policy&) { return RefusalReason::Gradient2; }
RefusalReason reasonOf(const VegasPolicy&) { return RefusalReason::Vegas; }
RefusalReason reasonOf(const AimdPolicy&) { return RefusalReason::Aimd; }

/// A limit of the items inside, at which one more is refused.
std::optional<Refusal> askLimit(RefusalReason reason, std::int64_t limit, const AdmissionFacts& facts)
{
    if (facts.inside < limit) {
        return letIn;
    }
    return Refusal{reason, retryAfterOf(facts.inside - limit + 1, facts.perItem)};
}

/// The state of that type if there is one, else a fresh one.
template <typename Kept, typename State>
Kept kept(State& before)
{
    Kept* state = std::get_if<Kept>(&before);
    return state ? std::move(*state) : Kept();
}

} // namespace

Duration retryAfterOf(std::int64_t itemsAbove, Duration perItem)
{
    constexpr std::int64_t most = INT64_MAX / 2;
    const std::int64_t items = std::max<std::int64_t>(1, itemsAbove);
    if (perItem <= Duration::zero()) {
        return Duration::zero();
    }
    return items > most / perItem.count() ? Duration(most) : perItem * items;
}

void Admission::configure(const AdmissionPolicies& policies, Instant now)
{
    std::vector<Member> before = std::exchange(m_members, {});
    m_members.reserve(policies.size());
    m_soft = INT64_MAX;
    for (const AdmissionPolicy& policy : policies) {
        const auto same = std::find_if(before.begin(), before.end(),
                                       [&](const Member& member) { return member.policy.index() == policy.index(); });
        State state;
        if (same != before.end()) {
            state = std::move(same->state);
            before.erase(same);
        }
        m_members.push_back({policy, stateFor(policy, std::move(state), now)});
        if (const auto* concurrency = std::get_if<ConcurrencyPolicy>(&policy); concurrency && concurrency->soft) {
            m_soft = std::min(m_soft, *concurrency->soft);
        }
    }
}

Admission::State Admission::stateFor(const AdmissionPolicy& policy, State before, Instant now)
{
    return std::visit(Overloaded{
                          [&](const TokenBucketPolicy& p) -> State {
                              auto bucket = kept<TokenBucket>(before);
                              bucket.configure(p.rate, p.burst, now);
                              return bucket;
                          },
                          [&](const QuotaPolicy& p) -> State {
                              auto quotas = kept<ClientQuotas>(before);
                              quotas.configure(p.rate, p.burst, now);
                              return quotas;
                          },
                          [&](const AdaptiveThrottlePolicy&) -> State { return kept<AdaptiveThrottle>(before); },
                          [](const ConcurrencyPolicy&) -> State { return Nothing(); },
                          [](const WatermarkPolicy&) -> State { return Nothing(); },
                          [&](const auto& p) -> State {
                              auto limiter = kept<AdaptiveLimiter>(before);
                              limiter.configure(p);
                              return limiter;
                          },
                      },
                      policy);
}

std::optional<Refusal> Admission::ask(const AdmissionFacts& facts)
{
    for (Member& member : m_members) {
        if (const std::optional<Refusal> refusal = askOne(member, facts)) {
            return refusal;
        }
    }
    return letIn;
}

std::optional<Refusal> Admission::askOne(Member& member, const AdmissionFacts& facts)
{
    const Instant now = facts.now;
    return std::visit(
        Overloaded{
            [&](const TokenBucketPolicy&) {
                auto& bucket = std::get<TokenBucket>(member.state);
                return bucket.take(now) ? letIn : Refusal{RefusalReason::TokenBucket, bucket.untilToken(now)};
            },
            [&](const QuotaPolicy&) {
                auto& quotas = std::get<ClientQuotas>(member.state);
                return quotas.take(facts.client, now) ? letIn : Refusal{RefusalReason::Quota, quotas.untilToken(facts.client, now)};
            },
            [&](const ConcurrencyPolicy& p) { return askLimit(RefusalReason::Concurrency, p.hard, facts); },
            [&](const WatermarkPolicy&) {
                return facts.pressed ? Refusal{RefusalReason::Watermark, retryAfterOf(facts.aboveLow, facts.perItem)} : letIn;
            },
            [&](const AdaptiveThrottlePolicy& p) {
                auto& throttle = std::get<AdaptiveThrottle>(member.state);
                return throttle.refuse(p, now, facts.uniform) ? Refusal{RefusalReason::AdaptiveThrottle, Duration::zero()} : letIn;
            },
            [&](const auto& p) {
                const auto limit = static_cast<std::int64_t>(std::get<AdaptiveLimiter>(member.state).limit());
                return askLimit(reasonOf(p), limit, facts);
            },
        },
        member.policy);
}

void Admission::onEntered(Instant now)
{
    for (Member& member : m_members) {
        if (auto* throttle = std::get_if<AdaptiveThrottle>(&member.state)) {
            throttle->onAccept(std::get<AdaptiveThrottlePolicy>(member.policy), now);
        }
    }
}

void Admission::onDone(Instant now, Duration rtt, std::int64_t inside, bool lost, double uniform)
{
    for (Member& member : m_members) {
        if (auto* limiter = std::get_if<AdaptiveLimiter>(&member.state)) {
            limiter->onDone(now, rtt, inside, lost, uniform);
        }
    }
}

std::optional<double> Admission::adaptiveLimit() const
{
    std::optional<double> lowest;
    for (const Member& member : m_members) {
        if (const auto* limiter = std::get_if<AdaptiveLimiter>(&member.state)) {
            lowest = std::min(lowest.value_or(limiter->limit()), limiter->limit());
        }
    }
    return lowest;
}

} // namespace highwater::flow
