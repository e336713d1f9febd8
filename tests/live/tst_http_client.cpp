// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/http_client.h"
#include "small_server.h"

#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;
using Fault = HttpReply::Fault;

namespace {

HttpAddress at(const SmallServer& server)
{
    return HttpAddress::parse(server.url()).value();
}

/// Collects what is called back.
struct Replies
{
    std::vector<HttpReply> all;
    HttpClient::Callback take()
    {
        return [this](const HttpReply& reply) { all.push_back(reply); };
    }
};

} // namespace

class HttpClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addressesAreRead_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("authority");
        QTest::newRow("plain") << "http://example.org" << "example.org" << 80 << "" << "example.org";
        QTest::newRow("port and path") << "http://localhost:8080/a/b?x=1" << "localhost" << 8080 << "/a/b?x=1" << "localhost:8080";
        QTest::newRow("fragment") << "http://localhost/a#b" << "localhost" << 80 << "/a" << "localhost";
        QTest::newRow("query alone") << "http://localhost?x=1" << "localhost" << 80 << "?x=1" << "localhost";
        QTest::newRow("IPv6") << "http://[::1]:81/" << "::1" << 81 << "/" << "[::1]:81";
    }
    void addressesAreRead()
    {
        QFETCH(QString, url);
        const auto address = HttpAddress::parse(url.toStdString());
        QVERIFY(address.has_value());
        QTEST(QString::fromStdString(address->host), "host");
        QTEST(int{address->port}, "port");
        QTEST(QString::fromStdString(address->path), "path");
        QTEST(QString::fromStdString(address->authority()), "authority");
    }

    void badAddressesAreRefused()
    {
        for (const char* url : {"", "localhost:80", "ftp://a", "http://", "http://:80", "http://a:0", "http://a:65536", "http://a:b", "http://a:",
                                "http://u@a", "http://[::1", "http://[::1]80", "http://a b", "http://a/\n"}) {
            const auto address = HttpAddress::parse(url);
            QVERIFY2(!address && address.error().code == Errc::Syntax, url);
        }
        QCOMPARE(HttpAddress::parse("https://a").error().code, Errc::Unsupported);
    }

    void aRequestIsAnsweredOnOneConnectionAgainAndAgain()
    {
        SmallServer server([](const http::Request&) { return Answer{.status = 201, .retryAfter = 7}; });
        Agenda agenda;
        HttpClient client(at(server), {.connections = 1, .keepsBody = true}, agenda);
        Replies replies;
        for (std::size_t i = 1; i <= 3; ++i) {
            HttpCall call;
            call.target = "/orders?x=1";
            call.contentType = "text/plain";
            call.headers = "X-Trace: 5\r\n";
            call.body = "hello";
            QVERIFY(client.send(call, replies.take()));
            QVERIFY(!client.hasRoom());
            QVERIFY(!client.send(call, replies.take()));
            VERIFY_SOON(replies.all.size() == i);
        }
        const HttpReply& reply = replies.all.back();
        QCOMPARE(reply.status, 201);
        QCOMPARE(reply.body, std::string("done"));
        QVERIFY(reply.retryAfter == Duration(7s));
        QVERIFY(reply.sentAt <= reply.endedAt);
        QVERIFY(reply.received > 40);
        QCOMPARE(server.connections, 1);
        const http::Request& request = server.requests.back();
        QCOMPARE(request.method, std::string("POST"));
        QCOMPARE(request.path, std::string("/orders?x=1"));
        QCOMPARE(request.contentType, std::string("text/plain"));
        QCOMPARE(request.body, std::string("hello"));
        QCOMPARE(std::string(request.header("x-trace")), std::string("5"));
        QCOMPARE(std::string(request.header("host")), "127.0.0.1:" + std::to_string(server.port()));
        QCOMPARE(client.counts().connected, std::uint64_t{1});
        QCOMPARE(client.counts().open, std::int64_t{1});
        QCOMPARE(client.counts().busy, std::int64_t{0});
        QCOMPARE(client.descriptors().size(), std::size_t{1});
    }

    void aBodyIsRepeatedToItsLength_data()
    {
        QTest::addColumn<int>("length");
        for (const int length : {0, 1, 5, 16 * 1024, 16 * 1024 + 1, 3'000'001}) {
            QTest::addRow("%d bytes", length) << length;
        }
    }
    void aBodyIsRepeatedToItsLength()
    {
        QFETCH(int, length);
        SmallServer server;
        Agenda agenda;
        HttpClient client(at(server), {}, agenda);
        Replies replies;
        HttpCall call;
        call.body = "abc";
        call.bodyLength = length;
        QVERIFY(client.send(call, replies.take()));
        VERIFY_SOON(replies.all.size() == std::size_t{1});
        QCOMPARE(replies.all[0].status, 200);
        const std::string& body = server.requests.at(0).body;
        QCOMPARE(body.size(), static_cast<std::size_t>(length));
        for (std::size_t i = 0; i < body.size(); ++i) {
            if (body[i] != "abc"[i % 3]) {
                QFAIL(qPrintable(QStringLiteral("wrong at %1").arg(i)));
            }
        }
    }

    void whereNobodyListensTheFaultIsRefused()
    {
        SmallServer server;
        const HttpAddress address = at(server);
        server.close();
        Agenda agenda;
        HttpClient client(address, {.connections = 1}, agenda);
        Replies replies;
        QVERIFY(client.send({}, replies.take()));
        QVERIFY(replies.all.empty());
        VERIFY_SOON(replies.all.size() == std::size_t{1});
        QCOMPARE(replies.all[0].fault, Fault::Refused);
        QVERIFY(!replies.all[0].reason.empty());
        QVERIFY(client.hasRoom());
        QCOMPARE(client.counts().refused, std::uint64_t{1});
        QCOMPARE(client.counts().open, std::int64_t{0});
    }

    void aBrokenConnectionIsAFaultAndMadeAnew()
    {
        int requests = 0;
        SmallServer server([&](const http::Request&) { return Answer{.breaks = ++requests == 2}; });
        Agenda agenda;
        HttpClient client(at(server), {.connections = 1}, agenda);
        Replies replies;
        for (std::size_t i = 1; i <= 3; ++i) {
            QVERIFY(client.send({}, replies.take()));
            VERIFY_SOON(replies.all.size() == i);
        }
        QCOMPARE(replies.all[0].status, 200);
        QCOMPARE(replies.all[1].fault, Fault::Closed);
        QCOMPARE(replies.all[1].status, 0);
        QCOMPARE(replies.all[2].status, 200);
        QCOMPARE(server.connections, 2);
        QCOMPARE(client.counts().open, std::int64_t{1});
    }

    void aConnectionThatTheServerClosesAfterItsAnswerIsMadeAnew()
    {
        SmallServer server([](const http::Request&) { return Answer{.closes = true}; });
        Agenda agenda;
        HttpClient client(at(server), {.connections = 1}, agenda);
        int answered = 0;
        std::function<void(const HttpReply&)> next = [&](const HttpReply& reply) {
            QCOMPARE(reply.status, 200);
            if (++answered < 5) {
                QVERIFY(client.send({}, next)); // from within the call back
            }
        };
        QVERIFY(client.send({}, next));
        VERIFY_SOON(answered == 5);
        QCOMPARE(server.connections, 5);
    }

    void anIdleConnectionThatWasClosedIsMadeAnew()
    {
        SmallServer server;
        Agenda agenda;
        HttpClient client(at(server), {.connections = 1}, agenda);
        Replies replies;
        QVERIFY(client.send({}, replies.take()));
        VERIFY_SOON(replies.all.size() == std::size_t{1});
        server.closeConnections();
        VERIFY_SOON(client.counts().open == std::int64_t{0});
        QVERIFY(client.send({}, replies.take()));
        VERIFY_SOON(replies.all.size() == std::size_t{2});
        QCOMPARE(replies.all[1].status, 200);
    }

    void theTimeIsUpWithoutAnAnswer()
    {
        bool answers = false;
        SmallServer server([&](const http::Request&) { return Answer{.never = !answers}; });
        Agenda agenda;
        HttpClient client(at(server), {.connections = 1}, agenda);
        Replies replies;
        HttpCall call;
        call.timeout = 20ms;
        const SteadyTime begin = steadyNow();
        QVERIFY(client.send(call, replies.take()));
        VERIFY_SOON(replies.all.size() == std::size_t{1});
        QCOMPARE(replies.all[0].fault, Fault::TimedOut);
        QVERIFY(replies.all[0].endedAt >= begin + 20ms);
        answers = true;
        QVERIFY(client.send(call, replies.take()));
        VERIFY_SOON(replies.all.size() == std::size_t{2});
        QCOMPARE(replies.all[1].status, 200); // the late answer to the first one is not taken for it
    }

    void aShorterTimeReplacesALongerOne()
    {
        int requests = 0;
        SmallServer server([&](const http::Request&) { return Answer{.never = ++requests > 1}; });
        Agenda agenda;
        HttpClient client(at(server), {.connections = 1}, agenda);
        Replies replies;
        HttpCall call;
        call.timeout = 60s;
        QVERIFY(client.send(call, replies.take()));
        VERIFY_SOON(replies.all.size() == std::size_t{1});
        call.timeout = 10ms;
        QVERIFY(client.send(call, replies.take()));
        VERIFY_SOON(replies.all.size() == std::size_t{2});
        QCOMPARE(replies.all[1].fault, Fault::TimedOut);
    }

    void whatIsNoAnswerIsMalformed()
    {
        SmallServer server([](const http::Request&) { return Answer{.raw = "hello\r\n\r\n"}; });
        Agenda agenda;
        HttpClient client(at(server), {}, agenda);
        Replies replies;
        QVERIFY(client.send({}, replies.take()));
        VERIFY_SOON(replies.all.size() == std::size_t{1});
        QCOMPARE(replies.all[0].fault, Fault::Malformed);
        QVERIFY(!replies.all[0].reason.empty());
    }

    void sendersKeepTheirConnections()
    {
        std::vector<std::string> from;
        SmallServer server;
        Agenda agenda;
        HttpClient client(at(server), {.connections = 2}, agenda);
        Replies replies;
        for (std::size_t i = 0; i < 6; ++i) {
            QVERIFY(client.send({}, replies.take(), static_cast<std::uint32_t>(i % 2)));
            VERIFY_SOON(replies.all.size() == i + 1);
        }
        QCOMPARE(server.connections, 2);
        QVERIFY(client.send({}, replies.take(), 7)); // one of the two serves a third sender
        VERIFY_SOON(replies.all.size() == std::size_t{7});
        QCOMPARE(server.connections, 2);
    }

    void fewerConnectionsCloseAsTheyFallIdle()
    {
        SmallServer server([](const http::Request&) { return Answer{.delay = 5}; });
        Agenda agenda;
        HttpClient client(at(server), {.connections = 4}, agenda);
        Replies replies;
        for (int i = 0; i < 4; ++i) {
            QVERIFY(client.send({}, replies.take()));
        }
        client.setConnections(1);
        VERIFY_SOON(replies.all.size() == std::size_t{4});
        QCOMPARE(client.counts().open, std::int64_t{1});
        QVERIFY(client.hasRoom());
        QVERIFY(client.send({}, replies.take()));
        QVERIFY(!client.hasRoom());
        VERIFY_SOON(replies.all.size() == std::size_t{5});
    }

    void cancellingCallsBackEveryRequestOnce()
    {
        SmallServer server([](const http::Request&) { return Answer{.never = true}; });
        Agenda agenda;
        HttpClient client(at(server), {.connections = 3}, agenda);
        Replies replies;
        QVERIFY(client.send({}, replies.take()));
        VERIFY_SOON(server.count == std::uint64_t{1});
        QVERIFY(client.send({}, replies.take())); // still connecting
        client.cancelAll();
        QCOMPARE(replies.all.size(), std::size_t{2});
        QCOMPARE(replies.all[0].fault, Fault::Cancelled);
        QCOMPARE(replies.all[1].fault, Fault::Cancelled);
        QTest::qWait(5);
        QCOMPARE(replies.all.size(), std::size_t{2});
    }

    void aClientThatGoesAwayCallsNobodyBack()
    {
        SmallServer server([](const http::Request&) { return Answer{.delay = 5}; });
        Agenda agenda;
        Replies replies;
        {
            HttpClient client(at(server), {}, agenda);
            HttpCall call;
            call.timeout = 2ms;
            QVERIFY(client.send(call, replies.take()));
        }
        QTest::qWait(10);
        QVERIFY(replies.all.empty());
        QCOMPARE(agenda.planned(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(HttpClientTest)
#include "tst_http_client.moc"
