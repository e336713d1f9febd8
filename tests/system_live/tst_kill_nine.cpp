// SPDX-License-Identifier: GPL-3.0-or-later
// What `highwater-cli serve` has confirmed as durable is delivered, whatever happens to the process, its file and its disk.
#include "../live/small_server.h"
#include "live_program.h"

#include <QDir>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <map>
#include <random>
#include <set>
#include <thread>

using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

/// A durable stage whose work is a POST to a service of this test.
QByteArray scenarioFor(std::uint16_t upstream)
{
    return QStringLiteral(R"json({ "highwater": 1, "name": "Kill nine",
  "nodes": { "inbox": { "type": "stage", "queue": { "capacity": 2000, "store": "sqlite" }, "acknowledge": "durable",
    "workers": { "count": 8, "forward": { "url": "%1", "timeout": "5s", "retry": { "policy": "fixed", "base": "50ms", "attempts": 1000000 } } } } },
  "live": { "listen": "127.0.0.1:0", "database": "inbox.sqlite" } }
)json")
        .arg(QStringLiteral("http://127.0.0.1:") + QString::number(upstream))
        .toUtf8();
}

std::string idOf(const HttpAnswer& answer)
{
    return jsonOf(answer)[QStringLiteral("id")].toString().toStdString();
}

/// Sends bodies that are unique, and notes what was confirmed. Half of the clients name a key, and repeat a request whose fate they do not know.
class Client
{
public:
    Client(int number, std::uint16_t port, const std::atomic<bool>& stop) : m_name("client" + std::to_string(number)), m_keyed(number % 2 == 0), m_port(port), m_stop(stop) {}

    void run()
    {
        std::uint64_t count = 0;
        std::string body;
        while (!m_stop.load() || (m_keyed && !body.empty())) {
            if (!m_wire.isOpen()) {
                if (!m_wire.connect(m_port)) {
                    std::this_thread::sleep_for(3ms);
                    continue;
                }
                repeatTheLast();
            }
            if (body.empty()) {
                body = m_name + '-' + std::to_string(++count);
            }
            const HttpAnswer answer = m_wire.post("/in", body, headersFor(body));
            if (answer.status == 200) {
                confirmed.emplace(body, idOf(answer));
                m_last = body;
                body.clear();
            } else if (answer.status != 0) {
                ++refused;
                ++reasons[answer.body];
                std::this_thread::sleep_for(2ms);
            } else if (!m_keyed) {
                ++unknown;
                body.clear(); // perhaps it is there, perhaps not
            } else {
                ++unknown;
            }
        }
    }

    std::map<std::string, std::string> confirmed; ///< ids by body
    std::uint64_t unknown = 0, refused = 0, repeated = 0;
    std::map<std::string, int> reasons;
    std::string wrong; ///< what the server did that it must not

private:
    [[nodiscard]] std::string headersFor(const std::string& body) const { return m_keyed ? "Idempotency-Key: key-" + body + "\r\n" : std::string(); }
    /// What was confirmed by a process that is no more has the same id still.
    void repeatTheLast()
    {
        if (!m_keyed || m_last.empty()) {
            return;
        }
        const HttpAnswer again = m_wire.post("/in", m_last, headersFor(m_last));
        if (again.status == 200) {
            ++repeated;
            if (idOf(again) != confirmed[m_last]) {
                wrong += m_last + " was " + confirmed[m_last] + " and is " + idOf(again) + " now; ";
            }
        }
    }

    std::string m_name;
    bool m_keyed;
    std::uint16_t m_port;
    const std::atomic<bool>& m_stop;
    Wire m_wire;
    std::string m_last;
};

/// What came to the service behind: how often each id, by body.
using Delivered = std::map<std::string, std::map<std::string, int>>;

SmallServer::Handler recorder(Delivered& delivered, int delay = 0)
{
    return [&delivered, delay](const highwater::http::Request& request) {
        ++delivered[request.body][std::string(request.header("x-message-id"))];
        return Answer{.delay = delay};
    };
}

QJsonObject listOf(const QString& database)
{
    return QJsonDocument::fromJson(runProgram(QStringLiteral(HIGHWATER_CLI), {QStringLiteral("queue"), QStringLiteral("list"), database, QStringLiteral("--json")}).out).object();
}

