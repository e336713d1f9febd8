// SPDX-License-Identifier: GPL-3.0-or-later
// `calc` and `theory` as a user meets them: what goes where, and how it ends.
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace {

struct Outcome
{
    int exitCode = -1;
    QByteArray out;
    QByteArray error;
};

Outcome run(const QStringList& arguments, const QString& folder = {})
{
    QProcess process;
    if (!folder.isEmpty()) {
        process.setWorkingDirectory(folder);
    }
    process.start(QStringLiteral(HIGHWATER_CLI), arguments);
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit) {
        return {};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

Outcome calc(const QStringList& arguments, const QString& folder = {})
{
    return run(QStringList{QStringLiteral("calc")} + arguments, folder);
}
Outcome theory(const QStringList& arguments)
{
    return run(QStringList{QStringLiteral("theory")} + arguments);
}

QString data(const char* name)
{
    return QStringLiteral(HIGHWATER_TEST_DATA "/%1.highwater.json").arg(QLatin1String(name));
}

void writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
}

} // namespace

class CalcTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordsAreAnsweredWithJson()
    {
        const Outcome outcome = calc({QStringLiteral("mm1"), QStringLiteral("arrival.rate=0.8"), QStringLiteral("service.mean=1")});
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.error, QByteArray());
        QCOMPARE(QJsonDocument::fromJson(outcome.out).object()[QStringLiteral("W")].toDouble(), 5.0);
    }
    void aFileHoldsFunctionAndArguments()
    {
        const QTemporaryDir folder;
        writeFile(folder.filePath(QStringLiteral("line.json")),
                  R"({ "function": "blocking-tandem", "args": { "service_rates": [1, 1, 1], "buffers": [0, 0] } })");
        const Outcome outcome = calc({QStringLiteral("line.json")}, folder.path());
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY(qFuzzyCompare(QJsonDocument::fromJson(outcome.out).object()[QStringLiteral("throughput")].toDouble(), 22.0 / 39.0));
        const Outcome written = calc({QStringLiteral("line.json"), QStringLiteral("-o"), QStringLiteral("out.json")}, folder.path());
        QCOMPARE(written.exitCode, 0);
        QCOMPARE(written.out, QByteArray());
        QFile file(folder.filePath(QStringLiteral("out.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), outcome.out);
    }
    void wrongQuestionsEndWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const QStringList& arguments, const char* message) {
            QTest::newRow(name) << arguments << QByteArray(message);
        };
        row("no function", {}, "FUNCTION or a FILE.json");
        row("unknown function", {QStringLiteral("mm11")}, "did you mean \"mm1\"?");
        row("unknown argument", {QStringLiteral("usl"), QStringLiteral("sigm=1")}, "did you mean \"sigma\"?");
        row("its arguments", {QStringLiteral("usl"), QStringLiteral("sigm=1")}, "usl takes\n  sigma ");
        row("no steady state", {QStringLiteral("mm1"), QStringLiteral("arrival.rate=1"), QStringLiteral("service.mean=1")},
            "no steady state");
        row("no such file", {QStringLiteral("nowhere.json")}, "cannot be read");
        row("more behind a file", {QStringLiteral("nowhere.json"), QStringLiteral("x=1")}, "behind a file");
        row("unknown option", {QStringLiteral("mm1"), QStringLiteral("--seed")}, "no option");
    }
    void wrongQuestionsEndWithTwo()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, message);
        const Outcome outcome = calc(arguments);
        QCOMPARE(outcome.exitCode, 2);
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY2(outcome.error.contains(message), outcome.error.constData());
    }
    void helpListsTheFunctions()
    {
        const Outcome outcome = calc({QStringLiteral("--help")});
        QCOMPARE(outcome.exitCode, 0);
        for (const char* name : {"mm1:", "erlang-a:", "blocking-tandem:", "random-vectors:", "first-delays:"}) {
            QVERIFY2(outcome.out.contains(name), name);
        }
        const QList<QByteArray> lines = outcome.out.split('\n');
        QVERIFY(std::all_of(lines.begin(), lines.end(), [](const QByteArray& line) { return line.size() <= 110; }));
    }

    void theoryStandsBesideRuns()
    {
        const Outcome outcome = theory({data("mm1"), QStringLiteral("--replications"), QStringLiteral("3")});
        QCOMPARE(outcome.exitCode, 0);
        QCOMPARE(outcome.error, QByteArray());
        const QJsonObject root = QJsonDocument::fromJson(outcome.out).object();
        QCOMPARE(root[QStringLiteral("kind")].toString(), QStringLiteral("theory"));
        QCOMPARE(root[QStringLiteral("replications")].toInt(), 3);
        const QJsonObject subjects = root[QStringLiteral("subjects")].toObject();
        QVERIFY(subjects.contains(QStringLiteral("end_to_end")));
        int models = 0;
        for (const QJsonValue& subject : subjects) {
            models += subject.toObject()[QStringLiteral("model")].toString() == QStringLiteral("M/M/1/501") ? 1 : 0;
        }
        QCOMPARE(models, 2);
        const Outcome table =
            theory({data("mm1"), QStringLiteral("--replications"), QStringLiteral("3"), QStringLiteral("--format=table")});
        QVERIFY(table.out.contains("api  M/M/1/501\n"));
        QVERIFY(table.out.contains("inside"));
    }
    void theoryTellsWhyThereIsNone()
    {
        const Outcome outcome =
            theory({data("retry"), QStringLiteral("--replications"), QStringLiteral("1"), QStringLiteral("--format=table")});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.out.contains("No closed form: "), outcome.out.constData());
    }
    void theoryRefusesWhatItDoesNotTake()
    {
        QCOMPARE(theory({}).exitCode, 2);
        QCOMPARE(theory({QStringLiteral("nowhere.json")}).exitCode, 2);
        QCOMPARE(theory({data("mm1"), data("mm1")}).exitCode, 2);
        QCOMPARE(theory({data("mm1"), QStringLiteral("--format=csv")}).exitCode, 2);
        QVERIFY(theory({data("mm1"), QStringLiteral("--replication=3")}).error.contains("did you mean \"--replications\"?"));
    }
};

QTEST_GUILESS_MAIN(CalcTest)
#include "tst_calc.moc"
