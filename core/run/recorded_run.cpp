// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/recorded_run.h"

#include "run/recorded_player.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <limits>
#include <mutex>
#include <thread>
#include <utility>

namespace highwater {

namespace {

using WallClock = std::chrono::steady_clock;
using WallTime = WallClock::time_point;

constexpr auto sliceTime = std::chrono::milliseconds(4);  ///< work between two looks at the commands
constexpr auto frameTime = std::chrono::milliseconds(8);  ///< pictures are not made more often
constexpr auto statisticsTime = std::chrono::milliseconds(200);
constexpr auto mostLag = std::chrono::milliseconds(250);  ///< behind that, the engine gives up catching up
constexpr std::uint64_t sliceEvents = 4000;
constexpr double infinite = std::numeric_limits<double>::infinity();

} // namespace

struct RecordedRun::Engine
{
    Engine(const Recording& what, std::unique_ptr<RecordedPlayer> how) : recording(what), player(std::move(how))
    {
        check = recording.figures.empty() ? Check::None : Check::Open;
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
    void postSeek(Instant instant)
    {
        const std::uint64_t mine = ++seeks;
        newestSeek.store(mine);
        post([this, instant, mine] {
            running = false;
            runTo.reset();
            // A drag asks for many instants; only the last one is worth its work.
            if (newestSeek.load() == mine) {
                goTo(instant);
            }
        });
    }

    // --- the engine's side
    void loop();
    bool work(WallTime now);
    void goTo(Instant instant);
    void compare();
    void anchor(WallTime now);
    void publish(WallTime now);

    const Recording recording;
    std::uint64_t seeks = 0; ///< owner: asked for so far

    mutable std::mutex mutex;
    std::condition_variable wake;
    std::vector<std::function<void()>> commands; ///< guarded by mutex, as the next five
    std::shared_ptr<const Snapshot> latest;
    Document document; ///< of the latest picture
    std::shared_ptr<const RunLog> log; ///< up to it
    Check check = Check::None;
    std::string difference;
    std::atomic<std::uint64_t> newestSeek{0};
    std::atomic<bool> taken{true}; ///< the newest picture was looked at

    // The rest belongs to the engine's thread.
    std::unique_ptr<RecordedPlayer> player;
    bool quit = false;
    bool running = false;
    bool urgent = true;     ///< publish even if nobody looked yet
    bool untouched = true;  ///< what is played is what was recorded
    double speed = 1;
    std::optional<Instant> runTo;
    WallTime anchorWall{};
    Instant anchorVirtual;
    WallTime nextPublish{};
    WallTime nextStatistics{};
    std::thread thread;
};

void RecordedRun::Engine::loop()
{
    std::unique_lock lock(mutex);
    anchor(WallClock::now());
    while (!quit) {
        for (const auto& command : std::exchange(commands, {})) {
            lock.unlock();
            command();
            urgent = true;
            lock.lock();
        }
        if (quit) {
            break;
        }
        lock.unlock();
        const bool more = running && player->trouble().empty() && work(WallClock::now());
        const WallTime after = WallClock::now();
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

/// One slice of work. True when there is more to do at once.
bool RecordedRun::Engine::work(WallTime now)
{
    const bool fast = runTo || speed == infinite;
    Instant target;
    if (runTo) {
        target = *runTo;
    } else if (fast) {
        target = player->now() + 64 * player->interval();
    } else {
        const double elapsed = std::chrono::duration<double>(now - anchorWall).count() * speed;
        target = anchorVirtual + Duration(static_cast<std::int64_t>(std::min(elapsed * 1e9, 0x1p62)));
    }
    // The recording ends here, whatever the speed; from here on a simulation goes on as any other.
    const bool stops = untouched && player->now() < recording.end && target >= recording.end;
    const bool atEnd = stops || (!player->goesOn() && target >= player->end());
    if (atEnd) {
        target = player->goesOn() ? recording.end : player->end();
    }
    const WallTime deadline = now + sliceTime;
    bool reached = false;
    while (!reached && player->trouble().empty() && WallClock::now() < deadline) {
        reached = player->advance(target, sliceEvents);
    }
    if (!player->trouble().empty() || (reached && (runTo || atEnd))) {
        if (reached && atEnd) {
            goTo(recording.end);
        }
        runTo.reset();
        running = false;
        urgent = true;
        return false;
    }
    if (!fast && WallClock::now() - anchorWall > mostLag + std::chrono::duration<double>(toSeconds(player->now() - anchorVirtual) / speed)) {
        anchor(WallClock::now());
    }
    return fast || !reached;
}

void RecordedRun::Engine::goTo(Instant instant)
{
    player->seek(instant);
    nextStatistics = {};
    if (instant == recording.end && untouched) {
        compare();
    }
}

/// At the end of the recording: whether the replay is the run that was recorded.
void RecordedRun::Engine::compare()
{
    {
        const std::lock_guard lock(mutex);
        if (check != Check::Open) {
            return;
        }
    }
    // What was recorded may have ended among several events of one instant.
    constexpr std::uint64_t mostAtOnce = 1'000'000;
    for (std::uint64_t i = 0; player->world() != nullptr && i < mostAtOnce && player->events() < recording.events && player->now() <= recording.end; ++i) {
        player->step(StepUnit::Event, false);
    }
    Snapshot picture;
    player->fill(true, picture);
    if (player->now() > recording.end) {
        player->seek(recording.end); // a recording that fits no run asked for events that did not come
    }
    const auto same = compareFigures(recording, picture);
    const std::lock_guard lock(mutex);
    check = same ? Check::Same : Check::Differs;
    difference = same ? std::string() : same.error().front().message;
}

void RecordedRun::Engine::anchor(WallTime now)
{
    anchorWall = now;
    anchorVirtual = player->now();
}

void RecordedRun::Engine::publish(WallTime now)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->mode = recording.mode;
    snapshot->state = !player->trouble().empty() && player->goesOn() ? RunState::Stopped : running ? RunState::Running : RunState::Paused;
    snapshot->speedWanted = runTo ? infinite : speed;
    snapshot->speedReached = running ? speed : 0;
    const bool fresh = now >= nextStatistics || !running;
    player->fill(fresh, *snapshot);
    const WallTime done = WallClock::now();
    if (fresh) {
        nextStatistics = done + statisticsTime;
    }
    // Making pictures never takes more than about a fifth of the engine's time.
    nextPublish = std::max(now + frameTime, done + 4 * (done - now));
    urgent = false;
    const std::lock_guard lock(mutex);
    latest = std::move(snapshot);
    document = player->document();
    log = player->log();
    taken.store(false);
}

RecordedRun::RecordedRun(std::unique_ptr<Engine> engine) : m_engine(std::move(engine)) {}
RecordedRun::~RecordedRun() = default;

Checked<std::unique_ptr<RecordedRun>> RecordedRun::create(const Recording& recording)
{
    auto player = playerOf(recording);
    if (!player) {
        return tl::unexpected(player.error());
    }
    return std::unique_ptr<RecordedRun>(new RecordedRun(std::make_unique<Engine>(recording, std::move(*player))));
}

std::shared_ptr<const Snapshot> RecordedRun::latest() const
{
    m_engine->taken.store(true);
    const std::lock_guard lock(m_engine->mutex);
    return m_engine->latest;
}

void RecordedRun::start()
{
    m_engine->post([e = m_engine.get()] {
        if (!e->player->goesOn() && e->player->now() >= e->player->end()) {
            e->player->seek(runStart); // a film that has ended begins again
        }
        e->running = true;
        e->anchor(WallClock::now());
    });
}

void RecordedRun::pause()
{
    m_engine->post([e = m_engine.get()] {
        e->running = false;
        e->runTo.reset();
    });
}

void RecordedRun::step(StepUnit unit, bool back)
{
    m_engine->post([e = m_engine.get(), unit, back] {
        e->running = false;
        e->runTo.reset();
        e->player->step(unit, back);
    });
}

void RecordedRun::seek(Instant instant)
{
    m_engine->postSeek(instant);
}

bool RecordedRun::look(std::function<void(const Simulation& world)> look)
{
    if (m_engine->recording.mode == Mode::Measured) {
        return false;
    }
    m_engine->post([e = m_engine.get(), look = std::move(look)] { look(*e->player->world()); });
    return true;
}

bool RecordedRun::lookBack(Instant from, std::function<void(const LookBack& past)> look)
{
    if (m_engine->recording.mode == Mode::Measured) {
        return false;
    }
    m_engine->post([e = m_engine.get(), from, look = std::move(look)] { e->player->lookBack(from, look); });
    return true;
}

std::shared_ptr<const RunLog> RecordedRun::log() const
{
    const std::lock_guard lock(m_engine->mutex);
    return m_engine->log;
}

void RecordedRun::runTo(Instant end)
{
    m_engine->post([e = m_engine.get(), end] {
        if (end > e->player->now()) {
            e->runTo = end;
            e->running = true;
        }
    });
}

void RecordedRun::setSpeed(double factor)
{
    m_engine->post([e = m_engine.get(), factor] {
        e->speed = factor == infinite ? infinite : std::clamp(factor, 0.01, 1e6);
        e->anchor(WallClock::now());
    });
}

void RecordedRun::restart(std::uint64_t seed)
{
    m_engine->post([e = m_engine.get(), seed] {
        e->untouched = e->untouched && seed == e->recording.log.seed;
        e->player->restart(seed);
        e->runTo.reset();
        e->nextStatistics = {};
        e->anchor(WallClock::now());
    });
}

const Document& RecordedRun::document() const
{
    const std::lock_guard lock(m_engine->mutex);
    m_document = m_engine->document;
    return m_document;
}

Checked<void> RecordedRun::change(const Document& document, std::string_view label)
{
    if (m_engine->recording.mode == Mode::Measured) {
        return tl::unexpected(Faults{Error{Errc::Unsupported, {}, "this is the recording of a measured run: it can be looked at, but not changed"}});
    }
    if (const auto scenario = readScenario(document); !scenario) {
        return tl::unexpected(scenario.error());
    }
    {
        const std::lock_guard lock(m_engine->mutex);
        m_engine->document = document;
    }
    m_engine->post([e = m_engine.get(), document, text = std::string(label)] {
        // It was checked; should it not fit this instant, everything stays as it is.
        e->untouched = !e->player->change(document, text) && e->untouched;
        e->anchor(WallClock::now());
    });
    return {};
}

Instant RecordedRun::end() const
{
    return m_engine->recording.end;
}

RecordedRun::Check RecordedRun::check() const
{
    const std::lock_guard lock(m_engine->mutex);
    return m_engine->check;
}

std::string RecordedRun::difference() const
{
    const std::lock_guard lock(m_engine->mutex);
    return m_engine->difference;
}

} // namespace highwater
