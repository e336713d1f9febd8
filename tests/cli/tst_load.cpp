// SPDX-License-Identifier: GPL-3.0-or-later
// `load` as a user meets it.
#include "../live/small_server.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include <csignal>

using namespace highwater;
using namespace highwater::test;

namespace {

struct Outcome
{
    int exitCode = -1;
    QByteArray out;
    QByteArray error;
};

/// While the program runs, so does our event loop: it holds the server.
Outcome load(const QStringList& arguments, const std::function<void(QProcess&)>& meanwhile = {})
{
    QProcess process;
    process.start(QStringLiteral(HIGHWATER_CLI), QStringList{QStringLiteral("load")} + arguments);
    if (!process.waitForStarted()) {
        return {};
    }
    if (meanwhile) {
        meanwhile(process);
    }
    if (!comesTrue([&] { return process.state() == QProcess::NotRunning; }) || process.exitStatus() != QProcess::NormalExit) {
        return {};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString urlOf(const SmallServer& server)
{
    return QString::fromStdString(server.url("/in"));
}

} // namespace

class LoadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongCommandLinesAreRefused_data()
    {
        QTest::addColumn<QString>("arguments"); // words with one blank between them
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const char* arguments, const char* message) {
            QTest::newRow(name) << QString::fromLatin1(arguments) << QByteArray(message);
        };
        row("no url", "--rate 5/s", "load needs a URL");
        row("two urls", "http://a http://b --rate 5/s", "load takes one URL");
        row("https", "https://a --rate 5/s", "https is not yet supported");
        row("no url at all", "a:80 --rate 5/s", "wanted is http://host[:port][/path]");
        row("no arrivals", "http://a", "load needs one of --rate, --arrivals and --users");
        row("two kinds of arrivals", "http://a --rate 5/s --users 3", "load needs one of --rate, --arrivals and --users");
        row("rate without a unit", "http://a --rate 5", "--rate: constant: argument \"rate\": \"5\" has no unit");
        row("unknown arrivals", "http://a --arrivals poison(5/s)", "--arrivals: there are no arrivals");
        row("no users", "http://a --users 0", "--users: ");
        row("think time of nobody", "http://a --rate 5/s --think constant(1s)", "--think is for --users");
        row("wrong think time", "http://a --users 3 --think 5", "--users: closed: argument \"think\"");
        row("no time", "http://a --rate 5/s --duration 0s", "--duration: ");
        row("wrong size", "http://a --rate 5/s --size 5s", "--size: ");
        row("no clients", "http://a --rate 5/s --clients 0", "--clients: ");
        row("no connections", "http://a --rate 5/s --connections 0", "--connections: \"0\" is not allowed");
        row("wrong timeout", "http://a --rate 5/s --timeout 0s", "--timeout: ");
        row("unknown retry", "http://a --rate 5/s --retry often", "--retry: ");
        row("wrong retry", "http://a --rate 5/s --retry {\"policy\":\"fixed\",\"base\":\"x\"}", "--retry: /base: ");
        row("unknown reaction", "http://a --rate 5/s --on-pressure hold", "--on-pressure: \"hold\" is not allowed");
        row("hostile to nobody", "http://a --rate 5/s --hostile 3", "--hostile: ");
        row("wrong seed", "http://a --rate 5/s --seed x", "--seed: ");
        row("unknown option", "http://a --rte 5/s", "did you mean \"--rate\"?");
    }
    void wrongCommandLinesAreRefused()
    {
        QFETCH(QString, arguments);
        QFETCH(QByteArray, message);
        const Outcome outcome = load(arguments.split(u' '));
        QCOMPARE(outcome.exitCode, 2);
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY2(outcome.error.contains(message), outcome.error.constData());
    }

    void helpFitsATerminal()
    {
        const Outcome outcome = load({QStringLiteral("--help")});
        QCOMPARE(outcome.exitCode, 0);
        for (const QByteArray& line : outcome.out.split('\n')) {
            QVERIFY2(line.size() <= 100, line.constData());
        }
    }

