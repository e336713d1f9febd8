// SPDX-License-Identifier: GPL-3.0-or-later
// What bounds the clients of the server: whatever they do, they cost little and are told why they are ended.
#include "ingest_stand.h"

#include <QElapsedTimer>
#include <QtTest>

#include <sys/socket.h>
#include <unistd.h>

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

class IngestLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid() && makeCertificate(m_folder)); }

    void whatBreaksALimitIsToldAlsoToAClientThatStillSends_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<QString>("statuses");
        const std::string chunked = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        const auto row = [](const char* name, const std::string& begin, const char* statuses) {
            QTest::newRow(name) << QByteArray::fromStdString(begin) << QString(statuses);
        };
        row("a long body", "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n", "413");
        row("a long body in chunks", chunked + "900000\r\n", "413");
        row("a long head", "GET /a HTTP/1.1\r\nHost: a\r\nX: " + std::string(5000, 'x'), "431");
        row("no HTTP", "hello, are you there?\r\n\r\n", "400");
        row("a good one before it", get("/good") + "\x01\x02 bad\r\n\r\n", "200 400");
        row("two lengths", "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n", "400");
    }
    void whatBreaksALimitIsToldAlsoToAClientThatStillSends()
    {
        QFETCH(QByteArray, begin);
        QFETCH(QString, statuses);
        IngestStand stand([](IngestOptions& o) {
            o.limits.body = 100000;
            o.limits.header = 1000;
        });
        RawClient client(stand.port);
        client.send(begin.toStdString());
        const std::string more(256 * 1024, 'x');
        for (int i = 0; i < 12; ++i) {
            client.send(more);
            turn();
        }
        VERIFY_SOON(client.closed);
        QCOMPARE(client.statuses(), statuses.toStdString());
        VERIFY_SOON(stand.server.connections() == 0);
        QVERIFY(stand.handler.reserved == 0 && stand.handler.most <= 200000);
        QVERIFY(stand.handler.gone.empty());
    }

    void aConnectionThatEndsTakesForAWhileWhatStillComes()
    {
        IngestStand stand([](IngestOptions& o) { o.limits.body = 100; });
        RawClient client(stand.port);
        const int other = ::dup(static_cast<int>(client.socket->socketDescriptor())); // the client's own way to go on sending
        client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000\r\n\r\n");
        VERIFY_SOON(client.statuses() == "413" && client.closed);
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(::send(other, "xxxx", 4, MSG_NOSIGNAL), ssize_t{4}); // no reset, which would take the answer away
            turn();
        }
        QCOMPARE(stand.server.connections(), std::size_t{1});
        VERIFY_SOON(stand.server.connections() == 0); // but not for ever
        ::close(other);
    }

    void aClientThatDribblesIsEnded()
    {
        IngestStand stand([](IngestOptions& o) { o.limits.requestTime = 300ms; });
        RawClient head(stand.port), body(stand.port), frame(stand.port);
        head.send("GET / HTTP/1.1\r\n");
        body.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n");
        frame.send("POST /frames HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n" + framed({"one"}) + '\0');
        int sent = 0;
        VERIFY_SOON((++sent % 20 == 0 ? head.send("X") : void(), sent % 20 == 0 ? body.send("x") : void(), sent % 20 == 10 ? frame.send({"", 0}) : void(),
                     head.closed && body.closed && frame.closed));
        QCOMPARE(head.statuses(), std::string("408"));
        QCOMPARE(body.statuses(), std::string("408"));
        QCOMPARE(frame.statuses(), std::string("408"));
        VERIFY_SOON(stand.server.connections() == 0);
        QCOMPARE(stand.handler.reserved, std::int64_t{0});
        QCOMPARE(stand.handler.gone.size(), std::size_t{1}); // the frames had begun
        QVERIFY(stand.handler.requests.empty());
    }

    void anIdleConnectionIsClosedWithoutAWord()
    {
        IngestStand stand([](IngestOptions& o) { o.limits.idleTime = 250ms; });
        RawClient silent(stand.port), once(stand.port);
        once.send(get("/a"));
        VERIFY_SOON(silent.closed && once.closed);
        QCOMPARE(silent.text, std::string());
        QCOMPARE(once.statuses(), std::string("200"));
        QVERIFY(stand.server.connections() == 0 && stand.handler.gone.empty());
    }

    void aConnectionIsIdleFromItsLastAnswerOn()
    {
        IngestStand stand([](IngestOptions& o) { o.limits.idleTime = 500ms; });
        stand.holdAnswers();
        RawClient client(stand.port);
        QElapsedTimer since;
        since.start();
        client.send(get("/a"));
        VERIFY_SOON(since.elapsed() > 900);
        QVERIFY(!client.closed); // somebody works on it
        stand.answer(0);
        VERIFY_SOON(client.statuses() == "200");
        since.restart();
        VERIFY_SOON(client.closed || since.elapsed() > 300);
        QVERIFY(!client.closed);
        VERIFY_SOON(client.closed);
    }

    void connectionsAreCounted()
    {
        IngestStand stand([](IngestOptions& o) { o.limits.connections = 2; });
        auto one = std::make_unique<RawClient>(stand.port);
        RawClient two(stand.port);
        VERIFY_SOON(stand.server.connections() == 2);
        RawClient three(stand.port);
        VERIFY_SOON(three.closed);
        QCOMPARE(three.statuses(), std::string("503"));
        QCOMPARE(std::string(three.answers()[0].header("retry-after")), std::string("1"));
        QCOMPARE(stand.server.refusedConnections(), std::uint64_t{1});
        one.reset();
        VERIFY_SOON(stand.server.connections() == 1);
        RawClient four(stand.port);
        four.send(get("/four"));
        VERIFY_SOON(four.statuses() == "200");
    }

    void connectionsOfOneAddressAreCounted()
    {
        IngestStand stand([](IngestOptions& o) { o.limits.connectionsPerPeer = 1; });
        auto one = std::make_unique<RawClient>(stand.port);
        VERIFY_SOON(stand.server.connections() == 1);
        RawClient two(stand.port);
        VERIFY_SOON(two.closed);
        QCOMPARE(two.statuses(), std::string("429"));
        RawClient other(stand.port, QHostAddress("127.0.0.2"));
        other.send(get("/other"));
        VERIFY_SOON(other.statuses() == "200");
        one.reset();
        VERIFY_SOON(stand.server.connections() == 1);
        RawClient again(stand.port);
        again.send(get("/again"));
        VERIFY_SOON(again.statuses() == "200");
    }

    void onlySoManyRequestsOfAConnectionWaitForTheirAnswers()
    {
        IngestStand stand([](IngestOptions& o) { o.limits.pipelined = 3; });
        stand.holdAnswers();
        RawClient client(stand.port);
        std::string ten;
        for (int i = 0; i < 10; ++i) {
            ten += get("/" + std::to_string(i));
        }
        client.send(ten);
        VERIFY_SOON(stand.handler.requests.size() == 3);
        turn();
        QCOMPARE(stand.handler.requests.size(), std::size_t{3});
        stand.answer(1); // it waits for the first one
        turn();
        QCOMPARE(stand.handler.requests.size(), std::size_t{3});
        stand.answer(0);
        VERIFY_SOON(stand.handler.requests.size() == 5);
        for (std::size_t i = 2; i < 10; ++i) {
            VERIFY_SOON(stand.handler.requests.size() > i);
            stand.answer(i);
        }
        VERIFY_SOON(client.bodies() == "/0/1/2/3/4/5/6/7/8/9");
    }

    void aClientThatNeverReadsCostsLittleAndIsCutOff_data()
    {
        QTest::addColumn<bool>("firstWaits");
        QTest::addColumn<bool>("tls");
        QTest::newRow("answered at once") << false << false;
        QTest::newRow("behind an unanswered one") << true << false;
        QTest::newRow("with TLS") << false << true;
    }
    void aClientThatNeverReadsCostsLittleAndIsCutOff()
    {
        QFETCH(bool, firstWaits);
        QFETCH(bool, tls);
        IngestStand stand([&](IngestOptions& o) {
            o.limits.requestTime = 700ms;
            o.buffers.send = 32 * 1024;
            if (tls) {
                setTls(o, m_folder);
            }
        });
        const std::string large(64 * 1024, 'x');
        stand.handler.answers = [&](const Arrived& request, const http::Request&) {
            if (!firstWaits || stand.handler.requests.size() > 1) {
                stand.server.reply(request.ticket, NotingHandler::page(large), false);
            }
        };
        RawClient client(stand.port, {}, tls ? tlsSocket() : std::make_unique<QTcpSocket>());
        if (tls) {
            auto* secure = static_cast<QSslSocket*>(client.socket.get());
            secure->startClientEncryption();
            VERIFY_SOON(secure->isEncrypted());
        }
        client.stopReading();
        std::string requests;
        for (int i = 0; i < 400; ++i) {
            requests += get("/a");
        }
        client.send(requests);
        std::int64_t most = 0;
        std::size_t before = 0;
        if (firstWaits) {
            VERIFY_SOON(stand.handler.requests.size() > 2);
            QElapsedTimer since;
            since.start();
            VERIFY_SOON(since.elapsed() > 100);
            QVERIFY2(stand.handler.requests.size() < 20, qPrintable(QString::number(stand.handler.requests.size())));
            before = stand.handler.requests.size();
            stand.answer(0);
        }
        VERIFY_SOON((most = std::max(most, stand.server.bytes().toSend), client.closed || stand.server.connections() == 0));
        QVERIFY2(most < 2'000'000, qPrintable(QString::number(most)));
        QVERIFY2(stand.handler.requests.size() < before + 60, qPrintable(QString::number(stand.handler.requests.size())));
    }

    void anEndlessAnswerThatNobodyReadsIsBoundedAndEnded()
    {
        IngestStand stand([](IngestOptions& o) {
            o.limits.requestTime = 400ms;
            o.buffers.send = 32 * 1024;
        });
        stand.holdAnswers();
        RawClient client(stand.port);
        client.stopReading();
        client.send(get("/events"));
        VERIFY_SOON(stand.handler.requests.size() == 1);
        const Ticket events = stand.handler.requests[0].ticket;
        std::int64_t most = 0;
        const std::string piece(50'000, 'x');
        VERIFY_SOON((stand.server.push(events, piece), most = std::max(most, stand.server.bytes().toSend), stand.server.connections() == 0));
        QVERIFY2(most < 3'000'000, qPrintable(QString::number(most)));
        QCOMPARE(stand.handler.gone.size(), std::size_t{1});
    }

    void aBodyForWhichThereIsNoMemoryIsRefused()
    {
        IngestStand stand;
        stand.handler.memory = 1000;
        RawClient known(stand.port), chunked(stand.port), small(stand.port);
        known.send(post("/known", std::string(1001, 'x')));
        chunked.send(postInChunks("/chunked", {std::string(600, 'x'), std::string(600, 'y')}));
        VERIFY_SOON(known.closed && chunked.closed);
        QVERIFY(known.statuses() == "503" && chunked.statuses() == "503");
        QVERIFY(known.bodies().find("memory") != std::string::npos);
        QCOMPARE(stand.handler.reserved, std::int64_t{0});
        small.send(post("/small", std::string(1000, 'x')));
        VERIFY_SOON(small.statuses() == "200");
        QCOMPARE(stand.handler.paths(), std::string("/small"));
        QVERIFY(stand.handler.reserved == 0 && stand.handler.most <= 1000);
    }

    void newLimitsHoldForWhatComes()
    {
        IngestStand stand;
        RawClient client(stand.port);
        VERIFY_SOON(stand.server.connections() == 1);
        LiveLimits limits;
        limits.connections = 1;
        stand.server.setLimits(limits);
        RawClient second(stand.port);
        VERIFY_SOON(second.statuses() == "503");
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(IngestLimitsTest)
#include "tst_ingest_limits.moc"
