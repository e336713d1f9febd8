// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/simulated_run.h"

#include "run/standing_changes.h"
#include "run/views.h"
#include "sim/simulation.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <functional>
#include <limits>
#include <mutex>
#include <thread>
#include <vector>

namespace highwater {

namespace {

using WallClock = std::chrono::steady_clock;
using WallTime = WallClock::time_point;

constexpr auto sliceTime = std::chrono::milliseconds(4);     ///< work between two looks at the commands
constexpr auto frameTime = std::chrono::milliseconds(8);     ///< pictures are not made more often
constexpr auto statisticsTime = std::chrono::milliseconds(200);
constexpr auto speedTime = std::chrono::milliseconds(500);
constexpr auto mostLag = std::chrono::milliseconds(250);     ///< behind that, the engine gives up catching up
constexpr std::uint64_t sliceEvents = 4000;
constexpr double infinite = std::numeric_limits<double>::infinity();

} // namespace

struct SimulatedRun::Engine
{
    Engine(Document file, std::shared_ptr<const Scenario> checked)
        : document(std::move(file)), scenario(checked), seed(scenario->seed), series(seriesFor(*scenario)),
          simulation(scenario, seed, 0, series)
    {
        publish(WallClock::now());
        thread = std::thread([this] { loop(); });
    }
    ~Engine()
    {
        post([this] { quit = true; });
        thread.join();
    }
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    // --- the owner's side
    void post(std::function<void()> command)
    {
        {
            const std::lock_guard lock(mutex);
            commands.push_back(std::move(command));
        }
        wake.notify_one();
    }

    // --- the engine's side
    void loop();
    void takeCommands(std::unique_lock<std::mutex>& lock);
    bool work(WallTime now);
    void anchor(WallTime now);
    void measureSpeed(WallTime now);
    void publish(WallTime now);
    void begin(std::shared_ptr<const Scenario> fresh, std::uint64_t newSeed);
    void noteScheduledChanges();

    Document document;               ///< owner: the file with the user's changes
    StandingChanges standing;        ///< owner

    std::mutex mutex;
    std::condition_variable wake;
    std::vector<std::function<void()>> commands;      ///< guarded by mutex
    std::shared_ptr<const Snapshot> latest;           ///< guarded by mutex
    std::atomic<bool> taken{true};                    ///< the newest picture was looked at