int countIn(const QJsonObject& list, const char* part)
{
    return list[QString::fromLatin1(part)].toObject()[QStringLiteral("count")].toInt(-1);
}

} // namespace

class KillNineTest : public QObject
{
    Q_OBJECT

private:
    /// A store with undelivered messages, as a server has left it that was told to end.
    QByteArray storeWithMessages(int count)
    {
        QTemporaryDir folder;
        const QString scenario = writeFile(folder.path(), QStringLiteral("a.highwater.json"), scenarioFor(quietPort()));
        LiveServer server;
        if (!server.start(scenario, 0, {QStringLiteral("--drain"), QStringLiteral("0s")})) {
            return {};
        }
        for (int i = 0; i < count; ++i) {
            if (post(server.port(), "/in", "message " + std::to_string(i) + std::string(1000, 'x')).status != 200) {
                return {};
            }
        }
        return server.terminate() == 0 ? readFile(folder.filePath(QStringLiteral("inbox.sqlite"))) : QByteArray();
    }

private Q_SLOTS:
    void whatWasConfirmedSurvivesSigkillAtAnyMoment()
    {
        const int rounds = isLong() ? 200 : isSanitized ? 8 : 40;
        constexpr int clientCount = 6;
        const auto seed = qEnvironmentVariableIsSet("HIGHWATER_SEED") ? qEnvironmentVariableIntValue("HIGHWATER_SEED") : static_cast<int>(std::random_device{}() >> 1);
        std::mt19937 random(static_cast<unsigned>(seed));
        Delivered delivered;
        SmallServer upstream(recorder(delivered, 2));
        upstream.keeps = false;
        QTemporaryDir folder;
        const QString scenario = writeFile(folder.path(), QStringLiteral("a.highwater.json"), scenarioFor(upstream.port()));
        const std::uint16_t port = quietPort();

        std::atomic<bool> stop{false};
        std::vector<std::unique_ptr<Client>> clients;
        std::vector<std::thread> threads;
        for (int i = 0; i < clientCount; ++i) {
            clients.push_back(std::make_unique<Client>(i, port, stop));
            threads.emplace_back([client = clients.back().get()] { client->run(); });
        }
        const auto join = qScopeGuard([&] {
            stop.store(true);
            for (std::thread& each : threads) {
                if (each.joinable()) {
                    each.join();
                }
            }
        });

        LiveServer server;
        int early = 0;
        for (int round = 0; round < rounds; ++round) {
            if (random() % 5 == 0) {
                ++early; // while it opens its file, recovers and listens
                QVERIFY(server.spawn(scenario, port));
                letPass(Milliseconds(random() % 40));
            } else {
                QVERIFY2(server.start(scenario, port), server.error.constData());
                letPass(Milliseconds(10 + random() % 150));
            }
            QVERIFY2(server.runs(), server.error.constData());
            server.kill();
        }
        QVERIFY2(server.start(scenario, port), server.error.constData());
        const QByteArray greeting = server.out;
        letPass(100ms);
        stop.store(true);
        std::atomic<bool> joined{false};
        std::thread joiner([&] {
            for (std::thread& each : threads) {
                each.join();
            }
            joined.store(true);
        });
        const bool ended = becomesTrue([&] { return joined.load(); }, 20s);
        joiner.join();
        QVERIFY(ended);
        QVERIFY(becomesTrue([&] { return nodeOf(port, QStringLiteral("inbox"))[QStringLiteral("inside")].toInt(-1) == 0; }, 20s));
        QCOMPARE(server.terminate(), 0);

        std::uint64_t confirmed = 0, lost = 0, unknown = 0, repeated = 0, refused = 0, twoIds = 0, otherId = 0, again = 0, deliveries = 0;
        std::string wrong;
        std::map<std::string, int> reasons;
        for (const auto& client : clients) {
            confirmed += client->confirmed.size();
            unknown += client->unknown;
            repeated += client->repeated;
            refused += client->refused;
            wrong += client->wrong;
            for (const auto& [reason, times] : client->reasons) {
                reasons[reason] += times;
            }
            for (const auto& [body, id] : client->confirmed) {
                const auto found = delivered.find(body);
                lost += found == delivered.end() ? 1U : 0U;
                otherId += found != delivered.end() && found->second.count(id) == 0 ? 1U : 0U;
            }
        }
        for (const auto& [body, ids] : delivered) {
            twoIds += ids.size() > 1 ? 1U : 0U;
            for (const auto& [id, times] : ids) {
                deliveries += static_cast<std::uint64_t>(times);
                again += static_cast<std::uint64_t>(times - 1);
            }
        }
        qInfo("seed %d: %d rounds of SIGKILL (%d of them while it began), %llu messages confirmed, %llu of unknown fate, %llu refused; %llu delivered in %llu deliveries, %llu more "
              "than once; %llu confirmed keys sent again; lost %llu",
              seed, rounds, early, static_cast<unsigned long long>(confirmed), static_cast<unsigned long long>(unknown), static_cast<unsigned long long>(refused),
              static_cast<unsigned long long>(delivered.size()), static_cast<unsigned long long>(deliveries), static_cast<unsigned long long>(again),
              static_cast<unsigned long long>(repeated), static_cast<unsigned long long>(lost));
        for (const auto& [reason, times] : reasons) {
            qInfo("refused %d times: %s", times, reason.c_str());
        }
        QVERIFY2(wrong.empty(), wrong.c_str());
        QCOMPARE(lost, 0U);
        QCOMPARE(otherId, 0U);
        QCOMPARE(twoIds, 0U); // nobody sends a body twice but under its key
        QVERIFY(confirmed > static_cast<std::uint64_t>(rounds));
        QVERIFY(repeated > 0);
        QVERIFY(unknown > 0);
        const QJsonObject left = listOf(folder.filePath(QStringLiteral("inbox.sqlite")));
        QVERIFY2(countIn(left, "undelivered") == 0 && countIn(left, "dead_letters") == 0, QJsonDocument(left).toJson().left(1000).constData());
    }

