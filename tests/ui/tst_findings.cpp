// SPDX-License-Identifier: GPL-3.0-or-later
// The findings as cards, and the workbench of marks: what they show, what they ask for, and that keyboard and screen readers reach all of it.
// With HIGHWATER_PICTURES set to a folder, the pictures are kept there.
#include "charts/heat_map.h"
#include "findings/card_button.h"
#include "findings/card_row.h"
#include "findings/finding_card.h"
#include "findings/findings_panel.h"
#include "findings/mark_grid.h"
#include "findings/mark_workbench_panel.h"
#include "run/standing_changes.h"
#include "session/session.h"
#include "theme/theme.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace highwater;

namespace {

QString shippedFile(const char* name)
{
    return QStringLiteral(HIGHWATER_SOURCE_DIR "/scenarios/%1.highwater.json").arg(QLatin1String(name));
}

struct World
{
    Document document;
    Simulation simulation;
};

World shipped(const char* name, double seconds)
{
    const Document document = Document::load(shippedFile(name).toStdString()).value();
    auto scenario = std::make_shared<const Scenario>(readScenario(document).value());
    Simulation simulation(scenario, scenario->seed, 0, seriesFor(*scenario));
    simulation.runUntil(runStart + fromSeconds(seconds));
    return {document, std::move(simulation)};
}

std::shared_ptr<const AdviceReport> reportOf(const char* name, double seconds = 45)
{
    const World world = shipped(name, seconds);
    return std::make_shared<const AdviceReport>(advise(world.simulation, world.document));
}

std::shared_ptr<const MarkStudy> studyOf(const char* name, const char* node)
{
    const World world = shipped(name, 30);
    return std::make_shared<const MarkStudy>(studyMarks(world.simulation, world.document, node).value());
}

void keep(QWidget& widget, const char* name)
{
    const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(widget.grab().save(folder + QLatin1Char('/') + QLatin1String(name) + QStringLiteral(".png")));
}

struct Bench
{
    Theme theme{Theme::Choice::Dark};
    Session session;
    FindingsPanel panel{session, theme};

    explicit Bench(const char* scenario = "02-slow-consumer")
    {
        QVERIFY(session.open(shippedFile(scenario)));
        panel.resize(1000, 106);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
    }
    [[nodiscard]] QList<FindingCard*> cards() const
    {
        QList<FindingCard*> shown;
        for (FindingCard* card : panel.findChildren<FindingCard*>())
            if (card->isVisibleTo(&panel))
                shown.append(card);
        return shown;
    }
    [[nodiscard]] FindingCard* card(const char* rule) const
    {
        for (FindingCard* each : cards())
            if (each->advice().finding.rule == rule)
                return each;
        return nullptr;
    }
};

QList<CardButton*> buttonsOf(const QWidget* widget)
{
    QList<CardButton*> shown;
    for (CardButton* button : widget->findChildren<CardButton*>())
        if (button->isVisibleTo(widget))
            shown.append(button);
    return shown;
}

/// Pixels of a colour.
int countOf(const QImage& image, const QColor& color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == color ? 1 : 0;
    return count;
}

/// The workbench of a stage that flaps.
struct Marks
{
    Theme theme{Theme::Choice::Dark};
    Session session;
    MarkWorkbenchPanel panel{session, theme};
    std::shared_ptr<const MarkStudy> study = studyOf("03-water-marks", "narrow marks");

    Marks()
    {
        QVERIFY(session.open(shippedFile("03-water-marks")));
        session.select(QStringLiteral("narrow marks"));
        panel.resize(1020, 190);
        panel.showStudy(study);
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
    }
};

} // namespace

