// SPDX-License-Identifier: GPL-3.0-or-later
// Frames on the server's sockets: as the body of a POST, and on a connection of their own.
#include "ingest_stand.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

using Frames = std::vector<std::string>;

const Frames some{"one", "", "three", std::string(300, 'x')};

/// The frames that have come as answers.
Frames framesIn(const std::string& text)
{
    Frames found;
    FrameDecoder decoder(1 << 20);
    [[maybe_unused]] const auto fed = decoder.feed(text, [&](std::string_view payload) {
        found.emplace_back(payload);
        return true;
    });
    return found;
}

/// A server for both, and a port for framed TCP.
struct FrameStand : IngestStand
{
    explicit FrameStand(const std::function<void(IngestOptions&)>& change = {}) : IngestStand(change)
    {
        framesPort = server.listenToFrames({"127.0.0.1", 0}).value().port;
    }
    std::uint16_t framesPort = 0;
};

} // namespace

class IngestFramesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBodyOfAPostMayBeCutAnywhere_data()
    {
        QTest::addColumn<bool>("chunked");
        QTest::newRow("of a length") << false;
        QTest::newRow("in chunks") << true;
    }
    void theBodyOfAPostMayBeCutAnywhere()
    {
        QFETCH(bool, chunked);
        IngestStand stand;
        RawClient client(stand.port);
        const Frames few{"one", "", "three"};
        const std::string body = framed(few);
        const std::string bytes = chunked ? postInChunks("/frames", {body.substr(0, 6), body.substr(6)}) : post("/frames", body);
        for (std::size_t cut = 1; cut <= bytes.size(); ++cut) {
            stand.handler.frames.clear();
            client.send(bytes.substr(0, cut));
            turn();
            client.send(bytes.substr(cut));
            VERIFY_SOON(stand.handler.ended == static_cast<int>(cut));
            QVERIFY(stand.handler.frames == few);
        }
        VERIFY_SOON(client.answers().size() == bytes.size());
        QVERIFY(client.answers().back().body == "3" && !client.closed);
        QCOMPARE(stand.handler.reserved, std::int64_t{0});
    }

    void whatComesBehindFramesIsTheNextRequest()
    {
        IngestStand stand;
        RawClient client(stand.port);
        client.send(get("/a") + post("/frames", framed(some)) + get("/b") + postInChunks("/frames", {framed(some)}) + get("/c"));
        VERIFY_SOON(client.answers().size() == 5);
        QCOMPARE(client.bodies(), std::string("/a4/b8/c"));
    }

    void framesWaitForPermissionAndNoneIsLost_data()
    {
        QTest::addColumn<bool>("chunked");
        QTest::newRow("of a length") << false;
        QTest::newRow("in chunks") << true;
    }
    void framesWaitForPermissionAndNoneIsLost()
    {
        QFETCH(bool, chunked);
        IngestStand stand([](IngestOptions& o) { o.limits.requestTime = 300ms; });
        stand.handler.framesNeedPermits = true;
        RawClient client(stand.port);
        client.send(chunked ? postInChunks("/frames", {framed({"one", "two"}), framed({"three", "four"})}) : post("/frames", framed({"one", "two", "three", "four"})));
        VERIFY_SOON(stand.server.heldBack() == 1);
        QVERIFY(stand.handler.frames.empty());
        QElapsedTimer since;
        since.start();
        VERIFY_SOON(since.elapsed() > 600); // time in which it is held does not count
        for (std::size_t i = 1; i <= 4; ++i) {
            QCOMPARE(stand.handler.ended, 0);
            stand.handler.permits = 1;
            VERIFY_SOON(stand.handler.frames.size() == i);
            turn();
            QCOMPARE(stand.handler.frames.size(), i);
        }
        VERIFY_SOON(client.statuses() == "200");
        QVERIFY(stand.handler.frames == (Frames{"one", "two", "three", "four"}));
        QVERIFY(stand.server.heldBack() == 0 && stand.handler.ended == 1);
        client.send(get("/next"));
        VERIFY_SOON(client.bodies() == "4/next");
    }

    void heldFramesStayWithTheirSender()
    {
        FrameStand stand([](IngestOptions& o) { o.buffers.receive = 64 * 1024; });
        stand.handler.framesNeedPermits = true;
        RawClient inPost(stand.port), alone(stand.framesPort);
        const Frames many(12, std::string(1000'000, 'x'));
        const std::string bytes = framed(many);
        inPost.send(post("/frames", bytes));
        alone.send(bytes);
        VERIFY_SOON(stand.server.heldBack() == 2);
        QElapsedTimer since;
        since.start();
        VERIFY_SOON(since.elapsed() > 100);
        const qint64 left = inPost.socket->bytesToWrite() + alone.socket->bytesToWrite();
        QVERIFY2(left > 2 * 4'000'000, qPrintable(QString::number(left)));
        QVERIFY(stand.server.bytes().read < 4'000'000); // of each the frame that waits, and one read
        VERIFY_SOON(since.elapsed() > 200);
        QCOMPARE(inPost.socket->bytesToWrite() + alone.socket->bytesToWrite(), left);
        stand.handler.permits = 24;
        VERIFY_SOON(stand.handler.frames.size() == 24 && inPost.statuses() == "200" && framesIn(alone.text).size() >= 1);
    }

    void whoIsHeldBackTakesTurns()
    {
        FrameStand stand;
        stand.handler.framesNeedPermits = true;
        std::vector<std::unique_ptr<RawClient>> clients;
        for (std::size_t i = 0; i < 3; ++i) {
            const std::string name = std::to_string(i);
            clients.push_back(std::make_unique<RawClient>(stand.framesPort));
            clients.back()->send(framed({name + "a", name + "b", name + "c"}));
            VERIFY_SOON(stand.server.heldBack() == i + 1);
        }
        for (std::size_t i = 1; i <= 9; ++i) {
            stand.handler.permits = 1;
            VERIFY_SOON(stand.handler.frames.size() == i);
        }
        QVERIFY(stand.handler.frames == (Frames{"0a", "1a", "2a", "0b", "1b", "2b", "0c", "1c", "2c"}));
    }

    void aConnectionOfFramesGetsItsAnswersInOrder()
    {
        FrameStand stand;
        stand.handler.answersFrames = false;
        RawClient client(stand.framesPort);
        const std::string bytes = framed(some);
        for (const char byte : bytes.substr(0, 20)) {
            client.send({&byte, 1});
            turn();
        }
        client.send(bytes.substr(20));
        VERIFY_SOON(stand.handler.frames == some);
        for (const std::size_t index : {3U, 1U, 2U}) {
            stand.server.reply(stand.handler.unanswered[index].first, stand.handler.unanswered[index].second, false);
        }
        turn();
        QCOMPARE(client.text, std::string());
        stand.server.reply(stand.handler.unanswered[0].first, stand.handler.unanswered[0].second, false);
        VERIFY_SOON(framesIn(client.text).size() == 4);
        QVERIFY(framesIn(client.text)[0] == "got one" && framesIn(client.text)[1] == "got " && framesIn(client.text)[2] == "got three");
    }

    void onlySoManyFramesWaitForTheirAnswers()
    {
        FrameStand stand([](IngestOptions& o) { o.limits.pipelined = 2; });
        stand.handler.answersFrames = false;
        RawClient client(stand.framesPort);
        client.send(framed({"1", "2", "3", "4"}));
        VERIFY_SOON(stand.handler.frames.size() == 2);
        turn();
        QCOMPARE(stand.handler.frames.size(), std::size_t{2});
        for (std::size_t i = 0; i < 4; ++i) {
            VERIFY_SOON(stand.handler.unanswered.size() > i);
            stand.server.reply(stand.handler.unanswered[i].first, stand.handler.unanswered[i].second, i == 3);
        }
        VERIFY_SOON(client.closed); // the last answer closed
        QCOMPARE(framesIn(client.text).size(), std::size_t{4});
    }

    void aFrameThatIsTooLongEndsItsConnection()
    {
        FrameStand stand([](IngestOptions& o) { o.limits.body = 100; });
        RawClient inPost(stand.port), alone(stand.framesPort);
        const std::string bytes = framed({"one", std::string(100, 'x'), std::string(101, 'y')});
        inPost.send(post("/frames", bytes));
        alone.send(bytes);
        VERIFY_SOON(inPost.closed && alone.closed);
        QCOMPARE(inPost.statuses(), std::string("413"));
        QCOMPARE(stand.handler.frames.size(), std::size_t{4}); // those before it are whole
        QVERIFY(stand.handler.ended == 0 && stand.handler.gone.size() == 1);
        VERIFY_SOON(stand.server.connections() == 0);
    }

    void aLastFrameThatIsCutOffIsRefused()
    {
        FrameStand stand;
        RawClient inPost(stand.port), alone(stand.framesPort);
        const std::string bytes = framed({"one", "two"});
        inPost.send(post("/frames", bytes.substr(0, bytes.size() - 1)));
        alone.send(bytes.substr(0, bytes.size() - 1));
        VERIFY_SOON(inPost.closed && framesIn(alone.text) == Frames{"got one"});
        QCOMPARE(inPost.statuses(), std::string("400"));
        alone.socket->abort();
        VERIFY_SOON(stand.server.connections() == 0);
        QVERIFY(stand.handler.frames == (Frames{"one", "one"}));
        QVERIFY(stand.handler.ended == 0 && stand.handler.gone.size() == 1);
    }

    void whoeverLeavesIsToldOf()
    {
        FrameStand stand;
        stand.handler.answersFrames = false;
        RawClient inPost(stand.port), alone(stand.framesPort);
        inPost.send("POST /frames HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n" + framed({"one"}));
        alone.send(framed({"two", "three"}));
        VERIFY_SOON(stand.handler.frames.size() == 3);
        inPost.socket->abort();
        VERIFY_SOON(stand.handler.gone.size() == 1);
        alone.socket->abort();
        VERIFY_SOON(stand.handler.gone.size() == 3);
        QCOMPARE(stand.server.connections(), std::size_t{0});
    }

    void aClientThatDribblesIsEnded()
    {
        FrameStand stand([](IngestOptions& o) {
            o.limits.requestTime = 300ms;
            o.limits.idleTime = 60s;
        });
        RawClient slow(stand.framesPort), idle(stand.framesPort);
        idle.send(framed({"one"}));
        slow.send(framed({"two"}) + std::string("\0\0", 2));
        VERIFY_SOON(slow.closed);
        QVERIFY(!idle.closed && stand.handler.frames.size() == 2);
    }

    void closingLetsTheAnswersOut()
    {
        FrameStand stand;
        stand.handler.answersFrames = false;
        RawClient busy(stand.framesPort), idle(stand.framesPort);
        busy.send(framed({"one"}));
        VERIFY_SOON(stand.handler.frames.size() == 1 && stand.server.connections() == 2);
        stand.server.closeAfterAnswers();
        stand.server.reply(stand.handler.unanswered[0].first, stand.handler.unanswered[0].second, false);
        stand.server.stopListening(); // before anything was sent
        VERIFY_SOON(busy.closed && idle.closed);
        QCOMPARE(framesIn(busy.text), Frames{"got one"});
        VERIFY_SOON(stand.server.connections() == 0);
    }
};

QTEST_GUILESS_MAIN(IngestFramesTest)
#include "tst_ingest_frames.moc"
