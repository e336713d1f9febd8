// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/simulated_run.h"

#include "run/breakpoint.h"
#include "run/run_history.h"
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
        : standing(std::make_shared<const Standing>(Standing{std::move(file), {}, {}})), seed(checked->seed), series(seriesFor(*checked)),
          time(std::make_unique<RunHistory>(std::move(checked), seed, series, standing))
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
            ++posted;
        }
        wake.notify_one();
    }
    void follow();

    // --- the engine's side
    void loop();
    void takeCommands(std::unique_lock<std::mutex>& lock);
    bool work(WallTime now);
    bool goOn(Instant target);
    void run();
    void stand();
    void anchor(WallTime now);
    void measureSpeed(WallTime now);
    void publish(WallTime now);
    void begin(std::shared_ptr<const Scenario> fresh, std::uint64_t newSeed, std::shared_ptr<const Standing> known);

    std::uint64_t seeks = 0;                  ///< owner: asked for so far
    std::shared_ptr<const Standing> standing; ///< owner: at the instant of the latest picture, or as it will be when what was asked for is done

    std::mutex mutex;
    std::condition_variable wake;
    std::vector<std::function<void()>> commands;      ///< guarded by mutex
    std::uint64_t posted = 0;                         ///< guarded by mutex: commands so far
    std::uint64_t shownPosted = 0;                    ///< guarded by mutex: commands that had acted when the latest picture was made
    std::shared_ptr<const Standing> shownStanding;    ///< guarded by mutex: of the latest picture
    std::shared_ptr<const RunLog> shownLog;           ///< guarded by mutex: of the latest picture
    std::atomic<std::uint64_t> newestSeek{0};         ///< nothing was posted after that seek: earlier ones are passed over
    std::shared_ptr<const Snapshot> latest;           ///< guarded by mutex
    std::atomic<bool> taken{true};                    ///< the newest picture was looked at

    // The rest belongs to the engine's thread.
    bool quit = false;
    std::uint64_t acted = 0;               ///< commands so far
    std::uint64_t seed;
    SeriesOptions series;
    std::unique_ptr<RunHistory> time;
    ViewBuilder views;
    std::vector<Breakpoint> breakpoints;
    std::string stoppedBy;                 ///< in words; empty: no breakpoint has
    std::shared_ptr<const RunLog> log;
    std::uint64_t jumpsShown = 0;
    std::size_t marksShown = 0;
    std::shared_ptr<const Scenario> shown; ///< scenario with the nodes as they stand
    bool running = false;
    bool urgent = true;                    ///< publish even if nobody looked yet
    double speed = 1.0;
    std::optional<Instant> runTo;
    std::uint64_t generations = 0;         ///< of runs that began
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
        const bool more = running && time->world().trouble().empty() && work(now);
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
        ++acted;
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
        target = time->now() + 64 * series.interval;
    } else {
        const double elapsed = std::chrono::duration<double>(now - anchorWall).count() * speed;
        target = anchorVirtual + Duration(static_cast<std::int64_t>(std::min(elapsed * 1e9, 0x1p62)));
    }
    const WallTime deadline = now + sliceTime;
    while (time->world().trouble().empty()) {
        const bool reached = goOn(target);
        if (!stoppedBy.empty()) {
            stand();
            return false;
        }
        if (reached) {
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
    if (!time->world().trouble().empty()) {
        running = false;
        urgent = true;
        return false;
    }
    if (!fast && WallClock::now() - anchorWall > mostLag + std::chrono::duration<double>(toSeconds(time->now() - anchorVirtual) / speed)) {
        anchor(WallClock::now());
    }
    return true;
}

/// A slice of events. True when target was reached.
bool SimulatedRun::Engine::goOn(Instant target)
{
    if (breakpoints.empty()) {
        return time->advance(target, sliceEvents);
    }
    for (std::uint64_t i = 0; i < sliceEvents && time->world().trouble().empty(); ++i) {
        const bool reached = time->advance(target, 1);
        for (Breakpoint& breakpoint : breakpoints) {
            if (breakpoint.hit(time->world())) {
                stoppedBy = breakpoint.describe();
                return false;
            }
        }
        if (reached) {
            return true;
        }
    }
    return false;
}

void SimulatedRun::Engine::run()
{
    running = true;
    stoppedBy.clear();
    for (Breakpoint& breakpoint : breakpoints) {
        breakpoint.arm(time->world());
    }
}

/// Pauses, and forgets where it was to go.
void SimulatedRun::Engine::stand()
{
    running = false;
    runTo.reset();
    urgent = true;
}

void SimulatedRun::Engine::anchor(WallTime now)
{
    anchorWall = now;
    anchorVirtual = time->now();
}

void SimulatedRun::Engine::measureSpeed(WallTime now)
{
    const Simulation& simulation = time->world();
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

void SimulatedRun::Engine::publish(WallTime now)
{
    const Simulation& simulation = time->world();
    const bool jumped = !shown || time->jumps() != jumpsShown;
    if (jumped || time->marks().size() != marksShown) {
        auto copy = std::make_shared<Scenario>(*time->scenario());
        for (std::size_t i = 0; i < copy->nodes.size(); ++i) {
            copy->nodes[i] = *simulation.nodes()[simulation.nodeOfScenario()[i]].config;
        }
        shown = std::move(copy);
        marksShown = time->marks().size();
        jumpsShown = time->jumps();
        if (jumped) {
            views.forget();
            log = std::make_shared<const RunLog>(time->log(seed));
        }
    }
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->scenario = shown;
    snapshot->state = !simulation.trouble().empty() ? RunState::Stopped : running ? RunState::Running : RunState::Paused;
    snapshot->seed = seed;
    snapshot->generation = generations + time->rewinds();
    snapshot->end = time->end();
    snapshot->branch = time->branch();
    snapshot->rateWindow = rateWindowOf(series);
    snapshot->speedWanted = runTo ? infinite : speed;
    snapshot->speedReached = speedReached;
    snapshot->eventsPerSecond = eventsPerSecond;
    const bool fresh = now >= nextStatistics || !running;
    views.fill(simulation, fresh, *snapshot);
    snapshot->changes = time->marks();
    snapshot->stoppedBy = stoppedBy;
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
        shownPosted = acted;
        shownStanding = time->standing();
        shownLog = log;
    }
    taken.store(false);
}

void SimulatedRun::Engine::begin(std::shared_ptr<const Scenario> fresh, std::uint64_t newSeed, std::shared_ptr<const Standing> known)
{
    seed = newSeed;
    series = seriesFor(*fresh);
    generations += time->rewinds() + 1;
    time = std::make_unique<RunHistory>(std::move(fresh), seed, series, std::move(known));
    shown.reset();
    stoppedBy.clear();
    runTo.reset();
    nextStatistics = {};
    speedVirtual = Instant::max();
    anchor(WallClock::now());
}

/// Of the owner: when nothing is under way any more, what stands is what the latest picture shows; in the past that is another scenario.
void SimulatedRun::Engine::follow()
{
    if (shownPosted == posted) {
        standing = shownStanding;
    }
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
    m_engine->follow();
    return m_engine->latest;
}

void SimulatedRun::start()
{
    m_engine->post([e = m_engine.get()] {
        if (!e->running) {
            e->run();
            e->speedVirtual = Instant::max();
            e->anchor(WallClock::now());
        }
    });
}

void SimulatedRun::pause()
{
    m_engine->post([e = m_engine.get()] {
        e->stand();
    });
}

void SimulatedRun::step(StepUnit unit, bool back)
{
    m_engine->newestSeek.store(0);
    m_engine->post([e = m_engine.get(), unit, back] {
        constexpr std::uint64_t mostEvents = 5'000'000;
        e->stand();
        e->stoppedBy.clear();
        switch (unit) {
        case StepUnit::Event:
            back ? e->time->stepBack() : static_cast<void>(e->time->step());
            break;
        case StepUnit::Item:
            back ? e->time->stepItemBack() : e->time->stepItem(mostEvents);
            break;
        case StepUnit::Second:
            e->time->seek(back ? std::max(runStart, e->time->now() - std::chrono::seconds(1)) : e->time->now() + std::chrono::seconds(1));
            break;
        }
    });
}

void SimulatedRun::seek(Instant instant)
{
    const std::uint64_t mine = ++m_engine->seeks;
    m_engine->newestSeek.store(mine);
    m_engine->post([e = m_engine.get(), instant, mine] {
        e->stand();
        e->stoppedBy.clear();
        const std::uint64_t newest = e->newestSeek.load();
        if (newest == 0 || newest == mine) {
            e->time->seek(std::clamp(instant, runStart, std::max(runStart, e->time->end())));
            e->nextStatistics = {};
        }
    });
}

Result<void> SimulatedRun::setBreakpoints(const std::vector<std::string>& conditions)
{
    const auto scenario = latest()->scenario;
    std::vector<Breakpoint> all;
    for (const std::string& condition : conditions) {
        auto breakpoint = Breakpoint::parse(condition, *scenario);
        if (!breakpoint) {
            Error error = breakpoint.error();
            error.where = condition + (error.where.empty() ? "" : ", " + error.where);
            return tl::unexpected(std::move(error));
        }
        all.push_back(std::move(*breakpoint));
    }
    m_engine->post([e = m_engine.get(), all = std::move(all)] {
        e->breakpoints = all;
        for (Breakpoint& breakpoint : e->breakpoints) {
            breakpoint.arm(e->time->world());
        }
    });
    return {};
}

bool SimulatedRun::look(std::function<void(const Simulation& world)> look)
{
    m_engine->post([e = m_engine.get(), look = std::move(look)] { look(e->time->world()); });
    return true;
}

void SimulatedRun::runTo(Instant end)
{
    m_engine->post([e = m_engine.get(), end] {
        if (end > e->time->now()) {
            e->runTo = end;
            e->run();
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

bool SimulatedRun::lookBack(Instant from, std::function<void(const LookBack& past)> look)
{
    m_engine->post([e = m_engine.get(), from, look = std::move(look)] { look(e->time->lookBack(from)); });
    return true;
}

std::shared_ptr<const RunLog> SimulatedRun::log() const
{
    const std::lock_guard lock(m_engine->mutex);
    return m_engine->shownLog;
}

const Document& SimulatedRun::document() const
{
    return m_engine->standing->document;
}

void SimulatedRun::restart(std::uint64_t seed)
{
    auto scenario = readScenario(document());
    if (!scenario) {
        return; // the document was checked when it was set; only a file that it names can have vanished since
    }
    m_engine->newestSeek.store(0);
    m_engine->standing = std::make_shared<const Standing>(Standing{document(), {}, {}});
    m_engine->post([e = m_engine.get(), seed, fresh = std::make_shared<const Scenario>(std::move(*scenario)), known = m_engine->standing] {
        e->begin(fresh, seed, known);
    });
}

Checked<void> SimulatedRun::change(const Document& document, std::string_view label)
{
    auto whole = readScenario(document);
    if (!whole) {
        return tl::unexpected(whole.error());
    }
    const auto picture = latest();
    auto next = std::make_shared<Standing>(*m_engine->standing);
    auto scenario = next->changes.scenarioAfter(document, next->document, *whole, picture->now);
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    next->document = document;
    next->asked = picture->now;
    m_engine->standing = std::move(next);
    m_engine->newestSeek.store(0);
    m_engine->post([e = m_engine.get(), fresh = std::make_shared<const Scenario>(std::move(*scenario)), text = std::string(label), known = m_engine->standing] {
        e->time->change(fresh, text, known);
        e->anchor(WallClock::now());
    });
    return {};
}

} // namespace highwater
