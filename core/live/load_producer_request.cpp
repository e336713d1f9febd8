// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/load_producer.h"

#include "live/http_text.h"

#include <algorithm>
#include <cassert>

namespace highwater {

namespace {

/// What every body is made of.
const std::string& filler()
{
    static const std::string text(64 * 1024, 'h');
    return text;
}

/// A user or a client without a think time does not try again at once, for ever, what has just been refused.
constexpr Duration pauseAfterRefusal = std::chrono::milliseconds(1);
constexpr Duration pauseAfterFault = std::chrono::milliseconds(10);
constexpr std::size_t mostReasons = 20;

bool isRefusal(const HttpReply& reply)
{
    return reply.status == 429 || reply.status == 503;
}

} // namespace

/// Sends what may be sent, and sees to it that somebody wakes up for the rest.
void LoadProducer::pump()
{
    const SteadyTime now = steadyNow();
    if (m_blocked) {
        m_blocked = false;
        m_blockedUntil = now;
    }
    drainReady(now);
    if (!m_blocked) {
        drainSource(now);
    }
    planSource(now);
    publish(now);
}

void LoadProducer::drainReady(SteadyTime now)
{
    while (!m_ready.empty()) {
        const SlotIndex index = m_ready.front();
        Slot& slot = m_slots[index];
        const bool first = slot.attempt == 1;
        if (first && !m_running) {
            m_ready.pop_front();
            dropUser(index);
            const auto guard = lock();
            ++m_shared.figures.due;
            ++m_shared.figures.unsent;
            continue;
        }
        if (heeds(flow::OnPressure::Shed, slot.client) && holdsBack(now, slot.client)) {
            m_ready.pop_front();
            shedReady(index, now);
            continue;
        }
        if (heeds(flow::OnPressure::Wait, slot.client) && holdsBack(now, slot.client)) {
            return;
        }
        if (!m_client->hasRoom()) {
            block(now, slot.intended);
            return;
        }
        m_ready.pop_front();
        begin(index, now);
    }
}

/// A first try that is shed was never sent; a later one ends a request that was.
void LoadProducer::shedReady(SlotIndex index, SteadyTime now)
{
    const bool first = m_slots[index].attempt == 1;
    {
        const auto guard = lock();
        LoadFigures& figures = m_shared.figures;
        figures.due += first ? 1u : 0u;
        figures.shed += first ? 1u : 0u;
        figures.lost += first ? 0u : 1u;
        figures.underWay -= first ? 0 : 1;
    }
    if (!first) {
        m_ledger.onEnd(m_slots[index].attempt, false);
        --m_underWay;
    }
    endRequest(index, now, std::max(m_probeAt - now, pauseAfterRefusal));
}

bool LoadProducer::hasRoom() const
{
    return m_client->hasRoom() && m_underWay < std::max<std::int64_t>(m_options.outstanding, m_options.connections);
}

/// A hostile client does not care.
bool LoadProducer::heeds(flow::OnPressure policy, std::uint32_t client) const
{
    return m_config.onPressure == policy && !(m_config.hostile && client == 0);
}

bool LoadProducer::isPressed(SteadyTime now) const
{
    return m_pressed && (m_probing || now < m_probeAt);
}

bool LoadProducer::holdsBack(SteadyTime now, std::uint32_t /*client*/) const
{
    return isPressed(now) || m_inFlight >= m_options.unanswered.value_or(m_options.connections);
}

/// Something is due and cannot be sent: an answer has to come first.
void LoadProducer::block(SteadyTime /*now*/, SteadyTime due)
{
    m_blocked = true;
    const auto guard = lock();
    m_shared.dueSince = due;
}

void LoadProducer::begin(SlotIndex index, SteadyTime /*now*/)
{
    Slot& slot = m_slots[index];
    const bool first = slot.attempt == 1;
    slot.place = Place::InFlight;
    m_probing = m_probing || m_pressed;
    ++m_inFlight;
    if (first) {
        m_ledger.onFirstTry();
        ++m_underWay;
    }
    {
        const auto guard = lock();
        LoadFigures& figures = m_shared.figures;
        ++figures.sent;
        figures.retried += first ? 0u : 1u;
        figures.due += first ? 1u : 0u;
        figures.underWay += first ? 1 : 0;
        figures.late += first && slot.intended <= m_blockedUntil ? 1u : 0u;
    }
    send(index);
}

void LoadProducer::send(SlotIndex index)
{
    const Slot& slot = m_slots[index];
    HttpCall call;
    call.target = m_target;
    call.contentType = "application/octet-stream";
    call.headers = headersOf(slot);
    call.body = filler();
    call.bodyLength = slot.bytes;
    call.timeout = m_config.timeout;
    m_client->send(call, [this, index](const HttpReply& reply) { ended(index, reply); }, slot.client);
}

std::string_view LoadProducer::headersOf(const Slot& slot)
{
    m_headers = m_constantHeaders;
    http::appendHeader(m_headers, "X-Highwater-Intended", slot.intended.time_since_epoch().count());
    http::appendHeader(m_headers, "X-Highwater-Attempt", slot.attempt);
    http::appendHeader(m_headers, "X-Highwater-Client", std::int64_t{slot.client});
    return m_headers;
}

/// An attempt has been answered, or has failed.
void LoadProducer::ended(SlotIndex index, const HttpReply& reply)
{
    Slot& slot = m_slots[index];
    --m_inFlight;
    count(slot, reply);
    noteAnswer(reply);
    if (reply.succeeded()) {
        m_ledger.onEnd(slot.attempt, true);
        --m_underWay;
        endRequest(index, reply.endedAt, Duration::zero());
    } else if (reply.fault == HttpReply::Fault::Cancelled) {
        --m_underWay;
        slot.ofUser ? dropUser(index) : release(index);
    } else {
        failAttempt(index, reply);
    }
    pump();
}

void LoadProducer::count(const Slot& slot, const HttpReply& reply)
{
    const auto guard = lock();
    LoadFigures& figures = m_shared.figures;
    figures.bytesSent += reply.fault == HttpReply::Fault::Refused ? 0 : static_cast<std::uint64_t>(slot.bytes);
    figures.bytesReceived += static_cast<std::uint64_t>(reply.received);
    if (reply.answered()) {
        ++figures.statuses[reply.status];
    } else if (figures.faults.size() < mostReasons || figures.faults.count(reply.reason) > 0) {
        ++figures.faults[reply.reason];
    }
    if (reply.succeeded()) {
        ++figures.accepted;
        --figures.underWay;
        figures.fromIntended.record(std::max(reply.endedAt - slot.intended, Duration::zero()));
        figures.fromSend.record(std::max(reply.endedAt - reply.sentAt, Duration::zero()));
    } else if (reply.answered()) {
        ++figures.refused;
    } else if (reply.fault == HttpReply::Fault::TimedOut) {
        ++figures.timedOut;
    } else if (reply.fault == HttpReply::Fault::Cancelled) {
        ++figures.cancelled;
        --figures.underWay;
    } else {
        ++figures.failed;
    }
}

/// The last answer tells whether the service is under pressure. What is not answered tells nothing, but a probe is over.
void LoadProducer::noteAnswer(const HttpReply& reply)
{
    if (m_config.onPressure == flow::OnPressure::Ignore) {
        m_pressed = false;
        m_probing = false;
        return;
    }
    const bool refused = isRefusal(reply);
    if (reply.answered() && !refused) {
        m_pressed = false;
        m_probing = false;
        return;
    }
    if (!refused && !m_probing) {
        return;
    }
    m_pressed = true;
    m_probing = false;
    m_probeAt = reply.endedAt + reply.retryAfter.value_or(m_options.probeAfter);
    m_agenda.cancel(m_probe);
    m_probe = m_agenda.at(m_probeAt, [this] {
        m_probe = 0;
        pump();
    });
}

void LoadProducer::failAttempt(SlotIndex index, const HttpReply& reply)
{
    Slot& slot = m_slots[index];
    m_ledger.onEnd(slot.attempt, false);
    const bool heedsRetryAfter = !(m_config.hostile && slot.client == 0);
    const double jitter = m_draws.jitter(slot.identity, static_cast<std::uint64_t>(slot.attempt));
    const auto delay = m_ledger.next(slot.attempt, m_underWay, slot.backoff, jitter, heedsRetryAfter ? reply.retryAfter : std::nullopt);
    if (!delay) {
        --m_underWay;
        {
            const auto guard = lock();
            ++m_shared.figures.lost;
            --m_shared.figures.underWay;
        }
        const Duration pause = reply.answered() ? std::max(reply.retryAfter.value_or(Duration::zero()), pauseAfterRefusal) : pauseAfterFault;
        endRequest(index, reply.endedAt, pause);
        return;
    }
    ++slot.attempt;
    slot.backoff = *delay;
    slot.place = Place::BackingOff;
    slot.planned = m_agenda.at(reply.endedAt + *delay, [this, index] {
        m_slots[index].planned = 0;
        m_slots[index].place = Place::Ready;
        m_ready.push_back(index);
        pump();
    });
}

/// pause: of a user or a client that has no think time.
void LoadProducer::endRequest(SlotIndex index, SteadyTime at, Duration pause)
{
    if (!m_slots[index].ofUser) {
        release(index);
    } else if (m_users > usersWanted()) {
        dropUser(index);
    } else {
        userThinks(index, at, pause);
    }
}

/// What other threads may see.
void LoadProducer::publish(SteadyTime now)
{
    std::int64_t connections = m_client ? m_client->counts().open : 0;
    for (const auto& client : m_former) {
        connections += client->counts().open;
    }
    const bool sourceEnded = !m_running || (m_config.items && spent()) || (isOpen() && m_next == ArrivalProcess::never);
    const auto guard = lock();
    LoadFigures& figures = m_shared.figures;
    assert(figures.underWay == m_underWay); // counted with the others, so that a look at any moment adds up
    figures.inFlight = m_inFlight;
    figures.connections = connections;
    figures.pressed = isPressed(now) && m_config.onPressure != flow::OnPressure::Ignore;
    figures.finished = sourceEnded && m_underWay == 0 && m_users == 0 && m_ready.empty();
    if (!m_blocked) {
        m_shared.dueSince.reset();
    }
}

} // namespace highwater
