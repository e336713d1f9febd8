// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with a run, and what would help: each rule speaks where it should and is silent where it should, and every figure of the
// evidence is what an independent run of the same state gives.
#include "run/advice.h"
#include "run/adviser.h"
#include "run/standing_changes.h"

#include <QtTest>

#include <algorithm>
#include <set>

using namespace highwater;

namespace {

/// A scenario that runs, at an instant.
struct World
{
    Document document;
    Simulation simulation;
};

World worldOf(const QByteArray& nodes, double seconds = 10, const QByteArray& more = {})
{
    const std::string text = "{\"highwater\": 1, \"duration\": \"2min\", \"seed\": 5, " + more.toStdString() + "\"nodes\": {" + nodes.toStdString() + "}}";
    const auto document = Document::parse(text);
    if (!document) {
        qFatal("no JSON: %s", document.error().front().message.c_str());
    }
    const auto read = readScenario(*document);
    if (!read) {
        qFatal("refused: %s %s", read.error().front().where.c_str(), read.error().front().message.c_str());
    }
    auto scenario = std::make_shared<const Scenario>(*read);
    Simulation simulation(scenario, scenario->seed, 0, seriesFor(*scenario));
    simulation.runUntil(runStart + fromSeconds(seconds));
    return {*document, std::move(simulation)};
}

World shipped(const char* name, double seconds)
{
    const auto document = Document::load(std::string(HIGHWATER_SOURCE_DIR "/scenarios/") + name + ".highwater.json");
    if (!document) {
        qFatal("%s cannot be read", name);
    }
    auto scenario = std::make_shared<const Scenario>(readScenario(*document).value());
    Simulation simulation(scenario, scenario->seed, 0, seriesFor(*scenario));
    simulation.runUntil(runStart + fromSeconds(seconds));
    return {*document, std::move(simulation)};
}

AdviceOptions quick()
{
    AdviceOptions options;
    options.span = std::chrono::seconds(40);
    options.mostWallSeconds = 60;
    return options;
}

const Advice* adviceOf(const AdviceReport& report, const std::string& rule, const std::string& node)
{
    for (const Advice& each : report.advice) {
        if (each.finding.rule == rule && each.node == node) {
            return &each;
        }
    }
    return nullptr;
}

std::string told(const AdviceReport& report)
{
    std::string text;
    for (const Advice& each : report.advice) {
        text += each.finding.rule + " " + each.node + ": " + each.title + "\n";
    }
    return text;
}

const Effect* effectOf(const Advice& advice, const std::string& name)
{
    for (const Effect& each : advice.evidence->effects) {
        if (each.name == name) {
            return &each;
        }
    }
    return nullptr;
}

/// The document with the edits of an advice.
Document withEdits(Document document, const std::vector<ScenarioEdit>& edits)
{
    for (const ScenarioEdit& edit : edits) {
        document = document.with(edit.pointer, edit.value).value();
    }
    return document;
}

/// Figures of a copy of a world that goes on by itself, made without any of the code that makes evidence.
struct Alone
{
    RunResult results;
    std::uint64_t completed = 0; ///< in the time that is looked at
};

Alone goOnAlone(const World& world, const std::vector<ScenarioEdit>& edits, Duration after, Duration span)
{
    Simulation copy(world.simulation);
    if (!edits.empty()) {
        copy.change(std::make_shared<const Scenario>(readScenario(withEdits(world.document, edits)).value()));
    }
    copy.runUntil(world.simulation.now() + after);
    copy.restartWindow();
    const std::uint64_t before = copy.results().itemsCompleted;
    copy.runUntil(world.simulation.now() + after + span);
    RunResult results = copy.results();
    const std::uint64_t completed = results.itemsCompleted - before;
    return {std::move(results), completed};
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

QByteArray oneStage(const char* arrivals, const char* queue, const char* workers, const char* producer = "")
{
    return QByteArray("\"p\": {\"type\": \"producer\", \"arrivals\": \"") + arrivals + "\", \"to\": \"s\"" + producer
           + "}, \"s\": {\"type\": \"stage\", \"queue\": {" + queue + "}, \"workers\": {" + workers + "}}";
}

const char* const slowWorker = R"json("service": "exponential(20ms)")json";

QByteArray chain(const char* last)
{
    return QByteArray(R"json(
        "p": {"type": "producer", "arrivals": "poisson(80/s)", "to": "a"},
        "a": {"type": "stage", "queue": {"capacity": 50}, "workers": {"count": 2, "service": "exponential(5ms)"}, "to": "b"},
        "b": {"type": "stage", "queue": {"capacity": 5, "whenFull": "block"}, "workers": {"count": 2, "service": "exponential(5ms)"}, "to": "c"},
        "c": {"type": "stage", "queue": {"capacity": 5, "whenFull": "block"}, "workers": {"service": "LAST"}})json").replace("LAST", last);
}

QByteArray circle(const char* whenFull)
{
    return QByteArray(R"json(
        "p": {"type": "producer", "arrivals": "saturated", "onPressure": "wait", "to": "a"},
        "a": {"type": "stage", "queue": {"capacity": 1, "whenFull": "FULL"}, "workers": {"service": "exponential(10ms)"}, "to": "b"},
        "b": {"type": "stage", "queue": {"capacity": 1, "whenFull": "FULL"}, "workers": {"service": "exponential(10ms)"},
              "to": [{"node": "a", "weight": 9}, {"node": "exit", "weight": 1}]})json").replace("FULL", whenFull);
}

QByteArray channel(const char* slow)
{
    return QByteArray(R"json(
        "p": {"type": "producer", "arrivals": "poisson(100/s)", "to": "news"},
        "news": {"type": "channel", "whenFull": "block", "consumers": {
            "fast": {"service": "exponential(2ms)", "buffer": 100}, "slow~one": {"service": "SLOW", "buffer": 100}}})json").replace("SLOW", slow);
}

QByteArray crowd(const char* hostile)
{
    return QByteArray(R"json(
        "p": {"type": "producer", "arrivals": "poisson(100/s)", "clients": 10, HOSTILE "to": "s"},
        "s": {"type": "stage", "queue": {"capacity": 50}, "workers": {"service": "exponential(20ms)"}})json").replace("HOSTILE", hostile);
}

const char* const impatient = R"(, "timeout": "1s")";
const char* const obedient = R"(, "onPressure": "wait")";
const char* const repeating = R"(, "retry": {"policy": "exponential", "base": "100ms", "cap": "1s", "jitter": "full", "attempts": 4})";

/// Where a rule must speak, and where it must be silent.
struct RuleCase
{
    std::string rule;
    std::string node;
    QByteArray bad;
    QByteArray good;
    std::string remedy; ///< the pointer of the first edit that is proposed; empty: none can be
};

std::vector<RuleCase> ruleCases()
{
    std::vector<RuleCase> cases;
    const auto row = [&cases](const char* rule, const char* node, const QByteArray& bad, const QByteArray& good, const char* remedy) {
        cases.push_back({rule, node, bad, good, remedy});
    };
    row("deadlock", "a", circle("block"), circle("reject"), "/nodes/a/queue/whenFull");
    row("hung-workers", "s", oneStage("poisson(20/s)", "", R"json("count": 4, "service": "exponential(20ms)", "failures": {"probability": "1%", "mode": "hang"})json"),
        oneStage("poisson(20/s)", "", R"json("count": 4, "service": "exponential(20ms)", "failures": {"probability": "1%", "mode": "error"})json"), "");
    row("unlimited-growth", "s", oneStage("poisson(60/s)", "", slowWorker), oneStage("poisson(30/s)", "", slowWorker), "/nodes/s/queue/capacity");
    row("blocked-chain", "c", chain("exponential(20ms)"), chain("exponential(5ms)"), "/nodes/c/workers/count");
    const char* const scaled = R"json("count": 1, "service": "exponential(20ms)"}, "autoscale": {"metric": "utilisation", "target": "70%", "min": 1, "evaluate": "2s", "max": )json";
    row("autoscaler-pinned", "s", oneStage("poisson(200/s)", "\"capacity\": 50", (QByteArray(scaled) + "2").constData()),
        oneStage("poisson(200/s)", "\"capacity\": 50", (QByteArray(scaled) + "9").constData()), "/nodes/s/autoscale/max");
    row("bottleneck", "s", oneStage("poisson(80/s)", "\"capacity\": 50", slowWorker), oneStage("poisson(30/s)", "\"capacity\": 50", slowWorker), "/nodes/s/workers/count");
    row("idle-capacity", "s", oneStage("poisson(20/s)", "", R"json("count": 9, "service": "exponential(20ms)")json"),
        oneStage("poisson(20/s)", "", slowWorker), "/nodes/s/workers/count");
    row("refused", "s", oneStage("batch(poisson(1/s), size=constant(20))", "\"capacity\": 10", slowWorker),
        oneStage("batch(poisson(1/s), size=constant(20))", "\"capacity\": 200", slowWorker), "/nodes/s/queue/capacity");
    row("slowest-consumer", "news", channel("exponential(20ms)"), channel("exponential(3ms)"), "/nodes/news/consumers/slow~0one/killed");
    row("standing-queue", "s", oneStage("poisson(80/s)", "\"capacity\": 100", slowWorker),
        oneStage("batch(constant(1/s), size=constant(25))", "\"capacity\": 100", slowWorker), "/nodes/s/queue/capacity");
    row("flapping-marks", "s", oneStage("poisson(80/s)", R"("capacity": 100, "highWater": 50, "lowWater": 49)", slowWorker, obedient),
        oneStage("poisson(80/s)", R"("capacity": 100, "highWater": 50, "lowWater": 5)", slowWorker, obedient), "/nodes/s/queue/highWater");
    row("marks-narrower-than-batch", "s", oneStage("batch(poisson(1/s), size=constant(40))", R"("capacity": 200, "highWater": 30, "lowWater": 25)", slowWorker, obedient),
        oneStage("batch(poisson(1/s), size=constant(40))", R"("capacity": 200, "highWater": 150, "lowWater": 25)", slowWorker, obedient), "/nodes/s/queue/highWater");
    row("starving-marks", "s", oneStage("onoff(200/s, 1s, 1s)", R"("capacity": 500, "highWater": 20, "lowWater": 0)", R"json("count": 2, "service": "exponential(20ms)")json", obedient),
        oneStage("onoff(200/s, 1s, 1s)", R"("capacity": 500, "highWater": 400, "lowWater": 200)", R"json("count": 2, "service": "exponential(20ms)")json", obedient), "/nodes/s/queue/highWater");
    row("dead-work", "s", oneStage("poisson(80/s)", "\"capacity\": 200", slowWorker, impatient), oneStage("poisson(30/s)", "\"capacity\": 200", slowWorker, impatient),
        "/nodes/p/deadline");
    row("timeout-too-short", "s", oneStage("poisson(80/s)", "\"capacity\": 200", slowWorker, impatient),
        oneStage("poisson(80/s)", "\"capacity\": 20", slowWorker, impatient), "/nodes/s/queue/capacity");
    row("retries-amplify", "p", oneStage("poisson(80/s)", "\"capacity\": 20", slowWorker, repeating), oneStage("poisson(30/s)", "\"capacity\": 20", slowWorker, repeating),
        "/nodes/p/retry/budget");
    row("hostile-client", "s", crowd("\"hostile\": 50,"), crowd(""), "/nodes/s/admission");
    row("ignores-pressure", "p", oneStage("poisson(80/s)", R"("capacity": 100, "highWater": 50, "lowWater": 20)", slowWorker),
        oneStage("poisson(80/s)", R"("capacity": 100, "highWater": 50, "lowWater": 20)", slowWorker, obedient), "/nodes/p/onPressure");
    return cases;
}

} // namespace

class AdviceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachRuleSpeaksWhereItShouldAndNowhereElse_data()
    {
        QTest::addColumn<int>("place");
        const auto cases = ruleCases();
        for (std::size_t i = 0; i < cases.size(); ++i) {
            QTest::newRow(cases[i].rule.c_str()) << static_cast<int>(i);
        }
    }

