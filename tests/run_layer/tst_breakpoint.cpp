// SPDX-License-Identifier: GPL-3.0-or-later
// Where a run stops, held against timelines that were worked out by hand.
#include "run/breakpoint.h"
#include "scenario/document.h"

#include <QtTest>

#include <array>

using namespace highwater;

namespace {

using Times = std::vector<double>;

std::shared_ptr<const Scenario> read(const std::string& nodes)
{
    const auto document = Document::parse(R"json({ "highwater": 1, "name": "Test", "duration": "1min", "nodes": {)json" + nodes + "} }");
    const auto scenario = document ? readScenario(*document) : Checked<Scenario>(tl::unexpected(document.error()));
    if (!scenario) {
        qFatal("the test's scenario is wrong: %s: %s", scenario.error().front().where.c_str(), scenario.error().front().message.c_str());
    }
    return std::make_shared<const Scenario>(*scenario);
}

/// Items come at 100, 200, ... ms; each needs 250 ms. One is in service, and three may wait:
///
/// | ms  | what                          | wait | signal   |
/// |-----|-------------------------------|------|----------|
/// | 100 | 1 begins                      | 0    |          |
/// | 200 | 2                             | 1    |          |
/// | 300 | 3                             | 2    | pressed  |
/// | 350 | 1 ends, 2 begins              | 1    | released |
/// | 400 | 4                             | 2    | pressed  |
/// | 500 | 5                             | 3    |          |
/// | 600 | 2 ends, 3 begins; 6           | 2, 3 |          |
/// | 700 | 7 is refused                  | 3    |          |
/// | 800 | 8 is refused                  | 3    |          |
/// | 850 | 3 ends, 4 begins              | 2    |          |
std::shared_ptr<const Scenario> plain(const std::string& ofProducer = {}, const std::string& whenFull = "reject")
{
    return read(R"json( "web": { "type": "producer", "arrivals": "constant(10/s)")json" + ofProducer + R"json(, "to": "api" },
        "api": { "type": "stage", "queue": { "capacity": 3, "highWater": 2, "lowWater": 1, "whenFull": ")json" + whenFull + R"json(" },
                 "workers": { "count": 1, "service": "constant(250ms)" } } )json");
}

/// a finishes each item 10 ms after it came; b needs a second for each and lets one wait. The worker of a is blocked from 310 ms on.
std::shared_ptr<const Scenario> line()
{
    return read(R"json( "web": { "type": "producer", "arrivals": "constant(10/s)", "to": "a" },
        "a": { "type": "stage", "workers": { "count": 1, "service": "constant(10ms)" }, "to": "b" },
        "b": { "type": "stage", "queue": { "capacity": 1, "whenFull": "block" }, "workers": { "count": 1, "service": "constant(1s)" } } )json");
}

Instant at(double seconds)
{
    return runStart + fromSeconds(seconds);
}

Breakpoint parsed(const std::string& text, const Scenario& scenario)
{
    auto made = Breakpoint::parse(text, scenario);
    if (!made) {
        qFatal("%s: %s: %s", text.c_str(), made.error().where.c_str(), made.error().message.c_str());
    }
    return *made;
}

/// The instants of the first hits, in seconds: the run is looked at after every event up to an end.
Times hits(const std::string& condition, const std::shared_ptr<const Scenario>& scenario, double end, std::string* words = nullptr)
{
    Simulation simulation(scenario, 1, 0, {});
    std::array<Breakpoint, 1> breakpoint{parsed(condition, *scenario)};
    Times times;
    while (runToBreak(simulation, breakpoint, at(end))) {
        times.push_back(toSeconds(simulation.now()));
        if (words != nullptr && times.size() == 1) {
            *words = breakpoint[0].describe();
        }
    }
    return times;
}

std::shared_ptr<const Scenario> scenarioOf(const QByteArray& name)
{
    if (name == "plain") {
        return plain();
    }
    if (name == "three items") {
        return plain(R"json(, "items": 3)json");
    }
    if (name == "waits") {
        return plain(R"json(, "onPressure": "wait")json");
    }
    if (name == "sheds") {
        return plain(R"json(, "onPressure": "shed")json");
    }
    if (name == "parks") {
        return plain({}, "block");
    }
    if (name == "drops") {
        return plain({}, "drop-oldest");
    }
    if (name == "deadline") {
        return plain(R"json(, "deadline": "300ms")json");
    }
    if (name == "retries") {
        return plain(R"json(, "retry": { "policy": "fixed", "base": "20ms", "jitter": "none", "attempts": 2 })json");
    }
    if (name == "line") {
        return line();
    }
    if (name == "fails") {
        return read(R"json( "web": { "type": "producer", "arrivals": "constant(10/s)", "to": "api" },
            "api": { "type": "stage", "workers": { "count": 1, "service": "constant(50ms)", "failures": { "probability": "100%", "mode": "error" } } } )json");
    }
    if (name == "bytes") {
        return read(R"json( "web": { "type": "producer", "arrivals": "constant(10/s)", "to": "api" },
            "api": { "type": "stage", "queue": { "measure": "bytes", "capacity": "3KiB" }, "workers": { "count": 1, "service": "constant(250ms)" } } )json");
    }
    if (name == "closed") {
        return read(R"json( "web": { "type": "producer", "arrivals": "closed(users=3, think=constant(1s))", "to": "api" },
            "api": { "type": "stage", "workers": { "count": 1, "service": "constant(250ms)" } } )json");
    }
    if (name == "channel") {
        return read(R"json( "web": { "type": "producer", "arrivals": "constant(10/s)", "to": "news" },
            "news": { "type": "channel", "consumers": { "fast": { "service": "constant(10ms)" },
                                                         "slow": { "service": "constant(250ms)", "buffer": 3 } } } )json");
    }
    qFatal("no such scenario: %s", name.constData());
    return nullptr;
}

} // namespace

class BreakpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsHitWheneverItsConditionBegins_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<QByteArray>("condition");
        QTest::addColumn<double>("end");
        QTest::addColumn<QList<double>>("expected");
        const auto row = [](const char* scenario, const char* condition, double end, const QList<double>& expected) {
            QTest::addRow("%s: %s", scenario, condition) << QByteArray(scenario) << QByteArray(condition) << end << expected;
        };
        row("plain", "time >= 300ms", 1, {0.3});
        row("plain", "450ms", 1, {0.45});
        row("plain", "time > 450ms", 1, {0.450000001});
        row("plain", "completed >= 2", 1, {0.6});
        row("plain", "sent = 3", 1, {0.3});
        row("plain", "inside > 3", 0.85, {0.5, 0.6});
        row("plain", "lost >= 1", 1, {0.7});
        row("plain", "api.completed >= 2", 1, {0.6});
        row("plain", "api.offered >= 7", 1, {0.7});
        row("plain", "api.accepted >= 6", 1, {0.6});
        row("plain", "api.refused >= 1", 1, {0.7});
        row("plain", "api.depth > 1", 0.45, {0.3, 0.4});
        row("plain", "api.depth>=3", 0.7, {0.5, 0.6});
        row("plain", "api.depth < 2", 1, {0.35});
        row("plain", "api.waiting = 2", 0.45, {0.3, 0.4});
        row("plain", "api.busy >= 1", 0.2, {0.1});
        row("plain", "api.inside >= 4", 0.55, {0.5});
        row("plain", "api presses", 1, {0.3, 0.4});
        row("plain", "api releases", 1, {0.35});
        row("plain", "api refuses", 0.85, {0.7, 0.8});
        row("plain", "api completes", 0.7, {0.35, 0.6});
        row("plain", "api becomes pressed", 1, {0.3, 0.4});
        row("plain", "api becomes released", 1, {0.35});
        row("plain", "api becomes full", 0.7, {0.5, 0.6});
        row("plain", "web sends", 0.35, {0.1, 0.2, 0.3});
        row("plain", "web completes", 0.7, {0.35, 0.6});
        row("plain", "web loses", 0.85, {0.7, 0.8});
        row("plain", "web.lost >= 2", 0.85, {0.8});
        row("plain", "web.inside > 3", 0.55, {0.5});
        row("plain", "any stage refuses", 0.75, {0.7});
        row("three items", "api becomes empty", 2, {0.6});
        row("three items", "api becomes idle", 2, {0.85});
        row("waits", "web becomes blocked", 0.85, {0.5, 0.7});
        row("waits", "web waits", 0.55, {0.5});
        row("waits", "a producer waits", 0.55, {0.5});
        row("waits", "web.held >= 1", 0.55, {0.5});
        row("waits", "api.parked >= 1", 0.55, {0.5});
        row("waits", "web becomes free", 0.65, {0.6});
        row("sheds", "web sheds", 0.75, {0.5, 0.7});
        row("sheds", "web.shed >= 2", 0.75, {0.7});
        row("sheds", "shed >= 1", 0.55, {0.5});
        row("parks", "api.parked >= 1", 0.75, {0.7});
        row("parks", "web.parked >= 2", 0.82, {0.8});
        row("parks", "a producer becomes blocked", 0.75, {0.7});
        row("parks", "any node becomes blocked", 0.75, {0.7});
        row("drops", "api drops", 0.85, {0.7, 0.8});
        row("drops", "api.dropped >= 2", 0.85, {0.8});
        row("deadline", "api expires", 0.9, {0.85});
        row("deadline", "api.expired >= 2", 0.9, {0.85});
        row("retries", "web retries", 0.75, {0.72});
        row("retries", "retried >= 2", 0.85, {0.82});
        row("retries", "api.retried >= 1", 0.75, {0.72});
        row("fails", "api fails", 0.3, {0.15, 0.25});
        row("fails", "api.failed >= 2", 0.3, {0.25});
        row("bytes", "api.depth >= 2KiB", 0.35, {0.3});
        row("bytes", "api.depth >= 2048", 0.35, {0.3});
        row("bytes", "api becomes full", 0.55, {0.5});
        row("closed", "web.thinking < 3", 1.2, {1});
        row("closed", "web.thinking >= 1", 1.3, {1.25});
        row("line", "a becomes blocked", 2, {0.31, 1.12});
        row("line", "a.blocked >= 1", 1, {0.31});
        row("line", "a stage becomes blocked", 1, {0.31});
        row("line", "a becomes free", 1.2, {1.11});
        row("line", "b becomes full", 1, {0.21});
        row("channel", "news/slow.waiting >= 3", 0.55, {0.5});
        row("channel", "news.depth > 1", 0.45, {0.3, 0.4});
        row("channel", "news becomes full", 0.55, {0.5});
        row("channel", "news/fast completes", 0.25, {0.11, 0.21});
    }
    void itIsHitWheneverItsConditionBegins()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(QByteArray, condition);
        QFETCH(double, end);
        QFETCH(QList<double>, expected);
        const Times times = hits(condition.toStdString(), scenarioOf(scenario), end);
        QCOMPARE(QList<double>(times.begin(), times.end()), expected);
    }

    void whatHasHappenedIsSaidInWords_data()
    {
        QTest::addColumn<QByteArray>("scenario");
        QTest::addColumn<QByteArray>("condition");
        QTest::addColumn<QString>("words");
        QTest::newRow("a level") << QByteArray("plain") << QByteArray("  api.depth > 1 ") << QStringLiteral("api.depth > 1: 2 at 300 ms");
        QTest::newRow("a count") << QByteArray("plain") << QByteArray("completed >= 2") << QStringLiteral("completed >= 2: 2 at 600 ms");
        QTest::newRow("an event") << QByteArray("plain") << QByteArray("api refuses") << QStringLiteral("api refuses: number 1 at 700 ms");
        QTest::newRow("any event") << QByteArray("plain") << QByteArray("a stage refuses") << QStringLiteral("a stage refuses: api, number 1 at 700 ms");
        QTest::newRow("a state") << QByteArray("line") << QByteArray("a becomes blocked") << QStringLiteral("a becomes blocked at 310 ms");
        QTest::newRow("any state") << QByteArray("line") << QByteArray("a stage becomes blocked")
                                   << QStringLiteral("a stage becomes blocked: a at 310 ms");
        QTest::newRow("the time") << QByteArray("plain") << QByteArray("time >= 0.3s") << QStringLiteral("time >= 0.3s: it is 300 ms");
    }
    void whatHasHappenedIsSaidInWords()
    {
        QFETCH(QByteArray, scenario);
        QFETCH(QByteArray, condition);
        QFETCH(QString, words);
        std::string said;
        hits(condition.toStdString(), scenarioOf(scenario), 1, &said);
        QCOMPARE(QString::fromStdString(said).replace(QChar(0x2009), QLatin1Char(' ')), words);
    }
    void beforeTheFirstHitItSaysItsCondition()
    {
        const auto scenario = plain();
        QCOMPARE(parsed("  api.depth > 1 ", *scenario).describe(), std::string("api.depth > 1"));
        QCOMPARE(parsed("  api.depth > 1 ", *scenario).text(), std::string("api.depth > 1"));
    }

    // --- names
    void theLongestNameThatFitsWins()
    {
        const auto scenario = read(R"json( "web": { "type": "producer", "arrivals": "constant(10/s)", "to": "api" },
            "api": { "type": "stage", "workers": { "count": 1, "service": "constant(1ms)" }, "to": "api.v2" },
            "api.v2": { "type": "stage", "workers": { "count": 1, "service": "constant(1ms)" }, "to": "order service" },
            "order service": { "type": "stage", "workers": { "count": 1, "service": "constant(250ms)" }, "to": "a" },
            "a": { "type": "stage", "workers": { "count": 1, "service": "constant(1ms)" } } )json");
        QCOMPARE(hits("api.completed >= 1", scenario, 0.2), Times{0.101});
        QCOMPARE(hits("api.v2.completed >= 1", scenario, 0.2), Times{0.102});
        QCOMPARE(hits("order service.completed >= 1", scenario, 0.4), Times{0.352});
        QCOMPARE(hits("\"order service\".completed >= 1", scenario, 0.4), Times{0.352});
        QCOMPARE(hits("\"order service\" completes", scenario, 0.4), Times{0.352});
        QCOMPARE(hits("order service completes", scenario, 0.4), Times{0.352});
        QCOMPARE(hits("a completes", scenario, 0.4), Times{0.353});
        QCOMPARE(hits("a stage completes", scenario, 0.15), (Times{0.101, 0.102}));
    }
    void aNodeMayBeCalledLikeAWordOfTheConditions()
    {
        const auto scenario = read(R"json( "time": { "type": "producer", "arrivals": "constant(10/s)", "to": "completed" },
            "completed": { "type": "stage", "workers": { "count": 1, "service": "constant(1ms)" } } )json");
        QCOMPARE(hits("time >= 250ms", scenario, 0.4), Times{0.25});
        QCOMPARE(hits("time.sent >= 2", scenario, 0.4), Times{0.2});
        QCOMPARE(hits("completed >= 2", scenario, 0.4), Times{0.201});
        QCOMPARE(hits("completed.accepted >= 2", scenario, 0.4), Times{0.2});
    }
    void aFaultSaysWhereItIsAndWhatWouldBeRight_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("where");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char* text, const char* where, const char* part) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(where) << QByteArray(part);
        };
        row("", "column 1", "there is no condition; a condition is");
        row("apo.depth > 5", "column 1", "there is no node \"apo\"; did you mean \"api\"?");
        row("\"apo\" refuses", "column 1", "there is no node \"apo\"; did you mean \"api\"?");
        row("\"api.depth > 5", "column 1", "the quote is not closed");
        row("complete >= 5", "column 1", "did you mean \"completed\"?");
        row("whatever", "column 1", "is neither a node nor a figure; a condition is");
        row("api.dept > 5", "column 5", "\"dept\" cannot be said here; here may stand \"depth\", \"waiting\"");
        row("api.sent > 5", "column 5", "\"sent\" cannot be said here");
        row("web.depth > 5", "column 5", "here may stand \"parked\", \"inside\", \"completed\", \"retried\", \"sent\", \"lost\", \"shed\", \"held\" or \"thinking\"");
        row("api.depth 5", "column 11", "here may stand >=, >, <=, < or =, and a number");
        row("api.depth > five", "column 13", "a number");
        row("api.depth > 5.5", "column 13", "found 5.5; a whole number of 0 or more is needed");
        row("api.depth > -5", "column 13", "a whole number of 0 or more is needed");
        row("api.depth > 2KiB", "column 13", "no unit goes here");
        row("api presse", "column 5", "\"presse\" cannot be said here; here may stand \"presses\", \"releases\"");
        row("web presses", "column 5", "here may stand \"completes\", \"retries\", \"sends\", \"sheds\", \"loses\" or \"becomes\"");
        row("api waits", "column 5", "cannot be said here");
        row("api becomes", "column 12", "the condition ends too early; here may stand \"blocked\", \"free\", \"full\"");
        row("web becomes full", "column 13", "here may stand \"blocked\" or \"free\"");
        row("api refuses often", "column 13", "the condition should end before \"often\"");
        row("api", "column 4", "the condition ends too early");
        row("time >= soon", "column 9", "a duration");
        row("time <= 3s", "column 9", "time only grows; here may stand >= or >");
        row("a producer becomes full", "column 20", "here may stand \"blocked\" or \"free\"");
    }
    void aFaultSaysWhereItIsAndWhatWouldBeRight()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, where);
        QFETCH(QByteArray, part);
        const auto made = Breakpoint::parse(text.toStdString(), *plain());
        QVERIFY(!made);
        QCOMPARE(QByteArray::fromStdString(made.error().where), where);
        QVERIFY2(QByteArray::fromStdString(made.error().message).contains(part), made.error().message.c_str());
    }

    // --- edges
    void whatHoldsAlreadyIsNoNews()
    {
        const auto scenario = plain();
        Simulation simulation(scenario, 1, 0, {});
        simulation.runUntil(at(0.52));
        std::array<Breakpoint, 2> breakpoints{parsed("api.depth > 2", *scenario), parsed("api.accepted >= 2", *scenario)};
        QCOMPARE(runToBreak(simulation, breakpoints, at(1)), std::optional<std::size_t>(0));
        QCOMPARE(simulation.now(), at(0.6)); // it ended and began again
    }
    void theBreakpointThatIsHitFirstIsNamed()
    {
        const auto scenario = plain();
        Simulation simulation(scenario, 1, 0, {});
        std::array<Breakpoint, 3> breakpoints{parsed("api refuses", *scenario), parsed("650ms", *scenario), parsed("api.depth > 2", *scenario)};
        QCOMPARE(runToBreak(simulation, breakpoints, at(1)), std::optional<std::size_t>(2));
        QCOMPARE(simulation.now(), at(0.5));
        QCOMPARE(runToBreak(simulation, breakpoints, at(1)), std::optional<std::size_t>(2));
        QCOMPARE(simulation.now(), at(0.6));
        QCOMPARE(runToBreak(simulation, breakpoints, at(1)), std::optional<std::size_t>(1));
        QCOMPARE(simulation.now(), at(0.65));
        QCOMPARE(runToBreak(simulation, breakpoints, at(0.69)), std::optional<std::size_t>());
        QCOMPARE(simulation.now(), at(0.69));
        QCOMPARE(runToBreak(simulation, breakpoints, at(1)), std::optional<std::size_t>(0));
        QCOMPARE(simulation.now(), at(0.7));
        QCOMPARE(runToBreak(simulation, breakpoints, at(1), 1), std::optional<std::size_t>(0));
        QCOMPARE(simulation.now(), at(0.8));
        QCOMPARE(runToBreak(simulation, {}, at(2), 1), std::optional<std::size_t>());
        QVERIFY(simulation.now() < at(1));
    }
    void breakpointsDoNotChangeWhatHappens()
    {
        const auto scenario = line();
        Simulation watched(scenario, 1, 0, {});
        Simulation alone(scenario, 1, 0, {});
        std::array<Breakpoint, 2> breakpoints{parsed("b completes", *scenario), parsed("a stage becomes blocked", *scenario)};
        while (runToBreak(watched, breakpoints, at(20))) {
        }
        alone.runUntil(at(20));
        QCOMPARE(watched.events(), alone.events());
        QCOMPARE(watched.completed(), alone.completed());
        QCOMPARE(watched.results().nodes.size(), alone.results().nodes.size());
        QCOMPARE(std::get<StageResult>(watched.results().nodes[2].figures).inSystemMean,
                 std::get<StageResult>(alone.results().nodes[2].figures).inSystemMean);
    }
    void afterAStepBackItIsArmedAndHitAgain()
    {
        const auto scenario = plain();
        Simulation simulation(scenario, 1, 0, {});
        const Simulation start = simulation.fork();
        Breakpoint breakpoint = parsed("api presses", *scenario);
        const auto stepToHit = [&breakpoint](Simulation& world) {
            while (!breakpoint.hit(world) && world.step()) {
            }
            return toSeconds(world.now());
        };
        QVERIFY(!breakpoint.armed());
        QCOMPARE(stepToHit(simulation), 0.3);
        Simulation again = start.fork();
        breakpoint.arm(again);
        QVERIFY(breakpoint.armed());
        QCOMPARE(breakpoint.describe(), std::string("api presses"));
        QCOMPARE(stepToHit(again), 0.3);
    }
    void nodesThatJoinAreWatchedAndThoseThatLeaveAreNot()
    {
        const auto scenario = plain();
        const auto more = read(R"json( "second": { "type": "producer", "arrivals": "constant(100/s)", "onPressure": "wait", "to": "api" },
            "api": { "type": "stage", "queue": { "capacity": 3, "highWater": 2, "lowWater": 1 }, "workers": { "count": 1, "service": "constant(250ms)" } } )json");
        Simulation simulation(scenario, 1, 0, {});
        std::array<Breakpoint, 2> breakpoints{parsed("a producer becomes blocked", *scenario), parsed("web sends", *scenario)};
        QCOMPARE(runToBreak(simulation, breakpoints, at(0.15)), std::optional<std::size_t>(1));
        simulation.runUntil(at(0.15));
        simulation.change(more);
        QCOMPARE(runToBreak(simulation, breakpoints, at(1)), std::optional<std::size_t>(0));
        QCOMPARE(simulation.now(), at(0.18)); // items of the second at 160 and 170 ms wait
        QVERIFY(breakpoints[0].describe().find(": second at ") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(BreakpointTest)
#include "tst_breakpoint.moc"
