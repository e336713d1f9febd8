// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calculators.h"

#include "analysis/backoff_contention.h"
#include "analysis/overload_rules.h"
#include "analysis/responsiveness.h"
#include "units/quantity.h"
#include "units/text.h"
#include "units/time.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

namespace highwater::analysis {

namespace {

constexpr std::int64_t mostCount = 1'000'000;

Result<Answer> gradient2(ArgumentReader& arguments)
{
    flow::Gradient2Policy policy;
    const std::vector<double> roundTrips = arguments.numbers("rtt_ms", Bound::Positive);
    policy.initial = arguments.number("initial", Bound::Positive, policy.initial);
    policy.min = arguments.number("min", Bound::Positive, policy.min);
    policy.max = arguments.number("max", Bound::Positive, policy.max);
    policy.smoothing = arguments.number("smoothing", Bound::Share, policy.smoothing);
    policy.queueSize = arguments.number("queue_size", Bound::NotNegative, policy.queueSize);
    policy.longWindow = static_cast<int>(arguments.count("long_window", 1, mostCount, policy.longWindow));
    policy.warmup = static_cast<int>(arguments.count("warmup", 0, mostCount, policy.warmup));
    policy.tolerance = arguments.number("tolerance", Bound::Positive, policy.tolerance);
    const std::vector<double> inflight =
        arguments.has("inflight") ? arguments.numbers("inflight", Bound::NotNegative) : std::vector<double>();
    if (policy.min > policy.max) {
        arguments.refuse("min", Errc::OutOfRange, "is above max");
    }
    if (policy.tolerance < 1.0) {
        arguments.refuse("tolerance", Errc::OutOfRange, "wanted is a number of 1 or more");
    }
    if (arguments.faulty()) {
        return Answer();
    }
    Answer answer;
    answer.add("limit", Answer::Value(gradient2Limits(policy, roundTrips, inflight)));
    return answer;
}

Result<Answer> vegas(ArgumentReader& arguments)
{
    flow::VegasPolicy policy;
    policy.probeMultiplier = 0;
    const std::vector<double> roundTrips = arguments.numbers("rtt_ms", Bound::Positive);
    policy.initial = arguments.number("initial", Bound::Positive, policy.initial);
    policy.max = arguments.number("max", Bound::Positive, policy.max);
    const std::vector<double> inflight =
        arguments.has("inflight") ? arguments.numbers("inflight", Bound::NotNegative) : std::vector<double>();
    if (arguments.faulty()) {
        return Answer();
    }
    Answer answer;
    answer.add("limit", Answer::Value(vegasLimits(policy, roundTrips, inflight)));
    return answer;
}

/// A probe's mean: one number, or samples whose slowest 5 % are cut off.
double probeFrom(ArgumentReader& arguments, std::string_view name, std::string_view samples)
{
    return arguments.has(samples) ? trimmedMean(arguments.numbers(samples, Bound::Positive)) : arguments.number(name, Bound::Positive);
}

Result<Answer> responsiveness(ArgumentReader& arguments)
{
    LoadedProbes probes;
    probes.tcp = probeFrom(arguments, "loaded_tcp_ms", "loaded_tcp_samples_ms");
    if (arguments.has("loaded_tls_ms") || arguments.has("loaded_tls_samples_ms")) {
        probes.tls = probeFrom(arguments, "loaded_tls_ms", "loaded_tls_samples_ms");
    }
    probes.http = probeFrom(arguments, "loaded_http_ms", "loaded_http_samples_ms");
    probes.self = probeFrom(arguments, "loaded_self_ms", "loaded_self_samples_ms");
    const auto idle = arguments.maybeNumber("idle_p95_ms", Bound::NotNegative);
    if (arguments.faulty()) {
        return Answer();
    }
    const Responsiveness r = responsivenessOf(probes);
    Answer answer;
    answer.add("foreign_rpm", r.foreign);
    answer.add("loaded_rpm", r.loaded);
    answer.add("rpm", r.combined);
    if (idle) {
        const double excess = probes.http - *idle;
        answer.add("bloat_ms", excess);
        answer.add("dslreports_grade_of_bloat_" + writeNumber(excess) + "ms", Answer::Value(std::string(networkGrade(excess))));
    }
    return answer;
}

/// "abs(normal(10,2)) each way", or { mean, sd }.
void delayFrom(ArgumentReader& arguments, Contention& contention)
{
    if (!arguments.isText("net_delay_ms")) {
        ArgumentReader delay = arguments.object("net_delay_ms");
        delay.allowOnly({"mean", "sd"});
        contention.delayMean = delay.number("mean", Bound::NotNegative, contention.delayMean);
        contention.delaySd = delay.number("sd", Bound::NotNegative, contention.delaySd);
        return;
    }
    const std::string text = arguments.text("net_delay_ms");
    const auto open = text.find("normal(");
    const auto comma = text.find(',', open);
    const auto close = text.find(')', comma);
    if (open == std::string::npos || comma == std::string::npos || close == std::string::npos) {
        arguments.refuse("net_delay_ms", Errc::Syntax, "wanted is { mean, sd }, or text as in \"abs(normal(10,2)) each way\"");
        return;
    }
    const auto trimmed = [](std::string part) {
        part.erase(std::remove_if(part.begin(), part.end(), [](unsigned char c) { return std::isspace(c) != 0; }), part.end());
        return part;
    };
    const auto mean = parseNumber(trimmed(text.substr(open + 7, comma - open - 7)));
    const auto sd = parseNumber(trimmed(text.substr(comma + 1, close - comma - 1)));
    if (!mean || !sd || *mean < 0.0 || *sd < 0.0) {
        arguments.refuse("net_delay_ms", Errc::Syntax, "normal(mean, sd) should hold two numbers of 0 or more");
        return;
    }
    contention.delayMean = *mean;
    contention.delaySd = *sd;
}

Result<Answer> contention(ArgumentReader& arguments)
{
    using flow::Jitter;
    using Kind = flow::RetryPolicy::Kind;
    constexpr std::int64_t mostClients = 10'000;
    constexpr std::int64_t mostReplications = 100'000;
    Contention race;
    race.clients = arguments.count("clients", 1, mostClients);
    flow::RetryPolicy retry;
    retry.base = fromSeconds(arguments.number("base_ms", Bound::Positive, 5.0) / 1e3);
    retry.cap = fromSeconds(arguments.number("cap_ms", Bound::Positive, 2000.0) / 1e3);
    delayFrom(arguments, race);
    const std::int64_t replications = arguments.count("replications", 1, mostReplications, 200);
    const std::int64_t seed = arguments.count("seed", 0, std::int64_t{1} << 53U, 1);
    if (arguments.faulty()) {
        return Answer();
    }
    struct Variant
    {
        std::string name;
        Kind kind;
        Jitter jitter;
    };
    const std::array<Variant, 5> variants{{{"none", Kind::None, Jitter::None},
                                           {"exp", Kind::Exponential, Jitter::None},
                                           {"equal", Kind::Exponential, Jitter::Equal},
                                           {"full", Kind::Exponential, Jitter::Full},
                                           {"decorr", Kind::Exponential, Jitter::Decorrelated}}};
    Answer answer;
    for (const Variant& variant : variants) {
        retry.kind = variant.kind;
        retry.jitter = variant.jitter;
        const ContentionFigures figures = contend(race, retry, replications, static_cast<std::uint64_t>(seed));
        answer.add("calls_" + variant.name, figures.calls);
        answer.add("time_ms_" + variant.name, figures.timeMs);
    }
    return answer;
}

Result<Answer> codel(ArgumentReader& arguments)
{
    const double interval = arguments.number("interval_ms", Bound::Positive, 100.0);
    const double above = arguments.number("first_above_ms", Bound::NotNegative, 0.0);
    arguments.number("target_ms", Bound::Positive, 5.0);
    const std::int64_t drops = arguments.count("drops", 1, mostCount, 10);
    if (arguments.faulty()) {
        return Answer();
    }
    Answer answer;
    answer.add("drop_ms", Answer::Value(codelDrops(interval, above, static_cast<std::size_t>(drops))));
    return answer;
}

Result<Answer> throttle(ArgumentReader& arguments)
{
    const double k = arguments.number("K", Bound::Positive, 2.0);
    const double offered = arguments.number("offered_per_s", Bound::NotNegative);
    const double accepts = arguments.number("backend_accepts_per_s", Bound::NotNegative);
    if (k < 1.0) {
        arguments.refuse("K", Errc::OutOfRange, "wanted is a number of 1 or more");
    }
    if (arguments.faulty()) {
        return Answer();
    }
    const ThrottleBalance balance = throttleBalance(k, offered, accepts);
    Answer answer;
    answer.add("p_reject_local", balance.refusedLocally);
    answer.add("sent_to_backend_per_s", balance.sent);
    answer.add("rejected_by_backend_per_s", balance.refusedByBackend);
    answer.add("accepted_per_s", balance.accepted);
    return answer;
}

Result<Answer> tokenBucket(ArgumentReader& arguments)
{
    const double rate = arguments.number("rate_per_s", Bound::Positive);
    const std::int64_t burst = arguments.count("burst", 1, std::int64_t{1} << 40U);
    const std::int64_t tokens = arguments.count("initial_tokens", 0, burst, burst);
    const std::vector<double> arrivals = arguments.series("arrivals", Bound::NotNegative);
    if (!std::is_sorted(arrivals.begin(), arrivals.end())) {
        arguments.refuse("arrivals", Errc::OutOfRange, "should ascend");
    }
    if (burst - tokens > mostCount) {
        arguments.refuse("initial_tokens", Errc::OutOfRange, "should be within a million of the burst");
    }
    if (arguments.faulty()) {
        return Answer();
    }
    const std::vector<bool> admitted = bucketAdmits(rate, burst, tokens, arrivals);
    const auto accepted = static_cast<double>(std::count(admitted.begin(), admitted.end(), true));
    const auto firstReject = std::find(admitted.begin(), admitted.end(), false);
    // The last second ends with the last gap: of arrivals at 0, 0.05, ..., 3.95 it is from 3 to 4.
    const std::size_t n = arrivals.size();
    const double end = arrivals.back() + (n > 1 ? arrivals[n - 1] - arrivals[n - 2] : 0.0);
    double lastSecond = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        lastSecond += admitted[i] && arrivals[i] >= end - 1.0 - 1e-9 ? 1.0 : 0.0;
    }
    Answer answer;
    answer.add("accepted", accepted);
    answer.add("first_reject_index", firstReject == admitted.end() ? std::numeric_limits<double>::quiet_NaN()
                                                                   : static_cast<double>(firstReject - admitted.begin()));
    answer.add("accepted_last_second", lastSecond);
    return answer;
}

Result<Answer> retries(ArgumentReader& arguments)
{
    const double failure = arguments.number("p_fail", Bound::Share);
    const std::int64_t attempts = arguments.count("max_attempts", 1, mostCount);
    const std::int64_t layers = arguments.count("layers", 1, 1000, 1);
    const double budget = arguments.number("budget", Bound::NotNegative, 0.1);
    if (arguments.faulty()) {
        return Answer();
    }
    const RetryAmplification r = retryAmplification(failure, attempts, layers, budget);
    Answer answer;
    answer.add("attempts_per_request_one_layer", r.attempts);
    answer.add("success", r.success);
    answer.add("worst_case_all_fail_" + std::to_string(layers) + "_layers", r.worstCase);
    answer.add("budget_" + writeNumber(std::round(budget * 1e10) / 1e8) + "pct_worst_case", r.budgeted);
    return answer;
}

} // namespace

