// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/events_model.h"
#include "library/events_panel.h"
#include "library/shelf_model.h"
#include "library/shelf_panel.h"
#include "sample_run.h"
#include "scenario/shelf.h"
#include "session/session.h"
#include "theme/theme.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace highwater;

namespace {

std::vector<ShelfEntry> threeEntries()
{
    return {{"steady", "01-steady.highwater.json", "Steady and healthy", "80 % busy. Nobody waits."},
            {"bloat", "02-bloat.highwater.json", "Buffer bloat",
             "A big buffer buys only waiting. Halve it at 0.5 of the load."},
            {"storm", "03-storm.highwater.json", "Retry storm", "Four tries"}};
}

ChangeView change(int number, double seconds, const char* text, bool byUser = true)
{
    return {number, runStart + fromSeconds(seconds), text, byUser};
}

struct Bench
{
    Theme theme{Theme::Choice::Light};
    Session session{SampleRun::create};
    ShelfPanel panel{&session, &theme};
    QListView* list = nullptr;

    Bench()
    {
        panel.resize(256, 420);
        panel.show();
        list = panel.findChild<QListView*>();
    }
    [[nodiscard]] QString openFile() const { return QFileInfo(session.file()).canonicalFilePath(); }
};

QString shelfFile(std::size_t index)
{
    return QFileInfo(QString::fromStdU16String(shelf().at(index).file.u16string())).canonicalFilePath();
}

} // namespace

class TestLibrary final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void theShelfModelIsAProperModel();
    void aRowShowsTheFirstSentence();
    void theFilterKeepsTheNumbers();
    void aNumberOpensItsScenario();
    void aNumberWithoutAScenarioDoesNothing();
    void aClickOpensARow();
    void typingFiltersAndEnterOpensTheFirstThatFits();
    void theFoldedStripIsNarrowAndStillOpens();
    void theEventsModelIsAProperModel();
    void newEventsAreAppended();
    void anotherRunStartsTheEventsAnew();
    void anEventMovesTheCrosshairToItsInstant();
    void theEventsOfASessionAppear();
};

void TestLibrary::initTestCase()
{
    qputenv("HIGHWATER_SCENARIOS", HIGHWATER_SOURCE_DIR "/scenarios");
    QVERIFY(shelf().size() >= 9);
}

void TestLibrary::theShelfModelIsAProperModel()
{
    ShelfModel model(threeEntries());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFilter(QStringLiteral("buys"));
    QCOMPARE(model.rowCount(), 1);
    model.setFilter(QStringLiteral("nothing of that name"));
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 3);
}

void TestLibrary::aRowShowsTheFirstSentence()
{
    const ShelfModel model(threeEntries());
    QCOMPARE(model.index(0).data(ShelfModel::LineRole).toString(), QStringLiteral("80 % busy"));
    QCOMPARE(model.index(1).data(ShelfModel::LineRole).toString(), QStringLiteral("A big buffer buys only waiting"));
    QCOMPARE(model.index(2).data(ShelfModel::LineRole).toString(), QStringLiteral("Four tries"));
    QCOMPARE(firstSentence(QStringLiteral("At 0.5 of the load.")), QStringLiteral("At 0.5 of the load"));
}

void TestLibrary::theFilterKeepsTheNumbers()
{
    ShelfModel model(threeEntries());
    model.setFilter(QStringLiteral("  STORM retry "));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data(ShelfModel::NumberRole).toInt(), 3);
    QCOMPARE(model.fileOfNumber(1), QStringLiteral("01-steady.highwater.json"));
}

void TestLibrary::aNumberOpensItsScenario()
{
    Bench bench;
    bench.panel.openByNumber(2);
    QCOMPARE(bench.openFile(), shelfFile(1));
    QCOMPARE(bench.list->currentIndex().row(), 1);
    bench.panel.openByNumber(4);
    QCOMPARE(bench.openFile(), shelfFile(3));
    QCOMPARE(bench.list->currentIndex().row(), 3);
}

void TestLibrary::aNumberWithoutAScenarioDoesNothing()
{
    Bench bench;
    bench.panel.openByNumber(2);
    bench.panel.openByNumber(0);
    bench.panel.openByNumber(99);
    QCOMPARE(bench.openFile(), shelfFile(1));
}

