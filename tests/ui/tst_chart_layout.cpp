// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_header.h"
#include "charts/chart_layout.h"
#include "charts/chart_panel.h"
#include "charts/chart_stack.h"
#include "charts/chart_view.h"
#include "charts/header_button.h"
#include "charts/time_axis.h"
#include "charts/title_row.h"
#include "pixels.h"
#include "sample_snapshot.h"
#include "session/session.h"

#include <QApplication>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace highwater;

Q_DECLARE_METATYPE(std::optional<double>)

namespace {

constexpr int api = 1;

void moveMouse(QWidget* widget, const QPointF& to, Qt::MouseButtons buttons)
{
    QMouseEvent event(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, buttons, Qt::NoModifier);
    QApplication::sendEvent(widget, &event);
}

ChartLayout everything()
{
    ChartLayout layout;
    for (const auto& each : allCharts())
        layout.setShown(each.kind, true);
    return layout;
}

class PaintCounter : public QObject
{
public:
    int paints = 0;
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return QObject::eventFilter(watched, event);
    }
};

QString textOf(const LegendEntry& entry)
{
    return QStringLiteral("%1|%2|%3").arg(entry.value, entry.second, entry.difference);
}

} // namespace

/// What the user does with the charts as a whole: chooses, moves, enlarges, compares two instants, writes notes.
class TestChartLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();

    void theTextOfALayoutBringsItBack();
    void whatIsNoLayoutIsRefused_data();
    void whatIsNoLayoutIsRefused();
    void aChartComesBackWhereItIsOffered();
    void theLastChartStays();

    void chosenChartsAreInSightAndOthersAreNot();
    void draggingATitleMovesItsChart();
    void keysMoveAndHideAChart();
    void aDoubleClickEnlargesAndBringsBack();
    void chartsThatDoNotFitScroll();
    void chartsWithoutATimeAxisStandSideBySide();
    void theFirstChartNamesTheChanges();
    void flagsGoWithTheirChart();
    void everyChartIsThereInEverySize_data();
    void everyChartIsThereInEverySize();

    void whatStandsStillIsNotPaintedAgain_data();
    void whatStandsStillIsNotPaintedAgain();

    void controlAndAClickSetsTheSecondCursor();
    void theLegendHasBothInstantsAndTheirDifference();
    void escapeTakesTheSecondCursorThenTheFirst();
    void notesAreDrawn();
    void aDoubleClickInAPlotAsksForANote();
    void fewSamplesFillABar();
    void timesCanBeLogarithmic();

    void theMenuChoosesAndThePanelKeepsTheLayout();
    void theHeatMapsButtonFollows();

private:
    QImage grab() const { return m_stack->grab().toImage().convertToFormat(QImage::Format_RGB32); }
    void show(std::optional<double> crosshair = {}) { m_stack->show(sampleOfKinds(), api, crosshair); }
    QWidget* title(ChartKind kind) const { return m_stack->titleRow(kind); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ChartStack> m_stack;
};

void TestChartLayout::initTestCase()
{
    qRegisterMetaType<std::optional<double>>();
}

void TestChartLayout::init()
{
    m_stack.reset();
    m_theme = std::make_unique<Theme>(Theme::Choice::Dark);
    m_stack = std::make_unique<ChartStack>(*m_theme);
    m_stack->resize(896, 410);
    m_stack->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_stack.get()));
}

void TestChartLayout::theTextOfALayoutBringsItBack()
{
    QCOMPARE(ChartLayout().text(), QStringLiteral("depth,time,throughput,bloat;"));
    auto layout = everything();
    QVERIFY(layout.moveTo(ChartKind::Tail, 0));
    layout.setShown(ChartKind::Bloat, false);
    layout.logarithmic = true;
    layout.heatMap = true;
    QCOMPARE(layout.text(), QStringLiteral("tail,depth,time,throughput,retries,signals,usage,bytes,clients,histogram,cdf;log,heat"));
    const auto back = ChartLayout::of(layout.text());
    QVERIFY(back && *back == layout);
}

