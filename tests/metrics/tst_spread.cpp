// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/histogram.h"
#include "metrics/latency_map.h"
#include "metrics/spread.h"

#include <QTest>

#include <random>

using namespace highwater;

/// Distributions that are coarse enough to be kept over time, or to be drawn.
class TestSpread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyDurationFallsIntoItsBand();
    void countsKeepToATwentiethInAByte();
    void aChunkGivesBackWhatWasCounted();
    void nothingCompletedTakesNoRoom();
    void aSpreadHasEverySampleInItsBand();
    void theShareAboveFollowsTheHistogram();
    void noSampleIsNoSpread();
};

void TestSpread::everyDurationFallsIntoItsBand()
{
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> exponent(8.01, 39.99);
    for (int i = 0; i < 20'000; ++i) {
        const auto ns = static_cast<std::uint64_t>(std::exp2(exponent(random)));
        const int band = LatencyBands::of(ns);
        const double seconds = static_cast<double>(ns) / 1e9;
        // The leading ten bits decide.
        QVERIFY(seconds >= LatencyBands::beginOf(band) * 0.998);
        QVERIFY(seconds <= LatencyBands::beginOf(band + 1) * 1.002);
    }
    QCOMPARE(LatencyBands::of(0), 0);
    QCOMPARE(LatencyBands::of(255), 0);
    QCOMPARE(LatencyBands::of(UINT64_MAX), LatencyBands::count - 1);
}

void TestSpread::countsKeepToATwentiethInAByte()
{
    QCOMPARE(codeOfCount(0), 0);
    QCOMPARE(countOfCode(0), 0.0);
    QCOMPARE(countOfCode(codeOfCount(1)), 1.0);
    for (std::uint64_t count = 1; count < UINT32_MAX; count = count * 5 / 4 + 1)
        QVERIFY(std::abs(countOfCode(codeOfCount(static_cast<std::uint32_t>(count))) / static_cast<double>(count) - 1) < 0.05);
    QVERIFY(std::abs(countOfCode(codeOfCount(UINT32_MAX)) / UINT32_MAX - 1) < 0.05);
}

void TestSpread::aChunkGivesBackWhatWasCounted()
{
    LatencyChunk chunk;
    LatencyCounts first{};
    first[10] = 1;
    first[12] = 64;
    LatencyCounts second{};
    second[0] = 3;
    second[95] = 1;
    chunk.append(first);
    chunk.append({});
    chunk.append(second);
    QCOMPARE(chunk.size(), std::size_t(3));
    QCOMPARE(chunk.at(0).first, 10);
    QCOMPARE(chunk.at(0).codes.size(), std::size_t(3));
    QCOMPARE(countOfCode(chunk.at(0).codes[0]), 1.0);
    QCOMPARE(countOfCode(chunk.at(0).codes[1]), 0.0);
    QVERIFY(std::abs(countOfCode(chunk.at(0).codes[2]) - 64) < 0.05 * 64);
    QVERIFY(chunk.at(1).codes.empty());
    QCOMPARE(chunk.at(2).first, 0);
    QCOMPARE(chunk.at(2).codes.size(), std::size_t(96));
    QVERIFY(!chunk.empty());
}

void TestSpread::nothingCompletedTakesNoRoom()
{
    LatencyChunk chunk;
    for (int i = 0; i < 64; ++i)
        chunk.append({});
    QVERIFY(chunk.empty());
    QCOMPARE(chunk.size(), std::size_t(64));
}

void TestSpread::aSpreadHasEverySampleInItsBand()
{
    Histogram histogram;
    for (const std::int64_t ns : std::initializer_list<std::int64_t>{0, 20, 700, 1023, 1024, 5'000'000, 5'100'000, 9'000'000'000})
        histogram.record(Duration(ns));
    const Spread spread = spreadOf(histogram);
    QCOMPARE(spread.total, std::uint64_t(8));
    std::uint64_t sum = 0;
    double end = 0;
    for (const auto& band : spread.bands) {
        QVERIFY(band.from >= end && band.to > band.from && band.count > 0);
        QVERIFY(band.from < 1e-6 || band.to / band.from < 1.07);
        end = band.to;
        sum += band.count;
    }
    QCOMPARE(sum, std::uint64_t(8));
    QVERIFY(spread.bands.front().from <= 0 && spread.bands.back().from <= 9 && spread.bands.back().to > 9);
}

void TestSpread::theShareAboveFollowsTheHistogram()
{
    std::mt19937_64 random(3);
    std::exponential_distribution<double> law(1 / 0.02);
    Histogram histogram;
    for (int i = 0; i < 100'000; ++i)
        histogram.record(fromSeconds(law(random)));
    const Spread spread = spreadOf(histogram);
    for (const double at : {0.001, 0.01, 0.02, 0.05, 0.1}) {
        const double exact = 1 - static_cast<double>(histogram.countAtMost(fromSeconds(at))) / 100'000;
        QVERIFY(std::abs(spread.shareAbove(at) - exact) < 0.01);
    }
    QCOMPARE(spread.shareAbove(0), 1.0);
    QCOMPARE(spread.shareAbove(1000), 0.0);
}

void TestSpread::noSampleIsNoSpread()
{
    const Spread spread = spreadOf(Histogram());
    QVERIFY(spread.bands.empty());
    QCOMPARE(spread.shareAbove(0.1), 0.0);
}

QTEST_APPLESS_MAIN(TestSpread)
#include "tst_spread.moc"
