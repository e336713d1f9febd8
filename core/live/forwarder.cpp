// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/forwarder.h"

#include "flow/token_bucket.h"
#include "live/http_client.h"
#include "live/http_text.h"
#include "live/retry_ledger.h"
#include "sim/random.h"
#include "units/text.h"

#include <algorithm>
#include <array>
#include <deque>
#include <vector>

namespace highwater {

namespace {

/// What the client says itself, or what belongs to the connection on which the message came.
bool isOwnHeader(std::string_view name)
{
    constexpr std::array<std::string_view, 11> own{"host",       "content-length", "content-type", "connection", "transfer-encoding", "expect",
                                                   "keep-alive", "upgrade",        "x-message-id", "x-attempt",  "te"};
    return std::find(own.begin(), own.end(), name) != own.end();
}

bool mayHelpToRepeat(const HttpReply& reply)
{
    return !reply.answered() || reply.status >= 500 || reply.status == 429;
}

std::string inWords(const HttpReply& reply)
{
    if (!reply.answered()) {
        return reply.reason;
    }
    return "answered with " + std::to_string(reply.status) + " " + std::string(http::reasonPhrase(reply.status));
}

/// A forward's url as it is used: the prefix ends without a slash, since every path begins with one.
Result<HttpAddress> upstreamOf(const Forward& forward)
{
    auto address = HttpAddress::parse(forward.url);
    if (address && address->path.find('?') != std::string::npos) {
        return failure(Errc::Syntax, {}, inQuotes(forward.url) + ": a query is not taken, since the path of each message is appended");
    }
    while (address && !address->path.empty() && address->path.back() == '/') {
        address->path.pop_back();
    }
    return address;
}

} // namespace

struct Forwarder::Parts
{
    struct Job
    {
        Message message; ///< without its body
        std::unique_ptr<const std::string> body; ///< stays where it is while the jobs move
        Duration backoff{};
        std::int64_t tries = 0; ///< here; those before this process do not count for the policy
        int status = 0;
        Agenda::Id planned = 0;
    };

    Parts(const Forward& forward, HttpAddress address, int concurrency, std::uint64_t seed, Listener who, Agenda& when)
        : listener(std::move(who)), agenda(when), draws(streamKey(seed, 0, "forward", Purpose::Retry))
    {
        configure(forward, std::move(address), concurrency);
    }
    ~Parts()
    {
        agenda.cancel(waking);
        for (const Job& job : jobs) {
            agenda.cancel(job.planned);
        }
    }
    Parts(const Parts&) = delete;
    Parts& operator=(const Parts&) = delete;

    void configure(const Forward& forward, HttpAddress address, int concurrency);
    void add(Message message);
    void pump();
    bool takeToken();
    void begin(std::size_t place);
    void send(std::size_t place);
    void answered(std::size_t place, const HttpReply& reply);
    void repeat(std::size_t place, Duration delay);
    void end(std::size_t place, bool delivered, std::string reason);
    [[nodiscard]] std::string headersOf(const Job& job) const;

