// SPDX-License-Identifier: GPL-3.0-or-later
#include "../ui/canvas_pictures.h"
#include "canvas/pipeline_canvas.h"
#include "painting_ruler.h"

#include <QApplication>
#include <QTest>

#include <functional>
#include <vector>

using namespace highwater;

namespace {

constexpr int frames = 90;
constexpr double budget = 2.5;     ///< rulers, for a frame with 200 nodes
constexpr double dragBudget = 4.3; ///< for a frame while the picture or a node is dragged

} // namespace

/// What a frame of a canvas with 200 nodes costs, at 1100 x 640: show() and the paints that follow from it, while items move.
class BenchCanvas : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_picture = gridPicture(20, 10);
        m_now = 1000;
        m_canvas = std::make_unique<PipelineCanvas>(&m_theme);
        m_canvas->setClock([this] { return m_now; });
        m_canvas->resize(1100, 640);
        static_cast<QWidget*>(m_canvas.get())->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
        m_canvas->show(shared(m_picture), {});
    }

    void allInSight()
    {
        check([](int) {});
    }

    /// Cards with depth and gauge; dots travel, and the map is there.
    void compactCards()
    {
        m_canvas->setZoom(0.5);
        check([](int) {});
        QVERIFY(m_canvas->picture().dotCount() > 0);
        QVERIFY(m_canvas->map().isVisible());
    }

    void fullCards()
    {
        m_canvas->setZoom(1);
        check([](int) {});
    }

    void whoWaits()
    {
        for (std::size_t i = 1; i + 10 < m_picture.nodes.size(); ++i)
            m_picture.nodes[i].waitsFor = static_cast<int>(i) + 10;
        m_canvas->setReducedMotion(false);
        m_canvas->setWhoWaits(true);
        check([](int) {});
    }

    /// The picture is dragged: the links are painted again where they come into sight.
    void panned()
    {
        m_canvas->setZoom(0.5);
        check([this](int i) { m_canvas->centerOn(300 + 8 * i, 300 + 3 * i); }, dragBudget);
    }

    /// One node is dragged: all links find their ways again.
    void aNodeIsMoved()
    {
        m_canvas->setZoom(0.5);
        auto places = m_canvas->standFreely();
        const QString name = places.begin().key();
        check(
            [&](int i) {
                places[name] += QPointF(i % 2 == 0 ? 24 : -24, 0);
                m_canvas->setPlaces(places);
            },
            dragBudget);
    }

private:
    void check(const std::function<void(int)>& before, double most = budget)
    {
        std::shared_ptr<const Snapshot> snapshot;
        const auto cost = costOfFrames(
            frames, [&](int i) { snapshot = later(i); },
            [&](int i) {
                before(i);
                m_canvas->show(snapshot, QStringLiteral("stage 57"));
            });
        QTest::setBenchmarkResult(cost.median, QTest::WalltimeMilliseconds);
        qInfo().noquote() << cost.words();
        QVERIFY2(cost.medianRatio <= most, qPrintable(cost.words()));
    }

    /// Levels, rates and items move, as they do in a run.
    std::shared_ptr<const Snapshot> later(int i)
    {
        m_now += 16;
        for (std::size_t n = 0; n < m_picture.nodes.size(); ++n)
            m_picture.nodes[n].level = (m_picture.nodes[n].level * 31 + static_cast<std::int64_t>(n) + i) % 1000;
        for (auto& link : m_picture.links)
            link.items = static_cast<std::uint64_t>(link.rate * static_cast<double>(m_now) / 1000);
        return shared(m_picture);
    }

    Theme m_theme{Theme::Choice::Dark};
    Snapshot m_picture;
    qint64 m_now = 0;
    std::unique_ptr<PipelineCanvas> m_canvas;
};

QTEST_MAIN(BenchCanvas)
#include "bench_canvas.moc"
