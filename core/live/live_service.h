// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/ingest_server.h"
#include "live/live_network.h"
#include "store/message_store.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace highwater {

/// Changes of parameters: JSON pointers and values as JSON.
using ParameterChanges = std::vector<std::pair<std::string, std::string>>;

/// What a live service asks of its owner. All are called in the service's thread.
struct LiveHooks
{
    std::function<std::string(const Simulation&)> snapshot;          ///< the run so far, as JSON; absent: 404
    std::function<Checked<void>(const ParameterChanges&)> change;    ///< PATCH; absent: 404
};

struct LiveServiceOptions
{
    std::filesystem::path folder;      ///< that paths of the scenario start from
    std::filesystem::path dataFolder;  ///< where the durable store goes; empty: folder
    SeriesOptions series;
};

/// How a service fares, beside the figures of its engine.
struct LiveFigures
{
    std::size_t connections = 0;
    std::size_t heldBack = 0;           ///< connections from which nothing is read
    std::uint64_t refusedConnections = 0;
    std::uint64_t requests = 0;
    IngestBytes bytes;
    std::int64_t payload = 0;           ///< bytes of the bodies that are kept
    std::int64_t resident = 0;          ///< memory of the process
    MessageStore::Size stored;
    std::uint64_t onDisk = 0;           ///< bytes of the bodies in a durable store
    std::uint64_t storeFaults = 0;      ///< messages that could not be written
    std::int64_t unconfirmed = 0;       ///< requests without an answer
};

/// Fails with Unsupported and the pointer when a stage would forward to the service at that address itself. Any thread.
Result<void> forwardsElsewhere(const Scenario& scenario, const Endpoint& address);

/// A scenario as a service: requests become items of the engine, what happens to them becomes answers. Belongs to one thread with an event loop.
///
/// | request                              | answer                                                              |
/// |--------------------------------------|---------------------------------------------------------------------|
/// | POST to any path                     | 200 with the id once the item is as safe as `acknowledge` says; 429 or 503 with Retry-After and the reason |
/// | POST to framesPath                   | each frame is an item; 200 with their number when the last is safe  |
/// | GET /healthz, /readyz                | 200, or 503 while pressed or draining                               |
/// | GET /metrics, /v1/snapshot, /v1/events | figures                                                           |
/// | PATCH /v1/parameters                 | with the bearer token: changes the scenario                         |
///
/// The headers X-Highwater-Producer, -Intended, -Attempt, -Client and -Priority are believed when they come from this machine.
class LiveService
{
public:
    /// scenario: one that whyNotLive() has nothing against. Opens the store, brings back what it holds, and listens. Fails with Io or
    /// Unsupported: the address, a file of TLS or the store, with the path in where.
    static Result<std::unique_ptr<LiveService>> open(std::shared_ptr<const Scenario> scenario, LiveServiceOptions options, LiveHooks hooks);
    ~LiveService();
    LiveService(const LiveService&) = delete;
    LiveService& operator=(const LiveService&) = delete;

    [[nodiscard]] const Endpoint& address() const;
    [[nodiscard]] const std::optional<Endpoint>& framesAddress() const;
    /// Where clients of this process reach it without TLS.
    [[nodiscard]] const Endpoint& addressWithin() const;
    [[nodiscard]] LiveNetwork& network();
    /// withSockets: asks the kernel about every connection, too.
    [[nodiscard]] LiveFigures figures(bool withSockets = false) const;
    /// Messages of an earlier process that were brought back.
    [[nodiscard]] std::size_t recovered() const;

    /// Another version of the scenario from now on; what belongs to the sockets alone (address, TLS, database) stays.
    /// Fails, and changes nothing, when a stage would forward to this very service.
    Result<void> change(std::shared_ptr<const Scenario> scenario);
    /// A change of the schedule has acted in the engine: promises and work of that node are those of its new version.
    void follow(const Node& changed);
    /// Takes nothing more: connections are closed, requests get 503.
    void drain();
    /// Nothing is inside, unanswered or unwritten.
    [[nodiscard]] bool drained() const;

private:
    struct Parts;
    explicit LiveService(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> m_parts;
};

} // namespace highwater
