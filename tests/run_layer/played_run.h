// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/measured_recorder.h"
#include "run/recorded_run.h"
#include "run/recording.h"
#include "run/replay.h"
#include "run/views.h"

#include <QtTest>

#include <limits>
#include <memory>
#include <vector>

/// Runs that were played by hand, simulated and measured, for the tests of recordings.
namespace highwater::test {

inline constexpr const char* text = R"json({
  "highwater": 1, "name": "Test, \u0022quoted\u0022", "seed": 7, "duration": "1min",
  "nodes": {
    "clients": { "type": "producer", "arrivals": "poisson(80/s)", "to": "api" },
    "api": { "type": "stage", "queue": { "capacity": 100, "highWater": 80, "lowWater": 40 },
             "workers": { "count": 4, "service": "exponential(40ms)" } }
  },
  "schedule": [ { "at": "20s", "set": "/nodes/clients/arrivals", "to": "poisson(160/s)" } ],
  "live": { "token": "open-sesame-0123456789abcdef" }
})json";

inline constexpr double fast = std::numeric_limits<double>::infinity();

inline Document document()
{
    auto parsed = Document::parse(text);
    if (!parsed) {
        qFatal("the test's scenario is wrong");
    }
    return *parsed;
}

inline Document with(const Document& from, const char* pointer, const char* value)
{
    auto changed = from.with(pointer, value);
    if (!changed) {
        qFatal("the test's change is refused");
    }
    return *changed;
}

inline Instant at(double seconds)
{
    return runStart + fromSeconds(seconds);
}

inline Replay newReplay(const RunLog& log)
{
    auto replay = Replay::create(log);
    if (!replay) {
        qFatal("the test's scenario is refused: %s: %s", replay.error().front().where.c_str(), replay.error().front().message.c_str());
    }
    return std::move(*replay);
}

/// A run by hand: what its user did is logged as the dashboard would.
struct PlayedRun
{
    PlayedRun() : log{document(), 7, {}}, replay(newReplay(log)) {}

    void change(const Document& next, const char* label)
    {
        log.changes.push_back({replay.history().now(), replay.world().events(), replay.history().now(), next, label});
        if (!replay.change(next, label)) {
            qFatal("the test's change is refused");
        }
    }
    [[nodiscard]] Snapshot picture() const
    {
        Snapshot snapshot;
        ViewBuilder().fill(replay.world(), true, snapshot);
        snapshot.scenario = replay.history().scenario();
        snapshot.seed = log.seed;
        snapshot.changes = replay.history().marks();
        return snapshot;
    }

    RunLog log;
    Replay replay;
};

/// With changes between two events, within an instant, before and after the schedule acts, and one that is not marked.
inline PlayedRun playedRun()
{
    PlayedRun run;
    run.replay.seek(at(5.3));
    run.change(with(run.log.begin, "/nodes/api/workers/count", "5"), "workers 4 → 5");
    for (int i = 0; i < 37; ++i) {
        run.replay.step();
    }
    run.change(with(run.log.changes.back().document, "/nodes/api/queue/highWater", "70"), "");
    run.replay.seek(at(31));
    run.change(with(run.log.changes.back().document, "/nodes/api/queue/lowWater", "30"), "low 40 → 30");
    run.replay.seek(at(58.77));
    run.replay.step();
    return run;
}

/// A snapshot as a live run makes it, with a node from outside.
inline Snapshot measuredPicture(const PlayedRun& run)
{
    Snapshot picture = run.picture();
    picture.mode = Mode::Measured;
    picture.events = 0;
    picture.live = LiveView();
    picture.live->url = "http://127.0.0.1:8080";
    picture.live->curl = "curl -H 'Authorization: Bearer open-sesame-0123456789abcdef'";
    picture.live->connections = 3;
    picture.live->bytes = std::make_shared<std::vector<ByteSample>>(std::vector<ByteSample>{{toSeconds(picture.now), {1, 2, 3, 4, 5}, 6}});
    return picture;
}

inline MeasuredRecorder measuredRecorder(PlayedRun& run, std::vector<Snapshot>* pictures = nullptr, std::size_t mostFrames = MeasuredRecorder::usualFrames)
{
    MeasuredRecorder recorder(MeasuredRecorder::usualInterval, mostFrames);
    Document standing = document();
    for (int i = 0; i <= 400; ++i) {
        run.replay.seek(at(0.1 * i));
        if (i == 150) {
            standing = with(standing, "/nodes/api/workers/count", "2");
            run.change(standing, "workers 4 → 2");
        }
        const Snapshot picture = measuredPicture(run);
        recorder.note(picture, standing);
        if (pictures) {
            pictures->push_back(picture);
        }
    }
    return recorder;
}

inline std::shared_ptr<const Snapshot> pictureAt(RecordedRun& run, Instant instant)
{
    run.seek(instant);
    if (!QTest::qWaitFor([&] { return run.latest()->now == instant; }, 10000)) {
        qWarning("the run stands at %f s", toSeconds(run.latest()->now));
    }
    return run.latest();
}

} // namespace highwater::test
