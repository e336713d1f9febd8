// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/experiment.h"

#include "run/deadlock.h"
#include "run/interval.h"
#include "run/objectives.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <span>
#include <system_error>
#include <thread>

namespace highwater {

namespace {

using WallClock = std::chrono::steady_clock;

constexpr std::uint64_t sliceEvents = 200'000; ///< between two looks at the interrupt
constexpr auto progressTime = std::chrono::milliseconds(100);
constexpr std::size_t fewestForPrecision = 10;

/// One replication, as far as it came.
struct Replication
{
    RunResult result;
    bool started = false;
    bool complete = false;
    std::string trouble;
    std::vector<std::string> deadlocked;
    std::vector<Series> series;
    std::vector<std::string> names;
};

/// Runs replications on several threads; each is kept in its own place, so that their order of completion does not matter.
class Crew
{
public:
    Crew(std::shared_ptr<const Scenario> scenario, const ExperimentOptions& options)
        : m_scenario(std::move(scenario)), m_options(options),
          m_threads(options.threads > 0 ? static_cast<std::size_t>(options.threads) : std::max(1U, std::thread::hardware_concurrency()))
    {
    }

    /// Goes on until that many replications are done, or until the interrupt.
    void runUpTo(std::size_t count)
    {
        m_next = m_replications.size();
        const std::size_t wanted = std::min(m_threads, count - m_next);
        m_replications.resize(count);
        std::vector<std::thread> threads;
        try {
            for (std::size_t i = 0; i < wanted; ++i) {
                const std::lock_guard lock(m_mutex);
                threads.emplace_back([this] { work(); });
                ++m_working;
            }
        } catch (const std::system_error&) {
            // The system has no more threads to give; those that there are do all the work.
        }
        if (threads.empty()) {
            ++m_working;
            work();
        }
        awaitAll();
        for (std::thread& thread : threads) {
            thread.join();
        }
    }

    [[nodiscard]] bool interrupted() const { return m_options.interrupt != nullptr && m_options.interrupt->load(std::memory_order_relaxed); }
    [[nodiscard]] std::size_t threads() const { return m_threads; }
    [[nodiscard]] std::vector<Replication>& replications() { return m_replications; }

private:
    void work()
    {
        for (std::size_t number = take(); number < m_replications.size(); number = take()) {
            // The first one always has something to show, however early the interrupt came.
            if (interrupted() && number > 0) {
                break;
            }
            m_replications[number] = replicate(number);
        }
        const std::lock_guard lock(m_mutex);
        --m_working;
        m_ended.notify_one();
    }

    std::size_t take()
    {
        const std::lock_guard lock(m_mutex);
        return m_next < m_replications.size() ? m_next++ : m_replications.size();
    }

    Replication replicate(std::size_t number)
    {
        const bool first = number == 0;
        Simulation simulation(m_scenario, m_options.seed, number, first ? m_options.series : SeriesOptions{});
        if (first) {
            simulation.logTo(m_options.events);
        }
        const Instant end(m_scenario->duration);
        Replication replication;
        replication.started = true;
        while (!interrupted() && simulation.trouble().empty() && !replication.complete) {
            const Instant before = simulation.now();
            replication.complete = simulation.runUntil(end, sliceEvents);
            note(simulation.now() - before);
        }
        if (!replication.complete && simulation.trouble().empty()) {
            simulation.runUntil(simulation.now()); // brings every time average up to this instant
        }
        replication.result = simulation.results();
        replication.trouble = simulation.trouble();
        replication.result.interrupted = !replication.complete && replication.trouble.empty();
        replication.deadlocked = deadlockedStages(simulation);
        if (first) {
            for (const SimNode& each : simulation.nodes()) {
                replication.names.push_back(each.config->name);
            }
        }
        if (first && m_options.series.interval > Duration::zero()) {
            for (const SimNode& each : simulation.nodes()) {
                replication.series.push_back(each.isProducer ? simulation.producerAt(each).recorder.series()
                                                             : simulation.stageAt(each).recorder.series());
            }
        }
        return replication;
    }

    void note(Duration covered)
    {
        const double part = toSeconds(covered) / toSeconds(m_scenario->duration);
        const std::lock_guard lock(m_mutex);
        m_done += part;
    }

