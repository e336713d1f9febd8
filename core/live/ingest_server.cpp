// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/ingest_server.h"

#include "live/http_text.h"
#include "live/ingest_connection.h"
#include "units/text.h"

#include <QAbstractEventDispatcher>
#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>
#include <QTimer>

#include <sys/socket.h>
#include <unistd.h>
#include <unordered_map>

namespace highwater {

namespace {

constexpr int backlog = 4096;
constexpr auto lookTime = std::chrono::milliseconds(200);
constexpr auto breathTime = std::chrono::milliseconds(200); ///< after the system had no descriptor to give

/// Hands descriptors over instead of sockets.
class Door final : public QTcpServer
{
public:
    explicit Door(std::function<void(qintptr)> take) : m_take(std::move(take)) {}

protected:
    void incomingConnection(qintptr descriptor) override { m_take(descriptor); }

private:
    std::function<void(qintptr)> m_take;
};

Result<QSslConfiguration> tlsOf(const IngestOptions& options)
{
    QFile chainFile(QString::fromStdString(options.certificate));
    QFile keyFile(QString::fromStdString(options.key));
    if (!chainFile.open(QIODevice::ReadOnly)) {
        return failure(Errc::Io, options.certificate, "the certificate cannot be read: " + chainFile.errorString().toStdString());
    }
    if (!keyFile.open(QIODevice::ReadOnly)) {
        return failure(Errc::Io, options.key, "the key cannot be read: " + keyFile.errorString().toStdString());
    }
    const auto chain = QSslCertificate::fromDevice(&chainFile, QSsl::Pem);
    if (chain.isEmpty()) {
        return failure(Errc::Syntax, options.certificate, "holds no certificate in PEM");
    }
    const QByteArray pem = keyFile.readAll();
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        const QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey);
        if (!key.isNull()) {
            QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
            tls.setLocalCertificateChain(chain);
            tls.setPrivateKey(key);
            tls.setProtocol(QSsl::TlsV1_2OrLater);
            tls.setPeerVerifyMode(QSslSocket::VerifyNone);
            return tls;
        }
    }
    return failure(Errc::Syntax, options.key, "holds no private key in PEM");
}

} // namespace

struct IngestServer::Parts
{
    Parts(IngestHandler& handler, IngestOptions options) : shared{handler, std::move(options)}
    {
        QObject::connect(&look, &QTimer::timeout, &look, [this] { lookAtTheTime(); });
        look.start(lookTime);
        QObject::connect(QAbstractEventDispatcher::instance(), &QAbstractEventDispatcher::aboutToBlock, &look, [this] { goOn(); });
    }

    void take(qintptr descriptor, IngestConnection::Front front, bool plain);
    std::unique_ptr<ByteSocket> socketFor(qintptr descriptor, bool plain);
    void turnAway(qintptr descriptor, bool speaksHttp, int status, std::string_view reason);
    Result<Endpoint> listen(std::unique_ptr<Door>& door, const Endpoint& at, IngestConnection::Front front, bool plain);
    void goOn();
    void readOnWhereHeld();
    void freeEnded();
    void lookAtTheTime();
    IngestConnection* find(const Ticket& ticket)
    {
        IngestConnection* there = ticket.connection < places.size() ? places[ticket.connection].get() : nullptr;
        return there != nullptr && there->generation() == ticket.generation ? there : nullptr;
    }

    IngestShared shared;
    SocketWatch watch; ///< outlives the connections
    std::optional<QSslConfiguration> tls;
    std::vector<std::unique_ptr<IngestConnection>> places;
    std::vector<std::uint32_t> freePlaces;
    std::unordered_map<std::string, std::int64_t> ofPeer;
    std::unique_ptr<Door> http, within, frames;
    std::uint32_t generation = 0;
    std::size_t count = 0;
    std::uint64_t refused = 0;
    bool going = false;
    QTimer look; ///< last: its connections end first
};