    // The rest belongs to the engine's thread.
    bool quit = false;
    std::shared_ptr<const Scenario> scenario;
    std::uint64_t seed;
    SeriesOptions series;
    Simulation simulation;
    ViewBuilder views;
    std::vector<ChangeView> changes;
    std::size_t changesNoted = 0;
    bool nodesChanged = true;
    std::shared_ptr<const Scenario> shown; ///< scenario with the nodes as they stand
    bool running = false;
    bool urgent = true;                    ///< publish even if nobody looked yet
    double speed = 1.0;
    std::optional<Instant> runTo;
    std::uint64_t generation = 0;
    WallTime anchorWall{};
    Instant anchorVirtual;
    WallTime speedWall{};
    Instant speedVirtual;
    std::uint64_t speedEvents = 0;
    double speedReached = 0;
    double eventsPerSecond = 0;
    WallTime nextPublish{};
    WallTime nextStatistics{};
    std::thread thread;
};

void SimulatedRun::Engine::loop()
{
    std::unique_lock lock(mutex);
    anchor(WallClock::now());
    while (!quit) {
        takeCommands(lock);
        if (quit) {
            break;
        }
        lock.unlock();
        const WallTime now = WallClock::now();
        const bool more = running && simulation.trouble().empty() && work(now);
        noteScheduledChanges();
        const WallTime after = WallClock::now();
        measureSpeed(after);
        if (urgent || (taken.load() && after >= nextPublish && running)) {
            publish(after);
        }
        lock.lock();
        if (!commands.empty() || more) {
            continue;
        }
        if (running) {
            wake.wait_for(lock, std::chrono::milliseconds(2));
        } else {
            wake.wait(lock, [this] { return !commands.empty(); });
        }
    }
}

void SimulatedRun::Engine::takeCommands(std::unique_lock<std::mutex>& lock)
{
    std::vector<std::function<void()>> batch;
    batch.swap(commands);
    lock.unlock();
    for (const auto& command : batch) {
        command();
        urgent = true;
    }
    lock.lock();
}

/// One slice of work. True when there is more to do at once.
bool SimulatedRun::Engine::work(WallTime now)
{
    Instant target;
    const bool fast = runTo || speed == infinite;
    if (runTo) {
        target = *runTo;
    } else if (fast) {
        target = simulation.now() + 64 * series.interval;
    } else {
        const double elapsed = std::chrono::duration<double>(now - anchorWall).count() * speed;
        target = anchorVirtual + Duration(static_cast<std::int64_t>(std::min(elapsed * 1e9, 0x1p62)));
    }
    const WallTime deadline = now + sliceTime;
    while (simulation.trouble().empty()) {
        if (simulation.runUntil(target, sliceEvents)) {
            if (runTo) {
                runTo.reset();
                running = false;
                urgent = true;
            }
            return fast && running;
        }
        if (WallClock::now() >= deadline) {
            break;
        }
    }
    if (!simulation.trouble().empty()) {
        running = false;
        urgent = true;
        return false;
    }
    if (!fast && WallClock::now() - anchorWall > mostLag + std::chrono::duration<double>(toSeconds(simulation.now() - anchorVirtual) / speed)) {
        anchor(WallClock::now());
    }
    return true;
}

void SimulatedRun::Engine::anchor(WallTime now)
{
    anchorWall = now;
    anchorVirtual = simulation.now();
}

void SimulatedRun::Engine::measureSpeed(WallTime now)
{
    const double elapsed = std::chrono::duration<double>(now - speedWall).count();
    if (now - speedWall < speedTime && simulation.now() >= speedVirtual) {
        return;
    }
    if (simulation.now() >= speedVirtual && simulation.events() >= speedEvents) {
        speedReached = running ? toSeconds(simulation.now() - speedVirtual) / elapsed : 0.0;
        eventsPerSecond = running ? static_cast<double>(simulation.events() - speedEvents) / elapsed : 0.0;
    }
    speedWall = now;
    speedVirtual = simulation.now();
    speedEvents = simulation.events();
}

void SimulatedRun::Engine::noteScheduledChanges()
{
    const auto& schedule = simulation.scenario().schedule;
    for (; changesNoted < simulation.changesMade(); ++changesNoted) {
        const ScheduledChange& change = schedule[changesNoted];
        changes.push_back({static_cast<int>(changes.size()) + 1, change.at, labelOf(change), false});
        nodesChanged = true;
    }
}

void SimulatedRun::Engine::publish(WallTime now)
{
    if (nodesChanged) {
        auto copy = std::make_shared<Scenario>(*scenario);
        for (std::size_t i = 0; i < copy->nodes.size(); ++i) {
            copy->nodes[i] = *simulation.nodes()[simulation.nodeOfScenario()[i]].config;
        }
        shown = std::move(copy);
        nodesChanged = false;
    }
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->scenario = shown;
    snapshot->state = !simulation.trouble().empty() ? RunState::Stopped : running ? RunState::Running : RunState::Paused;
    snapshot->seed = seed;
    snapshot->generation = generation;
    snapshot->rateWindow = rateWindowOf(series);
    snapshot->speedWanted = runTo ? infinite : speed;
    snapshot->speedReached = speedReached;
    snapshot->eventsPerSecond = eventsPerSecond;
    const bool fresh = now >= nextStatistics || !running;
    views.fill(simulation, fresh, *snapshot);
    snapshot->changes = changes;
    snapshot->trouble = simulation.trouble();
    const WallTime done = WallClock::now();
    if (fresh) {
        nextStatistics = done + statisticsTime;
    }
    // Making pictures never takes more than about a fifth of the engine's time.
    nextPublish = std::max(now + frameTime, done + 4 * (done - now));
    urgent = false;
    {
        const std::lock_guard lock(mutex);
        latest = std::move(snapshot);
    }
    taken.store(false);
}

void SimulatedRun::Engine::begin(std::shared_ptr<const Scenario> fresh, std::uint64_t newSeed)
{
    scenario = std::move(fresh);
    seed = newSeed;
    series = seriesFor(*scenario);
    simulation = Simulation(scenario, seed, 0, series);
    views.forget();
    changes.clear();
    changesNoted = 0;
    nodesChanged = true;
    ++generation;
    runTo.reset();
    nextStatistics = {};
    speedVirtual = Instant::max();
    anchor(WallClock::now());
}

SimulatedRun::SimulatedRun(std::unique_ptr<Engine> engine) : m_engine(std::move(engine)) {}
SimulatedRun::~SimulatedRun() = default;

Checked<std::unique_ptr<SimulatedRun>> SimulatedRun::create(const Document& document)
{
    auto scenario = readScenario(document);
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    auto engine = std::make_unique<Engine>(document, std::make_shared<const Scenario>(std::move(*scenario)));
    return std::unique_ptr<SimulatedRun>(new SimulatedRun(std::move(engine)));
}

std::shared_ptr<const Snapshot> SimulatedRun::latest() const
{
    m_engine->taken.store(true);
    const std::lock_guard lock(m_engine->mutex);
    return m_engine->latest;
}

void SimulatedRun::start()
{
    m_engine->post([e = m_engine.get()] {
        if (!e->running) {
            e->running = true;
            e->speedVirtual = Instant::max();
            e->anchor(WallClock::now());
        }
    });
}

void SimulatedRun::pause()
{
    m_engine->post([e = m_engine.get()] {
        e->running = false;
        e->runTo.reset();
    });
}

void SimulatedRun::stepEvent()
{
    m_engine->post([e = m_engine.get()] {
        e->running = false;
        e->runTo.reset();
        e->simulation.step();
    });
}

void SimulatedRun::runTo(Instant end)
{
    m_engine->post([e = m_engine.get(), end] {
        if (end > e->simulation.now()) {
            e->runTo = end;
            e->running = true;
        }
    });
}

void SimulatedRun::setSpeed(double factor)
{
    m_engine->post([e = m_engine.get(), factor] {
        e->speed = factor == infinite ? infinite : std::clamp(factor, 0.01, 1e6);
        e->anchor(WallClock::now());
    });
}

const Document& SimulatedRun::document() const
{
    return m_engine->document;
}

void SimulatedRun::restart(std::uint64_t seed)
{
    auto scenario = readScenario(m_engine->document);
    if (!scenario) {
        return; // the document was checked when it was set; only a file that it names can have vanished since
    }
    m_engine->standing = {};
    m_engine->post([e = m_engine.get(), seed, fresh = std::make_shared<const Scenario>(std::move(*scenario))] { e->begin(fresh, seed); });
}

Checked<void> SimulatedRun::change(const Document& document, std::string_view label)
{
    auto whole = readScenario(document);
    if (!whole) {
        return tl::unexpected(whole.error());
    }
    auto scenario = m_engine->standing.scenarioAfter(document, m_engine->document, *whole, latest()->now);
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    m_engine->document = document;
    m_engine->post([e = m_engine.get(), next = std::make_shared<const Scenario>(std::move(*scenario)), text = std::string(label)] {
        e->scenario = next;
        e->simulation.change(next);
        e->simulation.restartWindow();
        e->changesNoted = e->simulation.changesMade();
        e->nodesChanged = true;
        e->views.forget();
        if (!text.empty()) {
            e->changes.push_back({static_cast<int>(e->changes.size()) + 1, e->simulation.now(), text, true});
        }
        e->anchor(WallClock::now());
    });
    return {};
}

} // namespace highwater