    void awaitAll()
    {
        std::unique_lock lock(m_mutex);
        while (!m_ended.wait_for(lock, progressTime, [this] { return m_working == 0; })) {
            if (m_options.progress) {
                const double fraction = std::min(1.0, m_done / static_cast<double>(m_replications.size()));
                lock.unlock();
                m_options.progress(fraction);
                lock.lock();
            }
        }
    }

    std::shared_ptr<const Scenario> m_scenario;
    const ExperimentOptions& m_options;
    std::size_t m_threads;
    std::vector<Replication> m_replications; ///< resized only while no thread works; each place has one writer

    std::mutex m_mutex;
    std::condition_variable m_ended;
    std::size_t m_next = 0;    ///< guarded by m_mutex, as the rest
    std::size_t m_working = 0;
    double m_done = 0.0;       ///< replications, with fractions
};

/// Whether the interval of one figure is narrow enough. A figure that never came up, or is 0 on the average, has no relative width.
bool isPrecise(const std::vector<double>& values, const ExperimentOptions& options)
{
    const Interval interval = studentInterval(values, options.confidence);
    if (values.empty() || interval.mean == 0.0) {
        return true;
    }
    return interval.halfWidth / std::abs(interval.mean) <= *options.precision / (1.0 + *options.precision);
}

/// The mean time from end to end and the value of every objective.
bool arePrecise(const Scenario& scenario, std::span<const Replication> replications, const ExperimentOptions& options)
{
    std::vector<std::vector<double>> figures(1 + scenario.objectives.size());
    for (const Replication& replication : replications) {
        if (const auto mean = replication.result.endToEndSojourn.mean) {
            figures[0].push_back(*mean);
        }
        for (std::size_t i = 0; i < scenario.objectives.size(); ++i) {
            if (const auto value = objectiveValue(scenario.objectives[i], replication.result)) {
                figures[i + 1].push_back(*value);
            }
        }
    }
    return std::all_of(figures.begin(), figures.end(), [&](const auto& values) { return isPrecise(values, options); });
}

/// Replicates until the figures are precise. They are looked at after 10 replications and then at every tenth part more, in that order
/// and whatever else has been run already, so that the number of threads cannot change where it ends.
bool runUntilPrecise(Crew& crew, const Scenario& scenario, const ExperimentOptions& options)
{
    const std::size_t most = std::max<std::size_t>(fewestForPrecision, static_cast<std::size_t>(std::max(1, options.replications)));
    std::size_t look = fewestForPrecision;
    while (true) {
        const std::size_t ran = crew.replications().size();
        if (look > ran) {
            crew.runUpTo(std::min(most, std::max(look, ran + crew.threads())));
        }
        if (crew.interrupted()) {
            return false;
        }
        auto& replications = crew.replications();
        if (arePrecise(scenario, std::span(replications).first(look), options)) {
            replications.resize(look);
            return true;
        }
        if (look == most) {
            return false;
        }
        look = std::min(most, look + std::max<std::size_t>(1, look / 10));
    }
}

/// Takes over what is to be reported; see Experiment.
void collect(std::vector<Replication>& replications, Experiment& experiment)
{
    experiment.interrupted = std::any_of(replications.begin(), replications.end(),
                                         [](const Replication& each) { return !each.started || each.result.interrupted; });
    const bool anyComplete = std::any_of(replications.begin(), replications.end(), [](const Replication& each) { return each.complete; });
    experiment.series = std::move(replications.front().series);
    experiment.names = std::move(replications.front().names);
    for (Replication& each : replications) {
        if (experiment.trouble.empty()) {
            experiment.trouble = each.trouble;
        }
        if (experiment.deadlocked.empty()) {
            experiment.deadlocked = each.deadlocked;
        }
        const bool firstOfNone = !anyComplete && experiment.runs.empty();
        if (each.complete || firstOfNone) {
            experiment.runs.push_back(std::move(each.result));
        }
    }
}

} // namespace

Experiment runExperiment(std::shared_ptr<const Scenario> scenario, const ExperimentOptions& options)
{
    const auto begin = WallClock::now();
    Experiment experiment;
    experiment.scenario = scenario;
    experiment.options = options;
    Crew crew(scenario, experiment.options);
    if (options.precision) {
        experiment.precisionReached = runUntilPrecise(crew, *scenario, experiment.options);
    } else {
        crew.runUpTo(static_cast<std::size_t>(std::max(1, options.replications)));
    }
    collect(crew.replications(), experiment);
    experiment.wallSeconds = std::chrono::duration<double>(WallClock::now() - begin).count();
    return experiment;
}

} // namespace highwater
