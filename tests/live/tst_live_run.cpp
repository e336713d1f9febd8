// SPDX-License-Identifier: GPL-3.0-or-later
// A whole live run: the scenario's producers are real clients, and the pictures are measured.
#include "certificate.h"
#include "run/live_run.h"
#include "service_stand.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QtTest>

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

const std::string anywhere = "'live': {'listen': '127.0.0.1:0', 'token': 'secret-of-ours'}";

/// A producer and a stage, with further members in single quotes.
std::string runText(const std::string& producer = "'arrivals': 'constant(200/s)'", const std::string& stage = "'workers': {'count': 2, 'service': 'constant(1ms)'}",
                    const std::string& rest = anywhere)
{
    return json("{'highwater': 1, 'name': 'Run', 'seed': 3, 'duration': '1min', 'nodes': {'clients': {'type': 'producer', 'to': 'api', " + producer
                + "}, 'api': {'type': 'stage', " + stage + "}}, " + rest + "}");
}

Document documentOf(const std::string& text, const std::filesystem::path& folder = {})
{
    auto parsed = Document::parse(text, folder);
    if (!parsed) {
        qFatal("the test's scenario is wrong: %s", listed(parsed.error()).c_str());
    }
    return *parsed;
}

std::unique_ptr<LiveRun> begin(const Document& document, const LiveRunOptions& options = {})
{
    auto run = LiveRun::create(document, options);
    if (!run) {
        qFatal("the test's run is refused: %s", listed(run.error()).c_str());
    }
    return std::move(*run);
}

LiveRunOptions outsideOnly()
{
    LiveRunOptions options;
    options.producers = false;
    return options;
}

const NodeView& node(const Snapshot& picture, const std::string& name)
{
    for (const NodeView& each : picture.nodes) {
        if (each.name == name) {
            return each;
        }
    }
    qFatal("no node %s", name.c_str());
}

std::uint64_t completed(const LiveRun& run, const std::string& name = "api")
{
    return node(*run.latest(), name).totals.completed;
}

std::string patch(const std::string& body)
{
    return "PATCH /v1/parameters HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret-of-ours\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

} // namespace

class LiveRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theProducersOfTheScenarioAreRealClients()
    {
        const auto run = begin(documentOf(runText("'arrivals': 'constant(500/s)', 'clients': 4")));
        auto picture = run->latest();
        QVERIFY(picture && picture->mode == Mode::Measured && picture->state == RunState::Running && picture->live);
        QVERIFY(run->address().address == "127.0.0.1" && run->address().port != 0);
        QCOMPARE(picture->live->url, "http://127.0.0.1:" + std::to_string(run->address().port));
        VERIFY_SOON(completed(*run) >= 100 && run->latest()->now >= runStart + 500ms);
        picture = run->latest();
        QVERIFY(picture->conserved && picture->trouble.empty());
        QCOMPARE(picture->nodes.size(), std::size_t{3}); // and the clients from outside
        const NodeView& clients = node(*picture, "clients");
        QVERIFY(clients.isProducer && clients.totals.offered >= 100 && clients.wantedRate == 500);
        QVERIFY(clients.offeredRate > 200 && clients.offeredRate < 800);
        QCOMPARE(node(*picture, "external").totals.offered, std::uint64_t{0});
        QVERIFY(picture->live->connections >= 1 && picture->live->requests >= 100);
        QVERIFY(!picture->live->bytes->empty() && picture->live->bytes->back().resident > 1e6);
        QVERIFY(node(*picture, "api").sojourn.count > 0);
    }

    void aScheduledForwardGoesWhereItThenLeads()
    {
        SmallServer first, second;
        const std::string away = "'workers': {'count': 2, 'forward': {'url': '" + first.url() + "'}}";
        const std::string later = "'schedule': [{'at': '300ms', 'set': '/nodes/api/workers/forward/url', 'to': '" + second.url() + "'}], " + anywhere;
        const auto run = begin(documentOf(runText("'arrivals': 'constant(100/s)'", away, later)));
        VERIFY_SOON(first.count > 5 && second.count > 5);
        const auto before = first.count;
        const auto then = second.count;
        VERIFY_SOON(second.count > then + 20);
        QVERIFY(first.count <= before + 2); // what was under way
        VERIFY_SOON(run->latest()->changes.size() == 1);
    }

    void aRunThatWouldForwardToItselfIsRefusedAtOnce()
    {
        const auto run = begin(documentOf(runText()), outsideOnly());
        const auto loop = documentOf(runText("'arrivals': 'constant(200/s)'", "'workers': {'forward': {'url': 'http://127.0.0.1:"
                                                                                  + std::to_string(run->address().port) + "/x'}}"));
        const auto changed = run->change(loop, "loop");
        QVERIFY(!changed && changed.error().front().where == "/nodes/api/workers/forward/url");
        QVERIFY(!(run->document() == loop));
    }

    void producersReachARunThatIsGuarded()
    {
        QTemporaryDir folder;
        QVERIFY(makeCertificate(folder));
        const std::string guarded = "'live': {'listen': '127.0.0.1:0', 'token': 't', 'tls': {'certificate': 'cert.pem', 'key': 'key.pem'}}";
        const auto run = begin(documentOf(runText("'arrivals': 'constant(200/s)'", "'workers': {'count': 2, 'service': 'constant(1ms)'}", guarded),
                                          folder.path().toStdString()));
        VERIFY_SOON(completed(*run) > 20);
        QCOMPARE(run->latest()->live->url.substr(0, 8), std::string("https://"));
    }

    void clientsFromOutsideAreANodeOfTheirOwn()
    {
        const auto run = begin(documentOf(runText()), outsideOnly());
        RawClient client(run->address().port);
        client.send(post("/leads", "x") + post("/leads", "y") + get("/v1/snapshot"));
        VERIFY_SOON(client.statuses() == "200 200 200");
        VERIFY_SOON(completed(*run) == 2);
        const auto picture = run->latest();
        QCOMPARE(node(*picture, "external").totals.offered, std::uint64_t{2});
        QCOMPARE(node(*picture, "clients").totals.offered, std::uint64_t{0});
        QVERIFY(picture->conserved);
        const std::string json = client.answers()[2].body;
        QVERIFY2(json.find("\"mode\": \"measured\"") != std::string::npos, json.c_str());
        QVERIFY(json.find("\"ok\": true") != std::string::npos);
    }

    void aPausedRunGoesOnBehindItsPicture()
    {
        const auto run = begin(documentOf(runText()));
        VERIFY_SOON(completed(*run) >= 5);
        run->pause();
        VERIFY_SOON(run->latest()->state == RunState::Paused);
        const auto frozen = run->latest();
        QElapsedTimer since;
        since.start();
        VERIFY_SOON(since.elapsed() > 150);
        QCOMPARE(run->latest()->now, frozen->now);
        run->start();
        VERIFY_SOON(completed(*run) > node(*frozen, "api").totals.completed + 10);
        QCOMPARE(run->latest()->state, RunState::Running);
    }

    void aChangeActsAtOnce()
    {
        const auto run = begin(documentOf(runText("'arrivals': 'constant(100/s)'", "'queue': {'capacity': 1000}, 'workers': {'count': 1, 'service': 'constant(1h)'}")));
        VERIFY_SOON(node(*run->latest(), "api").waiting >= 3);
        const Document faster = run->document().with("/nodes/api/workers/count", "50").value();
        QVERIFY(run->change(faster, "count → 50").has_value());
        QVERIFY(run->document() == faster);
        VERIFY_SOON(node(*run->latest(), "api").workers == 50 && node(*run->latest(), "api").busy >= 4 && node(*run->latest(), "api").waiting == 0);
        QCOMPARE(run->latest()->changes.size(), std::size_t{1});
        QCOMPARE(run->latest()->changes[0].text, std::string("count → 50"));
        QVERIFY(run->latest()->changes[0].byUser && run->latest()->conserved);
        const Document silent = faster.with("/nodes/clients/arrivals", "constant(1/h)").value();
        QVERIFY(run->change(silent, "").has_value());
        VERIFY_SOON(node(*run->latest(), "clients").wantedRate < 1);
        const auto before = node(*run->latest(), "clients").totals.offered;
        QElapsedTimer since;
        since.start();
        VERIFY_SOON(since.elapsed() > 100);
        QVERIFY(node(*run->latest(), "clients").totals.offered <= before + 2);
    }

    void aChangeThatCannotBeIsRefusedAndTheRunGoesOn()
    {
        const auto run = begin(documentOf(runText()));
        const Document was = run->document();
        const auto faulty = run->change(was.with("/nodes/api/workers/count", "-1").value(), "");
        QVERIFY(!faulty);
        QCOMPARE(faulty.error().front().where, std::string("/nodes/api/workers/count"));
        const auto stored = run->change(was.with("/nodes/api/queue/store", "sqlite").value(), "");
        QVERIFY(!stored);
        QCOMPARE(stored.error().front().where, std::string("/nodes/api/queue/store"));
        QVERIFY(run->document() == was);
        const auto now = completed(*run);
        VERIFY_SOON(completed(*run) > now + 5);
    }

    void parametersAreChangedOverHttp()
    {
        const auto run = begin(documentOf(runText()), outsideOnly());
        RawClient client(run->address().port);
        client.send(patch(R"({"/nodes/api/workers/count": 7})"));
        VERIFY_SOON(client.statuses() == "200");
        QCOMPARE(run->document().get("/nodes/api/workers/count").value(), std::string("7"));
        VERIFY_SOON(node(*run->latest(), "api").workers == 7);
        QVERIFY(run->latest()->changes.size() == 1 && run->latest()->changes[0].text.find("api/workers/count") == 0);
        client.send(patch(R"({"/nodes/api/workers/count": 8, "/nodes/api/queue/capacity": "many"})"));
        client.send(patch(R"({"/nodes/api/queue/store": "sqlite"})"));
        client.send(patch(R"({"/live/listen": ":1"})"));
        const std::string itself = "http://127.0.0.1:" + std::to_string(run->address().port);
        client.send(patch(json("{'/nodes/api/workers': {'count': 3, 'forward': {'url': '" + itself + "'}}}")));
        VERIFY_SOON(client.answers().size() == 5);
        QCOMPARE(client.statuses(), std::string("200 422 422 422 422"));
        QVERIFY(client.answers()[1].body.find("\"/nodes/api/queue/capacity\"") != std::string::npos);
        QVERIFY(client.answers()[2].body.find("\"/nodes/api/queue/store\"") != std::string::npos);
        QVERIFY(client.answers()[3].body.find("\"/live/listen\"") != std::string::npos);
        QCOMPARE(run->document().get("/nodes/api/workers/count").value(), std::string("7"));
        QCOMPARE(node(*run->latest(), "api").workers, std::optional<std::int64_t>(7));
    }

    void aRestartBeginsAgainAtTheSameAddress()
    {
        const auto run = begin(documentOf(runText("'arrivals': 'constant(300/s)'", "'workers': {'count': 2, 'service': 'constant(1ms)'}",
                                                  "'live': {'listen': '127.0.0.1:0', 'framesPort': 0}")));
        const Endpoint address = run->address(), frames = run->framesAddress().value();
        VERIFY_SOON(completed(*run) > 50);
        const auto before = run->latest();
        run->drain();
        VERIFY_SOON(run->drained());
        run->restart(99);
        VERIFY_SOON(run->latest()->generation > before->generation);
        QVERIFY(run->latest()->now < before->now && run->latest()->seed == 99);
        QVERIFY(!run->latest()->live->draining && !run->drained());
        VERIFY_SOON(completed(*run) > 10);
        QVERIFY(run->latest()->conserved);
        QVERIFY(run->address() == address && run->framesAddress() == frames);
        RawClient client(frames.port);
        client.send(framed({"one"}));
        VERIFY_SOON(client.text.find("OK") != std::string::npos);
    }

    void aRestartThatCannotBeStopsTheRunAndSaysWhy()
    {
        QTemporaryDir folder;
        const auto run = begin(documentOf(runText("'arrivals': 'constant(300/s)'", "'queue': {'store': 'sqlite'}, 'workers': {'count': 2, 'service': 'constant(1ms)'}"),
                                          folderOf(folder)));
        VERIFY_SOON(completed(*run) > 10);
        QVERIFY(run->latest()->live->storeFaults == 0);
        writeFile(folderOf(folder) / "stays", "");
        QTcpServer intruder; // cannot have the port yet
        QVERIFY(!intruder.listen(QHostAddress::LocalHost, run->address().port));
        std::filesystem::remove(folderOf(folder) / "Run.sqlite");
        std::filesystem::create_directory(folderOf(folder) / "Run.sqlite");
        run->restart(1);
        VERIFY_SOON(run->latest()->state == RunState::Stopped);
        QVERIFY2(run->latest()->trouble.find("Run.sqlite") != std::string::npos, run->latest()->trouble.c_str());
        QVERIFY(run->change(run->document(), "").has_value()); // nothing happens, and nothing breaks
        run->drain();
        VERIFY_SOON(run->drained());
        std::filesystem::remove(folderOf(folder) / "Run.sqlite");
        run->restart(2);
        VERIFY_SOON(run->latest()->state == RunState::Running);
        VERIFY_SOON(completed(*run) > 10);
    }

    void aTakenPortIsAFaultUnlessAnyPortWillDo()
    {
        QTcpServer taken;
        QVERIFY(taken.listen(QHostAddress::LocalHost));
        const std::string at = "127.0.0.1:" + std::to_string(taken.serverPort());
        const Document document = documentOf(runText("'arrivals': 'constant(10/s)'", "'workers': {'count': 1, 'service': 'constant(1ms)'}", "'live': {'listen': '" + at + "'}"));
        const auto refused = LiveRun::create(document);
        QVERIFY(!refused);
        QCOMPARE(refused.error().front().where, std::string("/live/listen"));
        QVERIFY(refused.error().front().message.find(at) != std::string::npos);
        LiveRunOptions options;
        options.anyPort = true;
        const auto run = begin(document, options);
        QVERIFY(run->address().port != taken.serverPort() && run->address().port != 0);
        options.anyPort = false;
        options.listen = Endpoint{"127.0.0.1", 0};
        QVERIFY(begin(document, options)->address().port != 0);
    }

    void whatCannotRunLiveIsRefused()
    {
        const auto open = LiveRun::create(documentOf(runText("'arrivals': 'constant(10/s)'", "'workers': {'count': 1, 'service': 'constant(1ms)'}", "'live': {'listen': '0.0.0.0:0'}")));
        QVERIFY(!open);
        QCOMPARE(open.error().front().where, std::string("/live/listen"));
        LiveRunOptions options;
        options.access = LiveAccess::Insecure;
        const auto run = begin(documentOf(runText("'arrivals': 'constant(200/s)'", "'workers': {'count': 1, 'service': 'constant(1ms)'}", "'live': {'listen': '0.0.0.0:0'}")), options);
        VERIFY_SOON(completed(*run) > 5); // its own clients find it
        const auto faulty = LiveRun::create(documentOf(runText("'arrivals': 'often'")));
        QVERIFY(!faulty);
        QCOMPARE(faulty.error().front().where, std::string("/nodes/clients/arrivals"));
    }

    void drainingLetsEverythingEnd()
    {
        const auto run = begin(documentOf(runText("'arrivals': 'constant(300/s)'", "'acknowledge': 'processed', 'workers': {'count': 8, 'service': 'constant(20ms)'}")));
        VERIFY_SOON(completed(*run) > 10);
        QVERIFY(!run->drained());
        run->drain();
        VERIFY_SOON(run->drained());
        const Report report = run->report();
        QVERIFY(report.conserved && report.mode == Mode::Measured);
        VERIFY_SOON(run->latest()->live->draining && node(*run->latest(), "api").totals.inside == 0);
    }

    void theReportJudgesTheObjectives()
    {
        const auto run = begin(documentOf(runText("'arrivals': 'constant(300/s)'", "'acknowledge': 'processed', 'workers': {'count': 8, 'service': 'constant(5ms)'}",
                                                  anywhere + ", 'objectives': ['api.sojourn.p99 <= 5s', 'api.sojourn.p50 <= 1ms']")));
        VERIFY_SOON(completed(*run) > 50);
        const Report report = run->report();
        QVERIFY(report.mode == Mode::Measured && report.conserved && report.seed == 3);
        QVERIFY(report.duration > 0 && report.duration < 20);
        QCOMPARE(report.objectives.size(), std::size_t{2});
        QVERIFY(report.objectives[0].met && !report.objectives[1].met && report.failed());
        QVERIFY(report.objectives[1].value.value_or(0) >= 0.005);
        QCOMPARE(report.nodes.size(), std::size_t{3});
    }

    void theScheduleActsOnTheClientsToo()
    {
        const auto run = begin(documentOf(runText("'arrivals': 'constant(1/h)'", "'workers': {'count': 2, 'service': 'constant(1ms)'}",
                                                  anywhere + ", 'schedule': [{'at': '200ms', 'set': '/nodes/clients/arrivals', 'to': 'constant(400/s)'}]")));
        VERIFY_SOON(completed(*run) > 20);
        const auto picture = run->latest();
        QVERIFY(picture->changes.size() == 1 && !picture->changes[0].byUser);
        QVERIFY(picture->now > runStart + 200ms);
        QCOMPARE(node(*picture, "clients").wantedRate, 400.0);
    }

    void whatWasConfirmedIsThereAfterTheRun()
    {
        QTemporaryDir folder;
        const std::string stage = "'queue': {'store': 'sqlite'}, 'acknowledge': 'durable', 'workers': {'count': 1, 'service': 'constant(";
        std::size_t confirmedOnes = 0;
        {
            const auto run = begin(documentOf(runText("'arrivals': 'constant(1/h)'", stage + "1h)'}"), folderOf(folder)), outsideOnly());
            RawClient client(run->address().port);
            for (int i = 0; i < 30; ++i) {
                client.send(post("/a", "x"));
            }
            VERIFY_SOON(client.answers().size() == 30);
            confirmedOnes = client.answers().size();
            VERIFY_SOON(run->latest()->live->stored == confirmedOnes);
        }
        const auto run = begin(documentOf(runText("'arrivals': 'constant(1/h)'", stage + "1ms)'}"), folderOf(folder)), outsideOnly());
        QCOMPARE(run->recovered(), confirmedOnes);
        VERIFY_SOON(completed(*run) == confirmedOnes && run->latest()->live->stored == 0);
        QVERIFY(run->latest()->conserved);
    }
};

QTEST_GUILESS_MAIN(LiveRunTest)
#include "tst_live_run.moc"
