// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_stack.h"
#include "charts/chart_view.h"
#include "charts/heat_map.h"
#include "charts/title_row.h"
#include "pixels.h"
#include "sample_snapshot.h"

#include <QPainter>
#include <QTest>

#include <cmath>

using namespace highwater;

namespace {

constexpr int api = 1;

PlotGeometry geometryOf(double floor, double top)
{
    PlotGeometry geometry;
    geometry.plot = QRectF(0, 0, 100, 90);
    geometry.window = {0, 100};
    geometry.floor = floor;
    geometry.top = top;
    return geometry;
}

QImage painted(HeatMap& map, const PlotGeometry& geometry)
{
    QImage image(100, 90, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    map.paint(painter, geometry);
    return image;
}

LatencyChunk chunkOf(std::initializer_list<std::pair<double, std::uint32_t>> counts)
{
    LatencyCounts all{};
    for (const auto& [seconds, count] : counts)
        all[static_cast<std::size_t>(LatencyBands::of(static_cast<std::uint64_t>(seconds * 1e9)))] += count;
    LatencyChunk chunk;
    chunk.append(all);
    return chunk;
}

} // namespace

class TestHeatMap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void coloursAreThoseOfCividis();
    void aCellLiesAtItsTimeAndItsDuration();
    void cellsWithoutItemsAreLeftOut();
    void moreItemsAreBrighter();
    void columnsThatShareAPixelAreAddedUp();
    void whatGrewIsWhatIsDrawnAtOnce();

    void itLiesUnderTheLinesInBothThemes_data();
    void itLiesUnderTheLinesInBothThemes();
    void itsAxisIsLogarithmicAndGoesWithIt();
    void itsLabelsFollowTheSizeOfThePlot();
    void theTitleSaysWhatTheColoursMean();
    void aRunWithoutSpreadsHasNoMap();

private:
    QRectF timePlot() const
    {
        const auto* view = m_stack->chart(ChartKind::Time);
        return view->geometryOfPlot().plot.translated(view->pos());
    }
    void showHeat(bool on)
    {
        auto layout = m_stack->arrangement();
        layout.heatMap = on;
        m_stack->arrange(layout);
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ChartStack> m_stack;
};

void TestHeatMap::init()
{
    m_stack.reset();
    m_theme = std::make_unique<Theme>(Theme::Choice::Dark);
    m_stack = std::make_unique<ChartStack>(*m_theme);
    m_stack->resize(896, 410);
    m_stack->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_stack.get()));
}

void TestHeatMap::coloursAreThoseOfCividis()
{
    QCOMPARE(QColor::fromRgb(heatColor(0)).name(), QStringLiteral("#00224e"));
    QCOMPARE(QColor::fromRgb(heatColor(1)).name(), QStringLiteral("#fee838"));
    double before = -1;
    for (int i = 0; i <= 20; ++i) { // and grow lighter all the way, so that they hold without colour
        const QColor color = QColor::fromRgb(heatColor(i / 20.0));
        const double light = 0.2126 * color.redF() + 0.7152 * color.greenF() + 0.0722 * color.blueF();
        QVERIFY(light > before);
        before = light;
    }
}

void TestHeatMap::aCellLiesAtItsTimeAndItsDuration()
{
    HeatMap map;
    map.reset(Buckets::of({0, 100}, 1, 100));
    const auto chunk = chunkOf({{0.01, 5}});
    map.add(40, chunk.at(0));
    const auto geometry = geometryOf(0.001, 1);
    const QImage image = painted(map, geometry);
    QVERIFY(map.range());
    QVERIFY(map.range()->first <= 0.01 && map.range()->second > 0.01);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) == 0)
                continue;
            QCOMPARE(x, 40);
            QVERIFY(y >= geometry.y(map.range()->second) - 1 && y <= geometry.y(map.range()->first) + 1);
        }
    }
    QVERIFY(qAlpha(image.pixel(40, static_cast<int>(geometry.y(0.0095)))) == 255);
}

void TestHeatMap::cellsWithoutItemsAreLeftOut()
{
    HeatMap map;
    map.reset(Buckets::of({0, 100}, 1, 100));
    const auto empty = chunkOf({});
    map.add(3, empty.at(0));
    QVERIFY(!map.range());
    const QImage image = painted(map, geometryOf(0.001, 1));
    QCOMPARE(qAlpha(image.pixel(3, 40)), 0);
}

void TestHeatMap::moreItemsAreBrighter()
{
    HeatMap map;
    map.reset(Buckets::of({0, 100}, 1, 100));
    const auto few = chunkOf({{0.01, 2}});
    const auto many = chunkOf({{0.01, 200}});
    map.add(10, few.at(0));
    map.add(11, many.at(0));
    const auto geometry = geometryOf(0.001, 1);
    const QImage image = painted(map, geometry);
    const int y = static_cast<int>(geometry.y(0.0095));
    QVERIFY(qGray(image.pixel(11, y)) > qGray(image.pixel(10, y)) + 60);
    QVERIFY(std::abs(map.most() - 200) < 10);
}

void TestHeatMap::columnsThatShareAPixelAreAddedUp()
{
    HeatMap map;
    map.reset(Buckets::of({0, 100}, 0.5, 100)); // two columns to a pixel
    const auto chunk = chunkOf({{0.01, 16}});
    map.add(20, chunk.at(0));
    map.add(21, chunk.at(0));
    QVERIFY(std::abs(map.most() - 32) < 2);
}

