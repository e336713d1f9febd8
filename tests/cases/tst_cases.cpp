// SPDX-License-Identifier: GPL-3.0-or-later
// The verification cases of queueing theory: the simulator must agree with closed forms within their tolerances, and
// its own intervals must hold the truth as often as they say.
#include "case_figures.h"
#include "case_file.h"
#include "case_models.h"

#include "run/experiment.h"
#include "run/interval.h"

#include <QtTest>

#include <cmath>

using namespace highwater;

namespace {

constexpr int replications = 10;
/// 99 %, two-sided, 9 degrees of freedom: for counting how often the intervals hold the truth.
constexpr double wide = 0.99;
/// More jobs than a case asks for: its tolerance is then four standard errors rather than three.
constexpr double spare = 2.0;
constexpr int coverageExperiments = 200;

} // namespace

class CasesTest : public QObject
{
    Q_OBJECT

    int m_figures = 0;
    int m_held = 0;
    int m_experiments = 0;
    int m_covered = 0;

    void compareFigure(const QJsonObject& object, const QString& name, int index, double expected,
                       const Experiment& experiment)
    {
        std::vector<double> values;
        for (const RunResult& run : experiment.runs) {
            const auto value = figureOf(object, name, index, run);
            QVERIFY2(value.has_value(), qPrintable(QStringLiteral("no figure for %1").arg(name)));
            values.push_back(*value);
        }
        const Interval interval = studentInterval(values, wide);
        const double allowed = allowanceOf(object, name, expected);
        ++m_figures;
        m_held += std::abs(interval.mean - expected) <= interval.halfWidth || interval.mean == expected ? 1 : 0;
        QVERIFY2(std::abs(interval.mean - expected) <= allowed,
                 qPrintable(QStringLiteral("%1%2: got %3 ± %4, expected %5 ± %6")
                                .arg(name, index < 0 ? QString() : QStringLiteral("[%1]").arg(index))
                                .arg(interval.mean)
                                .arg(interval.halfWidth)
                                .arg(expected)
                                .arg(allowed)));
    }

    void compareAll(const QJsonObject& object, const Experiment& experiment)
    {
        const QJsonObject expected = object[QStringLiteral("expected")].toObject();
        for (const QString& name : expected.keys()) {
            const QJsonArray values = expected[name].toArray();
            for (int i = 0; i < values.size(); ++i) {
                compareFigure(object, name, i, values[i].toDouble(), experiment);
            }
            if (!expected[name].isArray()) {
                compareFigure(object, name, -1, expected[name].toDouble(), experiment);
            }
        }
    }

private Q_SLOTS:
    void statisticalCaseAgrees_data()
    {
        QTest::addColumn<QJsonObject>("object");
        for (const QJsonValue& each : allCases()) {
            QJsonObject object = each.toObject();
            if (!isStatistical(object)) {
                continue;
            }
            const QString id = object[QStringLiteral("id")].toString();
            QTest::newRow(qPrintable(id)) << object;
            if (id == QStringLiteral("open-40-deadline")) {
                // The same loss, whether an item leaves when its patience ends or when its turn comes after the
                // deadline.
                QJsonObject parameters = object[QStringLiteral("params")].toObject();
                parameters[QStringLiteral("deadline")] =
                    parameters.take(QStringLiteral("patience"))[QStringLiteral("value")];
                object[QStringLiteral("params")] = parameters;
                QTest::newRow("open-40-deadline, seen when the turn comes") << object;
            }
        }
    }

    void statisticalCaseAgrees()
    {
        QFETCH(QJsonObject, object);
        const double jobs = object[QStringLiteral("tolerance")].toObject()[QStringLiteral("min_jobs")].toDouble();
        ExperimentOptions options;
        // Draws depend on seeds and names alone: every case needs a seed of its own, or all would share their luck.
        options.seed = object[QStringLiteral("id")].toString().mid(5, 2).toULongLong();
        options.replications = replications;
        const auto model = modelOf(object, spare * jobs / replications);
        QVERIFY(model);
        const Experiment experiment = runExperiment(model, options);
        double completed = 0;
        for (const RunResult& run : experiment.runs) {
            QVERIFY(run.conserved);
            completed += *figureOf(object, QStringLiteral("jobs"), -1, run);
        }
        QVERIFY2(completed >= jobs, qPrintable(QString::number(completed)));
        compareAll(object, experiment);
    }

    /// Runs after all rows of the test above.
    void wideIntervalsHoldTheTruthInNineteenOfTwentyFigures()
    {
        QVERIFY(m_figures > 300);
        qInfo("99 %% intervals hold the truth in %d of %d figures", m_held, m_figures);
        QVERIFY(m_held >= m_figures * 95 / 100);
    }

