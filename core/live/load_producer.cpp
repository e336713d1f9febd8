// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/load_producer.h"

#include "live/http_text.h"

#include <algorithm>

namespace highwater {

namespace {

/// Drawing a schedule to its end to tell what was not sent is given up after so many items.
constexpr std::uint64_t mostUnsent = 10'000'000;

HttpClientOptions clientOptions(const LoadOptions& options)
{
    HttpClientOptions client;
    client.connections = std::max(options.connections, 1);
    client.sendBuffer = options.sendBuffer;
    client.receiveBuffer = options.receiveBuffer;
    return client;
}

} // namespace

LoadProducer::LoadProducer(std::string name, const LoadOptions& options, SteadyTime begin, Agenda& agenda, SharedFigures& shared)
    : m_name(std::move(name)), m_options(options), m_begin(begin), m_agenda(agenda), m_shared(shared), m_draws(options.seed, m_name)
{
}

LoadProducer::~LoadProducer()
{
    m_agenda.cancel(m_planned);
    m_agenda.cancel(m_probe);
    for (const Slot& slot : m_slots) {
        m_agenda.cancel(slot.planned);
    }
}

void LoadProducer::configure(const ProducerNode& producer, const HttpAddress& address, SteadyTime from)
{
    const bool arrivalsChanged = !m_running || !(m_config.arrivals == producer.arrivals);
    const bool wasSpent = m_running && spent();
    m_config = producer;
    m_draws.configure(producer);
    m_ledger.configure(producer.retry);
    m_constantHeaders.clear();
    http::appendHeader(m_constantHeaders, "X-Highwater-Producer", m_name);
    m_constantHeaders += m_options.headers;
    http::appendHeader(m_constantHeaders, "X-Highwater-Priority", std::int64_t{producer.priority});
    m_target = address.path.empty() || address.path.front() != '/' ? '/' + address.path : address.path;
    std::erase_if(m_former, [](const auto& client) { return client->counts().busy == 0; });
    if (!m_client || m_client->address().host != address.host || m_client->address().port != address.port) {
        if (m_client) {
            m_former.push_back(std::move(m_client));
        }
        m_client = std::make_unique<HttpClient>(address, clientOptions(m_options), m_agenda);
    }
    m_running = true;
    if (arrivalsChanged || (wasSpent && !spent())) {
        startSource(from);
    } else {
        fitUsers(from);
    }
    pump();
}

void LoadProducer::stopSource()
{
    if (!m_running) {
        return;
    }
    const SteadyTime now = steadyNow();
    countUnsent(now);
    m_running = false;
    m_next = ArrivalProcess::never;
    fitUsers(now);
    pump();
}

void LoadProducer::cancel()
{
    stopSource();
    m_ready.clear();
    for (SlotIndex index = 0; index < m_slots.size(); ++index) {
        Slot& slot = m_slots[index];
        if (slot.place == Place::BackingOff || slot.place == Place::Ready) {
            const bool sent = slot.place == Place::BackingOff || slot.attempt > 1;
            {
                const auto guard = lock();
                m_shared.figures.cancelled += sent ? 1u : 0u;
                m_shared.figures.unsent += sent ? 0u : 1u;
                m_shared.figures.underWay -= sent ? 1 : 0;
            }
            m_underWay -= sent ? 1 : 0;
            slot.ofUser ? dropUser(index) : release(index);
        }
    }
    for (const auto& client : m_former) {
        client->cancelAll();
    }
    if (m_client) {
        m_client->cancelAll();
    }
    publish(steadyNow());
}

bool LoadProducer::isOpen() const
{
    return m_config.arrivals.kind != Arrivals::Kind::Closed && m_config.arrivals.kind != Arrivals::Kind::Saturated;
}

bool LoadProducer::killed(std::uint32_t client) const
{
    return std::find(m_config.killed.begin(), m_config.killed.end(), static_cast<int>(client)) != m_config.killed.end();
}

/// Begins the arrivals anew: the time to the next one is drawn from that instant.
void LoadProducer::startSource(SteadyTime from)
{
    const Instant begin = runStart + (from - m_begin);
    ++m_epoch;
    m_held = false;
    m_wasHeld = false;
    m_left = -1;
    m_next = ArrivalProcess::never;
    for (SlotIndex index = 0; index < m_slots.size(); ++index) {
        if (m_slots[index].place == Place::Thinking) {
            dropUser(index);
        }
    }
    if (isOpen()) {
        m_process = ArrivalProcess(m_config.arrivals, begin, m_draws.arrivalKey(m_epoch));
        m_next = m_process.next(begin);
    }
    fitUsers(from);
}

/// Wakes up when the next item is due, unless an answer has to come first.
void LoadProducer::planSource(SteadyTime now)
{
    const bool waits = m_running && m_next != ArrivalProcess::never && !spent() && !m_held && !m_blocked;
    const SteadyTime at = waits ? steady(m_next) : SteadyTime::max();
    if (m_planned != 0 && m_plannedAt == at) {
        return;
    }
    m_agenda.cancel(m_planned);
    m_planned = 0;
    if (waits) {
        m_plannedAt = at;
        m_planned = m_agenda.at(std::max(at, now), [this] {
            m_planned = 0;
            pump();
        });
    }
}

void LoadProducer::drainSource(SteadyTime now)
{
    m_held = false;
    while (m_running && m_next != ArrivalProcess::never && !spent() && steady(m_next) <= now) {
        if (m_left < 0) {
            m_left = m_config.arrivals.batch ? m_draws.batch() : 1;
        }
        if (m_left == 0) {
            nextInstant(now);
        } else if (makeItem(now)) {
            --m_left;
        } else {
            return;
        }
    }
}

/// A source that stood still goes on from the instant at which it was let go.
void LoadProducer::nextInstant(SteadyTime now)
{
    const Instant from = m_wasHeld ? std::max(m_next, runStart + (now - m_begin)) : m_next;
    m_wasHeld = false;
    m_left = -1;
    m_next = m_process.next(from);
}

/// Makes the item that is due and sends it, or sheds it; false when it has to wait.
bool LoadProducer::makeItem(SteadyTime now)
{
    const std::uint64_t identity = m_draws.identity(m_born);
    const std::uint32_t client = m_draws.client(identity);
    if (killed(client)) {
        ++m_born;
        return true;
    }
    const SteadyTime due = steady(m_next);
    if (heeds(flow::OnPressure::Wait, client) && holdsBack(now, client)) {
        m_held = true;
        m_wasHeld = true;
        return false;
    }
    if (heeds(flow::OnPressure::Shed, client) && holdsBack(now, client)) {
        ++m_born;
        const auto guard = lock();
        ++m_shared.figures.due;
        ++m_shared.figures.shed;
        return true;
    }
    if (!hasRoom()) {
        block(now, due);
        return false;
    }
    ++m_born;
    const SlotIndex index = allocate();
    Slot& slot = m_slots[index];
    slot.identity = identity;
    slot.client = client;
    slot.bytes = std::min(m_draws.size(identity), m_options.longestBody);
    slot.intended = due;
    begin(index, now);
    return true;
}

/// What has come due and will not be sent any more is told.
void LoadProducer::countUnsent(SteadyTime now)
{
    if (!isOpen() || m_next == ArrivalProcess::never) {
        return;
    }
    const Instant end = runStart + (now - m_begin);
    std::uint64_t unsent = 0;
    const std::uint64_t most = m_config.items ? static_cast<std::uint64_t>(*m_config.items) - std::min(m_born, static_cast<std::uint64_t>(*m_config.items))
                                              : mostUnsent;
    for (std::uint64_t looked = 0; m_next <= end && unsent < most && looked < mostUnsent; ++looked) {
        const std::int64_t items = m_left >= 0 ? m_left : m_config.arrivals.batch ? m_draws.batch() : 1;
        unsent = std::min(unsent + static_cast<std::uint64_t>(items), most);
        if (m_held) {
            break; // what would have come after it was never due
        }
        m_left = -1;
        m_next = m_process.next(m_next);
    }
    m_held = false;
    const auto guard = lock();
    m_shared.figures.unsent += unsent;
    m_shared.figures.due += unsent;
}

std::int64_t LoadProducer::usersWanted() const
{
    if (!m_running || spent()) {
        return 0;
    }
    switch (m_config.arrivals.kind) {
    case Arrivals::Kind::Closed:
        return m_config.arrivals.users;
    case Arrivals::Kind::Saturated:
        return m_config.clients;
    default:
        return 0;
    }
}

/// More users begin by thinking; of too many, those that think go now, the others when their request has ended.
void LoadProducer::fitUsers(SteadyTime from)
{
    const std::int64_t wanted = usersWanted();
    for (SlotIndex index = 0; m_users > wanted && index < m_slots.size(); ++index) {
        if (m_slots[index].place == Place::Thinking) {
            dropUser(index);
        }
    }
    while (m_users < wanted) {
        const SlotIndex index = allocate();
        m_slots[index].ofUser = true;
        m_slots[index].client = static_cast<std::uint32_t>(m_users);
        ++m_users;
        userThinks(index, from, Duration::zero());
    }
}

void LoadProducer::userThinks(SlotIndex index, SteadyTime from, Duration atLeast)
{
    const Duration drawn = m_config.arrivals.kind == Arrivals::Kind::Closed ? m_draws.think() : Duration::zero();
    const SteadyTime due = from + std::max(drawn, drawn == Duration::zero() ? atLeast : Duration::zero());
    m_slots[index].place = Place::Thinking;
    m_slots[index].planned = m_agenda.at(due, [this, index] {
        m_slots[index].planned = 0;
        userSends(index, m_slots[index].intended);
        pump();
    });
    m_slots[index].intended = due;
}

void LoadProducer::userSends(SlotIndex index, SteadyTime due)
{
    if (m_users > usersWanted()) {
        dropUser(index);
        return;
    }
    Slot& slot = m_slots[index];
    slot.identity = m_draws.identity(m_born++);
    slot.bytes = std::min(m_draws.size(slot.identity), m_options.longestBody);
    slot.attempt = 1;
    slot.backoff = {};
    slot.intended = due;
    if (m_config.arrivals.kind == Arrivals::Kind::Closed) {
        slot.client = m_draws.client(slot.identity);
    }
    slot.place = Place::Ready;
    m_ready.push_back(index);
    // The last item is out: the others have nothing to send.
    if (spent()) {
        fitUsers(due);
    }
}

void LoadProducer::dropUser(SlotIndex index)
{
    --m_users;
    release(index);
}

LoadProducer::SlotIndex LoadProducer::allocate()
{
    if (m_free.empty()) {
        m_free.push_back(static_cast<SlotIndex>(m_slots.size()));
        m_slots.emplace_back();
    }
    const SlotIndex index = m_free.back();
    m_free.pop_back();
    m_slots[index] = {};
    return index;
}

void LoadProducer::release(SlotIndex index)
{
    m_agenda.cancel(m_slots[index].planned);
    m_slots[index] = {};
    m_free.push_back(index);
}

} // namespace highwater