void TestChartLayout::whatIsNoLayoutIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("no charts") << QStringLiteral(";log");
    QTest::newRow("unknown chart") << QStringLiteral("depth,flame;");
    QTest::newRow("twice") << QStringLiteral("depth,depth;");
    QTest::newRow("unknown option") << QStringLiteral("depth;dark");
    QTest::newRow("no options") << QStringLiteral("depth");
    QTest::newRow("too much") << QStringLiteral("depth;log;heat");
}

void TestChartLayout::whatIsNoLayoutIsRefused()
{
    QFETCH(QString, text);
    QVERIFY(!ChartLayout::of(text));
}

void TestChartLayout::aChartComesBackWhereItIsOffered()
{
    ChartLayout layout;
    layout.setShown(ChartKind::Time, false);
    layout.setShown(ChartKind::Time, true);
    QCOMPARE(layout, ChartLayout());
    layout.setShown(ChartKind::Depth, false);
    layout.setShown(ChartKind::Depth, true);
    QCOMPARE(layout.placeOf(ChartKind::Depth), 0);
}

void TestChartLayout::theLastChartStays()
{
    ChartLayout layout;
    for (const auto& each : allCharts())
        layout.setShown(each.kind, false);
    QCOMPARE(layout.shown().size(), std::size_t(1));
}

void TestChartLayout::chosenChartsAreInSightAndOthersAreNot()
{
    show();
    QVERIFY(!m_stack->face(ChartKind::Usage));
    m_stack->arrange(*ChartLayout::of(QStringLiteral("usage,depth;")));
    QVERIFY(m_stack->face(ChartKind::Usage)->isVisible() && title(ChartKind::Usage)->isVisible());
    QVERIFY(m_stack->chart(ChartKind::Depth)->isVisible());
    QVERIFY(m_stack->chart(ChartKind::Time)->isHidden() && title(ChartKind::Time)->isHidden());
    QVERIFY(title(ChartKind::Usage)->y() < title(ChartKind::Depth)->y());
    QVERIFY(m_stack->chart(ChartKind::Depth)->geometry().bottom() <= m_stack->height());
}

void TestChartLayout::draggingATitleMovesItsChart()
{
    show();
    QSignalSpy arranged(m_stack.get(), &ChartStack::arranged);
    auto* row = title(ChartKind::Bloat);
    QTest::mousePress(row, Qt::LeftButton, {}, QPoint(40, 10));
    // To the upper half of the first chart, past its middle.
    for (const int y : {300, 200, 120, 10})
        moveMouse(row, row->mapFromGlobal(m_stack->mapToGlobal(QPoint(40, y))), Qt::LeftButton);
    QTest::mouseRelease(row, Qt::LeftButton, {}, QPoint(40, 10));
    QCOMPARE(m_stack->arrangement().text(), QStringLiteral("bloat,depth,time,throughput;"));
    QCOMPARE(title(ChartKind::Bloat)->y(), 0);
    QCOMPARE(arranged.count(), 1);
    // A click that shakes moves nothing.
    QTest::mousePress(row, Qt::LeftButton, {}, QPoint(40, 10));
    moveMouse(row, QPoint(41, 11), Qt::LeftButton);
    QTest::mouseRelease(row, Qt::LeftButton, {}, QPoint(41, 11));
    QCOMPARE(arranged.count(), 1);
}

