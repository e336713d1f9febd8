// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measurement.h"

#include "metrics/histogram.h"

#include <cstdint>
#include <deque>
#include <random>
#include <vector>

namespace highwater::bench {

/// The model as somebody would write it by hand: standard containers and generators, and the three histograms of each stage. How events
/// are kept is the engine's affair: it derives from this and has after(Duration, Event), now() and run().
template <typename Engine>
class Network
{
public:
    struct Event
    {
        enum class Kind : std::uint8_t { Arrival, ServiceEnd };
        Kind kind = Kind::Arrival;
        std::uint8_t stage = 0;
        std::uint32_t item = 0;
    };

    explicit Network(const Model& model)
        : m_gap(model.arrivalRate), m_service(1.0 / model.meanService), m_itemsLeft(model.items),
          m_capacity(model.capacity ? static_cast<std::size_t>(*model.capacity) : SIZE_MAX),
          m_stages(static_cast<std::size_t>(model.stages))
    {
        for (Stage& stage : m_stages) {
            stage.idle = model.workers;
        }
    }

    void begin() { planArrival(); }
    void handle(const Event& event)
    {
        ++m_events;
        if (event.kind == Event::Kind::Arrival) {
            arrive();
        } else {
            finish(event.stage, event.item);
        }
    }
    [[nodiscard]] Outcome outcome() const
    {
        const Histogram& sojourn = m_stages.front().sojourn;
        return {m_events, m_completed, sojourn.moments().mean(), sojourn.quantile(0.99)};
    }

private:
    struct Item
    {
        std::int64_t entered = 0;
        std::int64_t began = 0;
        std::int64_t service = 0;
    };
    struct Stage
    {
        std::int64_t idle = 0;
        std::deque<std::uint32_t> queue;
        std::deque<std::uint32_t> blocked; ///< items whose worker, one stage before, waits for room here
        Histogram wait, service, sojourn;
    };

    Engine& engine() { return static_cast<Engine&>(*this); }
    static std::int64_t toNs(double seconds) { return static_cast<std::int64_t>(seconds * 1e9 + 0.5); }

    void planArrival()
    {
        if (m_itemsLeft > 0) {
            --m_itemsLeft;
            engine().after(toNs(m_gap(m_random)), {Event::Kind::Arrival, 0, 0});
        }
    }
    void arrive()
    {
        Stage& first = m_stages.front();
        if (first.idle > 0 || first.queue.size() < m_capacity) {
            std::uint32_t item = 0;
            if (m_free.empty()) {
                item = static_cast<std::uint32_t>(m_items.size());
                m_items.emplace_back();
            } else {
                item = m_free.back();
                m_free.pop_back();
            }
            enter(0, item);
        }
        planArrival();
    }
    void enter(std::uint8_t at, std::uint32_t item)
    {
        Stage& stage = m_stages[at];
        m_items[item].entered = engine().now();
        if (stage.idle > 0) {
            --stage.idle;
            serve(at, item);
        } else {
            stage.queue.push_back(item);
        }
    }
    void serve(std::uint8_t at, std::uint32_t item)
    {
        m_items[item].began = engine().now();
        m_items[item].service = toNs(m_service(m_random));
        engine().after(m_items[item].service, {Event::Kind::ServiceEnd, at, item});
    }
    void finish(std::uint8_t at, std::uint32_t item)
    {
        const auto next = static_cast<std::uint8_t>(at + 1);
        if (next == m_stages.size()) {
            leave(at, item);
            m_free.push_back(item);
            ++m_completed;
            return;
        }
        Stage& ahead = m_stages[next];
        if (ahead.idle == 0 && ahead.queue.size() >= m_capacity) {
            ahead.blocked.push_back(item);
            return;
        }
        leave(at, item);
        enter(next, item);
    }
    /// The item's visit is over, and its worker looks for more to do.
    void leave(std::uint8_t at, std::uint32_t item)
    {
        Stage& stage = m_stages[at];
        const Item& visit = m_items[item];
        stage.wait.record(Duration(visit.began - visit.entered));
        stage.service.record(Duration(visit.service));
        stage.sojourn.record(Duration(engine().now() - visit.entered));
        ++stage.idle;
        if (stage.queue.empty()) {
            return;
        }
        const std::uint32_t waiting = stage.queue.front();
        stage.queue.pop_front();
        --stage.idle;
        serve(at, waiting);
        if (!stage.blocked.empty()) {
            const std::uint32_t released = stage.blocked.front();
            stage.blocked.pop_front();
            leave(static_cast<std::uint8_t>(at - 1), released);
            enter(at, released);
        }
    }

    std::mt19937_64 m_random{1};
    std::exponential_distribution<double> m_gap;
    std::exponential_distribution<double> m_service;
    std::uint64_t m_itemsLeft;
    std::size_t m_capacity;
    std::vector<Stage> m_stages;
    std::vector<Item> m_items;
    std::vector<std::uint32_t> m_free;
    std::uint64_t m_events = 0;
    std::uint64_t m_completed = 0;
};

} // namespace highwater::bench
