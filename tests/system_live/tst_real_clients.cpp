// SPDX-License-Identifier: GPL-3.0-or-later
// Programs that others wrote, as clients of `highwater-cli serve`: curl, Python, Node.js, and nginx between.
#include "live_program.h"

#include <QJsonDocument>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

constexpr double mebi = 1024.0 * 1024.0;

/// One worker, one millisecond an item, and a queue that is short.
const QByteArray slowStage = R"json({ "highwater": 1, "name": "Real clients",
  "nodes": { "api": { "type": "stage", "queue": { "capacity": 16, "whenFull": "block" }, "workers": { "count": 1, "service": "constant(1ms)" } } },
  "live": { "listen": "127.0.0.1:0", "limits": { "body": "256KiB" } } }
)json";

QByteArray missing(const char* what)
{
    return QByteArray(what) + " is not installed; ./tests/run installs what section [tests] of resources/debian-packages.txt lists";
}
#define NEED(name, path)                                                                                                                              \
    const QString path = findProgram(QStringLiteral(name));                                                                                           \
    QVERIFY2(!(path).isEmpty(), missing(name).constData())

QString clientFile(const char* name)
{
    return QStringLiteral(HIGHWATER_CLIENTS "/") + QString::fromLatin1(name);
}

/// The interpreter that Debian's packages of Python are for.
QString python()
{
    const QString system = QStringLiteral("/usr/bin/python3");
    return QFile::exists(system) ? system : findProgram(QStringLiteral("python3"));
}

/// The lines of JSON that frame_client.mjs writes, the last one of each kind.
QHash<QString, QJsonObject> linesOf(const QByteArray& out)
{
    QHash<QString, QJsonObject> last;
    for (const QByteArray& line : out.split('\n')) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        last[object[QStringLiteral("t")].toString()] = object;
    }
    return last;
}

} // namespace

class RealClientsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_scenario;

    Outcome curl(const QStringList& arguments, const QByteArray& input = {}) const
    {
        return runProgram(findProgram(QStringLiteral("curl")), QStringList{QStringLiteral("-sS"), QStringLiteral("--max-time"), QStringLiteral("20")} + arguments, 30s, input);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_scenario = writeFile(m_folder.path(), QStringLiteral("slow.highwater.json"), slowStage);
    }

    void curlSendsOneItemInManyWays_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("items");
        QTest::addColumn<QByteArray>("told"); // by curl -v
        const auto row = [](const char* name, const char* arguments, const QByteArray& input, int status, int items, const char* told) {
            QTest::newRow(name) << QString::fromLatin1(arguments).split(u'|') << input << status << items << QByteArray(told);
        };
        const QByteArray large(200 * 1024, 'x');
        row("as the greeting says", "-d|{\"message\":\"hi\"}", {}, 200, 1, "Connection: keep-alive");
        row("empty", "-d|", {}, 200, 1, "HTTP/1.1 200 OK");
        row("chunked", "-H|Transfer-Encoding: chunked|--data-binary|@-", large, 200, 1, "Transfer-Encoding: chunked");
        row("asks before it sends", "-H|Expect: 100-continue|--expect100-timeout|15|--data-binary|@-", large, 200, 1, "HTTP/1.1 100 Continue");
        row("asks, chunked", "-H|Expect: 100-continue|--expect100-timeout|15|-H|Transfer-Encoding: chunked|--data-binary|@-", large, 200, 1, "HTTP/1.1 100 Continue");
        row("asks, and it is too large", "-H|Expect: 100-continue|--expect100-timeout|15|--data-binary|@-", QByteArray(300 * 1024, 'x'), 413, 0, "413");
        row("does not ask, and it is too large", "-H|Expect:|--data-binary|@-", QByteArray(4 * 1024 * 1024, 'x'), 413, 0, "413");
        row("too large in chunks", "-H|Expect:|-H|Transfer-Encoding: chunked|--data-binary|@-", QByteArray(4 * 1024 * 1024, 'x'), 413, 0, "413");
        row("HTTP/1.0", "-0|-d|hi", {}, 200, 1, "Connection: close");
        row("a form with a file", "-F|file=@-", large, 200, 1, "multipart/form-data");
        row("a header that is too long", (QByteArray("-d|hi|-H|X-Long: ") + QByteArray(17 * 1024, 'a')).constData(), {}, 431, 0, "431");
        row("frames", "--data-binary|@-|FRAMES", QByteArray("\0\0\0\2hi\0\0\0\3you\0\0\0\0", 17), 200, 3, "\"frames\":3");
    }
    void curlSendsOneItemInManyWays()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, input);
        QFETCH(int, status);
        QFETCH(int, items);
        QFETCH(QByteArray, told);
        NEED("curl", path);
        LiveServer server;
        QVERIFY2(server.start(m_scenario), server.error.constData());
        const bool frames = arguments.removeAll(QStringLiteral("FRAMES")) > 0;
        const Outcome outcome = curl(QStringList{QStringLiteral("-v"), QStringLiteral("-w"), QStringLiteral("\n%{http_code}")} + arguments
                                         + QStringList{server.url(frames ? QStringLiteral("/frames") : QStringLiteral("/leads"))},
                                     input);
        // curl goes on sending what is refused for as long as it can, and says so by its exit code.
        QVERIFY2(outcome.exitCode == 0 || (status == 413 && outcome.exitCode == 55), (QByteArray::number(outcome.exitCode) + '\n' + outcome.error).constData());
        QCOMPARE(outcome.out.mid(outcome.out.lastIndexOf('\n') + 1).toInt(), status);
        QVERIFY2((outcome.error + outcome.out).contains(told), outcome.error.constData());
        QVERIFY(becomesTrue([&] { return nodeOf(server.port(), QStringLiteral("api"))[QStringLiteral("completed")].toInt() == items; }, 5s));
        QCOMPARE(server.terminate(), 0);
    }

    void curlKeepsOneConnection()
    {
        NEED("curl", path);
        LiveServer server;
        QVERIFY2(server.start(m_scenario), server.error.constData());
        QStringList urls;
        for (int i = 0; i < 25; ++i) {
            urls << server.url(QStringLiteral("/item/%1").arg(i));
        }
        const Outcome outcome =
            curl(QStringList{QStringLiteral("-d"), QStringLiteral("hi"), QStringLiteral("-o"), QStringLiteral("/dev/null"), QStringLiteral("-w"),
                             QStringLiteral("%{http_code} %{num_connects}\n")}
                 + QStringList{QStringLiteral("--no-progress-meter")} + urls);
        QCOMPARE(outcome.exitCode, 0);
        int requests = 0, connections = 0;
        for (const QByteArray& line : outcome.out.split('\n')) {
            const int at = static_cast<int>(line.lastIndexOf("200 ")); // bodies of later answers stand before the code
            if (at >= 0) {
                ++requests;
                connections += line.mid(at + 4).toInt();
            }
        }
        QCOMPARE(requests, 25);
        QCOMPARE(connections, 1);
    }

    void python()
    {
        const QString interpreter = ::python();
        QVERIFY2(!interpreter.isEmpty(), missing("python3").constData());
        QVERIFY2(runProgram(interpreter, {QStringLiteral("-c"), QStringLiteral("import prometheus_client.openmetrics.parser")}).exitCode == 0,
                 missing("python3-prometheus-client").constData());
        LiveServer server;
        QVERIFY2(server.start(m_scenario), server.error.constData());
        const Outcome outcome = runProgram(interpreter, {clientFile("python_client.py"), QString::number(server.port())});
        QVERIFY2(outcome.exitCode == 0, outcome.error.constData());
        QCOMPARE(outcome.out.trimmed(), QByteArray("ok 23"));
        QCOMPARE(server.terminate(), 0);
    }

    void nodeSendsFrames_data()
    {
        QTest::addColumn<QString>("mode");
        QTest::addColumn<int>("frames");
        QTest::addColumn<int>("frameBytes");
        const int frames = isLong() ? 50'000 : isSanitized ? 500 : 2'000;
        QTest::newRow("pipeline") << QStringLiteral("pipeline") << frames << 0;
        QTest::newRow("drain") << QStringLiteral("drain") << frames << 0;
        QTest::newRow("ignore") << QStringLiteral("ignore") << std::min(frames, 10'000) << 0; // they all lie in the client's memory
        if (isLong()) {
            QTest::newRow("60,905 bytes") << QStringLiteral("pipeline") << frames << 60'905;
        }
    }
    void nodeSendsFrames()
    {
        QFETCH(QString, mode);
        QFETCH(int, frames);
        QFETCH(int, frameBytes);
        NEED("node", node);
        LiveServer server;
        QVERIFY2(server.start(m_scenario), server.error.constData());
        QProcess client;
        client.start(node, {clientFile("frame_client.mjs"), QStringLiteral("--port"), QString::number(server.port()), QStringLiteral("--count"), QString::number(frames),
                            QStringLiteral("--mode"), mode, QStringLiteral("--frame"), QString::number(frameBytes)});
        QVERIFY(client.waitForStarted());
        std::vector<double> resident;
        const auto begun = std::chrono::steady_clock::now();
        auto next = begun;
        QVERIFY(becomesTrue(
            [&] {
                if (std::chrono::steady_clock::now() >= next) {
                    next += 20ms;
                    resident.push_back(static_cast<double>(residentOf(server.process())) / mebi);
                }
                return client.state() == QProcess::NotRunning;
            },
            isLong() ? 400s : 60s));
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        const QByteArray out = client.readAllStandardOutput();
        QVERIFY2(client.exitCode() == 0, (out.right(2000) + client.readAllStandardError()).constData());
        const auto lines = linesOf(out);
        const QJsonObject end = lines[QStringLiteral("end")];
        const QJsonObject response = lines[QStringLiteral("response")];
        const QString version = lines[QStringLiteral("start")][QStringLiteral("node")].toString();
        const int drains = end[QStringLiteral("drains")].toInt();
        QVERIFY(becomesTrue([&] { return nodeOf(server.port(), QStringLiteral("api"))[QStringLiteral("completed")].toInt() == frames; }, 5s));
        const QJsonObject api = nodeOf(server.port(), QStringLiteral("api"));
        const std::size_t third = resident.size() / 3;
        QVERIFY(third > 0);
        const double early = percentile({resident.begin() + static_cast<std::ptrdiff_t>(third), resident.begin() + static_cast<std::ptrdiff_t>(2 * third)}, 0.5);
        const double late = percentile({resident.begin() + static_cast<std::ptrdiff_t>(2 * third), resident.end()}, 0.5);
        const double most = percentile(resident, 1.0);
        qInfo("%s, Node %s: %d frames of %d bytes in %.1f s, drains %d, client at most %.0f MiB, server %.1f MiB at most, median %.1f then %.1f", qPrintable(mode),
              qPrintable(version), frames, end[QStringLiteral("frame_bytes")].toInt(), seconds, drains, end[QStringLiteral("peak_rss_mib")].toDouble(), most, early, late);

        QCOMPARE(end[QStringLiteral("frames")].toInt(), frames);
        if (frameBytes > 0) {
            QCOMPARE(end[QStringLiteral("bytes")].toDouble(), double(frames) * frameBytes);
        }
        QCOMPARE(response[QStringLiteral("status")].toInt(), 200);
        QCOMPARE(response[QStringLiteral("body")].toString(), QStringLiteral("{\"status\":\"OK\",\"frames\":%1}").arg(frames));
        QCOMPARE(api[QStringLiteral("offered")].toInt(), frames);
        QCOMPARE(api[QStringLiteral("accepted")].toInt(), frames);
        QCOMPARE(api[QStringLiteral("completed")].toInt(), frames);
        QVERIFY(api[QStringLiteral("queue_depth")].toObject()[QStringLiteral("max")].toInt() <= 16);
        if (mode == QLatin1String("ignore")) {
            QCOMPARE(drains, 0);
        } else if (version.mid(1).section(u'.', 0, 0).toInt() < 22) {
            QCOMPARE(drains, frames);
        } else {
            qInfo("Node %s buffers 64 KiB before write() returns false, so that drains are fewer than frames: %d of %d", qPrintable(version), drains, frames);
            QVERIFY(drains > 0);
        }
        if (!isSanitized) {
            QVERIFY2(most < 64, "the server's memory is not bounded");
            QVERIFY2(late - early < 2, "the server's memory grows");
        }
        QCOMPARE(server.terminate(), 0);
    }

    void nginxStandsBetween()
    {
        NEED("nginx", nginx);
        LiveServer server;
        QVERIFY2(server.start(m_scenario), server.error.constData());
        const std::uint16_t port = quietPort();
        const QString folder = m_folder.filePath(QStringLiteral("nginx"));
        QVERIFY(QDir().mkpath(folder));
        const QString config = QStringLiteral(R"json(daemon off; master_process off; worker_processes 1; pid %1/nginx.pid; error_log %1/error.log info;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path %1/body; proxy_temp_path %1/proxy; fastcgi_temp_path %1/fastcgi; uwsgi_temp_path %1/uwsgi; scgi_temp_path %1/scgi;
  upstream highwater { server 127.0.0.1:%2; keepalive 4; }
  server {
    listen 127.0.0.1:%3;
    location / { proxy_pass http://highwater; proxy_http_version 1.1; proxy_set_header Connection ""; }
    location /at-once/ { proxy_pass http://highwater; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_request_buffering off; }
  }
}
)json")
                                   .arg(folder)
                                   .arg(server.port())
                                   .arg(port);
        const QString file = writeFile(folder, QStringLiteral("nginx.conf"), config.toUtf8());
        QProcess proxy;
        proxy.setProcessChannelMode(QProcess::MergedChannels);
        proxy.start(nginx, {QStringLiteral("-p"), folder, QStringLiteral("-c"), file, QStringLiteral("-e"), folder + QStringLiteral("/error.log")});
        QVERIFY(proxy.waitForStarted());
        const auto stop = qScopeGuard([&] {
            proxy.terminate();
            proxy.waitForFinished(5000);
        });
        Wire wire;
        QVERIFY2(becomesTrue([&] { return wire.connect(port) || proxy.state() == QProcess::NotRunning; }, 10s) && wire.isOpen(), proxy.readAll().constData());

        QCOMPARE(wire.post("/leads", "first").status, 200);
        const auto upstream = connectionsTo(server.port());
        QCOMPARE(upstream.size(), std::size_t{1});
        QSet<QString> ids;
        for (int i = 0; i < 100; ++i) {
            const HttpAnswer answer = wire.post(i % 2 == 0 ? "/leads" : "/at-once/leads", std::string(static_cast<std::size_t>(i) * 1000, 'x'));
            QVERIFY2(answer.status == 200, (answer.head + answer.body).c_str());
            ids << jsonOf(answer)[QStringLiteral("id")].toString();
        }
        QCOMPARE(ids.size(), 100);
        QVERIFY2(connectionsTo(server.port()) == upstream, "nginx had to open another connection");
        // A chunked body, passed on as it comes.
        QVERIFY(wire.send("POST /at-once/chunked HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"));
        QCOMPARE(wire.receive().status, 200);
        QCOMPARE(wire.post("/at-once/big", std::string(300 * 1024, 'x')).status, 413);
        QCOMPARE(get(port, "/healthz").status, 200);
        QVERIFY(becomesTrue([&] { return nodeOf(server.port(), QStringLiteral("api"))[QStringLiteral("completed")].toInt() == 102; }, 5s));
        QCOMPARE(server.terminate(), 0);
    }
};

QTEST_GUILESS_MAIN(RealClientsTest)
#include "tst_real_clients.moc"
