// SPDX-License-Identifier: GPL-3.0-or-later
// The calculator as its users meet it: every verification case is answered by its formula, and wrong questions get an answer that helps.
#include "analysis/calculator.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <array>
#include <cmath>

using namespace highwater;

namespace {

QJsonArray allCases()
{
    QFile file(QStringLiteral(HIGHWATER_SOURCE_DIR "/tests/cases/open_cases.json"));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("open_cases.json is missing");
    }
    return QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("cases")].toArray();
}

/// The function that a case's model asks for, by how the model begins.
const char* functionOf(const QString& model)
{
    static const QList<std::pair<const char*, const char*>> functions{{"M/M/1/K", "mm1k"},
                                                                      {"M/M/c/K", "mmck"},
                                                                      {"M/M/c/c", "mmck"},
                                                                      {"M/M/c+M", "erlang-a"},
                                                                      {"M/M/1+D", "deadline"},
                                                                      {"M/M/1-PS", "processor-sharing"},
                                                                      {"M/M/1 non-preemptive", "priority"},
                                                                      {"M/M/1 preemptive", "priority"},
                                                                      {"M/M/1 from empty", "first-delays"},
                                                                      {"M/M/1", "mm1"},
                                                                      {"M/M/c", "mmc"},
                                                                      {"M/D/1", "md1"},
                                                                      {"M/G/1", "mg1"},
                                                                      {"D/M/1", "gim1"},
                                                                      {"E2/M/1", "gim1"},
                                                                      {"M^[X]/M/1", "batch"},
                                                                      {"MMPP(2)/M/1", "mmpp"},
                                                                      {"formula: GI/G/1", "gg1-approximations"},
                                                                      {"open tandem", "jackson"},
                                                                      {"open Jackson", "jackson"},
                                                                      {"saturated tandem", "blocking-tandem"},
                                                                      {"tandem with loss", "blocking-tandem"},
                                                                      {"closed network", "mva"},
                                                                      {"window", "window"},
                                                                      {"machine repairman", "repairman"},
                                                                      {"CI coverage", "coverage"},
                                                                      {"Student-t", "t-interval"},
                                                                      {"MSER-5", "mser5"},
                                                                      {"CoDel", "codel"},
                                                                      {"client-side adaptive throttling", "throttle"},
                                                                      {"token bucket", "token-bucket"},
                                                                      {"AWS back-off", "backoff-contention"},
                                                                      {"retry amplification", "retry-amplification"},
                                                                      {"Universal", "usl"},
                                                                      {"Netflix Gradient2", "gradient2"},
                                                                      {"Netflix Vegas", "vegas"},
                                                                      {"responsiveness", "responsiveness"},
                                                                      {"random number", "random-vectors"}};
    for (const auto& [beginning, function] : functions) {
        if (model.startsWith(QLatin1String(beginning))) {
            return function;
        }
    }
    return "";
}

QJsonObject answerOf(const char* function, const QJsonObject& arguments)
{
    const auto answer = analysis::calculate(function, QJsonDocument(arguments).toJson().toStdString());
    if (!answer) {
        qWarning("%s: %s", answer.error()[0].where.c_str(), answer.error()[0].message.c_str());
        return {};
    }
    return QJsonDocument::fromJson(QByteArray::fromStdString(*answer)).object();
}

QJsonObject answerTo(const char* function, const std::vector<std::string_view>& words)
{
    const auto answer = analysis::calculateWords(function, words);
    return answer ? QJsonDocument::fromJson(QByteArray::fromStdString(*answer)).object() : QJsonObject();
}

/// What is wrong with a question, all in one.
QByteArray faultsOf(const char* function, const std::vector<std::string_view>& words)
{
    QByteArray text;
    const auto answer = analysis::calculateWords(function, words);
    for (const Error& fault : answer ? Faults() : answer.error()) {
        text += QByteArray::fromStdString(fault.where + ": " + fault.message + '\n');
    }
    return text;
}

