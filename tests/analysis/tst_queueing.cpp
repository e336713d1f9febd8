// SPDX-License-Identifier: GPL-3.0-or-later
// Single stations: published tables, and relations that hold between models whatever the parameters.
#include "analysis/laws.h"
#include "analysis/queueing_single.h"
#include "analysis/queueing_special.h"
#include "analysis/waiting_law.h"

#include <QtTest>

#include <array>
#include <cmath>
#include <memory>

using namespace highwater;
using namespace highwater::analysis;

namespace {

using Law = Distribution::Law;

Distribution law(Law kind, double a, double b = 0, double c = 0, int phases = 1)
{
    return {kind, a, b, c, phases, nullptr, "law"};
}
Distribution constant(double value)
{
    return Distribution::constant(value, "constant");
}

bool near(double got, double expected, double relative)
{
    return std::abs(got - expected) <= relative * std::abs(expected);
}

/// A law of each kind that theory meets, with mean 1.
QList<std::pair<const char*, Distribution>> someLaws()
{
    Distribution mixture = law(Law::Mixture, 0);
    mixture.points = std::make_shared<const Distribution::Points>(Distribution::Points{{0.5, 0.8}, {3.0, 0.2}});
    return {{"exponential", exponentialLaw(1)},          {"erlang", law(Law::Erlang, 1, 0, 0, 4)},
            {"hyperexponential", law(Law::Hyperexponential, 1, 5)}, {"mixture", mixture},
            {"lognormal", law(Law::Lognormal, 1, 1.5)},  {"gamma", law(Law::Gamma, 1, 0.7)},
            {"weibull", law(Law::Weibull, 1, 0.8)},      {"uniform", law(Law::Uniform, 0.25, 1.75)},
            {"bounded pareto", law(Law::BoundedPareto, 0.4, 40, 1.8)}};
}

} // namespace

class QueueingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void erlangFormulasMatchTheTable_data()
    {
        QTest::addColumn<int>("servers");
        QTest::addColumn<double>("load");
        QTest::addColumn<double>("blocked");
        QTest::addColumn<double>("waits");
        QTest::newRow("1, .5") << 1 << 0.5 << 0.333333 << 0.5;
        QTest::newRow("2, .7") << 2 << 0.7 << 0.289941 << 0.576471;
        QTest::newRow("5, .8") << 5 << 0.8 << 0.199067 << 0.554113;
        QTest::newRow("10, .95") << 10 << 0.95 << 0.191379 << 0.825586;
        QTest::newRow("20, .8") << 20 << 0.8 << 0.064411 << 0.256078;
        QTest::newRow("50, .95") << 50 << 0.95 << 0.078176 << 0.629095;
        QTest::newRow("100, .95") << 100 << 0.95 << 0.048804 << 0.506457;
    }
    void erlangFormulasMatchTheTable()
    {
        QFETCH(int, servers);
        QFETCH(double, load);
        QFETCH(double, blocked);
        QFETCH(double, waits);
        QVERIFY(std::abs(erlangB(servers, load * servers) - blocked) < 6e-7);
        QVERIFY(std::abs(erlangC(servers, load * servers) - waits) < 6e-7);
    }
    void constantServiceMatchesTheTable_data()
    {
        QTest::addColumn<double>("load");
        QTest::addColumn<double>("mean");
        QTest::addColumn<double>("p50");
        QTest::addColumn<double>("p95");
        QTest::addColumn<double>("p99");
        QTest::newRow(".3") << 0.3 << 0.2143 << 0.0 << 1.0708 << 1.8909;
        QTest::newRow(".5") << 0.5 << 0.5 << 0.0 << 2.0506 << 3.3363;
        QTest::newRow(".7") << 0.7 << 1.1667 << 0.7298 << 4.1029 << 6.4855;
        QTest::newRow(".8") << 0.8 << 2.0 << 1.2759 << 6.6203 << 10.3559;
        QTest::newRow(".95") << 0.95 << 9.5 << 6.4807 << 29.1162 << 44.9378;
    }
    void constantServiceMatchesTheTable()
    {
        QFETCH(double, load);
        QFETCH(double, mean);
        QFETCH(double, p50);
        QFETCH(double, p95);
        QFETCH(double, p99);
        const StationFigures s = *mg1(load, constant(1));
        QVERIFY(std::abs(*s.wait - mean) < 5.1e-5);
        QVERIFY(std::abs((*s.waitQuantiles)[0] - p50) < 5.1e-5);
        QVERIFY(std::abs((*s.waitQuantiles)[2] - p95) < 5.1e-5);
        QVERIFY(std::abs((*s.waitQuantiles)[3] - p99) < 5.1e-5);
        QVERIFY(near((*s.sojournQuantiles)[3], (*s.waitQuantiles)[3] + 1.0, 1e-14));
    }
    void constantServiceStaysExactNearFullLoad()
    {
        // Far out the tail is exponential: exp(-t x) with load (exp(t) - 1) = t.
        for (const double load : {0.95, 0.99, 0.999}) {
            double decay = 2.0 * (1.0 - load);
            for (int i = 0; i < 100; ++i) {
                decay -= (load * std::expm1(decay) - decay) / (load * std::exp(decay) - 1.0);
            }
            const StationFigures s = *mg1(load, constant(1));
            const double decade = (*s.waitQuantiles)[4] - (*s.waitQuantiles)[3]; // from 1 % to 0.1 %
            QVERIFY(near(decade, std::log(10.0) / decay, 1e-6));
        }
    }
    void gapsMatchTheTable()
    {
        const std::array<std::array<double, 5>, 3> rows{{{0.3, 0.040882, 0.0426, 0.178046, 0.2166},
                                                         {0.5, 0.203188, 0.2550, 0.381966, 0.6180},
                                                         {0.95, 0.901695, 9.1724, 0.933712, 14.0857}}};
        for (const auto& [load, waitsD, waitD, waitsE, waitE] : rows) {
            const StationFigures d = *gim1(constant(1 / load), 1);
            const StationFigures e = *gim1(law(Law::Erlang, 1 / load, 0, 0, 2), 1);
            QVERIFY(std::abs(*d.waits - waitsD) < 6e-7 && std::abs(*d.wait - waitD) < 6e-5);
            QVERIFY(std::abs(*e.waits - waitsE) < 6e-7 && std::abs(*e.wait - waitE) < 6e-5);
        }
    }
    void boundedQueuesMatchTheTable()
    {
        const std::array<std::array<double, 4>, 6> rows{{{0.5, 2, 0.14286, 1.333}, {0.8, 16, 0.00576, 4.537}, {1.0, 8, 0.11111, 4.500},
                                                         {1.2, 8, 0.20673, 5.424}, {1.2, 32, 0.16707, 27.094}, {2.0, 16, 0.5, 15.0}}};
        for (const auto& [load, capacity, loss, sojourn] : rows) {
            const StationFigures s = mmck(load, 1, 1, static_cast<std::int64_t>(capacity));
            QVERIFY(std::abs(*s.loss - loss) < 1e-5);
            QVERIFY(std::abs(*s.sojourn - sojourn) < 6e-4);
        }
    }

    void littlesLawHoldsEverywhere()
    {
        const QList<StationFigures> all{*mmc(0.8, 1, 1),
                                        *mmc(8, 1, 10),
                                        mmck(3, 0.5, 2, 5),
                                        mmck(12, 1, 10, 30),
                                        lossSystem(7, constant(1), 10),
                                        *mg1(0.6, law(Law::Lognormal, 1, 2)),
                                        *gim1(law(Law::Uniform, 0.5, 2), 1),
                                        repairman(10, 5, 1, 2),
                                        *batchArrivals(0.2, 3, 9, 1),
                                        *switchedArrivals({1.5, 0.3, 0.05, 0.05}, 0.8),
                                        unlimitedServers(3, constant(2))};
        for (const StationFigures& s : all) {
            QVERIFY(near(*s.l, *s.throughput * *s.sojourn, 1e-12));
            QVERIFY(std::abs(*s.lq - *s.throughput * *s.wait) < 1e-12 * (1.0 + *s.l));
        }
    }
    void modelsAgreeWhereTheyMeet()
    {
        const StationFigures erlangC10 = *mmc(8, 1, 10);
        const StationFigures large = mmck(8, 1, 10, 400);
        QVERIFY(near(*large.wait, *erlangC10.wait, 1e-9));
        QVERIFY(near((*large.sojournQuantiles)[3], (*erlangC10.sojournQuantiles)[3], 1e-9));
        const StationFigures patient = *impatient(8, 1, 10, 1e9);
        QVERIFY(near(*patient.wait, *erlangC10.wait, 1e-6));
        const StationFigures lenient = withDeadline(8, 1, 10, 1e3);
        QVERIFY(near(*lenient.wait, *erlangC10.wait, 1e-9));
        QVERIFY(near(*lenient.empty, *erlangC10.empty, 1e-9));
        const StationFigures phases = *mg1(0.7, exponentialLaw(1));
        const StationFigures exact = *mmc(0.7, 1, 1);
        for (std::size_t i = 0; i < quantiles.size(); ++i) {
            QVERIFY(near((*phases.waitQuantiles)[i], (*exact.waitQuantiles)[i], 1e-12));
            QVERIFY(near((*phases.sojournQuantiles)[i], (*exact.sojournQuantiles)[i], 1e-12));
        }
        QVERIFY(near(*switchedArrivals({0.7, 0.7, 1, 2}, 1)->wait, *exact.wait, 1e-12));
        QVERIFY(near(*batchArrivals(0.7, 1, 1, 1)->wait, *exact.wait, 1e-12));
        QVERIFY(near(*gim1(exponentialLaw(1 / 0.7), 1)->wait, *exact.wait, 1e-12));
        QVERIFY(near(*gim1(law(Law::Gamma, 1.25, std::sqrt(0.5)), 1)->waits, *gim1(law(Law::Erlang, 1.25, 0, 0, 2), 1)->waits, 1e-12));
        QVERIFY(near(firstDelays(0.5, 1, 2000).back(), *mmc(0.5, 1, 1)->wait, 1e-9));
    }
    void theGridAgreesWithPhases()
    {
        // A gamma law of whole order is an Erlang law, but is solved on the grid.
        const WaitingLaw grid = *waitingLawOf(0.9, law(Law::Gamma, 1, 0.5));
        const WaitingLaw phases = *waitingLawOf(0.9, law(Law::Erlang, 1, 0, 0, 4));
        for (std::size_t i = 0; i < quantiles.size(); ++i) {
            QVERIFY(near(grid.wait[i], phases.wait[i], 1e-6));
            QVERIFY(near(grid.sojourn[i], phases.sojourn[i], 1e-6));
        }
        const WaitingLaw narrow = *waitingLawOf(0.8, law(Law::Uniform, 0.999, 1.001));
        const WaitingLaw fixed = *waitingLawOf(0.8, constant(1));
        QVERIFY(near(narrow.wait[3], fixed.wait[3], 1e-4));
    }

    void lawsHaveConsistentMoments_data()
    {
        QTest::addColumn<int>("index");
        const auto laws = someLaws();
        for (int i = 0; i < laws.size(); ++i) {
            QTest::newRow(laws[i].first) << i;
        }
    }
    void lawsHaveConsistentMoments()
    {
        QFETCH(int, index);
        const Distribution each = someLaws()[index].second;
        QVERIFY(near(momentOf(each, 1), meanOf(each), 1e-12));
        QVERIFY(near(momentOf(each, 2) / (momentOf(each, 1) * momentOf(each, 1)) - 1.0, scvOf(each), 1e-9));
        // 1 - E[exp(-sX)] = s E[X] - s^2 E[X^2]/2 + s^3 E[X^3]/6 - ...
        const double s = 1e-3;
        const double series = s * momentOf(each, 1) - s * s * momentOf(each, 2) / 2 + s * s * s * momentOf(each, 3) / 6;
        QVERIFY(near(transformComplementOf(each, s), series, 1e-6));
        const double median = quantileOf(each, 0.5);
        QVERIFY(near(survivalOf(each, median), 0.5, 1e-9));
        const StationFigures queue = *mg1(0.5 / momentOf(each, 1), each);
        QVERIFY(queue.waitQuantiles.has_value());
        QVERIFY((*queue.waitQuantiles)[3] < (*queue.sojournQuantiles)[3]);
    }
    void anInfiniteSecondMomentMakesWaitsInfinite()
    {
        const StationFigures s = *mg1(0.5, law(Law::Pareto, 1, 1.5));
        QVERIFY(std::isinf(*s.wait));
        QVERIFY(!s.waitQuantiles);
    }

    void prioritiesConserveTheWork()
    {
        const std::vector<CustomerClass> classes{{0.2, exponentialLaw(1)}, {0.1, constant(3)}, {0.3, law(Law::Lognormal, 0.8, 1.5)}};
        const std::vector<CustomerClass> reversed(classes.rbegin(), classes.rend());
        const auto sum = [](const std::vector<CustomerClass>& order) {
            const auto figures = *priorityWithoutInterruption(order);
            double work = 0;
            for (std::size_t i = 0; i < order.size(); ++i) {
                work += order[i].arrivalRate * momentOf(order[i].service, 1) * figures[i].wait;
            }
            return work;
        };
        QVERIFY(near(sum(classes), sum(reversed), 1e-12));
        // First come first served: rho W0 / (1 - rho).
        double residual = 0;
        double load = 0;
        for (const CustomerClass& each : classes) {
            residual += each.arrivalRate * momentOf(each.service, 2) / 2;
            load += each.arrivalRate * momentOf(each.service, 1);
        }
        QVERIFY(near(sum(classes), load * residual / (1 - load), 1e-12));
        // Who interrupts does not notice the others.
        QVERIFY(near((*priorityWithInterruption(classes))[0].sojourn, *mmc(0.2, 1, 1)->sojourn, 1e-12));
    }
    void sharingDoesNotLookAtTheLaw()
    {
        const double exponential = *processorSharing(0.75, exponentialLaw(1))->sojourn;
        QVERIFY(near(*processorSharing(0.75, constant(1))->sojourn, exponential, 1e-12));
        QVERIFY(near(*processorSharing(0.75, law(Law::Lognormal, 1, 3))->sojourn, exponential, 1e-12));
        QVERIFY(near(*lossSystem(7, law(Law::Lognormal, 1, 3), 10).loss, erlangB(10, 7), 1e-12));
    }
    void everyPlaceMoreLosesLess()
    {
        double before = 1.0;
        for (std::int64_t capacity = 2; capacity < 200; ++capacity) {
            const StationFigures s = mmck(2.2, 1, 2, capacity);
            QVERIFY(*s.loss < before);
            before = *s.loss;
        }
        QVERIFY(near(before, 1.0 - 1.0 / 1.1, 1e-6));
    }
    void loadsOfOneOrMoreAreRefused()
    {
        QVERIFY(!mmc(2, 1, 2));
        QVERIFY(!mg1(1, constant(1)));
        QVERIFY(!gim1(constant(1), 1));
        QVERIFY(!processorSharing(1.1, constant(1)));
        QVERIFY(!priorityWithoutInterruption({{0.5, constant(1)}, {0.5, constant(1)}}));
        QVERIFY(!batchArrivals(0.5, 2, 4, 1));
        QVERIFY(!switchedArrivals({2, 0.1, 1, 1}, 1));
    }
    void hugeSystemsKeepTheirDigits()
    {
        QVERIFY(near(*mmc(99'000, 1, 100'000)->utilisation, 0.99, 1e-12));
        QVERIFY(std::isfinite(*mmc(99'000, 1, 100'000)->wait));
        const StationFigures standing = mmck(1.2, 1, 1, 5000);
        QVERIFY(near(*standing.l, 5000 - 1 / 0.2, 1e-9));
        QVERIFY((*standing.sojournQuantiles)[0] > 4990 && (*standing.sojournQuantiles)[0] < 5000);
        QVERIFY(near(*mmck(1.2, 1, 1, 1'000'000).l, 1'000'000 - 1 / 0.2, 1e-9));
        QVERIFY(near(*mmck(0.5, 1, 1, 1'000'000).l, 1.0, 1e-12));
        QVERIFY(near(*repairman(1'000'000, 5, 1, 2).throughput, 2.0, 1e-9));
        QVERIFY(!impatient(10, 1, 1, 1e9));
        const StationFigures late = withDeadline(100, 1, 2, 1000); // everybody served waited nearly as long as allowed
        QVERIFY(near(*late.throughput, 2.0, 1e-9) && near(*late.wait, 1000, 1e-3) && near((*late.waitQuantiles)[0], 1000, 1e-3));
        QVERIFY(std::isfinite(*withDeadline(1, 1, 100'000, 1).wait));
        QVERIFY(mg1(0.5, law(Law::Erlang, 1, 0, 0, 9999))->waitQuantiles.has_value());
        QVERIFY(near(*mg1(0.9, law(Law::Gamma, 1, 1e-4))->wait, *mg1(0.9, constant(1))->wait, 1e-6));
        QVERIFY(std::isfinite(*impatient(5000, 1, 4000, 2)->wait));
    }
};

QTEST_GUILESS_MAIN(QueueingTest)
#include "tst_queueing.moc"
