// SPDX-License-Identifier: GPL-3.0-or-later
// Work of a live service that is more than waiting: POSTs to other services, and CPU time.
#include "live/http_client.h"
#include "live/live_service_parts.h"
#include "units/text.h"

#include <algorithm>

namespace highwater {

namespace {

constexpr std::int64_t mostTries = 4096; ///< of a stage whose workers are unlimited, at once

int concurrencyOf(const StageNode& stage)
{
    return static_cast<int>(std::clamp<std::int64_t>(stage.workers ? *stage.workers * stage.concurrency : mostTries, 1, mostTries));
}

/// Whether a url leads back to the service itself: every item would come again for ever.
bool isSelf(const std::string& url, const Endpoint& self)
{
    const auto target = HttpAddress::parse(url);
    if (!target || target->port != self.port) {
        return false;
    }
    return target->host == self.address || ((target->host == "localhost" || isLoopback(target->host)) && (isLoopback(self.address) || self.address == "0.0.0.0" || self.address == "::"));
}

} // namespace

Result<void> forwardsElsewhere(const Scenario& with, const Endpoint& address)
{
    for (const Node& node : with.nodes) {
        const StageNode* stage = node.balancer() != nullptr ? &node.balancer()->replica : node.stage();
        if (stage != nullptr && stage->live.forward && isSelf(stage->live.forward->url, address)) {
            return failure(Errc::Unsupported, "/nodes/" + node.name + (node.stage() != nullptr ? "" : "/replicas/template") + "/workers/forward/url",
                           inQuotes(stage->live.forward->url) + " is this very run: each item would come back for ever; write another service");
        }
    }
    return {};
}

/// Forwarders as the scenario has them; work that stages no longer have is given up.
Result<void> LiveService::Parts::learnForwards()
{
    Result<void> outcome;
    std::vector<std::uint16_t> known;
    for (std::size_t i = 0; i < scenario->nodes.size(); ++i) {
        const Node& config = scenario->nodes[i];
        const std::uint16_t node = network.simulation().nodeOfScenario()[i];
        const std::string pointer = "/nodes/" + config.name;
        const auto learn = [&](std::uint16_t stage, const StageNode& with, const std::string& where) {
            known.push_back(stage);
            if (auto learnt = learnForward(stage, with); !learnt) {
                outcome = failure(learnt.error().code, where, learnt.error().message);
            }
        };
        if (config.stage() != nullptr && config.stage()->live.forward) {
            learn(node, *config.stage(), pointer + "/workers/forward/url");
        } else if (config.balancer() != nullptr && config.balancer()->replica.live.forward) {
            for (const std::uint16_t replica : network.replicasOf(node)) {
                learn(replica, config.balancer()->replica, pointer + "/replicas/template/workers/forward/url");
            }
        }
    }
    for (auto each = forwards.begin(); each != forwards.end();) {
        if (std::find(known.begin(), known.end(), each->first) != known.end()) {
            ++each;
            continue;
        }
        const auto inside = std::move(each->second.inside);
        each = forwards.erase(each);
        for (const auto& [id, work] : inside) {
            network.endWork(work.first, true);
        }
    }
    return outcome;
}

Result<void> LiveService::Parts::learnForward(std::uint16_t node, const StageNode& stage)
{
    ForwardStage& there = forwards[node];
    if (there.forwarder) {
        return there.forwarder->configure(*stage.live.forward, concurrencyOf(stage));
    }
    Forwarder::Listener listener;
    listener.onTry = [this](std::uint64_t id, std::uint32_t attempt) {
        store->begin(id, attempt);
        storeTouched = true;
    };
    listener.onEnd = [this, &there](const Delivery& delivery) { delivered(there, delivery); };
    auto made = Forwarder::create(*stage.live.forward, concurrencyOf(stage), scenario->seed + node, std::move(listener), agenda);
    if (!made) {
        return tl::unexpected(made.error());
    }
    there.forwarder = std::move(*made);
    return {};
}

void LiveService::Parts::work(const OutsideNotice& notice)
{
    const auto forward = forwards.find(notice.node);
    if (forward != forwards.end() && forward->second.forwarder) {
        LiveItem& item = items.at(notice.tag);
        if (!item.message) {
            item.reason = "it came when nothing was forwarded, and its body was not kept";
            agenda.at(steadyNow(), [this, ref = notice.ref] { network.endWork(ref, true); });
            return;
        }
        forward->second.inside.emplace(item.id, std::pair(notice.ref, notice.tag));
        // Nothing must have been done in the name of a key that a crash makes forget: its message would come again as another one.
        if (item.uncommitted && !item.message->key.empty()) {
            item.heldAt = notice.node;
        } else {
            forward->second.forwarder->deliver(*item.message);
        }
        return;
    }
    if (spinner) {
        spinner->submit(notice.work, [this, ref = notice.ref] { mailbox.post([this, ref] { network.endWork(ref, false); }); });
        return;
    }
    // A stage that has lost its forward while the item was on its way.
    agenda.at(steadyNow() + notice.work, [this, ref = notice.ref] { network.endWork(ref, false); });
}

/// The disk has a message whose work has waited for it; or will not have it, and nobody counts on it.
void LiveService::Parts::workOnHeld(std::uint64_t tag, bool wanted)
{
    LiveItem& item = items.at(tag);
    const auto forward = item.heldAt ? forwards.find(*item.heldAt) : forwards.end();
    item.heldAt.reset();
    if (forward == forwards.end()) {
        return;
    }
    const auto found = forward->second.inside.find(item.id);
    if (found == forward->second.inside.end()) {
        return; // the forward was taken away meanwhile
    }
    if (wanted) {
        forward->second.forwarder->deliver(*item.message);
        return;
    }
    const OutsideRef ref = found->second.first;
    forward->second.inside.erase(found);
    network.endWork(ref, true);
}

void LiveService::Parts::delivered(ForwardStage& stage, const Delivery& delivery)
{
    const auto found = stage.inside.find(delivery.id);
    if (found == stage.inside.end()) {
        return;
    }
    const auto [ref, tag] = found->second;
    stage.inside.erase(found);
    LiveItem& item = items.at(tag);
    if (!delivery.delivered) {
        item.reason = delivery.reason;
    }
    if (item.message) {
        item.message->attempts = delivery.attempts;
    }
    network.endWork(ref, !delivery.delivered);
}

} // namespace highwater