void TestLibrary::aClickOpensARow()
{
    Bench bench;
    const QRect row = bench.list->visualRect(bench.list->model()->index(2, 0));
    QCOMPARE(row.height(), 46);
    QTest::mouseClick(bench.list->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(bench.openFile(), shelfFile(2));
}

void TestLibrary::typingFiltersAndEnterOpensTheFirstThatFits()
{
    Bench bench;
    auto* search = bench.panel.findChild<QLineEdit*>();
    QVERIFY(search->isHidden());
    QTest::keyClick(bench.list, Qt::Key_B);
    QVERIFY(search->isVisible());
    QTest::keyClicks(search, QStringLiteral("uffer bloat, cured"));
    QCOMPARE(bench.list->model()->rowCount(), 1);
    const QString name = bench.list->model()->index(0, 0).data(ShelfModel::FileRole).toString();
    QTest::keyClick(search, Qt::Key_Return);
    QCOMPARE(bench.openFile(), QFileInfo(name).canonicalFilePath());
    QTest::keyClick(search, Qt::Key_Escape);
    QVERIFY(search->isHidden());
    QCOMPARE(bench.list->model()->rowCount(), static_cast<int>(shelf().size()));
}

void TestLibrary::theFoldedStripIsNarrowAndStillOpens()
{
    Bench bench;
    bench.panel.setFolded(true);
    QVERIFY(bench.panel.isFolded());
    QCOMPARE(bench.panel.maximumWidth(), 44);
    QCOMPARE(bench.panel.sizeHint().width(), 44);
    bench.panel.resize(44, 420);
    QTest::mouseClick(bench.list->viewport(), Qt::LeftButton, {},
                      bench.list->visualRect(bench.list->model()->index(1, 0)).center());
    QCOMPARE(bench.openFile(), shelfFile(1));
    bench.panel.setFolded(false);
    QCOMPARE(bench.panel.minimumWidth(), 256);
    QVERIFY(bench.panel.maximumWidth() > 256);
}

void TestLibrary::theEventsModelIsAProperModel()
{
    EventsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setChanges(1, {change(1, 40, "clients 480/s → 640/s", false)});
    model.setChanges(1, {change(1, 40, "clients 480/s → 640/s", false), change(2, 125, "workers 3 → 4")});
    model.setChanges(2, {});
    QCOMPARE(model.rowCount(), 0);
}

void TestLibrary::newEventsAreAppended()
{
    EventsModel model;
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    const std::vector<ChangeView> one{change(1, 40, "clients 480/s → 640/s", false)};
    auto three = one;
    three.push_back(change(2, 125, "workers 3 → 4"));
    three.push_back(change(3, 200, "service 8 ms → 7 ms"));
    model.setChanges(0, one);
    model.setChanges(0, three);
    model.setChanges(0, three);
    QCOMPARE(reset.count(), 0);
    QCOMPARE(inserted.count(), 2);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(1, EventsModel::Number).data().toInt(), 2);
    QCOMPARE(model.index(1, EventsModel::Time).data().toString(), QStringLiteral("2:05.0"));
    QCOMPARE(model.index(1, EventsModel::What).data().toString(), QStringLiteral("workers 3 → 4"));
    QCOMPARE(model.index(0, EventsModel::Who).data().toString(), QStringLiteral("schedule"));
    QCOMPARE(model.index(1, EventsModel::Who).data().toString(), QStringLiteral("you"));
}

void TestLibrary::anotherRunStartsTheEventsAnew()
{
    EventsModel model;
    model.setChanges(0, {change(1, 40, "a"), change(2, 50, "b")});
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setChanges(1, {change(1, 40, "a"), change(2, 50, "b")});
    QCOMPARE(reset.count(), 1);
    model.setChanges(1, {change(1, 41, "a")});
    QCOMPARE(reset.count(), 2);
    QCOMPARE(model.rowCount(), 1);
}

void TestLibrary::anEventMovesTheCrosshairToItsInstant()
{
    Bench bench;
    bench.panel.openByNumber(2);
    EventsPanel events(&bench.session, &bench.theme);
    QVERIFY(bench.session.setParameter(QStringLiteral("/nodes/api/workers/count"), QStringLiteral("3"),
                                       QStringLiteral("workers 8 → 3")));
    QTRY_COMPARE(events.eventCount(), 1);
    QVERIFY(!bench.session.crosshair());
    events.findChild<QTableView*>()->selectRow(0);
    QCOMPARE(bench.session.crosshair(), std::optional(0.0));
}

void TestLibrary::theEventsOfASessionAppear()
{
    Bench bench;
    bench.panel.openByNumber(2);
    EventsPanel events(&bench.session, &bench.theme);
    QSignalSpy counted(&events, &EventsPanel::eventCountChanged);
    QCOMPARE(events.eventCount(), 0);
    QVERIFY(bench.session.setParameter(QStringLiteral("/nodes/api/workers/count"), QStringLiteral("3"),
                                       QStringLiteral("workers 8 → 3")));
    QTRY_COMPARE(counted.count(), 1);
    bench.panel.openByNumber(4);
    QCOMPARE(events.eventCount(), 0);
}

QTEST_MAIN(TestLibrary)
#include "tst_library.moc"
