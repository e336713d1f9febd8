// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/before_sleep.h"
#include "live/forwarder.h"
#include "live/live_answers.h"
#include "live/live_items.h"
#include "live/live_service.h"
#include "live/mailbox.h"
#include "live/spinner.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <map>
#include <unordered_map>

namespace highwater {

/// A live service from within. Internal to core/live/live_service*.cpp: what requests ask (_requests, _pages), what becomes of items (_items), who does
/// their work (_work).
struct LiveService::Parts final : IngestHandler
{
    /// What a node of the engine promises to whoever sends to it.
    struct Promise
    {
        StageNode::Acknowledge acknowledge = StageNode::Acknowledge::Enqueued;
    };
    /// A stage whose work is a POST to another service.
    struct ForwardStage
    {
        std::unique_ptr<Forwarder> forwarder;
        std::unordered_multimap<std::uint64_t, std::pair<OutsideRef, std::uint64_t>> inside; ///< by id of the message: the work, and its tag
    };
    struct Subscriber
    {
        Ticket ticket;
        bool chunked = true;
    };
    struct Follower
    {
        Ticket ticket;
        bool keepAlive = true;
    };

    Parts(std::shared_ptr<const Scenario> scenario, LiveServiceOptions options, LiveHooks hooks);
    ~Parts() override;

    /// Of a path as it came.
    static std::string_view withoutQuery(std::string_view path) { return path.substr(0, path.find('?')); }
    /// One number for each request of each connection: connections are counted, and none has 2^40 requests.
    static std::uint64_t keyOf(const Ticket& ticket) { return (std::uint64_t{ticket.generation} << 40) ^ ticket.request; }

    // --- the whole
    Result<void> open();
    Result<void> openStore();
    Result<void> listen();
    void learn();
    /// Fails when a stage of that scenario forwards to what cannot be reached, or to this very service.
    Result<void> learnForwards();
    Result<void> learnForward(std::uint16_t node, const StageNode& stage);
    void beforeSleep();
    [[nodiscard]] std::int64_t wallNow() const;

    // --- requests
    bool isFramed(const http::Request& head) override;
    bool mayTake(bool frame, std::int64_t bytes) override;
    bool reserve(std::int64_t bytes) override;
    void release(std::int64_t bytes) override;
    void onRequest(Ticket ticket, http::Request& request, const Peer& peer, std::int64_t reserved) override;
    bool onFramesBegin(Ticket ticket, const http::Request& head, const Peer& peer) override;
    void onFrame(Ticket ticket, std::string_view payload, bool ownTicket, const Peer& peer) override;
    void refuseFrame(Ticket ticket, FrameBatch* batch);
    void onFramesEnd(Ticket ticket) override;
    void onGone(Ticket ticket) override;

    [[nodiscard]] bool mayEnter(const http::Request& request) const;
    [[nodiscard]] bool hasToken(const http::Request& request) const;
    void post(Ticket ticket, http::Request& request, const Peer& peer, std::int64_t reserved);
    /// True: the key stands for a message that is here or was, and this request has its answer or will have it.
    bool isRepeated(Ticket ticket, const http::Request& request);
    void bring(std::uint64_t tag, std::uint16_t producer, OutsideItem outside);
    OutsideItem outsideItem(const http::Request& request, const Peer& peer, std::uint16_t& producer) const;
    void page(Ticket ticket, const http::Request& request);
    void getPage(Ticket ticket, const http::Request& request, std::string_view path);
    void patch(Ticket ticket, const http::Request& request);
    void beginEvents(Ticket ticket, const http::Request& request);
    void sendEvents();
    void send(Ticket ticket, int status, std::string_view type, std::string_view body, bool keepAlive, std::string_view headers = {});
    void refuse(Ticket ticket, bool keepAlive, int status, std::string_view reason, Duration retryAfter = {});
    [[nodiscard]] bool ready() const;
    /// Whether a connection goes on after an answer: a drain ends them all, and each client is told so.
    [[nodiscard]] bool staysOpen(bool keepAlive) const { return keepAlive && !draining; }
    [[nodiscard]] std::string indexPage() const;

    // --- items
    void told(const OutsideNotice& notice);
    void accepted(std::uint64_t tag, std::uint16_t node);
    void refused(std::uint64_t tag, const flow::Refusal& refusal);
    void completed(std::uint64_t tag);
    void lost(std::uint64_t tag, OutsideNotice::Loss loss);
    void insert(LiveItem& item, std::uint64_t tag);
    void onCommitted();
    void commitFailed(std::uint64_t tag, const Error& fault);
    void insertAgain();
    void confirm(LiveItem& item);
    void decline(LiveItem& item, int status, std::string_view reason, Duration retryAfter);
    std::vector<Follower> takeFollowers(const LiveItem& item);
    void settleBatch(const std::shared_ptr<FrameBatch>& batch);
    void letGo(LiveItem& item);
    void endIfDone(std::uint64_t tag);

    // --- work
    void work(const OutsideNotice& notice);
    void workOnHeld(std::uint64_t tag, bool wanted);
    void delivered(ForwardStage& stage, const Delivery& delivery);

    std::shared_ptr<const Scenario> scenario;
    LiveServiceOptions options;
    LiveHooks hooks;
    Agenda agenda;
    Mailbox mailbox;
    LiveNetwork network;
    std::unique_ptr<MessageStore> store;
    std::unique_ptr<IngestServer> server;
    std::unique_ptr<Spinner> spinner;
    std::map<std::uint16_t, ForwardStage> forwards; ///< by node of the engine
    Endpoint address;
    std::optional<Endpoint> framesAddress;
    Endpoint within; ///< for clients of this process
    std::uint16_t entry = 0;
    std::vector<Promise> promises; ///< by node of the engine
    LiveItems items;
    LiveAnswers answers;
    std::unordered_map<std::uint64_t, std::shared_ptr<FrameBatch>> batches; ///< by keyOf() of their request
    std::unordered_map<std::string, std::uint64_t> keysUnderWay; ///< tags of items that are not safe yet
    std::unordered_map<std::uint64_t, std::vector<Follower>> followers; ///< by tag: the same request once more
    std::unordered_map<std::uint64_t, std::uint64_t> waiting; ///< tags of items whose client waits for an answer, by keyOf() of the request
    std::deque<std::uint64_t> uncommitted; ///< tags in the order of insert()
    std::vector<std::uint64_t> toInsert;   ///< tags of confirmed messages whose group could not be written
    std::vector<Subscriber> subscribers;
    std::uint64_t nextId = 1;
    std::uint64_t storeFaults = 0;
    std::size_t recoveredCount = 0;
    std::int64_t payload = 0;
    bool durableStore = false;
    bool keepsMessages = false; ///< somebody will want the body
    bool keepsNotes = false;    ///< the store is told of every message
    bool storeTouched = false;
    bool draining = false;
    bool closing = false;
    BeforeSleep sleep;
    QObject context;
    QTimer eventTimer;
};

} // namespace highwater
