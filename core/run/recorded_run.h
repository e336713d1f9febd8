// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/recording.h"
#include "run/run.h"

namespace highwater {

/// A recording as a run: it plays, pauses, steps and seeks in a thread of its own, and pauses at its end. Of a simulated run the simulation is
/// had again: it can go on after the end, and a change begins another future. Of a measured run the recorded pictures are shown; changes
/// are refused, and so are breakpoints that single pictures cannot answer. Paused at the beginning when made.
class RecordedRun final : public Run
{
public:
    enum class Check {
        None,   ///< a measured recording, or one without figures: nothing can be checked
        Open,   ///< the end was not reached yet
        Same,   ///< the replay has the figures of the recording, to the bit
        Differs ///< difference() says where
    };

    /// Fails with the faults of a scenario in the recording.
    static Checked<std::unique_ptr<RecordedRun>> create(const Recording& recording);
    ~RecordedRun() override;

    [[nodiscard]] std::shared_ptr<const Snapshot> latest() const override;
    void start() override;
    void pause() override;
    [[nodiscard]] bool canGoBack() const override { return true; }
    void step(StepUnit unit, bool back) override;
    void seek(Instant instant) override;
    Result<void> setBreakpoints(const std::vector<std::string>& conditions) override;
    void waitAfterChange(Duration length) override;
    bool look(std::function<void(const Simulation& world)> look) override;
    bool lookBack(Instant from, std::function<void(const LookBack& past)> look) override;
    [[nodiscard]] std::shared_ptr<const RunLog> log() const override;
    void runTo(Instant end) override;
    void setSpeed(double factor) override;
    void restart(std::uint64_t seed) override;
    [[nodiscard]] const Document& document() const override;
    Checked<void> change(const Document& document, std::string_view label) override;

    /// The last instant of the recording.
    [[nodiscard]] Instant end() const;
    /// What came out when the replay passed the end of the recording.
    [[nodiscard]] Check check() const;
    /// Where the replay is another run than the recorded one, in words; empty unless check() is Differs.
    [[nodiscard]] std::string difference() const;

private:
    struct Engine;
    explicit RecordedRun(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> m_engine;
    mutable Document m_document; ///< the owner's copy
};

} // namespace highwater