void compareValue(const QString& name, const QJsonValue& got, const QJsonValue& expected, double allowed)
{
    if (expected.isArray()) {
        QCOMPARE(got.toArray().size(), expected.toArray().size());
        for (qsizetype i = 0; i < expected.toArray().size(); ++i) {
            compareValue(QStringLiteral("%1[%2]").arg(name).arg(i), got.toArray()[i], expected.toArray()[i], allowed);
        }
        return;
    }
    if (!expected.isDouble()) {
        QCOMPARE(got, expected);
        return;
    }
    const double miss = std::abs(got.toDouble(std::nan("")) - expected.toDouble());
    QVERIFY2(miss <= allowed * std::abs(expected.toDouble()),
             qPrintable(
                 QStringLiteral("%1: got %2, expected %3").arg(name).arg(got.toDouble(), 0, 'g', 16).arg(expected.toDouble(), 0, 'g', 16)));
}

double allowedFor(const QJsonObject& object, const QString& metric)
{
    const QJsonObject tolerance = object[QStringLiteral("tolerance")].toObject();
    const QString id = object[QStringLiteral("id")].toString();
    if (id == QStringLiteral("open-48-jitter100")) {
        // The one case that is simulated.
        const QJsonObject own = tolerance[QStringLiteral("per_metric")].toObject()[metric].toObject();
        return own[QStringLiteral("rel")].toDouble(tolerance[QStringLiteral("rel")].toDouble());
    }
    const bool onLattice = id == QStringLiteral("open-17-mln-80") && metric.contains(QStringLiteral("_p"));
    return onLattice ? 1e-6 : tolerance[QStringLiteral("kind")].toString() == QStringLiteral("exact") ? 1e-9 : 1e-11;
}

} // namespace

class CalculatorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCaseIsAnsweredByItsFormula_data()
    {
        QTest::addColumn<QJsonObject>("object");
        const QJsonArray cases = allCases();
        QCOMPARE(cases.size(), 54);
        for (const QJsonValue& each : cases) {
            QTest::newRow(qPrintable(each.toObject()[QStringLiteral("id")].toString())) << each.toObject();
        }
    }
    void everyCaseIsAnsweredByItsFormula()
    {
        QFETCH(QJsonObject, object);
        const char* function = functionOf(object[QStringLiteral("model")].toString());
        const QJsonObject answer = answerOf(function, object[QStringLiteral("params")].toObject());
        const QJsonObject expected = object[QStringLiteral("expected")].toObject();
        for (const QString& name : expected.keys()) {
            QVERIFY2(answer.contains(name), qPrintable(name));
            compareValue(name, answer[name], expected[name], allowedFor(object, name));
        }
    }

    void neighboursOfAFunctionAnswerTheSame_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QByteArray>("neighbour");
        QTest::newRow("sharing") << QStringLiteral("open-34-ps") << QByteArray("mm1");
        QTest::newRow("batches") << QStringLiteral("open-35-batch") << QByteArray("mm1");
        QTest::newRow("jumps") << QStringLiteral("open-36-mmpp") << QByteArray("mm1");
        QTest::newRow("priorities") << QStringLiteral("open-37-prio-np") << QByteArray("mg1");
        QTest::newRow("deadline") << QStringLiteral("open-40-deadline") << QByteArray("erlang-a");
        QTest::newRow("first delays") << QStringLiteral("open-41-first25") << QByteArray("mm1");
        QTest::newRow("window") << QStringLiteral("open-32-window") << QByteArray("mva");
        QTest::newRow("repairman") << QStringLiteral("open-33-repairman") << QByteArray("mva");
    }
    void neighboursOfAFunctionAnswerTheSame()
    {
        QFETCH(QString, id);
        QFETCH(QByteArray, neighbour);
        const QJsonArray cases = allCases();
        const auto at =
            std::find_if(cases.begin(), cases.end(), [&](const QJsonValue& each) { return each.toObject()[QStringLiteral("id")] == id; });
        const QJsonObject object = (*at).toObject();
        const QJsonObject parameters = object[QStringLiteral("params")].toObject();
        const QJsonObject answer = answerOf(functionOf(object[QStringLiteral("model")].toString()), parameters);
        QVERIFY(!answer.isEmpty());
        QCOMPARE(answerOf(neighbour.constData(), parameters), answer);
    }

    void wordsBuildTheArguments()
    {
        const QJsonObject answer = answerTo("mm1", {"arrival.rate=0.8", "service.mean=1"});
        QCOMPARE(answer[QStringLiteral("L")].toDouble(), 4.0);
        QCOMPARE(answerTo("mm1", {"arrival={\"dist\":\"exp\",\"rate\":0.8}", "service.rate=1"}), answer);
        QCOMPARE(answerTo("mm1", {"arrival=poisson(0.8/s)", "service=exponential(1s)"}), answer);
        QCOMPARE(answerTo("mm1", {"arrival.rate=48/min", "service.mean=1000ms"}), answer);
    }
    void numbersAreTheShortestThatReadBack()
    {
        const auto answer =
            analysis::calculateWords("mmc", std::vector<std::string_view>{"arrival.rate=900", "service.mean=0.001", "servers=1"});
        QVERIFY(answer);
        QVERIFY(answer->find("\"throughput\": 900,") != std::string::npos);
        QVERIFY(answer->find("\"utilization\": 0.9,") != std::string::npos);
    }
    void aDocumentNamesItsFunction()
    {
        const auto answer = analysis::calculateDocument(R"({ "function": "usl", "args": { "sigma": 0, "kappa": 0.01 } })");
        QVERIFY(answer);
        QVERIFY(answer->find("\"N_peak\": 10,") != std::string::npos);
        QVERIFY(!analysis::calculateDocument("[]"));
        QVERIFY(!analysis::calculateDocument("{ \"args\": {} }"));
        QVERIFY(!analysis::calculateDocument("{ \"function\": 3 }"));
        QVERIFY(!analysis::calculateDocument("{ \"function\": \"usl\", \"args\": [] }"));
        QVERIFY(!analysis::calculateDocument("{ \"function\": \"usl\", "));
    }

    void wrongQuestionsAreAnsweredWithHelp_data()
    {
        QTest::addColumn<QByteArray>("function");
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const char* function, const QStringList& words, const char* message) {
            QTest::newRow(name) << QByteArray(function) << words << QByteArray(message);
        };
        const QString rate = QStringLiteral("arrival.rate=0.8");
        const QString mean = QStringLiteral("service.mean=1");
        row("unknown function", "mm11", {}, "did you mean \"mm1\"?");
        row("all functions are listed", "nonsense", {}, "\"blocking-tandem\"");
        row("unknown argument", "mm1", {QStringLiteral("arival.rate=1"), mean}, "did you mean \"arrival\"?");
        row("the arguments are listed", "mm1", {QStringLiteral("x=1")}, "\n  service ");
        row("unknown part", "mm1", {QStringLiteral("arrival.rat=1"), mean}, "did you mean \"rate\"?");
        row("unknown law", "mg1", {rate, QStringLiteral("service.dist=erlank"), QStringLiteral("service.mean=1")},
            "did you mean \"erlang\"?");
        row("missing argument", "mm1", {rate}, "service: is missing");
        row("no number", "mm1", {rate, QStringLiteral("service.mean=slow")}, "but it is \"slow\"");
        row("below zero", "mm1", {rate, QStringLiteral("service.mean=-1")}, "a number above 0");
        row("no whole number", "mmc", {rate, mean, QStringLiteral("servers=1.5")}, "a whole number");
        row("no word", "mm1", {QStringLiteral("arrival")}, "NAME=VALUE");
        row("twice", "mm1", {rate, QStringLiteral("arrival.rate=1")}, "stands twice");
        row("into a value", "mm1", {QStringLiteral("arrival.rate=1"), QStringLiteral("arrival.rate.x=1")}, "leads into a value");
        row("no steady state", "mm1", {QStringLiteral("arrival.rate=2"), mean}, "below 1");
        row("several servers", "mm1", {rate, mean, QStringLiteral("servers=2")}, "mmc");
        row("a bound", "mm1", {rate, mean, QStringLiteral("capacity=2")}, "mm1k");
        row("no bound", "mm1k", {rate, mean}, "capacity: is missing");
        row("too small", "mmck", {rate, mean, QStringLiteral("servers=4"), QStringLiteral("capacity=2")}, "at least the number of servers");
        row("another law", "mm1", {rate, QStringLiteral("service.dist=det"), QStringLiteral("service.value=1")}, "mg1");
        row("no closed form", "mmck",
            {rate, QStringLiteral("service.dist=det"), QStringLiteral("service.value=1"), QStringLiteral("capacity=5")}, "exponential");
        row("unstable station", "jackson", {rate, QStringLiteral("service_mean=[0.5,2]")}, "station 1");
        row("endless routing", "jackson", {rate, QStringLiteral("service_mean=[0.5]"), QStringLiteral("routing={\"0\":{\"0\":1}}")},
            "never leave");
        row("too many shares", "jackson",
            {rate, QStringLiteral("service_mean=[0.5]"), QStringLiteral("routing={\"0\":{\"0\":0.7,\"out\":0.7}}")}, "more than 1");
        row("buffers that do not fit", "blocking-tandem", {QStringLiteral("service_rates=[1,1]"), QStringLiteral("buffers=[1,1]")},
            "buffers");
        row("an immense line", "blocking-tandem", {QStringLiteral("service_rates=[1,1,1]"), QStringLiteral("buffers=[9999,9999]")},
            "states");
        row("one value", "t-interval", {QStringLiteral("data=[1]")}, "two values");
        row("a broken formula", "mser5", {QStringLiteral("series=x = 2 + , i = 0..9")}, "series: ");
        row("a formula without a range", "mser5", {QStringLiteral("series=x = 2 i")}, "ends with its range");
    }
    void wrongQuestionsAreAnsweredWithHelp()
    {
        QFETCH(QByteArray, function);
        QFETCH(QStringList, words);
        QFETCH(QByteArray, message);
        std::vector<std::string> texts;
        std::vector<std::string_view> views;
        for (const QString& word : words) {
            texts.push_back(word.toStdString());
        }
        views.assign(texts.begin(), texts.end());
        const QByteArray faults = faultsOf(function.constData(), views);
        QVERIFY2(faults.contains(message), faults.constData());
    }

    void everyFunctionTellsItsArguments()
    {
        const auto functions = analysis::calculators();
        QVERIFY(functions.size() > 30);
        for (const analysis::CalculatorInfo& each : functions) {
            QVERIFY2(!each.summary.empty() && !each.arguments.empty(), std::string(each.name).c_str());
        }
        for (const char* name : {"mm1",
                                 "mmc",
                                 "mm1k",
                                 "mmck",
                                 "mg1",
                                 "md1",
                                 "gim1",
                                 "erlang-a",
                                 "jackson",
                                 "mva",
                                 "blocking-tandem",
                                 "gg1-approximations",
                                 "t-interval",
                                 "mser5",
                                 "usl",
                                 "gradient2",
                                 "vegas",
                                 "responsiveness",
                                 "backoff-contention",
                                 "random-vectors"}) {
            QVERIFY2(std::any_of(functions.begin(), functions.end(), [name](const auto& each) { return each.name == name; }), name);
        }
    }

    void formulasOfASeriesAreComputed()
    {
        const QJsonObject bucket = answerTo("token-bucket", {"rate_per_s=1", "burst=1", "arrivals=t = 2 (i + 1)^2/4 - 500 ms, i = 0..3"});
        // 0, 1.5, 4, 7.5 seconds: all are admitted.
        QCOMPARE(bucket[QStringLiteral("accepted")].toDouble(), 4.0);
        const QJsonObject cut = answerTo("mser5", {"series=x = sqrt(4) cos(pi i), i = 0..99", "batch=2"});
        QVERIFY(std::abs(cut[QStringLiteral("mser_statistic")].toDouble()) < 1e-25);
    }
    void contentionIsTheSameForTheSameSeed()
    {
        const std::vector<std::string_view> words{"clients=10", "replications=3", "seed=5"};
        QCOMPARE(answerTo("backoff-contention", words), answerTo("backoff-contention", words));
        QVERIFY(answerTo("backoff-contention", words) != answerTo("backoff-contention", {"clients=10", "replications=3", "seed=6"}));
    }
};

QTEST_GUILESS_MAIN(CalculatorTest)
#include "tst_calculator.moc"
