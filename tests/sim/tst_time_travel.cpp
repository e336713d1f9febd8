// SPDX-License-Identifier: GPL-3.0-or-later
// A simulation is a value: copies go on alike, any instant can be had again, and a look ahead leaves the present as it is.
#include "run/figures.h"
#include "scenario/document.h"
#include "sim/checkpoints.h"

#include <QFile>
#include <QtTest>

using namespace highwater;

namespace {

std::shared_ptr<const Scenario> everything()
{
    const auto document = Document::load(HIGHWATER_SOURCE_DIR "/tests/data/everything.highwater.json");
    if (!document) {
        qFatal("everything.highwater.json cannot be read");
    }
    const auto scenario = readScenario(*document);
    if (!scenario) {
        qFatal("everything.highwater.json is refused");
    }
    return std::make_shared<const Scenario>(*scenario);
}

std::shared_ptr<const Scenario> crowded(double load)
{
    ProducerNode producer;
    producer.arrivals.kind = Arrivals::Kind::Poisson;
    producer.arrivals.rate = 1000 * load;
    producer.arrivals.text = "poisson";
    producer.to = {{1, 1.0}};
    StageNode stage;
    stage.service = {Distribution::Law::Exponential, 0.001, 0, 0, 1, nullptr, "exponential(1ms)"};
    Scenario scenario;
    scenario.nodes = {{"p", producer}, {"s", stage}};
    return std::make_shared<const Scenario>(scenario);
}

Instant at(double seconds)
{
    return runStart + fromSeconds(seconds);
}

/// Every figure of a run, as text: equal texts are equal runs.
std::string figures(const Simulation& simulation)
{
    const RunResult results = simulation.results();
    std::string text = std::to_string(results.events) + ' ' + std::to_string(results.conserved);
    for (const NodeResult& node : results.nodes) {
        text += '\n' + node.name;
        for (const Figure& figure : figuresOf(node)) {
            text += ' ' + figure.name + '=' + (figure.value ? QByteArray::number(*figure.value, 'g', 17).toStdString() : "-");
        }
    }
    return text;
}

/// All columns of all nodes, as bytes.
QByteArray columns(const Simulation& simulation)
{
    QByteArray bytes;
    for (const SimNode& node : simulation.nodes()) {
        const Series series = node.isProducer ? simulation.producerAt(node).recorder.series() : simulation.stageAt(node).recorder.series();
        for (std::int64_t i = series.first; i < series.end; ++i) {
            bytes.append(reinterpret_cast<const char*>(&series.at(i)), sizeof(Column));
            const LatencyChunk::View latency = series.latencyAt(i);
            bytes.append(static_cast<char>(latency.first)).append(reinterpret_cast<const char*>(latency.codes.data()), static_cast<qsizetype>(latency.codes.size()));
        }
    }
    return bytes;
}

} // namespace

class TimeTravelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aForkWithoutAChangeGoesOnAsTheOriginal()
    {
        Simulation original(everything(), 7, 0, {});
        original.runUntil(at(11));
        Simulation copy = original.fork();
        copy.runUntil(at(17.123456789)); // another way to the same instant
        copy.runUntil(at(40));
        original.runUntil(at(40));
        QCOMPARE(figures(copy), figures(original));
    }
    void aLookAheadLeavesThePresentAsItIs()
    {
        Simulation present(everything(), 7, 0, {});
        present.runUntil(at(10));
        const std::string before = figures(present);
        const Simulation ahead = present.runAhead(std::chrono::seconds(5));
        QCOMPARE(ahead.now(), at(15));
        QCOMPARE(figures(present), before);
        present.runUntil(at(15));
        QCOMPARE(figures(present), figures(ahead));
    }
    void aForkThatIsChangedGoesItsOwnWay()
    {
        Simulation original(crowded(0.9), 1, 0, {});
        original.runUntil(at(10));
        Simulation faster = original.fork();
        Scenario changed = faster.scenario();
        std::get<StageNode>(changed.nodes[1].kind).workers = 2;
        faster.change(std::make_shared<const Scenario>(changed));
        faster.runUntil(at(20));
        original.runUntil(at(20));
        const auto waits = [](const Simulation& s) { return *std::get<StageResult>(s.results().nodes[1].figures).wait.mean; };
        QVERIFY(waits(faster) < waits(original));
    }
    void anyInstantOfTheRunCanBeHadAgain()
    {
        Simulation run(everything(), 3, 0, {});
        Checkpoints checkpoints({std::chrono::seconds(1)}, 8);
        std::map<int, std::string> seen;
        for (int second = 0; second <= 30; ++second) {
            run.runUntil(at(second));
            checkpoints.note(run);
            seen[second] = figures(run);
        }
        QVERIFY(checkpoints.count() <= 8);
        for (const int second : {0, 1, 7, 13, 24, 30}) {
            const auto then = checkpoints.rewind(at(second));
            QVERIFY(then.has_value());
            QCOMPARE(then->now(), at(second));
            QCOMPARE(figures(*then), seen[second]);
        }
    }
    void aPackedCopyIsTheWorldThatWasPackedAndLeavesItAsItWas()
    {
        const SeriesOptions series = SeriesOptions::forDuration(std::chrono::seconds(40));
        Simulation run(everything(), 5, 0, series);
        Simulation untouched(everything(), 5, 0, series);
        run.runUntil(at(13));
        const PackedSimulation packed(run);
        QCOMPARE(packed.now(), at(13));
        QCOMPARE(packed.events(), run.events());
        QVERIFY(packed.bytes() * 4 < packed.unpackedBytes());
        QCOMPARE(figures(packed.unpacked()), figures(run));
        Simulation again = packed.unpacked();
        for (Simulation* each : {&run, &again, &untouched}) {
            each->runUntil(at(40));
            QVERIFY(each->conserved());
        }
        QCOMPARE(figures(run), figures(untouched));
        QCOMPARE(figures(again), figures(untouched));
        QVERIFY(columns(run) == columns(untouched));
        QVERIFY(columns(again) == columns(untouched));
        Simulation third = packed.unpacked(); // what was packed can be packed again
        QCOMPARE(figures(PackedSimulation(third).unpacked()), figures(packed.unpacked()));
    }
    void aCopyIsDueAfterEnoughEventsToo()
    {
        Simulation run(crowded(0.5), 1, 0, {});
        Checkpoints checkpoints({std::chrono::hours(1), 20'000});
        run.runUntil(at(1));
        checkpoints.note(run);
        QCOMPARE(checkpoints.count(), std::size_t{1});
        const std::uint64_t first = run.events();
        QVERIFY(checkpoints.nextEvents() >= first + 20'000);
        while (run.events() + 1 < checkpoints.nextEvents()) {
            run.step();
        }
        checkpoints.note(run);
        QCOMPARE(checkpoints.count(), std::size_t{1});
        run.step();
        checkpoints.note(run);
        QCOMPARE(checkpoints.count(), std::size_t{2});
        QCOMPARE(checkpoints.beforeEvent(run.events())->world->events(), run.events());
        QCOMPARE(checkpoints.beforeEvent(run.events() - 1)->world->events(), first);
    }
    void aCopyBetweenTwoEventsOfAnInstantDoesNotServeForThatInstant()
    {
        Simulation run(everything(), 3, 0, {});
        Checkpoints checkpoints({std::chrono::seconds(1)});
        checkpoints.note(run);
        run.runUntil(at(10));
        const std::string before = figures(run);
        run.step();
        const Instant then = run.now();
        run.runUntil(then); // nothing more: those of that very instant are still to come
        checkpoints.note(run);
        QCOMPARE(checkpoints.count(), std::size_t{2});
        QCOMPARE(checkpoints.before(then)->world->now(), runStart);
        QCOMPARE(checkpoints.before(then + Duration(1))->world->now(), then);
        QCOMPARE(figures(*checkpoints.rewind(at(10))), before);
        QCOMPARE(checkpoints.before(runStart)->world->now(), runStart);
    }
    void whatCopiesAreSaidToTakeHoldsTheColumnsThatTheyShareOnce()
    {
        SeriesOptions series{std::chrono::milliseconds(10), 4, INT64_MAX};
        Simulation run(crowded(0.5), 1, 0, series);
        Checkpoints checkpoints({std::chrono::seconds(5)});
        std::size_t copies = 0;
        for (int second = 5; second <= 50; second += 5) {
            run.runUntil(at(second));
            checkpoints.note(run);
            copies += checkpoints.before(at(second + 1))->world->bytes();
        }
        QCOMPARE(checkpoints.count(), std::size_t{10});
        const std::size_t columnsOfRun = 2 * (5000 / columnsPerChunk) * sizeof(ColumnChunk);
        QVERIFY(checkpoints.bytes() > copies + columnsOfRun);
        QVERIFY(checkpoints.bytes() < copies + columnsOfRun * 3 / 2);
    }
    void checkpointsAreBoundedInNumberAndCoverTheWholeRun()
    {
        Simulation run(crowded(0.5), 1, 0, {});
        Checkpoints checkpoints({std::chrono::milliseconds(100)}, 16);
        for (int i = 0; i < 1000; ++i) {
            run.runUntil(at(i * 0.1));
            checkpoints.note(run);
            QVERIFY(checkpoints.count() <= 16);
        }
        QVERIFY(checkpoints.rewind(at(0)).has_value());
        QVERIFY(checkpoints.apart().time <= std::chrono::seconds(20));
        checkpoints.forgetAfter(*checkpoints.rewind(at(50)));
        QVERIFY(checkpoints.next() <= at(50) + checkpoints.apart().time);
    }
    void checkpointsAreBoundedInMemoryToo()
    {
        Simulation run(crowded(2), 1, 0, {});
        Checkpoints checkpoints({std::chrono::milliseconds(100)}, 64, 5 * run.approximateBytes());
        for (int i = 0; i < 200; ++i) {
            run.runUntil(at(i * 0.1));
            checkpoints.note(run);
            QVERIFY(checkpoints.count() <= 5);
        }
        QVERIFY(checkpoints.count() >= 2);
        QCOMPARE(figures(*checkpoints.rewind(at(19.9))), figures(run));
    }
};

QTEST_GUILESS_MAIN(TimeTravelTest)
#include "tst_time_travel.moc"
