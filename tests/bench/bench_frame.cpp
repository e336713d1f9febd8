// SPDX-License-Identifier: GPL-3.0-or-later
#include "../ui/sample_snapshot.h"
#include "charts/chart_stack.h"

#include <QApplication>
#include <QTest>

#include <algorithm>
#include <ctime>
#include <functional>
#include <numeric>
#include <vector>

using namespace highwater;

namespace {

constexpr int frames = 60;
constexpr double budget = 7; ///< ms of CPU for all four charts
constexpr double idleBudget = 0.2; ///< when there is nothing to be drawn
constexpr double largeBudget = 14; ///< for nine charts and the heat map, at the size of a whole window

/// Processor time, since the wall's time depends on what else the machine does.
double cpuMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// The sample as it was after so many columns. Like those of a run, such pictures share their chunks.
std::shared_ptr<const Snapshot> sampleAfter(int columns)
{
    static const auto whole = sampleSnapshot();
    auto snapshot = std::make_shared<Snapshot>(*whole);
    for (auto& node : snapshot->nodes)
        node.series.end = columns;
    snapshot->now = runStart + columns * whole->nodes.front().series.interval;
    return snapshot;
}

} // namespace

/// What a frame of the charts costs: show() and the paints that follow from it, at 896 x 410 with 1200 columns.
class BenchFrame : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_stack = std::make_unique<ChartStack>(m_theme);
        m_stack->resize(896, 410);
        m_stack->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_stack.get()));
    }

    void aNewColumn()
    {
        std::vector<std::shared_ptr<const Snapshot>> snapshots;
        for (int i = 0; i < frames; ++i)
            snapshots.push_back(sampleAfter(1200 - frames + i));
        check([&](std::size_t i) { m_stack->show(snapshots[i], 1, std::nullopt); });
    }

    /// Nine charts and the heat map in a window of 1600 x 1000.
    void nineChartsAndTheHeatMap()
    {
        m_stack->resize(1290, 900);
        m_stack->arrange(*ChartLayout::of(QStringLiteral("depth,time,throughput,bloat,retries,signals,usage,bytes,tail;heat")));
        std::vector<std::shared_ptr<const Snapshot>> snapshots;
        for (int i = 0; i < frames; ++i)
            snapshots.push_back(sampleAfter(1200 - frames + i));
        check([&](std::size_t i) { m_stack->show(snapshots[i], 1, std::nullopt); }, largeBudget);
    }

    /// The same while the pointer moves and no column comes.
    void nineChartsAndAMovingCrosshair()
    {
        m_stack->resize(1290, 900);
        m_stack->arrange(*ChartLayout::of(QStringLiteral("depth,time,throughput,bloat,retries,signals,usage,bytes,tail;heat")));
        const auto snapshot = sampleSnapshot();
        check([&](std::size_t i) { m_stack->show(snapshot, 1, 100.125 + static_cast<double>(i)); }, largeBudget);
    }

    void anotherRun()
    {
        std::vector<std::shared_ptr<const Snapshot>> snapshots;
        for (int i = 0; i < frames; ++i) {
            auto snapshot = std::make_shared<Snapshot>(*sampleSnapshot());
            snapshot->generation = static_cast<std::uint64_t>(i) + 2;
            snapshots.push_back(snapshot);
        }
        check([&](std::size_t i) { m_stack->show(snapshots[i], 1, std::nullopt); });
    }

    void aMovingCrosshair()
    {
        const auto snapshot = sampleSnapshot();
        check([&](std::size_t i) { m_stack->show(snapshot, 1, 100.125 + static_cast<double>(i)); });
    }

    void nothingNew()
    {
        const auto snapshot = sampleSnapshot();
        m_stack->show(snapshot, 1, std::nullopt);
        for (int i = 0; i < 10; ++i)
            QCoreApplication::processEvents();
        check([&](std::size_t) { m_stack->show(snapshot, 1, std::nullopt); }, idleBudget);
    }

private:
    void check(const std::function<void(std::size_t)>& frame, double most = budget)
    {
        std::vector<double> costs;
        for (std::size_t i = 0; i < frames; ++i) {
            const double before = cpuMilliseconds();
            frame(i);
            QCoreApplication::processEvents();
            costs.push_back(cpuMilliseconds() - before);
        }
        const double mean = std::accumulate(costs.begin(), costs.end(), 0.0) / frames;
        std::sort(costs.begin(), costs.end());
        const double median = costs[frames / 2];
        QTest::setBenchmarkResult(median, QTest::WalltimeMilliseconds);
        // The mean, too: what is painted at every other frame only would not be seen in the median.
        QVERIFY2(median <= most && mean <= most, qPrintable(QStringLiteral("median %1 ms, mean %2 ms").arg(median).arg(mean)));
    }

    Theme m_theme{Theme::Choice::Dark};
    std::unique_ptr<ChartStack> m_stack;
};

QTEST_MAIN(BenchFrame)
#include "bench_frame.moc"
