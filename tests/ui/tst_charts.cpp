// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/axis_range.h"
#include "charts/chart_legend.h"
#include "charts/chart_panel.h"
#include "charts/chart_stack.h"
#include "charts/chart_view.h"
#include "charts/title_row.h"
#include "sample_snapshot.h"
#include "session/session.h"

#include <QApplication>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace highwater;

Q_DECLARE_METATYPE(std::optional<double>)

namespace {

constexpr int api = 1;
constexpr int db = 2;

bool near(QRgb a, QRgb b, int tolerance)
{
    return std::abs(qRed(a) - qRed(b)) <= tolerance && std::abs(qGreen(a) - qGreen(b)) <= tolerance &&
           std::abs(qBlue(a) - qBlue(b)) <= tolerance;
}

/// Pixels of about this colour in a part of a picture; area in logical units.
int count(const QImage& image, const QRectF& area, const QColor& color, int tolerance = 48)
{
    const qreal ratio = image.devicePixelRatio();
    const QRect pixels = QRectF(area.topLeft() * ratio, area.size() * ratio).toRect() & image.rect();
    int found = 0;
    for (int y = pixels.top(); y <= pixels.bottom(); ++y) {
        for (int x = pixels.left(); x <= pixels.right(); ++x)
            found += near(image.pixel(x, y), color.rgb(), tolerance) ? 1 : 0;
    }
    return found;
}

QString valueOf(const ChartStack& stack, ChartKind kind, const QString& name)
{
    for (const auto& entry : stack.titleRow(kind)->legend().entries) {
        if (entry.name == name)
            return entry.value;
    }
    return {};
}

QRect bodyOf(const QWidget* flag)
{
    return flag->geometry().adjusted(4, 4, -4, -4);
}

/// Without the screen's cursor, which cannot leave the small screen of the offscreen platform.
void moveMouse(QWidget* widget, const QPointF& to, Qt::MouseButtons buttons = Qt::NoButton)
{
    QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, buttons, Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

} // namespace

class TestCharts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();

    void chartsAreNotBlank_data();
    void chartsAreNotBlank();
    void themeChangesEveryChart();
    void newColumnsChangeThePicture();
    void plotsAlign();
    void textIsThere();
    void gapsAndMissingDataAreDrawnAsNothing();
    void everySizeHoldsItsPlots_data();
    void everySizeHoldsItsPlots();
    void stagesCanBeSwitched();
    void hugeCapacityDoesNotFlattenTheData();
    void brokenGoalIsShown();
    void fewSamplesMakeAPercentileUncertain();

    void crosshairReadsItsColumn();
    void pointerMovesTheCrosshairByColumns();
    void keysMoveTheCrosshair();
    void clickingAnywhereIsHarmless();

    void dragOfTheHighFlagSnapsAndIsBounded();
    void dragOfTheLowFlagStaysBelowTheHighMark();
    void shiftMovesFinely();
    void escapeBringsTheMarkBack();
    void arrowKeysMoveAFocusedFlag();
    void flagsNeverOverlap();
    void flagsVanishWithoutMarks();
    void picturesAreSpoken();

    void panelShowsAndChangesItsSession();

private:
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ChartStack> m_stack;

    QImage grab() const { return m_stack->grab().toImage().convertToFormat(QImage::Format_RGB32); }
    QRectF plot(ChartKind kind) const
    {
        return m_stack->chart(kind)->geometryOfPlot().plot.translated(m_stack->chart(kind)->pos());
    }
    QWidget* flag(Mark which) const { return m_stack->handles()->flag(which); }
};

void TestCharts::initTestCase()
{
    qRegisterMetaType<std::optional<double>>();
    qRegisterMetaType<MarkDrag>();
}

void TestCharts::init()
{
    m_stack.reset();
    m_theme = std::make_unique<Theme>(Theme::Choice::Dark);
    m_stack = std::make_unique<ChartStack>(*m_theme);
    m_stack->resize(896, 410);
    m_stack->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_stack.get()));
}

