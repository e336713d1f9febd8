// SPDX-License-Identifier: GPL-3.0-or-later
#include "random_fields.h"

#include <algorithm>
#include <cmath>

namespace highwater::fuzz {

std::string writeMicroseconds(double microseconds)
{
    return std::to_string(std::max<long long>(1, std::llround(microseconds * 1000))) + "ns";
}

std::string RandomFields::time(double leastScales, double mostScales)
{
    return writeMicroseconds(m_chance.between(leastScales, mostScales) * m_scale);
}

std::string RandomFields::bytes(int least, int most)
{
    return std::to_string(m_chance.from(least, most)) + "B";
}

std::string RandomFields::rate(double perScale)
{
    const double perSecond = perScale * 1e6 / m_scale;
    return std::to_string(std::llround(std::max(1.0, perSecond * 10))) + "e-1/s";
}

std::string RandomFields::law(double mean)
{
    const auto at = [mean](double factor) { return writeMicroseconds(mean * factor); };
    switch (m_chance.below(16)) {
    case 0:
        return "uniform(" + at(0.2) + ", " + at(1.8) + ")";
    case 1:
        return "erlang(" + std::to_string(m_chance.from(1, 5)) + ", " + at(1) + ")";
    case 2:
        return "hyperexponential(" + at(1) + ", cv2=4)";
    case 3:
        return "mixture(0.5:" + at(0.5) + ", 0.5:" + at(1.5) + ")";
    case 4:
        return "lognormal(" + at(1) + ", cv=1.5)";
    case 5:
        return "bounded-pareto(" + at(0.3) + ", " + at(10) + ", 1.5)";
    case 6:
        return "pareto(" + at(1) + ", alpha=2.5)";
    case 7:
        return "weibull(" + at(1) + ", shape=0.7)";
    case 8:
        return "gamma(" + at(1) + ", cv=0.5)";
    case 9:
        return "normal(" + at(1) + ", " + at(0.5) + ")";
    case 10:
        return "discrete(" + at(0.5) + ":0.5, " + at(1.5) + ":0.5)";
    case 11:
    case 12:
    case 13:
        return "constant(" + at(1) + ")";
    default:
        return "exponential(" + at(1) + ")";
    }
}

std::string RandomFields::service()
{
    // Round times fall together, which is where the order of events matters.
    if (m_chance.oneIn(3)) {
        return "constant(" + writeMicroseconds(m_scale * m_chance.from(1, 4) / 2) + ")";
    }
    return law(m_chance.between(0.1, 2) * m_scale);
}

std::string RandomFields::sizes()
{
    switch (m_chance.below(5)) {
    case 0:
        return "constant(100B)";
    case 1:
        return "uniform(0B, 900B)";
    case 2:
        return "exponential(300B)";
    case 3:
        return "discrete(1B:0.9, 3000B:0.1)";
    default:
        return "constant(1KiB)";
    }
}

std::string RandomFields::openSource()
{
    switch (m_chance.below(9)) {
    case 0:
        return "constant(" + rate(1.0 / m_chance.from(1, 4)) + ")";
    case 1:
        return "renewal(" + law(m_chance.between(0.3, 3) * m_scale) + ")";
    case 2:
        return "mmpp(" + rate(3) + ", " + time(10, 50) + ", " + rate(0.1) + ", " + time(10, 50) + ")";
    case 3:
        return "onoff(" + rate(2) + ", " + time(10, 50) + ", " + time(10, 50) + ")";
    case 4:
        return "ramp(" + rate(0.1) + ", " + rate(3) + ", " + time(50, 200) + ")";
    case 5:
        return "sine(" + rate(1) + ", " + rate(1) + ", " + time(20, 100) + ")";
    case 6:
        return "spike(" + rate(0.5) + ", " + rate(5) + ", " + time(50, 100) + ", " + time(10, 50) + ")";
    default:
        return "poisson(" + rate(m_chance.between(0.2, 2)) + ")";
    }
}

std::string RandomFields::arrivals()
{
    switch (m_chance.below(8)) {
    case 0:
        return "saturated";
    case 1:
    case 2: {
        const std::string think = m_chance.oneIn(3) ? "constant(0s)" : law(m_chance.between(0.5, 10) * m_scale);
        return "closed(users=" + std::to_string(m_chance.from(1, 12)) + ", think=" + think + ")";
    }
    case 3:
        return "batch(" + openSource() + ", size=" + m_chance.anyOf({"geometric(3)", "constant(4)", "uniform(0, 6)"})
               + ", overflow=" + m_chance.anyOf({"partial", "whole"}) + ")";
    default:
        return openSource();
    }
}

Json RandomFields::outages()
{
    Json list = Json::array();
    double at = m_chance.between(0, 0.4) * m_duration;
    for (int i = m_chance.from(1, 3); i > 0; --i) {
        const double length = m_chance.between(0.01, 0.1) * m_duration;
        list.push_back({{"at", writeMicroseconds(at)}, {"for", writeMicroseconds(length)}});
        at += length * m_chance.between(1.1, 3) + 1;
    }
    return list;
}

Json RandomFields::failures()
{
    static constexpr std::initializer_list<const char*> modes{"error", "error", "slow(5x)", "slow(factor=2x)", "hang"};
    std::string mode = m_chance.anyOf(modes);
    if (mode == "hang" && !m_chance.oneIn(3)) {
        mode = "hang(" + time(3, 20) + ")";
    }
    return {{"probability", std::to_string(m_chance.from(1, 30)) + "%"}, {"mode", mode}};
}

void RandomFields::addMarks(Json& queue, int capacity, bool inBytes)
{
    const auto level = [inBytes](int value) { return inBytes ? Json(std::to_string(value) + "B") : Json(value); };
    const int high = m_chance.from(1, std::max(1, capacity));
    queue["highWater"] = level(high);
    if (m_chance.oneIn(2)) {
        queue["lowWater"] = level(m_chance.below(high));
    }
}

Json RandomFields::queue()
{
    Json queue = Json::object();
    const bool inBytes = m_chance.oneIn(5);
    if (inBytes) {
        queue["measure"] = "bytes";
    } else if (m_chance.oneIn(6)) {
        queue["measure"] = m_chance.anyOf({"custom(0:4, 1:2, 2:1)", "custom(1:3, 2:0)", "items"});
    }
    const int capacity = inBytes ? m_chance.from(500, 8000) : m_chance.oneIn(6) ? 0 : m_chance.from(1, 20);
    const bool bounded = !m_chance.oneIn(6);
    if (bounded) {
        queue["capacity"] = inBytes ? Json(std::to_string(capacity) + "B") : Json(capacity);
    }
    if (m_chance.oneIn(2) && (!bounded || capacity > 0)) {
        addMarks(queue, capacity, inBytes);
    }
    const std::string order =
        m_chance.oneIn(2) ? "fifo" : m_chance.anyOf({"lifo", "adaptive-lifo", "priority", "priority-preemptive", "processor-sharing"});
    queue["order"] = order;
    queue["whenFull"] = m_chance.anyOf({"reject", "block", "block", "drop-newest", "drop-oldest"});
    if (order == "processor-sharing") {
        return queue;
    }
    if (m_chance.oneIn(3)) {
        queue["blocking"] = m_chance.anyOf({"before-service", "before-service", "after-service"});
    }
    if (m_chance.oneIn(5)) {
        switch (m_chance.below(4)) {
        case 0:
            queue["aqm"] = "codel(target=" + time(0.5, 3) + ", interval=" + time(5, 20) + ")";
            break;
        case 1:
            queue["aqm"] = "pie(target=" + time(0.5, 3) + ", update=" + time(1, 5) + ", burst=" + time(1, 20) + ")";
            break;
        case 2:
            queue["aqm"] = "red(low=1, high=8, probability=0.3, weight=0.2)";
            break;
        default:
            queue["aqm"] = "controlled-delay(target=" + time(0.5, 3) + ", interval=" + time(5, 20) + ")";
            break;
        }
    }
    return queue;
}

Json RandomFields::workers(bool maySpeed)
{
    Json workers = {{"service", service()}};
    const int count = m_chance.from(1, 4);
    if (maySpeed && m_chance.oneIn(6)) {
        workers["speeds"] = Json::array();
        for (int i = 0; i < count; ++i) {
            workers["speeds"].push_back(m_chance.from(1, 8) / 4.0);
        }
    } else {
        workers["count"] = maySpeed && m_chance.oneIn(12) ? Json("unlimited") : Json(count);
    }
    if (m_chance.oneIn(6)) {
        workers["concurrency"] = 2;
    }
    if (m_chance.oneIn(6)) {
        workers["failures"] = failures();
    }
    if (m_chance.oneIn(6)) {
        workers["outages"] = outages();
    }
    return workers;
}

Json RandomFields::admission(bool marks)
{
    Json chain = Json::array();
    for (int i = m_chance.from(1, 2); i > 0; --i) {
        switch (m_chance.below(marks ? 8 : 7)) {
        case 0:
            chain.push_back("token-bucket(" + rate(0.7) + ", burst=" + std::to_string(m_chance.from(1, 5)) + ")");
            break;
        case 1:
            chain.push_back("concurrency(soft=3, hard=" + std::to_string(m_chance.from(3, 8)) + ")");
            break;
        case 2:
            chain.push_back("quota(" + rate(0.3) + ", burst=" + std::to_string(m_chance.from(1, 3)) + ")");
            break;
        case 3:
            chain.push_back("adaptive-throttle(k=1.5, window=" + time(20, 100) + ")");
            break;
        case 4:
            chain.push_back("gradient2(initial=4, min=1, max=10)");
            break;
        case 5:
            chain.push_back("vegas(initial=3, max=10)");
            break;
        case 6:
            chain.push_back("aimd(initial=4, min=1, max=10, timeout=" + time(3, 20) + ")");
            break;
        default:
            chain.push_back("watermark");
            break;
        }
    }
    return chain;
}

Json RandomFields::autoscale(int least, int most, bool shared)
{
    Json scaling = {{"min", least}, {"max", most}, {"evaluate", time(5, 40)}};
    switch (shared ? 0 : m_chance.below(4)) {
    case 0:
        scaling["metric"] = "utilisation";
        scaling["target"] = "60%";
        break;
    case 1:
        scaling["metric"] = "depth";
        scaling["target"] = m_chance.from(1, 5);
        break;
    case 2:
        scaling["metric"] = "drain-time";
        scaling["target"] = time(1, 10);
        break;
    default:
        scaling["metric"] = "lag";
        scaling["target"] = time(1, 10);
        break;
    }
    if (m_chance.oneIn(2)) {
        scaling["startDelay"] = time(1, 30);
    }
    if (m_chance.oneIn(2)) {
        scaling["stopDelay"] = time(1, 30);
    }
    if (m_chance.oneIn(3)) {
        scaling["stabilisation"] = time(10, 100);
    }
    if (m_chance.oneIn(3)) {
        scaling["softLimit"] = m_chance.from(1, 6);
    }
    return scaling;
}

Json RandomFields::window()
{
    return {{"credits", m_chance.from(1, 10)}, {"until", m_takers[static_cast<std::size_t>(m_chance.below(static_cast<int>(m_takers.size())))]}};
}

Json RandomFields::retry()
{
    if (m_chance.oneIn(4)) {
        return m_chance.anyOf({"grpc", "envoy", "none"});
    }
    const std::string policy = m_chance.anyOf({"fixed", "exponential", "grpc", "envoy"});
    Json retry = {{"policy", policy}, {"base", time(0.5, 5)}};
    if (m_chance.oneIn(2)) {
        retry["cap"] = time(5, 20);
    }
    if ((policy == "fixed" || policy == "exponential") && m_chance.oneIn(3)) {
        retry["jitter"] = m_chance.anyOf({"none", "full", "equal", "decorrelated"});
    }
    if (!m_chance.oneIn(8)) {
        retry["attempts"] = m_chance.from(1, 5);
    }
    if (m_chance.oneIn(3)) {
        retry["budget"] = m_chance.anyOf({"10%", "50%", "200%"});
    }
    if (m_chance.oneIn(3)) {
        retry["retryAfter"] = m_chance.anyOf({"respect", "ignore"});
    }
    return retry;
}

/// Mostly a taker further down.
std::string RandomFields::onward(int from)
{
    const int size = static_cast<int>(m_takers.size());
    const int next = from + 1 < size && !m_chance.oneIn(4) ? m_chance.from(from + 1, size - 1) : m_chance.below(size);
    return m_takers[static_cast<std::size_t>(next)];
}

void RandomFields::addHop(Json& route)
{
    if (m_chance.oneIn(2)) {
        route["latency"] = time(0.1, 5);
    }
    if (m_chance.oneIn(2)) {
        route["bandwidth"] = std::to_string(std::llround(m_chance.between(300, 3000) * 1e6 / m_scale)) + "B/s";
    }
    if (m_chance.oneIn(2)) {
        route["sendBuffer"] = bytes(200, 5000);
    }
    if (m_chance.oneIn(2)) {
        route["receiveBuffer"] = bytes(200, 5000);
    }
    if (m_chance.oneIn(3)) {
        route["loss"] = std::to_string(m_chance.from(1, 20)) + "%";
    }
    if (m_chance.oneIn(4)) {
        route["outages"] = outages();
    }
}

Json RandomFields::routes(int from)
{
    const int size = static_cast<int>(m_takers.size());
    const bool producer = from < 0;
    auto one = [&, wired = std::vector<std::string>()](const std::string& node) mutable {
        Json route = {{"node", node}};
        if (m_chance.oneIn(4)) {
            addHop(route);
            // There is one wire between two nodes.
            const bool again = std::find(wired.begin(), wired.end(), node) != wired.end();
            wired.push_back(node);
            return again ? Json{{"node", node}} : route;
        }
        return route;
    };
    if (producer || (from + 1 < size && m_chance.oneIn(2))) {
        // Straight on: feedback only together with an exit.
        const auto first = static_cast<std::size_t>(producer ? m_chance.below(size) : m_chance.from(from + 1, size - 1));
        if (!m_chance.oneIn(4)) {
            Json route = one(m_takers[first]);
            return route.size() == 1 && m_chance.oneIn(2) ? route["node"] : route;
        }
        Json list = Json::array({one(m_takers[first])});
        const auto second = static_cast<std::size_t>(producer ? m_chance.below(size) : m_chance.from(from + 1, size - 1));
        list.push_back(one(m_takers[second]));
        list.back()["weight"] = 0.5;
        return list;
    }
    Json list = Json::array({{{"node", "exit"}, {"weight", m_channels ? 8 : 1}}});
    for (int i = m_chance.from(1, 2); i > 0; --i) {
        list.push_back(one(onward(from)));
        list.back()["weight"] = m_chance.between(0.1, 0.5);
    }
    return list;
}

} // namespace highwater::fuzz
