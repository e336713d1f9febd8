// SPDX-License-Identifier: GPL-3.0-or-later
// What is written about a run: every name of the results format, and numbers that read back.
#include "../sim/models.h"

#include "run/experiment.h"
#include "run/json_writer.h"
#include "run/objectives.h"
#include "run/report.h"
#include "run/results_csv.h"
#include "run/results_json.h"
#include "run/results_table.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <array>
#include <cmath>
#include <limits>
#include <sstream>

using namespace highwater;
using namespace highwater::test;

namespace {

const QStringList headKeys = QStringLiteral("highwater kind version scenario mode seed duration_s warmup_s replications interrupted events "
                                            "items_completed wall_s events_per_s conservation nodes end_to_end objectives findings").split(u' ');
const QStringList producerKeys
    = QStringLiteral("type sent retried shed completed lost inside throughput_per_s loss wait_s service_s sojourn_s").split(u' ');
const QStringList stageKeys
    = QStringLiteral("type offered accepted refused refused_by dropped expired failed retried completed inside throughput_per_s loss utilisation "
                     "blocked waited all_busy in_system queue_depth queue_bytes wait_s service_s sojourn_s bloat pressure peak").split(u' ');
const QStringList timeKeys = QStringLiteral("count mean sd p50 p90 p95 p99 p999 max").split(u' ');

Objective objectiveOf(const char* text, const char* subject, const char* metric, const char* statistic, double limit)
{
    Objective objective;
    objective.text = text;
    objective.subject = subject;
    objective.metric = metric;
    objective.statistic = statistic;
    objective.limit = limit;
    return objective;
}

/// A producer with more than its stage can do, and one that sends nothing to a stage with workers without end.
Scenario overloaded()
{
    Model model;
    model.duration(20, 2);
    model.producer("p", poisson(150), 1);
    StageNode& a = model.stage("a", exponential(0.01), 10);
    a.queue.marks = flow::Marks{8, 2};
    model.producer("late", every(1000), 3);
    model.stage("idle", constant(0.01)).workers = std::nullopt;
    model.scenario().name = "Over \"load\"";
    model.scenario().objectives = {objectiveOf("a.sojourn.p99 <= 1s", "a", "sojourn", "p99", 1),
                                   objectiveOf("idle.wait.mean <= 1s", "idle", "wait", "mean", 1)};
    return model.scenario();
}

Report run(int replications = 1, const Scenario& scenario = overloaded())
{
    ExperimentOptions options;
    options.seed = 3;
    options.replications = replications;
    return reportOf(runExperiment(std::make_shared<const Scenario>(scenario), options));
}

std::string jsonText(const Report& report, bool timing = true)
{
    return resultsJson(std::span(&report, 1), timing);
}

QJsonObject parsed(const std::string& text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(text), &error);
    if (error.error != QJsonParseError::NoError) {
        qFatal("not JSON: %s", qPrintable(error.errorString()));
    }
    return document.object();
}

QJsonObject object(const QJsonObject& parent, const char* key)
{
    return parent[QLatin1String(key)].toObject();
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

/// Where each key stands in the text, in the order of the list.
bool standInOrder(const std::string& text, const QStringList& keys)
{
    std::size_t at = 0;
    for (const QString& key : keys) {
        at = text.find("\"" + key.toStdString() + "\":", at);
        if (at == std::string::npos) {
            return false;
        }
    }
    return true;
}

double number(const QJsonObject& parent, const char* key)
{
    return parent[QLatin1String(key)].toDouble(std::nan(""));
}

} // namespace

class ResultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNameOfTheFormatIsThereInItsOrder()
    {
        const std::string text = jsonText(run());
        const QJsonObject root = parsed(text);
        QCOMPARE(sorted(root.keys()), sorted(headKeys));
        QVERIFY(standInOrder(text, headKeys));
        QCOMPARE(root[QStringLiteral("kind")].toString(), QStringLiteral("run"));
        QCOMPARE(root[QStringLiteral("mode")].toString(), QStringLiteral("simulated"));
        QCOMPARE(root[QStringLiteral("version")].toString(), QStringLiteral("0.1.0"));
        QCOMPARE(root[QStringLiteral("scenario")].toString(), QStringLiteral("Over \"load\""));
        QCOMPARE(number(root, "seed"), 3.0);
        QCOMPARE(number(root, "duration_s"), 20.0);
        QCOMPARE(number(root, "warmup_s"), 2.0);
        const QJsonObject nodes = object(root, "nodes");
        QCOMPARE(nodes.size(), 4);
        QCOMPARE(sorted(object(nodes, "p").keys()), sorted(producerKeys));
        QVERIFY(standInOrder(text, producerKeys));
        for (const char* stage : {"a", "idle"}) {
            const QJsonObject node = object(nodes, stage);
            QCOMPARE(sorted(node.keys()), sorted(stageKeys));
            for (const char* times : {"wait_s", "service_s", "sojourn_s"}) {
                QCOMPARE(sorted(object(node, times).keys()), sorted(timeKeys));
            }
            QCOMPARE(sorted(object(node, "in_system").keys()), sorted({QStringLiteral("mean"), QStringLiteral("max"), QStringLiteral("empty")}));
            QCOMPARE(sorted(object(node, "queue_depth").keys()), sorted({QStringLiteral("mean"), QStringLiteral("max"), QStringLiteral("full")}));
            QCOMPARE(sorted(object(node, "queue_bytes").keys()), sorted({QStringLiteral("mean"), QStringLiteral("max")}));
            QCOMPARE(sorted(object(node, "bloat").keys()),
                     sorted(QStringLiteral("excess_p95_s excess_p99_s standing_s drain_s ratio grade").split(u' ')));
            QCOMPARE(sorted(object(node, "pressure").keys()), sorted({QStringLiteral("on_fraction"), QStringLiteral("flips")}));
        }
        QVERIFY(standInOrder(text.substr(text.find("\"stage\"") - 8), stageKeys));
        QCOMPARE(sorted(object(root, "end_to_end").keys()), sorted(QStringLiteral("sojourn_s completed loss").split(u' ')));
    }

    void countersAddUp()
    {
        const QJsonObject stage = object(object(parsed(jsonText(run())), "nodes"), "a");
        QVERIFY(number(stage, "refused") > 0);
        QCOMPARE(number(stage, "offered"), number(stage, "accepted") + number(stage, "refused"));
        QCOMPARE(number(stage, "accepted"), number(stage, "completed") + number(stage, "dropped") + number(stage, "expired")
                                                + number(stage, "failed") + number(stage, "inside"));
        QCOMPARE(number(object(stage, "refused_by"), "queue-full"), number(stage, "refused"));
    }

    void whatDoesNotApplyIsNull()
    {
        const std::string text = jsonText(run());
        QVERIFY(text.find("nan") == std::string::npos && text.find("inf,") == std::string::npos);
        const QJsonObject root = parsed(text);
        const QJsonObject idle = object(object(root, "nodes"), "idle");
        for (const char* key : {"utilisation", "blocked", "all_busy", "loss", "waited"}) {
            QVERIFY2(idle[QLatin1String(key)].isNull(), key);
        }
        QCOMPARE(number(object(idle, "wait_s"), "count"), 0.0);
        QVERIFY(object(idle, "wait_s")[QStringLiteral("mean")].isNull());
        QVERIFY(object(idle, "bloat")[QStringLiteral("grade")].isNull());
        QVERIFY(object(idle, "refused_by").isEmpty());
        const QJsonObject objective = root[QStringLiteral("objectives")].toArray()[1].toObject();
        QVERIFY(objective[QStringLiteral("value")].isNull());
        QCOMPARE(objective[QStringLiteral("met")].toBool(true), false);
    }

    void numbersReadBackAsTheSameDoubles()
    {
        const Report report = run();
        const QJsonObject sojourn = object(object(object(parsed(jsonText(report)), "nodes"), "a"), "sojourn_s");
        for (const char* name : {"mean", "sd", "p50", "p99", "max"}) {
            const Figure* figure = find(report.nodes[1].figures, "sojourn_s." + std::string(name));
            QVERIFY(figure != nullptr);
            QCOMPARE(number(sojourn, name), figure->value.value());
        }
    }

    void withoutTimingNothingDependsOnTheClock()
    {
        Report report = run();
        const std::string text = jsonText(report, false);
        QVERIFY(!parsed(text).contains(QStringLiteral("wall_s")));
        QVERIFY(!parsed(text).contains(QStringLiteral("events_per_s")));
        report.wallSeconds *= 2;
        QCOMPARE(jsonText(report, false), text);
    }

    void replicationsGiveMeansAndHalfWidths()
    {
        const Report report = run(4);
        const QJsonObject root = parsed(jsonText(report));
        QCOMPARE(number(root, "replications"), 4.0);
        QVERIFY(number(root, "events") > 0);
        const QJsonObject stage = object(object(root, "nodes"), "a");
        for (const char* name : {"offered", "throughput_per_s", "utilisation"}) {
            QCOMPARE(object(stage, name).keys(), QStringList({QStringLiteral("half_width"), QStringLiteral("mean")}));
        }
        QVERIFY(number(object(object(stage, "sojourn_s"), "p99"), "half_width") > 0);
        QVERIFY(number(object(object(stage, "refused_by"), "queue-full"), "mean") > 0);
        QVERIFY(object(stage, "bloat")[QStringLiteral("grade")].isString());
        QCOMPARE(stage[QStringLiteral("type")].toString(), QStringLiteral("stage"));
        QVERIFY(number(object(object(root, "end_to_end"), "completed"), "mean") > 0);
        const QJsonArray objectives = root[QStringLiteral("objectives")].toArray();
        QVERIFY(number(object(objectives[0].toObject(), "value"), "mean") > 0);
        QVERIFY(objectives[1].toObject()[QStringLiteral("value")].isNull());
        const QJsonObject idle = object(object(root, "nodes"), "idle");
        QVERIFY(idle[QStringLiteral("utilisation")].isNull());
        QVERIFY(object(idle, "wait_s")[QStringLiteral("mean")].isNull());
        QVERIFY(object(object(root, "nodes"), "idle")[QStringLiteral("bloat")].toObject()[QStringLiteral("grade")].isNull());
    }

    void meansOfReplicationsAreTheMeansOfTheRuns()
    {
        ExperimentOptions options;
        options.replications = 3;
        const Experiment experiment = runExperiment(std::make_shared<const Scenario>(overloaded()), options);
        double sum = 0;
        for (const RunResult& each : experiment.runs) {
            sum += static_cast<double>(stageOf(each, 1).totals.offered);
        }
        const Report report = reportOf(experiment);
        const Figure* offered = find(report.nodes[1].figures, "offered");
        QVERIFY(std::abs(offered->value.value() - sum / 3) < 1e-9 * sum);
    }

    void severalReportsAreAnArray()
    {
        const std::vector<Report> reports{run(), run()};
        const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(resultsJson(reports, true)));
        QCOMPARE(document.array().size(), 2);
        QCOMPARE(document.array()[1].toObject()[QStringLiteral("kind")].toString(), QStringLiteral("run"));
    }

    void lostItemsAreAnErrorFinding()
    {
        ExperimentOptions options;
        Experiment experiment = runExperiment(std::make_shared<const Scenario>(overloaded()), options);
        experiment.runs[0].conserved = false;
        const Report report = reportOf(experiment);
        const QJsonObject root = parsed(jsonText(report));
        QCOMPARE(object(root, "conservation")[QStringLiteral("ok")].toBool(true), false);
        const QJsonObject finding = root[QStringLiteral("findings")].toArray()[0].toObject();
        QCOMPARE(sorted(finding.keys()), sorted(QStringLiteral("rule severity where text evidence").split(u' ')));
        QCOMPARE(finding[QStringLiteral("severity")].toString(), QStringLiteral("error"));
        QVERIFY(report.failed());
    }

    void objectivesAreJudgedByTheirComparison_data()
    {
        using Comparison = Objective::Comparison;
        QTest::addColumn<int>("comparison");
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("met");
        QTest::newRow("<= at the limit") << static_cast<int>(Comparison::LessEqual) << 2.0 << true;
        QTest::newRow("<= above") << static_cast<int>(Comparison::LessEqual) << 2.1 << false;
        QTest::newRow("< at the limit") << static_cast<int>(Comparison::Less) << 2.0 << false;
        QTest::newRow("< below") << static_cast<int>(Comparison::Less) << 1.9 << true;
        QTest::newRow(">= at the limit") << static_cast<int>(Comparison::GreaterEqual) << 2.0 << true;
        QTest::newRow(">= below") << static_cast<int>(Comparison::GreaterEqual) << 1.9 << false;
        QTest::newRow("> at the limit") << static_cast<int>(Comparison::Greater) << 2.0 << false;
        QTest::newRow("> above") << static_cast<int>(Comparison::Greater) << 2.1 << true;
    }

    void objectivesAreJudgedByTheirComparison()
    {
        QFETCH(int, comparison);
        QFETCH(double, value);
        QFETCH(bool, met);
        Objective objective;
        objective.limit = 2.0;
        objective.comparison = static_cast<Objective::Comparison>(comparison);
        QCOMPARE(isMet(objective, value), met);
        QVERIFY(!isMet(objective, std::nullopt));
    }

    void objectivesFindEveryKindOfFigure_data()
    {
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("statistic");
        QTest::addColumn<QString>("figure");
        const auto row = [](const char* subject, const char* metric, const char* statistic, const char* figure) {
            QTest::newRow(figure) << QString::fromLatin1(subject) << QString::fromLatin1(metric) << QString::fromLatin1(statistic)
                                  << QString::fromLatin1(figure);
        };
        row("a", "sojourn", "p999", "sojourn_s.p999");
        row("a", "throughput", "", "throughput_per_s");
        row("a", "bloat", "excess_p95", "bloat.excess_p95_s");
        row("a", "bloat", "ratio", "bloat.ratio");
        row("a", "queue_bytes", "mean", "queue_bytes.mean");
        row("a", "pressure", "flips", "pressure.flips");
        row("a", "loss", "", "loss");
        row("p", "lost", "", "lost");
        row("end_to_end", "sojourn", "mean", "sojourn_s.mean");
        row("end_to_end", "completed", "", "completed");
    }

    void objectivesFindEveryKindOfFigure()
    {
        QFETCH(QString, subject);
        QFETCH(QString, metric);
        QFETCH(QString, statistic);
        QFETCH(QString, figure);
        const RunResult result = runExperiment(std::make_shared<const Scenario>(overloaded()), {}).runs[0];
        Objective objective;
        objective.subject = subject.toStdString();
        objective.metric = metric.toStdString();
        objective.statistic = statistic.toStdString();
        const auto found = objectiveFigure(objective, result);
        QVERIFY(found.has_value());
        QCOMPARE(QString::fromStdString(found->name), figure);
        QVERIFY(found->value.has_value());
        objective.subject = "nobody";
        QVERIFY(!objectiveValue(objective, result).has_value());
    }

    void csvHasOneRowPerNodeAndMetric()
    {
        Scenario scenario = overloaded();
        scenario.nodes[1].name = "api, \"the\" one";
        scenario.objectives.clear();
        const Report report = run(1, scenario);
        const QStringList lines = QString::fromStdString(resultsCsv(std::span(&report, 1))).split(u'\n');
        QCOMPARE(lines.front(), QStringLiteral("node,metric,value"));
        QVERIFY(lines.contains(QStringLiteral("idle,utilisation,")));
        QVERIFY(lines.filter(QStringLiteral("\"api, \"\"the\"\" one\",sojourn_s.p99,0.")).size() == 1);
        QVERIFY(lines.filter(QStringLiteral("end_to_end,completed,")).size() == 1);
        QCOMPARE(lines.back(), QString());
    }

    void csvOfReplicationsHasHalfWidths()
    {
        const std::vector<Report> reports{run(3), run(3)};
        const QStringList lines = QString::fromStdString(resultsCsv(reports)).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.front(), QStringLiteral("scenario,node,metric,mean,half_width"));
        QCOMPARE(lines.filter(QStringLiteral("objectives,a.sojourn.p99 <= 1s,")).size(), 2);
        for (const QString& line : lines) {
            QCOMPARE(line.count(u','), 4);
        }
    }

    void seriesAndEventsAreRows()
    {
        EventLog log;
        ExperimentOptions options;
        options.series.interval = fromSeconds(1);
        options.events = &log;
        const Experiment experiment = runExperiment(std::make_shared<const Scenario>(overloaded()), options);
        std::ostringstream series;
        writeSeriesHeader(series, false);
        writeSeries(series, experiment, false);
        const QStringList samples = QString::fromStdString(series.str()).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(samples.front(), QStringLiteral("t_s,node,metric,value"));
        QVERIFY(samples[1].startsWith(QStringLiteral("1,p,sent,")));
        QVERIFY(samples.back().startsWith(QStringLiteral("20,idle,")));
        QVERIFY(samples.filter(QStringLiteral("idle,sojourn_p99")).isEmpty());
        QCOMPARE(samples.filter(QStringLiteral(",a,depth_max,")).size(), 20);
        std::ostringstream events;
        writeEventsHeader(events, true);
        writeEvents(events, experiment, true);
        const QStringList rows = QString::fromStdString(events.str()).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(rows.front(), QStringLiteral("scenario,t_s,node,event,item"));
        QCOMPARE(rows.size(), static_cast<qsizetype>(log.size()) + 1);
        QCOMPARE(static_cast<std::uint64_t>(rows.filter(QStringLiteral(",a,refused,")).size()), stageOf(experiment.runs[0], 1).totals.refused);
        QVERIFY(rows.filter(QStringLiteral(",a,pressed,")).front().endsWith(u','));
    }

    void tableIsNeverWiderThanAHundredColumns()
    {
        Scenario scenario = overloaded();
        scenario.name = std::string(150, 'n');
        scenario.nodes[1].name = std::string(120, 'w');
        scenario.objectives[0] = objectiveOf((std::string(120, 'w') + ".sojourn.p99 <= 1s").c_str(), scenario.nodes[1].name.c_str(), "sojourn", "p99", 1);
        for (const int replications : {1, 3}) {
            ExperimentOptions options;
            options.replications = replications;
            Experiment experiment = runExperiment(std::make_shared<const Scenario>(scenario), options);
            experiment.deadlocked = {scenario.nodes[1].name, "idle"};
            const std::vector<Report> reports{reportOf(experiment), reportOf(experiment)};
            const QString text = QString::fromStdString(resultsTable(reports));
            QVERIFY(text.contains(QStringLiteral("simulated")));
            QVERIFY(text.contains(QStringLiteral("failed")));
            for (const QString& line : text.split(u'\n')) {
                QVERIFY2(line.size() <= 100, qPrintable(line));
            }
        }
    }

    void jsonWriterEscapesAndKeepsNumbersShort()
    {
        JsonWriter json;
        json.beginObject(JsonWriter::Layout::OneLine);
        json.key("a\"b\\\n\x01");
        json.number(0.1);
        json.key("big");
        json.count(std::numeric_limits<std::uint64_t>::max());
        json.key("none");
        json.number(std::numeric_limits<double>::infinity());
        json.key("list");
        json.beginArray();
        json.endArray();
        json.endObject();
        QCOMPARE(json.take(), std::string("{ \"a\\\"b\\\\\\n\\u0001\": 0.1, \"big\": 18446744073709551615, \"none\": null, \"list\": [] }\n"));
    }
};

QTEST_GUILESS_MAIN(ResultsTest)
#include "tst_results.moc"
