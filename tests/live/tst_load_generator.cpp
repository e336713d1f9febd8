// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/load_generator.h"
#include "scenario/law_reader.h"
#include "sim/arrival_process.h"
#include "small_server.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

ProducerNode producer(std::string_view arrivals, std::optional<std::int64_t> items = {})
{
    DataFiles files{std::filesystem::path()};
    ProducerNode node;
    node.arrivals = readArrivals(arrivals, files).value();
    node.items = items;
    node.size = Distribution::constant(10, "constant(10B)");
    return node;
}

std::int64_t number(const http::Request& request, std::string_view header)
{
    return std::stoll(std::string(request.header(header)));
}

/// A generator with one producer, "p".
struct Stand
{
    explicit Stand(SmallServer::Handler handler = {}, LoadOptions options = {}) : server(std::move(handler)), generator(begun(std::move(options), begin)) {}

    static LoadOptions begun(LoadOptions options, SteadyTime at)
    {
        options.begin = at;
        return options;
    }
    void set(const ProducerNode& node, const std::string& path = "/in") { QVERIFY(generator.set("p", node, server.url(path)).has_value()); }
    void run(const ProducerNode& node)
    {
        set(node);
        generator.start();
    }
    void runToTheEnd(const ProducerNode& node)
    {
        run(node);
        VERIFY_SOON(generator.finished());
    }
    [[nodiscard]] LoadFigures figures() const { return generator.snapshot().producers.at(0).second; }

    SteadyTime begin = steadyNow();
    SmallServer server;
    LoadGenerator generator;
};

bool adds(const LoadFigures& f)
{
    return f.sent - f.retried == f.accepted + f.lost + f.cancelled + static_cast<std::uint64_t>(f.underWay) && f.due == f.sent - f.retried + f.shed + f.unsent;
}

} // namespace

class LoadGeneratorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theScheduleOfAnOpenSourceIsKeptToTheNanosecond()
    {
        Stand stand;
        stand.runToTheEnd(producer("constant(1000/s)", 50));
        QCOMPARE(stand.server.requests.size(), std::size_t{50});
        std::vector<std::int64_t> intended;
        for (const http::Request& request : stand.server.requests) {
            QCOMPARE(request.path, std::string("/in"));
            QCOMPARE(request.body.size(), std::size_t{10});
            QCOMPARE(std::string(request.header("x-highwater-producer")), std::string("p"));
            QCOMPARE(number(request, "x-highwater-attempt"), std::int64_t{1});
            QCOMPARE(number(request, "x-highwater-client"), std::int64_t{0});
            QCOMPARE(number(request, "x-highwater-priority"), std::int64_t{0});
            intended.push_back(number(request, "x-highwater-intended"));
        }
        std::sort(intended.begin(), intended.end());
        for (std::size_t i = 0; i < intended.size(); ++i) {
            QCOMPARE(intended[i], (stand.begin + (i + 1) * 1ms).time_since_epoch().count());
        }
        const LoadFigures f = stand.figures();
        QVERIFY(adds(f));
        QCOMPARE(f.sent, std::uint64_t{50});
        QCOMPARE(f.accepted, std::uint64_t{50});
        QCOMPARE(f.statuses.at(200), std::uint64_t{50});
        QCOMPARE(f.bytesSent, std::uint64_t{500});
        QCOMPARE(f.fromIntended.count(), std::uint64_t{50});
        QCOMPARE(f.fromSend.count(), std::uint64_t{50});
        QCOMPARE(f.late, std::uint64_t{0});
    }

    void gapsAreThoseOfTheSimulator()
    {
        Stand stand({}, {.seed = 42});
        const ProducerNode node = producer("poisson(5000/s)", 100);
        stand.runToTheEnd(node);
        std::vector<std::int64_t> intended;
        for (const http::Request& request : stand.server.requests) {
            intended.push_back(number(request, "x-highwater-intended") - stand.begin.time_since_epoch().count());
        }
        std::sort(intended.begin(), intended.end());
        ArrivalProcess process(node.arrivals, runStart, mix64(streamKey(42, 0, "p", Purpose::Arrivals) + 1));
        Instant at = runStart;
        for (const std::int64_t each : intended) {
            at = process.next(at);
            QCOMPARE(each, at.time_since_epoch().count());
        }
    }

    void waitingForASlowServerIsCounted()
    {
        Stand stand([](const http::Request&) { return Answer{.delay = 10}; }, {.connections = 1});
        stand.runToTheEnd(producer("constant(1000/s)", 20));
        const LoadFigures f = stand.figures();
        QVERIFY(adds(f));
        QCOMPARE(f.accepted, std::uint64_t{20}); // none was dropped
        QVERIFY(f.late >= 18);
        // The last one was due at 20 ms and answered after 200 ms.
        QVERIFY(f.fromIntended.summary().max.value() >= 0.17);
        QVERIFY(f.fromIntended.summary().mean.value() > 2 * f.fromSend.summary().mean.value());
        QVERIFY(f.fromSend.summary().p50.value() >= 0.0099);
    }

    void whatWasDueAndNeverSentIsTold()
    {
        Stand stand([](const http::Request&) { return Answer{.never = true}; }, {.connections = 1});
        stand.run(producer("constant(1000/s)"));
        VERIFY_SOON(stand.figures().behind > 30ms);
        stand.generator.stopSources();
        VERIFY_SOON(stand.figures().unsent > 0);
        const LoadFigures f = stand.figures();
        QVERIFY(adds(f));
        QCOMPARE(f.sent, std::uint64_t{1});
        QVERIFY(f.unsent >= 29);
        QVERIFY(!stand.generator.finished());
        stand.generator.stop();
        QVERIFY(stand.generator.finished());
        QCOMPARE(stand.figures().cancelled, std::uint64_t{1});
        QVERIFY(adds(stand.figures()));
    }

    void itemsOfABatchAreDueAtOnce()
    {
        Stand stand;
        stand.runToTheEnd(producer("batch(constant(500/s), size=constant(3))", 12));
        std::multiset<std::int64_t> intended;
        for (const http::Request& request : stand.server.requests) {
            intended.insert(number(request, "x-highwater-intended"));
        }
        QCOMPARE(intended.size(), std::size_t{12});
        for (const std::int64_t each : intended) {
            QCOMPARE(intended.count(each), std::size_t{3});
        }
    }

    void usersThinkAndSendOneRequestEach()
    {
        int inside = 0;
        int most = 0;
        Stand stand([&](const http::Request&) {
            most = std::max(most, ++inside);
            QTimer::singleShot(3, qApp, [&] { --inside; });
            return Answer{.delay = 4};
        });
        stand.runToTheEnd(producer("closed(users=3, think=constant(2ms))", 30));
        const LoadFigures f = stand.figures();
        QVERIFY(adds(f));
        QCOMPARE(f.accepted, std::uint64_t{30});
        QCOMPARE(most, 3);
        QVERIFY(f.connections <= 3);
        QVERIFY(steadyNow() - stand.begin >= 10 * 6ms);
    }

    void clientsOfASaturatedSourceSendOneAfterTheOther()
    {
        Stand stand([](const http::Request&) { return Answer{.delay = 1}; });
        ProducerNode node = producer("saturated", 60);
        node.clients = 4;
        stand.runToTheEnd(node);
        QCOMPARE(stand.figures().accepted, std::uint64_t{60});
        std::set<std::int64_t> clients;
        for (const http::Request& request : stand.server.requests) {
            clients.insert(number(request, "x-highwater-client"));
        }
        QCOMPARE(clients.size(), std::size_t{4});
        QCOMPARE(stand.server.connections, 4);
    }

    void refusedUsersWithoutAThinkTimePause()
    {
        Stand stand([](const http::Request&) { return Answer{.status = 503}; });
        stand.run(producer("saturated"));
        VERIFY_SOON(stand.figures().refused >= 5);
        const LoadFigures f = stand.figures();
        QVERIFY(f.sent <= static_cast<std::uint64_t>((steadyNow() - stand.begin) / 1ms) + 1);
        QVERIFY(adds(f));
    }

    void attemptsAreRepeatedAndCountFromTheFirstIntendedInstant()
    {
        Stand stand([](const http::Request& request) { return Answer{.status = number(request, "x-highwater-attempt") < 3 ? 503 : 200}; });
        ProducerNode node = producer("constant(1000/s)", 10);
        node.retry.kind = flow::RetryPolicy::Kind::Fixed;
        node.retry.base = 5ms;
        stand.runToTheEnd(node);
        const LoadFigures f = stand.figures();
        QVERIFY(adds(f));
        QCOMPARE(f.sent, std::uint64_t{30});
        QCOMPARE(f.retried, std::uint64_t{20});
        QCOMPARE(f.refused, std::uint64_t{20});
        QCOMPARE(f.accepted, std::uint64_t{10});
        QCOMPARE(f.statuses.at(503), std::uint64_t{20});
        QVERIFY(f.fromIntended.quantile(0) >= 0.00998);
        QVERIFY(f.fromSend.quantile(0) < 0.005);
        std::multiset<std::int64_t> intended;
        for (const http::Request& request : stand.server.requests) {
            intended.insert(number(request, "x-highwater-intended"));
        }
        QCOMPARE(intended.count(*intended.begin()), std::size_t{3});
    }

    void attemptsHaveABound()
    {
        Stand stand([](const http::Request&) { return Answer{.status = 500}; });
        ProducerNode node = producer("constant(2000/s)", 10);
        node.retry.kind = flow::RetryPolicy::Kind::Exponential;
        node.retry.base = 1ms;
        node.retry.attempts = 3;
        stand.runToTheEnd(node);
        const LoadFigures f = stand.figures();
        QVERIFY(adds(f));
        QCOMPARE(f.sent, std::uint64_t{30});
        QCOMPARE(f.lost, std::uint64_t{10});
    }

    void aBudgetBoundsTheRetries()
    {
        Stand stand([](const http::Request&) { return Answer{.status = 503}; });
        ProducerNode node = producer("constant(5000/s)", 100);
        node.retry.kind = flow::RetryPolicy::Kind::Fixed;
        node.retry.base = 1ms;
        node.retry.budget = 0.1;
        stand.runToTheEnd(node);
        const LoadFigures f = stand.figures();
        QVERIFY(adds(f));
        QCOMPARE(f.retried, std::uint64_t{10});
        QCOMPARE(f.lost, std::uint64_t{100});
    }

    void retryAfterIsRespectedWhenThePolicySaysSo()
    {
        for (const bool respects : {false, true}) {
            Stand stand([](const http::Request& request) {
                return number(request, "x-highwater-attempt") == 1 ? Answer{.status = 429, .retryAfter = 1} : Answer{};
            });
            ProducerNode node = producer("constant(1000/s)", 1);
            node.retry.kind = flow::RetryPolicy::Kind::Fixed;
            node.retry.base = 1ms;
            node.retry.respectRetryAfter = respects;
            stand.runToTheEnd(node);
            QCOMPARE(stand.figures().accepted, std::uint64_t{1});
            QCOMPARE(stand.figures().fromIntended.quantile(0) >= 0.998, respects);
        }
    }

    void anAttemptWithoutAnAnswerIsGivenUp()
    {
        Stand stand([](const http::Request& request) { return Answer{.never = number(request, "x-highwater-attempt") == 1}; });
        ProducerNode node = producer("constant(1000/s)", 3);
        node.timeout = 15ms;
        node.retry.kind = flow::RetryPolicy::Kind::Fixed;
        node.retry.base = 1ms;
        stand.runToTheEnd(node);
        const LoadFigures f = stand.figures();
        QVERIFY(adds(f));
        QCOMPARE(f.timedOut, std::uint64_t{3});
        QCOMPARE(f.accepted, std::uint64_t{3});
        QCOMPARE(f.faults.at("no answer within the time"), std::uint64_t{3});
        QVERIFY(f.fromIntended.quantile(0) >= 0.0159);
    }

    void whereNobodyListensRequestsFail()
    {
        Stand stand;
        stand.server.close();
        stand.runToTheEnd(producer("constant(1000/s)", 5));
        const LoadFigures f = stand.figures();
        QVERIFY(adds(f));
        QCOMPARE(f.failed, std::uint64_t{5});
        QCOMPARE(f.lost, std::uint64_t{5});
        QCOMPARE(f.faults.size(), std::size_t{1});
    }

    void aSourceThatWaitsStandsStillUnderPressure()
    {
        std::vector<SteadyTime> came;
        Stand stand(
            [&](const http::Request&) {
                came.push_back(steadyNow());
                return Answer{.status = came.size() <= 2 ? 429 : 200};
            },
            {.connections = 1, .probeAfter = 20ms});
        ProducerNode node = producer("constant(1000/s)", 6);
        node.onPressure = flow::OnPressure::Wait;
        stand.runToTheEnd(node);
        const LoadFigures f = stand.figures();
        QVERIFY(adds(f));
        QCOMPARE(f.sent, std::uint64_t{6});
        QCOMPARE(f.lost, std::uint64_t{2});
        QVERIFY(came[1] - came[0] >= 20ms); // the first was a refusal: one is let through after the time
        QVERIFY(came[2] - came[1] >= 20ms); // and that one, too
        // What would have been sent meanwhile was never due: the source goes on a gap after it was let go.
        QVERIFY(number(stand.server.requests[3], "x-highwater-intended") >= came[1].time_since_epoch().count() + 20'000'000);
        QCOMPARE(f.late, std::uint64_t{0});
    }

    void aSourceThatWaitsHeedsTheBoundOfUnansweredRequests()
    {
        int inside = 0;
        int most = 0;
        Stand stand(
            [&](const http::Request&) {
                most = std::max(most, ++inside);
                QTimer::singleShot(3, qApp, [&] { --inside; });
                return Answer{.delay = 5};
            },
            {.unanswered = 3});
        ProducerNode node = producer("constant(5000/s)", 20);
        node.onPressure = flow::OnPressure::Wait;
        stand.runToTheEnd(node);
        QCOMPARE(most, 3);
        QCOMPARE(stand.figures().accepted, std::uint64_t{20});
    }

    void aSourceThatShedsThrowsItemsAwayUnderPressure()
    {
        int requests = 0;
        Stand stand([&](const http::Request&) { return Answer{.status = ++requests == 1 ? 503 : 200}; }, {.connections = 1, .probeAfter = 20ms});
        ProducerNode node = producer("constant(1000/s)", 50);
        node.onPressure = flow::OnPressure::Shed;
        stand.runToTheEnd(node);
        const LoadFigures f = stand.figures();
        QVERIFY(adds(f));
        QVERIFY(f.shed >= 15 && f.shed < 50);
        QCOMPARE(f.due, std::uint64_t{50});
    }

    void aChangeActsAtOnce()
    {
        Stand stand;
        stand.run(producer("constant(1/min)"));
        stand.set(producer("constant(1000/s)", 5), "/other");
        VERIFY_SOON(stand.generator.finished());
        QCOMPARE(stand.server.requests.size(), std::size_t{5});
        QCOMPARE(stand.server.requests[0].path, std::string("/other"));
        ProducerNode node = producer("saturated");
        node.clients = 2;
        stand.set(node);
        VERIFY_SOON(stand.server.requests.size() > 20);
        stand.set(producer("constant(1/min)"));
        VERIFY_SOON(stand.figures().inFlight == std::int64_t{0});
        const std::uint64_t sent = stand.figures().sent;
        QTest::qWait(5);
        QCOMPARE(stand.figures().sent, sent);
    }

    void aRemovedProducerStops()
    {
        Stand stand([](const http::Request&) { return Answer{.delay = 2}; });
        stand.run(producer("constant(2000/s)"));
        VERIFY_SOON(stand.figures().sent > 10);
        QVERIFY(!stand.generator.finished());
        stand.generator.remove("p");
        stand.generator.remove("nobody");
        VERIFY_SOON(stand.generator.finished());
        const LoadFigures f = stand.figures();
        QVERIFY(adds(f));
        QCOMPARE(f.inFlight, std::int64_t{0});
        QTest::qWait(5);
        QCOMPARE(stand.figures().sent, f.sent);
        stand.set(producer("constant(2000/s)", f.sent + 3)); // it comes back
        VERIFY_SOON(stand.figures().sent > f.sent);
    }

    void severalProducersHaveFiguresOfTheirOwn()
    {
        Stand stand;
        stand.set(producer("constant(1000/s)", 5));
        QVERIFY(stand.generator.set("q", producer("constant(2000/s)", 7), stand.server.url()).has_value());
        stand.generator.start();
        VERIFY_SOON(stand.generator.finished());
        const LoadSnapshot snapshot = stand.generator.snapshot();
        QCOMPARE(snapshot.producers[0].first, std::string("p"));
        QCOMPARE(snapshot.producers[0].second.accepted, std::uint64_t{5});
        QCOMPARE(snapshot.producers[1].second.accepted, std::uint64_t{7});
    }

    void aHostileClientSendsMoreThanItsShare()
    {
        Stand stand;
        ProducerNode node = producer("constant(10000/s)", 300);
        node.clients = 4;
        node.hostile = 7.0;
        node.killed = {3};
        node.priority = 2;
        stand.runToTheEnd(node);
        std::map<std::int64_t, int> sent;
        for (const http::Request& request : stand.server.requests) {
            ++sent[number(request, "x-highwater-client")];
            QCOMPARE(number(request, "x-highwater-priority"), std::int64_t{2});
        }
        QVERIFY(sent[0] > 180 && sent[0] < 240); // 7 of 10
        QCOMPARE(sent.count(3), std::size_t{0}); // was cut off
    }

    void aBadAddressIsRefused()
    {
        LoadGenerator generator({});
        QCOMPARE(generator.set("p", producer("saturated"), "https://a").error().code, Errc::Unsupported);
        QVERIFY(generator.finished());
    }

    void aGeneratorThatNeverBeganEnds()
    {
        LoadGenerator generator({});
        QVERIFY(generator.set("p", producer("saturated"), "http://127.0.0.1:1").has_value());
        generator.stop();
        QVERIFY(!generator.finished());
    }
};

QTEST_GUILESS_MAIN(LoadGeneratorTest)
#include "tst_load_generator.moc"
