// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of a message, and what its sender is told. Each test ends with nothing left inside.
#include "service_stand.h"

#include <QElapsedTimer>
#include <QtTest>

#include <cmath>

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

const std::string slow = "'workers': {'count': 1, 'service': 'constant(150ms)'}";
const std::string processed = ", 'acknowledge': 'processed'";

std::string queue(const std::string& members)
{
    return "'queue': {" + members + "}, ";
}

/// Lets real time pass, and the event loop run.
bool passes(int milliseconds)
{
    QElapsedTimer since;
    since.start();
    return comesTrue([&] { return since.elapsed() >= milliseconds; });
}

std::string keyed(const std::string& key, const std::string& body = "x")
{
    return post("/orders", body, "Idempotency-Key: " + key + "\r\n");
}

const std::string littleMemory = "'listen': '127.0.0.1:0', 'limits': {'body': '9000B', 'memory': '10000B'}";

} // namespace

class LiveServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageIsConfirmedWhenItIsQueued()
    {
        ServiceStand stand(liveText(slow));
        const auto client = stand.client();
        client->send(post("/any/path?x=1", "hello") + post("/", "") + post("/chunks", ""));
        VERIFY_SOON(client->answers().size() == 3);
        QCOMPARE(client->bodies(), confirmed(1) + confirmed(2) + confirmed(3));
        QVERIFY(!stand.service->drained()); // a worker is busy with them
        QCOMPARE(stand.items("completed"), 0.0);
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.items("completed"), 3.0);
    }

    void aMessageIsConfirmedWhenItIsDone()
    {
        ServiceStand stand(liveText(slow + processed));
        const auto client = stand.client();
        QElapsedTimer since;
        since.start();
        client->send(post("/a", "x") + get("/healthz"));
        VERIFY_SOON(stand.service->figures().unconfirmed == 1);
        QVERIFY(client->text.empty());
        VERIFY_SOON(client->answers().size() == 2);
        QVERIFY(since.elapsed() >= 150);
        QCOMPARE(client->bodies(), confirmed(1) + R"({"status":"OK"})");
        VERIFY_SOON(stand.isEmpty());
    }

    void workThatFailsIsToldToWhoWaits()
    {
        ServiceStand stand(liveText("'workers': {'count': 1, 'service': 'constant(5ms)', 'failures': {'probability': '100%'}}" + processed));
        const auto client = stand.client();
        client->send(post("/a", "x"));
        VERIFY_SOON(client->statuses() == "502");
        QCOMPARE(client->bodies(), std::string(R"({"status":"refused","reason":"failed"})"));
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.items("failed"), 1.0);
    }

    void whatIsThrownAwayIsToldToWhoWaits()
    {
        ServiceStand stand(liveText(queue("'capacity': 1, 'whenFull': 'drop-oldest'") + slow + processed));
        const auto client = stand.client();
        client->send(post("/a", "x") + post("/b", "x") + post("/c", "x"));
        VERIFY_SOON(client->statuses() == "200 503 200");
        QCOMPARE(client->answers()[1].body, std::string(R"({"status":"refused","reason":"dropped"})"));
        QCOMPARE(std::string(client->answers()[1].header("retry-after")), std::string("1"));
        VERIFY_SOON(stand.isEmpty());
    }

    void aDeadlineOfTheScenarioHolds()
    {
        std::string text = liveText(slow + processed);
        text.insert(text.find("\"to\""), json("'deadline': '60ms', "));
        ServiceStand stand(text);
        const auto client = stand.client();
        client->send(post("/a", "x", "X-Highwater-Producer: clients\r\n") + post("/b", "x", "X-Highwater-Producer: clients\r\n"));
        VERIFY_SOON(client->statuses() == "200 504");
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.items("expired"), 1.0);
    }

    void aFullQueueRefuses()
    {
        ServiceStand stand(liveText(queue("'capacity': 1, 'whenFull': 'reject'") + slow));
        const auto client = stand.client();
        client->send(post("/a", "x") + post("/b", "x") + post("/c", "x"));
        VERIFY_SOON(client->statuses() == "200 200 503");
        QCOMPARE(client->answers()[2].body, std::string(R"({"status":"refused","reason":"queue-full"})"));
        QCOMPARE(std::string(client->answers()[2].header("retry-after")), std::string("1"));
        VERIFY_SOON(stand.isEmpty());
        QVERIFY(stand.items("refused") == 1.0 && stand.items("accepted") == 2.0);
    }

    void whoIsTooFastIsToldSo()
    {
        ServiceStand stand(liveText("'admission': ['token-bucket(12/min, 2)'], " + slow));
        const auto client = stand.client();
        client->send(post("/a", "x") + post("/b", "x") + post("/c", "x"));
        VERIFY_SOON(client->statuses() == "200 200 429");
        QCOMPARE(client->answers()[2].body, std::string(R"({"status":"refused","reason":"token-bucket"})"));
        QCOMPARE(std::string(client->answers()[2].header("retry-after")), std::string("5"));
        VERIFY_SOON(stand.isEmpty());
    }

    void whoMayWaitIsAnsweredWhenThereIsRoom()
    {
        ServiceStand stand(liveText(queue("'capacity': 1, 'whenFull': 'block'") + slow));
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 5; ++i) {
            clients.push_back(stand.client());
            clients.back()->send(post("/a", "x"));
            VERIFY_SOON(static_cast<int>(stand.service->figures().requests) == i + 1);
        }
        VERIFY_SOON(clients[1]->statuses() == "200");
        QCOMPARE(stand.service->figures().unconfirmed, std::int64_t{3});
        QVERIFY(clients[2]->text.empty() && clients[3]->text.empty());
        clients[3]->socket->abort(); // and its place at the door is free
        VERIFY_SOON(stand.service->figures().unconfirmed == 2);
        VERIFY_SOON(clients[2]->statuses() == "200");
        QVERIFY(clients[4]->text.empty());
        VERIFY_SOON(clients[4]->statuses() == "200");
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.items("completed"), 4.0);
    }

    void theBodyOfWhoMayWaitStaysWithItsSender()
    {
        ServiceStand stand(liveText(queue("'capacity': 1, 'whenFull': 'block'") + slow, "'listen': '127.0.0.1:0', 'limits': {'body': '16MiB'}"));
        const auto filling = stand.client(), large = stand.client();
        filling->send(post("/a", "x") + post("/b", "x") + post("/c", "x"));
        VERIFY_SOON(filling->statuses() == "200 200");
        large->send(post("/large", std::string(12'000'000, 'x')));
        VERIFY_SOON(stand.service->figures().heldBack == 1);
        QVERIFY(large->socket->bytesToWrite() > 2'000'000);
        VERIFY_SOON(large->statuses() == "200");
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.service->figures().heldBack, std::size_t{0});
    }

    void whoWaitsForTheEndAndLeavesLeavesDeadWork()
    {
        ServiceStand stand(liveText(slow + processed));
        const auto client = stand.client();
        client->send(post("/a", "x") + post("/b", "x"));
        VERIFY_SOON(stand.service->figures().unconfirmed == 2);
        client->socket->abort();
        VERIFY_SOON(stand.service->figures().unconfirmed == 0);
        VERIFY_SOON(stand.isEmpty());
        QVERIFY(stand.items("completed") + stand.items("failed") + stand.items("expired") >= 1.0);
    }

    void aKeyStandsForOneMessage()
    {
        ServiceStand stand(liveText(slow));
        const auto client = stand.client();
        client->send(keyed("k") + keyed("k") + keyed("other") + keyed("k"));
        VERIFY_SOON(client->answers().size() == 4);
        QCOMPARE(client->bodies(), confirmed(1) + confirmed(1) + confirmed(2) + confirmed(1));
        VERIFY_SOON(stand.isEmpty());
        client->send(keyed("k"));
        VERIFY_SOON(client->answers().size() == 5);
        QCOMPARE(client->answers().back().body, confirmed(1));
        QCOMPARE(stand.items("offered"), 2.0);
    }

    void aRepeatWaitsForTheFirst()
    {
        ServiceStand stand(liveText(slow + processed));
        const auto first = stand.client(), second = stand.client(), third = stand.client();
        first->send(keyed("k"));
        VERIFY_SOON(stand.service->figures().requests == 1);
        second->send(keyed("k"));
        third->send(keyed("k"));
        VERIFY_SOON(stand.service->figures().requests == 3);
        QVERIFY(second->text.empty());
        third->socket->abort();
        VERIFY_SOON(stand.service->figures().connections == 2);
        first->socket->abort(); // the other one wants its answer still
        VERIFY_SOON(second->statuses() == "200");
        QCOMPARE(second->bodies(), confirmed(1));
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.items("completed"), 1.0);
    }

    void aRepeatIsRefusedAsTheFirstAndTheKeyIsFreeAgain()
    {
        ServiceStand stand(liveText("'workers': {'count': 1, 'service': 'constant(100ms)', 'failures': {'probability': '100%'}}" + processed));
        const auto first = stand.client(), second = stand.client();
        first->send(keyed("k"));
        VERIFY_SOON(stand.service->figures().requests == 1);
        second->send(keyed("k"));
        VERIFY_SOON(first->statuses() == "502" && second->statuses() == "502");
        second->send(keyed("k"));
        VERIFY_SOON(second->statuses() == "502 502");
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.items("failed"), 2.0);
    }

    void everyFrameIsAMessageAndTheAnswerCountsThem()
    {
        ServiceStand stand(liveText(slow));
        const auto client = stand.client();
        client->send(post("/frames", framed({"one", "", "three"})) + postInChunks("/frames", {framed({"four"})}) + post("/frames", ""));
        VERIFY_SOON(client->answers().size() == 3);
        QCOMPARE(client->bodies(), std::string(R"({"status":"OK","frames":3}{"status":"OK","frames":1}{"status":"OK","frames":0})"));
        QCOMPARE(stand.items("accepted"), 4.0);
        VERIFY_SOON(stand.isEmpty());
    }

    void framesWaitWhileTheQueueIsPressedAndNoneIsLost()
    {
        ServiceStand stand(liveText(queue("'capacity': 10, 'highWater': 5, 'lowWater': 2, 'whenFull': 'reject'")
                                    + "'workers': {'count': 1, 'service': 'constant(2ms)'}"));
        const auto client = stand.client();
        const std::vector<std::string> many(200, "frame");
        client->send(post("/frames", framed(many)));
        VERIFY_SOON(stand.service->figures().heldBack == 1);
        VERIFY_SOON(client->answers().size() == 1);
        QCOMPARE(client->bodies(), std::string(R"({"status":"OK","frames":200})"));
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.items("completed"), 200.0);
        QCOMPARE(stand.items("refused"), 0.0);
    }

    void framesThatAreRefusedAreCounted()
    {
        ServiceStand stand(liveText("'admission': ['token-bucket(1/min, 2)'], " + slow));
        const auto client = stand.client();
        client->send(post("/frames", framed({"1", "2", "3"})));
        VERIFY_SOON(client->statuses() == "503");
        QCOMPARE(client->bodies(), std::string(R"({"status":"refused","reason":"token-bucket","refused":1,"frames":3})"));
        VERIFY_SOON(stand.isEmpty());
    }

    void framesOfWhoLeavesAreMessagesAllTheSame()
    {
        ServiceStand stand(liveText("'workers': {'count': 1, 'service': 'constant(20ms)'}" + processed));
        const auto client = stand.client();
        const std::string body = framed({"one", "two"});
        client->send("POST /frames HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\n" + body);
        VERIFY_SOON(stand.items("accepted") == 2.0);
        client->socket->abort();
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.items("completed"), 2.0);
    }

    void framedTcpAnswersEachFrame()
    {
        ServiceStand stand(liveText(queue("'capacity': 1, 'highWater': 1, 'lowWater': 0") + slow, "'listen': '127.0.0.1:0', 'framesPort': 0"));
        RawClient client(stand.service->framesAddress().value().port);
        client.send(framed({"one", "two", "three"}));
        const std::string wanted = framed({confirmed(1), confirmed(2), confirmed(3)});
        VERIFY_SOON(client.text == framed({confirmed(1), confirmed(2)}));
        QCOMPARE(stand.service->figures().heldBack, std::size_t{1});
        VERIFY_SOON(client.text == wanted);
        VERIFY_SOON(stand.isEmpty());
    }

    void framedTcpTellsWhatIsRefused()
    {
        ServiceStand stand(liveText("'admission': ['token-bucket(12/min, 1)'], " + slow, "'listen': '127.0.0.1:0', 'framesPort': 0"));
        RawClient client(stand.service->framesAddress().value().port);
        client.send(framed({"one", "two"}));
        VERIFY_SOON(client.text == framed({confirmed(1), R"({"status":"refused","reason":"token-bucket","retryAfter":5})"}));
        VERIFY_SOON(stand.isEmpty());
    }

    void memoryIsBoundedWhateverComes()
    {
        ServiceStand stand(liveText(slow, littleMemory));
        const auto first = stand.client(), second = stand.client(), third = stand.client();
        first->send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 6000\r\n\r\nbegin");
        VERIFY_SOON(stand.service->figures().payload == 6000);
        second->send(post("/b", std::string(6000, 'x')));
        VERIFY_SOON(second->statuses() == "503" && second->closed);
        QVERIFY(second->bodies().find("memory") != std::string::npos);
        third->send(post("/c", std::string(4000, 'x')));
        VERIFY_SOON(third->statuses() == "200");
        first->socket->abort();
        VERIFY_SOON(stand.isEmpty());
    }

    void bodiesThatAreKeptCountUntilTheirEnd()
    {
        SmallServer upstream([](const http::Request&) { return Answer{200, -1, 150}; });
        ServiceStand stand(liveText(queue("'capacity': 100, 'highWater': 90, 'lowWater': 80") + "'workers': {'count': 8, 'forward': {'url': '" + upstream.url() + "'}}",
                                    littleMemory));
        const auto client = stand.client(), other = stand.client(), frames = stand.client();
        client->send(post("/a", std::string(6000, 'x')));
        VERIFY_SOON(client->statuses() == "200");
        QVERIFY(stand.service->figures().payload >= 6000);
        other->send(post("/b", std::string(6000, 'x')));
        VERIFY_SOON(other->statuses() == "503");
        frames->send(post("/frames", framed({std::string(5000, 'x')}))); // a frame waits instead
        VERIFY_SOON(stand.service->figures().heldBack == 1);
        VERIFY_SOON(frames->statuses() == "200");
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(upstream.count, std::uint64_t{2});
    }

    void messagesEnterTheStageThatTheScenarioNames()
    {
        ServiceStand stand(liveText("'to': 'last'", "'listen': '127.0.0.1:0', 'into': 'last'",
                                    ", 'last': {'type': 'stage', 'acknowledge': 'processed', 'workers': {'count': 1, 'service': 'constant(1ms)'}}"));
        const auto client = stand.client();
        client->send(post("/a", "x"));
        VERIFY_SOON(client->statuses() == "200");
        QVERIFY(stand.items("offered", "api") == 0.0 && stand.items("completed", "last") == 1.0);
        client->send(post("/a", "x", "X-Highwater-Producer: clients\r\n")); // that one goes its own way
        VERIFY_SOON(stand.items("completed", "last") == 2.0);
        QCOMPARE(stand.items("completed", "api"), 1.0);
        VERIFY_SOON(stand.isEmpty());
    }

    void aPoolForwardsByWhicheverReplicaIsFree()
    {
        SmallServer upstream([](const http::Request&) { return Answer{200, -1, 20}; });
        ServiceStand stand(json("{'highwater': 1, 'nodes': {'clients': {'type': 'producer', 'arrivals': 'constant(0/s)', 'to': 'pool'}, 'pool': {'type': "
                                "'balancer', 'load': 'requests', 'replicas': {'min': 2, 'max': 2, 'template': {'workers': {'count': 1, 'forward': "
                                "{'url': '" + upstream.url() + "'}}}}}}, 'live': {'listen': '127.0.0.1:0'}}"));
        QVERIFY2(stand.service, stand.fault.message.c_str());
        const auto client = stand.client();
        for (int i = 0; i < 6; ++i) {
            client->send(post("/pool", "x"));
        }
        VERIFY_SOON(upstream.count == 6);
        VERIFY_SOON(stand.isEmpty());
        QVERIFY(stand.items("completed", "pool/1") > 0 && stand.items("completed", "pool/2") > 0);
    }

    void spinningTakesTimeOfTheProcessor()
    {
        ServiceStand stand(liveText("'workers': {'count': 2, 'spin': 'constant(20ms)'}" + processed));
        const auto client = stand.client();
        const std::clock_t before = std::clock();
        client->send(post("/a", "x") + post("/b", "x") + post("/c", "x"));
        VERIFY_SOON(client->statuses() == "200 200 200");
        QVERIFY(std::clock() - before >= CLOCKS_PER_SEC * 58 / 1000);
        VERIFY_SOON(stand.isEmpty());
        QVERIFY(stand.sample("highwater_sojourn_seconds_sum{node=\"api\"}") >= 0.06);
    }

    void manyMessagesAtOnceAllEnd()
    {
        ServiceStand stand(liveText(queue("'capacity': 20, 'whenFull': 'block'") + "'workers': {'count': 4, 'service': 'exponential(500us)'}" + processed));
        std::vector<std::unique_ptr<RawClient>> clients;
        std::string hundred;
        for (int i = 0; i < 100; ++i) {
            hundred += post("/a", std::string(static_cast<std::size_t>(i * 7), 'x'));
        }
        for (int i = 0; i < 20; ++i) {
            clients.push_back(stand.client());
            clients.back()->send(hundred);
        }
        clients[3]->socket->abort();
        clients[7]->socket->abort();
        VERIFY_SOON(stand.isEmpty() && stand.service->figures().requests >= 1800);
        for (std::size_t i = 0; i < clients.size(); ++i) {
            QVERIFY(i == 3 || i == 7 || clients[i]->answers().size() == 100);
        }
        QVERIFY(passes(20));
        QCOMPARE(stand.items("inside"), -1.0); // there is no such outcome
        QCOMPARE(stand.sample("highwater_inside{node=\"api\"}"), 0.0);
    }
};

QTEST_GUILESS_MAIN(LiveServiceTest)
#include "tst_live_service.moc"
