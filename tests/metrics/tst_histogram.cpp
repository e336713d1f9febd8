// SPDX-License-Identifier: GPL-3.0-or-later
#include "metrics/histogram.h"
#include "sim/random.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace highwater;

class HistogramTest : public QObject
{
    Q_OBJECT

    static std::vector<std::int64_t> samples(std::uint64_t seed, int count, double spread)
    {
        Draws draws(seed);
        std::vector<std::int64_t> values;
        for (int i = 0; i < count; ++i) {
            values.push_back(static_cast<std::int64_t>(std::exp(spread * draws.uniform())));
        }
        return values;
    }
    static Histogram histogramOf(const std::vector<std::int64_t>& values)
    {
        Histogram histogram;
        for (const std::int64_t value : values) {
            histogram.record(Duration(value));
        }
        return histogram;
    }

private Q_SLOTS:
    void everyCellHoldsItsMiddleAndLiesWithinATenthOfAPercent()
    {
        Draws draws(1);
        for (int i = 0; i < 200000; ++i) {
            const auto value = static_cast<std::uint64_t>(std::exp(43.0 * draws.uniform()));
            const auto place = HistogramCells::placeOf(value);
            const std::uint64_t middle = HistogramCells::middleOf(place);
            const auto again = HistogramCells::placeOf(middle);
            QCOMPARE(again.block, place.block);
            QCOMPARE(again.cell, place.cell);
            const double error = std::abs(static_cast<double>(middle) - static_cast<double>(value)) / static_cast<double>(value);
            QVERIFY(error <= 0.001);
        }
    }

    void placesGrowWithTheValueWithoutGaps()
    {
        auto last = HistogramCells::placeOf(0);
        for (std::uint64_t value = 1; value < 5000; ++value) {
            const auto place = HistogramCells::placeOf(value);
            const bool same = place.block == last.block && place.cell == last.cell;
            const bool next = place.block == last.block && place.cell == last.cell + 1;
            const bool nextBlock = place.block == last.block + 1 && place.cell == 0
                                   && last.cell + 1 == HistogramCells::cellsOf(last.block);
            QVERIFY(same || next || nextBlock);
            last = place;
        }
    }

