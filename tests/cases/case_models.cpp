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
    const double mean = d.contains(QStringLiteral("rate")) ? 1.0 / d[QStringLiteral("rate")].toDouble() : d[QStringLiteral("mean")].toDouble();
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

/// Node 0 is the producer; stages follow.
class Builder
{
public:
    explicit Builder(Arrivals arrivals)
    {
        ProducerNode producer;
        producer.arrivals = std::move(arrivals);
        producer.to = {{1, 1.0}};
        m_scenario.nodes.push_back({"source", producer});
    }
    /// A stage; waiting places absent: unlimited.
    StageNode& stage(Distribution service, std::int64_t workers, std::optional<std::int64_t> places, flow::WhenFull whenFull)
    {
        StageNode stage;
        stage.service = std::move(service);
        stage.workers = workers;
        stage.queue.capacity = places;
        stage.queue.whenFull = whenFull;
        m_scenario.nodes.push_back({"s" + std::to_string(m_scenario.nodes.size()), stage});
        return std::get<StageNode>(m_scenario.nodes.back().kind);
    }
    void chain()
    {
        for (std::size_t i = 1; i + 1 < m_scenario.nodes.size(); ++i) {
            std::get<StageNode>(m_scenario.nodes[i].kind).to = {{static_cast<int>(i) + 1, 1.0}};
        }
    }
    std::vector<Route>& routes(int stage) { return std::get<StageNode>(m_scenario.nodes[static_cast<std::size_t>(stage)].kind).to; }
    std::shared_ptr<const Scenario> finish(double seconds, double warmup)
    {
        m_scenario.duration = fromSeconds(seconds + warmup);
        m_scenario.warmup = fromSeconds(warmup);
        return std::make_shared<const Scenario>(m_scenario);
    }

private:
    Scenario m_scenario;
};

std::vector<double> numbers(const QJsonValue& value)
{
    std::vector<double> result;
    for (const QJsonValue& each : value.toArray()) {
        result.push_back(each.toDouble());
    }
    return result;
}

/// items per second that come in, for turning jobs into time
double loadOf(const QJsonObject& arrival)
{
    const QString kind = arrival[QStringLiteral("dist")].toString();
    if (kind == QStringLiteral("mmpp2")) {
        return (arrival[QStringLiteral("l1")].toDouble() + arrival[QStringLiteral("l2")].toDouble()) / 2;
    }
    const double batch = arrival.contains(QStringLiteral("batch")) ? arrival[QStringLiteral("batch")].toObject()[QStringLiteral("fixed")].toDouble() : 1.0;
    const double rate = arrival.contains(QStringLiteral("rate")) ? arrival[QStringLiteral("rate")].toDouble()
                        : arrival.contains(QStringLiteral("value")) ? 1.0 / arrival[QStringLiteral("value")].toDouble()
                                                                    : 1.0 / arrival[QStringLiteral("mean")].toDouble();
    return rate * batch;
}

} // namespace