    void patienceAndADeadlineLoseTheSameItems()
    {
        const QJsonObject object = caseOf(QStringLiteral("open-40-deadline"));
        const auto patient = modelOf(object, 20000);
        Scenario dated = *patient;
        auto& producer = std::get<ProducerNode>(dated.nodes[0].kind);
        producer.deadline = fromSeconds(producer.patience->a);
        producer.patience.reset();
        std::array<Counters, 2> totals;
        for (const std::size_t which : {0u, 1u}) {
            Simulation simulation(which == 0 ? patient : std::make_shared<const Scenario>(dated), 40, 0, {});
            simulation.runUntil(Instant(dated.duration));
            totals[which] = std::get<StageResult>(simulation.results().nodes[1].figures).totals;
        }
        QCOMPARE(totals[0].offered, totals[1].offered);
        QCOMPARE(totals[0].completed, totals[1].completed);
        // Those whose turn has not come yet are still inside.
        QCOMPARE(totals[0].expired + totals[0].inside, totals[1].expired + totals[1].inside);
        QVERIFY(totals[0].expired > 3000);
    }

    void open41FirstTwentyFiveDelaysFromEmptyAgree()
    {
        const QJsonObject expected = caseOf(QStringLiteral("open-41-first25"))[QStringLiteral("expected")].toObject();
        Scenario scenario;
        scenario.duration = std::chrono::hours(1);
        ProducerNode producer;
        producer.arrivals.rate = 1.0;
        producer.to = {{1, 1.0}};
        StageNode stage;
        stage.service = {Distribution::Law::Exponential, 0.9, 0, 0, 1, nullptr, "exponential"};
        std::array<double, 2> sums{};
        const int runs = caseOf(QStringLiteral("open-41-first25"))[QStringLiteral("tolerance")]
                             .toObject()[QStringLiteral("replications")]
                             .toInt();
        for (std::size_t which = 0; which < 2; ++which) {
            producer.items = which == 0 ? 24 : 25;
            Scenario limited = scenario;
            limited.nodes = {{"source", producer}, {"s1", stage}};
            const auto shared = std::make_shared<const Scenario>(limited);
            for (int r = 0; r < runs; ++r) {
                Simulation simulation(shared, 7, static_cast<std::uint64_t>(r), {});
                simulation.runUntil(Instant(std::chrono::hours(1)));
                const auto& node = simulation.nodes()[1];
                sums[which] +=
                    simulation.stageAt(node).metrics.wait().moments().mean() * static_cast<double>(*producer.items);
            }
        }
        // The same draws with one job less: the difference is the delay of the last job.
        const double meanOf25 = sums[1] / runs / 25;
        const double delayOfLast = (sums[1] - sums[0]) / runs;
        const double mean = expected[QStringLiteral("mean_delay_first_25")].toDouble();
        const double last = expected[QStringLiteral("delay_of_job_25")].toDouble();
        QVERIFY2(std::abs(meanOf25 - mean) <= 0.02 * mean, qPrintable(QString::number(meanOf25)));
        QVERIFY2(std::abs(delayOfLast - last) <= 0.02 * last, qPrintable(QString::number(delayOfLast)));
    }

    void open42NominalIntervalsCoverTheTruth_data()
    {
        // In parts: one that takes too long is no fault of the simulator.
        QTest::addColumn<int>("first");
        for (int first = 0; first < coverageExperiments; first += 20) {
            QTest::addRow("open-42-coverage, experiments from %d", first) << first;
        }
    }

    void open42NominalIntervalsCoverTheTruth()
    {
        QFETCH(int, first);
        const QJsonObject object = caseOf(QStringLiteral("open-42-coverage"));
        const double truth = object[QStringLiteral("expected")].toObject()[QStringLiteral("W")].toDouble();
        Scenario scenario;
        ProducerNode producer;
        producer.arrivals.rate = 0.7;
        producer.to = {{1, 1.0}};
        StageNode stage;
        stage.service = {Distribution::Law::Exponential, 1.0, 0, 0, 1, nullptr, "exponential"};
        scenario.nodes = {{"source", producer}, {"s1", stage}};
        scenario.warmup = fromSeconds(2000 / 0.7);
        scenario.duration = fromSeconds(22000 / 0.7);
        const auto shared = std::make_shared<const Scenario>(scenario);
        for (int i = first; i < first + 20; ++i) {
            ExperimentOptions options;
            options.seed = static_cast<std::uint64_t>(1000 + i); // neighbouring seeds share nothing
            options.replications = 10;
            std::vector<double> means;
            for (const RunResult& run : runExperiment(shared, options).runs) {
                means.push_back(*run.endToEndSojourn.mean);
            }
            const Interval interval = studentInterval(means, 0.95);
            ++m_experiments;
            m_covered += std::abs(interval.mean - truth) <= interval.halfWidth ? 1 : 0;
        }
        if (m_experiments < coverageExperiments) {
            return;
        }
        const QJsonObject expected = object[QStringLiteral("expected")].toObject();
        qInfo("95 %% intervals hold the truth %d times of %d", m_covered, m_experiments);
        QVERIFY(m_covered >= expected[QStringLiteral("accept_low")].toInt());
        QVERIFY(m_covered <= expected[QStringLiteral("accept_high")].toInt());
    }
};

QTEST_GUILESS_MAIN(CasesTest)
#include "tst_cases.moc"
