// SPDX-License-Identifier: GPL-3.0-or-later
// Experiments: their results must not depend on threads, and their intervals must say what is true.
#include "../sim/models.h"

#include "run/experiment.h"
#include "run/interval.h"
#include "run/objectives.h"
#include "run/report.h"
#include "run/results_json.h"

#include <QtTest>

#include <array>
#include <cmath>

using namespace highwater;
using namespace highwater::test;

namespace {

std::shared_ptr<const Scenario> halfBusy(double seconds)
{
    Model model;
    model.duration(seconds, seconds / 10);
    model.producer("p", poisson(50), 1);
    model.stage("a", exponential(0.01));
    return model.share();
}

std::string textOf(const Experiment& experiment)
{
    const std::array reports{reportOf(experiment)};
    return resultsJson(reports, false);
}

/// Two stages whose workers send items into each other's full queues.
std::shared_ptr<const Scenario> circle(double shareThatLeaves)
{
    Model model;
    model.duration(60);
    model.producer("p", saturated(), 1);
    model.stage("a", exponential(0.01), 1, flow::WhenFull::Block, 2);
    StageNode& second = model.stage("b", exponential(0.01), 1, flow::WhenFull::Block, 1);
    second.to = {{1, 1.0 - shareThatLeaves}, {std::nullopt, shareThatLeaves}};
    return model.share();
}

} // namespace

class ExperimentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultsAreTheSameBytesWhateverTheThreads_data()
    {
        QTest::addColumn<int>("replications");
        QTest::addColumn<double>("precision");
        QTest::newRow("one run") << 1 << 0.0;
        QTest::newRow("seven replications") << 7 << 0.0;
        QTest::newRow("until precise") << 200 << 0.05;
        QTest::newRow("precision out of reach") << 13 << 0.0001;
    }

    void resultsAreTheSameBytesWhateverTheThreads()
    {
        QFETCH(int, replications);
        QFETCH(double, precision);
        std::vector<std::string> texts;
        for (const int threads : {1, 2, 3, 8}) {
            ExperimentOptions options;
            options.seed = 5;
            options.replications = replications;
            options.threads = threads;
            if (precision > 0) {
                options.precision = precision;
            }
            texts.push_back(textOf(runExperiment(halfBusy(10), options)));
        }
        QVERIFY(texts[0].size() > 1000);
        for (const std::string& text : texts) {
            QCOMPARE(text, texts[0]);
        }
    }

    void replicationsDifferAndTheFirstIsThatOfASingleRun()
    {
        ExperimentOptions options;
        options.seed = 5;
        const Experiment single = runExperiment(halfBusy(10), options);
        options.replications = 3;
        const Experiment several = runExperiment(halfBusy(10), options);
        QCOMPARE(several.runs.size(), std::size_t{3});
        QCOMPARE(several.runs[0].events, single.runs[0].events);
        QCOMPARE(several.runs[0].endToEndSojourn.mean, single.runs[0].endToEndSojourn.mean);
        QVERIFY(several.runs[1].endToEndSojourn.mean != several.runs[0].endToEndSojourn.mean);
        QVERIFY(several.runs[2].endToEndSojourn.mean != several.runs[1].endToEndSojourn.mean);
    }

    void studentIntervalAgreesWithTables()
    {
        // t(4) at 97.5 % is 2.776445; the values have standard deviation sqrt(2.5).
        const std::array values{1.0, 2.0, 3.0, 4.0, 5.0};
        const Interval interval = studentInterval(values, 0.95);
        QCOMPARE(interval.mean, 3.0);
        QVERIFY(std::abs(interval.halfWidth - 2.7764451 * std::sqrt(2.5 / 5.0)) < 1e-6);
        QVERIFY(std::abs(studentInterval(values, 0.99).halfWidth - 4.6040949 * std::sqrt(2.5 / 5.0)) < 1e-6);
    }

    void equalValuesHaveNoSpread()
    {
        const std::vector<double> values(7, 0.1);
        const Interval interval = studentInterval(values, 0.95);
        QCOMPARE(interval.mean, 0.1);
        QVERIFY(interval.halfWidth == 0.0);
    }

    void oneValueHasNoInterval()
    {
        const std::array values{4.0};
        QCOMPARE(studentInterval(values, 0.95).mean, 4.0);
        QVERIFY(std::isnan(studentInterval(values, 0.95).halfWidth));
        QVERIFY(std::isnan(studentInterval({}, 0.95).mean));
    }

    void intervalsHoldTheTruthAsOftenAsTheySay()
    {
        // The mean sojourn time of M/M/1 with 50/s and 10 ms is 20 ms. 99 % of 200 experiments' counts lie within 181..197.
        int held = 0;
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            ExperimentOptions options;
            options.seed = seed;
            options.replications = 6;
            const Experiment experiment = runExperiment(halfBusy(25), options);
            std::vector<double> means;
            for (const RunResult& run : experiment.runs) {
                means.push_back(run.endToEndSojourn.mean.value());
            }
            const Interval interval = studentInterval(means, 0.95);
            held += std::abs(interval.mean - 0.02) <= interval.halfWidth ? 1 : 0;
        }
        QVERIFY2(held >= 181 && held <= 197, qPrintable(QString::number(held)));
    }

    void precisionStopsWhenEveryFigureIsNarrowEnough()
    {
        ExperimentOptions options;
        options.replications = 500;
        options.precision = 0.03;
        const Experiment experiment = runExperiment(halfBusy(20), options);
        QCOMPARE(experiment.precisionReached, std::optional(true));
        QVERIFY(experiment.runs.size() > 10 && experiment.runs.size() < 500);
        std::vector<double> means;
        for (const RunResult& run : experiment.runs) {
            means.push_back(run.endToEndSojourn.mean.value());
        }
        const Interval all = studentInterval(means, 0.95);
        QVERIFY(all.halfWidth / all.mean <= 0.03 / 1.03);
    }

    void precisionLooksAtObjectivesToo()
    {
        ExperimentOptions options;
        options.replications = 500;
        options.precision = 0.05;
        const Experiment plain = runExperiment(halfBusy(10), options);
        Scenario scenario = *halfBusy(10);
        Objective objective;
        objective.text = "a.wait.max <= 10s";
        objective.subject = "a";
        objective.metric = "wait";
        objective.statistic = "max";
        objective.limit = 10;
        scenario.objectives = {objective};
        const Experiment strict = runExperiment(std::make_shared<const Scenario>(scenario), options);
        QCOMPARE(strict.precisionReached, std::optional(true));
        QVERIFY(strict.runs.size() > plain.runs.size());
    }

    void precisionOutOfReachIsSaid()
    {
        ExperimentOptions options;
        options.replications = 12;
        options.precision = 0.0001;
        const Experiment experiment = runExperiment(halfBusy(5), options);
        QCOMPARE(experiment.precisionReached, std::optional(false));
        QCOMPARE(experiment.runs.size(), std::size_t{12});
        const Report report = reportOf(experiment);
        QCOMPARE(report.findings.size(), std::size_t{1});
        QCOMPARE(report.findings[0].rule, std::string("precision-not-reached"));
        QVERIFY(!report.failed());
    }

    void interruptLeavesWhatWasMeasured()
    {
        std::atomic<bool> interrupt{false};
        ExperimentOptions options;
        options.replications = 2;
        options.threads = 2;
        options.interrupt = &interrupt;
        options.progress = [&](double fraction) {
            if (fraction > 0) {
                interrupt.store(true);
            }
        };
        const Experiment experiment = runExperiment(halfBusy(36'000'000), options);
        QVERIFY(experiment.interrupted);
        QCOMPARE(experiment.runs.size(), std::size_t{1});
        const RunResult& run = experiment.runs[0];
        QVERIFY(run.interrupted);
        QVERIFY(run.conserved);
        QVERIFY(run.events > 0);
        QVERIFY(run.reached > Duration::zero() && run.reached < experiment.scenario->duration);
        const Report report = reportOf(experiment);
        QVERIFY(report.interrupted);
        QCOMPARE(report.duration, toSeconds(run.reached));
    }

    void interruptBeforeTheBeginningStillGivesAResult()
    {
        const std::atomic<bool> interrupt{true};
        ExperimentOptions options;
        options.replications = 4;
        options.interrupt = &interrupt;
        const Experiment experiment = runExperiment(halfBusy(10), options);
        QVERIFY(experiment.interrupted);
        QCOMPARE(experiment.runs.size(), std::size_t{1});
        QCOMPARE(experiment.runs[0].events, std::uint64_t{0});
        QVERIFY(!textOf(experiment).empty());
    }

    void seriesAndEventsAreThoseOfTheFirstReplication()
    {
        Model model;
        model.duration(10);
        model.producer("p", poisson(200), 1);
        model.stage("a", exponential(0.01), 5);
        EventLog log;
        ExperimentOptions options;
        options.replications = 3;
        options.series.interval = fromSeconds(0.5);
        options.events = &log;
        const Experiment experiment = runExperiment(model.share(), options);
        QCOMPARE(experiment.series.size(), std::size_t{2});
        QCOMPARE(experiment.series[1].end, std::int64_t{20});
        std::uint64_t offered = 0;
        for (std::int64_t i = 0; i < 20; ++i) {
            offered += experiment.series[1].at(i).offered;
        }
        const StageResult& stage = stageOf(experiment.runs[0], 1);
        QCOMPARE(offered, stage.totals.offered);
        const auto refused = std::count_if(log.begin(), log.end(), [](const LoggedEvent& e) { return e.kind == LoggedEvent::Kind::Refused; });
        QVERIFY(refused > 0);
        QCOMPARE(static_cast<std::uint64_t>(refused), stage.totals.refused);
    }

    void workersThatBlockEachOtherInACircleAreADeadlock()
    {
        const Experiment experiment = runExperiment(circle(0.1), {});
        const std::vector<std::string> both{"a", "b"};
        QCOMPARE(experiment.deadlocked, both);
        QVERIFY(experiment.runs[0].conserved);
        QVERIFY(!experiment.interrupted);
        const Report report = reportOf(experiment);
        QCOMPARE(report.findings[0].rule, std::string("deadlock"));
        QCOMPARE(report.findings[0].where, std::string("/nodes/a"));
        QVERIFY(report.failed());
    }

    void aBlockedChainIsNoDeadlock()
    {
        Model model;
        model.duration(60);
        model.producer("p", saturated(), 1);
        model.stage("a", constant(0.001), 1, flow::WhenFull::Block, 2);
        model.stage("b", constant(0.001), 1, flow::WhenFull::Block, 3);
        model.stage("c", constant(1000), 1, flow::WhenFull::Block);
        QVERIFY(runExperiment(model.share(), {}).deadlocked.empty());
    }

    void aRunInWhichTimeStandsStillIsReportedAsTrouble()
    {
        Model model;
        model.duration(10);
        model.producer("p", every(1), 1);
        model.stage("a", constant(0), {}, flow::WhenFull::Reject, 1);
        const Experiment experiment = runExperiment(model.share(), {});
        QVERIFY(!experiment.trouble.empty());
        QVERIFY(!experiment.interrupted);
        const Report report = reportOf(experiment);
        QCOMPARE(report.findings[0].severity, Finding::Severity::Error);
        QVERIFY(report.duration < 10.0);
    }
};

QTEST_GUILESS_MAIN(ExperimentTest)
#include "tst_experiment.moc"
