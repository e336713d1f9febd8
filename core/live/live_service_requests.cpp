// SPDX-License-Identifier: GPL-3.0-or-later
// What each request of a live service is answered with.
#include "live/live_service_parts.h"

#include <algorithm>
#include <charconv>

namespace highwater {

namespace {

constexpr std::string_view json = "application/json";
constexpr std::int64_t overhead = 256; ///< bytes that a message takes beside its body

std::optional<std::int64_t> numberIn(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    return code == std::errc() && end == text.data() + text.size() && number >= 0 ? std::optional(number) : std::nullopt;
}

/// Takes as long whatever the texts are, so that nobody finds a token byte by byte.
bool same(std::string_view given, std::string_view wanted)
{
    unsigned different = given.size() == wanted.size() ? 0U : 1U;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const char other = wanted.empty() ? '\0' : wanted[i % wanted.size()];
        different |= static_cast<unsigned>(static_cast<unsigned char>(given[i] ^ other));
    }
    return different == 0;
}

} // namespace

// ------------------------------------------------------------------------------------------------------ what comes in

bool LiveService::Parts::isFramed(const http::Request& head)
{
    return head.method == "POST" && withoutQuery(head.path) == scenario->live.framesPath;
}

/// A frame cannot be refused without being lost, so it waits for room. So does the rest of a body when a full queue lets its senders wait.
bool LiveService::Parts::mayTake(bool frame, std::int64_t bytes)
{
    if (draining) {
        return true;
    }
    const StageState& stage = network.simulation().stageAt(network.simulation().nodes()[entry]);
    if (!frame && stage.flow.queue().policy().whenFull != flow::WhenFull::Block) {
        return true;
    }
    return !network.holdsBack(entry, bytes) && (!frame || payload + bytes <= scenario->live.limits.memory);
}

bool LiveService::Parts::reserve(std::int64_t bytes)
{
    if (payload + bytes > scenario->live.limits.memory) {
        return false;
    }
    payload += bytes;
    return true;
}

void LiveService::Parts::release(std::int64_t bytes)
{
    payload -= bytes;
}

/// Whoever can reach an address of the machine needs the token; who can only be on this machine does not.
bool LiveService::Parts::mayEnter(const http::Request& request) const
{
    return isLoopback(address.address) || scenario->live.token.empty() || hasToken(request);
}

bool LiveService::Parts::hasToken(const http::Request& request) const
{
    constexpr std::string_view bearer = "Bearer ";
    const std::string_view given = request.authorization;
    const bool isBearer = given.size() > bearer.size()
                          && std::equal(bearer.begin(), bearer.end(), given.begin(), [](char a, char b) { return (a | 0x20) == (b | 0x20); });
    return isBearer && !scenario->live.token.empty() && same(given.substr(bearer.size()), scenario->live.token);
}

void LiveService::Parts::onRequest(Ticket ticket, http::Request& request, const Peer& peer, std::int64_t reserved)
{
    if (request.method == "POST" && !isFramed(request)) {
        post(ticket, request, peer, reserved);
        return;
    }
    if (request.method == "POST") { // frames, and none of them
        if (onFramesBegin(ticket, request, peer)) {
            onFramesEnd(ticket);
        }
        release(reserved);
        return;
    }
    page(ticket, request);
    release(reserved);
}