class TestFindings final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachFindingIsACard()
    {
        Bench bench;
        const QSignalSpy counts(&bench.panel, &FindingsPanel::countChanged);
        const auto report = reportOf("02-slow-consumer");
        QVERIFY(report->advice.size() >= 3);
        bench.panel.showReport(report);
        QCOMPARE(bench.panel.count(), static_cast<int>(report->advice.size()));
        QCOMPARE(counts.size(), 1);
        QCOMPARE(counts.first().first().toInt(), bench.panel.count());
        const auto cards = bench.cards();
        QCOMPARE(cards.size(), bench.panel.count());
        for (FindingCard* card : cards) {
            QCOMPARE(card->height(), FindingCard::cardHeight);
            QVERIFY(!card->accessibleName().isEmpty());
            QVERIFY(card->accessibleDescription().contains(QString::fromStdString(card->advice().finding.text)));
        }
        keep(bench.panel, "findings-dark");
        bench.theme.setChoice(Theme::Choice::Light);
        keep(bench.panel, "findings-light");
    }

    void aCardWithAChangeOffersIt()
    {
        Bench bench;
        bench.panel.showReport(reportOf("02-slow-consumer"));
        QSignalSpy applied(&bench.panel, &FindingsPanel::applyWanted);
        FindingCard* card = bench.card("bottleneck");
        QVERIFY(card != nullptr);
        const auto buttons = buttonsOf(card);
        QCOMPARE(buttons.size(), 2);
        QCOMPARE(buttons[0]->text(), QStringLiteral("Show me"));
        QCOMPARE(buttons[1]->text(), QStringLiteral("Add a worker"));
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QCOMPARE(applied.size(), 1);
        const auto edits = applied.first().at(0).value<std::vector<ScenarioEdit>>();
        QVERIFY(edits == card->advice().edits);
        QCOMPARE(edits.front().pointer, std::string("/nodes/api/workers/count"));
        QCOMPARE(edits.front().value, std::string("9"));
        QCOMPARE(applied.first().at(1).toString(), QStringLiteral("Add a worker"));
        QVERIFY(card->toolTip().contains(QStringLiteral("completed")));
    }

    void aCardWithoutAChangeOnlyShows()
    {
        Bench bench;
        bench.panel.showReport(reportOf("02-slow-consumer"));
        QSignalSpy shown(&bench.panel, &FindingsPanel::showMeWanted);
        FindingCard* card = bench.card("ignores-pressure");
        QVERIFY(card != nullptr);
        const auto buttons = buttonsOf(card);
        QCOMPARE(buttons.size(), 1);
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QCOMPARE(shown.size(), 1);
        QCOMPARE(shown.first().first().value<Advice>().finding.rule, std::string("ignores-pressure"));
        QCOMPARE(bench.session.selectedNode(), QStringLiteral("web clients"));
    }

    void everythingIsReachedByTheKeyboard()
    {
        Bench bench("14-dead-work");
        bench.panel.showReport(reportOf("14-dead-work"));
        QSignalSpy shown(&bench.panel, &FindingsPanel::showMeWanted);
        bench.panel.activateWindow();
        QList<QWidget*> expected;
        for (const Advice& advice : bench.panel.report()->advice)
            for (FindingCard* card : bench.cards())
                if (card->isAbout(advice))
                    for (QWidget* stop : card->stops())
                        if (stop->isVisibleTo(card))
                            expected.append(stop);
        QVERIFY(expected.size() > 8);
        expected.first()->setFocus(Qt::TabFocusReason);
        for (QWidget* each : std::as_const(expected)) {
            QVERIFY2(each->hasFocus(), qPrintable(each->accessibleName()));
            // What has the focus is in sight.
            const QPoint middle = each->mapTo(&bench.panel, each->rect().center());
            QVERIFY(bench.panel.rect().contains(middle));
            QTest::keyClick(each, Qt::Key_Tab);
        }
        expected.first()->setFocus(Qt::TabFocusReason);
        QTest::keyClick(expected.first(), Qt::Key_Return);
        QCOMPARE(shown.size(), 1);
    }

    void moreCardsThanFitAreScrolled()
    {
        Bench bench("14-dead-work");
        bench.panel.showReport(reportOf("14-dead-work"));
        auto* row = bench.panel.findChild<CardRow*>();
        QVERIFY(row != nullptr);
        QVERIFY(row->horizontalScrollBar()->maximum() > 0);
        for (FindingCard* card : bench.cards())
            QVERIFY(card->width() >= 300);
        QWheelEvent wheel(QPointF(100, 40), row->mapToGlobal(QPointF(100, 40)), QPoint(), QPoint(0, -240), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(row->viewport(), &wheel);
        QVERIFY(row->horizontalScrollBar()->value() > 0);
        keep(bench.panel, "findings-scrolled");
        // Three cards share the width.
        bench.panel.showReport(reportOf("02-slow-consumer"));
        QCOMPARE(row->horizontalScrollBar()->maximum(), 0);
    }

    void newerFiguresLeaveCardAndFocusAlone()
    {
        Bench bench;
        bench.panel.showReport(reportOf("02-slow-consumer", 45));
        bench.panel.activateWindow();
        FindingCard* card = bench.card("bottleneck");
        QVERIFY(card != nullptr);
        buttonsOf(card).at(1)->setFocus();
        const std::string before = card->advice().effect;
        bench.panel.showReport(reportOf("02-slow-consumer", 60));
        QCOMPARE(bench.card("bottleneck"), card);
        QVERIFY(buttonsOf(card).at(1)->hasFocus());
        QVERIFY(card->advice().effect != before);
    }

    void withoutFindingsThePanelSaysSo()
    {
        Bench bench("01-steady");
        bench.panel.resize(1000, 180);
        const auto report = reportOf("01-steady");
        QVERIFY(report->advice.empty());
        bench.panel.showReport(report);
        QCOMPARE(bench.panel.count(), 0);
        QCOMPARE(bench.panel.accessibleDescription(), QStringLiteral("No findings. %1 rules passed.").arg(adviceRules().size()));
        QSignalSpy look(&bench.panel, &FindingsPanel::lookWanted);
        const auto buttons = buttonsOf(&bench.panel);
        QCOMPARE(buttons.size(), 1);
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QCOMPARE(look.size(), 1);
        keep(bench.panel, "findings-none");
        bench.panel.resize(1000, 100);
        keep(bench.panel, "findings-none-low");
        bench.panel.showReport(nullptr);
        QVERIFY(bench.panel.accessibleDescription() != QString());
    }

    void anotherScenarioForgetsTheReport()
    {
        Bench bench;
        bench.panel.showReport(reportOf("02-slow-consumer"));
        QVERIFY(bench.panel.count() > 0);
        QVERIFY(bench.session.open(shippedFile("01-steady")));
        QCOMPARE(bench.panel.count(), 0);
        QVERIFY(bench.panel.report() == nullptr);
    }

    void cardsAreDrawnInBothThemes()
    {
        Bench bench;
        bench.panel.showReport(reportOf("02-slow-consumer"));
        for (const auto choice : {Theme::Choice::Dark, Theme::Choice::Light}) {
            bench.theme.setChoice(choice);
            const QImage image = bench.panel.grab().toImage();
            QVERIFY(countOf(image, bench.theme.color(Token::Raised)) > 20'000);
            QVERIFY(countOf(image, bench.theme.color(Token::Accent)) > 1'000); // the primary buttons
            QVERIFY(countOf(image, bench.theme.color(Token::Surface)) > 3'000);
        }
    }

    void theWorkbenchShowsThePairInForceBesideTheProposal()
    {
        Theme theme(Theme::Choice::Dark);
        Session session;
        MarkWorkbenchPanel panel(session, theme);
        QSignalSpy wanted(&panel, &MarkWorkbenchPanel::studyWanted);
        QSignalSpy applied(&panel, &MarkWorkbenchPanel::applyWanted);
        QVERIFY(session.open(shippedFile("03-water-marks")));
        session.select(QStringLiteral("narrow marks"));
        QCOMPARE(panel.wantedNode(), QStringLiteral("narrow marks"));
        QVERIFY(!wanted.isEmpty());
        QCOMPARE(wanted.last().first().toString(), QStringLiteral("narrow marks"));
        panel.resize(panel.sizeHint());
        panel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&panel));
        const auto study = studyOf("03-water-marks", "narrow marks");
        QVERIFY(study->proposal);
        panel.showStudy(study);
        const QString told = panel.accessibleDescription();
        QVERIFY2(told.contains(QString::fromStdString(study->sentence)), qPrintable(told));
        QVERIFY2(told.contains(QStringLiteral("switches: ")) && told.contains(QStringLiteral(" → ")), qPrintable(told));
        const auto buttons = buttonsOf(&panel);
        QCOMPARE(buttons.size(), 2);
        QCOMPARE(buttons[0]->text(), QStringLiteral("Try ") + QString::fromStdString(study->label).toLower());
        keep(panel, "workbench-dark");
        theme.setChoice(Theme::Choice::Light);
        keep(panel, "workbench-light");
        QTest::keyClick(buttons[0], Qt::Key_Return);
        QCOMPARE(applied.size(), 1);
        QVERIFY(applied.first().first().value<std::vector<ScenarioEdit>>() == study->edits);
        const auto before = wanted.size();
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QCOMPARE(wanted.size(), before + 1);
    }

    void everyPairThatWasTriedIsACell()
    {
        Marks bench;
        const MarkGrid& grid = *bench.panel.grid();
        for (const QSize size : {QSize(1020, 106), QSize(1020, 190), QSize(744, 480), QSize(312, 480)}) {
            bench.panel.resize(size);
            QCoreApplication::processEvents();
            QVERIFY(grid.isVisible());
            QCOMPARE(grid.cellCount(), static_cast<int>(bench.study->tried.size()));
            for (int cell = 0; cell < grid.cellCount(); ++cell) {
                QVERIFY(grid.rect().contains(grid.cellRect(cell)));
                for (int other = 0; other < cell; ++other)
                    QVERIFY(!grid.cellRect(cell).intersects(grid.cellRect(other)));
            }
            const QString name = QStringLiteral("%1x%2").arg(size.width()).arg(size.height());
            bench.theme.setChoice(Theme::Choice::Dark);
            keep(bench.panel, qPrintable(QStringLiteral("marks-dark-") + name));
            bench.theme.setChoice(Theme::Choice::Light);
            keep(bench.panel, qPrintable(QStringLiteral("marks-light-") + name));
        }
    }

    void theColourOfACellSaysHowOftenItsPairSwitches()
    {
        Marks bench;
        const MarkGrid& grid = *bench.panel.grid();
        const QImage image = bench.panel.grid()->grab().toImage();
        double most = 0;
        for (int cell = 0; cell < grid.cellCount(); ++cell) {
            most = std::max(most, grid.shareOf(cell));
            for (int other = 0; other < grid.cellCount(); ++other) {
                const auto& tried = bench.study->tried;
                const bool oftener = tried[static_cast<std::size_t>(cell)].switchesPerMinute
                                     > tried[static_cast<std::size_t>(other)].switchesPerMinute;
                QVERIFY(!oftener || grid.shareOf(cell) > grid.shareOf(other));
            }
            // At the lower right, where nothing else is drawn.
            const QPoint at = grid.cellRect(cell).bottomRight() - QPoint(3, 3);
            QCOMPARE(image.pixelColor(at * image.devicePixelRatio()), QColor::fromRgb(heatColor(grid.shareOf(cell))));
        }
        QCOMPARE(most, 1.0);
    }

    void thePairInForceAndTheProposedOneAreNamed()
    {
        Marks bench;
        const MarkGrid& grid = *bench.panel.grid();
        const int proposed = grid.cellOf(bench.study->proposal->marks);
        const int inForce = grid.cellOf(bench.study->current.marks);
        QVERIFY(proposed >= 0 && inForce >= 0 && proposed != inForce);
        for (int cell = 0; cell < grid.cellCount(); ++cell) {
            QCOMPARE(grid.words(cell).contains(QStringLiteral("(proposed)")), cell == proposed);
            QCOMPARE(grid.words(cell).contains(QStringLiteral("(in force)")), cell == inForce);
            const MarkFigures& figures = bench.study->tried[static_cast<std::size_t>(cell)];
            const QString pair = QStringLiteral("High %1, low %2").arg(figures.marks.high).arg(figures.marks.low);
            QVERIFY2(grid.words(cell).startsWith(pair), qPrintable(grid.words(cell)));
        }
        QCOMPARE(grid.cellOf({12345, 1}), -1);
    }

    void arrowKeysTellOneCellAfterTheOther()
    {
        Marks bench;
        MarkGrid& grid = *bench.panel.grid();
        bench.panel.activateWindow();
        grid.setFocus(Qt::TabFocusReason);
        QVERIFY(grid.hasFocus());
        QCOMPARE(grid.current(), grid.cellOf(bench.study->proposal->marks));
        QVERIFY(grid.accessibleDescription().contains(grid.words(grid.current())));
        keep(bench.panel, "marks-focus");
        std::vector<int> seen;
        for (int i = 0; i < 40; ++i)
            QTest::keyClick(&grid, Qt::Key_Left);
        for (int i = 0; i < 40; ++i)
            QTest::keyClick(&grid, Qt::Key_Up);
        const int corner = grid.current();
        QCOMPARE(grid.cellRect(corner).top(), grid.cellRect(grid.cellOf(bench.study->current.marks)).top()); // the highest mark is that in force
        for (int before = -1; before != grid.current(); QTest::keyClick(&grid, Qt::Key_Right)) {
            before = grid.current();
            seen.push_back(before);
            QVERIFY(grid.accessibleDescription().contains(grid.words(before)));
            if (seen.size() > bench.study->tried.size())
                break;
        }
        const auto row = std::count_if(bench.study->tried.begin(), bench.study->tried.end(),
                                       [&](const MarkFigures& each) { return each.marks.high == bench.study->current.marks.high; });
        QCOMPARE(static_cast<std::ptrdiff_t>(seen.size()), row);
        QTest::keyClick(&grid, Qt::Key_Down);
        QVERIFY(grid.cellRect(grid.current()).top() > grid.cellRect(corner).top());
        // A click takes the keys to a cell.
        QTest::mouseClick(&grid, Qt::LeftButton, {}, grid.cellRect(corner).center());
        QCOMPARE(grid.current(), corner);
    }

    void aStudyOfAnotherNodeIsNotShown()
    {
        Theme theme(Theme::Choice::Dark);
        Session session;
        MarkWorkbenchPanel panel(session, theme);
        QVERIFY(session.open(shippedFile("03-water-marks")));
        session.select(QStringLiteral("wide marks"));
        const auto study = studyOf("03-water-marks", "narrow marks");
        panel.showStudy(study);
        QVERIFY(!panel.accessibleDescription().contains(QString::fromStdString(study->sentence)));
        session.select(QStringLiteral("narrow marks"));
        QVERIFY(panel.accessibleDescription().contains(QString::fromStdString(study->sentence)));
        session.select(QStringLiteral("import a"));
        QVERIFY(panel.wantedNode().isEmpty());
        QCOMPARE(panel.accessibleDescription(), QStringLiteral("Select a stage with marks."));
        panel.resize(panel.sizeHint());
        keep(panel, "workbench-none");
    }
};

QTEST_MAIN(TestFindings)
#include "tst_findings.moc"
