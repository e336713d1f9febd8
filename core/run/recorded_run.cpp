// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/recorded_run.h"

#include "run/breakpoint.h"
#include "run/recorded_player.h"
#include "run/run_engine.h"

#include <algorithm>
#include <utility>

namespace highwater {

struct RecordedRun::Engine final : RunEngine
{
    Engine(const Recording& what, std::unique_ptr<RecordedPlayer> how) : recording(what), player(std::move(how))
    {
        check = recording.figures.empty() ? Check::None : Check::Open;
        begin();
    }
    ~Engine() override { end(); }

    // --- the owner's side
    [[nodiscard]] bool isMeasured() const { return recording.mode == Mode::Measured; }
    /// Something that is guarded by the mutex.
    template <typename T>
    [[nodiscard]] T shared(T Engine::*member) const
    {
        const std::lock_guard lock(m_mutex);
        return this->*member;
    }
    void setDocument(const Document& next)
    {
        const std::lock_guard lock(m_mutex);
        document = next;
    }

    // --- the engine's side
    [[nodiscard]] Instant now() const override { return player->now(); }
    [[nodiscard]] std::uint64_t events() const override { return player->events(); }
    [[nodiscard]] Duration interval() const override { return player->interval(); }
    [[nodiscard]] const std::string& trouble() const override { return player->trouble(); }
    [[nodiscard]] bool isStopped() const override { return !trouble().empty() && player->goesOn(); }
    [[nodiscard]] const Simulation* world() const override { return player->world(); }
    [[nodiscard]] const Snapshot* picture() const override { return player->picture(); }
    [[nodiscard]] Instant changedAt() const override { return changed; }
    bool advance(Instant target, std::uint64_t most) override { return player->advance(target, most); }
    void goTo(Instant instant) override;
    void goStep(StepUnit unit, bool back) override { player->step(unit, back); }
    void starting() override;
    [[nodiscard]] std::optional<Instant> pauseBefore(Instant target) const override;
    void paused() override;
    void fill(bool fresh, Snapshot& picture) override;
    void handOver() override;
    void compare();
    void beginAgain(std::uint64_t seed);
    void change(const Document& next, const std::string& label);

    const Recording recording;

    Document document; ///< guarded by the mutex, as the next three: of the latest picture
    std::shared_ptr<const RunLog> log; ///< up to it
    Check check = Check::None;
    std::string difference;

