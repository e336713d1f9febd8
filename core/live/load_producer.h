// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/http_client.h"
#include "live/load_draws.h"
#include "live/load_generator.h"
#include "live/retry_ledger.h"
#include "sim/arrival_process.h"

#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace highwater {

/// What one producer tells other threads.
struct SharedFigures
{
    std::mutex mutex; ///< of all below
    LoadFigures figures;
    std::optional<SteadyTime> dueSince; ///< of the item that cannot be sent because a bound is reached
};

/// One producer of a load generator, in the generator's thread. Requests lie in slots, from their begin to their end:
///
/// | slot      | due         | answered 2xx        | failed, may be repeated | failed for good     |
/// |-----------|-------------|---------------------|-------------------------|---------------------|
/// | thinking  | ready       | -                   | -                       | -                   |
/// | backing off | ready     | -                   | -                       | -                   |
/// | ready     | in flight as soon as pressure and the bounds allow it | -    | -    | -                |
/// | in flight | -           | free; a user: thinking | backing off          | free; a user: thinking |
class LoadProducer
{
public:
    LoadProducer(std::string name, const LoadOptions& options, SteadyTime begin, Agenda& agenda, SharedFigures& shared);
    ~LoadProducer();
    LoadProducer(const LoadProducer&) = delete;
    LoadProducer& operator=(const LoadProducer&) = delete;

    /// from: when arrivals that are new begin.
    void configure(const ProducerNode& producer, const HttpAddress& address, SteadyTime from);
    /// Nothing more is made; what is under way goes on.
    void stopSource();
    /// What is under way ends now.
    void cancel();

private:
    using SlotIndex = std::uint32_t;
    enum class Place : std::uint8_t { Free, Thinking, BackingOff, Ready, InFlight };
    struct Slot
    {
        Place place = Place::Free;
        bool ofUser = false;
        std::uint32_t client = 0;
        std::int64_t attempt = 1;
        std::int64_t bytes = 0;
        std::uint64_t identity = 0;
        SteadyTime intended;
        Duration backoff{};
        Agenda::Id planned = 0; ///< thinking, backing off
    };

    // The source.
    void startSource(SteadyTime from);
    void planSource(SteadyTime now);
    void drainSource(SteadyTime now);
    bool makeItem(SteadyTime now);
    void nextInstant(SteadyTime now);
    void countUnsent(SteadyTime now);
    [[nodiscard]] bool isOpen() const;
    [[nodiscard]] bool spent() const { return m_config.items && m_born >= static_cast<std::uint64_t>(*m_config.items); }
    [[nodiscard]] bool killed(std::uint32_t client) const;
    [[nodiscard]] SteadyTime steady(Instant at) const { return m_begin + at.time_since_epoch(); }

    // Users and saturated clients.
    [[nodiscard]] std::int64_t usersWanted() const;
    void fitUsers(SteadyTime from);
    void userThinks(SlotIndex index, SteadyTime from, Duration atLeast);
    void userSends(SlotIndex index, SteadyTime due);
    void dropUser(SlotIndex index);

    // Requests.
    SlotIndex allocate();
    void release(SlotIndex index);
    void pump();
    void drainReady(SteadyTime now);
    [[nodiscard]] bool hasRoom() const;
    [[nodiscard]] bool isPressed(SteadyTime now) const;
    [[nodiscard]] bool holdsBack(SteadyTime now, std::uint32_t client) const;
    [[nodiscard]] bool heeds(flow::OnPressure policy, std::uint32_t client) const;
    void begin(SlotIndex index, SteadyTime now);
    void send(SlotIndex index);
    [[nodiscard]] std::string_view headersOf(const Slot& slot);
    void ended(SlotIndex index, const HttpReply& reply);
    void count(const Slot& slot, const HttpReply& reply);
    void noteAnswer(const HttpReply& reply);
    void failAttempt(SlotIndex index, const HttpReply& reply);
    void endRequest(SlotIndex index, SteadyTime at, Duration pause);
    void shedReady(SlotIndex index, SteadyTime now);
    void block(SteadyTime now, SteadyTime due);
    void publish(SteadyTime now);
    std::unique_lock<std::mutex> lock() { return std::unique_lock(m_shared.mutex); }

    const std::string m_name;
    const LoadOptions& m_options;
    const SteadyTime m_begin;
    Agenda& m_agenda;
    SharedFigures& m_shared;
    LoadDraws m_draws;
    RetryLedger m_ledger;
    ProducerNode m_config;
    std::string m_target = "/";
    std::unique_ptr<HttpClient> m_client;
    std::vector<std::unique_ptr<HttpClient>> m_former; ///< of an address before, with requests under way

    bool m_running = false; ///< it makes items
    std::uint64_t m_epoch = 0;
    std::uint64_t m_born = 0;
    ArrivalProcess m_process;
    Instant m_next = ArrivalProcess::never;
    std::int64_t m_left = -1;   ///< of the items of m_next; negative: not yet drawn
    bool m_held = false;        ///< an item waits under pressure, and the source with it
    bool m_wasHeld = false;     ///< since the last instant
    Agenda::Id m_planned = 0;
    SteadyTime m_plannedAt;

    std::vector<Slot> m_slots;
    std::vector<SlotIndex> m_free;
    std::deque<SlotIndex> m_ready;
    std::int64_t m_users = 0;
    std::int64_t m_inFlight = 0;
    std::int64_t m_underWay = 0;  ///< requests sent and not ended
    std::string m_constantHeaders;
    std::string m_headers;

    bool m_blocked = false;       ///< a bound is reached
    SteadyTime m_blockedUntil;    ///< what was due before is late
    bool m_pressed = false;
    bool m_probing = false;       ///< one request is out to see whether the pressure has gone
    SteadyTime m_probeAt;
    Agenda::Id m_probe = 0;
};

} // namespace highwater
