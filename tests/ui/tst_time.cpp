// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/simulated_run.h"
#include "session/session.h"
#include "theme/theme.h"
#include "time/forecast_guide.h"
#include "time/marker_line.h"
#include "time/run_until_bar.h"
#include "time/scrubber.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <limits>

using namespace highwater;

namespace {

const char* const text = R"json({"highwater": 1, "name": "time", "seed": 7, "duration": "60s",
  "nodes": {
    "web": {"type": "producer", "arrivals": "poisson(90/s)", "to": "api"},
    "api": {"type": "stage", "queue": {"capacity": 100, "whenFull": "reject"}, "workers": {"count": 1, "service": "exponential(10ms)"}}}})json";

} // namespace

/// Scrubbing, steps, breakpoints, notes and the forecast, on a real simulated run.
class TimeTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Session> m_session;
    Theme m_theme{Theme::Choice::Dark};

    [[nodiscard]] double now() const { return toSeconds(m_session->snapshot()->now); }
    [[nodiscard]] double end() const { return toSeconds(m_session->snapshot()->end); }
    [[nodiscard]] QString workers() const { return m_session->parameter(QStringLiteral("/nodes/api/workers/count")); }
    bool setWorkers(const char* count) { return m_session->setParameter(QStringLiteral("/nodes/api/workers/count"), QLatin1String(count), QStringLiteral("workers")); }
    void runTo(double seconds)
    {
        m_session->runTo(seconds);
        QTRY_COMPARE(now(), seconds);
        QTRY_VERIFY(!m_session->isRunning());
    }
    void seek(double seconds)
    {
        m_session->seek(seconds);
        QTRY_COMPARE(now(), seconds);
    }