void IngestServer::Parts::turnAway(qintptr descriptor, bool speaksHttp, int status, std::string_view reason)
{
    ++refused;
    if (speaksHttp) {
        std::string bytes;
        http::appendRefusal(bytes, status, reason, 1, false);
        [[maybe_unused]] const auto sent = ::send(static_cast<int>(descriptor), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        ::shutdown(static_cast<int>(descriptor), SHUT_WR);
    }
    ::close(static_cast<int>(descriptor));
}

std::unique_ptr<ByteSocket> IngestServer::Parts::socketFor(qintptr descriptor, bool plain)
{
    setSocketBuffers(static_cast<int>(descriptor), shared.options.buffers);
    if (plain && watch.usable()) {
        return watch.take(static_cast<int>(descriptor));
    }
    auto socket = !plain ? std::make_unique<QSslSocket>() : std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(static_cast<int>(descriptor));
        return nullptr;
    }
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    if (auto* secure = qobject_cast<QSslSocket*>(socket.get())) {
        secure->setSslConfiguration(*tls);
        secure->startServerEncryption();
    }
    return byteSocket(std::move(socket));
}

void IngestServer::Parts::take(qintptr descriptor, IngestConnection::Front front, bool plain)
{
    const bool speaksHttp = front == IngestConnection::Front::Http && plain;
    const LiveLimits& limits = shared.options.limits;
    if (count >= static_cast<std::size_t>(limits.connections)) {
        turnAway(descriptor, speaksHttp, 503, "connections");
        return;
    }
    auto socket = socketFor(descriptor, plain);
    if (!socket) {
        return;
    }
    const std::string address = socket->address();
    if (ofPeer[address] >= limits.connectionsPerPeer) {
        ++refused;
        if (speaksHttp) {
            std::string bytes;
            http::appendRefusal(bytes, 429, "connections-per-peer", 1, false);
            socket->write(bytes);
        }
        socket->shutdownOutput();
        return;
    }
    ++ofPeer[address];
    ++count;
    if (freePlaces.empty()) {
        freePlaces.push_back(static_cast<std::uint32_t>(places.size()));
        places.emplace_back();
    }
    const std::uint32_t slot = freePlaces.back();
    freePlaces.pop_back();
    places[slot] = std::make_unique<IngestConnection>(shared, slot, ++generation, std::move(socket), front);
}

Result<Endpoint> IngestServer::Parts::listen(std::unique_ptr<Door>& door, const Endpoint& at, IngestConnection::Front front, bool plain)
{
    if (!plain && !tls) {
        auto made = tlsOf(shared.options);
        if (!made) {
            return tl::unexpected(made.error());
        }
        tls = std::move(*made);
    }
    door = std::make_unique<Door>([this, front, plain](qintptr descriptor) { take(descriptor, front, plain); });
    door->setListenBacklogSize(backlog);
    QObject::connect(door.get(), &QTcpServer::acceptError, door.get(), [d = door.get()] {
        QTimer::singleShot(breathTime, d, [d] { d->resumeAccepting(); });
    });
    const QHostAddress address(QString::fromStdString(at.address));
    if (!door->listen(address, at.port)) {
        const std::string reason = door->errorString().toStdString();
        door.reset();
        return failure(Errc::Io, writeEndpoint(at), "cannot listen there: " + reason + "; another address or port may be free (port 0: any)");
    }
    return Endpoint{at.address, door->serverPort()};
}

void IngestServer::Parts::goOn()
{
    if (going) {
        return;
    }
    going = true;
    // Reading on may answer at once, and answering may let others read on.
    for (int round = 0; round < 4 && !(shared.toSend.empty() && shared.held.empty()); ++round) {
        std::vector<std::uint32_t> now;
        now.swap(shared.toSend);
        for (const std::uint32_t slot : now) {
            if (places[slot]) {
                places[slot]->send();
            }
        }
        readOnWhereHeld();
        if (shared.toSend.empty()) {
            break;
        }
    }
    freeEnded();
    going = false;
    if (!shared.toSend.empty()) {
        QAbstractEventDispatcher::instance()->wakeUp();
    }
}

