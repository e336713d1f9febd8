// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/axis_range.h"
#include "charts/mark_history.h"
#include "charts/time_axis.h"
#include "charts/time_window.h"
#include "charts/trace.h"
#include "sample_snapshot.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace highwater;

class TestChartParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stepsAreRound_data();
    void stepsAreRound();
    void axisGrowsAtOnceAndShrinksAfterAWhile();
    void axisUnitDoesNotFlutter();
    void axisLabelsSayTheUnitOnce();
    void windowShowsTheWholeScenarioAndThenSlides();
    void timeTicksAreFewAndRound_data();
    void timeTicksAreFewAndRound();
    void columnsShareBucketsThatDoNotMove();
    void marksAreRememberedPerRun();
};

void TestChartParts::stepsAreRound_data()
{
    QTest::addColumn<double>("atLeast");
    QTest::addColumn<double>("step");
    QTest::newRow("itself") << 0.2 << 0.2;
    QTest::newRow("just above") << 0.21 << 0.5;
    QTest::newRow("next power") << 5.01 << 10.0;
    QTest::newRow("thousands") << 1060.0 << 2000.0;
    QTest::newRow("nothing") << 0.0 << 1.0;
    QTest::newRow("unknown") << std::numeric_limits<double>::quiet_NaN() << 1.0;
}

void TestChartParts::stepsAreRound()
{
    QFETCH(double, atLeast);
    QFETCH(double, step);
    QCOMPARE(niceStep(atLeast), step);
}

void TestChartParts::axisGrowsAtOnceAndShrinksAfterAWhile()
{
    AxisRange range(Measurand::Rate);
    QVERIFY(range.update(90, 0));
    const double small = range.top();
    QVERIFY(small >= 90 && small <= 150);
    QVERIFY(range.update(900, 1));
    const double large = range.top();
    QVERIFY(large >= 900);
    QVERIFY(!range.update(90, 2));
    QVERIFY(!range.update(90, 4.9));
    QCOMPARE(range.top(), large);
    QVERIFY(range.update(90, 5.1));
    QCOMPARE(range.top(), small);
    // A peak in between starts the wait afresh.
    QVERIFY(range.update(900, 6));
    QVERIFY(!range.update(90, 7));
    QVERIFY(!range.update(890, 9));
    QVERIFY(!range.update(90, 11));
    QCOMPARE(range.top(), large);
    QVERIFY(range.ticks().size() <= 5);
}

void TestChartParts::axisUnitDoesNotFlutter()
{
    AxisUnit unit(Measurand::Time);
    unit.update(0.99);
    QCOMPARE(unit.factor(), 1e-3);
    unit.update(1.0);
    QCOMPARE(unit.factor(), 1.0);
    unit.update(0.81);
    QCOMPARE(unit.factor(), 1.0);
    unit.update(0.79);
    QCOMPARE(unit.factor(), 1e-3);
}

void TestChartParts::axisLabelsSayTheUnitOnce()
{
    AxisUnit time(Measurand::Time);
    time.update(1.3);
    QCOMPARE(time.label(1.2, 0.4), QStringLiteral("1.2\u2009s"));
    QCOMPARE(time.label(0, 0.4), QStringLiteral("0"));
    AxisUnit items(Measurand::Items);
    items.update(1060);
    QCOMPARE(items.label(1000, 500), QStringLiteral("1\u2009000"));
    AxisUnit bytes(Measurand::Bytes);
    bytes.update(65536);
    QCOMPARE(bytes.label(51200, 10240), QStringLiteral("50\u2009KiB"));
}

void TestChartParts::windowShowsTheWholeScenarioAndThenSlides()
{
    const auto snapshot = editable(40);
    QCOMPARE(windowOf(*snapshot), (TimeWindow{0, 300}));
    snapshot->now = runStart + std::chrono::seconds(300);
    QCOMPARE(windowOf(*snapshot), (TimeWindow{0, 300}));
    snapshot->now = runStart + std::chrono::seconds(301);
    QCOMPARE(windowOf(*snapshot), (TimeWindow{15, 315}));
    snapshot->now = runStart + std::chrono::seconds(314);
    QCOMPARE(windowOf(*snapshot), (TimeWindow{15, 315}));
}

void TestChartParts::timeTicksAreFewAndRound_data()
{
    QTest::addColumn<double>("length");
    QTest::addColumn<double>("step");
    QTest::addColumn<QString>("last");
    QTest::newRow("a second") << 1.0 << 0.2 << QStringLiteral("0:01.0");
    QTest::newRow("a minute") << 60.0 << 10.0 << QStringLiteral("1:00");
    QTest::newRow("five minutes") << 300.0 << 60.0 << QStringLiteral("5:00");
    QTest::newRow("an hour") << 3600.0 << 600.0 << QStringLiteral("1:00:00");
    QTest::newRow("a day") << 86400.0 << 18000.0 << QStringLiteral("20:00:00");
}

void TestChartParts::timeTicksAreFewAndRound()
{
    QFETCH(double, length);
    QFETCH(double, step);
    QFETCH(QString, last);
    const TimeWindow window{0, length};
    QCOMPARE(timeStep(window), step);
    const auto ticks = timeTicks(window);
    QVERIFY(!ticks.empty() && ticks.size() <= 9);
    QCOMPARE(timeLabel(ticks.back(), step), last);
}

void TestChartParts::columnsShareBucketsThatDoNotMove()
{
    const auto buckets = Buckets::of({0, 300}, 0.25, 700);
    QCOMPARE(buckets.columns, 2);
    QVERIFY(buckets.count >= 600 && buckets.count <= 601);
    const auto slid = Buckets::of({15, 315}, 0.25, 700);
    QCOMPARE(slid.bucketOf(1000), buckets.bucketOf(1000));
    QCOMPARE(slid.first, 30);
    QCOMPARE(Buckets::of({0, 300}, 0.25, 1300).columns, 1);
}

void TestChartParts::marksAreRememberedPerRun()
{
    MarkHistory history;
    history.observe(*sampleSnapshot(100));
    QCOMPARE(history.of("api").size(), std::size_t(1));
    const auto later = withApi([](StageNode& stage) { stage.queue.marks = flow::Marks{600, 300}; }, 200);
    history.observe(*later);
    QCOMPARE(history.of("api").size(), std::size_t(2));
    QCOMPARE(history.of("api").back().from, 50.0);
    QCOMPARE(history.of("api").back().marks->high, 600);
    QVERIFY(history.of("nobody").empty());
    later->generation = 2;
    history.observe(*later);
    QCOMPARE(history.of("api").size(), std::size_t(1));
    QCOMPARE(history.of("api").back().from, 0.0);
}

QTEST_GUILESS_MAIN(TestChartParts)
#include "tst_chart_parts.moc"
