// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/lockstep.h"

#include "run/lockstep_statistics.h"

#include <algorithm>
#include <cassert>

namespace highwater {

namespace {

constexpr std::uint64_t sliceEvents = 20'000; ///< between two looks at the wish to stop
constexpr std::size_t batchesWanted = 32;
constexpr std::size_t mostBatches = 64;

std::uint64_t lossesOf(const Counters& counters)
{
    return counters.refused + counters.dropped + counters.expired + counters.failed;
}

/// What a stage did since its window began.
LockstepBatch batchOf(const StageState& stage, Duration time)
{
    LockstepBatch batch;
    const StageMetrics& metrics = stage.metrics;
    const StageAreas& areas = metrics.areas();
    batch.time = time;
    batch.completed = metrics.totals.completed - metrics.atWindow().completed;
    batch.offered = metrics.totals.offered - metrics.atWindow().offered;
    batch.lost = lossesOf(metrics.totals) - lossesOf(metrics.atWindow());
    batch.switches = metrics.flips - metrics.flipsAtWindow();
    const bool inItems = stage.flow.queue().policy().measure == flow::Measure::Items;
    batch.level = static_cast<double>(inItems ? areas.waiting() + areas.outside : areas.bytes) / 1e9;
    const Histogram sojourn = metrics.sojourn();
    batch.sojourn = sojourn.moments();
    batch.sojourns = partsOf(sojourn);
    return batch;
}

/// The same from end to end.
LockstepBatch batchOf(const Simulation& run, Duration time)
{
    LockstepBatch batch;
    batch.time = time;
    Histogram sojourn;
    for (const SimNode& node : run.nodes()) {
        if (!node.isProducer) {
            const StageMetrics& metrics = run.stageAt(node).metrics;
            batch.switches += metrics.flips - metrics.flipsAtWindow();
            batch.level += static_cast<double>(metrics.areas().waiting()) / 1e9;
            continue;
        }
        const ProducerState& producer = run.producerAt(node);
        const ProducerTally& now = producer.tally;
        const ProducerTally& before = producer.atWindow;
        const std::uint64_t shed = now.shed - before.shed;
        batch.completed += now.completed - before.completed;
        batch.offered += (now.sent - now.retried) - (before.sent - before.retried) + shed;
        batch.lost += now.lost - before.lost + shed;
        sojourn.add(producer.sojourn);
    }
    batch.sojourn = sojourn.moments();
    batch.sojourns = partsOf(sojourn);
    return batch;
}

/// The stage of that name; null: there is none.
const StageState* stageNamed(const Simulation& run, const std::string& name)
{
    const auto index = run.scenario().find(name);
    if (!index) {
        return nullptr;
    }
    const SimNode& node = run.nodes()[run.nodeOfScenario()[static_cast<std::size_t>(*index)]];
    return node.isProducer ? nullptr : &run.stageAt(node);
}

} // namespace

Lockstep::Lockstep(std::vector<std::shared_ptr<const Scenario>> variants, const LockstepOptions& options) : m_options(options)
{
    assert(!variants.empty() && variants.size() <= mostVariants);
    m_names.emplace_back();
    for (const Node& node : variants.front()->nodes) {
        if (!node.producer()) {
            m_names.push_back(node.name);
        }
    }
    const Duration duration = variants.front()->duration;
    for (auto& scenario : variants) {
        m_begin = std::max(m_begin, runStart + scenario->warmup);
        m_runs.emplace_back(std::move(scenario), m_options.seed, m_options.replication, SeriesOptions{});
    }
    const Duration left = runStart + duration - m_begin;
    m_batch = m_options.batch > Duration::zero() ? m_options.batch
              : left > Duration::zero()          ? std::max(Duration(1), left / static_cast<std::int64_t>(batchesWanted))
                                                 : std::chrono::seconds(1);
    m_sums.assign(m_runs.size(), std::vector<std::vector<LockstepBatch>>(m_names.size()));
}

Instant Lockstep::now() const
{
    Instant least = Instant::max();
    for (const Simulation& run : m_runs) {
        least = std::min(least, run.now());
    }
    return least;
}

bool Lockstep::advanceTo(Instant end, const std::atomic<bool>* stop)
{
    const auto stopped = [stop] { return stop != nullptr && stop->load(); };
    while (now() < end) {
        const Instant next = std::min(end, m_inWindow ? m_batchEnd : m_begin);
        for (Simulation& run : m_runs) {
            while (!run.runUntil(next, sliceEvents)) {
                if (stopped() || !run.trouble().empty()) {
                    return false;
                }
            }
        }
        if (!m_inWindow && next == m_begin) {
            beginWindow();
        } else if (m_inWindow && next == m_batchEnd) {
            closeBatch();
        }
        if (stopped()) {
            return false;
        }
    }
    return true;
}

void Lockstep::beginWindow()
{
    m_inWindow = true;
    m_batchEnd = m_begin + m_batch;
    for (Simulation& run : m_runs) {
        run.restartWindow();
    }
}

/// Every batch is a window of its own.
void Lockstep::closeBatch()
{
    for (std::size_t v = 0; v < m_runs.size(); ++v) {
        Simulation& run = m_runs[v];
        m_sums[v][0].push_back(batchOf(run, m_batch));
        for (std::size_t s = 1; s < m_names.size(); ++s) {
            const StageState* stage = stageNamed(run, m_names[s]);
            m_sums[v][s].push_back(stage ? batchOf(*stage, m_batch) : LockstepBatch{});
        }
        run.restartWindow();
    }
    if (++m_batches == mostBatches) {
        mergeNeighbours();
    }
    m_batchEnd += m_batch;
}

void Lockstep::mergeNeighbours()
{
    for (auto& ofVariant : m_sums) {
        for (auto& batches : ofVariant) {
            for (std::size_t i = 0; i < mostBatches / 2; ++i) {
                LockstepBatch pair = std::move(batches[2 * i]);
                pair.add(batches[2 * i + 1]);
                batches[i] = std::move(pair);
            }
            batches.resize(mostBatches / 2);
        }
    }
    m_batches = mostBatches / 2;
    m_batch *= 2;
}

LockstepResult Lockstep::result() const
{
    LockstepResult result;
    result.variants = m_runs.size();
    result.now = now();
    result.begin = m_begin;
    result.batch = m_batch;
    result.batches = m_batches;
    result.confidence = m_options.confidence;
    for (const Simulation& run : m_runs) {
        result.troubles.push_back(run.trouble());
    }
    for (std::size_t s = 0; s < m_names.size(); ++s) {
        LockstepSubject& subject = result.subjects.emplace_back();
        subject.name = m_names[s];
        for (const auto& ofVariant : m_sums) {
            subject.figures.push_back(figuresOf(sumOf(ofVariant[s])));
            subject.differences.push_back(differencesOf(m_sums.front()[s], ofVariant[s], m_options.confidence));
            std::vector<LockstepFigures>& batches = subject.batches.emplace_back();
            std::transform(ofVariant[s].begin(), ofVariant[s].end(), std::back_inserter(batches), figuresOf);
        }
    }
    return result;
}

} // namespace highwater
