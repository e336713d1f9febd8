// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/live_engine.h"

#include "live/http_text.h"
#include "live/live_scenario.h"
#include "run/experiment.h"
#include "run/results_json.h"
#include "scenario/tree.h"

#include <algorithm>
#include <chrono>

namespace highwater {

namespace {

constexpr auto frameTime = std::chrono::milliseconds(16);
constexpr auto idleTime = std::chrono::milliseconds(100); ///< between two looks while nobody watches
constexpr auto statisticsTime = std::chrono::milliseconds(200);
constexpr auto bytesTime = std::chrono::milliseconds(500);
constexpr std::size_t bytesKept = 1200; ///< ten minutes

bool durable(const Scenario& scenario)
{
    return std::any_of(scenario.nodes.begin(), scenario.nodes.end(),
                       [](const Node& node) { return node.stage() != nullptr && node.stage()->store == StageNode::Store::Sqlite; });
}

std::string curlLine(const std::string& url, const LiveOptions& live)
{
    const std::string token = live.token.empty() || isLoopback(live.address) ? "" : " -H 'Authorization: Bearer " + live.token + "'";
    return "curl" + token + " -d '{\"message\":\"hi\"}' " + url + "/leads";
}

} // namespace

Checked<Scenario> readForLive(const Document& document, LiveAccess access)
{
    auto scenario = readScenario(document);
    if (!scenario) {
        return scenario;
    }
    Faults faults = whyNotLive(*scenario, &document, access);
    if (!faults.empty()) {
        return tl::unexpected(std::move(faults));
    }
    return scenario;
}

Checked<std::unique_ptr<LiveService>> LiveRun::Engine::openService(const std::shared_ptr<const Scenario>& with)
{
    LiveServiceOptions how;
    how.folder = folder;
    how.dataFolder = options.dataFolder;
    how.series = series;
    LiveHooks hooks;
    hooks.snapshot = [this](const Simulation&) {
        const std::array<Report, 1> one{report()};
        return resultsJson(one, true);
    };
    hooks.change = [this](const ParameterChanges& asked) { return patch(asked); };
    auto opened = LiveService::open(with, how, hooks);
    if (!opened) {
        Error fault = opened.error();
        if (fault.where == writeEndpoint({with->live.address, with->live.port})) {
            fault = {fault.code, "/live/listen", fault.where + ": " + fault.message};
        }
        return tl::unexpected(Faults{std::move(fault)});
    }
    return std::move(*opened);
}

Checked<void> LiveRun::Engine::begin(std::uint64_t newSeed)
{
    Document standingDocument;
    {
        const std::lock_guard lock(mutex);
        standingDocument = document;
    }
    auto read = readForLive(standingDocument, options.access);
    if (!read) {
        return tl::unexpected(read.error());
    }
    seed = newSeed;
    const bool again = generation > 0;
    read->seed = seed;
    if (again) { // clients know where it is
        read->live.address = address.address;
        read->live.port = address.port;
        read->live.framesPort = framesAddress ? std::optional(framesAddress->port) : std::nullopt;
    } else if (options.listen) {
        read->live.address = options.listen->address;
        read->live.port = options.listen->port;
    }
    end();
    scenario = std::make_shared<const Scenario>(*read);
    series = seriesFor(*scenario);
    auto opened = openService(scenario);
    if (!opened && options.anyPort && !again && opened.error().front().where == "/live/listen" && scenario->live.port != 0) {
        read->live.port = 0;
        scenario = std::make_shared<const Scenario>(*read);
        opened = openService(scenario);
    }
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    service = std::move(*opened);
    if (!again) { // others may read these from now on
        isDurable = durable(*scenario);
        address = service->address();
        framesAddress = service->framesAddress();
    }
    recovered = service->recovered();
    draining = false;
    drained = false;
    views.forget();
    standing = {};
    changes.clear();
    changesNoted = 0;
    bytes.clear();
    bytesShown = std::make_shared<std::vector<ByteSample>>();
    shown = nullptr;
    eventsBefore = 0;
    producers.clear();
    for (const Node& node : scenario->nodes) {
        if (node.producer() != nullptr) {
            producers.push_back(node);
        }
    }
    ++generation;
    if (options.producers) {
        LoadOptions loads;
        if (!scenario->live.token.empty()) {
            http::appendHeader(loads.headers, "Authorization", "Bearer " + scenario->live.token);
        }
        loads.seed = seed;
        loads.begin = std::chrono::time_point_cast<std::chrono::nanoseconds>(service->network().steadyAt(runStart));
        load = std::make_unique<LoadGenerator>(loads);
        setProducers();
        load->start();
    }
    agenda = std::make_unique<Agenda>();
    tick();
    return {};
}

void LiveRun::Engine::end()
{
    load.reset();
    agenda.reset();
    service.reset();
}

void LiveRun::Engine::setProducers()
{
    if (!load) {
        return;
    }
    const std::string base = "http://" + writeEndpoint(service->addressWithin()) + "/";
    for (const Node& node : producers) {
        [[maybe_unused]] const auto set = load->set(node.name, *node.producer(), base);
    }
}

void LiveRun::Engine::tick()
{
    noteScheduledChanges();
    const SteadyTime now = steadyNow();
    if (now >= nextBytes && (taken.load() || !bytes.empty())) { // somebody looks, or did
        sampleBytes();
        nextBytes = now + bytesTime;
    }
    if (draining) {
        drained.store(service->drained());
    }
    if (urgent || (running && taken.load())) {
        publish();
    }
    const bool watched = taken.load() || draining || urgent;
    agenda->at(now + (watched ? frameTime : idleTime), [this] { tick(); });
}

/// The engine makes the changes of the schedule itself; those of producers concern the real clients.
void LiveRun::Engine::noteScheduledChanges()
{
    const Simulation& simulation = service->network().simulation();
    const auto& schedule = scenario->schedule;
    for (; changesNoted < std::min(simulation.changesMade(), schedule.size()); ++changesNoted) {
        const ScheduledChange& change = schedule[changesNoted];
        changes.push_back({static_cast<int>(changes.size()) + 1, change.at, labelOf(change), false});
        shown = nullptr;
        if (change.after.producer() == nullptr) {
            service->follow(change.after);
        }
        for (Node& producer : producers) {
            if (producer.name == change.after.name && change.after.producer() != nullptr) {
                producer = change.after;
                setProducers();
            }
        }
    }
}

/// The nodes as they stand; clients from outside are the last one.
std::shared_ptr<const Scenario> LiveRun::Engine::shownScenario() const
{
    const Simulation& simulation = service->network().simulation();
    auto copy = std::make_shared<Scenario>(simulation.scenario());
    for (std::size_t i = 0; i < copy->nodes.size(); ++i) {
        copy->nodes[i] = *simulation.nodes()[simulation.nodeOfScenario()[i]].config;
        for (const Node& producer : producers) {
            if (producer.name == copy->nodes[i].name) {
                copy->nodes[i] = producer;
            }
        }
    }
    return copy;
}

void LiveRun::Engine::publish()
{
    if (!shown) {
        shown = shownScenario();
    }
    service->network().advance();
    const Simulation& simulation = service->network().simulation();
    const SteadyTime now = steadyNow();
    const bool fresh = now >= nextStatistics || !running;
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->scenario = shown;
    snapshot->mode = Mode::Measured;
    snapshot->state = !simulation.trouble().empty() ? RunState::Stopped : running ? RunState::Running : RunState::Paused;
    snapshot->seed = seed;
    snapshot->generation = generation;
    snapshot->rateWindow = rateWindowOf(series);
    snapshot->speedReached = 1;
    views.fill(simulation, fresh, *snapshot);
    if (fresh) {
        const double seconds = std::chrono::duration<double>(statisticsTime + (now - nextStatistics)).count();
        eventsPerSecond = seconds < 10 ? static_cast<double>(simulation.events() - eventsBefore) / seconds : 0.0;
        eventsBefore = simulation.events();
        nextStatistics = now + statisticsTime;
    }
    snapshot->eventsPerSecond = eventsPerSecond;
    snapshot->changes = changes;
    snapshot->trouble = simulation.trouble();
    addProducers(*snapshot);
    snapshot->live = liveView();
    urgent = false;
    {
        const std::lock_guard lock(mutex);
        latest = std::move(snapshot);
    }
    taken.store(false);
}

/// What the real clients do at their own end: what they wanted to send, hold back or throw away.
void LiveRun::Engine::addProducers(Snapshot& snapshot)
{
    snapshot.nodes[snapshot.scenario->nodes.size() - 1].fromOutside = true;
    if (!load) {
        return;
    }
    const LoadSnapshot figures = load->snapshot();
    for (NodeView& view : snapshot.nodes) {
        const auto at = std::find_if(figures.producers.begin(), figures.producers.end(), [&](const auto& each) { return each.first == view.name; });
        const auto node = std::find_if(producers.begin(), producers.end(), [&](const Node& each) { return each.name == view.name; });
        if (!view.isProducer || at == figures.producers.end() || node == producers.end()) {
            continue;
        }
        const LoadFigures& mine = at->second;
        view.wantedRate = meanRateOf(node->producer()->arrivals).value_or(0.0);
        view.totals.refused = mine.shed;
        view.totals.offered = view.totals.accepted + mine.shed;
        view.held = mine.pressed ? 1 : 0;
        if (mine.pressed) {
            view.inState = snapshot.now - heldSince.try_emplace(view.name, snapshot.now).first->second;
        } else {
            heldSince.erase(view.name);
        }
        if (mine.pressed && view.offeredRate < 0.5 * view.wantedRate) {
            view.state = NodeState::Waiting;
        }
    }
}

LiveView LiveRun::Engine::liveView() const
{
    const LiveFigures figures = service->figures();
    LiveView view;
    view.url = url();
    view.curl = curlLine(view.url, scenario->live);
    view.framesUrl = framesAddress ? writeEndpoint(*framesAddress) : "";
    view.connections = figures.connections;
    view.heldBack = figures.heldBack;
    view.refusedConnections = figures.refusedConnections;
    view.requests = figures.requests;
    view.unconfirmed = figures.unconfirmed;
    view.resident = figures.resident;
    view.stored = figures.stored.messages;
    view.dead = figures.stored.dead;
    view.storeFaults = figures.storeFaults;
    view.draining = draining;
    view.bytes = bytesShown;
    return view;
}

void LiveRun::Engine::sampleBytes()
{
    const LiveFigures figures = service->figures(true);
    const Simulation& simulation = service->network().simulation();
    ByteSample sample;
    sample.at = toSeconds(service->network().now() - runStart);
    const auto put = [&](BytePlace place, auto count) { sample.bytes[static_cast<std::size_t>(place)] = static_cast<double>(count); };
    std::int64_t queues = 0;
    for (const SimNode& node : simulation.nodes()) {
        queues += node.isProducer ? 0 : simulation.stageAt(node).flow.queue().bytes();
    }
    put(BytePlace::ReceiveBuffer, figures.bytes.inKernel);
    put(BytePlace::Reading, figures.bytes.read);
    put(BytePlace::Queues, queues);
    put(BytePlace::Disk, figures.onDisk);
    put(BytePlace::SendBuffer, figures.bytes.toSend);
    sample.resident = static_cast<double>(figures.resident);
    bytes.push_back(sample);
    if (bytes.size() > bytesKept) {
        bytes.pop_front();
    }
    bytesShown = std::make_shared<std::vector<ByteSample>>(bytes.begin(), bytes.end());
}

Report LiveRun::Engine::report() const
{
    const Simulation& simulation = service->network().simulation();
    Experiment experiment;
    auto covered = std::make_shared<Scenario>(simulation.scenario());
    covered->duration = std::max<Duration>(simulation.now() - runStart, std::chrono::nanoseconds(1));
    experiment.scenario = covered;
    experiment.options.seed = seed;
    experiment.runs.push_back(simulation.results());
    experiment.wallSeconds = toSeconds(covered->duration);
    experiment.trouble = simulation.trouble();
    Report report = reportOf(experiment);
    report.mode = Mode::Measured;
    return report;
}

/// Any thread: whether the run can go on with another version of the scenario.
Checked<Scenario> LiveRun::Engine::mayBecome(const Document& next) const
{
    auto whole = readForLive(next, options.access);
    if (whole && durable(*whole) != isDurable) {
        const auto changed = std::find_if(whole->nodes.begin(), whole->nodes.end(), [&](const Node& node) {
            return node.stage() != nullptr && (node.stage()->store == StageNode::Store::Sqlite) != isDurable;
        });
        return tl::unexpected(Faults{{Errc::Unsupported, pointerTo("/nodes", changed->name) + "/queue/store",
                                      "the store of a live run is opened at its begin; save this, and start the live run anew"}});
    }
    if (whole) {
        if (auto may = forwardsElsewhere(*whole, address); !may) {
            return tl::unexpected(Faults{may.error()});
        }
    }
    return whole;
}

Checked<void> LiveRun::Engine::change(const Document& next, const Document& before, std::string_view label)
{
    auto whole = mayBecome(next);
    auto changed = whole ? standing.scenarioAfter(next, before, *whole, service->network().simulation().now()) : std::move(whole);
    if (!changed) {
        return tl::unexpected(changed.error());
    }
    changed->seed = seed;
    changed->live.address = address.address;
    changed->live.port = address.port;
    std::vector<Node> fresh;
    for (const Node& node : changed->nodes) {
        if (node.producer() != nullptr) {
            fresh.push_back(node);
        }
    }
    const auto asked = std::make_shared<const Scenario>(std::move(*changed));
    if (auto done = service->change(asked); !done) {
        return tl::unexpected(Faults{done.error()});
    }
    scenario = asked;
    for (const Node& old : producers) {
        if (load && std::none_of(fresh.begin(), fresh.end(), [&](const Node& node) { return node.name == old.name; })) {
            load->remove(old.name);
        }
    }
    producers = std::move(fresh);
    setProducers();
    service->network().restartWindow();
    changesNoted = service->network().simulation().changesMade();
    views.forget();
    shown = nullptr;
    urgent = true;
    if (!label.empty()) {
        changes.push_back({static_cast<int>(changes.size()) + 1, service->network().simulation().now(), std::string(label), true});
    }
    return {};
}

/// The run cannot go on: its last picture stays, and says why.
void LiveRun::Engine::fail(const Faults& faults)
{
    const std::lock_guard lock(mutex);
    auto last = std::make_shared<Snapshot>(*latest);
    last->state = RunState::Stopped;
    last->trouble = faults.front().where + ": " + faults.front().message;
    latest = std::move(last);
}

Checked<void> LiveRun::Engine::patch(const ParameterChanges& asked)
{
    Document before;
    {
        const std::lock_guard lock(mutex);
        before = document;
    }
    Document next = before;
    Faults faults;
    std::string label;
    for (const auto& [pointer, value] : asked) {
        if (pointer.rfind("/nodes/", 0) != 0) {
            faults.push_back({Errc::Unsupported, pointer, "only what stands under /nodes can be changed while a run goes on"});
            continue;
        }
        auto changed = next.with(pointer, value);
        if (!changed) {
            faults.push_back(changed.error());
            continue;
        }
        next = std::move(*changed);
        label += (label.empty() ? "" : ", ") + pointer.substr(7) + " → " + value;
    }
    if (!faults.empty()) {
        return tl::unexpected(std::move(faults));
    }
    auto changed = change(next, before, label);
    if (changed) {
        const std::lock_guard lock(mutex);
        document = next;
    }
    return changed;
}

} // namespace highwater