    void eachRuleSpeaksWhereItShouldAndNowhereElse()
    {
        QFETCH(int, place);
        const auto [rule, node, bad, good, remedy] = ruleCases().at(static_cast<std::size_t>(place));
        World world = worldOf(bad, 20);
        const AdviceReport report = advise(world.simulation, world.document, quick());
        QVERIFY(report.complete);
        const Advice* advice = adviceOf(report, rule, node);
        QVERIFY2(advice != nullptr, told(report).c_str());
        QVERIFY(!advice->title.empty() && !advice->finding.text.empty());
        QCOMPARE(advice->finding.where, pointerToNode(node));
        QCOMPARE(advice->evidence.has_value(), !remedy.empty());
        QCOMPARE(advice->edits.empty(), remedy.empty());
        if (!remedy.empty()) {
            QCOMPARE(advice->edits.front().pointer, remedy);
            QVERIFY(!advice->label.empty() && !advice->effect.empty());
            QVERIFY(readScenario(withEdits(world.document, advice->edits)).has_value());
        }
        World healthy = worldOf(good, 20);
        const AdviceReport other = advise(healthy.simulation, healthy.document, quick());
        QVERIFY2(adviceOf(other, rule, node) == nullptr, told(other).c_str());
        std::set<std::string> speaking;
        for (const Advice& each : other.advice) {
            speaking.insert(each.finding.rule);
        }
        QCOMPARE(other.rules - other.passed, static_cast<int>(speaking.size()));
    }

