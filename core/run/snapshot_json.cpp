// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/snapshot_json.h"

#include "run/field_archive.h"

namespace highwater {

template <>
struct WordsOf<NodeState>
{
    static constexpr std::array<std::string_view, 7> words{"idle", "flowing", "filling", "pressed", "blocked", "dropping", "waiting"};
};
template <>
struct WordsOf<NodeKind>
{
    static constexpr std::array<std::string_view, 4> words{"producer", "stage", "channel", "balancer"};
};
template <>
struct WordsOf<ReplicaView::State>
{
    static constexpr std::array<std::string_view, 4> words{"stopped", "starting", "running", "draining"};
};
template <>
struct WordsOf<RunState>
{
    static constexpr std::array<std::string_view, 3> words{"running", "paused", "stopped"};
};
template <>
struct WordsOf<flow::RefusalReason>
{
    static constexpr std::array<std::string_view, flow::refusalReasonCount> words = [] {
        std::array<std::string_view, flow::refusalReasonCount> all{};
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] = flow::nameOf(static_cast<flow::RefusalReason>(i));
        }
        return all;
    }();
};

/// The same type, const or not: a writer reads it, a reader writes it.
template <typename Value, typename T>
concept Is = std::is_same_v<std::remove_const_t<Value>, T>;

template <typename Archive, Is<Counters> C>
void fields(Archive& a, C& c)
{
    a("offered", c.offered);
    a("accepted", c.accepted);
    a("refused", c.refused);
    a("dropped", c.dropped);
    a("expired", c.expired);
    a("failed", c.failed);
    a("retried", c.retried);
    a("completed", c.completed);
    a("inside", c.inside);
}

template <typename Archive, Is<TimeSummary> T>
void fields(Archive& a, T& t)
{
    a("count", t.count);
    a("mean", t.mean);
    a("sd", t.sd);
    a("p50", t.p50);
    a("p90", t.p90);
    a("p95", t.p95);
    a("p99", t.p99);
    a("p999", t.p999);
    a("max", t.max);
}

template <typename Archive, Is<Bloat> B>
void fields(Archive& a, B& b)
{
    a("excess_p95_s", b.excessP95);
    a("excess_p99_s", b.excessP99);
    a("standing_s", b.standing);
    a("drain_s", b.drain);
    a("ratio", b.ratio);
    a("grade", b.grade);
}

template <typename Archive, Is<ConsumerView> V>
void fields(Archive& a, V& v)
{
    a("name", v.name);
    a("unread", v.unread);
    a("buffer", v.buffer);
    a("busy", v.busy);
    a("killed", v.killed);
    a("blocked", v.blocked);
    a("lag_ns", v.lag);
    a("completed_per_s", v.completedRate);
}

template <typename Archive, Is<ReplicaView> V>
void fields(Archive& a, V& v)
{
    a("state", v.state);
    a("load", v.load);
    a("waiting", v.waiting);
    a("busy", v.busy);
    a("starts_in_ns", v.startsIn);
    a("completed_per_s", v.completedRate);
}

template <typename Archive, Is<HopView> V>
void fields(Archive& a, V& v)
{
    a("application_bytes", v.applicationBytes);
    a("send_bytes", v.sendBytes);
    a("receive_bytes", v.receiveBytes);
    a("send_buffer", v.sendBuffer);
    a("receive_buffer", v.receiveBuffer);
    a("items", v.items);
    a("sender_waits", v.senderWaits);
    a("down", v.down);
}

template <typename Archive, Is<RefusalView> V>
void fields(Archive& a, V& v)
{
    a.always("reason", v.reason);
    a("total", v.total);
}

template <typename Archive, Is<ClientsView> V>
void fields(Archive& a, V& v)
{
    a.always("count", v.count);
    a("worst_inside", v.worstInside);
    a("worst", v.worst);
    a("mean_inside", v.meanInside);
    a("hostile", v.hostile);
    a("killed", v.killed);
}

template <typename Archive, Is<LinkView> V>
void fields(Archive& a, V& v)
{
    a.always("from", v.from);
    a("to", v.to);
    a("items", v.items);
    a("per_s", v.rate);
    a("hop", v.hop);
}

template <typename Archive, Is<ChangeView> V>
void fields(Archive& a, V& v)
{
    a("number", v.number);
    a("at_ns", v.at);
    a("text", v.text);
    a.always("by_user", v.byUser);
}