void TestHeatMap::whatGrewIsWhatIsDrawnAtOnce()
{
    const auto geometry = geometryOf(0.001, 1);
    const auto chunk = [](int i) { return chunkOf({{0.004 * (1 + i % 7), static_cast<std::uint32_t>(3 + i)}, {0.3, 1}}); };
    HeatMap grown;
    grown.reset(Buckets::of({0, 100}, 1, 100));
    for (int i = 0; i < 60; ++i) {
        const auto each = chunk(i);
        grown.add(i, each.at(0));
        painted(grown, geometry);
    }
    HeatMap once;
    once.reset(Buckets::of({0, 100}, 1, 100));
    for (int i = 0; i < 60; ++i) {
        const auto each = chunk(i);
        once.add(i, each.at(0));
    }
    QCOMPARE(painted(grown, geometry), painted(once, geometry));
}

void TestHeatMap::itLiesUnderTheLinesInBothThemes_data()
{
    QTest::addColumn<Theme::Choice>("choice");
    QTest::newRow("dark") << Theme::Choice::Dark;
    QTest::newRow("light") << Theme::Choice::Light;
}

void TestHeatMap::itLiesUnderTheLinesInBothThemes()
{
    QFETCH(Theme::Choice, choice);
    m_theme->setChoice(choice);
    showHeat(true);
    m_stack->show(sampleSnapshot(1100), api, std::nullopt);
    const QImage image = m_stack->grab().toImage().convertToFormat(QImage::Format_RGB32);
    keepPicture(image, QStringLiteral("heat-") + QString::fromLatin1(QTest::currentDataTag()));
    const QRectF plot = timePlot();
    int colours = 0; // several shades of the scale
    for (const double share : {0.3, 0.5, 0.7, 0.9})
        colours += countPixels(image, plot, QColor::fromRgb(heatColor(share)), 24) > 60 ? 1 : 0;
    QVERIFY(colours >= 3);
    QVERIFY(countPixels(image, plot, Qt::white, 90) > 150);
    QVERIFY(countPixels(image, plot, Qt::black, 6) > 300);
    // What is without items keeps the ground of a well.
    QVERIFY(countPixels(image, plot, m_theme->color(Token::Window), 2) > 2000);
    m_stack->enlarge(ChartKind::Time);
    QCoreApplication::processEvents(); // Qt Charts lays its axes out later
    keepPicture(m_stack->grab().toImage(), QStringLiteral("heat-large-") + QString::fromLatin1(QTest::currentDataTag()));
}

void TestHeatMap::itsAxisIsLogarithmicAndGoesWithIt()
{
    m_stack->show(sampleSnapshot(1100), api, std::nullopt);
    const auto* view = m_stack->chart(ChartKind::Time);
    const QImage before = m_stack->grab().toImage();
    QCOMPARE(view->geometryOfPlot().floor, 0.0);
    showHeat(true);
    QVERIFY(view->geometryOfPlot().floor > 0);
    QCOMPARE(m_stack->chart(ChartKind::Bloat)->geometryOfPlot().floor, 0.0);
    showHeat(false);
    QCOMPARE(view->geometryOfPlot().floor, 0.0);
    QCoreApplication::processEvents();
    QCOMPARE(m_stack->grab().toImage(), before);
}

void TestHeatMap::itsLabelsFollowTheSizeOfThePlot()
{
    showHeat(true);
    m_stack->show(sampleSnapshot(1100), api, std::nullopt);
    m_stack->grab();
    m_stack->enlarge(ChartKind::Time);
    QCoreApplication::processEvents(); // Qt Charts lays its axes out later
    const QImage image = m_stack->grab().toImage().convertToFormat(QImage::Format_RGB32);
    const QRectF plot = timePlot();
    QVERIFY(plot.height() > 300);
    // One at each end of the axis, and something between them.
    const auto label = [&](double y) { return countPixels(image, QRectF(0, y - 7, 52, 14), m_theme->color(Token::Muted), 60); };
    const auto& geometry = m_stack->chart(ChartKind::Time)->geometryOfPlot();
    for (double tick = geometry.floor; tick <= geometry.top * 1.001; tick *= 10)
        QVERIFY(label(plot.bottom() - geometry.share(tick) * plot.height()) > 8);
}

void TestHeatMap::theTitleSaysWhatTheColoursMean()
{
    showHeat(true);
    m_stack->show(sampleSnapshot(1100), api, 100.125);
    const auto* row = m_stack->titleRow(ChartKind::Time);
    QVERIFY(row->legend().fullestCell > 10);
    const QImage image = m_stack->grab().toImage().convertToFormat(QImage::Format_RGB32);
    QVERIFY(countPixels(image, QRectF(row->geometry()), QColor::fromRgb(heatColor(0.98)), 16) >= 8);
    showHeat(false);
    QCOMPARE(row->legend().fullestCell, 0.0);
}

void TestHeatMap::aRunWithoutSpreadsHasNoMap()
{
    showHeat(true);
    auto snapshot = editable(1000);
    snapshot->nodes[api].series.latency.clear();
    m_stack->show(snapshot, api, std::nullopt);
    m_stack->show(emptySnapshot(), api, std::nullopt);
    QVERIFY(!m_stack->grab().isNull());
    m_stack->show(snapshot, api, std::nullopt);
    QCOMPARE(m_stack->titleRow(ChartKind::Time)->legend().fullestCell, 0.0);
}

QTEST_MAIN(TestHeatMap)
#include "tst_heat_map.moc"