void TestChartLayout::keysMoveAndHideAChart()
{
    show();
    QTest::keyClick(title(ChartKind::Depth), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(m_stack->arrangement().text(), QStringLiteral("time,depth,throughput,bloat;"));
    QTest::keyClick(title(ChartKind::Depth), Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(title(ChartKind::Depth), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(m_stack->arrangement(), ChartLayout());
    QTest::keyClick(title(ChartKind::Time), Qt::Key_Delete);
    QCOMPARE(m_stack->arrangement().text(), QStringLiteral("depth,throughput,bloat;"));
}

void TestChartLayout::aDoubleClickEnlargesAndBringsBack()
{
    show();
    const QRect before = m_stack->chart(ChartKind::Time)->geometry();
    QTest::mouseDClick(title(ChartKind::Time), Qt::LeftButton, {}, QPoint(30, 10));
    QCOMPARE(m_stack->enlarged(), std::optional(ChartKind::Time));
    QVERIFY(m_stack->chart(ChartKind::Depth)->isHidden());
    QVERIFY(m_stack->chart(ChartKind::Time)->height() > 350);
    QVERIFY(!m_stack->handles()->flag(Mark::High)->isVisible());
    QTest::keyClick(title(ChartKind::Time), Qt::Key_Return);
    QVERIFY(!m_stack->enlarged());
    QCOMPARE(m_stack->chart(ChartKind::Time)->geometry(), before);
    QVERIFY(m_stack->chart(ChartKind::Depth)->isVisible());
}

void TestChartLayout::chartsThatDoNotFitScroll()
{
    show();
    auto* scroll = m_stack->findChild<QScrollBar*>();
    QVERIFY(scroll->isHidden());
    m_stack->arrange(everything());
    QVERIFY(scroll->isVisible());
    const auto* axis = m_stack->findChild<TimeAxis*>();
    QVERIFY(axis->isVisible());
    QCOMPARE(axis->geometry().bottom(), m_stack->height() - 1);
    QTest::keyClick(m_stack.get(), Qt::Key_PageDown);
    QVERIFY(scroll->value() > 0);
    QVERIFY(title(ChartKind::Depth)->y() < 0);
    scroll->setValue(scroll->maximum());
    QVERIFY(m_stack->face(ChartKind::Tail)->geometry().bottom() < m_stack->height());
    QWheelEvent wheel(QPointF(100, 100), m_stack->mapToGlobal(QPointF(100, 100)), {}, QPoint(0, 240), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(m_stack.get(), &wheel);
    QVERIFY(scroll->value() < scroll->maximum());
    m_stack->resize(1500, 2200);
    QVERIFY(scroll->isHidden());
    QCOMPARE(title(ChartKind::Depth)->y(), 0);
}

void TestChartLayout::chartsWithoutATimeAxisStandSideBySide()
{
    m_stack->resize(960, 500);
    show();
    m_stack->arrange(*ChartLayout::of(QStringLiteral("depth,histogram,cdf,tail;")));
    QCOMPARE(title(ChartKind::Histogram)->y(), title(ChartKind::Tail)->y());
    QVERIFY(title(ChartKind::Histogram)->geometry().right() < title(ChartKind::Cdf)->x());
    m_stack->resize(620, 900);
    QCOMPARE(title(ChartKind::Histogram)->y(), title(ChartKind::Cdf)->y());
    QVERIFY(title(ChartKind::Tail)->y() > title(ChartKind::Cdf)->y());
    // The axis of time lies directly under the last chart over time.
    const auto* axis = m_stack->findChild<TimeAxis*>();
    QCOMPARE(axis->y(), m_stack->chart(ChartKind::Depth)->geometry().bottom() + 1 - m_stack->chart(ChartKind::Depth)->bottomMargin());
}

void TestChartLayout::theFirstChartNamesTheChanges()
{
    m_stack->arrange(*ChartLayout::of(QStringLiteral("throughput,depth;")));
    show();
    QCOMPARE(m_stack->chart(ChartKind::Throughput)->topMargin(), 12);
    QCOMPARE(m_stack->chart(ChartKind::Depth)->topMargin(), 8);
    m_stack->arrange(ChartLayout());
    QCOMPARE(m_stack->chart(ChartKind::Depth)->topMargin(), 12);
}

void TestChartLayout::flagsGoWithTheirChart()
{
    show();
    const auto* flag = m_stack->handles()->flag(Mark::High);
    QVERIFY(flag->isVisible());
    auto layout = m_stack->arrangement();
    layout.moveTo(ChartKind::Depth, 3);
    m_stack->arrange(layout);
    QVERIFY(flag->geometry().center().y() > m_stack->chart(ChartKind::Depth)->y());
    layout.setShown(ChartKind::Depth, false);
    m_stack->arrange(layout);
    QVERIFY(flag->isHidden());
}

void TestChartLayout::everyChartIsThereInEverySize_data()
{
    QTest::addColumn<Theme::Choice>("choice");
    QTest::addColumn<QSize>("size");
    for (const auto& size : {QSize(1032, 1500), QSize(560, 2600), QSize(1900, 1400)}) {
        for (const auto choice : {Theme::Choice::Dark, Theme::Choice::Light})
            QTest::addRow("%s %d", choice == Theme::Choice::Dark ? "dark" : "light", size.width()) << choice << size;
    }
}

void TestChartLayout::everyChartIsThereInEverySize()
{
    QFETCH(Theme::Choice, choice);
    QFETCH(QSize, size);
    m_theme->setChoice(choice);
    m_stack->resize(size);
    m_stack->arrange(everything());
    show();
    QCoreApplication::processEvents();
    const QImage image = grab();
    keepPicture(image, QStringLiteral("all-") + QString::fromLatin1(QTest::currentDataTag()).replace(QLatin1Char(' '), QLatin1Char('-')));
    for (const auto& each : allCharts()) {
        const QRect area = m_stack->face(each.kind)->geometry();
        QVERIFY2(m_stack->rect().contains(area), each.id);
        QVERIFY2(area.height() >= each.leastPlot, each.id);
        // Ink in the middle, and no ink where it would be cut off: at the left and the right edge.
        const QColor surface = m_theme->color(Token::Surface);
        const auto ink = [&](const QRectF& part) {
            const qreal ratio = image.devicePixelRatio();
            return static_cast<int>(part.width() * ratio) * static_cast<int>(part.height() * ratio) - countPixels(image, part, surface, 2);
        };
        QVERIFY2(ink(QRectF(area).adjusted(60, 0, -92, 0)) > 150, each.id);
        QVERIFY2(ink(QRectF(area.left(), area.top(), 2, area.height())) <= 8, each.id);
        const QRect row = title(each.kind)->geometry();
        QVERIFY2(countPixels(image, QRectF(row), m_theme->color(Token::Text), 60) > 60, each.id);
    }
}

void TestChartLayout::whatStandsStillIsNotPaintedAgain_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("logarithmic");
    for (const auto& size : {QSize(896, 410), QSize(896, 320), QSize(1032, 500), QSize(1032, 220), QSize(600, 140), QSize(1032, 385)}) {
        QTest::addRow("%d x %d", size.width(), size.height()) << size << false;
        QTest::addRow("%d x %d logarithmic", size.width(), size.height()) << size << true;
    }
}

void TestChartLayout::whatStandsStillIsNotPaintedAgain()
{
    QFETCH(QSize, size);
    QFETCH(bool, logarithmic);
    auto layout = ChartLayout();
    layout.logarithmic = logarithmic;
    m_stack->arrange(layout);
    m_stack->resize(size);
    show();
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
    PaintCounter counter;
    for (const auto kind : layout.shown())
        m_stack->chart(kind)->viewport()->installEventFilter(&counter);
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents();
    QCOMPARE(counter.paints, 0);
}

void TestChartLayout::controlAndAClickSetsTheSecondCursor()
{
    show(100.125);
    auto* view = m_stack->chart(ChartKind::Throughput);
    const auto& geometry = view->geometryOfPlot();
    QSignalSpy moved(m_stack.get(), &ChartStack::secondMoved);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ControlModifier, QPointF(geometry.x(200.2), geometry.plot.center().y()).toPoint());
    QVERIFY(m_stack->second());
    QVERIFY(std::abs(*m_stack->second() - 200.2) < 0.5);
    QCOMPARE(std::fmod(*m_stack->second(), 0.25), 0.125);
    QCOMPARE(moved.count(), 1);
    // A dashed line through all charts.
    const QImage image = grab();
    for (const auto kind : {ChartKind::Time, ChartKind::Throughput, ChartKind::Bloat}) {
        const auto* chart = m_stack->chart(kind);
        const QRectF plot = chart->geometryOfPlot().plot.translated(chart->pos());
        const QRectF line(std::floor(chart->geometryOfPlot().x(*m_stack->second())), plot.top(), 1, plot.height());
        QVERIFY(countPixels(image, line, m_theme->color(Token::Text), 4) >= static_cast<int>(plot.height() / 2));
    }
    m_stack->setSecond(250.0);
    QCOMPARE(m_stack->second(), std::optional(250.125));
}

void TestChartLayout::theLegendHasBothInstantsAndTheirDifference()
{
    show(100.125);
    m_stack->setSecond(20.125);
    const auto snapshot = sampleOfKinds();
    const auto& a = snapshot->nodes[api].series.at(400);
    const auto& b = snapshot->nodes[api].series.at(80);
    const auto entry = m_stack->titleRow(ChartKind::Depth)->legend().entries.front();
    QVERIFY(b.depthMean < a.depthMean);
    const auto count = [](double value) { return QString::number(std::lround(value)); };
    QCOMPARE(textOf(entry), QStringLiteral("%1|%2|−%3").arg(count(static_cast<double>(a.depthMean)), count(static_cast<double>(b.depthMean)),
                                                              count(static_cast<double>(a.depthMean - b.depthMean))));
    m_stack->setSecond(std::nullopt);
    QCOMPARE(m_stack->titleRow(ChartKind::Depth)->legend().entries.front().second, QString());
}

void TestChartLayout::escapeTakesTheSecondCursorThenTheFirst()
{
    show(100.125);
    m_stack->setSecond(200);
    QSignalSpy moved(m_stack.get(), &ChartStack::crosshairMoved);
    QTest::keyClick(m_stack.get(), Qt::Key_Escape);
    QVERIFY(!m_stack->second());
    QCOMPARE(moved.count(), 0);
    QTest::keyClick(m_stack.get(), Qt::Key_Escape);
    QCOMPARE(moved.count(), 1);
    QTest::keyClick(m_stack.get(), Qt::Key_X);
    QCOMPARE(m_stack->second(), std::optional(100.125));
    // What lies after now belongs to another run.
    m_stack->show(sampleSnapshot(40), api, std::nullopt);
    QVERIFY(!m_stack->second());
}

void TestChartLayout::notesAreDrawn()
{
    show();
    const QImage before = grab();
    m_stack->setNotes(std::make_shared<const std::vector<ChartNote>>(
        std::vector<ChartNote>{{100, QStringLiteral("deployed"), ChartNote::Kind::Note}, {180, QStringLiteral("db down"), ChartNote::Kind::Fault}}));
    show();
    const QImage after = grab();
    keepPicture(after, QStringLiteral("notes"));
    const auto* depth = m_stack->chart(ChartKind::Depth);
    const auto& geometry = depth->geometryOfPlot();
    for (const double at : {100.0, 180.0}) {
        const QRectF flag(depth->x() + geometry.x(at), depth->y() + geometry.plot.bottom() - 20, 60, 18);
        QVERIFY(countPixels(after, flag, m_theme->color(Token::Text), 60) > countPixels(before, flag, m_theme->color(Token::Text), 60) + 20);
    }
    m_stack->setNotes(nullptr);
    show();
    QCOMPARE(grab(), before);
}

void TestChartLayout::aDoubleClickInAPlotAsksForANote()
{
    show();
    auto* view = m_stack->chart(ChartKind::Time);
    QSignalSpy wanted(m_stack.get(), &ChartStack::noteWanted);
    const auto& geometry = view->geometryOfPlot();
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, QPointF(geometry.x(150), geometry.plot.center().y()).toPoint());
    QCOMPARE(wanted.count(), 1);
    QVERIFY(std::abs(wanted.takeFirst().at(0).toDouble() - 150) < 0.5);
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, QPoint(10, 10));
    QCOMPARE(wanted.count(), 0);
}