    // The rest belongs to the engine's thread.
    std::unique_ptr<RecordedPlayer> player;
    Instant changed{};     ///< when its owner changed it last
    bool untouched = true; ///< what is played is what was recorded
};

void RecordedRun::Engine::starting()
{
    if (!player->goesOn() && player->now() >= player->end()) {
        player->seek(runStart); // a film that has ended begins again
    }
}

/// The recording ends there, whatever the speed; from there on a simulation goes on as any other.
std::optional<Instant> RecordedRun::Engine::pauseBefore(Instant target) const
{
    if (!player->goesOn()) {
        return target >= player->end() ? std::optional(player->end()) : std::nullopt;
    }
    return untouched && player->now() < recording.end && target >= recording.end ? std::optional(recording.end) : std::nullopt;
}

void RecordedRun::Engine::paused()
{
    goTo(recording.end);
    refresh();
}

void RecordedRun::Engine::goTo(Instant instant)
{
    player->seek(instant);
    if (instant == recording.end && untouched) {
        compare();
    }
}

/// At the end of the recording: whether the replay is the run that was recorded.
void RecordedRun::Engine::compare()
{
    {
        const std::lock_guard lock(m_mutex);
        if (check != Check::Open) {
            return;
        }
    }
    // What was recorded may have ended among several events of one instant.
    constexpr std::uint64_t mostAtOnce = 1'000'000;
    const auto misses = [this] { return player->world() != nullptr && player->events() < recording.events && player->now() <= recording.end; };
    for (std::uint64_t i = 0; i < mostAtOnce && misses(); ++i) {
        player->step(StepUnit::Event, false);
    }
    Snapshot picture;
    player->fill(true, picture);
    if (player->now() > recording.end) {
        player->seek(recording.end); // a recording that fits no run asked for events that did not come
    }
    const auto same = compareFigures(recording, picture);
    const std::lock_guard lock(m_mutex);
    check = same ? Check::Same : Check::Differs;
    difference = same ? std::string() : same.error().front().message;
}

void RecordedRun::Engine::fill(bool fresh, Snapshot& picture)
{
    picture.mode = recording.mode;
    player->fill(fresh, picture);
}

void RecordedRun::Engine::handOver()
{
    document = player->document();
    log = player->log();
}

void RecordedRun::Engine::beginAgain(std::uint64_t seed)
{
    untouched = untouched && seed == recording.log.seed;
    player->restart(seed);
    beganAgain();
}

/// The document was checked; should it not fit this instant, everything stays as it is.
void RecordedRun::Engine::change(const Document& next, const std::string& label)
{
    untouched = !player->change(next, label) && untouched;
    changed = player->now();
    anchor();
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
    return m_engine->latest();
}

void RecordedRun::start()
{
    m_engine->start();
}

void RecordedRun::pause()
{
    m_engine->pause();
}

void RecordedRun::step(StepUnit unit, bool back)
{
    m_engine->step(unit, back);
}

void RecordedRun::seek(Instant instant)
{
    m_engine->seek(instant);
}

Result<void> RecordedRun::setBreakpoints(const std::vector<std::string>& conditions)
{
    const auto picture = latest();
    auto all = breakpointsOf(conditions, *picture->scenario);
    for (std::size_t i = 0; all && m_engine->isMeasured() && i < all->size(); ++i) {
        if (const auto fits = (*all)[i].fitsPictures(*picture); !fits) {
            return tl::unexpected(Error{fits.error().code, conditions[i], fits.error().message});
        }
    }
    if (!all) {
        return tl::unexpected(std::move(all.error()));
    }
    m_engine->setBreakpoints(std::move(*all));
    return {};
}

void RecordedRun::waitAfterChange(Duration length)
{
    m_engine->waitAfterChange(length);
}

bool RecordedRun::look(std::function<void(const Simulation& world)> look)
{
    if (m_engine->isMeasured()) {
        return false;
    }
    m_engine->post([e = m_engine.get(), look = std::move(look)] { look(*e->player->world()); });
    return true;
}

bool RecordedRun::lookBack(Instant from, std::function<void(const LookBack& past)> look)
{
    if (m_engine->isMeasured()) {
        return false;
    }
    m_engine->post([e = m_engine.get(), from, look = std::move(look)] { e->player->lookBack(from, look); });
    return true;
}

std::shared_ptr<const RunLog> RecordedRun::log() const
{
    return m_engine->shared(&Engine::log);
}

void RecordedRun::runTo(Instant end)
{
    m_engine->runTo(end);
}

void RecordedRun::setSpeed(double factor)
{
    m_engine->setSpeed(factor);
}

void RecordedRun::restart(std::uint64_t seed)
{
    m_engine->postTurn([e = m_engine.get(), seed] { e->beginAgain(seed); });
}

const Document& RecordedRun::document() const
{
    m_document = m_engine->shared(&Engine::document);
    return m_document;
}

Checked<void> RecordedRun::change(const Document& document, std::string_view label)
{
    if (m_engine->isMeasured()) {
        return tl::unexpected(Faults{Error{Errc::Unsupported, {}, "this is the recording of a measured run: it can be looked at, but not changed"}});
    }
    if (const auto scenario = readScenario(document); !scenario) {
        return tl::unexpected(scenario.error());
    }
    m_engine->setDocument(document);
    m_engine->postTurn([e = m_engine.get(), document, text = std::string(label)] { e->change(document, text); });
    return {};
}

Instant RecordedRun::end() const
{
    return m_engine->recording.end;
}

RecordedRun::Check RecordedRun::check() const
{
    return m_engine->shared(&Engine::check);
}

std::string RecordedRun::difference() const
{
    return m_engine->shared(&Engine::difference);
}

} // namespace highwater
