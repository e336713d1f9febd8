// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/inspector_panel.h"
#include "inspector/knob_list.h"
#include "inspector/panel_head.h"
#include "sample_run.h"
#include "session/session.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace highwater;

namespace {

constexpr auto scenarioText = R"json({
  "highwater": 1, "name": "Slow consumer", "duration": "5min",
  "nodes": {
    "clients": { "type": "producer", "arrivals": "poisson(640/s)", "onPressure": "wait", "to": "api" },
    "api": { "type": "stage", "queue": { "capacity": 1000, "highWater": 800, "lowWater": 400 },
             "workers": { "count": 8, "service": "exponential(10ms)" }, "to": "free" },
    "free": { "type": "stage", "workers": { "count": "unlimited", "service": "constant(5ms)" } }
  }
})json";

const QString workersPointer = QStringLiteral("/nodes/api/workers/count");
const QString servicePointer = QStringLiteral("/nodes/api/workers/service");
const QString capacityPointer = QStringLiteral("/nodes/api/queue/capacity");
const QString highPointer = QStringLiteral("/nodes/api/queue/highWater");
const QString lowPointer = QStringLiteral("/nodes/api/queue/lowWater");

/// A panel over a real session and a real reader of scenarios; only the engine is missing.
struct Bench
{
    QTemporaryDir folder;
    Theme theme{Theme::Choice::Dark};
    Session session{SampleRun::create};
    std::unique_ptr<InspectorPanel> panel;

    Bench()
    {
        QFile file(folder.filePath(QStringLiteral("slow.highwater.json")));
        if (!file.open(QIODevice::WriteOnly) || file.write(scenarioText) < 0)
            qFatal("the test cannot write its scenario");
        file.close();
        if (!session.open(file.fileName()))
            qFatal("the test's scenario is refused");
        panel = std::make_unique<InspectorPanel>(&session, &theme);
        panel->resize(312, 900);
        panel->show();
        select(QStringLiteral("api"));
    }

    void select(const QString& node)
    {
        session.select(node);
        QCoreApplication::processEvents();
    }

    template <typename Row>
    Row* row(const char* key) const
    {
        auto* found = panel->findChild<Row*>(QString::fromLatin1(key));
        if (!found)
            qFatal("there is no row %s", key);
        return found;
    }

    template <typename Row>
    [[nodiscard]] bool shows(const char* key) const
    {
        const auto* found = panel->findChild<Row*>(QString::fromLatin1(key));
        return found && found->isVisible();
    }

    void type(const char* key, const char* text) const
    {
        auto* edit = row<Knob>(key)->field()->edit();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, QString::fromUtf8(text));
        QTest::keyClick(edit, Qt::Key_Return);
    }

    /// From the handle by that many pixels, in steps of one.
    void drag(const char* key, int pixels) const
    {
        auto* slider = row<Knob>(key)->slider();
        const QPoint from(qRound(slider->handleX()), slider->height() / 2);
        QTest::mousePress(slider, Qt::LeftButton, {}, from);
        const int step = pixels > 0 ? 1 : -1;
        for (int x = step; x != pixels + step; x += step)
            QTest::mouseMove(slider, from + QPoint(x, 0));
        QTest::mouseRelease(slider, Qt::LeftButton, {}, from + QPoint(pixels, 0));
    }

    [[nodiscard]] QString value(const QString& pointer) const { return session.parameter(pointer); }
    int steps() { return session.undoStack()->count(); }
};

} // namespace

class TestInspector final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDragOfASliderIsOneStepForUndo();
    void aDragThatComesBackRestoresTheMarksThatItPushed();
    void aKeyOnTheSliderChangesByOneStep();
    void aDurationIsTypedWithAnyUnit_data();
    void aDurationIsTypedWithAnyUnit();
    void aBareNumberTakesTheUnitThatIsShown();
    void wrongTextChangesNothingAndSaysWhy_data();
    void wrongTextChangesNothingAndSaysWhy();
    void escapeBringsTheShownValueBack();
    void theDotBringsTheFilesValueBack();
    void theHeadCountsWhatDiffersFromTheFile();
    void aCapacityBelowTheMarksBringsThemAlong();
    void aCapacityOfNothingTakesTheMarksOut();
    void marksPushEachOtherAlong();
    void segmentsSetTheirWord();
    void theFirstRetryBringsAPolicyAndShowsItsJitter();
    void aTimeoutCanBeSwitchedOnAndOff();
    void unlimitedIsShownInAWordAndCanBeEndedAndRestored();
    void aWholeLawIsChangedAsText();
    void anotherNodeShowsItsOwnParameters();
    void whatIsTypedIsNotOverwrittenByAPicture();
    void changesAreLabelledFromValueToValue();
};