void TestCharts::chartsAreNotBlank_data()
{
    QTest::addColumn<Theme::Choice>("choice");
    QTest::newRow("dark") << Theme::Choice::Dark;
    QTest::newRow("light") << Theme::Choice::Light;
}

void TestCharts::chartsAreNotBlank()
{
    QFETCH(Theme::Choice, choice);
    m_theme->setChoice(choice);
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    const QImage image = grab();
    QVERIFY(count(image, plot(ChartKind::Depth), m_theme->color(Token::Text)) > 300);
    QVERIFY(count(image, plot(ChartKind::Depth), m_theme->color(Token::Accent)) > 1000);
    QVERIFY(count(image, plot(ChartKind::Depth), m_theme->color(Token::Blocked)) > 600);
    QVERIFY(count(image, plot(ChartKind::Time), m_theme->color(Token::P99)) > 200);
    QVERIFY(count(image, plot(ChartKind::Time), m_theme->color(Token::P50)) > 200);
    QVERIFY(count(image, plot(ChartKind::Throughput), m_theme->color(Token::Completed)) > 200);
    QVERIFY(count(image, plot(ChartKind::Bloat), m_theme->color(Token::P95)) > 60);
    const QRectF depth = plot(ChartKind::Depth);
    const QRectF ribbon(depth.left(), depth.bottom() + 1, depth.width(), 5);
    QVERIFY(count(image, ribbon, m_theme->color(Token::Flowing), 4) > 200);
    QVERIFY(count(image, ribbon, m_theme->color(Token::Filling), 4) > 800);
    QVERIFY(count(image, ribbon, m_theme->color(Token::Pressed), 4) > 800);
}

void TestCharts::themeChangesEveryChart()
{
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    const QImage dark = grab();
    m_theme->setChoice(Theme::Choice::Light);
    const QImage light = grab();
    QCOMPARE(count(light, QRectF(m_stack->rect()), Theme::colorOf(Token::Surface, true), 2), 0);
    QVERIFY(count(light, QRectF(m_stack->rect()), Theme::colorOf(Token::Surface, false), 2) > 200000);
    m_theme->setChoice(Theme::Choice::Dark);
    QCOMPARE(grab(), dark);
}

void TestCharts::newColumnsChangeThePicture()
{
    m_stack->show(sampleSnapshot(600), api, std::nullopt);
    const QImage before = grab();
    m_stack->show(sampleSnapshot(600), api, std::nullopt);
    QCOMPARE(grab(), before);
    m_stack->show(sampleSnapshot(640), api, std::nullopt);
    const QImage after = grab();
    for (const auto kind : {ChartKind::Depth, ChartKind::Time, ChartKind::Throughput, ChartKind::Bloat}) {
        const qreal ratio = after.devicePixelRatio();
        const QRect area = QRectF(plot(kind).topLeft() * ratio, plot(kind).size() * ratio).toRect();
        QVERIFY(before.copy(area) != after.copy(area));
    }
    // A picture that grew column by column is the one that is drawn at once.
    ChartStack fresh(*m_theme);
    fresh.resize(m_stack->size());
    fresh.show();
    fresh.show(sampleSnapshot(640), api, std::nullopt);
    QVERIFY(QTest::qWaitForWindowExposed(&fresh));
    const auto area = plot(ChartKind::Throughput).toRect();
    QCOMPARE(fresh.grab(area).toImage(), m_stack->grab(area).toImage());
}

void TestCharts::plotsAlign()
{
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    for (const auto kind : {ChartKind::Depth, ChartKind::Time, ChartKind::Throughput, ChartKind::Bloat}) {
        QCOMPARE(plot(kind).left(), 56.0);
        QCOMPARE(plot(kind).right(), 896.0 - 92);
    }
}