std::shared_ptr<const Scenario> modelOf(const QJsonObject& caseObject, double jobs)
{
    const QJsonObject p = caseObject[QStringLiteral("params")].toObject();
    const QString model = caseObject[QStringLiteral("model")].toString();
    const double extra = 0.15; // part of the run that is warm-up
    const auto seconds = [&](double rate) { return std::pair(jobs / rate, extra * jobs / rate); };

    if (p[QStringLiteral("discipline")].toString() == QStringLiteral("fifo") && !p.contains(QStringLiteral("patience"))) {
        const QJsonObject arrival = p[QStringLiteral("arrival")].toObject();
        Builder b(arrivalsOf(arrival));
        const int servers = p[QStringLiteral("servers")].toInt();
        std::optional<std::int64_t> places;
        if (!p[QStringLiteral("capacity")].isNull()) {
            places = p[QStringLiteral("capacity")].toInt() - servers; // a case counts what is in service, the format does not
        }
        b.stage(distributionOf(p[QStringLiteral("service")].toObject()), servers, places, flow::WhenFull::Reject);
        const auto [span, warmup] = seconds(loadOf(arrival));
        return b.finish(span, warmup);
    }
    if (model == QStringLiteral("open tandem, unbounded")) {
        Builder b(arrivalsOf(p[QStringLiteral("arrival")].toObject()));
        for (const QJsonValue& station : p[QStringLiteral("stations")].toArray()) {
            b.stage(distributionOf(station.toObject()[QStringLiteral("service")].toObject()), 1, std::nullopt, flow::WhenFull::Reject);
        }
        b.chain();
        const auto [span, warmup] = seconds(loadOf(p[QStringLiteral("arrival")].toObject()));
        return b.finish(span, warmup);
    }
    if (model == QStringLiteral("open Jackson (central server)")) {
        Builder b(arrivalsOf(p[QStringLiteral("arrival")].toObject()));
        for (const double mean : numbers(p[QStringLiteral("service_mean")])) {
            b.stage(exponential(mean), 1, std::nullopt, flow::WhenFull::Reject);
        }
        const QJsonObject routing = p[QStringLiteral("routing")].toObject();
        for (const QString& from : routing.keys()) {
            const QJsonObject ways = routing[from].toObject();
            for (const QString& to : ways.keys()) {
                const auto node = to == QStringLiteral("out") ? std::nullopt : std::optional(to.toInt() + 1);
                b.routes(from.toInt() + 1).push_back({node, ways[to].toDouble()});
            }
        }
        const auto [span, warmup] = seconds(loadOf(p[QStringLiteral("arrival")].toObject()));
        return b.finish(span, warmup);
    }
    if (model == QStringLiteral("saturated tandem, BAS")) {
        Builder b(saturated());
        const auto rates = numbers(p[QStringLiteral("service_rates")]);
        const auto buffers = numbers(p[QStringLiteral("buffers")]);
        for (std::size_t i = 0; i < rates.size(); ++i) {
            b.stage(exponential(1.0 / rates[i]), 1, i == 0 ? 0 : static_cast<std::int64_t>(buffers[i - 1]), flow::WhenFull::Block);
        }
        b.chain();
        const auto [span, warmup] = seconds(0.55);
        return b.finish(span, warmup);
    }
    if (model == QStringLiteral("tandem with loss at the entry, BAS")) {
        Builder b(arrivalsOf(p[QStringLiteral("arrival")].toObject()));
        const auto rates = numbers(p[QStringLiteral("service_rates")]);
        b.stage(exponential(1.0 / rates[0]), 1, p[QStringLiteral("first_buffer")].toInt(), flow::WhenFull::Reject);
        b.stage(exponential(1.0 / rates[1]), 1, static_cast<std::int64_t>(numbers(p[QStringLiteral("buffers")])[0]), flow::WhenFull::Block);
        b.chain();
        const auto [span, warmup] = seconds(0.7);
        return b.finish(span, warmup);
    }
    if (model.startsWith(QStringLiteral("closed network"))) {
        const bool thinks = p.contains(QStringLiteral("think_time"));
        Builder b(closedOf(p[QStringLiteral("N")].toInt(), thinks ? distributionOf(p[QStringLiteral("think_time")].toObject())
                                                                  : Distribution::constant(0, "constant(0s)")));
        const auto means = numbers(p[QStringLiteral("service_mean")]);
        const auto visits = numbers(p[QStringLiteral("visits")]);
        double others = 0;
        for (std::size_t i = 0; i < means.size(); ++i) {
            b.stage(exponential(means[i]), 1, std::nullopt, flow::WhenFull::Reject);
            others += i > 0 ? visits[i] : 0.0;
        }
        // The first station sends to each other one in proportion to its visits, and the rest out of the network.
        for (std::size_t i = 1; i < means.size(); ++i) {
            b.routes(1).push_back({static_cast<int>(i) + 1, visits[i]});
            b.routes(static_cast<int>(i) + 1).push_back({1, 1.0});
        }
        b.routes(1).push_back({std::nullopt, visits[0] - others});
        const auto [span, warmup] = seconds(thinks ? 0.333 : 9.9);
        return b.finish(span, warmup);
    }
    if (model.startsWith(QStringLiteral("window (credit) flow control"))) {
        // Credits over a line that never starves are a closed network (theory.md 2.1).
        Builder b(closedOf(p[QStringLiteral("credits")].toInt(), Distribution::constant(0, "constant(0s)")));
        for (const double mean : numbers(p[QStringLiteral("service_mean")])) {
            b.stage(exponential(mean), 1, std::nullopt, flow::WhenFull::Reject);
        }
        b.chain();
        const auto [span, warmup] = seconds(0.8);
        return b.finish(span, warmup);
    }
    if (model == QStringLiteral("machine repairman M/M/2//10")) {
        Builder b(closedOf(p[QStringLiteral("N")].toInt(), distributionOf(p[QStringLiteral("up_time")].toObject())));
        b.stage(distributionOf(p[QStringLiteral("repair")].toObject()), p[QStringLiteral("servers")].toInt(), std::nullopt, flow::WhenFull::Reject);
        const auto [span, warmup] = seconds(1.5);
        return b.finish(span, warmup);
    }
    return nullptr;
}