void TestInspector::aDragOfASliderIsOneStepForUndo()
{
    Bench bench;
    bench.drag("workers", -40);
    QVERIFY(bench.value(workersPointer).toInt() < 8);
    QCOMPARE(bench.steps(), 1);
    bench.drag("workers", 25);
    QCOMPARE(bench.steps(), 2);
    bench.session.undo();
    bench.session.undo();
    QCOMPARE(bench.value(workersPointer), QStringLiteral("8"));
    QTRY_COMPARE(bench.row<Knob>("workers")->value(), 8.0);
}

void TestInspector::aDragThatComesBackRestoresTheMarksThatItPushed()
{
    Bench bench;
    auto* slider = bench.row<Knob>("capacity")->slider();
    const QPoint from(qRound(slider->handleX()), slider->height() / 2);
    QTest::mousePress(slider, Qt::LeftButton, {}, from);
    QTest::mouseMove(slider, from - QPoint(50, 0));
    QTRY_VERIFY(bench.value(highPointer).toInt() < 400);
    QTest::mouseMove(slider, from);
    QTest::mouseRelease(slider, Qt::LeftButton, {}, from);
    QCOMPARE(bench.value(capacityPointer), QStringLiteral("1000"));
    QCOMPARE(bench.value(highPointer), QStringLiteral("800"));
    QCOMPARE(bench.value(lowPointer), QStringLiteral("400"));
    QVERIFY(bench.steps() <= 1);
}

void TestInspector::aKeyOnTheSliderChangesByOneStep()
{
    Bench bench;
    QTest::keyClick(bench.row<Knob>("workers")->slider(), Qt::Key_Right);
    QCOMPARE(bench.value(workersPointer), QStringLiteral("9"));
    QTRY_COMPARE(bench.row<Knob>("workers")->field()->edit()->text(), QStringLiteral("9"));
    QTest::keyClick(bench.row<Knob>("workers")->field()->edit(), Qt::Key_Down);
    QCOMPARE(bench.value(workersPointer), QStringLiteral("8"));
}

void TestInspector::aDurationIsTypedWithAnyUnit_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<QString>("written");
    QTest::newRow("milliseconds") << QByteArray("250ms") << QStringLiteral("exponential(250ms)");
    QTest::newRow("seconds with a space") << QByteArray("0.25 s") << QStringLiteral("exponential(250ms)");
    QTest::newRow("microseconds") << QByteArray("40us") << QStringLiteral("exponential(40us)");
    QTest::newRow("minutes") << QByteArray("2min") << QStringLiteral("exponential(2min)");
}

void TestInspector::aDurationIsTypedWithAnyUnit()
{
    QFETCH(QByteArray, typed);
    QFETCH(QString, written);
    Bench bench;
    bench.type("service", typed.constData());
    QCOMPARE(bench.value(servicePointer), written);
    QCOMPARE(bench.steps(), 1);
}

void TestInspector::aBareNumberTakesTheUnitThatIsShown()
{
    Bench bench;
    bench.type("service", "12");
    QCOMPARE(bench.value(servicePointer), QStringLiteral("exponential(12ms)"));
    bench.type("capacity", "2 000 items");
    QCOMPARE(bench.value(capacityPointer), QStringLiteral("2000"));
}

void TestInspector::wrongTextChangesNothingAndSaysWhy_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("typed");
    QTest::newRow("no number") << QByteArray("workers") << QByteArray("many");
    QTest::newRow("no workers") << QByteArray("workers") << QByteArray("0");
    QTest::newRow("half a worker") << QByteArray("workers") << QByteArray("2.5");
    QTest::newRow("no such unit") << QByteArray("service") << QByteArray("10 parsec");
    QTest::newRow("negative") << QByteArray("service") << QByteArray("-5ms");
    QTest::newRow("nothing") << QByteArray("capacity") << QByteArray(" ");
}

void TestInspector::wrongTextChangesNothingAndSaysWhy()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, typed);
    Bench bench;
    const QString before = bench.value(QStringLiteral("/nodes/api"));
    auto* field = bench.row<Knob>(key.constData())->field();
    const QString shown = field->edit()->text();
    bench.type(key.constData(), typed.constData());
    QCOMPARE(bench.value(QStringLiteral("/nodes/api")), before);
    QCOMPARE(bench.steps(), 0);
    QVERIFY(!field->fault().isEmpty());
    QCOMPARE(field->toolTip(), field->fault());
    QCOMPARE(field->edit()->text(), shown);
    QTest::keyClicks(field->edit(), QStringLiteral("1"));
    QVERIFY(field->fault().isEmpty());
}