std::vector<Calculator> overloadCalculators()
{
    return {
        {"gradient2", "the limit of Netflix Gradient2 after each round trip",
         {{"rtt_ms", "round trips"},
          {"initial", "20 unless given"},
          {"min", "20"},
          {"max", "200"},
          {"smoothing", "0.2"},
          {"queue_size", "4"},
          {"long_window", "600"},
          {"warmup", "10"},
          {"tolerance", "1.5"},
          {"inflight", "items inside at each round trip; as many as the limit unless given"}},
         gradient2},
        {"vegas", "the limit of Netflix Vegas after each round trip, without probing",
         {{"rtt_ms", "round trips"}, {"initial", "20 unless given"}, {"max", "1000"}, {"inflight", "as for gradient2"}},
         vegas},
        {"responsiveness", "round trips per minute under load (IETF), and a grade of the bloat",
         {{"loaded_tcp_ms", "mean of TCP handshakes, the slowest 5 % cut off"},
          {"loaded_tls_ms", "of TLS handshakes; without TLS unless given"},
          {"loaded_http_ms", "of requests on new connections"},
          {"loaded_self_ms", "of requests on loaded connections"},
          {"idle_p95_ms", "without load: the bloat is loaded_http_ms - idle_p95_ms"},
          {"loaded_tcp_samples_ms", "instead of a mean: samples, here and below"},
          {"loaded_tls_samples_ms", ""},
          {"loaded_http_samples_ms", ""},
          {"loaded_self_samples_ms", ""}},
         responsiveness},
        {"backoff-contention", "clients that race to update one row, with five ways to back off",
         {{"clients", "that start at once"},
          {"base_ms", "5 unless given"},
          {"cap_ms", "2000 unless given"},
          {"net_delay_ms", "\"abs(normal(10,2)) each way\" unless given, or {mean, sd}"},
          {"replications", "200 unless given"},
          {"seed", "1 unless given"}},
         contention, {"protocol"}},
        {"codel", "when CoDel drops from a standing queue",
         {{"target_ms", "5 unless given"},
          {"interval_ms", "100 unless given"},
          {"first_above_ms", "since when the queue stands, 0 unless given"},
          {"drops", "how many are told, 10 unless given"}},
         codel, {"dequeues"}},
        {"throttle", "where adaptive throttling of clients settles",
         {{"K", "2 unless given"}, {"offered_per_s", "requests"}, {"backend_accepts_per_s", "of the back end"}},
         throttle, {"rule"}},
        {"token-bucket", "which arrivals a token bucket lets in",
         {{"rate_per_s", "of the refill"},
          {"burst", "tokens at most"},
          {"initial_tokens", "full unless given"},
          {"arrivals", "seconds: a list, or a formula: \"t = i/20 s, i = 0..79\""}},
         tokenBucket, {"rule"}},
        {"retry-amplification", "attempts that retries make of requests",
         {{"p_fail", "of one attempt"},
          {"max_attempts", "the first try included"},
          {"layers", "that all retry, 1 unless given"},
          {"budget", "retries per request, 0.1 unless given"}},
         retries},
    };
}

} // namespace highwater::analysis
