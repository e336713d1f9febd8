// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/lockstep_statistics.h"

#include "run/interval.h"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr std::size_t fewestBatches = 8;     ///< fewer say too little about their spread
constexpr double mostCorrelation = 0.2;      ///< of neighbouring batches; above it they are merged (theory.md 5.1)

using Figure = LockstepFigure;

std::vector<LockstepBatch> grouped(const std::vector<LockstepBatch>& batches, std::size_t size)
{
    std::vector<LockstepBatch> groups;
    for (std::size_t i = 0; i + size <= batches.size(); i += size) {
        LockstepBatch& group = groups.emplace_back(batches[i]);
        for (std::size_t k = 1; k < size; ++k) {
            group.add(batches[i + k]);
        }
    }
    return groups;
}

double squaresOf(const std::vector<double>& values)
{
    double mean = 0.0;
    for (const double value : values) {
        mean += value / static_cast<double>(values.size());
    }
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    return squares;
}

/// Of neighbours; 0 for values that are all the same.
double correlationOf(const std::vector<double>& values)
{
    double mean = 0.0;
    for (const double value : values) {
        mean += value / static_cast<double>(values.size());
    }
    double products = 0.0;
    for (std::size_t i = 1; i < values.size(); ++i) {
        products += (values[i] - mean) * (values[i - 1] - mean);
    }
    const double squares = squaresOf(values);
    return squares > 0.0 ? products / squares : 0.0;
}

/// As if both had been run with draws of their own.
double unpairedHalfWidth(const std::vector<double>& first, const std::vector<double>& other, double confidence)
{
    const auto n = static_cast<double>(first.size());
    const boost::math::students_t student(2.0 * n - 2.0);
    const double t = boost::math::quantile(boost::math::complement(student, (1.0 - confidence) / 2.0));
    return t * std::sqrt((squaresOf(first) + squaresOf(other)) / (n - 1.0) / n);
}

/// The figures of groups of batches in both variants. Empty: some group has none.
struct PairedValues
{
    std::vector<double> first, other, differences;

    PairedValues(const std::vector<LockstepFigures>& firstFigures, const std::vector<LockstepFigures>& otherFigures, std::size_t figure)
    {
        for (std::size_t i = 0; i < firstFigures.size(); ++i) {
            if (!firstFigures[i][figure] || !otherFigures[i][figure]) {
                first.clear();
                other.clear();
                differences.clear();
                return;
            }
            first.push_back(*firstFigures[i][figure]);
            other.push_back(*otherFigures[i][figure]);
            differences.push_back(other.back() - first.back());
        }
    }
};

std::vector<LockstepFigures> figuresOfEach(const std::vector<LockstepBatch>& batches)
{
    std::vector<LockstepFigures> figures;
    std::transform(batches.begin(), batches.end(), std::back_inserter(figures), figuresOf);
    return figures;
}

void setInterval(const PairedValues& values, double confidence, PairedDifference& difference)
{
    difference.halfWidth = studentInterval(values.differences, confidence).halfWidth;
    difference.unpaired = unpairedHalfWidth(values.first, values.other, confidence);
    difference.batches = static_cast<int>(values.differences.size());
    difference.correlated = correlationOf(values.differences) > mostCorrelation;
}

} // namespace

const char* nameOf(LockstepFigure figure)
{
    switch (figure) {
    case Figure::Throughput:
        return "throughput";
    case Figure::SojournMean:
        return "mean sojourn";
    case Figure::SojournP95:
        return "p95 sojourn";
    case Figure::SojournP99:
        return "p99 sojourn";
    case Figure::LevelMean:
        return "mean level";
    case Figure::LostShare:
        return "lost share";
    case Figure::SwitchesPerMinute:
        break;
    }
    return "switches per minute";
}

LockstepFigures figuresOf(const LockstepBatch& batch)
{
    LockstepFigures figures;
    const auto at = [&figures](Figure figure) -> std::optional<double>& { return figures[static_cast<std::size_t>(figure)]; };
    const double seconds = toSeconds(batch.time);
    if (seconds <= 0.0) {
        return figures;
    }
    at(Figure::Throughput) = static_cast<double>(batch.completed) / seconds;
    if (batch.sojourn.count > 0) {
        at(Figure::SojournMean) = batch.sojourn.mean();
    }
    at(Figure::SojournP95) = batch.quantile(0.95);
    at(Figure::SojournP99) = batch.quantile(0.99);
    at(Figure::LevelMean) = batch.level / seconds;
    if (const std::uint64_t all = std::max(batch.lost, batch.offered); all > 0) { // what is lost may be older than the batch
        at(Figure::LostShare) = static_cast<double>(batch.lost) / static_cast<double>(all);
    }
    at(Figure::SwitchesPerMinute) = static_cast<double>(batch.switches) / seconds * 60.0;
    return figures;
}

LockstepBatch sumOf(const std::vector<LockstepBatch>& batches)
{
    LockstepBatch sum;
    for (const LockstepBatch& batch : batches) {
        sum.add(batch);
    }
    return sum;
}

/// Batches are as short as they may be: until each has its percentile, and neighbours no longer depend on each other.
PairedDifferences differencesOf(const std::vector<LockstepBatch>& first, const std::vector<LockstepBatch>& other, double confidence)
{
    PairedDifferences differences;
    const LockstepFigures wholeFirst = figuresOf(sumOf(first));
    const LockstepFigures wholeOther = figuresOf(sumOf(other));
    std::array<bool, lockstepFigureCount> done{};
    for (std::size_t i = 0; i < lockstepFigureCount; ++i) {
        if (wholeFirst[i] && wholeOther[i]) {
            differences[i].value = *wholeOther[i] - *wholeFirst[i];
        }
        done[i] = !differences[i].value;
    }
    for (std::size_t size = 1; first.size() / size >= fewestBatches; size *= 2) {
        const std::vector<LockstepFigures> firstFigures = figuresOfEach(grouped(first, size));
        const std::vector<LockstepFigures> otherFigures = figuresOfEach(grouped(other, size));
        for (std::size_t i = 0; i < lockstepFigureCount; ++i) {
            const PairedValues values(firstFigures, otherFigures, i);
            if (!done[i] && !values.differences.empty()) {
                setInterval(values, confidence, differences[i]);
                done[i] = !differences[i].correlated;
            }
        }
    }
    return differences;
}

} // namespace highwater