/// In the order in which they were held back; the first that must still wait ends it.
void IngestServer::Parts::readOnWhereHeld()
{
    for (std::size_t left = shared.held.size(); left > 0; --left) {
        const std::uint32_t slot = shared.held.front();
        IngestConnection* there = places[slot].get();
        if (there != nullptr && there->held() && !there->goOn()) {
            return;
        }
        shared.held.pop_front();
    }
}

void IngestServer::Parts::freeEnded()
{
    while (!shared.ended.empty()) {
        const std::uint32_t slot = shared.ended.back();
        shared.ended.pop_back();
        if (!places[slot]) {
            continue;
        }
        const auto peer = ofPeer.find(places[slot]->address());
        if (peer != ofPeer.end() && --peer->second <= 0) {
            ofPeer.erase(peer);
        }
        std::erase(shared.held, slot);
        places[slot].reset();
        std::erase(shared.toSend, slot);
        freePlaces.push_back(slot);
        --count;
    }
}

void IngestServer::Parts::lookAtTheTime()
{
    const SteadyTime now = steadyNow();
    for (const auto& each : places) {
        if (each) {
            each->lookAtTheTime(now);
        }
    }
    goOn();
}

IngestServer::IngestServer(IngestHandler& handler, IngestOptions options) : m_parts(std::make_unique<Parts>(handler, std::move(options))) {}
IngestServer::~IngestServer() = default;

Result<Endpoint> IngestServer::listen(const Endpoint& at)
{
    return m_parts->listen(m_parts->http, at, IngestConnection::Front::Http, m_parts->shared.options.certificate.empty());
}

Result<Endpoint> IngestServer::listenWithin()
{
    return m_parts->listen(m_parts->within, {"127.0.0.1", 0}, IngestConnection::Front::Http, true);
}

Result<Endpoint> IngestServer::listenToFrames(const Endpoint& at)
{
    return m_parts->listen(m_parts->frames, at, IngestConnection::Front::Frames, m_parts->shared.options.certificate.empty());
}

void IngestServer::stopListening()
{
    m_parts->http.reset();
    m_parts->within.reset();
    m_parts->frames.reset();
    for (const auto& each : m_parts->places) {
        if (each) {
            each->closeIfIdle();
        }
    }
    m_parts->goOn();
}

void IngestServer::closeAfterAnswers()
{
    m_parts->shared.closing = true;
}

void IngestServer::reply(const Ticket& ticket, std::string_view bytes, bool closes)
{
    if (IngestConnection* there = m_parts->find(ticket)) {
        there->answer(ticket.request, bytes, closes);
    }
}

bool IngestServer::push(const Ticket& ticket, std::string_view bytes)
{
    IngestConnection* there = m_parts->find(ticket);
    return there != nullptr && there->push(ticket.request, bytes);
}

void IngestServer::goOn()
{
    m_parts->goOn();
}

void IngestServer::setLimits(const LiveLimits& limits)
{
    m_parts->shared.options.limits = limits;
}

std::size_t IngestServer::connections() const
{
    return m_parts->count;
}

std::size_t IngestServer::heldBack() const
{
    return m_parts->shared.held.size();
}

std::uint64_t IngestServer::refusedConnections() const
{
    return m_parts->refused;
}

std::uint64_t IngestServer::requests() const
{
    return m_parts->shared.requests;
}

bool IngestServer::unsent() const
{
    for (const auto& each : m_parts->places) {
        if (each && each->unsent()) {
            return true;
        }
    }
    return false;
}

IngestBytes IngestServer::bytes() const
{
    IngestBytes all;
    for (const auto& each : m_parts->places) {
        if (each) {
            const IngestBytes one = each->bytes();
            all.inKernel += one.inKernel;
            all.toSend += one.toSend;
            all.read += one.read;
        }
    }
    return all;
}

} // namespace highwater