std::optional<double> figureOf(const QJsonObject& caseObject, const QString& name, int index, const RunResult& run)
{
    const bool closed = caseObject[QStringLiteral("model")].toString().startsWith(QStringLiteral("closed"));
    const auto stage = [&run](int number) { return std::get<StageResult>(run.nodes[static_cast<std::size_t>(number) + 1].figures); };
    const bool network = run.nodes.size() > 2;
    const StageResult first = stage(0);
    const StageResult one = stage(std::max(index, 0));
    double inside = 0;
    for (std::size_t i = 1; i < run.nodes.size(); ++i) {
        inside += std::get<StageResult>(run.nodes[i].figures).inSystemMean;
    }
    const TimeSummary& sojourn = network ? run.endToEndSojourn : first.sojourn;
    const double throughOut = std::get<ProducerResult>(run.nodes[0].figures).throughput;
    const QMap<QString, std::optional<double>> figures{
        {QStringLiteral("utilization"), first.utilisation}, {QStringLiteral("P_wait"), first.waited},
        {QStringLiteral("P_wait_accepted"), first.waited}, {QStringLiteral("Wq"), first.wait.mean},
        {QStringLiteral("W"), sojourn.mean}, {QStringLiteral("Lq"), first.depthMean}, {QStringLiteral("L"), inside},
        {QStringLiteral("throughput"), network ? throughOut : first.throughput}, {QStringLiteral("P_loss"), first.loss},
        {QStringLiteral("P_empty"), first.inSystemEmpty}, {QStringLiteral("W_sd"), first.sojourn.sd},
        {QStringLiteral("Wq_sd"), first.wait.sd}, {QStringLiteral("W_p50"), first.sojourn.p50},
        {QStringLiteral("W_p95"), first.sojourn.p95}, {QStringLiteral("W_p99"), first.sojourn.p99},
        {QStringLiteral("Wq_p50"), first.wait.p50}, {QStringLiteral("Wq_p95"), first.wait.p95}, {QStringLiteral("Wq_p99"), first.wait.p99},
        {QStringLiteral("W_station"), one.sojourn.mean}, {QStringLiteral("R_station"), one.sojourn.mean},
        {QStringLiteral("U"), one.utilisation}, {QStringLiteral("Q"), one.inSystemMean},
        {QStringLiteral("W_system"), run.endToEndSojourn.mean}, {QStringLiteral("R_system"), run.endToEndSojourn.mean},
        {QStringLiteral("P_first_blocked"), first.blocked},
        // Without think time, users pass the first station as often as the case counts; with it, once per visit ratio.
        {QStringLiteral("X"), closed && !caseObject[QStringLiteral("params")].toObject().contains(QStringLiteral("think_time")) ? first.throughput : throughOut},
    };
    return figures.value(name);
}

} // namespace highwater