void TestCharts::textIsThere()
{
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    const QImage image = grab();
    for (const auto kind : {ChartKind::Depth, ChartKind::Time, ChartKind::Throughput, ChartKind::Bloat}) {
        const QRectF strip(0, plot(kind).top() - 7, 52, plot(kind).height() + 14);
        QVERIFY(count(image, strip, m_theme->color(Token::Muted), 60) > 15);
        QVERIFY(count(image, QRectF(m_stack->titleRow(kind)->geometry()), m_theme->color(Token::Text), 40) > 100);
    }
    QVERIFY(count(image, QRectF(0, m_stack->height() - 18, m_stack->width(), 18), m_theme->color(Token::Muted), 60) > 100);
}

void TestCharts::gapsAndMissingDataAreDrawnAsNothing()
{
    m_stack->show(nullptr, -1, std::nullopt);
    QVERIFY(!grab().isNull());
    m_stack->show(emptySnapshot(), api, std::nullopt);
    QCOMPARE(count(grab(), plot(ChartKind::Time), m_theme->color(Token::P99)), 0);
    QCOMPARE(valueOf(*m_stack, ChartKind::Time, QStringLiteral("p99")), QStringLiteral("–"));
    m_stack->show(sampleSnapshot(1), api, 0.1);
    QVERIFY(!grab().isNull());

    const auto gap = editable(1000);
    auto chunks = gap->nodes[api].series.chunks;
    for (std::size_t k = 8; k < 12; ++k) {
        auto chunk = std::make_shared<ColumnChunk>(*chunks[k]);
        for (auto& column : *chunk)
            column.sojournP50 = column.sojournP95 = column.sojournP99 = column.sojournMax = column.waitP95 = std::nanf("");
        chunks[k] = chunk;
    }
    gap->nodes[api].series.chunks = chunks;
    gap->nodes[api].name = "api with a gap";
    m_stack->show(gap, api, std::nullopt);
    QRectF hole = plot(ChartKind::Time);
    const double px = hole.width() / 1200;
    hole = QRectF(hole.left() + (8 * 64 + 4) * px, hole.top(), (4 * 64 - 8) * px, hole.height());
    const QImage image = grab();
    QCOMPARE(count(image, hole, m_theme->color(Token::P99)), 0);
    QVERIFY(count(image, plot(ChartKind::Time), m_theme->color(Token::P99)) > 100);
}

void TestCharts::everySizeHoldsItsPlots_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("usual") << QSize(896, 410);
    QTest::newRow("narrow") << QSize(560, 410);
    QTest::newRow("low") << QSize(896, 320);
    QTest::newRow("wide") << QSize(1900, 700);
}

void TestCharts::everySizeHoldsItsPlots()
{
    QFETCH(QSize, size);
    m_stack->show(sampleSnapshot(1000), api, 100.125);
    m_stack->resize(size);
    const QImage image = grab();
    double above = 0;
    for (const auto kind : {ChartKind::Depth, ChartKind::Time, ChartKind::Throughput, ChartKind::Bloat}) {
        QVERIFY(plot(kind).height() >= 20);
        QVERIFY(plot(kind).top() > above);
        above = plot(kind).bottom();
        QVERIFY(count(image, plot(kind), m_theme->color(Token::Text)) > 10);
    }
    QVERIFY(above + 18 <= size.height());
    QVERIFY(m_stack->rect().contains(bodyOf(flag(Mark::High))));
}

void TestCharts::stagesCanBeSwitched()
{
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    QCOMPARE(m_stack->titleRow(ChartKind::Time)->legend().title, QStringLiteral("Time in api"));
    QCOMPARE(m_stack->chart(ChartKind::Depth)->model().capacity(), std::optional<std::int64_t>(1000));
    m_stack->show(sampleSnapshot(), db, std::nullopt);
    QCOMPARE(m_stack->titleRow(ChartKind::Time)->legend().title, QStringLiteral("Time in db"));
    QCOMPARE(m_stack->chart(ChartKind::Depth)->model().capacity(), std::optional<std::int64_t>(200));
    QVERIFY(m_stack->chart(ChartKind::Time)->geometryOfPlot().top < 0.1);
    QVERIFY(m_stack->chart(ChartKind::Time)->model().limits().empty());
    m_stack->show(sampleSnapshot(), -1, std::nullopt);
    QVERIFY(flag(Mark::High)->isHidden());
}

