// SPDX-License-Identifier: GPL-3.0-or-later
#include "flow/retry.h"
#include "scenario/document.h"

#include "reading.h"

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

/// The stage "api" with further members, as json() takes them.
StageNode stageWith(const std::string& members)
{
    const Scenario s = scenarioOf(twoNodes({}, ", " + members));
    return s.nodes.size() == 2 ? *s.nodes[1].stage() : StageNode{};
}

flow::QueuePolicy queueWith(const std::string& members)
{
    return stageWith("'queue': {" + members + "}").queue;
}

StageNode workersWith(const std::string& members)
{
    return stageWith("'workers': {" + members + "}");
}

/// The only member of an admission list; the queue has marks.
template <typename Policy>
Policy admissionOf(const std::string& text)
{
    const StageNode stage = stageWith("'queue': {'capacity': 9}, 'admission': ['" + text + "']");
    const Policy* policy = stage.admission.size() == 1 ? std::get_if<Policy>(&stage.admission.front()) : nullptr;
    if (policy == nullptr) {
        QTest::qFail(text.c_str(), __FILE__, __LINE__);
    }
    return policy != nullptr ? *policy : Policy{};
}

template <typename Policy>
Policy aqmOf(const std::string& text)
{
    const flow::QueuePolicy queue = queueWith("'aqm': '" + text + "'");
    const Policy* policy = std::get_if<Policy>(&queue.aqm);
    if (policy == nullptr) {
        QTest::qFail(text.c_str(), __FILE__, __LINE__);
    }
    return policy != nullptr ? *policy : Policy{};
}

} // namespace

