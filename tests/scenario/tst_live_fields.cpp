// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"
#include "scenario/endpoint.h"

#include "reading.h"

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

LiveOptions liveOf(const std::string& members)
{
    return scenarioOf(twoNodes({}, {}, ", 'live': {" + members + "}")).live;
}

StageNode workersWith(const std::string& members)
{
    const Scenario s = scenarioOf(twoNodes({}, ", 'workers': {" + members + "}"));
    return s.nodes.size() == 2 ? *s.nodes[1].stage() : StageNode{};
}

} // namespace

/// What a scenario tells a live run: where it listens, what bounds its clients, what its workers do.
class TestLiveFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsWrittenByDefault()
    {
        QVERIFY(scenarioOf(twoNodes()).live == LiveOptions());
        QVERIFY(liveOf("") == LiveOptions());
        const StageNode stage = workersWith("");
        QVERIFY(stage.live == LiveWork() && stage.store == StageNode::Store::Memory);
    }

    void everyFieldIsRead()
    {
        const LiveOptions live = liveOf(
            "'listen': '[::1]:8080', 'framesPort': 8081, 'token': 'secret!', 'into': 'api', 'framesPath': '/batch',"
            "'tls': {'certificate': 'tls/cert.pem', 'key': 'tls/key.pem'}, 'database': 'inbox.sqlite',"
            "'idempotency': '1h', 'socket': {'sendBuffer': '64KiB', 'receiveBuffer': '32KiB', 'notSentLowat': '16KiB'},"
            "'limits': {'header': '8KiB', 'body': '2MiB', 'connections': 100, 'connectionsPerPeer': 10,"
            "'requestTime': '5s', 'idleTime': '30s', 'pipelined': 16, 'memory': '64MiB', 'drainTime': '0s'}, 'x-own': 1");
        LiveOptions expected;
        expected.address = "::1";
        expected.port = 8080;
        expected.framesPort = 8081;
        expected.token = "secret!";
        expected.into = 1;
        expected.framesPath = "/batch";
        expected.certificate = "tls/cert.pem";
        expected.key = "tls/key.pem";
        expected.database = "inbox.sqlite";
        expected.idempotency = 1h;
        expected.sendBuffer = 65536;
        expected.receiveBuffer = 32768;
        expected.notSentLowat = 16384;
        expected.limits = {8192, 2 * 1024 * 1024, 100, 10, 5s, 30s, 16, 64 * 1024 * 1024, 0s};
        QVERIFY(live == expected);
    }

    void addressesAreReadAsTheyAreWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("port");
        QTest::newRow("IPv4") << "10.0.0.1:80"
                              << "10.0.0.1" << 80;
        QTest::newRow("everybody") << "0.0.0.0:65535"
                                   << "0.0.0.0" << 65535;
        QTest::newRow("IPv6") << "[fe80::1]:8080"
                              << "fe80::1" << 8080;
        QTest::newRow("any port") << ":0"
                                  << "127.0.0.1" << 0;
        QTest::newRow("by name") << "localhost:1"
                                 << "127.0.0.1" << 1;
        for (const char* wrong :
             {"", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:+1", "127.0.0.1: 1", "1.2.3:80", "256.1.1.1:80",
              "[::1]", "[::1]8080", "[::1:80", "[]:80", "[1.2.3.4]:80", "::1:80", "localhost:65536",
              "localhost:99999999999", "localhost:000001", "host:80", "[localhost]:1"}) {
            QTest::newRow(wrong) << wrong << "" << -1;
        }
    }
    void addressesAreReadAsTheyAreWritten()
    {
        QFETCH(QString, text);
        QFETCH(QString, address);
        QFETCH(int, port);
        const auto endpoint = parseEndpoint(text.toStdString());
        QCOMPARE(endpoint.has_value(), port >= 0);
        if (endpoint) {
            QVERIFY(*endpoint == (Endpoint{address.toStdString(), static_cast<std::uint16_t>(port)}));
            QVERIFY(parseEndpoint(writeEndpoint(*endpoint)).value() == *endpoint);
        }
    }

    void onlyThisMachineReachesALoopbackAddress()
    {
        for (const char* own : {"127.0.0.1", "127.8.9.10", "::1", "0:0:0:0:0:0:0:1"}) {
            QVERIFY2(isLoopback(own), own);
        }
        for (const char* open :
             {"0.0.0.0", "10.0.0.1", "128.0.0.1", "::", "::2", "fe80::1", "::ffff:127.0.0.1", "", "localhost"}) {
            QVERIFY2(!isLoopback(open), open);
        }
    }

    void aUrlNamesAServiceAndNoMore()
    {
        for (const char* good :
             {"http://a", "http://a/", "http://a.b-c:1", "http://[::1]:8080/v1/x", "http://127.0.0.1:65535/%20"}) {
            QVERIFY2(checkHttpUrl(good), good);
        }
        for (const char* wrong : {"", "a", "http://", "http:///x", "http://:80", "http://a:", "http://a:0",
                                  "http://a:65536", "http://a b", "http://a/b c", "http://a/?q", "http://a#b",
                                  "http://me@a", "http://[::1", "http://[a]", "HTTP://a", "ftp://a"}) {
            QVERIFY2(!checkHttpUrl(wrong), wrong);
        }
        QCOMPARE(int(checkHttpUrl("https://a").error().code), int(Errc::Unsupported));
    }

    void aStageCanForward()
    {
        const StageNode plain = workersWith("'forward': {'url': 'http://127.0.0.1:8081'}");
        QVERIFY(plain.live.forward == (Forward{"http://127.0.0.1:8081", 10s, std::nullopt, {}}));
        QVERIFY(!plain.live.spin);
        // A simulated run knows nothing of the other service.
        QVERIFY(plain.service == Distribution::constant(0, "constant(0s)"));

        const StageNode full =
            workersWith("'forward': {'url': 'http://a/b', 'timeout': '2s', 'rate': '90/min', 'retry': "
                        "{'policy': 'fixed', 'attempts': 3}}");
        flow::RetryPolicy retry;
        retry.kind = flow::RetryPolicy::Kind::Fixed;
        retry.attempts = 3;
        QVERIFY(full.live.forward == (Forward{"http://a/b", 2s, 1.5, retry}));
    }

    void spinIsTheServiceOfASimulatedRun()
    {
        const StageNode stage = workersWith("'spin': 'exponential(2ms)'");
        QVERIFY(stage.live.spin && !stage.live.forward);
        QVERIFY(stage.service == *stage.live.spin);
        QVERIFY(stage.service == workersWith("'service': 'exponential(2ms)'").service);
    }

    void aQueueSaysWhereItIsKept()
    {
        const auto storeOf = [](const std::string& store) {
            return scenarioOf(twoNodes({}, ", 'queue': {'store': '" + store + "'}")).nodes[1].stage()->store;
        };
        QCOMPARE(int(storeOf("memory")), int(StageNode::Store::Memory));
        QCOMPARE(int(storeOf("sqlite")), int(StageNode::Store::Sqlite));
    }

    void aTokenIsRepeatedByNoMessage()
    {
        for (const char* token : {"'two secret words'", "8675309"}) {
            const Faults faults = faultsOf(twoNodes({}, {}, ", 'live': {'token': " + std::string(token) + "}"));
            QCOMPARE(faults.size(), std::size_t{1});
            QVERIFY(faults.front().message.find("secret") == std::string::npos);
            QVERIFY(faults.front().message.find("8675309") == std::string::npos);
        }
    }

    void filesOfALiveRunNeedNotExist()
    {
        QTemporaryDir folder;
        const std::string text = twoNodes(
            {}, {}, ", 'live': {'tls': {'certificate': 'c.pem', 'key': 'k.pem'}, 'database': 'sub/inbox.sqlite'}");
        QVERIFY(faultsOf(text, folderOf(folder)).empty());
    }

    void intoIsOfNoUseWhereNoNodeCanBeNamed()
    {
        const Faults faults = faultsOf(json("{'highwater': 1, 'nodes': [], 'live': {'into': 'api', 'listen': ':x'}}"));
        QCOMPARE(faults.size(), std::size_t{2});
        QCOMPARE(faults[0].where, std::string("/nodes"));
        QCOMPARE(faults[1].where, std::string("/live/listen"));
    }

    void aNodeThatIsRefusedIsNotBlamedForBeingNamed()
    {
        const Faults faults =
            faultsOf(json("{'highwater': 1, 'nodes': {'api': {'type': 'stag'}}, 'live': {'into': 'api'}}"));
        QCOMPARE(faults.size(), std::size_t{1});
        QCOMPARE(faults.front().where, std::string("/nodes/api/type"));
    }

    void workCanBeChangedAsAWhole()
    {
        const Scenario s = scenarioOf(twoNodes({}, ", 'workers': {'service': 'constant(1ms)'}",
                                               ", 'schedule': [{'at': '1s', 'set': '/nodes/api/workers', 'to': "
                                               "{'spin': 'constant(2ms)'}}]"));
        QVERIFY(s.schedule.size() == 1 && s.schedule[0].after.stage()->live.spin);
        const Faults faults = faultsOf(twoNodes({}, ", 'workers': {'service': 'constant(1ms)'}",
                                                ", 'schedule': [{'at': '1s', 'set': '/nodes/api/workers/spin', 'to': "
                                                "'constant(2ms)'}]"));
        QCOMPARE(faults.size(), std::size_t{1});
        QCOMPARE(faults.front().where, std::string("/schedule/0/to"));
    }
};

QTEST_GUILESS_MAIN(TestLiveFields)
#include "tst_live_fields.moc"
