// SPDX-License-Identifier: GPL-3.0-or-later
// The verification cases of rules rather than of averages, through the engine: drops, tokens, throttles and retries at
// their exact instants; and that no case of the file is left out.
#include "../sim/models.h"
#include "case_file.h"
#include "case_models.h"

#include "run/interval.h"

#include <QtTest>

#include <cmath>

using namespace highwater;
using namespace highwater::test;

namespace {

QJsonObject expectedOf(const char* id)
{
    return caseOf(QString::fromLatin1(id))[QStringLiteral("expected")].toObject();
}
QJsonObject paramsOf(const char* id)
{
    return caseOf(QString::fromLatin1(id))[QStringLiteral("params")].toObject();
}
double number(const QJsonObject& object, const char* name)
{
    return object[QLatin1String(name)].toDouble(std::nan(""));
}

/// When something of a kind happened in a run of the model, in the order of the log.
std::vector<Instant> instantsOf(const Model& model, LoggedEvent::Kind kind, Duration length)
{
    EventLog log;
    Simulation s = model.simulation();
    s.logTo(&log);
    s.runUntil(Instant(length));
    std::vector<Instant> instants;
    for (const LoggedEvent& event : log) {
        if (event.kind == kind) {
            instants.push_back(event.at);
        }
    }
    return instants;
}

/// The queue stands from the instant on at which the thousandth item is taken; a worker takes one every 10 us, so every
/// drop comes at the first take at or after the instant of the rule.
void codelDropsByItsControlLaw()
{
    const QJsonObject p = paramsOf("open-45-codel");
    Model m;
    m.duration(0.7).producer("p", every(5e-6), 1);
    flow::CodelPolicy codel;
    codel.target = fromSeconds(number(p, "target_ms") / 1e3);
    codel.interval = fromSeconds(number(p, "interval_ms") / 1e3);
    m.stage("a", constant(10e-6)).queue.aqm = codel;
    const auto drops = instantsOf(m, LoggedEvent::Kind::Dropped, fromSeconds(0.7));
    // Item k of those served comes at 5 (k + 1) us and is taken at 5 + 10 k us: it has waited 5 ms when k is 1000.
    const Instant above = at(10005e-6);
    const QJsonArray due = expectedOf("open-45-codel")[QStringLiteral("drop_ms")].toArray();
    QVERIFY(drops.size() >= static_cast<std::size_t>(due.size()));
    for (qsizetype i = 0; i < due.size(); ++i) {
        const auto takes = std::ceil(due[i].toDouble() * 1e3 / 10 - 1e-6);
        QCOMPARE(drops[static_cast<std::size_t>(i)], above + fromSeconds(takes * 10e-6));
    }
}

/// A throttle before a bucket that lets a tenth of the load through.
void throttleSettlesAtItsFixedPoint()
{
    const QJsonObject p = paramsOf("open-46-throttle");
    const QJsonObject expected = expectedOf("open-46-throttle");
    Model m;
    m.duration(900).producer("p", poisson(number(p, "offered_per_s")), 1);
    flow::AdaptiveThrottlePolicy throttle;
    throttle.k = number(p, "K");
    throttle.window = std::chrono::minutes(2);
    m.stage("a", constant(0)).admission = {throttle, flow::TokenBucketPolicy{number(p, "backend_accepts_per_s"), 100}};
    Simulation s = m.simulation(46);
    s.runUntil(at(300));
    const RunResult before = s.results();
    s.runUntil(at(900));
    const RunResult after = s.results();
    const auto by = [&](flow::RefusalReason reason) {
        const auto i = static_cast<std::size_t>(reason);
        return static_cast<double>(stageOf(after, 1).refusedBy[i] - stageOf(before, 1).refusedBy[i]);
    };
    const double offered = static_cast<double>(stageOf(after, 1).totals.offered - stageOf(before, 1).totals.offered);
    const double accepted =
        static_cast<double>(stageOf(after, 1).totals.accepted - stageOf(before, 1).totals.accepted) / 600;
    const double local = by(flow::RefusalReason::AdaptiveThrottle) / offered;
    const double rejected = by(flow::RefusalReason::TokenBucket) / 600;
    const auto near = [&](double got, const char* name) {
        const double wanted = number(expected, name);
        QVERIFY2(std::abs(got - wanted) <= 0.01 * wanted,
                 qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(name)).arg(got)));
    };
    near(local, "p_reject_local");
    near(accepted + rejected, "sent_to_backend_per_s");
    near(rejected, "rejected_by_backend_per_s");
    near(accepted, "accepted_per_s");
}

