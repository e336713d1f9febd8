// SPDX-License-Identifier: GPL-3.0-or-later
// Random networks, policies and changes, checked after every event: nothing is lost, bounds hold, nobody sleeps who could move.
#include "models.h"

#include "sim/random.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace highwater;
using namespace highwater::test;
using flow::WhenFull;

namespace {

class Chance
{
public:
    explicit Chance(std::uint64_t seed) : m_draws(mix64(seed)) {}
    int below(int n) { return static_cast<int>(m_draws.uniform() * n); }
    bool oneIn(int n) { return below(n) == 0; }
    double between(double a, double b) { return a + (b - a) * m_draws.uniform(); }

private:
    Draws m_draws;
};

Distribution someService(Chance& chance)
{
    const double mean = chance.between(0.01, 0.5);
    return chance.oneIn(3) ? constant(std::round(mean * 20) / 20 + 0.05) : exponential(mean);
}

void shapeQueue(Chance& chance, StageNode& stage)
{
    stage.queue.order = chance.oneIn(4) ? flow::Order::Lifo : flow::Order::Fifo;
    stage.queue.whenFull = static_cast<WhenFull>(chance.below(4));
    stage.queue.capacity.reset();
    stage.queue.marks.reset();
    if (chance.oneIn(6)) {
        return;
    }
    const bool bytes = chance.oneIn(4);
    stage.queue.measure = bytes ? flow::Measure::Bytes : flow::Measure::Items;
    const std::int64_t capacity = bytes ? 1000 + chance.below(9000) : chance.below(30);
    stage.queue.capacity = capacity;
    if (capacity >= 1 && !chance.oneIn(3)) {
        const std::int64_t high = 1 + chance.below(static_cast<int>(capacity));
        stage.queue.marks = flow::Marks{high, chance.below(static_cast<int>(high))};
    }
}

Arrivals someArrivals(Chance& chance)
{
    Arrivals a;
    switch (chance.below(6)) {
    case 0:
        return every(std::round(chance.between(1, 20)) / 20);
    case 1:
        return closed(1 + chance.below(20), chance.oneIn(3) ? constant(0) : exponential(1.0));
    case 2:
        a.kind = Arrivals::Kind::Mmpp;
        a.rate = 30;
        a.rate2 = 1;
        a.stay = a.stay2 = 2;
        a.text = "mmpp";
        return a;
    case 3:
        a = poisson(2);
        a.batch = Distribution{Distribution::Law::Geometric, 4, 0, 0, 1, nullptr, "geometric(4)"};
        a.text = "batch";
        return a;
    case 4:
        a.kind = Arrivals::Kind::Sine;
        a.rate = 8;
        a.rate2 = 8;
        a.stay = 10;
        a.text = "sine";
        return a;
    default:
        return poisson(chance.between(1, 30));
    }
}

/// Stages are nodes 0 to stages - 1, producers follow.
Scenario someScenario(Chance& chance)
{
    Scenario scenario;
    scenario.duration = std::chrono::seconds(60);
    const int stages = 1 + chance.below(5);
    for (int i = 0; i < stages; ++i) {
        StageNode stage;
        stage.service = someService(chance);
        stage.workers = chance.oneIn(8) ? std::nullopt : std::optional<std::int64_t>(1 + chance.below(4));
        shapeQueue(chance, stage);
        if (i + 1 < stages && !chance.oneIn(4)) {
            stage.to = {{i + 1, 1.0}};
        }
        if (chance.oneIn(3)) {
            // Feedback and short cuts, with a way out.
            stage.to = {{chance.below(stages), 1.0}, {chance.below(stages), 0.5}, {std::nullopt, 1.0}};
        }
        scenario.nodes.push_back({"s" + std::to_string(i), stage});
    }
    const int producers = 1 + chance.below(4);
    for (int i = 0; i < producers; ++i) {
        ProducerNode producer;
        producer.arrivals = someArrivals(chance);
        producer.size = {Distribution::Law::Uniform, 10, 900, 0, 1, nullptr, "uniform"};
        producer.onPressure = static_cast<flow::OnPressure>(chance.below(3));
        producer.clients = 1 + chance.below(3);
        producer.to = {{chance.below(stages), 1.0}};
        if (chance.oneIn(2)) {
            producer.timeout = fromSeconds(chance.between(0.05, 3));
        }
        if (chance.oneIn(2)) {
            producer.retry.kind = static_cast<flow::RetryPolicy::Kind>(1 + chance.below(2));
            producer.retry.base = fromSeconds(chance.between(0.01, 1));
            producer.retry.jitter = static_cast<flow::Jitter>(chance.below(4));
            producer.retry.attempts = 1 + chance.below(5);
            if (chance.oneIn(2)) {
                producer.retry.budget = 0.2;
            }
        }
        scenario.nodes.push_back({"p" + std::to_string(i), producer});
    }
    return scenario;
}

/// One parameter becomes another one, as a user at the inspector would do it.
Scenario changed(Chance& chance, Scenario scenario)
{
    for (Node& node : scenario.nodes) {
        if (!chance.oneIn(2)) {
            continue;
        }
        if (auto* stage = std::get_if<StageNode>(&node.kind)) {
            if (chance.oneIn(2)) {
                stage->workers = 1 + chance.below(5);
            } else {
                const flow::Measure measure = stage->queue.measure;
                do {
                    shapeQueue(chance, *stage);
                } while (stage->queue.measure != measure);
            }
        } else {
            auto& producer = std::get<ProducerNode>(node.kind);
            if (chance.oneIn(2)) {
                producer.arrivals = someArrivals(chance);
                producer.arrivals.text += " changed " + std::to_string(chance.below(1000000));
            } else {
                producer.onPressure = static_cast<flow::OnPressure>(chance.below(3));
            }
        }
    }
    if (chance.oneIn(3) && scenario.nodes.size() > 2 && scenario.nodes.back().producer()) {
        scenario.nodes.pop_back();
    } else if (chance.oneIn(3)) {
        Node copy = scenario.nodes.back();
        copy.name += "'";
        scenario.nodes.push_back(copy);
    }
    return scenario;
}

QString faultIn(const Simulation& s)
{
    if (!s.conserved()) {
        return QStringLiteral("items are not conserved");
    }
    for (const SimNode& node : s.nodes()) {
        if (node.isProducer) {
            const ProducerState& p = s.producerAt(node);
            if (p.held < 0 || p.parked < 0 || p.thinking < 0 || p.users < 0) {
                return QStringLiteral("a count of senders is negative");
            }
            if (p.tally.sent < p.tally.retried) {
                return QStringLiteral("more retries than attempts");
            }
            continue;
        }
        const StageState& stage = s.stageAt(node);
        const flow::BoundedQueue& queue = stage.flow.queue();
        if (stage.flow.canStart()) {
            return QStringLiteral("an idle worker does not take a waiting item");
        }
        const auto& marks = queue.policy().marks;
        if (marks && queue.level() >= marks->high && !queue.pressed()) {
            return QStringLiteral("at the high mark and not pressed");
        }
        if (marks && queue.level() <= marks->low && queue.pressed()) {
            return QStringLiteral("at the low mark and still pressed");
        }
        if (!marks && queue.pressed()) {
            return QStringLiteral("pressed without marks");
        }
        if (!stage.flow.door().empty()) {
            const flow::Sender& first = stage.flow.door().front();
            if (first.item != flow::noItem && stage.flow.admits(s.item(first.item).bytes)) {
                return QStringLiteral("a sender sleeps at an open door");
            }
        }
        if (!stage.held.empty()) {
            const HeldSender& first = stage.held.front();
            if (first.item != flow::noItem && !s.item(first.item).untilRoom && !stage.flow.holdsBack(s.item(first.item).bytes)) {
                return QStringLiteral("a held sender sleeps although the signal is off");
            }
        }
    }
    return {};
}

} // namespace

class InvariantsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEventOfARandomNetworkKeepsTheRules()
    {
        std::uint64_t events = 0;
        for (std::uint64_t seed = 1; seed <= 300; ++seed) {
            Chance chance(seed);
            Scenario scenario = someScenario(chance);
            Simulation s(std::make_shared<const Scenario>(scenario), seed, 0, SeriesOptions::forDuration(scenario.duration));
            for (int i = 0; i < 1500 && s.now() < Instant(scenario.duration) && s.step(); ++i) {
                const QString fault = faultIn(s);
                QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("seed %1, event %2: %3").arg(seed).arg(i).arg(fault)));
                if (chance.oneIn(100)) {
                    scenario = changed(chance, scenario);
                    s.change(std::make_shared<const Scenario>(scenario));
                    const QString after = faultIn(s);
                    QVERIFY2(after.isEmpty(), qPrintable(QStringLiteral("seed %1, change at event %2: %3").arg(seed).arg(i).arg(after)));
                }
            }
            QVERIFY2(s.trouble().empty(), qPrintable(QStringLiteral("seed %1: %2").arg(seed).arg(QString::fromStdString(s.trouble()))));
            events += s.events();
        }
        QVERIFY(events > 200000);
    }

    void aQueueNeverHoldsMoreThanItsCapacity()
    {
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            Chance chance(seed + 10000);
            const Scenario scenario = someScenario(chance);
            Simulation s(std::make_shared<const Scenario>(scenario), seed, 0, {});
            for (int i = 0; i < 1000 && s.step(); ++i) {
                for (const SimNode& node : s.nodes()) {
                    if (!node.isProducer) {
                        const flow::BoundedQueue& queue = s.stageAt(node).flow.queue();
                        QVERIFY2(!queue.policy().capacity || queue.level() <= *queue.policy().capacity, qPrintable(QString::number(seed)));
                    }
                }
            }
        }
    }

    void everyItemOfARandomNetworkIsAccountedForAtItsEnd()
    {
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            Chance chance(seed + 20000);
            Scenario scenario = someScenario(chance);
            for (Node& node : scenario.nodes) {
                if (auto* producer = std::get_if<ProducerNode>(&node.kind)) {
                    producer->items = 200;
                }
            }
            Simulation s(std::make_shared<const Scenario>(scenario), seed, 0, {});
            s.runUntil(at(100000));
            std::uint64_t parkedOrHeld = 0;
            for (const SimNode& node : s.nodes()) {
                if (node.isProducer) {
                    const ProducerState& p = s.producerAt(node);
                    parkedOrHeld += static_cast<std::uint64_t>(p.held + p.parked);
                    QVERIFY(p.born <= 200);
                }
            }
            // What is left is blocked in a circle, or waits before one that is.
            const RunResult r = s.results();
            std::uint64_t inside = 0;
            bool blocked = false;
            for (const NodeResult& node : r.nodes) {
                if (const auto* stage = std::get_if<StageResult>(&node.figures)) {
                    inside += stage->totals.inside;
                }
            }
            for (const SimNode& node : s.nodes()) {
                blocked = blocked || (!node.isProducer && s.stageAt(node).flow.wip().blocked() > 0);
            }
            QVERIFY(r.conserved);
            if (!blocked) {
                QVERIFY2(inside == 0, qPrintable(QStringLiteral("seed %1: %2 inside").arg(seed).arg(inside)));
                QVERIFY2(parkedOrHeld == 0, qPrintable(QStringLiteral("seed %1: %2 wait outside").arg(seed).arg(parkedOrHeld)));
            }
        }
    }
};

QTEST_GUILESS_MAIN(InvariantsTest)
#include "tst_invariants.moc"