void TestCharts::hugeCapacityDoesNotFlattenTheData()
{
    m_stack->show(withApi([](StageNode& stage) {
                      stage.queue.capacity = 100'000'000;
                      stage.queue.marks.reset();
                  }), api, std::nullopt);
    QVERIFY(m_stack->chart(ChartKind::Depth)->geometryOfPlot().top < 2000);
}

void TestCharts::brokenGoalIsShown()
{
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    const auto* model = &m_stack->chart(ChartKind::Time)->model();
    QCOMPARE(model->limits().size(), std::size_t(1));
    QCOMPARE(model->limits().front().text, QStringLiteral("p99 ≤ 900\u2009ms"));
    QVERIFY(count(grab(), plot(ChartKind::Time), m_theme->color(Token::Dropped), 8) > 300);
    m_stack->show(sampleSnapshot(), api, 10.125); // long before the queue filled
    QVERIFY(model->limits().front().met);
    m_stack->show(sampleSnapshot(), api, 51.125); // its first peak
    QVERIFY(!model->limits().front().met);
}

void TestCharts::fewSamplesMakeAPercentileUncertain()
{
    // 120 completions a column: the first column has too few for p95, the fifth for p99.
    m_stack->show(sampleSnapshot(1000), api, 0.125);
    QVERIFY(valueOf(*m_stack, ChartKind::Time, QStringLiteral("p95")).startsWith(QStringLiteral("≈")));
    m_stack->show(sampleSnapshot(1000), api, 1.125);
    QVERIFY(!valueOf(*m_stack, ChartKind::Time, QStringLiteral("p95")).startsWith(QStringLiteral("≈")));
    QVERIFY(valueOf(*m_stack, ChartKind::Time, QStringLiteral("p99")).startsWith(QStringLiteral("≈")));
    m_stack->show(sampleSnapshot(1000), api, 100.125);
    QVERIFY(!valueOf(*m_stack, ChartKind::Time, QStringLiteral("p99")).startsWith(QStringLiteral("≈")));
}

void TestCharts::crosshairReadsItsColumn()
{
    const auto snapshot = sampleSnapshot();
    const auto& column = snapshot->nodes[api].series.at(400);
    m_stack->show(snapshot, api, 100.125);
    QCOMPARE(valueOf(*m_stack, ChartKind::Depth, QStringLiteral("depth")), QString::number(std::lround(column.depthMean)));
    QCOMPARE(valueOf(*m_stack, ChartKind::Throughput, QStringLiteral("offered")), QString::number(column.offered * 4));
    const QImage with = grab();
    m_stack->show(snapshot, api, std::nullopt);
    const auto& newest = snapshot->nodes[api].series.at(1199);
    QCOMPARE(valueOf(*m_stack, ChartKind::Depth, QStringLiteral("depth")), QString::number(std::lround(newest.depthMean)));
    const QImage without = grab();
    // One line through all charts.
    for (const auto kind : {ChartKind::Time, ChartKind::Throughput, ChartKind::Bloat}) {
        const double x = std::floor(m_stack->chart(kind)->geometryOfPlot().x(100.125));
        const QRectF line(x, plot(kind).top(), 1, plot(kind).height());
        QVERIFY(count(with, line, m_theme->color(Token::Text), 4) >= static_cast<int>(plot(kind).height()));
        QVERIFY(count(without, line, m_theme->color(Token::Text), 4) < static_cast<int>(plot(kind).height()) / 2);
    }
}

