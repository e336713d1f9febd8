// SPDX-License-Identifier: GPL-3.0-or-later
// What a live service answers beside messages: pages, figures, changes; who may do what; and how it ends.
#include "service_stand.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

const std::string slow = "'workers': {'count': 1, 'service': 'constant(150ms)'}";

std::string request(const std::string& method, const std::string& path, const std::string& body = {}, const std::string& headers = {})
{
    return method + ' ' + path + " HTTP/1.1\r\nHost: a\r\n" + headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string bearer(const std::string& token)
{
    return "Authorization: Bearer " + token + "\r\n";
}

/// Hooks that give figures, and take changes of workers only.
LiveHooks hooks(ParameterChanges& changes)
{
    LiveHooks made;
    made.snapshot = [](const Simulation& simulation) { return "{\n\"events\": " + std::to_string(simulation.events()) + "\n}"; };
    made.change = [&changes](const ParameterChanges& asked) -> Checked<void> {
        Faults faults;
        for (const auto& each : asked) {
            if (each.first.find("/workers/") == std::string::npos) {
                faults.push_back({Errc::Unsupported, each.first, "not \xff that"});
            }
        }
        if (!faults.empty()) {
            return tl::unexpected(faults);
        }
        changes = asked;
        return {};
    };
    return made;
}

} // namespace

class LivePagesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPageIsThere_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("status");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* asked, const char* status, const char* text) { QTest::newRow(asked) << asked << status << text; };
        row("GET /", "200", "curl -d");
        row("GET /healthz", "200", R"({"status":"OK"})");
        row("GET /readyz?x=1", "200", R"({"status":"OK"})");
        row("GET /metrics", "200", "highwater_queue_depth{node=\"api\"} 0\n");
        row("GET /v1/snapshot", "200", "events");
        row("GET /nothing", "404", "there is no such page");
        row("DELETE /", "405", "method");
        row("PUT /a", "405", "method");
        row("PATCH /a", "405", "method");
        row("PATCH /v1/parameters", "401", "no live.token");
    }
    void everyPageIsThere()
    {
        QFETCH(QString, asked);
        QFETCH(QString, status);
        QFETCH(QString, text);
        ParameterChanges changes;
        ServiceStand stand(liveText(slow), {}, hooks(changes));
        const auto client = stand.client();
        client->send(request(asked.section(' ', 0, 0).toStdString(), asked.section(' ', 1).toStdString()));
        VERIFY_SOON(client->answers().size() == 1);
        QCOMPARE(QString::fromStdString(client->statuses()), status);
        QVERIFY2(QString::fromStdString(client->bodies()).contains(text), client->bodies().c_str());
        if (status == "405") {
            QCOMPARE(std::string(client->answers()[0].header("allow")), std::string("GET, HEAD, POST"));
        }
        QVERIFY(!client->closed);
        VERIFY_SOON(stand.isEmpty());
    }

    void headIsThePageWithoutItsBody()
    {
        ServiceStand stand(liveText(slow));
        const auto client = stand.client();
        client->send(request("HEAD", "/healthz") + "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        VERIFY_SOON(client->closed);
        const std::size_t second = client->text.find("HTTP/1.1", 1);
        QVERIFY(second != std::string::npos);
        QVERIFY(client->text.substr(0, second).find("Content-Length: 15\r\n") != std::string::npos);
        QCOMPARE(client->text.substr(second - 4, 4), std::string("\r\n\r\n"));
        QVERIFY(client->text.substr(second).find(R"({"status":"OK"})") != std::string::npos);
    }

    void figuresAreWholeAndAddUp()
    {
        ServiceStand stand(liveText("'queue': {'capacity': 2, 'highWater': 1, 'lowWater': 0, 'whenFull': 'reject'}, " + slow));
        const auto client = stand.client();
        client->send(post("/a", "x") + post("/a", "x") + post("/a", "x") + post("/a", "x") + get("/metrics") + get("/readyz"));
        VERIFY_SOON(client->answers().size() == 6);
        const std::string text = client->answers()[4].body;
        QCOMPARE(client->answers()[4].contentType.substr(0, 28), std::string("application/openmetrics-text"));
        QCOMPARE(text.substr(text.size() - 6), std::string("# EOF\n"));
        for (const char* line : {"highwater_items_total{node=\"api\",outcome=\"offered\"} 4\n", "highwater_items_total{node=\"api\",outcome=\"refused\"} 1\n",
                                 "highwater_inside{node=\"api\"} 3\n", "highwater_queue_depth{node=\"api\"} 2\n", "highwater_pressure{node=\"api\"} 1\n",
                                 "highwater_workers{node=\"api\",state=\"busy\"} 1\n", "highwater_connections 1\n"}) {
            QVERIFY2(text.find(line) != std::string::npos, line);
        }
        QCOMPARE(client->answers()[5].status, 503);
        QCOMPARE(client->answers()[5].body, std::string(R"({"status":"pressed"})"));
        VERIFY_SOON(stand.isEmpty());
        client->send(get("/readyz"));
        VERIFY_SOON(client->answers().size() == 7);
        QCOMPARE(client->answers()[6].status, 200);
    }

    void withoutHooksThereIsNothingToSeeOrChange()
    {
        ServiceStand stand(liveText(slow, "'listen': '127.0.0.1:0', 'token': 'secret-of-ours'"));
        const auto client = stand.client();
        client->send(get("/v1/snapshot") + get("/v1/events") + request("PATCH", "/v1/parameters", "{}", bearer("secret-of-ours")));
        VERIFY_SOON(client->statuses() == "404 404 405");
    }

    void eventsGoOnUntilTheReaderLeaves()
    {
        ParameterChanges changes;
        ServiceStand stand(liveText(slow), {}, hooks(changes));
        const auto client = stand.client(), old = stand.client();
        client->send(get("/v1/events"));
        old->send("GET /v1/events HTTP/1.0\r\n\r\n");
        const auto events = [](const RawClient& reader) {
            std::size_t count = 0;
            for (std::size_t at = reader.text.find("event: snapshot\ndata: {\ndata: \"events\": "); at != std::string::npos; at = reader.text.find("event: snapshot", at + 1)) {
                ++count;
            }
            return count;
        };
        VERIFY_SOON(events(*client) >= 1 && events(*old) >= 1);
        QVERIFY(client->text.find("Content-Type: text/event-stream\r\n") != std::string::npos);
        QVERIFY(client->text.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
        QVERIFY(old->text.find("chunked") == std::string::npos);
        const std::size_t before = events(*client);
        VERIFY_SOON(events(*client) >= before + 2 && events(*old) >= 3);
        client->socket->abort();
        old->socket->abort();
        VERIFY_SOON(stand.service->figures().connections == 0);
        VERIFY_SOON(stand.isEmpty());
    }

    void whoHasTheTokenChangesParameters()
    {
        ParameterChanges changes;
        ServiceStand stand(liveText(slow, "'listen': '127.0.0.1:0', 'token': 'secret-of-ours'"), {}, hooks(changes));
        const auto client = stand.client();
        const std::string body = R"json({"/nodes/api/workers/count": 8, "/nodes/api/workers/service": "constant(1ms)"})json";
        for (const std::string& headers : {std::string(), bearer("wrong"), bearer("secret-of-our"), bearer("secret-of-ourss"), bearer(""),
                                           std::string("Authorization: Basic secret-of-ours\r\n")}) {
            client->send(request("PATCH", "/v1/parameters", body, headers));
        }
        VERIFY_SOON(client->statuses() == "401 401 401 401 401 401");
        QCOMPARE(std::string(client->answers()[0].header("www-authenticate")), std::string("Bearer"));
        QVERIFY(changes.empty());
        client->send(request("PATCH", "/v1/parameters", body, "Authorization: bearer secret-of-ours\r\n"));
        VERIFY_SOON(client->answers().size() == 7);
        QCOMPARE(client->answers()[6].body, std::string(R"({"status":"OK","changed":2})"));
        QVERIFY(changes == (ParameterChanges{{"/nodes/api/workers/count", "8"}, {"/nodes/api/workers/service", "\"constant(1ms)\""}}));
        VERIFY_SOON(stand.isEmpty());
    }

    void whatIsWrongWithAChangeIsToldWithItsPointer_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("wanted");
        QTest::newRow("what cannot be changed") << QByteArray(R"({"/nodes/api/workers/count": 8, "/live/listen": ":1"})") << QByteArray(R"("pointer":"/live/listen")");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("\"message\"");
        QTest::newRow("no object") << QByteArray("[1]") << QByteArray("wanted is an object");
        QTest::newRow("nothing") << QByteArray() << QByteArray("\"message\"");
    }
    void whatIsWrongWithAChangeIsToldWithItsPointer()
    {
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, wanted);
        ParameterChanges changes;
        ServiceStand stand(liveText(slow, "'listen': '127.0.0.1:0', 'token': 'secret-of-ours'"), {}, hooks(changes));
        const auto client = stand.client();
        client->send(request("PATCH", "/v1/parameters", body.toStdString(), bearer("secret-of-ours")));
        VERIFY_SOON(client->statuses() == "422");
        QVERIFY2(client->bodies().find(wanted.toStdString()) != std::string::npos, client->bodies().c_str());
        QVERIFY(changes.empty());
        VERIFY_SOON(stand.isEmpty());
    }

    void whereOthersReachItEverybodyNeedsTheToken()
    {
        ParameterChanges changes;
        ServiceStand stand(liveText(slow, "'listen': '0.0.0.0:0', 'token': 'secret-of-ours'"), {}, hooks(changes));
        const auto client = stand.client(), frames = stand.client();
        client->send(post("/a", "x") + post("/a", "x", bearer("wrong")) + get("/metrics") + get("/") + get("/v1/events") + get("/healthz") + get("/readyz"));
        VERIFY_SOON(client->statuses() == "401 401 401 401 401 200 200");
        frames->send(post("/frames", framed({"one"})));
        VERIFY_SOON(frames->statuses() == "401" && frames->closed);
        client->send(post("/a", "x", bearer("secret-of-ours")) + post("/frames", framed({"one"}), bearer("secret-of-ours")));
        VERIFY_SOON(client->answers().size() == 9);
        QCOMPARE(client->answers()[7].body, confirmed(1));
        QCOMPARE(client->answers()[8].body, std::string(R"({"status":"OK","frames":1})"));
        VERIFY_SOON(stand.isEmpty());
        stand.service->network().advance();
        QCOMPARE(stand.service->network().simulation().results().itemsCompleted, std::uint64_t{2});
    }

    void whatTheLoadGeneratorSaysIsBelieved()
    {
        ServiceStand stand(liveText("'workers': {'count': 1, 'service': 'constant(1ms)'}, 'acknowledge': 'processed'"));
        const auto client = stand.client();
        const auto intended = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
        QElapsedTimer since;
        since.start();
        VERIFY_SOON(since.elapsed() > 120);
        client->send(post("/a", "x", "X-Highwater-Producer: clients\r\nX-Highwater-Intended: " + std::to_string(intended) + "\r\nX-Highwater-Attempt: 2\r\n")
                     + post("/a", "x", "X-Highwater-Producer: nobody\r\nX-Highwater-Intended: -3\r\nX-Highwater-Priority: many\r\n"));
        VERIFY_SOON(client->statuses() == "200 200");
        const Simulation& simulation = stand.service->network().simulation();
        const SimNode& clients = simulation.nodes()[stand.service->network().nodeOf("clients").value()];
        QCOMPARE(clients.config->name, std::string("clients"));
        VERIFY_SOON(stand.isEmpty());
        QVERIFY(simulation.results().endToEndSojourn.max.value_or(0) >= 0.12); // from the instant at which it was meant to be sent
    }

    void whatIsInsideEndsAndNothingNewIsTaken()
    {
        ServiceStand stand(liveText(slow + ", 'acknowledge': 'processed'", "'listen': '127.0.0.1:0', 'framesPort': 0"));
        const auto busy = stand.client(), idle = stand.client(), late = stand.client(), frames = stand.client(), ready = stand.client();
        RawClient alone(stand.service->framesAddress().value().port), quiet(stand.service->framesAddress().value().port);
        busy->send(post("/a", "x"));
        VERIFY_SOON(stand.service->figures().unconfirmed == 1);
        late->send("POST /late HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12");
        ready->send("GET /readyz HTTP/1.1\r\n");
        frames->send("POST /frames HTTP/1.1\r\nHost: a\r\nContent-Length: 14\r\n\r\n" + framed({"one"}));
        alone.send(framed({"one"}).substr(0, 5));
        VERIFY_SOON(stand.service->figures().connections == 7 && stand.sample("highwater_inside{node=\"api\"}") == 2.0);
        stand.service->drain();
        QVERIFY(!stand.service->drained());
        VERIFY_SOON(idle->closed && quiet.closed);
        RawClient refused(stand.port);
        QVERIFY(refused.socket->state() != QAbstractSocket::ConnectedState);
        late->send("345");
        ready->send("Host: a\r\n\r\n");
        frames->send(framed({"two"}));
        alone.send(framed({"one"}).substr(5));
        VERIFY_SOON(late->closed && ready->closed && alone.closed);
        QVERIFY(late->statuses() == "503" && late->bodies().find("\"draining\"") != std::string::npos);
        QCOMPARE(ready->bodies(), std::string(R"({"status":"draining"})"));
        QVERIFY2(alone.text.find(R"({"status":"refused","reason":"draining","retryAfter":1})") != std::string::npos, alone.text.c_str());
        VERIFY_SOON(busy->statuses() == "200" && busy->closed);
        VERIFY_SOON(frames->closed);
        QCOMPARE(frames->bodies(), std::string(R"({"status":"refused","reason":"draining","refused":1,"frames":2})"));
        VERIFY_SOON(stand.isEmpty() && stand.service->figures().connections == 0);
        QVERIFY(stand.service->drained());
    }

    void whoIsHeldBackIsToldOfTheEnd()
    {
        ServiceStand stand(liveText("'queue': {'capacity': 1, 'highWater': 1, 'lowWater': 0, 'whenFull': 'block'}, 'workers': {'count': 1, 'service': 'constant(200ms)'}"));
        const auto filling = stand.client(), frames = stand.client(), body = stand.client();
        filling->send(post("/a", "x") + post("/b", "x"));
        VERIFY_SOON(filling->statuses() == "200 200");
        frames->send(post("/frames", framed({"one", "two"})));
        body->send("POST /c HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12");
        VERIFY_SOON(stand.service->figures().heldBack == 2);
        body->send("345");
        stand.service->drain();
        VERIFY_SOON(frames->statuses() == "503" && body->statuses() == "503");
        QCOMPARE(frames->bodies(), std::string(R"({"status":"refused","reason":"draining","refused":2,"frames":2})"));
        VERIFY_SOON(stand.isEmpty() && stand.service->figures().connections == 0);
    }

    void aTakenAddressIsAFault()
    {
        ServiceStand one(liveText(slow));
        const std::string at = "127.0.0.1:" + std::to_string(one.port);
        ServiceStand two(liveText(slow, "'listen': '" + at + "'"));
        QVERIFY(!two.service);
        QCOMPARE(two.fault.where, at);
        ServiceStand frames(liveText(slow, "'listen': '127.0.0.1:0', 'framesPort': " + std::to_string(one.port)));
        QVERIFY(!frames.service);
        QCOMPARE(frames.fault.where, at);
    }
};

QTEST_GUILESS_MAIN(LivePagesTest)
#include "tst_live_pages.moc"
