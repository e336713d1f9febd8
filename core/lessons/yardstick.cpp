// SPDX-License-Identifier: GPL-3.0-or-later
#include "lessons/yardstick.h"

#include "units/display.h"
#include "units/quantity.h"
#include "units/text.h"
#include "units/time.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace highwater::lessons {

namespace {

/// What the columns of the window add up to.
struct Sums
{
    double seconds = 0;
    double offered = 0, completed = 0, refused = 0, lost = 0, retried = 0, flips = 0;
    double busy = 0, blocked = 0, pressed = 0, depth = 0; ///< means
    double peak = 0;
};

Sums sumsOf(const NodeView& view, Instant since)
{
    Sums sums;
    const Series& series = view.series;
    if (series.interval <= Duration::zero()) {
        return sums;
    }
    const std::int64_t begin = (since.time_since_epoch().count() + series.interval.count() - 1) / series.interval.count();
    const std::int64_t from = std::max(series.first, begin);
    for (std::int64_t i = from; i < series.end; ++i) {
        const Column& column = series.at(i);
        sums.offered += column.offered;
        sums.completed += column.completed;
        sums.refused += column.refused;
        sums.lost += static_cast<double>(column.refused) + column.dropped;
        sums.retried += column.retried;
        sums.flips += column.flips;
        sums.busy += static_cast<double>(column.busy);
        sums.blocked += static_cast<double>(column.blocked);
        sums.pressed += static_cast<double>(column.share[static_cast<std::size_t>(LevelState::Pressed)]);
        sums.depth += static_cast<double>(column.depthMean);
        sums.peak = std::max(sums.peak, static_cast<double>(column.depthMax));
    }
    const auto columns = static_cast<double>(std::max<std::int64_t>(0, series.end - from));
    for (double* mean : {&sums.busy, &sums.blocked, &sums.pressed, &sums.depth}) {
        *mean = columns > 0 ? *mean / columns : 0;
    }
    sums.seconds = columns * toSeconds(series.interval);
    return sums;
}

std::optional<double> ratio(double part, double whole)
{
    return whole > 0 ? std::optional(part / whole) : std::nullopt;
}

/// Items that a producer wanted through, not attempts.
double requestsOf(const NodeView& view, const Sums& sums)
{
    return view.isProducer ? sums.offered - sums.retried + sums.refused : sums.offered;
}

std::optional<double> perWorker(const NodeView& view, double workers)
{
    return view.workers ? ratio(workers, static_cast<double>(*view.workers)) : std::nullopt;
}

std::optional<double> perSecond(double count, const Sums& sums)
{
    return ratio(count, sums.seconds);
}

double running(const NodeView& view)
{
    const auto works = [](const ReplicaView& replica) { return replica.state == ReplicaView::State::Running; };
    return static_cast<double>(std::count_if(view.replicas.begin(), view.replicas.end(), works));
}

enum Owners : unsigned { Stages = 1U, Producers = 2U, All = 3U };

struct Kind
{
    std::string_view name;
    Unit unit;
    unsigned owners;
    std::uint64_t samples; ///< needed; 0: it rests on a count over time
    std::optional<double> (*read)(const NodeView&, const Sums&);
};

/// Times rest on the samples of the whole window, everything else on its complete columns.
const std::vector<Kind>& kinds()
{
    using V = const NodeView&;
    using S = const Sums&;
    static const std::vector<Kind> table{
        {"p50", Unit::Seconds, All, 50, [](V v, S) { return v.sojourn.p50; }},
        {"p90", Unit::Seconds, All, 100, [](V v, S) { return v.sojourn.p90; }},
        {"p95", Unit::Seconds, All, 200, [](V v, S) { return v.sojourn.p95; }},
        {"p99", Unit::Seconds, All, 1000, [](V v, S) { return v.sojourn.p99; }},
        {"mean time", Unit::Seconds, All, 100, [](V v, S) { return v.sojourn.mean; }},
        {"longest time", Unit::Seconds, All, 100, [](V v, S) { return v.sojourn.max; }},
        {"mean wait", Unit::Seconds, All, 100, [](V v, S) { return v.wait.mean; }},
        {"mean service", Unit::Seconds, All, 100, [](V v, S) { return v.service.mean; }},
        {"throughput", Unit::PerSecond, All, 0, [](V, S s) { return perSecond(s.completed, s); }},
        {"arrivals", Unit::PerSecond, All, 0, [](V, S s) { return perSecond(s.offered, s); }},
        {"retries", Unit::PerSecond, All, 0, [](V, S s) { return perSecond(s.retried, s); }},
        {"refused share", Unit::Share, All, 0, [](V v, S s) { return ratio(s.refused, requestsOf(v, s)); }},
        {"lost share", Unit::Share, All, 0, [](V v, S s) { return ratio(s.lost, requestsOf(v, s)); }},
        {"switches", Unit::PerMinute, Stages, 0, [](V, S s) { return perSecond(s.flips, s); }},
        {"utilisation", Unit::Share, Stages, 0, [](V v, S s) { return perWorker(v, s.busy); }},
        {"blocked share", Unit::Share, Stages, 0, [](V v, S s) { return perWorker(v, s.blocked); }},
        {"pressed share", Unit::Share, Stages, 0, [](V, S s) { return s.seconds > 0 ? std::optional(s.pressed) : std::nullopt; }},
        {"held share", Unit::Share, Producers, 0, [](V, S s) { return s.seconds > 0 ? std::optional(s.blocked) : std::nullopt; }},
        {"mean depth", Unit::Items, Stages, 0, [](V, S s) { return s.seconds > 0 ? std::optional(s.depth) : std::nullopt; }},
        {"peak depth", Unit::Items, Stages, 0, [](V, S s) { return s.seconds > 0 ? std::optional(s.peak) : std::nullopt; }},
        {"machines running", Unit::Items, Stages, 0, [](V v, S) { return std::optional(running(v)); }},
    };
    return table;
}

const Kind* kindOf(std::string_view name)
{
    const auto at = std::find_if(kinds().begin(), kinds().end(), [&](const Kind& kind) { return kind.name == name; });
    return at == kinds().end() ? nullptr : &*at;
}

std::vector<std::string_view> namesFor(unsigned owner)
{
    std::vector<std::string_view> names;
    for (const Kind& kind : kinds()) {
        if ((kind.owners & owner) != 0U) {
            names.push_back(kind.name);
        }
    }
    return names;
}

} // namespace

