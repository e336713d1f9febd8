// SPDX-License-Identifier: GPL-3.0-or-later
#include "case_models.h"

#include <QJsonArray>

#include <cmath>

namespace highwater {

namespace {

using Law = Distribution::Law;

Distribution distributionOf(const QJsonObject& d)
{
    const QString kind = d[QStringLiteral("dist")].toString();
    const double mean = d.contains(QStringLiteral("rate")) ? 1.0 / d[QStringLiteral("rate")].toDouble()
                                                           : d[QStringLiteral("mean")].toDouble();
    Distribution result;
    result.text = kind.toStdString();
    if (kind == QStringLiteral("exp")) {
        result.law = Law::Exponential;
        result.a = mean;
    } else if (kind == QStringLiteral("det")) {
        result.law = Law::Constant;
        result.a = d[QStringLiteral("value")].toDouble();
    } else if (kind == QStringLiteral("erlang")) {
        result.law = Law::Erlang;
        result.a = mean;
        result.phases = d[QStringLiteral("k")].toInt();
    } else if (kind == QStringLiteral("h2")) {
        result.law = Law::Hyperexponential;
        result.a = mean;
        result.b = d[QStringLiteral("scv")].toDouble();
    } else if (kind == QStringLiteral("lognormal")) {
        result.law = Law::Lognormal;
        result.a = mean;
        result.b = std::sqrt(d[QStringLiteral("scv")].toDouble());
    } else if (kind == QStringLiteral("bpareto")) {
        result.law = Law::BoundedPareto;
        result.a = d[QStringLiteral("L")].toDouble();
        result.b = d[QStringLiteral("H")].toDouble();
        result.c = d[QStringLiteral("alpha")].toDouble();
    } else {
        qFatal("unknown distribution in a case");
    }
    return result;
}

Distribution exponential(double mean)
{
    return {Law::Exponential, mean, 0, 0, 1, nullptr, "exponential"};
}

Arrivals arrivalsOf(const QJsonObject& a)
{
    Arrivals arrivals;
    const QString kind = a[QStringLiteral("dist")].toString();
    if (kind == QStringLiteral("mmpp2")) {
        arrivals.kind = Arrivals::Kind::Mmpp;
        arrivals.rate = a[QStringLiteral("l1")].toDouble();
        arrivals.rate2 = a[QStringLiteral("l2")].toDouble();
        arrivals.stay = 1.0 / a[QStringLiteral("r12")].toDouble();
        arrivals.stay2 = 1.0 / a[QStringLiteral("r21")].toDouble();
    } else if (kind == QStringLiteral("exp")) {
        arrivals.kind = Arrivals::Kind::Poisson;
        arrivals.rate = a[QStringLiteral("rate")].toDouble();
    } else {
        arrivals.kind = Arrivals::Kind::Renewal;
        arrivals.gap = distributionOf(a);
    }
    if (a.contains(QStringLiteral("batch"))) {
        const double size = a[QStringLiteral("batch")].toObject()[QStringLiteral("fixed")].toDouble();
        arrivals.batch = Distribution::constant(size, "constant");
    }
    return arrivals;
}

Arrivals closedOf(std::int64_t users, Distribution think)
{
    Arrivals arrivals;
    arrivals.kind = Arrivals::Kind::Closed;
    arrivals.users = users;
    arrivals.gap = std::move(think);
    return arrivals;
}

Arrivals saturated()
{
    Arrivals arrivals;
    arrivals.kind = Arrivals::Kind::Saturated;
    return arrivals;
}

/// A network that is put together: producers first, then stages.
class Builder
{
public:
    explicit Builder(Arrivals arrivals) { producer(std::move(arrivals)); }
    /// A further producer; all of them before the first stage.
    ProducerNode& producer(Arrivals arrivals)
    {
        ProducerNode producer;
        producer.arrivals = std::move(arrivals);
        m_scenario.nodes.push_back({"source" + (m_producers == 0 ? "" : std::to_string(m_producers + 1)), producer});
        ++m_producers;
        return std::get<ProducerNode>(m_scenario.nodes.back().kind);
    }
    ProducerNode& producer(std::size_t number) { return std::get<ProducerNode>(m_scenario.nodes[number].kind); }
    /// Waiting places absent: unlimited.
    StageNode& stage(Distribution service, std::int64_t workers = 1, std::optional<std::int64_t> places = {},
                     flow::WhenFull whenFull = flow::WhenFull::Reject)
    {
        StageNode stage;
        stage.service = std::move(service);
        stage.workers = workers;
        stage.queue.capacity = places;
        stage.queue.whenFull = whenFull;
        m_scenario.nodes.push_back({"s" + std::to_string(m_scenario.nodes.size() - m_producers + 1), stage});
        return std::get<StageNode>(m_scenario.nodes.back().kind);
    }
    /// Index of a stage, from 0, in the scenario.
    [[nodiscard]] int indexOf(int stage) const { return static_cast<int>(m_producers) + stage; }
    StageNode& stageAt(int stage)
    {
        return std::get<StageNode>(m_scenario.nodes[static_cast<std::size_t>(indexOf(stage))].kind);
    }
    /// Each stage sends to the next one.
    void chain()
    {
        for (int i = 0; indexOf(i) + 1 < static_cast<int>(m_scenario.nodes.size()); ++i) {
            stageAt(i).to = {{indexOf(i + 1), 1.0}};
        }
    }
    /// jobs: at that many a second after the warm-up, which comes on top.
    std::shared_ptr<const Scenario> finish(double jobs, double perSecond)
    {
        constexpr double warmup = 0.15;
        for (std::size_t i = 0; i < m_producers; ++i) {
            producer(i).to = {{indexOf(0), 1.0}};
        }
        m_scenario.warmup = fromSeconds(warmup * jobs / perSecond);
        m_scenario.duration = fromSeconds((1 + warmup) * jobs / perSecond);
        return std::make_shared<const Scenario>(m_scenario);
    }

private:
    Scenario m_scenario;
    std::size_t m_producers = 0;
};

std::vector<double> numbers(const QJsonValue& value)
{
    std::vector<double> result;
    for (const QJsonValue& each : value.toArray()) {
        result.push_back(each.toDouble());
    }
    return result;
}

/// Items per second that come in, for turning jobs into time.
double loadOf(const QJsonObject& arrival)
{
    if (arrival[QStringLiteral("dist")].toString() == QStringLiteral("mmpp2")) {
        return (arrival[QStringLiteral("l1")].toDouble() + arrival[QStringLiteral("l2")].toDouble()) / 2;
    }
    const double batch = arrival[QStringLiteral("batch")].toObject()[QStringLiteral("fixed")].toDouble(1.0);
    if (arrival.contains(QStringLiteral("rate"))) {
        return arrival[QStringLiteral("rate")].toDouble() * batch;
    }
    return batch / (arrival.contains(QStringLiteral("value")) ? arrival[QStringLiteral("value")]
                                                              : arrival[QStringLiteral("mean")])
                       .toDouble();
}

using Made = std::shared_ptr<const Scenario>;

/// One station, whatever its laws, its order and the patience of its items.
Made station(const QJsonObject& p, double jobs)
{
    const QJsonObject arrival = p[QStringLiteral("arrival")].toObject();
    Builder b(arrivalsOf(arrival));
    const int servers = p[QStringLiteral("servers")].toInt();
    std::optional<std::int64_t> places;
    if (!p[QStringLiteral("capacity")].isNull()) {
        places =
            p[QStringLiteral("capacity")].toInt() - servers; // a case counts what is in service, the format does not
    }
    StageNode& stage = b.stage(distributionOf(p[QStringLiteral("service")].toObject()), servers, places);
    if (p[QStringLiteral("discipline")].toString() == QStringLiteral("ps")) {
        stage.queue.order = flow::Order::ProcessorSharing;
    }
    if (p.contains(QStringLiteral("patience"))) {
        b.producer(0).patience = distributionOf(p[QStringLiteral("patience")].toObject());
    }
    if (p.contains(QStringLiteral("deadline"))) {
        b.producer(0).deadline = fromSeconds(p[QStringLiteral("deadline")].toDouble());
    }
    return b.finish(jobs, loadOf(arrival));
}

/// A producer for each class, the first the most urgent.
Made priorities(const QJsonObject& p, double jobs)
{
    const QJsonArray classes = p[QStringLiteral("classes")].toArray();
    const auto partOf = [&classes](qsizetype number, const QString& part) {
        return classes[number].toObject()[part].toObject();
    };
    Builder b(arrivalsOf(partOf(0, QStringLiteral("arrival"))));
    double load = loadOf(partOf(0, QStringLiteral("arrival")));
    for (qsizetype i = 1; i < classes.size(); ++i) {
        b.producer(arrivalsOf(partOf(i, QStringLiteral("arrival")))).priority = static_cast<int>(i);
        load += loadOf(partOf(i, QStringLiteral("arrival")));
    }
    StageNode& stage = b.stage(distributionOf(partOf(0, QStringLiteral("service"))));
    stage.queue.order = p[QStringLiteral("discipline")].toString().contains(QStringLiteral("non-preemptive"))
                            ? flow::Order::Priority
                            : flow::Order::PriorityPreemptive;
    for (qsizetype i = 0; i < classes.size(); ++i) {
        b.producer(static_cast<std::size_t>(i)).service = {{-1, distributionOf(partOf(i, QStringLiteral("service")))}};
    }
    return b.finish(jobs, load);
}

Made openTandem(const QJsonObject& p, double jobs)
{
    Builder b(arrivalsOf(p[QStringLiteral("arrival")].toObject()));
    for (const QJsonValue& each : p[QStringLiteral("stations")].toArray()) {
        b.stage(distributionOf(each.toObject()[QStringLiteral("service")].toObject()));
    }
    b.chain();
    return b.finish(jobs, loadOf(p[QStringLiteral("arrival")].toObject()));
}

Made jackson(const QJsonObject& p, double jobs)
{
    Builder b(arrivalsOf(p[QStringLiteral("arrival")].toObject()));
    for (const double mean : numbers(p[QStringLiteral("service_mean")])) {
        b.stage(exponential(mean));
    }
    const QJsonObject routing = p[QStringLiteral("routing")].toObject();
    for (const QString& from : routing.keys()) {
        const QJsonObject ways = routing[from].toObject();
        for (const QString& to : ways.keys()) {
            const auto node = to == QStringLiteral("out") ? std::nullopt : std::optional(b.indexOf(to.toInt()));
            b.stageAt(from.toInt()).to.push_back({node, ways[to].toDouble()});
        }
    }
    return b.finish(jobs, loadOf(p[QStringLiteral("arrival")].toObject()));
}

/// A line whose first station never starves.
Made saturatedTandem(const QJsonObject& p, double jobs)
{
    Builder b(saturated());
    const auto rates = numbers(p[QStringLiteral("service_rates")]);
    const auto buffers = numbers(p[QStringLiteral("buffers")]);
    const bool before = p[QStringLiteral("blocking")].toString().startsWith(QStringLiteral("before"));
    for (std::size_t i = 0; i < rates.size(); ++i) {
        const auto places = i == 0 ? 0 : static_cast<std::int64_t>(buffers[i - 1]);
        StageNode& stage = b.stage(exponential(1.0 / rates[i]), 1, places, flow::WhenFull::Block);
        stage.queue.blocking = before ? flow::Blocking::BeforeService : flow::Blocking::AfterService;
    }
    b.chain();
    return b.finish(jobs, 0.55);
}

Made lossyTandem(const QJsonObject& p, double jobs)
{
    Builder b(arrivalsOf(p[QStringLiteral("arrival")].toObject()));
    const auto rates = numbers(p[QStringLiteral("service_rates")]);
    b.stage(exponential(1.0 / rates[0]), 1, p[QStringLiteral("first_buffer")].toInt());
    b.stage(exponential(1.0 / rates[1]), 1, static_cast<std::int64_t>(numbers(p[QStringLiteral("buffers")])[0]),
            flow::WhenFull::Block);
    b.chain();
    return b.finish(jobs, 0.7);
}

Made closedNetwork(const QJsonObject& p, double jobs)
{
    const bool thinks = p.contains(QStringLiteral("think_time"));
    Builder b(closedOf(p[QStringLiteral("N")].toInt(), thinks
                                                           ? distributionOf(p[QStringLiteral("think_time")].toObject())
                                                           : Distribution::constant(0, "constant(0s)")));
    const auto means = numbers(p[QStringLiteral("service_mean")]);
    const auto visits = numbers(p[QStringLiteral("visits")]);
    double others = 0;
    for (std::size_t i = 0; i < means.size(); ++i) {
        b.stage(exponential(means[i]));
        others += i > 0 ? visits[i] : 0.0;
    }
    // The first station sends to each other one in proportion to its visits, and the rest out of the network.
    for (int i = 1; i < static_cast<int>(means.size()); ++i) {
        b.stageAt(0).to.push_back({b.indexOf(i), visits[static_cast<std::size_t>(i)]});
        b.stageAt(i).to.push_back({b.indexOf(0), 1.0});
    }
    b.stageAt(0).to.push_back({std::nullopt, visits[0] - others});
    return b.finish(jobs, thinks ? 0.333 : 9.9);
}

/// Credits over a line: its source never starves, and the window lets in no more than there are credits.
Made creditWindow(const QJsonObject& p, double jobs)
{
    Builder b(saturated());
    const auto means = numbers(p[QStringLiteral("service_mean")]);
    for (const double mean : means) {
        b.stage(exponential(mean));
    }
    b.chain();
    b.stageAt(0).queue.whenFull = flow::WhenFull::Block;
    b.stageAt(0).window = Window{p[QStringLiteral("credits")].toInt(), b.indexOf(static_cast<int>(means.size()) - 1)};
    return b.finish(jobs, 0.8);
}

Made repairman(const QJsonObject& p, double jobs)
{
    Builder b(closedOf(p[QStringLiteral("N")].toInt(), distributionOf(p[QStringLiteral("up_time")].toObject())));
    b.stage(distributionOf(p[QStringLiteral("repair")].toObject()), p[QStringLiteral("servers")].toInt());
    return b.finish(jobs, 1.5);
}

} // namespace

std::shared_ptr<const Scenario> modelOf(const QJsonObject& caseObject, double jobs)
{
    static const std::vector<std::pair<QString, Made (*)(const QJsonObject&, double)>> makers{
        {QStringLiteral("open tandem, unbounded"), openTandem},
        {QStringLiteral("open Jackson"), jackson},
        {QStringLiteral("saturated tandem"), saturatedTandem},
        {QStringLiteral("tandem with loss at the entry, BAS"), lossyTandem},
        {QStringLiteral("closed network"), closedNetwork},
        {QStringLiteral("window (credit) flow control"), creditWindow},
        {QStringLiteral("machine repairman"), repairman},
        {QStringLiteral("M/M/1 non-preemptive priority"), priorities},
        {QStringLiteral("M/M/1 preemptive-resume priority"), priorities},
    };
    const QJsonObject parameters = caseObject[QStringLiteral("params")].toObject();
    const QString model = caseObject[QStringLiteral("model")].toString();
    for (const auto& [beginning, make] : makers) {
        if (model.startsWith(beginning)) {
            return make(parameters, jobs);
        }
    }
    const QString discipline = parameters[QStringLiteral("discipline")].toString();
    return discipline == QStringLiteral("fifo") || discipline == QStringLiteral("ps") ? station(parameters, jobs)
                                                                                      : nullptr;
}

} // namespace highwater
