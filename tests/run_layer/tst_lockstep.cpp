// SPDX-License-Identifier: GPL-3.0-or-later
// Variants that see the same items: what is alike differs by nothing, and small differences need few items.
#include "analysis/output_analysis.h"
#include "run/lockstep_run.h"
#include "run/lockstep_statistics.h"
#include "scenario/document.h"

#include <QtTest>

#include <cmath>

using namespace highwater;

namespace {

using Figure = LockstepFigure;

std::shared_ptr<const Scenario> read(const Checked<Document>& document)
{
    const auto scenario = document ? readScenario(*document) : Checked<Scenario>(tl::unexpected(document.error()));
    if (!scenario) {
        qFatal("the test's scenario is wrong: %s: %s", scenario.error().front().where.c_str(), scenario.error().front().message.c_str());
    }
    return std::make_shared<const Scenario>(*scenario);
}

std::shared_ptr<const Scenario> everything()
{
    return read(Document::load(HIGHWATER_SOURCE_DIR "/tests/data/everything.highwater.json"));
}

struct Single
{
    std::string service = "exponential(10ms)";
    std::string capacity = "100000";
    std::string warmup = "30s";
    std::string duration = "10min";
    std::string rate = "70/s";
};

/// One queue and one worker.
std::shared_ptr<const Scenario> single(const Single& with = {})
{
    return read(Document::parse(R"json({ "highwater": 1, "name": "Single", "duration": ")json" + with.duration + R"json(", "warmup": ")json" + with.warmup
                                + R"json(", "nodes": { "web": { "type": "producer", "arrivals": "poisson()json" + with.rate
                                + R"json()", "to": "api" }, "api": { "type": "stage", "queue": { "capacity": )json" + with.capacity
                                + R"json( }, "workers": { "count": 1, "service": ")json" + with.service + R"json(" } } } })json"));
}

Instant at(double seconds)
{
    return runStart + fromSeconds(seconds);
}

double figure(const LockstepFigures& figures, Figure which)
{
    return figures[static_cast<std::size_t>(which)].value_or(std::numeric_limits<double>::quiet_NaN());
}

const PairedDifference& difference(const LockstepResult& result, std::size_t subject, std::size_t variant, Figure which)
{
    return result.subjects[subject].differences[variant][static_cast<std::size_t>(which)];
}

LockstepResult runOf(const std::vector<std::shared_ptr<const Scenario>>& variants, double seconds, const LockstepOptions& options = {})
{
    Lockstep lockstep(variants, options);
    if (!lockstep.advanceTo(at(seconds))) {
        qFatal("the variants do not go on");
    }
    return lockstep.result();
}

void verifyNear(double value, double expected, double bound, const char* what)
{
    if (!(std::abs(value - expected) <= bound)) {
        QFAIL(qPrintable(QStringLiteral("%1 is %2, and should be %3 to within %4").arg(what).arg(value).arg(expected).arg(bound)));
    }
}

LockstepBatch batchWithLevel(double level)
{
    LockstepBatch batch;
    batch.time = std::chrono::seconds(1);
    batch.level = level;
    return batch;
}

/// The first instant at which the mean sojourns differ, looked at every ten seconds.
double secondsUntilSeen(Lockstep& lockstep, bool paired)
{
    for (double seconds = 40; seconds < 40'000; seconds += 10) {
        lockstep.advanceTo(at(seconds));
        const LockstepResult result = lockstep.result();
        const PairedDifference& mean = difference(result, 0, 1, Figure::SojournMean);
        const auto& halfWidth = paired ? mean.halfWidth : mean.unpaired;
        if (halfWidth && std::abs(*mean.value) > *halfWidth) {
            return seconds;
        }
    }
    return 1e9;
}

} // namespace

class LockstepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void variantsThatAreAlikeDifferByExactlyNothing()
    {
        const auto scenario = everything();
        const LockstepResult result = runOf({scenario, everything(), scenario}, toSeconds(scenario->duration));
        QCOMPARE(result.variants, std::size_t{3});
        QVERIFY(result.batches >= 32);
        QVERIFY(result.subjects.size() > 3);
        int intervals = 0;
        for (const LockstepSubject& subject : result.subjects) {
            for (std::size_t variant = 0; variant < 3; ++variant) {
                QVERIFY(subject.figures[variant] == subject.figures[0]);
                QVERIFY(subject.figures[0][0].has_value());
                for (const PairedDifference& each : subject.differences[variant]) {
                    QCOMPARE(each.value.value_or(0.0), 0.0);
                    QCOMPARE(each.halfWidth.value_or(0.0), 0.0);
                    QVERIFY(!each.significant());
                    QVERIFY(!each.correlated);
                    intervals += each.halfWidth ? 1 : 0;
                }
            }
        }
        QVERIFY(intervals > 30);
    }
    void theFiguresOfAVariantAreThoseOfAnOrdinaryRun()
    {
        const auto one = single({.service = "exponential(13ms)", .capacity = "20"});
        const auto two = single({.service = "exponential(12ms)", .capacity = "20"});
        const LockstepResult result = runOf({one, two}, 600);
        QCOMPARE(result.begin, at(30));
        QCOMPARE(result.batches, std::size_t{32});
        QCOMPARE(result.begin + 32 * result.batch, at(600));
        for (std::size_t variant = 0; variant < 2; ++variant) {
            Simulation alone(variant == 0 ? one : two, 1, 0, {});
            alone.runUntil(at(600));
            const RunResult run = alone.results();
            const auto& api = std::get<StageResult>(run.nodes[1].figures);
            const LockstepFigures& figures = result.subjects[1].figures[variant];
            QCOMPARE(result.subjects[1].name, std::string("api"));
            QCOMPARE(figure(figures, Figure::Throughput), api.throughput);
            QCOMPARE(figure(figures, Figure::SojournMean), *api.sojourn.mean);
            QCOMPARE(figure(figures, Figure::SojournP95), *api.sojourn.p95);
            QCOMPARE(figure(figures, Figure::SojournP99), *api.sojourn.p99);
            QCOMPARE(figure(figures, Figure::LevelMean), api.depthMean);
            QCOMPARE(figure(figures, Figure::LostShare), *api.loss);
            QCOMPARE(figure(figures, Figure::SwitchesPerMinute), static_cast<double>(api.pressureFlips) / 9.5);
            const LockstepFigures& all = result.subjects[0].figures[variant];
            QVERIFY(result.subjects[0].name.empty());
            QCOMPARE(figure(all, Figure::SojournMean), *run.endToEndSojourn.mean);
            QCOMPARE(figure(all, Figure::SojournP99), *run.endToEndSojourn.p99);
            QCOMPARE(figure(all, Figure::LostShare), *run.endToEndLoss);
            QCOMPARE(figure(all, Figure::LevelMean), api.depthMean);
        }
        const PairedDifference& mean = difference(result, 1, 1, Figure::SojournMean);
        QCOMPARE(*mean.value, figure(result.subjects[1].figures[1], Figure::SojournMean) - figure(result.subjects[1].figures[0], Figure::SojournMean));
    }
    void longRunsHaveLongerBatchesAndTheSameFigures()
    {
        const auto scenario = single({.capacity = "20", .duration = "1min"});
        Lockstep lockstep({scenario, scenario}, {});
        const Duration first = lockstep.batchLength();
        QCOMPARE(first, Duration(std::chrono::seconds(30)) / 32);
        // 63 batches, then 64 that become 32.
        lockstep.advanceTo(at(30) + 63 * first);
        QCOMPARE(lockstep.batchCount(), std::size_t{63});
        lockstep.advanceTo(at(30) + 64 * first);
        QCOMPARE(lockstep.batchCount(), std::size_t{32});
        QCOMPARE(lockstep.batchLength(), 2 * first);
        const Instant end = at(30) + 500 * first;
        lockstep.advanceTo(end + first / 2);
        QVERIFY(lockstep.batchCount() >= 32 && lockstep.batchCount() < 64);
        const LockstepResult result = lockstep.result();
        const auto whole = result.begin + static_cast<std::int64_t>(result.batches) * result.batch;
        QVERIFY(whole <= lockstep.now() && whole > lockstep.now() - result.batch);
        Simulation alone(scenario, 1, 0, {});
        alone.runUntil(whole);
        const auto& api = std::get<StageResult>(alone.results().nodes[1].figures);
        QCOMPARE(figure(result.subjects[1].figures[0], Figure::SojournP99), *api.sojourn.p99);
        QCOMPARE(figure(result.subjects[1].figures[0], Figure::SojournMean), *api.sojourn.mean);
        QCOMPARE(figure(result.subjects[1].figures[0], Figure::Throughput), api.throughput);
    }
    void variantsSeeTheSameItemsAndStandAtTheSameInstant()
    {
        Lockstep lockstep({single(), single({.service = "exponential(5ms)"}), single({.capacity = "3"})}, {});
        for (const double seconds : {0.5, 7.0, 45.0}) {
            QVERIFY(lockstep.advanceTo(at(seconds)));
            QCOMPARE(lockstep.now(), at(seconds));
            for (std::size_t i = 0; i < 3; ++i) {
                const Simulation& run = lockstep.variant(i);
                QCOMPARE(run.now(), at(seconds));
                QCOMPARE(run.producerAt(run.nodes()[0]).tally.sent, lockstep.variant(0).producerAt(lockstep.variant(0).nodes()[0]).tally.sent);
            }
        }
    }
    void theWindowBeginsWhenTheLongestWarmUpHasEnded()
    {
        const LockstepResult result = runOf({single({.warmup = "10s"}), single({.warmup = "60s"})}, 600);
        QCOMPARE(result.begin, at(60));
        QCOMPARE(result.batches, std::size_t{32});
        Simulation alone(single({.warmup = "60s"}), 1, 0, {});
        alone.runUntil(at(600));
        QCOMPARE(figure(result.subjects[0].figures[0], Figure::SojournMean), *alone.results().endToEndSojourn.mean);
    }
    /// M/M/1 at 70/s: 1 / (100 - 70) = 33.3 ms against 1 / (102.04 - 70) = 31.2 ms.
    void aServiceThatIsTwoPercentFasterIsSeenWithFewerItemsThanUnpairedRunsNeed()
    {
        const std::vector<std::shared_ptr<const Scenario>> variants{single(), single({.service = "exponential(9.8ms)"})};
        Lockstep lockstep(variants, {.batch = std::chrono::seconds(2)});
        const double paired = secondsUntilSeen(lockstep, true);
        const double unpaired = secondsUntilSeen(lockstep, false);
        qInfo("seen after %g s, and after %g s unpaired", paired, unpaired);
        QVERIFY2(paired <= 300, qPrintable(QString::number(paired)));
        QVERIFY2(unpaired >= 4 * paired, qPrintable(QString::number(unpaired)));
        lockstep.advanceTo(at(20'000));
        const LockstepResult end = lockstep.result();
        const PairedDifference& mean = difference(end, 0, 1, Figure::SojournMean);
        const double truth = 1 / (1 / 0.0098 - 70) - 1 / (100.0 - 70);
        verifyNear(*mean.value, truth, 2 * *mean.halfWidth, "the difference of the means");
        QVERIFY(mean.significant());
        QVERIFY(*mean.halfWidth * 4 < *mean.unpaired);
        QVERIFY(difference(end, 0, 1, Figure::SojournP99).significant());
        QVERIFY(difference(end, 1, 1, Figure::LevelMean).significant());
    }
    /// The interval holds the true difference as often as it says: the count of 200 lies within the binomial band of 99 %.
    void theIntervalHoldsTheTrueDifferenceAsOftenAsItSays()
    {
        const std::vector<std::shared_ptr<const Scenario>> variants{single({.duration = "6min", .rate = "50/s"}),
                                                                    single({.service = "exponential(9.8ms)", .duration = "6min", .rate = "50/s"})};
        const double truth = 1 / (1 / 0.0098 - 50) - 1 / (100.0 - 50);
        int held = 0;
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            const LockstepResult result = runOf(variants, 360, {.seed = seed});
            const PairedDifference& mean = difference(result, 0, 1, Figure::SojournMean);
            held += std::abs(*mean.value - truth) <= *mean.halfWidth ? 1 : 0;
        }
        const analysis::CoverageBand band = analysis::coverageBand(200, 0.95, 0.99);
        QVERIFY2(held >= band.low && held <= band.high, qPrintable(QString::number(held)));
    }
    void aNodeThatAVariantLacksHasNoFiguresThere()
    {
        const auto longer = read(Document::parse(R"json({ "highwater": 1, "name": "Two", "duration": "1min", "nodes": {
            "web": { "type": "producer", "arrivals": "poisson(70/s)", "to": "gate" },
            "gate": { "type": "stage", "workers": { "count": 1, "service": "constant(1ms)" }, "to": "api" },
            "api": { "type": "stage", "workers": { "count": 1, "service": "exponential(10ms)" } } } })json"));
        const LockstepResult result = runOf({longer, single({.warmup = "0s"})}, 60);
        QCOMPARE(result.subjects.size(), std::size_t{3});
        QCOMPARE(result.subjects[1].name, std::string("gate"));
        QVERIFY(result.subjects[1].figures[0][0].has_value());
        QVERIFY(!result.subjects[1].figures[1][0].has_value());
        QVERIFY(!difference(result, 1, 1, Figure::Throughput).value.has_value());
        QVERIFY(difference(result, 2, 1, Figure::Throughput).value.has_value());
    }
    void withoutEnoughBatchesThereIsNoInterval()
    {
        Lockstep lockstep({single(), single({.service = "exponential(9ms)"})}, {});
        lockstep.advanceTo(at(20));
        QCOMPARE(lockstep.result().batches, std::size_t{0});
        QVERIFY(!difference(lockstep.result(), 0, 1, Figure::Throughput).value.has_value());
        lockstep.advanceTo(at(30) + 7 * lockstep.batchLength());
        const LockstepResult seven = lockstep.result();
        QVERIFY(difference(seven, 0, 1, Figure::SojournMean).value.has_value());
        QVERIFY(!difference(seven, 0, 1, Figure::SojournMean).halfWidth.has_value());
        lockstep.advanceTo(at(30) + 8 * lockstep.batchLength());
        QVERIFY(difference(lockstep.result(), 0, 1, Figure::SojournMean).halfWidth.has_value());
    }
    void percentilesNeedAsManySamplesAsTheyHaveNines()
    {
        LockstepBatch batch;
        batch.time = std::chrono::seconds(1);
        Histogram histogram;
        for (int i = 1; i <= 99; ++i) {
            histogram.record(std::chrono::milliseconds(i));
        }
        batch.sojourn = histogram.moments();
        batch.sojourns = partsOf(histogram);
        QVERIFY(batch.quantile(0.95).has_value());
        QVERIFY(!batch.quantile(0.99).has_value());
        histogram.record(std::chrono::milliseconds(100));
        batch.sojourn = histogram.moments();
        batch.sojourns = partsOf(histogram);
        verifyNear(batch.quantile(0.99).value_or(0), 0.099, 0.0001, "the p99");
        // Twice the same batch has the same percentiles and moments.
        LockstepBatch twice = batch;
        twice.add(batch);
        QCOMPARE(twice.quantile(0.99), batch.quantile(0.99));
        QCOMPARE(twice.quantile(0.95), batch.quantile(0.95));
        QCOMPARE(twice.sojourn.count, std::uint64_t{200});
        QCOMPARE(twice.sojourns.size(), batch.sojourns.size());
    }
    void batchesThatDependOnTheirNeighboursAreMergedOrFlagged()
    {
        const auto level = static_cast<std::size_t>(Figure::LevelMean);
        std::vector<LockstepBatch> flat;
        std::vector<LockstepBatch> rising;
        std::vector<LockstepBatch> pairs;
        std::vector<LockstepBatch> swinging;
        for (int i = 0; i < 32; ++i) {
            flat.push_back(batchWithLevel(5));
            rising.push_back(batchWithLevel(5 + i));
            pairs.push_back(batchWithLevel(i / 2 % 2 == 0 ? 5 : 7));
            swinging.push_back(batchWithLevel(i % 2 == 0 ? 5 : 7));
        }
        const PairedDifference rises = differencesOf(flat, rising, 0.95)[level];
        QCOMPARE(*rises.value, 15.5);
        QVERIFY(rises.correlated);
        QCOMPARE(rises.batches, 8);
        const PairedDifference swings = differencesOf(flat, swinging, 0.95)[level];
        QVERIFY(!swings.correlated);
        QCOMPARE(swings.batches, 32);
        // Twice 5, twice 7, ...: neighbours differ every second time, and their correlation is near 0.
        QVERIFY(!differencesOf(flat, pairs, 0.95)[level].correlated);
        QCOMPARE(*differencesOf(flat, pairs, 0.95)[level].value, 1.0);
    }