void TestChartLayout::fewSamplesFillABar()
{
    m_stack->show(sampleSnapshot(1000), api, 0.125);
    const auto& legend = m_stack->titleRow(ChartKind::Time)->legend();
    QCOMPARE(legend.samples, std::optional<std::uint32_t>(120));
    keepPicture(grab(), QStringLiteral("few-samples"));
    m_stack->show(sampleSnapshot(1000), api, 100.125);
    QVERIFY(!m_stack->titleRow(ChartKind::Time)->legend().samples);
}

void TestChartLayout::timesCanBeLogarithmic()
{
    auto layout = ChartLayout();
    layout.logarithmic = true;
    m_stack->arrange(layout);
    show();
    const auto* view = m_stack->chart(ChartKind::Time);
    const auto& geometry = view->geometryOfPlot();
    QVERIFY(geometry.floor > 0);
    QCOMPARE(geometry.y(geometry.floor), geometry.plot.bottom());
    QVERIFY(std::abs(geometry.y(geometry.top) - geometry.plot.top()) < 1e-6);
    QVERIFY(geometry.y(0.9) > geometry.plot.top() && geometry.y(0.9) < geometry.y(0.05));
    keepPicture(grab(), QStringLiteral("logarithmic"));
    const QRectF plot = geometry.plot.translated(view->pos());
    QVERIFY(countPixels(grab(), plot, m_theme->color(Token::P99), 80) > 150);
    const QImage logarithmic = grab();
    m_stack->arrange(ChartLayout());
    QCOMPARE(view->geometryOfPlot().floor, 0.0);
    QVERIFY(changedPixels(logarithmic, grab(), plot) > 1000);
}

