// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings as runs: they play, are scrubbed, stop at breakpoints, and a simulated one goes on in another way when it is changed.
#include "played_run.h"
#include "run/breakpoint.h"
#include "run/simulated_run.h"

#include <algorithm>
#include <future>

using namespace highwater;
using namespace highwater::test;

class RecordedRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordingPlaysToItsEndAndSaysThatItIsTheSame()
    {
        const PlayedRun played = playedRun();
        auto run = RecordedRun::create(recordingOf(played.log, played.picture()));
        QVERIFY(run.has_value());
        QCOMPARE((*run)->latest()->now, runStart);
        QCOMPARE((*run)->latest()->state, RunState::Paused);
        QVERIFY((*run)->check() == RecordedRun::Check::Open);
        (*run)->setSpeed(fast);
        (*run)->start();
        QTRY_VERIFY_WITH_TIMEOUT((*run)->check() != RecordedRun::Check::Open, 20000);
        QVERIFY2((*run)->check() == RecordedRun::Check::Same, (*run)->difference().c_str());
        QTRY_COMPARE((*run)->latest()->state, RunState::Paused);
        QCOMPARE((*run)->latest()->events, played.picture().events);
    }

    void scrubbingShowsTheSameInstantsAsPlaying()
    {
        const PlayedRun played = playedRun();
        auto run = RecordedRun::create(recordingOf(played.log, played.picture()));
        QVERIFY(run.has_value());
        for (const double seconds : {50.0, 3.0, 31.5, 6.0, 58.0, 0.0, 20.0}) {
            const auto shown = pictureAt(**run, at(seconds));
            auto replay = Replay::create(played.log);
            replay->advance(at(seconds));
            Snapshot straight;
            ViewBuilder().fill(replay->world(), true, straight);
            QVERIFY2(checkFigures(*shown) == checkFigures(straight), qPrintable(QString::number(seconds)));
            QCOMPARE(shown->end, played.picture().now);
        }
        const auto& marks = (*run)->latest()->changes;
        QCOMPARE(marks.front().text, std::string("workers 4 → 5"));
        QCOMPARE(marks.back().at, at(20)); // what the schedule does; the change at 5.5 s is not marked, that at 31 s lies ahead
        QVERIFY(!marks.back().byUser);
        QCOMPARE(marks.size(), std::size_t{2});
        QVERIFY((*run)->document() == played.log.changes[1].document);
    }

    void aRunGoesOnAfterItsRecordingAndMayBeChanged()
    {
        const PlayedRun played = playedRun();
        auto run = RecordedRun::create(recordingOf(played.log, played.picture()));
        QVERIFY(run.has_value());
        pictureAt(**run, at(10));
        QVERIFY((*run)->change(with((*run)->document(), "/nodes/api/workers/count", "1"), "workers 5 → 1").has_value());
        QVERIFY(!(*run)->change(with((*run)->document(), "/nodes/api/workers/count", "-1"), "").has_value());
        (*run)->runTo(at(70));
        QTRY_COMPARE_WITH_TIMEOUT((*run)->latest()->now, at(70), 20000);
        const auto& changes = (*run)->latest()->changes;
        QCOMPARE(changes.size(), std::size_t{3}); // the old future is forgotten: the recorded one, this one, the schedule's
        QCOMPARE(changes[1].text, std::string("workers 5 → 1"));
        QCOMPARE((*run)->latest()->nodes[1].workers, std::optional<std::int64_t>(1));
    }

    void aRecordingOfASimulatedRunStopsAtEveryBreakpoint_data()
    {
        QTest::addColumn<QString>("condition");
        for (const char* condition : {"api.completed >= 300", "completed >= 700", "api.depth > 50", "api presses", "a stage becomes full"}) {
            QTest::newRow(condition) << QString::fromLatin1(condition);
        }
    }
    void aRecordingOfASimulatedRunStopsAtEveryBreakpoint()
    {
        QFETCH(QString, condition);
        const PlayedRun played = playedRun();
        Replay replay = newReplay(played.log);
        auto expected = Breakpoint::parse(condition.toStdString(), *replay.history().scenario());
        QVERIFY(expected.has_value());
        expected->arm(replay.world());
        while (!expected->hit(replay.world())) {
            QVERIFY(replay.step() && replay.history().now() < at(58));
        }
        auto run = RecordedRun::create(recordingOf(played.log, played.picture()));
        QVERIFY(run.has_value());
        QVERIFY((*run)->setBreakpoints({condition.toStdString()}).has_value());
        (*run)->setSpeed(fast);
        (*run)->start();
        QTRY_VERIFY_WITH_TIMEOUT(!(*run)->latest()->stoppedBy.empty(), 20000);
        QCOMPARE((*run)->latest()->state, RunState::Paused);
        QCOMPARE((*run)->latest()->stoppedBy, expected->describe());
        QCOMPARE((*run)->latest()->events, replay.world().events());
        // What holds already is no news; without it the recording plays to its end.
        QVERIFY((*run)->setBreakpoints({}).has_value());
        (*run)->start();
        QTRY_VERIFY_WITH_TIMEOUT((*run)->check() == RecordedRun::Check::Same, 20000);
        QTRY_VERIFY((*run)->latest()->stoppedBy.empty());
    }

    void theRecordingOfAMeasuredRunStopsAtTimesAndFigures_data()
    {
        QTest::addColumn<double>("speed");
        QTest::newRow("as fast as possible") << fast;
        QTest::newRow("100 times") << 100.0;
    }
    void theRecordingOfAMeasuredRunStopsAtTimesAndFigures()
    {
        QFETCH(double, speed);
        PlayedRun played;
        std::vector<Snapshot> pictures;
        const Recording recording = measuredRecorder(played, &pictures).recording();
        auto run = RecordedRun::create(recording);
        QVERIFY(run.has_value());
        (*run)->setSpeed(speed);
        const auto goOn = [&run](const std::string& condition) {
            QVERIFY((*run)->setBreakpoints({condition}).has_value());
            (*run)->start();
            QTRY_VERIFY_WITH_TIMEOUT((*run)->latest()->stoppedBy.starts_with(condition), 20000);
            QCOMPARE((*run)->latest()->state, RunState::Paused);
        };
        // The first picture from where it stands on in which a figure holds that did not hold in the one before.
        const auto firstWith = [&](Instant from, auto holds) {
            bool held = true;
            for (const ReelFrame& frame : recording.reel->frames) {
                const auto was = std::find_if(pictures.begin(), pictures.end(), [&](const Snapshot& one) { return one.now == frame.at; });
                const bool holdsNow = was == pictures.end() || holds(*was);
                if (frame.at > from && holdsNow && !held) {
                    return frame.at;
                }
                held = holdsNow;
            }
            return Instant::max();
        };
        goOn("time >= 12.34s");
        QVERIFY((*run)->latest()->now <= at(12.34)); // what was recorded last by then
        goOn("api.depth > 50");
        const Instant deep = firstWith(at(12.34), [](const Snapshot& one) { return one.nodes[1].level > 50; });
        QCOMPARE((*run)->latest()->now, deep);
        QVERIFY((*run)->latest()->nodes[1].level > 50);
        goOn("clients.sent >= 4000");
        QCOMPARE((*run)->latest()->now, firstWith(deep, [](const Snapshot& one) { return one.nodes[0].totals.accepted >= 4000; }));
        // It holds already: the film plays to its end.
        (*run)->start();
        QTRY_COMPARE_WITH_TIMEOUT((*run)->latest()->now, recording.reel->frames.back().at, 20000);
        QTRY_COMPARE((*run)->latest()->state, RunState::Paused);
        QVERIFY((*run)->latest()->stoppedBy.empty());
    }

    void whatPicturesCannotAnswerIsRefusedInWords()
    {
        PlayedRun played;
        auto run = RecordedRun::create(measuredRecorder(played).recording());
        QVERIFY(run.has_value());
        QVERIFY((*run)->setBreakpoints({"time >= 3s"}).has_value());
        for (const char* condition : {"api presses", "clients sends", "api becomes full", "a producer becomes blocked"}) {
            const auto refused = (*run)->setBreakpoints({"time >= 20s", condition});
            QVERIFY2(!refused.has_value(), condition);
            QVERIFY(refused.error().code == Errc::Unsupported);
            QCOMPARE(refused.error().where, std::string(condition));
            QVERIFY2(refused.error().message.find("pictures, not events") != std::string::npos, refused.error().message.c_str());
        }
        const auto unknown = (*run)->setBreakpoints({"nobody.depth > 1"});
        QVERIFY(!unknown.has_value() && unknown.error().code == Errc::NotFound);
        // What was set before stands.
        (*run)->setSpeed(fast);
        (*run)->start();
        QTRY_VERIFY_WITH_TIMEOUT(!(*run)->latest()->stoppedBy.empty(), 20000);
        QVERIFY2((*run)->latest()->stoppedBy.starts_with("time >= 3s"), (*run)->latest()->stoppedBy.c_str());
    }

    void aChangeBetweenTwoSeeksActsWhereTheFirstOneWent_data()
    {
        QTest::addColumn<bool>("recorded");
        QTest::newRow("simulated") << false;
        QTest::newRow("recorded") << true;
    }
    void aChangeBetweenTwoSeeksActsWhereTheFirstOneWent()
    {
        QFETCH(bool, recorded);
        const PlayedRun played = playedRun();
        std::unique_ptr<Run> run;
        if (recorded) {
            run = std::move(*RecordedRun::create(recordingOf(played.log, played.picture())));
        } else {
            run = std::move(*SimulatedRun::create(document()));
        }
        run->runTo(at(30));
        QTRY_COMPARE_WITH_TIMEOUT(run->latest()->now, at(30), 20000);
        // All of it is asked for before any of it is done.
        std::promise<void> gate;
        QVERIFY(run->look([opened = gate.get_future().share()](const Simulation&) { opened.wait(); }));
        run->seek(at(25));
        run->seek(at(10));
        QVERIFY(run->change(with(run->document(), "/nodes/api/workers/count", "2"), "the change").has_value());
        run->seek(at(9));
        run->seek(at(3));
        gate.set_value();
        QTRY_COMPARE_WITH_TIMEOUT(run->latest()->now, at(3), 20000);
        run->runTo(at(12));
        QTRY_COMPARE_WITH_TIMEOUT(run->latest()->now, at(12), 20000);
        QCOMPARE(run->latest()->changes.back().text, std::string("the change"));
        QCOMPARE(run->latest()->changes.back().at, at(10));
    }
};

QTEST_GUILESS_MAIN(RecordedRunTest)
#include "tst_recorded_run.moc"