void TestInspector::escapeBringsTheShownValueBack()
{
    Bench bench;
    auto* edit = bench.row<Knob>("workers")->field()->edit();
    QTest::keyClicks(edit, QStringLiteral("99"));
    QTest::keyClick(edit, Qt::Key_Escape);
    QCOMPARE(edit->text(), QStringLiteral("8"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(bench.steps(), 0);
}

void TestInspector::theDotBringsTheFilesValueBack()
{
    Bench bench;
    auto* knob = bench.row<Knob>("workers");
    QVERIFY(knob->resetDot()->isHidden());
    bench.type("workers", "3");
    QTRY_VERIFY(knob->changed());
    QVERIFY(knob->resetDot()->isVisible());
    QTest::mouseClick(knob->resetDot(), Qt::LeftButton);
    QCOMPARE(bench.value(workersPointer), QStringLiteral("8"));
    QTRY_VERIFY(!knob->changed());
}

void TestInspector::theHeadCountsWhatDiffersFromTheFile()
{
    Bench bench;
    auto* head = bench.panel->findChild<PanelHead*>();
    QCOMPARE(head->note(), QStringLiteral("as in the file"));
    bench.type("workers", "3");
    QTRY_COMPARE(head->note(), QStringLiteral("1 change from the file"));
    bench.type("service", "20ms");
    QTRY_COMPARE(head->note(), QStringLiteral("2 changes from the file"));
    QVERIFY(head->toolTip().contains(QStringLiteral("api: workers 8 \u2192 3")));
    bench.session.undo();
    QTRY_COMPARE(head->note(), QStringLiteral("1 change from the file"));
}

void TestInspector::aCapacityBelowTheMarksBringsThemAlong()
{
    Bench bench;
    QSignalSpy faults(&bench.session, &Session::fault);
    bench.type("capacity", "300");
    QCOMPARE(bench.value(capacityPointer), QStringLiteral("300"));
    QCOMPARE(bench.value(highPointer), QStringLiteral("300"));
    QCOMPARE(bench.value(lowPointer), QStringLiteral("150"));
    QCOMPARE(bench.steps(), 1);
    QCOMPARE(faults.count(), 0);
    bench.session.undo();
    QCOMPARE(bench.value(highPointer), QStringLiteral("800"));
}

void TestInspector::aCapacityOfNothingTakesTheMarksOut()
{
    Bench bench;
    bench.type("capacity", "0");
    QCOMPARE(bench.value(capacityPointer), QStringLiteral("0"));
    QCOMPARE(bench.value(highPointer), QString());
    QTRY_VERIFY(!bench.row<Knob>("highWater")->isEnabled());
    QVERIFY(!bench.row<Knob>("lowWater")->isEnabled());
}

void TestInspector::marksPushEachOtherAlong()
{
    Bench bench;
    bench.type("lowWater", "900");
    QCOMPARE(bench.value(lowPointer), QStringLiteral("900"));
    QCOMPARE(bench.value(highPointer), QStringLiteral("901"));
    QTRY_COMPARE(bench.row<Knob>("highWater")->value(), 901.0);
    bench.type("highWater", "100");
    QCOMPARE(bench.value(highPointer), QStringLiteral("100"));
    QCOMPARE(bench.value(lowPointer), QStringLiteral("99"));
    QTRY_COMPARE(bench.row<Knob>("lowWater")->value(), 99.0);
    bench.type("highWater", "5000");
    QCOMPARE(bench.value(highPointer), QStringLiteral("1000"));
}

void TestInspector::segmentsSetTheirWord()
{
    Bench bench;
    auto* row = bench.row<ChoiceRow>("whenFull");
    QCOMPARE(row->chosen(), 0);
    QTest::mouseClick(row->segment(3), Qt::LeftButton);
    QCOMPARE(bench.value(QStringLiteral("/nodes/api/queue/whenFull")), QStringLiteral("drop-oldest"));
    QTRY_VERIFY(row->changed());
    QTest::mouseClick(row->segment(3), Qt::LeftButton);
    QCOMPARE(bench.steps(), 1);
    QTest::mouseClick(row->resetDot(), Qt::LeftButton);
    QCOMPARE(bench.value(QStringLiteral("/nodes/api/queue/whenFull")), QStringLiteral("reject"));
    QTRY_COMPARE(row->chosen(), 0);
}

void TestInspector::theFirstRetryBringsAPolicyAndShowsItsJitter()
{
    Bench bench;
    bench.select(QStringLiteral("clients"));
    QVERIFY(bench.row<ChoiceRow>("jitter")->isHidden());
    bench.type("attempts", "3");
    QCOMPARE(bench.value(QStringLiteral("/nodes/clients/retry/attempts")), QStringLiteral("3"));
    QTRY_VERIFY(!bench.row<ChoiceRow>("jitter")->isHidden());
    QTest::mouseClick(bench.row<ChoiceRow>("jitter")->segment(3), Qt::LeftButton);
    QCOMPARE(bench.value(QStringLiteral("/nodes/clients/retry/jitter")), QStringLiteral("decorrelated"));
}

void TestInspector::aTimeoutCanBeSwitchedOnAndOff()
{
    Bench bench;
    bench.select(QStringLiteral("clients"));
    auto* knob = bench.row<Knob>("timeout");
    QCOMPARE(knob->field()->edit()->text(), QStringLiteral("off"));
    bench.type("timeout", "2s");
    QCOMPARE(bench.value(QStringLiteral("/nodes/clients/timeout")), QStringLiteral("2s"));
    QTRY_COMPARE(knob->field()->shown().unit, QStringLiteral("s"));
    bench.type("timeout", "off");
    QCOMPARE(bench.value(QStringLiteral("/nodes/clients/timeout")), QString());
    QCOMPARE(bench.value(QStringLiteral("/nodes/clients/arrivals")), QStringLiteral("poisson(640/s)"));
}

void TestInspector::unlimitedIsShownInAWordAndCanBeEndedAndRestored()
{
    Bench bench;
    bench.select(QStringLiteral("free"));
    QCOMPARE(bench.row<Knob>("workers")->field()->edit()->text(), QStringLiteral("unlimited"));
    QCOMPARE(bench.row<Knob>("capacity")->field()->edit()->text(), QStringLiteral("unlimited"));
    QCOMPARE(bench.row<Knob>("highWater")->field()->edit()->text(), QStringLiteral("none"));
    bench.type("workers", "5");
    QCOMPARE(bench.value(QStringLiteral("/nodes/free/workers/count")), QStringLiteral("5"));
    QTRY_COMPARE(bench.row<Knob>("workers")->value(), 5.0);
    bench.type("workers", "unlimited");
    QCOMPARE(bench.value(QStringLiteral("/nodes/free/workers/count")), QStringLiteral("unlimited"));
    bench.type("highWater", "50");
    QCOMPARE(bench.value(QStringLiteral("/nodes/free/queue/highWater")), QStringLiteral("50"));
    QCOMPARE(bench.value(QStringLiteral("/nodes/free/queue/lowWater")), QStringLiteral("25"));
    QTRY_COMPARE(bench.row<Knob>("highWater")->value(), 50.0);
    bench.type("highWater", "none");
    QCOMPARE(bench.value(QStringLiteral("/nodes/free/queue/highWater")), QString());
}

void TestInspector::aWholeLawIsChangedAsText()
{
    Bench bench;
    auto* row = bench.row<TextRow>("serviceText");
    auto* edit = row->field()->edit();
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("lognormal(40ms, cv=1.5)"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(bench.value(servicePointer), QStringLiteral("lognormal(40ms, cv=1.5)"));
    QTRY_COMPARE(bench.row<Knob>("service")->label(), QStringLiteral("Service time, lognormal"));
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("sometimes(40ms)"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(bench.value(servicePointer), QStringLiteral("lognormal(40ms, cv=1.5)"));
    QVERIFY(!row->field()->fault().isEmpty());
}

void TestInspector::anotherNodeShowsItsOwnParameters()
{
    Bench bench;
    QVERIFY(bench.shows<Knob>("workers"));
    QVERIFY(!bench.shows<Knob>("arrivals"));
    bench.select(QStringLiteral("clients"));
    QVERIFY(!bench.shows<Knob>("workers"));
    QVERIFY(bench.shows<Knob>("arrivals"));
    QCOMPARE(bench.row<Knob>("arrivals")->value(), 640.0);
    QCOMPARE(bench.row<Knob>("arrivals")->label(), QStringLiteral("Arrival rate, poisson"));
    bench.select(QStringLiteral("free"));
    QCOMPARE(bench.row<Knob>("service")->value(), 0.005);
}

void TestInspector::whatIsTypedIsNotOverwrittenByAPicture()
{
    Bench bench;
    auto* edit = bench.row<Knob>("workers")->field()->edit();
    edit->selectAll();
    QTest::keyClicks(edit, QStringLiteral("1"));
    QVERIFY(bench.session.setParameter(workersPointer, QStringLiteral("5"), QStringLiteral("workers 8 \u2192 5")));
    QTRY_COMPARE(bench.row<Knob>("workers")->value(), 5.0);
    QCOMPARE(edit->text(), QStringLiteral("1"));
}

void TestInspector::changesAreLabelledFromValueToValue()
{
    Bench bench;
    bench.type("workers", "7");
    QCOMPARE(bench.session.undoStack()->undoText(), QStringLiteral("workers 8 \u2192 7"));
    bench.type("service", "0.25s");
    QCOMPARE(bench.session.undoStack()->undoText(), QStringLiteral("service 10\u2009ms \u2192 250\u2009ms"));
}

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