void bucketLetsInWhatItHasTokensFor()
{
    const QJsonObject p = paramsOf("open-47-bucket");
    const QJsonObject expected = expectedOf("open-47-bucket");
    constexpr int arrivals = 80;
    Model m;
    // A source begins with a full gap, while the bucket is full: all comes 50 ms later than in the case.
    m.duration(5).producer("p", every(0.05), 1).items = arrivals;
    m.stage("a", constant(0)).admission = {
        flow::TokenBucketPolicy{number(p, "rate_per_s"), static_cast<std::int64_t>(number(p, "burst"))}};
    const auto refused = instantsOf(m, LoggedEvent::Kind::Refused, fromSeconds(5));
    QCOMPARE(arrivals - static_cast<double>(refused.size()), number(expected, "accepted"));
    QCOMPARE(refused.front(), at((number(expected, "first_reject_index") + 1) / 20));
    const auto late = std::count_if(refused.begin(), refused.end(), [](Instant when) { return when > at(3.0); });
    QCOMPARE(20 - static_cast<double>(late), number(expected, "accepted_last_second"));
}

/// Independent failures, three in ten: attempts and successes within four standard errors of the geometric sum.
void retriesMultiplyTheLoad()
{
    const QJsonObject p = paramsOf("open-49-retry-amp");
    const QJsonObject expected = expectedOf("open-49-retry-amp");
    constexpr int requests = 200000;
    Model m;
    auto& producer = m.duration(1000).producer("p", every(0.001), 1);
    producer.items = requests;
    producer.retry.kind = flow::RetryPolicy::Kind::Fixed;
    producer.retry.base = std::chrono::milliseconds(1);
    producer.retry.attempts = static_cast<std::int64_t>(number(p, "max_attempts"));
    auto& stage = m.stage("a", constant(0.001));
    stage.workers.reset();
    stage.failures = flow::FailurePolicy{number(p, "p_fail"), flow::FailurePolicy::Mode::Error, 10, {}};
    const RunResult r = m.run(49);
    QCOMPARE(producerOf(r, 0).inside, std::uint64_t{0});
    const double attempts = static_cast<double>(producerOf(r, 0).sent) / requests;
    const double success = static_cast<double>(producerOf(r, 0).completed) / requests;
    QVERIFY2(std::abs(attempts - number(expected, "attempts_per_request_one_layer")) < 4 * 0.7 / std::sqrt(requests),
             qPrintable(QString::number(attempts)));
    QVERIFY2(std::abs(success - number(expected, "success")) < 4 * 0.09 / std::sqrt(requests),
             qPrintable(QString::number(success)));
}

/// Three stages, each of which calls the next up to four times; the last one never succeeds.
void layersOfRetriesMultiply()
{
    const QJsonObject p = paramsOf("open-49-retry-amp");
    const int layers = p[QStringLiteral("layers")].toInt();
    Model m;
    m.duration(100).producer("p", every(1), 1).items = 1;
    for (int i = 1; i <= layers; ++i) {
        auto& caller =
            m.stage(("caller" + std::to_string(i)).c_str(), constant(0.001), {}, flow::WhenFull::Reject, i + 1);
        caller.retry.kind = flow::RetryPolicy::Kind::Fixed;
        caller.retry.base = std::chrono::milliseconds(1);
        caller.retry.attempts = static_cast<std::int64_t>(number(p, "max_attempts"));
    }
    m.stage("last", constant(0.001)).failures = flow::FailurePolicy{1.0, flow::FailurePolicy::Mode::Error, 10, {}};
    const RunResult r = m.run();
    QCOMPARE(static_cast<double>(stageOf(r, static_cast<std::size_t>(layers) + 1).totals.failed),
             number(expectedOf("open-49-retry-amp"), "worst_case_all_fail_3_layers"));
    QCOMPARE(producerOf(r, 0).lost, std::uint64_t{1});
    QVERIFY(r.conserved);
}

