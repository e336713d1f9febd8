// SPDX-License-Identifier: GPL-3.0-or-later
#include "../ui/sample_snapshot.h"
#include "charts/chart_stack.h"
#include "painting_ruler.h"

#include <QApplication>
#include <QTest>

#include <functional>
#include <vector>

using namespace highwater;

namespace {

constexpr int frames = 60;
// In rulers: of the median and of the mean, since what is painted at every other frame only would not be seen in the median.
constexpr double budget = 1.8;       ///< for all four charts
constexpr double idleBudget = 0.06;  ///< when there is nothing to be drawn
constexpr double largeBudget = 2.4;  ///< for nine charts and the heat map, at the size of a whole window

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
        const auto cost = costOfFrames(frames, [](int) {}, [&](int i) { frame(static_cast<std::size_t>(i)); });
        QTest::setBenchmarkResult(cost.median, QTest::WalltimeMilliseconds);
        qInfo().noquote() << cost.words();
        QVERIFY2(cost.medianRatio <= most && cost.meanRatio <= most, qPrintable(cost.words()));
    }

    Theme m_theme{Theme::Choice::Dark};
    std::unique_ptr<ChartStack> m_stack;
};

QTEST_MAIN(BenchFrame)
#include "bench_frame.moc"
