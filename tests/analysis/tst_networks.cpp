// SPDX-License-Identifier: GPL-3.0-or-later
// Networks and blocking lines: published figures, and symmetries that any right chain has.
#include "analysis/blocking_tandem.h"
#include "analysis/matrix.h"
#include "analysis/queueing_networks.h"
#include "analysis/queueing_single.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace highwater;
using namespace highwater::analysis;

namespace {

bool near(double got, double expected, double relative)
{
    return std::abs(got - expected) <= relative * std::abs(expected);
}

TandemLine reversed(TandemLine line)
{
    std::reverse(line.rates.begin(), line.rates.end());
    std::reverse(line.buffers.begin(), line.buffers.end());
    return line;
}

double throughputOf(const TandemLine& line)
{
    return blockingTandem(line)->throughput;
}

} // namespace

class NetworksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineRunsAsFastBackwards()
    {
        const QList<TandemLine> lines{{{1, 1.3}, {2}},           {{1, 2, 0.7}, {0, 3}},          {{1, 1.2, 0.9, 1.5}, {1, 0, 2}},
                                      {{3, 1, 1, 2, 1}, {1, 2, 0, 1}}, {{1, 1.1, 1.2}, {25, 40}}};
        for (const TandemLine& line : lines) {
            QVERIFY(near(throughputOf(line), throughputOf(reversed(line)), 1e-9));
        }
    }
    void everyPlaceAndEveryFasterWorkerHelps()
    {
        const TandemLine line{{1, 1.2, 0.9}, {1, 1}};
        const double base = throughputOf(line);
        for (std::size_t i = 0; i < line.buffers.size(); ++i) {
            TandemLine more = line;
            ++more.buffers[i];
            QVERIFY(throughputOf(more) > base);
        }
        for (std::size_t i = 0; i < line.rates.size(); ++i) {
            TandemLine faster = line;
            faster.rates[i] *= 1.1;
            QVERIFY(throughputOf(faster) > base);
        }
    }
    void twoStationsHaveAFormula()
    {
        for (const std::int64_t places : {0, 1, 3, 10, 50}) {
            const auto b = static_cast<double>(places);
            QVERIFY(near(throughputOf({{1, 1}, {places}}), (b + 2) / (b + 3), 1e-12));
            const double m = b + 2;
            const double expected = 1.5 * (std::pow(1.5, m) - 1) / (std::pow(1.5, m + 1) - 1);
            QVERIFY(near(throughputOf({{1.5, 1}, {places}}), expected, 1e-12));
        }
    }
    void theMiddleOfALineShouldBeFaster()
    {
        // The bowl of Hillier and Boling: the same work in all, a little less of it in the middle.
        QVERIFY(throughputOf({{1 / 1.02, 1 / 0.96, 1 / 1.02}, {0, 0}}) > throughputOf({{1, 1, 1}, {0, 0}}));
    }
    void blockingBeforeServiceCostsOnePlace()
    {
        for (const std::int64_t places : {0, 2, 5}) {
            TandemLine before{{1, 1.4}, {places + 1}};
            before.rule = BlockingRule::BeforeService;
            QVERIFY(near(throughputOf(before), throughputOf({{1, 1.4}, {places}}), 1e-12));
        }
        TandemLine before{{1, 1, 1}, {2, 2}};
        before.rule = BlockingRule::BeforeService;
        QVERIFY(throughputOf(before) < throughputOf({{1, 1, 1}, {2, 2}}));
    }
    void manyStatesAreSolvedAsExactlyAsFew()
    {
        QVERIFY(near(throughputOf({{1, 1}, {500}}), 502.0 / 503.0, 1e-11));
        const TandemFigures line = *blockingTandem({{1, 1, 1, 1, 1}, {2, 2, 2, 2}});
        for (const double utilisation : line.utilisation) {
            QVERIFY(near(utilisation, line.throughput, 1e-10)); // what flows through one flows through all
        }
    }
    void anOpenLineWithoutLossIsAJacksonNetwork()
    {
        TandemLine line{{1.5, 1.2}, {60}, BlockingRule::AfterService, 0.6, 60};
        const TandemFigures figures = *blockingTandem(line);
        const NetworkFigures network = *jackson(0.6, {{1 / 1.5, 1, 1}, {1 / 1.2, 1, 1}});
        QVERIFY(near(figures.l, network.l, 1e-9));
        QVERIFY(*figures.loss < 1e-15 + 1e-12);
        // A short first queue alone is M/M/1/K.
        line = {{1, 1000}, {60}, BlockingRule::AfterService, 0.9, 4};
        QVERIFY(near(*blockingTandem(line)->loss, *mmck(0.9, 1, 1, 5).loss, 1e-6));
    }

    void convolutionAgreesWithMeanValues()
    {
        const std::vector<NetworkStation> single{{0.125, 1, 16}, {0.3, 1, 10}, {0.2, 1, 5}};
        std::vector<NetworkStation> withOneMore = single;
        withOneMore.push_back({1e-12, 2, 1});
        const NetworkFigures exact = closedNetwork(20, 4, single);
        const NetworkFigures convolved = closedNetwork(20, 4, withOneMore);
        QVERIFY(near(convolved.throughput, exact.throughput, 1e-9));
        for (std::size_t i = 0; i < single.size(); ++i) {
            QVERIFY(near(convolved.stations[i].l, exact.stations[i].l, 1e-9));
        }
    }
    void aRepairmanIsAClosedNetwork()
    {
        const NetworkFigures network = closedNetwork(10, 5, {{1, 2, 1}});
        const StationFigures repair = repairman(10, 5, 1, 2);
        QVERIFY(near(network.throughput, *repair.throughput, 1e-12));
        QVERIFY(near(network.stations[0].l, *repair.l, 1e-12));
        QVERIFY(near(network.stations[0].wait, *repair.wait, 1e-12));
    }
    void windowsMatchTheTable()
    {
        const QList<std::pair<int, QList<double>>> rows{{2, {0.5, 0.6667, 0.8, 0.8889, 0.9412}}, {3, {0.3333, 0.5, 0.6667, 0.8, 0.8889}},
                                                        {4, {0.25, 0.4, 0.5714, 0.7273, 0.8421}}};
        for (const auto& [stations, throughputs] : rows) {
            const std::vector<NetworkStation> line(static_cast<std::size_t>(stations), NetworkStation{1, 1, 1});
            for (int i = 0; i < throughputs.size(); ++i) {
                QVERIFY(std::abs(closedNetwork(1 << i, 0, line).throughput - throughputs[i]) < 6e-5);
            }
        }
    }
    void visitsFollowFromRouting()
    {
        Matrix routing(3, 3);
        routing(0, 1) = 0.4375;
        routing(0, 2) = 0.5;
        routing(1, 0) = 1;
        routing(2, 0) = 1;
        const auto visits = visitsOf({1, 0, 0}, routing);
        QVERIFY(visits);
        QVERIFY(near((*visits)[0], 16, 1e-12) && near((*visits)[1], 7, 1e-12) && near((*visits)[2], 8, 1e-12));
        routing(0, 1) = 0.5;
        QVERIFY(!visitsOf({1, 0, 0}, routing));
    }
    void anOverloadedStationIsNamed()
    {
        const auto network = jackson(1, {{0.5, 1, 1}, {0.8, 1, 1}, {3, 2, 1}});
        QVERIFY(!network);
        QCOMPARE(network.error().where, std::string("2"));
    }
    void largePopulationsDoNotOverflow()
    {
        const NetworkFigures network = closedNetwork(5000, 10000, {{1, 4, 1}, {0.2, 1, 1}});
        QVERIFY(near(network.throughput + 0.0, (5000 - network.l) / 10000, 1e-9));
        QVERIFY(network.throughput < 4.0);
    }
};

QTEST_GUILESS_MAIN(NetworksTest)
#include "tst_networks.moc"