template <typename Archive, Is<LiveView> V>
void fields(Archive& a, V& v)
{
    a("url", v.url);
    a("frames_url", v.framesUrl);
    a("connections", v.connections);
    a("held_back", v.heldBack);
    a("refused_connections", v.refusedConnections);
    a("requests", v.requests);
    a("unconfirmed", v.unconfirmed);
    a("resident_bytes", v.resident);
    a("stored", v.stored);
    a("dead", v.dead);
    a("store_faults", v.storeFaults);
    a("draining", v.draining);
}

template <typename Archive, typename V>
void ratesOf(Archive& a, V& v)
{
    a("offered_per_s", v.offeredRate);
    a("accepted_per_s", v.acceptedRate);
    a("completed_per_s", v.completedRate);
    a("refused_per_s", v.refusedRate);
    a("retried_per_s", v.retriedRate);
    a("busy_share", v.busyShare);
    a("blocked_share", v.blockedShare);
    a.always("idle_share", v.idleShare);
    a("pressed_share", v.pressedShare);
    a("flips_per_min", v.flipsPerMinute);
    a("window_throughput_per_s", v.windowThroughput);
    a("wanted_per_s", v.wantedRate);
    a("held_share", v.heldShare);
}

template <typename Archive, typename V>
void levelsOf(Archive& a, V& v)
{
    a("waiting", v.waiting);
    a("waiting_bytes", v.waitingBytes);
    a("level", v.level);
    a("level_slope_per_s", v.levelSlope);
    a("peak_level", v.peakLevel);
    a("workers", v.workers);
    a("busy", v.busy);
    a("blocked", v.blocked);
    a("parked", v.parked);
    a("oldest_ns", v.oldest);
    a("longest_parked_ns", v.longestParked);
    a("mean_in_system", v.meanInSystem);
    a("standing_s", v.standing);
    a("busy_ns", v.busyNs);
    a("blocked_ns", v.blockedNs);
    a("idle_ns", v.idleNs);
}

template <typename Archive, typename V>
void controlOf(Archive& a, V& v)
{
    a("refused_by", v.refusedBy);
    a("hung", v.hung);
    a("down", v.down);
    a("reserved", v.reserved);
    a("credits_free", v.creditsFree);
    a("adaptive_limit", v.adaptiveLimit);
    a("workers_wanted", v.workersWanted);
    a("workers_starting", v.workersStarting);
    a("consumers", v.consumers);
    a("replicas", v.replicas);
    a("clients", v.clients);
    a("held", v.held);
    a("at_door", v.atDoor);
    a("thinking", v.thinking);
}

template <typename Archive, Is<NodeView> V>
void fields(Archive& a, V& v)
{
    a("name", v.name);
    a("producer", v.isProducer);
    a.always("kind", v.kind);
    a("from_outside", v.fromOutside);
    a("retired", v.retired);
    a("state", v.state);
    a("totals", v.totals);
    ratesOf(a, v);
    levelsOf(a, v);
    a("pressed", v.pressed);
    a("in_state_ns", v.inState);
    a("waits_for", v.waitsFor);
    a("chain", v.chain);
    a("wait_s", v.wait);
    a("service_s", v.service);
    a("sojourn_s", v.sojourn);
    a("bloat", v.bloat);
    a("recent_sojourn_p95_s", v.recentSojournP95);
    a("recent_sojourn_p99_s", v.recentSojournP99);
    a("recent_samples", v.recentSamples);
    controlOf(a, v);
    a("series_end", v.series.end);
}

template <typename Archive, Is<Snapshot> S>
void fields(Archive& a, S& s)
{
    a("now_ns", s.now);
    a.always("state", s.state);
    a("seed", s.seed);
    a("generation", s.generation);
    a("statistics_since_ns", s.statisticsSince);
    a("rate_window_ns", s.rateWindow);
    a("speed_reached", s.speedReached);
    a("events", s.events);
    a("events_per_s", s.eventsPerSecond);
    a("nodes", s.nodes);
    a("links", s.links);
    a("changes", s.changes);
    a("end_to_end", s.endToEnd);
    a.always("conserved", s.conserved);
    a("live", s.live);
    a("trouble", s.trouble);
}

Json jsonOfSnapshot(const Snapshot& snapshot)
{
    Json object = Json::object();
    FieldWriter writer(object);
    fields(writer, snapshot);
    return object;
}

Result<Snapshot> snapshotOfJson(const Json& json, const std::string& where)
{
    if (!json.is_object()) {
        return failure(Errc::WrongType, where, "a picture is an object");
    }
    Snapshot snapshot;
    FieldReader reader(json, where);
    fields(reader, snapshot);
    if (!reader.fault().empty()) {
        return failure(Errc::WrongType, reader.fault(), "this value is of another kind than the field takes");
    }
    snapshot.mode = Mode::Measured;
    return snapshot;
}

} // namespace highwater