    Forward policy;
    Listener listener;
    Agenda& agenda;
    Draws draws;
    RetryLedger ledger;
    flow::TokenBucket bucket;
    SteadyTime begun = steadyNow();
    std::string prefix;
    std::unique_ptr<HttpClient> client;
    std::vector<std::unique_ptr<HttpClient>> former;
    std::vector<Job> jobs;
    std::vector<std::size_t> free;
    std::deque<std::size_t> ready;
    std::int64_t inside = 0;
    std::int64_t inFlight = 0;
    int limit = 1;
    Agenda::Id waking = 0;
};

void Forwarder::Parts::configure(const Forward& forward, HttpAddress address, int concurrency)
{
    policy = forward;
    limit = std::max(concurrency, 1);
    prefix = address.path;
    ledger.configure(forward.retry);
    if (forward.rate) {
        bucket.configure(*forward.rate, 1, runStart + (steadyNow() - begun));
    }
    std::erase_if(former, [](const auto& each) { return each->counts().busy == 0; });
    if (client && client->address() == address) {
        client->setConnections(limit);
        return;
    }
    if (client) {
        former.push_back(std::move(client));
    }
    HttpClientOptions options;
    options.connections = limit;
    client = std::make_unique<HttpClient>(std::move(address), options, agenda);
}

void Forwarder::Parts::add(Message message)
{
    if (free.empty()) {
        free.push_back(jobs.size());
        jobs.emplace_back();
    }
    const std::size_t place = free.back();
    free.pop_back();
    jobs[place] = {};
    jobs[place].body = std::make_unique<const std::string>(std::move(message.body));
    jobs[place].message = std::move(message);
    ready.push_back(place);
    ++inside;
    pump();
}

/// Begins what may begin: as many tries as are allowed at once, and as fast as is allowed.
void Forwarder::Parts::pump()
{
    while (!ready.empty() && inFlight < limit && client->hasRoom() && takeToken()) {
        const std::size_t place = ready.front();
        ready.pop_front();
        begin(place);
    }
}

bool Forwarder::Parts::takeToken()
{
    if (!policy.rate) {
        return true;
    }
    const SteadyTime now = steadyNow();
    const Instant at = runStart + (now - begun);
    if (bucket.take(at)) {
        return true;
    }
    if (waking == 0) {
        waking = agenda.at(now + bucket.untilToken(at), [this] {
            waking = 0;
            pump();
        });
    }
    return false;
}

std::string Forwarder::Parts::headersOf(const Job& job) const
{
    std::string headers;
    http::appendHeader(headers, "X-Message-Id", std::to_string(job.message.id));
    http::appendHeader(headers, "X-Attempt", std::int64_t{job.message.attempts});
    for (const auto& [name, value] : job.message.headers) {
        if (!isOwnHeader(name)) {
            http::appendHeader(headers, name, value);
        }
    }
    return headers;
}

/// The try is sent when the event loop comes round again at the latest, and after the listener knows of it.
void Forwarder::Parts::begin(std::size_t place)
{
    Job& job = jobs[place];
    ++inFlight;
    ++job.message.attempts;
    ++job.tries;
    if (job.tries == 1) {
        ledger.onFirstTry();
    }
    const std::uint64_t id = job.message.id;
    const std::uint32_t attempt = job.message.attempts;
    if (listener.onTry) {
        listener.onTry(id, attempt); // it may deliver another message: job is not to be used after it
    }
    send(place);
}

void Forwarder::Parts::send(std::size_t place)
{
    const Job& job = jobs[place];
    const std::string headers = headersOf(job);
    const std::string target = prefix + job.message.path;
    HttpCall call;
    call.method = job.message.method;
    call.target = target;
    call.contentType = job.message.contentType;
    call.headers = headers;
    call.timeout = policy.timeout;
    call.body = *job.body;
    client->send(call, [this, place](const HttpReply& reply) { answered(place, reply); });
}

void Forwarder::Parts::answered(std::size_t place, const HttpReply& reply)
{
    Job& job = jobs[place];
    --inFlight;
    job.status = reply.status;
    const bool good = reply.succeeded();
    ledger.onEnd(job.tries, good);
    if (good) {
        end(place, true, {});
    } else if (!mayHelpToRepeat(reply)) {
        end(place, false, inWords(reply) + ", which is final");
    } else if (const auto delay = ledger.next(job.tries, inside, job.backoff, draws.uniform(), reply.retryAfter)) {
        repeat(place, *delay);
    } else {
        const std::string tries = job.tries == 1 ? "one try" : std::to_string(job.tries) + " tries";
        end(place, false, inWords(reply) + "; given up after " + tries);
    }
    pump();
}

void Forwarder::Parts::repeat(std::size_t place, Duration delay)
{
    jobs[place].backoff = delay;
    jobs[place].planned = agenda.at(steadyNow() + delay, [this, place] {
        jobs[place].planned = 0;
        ready.push_back(place);
        pump();
    });
}

void Forwarder::Parts::end(std::size_t place, bool delivered, std::string reason)
{
    const Job& job = jobs[place];
    const Delivery delivery{job.message.id, delivered, job.status, std::move(reason), job.message.attempts};
    jobs[place] = {};
    free.push_back(place);
    --inside;
    if (listener.onEnd) {
        listener.onEnd(delivery);
    }
}

Forwarder::Forwarder(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
Forwarder::~Forwarder() = default;

Result<std::unique_ptr<Forwarder>> Forwarder::create(const Forward& forward, int concurrency, std::uint64_t seed, Listener listener, Agenda& agenda)
{
    auto address = upstreamOf(forward);
    if (!address) {
        return tl::unexpected(address.error());
    }
    auto parts = std::make_unique<Parts>(forward, std::move(*address), concurrency, seed, std::move(listener), agenda);
    return std::unique_ptr<Forwarder>(new Forwarder(std::move(parts)));
}

void Forwarder::deliver(Message message)
{
    m_parts->add(std::move(message));
}

Result<void> Forwarder::configure(const Forward& forward, int concurrency)
{
    auto address = upstreamOf(forward);
    if (!address) {
        return tl::unexpected(address.error());
    }
    m_parts->configure(forward, std::move(*address), concurrency);
    m_parts->pump();
    return {};
}

std::int64_t Forwarder::inside() const
{
    return m_parts->inside;
}

std::int64_t Forwarder::inFlight() const
{
    return m_parts->inFlight;
}

} // namespace highwater
