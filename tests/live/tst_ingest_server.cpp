// SPDX-License-Identifier: GPL-3.0-or-later
// The server's sockets, from outside: every test is a client on loopback.
#include "ingest_stand.h"

#include <QElapsedTimer>
#include <QtTest>

#include <sys/socket.h>

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

class IngestServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid() && makeCertificate(m_folder)); }

    void aConnectionIsKeptForManyRequests()
    {
        IngestStand stand;
        RawClient client(stand.port);
        for (int i = 1; i <= 3; ++i) {
            client.send(i % 2 == 0 ? get("/a") : post("/b", "body"));
            VERIFY_SOON(client.answers().size() == static_cast<std::size_t>(i));
        }
        QCOMPARE(client.bodies(), std::string("/b/a/b"));
        QCOMPARE(stand.server.connections(), std::size_t{1});
        QCOMPARE(stand.server.requests(), std::uint64_t{3});
        QCOMPARE(stand.handler.peers.at(0), std::string("127.0.0.1 here"));
        QVERIFY(!client.closed);
        QVERIFY(!stand.server.unsent());
    }

    void answersKeepTheOrderOfTheRequests()
    {
        IngestStand stand;
        stand.holdAnswers();
        RawClient client(stand.port);
        client.send(get("/1") + get("/2") + post("/3", "x") + get("/4") + get("/5"));
        VERIFY_SOON(stand.handler.requests.size() == 5);
        for (const std::size_t index : {2U, 4U, 1U, 3U}) {
            stand.answer(index);
            stand.answer(index); // once is enough
        }
        turn();
        QCOMPARE(client.text, std::string());
        stand.answer(0);
        VERIFY_SOON(client.answers().size() == 5);
        QCOMPARE(client.bodies(), std::string("/1/2/3/4/5"));
        stand.server.reply({99, 1, 1}, "nobody", true);
        stand.server.reply({stand.handler.requests[0].ticket.connection, 77, 1}, "nobody", true);
        client.send(get("/6"));
        VERIFY_SOON(stand.handler.requests.size() == 6);
        stand.answer(5);
        VERIFY_SOON(client.answers().size() == 6);
    }

    void aRequestMayComeByteByByte()
    {
        IngestStand stand;
        RawClient client(stand.port);
        const std::string all = post("/whole", "0123456789") + postInChunks("/chunks", {"01234", "5", "6789"}) + get("/none");
        for (const char byte : all) {
            client.send({&byte, 1});
            turn();
        }
        VERIFY_SOON(client.answers().size() == 3);
        QCOMPARE(stand.handler.paths(), std::string("/whole/chunks/none"));
        QCOMPARE(stand.handler.requests[0].body, std::string("0123456789"));
        QCOMPARE(stand.handler.requests[1].body, std::string("0123456789"));
        QCOMPARE(stand.handler.requests[1].reserved, std::int64_t{10});
        QCOMPARE(stand.handler.reserved, std::int64_t{0});
    }

    void aClientThatAsksFirstIsAskedForItsBody()
    {
        IngestStand stand([](IngestOptions& o) { o.limits.body = 1000; });
        const std::string head = "POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ";
        RawClient client(stand.port);
        client.send(head + "5\r\n\r\n");
        VERIFY_SOON(client.text == "HTTP/1.1 100 Continue\r\n\r\n");
        client.send("12345");
        VERIFY_SOON(client.statuses() == "200");
        RawClient greedy(stand.port);
        greedy.send(head + "1001\r\n\r\n");
        VERIFY_SOON(greedy.statuses() == "413" && greedy.closed);
        QVERIFY(greedy.text.find("Continue") == std::string::npos);
        QCOMPARE(stand.handler.paths(), std::string("/a"));
    }

    void behindAnUnansweredRequestTheClientIsAskedWhenItsTurnComes()
    {
        IngestStand stand;
        stand.holdAnswers();
        RawClient client(stand.port);
        client.send(get("/first") + "POST /a HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
        VERIFY_SOON(stand.handler.requests.size() == 1);
        turn();
        QCOMPARE(client.text, std::string());
        stand.answer(0);
        VERIFY_SOON(client.text.find("100 Continue") != std::string::npos);
        client.send("12345");
        VERIFY_SOON(stand.handler.requests.size() == 2);
        stand.answer(1);
        VERIFY_SOON(client.statuses() == "200 200");
    }

    void aHeldBodyStaysWithItsSender()
    {
        IngestStand stand([](IngestOptions& o) {
            o.limits.body = 16 * 1024 * 1024;
            o.limits.requestTime = 500ms;
            o.buffers.receive = 256 * 1024;
        });
        stand.handler.bodiesNeedPermits = true;
        RawClient client(stand.port);
        const std::string body(12 * 1024 * 1024, 'x');
        client.send(post("/large", body));
        VERIFY_SOON(stand.server.heldBack() == 1);
        qint64 left = client.socket->bytesToWrite();
        QElapsedTimer since;
        since.start();
        VERIFY_SOON(since.elapsed() > 800); // longer than a request may take, and no answer of it
        left = client.socket->bytesToWrite();
        VERIFY_SOON(since.elapsed() > 900);
        QVERIFY(client.socket->bytesToWrite() == left && left > 4 * 1024 * 1024);
        QVERIFY(stand.server.bytes().read < 100'000);
        QVERIFY(client.text.empty() && stand.handler.requests.empty());
        stand.handler.permits = 1;
        VERIFY_SOON(client.statuses() == "200");
        QVERIFY(stand.handler.requests.at(0).body == body);
        QVERIFY(stand.server.heldBack() == 0 && stand.handler.reserved == 0);
    }

    void timeInWhichARequestIsHeldDoesNotCount()
    {
        IngestStand stand([](IngestOptions& o) { o.limits.requestTime = 700ms; });
        stand.handler.bodiesNeedPermits = true;
        RawClient client(stand.port);
        client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12");
        VERIFY_SOON(stand.server.heldBack() == 1);
        QElapsedTimer since;
        since.start();
        VERIFY_SOON(since.elapsed() > 900);
        stand.handler.permits = 1;
        VERIFY_SOON(stand.server.heldBack() == 0);
        since.restart();
        VERIFY_SOON(since.elapsed() > 300);
        QCOMPARE(client.text, std::string());
        client.send("345");
        VERIFY_SOON(client.statuses() == "200");
        stand.handler.permits = 1;
        client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12");
        VERIFY_SOON(client.statuses() == "200 408"); // but other time does
    }

    void whoIsHeldBackGoesOnInTurn()
    {
        IngestStand stand;
        stand.handler.bodiesNeedPermits = true;
        std::vector<std::unique_ptr<RawClient>> clients;
        for (std::size_t i = 0; i < 5; ++i) {
            clients.push_back(std::make_unique<RawClient>(stand.port));
            clients.back()->send("POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12");
            VERIFY_SOON(stand.server.heldBack() == i + 1);
            clients.back()->send("345");
        }
        clients[1].reset(); // it does not wait any more
        VERIFY_SOON(stand.server.heldBack() == 4);
        RawClient head(stand.port);
        head.send(get("/no-body"));
        VERIFY_SOON(head.statuses() == "200");
        for (std::size_t i = 1; i <= 4; ++i) {
            turn();
            QCOMPARE(stand.handler.requests.size(), i);
            stand.handler.permits = 1;
            VERIFY_SOON(stand.handler.requests.size() == i + 1);
        }
        QCOMPARE(stand.handler.paths(), std::string("/no-body/0/2/3/4"));
    }

    void versionAndHeadSayWhetherAConnectionStays()
    {
        IngestStand stand;
        RawClient old(stand.port), kept(stand.port), closing(stand.port);
        old.send("GET /old HTTP/1.0\r\n\r\n");
        kept.send("GET /kept HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        closing.send("GET /closing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + get("/never"));
        VERIFY_SOON(old.closed && closing.closed && kept.statuses() == "200");
        QVERIFY(old.statuses() == "200" && closing.statuses() == "200");
        QCOMPARE(std::string(old.answers()[0].header("connection")), std::string("close"));
        kept.send("GET /kept HTTP/1.0\r\n\r\n");
        VERIFY_SOON(kept.closed);
        QCOMPARE(kept.statuses(), std::string("200 200"));
        QVERIFY(stand.handler.paths().find("never") == std::string::npos);
    }

    void whoeverLeavesIsToldOfEachUnansweredRequest_data()
    {
        QTest::addColumn<bool>("half");
        QTest::newRow("gone") << false;
        QTest::newRow("will send no more") << true;
    }
    void whoeverLeavesIsToldOfEachUnansweredRequest()
    {
        QFETCH(bool, half);
        IngestStand stand;
        stand.holdAnswers();
        RawClient client(stand.port);
        client.send(get("/1") + get("/2") + get("/3") + "POST /4 HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\n12");
        VERIFY_SOON(stand.handler.requests.size() == 3 && stand.handler.reserved == 50);
        stand.answer(1);
        half ? void(::shutdown(static_cast<int>(client.socket->socketDescriptor()), SHUT_WR)) : client.socket->abort();
        VERIFY_SOON(stand.server.connections() == 0);
        QCOMPARE(stand.handler.gone.size(), std::size_t{2});
        QVERIFY(stand.handler.gone[0] == stand.handler.requests[0].ticket && stand.handler.gone[1] == stand.handler.requests[2].ticket);
        QCOMPARE(stand.handler.reserved, std::int64_t{0});
        stand.answer(0);
        RawClient next(stand.port); // the place is used again, and an old ticket does not reach it
        next.send(get("/next"));
        VERIFY_SOON(stand.handler.requests.size() == 4);
        QCOMPARE(stand.handler.requests[3].ticket.connection, stand.handler.requests[0].ticket.connection);
        stand.answer(2);
        turn();
        QCOMPARE(next.text, std::string());
        stand.answer(3);
        VERIFY_SOON(next.bodies() == "/next");
    }

    void anEndlessAnswerGoesOnUntilItsReaderLeaves()
    {
        IngestStand stand;
        stand.holdAnswers();
        RawClient client(stand.port);
        client.send(get("/first") + get("/events"));
        VERIFY_SOON(stand.handler.requests.size() == 2);
        const Ticket events = stand.handler.requests[1].ticket;
        std::string head, chunk;
        http::appendStreamHead(head, 200, "text/event-stream", true);
        http::appendChunk(chunk, "data: 1\n\n");
        QVERIFY(stand.server.push(events, head) && stand.server.push(events, chunk));
        turn();
        QCOMPARE(client.text, std::string());
        stand.answer(0);
        VERIFY_SOON(client.text.size() > head.size() + chunk.size() && client.text.substr(client.text.size() - chunk.size()) == chunk);
        QCOMPARE(client.answers().size(), std::size_t{1});
        const std::size_t before = client.text.size();
        QVERIFY(stand.server.push(events, chunk));
        VERIFY_SOON(client.text.size() == before + chunk.size());
        client.send(get("/not-read")); // nothing can be answered behind it
        turn();
        QCOMPARE(stand.handler.requests.size(), std::size_t{2});
        client.socket->abort();
        VERIFY_SOON(stand.server.connections() == 0);
        QVERIFY(stand.handler.gone == std::vector<Ticket>{events});
        QVERIFY(!stand.server.push(events, chunk));
    }

    void closingLetsEveryAnswerOut()
    {
        IngestStand stand;
        stand.holdAnswers();
        RawClient idle(stand.port), busy(stand.port);
        busy.send(get("/busy"));
        VERIFY_SOON(stand.handler.requests.size() == 1 && stand.server.connections() == 2);
        stand.server.closeAfterAnswers();
        stand.server.stopListening();
        VERIFY_SOON(idle.closed && !busy.closed);
        RawClient late(stand.port);
        QVERIFY(late.socket->state() != QAbstractSocket::ConnectedState);
        stand.answer(0);
        VERIFY_SOON(busy.closed);
        QCOMPARE(busy.statuses(), std::string("200"));
        VERIFY_SOON(stand.server.connections() == 0 && !stand.server.unsent());
    }

    void aTakenPortAndABadCertificateAreFaults()
    {
        IngestStand stand;
        NotingHandler handler;
        IngestServer second(handler, {});
        const auto taken = second.listen({"127.0.0.1", stand.port});
        QVERIFY(!taken);
        QCOMPARE(taken.error().where, "127.0.0.1:" + std::to_string(stand.port));
        IngestOptions options;
        options.certificate = m_folder.filePath("none.pem").toStdString();
        options.key = m_folder.filePath("key.pem").toStdString();
        IngestServer third(handler, options);
        QCOMPARE(third.listen({"127.0.0.1", 0}).error().where, options.certificate);
        options.certificate = options.key;
        IngestServer fourth(handler, options);
        QCOMPARE(fourth.listen({"127.0.0.1", 0}).error().code, Errc::Syntax);
        QVERIFY(second.listen({"127.0.0.1", 0}).has_value());
    }

    void tlsIsTheSameBehindTheHandshake()
    {
        IngestStand stand([this](IngestOptions& o) {
            setTls(o, m_folder);
            o.limits.body = 100'000;
            o.limits.requestTime = 400ms;
        });
        RawClient plain(stand.port), silent(stand.port), client(stand.port, {}, tlsSocket()), greedy(stand.port, {}, tlsSocket());
        for (RawClient* each : {&client, &greedy}) {
            static_cast<QSslSocket*>(each->socket.get())->startClientEncryption();
        }
        plain.send(get("/plain"));
        client.send(get("/a") + post("/b", std::string(90'000, 'x')));
        VERIFY_SOON(client.statuses() == "200 200");
        QVERIFY(static_cast<QSslSocket*>(client.socket.get())->isEncrypted());
        greedy.send("POST /c HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
        const std::string more(256 * 1024, 'x');
        for (int i = 0; i < 12; ++i) {
            greedy.send(more);
            turn();
        }
        VERIFY_SOON(greedy.statuses() == "413");
        client.send("GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        VERIFY_SOON(client.closed && client.statuses() == "200 200 200");
        VERIFY_SOON(plain.closed && silent.closed); // the one says no TLS, the other says nothing
        QCOMPARE(stand.handler.paths(), std::string("/a/b/last"));
    }

private:
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(IngestServerTest)
#include "tst_ingest_server.moc"
