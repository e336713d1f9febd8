// SPDX-License-Identifier: GPL-3.0-or-later
// Variants and what is said of them: kept, named, removed and run in lock-step, by mouse and keyboard.
// With HIGHWATER_PICTURES set to a folder, the pictures are kept there.
#include "compare/compare_model.h"
#include "compare/compare_panel.h"
#include "compare/lockstep_model.h"
#include "compare/lockstep_table.h"
#include "compare/variant_bar.h"
#include "compare/variant_chip.h"
#include "findings/card_button.h"
#include "session/session.h"
#include "theme/theme.h"
#include "window_stand.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>

using namespace highwater;

namespace {

using Verdict = LockstepModel::Verdict;

/// A scenario of the shelf that lasts a minute, so that a run of four takes a moment.
Document shortOf(const char* name)
{
    const QString file = QStringLiteral(HIGHWATER_SOURCE_DIR "/scenarios/%1.highwater.json").arg(QLatin1String(name));
    return Document::load(file.toStdString()).value().with("/duration", "60s").value().with("/warmup", "5s").value();
}

const QString workers = QStringLiteral("/nodes/api/workers/count");

struct Bench
{
    Theme theme{Theme::Choice::Dark};
    Session session;
    ComparePanel panel{session, theme};

    explicit Bench(const char* scenario = "02-slow-consumer", QSize size = {1020, 320})
    {
        if (!session.openDocument(shortOf(scenario), QStringLiteral("short")))
            qFatal("not opened");
        session.select(QStringLiteral("api"));
        session.setRunning(false);
        panel.resize(size);
        panel.show();
        if (!QTest::qWaitForWindowExposed(&panel))
            qFatal("not shown");
        panel.activateWindow();
    }
    void change(int count) { QVERIFY(session.setParameter(workers, QString::number(count), QStringLiteral("workers → %1").arg(count))); }
    void keep() { QVERIFY(panel.variants().keep()); }
    void run()
    {
        QTest::mouseClick(panel.bar()->runButton(), Qt::LeftButton);
        QVERIFY(panel.run() != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(panel.run()->finished(), 60000);
        QTRY_COMPARE(panel.bar()->runButton()->text(), QStringLiteral("Run in lock-step"));
        QTRY_VERIFY(panel.lockstepTable()->isVisible());
    }
    [[nodiscard]] QString letters()
    {
        QString all;
        for (const Variant& each : panel.variants().all())
            all += each.kept ? Variants::letterOf(each.place) : Variants::letterOf(each.place).toLower();
        return all;
    }
    /// Rows of figures, without the headings.
    [[nodiscard]] QList<int> rows() const
    {
        QList<int> rows;
        for (int row = 0; row < panel.lockstepModel()->rowCount(); ++row)
            if (!panel.lockstepModel()->index(row, 0).data(LockstepModel::sectionRole).toBool())
                rows << row;
        return rows;
    }
    [[nodiscard]] Verdict verdict(int row, int column) const
    {
        return static_cast<Verdict>(panel.lockstepModel()->index(row, column).data(LockstepModel::verdictRole).toInt());
    }
    [[nodiscard]] int rowOf(const char* figure) const
    {
        for (const int row : rows())
            if (panel.lockstepModel()->index(row, 0).data().toString() == QLatin1String(figure))
                return row;
        return -1;
    }
};

void keepPicture(QWidget& widget, const char* name)
{
    const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(widget.grab().save(folder + QLatin1Char('/') + QLatin1String(name) + QStringLiteral(".png")));
}

} // namespace

class TestCompare final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstThatIsKeptIsTheBaseline()
    {
        Bench bench;
        QVERIFY(bench.panel.variants().all().empty());
        QVERIFY(!bench.panel.bar()->isVisible());
        QTest::keyClick(&bench.panel, Qt::Key_B, Qt::ShiftModifier);
        QVERIFY(bench.session.baseline());
        // Beside it stands the scenario as it is, until something is kept.
        QTRY_COMPARE(bench.letters(), QStringLiteral("Ab"));
        QVERIFY(bench.panel.bar()->isVisible());
        QCOMPARE(bench.panel.bar()->keepButton()->text(), QStringLiteral("Keep as B"));
    }

