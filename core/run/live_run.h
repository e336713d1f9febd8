// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/report.h"
#include "run/run.h"
#include "scenario/endpoint.h"
#include "scenario/live_check.h"

#include <filesystem>
#include <optional>

namespace highwater {

/// How a live run is begun.
struct LiveRunOptions
{
    LiveAccess access = LiveAccess::Guarded;
    std::optional<Endpoint> listen{}; ///< instead of the scenario's address
    bool anyPort = false;             ///< when the port of the scenario is taken, any free one will do
    std::filesystem::path dataFolder{}; ///< where the durable store goes; empty: the scenario's folder
    bool producers = true;            ///< the producers of the scenario run as real clients; else only clients from outside come
};

/// A run under the machine's clock: a real endpoint, real clients, and the engine of the simulator between them. Everything happens in a thread
/// of its own. It begins when it is made; pause() freezes the picture only, since clients do not wait for it. Its speed is 1, and there are
/// no single steps.
class LiveRun final : public Run
{
public:
    /// Waits until the endpoint is open and the store was read. Fails with what readScenario() or whyNotLive() say, with "/live/listen" when the
    /// address is taken, or with the store's fault.
    static Checked<std::unique_ptr<LiveRun>> create(const Document& document, const LiveRunOptions& options = {});
    /// Ends at once; drain() before it lets what is inside go on to its end.
    ~LiveRun() override;

    [[nodiscard]] std::shared_ptr<const Snapshot> latest() const override;
    void start() override;
    void pause() override;
    void runTo(Instant) override {}
    void setSpeed(double) override {}
    void restart(std::uint64_t seed) override;
    [[nodiscard]] const Document& document() const override;
    Checked<void> change(const Document& document, std::string_view label) override;

    [[nodiscard]] Endpoint address() const;
    [[nodiscard]] std::optional<Endpoint> framesAddress() const;
    /// Messages of an earlier process that are delivered now.
    [[nodiscard]] std::size_t recovered() const;
    /// Waits until every change so far has acted.
    void awaitChanges() const;
    /// No producer sends anything more, and nothing new is taken in.
    void drain();
    /// Nothing is inside any more.
    [[nodiscard]] bool drained() const;
    /// What was measured so far. Waits for the run's thread.
    [[nodiscard]] Report report() const;

private:
    struct Engine;
    explicit LiveRun(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> m_engine;
    mutable Document m_document; ///< the owner's copy
};

} // namespace highwater