    void everyRuleHasItsScenario()
    {
        std::vector<std::string> tried;
        for (const RuleCase& each : ruleCases()) {
            tried.push_back(each.rule);
        }
        auto rules = adviceRules();
        std::sort(rules.begin(), rules.end());
        std::sort(tried.begin(), tried.end());
        QCOMPARE(tried, rules);
    }

    void theEvidenceIsWhatAnIndependentRunGives()
    {
        const World world = worldOf(oneStage("poisson(80/s)", "\"capacity\": 100", slowWorker), 17.3);
        const AdviceReport report = advise(world.simulation, world.document, quick());
        const Advice* advice = adviceOf(report, "bottleneck", "s");
        QVERIFY(advice != nullptr && advice->evidence);
        const Evidence& evidence = *advice->evidence;
        QCOMPARE(evidence.span, Duration(std::chrono::seconds(40)));
        const Alone before = goOnAlone(world, {}, evidence.after, evidence.span);
        const Alone after = goOnAlone(world, advice->edits, evidence.after, evidence.span);
        const Effect* completed = effectOf(*advice, "completed");
        QVERIFY(completed != nullptr);
        QCOMPARE(*completed->before, static_cast<double>(before.completed) / 40);
        QCOMPARE(*completed->after, static_cast<double>(after.completed) / 40);
        QVERIFY(*completed->after > *completed->before * 1.5); // one worker more is as much again
        const Effect* p99 = effectOf(*advice, "p99 of s");
        QVERIFY(p99 != nullptr);
        QCOMPARE(*p99->before, *stageOf(before.results, "s").sojourn.p99);
        QCOMPARE(*p99->after, *stageOf(after.results, "s").sojourn.p99);
        const Effect* lost = effectOf(*advice, "lost at s");
        QVERIFY(lost != nullptr);
        QCOMPARE(*lost->before, stageOf(before.results, "s").loss.value_or(0));
        QCOMPARE(*lost->after, stageOf(after.results, "s").loss.value_or(0));
        QCOMPARE(*lost->difference(), *lost->after - *lost->before);
    }

