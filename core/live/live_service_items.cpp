// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of the items of a live service: promises that are kept, and answers that tell of them.
#include "live/live_service_parts.h"

#include <algorithm>

namespace highwater {

namespace {

constexpr auto againTime = std::chrono::milliseconds(500);

struct Ending
{
    int status;
    std::string_view reason;
};

Ending endingOf(OutsideNotice::Loss loss)
{
    switch (loss) {
    case OutsideNotice::Loss::Dropped:
        return {503, "dropped"};
    case OutsideNotice::Loss::Expired:
        return {504, "expired"};
    case OutsideNotice::Loss::Failed:
        break;
    }
    return {502, "failed"};
}

} // namespace

void LiveService::Parts::told(const OutsideNotice& notice)
{
    switch (notice.kind) {
    case OutsideNotice::Kind::Accepted:
        accepted(notice.tag, notice.node);
        break;
    case OutsideNotice::Kind::Refused:
        refused(notice.tag, notice.refusal);
        break;
    case OutsideNotice::Kind::Completed:
        completed(notice.tag);
        break;
    case OutsideNotice::Kind::Lost:
        lost(notice.tag, notice.loss);
        break;
    case OutsideNotice::Kind::Work:
        work(notice);
        break;
    }
}

void LiveService::Parts::accepted(std::uint64_t tag, std::uint16_t node)
{
    LiveItem& item = items.at(tag);
    const auto promise = node < promises.size() ? promises[node].acknowledge : StageNode::Acknowledge::Enqueued;
    item.processed = promise == StageNode::Acknowledge::Processed;
    item.durable = promise == StageNode::Acknowledge::Durable && durableStore;
    // What an earlier process has left is in the store already.
    if (item.message && !item.stored && (keepsNotes || !item.processed)) {
        insert(item, tag);
    }
    if (!item.processed && !item.durable) {
        confirm(item);
    }
    if (!item.message || (!keepsMessages && !item.uncommitted && !item.processed)) {
        letGo(item);
    }
}

void LiveService::Parts::insert(LiveItem& item, std::uint64_t tag)
{
    store->insert(*item.message);
    item.stored = true;
    storeTouched = true;
    if (durableStore) {
        item.uncommitted = true;
        uncommitted.push_back(tag);
    }
}

void LiveService::Parts::refused(std::uint64_t tag, const flow::Refusal& refusal)
{
    LiveItem& item = items.at(tag);
    decline(item, statusOf(refusal.reason), nameOf(refusal.reason), refusal.retryAfter);
    item.ended = true;
    endIfDone(tag);
}

void LiveService::Parts::completed(std::uint64_t tag)
{
    LiveItem& item = items.at(tag);
    if (item.processed && !item.stored && item.message) {
        insert(item, tag); // its key is remembered from now on
    }
    if (item.stored) {
        store->finish(item.id);
        storeTouched = true;
    }
    if (item.processed) {
        confirm(item);
    }
    item.ended = true;
    endIfDone(tag);
}

/// Policies of the scenario throw items away, confirmed or not, and work fails: what the store knows goes to the dead letters.
void LiveService::Parts::lost(std::uint64_t tag, OutsideNotice::Loss loss)
{
    LiveItem& item = items.at(tag);
    const Ending ending = endingOf(loss);
    if (item.stored) {
        store->bury(item.id, item.reason.empty() ? ending.reason : std::string_view(item.reason), wallNow());
        storeTouched = true;
    }
    if (item.processed) {
        decline(item, ending.status, item.reason.empty() ? ending.reason : std::string_view(item.reason), {});
    }
    item.ended = true;
    endIfDone(tag);
}

void LiveService::Parts::onCommitted()
{
    for (const MessageStore::Committed& each : store->committed()) {
        const std::uint64_t tag = uncommitted.front();
        uncommitted.pop_front();
        LiveItem& item = items.at(tag);
        item.uncommitted = false;
        if (each.fault) {
            ++storeFaults;
            commitFailed(tag, *each.fault);
        } else if (item.durable) {
            confirm(item);
        }
        if (item.heldAt) {
            workOnHeld(tag, !each.fault || !item.durable);
        }
        if (!keepsMessages && !item.uncommitted && !item.processed && std::find(toInsert.begin(), toInsert.end(), tag) == toInsert.end()) {
            letGo(item);
        }
        endIfDone(tag);
    }
}

/// Who waits for the disk is told that it was in vain. What was confirmed before is tried again until the disk has it.
void LiveService::Parts::commitFailed(std::uint64_t tag, const Error& fault)
{
    LiveItem& item = items.at(tag);
    item.stored = false;
    if (item.durable) {
        decline(item, 503, fault.message, std::chrono::seconds(1));
        network.leaveAlone(item.ref);
        return;
    }
    if (item.ended || !item.message) {
        return;
    }
    if (toInsert.empty()) {
        agenda.at(steadyNow() + againTime, [this] { insertAgain(); });
    }
    toInsert.push_back(tag);
}

void LiveService::Parts::insertAgain()
{
    for (const std::uint64_t tag : std::exchange(toInsert, {})) {
        if (items.holds(tag) && items.at(tag).message && !items.at(tag).ended) {
            insert(items.at(tag), tag);
        } else if (items.holds(tag)) {
            endIfDone(tag);
        }
    }
}

void LiveService::Parts::confirm(LiveItem& item)
{
    item.keepAlive = staysOpen(item.keepAlive);
    if (item.batch) {
        if (item.waits) {
            item.waits = false;
            --item.batch->waiting;
            settleBatch(item.batch);
        }
    } else if (item.waits) {
        item.waits = false;
        waiting.erase(keyOf(item.ticket));
        server->reply(item.ticket, answers.confirmation(item), !item.keepAlive);
    }
    for (const Follower& each : takeFollowers(item)) {
        LiveItem same;
        same.id = item.id;
        same.keepAlive = staysOpen(each.keepAlive);
        server->reply(each.ticket, answers.confirmation(same), !same.keepAlive);
    }
}

void LiveService::Parts::decline(LiveItem& item, int status, std::string_view reason, Duration retryAfter)
{
    item.keepAlive = staysOpen(item.keepAlive);
    if (item.batch) {
        if (item.waits) {
            item.waits = false;
            --item.batch->waiting;
            if (item.batch->refused++ == 0) {
                item.batch->reason.assign(reason);
            }
            settleBatch(item.batch);
        }
    } else if (item.waits) {
        item.waits = false;
        waiting.erase(keyOf(item.ticket));
        server->reply(item.ticket, answers.refusal(item.ownFrame, item.keepAlive, status, reason, retryAfter), !item.keepAlive);
    }
    for (const Follower& each : takeFollowers(item)) {
        refuse(each.ticket, each.keepAlive, status, reason, retryAfter);
    }
}

/// The fate of an item is known: its key is not under way any more, and whoever has sent the same request meanwhile is told as well.
std::vector<LiveService::Parts::Follower> LiveService::Parts::takeFollowers(const LiveItem& item)
{
    std::vector<Follower> taken;
    const auto key = item.message && !item.message->key.empty() ? keysUnderWay.find(item.message->key) : keysUnderWay.end();
    if (key == keysUnderWay.end()) {
        return taken;
    }
    if (const auto others = followers.find(key->second); others != followers.end()) {
        taken = std::move(others->second);
        followers.erase(others);
    }
    keysUnderWay.erase(key);
    return taken;
}

void LiveService::Parts::settleBatch(const std::shared_ptr<FrameBatch>& batch)
{
    if (batch->ended && batch->waiting == 0 && !batch->gone) {
        batch->gone = true;
        batch->keepAlive = staysOpen(batch->keepAlive);
        server->reply(batch->ticket, answers.batch(*batch), !batch->keepAlive);
        batches.erase(keyOf(batch->ticket));
    }
}

/// Nobody needs its body any more.
void LiveService::Parts::letGo(LiveItem& item)
{
    payload -= std::exchange(item.reserved, 0);
    item.message.reset();
}

void LiveService::Parts::endIfDone(std::uint64_t tag)
{
    LiveItem& item = items.at(tag);
    if (!item.ended || item.uncommitted || item.waits) {
        return;
    }
    if (item.message && !item.message->key.empty()) {
        const auto known = keysUnderWay.find(item.message->key);
        if (known != keysUnderWay.end() && known->second == tag) {
            keysUnderWay.erase(known);
            followers.erase(tag);
        }
    }
    std::erase(toInsert, tag);
    letGo(item);
    items.remove(tag);
}

} // namespace highwater