void LiveService::Parts::post(Ticket ticket, http::Request& request, const Peer& peer, std::int64_t reserved)
{
    if (!mayEnter(request) || draining) {
        release(reserved);
        draining ? refuse(ticket, false, 503, "draining", std::chrono::seconds(1))
                 : send(ticket, 401, json, R"({"status":"refused","reason":"a token is needed"})", request.keepAlive, "WWW-Authenticate: Bearer\r\n");
        return;
    }
    if (isRepeated(ticket, request)) {
        release(reserved);
        return;
    }
    std::uint16_t producer = network.external();
    OutsideItem outside = outsideItem(request, peer, producer);
    const std::uint64_t tag = items.add();
    outside.tag = tag;
    outside.bytes = static_cast<std::int64_t>(request.body.size());
    LiveItem& item = items.at(tag);
    item.id = nextId++;
    item.ticket = ticket;
    item.keepAlive = request.keepAlive;
    item.waits = true;
    item.reserved = reserved;
    if (keepsNotes || !request.idempotencyKey.empty()) {
        item.message = std::make_unique<Message>();
        Message& message = *item.message;
        message.id = item.id;
        message.path = std::move(request.path);
        message.contentType = std::move(request.contentType);
        message.key = std::move(request.idempotencyKey);
        message.receivedAt = wallNow();
        message.priority = outside.priority;
        if (keepsNotes) {
            message.body = std::move(request.body);
            std::copy_if(request.headers.begin(), request.headers.end(), std::back_inserter(message.headers),
                         [](const auto& header) { return header.first.rfind("x-highwater-", 0) != 0; });
            item.reserved += overhead;
            payload += overhead;
        }
        if (!message.key.empty()) {
            keysUnderWay.emplace(message.key, tag);
        }
    }
    bring(tag, producer, outside);
}

bool LiveService::Parts::isRepeated(Ticket ticket, const http::Request& request)
{
    if (request.idempotencyKey.empty()) {
        return false;
    }
    if (const auto first = keysUnderWay.find(request.idempotencyKey); first != keysUnderWay.end()) {
        followers[first->second].push_back({ticket, request.keepAlive});
        return true;
    }
    const auto id = store->findKey(request.idempotencyKey, wallNow());
    if (!id) {
        return false;
    }
    LiveItem known;
    known.id = *id;
    known.keepAlive = request.keepAlive;
    server->reply(ticket, answers.confirmation(known), !known.keepAlive);
    return true;
}

OutsideItem LiveService::Parts::outsideItem(const http::Request& request, const Peer& peer, std::uint16_t& producer) const
{
    OutsideItem outside;
    outside.created = network.now();
    const std::string_view name = peer.loopback ? request.header("x-highwater-producer") : std::string_view();
    if (name.empty()) {
        return outside;
    }
    if (const auto node = network.nodeOf(name); node && network.simulation().nodes()[*node].isProducer) {
        producer = *node;
    }
    if (const auto intended = numberIn(request.header("x-highwater-intended"))) {
        outside.created = std::min(outside.created, network.instantAt(PreciseTimer::Time(std::chrono::nanoseconds(*intended))));
    }
    outside.attempt = static_cast<std::uint32_t>(std::clamp<std::int64_t>(numberIn(request.header("x-highwater-attempt")).value_or(1), 1, 1000));
    outside.client = static_cast<std::uint32_t>(std::min<std::int64_t>(numberIn(request.header("x-highwater-client")).value_or(0), UINT32_MAX));
    outside.priority = static_cast<std::int32_t>(std::min<std::int64_t>(numberIn(request.header("x-highwater-priority")).value_or(0), 1000));
    return outside;
}

void LiveService::Parts::bring(std::uint64_t tag, std::uint16_t producer, OutsideItem outside)
{
    const std::uint64_t id = items.at(tag).id;
    const OutsideRef ref = network.bring(producer, outside);
    if (!items.holds(tag) || items.at(tag).id != id) {
        return; // it has come to its end already
    }
    LiveItem& item = items.at(tag);
    item.ref = ref;
    if (item.waits && !item.batch) {
        waiting[keyOf(item.ticket)] = tag;
    }
}

