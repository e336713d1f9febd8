// SPDX-License-Identifier: GPL-3.0-or-later
// `highwater-cli serve` when more comes than it can do, from more clients than are served, and when it is told to end or to change.
#include "live_program.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

#include <atomic>
#include <csignal>
#include <sys/resource.h>
#include <thread>

using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;
constexpr double mebi = 1024.0 * 1024.0;

double millisecondsSince(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

/// Asks for /healthz again and again, each time on a connection of its own, and notes how long that takes.
class Prober
{
public:
    explicit Prober(std::uint16_t port)
        : m_thread([this, port] {
              while (!m_stop.load()) {
                  const auto begin = Clock::now();
                  const int status = get(port, "/healthz").status;
                  times.push_back(millisecondsSince(begin));
                  failures += status == 200 ? 0 : 1;
                  std::this_thread::sleep_for(20ms);
              }
          })
    {
    }
    ~Prober() { stop(); }
    Prober(const Prober&) = delete;
    Prober& operator=(const Prober&) = delete;
    void stop()
    {
        m_stop.store(true);
        if (m_thread.joinable()) {
            m_thread.join();
        }
    }

    // To be read after stop().
    std::vector<double> times;
    int failures = 0;

private:
    std::atomic<bool> m_stop{false};
    std::thread m_thread; ///< last: it uses the others
};

/// What `highwater-cli load` has measured.
struct Load
{
    double accepted = 0, refused = 0, failed = 0, sent = 0, p50 = 0, p99 = 0; ///< milliseconds
    double acceptedPerSecond = 0;
    QByteArray text;
};

Load readLoad(const QByteArray& out)
{
    const QJsonObject root = QJsonDocument::fromJson(out).object();
    const QJsonObject counters = root[QStringLiteral("counters")].toObject();
    const QJsonObject latency = root[QStringLiteral("latency_from_send_s")].toObject();
    Load load;
    load.accepted = counters[QStringLiteral("accepted")].toDouble();
    load.refused = counters[QStringLiteral("refused")].toDouble();
    load.failed = counters[QStringLiteral("failed")].toDouble() + counters[QStringLiteral("timed_out")].toDouble();
    load.sent = counters[QStringLiteral("sent")].toDouble();
    load.p50 = latency[QStringLiteral("p50")].toDouble() * 1000;
    load.p99 = latency[QStringLiteral("p99")].toDouble() * 1000;
    load.acceptedPerSecond = root[QStringLiteral("rate")].toObject()[QStringLiteral("accepted_per_s")].toDouble();
    load.text = out;
    return load;
}

/// interrupted: called once the load was told to stop, at the end of its time.
Load putLoad(const QString& url, const char* rate, int seconds, const std::function<void()>& meanwhile = {}, const std::function<void()>& interrupted = {})
{
    QProcess process;
    process.start(QStringLiteral(HIGHWATER_CLI), {QStringLiteral("load"), url, QStringLiteral("--rate"), QString::fromLatin1(rate), QStringLiteral("--duration"),
                                                  QStringLiteral("%1s").arg(interrupted ? seconds + 30 : seconds), QStringLiteral("--on-pressure"), QStringLiteral("ignore"), QStringLiteral("--json")});
    process.waitForStarted();
    const auto runs = [&] {
        if (meanwhile) {
            meanwhile();
        }
        return process.state() == QProcess::NotRunning;
    };
    if (interrupted && !becomesTrue(runs, std::chrono::seconds(seconds))) {
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        interrupted();
    }
    becomesTrue(runs, std::chrono::seconds(seconds + 30));
    return readLoad(process.readAllStandardOutput());
}

/// The value of a line of /metrics; negative when it is not there.
double metric(std::uint16_t port, const std::string& name)
{
    const std::string text = '\n' + get(port, "/metrics").body;
    const auto at = text.find('\n' + name + ' ');
    return at == std::string::npos ? -1 : std::strtod(text.c_str() + at + name.size() + 2, nullptr);
}

/// All states of one instant: somebody works while this is asked.
double workersOf(std::uint16_t port)
{
    const QByteArray page = QByteArray::fromStdString(get(port, "/metrics").body);
    double sum = 0;
    for (const QByteArray& line : page.split('\n')) {
        sum += line.startsWith("highwater_workers{node=\"api\"") ? line.mid(line.lastIndexOf(' ') + 1).toDouble() : 0.0;
    }
    return sum;
}

QByteArray scenario(int workers, const char* service, int capacity, const char* limits = "{}")
{
    return QStringLiteral(R"json({ "highwater": 1, "name": "Overload",
  "nodes": { "api": { "type": "stage", "queue": { "capacity": %3, "whenFull": "reject" }, "acknowledge": "processed",
                      "workers": { "count": %1, "service": "constant(%2)" } } },
  "live": { "listen": "127.0.0.1:0", "limits": %4 } }
)json")
        .arg(workers)
        .arg(QString::fromLatin1(service))
        .arg(capacity)
        .arg(QString::fromLatin1(limits))
        .toUtf8();
}

} // namespace

class OverloadTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    QString write(const QByteArray& content) const { return writeFile(m_folder.path(), QStringLiteral("a.highwater.json"), content); }

private Q_SLOTS:
    void tenTimesTooMuch()
    {
        const int seconds = isLong() ? 60 : 6;
        LiveServer server;
        QVERIFY2(server.start(write(scenario(4, "10ms", 20))), server.error.constData()); // 400 a second at most
        const Load calm = putLoad(server.url(), "200/s", 2);
        Prober prober(server.port());
        std::vector<double> resident;
        auto next = Clock::now();
        bool recovered = false;
        double recovery = 0;
        const auto sample = [&] {
            if (Clock::now() >= next) {
                next += 50ms;
                resident.push_back(static_cast<double>(residentOf(server.process())) / mebi);
            }
        };
        const double withoutCore = millisecondsWithoutCore(server.process());
        const Load load = putLoad(server.url(), "4000/s", seconds, sample, [&] {
            const auto ended = Clock::now();
            recovered = becomesTrue(
                [&] { return get(server.port(), "/readyz").status == 200 && nodeOf(server.port(), QStringLiteral("api"))[QStringLiteral("inside")].toInt(-1) == 0; }, 5s);
            recovery = millisecondsSince(ended);
        });
        const double waited = (millisecondsWithoutCore(server.process()) - withoutCore) / (seconds * 10.0);
        prober.stop();
        const Load after = putLoad(server.url(), "200/s", 2);
        const double most = percentile(resident, 1.0);
        const double early = percentile({resident.begin() + static_cast<std::ptrdiff_t>(resident.size() / 4), resident.begin() + static_cast<std::ptrdiff_t>(resident.size() / 2)}, 0.5);
        const double late = percentile({resident.begin() + static_cast<std::ptrdiff_t>(resident.size() / 2), resident.end()}, 0.5);
        qInfo("            accepted/s   accepted    refused     failed   p50 ms   p99 ms");
        for (const auto& [name, one] : {std::pair("before", calm), std::pair("4000/s", load), std::pair("after", after)}) {
            qInfo("%-8s  %12.1f %10.0f %10.0f %10.0f %8.1f %8.1f", name, one.acceptedPerSecond, one.accepted, one.refused, one.failed, one.p50, one.p99);
        }
        qInfo("/healthz: %zu times, p50 %.1f ms, p99 %.1f ms, longest %.1f ms; memory at most %.1f MiB, median %.1f then %.1f; recovered %.0f ms after the burst; "
              "other programs kept the server from a core for %.1f %% of the time",
              prober.times.size(), percentile(prober.times, 0.5), percentile(prober.times, 0.99), percentile(prober.times, 1.0), most, early, late, recovery, waited);

        QVERIFY(recovered);
        QVERIFY2(isSanitized || recovery < 60 + 200, "it did not recover at once");
        QCOMPARE(load.failed, 0.0);
        QVERIFY2(load.refused > load.accepted * 4, "that was no overload");
        QCOMPARE(prober.failures, 0);
        if (!isSanitized) {
            QVERIFY2(load.acceptedPerSecond > 400 * 0.9, "the workers were kept from their work");
            QVERIFY2(percentile(prober.times, 1.0) < 100, "/healthz took too long");
            QVERIFY2(load.p99 < 60 + 100, "who was accepted had to wait longer than the queue is long");
            QVERIFY2(after.p99 < calm.p99 + 50, "it did not recover");
            QVERIFY2(most < 64, "memory is not bounded");
            QVERIFY2(late - early < 4, "memory grows");
        }
        QCOMPARE(server.terminate(), 0);
    }

    void thousandsWhoSayNothingOrSayItSlowly()
    {
        constexpr std::size_t idle = isSanitized ? 500 : 5000, slow = isSanitized ? 20 : 200;
        rlimit files{};
        QCOMPARE(::getrlimit(RLIMIT_NOFILE, &files), 0);
        files.rlim_cur = files.rlim_max;
        QVERIFY2(files.rlim_max >= idle + slow + 500, "this system allows a process too few files: raise the hard limit of `ulimit -n` to 8192");
        QCOMPARE(::setrlimit(RLIMIT_NOFILE, &files), 0);
        LiveServer server;
        QVERIFY2(server.start(write(scenario(8, "2ms", 100, R"json({ "connections": 8000, "connectionsPerPeer": 8000, "requestTime": "3s", "idleTime": "60s" })json"))),
                 server.error.constData());
        const double residentBefore = static_cast<double>(residentOf(server.process())) / mebi;
        const Load alone = putLoad(server.url(), "300/s", 3);

        std::vector<Wire> silent(idle), dripping(slow);
        const auto begun = Clock::now();
        for (Wire& each : silent) {
            QVERIFY(each.connect(server.port()));
        }
        for (Wire& each : dripping) {
            QVERIFY(each.connect(server.port()));
            QVERIFY(each.send("POST /slow HTTP/1.1\r\nHost: slow\r\n"));
        }
        const double connecting = millisecondsSince(begun);
        QVERIFY(becomesTrue([&] { return metric(server.port(), "highwater_connections") >= static_cast<double>(idle + slow); }, 10s));
        const double resident = static_cast<double>(residentOf(server.process())) / mebi;
        std::atomic<bool> stop{false};
        std::thread dripper([&] {
            while (!stop.load()) {
                for (Wire& each : dripping) {
                    if (each.isOpen()) {
                        each.send("X");
                    }
                }
                std::this_thread::sleep_for(300ms);
            }
        });
        const auto join = qScopeGuard([&] {
            stop.store(true);
            if (dripper.joinable()) {
                dripper.join();
            }
        });
        Prober prober(server.port());
        const Load among = putLoad(server.url(), "300/s", 5);
        prober.stop();
        stop.store(true);
        dripper.join();
        qInfo("            accepted     failed   p50 ms   p99 ms");
        qInfo("alone     %10.0f %10.0f %8.1f %8.1f", alone.accepted, alone.failed, alone.p50, alone.p99);
        qInfo("among them%10.0f %10.0f %8.1f %8.1f", among.accepted, among.failed, among.p50, among.p99);
        std::size_t stillSlow = 0, stillSilent = 0;
        for (Wire& each : dripping) {
            stillSlow += each.seesEnd() ? 0U : 1U;
        }
        for (Wire& each : silent) {
            stillSilent += each.seesEnd() ? 0U : 1U;
        }
        qInfo("%zu silent and %zu slow clients connected within %.0f ms; memory %.1f MiB, before them %.1f; /healthz longest %.1f ms; slow ones left after 5 s: %zu", idle, slow,
              connecting, resident, residentBefore, percentile(prober.times, 1.0), stillSlow);
        QCOMPARE(among.failed, 0.0);
        QCOMPARE(among.accepted, among.sent);
        QCOMPARE(prober.failures, 0);
        QCOMPARE(stillSlow, std::size_t{0}); // a request has three seconds
        QCOMPARE(stillSilent, idle);
        if (!isSanitized) {
            QVERIFY(among.p99 < alone.p99 + 50);
            QVERIFY2(percentile(prober.times, 1.0) < 100, "/healthz took too long");
            QVERIFY(resident < 160);
        }
        // They can all still speak, and when they go nothing of them stays.
        QCOMPARE(silent.front().post("/leads", "hi").status, 200);
        QCOMPARE(silent.back().post("/leads", "hi").status, 200);
        silent.clear();
        QVERIFY(becomesTrue([&] { return metric(server.port(), "highwater_connections") <= 2; }, 10s));
        QCOMPARE(server.terminate(), 0);
    }

    void connectionsBeyondTheLimitAreToldSo()
    {
        LiveServer server;
        QVERIFY2(server.start(write(scenario(1, "1ms", 100, R"json({ "connections": 20 })json"))), server.error.constData());
        std::vector<Wire> clients(20);
        for (Wire& each : clients) {
            QVERIFY(each.connect(server.port()));
            QCOMPARE(each.get("/healthz").status, 200);
        }
        Wire one;
        QVERIFY(one.connect(server.port()));
        const HttpAnswer answer = one.receive();
        QCOMPARE(answer.status, 503);
        QCOMPARE(jsonOf(answer)[QStringLiteral("reason")].toString(), QStringLiteral("connections"));
        clients.pop_back();
        QVERIFY(becomesTrue([&] { return get(server.port(), "/healthz").status == 200; }, 5s));
        QCOMPARE(server.terminate(), 0);
    }

    void sigtermLetsWhatIsInsideComeToItsEnd()
    {
        LiveServer server;
        QVERIFY2(server.start(write(scenario(1, "20ms", 100))), server.error.constData());
        constexpr int count = 30;
        std::vector<Wire> clients(count);
        for (Wire& each : clients) {
            QVERIFY(each.connect(server.port()));
            QVERIFY(each.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"));
        }
        QVERIFY(becomesTrue([&] { return nodeOf(server.port(), QStringLiteral("api"))[QStringLiteral("offered")].toInt() == count; }, 5s));
        Wire idle;
        QVERIFY(idle.connect(server.port()));
        QCOMPARE(idle.get("/healthz").status, 200);
        const auto begun = Clock::now();
        server.signal(SIGTERM);
        QVERIFY(becomesTrue([&] { return idle.seesEnd(); }, 2s));
        Wire late;
        QVERIFY(!late.connect(server.port())); // nobody listens any more
        QVERIFY(server.runs());
        for (Wire& each : clients) {
            const HttpAnswer answer = each.receive();
            QCOMPARE(answer.status, 200);
            QVERIFY(answer.head.find("Connection: close") != std::string::npos);
        }
        QCOMPARE(server.waitForEnd(5s), 0);
        qInfo("%d requests inside, all answered; ended %.0f ms after SIGTERM", count, millisecondsSince(begun));
        QCOMPARE(server.error, QByteArray());
    }

    void whatTakesTooLongIsLeft()
    {
        LiveServer server;
        QVERIFY2(server.start(write(scenario(1, "30s", 100)), 0, {QStringLiteral("--drain"), QStringLiteral("300ms"), QStringLiteral("--results")}), server.error.constData());
        std::vector<Wire> clients(3);
        for (Wire& each : clients) {
            QVERIFY(each.connect(server.port()));
            QVERIFY(each.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi"));
        }
        QVERIFY(becomesTrue([&] { return nodeOf(server.port(), QStringLiteral("api"))[QStringLiteral("offered")].toInt() == 3; }, 5s));
        const auto begun = Clock::now();
        QCOMPARE(server.terminate(5s), 0);
        QVERIFY(millisecondsSince(begun) < 3000);
        QVERIFY2(server.error.contains("stopped with 3 items inside"), server.error.constData());
        const QJsonObject results = QJsonDocument::fromJson(server.out.mid(server.out.indexOf("\n{") + 1)).object();
        QCOMPARE(results[QStringLiteral("mode")].toString(), QStringLiteral("measured"));
        QCOMPARE(results[QStringLiteral("nodes")].toObject()[QStringLiteral("api")].toObject()[QStringLiteral("inside")].toInt(), 3);
    }

    void sighupReadsTheParametersAnew()
    {
        const QString file = write(scenario(1, "1ms", 100));
        LiveServer server;
        QVERIFY2(server.start(file), server.error.constData());
        QCOMPARE(workersOf(server.port()), 1.0);
        const auto reload = [&](const QByteArray& content, const char* told) {
            write(content);
            const auto before = server.error.size();
            server.signal(SIGHUP);
            return becomesTrue(
                [&] {
                    server.collect();
                    return server.error.mid(before).contains(told);
                },
                5s);
        };
        // Somebody sends all the while, and must not feel any of it.
        std::atomic<bool> stop{false};
        int sent = 0, good = 0;
        std::thread sender([&] {
            Wire wire;
            wire.connect(server.port());
            while (!stop.load()) {
                ++sent;
                good += wire.post("/x", "hi").status == 200 ? 1 : 0;
            }
        });
        const auto join = qScopeGuard([&] {
            stop.store(true);
            if (sender.joinable()) {
                sender.join();
            }
        });
        QVERIFY2(reload(scenario(4, "1ms", 200), "reloaded "), server.error.constData());
        QVERIFY(becomesTrue([&] { return workersOf(server.port()) == 4.0; }, 2s));
        QVERIFY2(reload("{ \"highwater\": 1, ", "was not reloaded"), server.error.constData());
        QVERIFY2(reload(scenario(-3, "1ms", 200), "was not reloaded"), server.error.constData());
        QVERIFY2(server.error.contains("/nodes/api/workers/count"), server.error.constData());
        QVERIFY2(reload(QByteArray(scenario(8, "1ms", 200)).replace("\"acknowledge\": \"processed\"", "\"acknowledge\": \"durable\""), "was not reloaded"),
                 server.error.constData());
        QVERIFY(QFile::remove(file));
        const auto before = server.error.size();
        server.signal(SIGHUP);
        QVERIFY(becomesTrue(
            [&] {
                server.collect();
                return server.error.mid(before).contains("was not reloaded");
            },
            5s));
        letPass(100ms);
        QCOMPARE(workersOf(server.port()), 4.0);
        QVERIFY2(reload(scenario(2, "1ms", 100), "reloaded "), server.error.constData());
        QVERIFY(becomesTrue([&] { return workersOf(server.port()) == 2.0; }, 2s));
        stop.store(true);
        sender.join();
        QVERIFY(sent > 100);
        QCOMPARE(good, sent);
        QCOMPARE(server.terminate(), 0);
    }
};

QTEST_GUILESS_MAIN(OverloadTest)
#include "tst_overload.moc"