/// What a stage can say beside its capacity and its service.
class TestStageFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOrderHasItsWord()
    {
        using flow::Order;
        const std::vector<std::pair<std::string, Order>> orders{{"fifo", Order::Fifo},
                                                                {"lifo", Order::Lifo},
                                                                {"adaptive-lifo", Order::AdaptiveLifo},
                                                                {"priority", Order::Priority},
                                                                {"priority-preemptive", Order::PriorityPreemptive},
                                                                {"processor-sharing", Order::ProcessorSharing}};
        for (const auto& [word, order] : orders) {
            QCOMPARE(int(queueWith("'order': '" + word + "'").order), int(order));
        }
    }

    void blockingBeforeServiceGoesWithEveryOrderOfWaiting()
    {
        const auto queue =
            queueWith("'order': 'priority-preemptive', 'whenFull': 'block', 'blocking': 'before-service'");
        QCOMPARE(int(queue.blocking), int(flow::Blocking::BeforeService));
    }

    void customWeightsAreSortedAndBeginWithTheMostUrgent()
    {
        const auto queue = queueWith("'measure': 'custom(2:1, 0:4, 1:2)', 'capacity': 40, 'lowWater': 10");
        QCOMPARE(int(queue.measure), int(flow::Measure::Custom));
        QVERIFY(queue.weights == (std::vector<std::pair<int, std::int64_t>>{{0, 4}, {1, 2}, {2, 1}}));
        QVERIFY(queue.capacity == 40 && queue.marks == (flow::Marks{40, 10}));
        QVERIFY(queueWith("'measure': 'custom(3:7)'").weights ==
                (std::vector<std::pair<int, std::int64_t>>{{0, 7}, {3, 7}}));
    }

    void activeQueueManagementHasDefaultsAndArguments()
    {
        QVERIFY(std::holds_alternative<std::monostate>(queueWith("'aqm': 'none'").aqm));
        QVERIFY(aqmOf<flow::CodelPolicy>("codel") == flow::CodelPolicy());
        QVERIFY(aqmOf<flow::CodelPolicy>("codel()") == flow::CodelPolicy());
        QVERIFY(aqmOf<flow::CodelPolicy>("codel(10ms, interval=200ms)") == (flow::CodelPolicy{10ms, 200ms}));
        QVERIFY(aqmOf<flow::PiePolicy>("pie(target=20ms, update=30ms, burst=0s, alpha=0.5, beta=2)") ==
                (flow::PiePolicy{20ms, 30ms, 0ms, 0.5, 2.0}));
        QVERIFY(aqmOf<flow::RedPolicy>("red(low=1, high=2.5, probability=50%, weight=1)") ==
                (flow::RedPolicy{1.0, 2.5, 0.5, 1.0}));
        QVERIFY(aqmOf<flow::ControlledDelayPolicy>("controlled-delay(target=1ms)") ==
                (flow::ControlledDelayPolicy{1ms, 100ms}));
    }

    void speedsMakeTheNumberOfWorkers()
    {
        QVERIFY(workersWith("'speeds': [1, 2, 0.5]").workers == 3);
        QVERIFY(workersWith("'count': 2, 'speeds': [1, 2]").speeds == (std::vector<double>{1.0, 2.0}));
    }

    void failuresHaveAMode()
    {
        using Mode = flow::FailurePolicy::Mode;
        const auto failures = [](const std::string& mode) {
            return *workersWith("'failures': {'probability': '1%'" + mode + "}").failures;
        };
        QVERIFY(failures({}) == (flow::FailurePolicy{0.01, Mode::Error, 10.0, std::nullopt}));
        QVERIFY(failures(", 'mode': 'hang'") == (flow::FailurePolicy{0.01, Mode::Hang, 10.0, std::nullopt}));
        QVERIFY(failures(", 'mode': 'hang(30s)'") == (flow::FailurePolicy{0.01, Mode::Hang, 10.0, 30s}));
        QVERIFY(failures(", 'mode': 'slow'") == (flow::FailurePolicy{0.01, Mode::Slow, 10.0, std::nullopt}));
        QVERIFY(failures(", 'mode': 'slow(2.5x)'") == (flow::FailurePolicy{0.01, Mode::Slow, 2.5, std::nullopt}));
    }

    void outagesThatTouchAreOne()
    {
        const StageNode stage = workersWith(
            "'outages': [{'at': '1s', 'for': '2s'}, {'at': '3s', 'for': '1s'}, {'at': '10s', 'for': '1s'}]");
        QVERIFY(stage.outages ==
                (std::vector<flow::Outage>{{runStart + 1s, Duration(3s)}, {runStart + 10s, Duration(1s)}}));
    }

    void admissionKeepsItsOrder()
    {
        const StageNode stage = stageWith("'admission': ['vegas', 'token-bucket(5/s, 2)', 'vegas']");
        QCOMPARE(stage.admission.size(), std::size_t{3});
        QVERIFY(std::holds_alternative<flow::TokenBucketPolicy>(stage.admission[1]));
    }

    void bucketsHoldOneSecondsWorthUnlessTheySayMore()
    {
        QVERIFY(admissionOf<flow::TokenBucketPolicy>("token-bucket(100/s, 20)") ==
                (flow::TokenBucketPolicy{100.0, 20}));
        QVERIFY(admissionOf<flow::TokenBucketPolicy>("token-bucket(rate=2/s)") == (flow::TokenBucketPolicy{2.0, 2}));
        QVERIFY(admissionOf<flow::QuotaPolicy>("quota(10/s, burst=20)") == (flow::QuotaPolicy{10.0, 20}));
        QVERIFY(admissionOf<flow::QuotaPolicy>("quota(2.9/s)") == (flow::QuotaPolicy{2.9, 2}));
        QVERIFY(admissionOf<flow::QuotaPolicy>("quota(3/min)") == (flow::QuotaPolicy{0.05, 1}));
    }

    void concurrencyMayHaveNoSoftLimit()
    {
        QVERIFY(admissionOf<flow::ConcurrencyPolicy>("concurrency(5, 10)") == (flow::ConcurrencyPolicy{5, 10}));
        QVERIFY(admissionOf<flow::ConcurrencyPolicy>("concurrency(hard=10)") ==
                (flow::ConcurrencyPolicy{std::nullopt, 10}));
        QVERIFY(admissionOf<flow::ConcurrencyPolicy>("concurrency(hard=10, soft=10)") ==
                (flow::ConcurrencyPolicy{10, 10}));
    }

    void wordsAloneTakeTheDefaults()
    {
        QVERIFY(admissionOf<flow::WatermarkPolicy>("watermark") == flow::WatermarkPolicy());
        QVERIFY(admissionOf<flow::AdaptiveThrottlePolicy>("adaptive-throttle") == flow::AdaptiveThrottlePolicy());
        QVERIFY(admissionOf<flow::Gradient2Policy>("gradient2") == flow::Gradient2Policy());
        QVERIFY(admissionOf<flow::VegasPolicy>("vegas()") == flow::VegasPolicy());
        QVERIFY(admissionOf<flow::AimdPolicy>("aimd") == flow::AimdPolicy());
    }

    void adaptiveLimitsTakeEveryArgument()
    {
        QVERIFY(admissionOf<flow::AdaptiveThrottlePolicy>("adaptive-throttle(k=1.5, window=30s)") ==
                (flow::AdaptiveThrottlePolicy{1.5, 30s}));
        QVERIFY(admissionOf<flow::Gradient2Policy>(
                    "gradient2(initial=30, min=10, max=90, smoothing=0.5, queue=2, window=100, "
                    "warmup=5, tolerance=2)") == (flow::Gradient2Policy{30, 10, 90, 0.5, 2, 100, 5, 2}));
        QVERIFY(admissionOf<flow::VegasPolicy>("vegas(initial=5, max=50, probe=0)") == (flow::VegasPolicy{5, 50, 0}));
        QVERIFY(admissionOf<flow::AimdPolicy>("aimd(initial=5, min=2, max=50, backoff=0.5, timeout=1s)") ==
                (flow::AimdPolicy{5, 2, 50, 0.5, 1s}));
    }

    void aDefaultLimitGivesWayToOneThatIsWritten()
    {
        QVERIFY(admissionOf<flow::AimdPolicy>("aimd(max=10)") == (flow::AimdPolicy{10, 10, 10}));
        QVERIFY(admissionOf<flow::AimdPolicy>("aimd(initial=5)") == (flow::AimdPolicy{5, 5, 200}));
        QVERIFY(admissionOf<flow::AimdPolicy>("aimd(min=300)") == (flow::AimdPolicy{300, 300, 300}));
        QVERIFY(admissionOf<flow::VegasPolicy>("vegas(initial=2000)") == (flow::VegasPolicy{2000, 2000}));
    }

    void acknowledgeHasThreeWords()
    {
        using Acknowledge = StageNode::Acknowledge;
        QCOMPARE(int(stageWith("'acknowledge': 'enqueued'").acknowledge), int(Acknowledge::Enqueued));
        QCOMPARE(int(stageWith("'acknowledge': 'processed'").acknowledge), int(Acknowledge::Processed));
        QCOMPARE(int(stageWith("'acknowledge': 'durable'").acknowledge), int(Acknowledge::Durable));
    }

    void aTargetHasTheUnitOfItsMetric()
    {
        using Metric = flow::AutoscalePolicy::Metric;
        const auto autoscale = [](const std::string& members) {
            return *stageWith("'autoscale': {'max': 8" + members + "}").autoscale;
        };
        flow::AutoscalePolicy plain;
        plain.max = 8;
        const auto with = [&](Metric metric, double target) {
            flow::AutoscalePolicy policy = plain;
            policy.metric = metric;
            policy.target = target;
            return policy;
        };
        QVERIFY(autoscale({}) == with(Metric::Utilisation, 0.7));
        QCOMPARE(autoscale(", 'target': '85%'").target, 0.85);
        QVERIFY(autoscale(", 'metric': 'depth', 'target': 2.5") == with(Metric::Depth, 2.5));
        QVERIFY(autoscale(", 'metric': 'drain-time', 'target': '500ms'") == with(Metric::DrainTime, 0.5));
        QVERIFY(autoscale(", 'metric': 'lag', 'target': '2min', 'min': 2, 'startDelay': '5s', 'stopDelay': '1s', "
                          "'evaluate': '10s', 'stabilisation': '5min', 'softLimit': 7") ==
                (flow::AutoscalePolicy{Metric::Lag, 120.0, 2, 8, 5s, 1s, 10s, 5min, 7}));
    }

    void scalingBeginsWithTheCountOrTheLeast()
    {
        QVERIFY(stageWith("'autoscale': {'min': 3, 'max': 8}").workers == 3);
        QVERIFY(stageWith("'autoscale': {'min': 3, 'max': 8}, 'workers': {'service': 'constant(1s)'}").workers == 3);
        QVERIFY(stageWith("'autoscale': {'min': 3, 'max': 8}, 'workers': {'count': 5}").workers == 5);
    }

    void aWindowMayEndAtItsOwnStage()
    {
        QVERIFY(stageWith("'window': {'credits': 8, 'until': 'api'}").window == (Window{8, 1}));
    }

    void policiesOfOtherSystemsBringTheirDefaults()
    {
        const auto retry = [](const std::string& text) {
            return stageWith("'retry': " + text + ", 'to': 'api'").retry;
        };
        QVERIFY(retry("'none'") == flow::RetryPolicy());
        const flow::RetryPolicy grpc = retry("'grpc'");
        QVERIFY(grpc == flow::grpcDefaults());
        QVERIFY(retry("{'policy': 'grpc'}") == grpc);
        const flow::RetryPolicy envoy = retry("'envoy'");
        QVERIFY(envoy == flow::envoyDefaults());
    }

    void whatIsWrittenTakesThePlaceOfADefault()
    {
        const auto retry = [](const std::string& text) {
            return stageWith("'retry': " + text + ", 'to': 'api'").retry;
        };
        const flow::RetryPolicy grpc = retry("{'policy': 'grpc', 'attempts': 5, 'factor': 3, 'retryAfter': 'respect'}");
        QVERIFY(grpc.attempts == 5 && grpc.factor == 3.0 && grpc.respectRetryAfter);
        QVERIFY(!retry("{'policy': 'fixed', 'retryAfter': 'ignore'}").respectRetryAfter);
        // Envoy's longest delay is ten times its base.
        QVERIFY(retry("{'policy': 'envoy', 'base': '50ms'}").cap == Duration(500ms));
        QVERIFY(retry("{'policy': 'envoy', 'base': '50ms', 'cap': '1s'}").cap == Duration(1s));
    }
};

QTEST_GUILESS_MAIN(TestStageFields)
#include "tst_stage_fields.moc"
