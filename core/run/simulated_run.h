// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/run.h"

namespace highwater {

/// A run under virtual time, driven by a thread of its own that keeps pace with the wall clock times the speed.
/// It goes on after the scenario's duration until somebody pauses it. Paused when made.
class SimulatedRun final : public Run
{
public:
    /// Fails with the document's faults.
    static Checked<std::unique_ptr<SimulatedRun>> create(const Document& document);
    ~SimulatedRun() override;

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

private:
    struct Engine;
    explicit SimulatedRun(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> m_engine;
};

} // namespace highwater