    void aKeyStandsForOneMessageAcrossAKill()
    {
        Delivered delivered;
        auto upstream = std::make_unique<SmallServer>();
        const std::uint16_t upstreamPort = quietPort();
        QTemporaryDir folder;
        const QString scenario = writeFile(folder.path(), QStringLiteral("a.highwater.json"), scenarioFor(upstreamPort));
        LiveServer server;
        QVERIFY2(server.start(scenario), server.error.constData());
        constexpr std::string_view key = "Idempotency-Key: order-4711\r\n";
        const HttpAnswer first = post(server.port(), "/in", "order", key);
        QCOMPARE(first.status, 200);
        server.kill();
        QVERIFY2(server.start(scenario), server.error.constData());
        QVERIFY2(server.out.contains("1 messages of an earlier run are delivered now"), server.out.constData());
        for (int i = 0; i < 3; ++i) {
            const HttpAnswer again = post(server.port(), "/in", "order", key);
            QCOMPARE(again.status, 200);
            QCOMPARE(idOf(again), idOf(first));
        }
        // Many at once, of a key that nobody knows yet.
        std::vector<std::thread> threads;
        std::vector<std::string> ids(8);
        for (std::string& id : ids) {
            threads.emplace_back([&id, port = server.port()] { id = idOf(post(port, "/in", "together", "Idempotency-Key: together\r\n")); });
        }
        for (std::thread& each : threads) {
            each.join();
        }
        QCOMPARE(std::set<std::string>(ids.begin(), ids.end()).size(), std::size_t{1});
        QVERIFY(!ids.front().empty());
        server.kill();
        upstream = std::make_unique<SmallServer>(recorder(delivered), upstreamPort);
        QVERIFY2(server.start(scenario), server.error.constData());
        QVERIFY2(server.out.contains("2 messages of an earlier run are delivered now"), server.out.constData());
        QVERIFY(becomesTrue([&] { return delivered.size() == 2; }, 5s));
        // Delivered, and known all the same.
        QCOMPARE(idOf(post(server.port(), "/in", "order", key)), idOf(first));
        letPass(200ms);
        QCOMPARE(delivered["order"], (std::map<std::string, int>{{idOf(first), 1}}));
        QCOMPARE(delivered["together"], (std::map<std::string, int>{{ids.front(), 1}}));
        QCOMPARE(server.terminate(), 0);
    }