private Q_SLOTS:
    void init()
    {
        QFile file(m_folder.filePath(QStringLiteral("time.highwater.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        m_session = std::make_unique<Session>();
        QVERIFY(m_session->open(file.fileName()));
        m_session->setRunning(false);
        m_session->restart(false);
        QTRY_COMPARE(now(), 0.0);
    }
    void cleanup() { m_session.reset(); }

    void theTimeLineGoesWhereItIsPressedAndDragged()
    {
        Scrubber scrubber(*m_session, m_theme);
        scrubber.resize(900, Scrubber::barHeight);
        scrubber.show();
        runTo(30);
        QTest::mousePress(&scrubber, Qt::LeftButton, {}, QPoint(qRound(scrubber.x(20)), 18));
        QTRY_VERIFY(std::abs(now() - 20) < 0.2);
        QVERIFY(m_session->inPast());
        QTest::mouseMove(&scrubber, QPoint(qRound(scrubber.x(10)), 18));
        QTRY_VERIFY(std::abs(now() - 10) < 0.2);
        QTest::mouseRelease(&scrubber, Qt::LeftButton, {}, QPoint(qRound(scrubber.x(10)), 18));
        // Beyond what was seen there is nothing to go to.
        QTest::mouseClick(&scrubber, Qt::LeftButton, {}, QPoint(qRound(scrubber.x(55)), 18));
        QTRY_COMPARE(now(), 30.0);
        QVERIFY(!m_session->inPast());
    }

    void theTimeLineHasKeys()
    {
        Scrubber scrubber(*m_session, m_theme);
        scrubber.resize(900, Scrubber::barHeight);
        scrubber.show();
        runTo(30);
        QTest::keyClick(&scrubber, Qt::Key_Left);
        QTRY_COMPARE(now(), 29.0);
        QTest::keyClick(&scrubber, Qt::Key_Left, Qt::ShiftModifier);
        QTRY_COMPARE(now(), 19.0);
        QTest::keyClick(&scrubber, Qt::Key_Right);
        QTRY_COMPARE(now(), 20.0);
        QTest::keyClick(&scrubber, Qt::Key_Home);
        QTRY_COMPARE(now(), 0.0);
        QTest::keyClick(&scrubber, Qt::Key_End);
        QTRY_COMPARE(now(), 30.0);
    }

    void theScenarioOfAnInstantIsThatInstantsScenario()
    {
        runTo(10);
        QVERIFY(setWorkers("2"));
        runTo(20);
        QCOMPARE(workers(), QStringLiteral("2"));
        seek(5);
        QTRY_COMPARE(workers(), QStringLiteral("1"));
        QCOMPARE(QString::fromStdString(m_session->document().get("/nodes/api/workers/count").value()), QStringLiteral("1"));
        seek(15);
        QTRY_COMPARE(workers(), QStringLiteral("2"));
    }

    void aSpikeLastsFiveSecondsAtFullSpeedToo()
    {
        m_session->setSpeed(std::numeric_limits<double>::infinity());
        m_session->setRunning(true);
        QTRY_VERIFY(now() > 100);
        m_session->spike();
        QVERIFY(m_session->spiking());
        QTRY_VERIFY(!m_session->spiking());
        QTRY_COMPARE(m_session->snapshot()->changes.size(), std::size_t{2});
        const auto& changes = m_session->snapshot()->changes;
        QCOMPARE(toSeconds(changes[1].at - changes[0].at), 5.0);
        m_session->setRunning(false);
    }

    void aChangeInThePastLeavesTheOldFutureToLookAt()
    {
        runTo(30);
        seek(10);
        QVERIFY(!m_session->oldBranch());
        QVERIFY(setWorkers("2"));
        QTRY_VERIFY(m_session->oldBranch());
        QCOMPARE(toSeconds(m_session->oldBranch()->now), 30.0);
        QVERIFY(!m_session->inPast());
        QCOMPARE(end(), 10.0);
        runTo(30);
        QCOMPARE(workers(), QStringLiteral("2"));
    }

    void aSpikeThatIsPlayedAgainEndsAgainAndIsNeverSaved()
    {
        runTo(5);
        m_session->spike();
        runTo(15);
        QTRY_VERIFY(!m_session->spiking());
        const auto changes = m_session->snapshot()->changes.size();
        seek(7);
        QTRY_VERIFY(m_session->spiking());
        QVERIFY(!m_session->modified());
        runTo(15);
        QTRY_VERIFY(!m_session->spiking());
        QCOMPARE(m_session->snapshot()->changes.size(), changes);
        QCOMPARE(m_session->snapshot()->branch, std::uint64_t{0});
    }

    void stepsGoOnAndBack()
    {
        runTo(10);
        const auto events = m_session->snapshot()->events;
        m_session->step(StepUnit::Event, false);
        QTRY_COMPARE(m_session->snapshot()->events, events + 1);
        m_session->step(StepUnit::Event, true);
        QTRY_COMPARE(m_session->snapshot()->events, events);
        const auto answers = m_session->snapshot()->endToEnd.completed;
        m_session->step(StepUnit::Item, false);
        QTRY_COMPARE(m_session->snapshot()->endToEnd.completed, answers + 1);
        m_session->step(StepUnit::Second, true);
        QTRY_VERIFY(now() < 9.5);
    }

    void theRunStopsWhereAConditionBeginsToHold()
    {
        RunUntilBar bar(*m_session, m_theme);
        bar.ask();
        QTest::keyClicks(bar.line(), QStringLiteral("api.depth >= 20"));
        QTest::keyClick(bar.line(), Qt::Key_Return);
        m_session->setSpeed(std::numeric_limits<double>::infinity());
        QTRY_VERIFY(!bar.reason().isEmpty());
        QVERIFY2(bar.reason().startsWith(QStringLiteral("api.depth >= 20: 20 at ")), qPrintable(bar.reason()));
        QTRY_VERIFY(!m_session->isRunning());
        QCOMPARE(m_session->snapshot()->nodes[1].level, std::int64_t{20});
        QCOMPARE(m_session->breakpoints(), QStringList{QStringLiteral("api.depth >= 20")});
        QVERIFY(m_session->setBreakpoints({}));
        QVERIFY(m_session->breakpoints().isEmpty());
    }

    void aConditionThatCannotBeReadIsRefusedInWords()
    {
        RunUntilBar bar(*m_session, m_theme);
        bar.ask();
        QSignalSpy faults(m_session.get(), &Session::fault);
        QTest::keyClicks(bar.line(), QStringLiteral("app.depth > 3"));
        QTest::keyClick(bar.line(), Qt::Key_Return);
        QCOMPARE(faults.size(), 1);
        QVERIFY(m_session->breakpoints().isEmpty());
        QVERIFY(!m_session->isRunning());
        QCOMPARE(bar.line()->text(), QStringLiteral("app.depth > 3"));
    }

    void notesAreKeptInTheScenarioAndTheRunDoesNotNotice()
    {
        runTo(10);
        const auto changes = m_session->snapshot()->changes.size();
        MarkerLine marker(*m_session, m_theme);
        marker.askAt(7.5);
        QTest::keyClicks(marker.line(), QStringLiteral("the queue fills"));
        QTest::keyClick(marker.line(), Qt::Key_Return);
        QCOMPARE(m_session->notes().size(), 1);
        QCOMPARE(m_session->notes()[0].seconds, 7.5);
        QCOMPARE(m_session->notes()[0].text, QStringLiteral("the queue fills"));
        QVERIFY(m_session->modified());
        QCOMPARE(m_session->snapshot()->changes.size(), changes);
        // They stay when the run goes back, and go with undo.
        seek(2);
        QCOMPARE(m_session->notes().size(), 1);
        QCOMPARE(m_session->snapshot()->branch, std::uint64_t{0});
        const QString file = m_folder.filePath(QStringLiteral("kept.highwater.json"));
        QVERIFY(m_session->saveAs(file));
        m_session->undo();
        QVERIFY(m_session->notes().isEmpty());
        QVERIFY(m_session->open(file));
        QCOMPARE(m_session->notes().size(), 1);
    }

    void theForecastFollowsAChangeSoonerThanTheEyeMisses()
    {
        ForecastGuide guide(*m_session);
        std::shared_ptr<const ForecastBand> band;
        connect(&guide, &ForecastGuide::forecastChanged, this, [&](std::shared_ptr<const ForecastBand> made) { band = std::move(made); });
        runTo(10);
        QVERIFY(m_session->setParameter(QStringLiteral("/nodes/web/arrivals"), QStringLiteral("poisson(150/s)"), QStringLiteral("arrivals")));
        QTRY_VERIFY(band && !band->level.empty());
        // 50 items a second more than can leave: full in about two seconds.
        QVERIFY2(!band->timeToFull.isEmpty(), "it says when the queue is full");
        QVERIFY(band->level.back().median > 60);
        QVERIFY(band->level.front().seconds >= 10);
        for (const auto& point : band->level) {
            QVERIFY(point.low <= point.median);
            QVERIFY(point.median <= point.high);
        }
    }

    void theBaselineIsAPictureOfThenUntilItIsLetGo()
    {
        runTo(10);
        m_session->toggleBaseline();
        QVERIFY(m_session->baseline());
        runTo(20);
        QCOMPARE(toSeconds(m_session->baseline()->now), 10.0);
        QCOMPARE(m_session->baselineName(), QStringLiteral("as in the file"));
        m_session->toggleBaseline();
        QVERIFY(!m_session->baseline());
    }
};

QTEST_MAIN(TimeTest)
#include "tst_time.moc"
