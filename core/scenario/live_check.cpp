// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/live_check.h"

#include "scenario/data_files.h"
#include "scenario/document.h"
#include "scenario/endpoint.h"
#include "scenario/file_order.h"
#include "scenario/tree.h"
#include "units/text.h"

#include <algorithm>
#include <system_error>

namespace highwater {

namespace {

void refuse(Faults& faults, std::string where, std::string message)
{
    faults.push_back({Errc::Unsupported, std::move(where), std::move(message)});
}

std::string at(const std::string& pointer, std::initializer_list<std::string_view> names)
{
    std::string result = pointer;
    for (const std::string_view name : names) {
        result = pointerTo(result, name);
    }
    return result;
}

/// Where a route stands: "to" may be a list of routes or the only route itself.
std::string routeAt(const std::string& producer, std::size_t index, std::size_t routes, const Json* node)
{
    const std::string to = pointerTo(producer, "to");
    const Json* written = node != nullptr && node->is_object() && node->contains("to") ? &(*node)["to"] : nullptr;
    const bool list = written != nullptr ? written->is_array() : routes > 1;
    return list ? pointerTo(to, std::to_string(index)) : to;
}

void checkWire(Faults& faults, const Hop& hop, const std::string& route)
{
    const auto refuseWhen = [&](bool written, std::string_view name) {
        if (written) {
            refuse(faults, pointerTo(route, name),
                   "a live producer sends over a real socket, which has no " + inQuotes(name) +
                       " of the scenario; leave it out");
        }
    };
    refuseWhen(hop.latency > Duration::zero(), "latency");
    refuseWhen(hop.bandwidth.has_value(), "bandwidth");
    refuseWhen(hop.sendBuffer.has_value(), "sendBuffer");
    refuseWhen(hop.receiveBuffer.has_value(), "receiveBuffer");
    refuseWhen(hop.loss > 0.0, "loss");
    refuseWhen(!hop.outages.empty(), "outages");
}

/// Service times that a producer brings along say nothing to a stage whose work another service does.
void checkOwnService(Faults& faults, const ProducerNode& producer, const std::vector<Node>& nodes,
                     const std::string& pointer)
{
    for (const auto& [index, law] : producer.service) {
        const StageNode* stage = index >= 0 ? nodes[static_cast<std::size_t>(index)].stage() : nullptr;
        if (stage != nullptr && stage->live.forward) {
            const std::string& name = nodes[static_cast<std::size_t>(index)].name;
            refuse(faults, at(pointer, {"service", name}),
                   inQuotes(name) + " forwards its items, and how long that takes is up to the other service; leave "
                                    "it out");
        }
    }
}

void checkProducer(Faults& faults, const ProducerNode& producer, const std::vector<Node>& nodes,
                   const std::string& pointer, const Json* json)
{
    for (std::size_t i = 0; i < producer.to.size(); ++i) {
        if (producer.to[i].hop) {
            checkWire(faults, *producer.to[i].hop, routeAt(pointer, i, producer.to.size(), json));
        }
    }
    if (producer.arrivals.batch && producer.arrivals.wholeBatch) {
        refuse(faults, pointerTo(pointer, "arrivals"),
               "the requests of a live batch are let in one by one; write overflow=partial");
    }
    checkOwnService(faults, producer, nodes, pointer);
}

/// Work outside the engine goes on to its end: it cannot be interrupted, shared, stopped or made slower.
void checkWork(Faults& faults, const StageNode& stage, const std::string& pointer)
{
    using flow::Order;
    const bool forward = stage.live.forward.has_value();
    if (!forward && !stage.live.spin) {
        return;
    }
    const std::string work = inQuotes(forward ? "forward" : "spin");
    if (stage.queue.order == Order::PriorityPreemptive) {
        refuse(faults, at(pointer, {"queue", "order"}),
               work + " cannot be interrupted once it has begun; write order \"priority\"");
    }
    if (stage.queue.order == Order::ProcessorSharing) {
        refuse(faults, at(pointer, {"queue", "order"}),
               work + " cannot be shared between the workers; write order \"fifo\" and more workers");
    }
    if (!stage.outages.empty()) {
        refuse(faults, at(pointer, {"workers", "outages"}),
               work + " cannot be stopped once it has begun; leave the outages out, or write \"service\"");
    }
    if (forward && !stage.speeds.empty()) {
        refuse(faults, at(pointer, {"workers", "speeds"}),
               "how long \"forward\" takes is up to the other service; leave \"speeds\" out");
    }
    if (forward && stage.failures && stage.failures->mode == flow::FailurePolicy::Mode::Slow) {
        refuse(faults, at(pointer, {"workers", "failures", "mode"}),
               "how long \"forward\" takes is up to the other service; write mode \"error\" or \"hang\"");
    }
}

void checkStage(Faults& faults, const StageNode& stage, const std::string& pointer)
{
    checkWork(faults, stage, pointer);
    if (stage.acknowledge == StageNode::Acknowledge::Durable && stage.store != StageNode::Store::Sqlite) {
        refuse(faults, pointerTo(pointer, "acknowledge"),
               "\"durable\" promises that no item is lost, but memory is lost with the process; write \"store\": "
               "\"sqlite\" in the queue, or acknowledge \"enqueued\"");
    }
}

/// Replicas come and go, and what one of them has kept would wait for it in vain.
void checkReplica(Faults& faults, const StageNode& replica, const std::string& pointer)
{
    checkWork(faults, replica, pointer);
    if (replica.store == StageNode::Store::Sqlite) {
        refuse(faults, at(pointer, {"queue", "store"}),
               "a replica comes and goes, and so does its queue; write \"memory\", and keep the items in a stage "
               "before the balancer");
    } else if (replica.acknowledge == StageNode::Acknowledge::Durable) {
        refuse(faults, pointerTo(pointer, "acknowledge"),
               "the queue of a replica is not durable; write \"enqueued\", and keep the items in a stage before the "
               "balancer");
    }
}

Faults faultsOf(const Node& node, const std::vector<Node>& nodes, const Json* json)
{
    Faults faults;
    const std::string pointer = pointerTo("/nodes", node.name);
    if (node.producer() != nullptr) {
        checkProducer(faults, *node.producer(), nodes, pointer, json);
    } else if (node.stage() != nullptr) {
        checkStage(faults, *node.stage(), pointer);
    } else if (node.balancer() != nullptr) {
        checkReplica(faults, node.balancer()->replica, at(pointer, {"replicas", "template"}));
    }
    return faults;
}

/// The place of a change in the file, whose list need not be in the order of time.
std::string changeAt(const Scenario& scenario, std::size_t index, const Json* root)
{
    const Json* list = root != nullptr && root->contains("schedule") ? &(*root)["schedule"] : nullptr;
    std::vector<std::pair<Instant, std::size_t>> places;
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const auto time = parseDuration((*list)[i]["at"].get<std::string>());
        places.emplace_back(runStart + time.value_or(Duration::zero()), i);
    }
    std::stable_sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const std::size_t place = places.size() == scenario.schedule.size() ? places[index].second : index;
    return at({}, {"schedule", std::to_string(place), "to"});
}

/// A change may do nothing that the file itself could not, and what waits stays where it is.
void checkSchedule(Faults& faults, const Scenario& scenario, const Json* root)
{
    std::vector<Node> nodes = scenario.nodes;
    for (std::size_t i = 0; i < scenario.schedule.size(); ++i) {
        const ScheduledChange& change = scenario.schedule[i];
        Node& node = nodes[static_cast<std::size_t>(change.node)];
        const Faults before = faultsOf(node, nodes, nullptr);
        const StageNode* was = node.stage();
        if (was != nullptr && change.after.stage() != nullptr && was->store != change.after.stage()->store) {
            refuse(faults, changeAt(scenario, i, root),
                   "the items that wait stay in the store that they are in; it cannot be changed during a live run");
        }
        node = change.after;
        for (const Error& fault : faultsOf(node, nodes, nullptr)) {
            const bool known = std::any_of(before.begin(), before.end(), [&](const Error& one) {
                return one.where == fault.where && one.message == fault.message;
            });
            if (!known) {
                refuse(faults, changeAt(scenario, i, root), fault.where + ": " + fault.message);
            }
        }
    }
}

void checkGuard(Faults& faults, const LiveOptions& live)
{
    if (isLoopback(live.address)) {
        return;
    }
    const bool tls = !live.certificate.empty();
    if (!tls || live.token.empty()) {
        const std::string missing = !tls && live.token.empty() ? "\"tls\" and a \"token\""
                                    : tls                      ? "a \"token\""
                                                               : "\"tls\"";
        refuse(faults, "/live/listen",
               "other machines reach " + writeEndpoint({live.address, live.port}) + ", which needs " + missing +
                   "; or listen on 127.0.0.1");
    }
    if (live.framesPort) {
        refuse(faults, "/live/framesPort",
               "framed TCP knows neither TLS nor a token, and other machines reach it; POST the frames to " +
                   live.framesPath + ", or listen on 127.0.0.1");
    }
}

void checkFiles(Faults& faults, const LiveOptions& live, const std::filesystem::path& folder)
{
    const auto take = [&](const Result<std::filesystem::path>& file, std::string where) {
        if (!file) {
            faults.push_back({file.error().code, std::move(where), file.error().message});
        }
    };
    if (!live.certificate.empty()) {
        take(fileInFolder(folder, live.certificate), "/live/tls/certificate");
        take(fileInFolder(folder, live.key), "/live/tls/key");
    }
    if (live.database.empty()) {
        return;
    }
    const auto database = locateInFolder(folder, live.database);
    std::error_code code;
    take(database, "/live/database");
    if (database && std::filesystem::exists(*database, code) && !std::filesystem::is_regular_file(*database, code)) {
        faults.push_back({Errc::Io, "/live/database", inQuotes(live.database) + " is not a file"});
    }
}

} // namespace

Faults whyNotLive(const Scenario& scenario, const Document* document, LiveAccess access)
{
    const Json* root = document != nullptr ? &document->tree().json : nullptr;
    const Json* nodes = root != nullptr && root->contains("nodes") ? &(*root)["nodes"] : nullptr;
    Faults faults;
    for (const Node& node : scenario.nodes) {
        const Json* json = nodes != nullptr && nodes->contains(node.name) ? &(*nodes)[node.name] : nullptr;
        const Faults more = faultsOf(node, scenario.nodes, json);
        faults.insert(faults.end(), more.begin(), more.end());
    }
    checkSchedule(faults, scenario, root);
    if (access == LiveAccess::Guarded) {
        checkGuard(faults, scenario.live);
    }
    if (document != nullptr) {
        checkFiles(faults, scenario.live, document->folder());
        sortByPlace(faults, *root);
    }
    return faults;
}

} // namespace highwater
