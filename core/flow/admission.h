// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/adaptive_limit.h"
#include "flow/adaptive_throttle.h"
#include "flow/client_quotas.h"
#include "flow/token_bucket.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace highwater::flow {

/// Why an item was turned away, and when its sender may come again.
struct Refusal
{
    RefusalReason reason = RefusalReason::QueueFull;
    Duration retryAfter{}; ///< 0: it is not known
};

/// What is known of the stage and the item when the chain is asked.
struct AdmissionFacts
{
    Instant now;                ///< never falls
    std::int64_t inside = 0;    ///< items waiting and in service, the one that asks not among them
    bool pressed = false;       ///< the queue's signal
    std::uint64_t client = 0;   ///< unique over all producers and their clients; any but UINT64_MAX
    Duration perItem{};         ///< mean time between departures; 0: not known
    std::int64_t aboveLow = 0;  ///< waiting items above the low mark, >= 0
    double uniform = 0;         ///< a draw from [0, 1); the throttles of one chain share it
};

/// When a level that is too high by that many items (at least one is meant) will have fallen: 0 when perItem is 0. Saturates at 146 years.
Duration retryAfterOf(std::int64_t itemsAbove, Duration perItem);

/// The chain of a stage that is asked before its queue, in order; the first refusal ends it, and what earlier members took is not given
/// back. A plain value.
///
/// | member                 | refuses when                            | retry after                                   |
/// |------------------------|-----------------------------------------|-----------------------------------------------|
/// | token-bucket           | it has no whole token; else takes one   | until it has one                              |
/// | quota                  | likewise, of the client's bucket        | likewise                                      |
/// | concurrency            | inside >= hard                          | (inside - hard + 1) * perItem                 |
/// | gradient2, vegas, aimd | inside >= the limit's whole part        | (inside - that + 1) * perItem                 |
/// | watermark              | the signal is pressed                   | aboveLow * perItem                            |
/// | adaptive-throttle      | by chance; counts the request if asked  | not known                                     |
class Admission
{
public:
    /// The n-th member of a kind takes over the state of the n-th member of that kind before.
    void configure(const AdmissionPolicies& policies, Instant now);
    [[nodiscard]] bool empty() const { return m_members.empty(); }

    /// Nothing: let in.
    std::optional<Refusal> ask(const AdmissionFacts& facts);
    /// An item that was let in has entered the queue, or went to a worker at once: the throttles' accept.
    void onEntered(Instant now);
    /// An item left the stage, or was lost in it (lost), rtt after it entered. inside: with itself; uniform: a draw from [0, 1).
    void onDone(Instant now, Duration rtt, std::int64_t inside, bool lost, double uniform);

    /// Whether that many items inside reach a soft limit.
    [[nodiscard]] bool soft(std::int64_t inside) const { return inside >= m_soft; }
    /// The lowest of the adaptive limits; nothing when there is none.
    [[nodiscard]] std::optional<double> adaptiveLimit() const;

private:
    struct Nothing
    {
    };
    using State = std::variant<Nothing, TokenBucket, ClientQuotas, AdaptiveThrottle, AdaptiveLimiter>;
    struct Member
    {
        AdmissionPolicy policy;
        State state;
    };

    static State stateFor(const AdmissionPolicy& policy, State before, Instant now);
    static std::optional<Refusal> askOne(Member& member, const AdmissionFacts& facts);

    std::vector<Member> m_members;
    std::int64_t m_soft = INT64_MAX; ///< the lowest soft limit
};

} // namespace highwater::flow
