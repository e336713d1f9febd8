// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/forwarder.h"
#include "small_server.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <map>

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

Message message(std::uint64_t id, const std::string& path = "/orders?x=1")
{
    Message made;
    made.id = id;
    made.path = path;
    made.contentType = "application/json";
    made.body = R"({"n":)" + std::to_string(id) + '}';
    return made;
}

/// A forwarder, and what it has called back.
struct Stand
{
    explicit Stand(SmallServer::Handler handler = {}, const std::function<void(Forward&)>& change = {}, int concurrency = 4,
                   const std::string& path = {})
        : server(std::move(handler))
    {
        policy.url = server.url(path);
        if (change) {
            change(policy);
        }
        Forwarder::Listener listener;
        listener.onTry = [this](std::uint64_t id, std::uint32_t attempt) { tries.emplace_back(id, attempt); };
        listener.onEnd = [this](const Delivery& delivery) { ended.push_back(delivery); };
        forwarder = Forwarder::create(policy, concurrency, 1, std::move(listener), agenda).value();
    }
    bool deliver(std::uint64_t messages)
    {
        for (std::uint64_t id = 1; id <= messages; ++id) {
            forwarder->deliver(message(id));
        }
        return comesTrue([&] { return ended.size() == messages; }) && forwarder->inside() == 0 && forwarder->inFlight() == 0;
    }

    Agenda agenda;
    SmallServer server;
    Forward policy;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> tries;
    std::vector<Delivery> ended;
    std::unique_ptr<Forwarder> forwarder;
};

void retries(Forward& forward, std::int64_t attempts)
{
    forward.retry.kind = flow::RetryPolicy::Kind::Fixed;
    forward.retry.base = 2ms;
    forward.retry.attempts = attempts;
}

} // namespace

class ForwarderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageIsPostedAsItCame()
    {
        Stand stand({}, {}, 4, "/api/");
        Message made = message(17);
        made.method = "PUT";
        made.headers = {{"x-trace", "abc"}, {"host", "elsewhere"}, {"connection", "close"}};
        made.attempts = 2; // of a process before this one
        stand.forwarder->deliver(made);
        QVERIFY(stand.ended.empty());
        VERIFY_SOON(stand.ended.size() == 1);
        const http::Request& request = stand.server.requests.at(0);
        QCOMPARE(request.method, std::string("PUT"));
        QCOMPARE(request.path, std::string("/api/orders?x=1"));
        QCOMPARE(request.contentType, std::string("application/json"));
        QCOMPARE(request.body, std::string(R"({"n":17})"));
        QCOMPARE(std::string(request.header("x-message-id")), std::string("17"));
        QCOMPARE(std::string(request.header("x-attempt")), std::string("3"));
        QCOMPARE(std::string(request.header("x-trace")), std::string("abc"));
        QCOMPARE(std::string(request.header("host")), "127.0.0.1:" + std::to_string(stand.server.port()));
        QVERIFY(request.keepAlive);
        const Delivery& delivery = stand.ended[0];
        QCOMPARE(delivery.id, std::uint64_t{17});
        QVERIFY(delivery.delivered);
        QCOMPARE(delivery.status, 200);
        QCOMPARE(delivery.attempts, std::uint32_t{3});
        QCOMPARE(delivery.reason, std::string());
        QVERIFY(stand.tries == (std::vector<std::pair<std::uint64_t, std::uint32_t>>{{17, 3}}));
    }

    void whatMayPassIsRepeated_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {500, 502, 503, 504, 429, 0}) {
            QTest::addRow("%d", status) << status;
        }
    }
    void whatMayPassIsRepeated()
    {
        QFETCH(int, status);
        std::map<std::string, int> seen;
        Stand stand(
            [&](const http::Request& request) {
                const bool first = ++seen[request.body] == 1;
                return Answer{.status = first ? status : 200, .breaks = first && status == 0};
            },
            [](Forward& forward) { retries(forward, 3); });
        QVERIFY(stand.deliver(5));
        QCOMPARE(stand.server.count, std::uint64_t{10});
        QVERIFY(std::all_of(stand.ended.begin(), stand.ended.end(), [](const Delivery& each) { return each.delivered && each.attempts == 2; }));
        QCOMPARE(stand.tries.size(), std::size_t{10});
    }

    void whatIsWrongForEverIsGivenUpAtOnce_data()
    {
        QTest::addColumn<int>("status");
        for (const int status : {301, 400, 404, 409, 413}) {
            QTest::addRow("%d", status) << status;
        }
    }
    void whatIsWrongForEverIsGivenUpAtOnce()
    {
        QFETCH(int, status);
        Stand stand([&](const http::Request&) { return Answer{.status = status}; }, [](Forward& forward) { retries(forward, 3); });
        QVERIFY(stand.deliver(1));
        QCOMPARE(stand.server.count, std::uint64_t{1});
        QVERIFY(!stand.ended[0].delivered);
        QCOMPARE(stand.ended[0].status, status);
        QVERIFY(stand.ended[0].reason.find(std::to_string(status)) != std::string::npos);
    }

    void afterTheLastAttemptAMessageIsGivenUp()
    {
        Stand stand([](const http::Request&) { return Answer{.status = 503}; }, [](Forward& forward) { retries(forward, 3); });
        QVERIFY(stand.deliver(2));
        QCOMPARE(stand.server.count, std::uint64_t{6});
        QVERIFY(!stand.ended[0].delivered);
        QCOMPARE(stand.ended[0].reason, std::string("answered with 503 Service Unavailable; given up after 3 tries"));
        QCOMPARE(stand.ended[0].attempts, std::uint32_t{3});
    }

    void withoutAPolicyThereIsOneTry()
    {
        Stand stand([](const http::Request&) { return Answer{.status = 500}; });
        QVERIFY(stand.deliver(1));
        QCOMPARE(stand.ended[0].reason, std::string("answered with 500 Internal Server Error; given up after one try"));
    }

    void whereNobodyListensTheReasonSaysSo()
    {
        Stand stand({}, [](Forward& forward) { retries(forward, 2); });
        stand.server.close();
        QVERIFY(stand.deliver(1));
        QVERIFY2(stand.ended[0].reason.find("refused") != std::string::npos, stand.ended[0].reason.c_str());
        QCOMPARE(stand.ended[0].status, 0);
        QCOMPARE(stand.ended[0].attempts, std::uint32_t{2});
    }

    void aTryHasATime()
    {
        int requests = 0;
        Stand stand([&](const http::Request&) { return Answer{.never = ++requests == 1}; },
                    [](Forward& forward) {
                        forward.timeout = 20ms;
                        retries(forward, 2);
                    });
        QVERIFY(stand.deliver(1));
        QVERIFY(stand.ended[0].delivered);
        QCOMPARE(stand.ended[0].attempts, std::uint32_t{2});
    }

    void atMostSoManyTriesAreUnderWay()
    {
        int inside = 0;
        int most = 0;
        Stand stand(
            [&](const http::Request&) {
                most = std::max(most, ++inside);
                QTimer::singleShot(2, qApp, [&] { --inside; });
                return Answer{.delay = 3};
            },
            {}, 3);
        QVERIFY(stand.deliver(12));
        QCOMPARE(most, 3);
        QCOMPARE(stand.server.connections, 3);
    }

    void triesKeepToTheRate()
    {
        Stand stand({}, [](Forward& forward) { forward.rate = 200; });
        const SteadyTime begin = steadyNow();
        QVERIFY(stand.deliver(11));
        QVERIFY(steadyNow() - begin >= 50ms); // the first has its token at once
        QVERIFY(steadyNow() - begin < 500ms);
    }

    void retryAfterIsRespectedWhenThePolicySaysSo()
    {
        int requests = 0;
        Stand stand([&](const http::Request&) { return ++requests == 1 ? Answer{.status = 503, .retryAfter = 1} : Answer{}; },
                    [](Forward& forward) {
                        retries(forward, 2);
                        forward.retry.respectRetryAfter = true;
                    });
        const SteadyTime begin = steadyNow();
        QVERIFY(stand.deliver(1));
        QVERIFY(stand.ended[0].delivered);
        QVERIFY(steadyNow() - begin >= 1s);
    }

    void aBudgetBoundsTheRetries()
    {
        Stand stand([](const http::Request&) { return Answer{.status = 500}; },
                    [](Forward& forward) {
                        retries(forward, 10);
                        forward.retry.budget = 0.2;
                    });
        QVERIFY(stand.deliver(50));
        QCOMPARE(stand.server.count, std::uint64_t{60});
        QVERIFY(std::none_of(stand.ended.begin(), stand.ended.end(), [](const Delivery& each) { return each.delivered; }));
    }

    void aLargeBodyArrivesWhole()
    {
        Stand stand;
        Message made = message(1);
        made.body.assign(2'000'000, 'x');
        made.body += "end";
        stand.forwarder->deliver(made);
        VERIFY_SOON(stand.ended.size() == 1);
        QCOMPARE(stand.server.requests.at(0).body, made.body);
    }

    void aChangeActsAtOnce()
    {
        Stand stand({}, [](Forward& forward) { forward.rate = 0.001; });
        stand.forwarder->deliver(message(1));
        stand.forwarder->deliver(message(2)); // its token would come in a quarter of an hour
        VERIFY_SOON(stand.ended.size() == 1);
        Forward other = stand.policy;
        other.rate.reset();
        QVERIFY(stand.forwarder->configure(other, 1).has_value());
        VERIFY_SOON(stand.ended.size() == 2);
        other.url = "https://a";
        QVERIFY(!stand.forwarder->configure(other, 1).has_value());
        SmallServer second;
        other.url = second.url();
        QVERIFY(stand.forwarder->configure(other, 1).has_value());
        stand.forwarder->deliver(message(3));
        VERIFY_SOON(stand.ended.size() == 3);
        QCOMPARE(second.count, std::uint64_t{1});
    }

    void aListenerMayDeliverTheNextOne()
    {
        SmallServer server;
        Agenda agenda;
        Forward policy;
        policy.url = server.url();
        std::unique_ptr<Forwarder> forwarder;
        std::uint64_t ended = 0;
        Forwarder::Listener listener;
        listener.onEnd = [&](const Delivery&) {
            if (++ended < 20) {
                forwarder->deliver(message(ended + 1));
            }
        };
        forwarder = Forwarder::create(policy, 1, 1, std::move(listener), agenda).value();
        forwarder->deliver(message(1));
        VERIFY_SOON(ended == 20);
        QCOMPARE(server.connections, 1);
    }

    void aForwarderThatGoesAwayCallsNobodyBack()
    {
        Stand stand([](const http::Request&) { return Answer{.status = 503}; },
                    [](Forward& forward) {
                        retries(forward, 3);
                        forward.retry.base = 10ms;
                    });
        stand.forwarder->deliver(message(1));
        VERIFY_SOON(stand.server.count == 1);
        stand.forwarder.reset();
        QTest::qWait(15);
        QVERIFY(stand.ended.empty());
        QCOMPARE(stand.agenda.planned(), std::size_t{0});
    }

    void badUrlsAreRefused()
    {
        Agenda agenda;
        for (const char* url : {"", "https://a", "http://a/?x=1", "a:80"}) {
            Forward forward;
            forward.url = url;
            QVERIFY2(!Forwarder::create(forward, 1, 1, {}, agenda).has_value(), url);
        }
    }
};

QTEST_GUILESS_MAIN(ForwarderTest)
#include "tst_forwarder.moc"
