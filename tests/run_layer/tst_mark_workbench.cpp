// SPDX-License-Identifier: GPL-3.0-or-later
// The hysteresis workbench: pairs of marks tried on forks of one state, and the narrowest one that does.
#include "run/mark_workbench.h"
#include "run/standing_changes.h"
#include "units/quantity.h"

#include <QtTest>

#include <algorithm>

using namespace highwater;

namespace {

struct World
{
    Document document;
    Simulation simulation;
};

World worldOf(const Document& document, double seconds)
{
    auto scenario = std::make_shared<const Scenario>(readScenario(document).value());
    Simulation simulation(scenario, scenario->seed, 0, seriesFor(*scenario));
    simulation.runUntil(runStart + fromSeconds(seconds));
    return {document, std::move(simulation)};
}

World flapping()
{
    return worldOf(Document::load(HIGHWATER_SOURCE_DIR "/scenarios/03-water-marks.highwater.json").value(), 30);
}

Document oneStage(const std::string& arrivals, const std::string& queue)
{
    const std::string text = R"json({"highwater": 1, "duration": "2min", "nodes": {
        "s": {"type": "stage", "queue": {)json" + queue + R"json(}, "workers": {"count": 2, "service": "exponential(20ms)"}},
        "p": {"type": "producer", "onPressure": "wait", "to": "s", "arrivals": ")json" + arrivals + R"json("}}})json";
    const auto document = Document::parse(text);
    if (!document) {
        qFatal("no JSON: %s", document.error().front().message.c_str());
    }
    return *document;
}

MarkOptions patient()
{
    MarkOptions options;
    options.mostWallSeconds = 100;
    return options;
}

const StageResult& stageOf(const RunResult& results, const std::string& name)
{
    for (const NodeResult& each : results.nodes) {
        if (each.name == name) {
            return std::get<StageResult>(each.figures);
        }
    }
    qFatal("no node %s", name.c_str());
}

std::uint64_t lostOf(const Counters& counts) { return counts.refused + counts.dropped + counts.expired + counts.failed; }

} // namespace

class MarkWorkbenchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSuggestionForTheFlappingScenarioSwitchesTenTimesLessAndDropsNoMore()
    {
        const World world = flapping();
        const auto study = studyMarks(world.simulation, world.document, "narrow marks", patient());
        QVERIFY(study && study->complete && study->proposal);
        QVERIFY(study->current.switchesPerMinute >= 10 * study->proposal->switchesPerMinute);
        QVERIFY(study->proposal->switchesPerMinute <= study->mostSwitchesPerMinute);
        QVERIFY(study->proposal->lost <= study->current.lost);
        QVERIFY(study->proposal->throughput >= 0.99 * study->current.throughput);
        // The same on a whole run with the suggestion in the file, made by none of the code of the workbench.
        Document mended = world.document;
        for (const ScenarioEdit& edit : study->edits) {
            mended = mended.with(edit.pointer, edit.value).value();
        }
        const auto runWhole = [](const Document& document) {
            auto scenario = std::make_shared<const Scenario>(readScenario(document).value());
            Simulation simulation(scenario, scenario->seed, 0, {});
            simulation.runUntil(runStart + scenario->duration);
            return simulation.results();
        };
        const RunResult before = runWhole(world.document);
        const RunResult after = runWhole(mended);
        const StageResult& flappingStage = stageOf(before, "narrow marks");
        const StageResult& calmStage = stageOf(after, "narrow marks");
        QVERIFY2(flappingStage.pressureFlips >= 10 * calmStage.pressureFlips,
                 qPrintable(QStringLiteral("%1 and %2").arg(flappingStage.pressureFlips).arg(calmStage.pressureFlips)));
        QVERIFY(lostOf(calmStage.totals) <= lostOf(flappingStage.totals));
        QVERIFY(calmStage.throughput >= 0.99 * flappingStage.throughput);
    }

    void noPairThatWasTriedIsNarrowerAndDoesAsWell()
    {
        const World world = flapping();
        const auto study = studyMarks(world.simulation, world.document, "narrow marks", patient());
        QVERIFY(study && study->proposal);
        const auto width = [](const MarkFigures& pair) { return pair.marks.high - pair.marks.low; };
        for (const MarkFigures& each : study->tried) {
            QVERIFY(each.marks.low >= 0 && each.marks.low < each.marks.high && each.marks.high <= 250);
            const bool does = each.switchesPerMinute <= study->mostSwitchesPerMinute && each.lost <= study->current.lost
                              && each.throughput >= 0.99 * study->current.throughput && each.marks.low >= 2;
            QVERIFY(!does || width(each) >= width(*study->proposal));
        }
        // Among the pairs are the current one and the proposal, each once.
        for (const MarkFigures& wanted : {study->current, *study->proposal}) {
            QCOMPARE(std::count_if(study->tried.begin(), study->tried.end(), [&](const MarkFigures& each) { return each.marks == wanted.marks; }), 1);
        }
    }

    void theFiguresAreWhatAnIndependentRunGives()
    {
        const World world = flapping();
        const auto study = studyMarks(world.simulation, world.document, "narrow marks", patient());
        QVERIFY(study && study->proposal);
        const auto goOn = [&](const std::vector<ScenarioEdit>& edits) {
            Simulation copy(world.simulation);
            Document document = world.document;
            for (const ScenarioEdit& edit : edits) {
                document = document.with(edit.pointer, edit.value).value();
            }
            if (!edits.empty()) {
                copy.change(std::make_shared<const Scenario>(readScenario(document).value()));
            }
            copy.runUntil(study->at + study->after);
            copy.restartWindow();
            copy.runUntil(study->at + study->after + study->span);
            return copy.results();
        };
        const RunResult as = goOn({});
        const RunResult mended = goOn(study->edits);
        const double minutes = toSeconds(study->span) / 60;
        QCOMPARE(study->current.switchesPerMinute, static_cast<double>(stageOf(as, "narrow marks").pressureFlips) / minutes);
        QCOMPARE(study->proposal->switchesPerMinute, static_cast<double>(stageOf(mended, "narrow marks").pressureFlips) / minutes);
        QCOMPARE(*study->proposal->p99, *stageOf(mended, "narrow marks").sojourn.p99);
        QCOMPARE(study->proposal->throughput, stageOf(mended, "narrow marks").throughput);
        QCOMPARE(study->proposal->overshoot, *stageOf(mended, "narrow marks").aboveMark);
    }

    void aPairThatDoesIsLeftAlone()
    {
        const World world = flapping();
        const auto study = studyMarks(world.simulation, world.document, "wide marks", patient());
        QVERIFY(study && !study->proposal && study->edits.empty() && study->label.empty());
        QVERIFY2(study->sentence.find("This pair does") == 0, study->sentence.c_str());
    }

    void marksThatLetTheWorkersRunDryAreSeenStarving()
    {
        const auto starvation = [](const char* queue) {
            const World world = worldOf(oneStage("onoff(200/s, 1s, 1s)", queue), 20);
            const auto study = studyMarks(world.simulation, world.document, "s", patient());
            return study->current.starvation;
        };
        QVERIFY(starvation(R"("capacity": 500, "highWater": 20, "lowWater": 0)") > 0.1);
        QCOMPARE(starvation(R"("capacity": 500, "highWater": 400, "lowWater": 200)"), 0.0);
    }

    void aPeakAboveTheMarkIsSeenOvershooting()
    {
        const World world = worldOf(oneStage("batch(poisson(4/s), size=constant(50))", R"("capacity": 500, "highWater": 100, "lowWater": 20)"), 20);
        const auto study = studyMarks(world.simulation, world.document, "s", patient());
        // Nothing is sent while the signal is on, the rest of a batch included.
        QVERIFY(study.has_value());
        QVERIFY(study->current.overshoot >= 0 && study->current.overshoot <= 50);
        const Document deaf = world.document.with("/nodes/p/onPressure", "ignore").value();
        const World loud = worldOf(deaf, 20);
        const auto other = studyMarks(loud.simulation, loud.document, "s", patient());
        QVERIFY(other && other->current.overshoot > study->current.overshoot);
    }

    void marksInBytesAreWrittenAsSizes()
    {
        const World world = worldOf(oneStage("poisson(150/s)", R"("capacity": "256KiB", "measure": "bytes", "highWater": "200KiB", "lowWater": "199KiB")"), 30);
        const auto study = studyMarks(world.simulation, world.document, "s", patient());
        QVERIFY(study && study->proposal);
        QCOMPARE(study->edits.size(), std::size_t{2});
        QCOMPARE(study->edits[0].pointer, std::string("/nodes/s/queue/highWater"));
        QCOMPARE(*parseBytes(study->edits[0].value), Bytes{study->proposal->marks.high});
        QCOMPARE(*parseBytes(study->edits[1].value), Bytes{study->proposal->marks.low});
        QVERIFY(study->proposal->switchesPerMinute <= study->mostSwitchesPerMinute);
    }

    void onlyAStageWithMarksHasAStudy()
    {
        const World world = flapping();
        QVERIFY(!studyMarks(world.simulation, world.document, "import a"));
        QVERIFY(!studyMarks(world.simulation, world.document, "nobody"));
        const World unlimited = worldOf(oneStage("poisson(20/s)", ""), 5);
        QVERIFY(!studyMarks(unlimited.simulation, unlimited.document, "s"));
    }

    void aStudyThatIsInterruptedSaysSo()
    {
        const World world = flapping();
        const std::atomic<bool> interrupt{true};
        MarkOptions options;
        options.interrupt = &interrupt;
        const auto study = studyMarks(world.simulation, world.document, "narrow marks", options);
        QVERIFY(study && !study->complete && !study->proposal);
    }
};

QTEST_GUILESS_MAIN(MarkWorkbenchTest)
#include "tst_mark_workbench.moc"
