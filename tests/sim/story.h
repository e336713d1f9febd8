// SPDX-License-Identifier: GPL-3.0-or-later
// What happened in a run, as a line of text: for rules that are worked out by hand.
#pragma once

#include "models.h"

#include "sim/audit.h"
#include "sim/event_log.h"

#include <QByteArray>
#include <QtTest>

#include <functional>
#include <string>
#include <vector>

namespace highwater::test {

inline const StageState& stageIn(const Simulation& s, std::size_t node)
{
    return s.stageAt(s.nodes()[node]);
}
inline const ProducerState& producerIn(const Simulation& s, std::size_t node)
{
    return s.producerAt(s.nodes()[node]);
}
inline QByteArray seconds(Instant at)
{
    return QByteArray::number(toSeconds(at), 'g', 12);
}

/// A source that sends one item, at that time.
inline ProducerNode& once(Model& m, const char* name, double when, int to)
{
    ProducerNode& producer = m.producer(name, every(when), to);
    producer.items = 1;
    return producer;
}

/// A simulation that is looked into after every event.
class Watched
{
public:
    explicit Watched(const Model& model, std::uint64_t seed = 1) : m_simulation(model.simulation(seed))
    {
        m_simulation.logTo(&m_log);
    }
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;

    Simulation& operator*() { return m_simulation; }
    Simulation* operator->() { return &m_simulation; }

    /// Goes on to that time; audits everything inside after every event and every change of the schedule, and tells of
    /// it.
    void go(double until, const std::function<void()>& afterEach = {})
    {
        std::vector<Instant> stops{at(until)};
        for (const ScheduledChange& change : m_simulation.scenario().schedule) {
            if (change.at > m_simulation.now() && change.at < at(until)) {
                stops.insert(stops.end() - 1, change.at);
            }
        }
        for (const Instant stop : stops) {
            // No event at all: tells whether there is one before the stop.
            while (!m_simulation.runUntil(stop, 0)) {
                if (!m_simulation.step()) {
                    QTest::qFail(("the run stands: " + m_simulation.trouble()).c_str(), __FILE__, __LINE__);
                    return;
                }
                if (!look(afterEach)) {
                    return;
                }
            }
            if (!look(afterEach)) {
                return;
            }
        }
    }
    /// "p@3 q@4.5": whose items came through, and when.
    QByteArray completions(double until)
    {
        return rises(until, [](const Simulation& s, const SimNode& node) {
            return node.isProducer ? s.producerAt(node).tally.completed : 0;
        });
    }
    /// The same of requests that were lost in the end.
    QByteArray losses(double until)
    {
        return rises(until, [](const Simulation& s, const SimNode& node) {
            return node.isProducer ? s.producerAt(node).tally.lost : 0;
        });
    }
    /// "a@3 a@4": which stage let an item in, and when.
    QByteArray entries(double until)
    {
        return rises(until, [](const Simulation& s, const SimNode& node) {
            return node.isProducer ? 0 : s.stageAt(node).metrics.totals.accepted;
        });
    }
    /// "a@3": which stage has done an item, and when.
    QByteArray departures(double until)
    {
        return rises(until, [](const Simulation& s, const SimNode& node) {
            return node.isProducer ? 0 : s.stageAt(node).metrics.totals.completed;
        });
    }
    /// "dropped a@3": what the log says so far.
    [[nodiscard]] QByteArray logged() const
    {
        static constexpr const char* kinds[] = {"refused", "dropped", "expired", "failed",
                                                "killed",  "pressed", "released"};
        QByteArrayList words;
        for (const LoggedEvent& event : m_log) {
            words << kinds[static_cast<std::size_t>(event.kind)] + (' ' + named(event.node, event.at));
        }
        return words.join(", ");
    }
    RunResult results() { return m_simulation.results(); }

private:
    bool look(const std::function<void()>& afterEach)
    {
        const std::string fault = auditOf(m_simulation);
        if (!fault.empty()) {
            QTest::qFail((seconds(m_simulation.now()) + " s: " + fault.c_str()).constData(), __FILE__, __LINE__);
            return false;
        }
        if (afterEach) {
            afterEach();
        }
        return true;
    }
    [[nodiscard]] QByteArray named(std::size_t node, Instant when) const
    {
        return QByteArray::fromStdString(m_simulation.nodes()[node].config->name) + '@' + seconds(when);
    }
    template <typename Counter>
    QByteArray rises(double until, Counter counter)
    {
        std::vector<std::uint64_t> before;
        QByteArrayList words;
        const auto look = [&] {
            before.resize(m_simulation.nodes().size());
            for (std::size_t i = 0; i < before.size(); ++i) {
                for (const std::uint64_t now = counter(m_simulation, m_simulation.nodes()[i]); before[i] < now;
                     ++before[i]) {
                    words << named(i, m_simulation.now());
                }
            }
        };
        look();
        words.clear();
        go(until, look);
        return words.join(' ');
    }

    Simulation m_simulation;
    EventLog m_log;
};

/// The whole run of a model, watched.
inline QByteArray completionsOf(const Model& model, double until)
{
    return Watched(model).completions(until);
}

} // namespace highwater::test