/// All requests fail: the budget bounds what retries add.
void budgetsCapTheLoad()
{
    constexpr int requests = 1000;
    Model m;
    auto& producer = m.duration(2000).producer("p", every(1), 1);
    producer.items = requests;
    producer.retry.kind = flow::RetryPolicy::Kind::Fixed;
    producer.retry.base = std::chrono::milliseconds(1);
    producer.retry.budget = 0.1;
    m.stage("a", constant(0.001)).failures = flow::FailurePolicy{1.0, flow::FailurePolicy::Mode::Error, 10, {}};
    const RunResult r = m.run();
    QCOMPARE(static_cast<double>(producerOf(r, 0).sent) / requests,
             number(expectedOf("open-49-retry-amp"), "budget_10pct_worst_case"));
}

void intervalIsThatOfStudent()
{
    const QJsonObject expected = expectedOf("open-43-tci");
    std::vector<double> data;
    for (const QJsonValue& value : paramsOf("open-43-tci")[QStringLiteral("data")].toArray()) {
        data.push_back(value.toDouble());
    }
    const Interval interval = studentInterval(data, 0.95);
    QVERIFY(std::abs(interval.mean - number(expected, "mean")) < 1e-9);
    QVERIFY(std::abs(interval.halfWidth - number(expected, "half_width")) < 1e-9 * number(expected, "half_width"));
}

struct RuleTest
{
    const char* name; ///< begins with the id of its case
    void (*run)();
};
constexpr RuleTest ruleTests[] = {
    {"open-43-tci", intervalIsThatOfStudent},
    {"open-45-codel", codelDropsByItsControlLaw},
    {"open-46-throttle", throttleSettlesAtItsFixedPoint},
    {"open-47-bucket", bucketLetsInWhatItHasTokensFor},
    {"open-49-retry-amp", retriesMultiplyTheLoad},
    {"open-49-retry-amp, three layers", layersOfRetriesMultiply},
    {"open-49-retry-amp, with a budget", budgetsCapTheLoad},
};
/// Formulas, which no run can show: tst_calculator answers them, as it does every other case.
constexpr const char* formulas[] = {"open-21-kingman",   "open-44-mser5", "open-48-jitter100", "open-50-usl",
                                    "open-51-gradient2", "open-52-vegas", "open-53-rpm",       "open-54-rng"};
/// Tests of tst_cases with a name of their own.
constexpr const char* transients[] = {"open-41-first25", "open-42-coverage"};

} // namespace

class CaseRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCaseOfTheFileIsJudged()
    {
        QStringList judged;
        for (const RuleTest& each : ruleTests) {
            judged << QString::fromLatin1(each.name);
        }
        for (const char* id : formulas) {
            judged << QString::fromLatin1(id);
        }
        for (const char* id : transients) {
            judged << QString::fromLatin1(id);
        }
        const QJsonArray cases = allCases();
        QCOMPARE(cases.size(), 54);
        for (const QJsonValue& each : cases) {
            const QString id = each.toObject()[QStringLiteral("id")].toString();
            if (isStatistical(each.toObject())) {
                QVERIFY2(modelOf(each.toObject(), 1000), qPrintable(id)); // tst_cases runs every one of them
            } else {
                QVERIFY2(judged.contains(id), qPrintable(id));
            }
        }
    }

    void ruleHolds_data()
    {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const RuleTest& each : ruleTests) {
            QTest::newRow(each.name) << number++;
        }
    }
    void ruleHolds()
    {
        QFETCH(int, number);
        ruleTests[number].run();
    }
};

QTEST_GUILESS_MAIN(CaseRulesTest)
#include "tst_case_rules.moc"