    void quantilesAgreeWithASortToATenthOfAPercent_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("spread");
        QTest::newRow("one sample") << 1 << 20.0;
        QTest::newRow("two samples") << 2 << 20.0;
        QTest::newRow("a hundred") << 100 << 20.0;
        QTest::newRow("ten thousand over nine decades") << 10000 << 21.0;
        QTest::newRow("nanoseconds") << 1000 << 5.0;
    }
    void quantilesAgreeWithASortToATenthOfAPercent()
    {
        QFETCH(int, count);
        QFETCH(double, spread);
        auto values = samples(7, count, spread);
        const Histogram histogram = histogramOf(values);
        std::sort(values.begin(), values.end());
        for (const double p : {0.0, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0}) {
            const auto rank = std::max<std::size_t>(1, static_cast<std::size_t>(std::ceil(p * count - 1e-9)));
            const double exact = static_cast<double>(values[rank - 1]) / 1e9;
            QVERIFY2(std::abs(histogram.quantile(p) - exact) <= 0.001 * exact, qPrintable(QString::number(p)));
        }
        QCOMPARE(*histogram.summary().max, static_cast<double>(values.back()) / 1e9);
    }

    void zeroAndMaximumAreExact()
    {
        Histogram histogram;
        for (int i = 0; i < 60; ++i) {
            histogram.record(Duration(0));
        }
        for (int i = 0; i < 40; ++i) {
            histogram.record(Duration(123456789));
        }
        const TimeSummary s = histogram.summary();
        QCOMPARE(*s.p50, 0.0);
        QVERIFY(std::abs(*s.p99 - 0.123456789) <= 0.001 * 0.123456789);
        QCOMPARE(*s.max, 0.123456789);
        QCOMPARE(histogram.moments().positive, std::uint64_t{40});
    }

    void meanAndDeviationAreExactEvenForEqualLargeValues()
    {
        Histogram histogram;
        for (int i = 0; i < 1000; ++i) {
            histogram.record(std::chrono::hours(24 * 365));
        }
        QCOMPARE(*histogram.summary().mean, 31536000.0);
        QCOMPARE(*histogram.summary().sd, 0.0);
        Histogram two;
        two.record(std::chrono::seconds(1));
        two.record(std::chrono::seconds(3));
        QCOMPARE(*two.summary().mean, 2.0);
        QVERIFY(std::abs(*two.summary().sd - std::sqrt(2.0)) < 1e-12);
    }

    void mergingIsExactAndInAnyOrder()
    {
        const auto a = samples(1, 5000, 20.0);
        const auto b = samples(2, 3000, 12.0);
        const auto c = samples(3, 10, 25.0);
        std::vector<std::int64_t> all = a;
        all.insert(all.end(), b.begin(), b.end());
        all.insert(all.end(), c.begin(), c.end());
        Histogram forward = histogramOf(a);
        forward.add(histogramOf(b));
        forward.add(histogramOf(c));
        Histogram backward = histogramOf(c);
        backward.add(histogramOf(b));
        backward.add(histogramOf(a));
        QVERIFY(forward == histogramOf(all));
        QVERIFY(backward == histogramOf(all));
    }

    void intervalsFoldIntoTheSameHistogramAsSinglesWould()
    {
        const auto values = samples(9, 4000, 18.0);
        Histogram whole;
        Histogram folded;
        IntervalHistogram interval;
        std::vector<IntervalHistogram::Part> parts;
        std::uint64_t inParts = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            whole.record(Duration(values[i]));
            interval.record(Duration(values[i]));
            if (i % 333 == 0) {
                interval.drain(folded, parts);
                for (const auto& part : parts) {
                    inParts += part.count;
                }
            }
        }
        interval.drain(folded, parts);
        for (const auto& part : parts) {
            inParts += part.count;
        }
        QVERIFY(folded == whole);
        QCOMPARE(inParts, std::uint64_t{values.size()});
        QCOMPARE(interval.moments().count, std::uint64_t{0});
    }

    void aRollingHistogramHasTheQuantilesOfWhatIsInIt()
    {
        static constexpr std::array<double, 6> levels{0.0, 0.1, 0.5, 0.95, 0.99, 1.0};
        constexpr std::size_t window = 3;
        RollingHistogram rolling;
        std::vector<std::vector<IntervalHistogram::Part>> parts;
        std::vector<Histogram> intervals;
        Draws draws(6);
        for (std::uint64_t round = 0; round < 40; ++round) {
            IntervalHistogram now;
            const auto values = samples(round, static_cast<int>(300 * draws.uniform()), 3.0 + 30.0 * draws.uniform());
            for (const std::int64_t value : values) {
                now.record(Duration(value));
            }
            Histogram rest;
            parts.emplace_back();
            now.drain(rest, parts.back());
            intervals.push_back(histogramOf(values));
            std::for_each(parts.back().begin(), parts.back().end(), [&rolling](const auto& part) { rolling.add(part); });
            Histogram inside;
            for (std::size_t i = intervals.size() - std::min(window, intervals.size()); i < intervals.size(); ++i) {
                inside.add(intervals[i]);
            }
            std::array<double, levels.size()> expected{};
            std::array<double, levels.size()> found{};
            inside.quantiles(levels, inside.count(), expected);
            rolling.quantiles(levels, inside.count(), found);
            if (inside.count() > 0) {
                QVERIFY(found == expected);
            } else {
                QVERIFY(std::isnan(found.front()) && std::isnan(found.back()));
            }
            if (parts.size() >= window) {
                const auto& oldest = parts[parts.size() - window];
                std::for_each(oldest.begin(), oldest.end(), [&rolling](const auto& part) { rolling.remove(part); });
            }
        }
    }

    void anEmptyHistogramHasNoFigures()
    {
        const TimeSummary s = Histogram().summary();
        QCOMPARE(s.count, std::uint64_t{0});
        QVERIFY(!s.mean && !s.sd && !s.p50 && !s.p999 && !s.max);
    }
};

QTEST_GUILESS_MAIN(HistogramTest)
#include "tst_histogram.moc"
