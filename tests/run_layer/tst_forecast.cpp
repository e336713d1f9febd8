// SPDX-License-Identifier: GPL-3.0-or-later
// Where forks go: other draws from the same state, the law of a queue that fills and one that drains, and who is answered.
#include "run/figures.h"
#include "run/forecaster.h"
#include "scenario/document.h"
#include "sim/audit.h"

#include <QtTest>

#include <cmath>
#include <map>

using namespace highwater;

namespace {

std::shared_ptr<const Scenario> read(const Checked<Document>& document)
{
    const auto scenario = document ? readScenario(*document) : Checked<Scenario>(tl::unexpected(document.error()));
    if (!scenario) {
        qFatal("the test's scenario is wrong: %s: %s", scenario.error().front().where.c_str(), scenario.error().front().message.c_str());
    }
    return std::make_shared<const Scenario>(*scenario);
}

std::shared_ptr<const Scenario> everything()
{
    return read(Document::load(HIGHWATER_SOURCE_DIR "/tests/data/everything.highwater.json"));
}

/// Poisson arrivals, one worker that needs 10 ms for every item, and a queue.
std::shared_ptr<const Scenario> constantService(const std::string& rate, const std::string& capacity, const std::string& more = {})
{
    return read(Document::parse(R"json({ "highwater": 1, "name": "M/D/1", "duration": "2min", "nodes": {
        "web": { "type": "producer", "arrivals": "poisson()json" + rate + R"json()", "to": "api" },
        "api": { "type": "stage", "queue": { "capacity": )json" + capacity + R"json( },
                 "workers": { "count": 1, "service": "constant(10ms)" } } })json" + more + " }"));
}

Instant at(double seconds)
{
    return runStart + fromSeconds(seconds);
}

Simulation runOf(const std::shared_ptr<const Scenario>& scenario, double seconds, std::uint64_t replication = 0)
{
    Simulation simulation(scenario, 7, replication, SeriesOptions::forDuration(std::chrono::minutes(1)));
    simulation.runUntil(at(seconds));
    return simulation;
}

/// Every figure of a run, as text: equal texts are equal runs.
std::string figures(const Simulation& simulation)
{
    const RunResult results = simulation.results();
    std::string text = std::to_string(results.events);
    for (const NodeResult& node : results.nodes) {
        text += '\n' + node.name;
        for (const Figure& figure : figuresOf(node)) {
            text += ' ' + figure.name + '=' + (figure.value ? QByteArray::number(*figure.value, 'g', 17).toStdString() : "-");
        }
    }
    return text;
}

/// What a forecast says, as text; not how long it took.
std::string wordsOf(const Forecast& forecast)
{
    std::string text = std::to_string(forecast.forks) + ' ' + std::to_string(forecast.columns);
    for (const NodeForecast& node : forecast.nodes) {
        text += '\n' + node.name;
        for (const auto* spreads : {&node.level, &node.sojournP95, &node.sojournP99}) {
            for (const ForecastSpread& each : *spreads) {
                text += ' ' + std::to_string(each.low) + ' ' + std::to_string(each.middle) + ' ' + std::to_string(each.high);
            }
        }
        text += node.full ? " full " + std::to_string(node.full->middle) : " never full";
        text += node.empty ? " empty " + std::to_string(node.empty->middle) : " never empty";
    }
    return text;
}

ForecastOptions unhurried(int forks = 40, double horizon = 60, int columns = 60)
{
    ForecastOptions options;
    options.budget = {};
    options.forks = forks;
    options.horizon = fromSeconds(horizon);
    options.columns = columns;
    return options;
}

void verifyNear(double value, double expected, double bound, const char* what)
{
    if (!(std::abs(value - expected) <= bound)) {
        QFAIL(qPrintable(QStringLiteral("%1 is %2, and should be %3 to within %4").arg(what).arg(value).arg(expected).arg(bound)));
    }
}

} // namespace

class ForecastTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // --- forks with other draws
    void aForkOfTheSameReplicationGoesOnAsTheOriginal()
    {
        Simulation original = runOf(everything(), 11);
        Simulation copy = original.fork(original.replication());
        copy.runUntil(at(40));
        original.runUntil(at(40));
        QCOMPARE(figures(copy), figures(original));
    }
    void aForkOfAnotherReplicationBeginsInTheSameStateAndGoesItsOwnWay()
    {
        Simulation original = runOf(everything(), 11);
        const std::string before = figures(original);
        Simulation other = original.fork(5);
        QCOMPARE(other.now(), original.now());
        QCOMPARE(other.replication(), 5u);
        QCOMPARE(figures(other), before);
        Simulation third = original.fork(6);
        Simulation again = original.fork(5);
        for (Simulation* each : {&other, &third, &again}) {
            each->runUntil(at(30));
        }
        QCOMPARE(figures(original), before);
        QCOMPARE(figures(again), figures(other));
        QVERIFY(figures(third) != figures(other));
        original.runUntil(at(30));
        QVERIFY(figures(original) != figures(other));
    }
    void whatAForkHoldsAgreesWithItselfWhereverItBegins()
    {
        Simulation original = runOf(everything(), 0);
        for (int second = 0; second < 40; second += 3) {
            original.runUntil(at(second + 0.123));
            Simulation fork = original.fork(static_cast<std::uint64_t>(second) + 1);
            for (int look = 0; look < 20; ++look) {
                QCOMPARE(auditOf(fork), std::string());
                fork.runUntil(fork.now() + std::chrono::milliseconds(50));
            }
        }
    }
    void theClientsOfASaturatedSourceQueueForTheirNextItemOfTheOtherReplication()
    {
        const auto scenario = read(Document::parse(R"json({ "highwater": 1, "name": "Saturated", "duration": "1min", "nodes": {
            "web": { "type": "producer", "arrivals": "saturated", "clients": 6, "size": "uniform(1KiB, 64KiB)",
                     "to": [ { "node": "a", "weight": 1 }, { "node": "b", "weight": 2 } ] },
            "a": { "type": "stage", "queue": { "measure": "bytes", "capacity": "128KiB", "whenFull": "block" }, "workers": { "count": 1, "service": "exponential(10ms)" } },
            "b": { "type": "stage", "queue": { "capacity": 4, "whenFull": "block" }, "workers": { "count": 1, "service": "exponential(5ms)" } } } })json"));
        Simulation original = runOf(scenario, 0);
        for (std::uint64_t i = 1; i < 50; ++i) {
            original.runUntil(at(static_cast<double>(i) * 0.0371));
            Simulation fork = original.fork(i);
            QCOMPARE(auditOf(fork), std::string());
            fork.runUntil(fork.now() + std::chrono::milliseconds(200));
            QCOMPARE(auditOf(fork), std::string());
        }
    }
    /// A phase of random length has no memory: seen from any instant within, it lasts its mean on the average.
    void aPhaseOfRandomLengthEndsInEachForkWhenItsOwnDrawsSay()
    {
        const auto scenario = read(Document::parse(R"json({ "highwater": 1, "name": "Phases", "duration": "10min", "nodes": {
            "web": { "type": "producer", "arrivals": "mmpp(100/s, 10s, 0/s, 1000s)", "to": "api" },
            "api": { "type": "stage", "workers": { "count": 1, "service": "constant(1ms)" } } } })json"));
        Simulation original(scenario, 3, 0, {});
        while (original.completed() < 100) {
            original.runUntil(original.now() + std::chrono::seconds(1));
            QVERIFY(original.now() < at(100'000));
        }
        double sum = 0;
        constexpr int forks = 400;
        for (std::uint64_t i = 1; i <= forks; ++i) {
            Simulation fork = original.fork(i);
            fork.runUntil(fork.now() + std::chrono::seconds(100));
            sum += static_cast<double>(fork.completed() - original.completed()) / 100; // seconds at 100/s
        }
        // The mean of 400 exponential times of 10 s: ± 0.5 s, and about 1 s of another such phase within 100 s in every tenth.
        verifyNear(sum / forks, 10 + 1, 2, "the mean rest of the phase");
    }
    void recordingAnewChangesWhatIsRecordedAndNothingElse()
    {
        Simulation original = runOf(everything(), 9.5);
        Simulation anew = original.fork();
        SeriesOptions series = original.seriesOptions();
        anew.recordAnew(series);
        QCOMPARE(anew.windowBegin(), anew.now());
        original.runUntil(at(30));
        anew.runUntil(at(30));
        for (const SimNode& node : original.nodes()) {
            if (node.isProducer) {
                QCOMPARE(anew.producerAt(node).tally.completed, original.producerAt(node).tally.completed);
                continue;
            }
            QVERIFY(anew.stageAt(node).metrics.totals == original.stageAt(node).metrics.totals);
            const Series one = original.stageAt(node).recorder.series();
            const Series two = anew.stageAt(node).recorder.series();
            QCOMPARE(two.end, one.end);
            for (std::int64_t i = at(9.5).time_since_epoch() / series.interval + 1; i < one.end; ++i) {
                QCOMPARE(two.at(i).depthMean, one.at(i).depthMean);
                QCOMPARE(two.at(i).depthMin, one.at(i).depthMin);
                QCOMPARE(two.at(i).depthMax, one.at(i).depthMax);
                QCOMPARE(two.at(i).completed, one.at(i).completed);
                QCOMPARE(two.at(i).flips, one.at(i).flips);
            }
        }
    }

    // --- what is foretold
    /// 200/s come, 100/s go: after t seconds about 100 t ± sqrt(200 t) items wait, and the 1000th finds its place when a Brownian motion of
    /// that drift gets there for the first time: at 10 s on the average, with a standard deviation of sqrt(1000 * 200) / 100^1.5 = 0.447 s.
    void aQueueThatTakesInTwiceWhatItServesIsFullWhenTheClosedFormSays()
    {
        const Forecast made = forecast(runOf(constantService("200/s", "1000"), 0), unhurried(200, 20, 80));
        QCOMPARE(made.forks, 200);
        QVERIFY(made.complete);
        QCOMPARE(made.nodes.size(), std::size_t{2});
        const NodeForecast& api = made.nodes[1];
        QCOMPARE(api.name, std::string("api"));
        QVERIFY(api.full.has_value() && api.full->high.has_value());
        QCOMPARE(api.full->share, 1.0);
        // The quantiles of 200 forks are known to 1.25 to 1.7 sd / sqrt(200) = 0.04 to 0.054 s; times are seen in steps of 1/16 s.
        constexpr double sd = 0.447;
        verifyNear(api.full->middle, 10.0, 0.2, "the median time to full");
        verifyNear(api.full->low, 10.0 - 1.28 * sd, 0.25, "the early time to full");
        verifyNear(*api.full->high, 10.0 + 1.28 * sd, 0.25, "the late time to full");
        // The column that ends at 5 s: 100 * 4.875 wait on the average, ± 1.28 * sqrt(200 * 4.875).
        const ForecastSpread level = api.level[19];
        verifyNear(static_cast<double>(level.middle), 487.5, 10, "the level at 4.9 s");
        verifyNear(static_cast<double>(level.high - level.low), 2 * 1.28 * std::sqrt(200 * 4.875), 16, "the breadth of the band");
        verifyNear(static_cast<double>(api.level.back().middle), 1000, 2, "the level when it is full");
        // Who leaves the full queue has waited for a thousand services.
        verifyNear(static_cast<double>(api.sojournP95.back().middle), 10.01, 0.02, "the p95 of the full queue");
    }
    /// n items wait, 50/s come and 100/s go: empty after n / 50 s, with a standard deviation of sqrt(50 * n / 50) / 50.
    void aBacklogIsGoneWhenTheClosedFormSaysOnceTheRateHasFallen()
    {
        const Simulation full = runOf(constantService("200/s", "1000"), 6);
        const auto waiting = static_cast<double>(full.stageAt(full.nodes()[1]).flow.queue().items());
        QVERIFY(waiting > 500 && waiting < 700);
        ForecastOptions options = unhurried(200, 20, 80);
        QVERIFY(!forecast(full, options).nodes[1].empty.has_value());
        options.with = constantService("50/s", "1000");
        const Forecast made = forecast(full, options);
        const NodeForecast& api = made.nodes[1];
        QCOMPARE(api.levelNow, waiting);
        QVERIFY(!api.full.has_value());
        QVERIFY(api.empty.has_value() && api.empty->high.has_value());
        const double sd = std::sqrt(waiting) / 50;
        verifyNear(api.empty->middle, waiting / 50, 0.2, "the median time to empty");
        verifyNear(*api.empty->high - api.empty->low, 2 * 1.28 * sd, 0.25, "its breadth");
    }
    void aQueueThatKeepsUpIsForetoldNeitherFullNorAsABand()
    {
        const Forecast made = forecast(runOf(constantService("50/s", "1000"), 30), unhurried(20));
        const NodeForecast& api = made.nodes[1];
        QVERIFY(!api.full.has_value());
        QCOMPARE(api.level.size(), std::size_t{60});
        for (const ForecastSpread& each : api.level) {
            QVERIFY(each.low >= 0 && each.low <= each.middle && each.middle <= each.high && each.high < 10);
        }
        // M/D/1 at half load: 0.25 items wait on the average.
        double sum = 0;
        for (const ForecastSpread& each : api.level) {
            sum += static_cast<double>(each.middle) / 60;
        }
        verifyNear(sum, 0.25, 0.06, "the mean of the median level");
    }
    void theWayToFullIsToldOnlyWhenHalfOfTheForksGetThere()
    {
        // The median fork needs 10 s: most are not there within 9 s, most are within 11 s.
        const Simulation start = runOf(constantService("200/s", "1000"), 0);
        QVERIFY(!forecast(start, unhurried(40, 9, 36)).nodes[1].full.has_value());
        const auto full = forecast(start, unhurried(40, 10.25, 41)).nodes[1].full;
        QVERIFY(full.has_value());
        QVERIFY(full->share >= 0.5 && full->share < 0.9);
        QVERIFY(!full->high.has_value());
        QVERIFY(full->low < full->middle && full->middle <= 10.25);
    }
    void aQueueThatIsFullNowIsNotForetoldToBecomeSo()
    {
        const Forecast made = forecast(runOf(constantService("200/s", "100"), 5), unhurried(10));
        QVERIFY(made.nodes[1].fullNow || made.nodes[1].levelNow >= 99);
        const Forecast full = forecast(runOf(constantService("2000/s", "100"), 5.0005), unhurried(10));
        QVERIFY(full.nodes[1].fullNow);
        QVERIFY(!full.nodes[1].full.has_value());
    }
    void aChangeOfTheScheduleIsForeseen()
    {
        const auto scenario = constantService("50/s", "1000", R"json(, "schedule": [ { "at": "20s", "set": "/nodes/web/arrivals", "to": "poisson(200/s)" } ])json");
        const Forecast made = forecast(runOf(scenario, 10), unhurried(20, 25, 25));
        QVERIFY(made.nodes[1].level[8].high < 10);
        QVERIFY(made.nodes[1].full.has_value());
        verifyNear(made.nodes[1].full->middle, 20, 0.6, "the time to full");
    }
    void columnsBeginAtWholeMultiplesAndCoverTheHorizon()
    {
        const Forecast made = forecast(runOf(constantService("50/s", "1000"), 12.3), unhurried(3, 60, 120));
        QCOMPARE(made.from, at(12.3));
        QCOMPARE(made.interval, Duration(std::chrono::milliseconds(500)));
        QCOMPARE(made.firstColumn, at(12.5));
        QCOMPARE(made.until, at(72.5));
        QCOMPARE(made.columns, 120);
        QCOMPARE(made.nodes[1].sojournP99.size(), std::size_t{120});
        QVERIFY(made.nodes[0].level.empty());
        QCOMPARE(forecast(runOf(constantService("50/s", "1000"), 12.5), unhurried(1, 60, 120)).firstColumn, at(12.5));
    }
    void percentilesOfColumnsWithoutItemsAreUnknown()
    {
        const Forecast made = forecast(runOf(constantService("0/s", "10"), 1), unhurried(4, 10, 10));
        QVERIFY(std::isnan(made.nodes[1].sojournP95[5].middle));
        QCOMPARE(made.nodes[1].level[5].high, 0.0f);
    }
    void withoutABudgetTheSameQuestionHasTheSameAnswer()
    {
        const Simulation simulation = runOf(everything(), 17);
        QCOMPARE(wordsOf(forecast(simulation, unhurried(5))), wordsOf(forecast(simulation, unhurried(5))));
        QCOMPARE(figures(simulation), figures(runOf(everything(), 17)));
    }
    void aSmallBudgetGivesAShortHorizonAndFewForks()
    {
        ForecastOptions options;
        options.budget = std::chrono::microseconds(1);
        const Forecast made = forecast(runOf(constantService("2000/s", "1000"), 5), options);
        QVERIFY(!made.complete);
        QCOMPARE(made.forks, 1);
        QCOMPARE(made.columns, 1);
        QCOMPARE(made.until, at(6));
    }
    void aForecastThatIsStoppedSaysWhatItHas()
    {
        const std::atomic<bool> stop{true};
        ForecastOptions options = unhurried();
        options.stop = &stop;
        const Forecast made = forecast(runOf(constantService("50/s", "1000"), 5), options);
        QCOMPARE(made.forks, 0);
        QCOMPARE(made.columns, 0);
        QCOMPARE(made.nodes.size(), std::size_t{2});
        QVERIFY(!made.nodes[1].full.has_value());
    }

    // --- the thread
    void theNewestQuestionIsAnswered()
    {
        const Simulation simulation = runOf(constantService("200/s", "1000"), 2);
        Forecaster forecaster;
        QVERIFY(!forecaster.newest());
        QVERIFY(!forecaster.busy());
        for (std::uint64_t request = 1; request <= 20; ++request) {
            forecaster.ask(simulation.fork(), {}, request);
        }
        QTRY_VERIFY_WITH_TIMEOUT(forecaster.newest() && forecaster.newest()->request == 20 && forecaster.newest()->complete, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(!forecaster.busy(), 30000);
        QCOMPARE(wordsOf(*forecaster.newest()), wordsOf(forecast(simulation, unhurried())));
    }
    void anAnswerThatTheBudgetCutShortIsMadeWholeAfterwards()
    {
        const Simulation simulation = runOf(constantService("200/s", "1000"), 2);
        Forecaster forecaster;
        ForecastOptions options;
        options.budget = std::chrono::microseconds(1);
        forecaster.ask(simulation.fork(), options, 1);
        QTRY_VERIFY_WITH_TIMEOUT(forecaster.newest() && forecaster.newest()->complete, 30000);
        QCOMPARE(forecaster.newest()->columns, 60);
        QCOMPARE(forecaster.newest()->forks, 40);
    }
    void aQuestionThatIsCancelledIsNotAnswered()
    {
        const Simulation simulation = runOf(constantService("20000/s", "1000"), 1);
        Forecaster forecaster;
        ForecastOptions endless = unhurried(1000, 1e6, 1000);
        forecaster.ask(simulation.fork(), endless, 1);
        forecaster.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(!forecaster.busy(), 30000);
        QVERIFY(!forecaster.newest());
        forecaster.ask(simulation.fork(), endless, 2);
        // The destructor does not wait for the answer either.
    }
};

QTEST_GUILESS_MAIN(ForecastTest)
#include "tst_forecast.moc"
