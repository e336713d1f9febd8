// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/agenda.h"
#include "live/live_service.h"
#include "live/load_generator.h"
#include "live/loop_thread.h"
#include "run/live_run.h"
#include "run/standing_changes.h"
#include "run/views.h"

#include <atomic>
#include <deque>
#include <map>
#include <mutex>

namespace highwater {

/// What readScenario() and whyNotLive() say.
Checked<Scenario> readForLive(const Document& document, LiveAccess access);

/// What a live run consists of: service, clients, pictures. Internal to core/run/live_*.cpp.
struct LiveRun::Engine
{
    Engine(const Document& file, LiveRunOptions how) : options(how), document(file), folder(file.folder()) {}
    ~Engine()
    {
        loop.call([this] { end(); });
    }
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    // --- the run's thread
    Checked<void> begin(std::uint64_t newSeed);
    void end();
    Checked<std::unique_ptr<LiveService>> openService(const std::shared_ptr<const Scenario>& with);
    void setProducers();
    /// next was checked. before: the document until now.
    Checked<void> change(const Document& next, const Document& before, std::string_view label);
    [[nodiscard]] Checked<Scenario> mayBecome(const Document& next) const;
    void fail(const Faults& faults);
    Checked<void> patch(const ParameterChanges& changes);
    void tick();
    void noteScheduledChanges();
    void publish();
    void sampleBytes();
    void addProducers(Snapshot& snapshot);
    [[nodiscard]] std::shared_ptr<const Scenario> shownScenario() const;
    [[nodiscard]] LiveView liveView() const;
    [[nodiscard]] Report report() const;
    [[nodiscard]] std::string url() const { return (scenario->live.certificate.empty() ? "http://" : "https://") + writeEndpoint(service->address()); }

    LiveRunOptions options;
    mutable std::mutex mutex;
    Document document;                      ///< guarded by mutex
    const std::filesystem::path folder;
    bool isDurable = false;                 ///< constant after the first begin(), as the next two
    std::shared_ptr<const Snapshot> latest; ///< guarded by mutex
    std::atomic<bool> taken{true};
    std::atomic<bool> drained{false};
    Endpoint address;
    std::optional<Endpoint> framesAddress;
    std::atomic<std::size_t> recovered{0};

    // The rest belongs to the run's thread.
    std::shared_ptr<const Scenario> scenario;
    std::uint64_t seed = 1;
    std::uint64_t generation = 0;
    SeriesOptions series;
    std::unique_ptr<Agenda> agenda;
    std::unique_ptr<LiveService> service;
    std::unique_ptr<LoadGenerator> load;
    ViewBuilder views;
    StandingChanges standing;
    std::vector<ChangeView> changes;
    std::size_t changesNoted = 0;
    std::map<std::string, Instant> heldSince; ///< producers that hold back
    std::vector<Node> producers; ///< as the schedule and the user have made them
    std::shared_ptr<const Scenario> shown;
    std::deque<ByteSample> bytes;
    std::shared_ptr<const std::vector<ByteSample>> bytesShown = std::make_shared<std::vector<ByteSample>>();
    SteadyTime nextStatistics{};
    SteadyTime nextBytes{};
    std::uint64_t eventsBefore = 0;
    double eventsPerSecond = 0;
    bool running = true;
    bool draining = false;
    bool urgent = true;
    LoopThread loop; ///< last: it runs while the others are there
};

} // namespace highwater