    // --- the thread
    void aRunOnItsThreadComesToTheSameEnd()
    {
        const std::vector<std::shared_ptr<const Scenario>> variants{single(), single({.service = "exponential(9.8ms)"})};
        LockstepRun run(variants, {});
        QTRY_VERIFY_WITH_TIMEOUT(run.finished(), 30000);
        QCOMPARE(run.progress(), 1.0);
        const auto latest = run.latest();
        QVERIFY(latest);
        QCOMPARE(latest->now, at(600));
        const LockstepResult expected = runOf(variants, 600);
        for (std::size_t i = 0; i < lockstepFigureCount; ++i) {
            QCOMPARE(latest->subjects[0].differences[1][i].value, expected.subjects[0].differences[1][i].value);
            QCOMPARE(latest->subjects[0].differences[1][i].halfWidth, expected.subjects[0].differences[1][i].halfWidth);
        }
        QVERIFY(latest->troubles[0].empty() && latest->troubles[1].empty());
    }
    void aRunThatIsCancelledEndsAndKeepsWhatItHas()
    {
        LockstepRun run({single({.duration = "1000h"}), single({.duration = "1000h"})}, {.batch = std::chrono::seconds(10)});
        QTRY_VERIFY_WITH_TIMEOUT(run.latest() && run.latest()->batches >= 8, 30000);
        QVERIFY(!run.finished());
        run.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(run.finished(), 30000);
        QVERIFY(run.progress() < 1.0);
        QCOMPARE(*difference(*run.latest(), 0, 1, Figure::SojournMean).value, 0.0);
    }
    void aVariantThatCannotGoOnEndsTheRunAndSaysWhy()
    {
        const auto endless = read(Document::parse(R"json({ "highwater": 1, "name": "Loop", "duration": "10s", "nodes": {
            "web": { "type": "producer", "arrivals": "poisson(70/s)", "to": "api" },
            "api": { "type": "stage", "workers": { "count": 1, "service": "constant(0s)" }, "to": "back" },
            "back": { "type": "stage", "workers": { "count": 1, "service": "constant(0s)" }, "to": "api" } } })json"));
        LockstepRun run({single({.warmup = "0s", .duration = "10s"}), endless}, {});
        QTRY_VERIFY_WITH_TIMEOUT(run.finished(), 30000);
        QVERIFY(run.latest()->troubles[0].empty());
        QVERIFY(!run.latest()->troubles[1].empty());
        QVERIFY(run.progress() < 1.0);
    }
};

QTEST_GUILESS_MAIN(LockstepTest)
#include "tst_lockstep.moc"