    void aStandingQueueIsPricedByWhatItBuys()
    {
        const auto priceOf = [](const char* capacity) {
            const World world = worldOf(oneStage("poisson(80/s)", capacity, slowWorker), 60);
            const AdviceReport report = advise(world.simulation, world.document, quick());
            const Advice* advice = adviceOf(report, "standing-queue", "s");
            return advice == nullptr ? Advice{} : *advice;
        };
        const Advice small = priceOf("\"capacity\": 100");
        const Advice large = priceOf("\"capacity\": 1000");
        QVERIFY(large.evidence && small.evidence);
        QVERIFY2(large.title.find(" of 1\u2009000 places of s are never empty") != std::string::npos, large.title.c_str());
        QVERIFY2(large.finding.text.find(" for +0\u2009% throughput.") != std::string::npos, large.finding.text.c_str());
        QCOMPARE(large.finding.evidence[0].first, std::string("standing_s"));
        // Ten times the places are ten times the wait, and no more throughput.
        QVERIFY(large.finding.evidence[0].second > 8 * small.finding.evidence[0].second);
        const Effect* wait = effectOf(large, "p99 of s");
        QVERIFY(wait != nullptr && *wait->after < *wait->before / 5);
        const Effect* completed = effectOf(large, "completed");
        QVERIFY(completed != nullptr && qAbs(*completed->difference()) < 0.01 * *completed->before);
    }