    void aDamagedStoreIsRefusedAndLeftAsItIs_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("log");
        QTest::addColumn<QByteArray>("message");
        const QByteArray good = storeWithMessages(100);
        QVERIFY(good.size() > 64 * 1024);
        QByteArray page = good;
        page.replace(good.size() / 2 / 4096 * 4096, 3 * 4096, QByteArray(3 * 4096, '\xff'));
        QTest::newRow("text") << QByteArray("id,body\n1,hello\n").repeated(500) << QByteArray() << QByteArray("is no message store");
        QTest::newRow("cut off in the middle") << good.left(good.size() / 2) << QByteArray() << QByteArray("is cut off");
        QTest::newRow("cut off within the head") << good.left(50) << QByteArray() << QByteArray("is cut off");
        QTest::newRow("pages overwritten") << page << QByteArray() << QByteArray("is damaged");
        QTest::newRow("a log that is none") << good << QByteArray(8192, 'x') << QByteArray("has a damaged log");
    }
    void aDamagedStoreIsRefusedAndLeftAsItIs()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, log);
        QFETCH(QByteArray, message);
        QTemporaryDir folder;
        const QString scenario = writeFile(folder.path(), QStringLiteral("a.highwater.json"), scenarioFor(quietPort()));
        const QString file = writeFile(folder.path(), QStringLiteral("inbox.sqlite"), content);
        if (!log.isEmpty()) {
            writeFile(folder.path(), QStringLiteral("inbox.sqlite-wal"), log);
        }
        LiveServer server;
        QVERIFY(server.spawn(scenario));
        const int code = server.waitForEnd(10s);
        QVERIFY2(code == 2 || code == 3, QByteArray::number(code).constData()); // the wrong file was named, or the right one is broken
        QVERIFY2(server.error.contains(message) && server.error.contains("inbox.sqlite"), server.error.constData());
        QCOMPARE(server.out, QByteArray());
        QVERIFY(readFile(file) == content);
        QVERIFY(readFile(file + QStringLiteral("-wal")) == log);
    }

    void whereNothingCanBeWrittenItDoesNotStart_data()
    {
        QTest::addColumn<QString>("data");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("a file system that takes no files") << QStringLiteral("/proc") << QByteArray("/proc/inbox.sqlite");
        QTest::newRow("a file as the folder") << QStringLiteral("SCENARIO") << QByteArray("inbox.sqlite");
        QTest::newRow("no folder") << QStringLiteral("/nowhere/at/all") << QByteArray("does not exist");
    }
    void whereNothingCanBeWrittenItDoesNotStart()
    {
        QFETCH(QString, data);
        QFETCH(QByteArray, message);
        QTemporaryDir folder;
        const QString scenario = writeFile(folder.path(), QStringLiteral("a.highwater.json"), scenarioFor(quietPort()));
        LiveServer server;
        QVERIFY(server.spawn(scenario, 0, {QStringLiteral("--data"), data == QLatin1String("SCENARIO") ? scenario : data}));
        const int code = server.waitForEnd(10s);
        QVERIFY2(code == 2 || code == 3, QByteArray::number(code).constData());
        QVERIFY2(server.error.contains(message), server.error.constData());
        QCOMPARE(server.out, QByteArray());
        qInfo("%s", server.error.trimmed().constData());
    }

    void twoServersDoNotShareAStore()
    {
        QTemporaryDir folder;
        const QString scenario = writeFile(folder.path(), QStringLiteral("a.highwater.json"), scenarioFor(quietPort()));
        LiveServer one, other;
        QVERIFY2(one.start(scenario), one.error.constData());
        QVERIFY(other.spawn(scenario));
        QCOMPARE(other.waitForEnd(10s), 3);
        QVERIFY2(other.error.contains(QByteArray::number(one.process())), other.error.constData());
        QCOMPARE(one.terminate(), 0);
    }

    void aFullDiskRefusesAndNothingElse_data()
    {
        QTest::addColumn<bool>("mounts");
        // Who is not root has the second one alone.
        if (::geteuid() == 0) {
            QTest::newRow("a small file system") << true;
        }
        QTest::newRow("files that may grow no further") << false;
    }
    void aFullDiskRefusesAndNothingElse()
    {
        QFETCH(bool, mounts);
        QTemporaryDir folder;
        const std::uint16_t upstreamPort = quietPort();
        const QString scenario = writeFile(folder.path(), QStringLiteral("a.highwater.json"), scenarioFor(upstreamPort));
        const QString disk = folder.filePath(QStringLiteral("disk"));
        QVERIFY(QDir().mkpath(disk));
        if (mounts && runProgram(QStringLiteral("mount"), {QStringLiteral("-t"), QStringLiteral("tmpfs"), QStringLiteral("-o"), QStringLiteral("size=1m"), QStringLiteral("highwater"), disk}).exitCode != 0) {
            qInfo("this system lets nobody mount a file system; the other case stands for this one");
            return;
        }
        const auto unmount = qScopeGuard([&] {
            if (mounts) {
                runProgram(QStringLiteral("umount"), {disk});
            }
        });
        const QString limiter = findProgram(QStringLiteral("prlimit"));
        QVERIFY2(!limiter.isEmpty(), "prlimit is not installed; ./tests/run installs what section [tests] of resources/debian-packages.txt lists");
        LiveServer server;
        QVERIFY2(server.start(scenario, 0, {QStringLiteral("--data"), disk}, mounts ? QStringList() : QStringList{limiter, QStringLiteral("--fsize=500000:unlimited")}),
                 server.error.constData());
        std::map<std::string, std::string> confirmed;
        HttpAnswer refusal;
        Wire wire;
        QVERIFY(wire.connect(server.port()));
        int number = 0;
        const auto send = [&] {
            const std::string body = "message " + std::to_string(++number) + std::string(4000, 'x');
            const HttpAnswer answer = wire.post("/in", body);
            if (answer.status == 200) {
                confirmed.emplace(body, idOf(answer));
            }
            return answer;
        };
        for (int i = 0; i < 1000 && refusal.status == 0; ++i) {
            const HttpAnswer answer = send();
            QVERIFY2(answer.status != 0, "the connection was lost");
            refusal = answer.status == 200 ? HttpAnswer{} : answer;
        }
        qInfo("after %zu messages: %d %s", confirmed.size(), refusal.status, refusal.body.c_str());
        QCOMPARE(refusal.status, 503);
        QVERIFY(refusal.head.find("Retry-After: ") != std::string::npos);
        const QString reason = jsonOf(refusal)[QStringLiteral("reason")].toString();
        QVERIFY2(reason.contains(mounts ? QStringLiteral("no room left") : QStringLiteral("could not be read or written")), qPrintable(reason));
        const std::size_t before = confirmed.size();
        for (int i = 0; i < 50; ++i) {
            const HttpAnswer answer = send();
            QVERIFY2(answer.status == 503 || answer.status == 200, (answer.head + answer.body).c_str());
        }
        QVERIFY(confirmed.size() < before + 50);
        QVERIFY(server.runs());
        QCOMPARE(get(server.port(), "/healthz").status, 200);
        QCOMPARE(jsonOf(get(server.port(), "/v1/snapshot"))[QStringLiteral("mode")].toString(), QStringLiteral("measured"));

        const Outcome room = mounts ? runProgram(QStringLiteral("mount"), {QStringLiteral("-o"), QStringLiteral("remount,size=32m"), disk})
                                    : runProgram(limiter, {QStringLiteral("--pid"), QString::number(server.process()), QStringLiteral("--fsize=unlimited:unlimited")});
        QVERIFY2(room.exitCode == 0, room.error.constData());
        QVERIFY(becomesTrue([&] { return send().status == 200; }, 5s));
        for (int i = 0; i < 20; ++i) {
            QCOMPARE(send().status, 200);
        }
        Delivered delivered;
        const SmallServer upstream(recorder(delivered), upstreamPort);
        QVERIFY(becomesTrue([&] { return nodeOf(server.port(), QStringLiteral("inbox"))[QStringLiteral("inside")].toInt(-1) == 0; }, 10s));
        for (const auto& [body, id] : confirmed) {
            QVERIFY2(delivered[body].count(id) == 1, body.substr(0, 20).c_str());
        }
        QCOMPARE(server.terminate(), 0);
        const QJsonObject left = listOf(disk + QStringLiteral("/inbox.sqlite"));
        QVERIFY2(countIn(left, "undelivered") == 0 && countIn(left, "dead_letters") == 0, QJsonDocument(left).toJson().left(1000).constData());
    }
};

QTEST_GUILESS_MAIN(KillNineTest)
#include "tst_kill_nine.moc"
