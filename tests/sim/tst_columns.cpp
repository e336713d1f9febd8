// SPDX-License-Identifier: GPL-3.0-or-later
#include "models.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace highwater;
using namespace highwater::test;

namespace {

SeriesOptions every100Milliseconds(std::int64_t kept = INT64_MAX)
{
    SeriesOptions options;
    options.interval = std::chrono::milliseconds(100);
    options.window = 5;
    options.columnsKept = kept;
    return options;
}

} // namespace

/// What a column keeps beside its percentiles: how the times are spread, and the attempts that came to nothing.
class TestColumns : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSpreadOfAColumnHasItsVisits();
    void theSpreadLiesWhereTheTimesAre();
    void oldSpreadsGoWithTheirColumns();
    void whoGivesUpIsCountedAndSoIsWhatIsDoneForNobody();
    void withoutTimeoutsNothingIsDead();
};

void TestColumns::theSpreadOfAColumnHasItsVisits()
{
    Model model;
    model.duration(30).producer("p", poisson(90), 1);
    model.stage("a", exponential(0.01), 1000);
    auto simulation = model.simulation(3, every100Milliseconds());
    simulation.runUntil(at(30));
    const Series series = simulation.stageAt(simulation.nodes()[1]).recorder.series();
    QCOMPARE(series.latency.size(), series.chunks.size());
    QCOMPARE(series.end, std::int64_t(300));
    for (std::int64_t i = series.first; i < series.end; ++i) {
        double sum = 0;
        for (const auto code : series.latencyAt(i).codes)
            sum += countOfCode(code);
        const auto completed = static_cast<double>(series.at(i).completed);
        QVERIFY(std::abs(sum - completed) <= 0.05 * completed);
    }
}

void TestColumns::theSpreadLiesWhereTheTimesAre()
{
    Model model;
    model.duration(10).producer("p", every(0.1), 1);
    model.stage("a", constant(0.02), 1000);
    auto simulation = model.simulation(1, every100Milliseconds());
    simulation.runUntil(at(10));
    const Series series = simulation.stageAt(simulation.nodes()[1]).recorder.series();
    const int band = LatencyBands::of(20'000'000);
    int seen = 0;
    for (std::int64_t i = series.first; i < series.end; ++i) {
        const auto view = series.latencyAt(i);
        if (view.codes.empty())
            continue;
        QCOMPARE(view.first, band);
        QCOMPARE(view.codes.size(), std::size_t(1));
        seen += static_cast<int>(std::lround(countOfCode(view.codes[0])));
    }
    QVERIFY(seen >= 98);
}

void TestColumns::oldSpreadsGoWithTheirColumns()
{
    Model model;
    model.duration(60).producer("p", poisson(50), 1);
    model.stage("a", exponential(0.01), 100);
    auto simulation = model.simulation(1, every100Milliseconds(100));
    simulation.runUntil(at(60));
    const Series series = simulation.stageAt(simulation.nodes()[1]).recorder.series();
    QVERIFY(series.first > 0);
    QCOMPARE(series.latency.size(), series.chunks.size());
    const auto completed = static_cast<double>(series.at(series.end - 1).completed);
    double sum = 0;
    for (const auto code : series.latencyAt(series.end - 1).codes)
        sum += countOfCode(code);
    QVERIFY(std::abs(sum - completed) <= 0.05 * completed);
}

void TestColumns::whoGivesUpIsCountedAndSoIsWhatIsDoneForNobody()
{
    // 25 a second come, 20 are served: the queue grows until the waits pass what the senders have patience for.
    Model model;
    auto& producer = model.duration(10).producer("p", every(0.04), 1);
    producer.timeout = fromSeconds(0.5);
    model.stage("a", constant(0.05), 1000);
    auto simulation = model.simulation(1, every100Milliseconds());
    simulation.runUntil(at(10));
    const auto& state = simulation.producerAt(simulation.nodes()[0]);
    const Series series = state.recorder.series();
    std::uint64_t timedOut = 0;
    std::uint64_t dead = 0;
    for (std::int64_t i = series.first; i < series.end; ++i) {
        timedOut += series.at(i).timedOut;
        dead += series.at(i).dead;
    }
    QVERIFY(timedOut > 20);
    QVERIFY(dead > 20);
    QVERIFY(dead <= timedOut);
    QCOMPARE(timedOut, state.tally.timedOut);
    QCOMPARE(dead, state.tally.dead);
    // Everything the stage completes is somebody's success or dead work.
    const auto& totals = simulation.stageAt(simulation.nodes()[1]).metrics.totals;
    QCOMPARE(totals.completed, state.tally.completed + state.tally.dead);
}

void TestColumns::withoutTimeoutsNothingIsDead()
{
    Model model;
    model.duration(10).producer("p", poisson(200), 1);
    model.stage("a", exponential(0.01), 100);
    auto simulation = model.simulation(1, every100Milliseconds());
    simulation.runUntil(at(10));
    const auto& tally = simulation.producerAt(simulation.nodes()[0]).tally;
    QCOMPARE(tally.timedOut, std::uint64_t(0));
    QCOMPARE(tally.dead, std::uint64_t(0));
}

QTEST_APPLESS_MAIN(TestColumns)
#include "tst_columns.moc"
