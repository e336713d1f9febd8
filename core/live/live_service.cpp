// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/live_service.h"

#include "live/live_scenario.h"
#include "live/live_service_parts.h"
#include "store/memory_store.h"
#include "store/sqlite_store.h"
#include "units/text.h"

#include <algorithm>
#include <chrono>

namespace highwater {

namespace {

/// Headers that are kept: what an upstream service may want to see, and what our own load generator says.
http::ChosenHeaders chosenHeaders()
{
    return std::make_shared<const std::vector<std::string>>(std::vector<std::string>{
        "accept", "content-encoding", "traceparent", "tracestate", "user-agent", "x-request-id", "x-highwater-producer", "x-highwater-intended",
        "x-highwater-attempt", "x-highwater-client", "x-highwater-priority"});
}

bool anyStage(const Scenario& scenario, bool (*is)(const StageNode&))
{
    return std::any_of(scenario.nodes.begin(), scenario.nodes.end(), [&](const Node& node) {
        return (node.stage() != nullptr && is(*node.stage())) || (node.balancer() != nullptr && is(node.balancer()->replica));
    });
}

} // namespace

LiveService::Parts::Parts(std::shared_ptr<const Scenario> which, LiveServiceOptions how, LiveHooks asks)
    : scenario(std::move(which)), options(std::move(how)), hooks(std::move(asks)),
      network(liveScenario(*scenario), options.series, [this](const OutsideNotice& notice) { told(notice); }), sleep([this] { beforeSleep(); })
{
    QObject::connect(&eventTimer, &QTimer::timeout, &context, [this] { sendEvents(); });
}

LiveService::Parts::~Parts()
{
    closing = true;
    spinner.reset();  // its threads post to the mailbox
    store.reset();    // so does the writer; it writes everything first
    mailbox.close();
    server.reset();   // tells of everybody who waits, which is nobody's concern any more
}

std::int64_t LiveService::Parts::wallNow() const
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<void> LiveService::Parts::open()
{
    mailbox.open();
    learn();
    if (auto opened = openStore(); !opened) {
        return opened;
    }
    if (auto listens = listen(); !listens) {
        return listens;
    }
    if (auto may = forwardsElsewhere(*scenario, address); !may) {
        return may;
    }
    if (auto learnt = learnForwards(); !learnt) {
        return learnt;
    }
    network.start();
    for (Message& message : store->recover()) {
        const std::uint64_t tag = items.add();
        LiveItem& item = items.at(tag);
        item.id = message.id;
        item.stored = true;
        item.reserved = static_cast<std::int64_t>(message.body.size());
        payload += item.reserved;
        OutsideItem outside;
        outside.tag = tag;
        outside.bytes = item.reserved;
        outside.priority = message.priority;
        outside.created = network.now();
        item.message = std::make_unique<Message>(std::move(message));
        ++recoveredCount;
        const OutsideRef ref = network.bringBack(network.external(), outside);
        if (items.holds(tag)) {
            items.at(tag).ref = ref;
        }
    }
    return {};
}

/// One store for the whole run: as soon as one stage keeps its items on disk, every message is there.
Result<void> LiveService::Parts::openStore()
{
    if (!durableStore) {
        MemoryOptions how;
        how.keyRetention = scenario->live.idempotency;
        store = std::make_unique<MemoryStore>(how);
    } else {
        SqliteOptions how;
        how.keyRetention = scenario->live.idempotency;
        const std::string& name = scenario->live.database;
        auto opened = SqliteStore::open((options.dataFolder.empty() ? options.folder : options.dataFolder) / (name.empty() ? scenario->name + ".sqlite" : name), how);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        store = std::move(*opened);
    }
    nextId = store->nextId();
    if (durableStore) {
        store->onCommit([this] { mailbox.post([this] { onCommitted(); }); });
    }
    return {};
}

Result<void> LiveService::Parts::listen()
{
    const LiveOptions& live = scenario->live;
    IngestOptions how;
    how.limits = live.limits;
    how.buffers = {live.sendBuffer, live.receiveBuffer, live.notSentLowat};
    if (!live.certificate.empty()) {
        how.certificate = (options.folder / live.certificate).string();
        how.key = (options.folder / live.key).string();
    }
    how.chosen = chosenHeaders();
    server = std::make_unique<IngestServer>(*this, std::move(how));
    auto at = server->listen({live.address, live.port});
    if (!at) {
        return tl::unexpected(at.error());
    }
    address = *at;
    within = address.address == "0.0.0.0" ? Endpoint{"127.0.0.1", address.port} : address.address == "::" ? Endpoint{"::1", address.port} : address;
    if (!live.certificate.empty()) {
        auto inside = server->listenWithin();
        if (!inside) {
            return tl::unexpected(inside.error());
        }
        within = *inside;
    }
    if (live.framesPort) {
        auto frames = server->listenToFrames({live.address, *live.framesPort});
        if (!frames) {
            return tl::unexpected(frames.error());
        }
        framesAddress = *frames;
    }
    return {};
}

/// What the scenario says about promises and about what must be kept.
void LiveService::Parts::learn()
{
    const auto& ofScenario = network.simulation().nodeOfScenario();
    entry = ofScenario[static_cast<std::size_t>(entryOf(*scenario, scenario->live.into))];
    promises.assign(network.simulation().nodes().size(), {});
    for (std::size_t i = 0; i < scenario->nodes.size(); ++i) {
        const Node& node = scenario->nodes[i];
        const StageNode* stage = node.stage() != nullptr ? node.stage() : node.balancer() != nullptr ? &node.balancer()->replica : nullptr;
        if (stage != nullptr) {
            promises[ofScenario[i]].acknowledge = stage->acknowledge;
        }
    }
    durableStore = durableStore || anyStage(*scenario, [](const StageNode& stage) { return stage.store == StageNode::Store::Sqlite; });
    keepsMessages = anyStage(*scenario, [](const StageNode& stage) { return stage.live.forward.has_value(); });
    keepsNotes = durableStore || keepsMessages;
    if (spinner == nullptr && anyStage(*scenario, [](const StageNode& stage) { return stage.live.spin.has_value(); })) {
        spinner = std::make_unique<Spinner>();
    }
}

/// Before the event loop sleeps: what this turn has brought goes to the disk as one group, and the answers to the kernel.
void LiveService::Parts::beforeSleep()
{
    constexpr int mostRounds = 4;
    for (int round = 0; round < mostRounds; ++round) {
        if (storeTouched) {
            storeTouched = false;
            store->flush();
            if (!durableStore) {
                store->committed();
            }
        }
        if (server) {
            server->goOn();
        }
        if (!network.planWakeUp()) {
            return;
        }
    }
}

LiveService::LiveService(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
LiveService::~LiveService() = default;

Result<std::unique_ptr<LiveService>> LiveService::open(std::shared_ptr<const Scenario> scenario, LiveServiceOptions options, LiveHooks hooks)
{
    auto parts = std::make_unique<Parts>(std::move(scenario), std::move(options), std::move(hooks));
    if (auto opened = parts->open(); !opened) {
        return tl::unexpected(opened.error());
    }
    return std::unique_ptr<LiveService>(new LiveService(std::move(parts)));
}

const Endpoint& LiveService::address() const
{
    return m_parts->address;
}

const std::optional<Endpoint>& LiveService::framesAddress() const
{
    return m_parts->framesAddress;
}

const Endpoint& LiveService::addressWithin() const
{
    return m_parts->within;
}

LiveNetwork& LiveService::network()
{
    return m_parts->network;
}

std::size_t LiveService::recovered() const
{
    return m_parts->recoveredCount;
}

LiveFigures LiveService::figures(bool withSockets) const
{
    LiveFigures figures;
    figures.connections = m_parts->server->connections();
    figures.heldBack = m_parts->server->heldBack();
    figures.refusedConnections = m_parts->server->refusedConnections();
    figures.requests = m_parts->server->requests();
    if (withSockets) {
        figures.bytes = m_parts->server->bytes();
    }
    figures.payload = m_parts->payload;
    figures.resident = residentBytes().value_or(0);
    figures.stored = m_parts->store->size();
    figures.onDisk = m_parts->durableStore ? figures.stored.bytes : 0;
    figures.storeFaults = m_parts->storeFaults;
    figures.unconfirmed = static_cast<std::int64_t>(m_parts->waiting.size());
    return figures;
}

Result<void> LiveService::change(std::shared_ptr<const Scenario> scenario)
{
    if (auto may = forwardsElsewhere(*scenario, m_parts->address); !may) {
        return may;
    }
    m_parts->scenario = std::move(scenario);
    m_parts->network.change(liveScenario(*m_parts->scenario));
    m_parts->learn();
    m_parts->server->setLimits(m_parts->scenario->live.limits);
    return m_parts->learnForwards();
}

void LiveService::follow(const Node& changed)
{
    const auto index = m_parts->scenario->find(changed.name);
    if (!index) {
        return;
    }
    auto next = std::make_shared<Scenario>(*m_parts->scenario);
    next->nodes[static_cast<std::size_t>(*index)] = changed;
    m_parts->scenario = std::move(next);
    m_parts->network.follow(m_parts->network.simulation().nodeOfScenario()[static_cast<std::size_t>(*index)], changed);
    m_parts->learn();
    [[maybe_unused]] const auto learnt = m_parts->learnForwards(); // urls were checked with the scenario
}

void LiveService::drain()
{
    m_parts->draining = true;
    m_parts->server->closeAfterAnswers();
    m_parts->server->stopListening();
}

bool LiveService::drained() const
{
    return m_parts->items.count() == 0 && m_parts->uncommitted.empty() && !m_parts->server->unsent();
}

} // namespace highwater
