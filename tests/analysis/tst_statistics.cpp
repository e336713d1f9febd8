// SPDX-License-Identifier: GPL-3.0-or-later
// Statistics of output, scalability, responsiveness and the rules of overload control.
#include "analysis/matrix.h"
#include "analysis/output_analysis.h"
#include "analysis/overload_rules.h"
#include "analysis/power_series.h"
#include "analysis/responsiveness.h"
#include "analysis/scalability.h"
#include "analysis/sequence.h"

#include <QtTest>

#include <cmath>

using namespace highwater;
using namespace highwater::analysis;

namespace {

bool near(double got, double expected, double relative)
{
    return std::abs(got - expected) <= relative * std::abs(expected);
}

} // namespace

class StatisticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void studentQuantilesMatchTheTable()
    {
        const QList<std::pair<int, double>> rows{{1, 12.706}, {2, 4.303}, {4, 2.776}, {9, 2.262}, {19, 2.093}, {29, 2.045}};
        for (const auto& [freedom, t] : rows) {
            std::vector<double> values(static_cast<std::size_t>(freedom) + 1);
            values[0] = 1.0;
            QVERIFY(std::abs(meanInterval(values, 0.95).t - t) < 6e-4);
        }
    }
    void aSeriesWithoutWarmupIsNotCut()
    {
        std::vector<double> series;
        for (int i = 0; i < 500; ++i) {
            series.push_back(i % 10 < 5 ? 1.0 : 2.0);
        }
        QCOMPARE(mserTruncation(series, 5).index, std::size_t{0});
    }
    void cancellationDoesNotMoveTheCut()
    {
        std::vector<double> low;
        std::vector<double> high;
        for (int i = 0; i < 300; ++i) {
            low.push_back(10 * std::exp(-i / 12.0) + (7919 * i % 101) / 101.0);
            high.push_back(low.back() + 1e9);
        }
        QCOMPARE(mserTruncation(high, 5).index, mserTruncation(low, 5).index);
        QVERIFY(near(mserTruncation(high, 5).statistic, mserTruncation(low, 5).statistic, 1e-4));
    }
    void aSeriesThatOnlyFallsIsTooShort()
    {
        std::vector<double> series;
        for (int i = 0; i < 100; ++i) {
            series.push_back(-i);
        }
        QVERIFY(mserTruncation(series, 5).atLimit);
    }
    void coverageBandsAreThoseOfTheBinomialLaw()
    {
        const CoverageBand band = coverageBand(200, 0.95, 0.99);
        QCOMPARE(band.low, std::int64_t{181});
        QCOMPARE(band.high, std::int64_t{197});
    }

    void measuredScalabilityIsFitted()
    {
        const ScalabilityLaw law{0.03, 0.0007, 91};
        const std::vector<double> loads{1, 2, 4, 8, 16, 32, 64};
        std::vector<double> throughputs;
        for (const double n : loads) {
            throughputs.push_back(law.throughput(n));
        }
        const auto fitted = fittedScalability(loads, throughputs);
        QVERIFY(fitted);
        QVERIFY(near(fitted->sigma, law.sigma, 1e-6) && near(fitted->kappa, law.kappa, 1e-6) && near(fitted->gamma, law.gamma, 1e-6));
        const std::vector<double> few{1, 2};
        QVERIFY(!fittedScalability(few, few));
        QVERIFY(!ScalabilityLaw({0.1, 0, 1}).peak());
    }
    void gradesOfBloatHaveTheirLimits()
    {
        QCOMPARE(networkGrade(4.9), std::string_view("A+"));
        QCOMPARE(networkGrade(5), std::string_view("A"));
        QCOMPARE(networkGrade(59.9), std::string_view("B"));
        QCOMPARE(networkGrade(60), std::string_view("C"));
        QCOMPARE(networkGrade(399), std::string_view("D"));
        QCOMPARE(networkGrade(400), std::string_view("F"));
    }
    void trimmedMeansLeaveOutTheSlowest()
    {
        std::vector<double> values(20, 10.0);
        values[3] = 1000.0;
        QCOMPARE(trimmedMean(values), 10.0);
        QCOMPARE(trimmedMean(std::vector<double>{7.0}), 7.0);
        const Responsiveness plain = responsivenessOf({40, std::nullopt, 60, 150});
        QCOMPARE(plain.foreign, 1200.0);
    }

    void retriesAddUp()
    {
        const RetryAmplification r = retryAmplification(1.0, 3, 4, 0.1);
        QCOMPARE(r.attempts, 3.0);
        QCOMPARE(r.worstCase, 81.0);
        QCOMPARE(r.success, 0.0);
        QCOMPARE(retryAmplification(0.5, 1, 1, 0.5).budgeted, 1.0); // nobody retries
    }
    void throttlesOnlyRefuseWhatIsTooMuch()
    {
        const ThrottleBalance calm = throttleBalance(2, 150, 100);
        QCOMPARE(calm.refusedLocally, 0.0);
        QCOMPARE(calm.sent, 150.0);
        QCOMPARE(calm.refusedByBackend, 50.0);
    }
    void limitsHoldWhileFewAreInside()
    {
        const std::vector<double> roundTrips(5, 10.0);
        const std::vector<double> few(5, 1.0);
        QCOMPARE(gradient2Limits({}, roundTrips, few).back(), 20.0);
    }

    void seriesOfPowersInvert()
    {
        std::vector<double> series(1000);
        for (std::size_t i = 0; i < series.size(); ++i) {
            series[i] = 1.0 / static_cast<double>((i + 1) * (i + 1));
        }
        const std::vector<double> one = productOf(series, reciprocalOf(series));
        QVERIFY(near(one[0], 1.0, 1e-14));
        QVERIFY(std::all_of(one.begin() + 1, one.end(), [](double term) { return std::abs(term) < 1e-14; }));
    }
    void matricesInvertAndGrow()
    {
        Matrix rates(2, 2);
        rates(0, 0) = -3;
        rates(0, 1) = 3;
        rates(1, 1) = -2;
        const Matrix later = exponential(rates, 0.7);
        QVERIFY(near(later(0, 0), std::exp(-2.1), 1e-14));
        QVERIFY(near(later(0, 1), 3 * (std::exp(-1.4) - std::exp(-2.1)), 1e-14));
        const Matrix one = rates * inverse(rates);
        QVERIFY(near(one(0, 0), 1, 1e-15) && std::abs(one(0, 1)) < 1e-15);
    }
    void formulasFollowTheRulesOfArithmetic()
    {
        const auto value = [](std::string_view formula) { return sequenceOf(formula).value_or(std::vector<double>{std::nan("")}).front(); };
        QCOMPARE(value("1 + 2 i, i = 3..3"), 7.0);
        QCOMPARE(value("-2^2, i = 0..0"), -4.0);
        QCOMPARE(value("(7919 i) mod 101, i = 10..12"), 6.0);
        QCOMPARE(value("8/4/2, i = 0..0"), 1.0);
        QCOMPARE(value("2 sqrt(i) (1 + 1), i = 9..9"), 12.0);
        for (const char* wrong : {"2 +, i = 0..1", "(2, i = 0..1", "foo(i), i = 0..1", "j, i = 0..1", "i, i = 1..0", "i",
                                  "i, i = 0..9999999", "1/i, i = 0..1"}) {
            QVERIFY2(!sequenceOf(wrong), wrong);
        }
    }
};

QTEST_GUILESS_MAIN(StatisticsTest)
#include "tst_statistics.moc"