void TestCharts::pointerMovesTheCrosshairByColumns()
{
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    QSignalSpy moved(m_stack.get(), &ChartStack::crosshairMoved);
    auto* view = m_stack->chart(ChartKind::Throughput);
    const auto& geometry = view->geometryOfPlot();
    moveMouse(view->viewport(), QPointF(geometry.x(100.2), geometry.plot.center().y()));
    QCOMPARE(moved.count(), 1);
    const auto at = moved.takeFirst().at(0).value<std::optional<double>>();
    QVERIFY(at && std::abs(*at - 100.2) < 0.5);
    QCOMPARE(std::fmod(*at, 0.25), 0.125);
    // What has not happened yet cannot be read: the newest column is.
    moveMouse(view->viewport(), QPointF(geometry.x(299), geometry.plot.center().y()));
    QCOMPARE(*moved.takeLast().at(0).value<std::optional<double>>(), 249.875);
    m_stack->show(sampleSnapshot(1000), api, 100.125);
    moveMouse(view->viewport(), QPointF(10, 20));
    QVERIFY(!moved.takeLast().at(0).value<std::optional<double>>());
}

void TestCharts::keysMoveTheCrosshair()
{
    m_stack->show(sampleSnapshot(1000), api, 100.125);
    QSignalSpy moved(m_stack.get(), &ChartStack::crosshairMoved);
    QTest::keyClick(m_stack.get(), Qt::Key_Left);
    QCOMPARE(*moved.takeLast().at(0).value<std::optional<double>>(), 99.875);
    QTest::keyClick(m_stack.get(), Qt::Key_Right);
    QCOMPARE(*moved.takeLast().at(0).value<std::optional<double>>(), 100.375);
    QTest::keyClick(m_stack.get(), Qt::Key_Escape);
    QVERIFY(!moved.takeLast().at(0).value<std::optional<double>>());
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    QTest::keyClick(m_stack.get(), Qt::Key_Left);
    QCOMPARE(*moved.takeLast().at(0).value<std::optional<double>>(), 249.625);
    QTest::keyClick(m_stack.get(), Qt::Key_Right);
    QCOMPARE(*moved.takeLast().at(0).value<std::optional<double>>(), 249.875);
}

void TestCharts::clickingAnywhereIsHarmless()
{
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    for (const auto kind : {ChartKind::Depth, ChartKind::Bloat}) {
        auto* viewport = m_stack->chart(kind)->viewport();
        QTest::mouseClick(viewport, Qt::LeftButton, {}, QPoint(1, 1));
        QTest::mouseDClick(viewport, Qt::LeftButton, {}, viewport->rect().center());
        QTest::mouseClick(viewport, Qt::RightButton, {}, viewport->rect().bottomRight());
    }
    QVERIFY(m_stack->hasFocus());
}

void TestCharts::dragOfTheHighFlagSnapsAndIsBounded()
{
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    QSignalSpy dragged(m_stack.get(), &ChartStack::marksDragged);
    auto* high = flag(Mark::High);
    const QPoint middle = high->rect().center();
    const auto& geometry = m_stack->chart(ChartKind::Depth)->geometryOfPlot();
    const auto pixels = [&](double items) { return static_cast<int>(std::lround(items / geometry.top * geometry.plot.height())); };
    QTest::mousePress(high, Qt::LeftButton, {}, middle);
    const QPoint start = high->mapToGlobal(middle);
    const auto moveTo = [&](int dy) { moveMouse(high, high->mapFromGlobal(start + QPoint(0, dy)), Qt::LeftButton); };

    moveTo(pixels(190));
    auto drag = dragged.takeLast().at(0).value<MarkDrag>();
    QCOMPARE(drag.which, Mark::High);
    QCOMPARE(drag.from, 800);
    QVERIFY(drag.marks.high >= 550 && drag.marks.high <= 650);
    QCOMPARE(drag.marks.high % 50, 0);
    QCOMPARE(drag.marks.low, 400);
    QVERIFY(!drag.finished);
    const int gesture = drag.gesture;

    moveTo(pixels(5000));
    drag = dragged.takeLast().at(0).value<MarkDrag>();
    QCOMPARE(drag.marks.high, 401);
    moveTo(-pixels(5000));
    drag = dragged.takeLast().at(0).value<MarkDrag>();
    QCOMPARE(drag.marks.high, 1000);
    QCOMPARE(drag.gesture, gesture);
    dragged.clear();
    QTest::mouseRelease(high, Qt::LeftButton, {}, high->rect().center());
    QCOMPARE(dragged.count(), 1);
    QVERIFY(dragged.takeFirst().at(0).value<MarkDrag>().finished);
    // The run has not answered yet: the flag stays where it was dropped.
    m_stack->show(sampleSnapshot(1001), api, std::nullopt);
    QCOMPARE(m_stack->handles()->shownMarks()->high, 1000);

    QTest::mousePress(high, Qt::LeftButton, {}, middle);
    moveMouse(high, middle + QPoint(0, pixels(300)), Qt::LeftButton);
    QVERIFY(dragged.takeLast().at(0).value<MarkDrag>().gesture != gesture);
    QTest::mouseRelease(high, Qt::LeftButton, {}, middle);
}