void LiveService::Parts::onGone(Ticket ticket)
{
    if (closing) {
        return;
    }
    const std::uint64_t key = keyOf(ticket);
    if (const auto found = batches.find(key); found != batches.end()) {
        found->second->gone = true;
        batches.erase(found);
        return;
    }
    std::erase_if(subscribers, [&](const Subscriber& each) { return each.ticket == ticket; });
    for (auto& [tag, others] : followers) {
        std::erase_if(others, [&](const Follower& each) { return each.ticket == ticket; });
    }
    const auto found = waiting.find(key);
    if (found == waiting.end()) {
        return;
    }
    const std::uint64_t tag = found->second;
    waiting.erase(found);
    LiveItem& item = items.at(tag);
    item.waits = false;
    const auto others = followers.find(tag);
    if (others != followers.end() && !others->second.empty()) {
        item.ticket = others->second.back().ticket;
        item.keepAlive = others->second.back().keepAlive;
        item.waits = true;
        others->second.pop_back();
        waiting[keyOf(item.ticket)] = tag;
        return;
    }
    if (!item.stored && !item.ended) {
        // It waits for room, or for its end, and nobody will hear of it any more.
        const bool inside = item.processed;
        network.leaveAlone(item.ref);
        if (!inside && items.holds(tag)) {
            items.at(tag).ended = true;
        }
    }
    endIfDone(tag);
}

// -------------------------------------------------------------------------------------------------------------- frames

bool LiveService::Parts::onFramesBegin(Ticket ticket, const http::Request& head, const Peer& peer)
{
    if (!mayEnter(head) || draining) {
        draining ? refuse(ticket, false, 503, "draining", std::chrono::seconds(1))
                 : send(ticket, 401, json, R"({"status":"refused","reason":"a token is needed"})", false, "WWW-Authenticate: Bearer\r\n");
        return false;
    }
    auto batch = std::make_shared<FrameBatch>();
    batch->ticket = ticket;
    batch->keepAlive = head.keepAlive;
    batch->contentType = head.contentType;
    batch->path = head.path;
    std::uint16_t producer = network.external();
    outsideItem(head, peer, producer);
    batch->producer = producer;
    batches.emplace(keyOf(ticket), std::move(batch));
    return true;
}

void LiveService::Parts::onFrame(Ticket ticket, std::string_view payloadOfFrame, bool ownTicket, const Peer&)
{
    const auto found = ownTicket ? batches.end() : batches.find(keyOf(ticket));
    if (draining) {
        refuseFrame(ticket, found == batches.end() ? nullptr : found->second.get());
        return;
    }
    const std::uint64_t tag = items.add();
    LiveItem& item = items.at(tag);
    item.id = nextId++;
    item.ticket = ticket;
    item.waits = true;
    item.ownFrame = ownTicket;
    std::uint16_t producer = network.external();
    if (found != batches.end()) {
        item.batch = found->second;
        ++item.batch->frames;
        ++item.batch->waiting;
        producer = static_cast<std::uint16_t>(item.batch->producer);
    }
    if (keepsNotes) {
        item.message = std::make_unique<Message>();
        item.message->id = item.id;
        item.message->path = item.batch ? item.batch->path : "/";
        item.message->contentType = item.batch ? item.batch->contentType : "application/octet-stream";
        item.message->body.assign(payloadOfFrame);
        item.message->receivedAt = wallNow();
        item.reserved = static_cast<std::int64_t>(payloadOfFrame.size()) + overhead;
        payload += item.reserved;
    }
    OutsideItem outside;
    outside.tag = tag;
    outside.bytes = static_cast<std::int64_t>(payloadOfFrame.size());
    outside.created = network.now();
    bring(tag, producer, outside);
}

/// A frame that comes while the service takes nothing more; batch: null for framed TCP.
void LiveService::Parts::refuseFrame(Ticket ticket, FrameBatch* batch)
{
    constexpr std::string_view reason = "draining";
    if (batch == nullptr) {
        server->reply(ticket, answers.refusal(true, false, 503, reason, std::chrono::seconds(1)), true);
        return;
    }
    ++batch->frames;
    if (batch->refused++ == 0) {
        batch->reason.assign(reason);
    }
}

void LiveService::Parts::onFramesEnd(Ticket ticket)
{
    if (const auto found = batches.find(keyOf(ticket)); found != batches.end()) {
        const auto batch = found->second;
        batch->ended = true;
        settleBatch(batch);
    }
}

} // namespace highwater
