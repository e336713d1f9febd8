// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/document.h"
#include "scenario/live_check.h"
#include "scenario/shelf.h"

#include "reading.h"

using namespace highwater;
using namespace highwater::test;

namespace {

Faults refusals(const std::string& text, LiveAccess access = LiveAccess::Guarded,
                const std::filesystem::path& folder = {})
{
    const auto document = Document::parse(text, folder);
    const Scenario scenario = scenarioOf(text, folder);
    return document ? whyNotLive(scenario, &*document, access) : Faults{};
}

/// Where the faults are, one after the other; each must say something.
std::string places(const Faults& faults)
{
    std::string result;
    for (const Error& fault : faults) {
        result += (result.empty() ? "" : " ") + fault.where + (fault.message.size() < 20 ? "?" : "");
    }
    return result;
}

std::string stagePlaces(const std::string& members)
{
    return places(refusals(twoNodes({}, ", " + members)));
}

std::string livePlaces(const std::string& members, LiveAccess access = LiveAccess::Guarded)
{
    return places(refusals(twoNodes({}, {}, ", 'live': {" + members + "}"), access));
}

const std::string away = "'forward': {'url': 'http://127.0.0.1:1'}";
const std::string burn = "'spin': 'constant(1ms)'";

} // namespace

/// What can be simulated and cannot run live.
class TestLiveCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nearlyEverythingRunsLive()
    {
        QCOMPARE(places(refusals(twoNodes())), std::string());
        // Every policy of the engine, and the clients that do harm.
        const std::string text = twoNodes(
            ", 'clients': 4, 'hostile': 3, 'killed': [1], 'deadline': '1s', 'patience': 'constant(1s)', 'onPressure': "
            "'wait', 'retry': 'grpc', 'service': 'constant(1ms)'",
            ", 'queue': {'capacity': 9, 'order': 'priority-preemptive', 'aqm': 'codel', 'whenFull': 'block'}, "
            "'workers': "
            "{'speeds': [1, 2], 'failures': {'probability': '1%', 'mode': 'slow(2x)'}, 'outages': [{'at': '1s', 'for': "
            "'1s'}]}, 'admission': ['watermark', 'vegas'], 'retry': 'envoy', 'window': {'credits': 3, 'until': 'b'}, "
            "'acknowledge': 'processed', 'to': {'node': 'b', 'latency': '1ms', 'bandwidth': '1MB/s', 'sendBuffer': "
            "'9KiB'}}, 'b': {'type': 'stage', 'queue': {'order': 'processor-sharing'}}, 'c': {'type': 'channel', "
            "'consumers': {'x': {}}}, 'p': {'type': 'producer', 'arrivals': 'saturated', 'onPressure': 'wait', 'to': "
            "'api'");
        QCOMPARE(places(refusals(text)), std::string());
    }

    void aChannelOrABalancerIsWhereItemsCanEnterToo()
    {
        const auto with = [](const std::string& node) {
            return places(refusals(json("{'highwater': 1, 'nodes': {'p': {'type': 'producer', 'arrivals': 'poisson(1/s)', "
                                        "'to': 'n'}, 'n': " + node + "}}")));
        };
        QCOMPARE(with("{'type': 'channel', 'consumers': {'x': {}}}"), std::string());
        QCOMPARE(with("{'type': 'balancer', 'replicas': {'min': 1, 'max': 2, 'template': {}}}"), std::string());
    }

    void aRealSocketHasNoWireOfTheScenario()
    {
        const std::string wire = "'latency': '1ms', 'bandwidth': '1MB/s', 'sendBuffer': '1KiB', 'receiveBuffer': "
                                 "'1KiB', 'loss': '1%', 'outages': [{'at': '1s', 'for': '1s'}]";
        const auto placesOf = [](const std::string& to) {
            return places(refusals(json("{'highwater': 1, 'nodes': {'c~s': {'type': 'producer', 'arrivals': "
                                        "'constant(1/s)', 'to': " +
                                        to + "}, 'a': {'type': 'stage'}}}")));
        };
        QCOMPARE(placesOf("{'node': 'a', " + wire + "}"),
                 std::string("/nodes/c~0s/to/latency /nodes/c~0s/to/bandwidth /nodes/c~0s/to/sendBuffer "
                             "/nodes/c~0s/to/receiveBuffer /nodes/c~0s/to/loss /nodes/c~0s/to/outages"));
        QCOMPARE(placesOf("[{'node': 'a', 'latency': '1ms'}]"), std::string("/nodes/c~0s/to/0/latency"));
        QCOMPARE(placesOf("[{'node': 'a'}, {'node': 'a', 'loss': 0.5}]"), std::string("/nodes/c~0s/to/1/loss"));
        // A wire that says nothing is none.
        QCOMPARE(placesOf("{'node': 'a', 'latency': '0s', 'loss': 0}"), std::string());
    }

    void aBatchOfRequestsIsLetInOneByOne()
    {
        const auto with = [](const std::string& overflow) {
            return json("{'highwater': 1, 'nodes': {'c': {'type': 'producer', 'to': 'a', 'arrivals': "
                        "'batch(poisson(1/s), size=constant(3), overflow=" +
                        overflow + ")'}, 'a': {'type': 'stage'}}}");
        };
        QCOMPARE(places(refusals(with("whole"))), std::string("/nodes/c/arrivals"));
        QCOMPARE(places(refusals(with("partial"))), std::string());
    }

    void workOutsideTheEngineGoesOnToItsEnd()
    {
        for (const std::string& work : {away, burn}) {
            const std::string workers = "'workers': {" + work + "}";
            QCOMPARE(stagePlaces(workers), std::string());
            QCOMPARE(stagePlaces(workers + ", 'queue': {'order': 'priority'}"), std::string());
            QCOMPARE(stagePlaces(workers + ", 'queue': {'order': 'priority-preemptive'}"),
                     std::string("/nodes/api/queue/order"));
            QCOMPARE(stagePlaces(workers + ", 'queue': {'order': 'processor-sharing'}"),
                     std::string("/nodes/api/queue/order"));
            QCOMPARE(stagePlaces("'workers': {" + work + ", 'outages': [{'at': '1s', 'for': '1s'}]}"),
                     std::string("/nodes/api/workers/outages"));
            QCOMPARE(stagePlaces("'workers': {" + work + ", 'failures': {'probability': '1%', 'mode': 'hang'}}"),
                     std::string());
        }
    }

    void theOtherServiceTakesTheTimeThatItTakes()
    {
        const std::string slow = ", 'speeds': [1, 2], 'failures': {'probability': '1%', 'mode': 'slow(2x)'}";
        QCOMPARE(stagePlaces("'workers': {" + away + slow + "}"),
                 std::string("/nodes/api/workers/speeds /nodes/api/workers/failures/mode"));
        QCOMPARE(stagePlaces("'workers': {" + burn + slow + "}"), std::string());
        QCOMPARE(places(refusals(twoNodes(", 'service': {'api': 'constant(1ms)'}", ", 'workers': {" + away + "}"))),
                 std::string("/nodes/clients/service/api"));
        QCOMPARE(places(refusals(twoNodes(", 'service': {'api': 'constant(1ms)'}", ", 'workers': {" + burn + "}"))),
                 std::string());
    }

    void durableNeedsAStoreThatOutlivesTheProcess()
    {
        QCOMPARE(stagePlaces("'acknowledge': 'durable'"), std::string("/nodes/api/acknowledge"));
        QCOMPARE(stagePlaces("'acknowledge': 'durable', 'queue': {'store': 'sqlite'}"), std::string());
        QCOMPARE(stagePlaces("'acknowledge': 'enqueued', 'queue': {'store': 'sqlite'}"), std::string());
    }

    void replicasKeepNothing()
    {
        const auto pool = [](const std::string& replica) {
            return places(
                refusals(json("{'highwater': 1, 'nodes': {'a': {'type': 'stage', 'to': 'p'}, 'p': {'type': 'balancer', "
                              "'replicas': {'max': 2, 'template': {" +
                              replica + "}}}}}")));
        };
        const std::string there = "/nodes/p/replicas/template";
        QCOMPARE(pool("'workers': {" + away + "}"), std::string());
        QCOMPARE(pool("'queue': {'store': 'sqlite'}, 'acknowledge': 'durable'"), there + "/queue/store");
        QCOMPARE(pool("'acknowledge': 'durable'"), there + "/acknowledge");
        QCOMPARE(pool("'queue': {'order': 'priority-preemptive'}, 'workers': {" + burn + "}"), there + "/queue/order");
    }

    void anOpenAddressIsGuarded()
    {
        const std::string tls = "'tls': {'certificate': 'c.pem', 'key': 'k.pem'}";
        const auto open = [](const std::string& more, LiveAccess access = LiveAccess::Guarded) {
            const std::string text = twoNodes({}, {}, ", 'live': {'listen': '0.0.0.0:80'" + more + "}");
            return whyNotLive(scenarioOf(text), nullptr, access);
        };
        QCOMPARE(livePlaces("'listen': '127.1.2.3:80'"), std::string());
        QCOMPARE(livePlaces("'listen': '[::1]:80', 'framesPort': 0"), std::string());
        QCOMPARE(livePlaces("'listen': '[::]:80'"), std::string("/live/listen"));
        const Faults faults = open("");
        QCOMPARE(places(faults), std::string("/live/listen"));
        QCOMPARE(int(faults.front().code), int(Errc::Unsupported));
        QVERIFY(faults.front().message.find("needs \"tls\" and a \"token\"") != std::string::npos);
        QVERIFY(open(", 'token': 't'").front().message.find("needs \"tls\";") != std::string::npos);
        QVERIFY(open(", " + tls).front().message.find("needs a \"token\";") != std::string::npos);
        QCOMPARE(places(open(", 'token': 't', " + tls)), std::string());
        QCOMPARE(places(open(", 'framesPort': 0, 'token': 't', " + tls)), std::string("/live/framesPort"));
        QCOMPARE(places(open(", 'framesPort': 0", LiveAccess::Insecure)), std::string());
    }

    void filesAreLookedForBesideTheDocument()
    {
        QTemporaryDir outside;
        QTemporaryDir inside;
        const std::filesystem::path folder = folderOf(inside);
        writeFile(folder / "c.pem", "-");
        std::filesystem::create_symlink(folderOf(outside) / "later.sqlite", folder / "link.sqlite");
        std::filesystem::create_directory(folder / "sub");
        const auto placesOf = [&](const std::string& live) {
            return refusals(twoNodes({}, {}, ", 'live': {" + live + "}"), LiveAccess::Guarded, folder);
        };
        const Faults key = placesOf("'tls': {'certificate': 'c.pem', 'key': 'k.pem'}");
        QCOMPARE(places(key), std::string("/live/tls/key"));
        QCOMPARE(int(key.front().code), int(Errc::NotFound));
        QCOMPARE(places(placesOf("'database': 'sub/new.sqlite'")), std::string());
        QCOMPARE(places(placesOf("'database': 'c.pem'")), std::string());
        QCOMPARE(int(placesOf("'database': 'sub'").front().code), int(Errc::Io));
        QCOMPARE(int(placesOf("'database': 'link.sqlite'").front().code), int(Errc::OutOfRange));
    }

    void aChangeMayDoNoMoreThanTheFile()
    {
        const auto with = [](const std::string& schedule) {
            return places(refusals(twoNodes({}, ", 'queue': {'capacity': 9}, 'workers': {" + burn + "}",
                                            ", 'schedule': [" + schedule + "]")));
        };
        QCOMPARE(with("{'at': '1s', 'set': '/nodes/api/queue/order', 'to': 'lifo'}"), std::string());
        // The place is that of the file, whatever the order of time.
        QCOMPARE(with("{'at': '9s', 'set': '/nodes/api/queue/order', 'to': 'processor-sharing'},"
                      "{'at': '1s', 'set': '/nodes/api/queue/capacity', 'to': 5},"
                      "{'at': '2s', 'set': '/nodes/api/queue/store', 'to': 'sqlite'},"
                      "{'at': '3s', 'set': '/nodes/clients/to', 'to': {'node': 'api', 'latency': '1s'}}"),
                 std::string("/schedule/0/to /schedule/2/to /schedule/3/to"));
        // What was wrong before is told once, where it is written.
        QCOMPARE(places(refusals(twoNodes({}, ", 'acknowledge': 'durable'",
                                          ", 'schedule': [{'at': '1s', 'set': '/nodes/api/workers/count', 'to': 2}]"))),
                 std::string("/nodes/api/acknowledge"));
    }

    void faultsStandInTheOrderOfTheFile()
    {
        const std::string text =
            json("{'live': {'listen': '0.0.0.0:1'}, 'highwater': 1, 'schedule': [{'at': '1s', 'set': "
                 "'/nodes/a/queue/store', 'to': 'sqlite'}], 'nodes': {'a': {'type': 'stage', "
                 "'acknowledge': 'durable'}}}");
        QCOMPARE(places(refusals(text)), std::string("/live/listen /schedule/0/to /nodes/a/acknowledge"));
    }

    void everyFieldTogether()
    {
        const std::filesystem::path file = HIGHWATER_TEST_DATA "/everything.highwater.json";
        const Document document = Document::load(file).value();
        const Scenario scenario = readScenario(document).value();
        QCOMPARE(
            places(whyNotLive(scenario, &document)),
            std::string("/nodes/clients/arrivals /nodes/clients/to/0/latency /nodes/clients/to/0/bandwidth "
                        "/nodes/clients/to/0/sendBuffer /nodes/clients/to/0/receiveBuffer /nodes/clients/to/0/loss "
                        "/nodes/clients/to/0/outages /live/tls/certificate /live/tls/key"));
    }

    void whatIsShippedForLiveRunsRunsLive()
    {
        qputenv("HIGHWATER_SCENARIOS", HIGHWATER_SOURCE_DIR "/scenarios");
        int live = 0;
        for (const ShelfEntry& entry : shelf()) {
            const Document document = Document::load(entry.file).value();
            const Scenario scenario = readScenario(document).value();
            if (document.get("/live")) {
                ++live;
                QCOMPARE(places(whyNotLive(scenario, &document)), std::string());
            }
        }
        qunsetenv("HIGHWATER_SCENARIOS");
        QCOMPARE(live, 2);
    }
};

QTEST_GUILESS_MAIN(TestLiveCheck)
#include "tst_live_check.moc"