    void jsonTellsWhatWasMeasured()
    {
        SmallServer server([](const http::Request& request) {
            return Answer{.status = request.header("x-highwater-attempt") == "1" ? 503 : 200};
        });
        const Outcome outcome = load({urlOf(server), QStringLiteral("--rate"), QStringLiteral("500/s"), QStringLiteral("--items"), QStringLiteral("20"),
                                      QStringLiteral("--size"), QStringLiteral("constant(100B)"), QStringLiteral("--retry"),
                                      QStringLiteral("{\"policy\": \"fixed\", \"base\": \"1ms\"}"), QStringLiteral("--seed"), QStringLiteral("7"),
                                      QStringLiteral("--json")});
        QCOMPARE(outcome.error, QByteArray());
        QCOMPARE(outcome.exitCode, 0);
        const QJsonObject root = QJsonDocument::fromJson(outcome.out).object();
        QCOMPARE(root[QStringLiteral("seed")].toInt(), 7);
        QCOMPARE(root[QStringLiteral("arrivals")].toString(), QStringLiteral("constant(500/s)"));
        QCOMPARE(root[QStringLiteral("interrupted")].toBool(true), false);
        QCOMPARE(root[QStringLiteral("rate")].toObject()[QStringLiteral("wanted_per_s")].toInt(), 500);
        const QJsonObject counters = root[QStringLiteral("counters")].toObject();
        QCOMPARE(counters[QStringLiteral("due")].toInt(), 20);
        QCOMPARE(counters[QStringLiteral("sent")].toInt(), 40);
        QCOMPARE(counters[QStringLiteral("retried")].toInt(), 20);
        QCOMPARE(counters[QStringLiteral("accepted")].toInt(), 20);
        QCOMPARE(root[QStringLiteral("statuses")].toObject()[QStringLiteral("503")].toInt(), 20);
        QCOMPARE(root[QStringLiteral("bytes")].toObject()[QStringLiteral("sent")].toInt(), 4000);
        const double fromDue = root[QStringLiteral("latency_from_due_s")].toObject()[QStringLiteral("p50")].toDouble();
        const double fromSend = root[QStringLiteral("latency_from_send_s")].toObject()[QStringLiteral("p50")].toDouble();
        QVERIFY(fromDue >= fromSend + 0.0009);
    }

    void aTableIsForPeople()
    {
        SmallServer server;
        const Outcome outcome = load({urlOf(server), QStringLiteral("--users"), QStringLiteral("3"), QStringLiteral("--items"), QStringLiteral("12")});
        QCOMPARE(outcome.exitCode, 0);
        for (const char* text : {"rate wanted", "rate sent", "accepted", "    200                   12", "from the due instant", "p99.9"}) {
            QVERIFY2(outcome.out.contains(text), outcome.out.constData());
        }
        for (const QByteArray& line : outcome.out.split('\n')) {
            QVERIFY2(QString::fromUtf8(line).size() <= 100, line.constData());
        }
    }

    void anInterruptEndsItInGoodOrder()
    {
        SmallServer server;
        const auto interrupt = [&](QProcess& process) {
            QVERIFY(comesTrue([&] { return server.count >= 5; }));
            ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        };
        const Outcome outcome = load({urlOf(server), QStringLiteral("--rate"), QStringLiteral("1k/s"), QStringLiteral("--json")}, interrupt);
        QCOMPARE(outcome.exitCode, 0);
        const QJsonObject root = QJsonDocument::fromJson(outcome.out).object();
        QCOMPARE(root[QStringLiteral("interrupted")].toBool(), true);
        QVERIFY(root[QStringLiteral("counters")].toObject()[QStringLiteral("accepted")].toInt() >= 5);
    }

    void whereNobodyListensTheWorkCannotGoOn()
    {
        SmallServer server;
        server.close();
        const Outcome outcome = load({urlOf(server), QStringLiteral("--rate"), QStringLiteral("100/s"), QStringLiteral("--items"), QStringLiteral("2")});
        QCOMPARE(outcome.exitCode, 3);
        QVERIFY(outcome.error.contains("no request was answered"));
        QVERIFY(outcome.out.contains("Connection refused"));
    }
};

QTEST_GUILESS_MAIN(LoadTest)
#include "tst_load.moc"
