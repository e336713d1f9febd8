// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/lockstep_batch.h"
#include "sim/simulation.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// What variants are compared by.
enum class LockstepFigure : std::uint8_t {
    Throughput,       ///< completed per second
    SojournMean,      ///< seconds, as the percentiles
    SojournP95,
    SojournP99,
    LevelMean,        ///< of the queue, in items (bytes where the queue measures otherwise); end to end: items that wait anywhere
    LostShare,        ///< refused + dropped + expired + failed, of those offered; end to end: shed + lost, of those wanted
    SwitchesPerMinute ///< of the signal
};
inline constexpr std::size_t lockstepFigureCount = 7;
/// "throughput", "mean sojourn", ...
const char* nameOf(LockstepFigure figure);

/// By LockstepFigure; absent: no sample, or too few of them for a percentile.
using LockstepFigures = std::array<std::optional<double>, lockstepFigureCount>;

/// A variant against the first one: value = its figure - that of the first.
struct PairedDifference
{
    std::optional<double> value;     ///< over the whole window; absent: one of the figures is
    std::optional<double> halfWidth; ///< Student's, of paired batch means; absent: too few batches, or too few samples in them
    std::optional<double> unpaired;  ///< the same from independent runs: what common random numbers save
    int batches = 0;                 ///< that the interval rests on
    bool correlated = false;         ///< neighbouring batches still depend on each other: the interval is too narrow

    /// The interval does not hold 0.
    [[nodiscard]] bool significant() const { return value && halfWidth && (*value > *halfWidth || -*value > *halfWidth); }
};
using PairedDifferences = std::array<PairedDifference, lockstepFigureCount>;

/// One node in every variant, or what happens from end to end.
struct LockstepSubject
{
    std::string name; ///< of a stage, a channel or a balancer; empty: from end to end
    std::vector<LockstepFigures> figures;        ///< by variant; nothing but absent ones where it has no such node
    std::vector<PairedDifferences> differences;  ///< by variant; the first: against itself
    std::vector<std::vector<LockstepFigures>> batches; ///< by variant, then by batch: how the figures went over time
};

/// Immutable, and complete in itself.
struct LockstepResult
{
    std::size_t variants = 0;
    Instant now;
    Instant begin;         ///< of the window of statistics: the longest warm-up of the variants
    Duration batch{};      ///< length of one batch; the window is [begin, begin + batch * number of batches)
    std::size_t batches = 0;
    double confidence = 0.95;
    std::vector<LockstepSubject> subjects; ///< the first: from end to end; then the nodes of the first variant, in its order
    std::vector<std::string> troubles;     ///< by variant; empty while it goes on
};

struct LockstepOptions
{
    std::uint64_t seed = 1;
    std::uint64_t replication = 0;
    double confidence = 0.95;
    Duration batch{}; ///< at first; zero: a 32nd of what the first variant's duration leaves after the warm-up
};

/// Two to four variants of a scenario in one clock, with the same draws: items, sizes and service times of nodes of the same name are those
/// of the same replication, so that what differs is what was changed. Statistics come in batches of equal length; when there are 64,
/// neighbours are merged and batches are twice as long. A plain value; one driver at a time.
class Lockstep
{
public:
    static constexpr std::size_t mostVariants = 4;

    /// 1 <= variants.size() <= mostVariants, none null.
    Lockstep(std::vector<std::shared_ptr<const Scenario>> variants, const LockstepOptions& options);

    /// Every variant goes on to that instant. False: stop was set, or a variant cannot go on; then they may stand at different instants,
    /// and what is compared ends with the last whole batch.
    bool advanceTo(Instant end, const std::atomic<bool>* stop = nullptr);

    /// Of the variant that is behind.
    [[nodiscard]] Instant now() const;
    [[nodiscard]] std::size_t variantCount() const { return m_runs.size(); }
    [[nodiscard]] const Simulation& variant(std::size_t index) const { return m_runs[index]; }
    [[nodiscard]] std::size_t batchCount() const { return m_batches; }
    /// How long the batches are now.
    [[nodiscard]] Duration batchLength() const { return m_batch; }
    /// What the whole batches so far say.
    [[nodiscard]] LockstepResult result() const;

private:
    void beginWindow();
    void closeBatch();
    void mergeNeighbours();

    LockstepOptions m_options;
    std::vector<Simulation> m_runs;
    std::vector<std::string> m_names; ///< of the subjects
    Instant m_begin;
    bool m_inWindow = false;
    Duration m_batch{};
    Instant m_batchEnd;
    std::size_t m_batches = 0;
    std::vector<std::vector<std::vector<LockstepBatch>>> m_sums; ///< by variant, subject, batch
};

} // namespace highwater
