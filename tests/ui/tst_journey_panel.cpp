// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/header_button.h"
#include "journey/journey_model.h"
#include "journey/journey_panel.h"
#include "journey/journey_table.h"
#include "journey/journey_words.h"
#include "journey/waterfall.h"
#include "pixels.h"
#include "run/run_history.h"
#include "run/views.h"
#include "scenario/shelf.h"
#include "session/session.h"
#include "theme/theme.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace highwater;

namespace {

Instant at(double seconds)
{
    return runStart + fromSeconds(seconds);
}
JourneySegment stay(Stay kind, const char* node, double begin, double end, std::uint32_t attempt = 1, const char* from = "")
{
    return {kind, node, from, at(begin), at(end), attempt};
}

/// Refused once, held back, queued, served, blocked, on a wire, served: 10 to 20 s.
Journey longWay()
{
    Journey journey;
    journey.id = {0x3fa9'0000'0000'0000U, 0, at(10)};
    journey.producer = "web";
    journey.attempts = 2;
    journey.begin = at(10);
    journey.end = at(20);
    journey.fate = Fate::Completed;
    journey.segments = {stay(Stay::BackingOff, "web", 10, 12, 2), stay(Stay::Held, "api", 12, 13, 2),
                        stay(Stay::Waiting, "api", 13, 15, 2),    stay(Stay::Serving, "api", 15, 16, 2),
                        stay(Stay::Blocked, "api", 16, 18, 2),    stay(Stay::OnWire, "db", 18, 19.5, 2, "api"),
                        stay(Stay::Serving, "db", 19.5, 20, 2)};
    journey.setbacks = {{Fate::Refused, "api", at(10), 1}};
    return journey;
}
Journey shortWay(std::uint64_t number)
{
    Journey journey;
    journey.id = {number << 48, 0, at(5)};
    journey.producer = "import";
    journey.begin = at(5);
    journey.end = at(6);
    journey.fate = Fate::TimedOut;
    journey.segments = {stay(Stay::Waiting, "api", 5, 6)};
    journey.setbacks = {{Fate::TimedOut, "api", at(6), 1}};
    return journey;
}

/// A window's session, and beside it the same run with its history: what the engine hands over.
struct Bench
{
    Theme theme;
    Session session;
    std::unique_ptr<RunHistory> history;
    JourneyPanel panel{session, theme};
    int asked = 0;

    explicit Bench(Theme::Choice choice = Theme::Choice::Dark) : theme(choice)
    {
        panel.setLookBack([this](Instant from, const std::function<void(const LookBack&)>& take) {
            ++asked;
            if (!history)
                return false;
            take(history->lookBack(from));
            return true;
        });
        panel.resize(1032, 200);
    }
    void run(const char* scenario, double seconds)
    {
        const auto entry = findOnShelf(scenario);
        QVERIFY(entry.has_value());
        QVERIFY(session.open(QString::fromStdU16String(entry->file.u16string())));
        const auto document = Document::load(entry->file);
        const auto read = std::make_shared<const Scenario>(*readScenario(*document));
        history = std::make_unique<RunHistory>(read, read->seed, seriesFor(*read), std::make_shared<const Standing>(Standing{*document, {}}));
        while (history->now() < at(seconds))
            history->advance(std::min(at(seconds), history->now() + fromSeconds(0.5)), UINT64_MAX);
        session.runTo(seconds);
        QTRY_VERIFY(session.snapshot() && session.snapshot()->now == at(seconds) && session.snapshot()->state == RunState::Paused);
    }
    void answer()
    {
        panel.show();
        QTRY_VERIFY(!panel.busy() && panel.shown().has_value());
    }
    template <typename Part>
    [[nodiscard]] Part* part() const
    {
        return panel.findChild<Part*>();
    }
    [[nodiscard]] HeaderButton* button(const QString& begin) const
    {
        for (auto* each : panel.findChildren<HeaderButton*>()) {
            if (each->text().startsWith(begin))
                return each;
        }
        return nullptr;
    }
};

/// A live run, as far as the panel looks at it.
class MeasuredRun final : public Run
{
public:
    static Checked<std::unique_ptr<Run>> create(const Document& document)
    {
        auto run = std::make_unique<MeasuredRun>();
        run->m_document = document;
        Snapshot picture;
        picture.mode = Mode::Measured;
        picture.now = at(30);
        picture.scenario = std::make_shared<const Scenario>(*readScenario(document));
        for (const Node& node : picture.scenario->nodes) {
            picture.nodes.emplace_back();
            picture.nodes.back().name = node.name;
            picture.nodes.back().isProducer = node.producer() != nullptr;
        }
        run->m_picture = std::make_shared<const Snapshot>(std::move(picture));
        return run;
    }
    [[nodiscard]] std::shared_ptr<const Snapshot> latest() const override { return m_picture; }
    void start() override {}
    void pause() override {}
    void runTo(Instant) override {}
    void setSpeed(double) override {}
    void restart(std::uint64_t) override {}
    [[nodiscard]] const Document& document() const override { return m_document; }
    Checked<void> change(const Document&, std::string_view) override { return {}; }

private:
    Document m_document;
    std::shared_ptr<const Snapshot> m_picture;
};

} // namespace

class JourneyPanelTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { qputenv("HIGHWATER_SCENARIOS", HIGHWATER_SOURCE_DIR "/scenarios"); }

