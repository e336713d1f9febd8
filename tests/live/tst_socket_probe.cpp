// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/socket_probe.h"

#include <QtTest>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace highwater;

class SocketProbeTest : public QObject
{
    Q_OBJECT

    int m_client = -1;
    int m_peer = -1;

    [[nodiscard]] int client() const { return m_client; }
    [[nodiscard]] int peer() const { return m_peer; }

private Q_SLOTS:
    /// A connection to ourselves, which no event loop reads.
    void init()
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const place = reinterpret_cast<sockaddr*>(&address);
        const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        QVERIFY(::bind(server, place, size) == 0 && ::listen(server, 1) == 0 && ::getsockname(server, place, &size) == 0);
        m_client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        QVERIFY(::connect(m_client, place, size) == 0);
        m_peer = ::accept(server, nullptr, nullptr);
        QVERIFY(m_peer >= 0);
        ::close(server);
    }
    void cleanup()
    {
        ::close(m_client);
        ::close(m_peer);
    }

    void bytesThatNobodyReadsLieInTheReceiveBuffer()
    {
        QCOMPARE(receiveQueueBytes(peer()).value(), std::int64_t{0});
        QCOMPARE(::send(client(), "0123456789", 10, 0), ssize_t{10});
        QTRY_COMPARE(receiveQueueBytes(peer()).value(), std::int64_t{10});
        QTRY_COMPARE(sendQueueBytes(client()).value(), std::int64_t{0});
    }

    void whatDoesNotFitThereLiesInTheSendBuffer()
    {
        QVERIFY(setSocketBuffers(client(), {.send = 256 * 1024}));
        const std::string block(64 * 1024, 'x');
        std::int64_t written = 0;
        for (ssize_t count = 0; (count = ::send(client(), block.data(), block.size(), MSG_DONTWAIT | MSG_NOSIGNAL)) > 0;) {
            written += count;
        }
        // What is under way between the two is counted on both sides, or on neither, for a moment.
        QTRY_COMPARE(sendQueueBytes(client()).value() + receiveQueueBytes(peer()).value(), written);
        QVERIFY(sendQueueBytes(client()).value() > 0);
        QVERIFY(tcpState(client())->unsent > 0);
    }

    void aConnectionIsDescribed()
    {
        const auto state = tcpState(client());
        QVERIFY(state.has_value());
        QVERIFY(state->congestionWindow > 0);
        QVERIFY(state->segmentSize > 500);
        QVERIFY(state->roundTrip > Duration::zero());
        QCOMPARE(state->unsent, std::int64_t{0});
    }

    void buffersAreSet()
    {
        QVERIFY(setSocketBuffers(client(), {32 * 1024, 16 * 1024, 4096}));
        const SocketBuffers buffers = socketBuffers(client());
        QCOMPARE(buffers.send.value(), std::int64_t{64 * 1024}); // the kernel doubles both
        QCOMPARE(buffers.receive.value(), std::int64_t{32 * 1024});
        QCOMPARE(buffers.notSentLowat.value(), std::int64_t{4096});
        QVERIFY(setSocketBuffers(client(), {}));
        QCOMPARE(socketBuffers(client()).send.value(), std::int64_t{64 * 1024});
    }

    void whatIsNoSocketTellsNothing()
    {
        QVERIFY(!sendQueueBytes(-1));
        QVERIFY(!receiveQueueBytes(-1));
        QVERIFY(!tcpState(-1));
        QVERIFY(!socketBuffers(-1).send);
        QVERIFY(!setSocketBuffers(-1, {.send = 1024}));
    }

    void memoryIsMeasured()
    {
        const auto before = residentBytes();
        QVERIFY(before.has_value() && *before > 1024 * 1024);
        std::vector<char> large(32 * 1024 * 1024, 'x');
        QVERIFY(*residentBytes() - *before > 16 * 1024 * 1024);
        QCOMPARE(large.back(), 'x');
    }
};

QTEST_GUILESS_MAIN(SocketProbeTest)
#include "tst_socket_probe.moc"