    void upToFourAreKeptAndEachHasItsLetter()
    {
        Bench bench;
        bench.keep();
        bench.change(9);
        bench.keep();
        QCOMPARE(bench.letters(), QStringLiteral("AB"));
        QCOMPARE(bench.panel.variants().all()[1].name, QStringLiteral("workers → 9"));
        bench.change(10);
        QTRY_COMPARE(bench.letters(), QStringLiteral("ABc"));
        bench.keep();
        bench.change(7);
        QTRY_COMPARE(bench.letters(), QStringLiteral("ABCd"));
        bench.keep();
        QCOMPARE(bench.letters(), QStringLiteral("ABCD"));
        QVERIFY(!bench.panel.bar()->keepButton()->isEnabled());
        QVERIFY(!bench.panel.keepAction()->isEnabled());
        QVERIFY(!bench.panel.variants().keep());
        bench.change(6);
        QTRY_COMPARE(bench.session.parameter(workers), QStringLiteral("6"));
        QCOMPARE(bench.letters(), QStringLiteral("ABCD"));
        // The place of one that goes is free again, the others keep theirs.
        bench.panel.variants().remove(2);
        QCOMPARE(bench.letters(), QStringLiteral("ABcD"));
        QCOMPARE(bench.panel.bar()->keepButton()->text(), QStringLiteral("Keep as C"));
    }

    void identicalVariantsDifferByExactlyNothing()
    {
        Bench bench;
        bench.keep();
        for (int i = 0; i < 3; ++i)
            bench.keep();
        QCOMPARE(bench.letters(), QStringLiteral("ABCD"));
        bench.run();
        const auto result = bench.panel.run()->latest();
        QCOMPARE(result->variants, std::size_t(4));
        for (const LockstepSubject& subject : result->subjects)
            for (const PairedDifferences& differences : subject.differences)
                for (const PairedDifference& difference : differences)
                    QVERIFY(!difference.value || *difference.value == 0);
        QCOMPARE(bench.rows().size(), 2 * static_cast<int>(lockstepFigureCount));
        for (const int row : bench.rows()) {
            const QString value = bench.panel.lockstepModel()->index(row, 1).data(LockstepModel::valueRole).toString();
            for (int column = 2; column <= 4; ++column) {
                const QModelIndex cell = bench.panel.lockstepModel()->index(row, column);
                QCOMPARE(cell.data(LockstepModel::valueRole).toString(), value);
                QVERIFY2(bench.verdict(row, column) == Verdict::Same || value == QStringLiteral("–"), qPrintable(cell.data().toString()));
                const QString difference = cell.data(LockstepModel::differenceRole).toString();
                QVERIFY2(difference.isEmpty() || difference.startsWith(QLatin1Char('0')), qPrintable(difference));
            }
        }
        keepPicture(bench.panel, "compare-identical");
    }