    void theModelIsAProperModel()
    {
        JourneyModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setJourneys({longWay(), shortWay(1)});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, JourneyModel::Item).data().toString(), QStringLiteral("web 3fa9"));
        QCOMPARE(model.index(0, JourneyModel::Total).data().toString(), QStringLiteral("10.0\u2009s"));
        QCOMPARE(model.index(0, JourneyModel::Waited).data().toString(), QStringLiteral("3.00\u2009s"));
        QCOMPARE(model.index(0, JourneyModel::Served).data().toString(), QStringLiteral("1.50\u2009s"));
        QCOMPARE(model.index(0, JourneyModel::Blocked).data().toString(), QStringLiteral("2.00\u2009s"));
        QCOMPARE(model.index(0, JourneyModel::Retrying).data().toString(), QStringLiteral("2.00\u2009s"));
        QCOMPARE(model.index(0, JourneyModel::Attempts).data().toInt(), 2);
        QCOMPARE(model.index(1, JourneyModel::End).data().toString(), QStringLiteral("timed out"));
        double shares = 0;
        for (const QVariant& share : model.index(0, JourneyModel::Where).data(JourneyModel::partsRole).toList())
            shares += share.toDouble();
        QCOMPARE(shares, 1.0);
        QCOMPARE(model.rowOf(shortWay(1).id), std::optional(1));
        model.setJourneys({});
        QCOMPARE(model.rowCount(), 0);
    }

    void everyStationHasARowAndARefusedAttemptHasOneToo()
    {
        const auto rows = rowsOf(longWay());
        QStringList labels;
        for (const WaterfallRow& row : rows)
            labels << row.label;
        QCOMPARE(labels, (QStringList{QStringLiteral("attempt 1"), QStringLiteral("attempt 2"), QStringLiteral("2: api"),
                                      QStringLiteral("2: api to db"), QStringLiteral("2: db")}));
        QVERIFY(rows[0].segments.empty());
        QCOMPARE(rows[0].text, QStringLiteral("refused at api"));
        QCOMPARE(rows[1].text, QStringLiteral("back-off 2.00\u2009s"));
        QCOMPARE(rows[2].segments.size(), std::size_t{4});
        QVERIFY(rows[2].text.startsWith(QStringLiteral("held back 1.00\u2009s · queue 2.00\u2009s")));
        QVERIFY(rows[4].ends);
        QVERIFY(rows[4].text.endsWith(QStringLiteral("completed")));
    }

    void theStoryTellsEverything()
    {
        const QString story = JourneyWords::story(longWay());
        for (const char* part :
             {"web 3fa9 took 10.0\u2009s", "attempt 1: refused at api after 0", "waited 2.00\u2009s for attempt 2",
              "was held back 1.00\u2009s by the signal of api", "waited 2.00\u2009s in the queue of api", "was served 1.00\u2009s by api",
              "blocked a worker of api for 2.00\u2009s", "on the wire from api to db", "completed."})
            QVERIFY2(story.contains(QString::fromUtf8(part)), part);
        Theme theme(Theme::Choice::Dark);
        Waterfall waterfall(theme);
        waterfall.show(longWay());
        QCOMPARE(waterfall.accessibleDescription(), story);
    }

    void barsLieOnOneAxis()
    {
        Theme theme(Theme::Choice::Light);
        Waterfall waterfall(theme);
        waterfall.resize(600, 200);
        waterfall.show(longWay());
        const QRectF backoff = waterfall.barOf(1, 0);
        const QRectF queue = waterfall.barOf(2, 2);
        const QRectF last = waterfall.barOf(4, 6);
        QVERIFY(std::abs(backoff.width() - queue.width()) <= 1); // 2 s each
        QVERIFY(std::abs(backoff.width() - 4 * last.width()) <= 4);
        QVERIFY(std::abs(waterfall.barOf(2, 3).left() - queue.right()) <= 1);
        QVERIFY(last.right() <= waterfall.viewport()->width());
        QVERIFY(waterfall.tipAt(queue.center().toPoint()).contains(QStringLiteral("in the queue of api")));
        QVERIFY(waterfall.tipAt(queue.center().toPoint()).contains(QStringLiteral("from 0:13.000 to 0:15.000")));
        QVERIFY(waterfall.tipAt(QPoint(3, waterfall.rowBox(0).center().y())).contains(QStringLiteral("refused at api")));
        const QImage picture = waterfall.grab().toImage();
        QVERIFY(countPixels(picture, waterfall.barOf(2, 3), theme.color(Token::Busy)) > 50);
        QVERIFY(countPixels(picture, waterfall.barOf(2, 4), theme.color(Token::Blocked)) > 20);
        QCOMPARE(countPixels(picture, waterfall.barOf(2, 3), theme.color(Token::Blocked), 8), 0);
    }

    void theSlowestItemsOfTheLastMinuteAppearByThemselves()
    {
        Bench bench;
        bench.run("slow-consumer", 100);
        bench.answer();
        auto* table = bench.part<JourneyTable>();
        QCOMPARE(table->model()->rowCount(), 20);
        QVERIFY(bench.panel.title().startsWith(QStringLiteral("0:40.0 to 1:40.0")));
        // A first answer that had to be short keeps its place when the whole one comes.
        table->selectRow(0);
        const auto slowest = bench.panel.shown();
        QVERIFY(slowest->end >= at(40) && slowest->end <= at(100));
        QVERIFY(slowest->segments.front().stay != Stay::Earlier); // the past was asked for again, from its beginning
        for (int row = 0; row < 20; ++row)
            QVERIFY(table->model()->index(row, JourneyModel::Total).data(JourneyModel::sortRole).toDouble() <= toSeconds(slowest->total()));
        const int asked = bench.asked;
        bench.session.seek(toSeconds(slowest->begin));
        QTRY_COMPARE(bench.session.snapshot()->now, slowest->begin);
        QCoreApplication::processEvents();
        QCOMPARE(bench.asked, asked); // who looks into an item's past keeps the table
        QCOMPARE(bench.panel.shown()->id, slowest->id);
    }

    void keysGoThroughTheItems()
    {
        Bench bench;
        bench.run("chain-of-three", 60);
        bench.answer();
        auto* table = bench.part<JourneyTable>();
        auto* waterfall = bench.part<Waterfall>();
        const auto first = bench.panel.shown()->id;
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(table->currentIndex().row(), 1);
        QVERIFY(bench.panel.shown()->id != first);
        QTest::keyClick(waterfall, Qt::Key_Down);
        QCOMPARE(table->currentIndex().row(), 2);
        QTest::keyClick(waterfall, Qt::Key_Up);
        QTest::keyClick(waterfall, Qt::Key_Up);
        QCOMPARE(bench.panel.shown()->id, first);
        QVERIFY(waterfall->accessibleDescription().contains(QStringLiteral(" took ")));
    }

    void aClickOnAColumnSortsByIt()
    {
        Bench bench;
        bench.run("retry-storm", 60);
        bench.answer();
        auto* table = bench.part<JourneyTable>();
        table->sortByColumn(JourneyModel::Served, Qt::DescendingOrder);
        double before = 1e9;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const double served = table->model()->index(row, JourneyModel::Served).data(JourneyModel::sortRole).toDouble();
            QVERIFY(served <= before);
            before = served;
        }
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        table->sortByColumn(JourneyModel::Item, Qt::AscendingOrder);
    }

    void theButtonsSayWhereToGoAndWhomToFollow()
    {
        Bench bench;
        bench.run("slow-consumer", 50);
        bench.answer();
        QSignalSpy seeks(&bench.panel, &JourneyPanel::seekWanted);
        QTest::mouseClick(bench.button(QStringLiteral("Go to its start")), Qt::LeftButton);
        QCOMPARE(seeks.size(), 1);
        QCOMPARE(seeks[0][0].toDouble(), toSeconds(bench.panel.shown()->begin));

        bench.session.select(QStringLiteral("api"));
        QTRY_VERIFY(bench.button(QStringLiteral("Oldest in api")) != nullptr);
        QTest::mouseClick(bench.button(QStringLiteral("Oldest in api")), Qt::LeftButton);
        QTRY_VERIFY(!bench.panel.busy() && bench.panel.shown() && bench.panel.shown()->fate == Fate::Inside);
        const Journey oldest = *bench.panel.shown();
        QCOMPARE(oldest.end, at(50));
        QCOMPARE(oldest.segments.back().node, std::string("api"));
        QCOMPARE(bench.part<JourneyTable>()->currentIndex().isValid(), false);

        QSignalSpy nodes(&bench.panel, &JourneyPanel::nodeChosen);
        auto* waterfall = bench.part<Waterfall>();
        QTest::mouseDClick(waterfall->viewport(), Qt::LeftButton, {}, QPoint(10, waterfall->rowBox(waterfall->rows().size() - 1).center().y()));
        QCOMPARE(nodes.size(), 1);
        QCOMPARE(nodes[0][0].toString(), QStringLiteral("api"));
    }

    void anotherScenarioTakesTheItemsAway()
    {
        Bench bench;
        bench.run("slow-consumer", 50);
        bench.answer();
        bench.panel.hide();
        bench.run("steady", 10);
        QVERIFY(!bench.panel.shown().has_value());
        QCOMPARE(bench.part<JourneyTable>()->model()->rowCount(), 0);
        bench.answer();
        QVERIFY(bench.panel.title().startsWith(QStringLiteral("0:00.0 to 0:10.0")));
    }

    void columnsOfNothingButZerosGo()
    {
        JourneyModel model;
        model.setJourneys({shortWay(1)});
        QVERIFY(model.isIdle(JourneyModel::Blocked) && model.isIdle(JourneyModel::Attempts) && !model.isIdle(JourneyModel::Served));
        model.setJourneys({shortWay(1), longWay()});
        QVERIFY(!model.isIdle(JourneyModel::Blocked) && !model.isIdle(JourneyModel::Attempts));
    }

    void withoutAnythingToTellThereAreWords()
    {
        Bench bench;
        bench.panel.show();
        QVERIFY(!bench.part<JourneyTable>()->isVisibleTo(&bench.panel));
        const QImage empty = bench.panel.grab().toImage();
        QVERIFY(countPixels(empty, bench.panel.rect(), bench.theme.color(Token::Text)) > 40);
        QCOMPARE(bench.asked, 0);
        keepPicture(empty, QStringLiteral("journeys-empty"));
    }

    void ofALiveRunThereAreNone()
    {
        Theme theme(Theme::Choice::Light);
        Session session(MeasuredRun::create);
        JourneyPanel panel(session, theme);
        int asked = 0;
        panel.setLookBack([&](Instant, const std::function<void(const LookBack&)>&) { return ++asked > 0; });
        panel.resize(1032, 160);
        panel.show();
        QVERIFY(session.open(QString::fromStdU16String(findOnShelf("steady")->file.u16string())));
        QTRY_VERIFY(session.snapshot() && session.snapshot()->mode == Mode::Measured);
        panel.refresh();
        panel.showOldest();
        QCOMPARE(asked, 0);
        QVERIFY(!panel.busy());
        for (const auto* each : panel.findChildren<HeaderButton*>())
            QVERIFY(!each->isVisibleTo(&panel));
        keepPicture(panel.grab().toImage(), QStringLiteral("journeys-live"));
    }

    void picturesInBothThemes_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QSize>("size");
        for (const char* scenario : {"slow-consumer", "chain-of-three", "retry-storm", "socket-buffers", "retry-layers"}) {
            for (const bool dark : {true, false})
                QTest::addRow("%s %s", scenario, dark ? "dark" : "light") << QByteArray(scenario) << dark << QSize(1032, 200);
        }
        QTest::newRow("wide") << QByteArray("chain-of-three") << true << QSize(1500, 240);
        QTest::newRow("low") << QByteArray("chain-of-three") << true << QSize(1032, 106);
        QTest::newRow("narrow") << QByteArray("chain-of-three") << false << QSize(640, 160);
    }
    void picturesInBothThemes()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        Bench bench(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        bench.panel.resize(size);
        bench.run(scenario.constData(), 60);
        bench.answer();
        const QImage picture = bench.panel.grab().toImage();
        const auto* waterfall = bench.part<Waterfall>();
        const QRectF right(waterfall->mapTo(&bench.panel, QPoint(0, 0)), waterfall->size());
        QVERIFY(countPixels(picture, right, bench.theme.color(Token::Muted)) > 50);
        QVERIFY(countPixels(picture, QRectF(0, 28, right.left(), size.height() - 28), bench.theme.color(Token::Text)) > 100);
        keepPicture(picture,
                    QStringLiteral("journeys-%1").arg(QString::fromLatin1(QTest::currentDataTag()).replace(QLatin1Char(' '), QLatin1Char('-'))));
    }
};

QTEST_MAIN(JourneyPanelTest)
#include "tst_journey_panel.moc"