void TestChartLayout::theMenuChoosesAndThePanelKeepsTheLayout()
{
    Session session;
    ChartPanel panel(session, *m_theme);
    panel.resize(900, 440);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QSignalSpy changed(&panel, &ChartPanel::layoutChanged);
    const auto actions = panel.chartsMenu()->actions();
    QCOMPARE(actions[0]->text(), QStringLiteral("Queue depth"));
    QVERIFY(actions[0]->isChecked());
    actions[4]->trigger();
    QCOMPARE(panel.layout(), QStringLiteral("depth,time,throughput,bloat,retries;"));
    actions[0]->trigger();
    QCOMPARE(panel.layout(), QStringLiteral("time,throughput,bloat,retries;"));
    QVERIFY(!actions[0]->isChecked());
    QCOMPARE(changed.count(), 2);
    QVERIFY(!panel.setLayout(QStringLiteral("nothing")));
    QVERIFY(panel.setLayout(QStringLiteral("cdf,depth;log")));
    QCOMPARE(panel.layout(), QStringLiteral("cdf,depth;log"));
    QCOMPARE(changed.count(), 2);
    panel.resetLayout();
    QCOMPARE(panel.layout(), ChartLayout().text());
    // Whoever wants none at all keeps the last one, and the menu says so.
    for (const int i : {0, 1, 2, 3})
        actions[i]->trigger();
    QCOMPARE(panel.layout(), QStringLiteral("bloat;"));
    QVERIFY(actions[3]->isChecked());
}

void TestChartLayout::theHeatMapsButtonFollows()
{
    Session session;
    ChartPanel panel(session, *m_theme);
    panel.resize(900, 440);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    auto* button = panel.header()->heatMapButton();
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(panel.showsHeatMap() && button->isChecked());
    QTest::keyClick(panel.stack(), Qt::Key_H);
    QVERIFY(!panel.showsHeatMap() && !button->isChecked());
    panel.setLayout(QStringLiteral("depth;"));
    panel.setHeatMap(true);
    QCOMPARE(panel.layout(), QStringLiteral("depth,time;heat"));
}

QTEST_MAIN(TestChartLayout)
#include "tst_chart_layout.moc"