    void eachVariantIsJudgedAgainstA()
    {
        Bench bench("01-steady");
        bench.keep();
        bench.change(10);
        bench.keep();
        bench.change(7);
        bench.keep();
        // The queue never comes near: the same to the bit.
        QVERIFY(bench.session.setParameters({{workers, QStringLiteral("8")}, {QStringLiteral("/nodes/api/queue/capacity"), QStringLiteral("900")}},
                                            QStringLiteral("capacity → 900")));
        QTRY_COMPARE(bench.letters(), QStringLiteral("ABCd"));
        bench.run();
        const int mean = bench.rowOf("mean time");
        QVERIFY(mean > 0);
        const LockstepModel& model = *bench.panel.lockstepModel();
        QVERIFY2(bench.verdict(mean, 2) == Verdict::Better, qPrintable(model.index(mean, 2).data().toString()));
        QVERIFY2(bench.verdict(mean, 3) == Verdict::Worse, qPrintable(model.index(mean, 3).data().toString()));
        for (const int row : bench.rows())
            QVERIFY2(bench.verdict(row, 4) == Verdict::Same, qPrintable(model.index(row, 4).data().toString()));
        QVERIFY(model.index(mean, 3).data(LockstepModel::differenceRole).toString().startsWith(QLatin1Char('+')));
        QVERIFY(model.index(mean, 2).data(LockstepModel::differenceRole).toString().startsWith(QChar(0x2212)));
        const QString told = model.index(mean, 2).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(told.startsWith(QStringLiteral("B, mean time: ")) && told.contains(QStringLiteral("against A ")), qPrintable(told));
        QCOMPARE(model.index(mean, 1).data(LockstepModel::differenceRole).toString(), QString());
        QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("B  workers → 10"));
        for (const auto choice : {Theme::Choice::Dark, Theme::Choice::Light}) {
            bench.theme.setChoice(choice);
            const char* name = choice == Theme::Choice::Dark ? "dark" : "light";
            for (const QSize size : {QSize(1020, 320), QSize(1020, 106), QSize(700, 200)}) {
                bench.panel.resize(size);
                QCoreApplication::processEvents();
                keepPicture(bench.panel, qPrintable(QStringLiteral("compare-%1-%2x%3").arg(QLatin1String(name)).arg(size.width()).arg(size.height())));
            }
        }
    }

    void aChangeAfterTheRunIsNotPassedOffAsItsResult()
    {
        Bench bench;
        bench.keep();
        bench.change(10);
        bench.keep();
        bench.run();
        const int mean = bench.rowOf("mean time");
        QVERIFY(bench.verdict(mean, 2) != Verdict::NotRun);
        QVERIFY(!bench.panel.bar()->runButton()->accessibleDescription().contains(QStringLiteral("run again")));
        bench.change(11);
        QTRY_COMPARE(bench.panel.lockstepModel()->columnCount(), 4);
        QVERIFY(bench.verdict(mean, 2) != Verdict::NotRun);
        QCOMPARE(bench.verdict(mean, 3), Verdict::NotRun);
        QCOMPARE(bench.panel.lockstepModel()->index(mean, 3).data(LockstepModel::wordRole).toString(), QStringLiteral("not run yet"));
        QTRY_VERIFY(bench.panel.bar()->runButton()->accessibleDescription().contains(QStringLiteral("run again")));
        keepPicture(bench.panel, "compare-changed");
        // One that goes takes its column with it and nothing else.
        bench.panel.variants().remove(1);
        QTRY_COMPARE(bench.panel.lockstepModel()->columnCount(), 3);
        bench.run();
        QVERIFY(bench.verdict(mean, 2) != Verdict::NotRun);
    }

    void oneButtonLeadsToTheOtherTable()
    {
        Bench bench;
        bench.keep();
        bench.change(10);
        QTRY_VERIFY(bench.panel.model()->rowCount() > 4);
        QVERIFY(!bench.panel.otherTableButton()->isVisible());
        keepPicture(bench.panel, "compare-then-and-now");
        bench.run();
        QVERIFY(bench.panel.showsLockstep());
        QVERIFY(!bench.panel.bar()->runButton()->accessibleDescription().contains(QStringLiteral("run again")));
        QVERIFY(bench.panel.otherTableButton()->isVisible());
        QTest::keyClick(bench.panel.otherTableButton(), Qt::Key_Return);
        QVERIFY(!bench.panel.showsLockstep());
        QVERIFY(!bench.panel.lockstepTable()->isVisible());
        keepPicture(bench.panel, "compare-then-and-now-after");
        QTest::keyClick(bench.panel.otherTableButton(), Qt::Key_Return);
        QVERIFY(bench.panel.lockstepTable()->isVisible());
        // Without a baseline there is nothing to compare with.
        bench.session.dropBaseline();
        QVERIFY(bench.panel.run() == nullptr);
        QVERIFY(!bench.panel.lockstepTable()->isVisible());
        keepPicture(bench.panel, "compare-none");
    }

    void chipsAreNamedAndRemovedByTheKeyboard()
    {
        Bench bench;
        bench.keep();
        bench.change(10);
        bench.keep();
        VariantChip* chip = bench.panel.bar()->chip(1);
        QVERIFY(chip != nullptr);
        QCOMPARE(chip->accessibleName(), QStringLiteral("Variant B: workers → 10"));
        bench.panel.bar()->runButton()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(bench.panel.bar()->runButton(), Qt::Key_Tab);
        QTest::keyClick(bench.panel.bar()->keepButton(), Qt::Key_Tab);
        QVERIFY(bench.panel.bar()->chip(0)->hasFocus());
        QTest::keyClick(bench.panel.bar()->chip(0), Qt::Key_Tab);
        QVERIFY(chip->hasFocus());
        QTest::keyClick(chip, Qt::Key_F2);
        QLineEdit* edit = bench.panel.bar()->nameEdit();
        QVERIFY(edit != nullptr && edit->hasFocus());
        QTest::keyClicks(edit, QStringLiteral("two more"));
        keepPicture(bench.panel, "compare-renaming");
        QTest::keyClick(edit, Qt::Key_Return);
        QVERIFY(bench.panel.bar()->nameEdit() == nullptr);
        QCOMPARE(chip->accessibleName(), QStringLiteral("Variant B: two more"));
        QVERIFY(chip->hasFocus());
        QTest::keyClick(chip, Qt::Key_F2);
        QTest::keyClicks(bench.panel.bar()->nameEdit(), QStringLiteral("nothing"));
        QTest::keyClick(bench.panel.bar()->nameEdit(), Qt::Key_Escape);
        QCOMPARE(bench.panel.variants().all()[1].name, QStringLiteral("two more"));
        // An empty name gives back the old one.
        bench.panel.variants().rename(1, QStringLiteral("  "));
        QCOMPARE(bench.panel.variants().all()[1].name, QStringLiteral("workers → 10"));
        QTest::keyClick(chip, Qt::Key_Return);
        QTRY_VERIFY(chip->menu()->isVisible());
        chip->menu()->close();
        QTest::keyClick(chip, Qt::Key_Delete);
        QCOMPARE(bench.letters(), QStringLiteral("Ab"));
        QVERIFY(QApplication::focusWidget() != nullptr);
        QCOMPARE(bench.panel.variants().keptCount(), 0);
    }

    void theRunGoesOnWithAVariant()
    {
        Bench bench;
        const QString before = bench.session.parameter(workers);
        bench.keep();
        bench.change(10);
        bench.keep();
        bench.change(12);
        bench.panel.variants().goOnWith(1);
        QCOMPARE(bench.session.parameter(workers), QStringLiteral("10"));
        bench.panel.variants().goOnWith(0);
        QCOMPARE(bench.session.parameter(workers), before);
        bench.session.undo();
        QCOMPARE(bench.session.parameter(workers), QStringLiteral("10"));
        bench.session.undo();
        QCOMPARE(bench.session.parameter(workers), QStringLiteral("12"));
    }

    void anotherBaselineLeavesWhatWasKept()
    {
        Bench bench;
        bench.keep();
        bench.change(10);
        bench.keep();
        bench.panel.variants().rename(0, QStringLiteral("old"));
        bench.run();
        bench.session.dropBaseline();
        QCOMPARE(bench.letters(), QStringLiteral("B"));
        QVERIFY(!bench.panel.variants().comparable());
        QVERIFY(bench.panel.bar()->isVisible());
        keepPicture(bench.panel, "compare-without-a");
        bench.keep();
        QCOMPARE(bench.letters(), QStringLiteral("AB"));
        QCOMPARE(bench.panel.variants().all()[0].name, QStringLiteral("workers → 10"));
        // What ran against another baseline says nothing of this one.
        QVERIFY(bench.panel.run() == nullptr);
    }

    void anotherScenarioForgetsThem()
    {
        Bench bench;
        bench.keep();
        bench.change(10);
        bench.keep();
        QVERIFY(bench.session.openDocument(shortOf("01-steady"), QStringLiteral("other")));
        QCOMPARE(bench.letters(), QString());
        QVERIFY(!bench.panel.bar()->isVisible());
        QCOMPARE(bench.panel.variants().keptCount(), 0);
    }

    void aRunCanBeCancelled()
    {
        Bench bench;
        QVERIFY(bench.session.setParameter(QStringLiteral("/duration"), QStringLiteral("10h"), QStringLiteral("long")));
        bench.keep();
        QTest::keyClick(bench.panel.bar()->runButton(), Qt::Key_Return);
        QVERIFY(bench.panel.run() && !bench.panel.run()->finished());
        QTRY_VERIFY(bench.panel.bar()->runButton()->text().startsWith(QStringLiteral("Cancel")));
        QTest::keyClick(bench.panel.bar()->runButton(), Qt::Key_Return);
        QTRY_VERIFY(bench.panel.run()->finished());
        QTRY_COMPARE(bench.panel.bar()->runButton()->text(), QStringLiteral("Run in lock-step"));
    }

    void theWindowKeepsVariantsByKeysAndShowsTheirTable_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("usual") << QSize(1600, 1000);
        QTest::newRow("smallest") << QSize(1100, 700);
    }
    void theWindowKeepsVariantsByKeysAndShowsTheirTable()
    {
        QFETCH(QSize, size);
        test::WindowStand stand(size);
        QVERIFY(stand.isReady());
        QVERIFY(stand.session.openDocument(shortOf("01-steady"), QStringLiteral("short")));
        stand.session.select(QStringLiteral("api"));
        QVERIFY(stand.runTo(30));
        stand.window.activateWindow();
        QTest::keyClick(&stand.window, Qt::Key_B);
        auto* panel = stand.window.findChild<ComparePanel*>();
        QVERIFY(panel != nullptr);
        QTRY_VERIFY(panel->isVisible());
        for (const int count : {9, 7}) {
            QVERIFY(stand.session.setParameter(workers, QString::number(count), QStringLiteral("workers → %1").arg(count)));
            QTest::keyClick(&stand.window, Qt::Key_B, Qt::ShiftModifier);
        }
        QCOMPARE(panel->variants().keptCount(), 2);
        panel->startOrCancel();
        QTRY_VERIFY_WITH_TIMEOUT(panel->run()->finished(), 60000);
        QTRY_VERIFY(panel->lockstepTable()->isVisible());
        QCOMPARE(panel->lockstepModel()->columnCount(), 4);
        for (const QWidget* each : {static_cast<QWidget*>(panel->bar()), static_cast<QWidget*>(panel->lockstepTable())})
            QVERIFY(panel->rect().contains(each->geometry()));
        for (int place = 0; place < 3; ++place)
            QVERIFY(panel->bar()->rect().contains(panel->bar()->chip(place)->geometry()));
        QCoreApplication::processEvents();
        keepPicture(stand.window, qPrintable(QStringLiteral("compare-window-%1").arg(size.width())));
        stand.theme.setChoice(Theme::Choice::Light);
        keepPicture(stand.window, qPrintable(QStringLiteral("compare-window-light-%1").arg(size.width())));
    }

    void theModelsKeepTheirPromises()
    {
        Bench bench;
        const QAbstractItemModelTester lockstep(bench.panel.lockstepModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester pictures(bench.panel.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        bench.keep();
        bench.change(10);
        bench.run();
        bench.keep();
        bench.change(11);
        bench.keep();
        bench.run();
        bench.session.select(QStringLiteral("web clients"));
        bench.panel.variants().remove(1);
        bench.panel.showLockstep(false);
        bench.panel.showLockstep(true);
        bench.session.dropBaseline();
        QVERIFY(bench.panel.lockstepModel()->rowCount() >= 0);
    }
};

QTEST_MAIN(TestCompare)
#include "tst_compare.moc"
