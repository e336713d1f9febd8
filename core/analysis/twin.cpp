// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/twin.h"

#include "units/display.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace highwater {

namespace {

constexpr std::uint64_t fewest = 100;       ///< visits that a comparison rests on
constexpr double sameThroughput = 0.03;
constexpr double sameTime = 0.15;
constexpr double overhead = 1e-3;           ///< seconds: what wake-ups and sockets may cost an item

double off(double measured, double simulated)
{
    return simulated > 0 ? measured / simulated - 1 : measured > 0 ? 1 : 0;
}

std::string percent(double share)
{
    char text[32];
    std::snprintf(text, sizeof text, "%+.1f\u2009%%", share * 100);
    return text;
}

struct Difference
{
    const NodeView* measured = nullptr;
    const NodeView* simulated = nullptr;
    double throughput = 0, mean = 0, p95 = 0;
    /// 1: at the edge of what counts as the same.
    [[nodiscard]] double size() const
    {
        return std::max({std::abs(throughput) / sameThroughput, std::abs(mean) / sameTime, std::abs(p95) / sameTime});
    }
};

const NodeView* find(const Snapshot& snapshot, const std::string& name)
{
    const auto at = std::find_if(snapshot.nodes.begin(), snapshot.nodes.end(), [&](const NodeView& each) { return each.name == name; });
    return at != snapshot.nodes.end() ? &*at : nullptr;
}

/// Who sends what the model does not know.
std::uint64_t fromOutside(const Snapshot& measured, const Snapshot& simulated)
{
    std::uint64_t items = 0;
    for (const NodeView& node : measured.nodes) {
        items += node.isProducer && find(simulated, node.name) == nullptr ? node.totals.accepted : 0;
    }
    return items;
}

bool anybodyWaits(const Snapshot& snapshot)
{
    return snapshot.scenario != nullptr && std::any_of(snapshot.scenario->nodes.begin(), snapshot.scenario->nodes.end(), [](const Node& node) {
        return node.producer() != nullptr && node.producer()->onPressure == flow::OnPressure::Wait;
    });
}

std::string reason(const Difference& worst, const Snapshot& measured, const Snapshot& simulated)
{
    if (fromOutside(measured, simulated) > 0) {
        return " Clients from outside send what the model does not know.";
    }
    if (worst.measured->totals.refused != worst.simulated->totals.refused && std::abs(worst.throughput) > sameThroughput) {
        return " They let different numbers of items in.";
    }
    if (anybodyWaits(measured) && worst.measured->peakLevel > worst.simulated->peakLevel) {
        return " Real clients learn of pressure by a refusal, those of the model at the high mark.";
    }
    const double more = worst.measured->sojourn.mean.value_or(0) - worst.simulated->sojourn.mean.value_or(0);
    if (more > 0 && more < overhead) {
        return " Waking up, sockets and the scheduler cost " + displayDuration(more) + " an item, which the model leaves out.";
    }
    if (more > 0) {
        return " The machine is busy, or something outside the model is slow: look at the time of the workers.";
    }
    return " With few items chance alone may do that; wait, or restart both.";
}

} // namespace

TwinVerdict compareTwins(const Snapshot& measured, const Snapshot& simulated)
{
    Difference worst;
    for (const NodeView& node : measured.nodes) {
        const NodeView* other = node.isProducer || node.retired ? nullptr : find(simulated, node.name);
        if (other == nullptr || node.sojourn.count < fewest || other->sojourn.count < fewest) {
            continue;
        }
        Difference difference{&node, other, off(node.windowThroughput, other->windowThroughput),
                              off(node.sojourn.mean.value_or(0), other->sojourn.mean.value_or(0)),
                              off(node.sojourn.p95.value_or(0), other->sojourn.p95.value_or(0))};
        if (worst.measured == nullptr || difference.size() > worst.size()) {
            worst = difference;
        }
    }
    TwinVerdict verdict;
    if (worst.measured == nullptr) {
        verdict.sentence = "The twin waits for a hundred items at one stage.";
        return verdict;
    }
    verdict.stage = worst.measured->name;
    verdict.outcome = worst.size() <= 1 ? TwinVerdict::Outcome::Agree : TwinVerdict::Outcome::Differ;
    const auto pair = [](std::string_view word, const std::string& is, const std::string& should, double difference) {
        return std::string(word) + " " + is + " measured, " + should + " simulated (" + percent(difference) + ")";
    };
    verdict.sentence = verdict.stage + ": ";
    if (std::abs(worst.throughput) / sameThroughput >= worst.size()) {
        verdict.sentence += pair("throughput", displayRate(worst.measured->windowThroughput), displayRate(worst.simulated->windowThroughput), worst.throughput);
    } else if (std::abs(worst.p95) > std::abs(worst.mean)) {
        verdict.sentence += pair("p95", displayDuration(worst.measured->sojourn.p95.value_or(0)), displayDuration(worst.simulated->sojourn.p95.value_or(0)), worst.p95);
    } else {
        verdict.sentence += pair("mean", displayDuration(worst.measured->sojourn.mean.value_or(0)), displayDuration(worst.simulated->sojourn.mean.value_or(0)), worst.mean);
    }
    verdict.sentence += verdict.outcome == TwinVerdict::Outcome::Agree ? ". They agree." : "." + reason(worst, measured, simulated);
    return verdict;
}

} // namespace highwater
