// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/recorded_player.h"

#include "run/measured_player.h"
#include "run/replay.h"
#include "run/views.h"

#include <algorithm>

namespace highwater {

namespace {

/// A simulation that is had again.
class SimulatedPlayer final : public RecordedPlayer
{
public:
    SimulatedPlayer(Replay replay, Instant end) : m_replay(std::move(replay)), m_recordedEnd(end) {}

    [[nodiscard]] Instant now() const override { return m_replay.history().now(); }
    [[nodiscard]] Instant end() const override { return std::max(m_recordedEnd, m_replay.history().end()); }
    [[nodiscard]] bool goesOn() const override { return true; }
    [[nodiscard]] Duration interval() const override { return m_replay.series().interval; }
    [[nodiscard]] const Simulation* world() const override { return &m_replay.world(); }
    [[nodiscard]] std::shared_ptr<const RunLog> log() const override
    {
        if (!m_log || m_replay.history().jumps() != m_jumpsLogged) {
            m_log = std::make_shared<const RunLog>(m_replay.history().log(m_replay.seed()));
            m_jumpsLogged = m_replay.history().jumps();
        }
        return m_log;
    }
    bool lookBack(Instant from, const std::function<void(const LookBack& past)>& look) const override
    {
        look(m_replay.history().lookBack(from));
        return true;
    }
    bool advance(Instant target, std::uint64_t mostEvents) override { return m_replay.advance(target, mostEvents); }
    void seek(Instant instant) override { m_replay.seek(instant); }
    void step(StepUnit unit, bool back) override
    {
        switch (unit) {
        case StepUnit::Event:
            back ? m_replay.stepBack() : static_cast<void>(m_replay.step());
            break;
        case StepUnit::Item:
            back ? m_replay.stepItemBack() : m_replay.stepItem();
            break;
        case StepUnit::Second:
            m_replay.seek(back ? std::max(runStart, now() - std::chrono::seconds(1)) : now() + std::chrono::seconds(1));
            break;
        }
    }
    void restart(std::uint64_t seed) override
    {
        ++m_restarts;
        if (seed == m_replay.seed()) {
            m_replay.seek(runStart);
            return;
        }
        m_rewinds += m_replay.history().rewinds();
        if (auto fresh = Replay::create(RunLog{document(), seed, {}})) {
            m_replay = std::move(*fresh);
            m_recordedEnd = runStart;
        }
        m_shown.reset();
        m_log.reset();
    }
    Checked<void> change(const Document& document, const std::string& label) override
    {
        auto changed = m_replay.change(document, label);
        if (changed) {
            m_recordedEnd = runStart; // what was recorded after this is another future
        }
        return changed;
    }
    [[nodiscard]] const Document& document() const override { return m_replay.history().standing()->document; }
    [[nodiscard]] const std::string& trouble() const override { return m_replay.world().trouble(); }

    void fill(bool fresh, Snapshot& picture) override
    {
        const RunHistory& history = m_replay.history();
        if (!m_shown || history.jumps() != m_jumpsShown || history.marks().size() != m_marksShown) {
            auto copy = std::make_shared<Scenario>(*history.scenario());
            for (std::size_t i = 0; i < copy->nodes.size(); ++i) {
                copy->nodes[i] = *history.world().nodes()[history.world().nodeOfScenario()[i]].config;
            }
            m_shown = std::move(copy);
            m_jumpsShown = history.jumps();
            m_marksShown = history.marks().size();
            m_views.forget();
            fresh = true;
        }
        picture.scenario = m_shown;
        picture.seed = m_replay.seed();
        picture.generation = m_rewinds + history.rewinds() + m_restarts;
        picture.branch = history.branch();
        picture.end = end();
        picture.rateWindow = rateWindowOf(m_replay.series());
        m_views.fill(history.world(), fresh, picture);
        picture.changes = history.marks();
        picture.trouble = trouble();
    }

private:
    Replay m_replay;
    Instant m_recordedEnd;
    std::uint64_t m_restarts = 0;
    std::uint64_t m_rewinds = 0; ///< of replays that are gone
    ViewBuilder m_views;
    mutable std::shared_ptr<const RunLog> m_log;
    mutable std::uint64_t m_jumpsLogged = 0;
    std::shared_ptr<const Scenario> m_shown;
    std::uint64_t m_jumpsShown = 0;
    std::size_t m_marksShown = 0;
};

} // namespace

Checked<std::unique_ptr<RecordedPlayer>> playerOf(const Recording& recording)
{
    if (recording.mode == Mode::Measured) {
        return measuredPlayer(recording);
    }
    auto replay = Replay::create(recording.log);
    if (!replay) {
        return tl::unexpected(replay.error());
    }
    return std::unique_ptr<RecordedPlayer>(std::make_unique<SimulatedPlayer>(std::move(*replay), recording.end));
}

} // namespace highwater
