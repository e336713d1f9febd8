// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/simulated_run.h"

#include "run/breakpoint.h"
#include "run/run_engine.h"
#include "run/run_history.h"
#include "run/views.h"
#include "sim/simulation.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace highwater {

struct SimulatedRun::Engine final : RunEngine
{
    Engine(Document file, std::shared_ptr<const Scenario> checked)
        : standing(std::make_shared<const Standing>(Standing{std::move(file), {}, {}})), seed(checked->seed), series(seriesFor(*checked)),
          time(std::make_unique<RunHistory>(std::move(checked), seed, series, standing))
    {
        begin();
    }
    ~Engine() override { end(); }

    // --- the owner's side
    std::shared_ptr<const Snapshot> look();
    std::shared_ptr<const RunLog> loggedSoFar() const;

    // --- the engine's side
    [[nodiscard]] Instant now() const override { return time->now(); }
    [[nodiscard]] std::uint64_t events() const override { return time->world().events(); }
    [[nodiscard]] Duration interval() const override { return series.interval; }
    [[nodiscard]] const std::string& trouble() const override { return time->world().trouble(); }
    [[nodiscard]] const Simulation* world() const override { return &time->world(); }
    [[nodiscard]] Instant changedAt() const override { return time->changedAt(); }
    bool advance(Instant target, std::uint64_t most) override { return time->advance(target, most); }
    void goTo(Instant instant) override { time->seek(std::clamp(instant, runStart, std::max(runStart, time->end()))); }
    void goStep(StepUnit unit, bool back) override;
    void fill(bool fresh, Snapshot& picture) override;
    void handOver() override;
    void showScenario();
    void beginAgain(std::shared_ptr<const Scenario> fresh, std::uint64_t newSeed, std::shared_ptr<const Standing> known);
    void change(std::shared_ptr<const Scenario> fresh, const std::string& label, std::shared_ptr<const Standing> known)
    {
        time->change(std::move(fresh), label, std::move(known));
        anchor();
    }

    std::shared_ptr<const Standing> standing;      ///< owner: at the instant of the latest picture, or as it will be when what was asked for is done
    std::shared_ptr<const Standing> shownStanding; ///< guarded by the mutex: of the latest picture
    std::shared_ptr<const RunLog> shownLog;        ///< guarded by the mutex: of the latest picture

    // The rest belongs to the engine's thread.
    std::uint64_t seed;
    SeriesOptions series;
    std::unique_ptr<RunHistory> time;
    ViewBuilder views;
    std::shared_ptr<const RunLog> log;
    std::uint64_t jumpsShown = 0;
    std::size_t marksShown = 0;
    std::shared_ptr<const Scenario> shown; ///< scenario with the nodes as they stand
    std::uint64_t generations = 0;         ///< of runs that began
};

void SimulatedRun::Engine::goStep(StepUnit unit, bool back)
{
    constexpr std::uint64_t mostEvents = 5'000'000;
    switch (unit) {
    case StepUnit::Event:
        back ? time->stepBack() : static_cast<void>(time->step());
        break;
    case StepUnit::Item:
        back ? time->stepItemBack() : time->stepItem(mostEvents);
        break;
    case StepUnit::Second:
        time->seek(back ? std::max(runStart, time->now() - std::chrono::seconds(1)) : time->now() + std::chrono::seconds(1));
        break;
    }
}

/// The scenario, and what is known of the run, of the next picture.
void SimulatedRun::Engine::showScenario()
{
    const bool jumped = !shown || time->jumps() != jumpsShown;
    if (!jumped && time->marks().size() == marksShown) {
        return;
    }
    const Simulation& simulation = time->world();
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

void SimulatedRun::Engine::fill(bool fresh, Snapshot& picture)
{
    showScenario();
    picture.scenario = shown;
    picture.seed = seed;
    picture.generation = generations + time->rewinds();
    picture.end = time->end();
    picture.branch = time->branch();
    picture.rateWindow = rateWindowOf(series);
    views.fill(time->world(), fresh, picture);
    picture.changes = time->marks();
    picture.trouble = trouble();
}

void SimulatedRun::Engine::handOver()
{
    shownStanding = time->standing();
    shownLog = log;
}

void SimulatedRun::Engine::beginAgain(std::shared_ptr<const Scenario> fresh, std::uint64_t newSeed, std::shared_ptr<const Standing> known)
{
    seed = newSeed;
    series = seriesFor(*fresh);
    generations += time->rewinds() + 1;
    time = std::make_unique<RunHistory>(std::move(fresh), seed, series, std::move(known));
    shown.reset();
    beganAgain();
}

/// When nothing is under way any more, what stands is what the latest picture shows; in the past that is another scenario.
std::shared_ptr<const Snapshot> SimulatedRun::Engine::look()
{
    return latest([this](bool settled) {
        if (settled) {
            standing = shownStanding;
        }
    });
}

std::shared_ptr<const RunLog> SimulatedRun::Engine::loggedSoFar() const
{
    const std::lock_guard lock(m_mutex);
    return shownLog;
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
    return m_engine->look();
}

void SimulatedRun::start()
{
    m_engine->start();
}

void SimulatedRun::pause()
{
    m_engine->pause();
}

void SimulatedRun::step(StepUnit unit, bool back)
{
    m_engine->step(unit, back);
}

void SimulatedRun::seek(Instant instant)
{
    m_engine->seek(instant);
}

Result<void> SimulatedRun::setBreakpoints(const std::vector<std::string>& conditions)
{
    auto all = breakpointsOf(conditions, *latest()->scenario);
    if (!all) {
        return tl::unexpected(std::move(all.error()));
    }
    m_engine->setBreakpoints(std::move(*all));
    return {};
}

void SimulatedRun::waitAfterChange(Duration length)
{
    m_engine->waitAfterChange(length);
}

bool SimulatedRun::look(std::function<void(const Simulation& world)> look)
{
    m_engine->post([e = m_engine.get(), look = std::move(look)] { look(e->time->world()); });
    return true;
}

void SimulatedRun::runTo(Instant end)
{
    m_engine->runTo(end);
}

void SimulatedRun::setSpeed(double factor)
{
    m_engine->setSpeed(factor);
}

bool SimulatedRun::lookBack(Instant from, std::function<void(const LookBack& past)> look)
{
    m_engine->post([e = m_engine.get(), from, look = std::move(look)] { look(e->time->lookBack(from)); });
    return true;
}

std::shared_ptr<const RunLog> SimulatedRun::log() const
{
    return m_engine->loggedSoFar();
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
    m_engine->standing = std::make_shared<const Standing>(Standing{document(), {}, {}});
    m_engine->postTurn([e = m_engine.get(), seed, fresh = std::make_shared<const Scenario>(std::move(*scenario)), known = m_engine->standing] {
        e->beginAgain(fresh, seed, known);
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
    auto fresh = std::make_shared<const Scenario>(std::move(*scenario));
    m_engine->postTurn([e = m_engine.get(), fresh = std::move(fresh), text = std::string(label), known = m_engine->standing] {
        e->change(fresh, text, known);
    });
    return {};
}

} // namespace highwater