double Measured::progress() const
{
    const double bySamples = samplesNeeded > 0 ? static_cast<double>(samples) / static_cast<double>(samplesNeeded) : 1.0;
    const double byTime = secondsNeeded > 0 ? seconds / secondsNeeded : 1.0;
    return std::clamp(std::min(bySamples, byTime), 0.0, 1.0);
}

Result<Yardstick> readYardstick(std::string_view text, const Scenario& scenario)
{
    constexpr std::string_view joint = " of ";
    const auto at = text.find(joint);
    if (at == std::string_view::npos) {
        return failure(Errc::Syntax, {}, inQuotes(text) + " is not a figure; write for example \"p99 of api\"");
    }
    const std::string_view name = text.substr(0, at);
    const std::string_view node = text.substr(at + joint.size());
    const auto found = scenario.find(node);
    if (!found) {
        std::vector<std::string_view> known;
        for (const Node& each : scenario.nodes) {
            known.emplace_back(each.name);
        }
        return failure(Errc::NotFound, {}, inQuotes(text) + ": there is no node " + inQuotes(node) + suggestion(node, known));
    }
    const unsigned owner = scenario.nodes[static_cast<std::size_t>(*found)].producer() != nullptr ? Producers : Stages;
    const Kind* kind = kindOf(name);
    if (kind == nullptr || (kind->owners & owner) == 0U) {
        return failure(Errc::NotFound, {}, inQuotes(text) + ": " + (owner == Producers ? "a producer" : "a stage") + " has no "
                                               + inQuotes(name) + "; it has " + listed(namesFor(owner)));
    }
    return Yardstick{std::string(text), std::string(name), std::string(node), kind->unit};
}

Result<double> readValue(std::string_view text, Unit unit)
{
    std::string tight(text);
    tight.erase(std::remove(tight.begin(), tight.end(), ' '), tight.end());
    switch (unit) {
    case Unit::Seconds:
        return parseSeconds(tight);
    case Unit::Share:
        return parseRatio(tight).map([](Ratio ratio) { return ratio.value; });
    case Unit::PerSecond:
    case Unit::PerMinute:
        return parseRate(tight).map([](Rate rate) { return rate.perSecond(); });
    case Unit::Items:
        break;
    }
    auto number = parseNumber(tight);
    if (number && *number < 0) {
        return failure(Errc::OutOfRange, {}, std::string(text) + " is negative");
    }
    return number;
}

std::string displayValue(double value, Unit unit)
{
    switch (unit) {
    case Unit::Seconds:
        return displayDuration(value);
    case Unit::Share:
        return displayRatio(value);
    case Unit::PerSecond:
        return displayRate(value);
    case Unit::PerMinute:
        return displayNumber(value * 60) + "/min";
    case Unit::Items:
        break;
    }
    return value >= 1000 ? displayCount(std::round(value)) : displayNumber(value);
}

Measured measure(const Yardstick& yardstick, const Snapshot& snapshot, double secondsNeeded)
{
    Measured measured;
    measured.secondsNeeded = secondsNeeded;
    const Kind* kind = kindOf(yardstick.name);
    const auto node = std::find_if(snapshot.nodes.begin(), snapshot.nodes.end(),
                                   [&](const NodeView& view) { return !view.retired && view.name == yardstick.node; });
    if (kind == nullptr) {
        return measured;
    }
    measured.samplesNeeded = kind->samples;
    // During the warm-up nothing is counted yet.
    const Instant warm = runStart + (snapshot.scenario ? snapshot.scenario->warmup : Duration::zero());
    if (node == snapshot.nodes.end() || snapshot.now < warm) {
        return measured;
    }
    const Sums sums = sumsOf(*node, std::max(snapshot.statisticsSince, warm));
    measured.seconds = kind->samples > 0 ? toSeconds(snapshot.now - snapshot.statisticsSince) : sums.seconds;
    measured.samples = kind->samples > 0 ? node->sojourn.count : 0;
    measured.value = kind->read(*node, sums);
    return measured;
}

} // namespace highwater::lessons