    void whatDoesNotHelpIsNotProposed()
    {
        // The web clients never listen. If they did, the queue would stand as high as it stands, and nothing is lost that could be saved.
        const World world = shipped("02-slow-consumer", 45);
        const AdviceReport report = advise(world.simulation, world.document);
        const Advice* deaf = adviceOf(report, "ignores-pressure", "web clients");
        QVERIFY(deaf != nullptr && !deaf->evidence && deaf->edits.empty() && deaf->label.empty() && deaf->effect.empty());
        const auto half = Duration(std::chrono::seconds(30));
        const Alone as = goOnAlone(world, {}, half, 2 * half);
        const Alone obeying = goOnAlone(world, {{"/nodes/web clients/onPressure", "wait"}}, half, 2 * half);
        QVERIFY(*stageOf(obeying.results, "api").sojourn.p99 > 0.9 * *stageOf(as.results, "api").sojourn.p99);
        QCOMPARE(stageOf(as.results, "api").loss.value_or(0), 0.0);
        for (const Advice& each : report.advice) {
            QCOMPARE(each.evidence.has_value(), !each.edits.empty());
            QCOMPARE(each.label.empty(), each.edits.empty());
        }
    }

    void errorsComeBeforeWarningsAndNotes()
    {
        const World world = shipped("14-dead-work", 45);
        const AdviceReport report = advise(world.simulation, world.document);
        QVERIFY(report.advice.size() > 3);
        QCOMPARE(report.advice.front().finding.rule, std::string("dead-work"));
        for (std::size_t i = 1; i < report.advice.size(); ++i) {
            QVERIFY(report.advice[i - 1].finding.severity >= report.advice[i].finding.severity);
        }
    }

    void theRootOfAChainIsToldOnce()
    {
        const World world = worldOf(chain("exponential(20ms)"), 20);
        const AdviceReport report = advise(world.simulation, world.document, quick());
        const Advice* root = adviceOf(report, "blocked-chain", "c");
        QVERIFY(root != nullptr);
        QVERIFY2(root->title == "c holds a and b back", root->title.c_str());
        QVERIFY(adviceOf(report, "bottleneck", "c") == nullptr);
    }

    void aHealthyRunPassesEveryRule()
    {
        const World world = shipped("01-steady", 45);
        const AdviceReport report = advise(world.simulation, world.document);
        QVERIFY2(report.advice.empty(), told(report).c_str());
        QVERIFY(report.complete);
        QCOMPARE(report.passed, report.rules);
        QCOMPARE(static_cast<std::size_t>(report.rules), adviceRules().size());
    }

    void theSameStateGivesTheSameReportAndStaysAsItIs()
    {
        const World world = shipped("07-retry-storm", 40);
        const std::uint64_t events = world.simulation.events();
        AdviceOptions options;
        options.mostWallSeconds = 100;
        const AdviceReport one = advise(world.simulation, world.document, options);
        const AdviceReport two = advise(world.simulation, world.document, options);
        QCOMPARE(told(one), told(two));
        for (std::size_t i = 0; i < one.advice.size(); ++i) {
            QCOMPARE(one.advice[i].effect, two.advice[i].effect);
            QCOMPARE(one.advice[i].edits, two.advice[i].edits);
        }
        QCOMPARE(world.simulation.events(), events);
    }

    void whatTheScheduleChangedStandsInTheForks()
    {
        // The schedule doubled the load; without it nothing would be wrong.
        const World world = worldOf(oneStage("poisson(30/s)", "\"capacity\": 100", slowWorker), 30,
                                    R"json("schedule": [{"at": "10s", "set": "/nodes/p/arrivals", "to": "poisson(80/s)"}], )json");
        const AdviceReport report = advise(world.simulation, world.document, quick());
        const Advice* advice = adviceOf(report, "bottleneck", "s");
        QVERIFY2(advice != nullptr && advice->evidence, told(report).c_str());
        const Effect* completed = effectOf(*advice, "completed");
        QVERIFY(completed != nullptr && *completed->before > 45 && *completed->after > 70);
        // An edit of the node that the schedule has changed keeps what it has made of the rest.
        const Advice* deaf = adviceOf(report, "ignores-pressure", "p");
        QVERIFY2(deaf != nullptr && deaf->evidence, told(report).c_str());
        const Effect* held = effectOf(*deaf, "completed");
        QVERIFY(held != nullptr && *held->after > 45);
    }