void TestCharts::dragOfTheLowFlagStaysBelowTheHighMark()
{
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    QSignalSpy dragged(m_stack.get(), &ChartStack::marksDragged);
    auto* low = flag(Mark::Low);
    const QPoint middle = low->rect().center();
    QTest::mousePress(low, Qt::LeftButton, {}, middle);
    const QPoint start = low->mapToGlobal(middle);
    moveMouse(low, low->mapFromGlobal(start - QPoint(0, 500)), Qt::LeftButton);
    QCOMPARE(dragged.takeLast().at(0).value<MarkDrag>().marks, (flow::Marks{800, 799}));
    moveMouse(low, low->mapFromGlobal(start + QPoint(0, 500)), Qt::LeftButton);
    QCOMPARE(dragged.takeLast().at(0).value<MarkDrag>().marks, (flow::Marks{800, 0}));
    QTest::mouseRelease(low, Qt::LeftButton, {}, middle);
}

void TestCharts::shiftMovesFinely()
{
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    QSignalSpy dragged(m_stack.get(), &ChartStack::marksDragged);
    auto* high = flag(Mark::High);
    QTest::keyClick(high, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(dragged.takeLast().at(0).value<MarkDrag>().marks.high, 795);
}

void TestCharts::escapeBringsTheMarkBack()
{
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    QSignalSpy dragged(m_stack.get(), &ChartStack::marksDragged);
    auto* high = flag(Mark::High);
    const QPoint middle = high->rect().center();
    QTest::mousePress(high, Qt::LeftButton, {}, middle);
    moveMouse(high, middle + QPoint(0, 20), Qt::LeftButton);
    QVERIFY(dragged.takeLast().at(0).value<MarkDrag>().marks.high < 800);
    QTest::keyClick(high, Qt::Key_Escape);
    const auto back = dragged.takeLast().at(0).value<MarkDrag>();
    QCOMPARE(back.marks, (flow::Marks{800, 400}));
    QVERIFY(back.finished);
    // The gesture is over: what the mouse still does counts no more.
    moveMouse(high, middle + QPoint(0, 30), Qt::LeftButton);
    QTest::mouseRelease(high, Qt::LeftButton, {}, middle);
    QCOMPARE(dragged.count(), 0);
}

void TestCharts::arrowKeysMoveAFocusedFlag()
{
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    QSignalSpy dragged(m_stack.get(), &ChartStack::marksDragged);
    auto* low = flag(Mark::Low);
    low->setFocus(Qt::TabFocusReason);
    QVERIFY(low->hasFocus());
    QTest::keyClick(low, Qt::Key_Up);
    QTest::keyClick(low, Qt::Key_Up);
    const auto drag = dragged.takeLast().at(0).value<MarkDrag>();
    QCOMPARE(drag.marks, (flow::Marks{800, 500}));
    QCOMPARE(drag.from, 400);
    m_stack->setFocus();
    QVERIFY(dragged.takeLast().at(0).value<MarkDrag>().finished);
}

void TestCharts::flagsNeverOverlap()
{
    for (const auto marks : {flow::Marks{1000, 999}, {800, 790}, {500, 499}, {2, 1}, {1, 0}, {1000, 0}, {30, 0}}) {
        auto snapshot = withApi([&](StageNode& stage) { stage.queue.marks = marks; });
        m_stack->show(snapshot, api, std::nullopt);
        const QRect high = bodyOf(flag(Mark::High));
        const QRect low = bodyOf(flag(Mark::Low));
        QVERIFY2(!high.intersects(low), qPrintable(QString::number(marks.high)));
        QVERIFY(high.bottom() < low.top());
        QVERIFY(m_stack->rect().contains(high) && m_stack->rect().contains(low));
        QVERIFY(high.left() >= plot(ChartKind::Depth).right());
    }
}

void TestCharts::flagsVanishWithoutMarks()
{
    m_stack->show(withApi([](StageNode& stage) {
                      stage.queue.capacity.reset();
                      stage.queue.marks.reset();
                  }), api, std::nullopt);
    QVERIFY(flag(Mark::High)->isHidden() && flag(Mark::Low)->isHidden());
    m_stack->show(sampleSnapshot(), api, std::nullopt);
    QVERIFY(!flag(Mark::High)->isHidden());
}

void TestCharts::picturesAreSpoken()
{
    m_stack->show(sampleSnapshot(1000), api, std::nullopt);
    auto* view = m_stack->chart(ChartKind::Time);
    QCOMPARE(view->accessibleName(), QStringLiteral("Time in api"));
    QVERIFY(view->accessibleDescription().contains(QStringLiteral("p99 ")));
    // At most once a second, but never lost.
    const QString before = view->accessibleDescription();
    m_stack->show(sampleSnapshot(1010), api, 10.125);
    QCOMPARE(view->accessibleDescription(), before);
    QTRY_VERIFY_WITH_TIMEOUT(view->accessibleDescription().startsWith(QStringLiteral("At 0:10.1")), 3000);
    QCOMPARE(flag(Mark::High)->accessibleName(), QStringLiteral("High mark"));
    QCOMPARE(flag(Mark::High)->accessibleDescription(), QStringLiteral("800"));
}

void TestCharts::panelShowsAndChangesItsSession()
{
    Session session;
    ChartPanel panel(session, *m_theme);
    panel.resize(896, 440);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QVERIFY(session.open(QStringLiteral(HIGHWATER_SOURCE_DIR "/scenarios/02-slow-consumer.highwater.json")));
    auto* stack = panel.stack();
    QTRY_VERIFY(stack->handles()->shownMarks() == (flow::Marks{800, 400}));

    const auto pointer = QStringLiteral("/nodes/api/queue/highWater");
    QSignalSpy faults(&session, &Session::fault);
    Q_EMIT stack->marksDragged({{700, 400}, Mark::High, 800, 1, false});
    Q_EMIT stack->marksDragged({{600, 400}, Mark::High, 800, 1, false});
    Q_EMIT stack->marksDragged({{600, 400}, Mark::High, 800, 1, true});
    QCOMPARE(faults.count(), 0);
    QCOMPARE(session.parameter(pointer), QStringLiteral("600"));
    QCOMPARE(session.undoStack()->count(), 1);
    QCOMPARE(session.undoStack()->undoText(), QStringLiteral("high 800 → 600"));
    QTRY_VERIFY(stack->handles()->shownMarks() == (flow::Marks{600, 400}));
    session.undo();
    QCOMPARE(session.parameter(pointer), QStringLiteral("800"));

    Q_EMIT stack->crosshairMoved(1.125);
    QCOMPARE(session.crosshair(), std::optional<double>(1.125));
}

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
