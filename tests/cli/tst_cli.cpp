// SPDX-License-Identifier: GPL-3.0-or-later
// The program as a user meets it: exit codes, what goes where, and what is left behind.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

namespace {

struct Outcome
{
    int exitCode = -1;
    QByteArray out;
    QByteArray error;
};

QString data(const char* name)
{
    return QStringLiteral(HIGHWATER_TEST_DATA "/%1.highwater.json").arg(QLatin1String(name));
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QJsonObject object(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class CliTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString place(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    [[nodiscard]] QStringList left() const { return QDir(m_folder->path()).entryList(QDir::Files); }

    [[nodiscard]] Outcome run(const QStringList& arguments, const QString& standardOutput = {}) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        if (!standardOutput.isEmpty()) {
            process.setStandardOutputFile(standardOutput);
        }
        process.start(QStringLiteral(HIGHWATER_CLI), arguments);
        if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit) {
            return {};
        }
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void resultsGoToTheStandardOutputAndNothingElseDoes()
    {
        const Outcome outcome = run({QStringLiteral("run"), data("mm1")});
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.error, QByteArray());
        const QJsonObject root = object(outcome.out);
        QCOMPARE(root[QStringLiteral("scenario")].toString(), QStringLiteral("M/M/1"));
        QCOMPARE(root[QStringLiteral("seed")].toInt(), 7);
        QCOMPARE(root[QStringLiteral("interrupted")].toBool(true), false);
        QCOMPARE(left(), QStringList());
    }

    void missedObjectiveGivesOneAfterCompleteResults()
    {
        const Outcome outcome = run({QStringLiteral("run"), data("retry"), QStringLiteral("-o"), place("r.json")});
        QCOMPARE(outcome.exitCode, 1);
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY(outcome.error.contains("objective failed: callers.loss <= 0.1%"));
        const QJsonArray objectives = object(contentOf(place("r.json")))[QStringLiteral("objectives")].toArray();
        QCOMPARE(objectives[0].toObject()[QStringLiteral("met")].toBool(), true);
        QCOMPARE(objectives[1].toObject()[QStringLiteral("met")].toBool(true), false);
        QCOMPARE(left(), QStringList{QStringLiteral("r.json")});
    }

    void wrongCommandLinesAreRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const QStringList& arguments, const char* message) {
            QTest::newRow(name) << arguments << QByteArray(message);
        };
        const QString file = data("mm1");
        const QString command = QStringLiteral("run");
        row("no command", {}, "a command is missing");
        row("unknown command", {QStringLiteral("ruin")}, "did you mean \"run\"?");
        row("later command", {QStringLiteral("sweep")}, "not yet supported in this version");
        row("unknown program option", {QStringLiteral("--verison")}, "did you mean \"--version\"?");
        row("no file", {command}, "needs a FILE");
        row("no such file", {command, QStringLiteral("nowhere.json")}, "nowhere.json: there is no such file");
        row("unknown option", {command, file, QStringLiteral("--replicatons"), QStringLiteral("3")}, "did you mean \"--replications\"?");
        row("missing value", {command, file, QStringLiteral("--seed")}, "--seed needs a value");
        row("option instead of a value", {command, file, QStringLiteral("--seed"), QStringLiteral("--no-timing")}, "--seed needs a value");
        row("value of a flag", {command, file, QStringLiteral("--no-timing=1")}, "takes no value");
        row("option twice", {command, file, QStringLiteral("--seed=1"), QStringLiteral("--seed=2")}, "stands twice");
        row("seed that is no number", {command, file, QStringLiteral("--seed"), QStringLiteral("1x")}, "\"1x\"");
        row("no replications", {command, file, QStringLiteral("--replications"), QStringLiteral("0")}, "from 1 to");
        row("confidence above 1", {command, file, QStringLiteral("--confidence"), QStringLiteral("120%")}, "between 0% and 100%");
        row("precision of nothing", {command, file, QStringLiteral("--precision"), QStringLiteral("0%")}, "between 0% and 100%");
        row("unknown format", {command, file, QStringLiteral("--format"), QStringLiteral("jsom")}, "did you mean \"json\"?");
        row("set without a value", {command, file, QStringLiteral("--set"), QStringLiteral("/seed")}, "POINTER=VALUE");
        row("live twice", {command, file, QStringLiteral("--live"), QStringLiteral("--replications"), QStringLiteral("3")},
            "--replications does not go with --live: a live run is measured once");
        row("insecure and not live", {command, file, QStringLiteral("--insecure")}, "--insecure is for live runs; add --live");
        const QString serve = QStringLiteral("serve");
        row("nothing to serve", {serve}, "serve needs a FILE");
        row("two to serve", {serve, file, file}, "serve takes one FILE");
        row("no address", {serve, file, QStringLiteral("--listen"), QStringLiteral("nowhere")}, "--listen ");
        row("no drain time", {serve, file, QStringLiteral("--drain"), QStringLiteral("5")}, "--drain \"5\": wanted is a time, as in 10s");
        row("serve with a bare set", {serve, file, QStringLiteral("--set"), QStringLiteral("x")}, "wanted is POINTER=VALUE");
        row("open to all", {serve, file, QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0")}, "--insecure serves it all the same");
        row("record", {command, file, QStringLiteral("--record"), QStringLiteral("x.hwrec")}, "not yet supported");
        row("one file for two things",
            {command, file, QStringLiteral("--series"), QStringLiteral("x"), QStringLiteral("--events"), QStringLiteral("./x")}, "written twice");
        row("list with an argument", {QStringLiteral("list"), QStringLiteral("all")}, "list takes no");
    }

    void wrongCommandLinesAreRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, message);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.exitCode, 2);
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY2(outcome.error.contains(message), outcome.error.constData());
        QCOMPARE(left(), QStringList());
    }

    void faultyScenarioWritesNothingAndTellsEveryFault()
    {
        const QString file = place("bad.highwater.json");
        QVERIFY(writeFile(file, contentOf(data("mm1")).replace("\"capacity\"", "\"capasity\"").replace("\"20s\"", "\"20\"")));
        const Outcome outcome = run({QStringLiteral("run"), data("chain"), file, QStringLiteral("-o"), place("out.json"), QStringLiteral("--series"),
                                     place("series.csv"), QStringLiteral("--events"), place("events.csv")});
        QCOMPARE(outcome.exitCode, 2);
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY2(outcome.error.contains(file.toUtf8() + ": /nodes/api/queue/capasity: "), outcome.error.constData());
        QVERIFY2(outcome.error.contains(file.toUtf8() + ": /duration: "), outcome.error.constData());
        QCOMPARE(left(), QStringList{QStringLiteral("bad.highwater.json")});
    }

    void brokenJsonTellsLineAndColumn()
    {
        const QString file = place("bad.json");
        QVERIFY(writeFile(file, "{\n  \"highwater\": 1,,\n}"));
        const Outcome outcome = run({QStringLiteral("run"), file});
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.error.contains("line 2, column"), outcome.error.constData());
    }

    void setChangesTheScenario()
    {
        const Outcome outcome = run({QStringLiteral("run"), data("mm1"), QStringLiteral("--set"), QStringLiteral("/nodes/api/queue/capacity=0"),
                                     QStringLiteral("--set=/nodes/clients/arrivals=poisson(300/s)"), QStringLiteral("--seed"), QStringLiteral("99"),
                                     QStringLiteral("--duration"), QStringLiteral("10s"), QStringLiteral("--set"),
                                     QStringLiteral("/objectives=[\"api.queue_depth.max <= 0\"]")});
        QCOMPARE(outcome.exitCode, 0);
        const QJsonObject root = object(outcome.out);
        QCOMPARE(root[QStringLiteral("seed")].toInt(), 99);
        QCOMPARE(root[QStringLiteral("duration_s")].toDouble(), 10.0);
        const QJsonObject api = root[QStringLiteral("nodes")].toObject()[QStringLiteral("api")].toObject();
        QVERIFY(api[QStringLiteral("refused")].toInt() > 500);
        QCOMPARE(api[QStringLiteral("queue_depth")].toObject()[QStringLiteral("max")].toInt(-1), 0);
    }

    void setThatBreaksABoundIsRefused()
    {
        const Outcome outcome = run({QStringLiteral("run"), data("chain"), QStringLiteral("--set"), QStringLiteral("/nodes/second/queue/capacity=2")});
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.error.contains("/nodes/second/queue/highWater: "), outcome.error.constData());
        QVERIFY(outcome.out.isEmpty());
    }

    void durationBelowTheWarmUpIsRefused()
    {
        const Outcome outcome = run({QStringLiteral("run"), data("mm1"), QStringLiteral("--duration"), QStringLiteral("2s")});
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.error.contains("/warmup: "), outcome.error.constData());
    }

    void sameSeedGivesTheSameBytesWhateverTheThreads_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::newRow("one run") << QStringList();
        QTest::newRow("replications") << QStringList{QStringLiteral("--replications"), QStringLiteral("5")};
        QTest::newRow("precision") << QStringList{QStringLiteral("--precision"), QStringLiteral("10%")};
        QTest::newRow("csv") << QStringList{QStringLiteral("--format"), QStringLiteral("csv"), QStringLiteral("--replications=3")};
    }

    void sameSeedGivesTheSameBytesWhateverTheThreads()
    {
        QFETCH(QStringList, more);
        QByteArray first;
        for (const char* threads : {"1", "2", "3"}) {
            QStringList arguments{QStringLiteral("run"), data("retry"), data("mm1"), QStringLiteral("--no-timing"), QStringLiteral("--threads"),
                                  QLatin1String(threads), QStringLiteral("--series"), place("s.csv"), QStringLiteral("--events"), place("e.csv")};
            const Outcome outcome = run(arguments + more);
            QCOMPARE(outcome.exitCode, 1);
            const QByteArray all = outcome.out + contentOf(place("s.csv")) + contentOf(place("e.csv"));
            QVERIFY(outcome.out.size() > 1000);
            first = first.isEmpty() ? all : first;
            QCOMPARE(all, first);
        }
    }

    void severalFilesAreAnArrayOrHaveAColumn()
    {
        const QStringList files{QStringLiteral("run"), data("mm1"), data("chain")};
        const Outcome json = run(files);
        QCOMPARE(json.exitCode, 0);
        const QJsonArray array = QJsonDocument::fromJson(json.out).array();
        QCOMPARE(array.size(), 2);
        QCOMPARE(array[1].toObject()[QStringLiteral("scenario")].toString(), QStringLiteral("Chain, of two"));
        const Outcome csv = run(files + QStringList{QStringLiteral("--format"), QStringLiteral("csv")});
        QVERIFY(csv.out.startsWith("scenario,node,metric,value\nM/M/1,clients,sent,"));
        QVERIFY(csv.out.contains("\n\"Chain, of two\",second,utilisation,"));
        const Outcome table = run(files + QStringList{QStringLiteral("--format"), QStringLiteral("table")});
        QVERIFY(table.out.contains("M/M/1  simulated") && table.out.contains("Chain, of two  simulated"));
    }

    void seriesAndEventsAreWritten()
    {
        const Outcome outcome = run({QStringLiteral("run"), data("retry"), QStringLiteral("--series"), place("s.csv"), QStringLiteral("--events"),
                                     place("e.csv"), QStringLiteral("--format"), QStringLiteral("table")});
        QCOMPARE(outcome.exitCode, 1);
        QVERIFY(contentOf(place("s.csv")).startsWith("t_s,node,metric,value\n0.05,callers,sent,"));
        const QByteArray events = contentOf(place("e.csv"));
        QVERIFY(events.startsWith("t_s,node,event,item\n"));
        QVERIFY(events.contains(",api,refused,") && events.contains(",api,pressed,\n"));
        QCOMPARE(left(), QStringList({QStringLiteral("e.csv"), QStringLiteral("s.csv")}));
    }

    void outputThatCannotBeWrittenGivesThree()
    {
        QCOMPARE(run({QStringLiteral("run"), data("mm1"), QStringLiteral("-o"), place("no/such/folder.json")}).exitCode, 3);
        QCOMPARE(run({QStringLiteral("run"), data("mm1"), QStringLiteral("-o"), m_folder->path()}).exitCode, 3);
        const Outcome full = run({QStringLiteral("run"), data("mm1")}, QStringLiteral("/dev/full"));
        QCOMPARE(full.exitCode, 3);
        QVERIFY2(full.error.contains("No space left"), full.error.constData());
        const Outcome fullSeries = run({QStringLiteral("run"), data("mm1"), QStringLiteral("--series"), QStringLiteral("/dev/full")});
        QCOMPARE(fullSeries.exitCode, 3);
        QCOMPARE(fullSeries.out, QByteArray());
        QCOMPARE(left(), QStringList());
    }

    void resultsNeverReplaceTheScenario()
    {
        QVERIFY(writeFile(place("a.json"), contentOf(data("mm1"))));
        QCOMPARE(run({QStringLiteral("run"), QStringLiteral("a.json"), QStringLiteral("-o"), place("a.json")}).exitCode, 2);
        QCOMPARE(contentOf(place("a.json")), contentOf(data("mm1")));
    }

    void newResultsReplaceOldOnes()
    {
        QVERIFY(writeFile(place("r.json"), "old"));
        QCOMPARE(run({QStringLiteral("run"), data("mm1"), QStringLiteral("-o"), place("r.json")}).exitCode, 0);
        QCOMPARE(object(contentOf(place("r.json")))[QStringLiteral("kind")].toString(), QStringLiteral("run"));
        QCOMPARE(left(), QStringList{QStringLiteral("r.json")});
    }

    void deadlockIsAnErrorThatDoesNotHang()
    {
        const QByteArray circle = R"json({"highwater":1,"duration":"1min","nodes":{
            "p":{"type":"producer","arrivals":"saturated","to":"a"},
            "a":{"type":"stage","queue":{"capacity":1,"whenFull":"block"},"workers":{"service":"constant(1ms)"},"to":"b"},
            "b":{"type":"stage","queue":{"capacity":1,"whenFull":"block"},"workers":{"service":"constant(1ms)"},"to":"a"}}})json";
        QVERIFY(writeFile(place("circle.json"), circle));
        const Outcome outcome = run({QStringLiteral("run"), place("circle.json")});
        QCOMPARE(outcome.exitCode, 1);
        const QJsonObject finding = object(outcome.out)[QStringLiteral("findings")].toArray()[0].toObject();
        QCOMPARE(finding[QStringLiteral("rule")].toString(), QStringLiteral("deadlock"));
        QCOMPARE(finding[QStringLiteral("severity")].toString(), QStringLiteral("error"));
    }

    void runThatCannotGoOnGivesThree()
    {
        const QByteArray loop = R"json({"highwater":1,"duration":"1min","nodes":{
            "p":{"type":"producer","arrivals":"constant(1/s)","to":"a"},"a":{"type":"stage","to":"a"}}})json";
        QVERIFY(writeFile(place("loop.json"), loop));
        const Outcome outcome = run({QStringLiteral("run"), place("loop.json")});
        QCOMPARE(outcome.exitCode, 3);
        QVERIFY2(outcome.error.contains("time stands still"), outcome.error.constData());
    }

    void interruptEndsTheRunEarlyAndWritesWhatWasMeasured_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl+C") << SIGINT;
        QTest::newRow("end of a service") << SIGTERM;
    }

    void interruptEndsTheRunEarlyAndWritesWhatWasMeasured()
    {
        QFETCH(int, signal);
        QProcess process;
        process.start(QStringLiteral(HIGHWATER_CLI), {QStringLiteral("run"), data("retry"), QStringLiteral("--duration"), QStringLiteral("100000h"),
                                                      QStringLiteral("-o"), place("r.json")});
        // The beginnings of the output show that the program is ready for signals.
        QTRY_VERIFY(!left().isEmpty());
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), signal), 0);
        QVERIFY(process.waitForFinished(60'000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardError().contains("interrupted"));
        const QJsonObject root = object(contentOf(place("r.json")));
        QCOMPARE(root[QStringLiteral("interrupted")].toBool(), true);
        QCOMPARE(root[QStringLiteral("conservation")].toObject()[QStringLiteral("ok")].toBool(), true);
        QVERIFY(root[QStringLiteral("duration_s")].toDouble() < 3.6e8);
        QCOMPARE(left(), QStringList{QStringLiteral("r.json")});
    }

    void shippedScenariosAreListedAndRunByName()
    {
        const Outcome list = run({QStringLiteral("list"), QStringLiteral("--format"), QStringLiteral("json")});
        QCOMPARE(list.exitCode, 0);
        const QJsonArray entries = QJsonDocument::fromJson(list.out).array();
        QVERIFY(!entries.isEmpty());
        const QJsonObject first = entries[0].toObject();
        const Outcome table = run({QStringLiteral("list")});
        QVERIFY(table.out.contains(first[QStringLiteral("id")].toString().toUtf8()));
        for (const char* key : {"id", "name"}) {
            const Outcome outcome = run({QStringLiteral("run"), first[QLatin1String(key)].toString(), QStringLiteral("--threads"), QStringLiteral("1")});
            QVERIFY(outcome.exitCode == 0 || outcome.exitCode == 1);
            QCOMPARE(object(outcome.out)[QStringLiteral("scenario")].toString(), first[QStringLiteral("name")].toString());
        }
    }

    void helpAndVersionAreAnswers()
    {
        const Outcome help = run({QStringLiteral("--help")});
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.out.contains("commands") && help.out.contains("exit status"));
        const Outcome runHelp = run({QStringLiteral("run"), QStringLiteral("--help")});
        QCOMPARE(runHelp.exitCode, 0);
        for (const char* option : {"--set", "--seed", "--duration", "--replications", "--confidence", "--precision", "--threads", "--no-timing",
                                   "--format", "--series", "--events", "-o OUT"}) {
            QVERIFY2(runHelp.out.contains(option), option);
        }
        for (const QByteArray& line : runHelp.out.split('\n')) {
            QVERIFY2(line.size() <= 100, line.constData());
        }
        const Outcome version = run({QStringLiteral("--version")});
        QCOMPARE(version.exitCode, 0);
        QCOMPARE(version.out, QByteArray("highwater-cli 0.1.0\n"));
    }
};

QTEST_GUILESS_MAIN(CliTest)
#include "tst_cli.moc"