    void figuresBeginNowDuringTheWarmUp()
    {
        const World world = worldOf(oneStage("poisson(80/s)", "\"capacity\": 100", slowWorker), 20, R"("warmup": "1min", )");
        const AdviceReport report = advise(world.simulation, world.document, quick());
        const Advice* advice = adviceOf(report, "bottleneck", "s");
        QVERIFY(advice != nullptr && advice->evidence);
        const Effect* completed = effectOf(*advice, "completed");
        QVERIFY(completed != nullptr && *completed->before > 45 && *completed->before < 55);
    }

    void aHeavyScenarioIsLookedAtForAShorterTime()
    {
        const World world = worldOf(oneStage("poisson(800/s)", "\"capacity\": 100", R"json("service": "exponential(2ms)")json"), 10);
        AdviceOptions options = quick();
        options.mostEvents = 20'000;
        const AdviceReport report = advise(world.simulation, world.document, options);
        QVERIFY(report.complete);
        QVERIFY(report.observed > Duration::zero() && report.observed < Duration(std::chrono::seconds(10)));
        const Advice* advice = adviceOf(report, "bottleneck", "s");
        QVERIFY(advice != nullptr && advice->evidence);
        QVERIFY(advice->evidence->span < Duration(std::chrono::seconds(20)));
    }

    void anInterruptGivesUpSoon()
    {
        const World world = shipped("16-metastable", 45);
        const std::atomic<bool> interrupt{true};
        AdviceOptions options;
        options.interrupt = &interrupt;
        const AdviceReport report = advise(world.simulation, world.document, options);
        QVERIFY(!report.complete);
        for (const Advice& each : report.advice) {
            QVERIFY(!each.evidence);
        }
    }

    void theAdviserAnswersTheNewestQuestion()
    {
        const World world = shipped("14-dead-work", 45);
        Adviser adviser;
        QVERIFY(adviser.newest() == nullptr);
        std::uint64_t last = 0;
        for (int i = 0; i < 5; ++i) {
            const std::uint64_t number = adviser.ask(world.simulation, world.document);
            QVERIFY(number > last);
            last = number;
        }
        QTRY_VERIFY_WITH_TIMEOUT(adviser.newest() && adviser.newest()->question == last, 60'000);
        QTRY_VERIFY(!adviser.busy());
        const AdviceReport direct = advise(world.simulation, world.document);
        QCOMPARE(told(*adviser.newest()), told(direct));
        QVERIFY(adviser.newestMarks() == nullptr);
        adviser.forget();
        QVERIFY(adviser.newest() == nullptr);
    }

    void aForgottenQuestionIsNeverAnswered()
    {
        const World world = shipped("16-metastable", 45);
        Adviser adviser;
        adviser.ask(world.simulation, world.document);
        adviser.forget();
        QTRY_VERIFY_WITH_TIMEOUT(!adviser.busy(), 60'000);
        QVERIFY(adviser.newest() == nullptr);
        const World healthy = shipped("01-steady", 20);
        const std::uint64_t number = adviser.ask(healthy.simulation, healthy.document);
        QTRY_VERIFY_WITH_TIMEOUT(adviser.newest() && adviser.newest()->question == number, 60'000);
    }

    void theAdviserAnswersBothKindsOfQuestions()
    {
        const World world = shipped("03-water-marks", 30);
        Adviser adviser;
        adviser.ask(world.simulation, world.document);
        const std::uint64_t number = adviser.askMarks(world.simulation, world.document, "narrow marks");
        QTRY_VERIFY_WITH_TIMEOUT(adviser.newest() && adviser.newestMarks(), 60'000);
        QCOMPARE(adviser.newestMarks()->question, number);
        QCOMPARE(adviser.newestMarks()->node, std::string("narrow marks"));
    }
};

QTEST_GUILESS_MAIN(AdviceTest)
#include "tst_advice.moc"
