// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/advice_trial.h"

#include "units/display.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

using Kind = AdviceFigure::Kind;

constexpr double notable = 0.005;      ///< of a figure: what moves less is not told
constexpr std::size_t mostTold = 3;    ///< figures in one sentence
constexpr std::uint64_t p99Samples = 100; ///< fewer do not carry one

std::optional<double> p99Of(const TimeSummary& summary)
{
    return summary.count >= p99Samples ? summary.p99 : std::nullopt;
}

std::optional<double> stageFigure(Kind kind, const StageWatch& stage, const Watch& watch)
{
    switch (kind) {
    case Kind::Throughput:
        return watch.perSecond(stage.counts.completed);
    case Kind::P99:
        return p99Of(stage.figures.sojourn);
    case Kind::NodeLoss:
        return stage.lostShare();
    case Kind::Switches:
        return stage.flipsPerMinute;
    case Kind::Blocked:
        return stage.figures.blocked;
    case Kind::Starved:
        return stage.starved;
    case Kind::Dead:
        return stage.dead;
    case Kind::Workers:
        return stage.limit ? std::optional(static_cast<double>(*stage.limit)) : std::nullopt;
    default:
        return std::nullopt;
    }
}

std::string displayOf(std::optional<double> value, Effect::Unit unit)
{
    if (!value) {
        return "–";
    }
    switch (unit) {
    case Effect::Unit::PerSecond:
        return *value == 0 ? "0/s" : displayRate(*value);
    case Effect::Unit::Seconds:
        return displayDuration(*value);
    case Effect::Unit::Ratio:
        return displayRatio(*value);
    case Effect::Unit::Count:
        return displayCount(std::round(*value));
    case Effect::Unit::PerMinute:
        break;
    }
    return displayNumber(*value) + "/min";
}

/// By which part of what it was a figure became better; negative: worse.
double gain(const AdviceFigure& figure, std::optional<double> before, std::optional<double> after)
{
    if (!before || !after || *before == *after) {
        return 0;
    }
    const double better = figure.moreIsBetter() ? *after - *before : *before - *after;
    const double whole = std::max(std::abs(*before), *before == 0 ? std::abs(*after) : 0.0);
    return better / whole;
}

bool met(const Aim::Goal& goal, const Watch& before, const Watch& after)
{
    return gain(goal.figure, goal.figure.of(before), goal.figure.of(after)) >= goal.part;
}

/// When other items are let in, other services are drawn: the part by which what is completed moves by chance alone.
double noiseOf(const Watch& watch, const std::string& node)
{
    const PartWatch* part = watch.partOf(node);
    return part != nullptr && part->completed > 0 ? 1 / std::sqrt(static_cast<double>(part->completed)) : 0.0;
}

std::vector<AdviceFigure> lookedAfter(const Aim& aim)
{
    return {{Kind::Completed, aim.node},
            {Kind::P99, aim.node},
            {Kind::NodeLoss, aim.node},
            {Kind::EndToEndP99, aim.node},
            {Kind::EndToEndLoss, aim.node}};
}

} // namespace

std::optional<double> AdviceFigure::of(const Watch& watch) const
{
    const PartWatch* part = watch.partOf(node);
    switch (kind) {
    case Kind::Completed:
        return part != nullptr ? std::optional(watch.perSecond(part->completed)) : std::nullopt;
    case Kind::EndToEndP99:
        return part != nullptr ? p99Of(part->endToEnd) : std::nullopt;
    case Kind::EndToEndLoss:
        return part != nullptr && part->made > 0 ? std::optional(part->lost / std::max(part->lost, part->made)) : std::nullopt;
    case Kind::CompletedOthers: {
        const ProducerWatch* producer = watch.producer(node);
        if (producer == nullptr || part == nullptr) {
            return std::nullopt;
        }
        return watch.perSecond(part->completed - (client < producer->clients.size() ? producer->clients[client].completed : 0));
    }
    case Kind::Retries: {
        const ProducerWatch* producer = watch.producer(node);
        return producer != nullptr ? std::optional(watch.perSecond(producer->counts.retried)) : std::nullopt;
    }
    default: {
        const StageWatch* stage = watch.stage(node);
        return stage != nullptr ? stageFigure(kind, *stage, watch) : std::nullopt;
    }
    }
}

std::string AdviceFigure::name() const
{
    switch (kind) {
    case Kind::Completed:
        return "completed";
    case Kind::EndToEndP99:
        return "p99 end to end";
    case Kind::EndToEndLoss:
        return "lost";
    case Kind::CompletedOthers:
        return "completed for the others";
    case Kind::Throughput:
        return node + " completes";
    case Kind::P99:
        return "p99 of " + node;
    case Kind::NodeLoss:
        return "lost at " + node;
    case Kind::Switches:
        return "switches of " + node;
    case Kind::Blocked:
        return node + " blocked";
    case Kind::Starved:
        return node + " idle under pressure";
    case Kind::Dead:
        return "dead work of " + node;
    case Kind::Retries:
        return "retries of " + node;
    case Kind::Workers:
        break;
    }
    return "workers of " + node;
}

Effect::Unit AdviceFigure::unit() const
{
    switch (kind) {
    case Kind::Completed:
    case Kind::CompletedOthers:
    case Kind::Throughput:
    case Kind::Retries:
        return Effect::Unit::PerSecond;
    case Kind::EndToEndP99:
    case Kind::P99:
        return Effect::Unit::Seconds;
    case Kind::Switches:
        return Effect::Unit::PerMinute;
    case Kind::Workers:
        return Effect::Unit::Count;
    default:
        return Effect::Unit::Ratio;
    }
}

bool AdviceFigure::moreIsBetter() const
{
    return kind == Kind::Completed || kind == Kind::CompletedOthers || kind == Kind::Throughput;
}

std::optional<double> Effect::difference() const
{
    return before && after ? std::optional(*after - *before) : std::nullopt;
}

std::string Effect::text() const { return displayOf(before, unit) + " → " + displayOf(after, unit); }

bool helps(const Aim& aim, const Watch& before, const Watch& after)
{
    const AdviceFigure completed{Kind::Completed, aim.node};
    if (completed.of(after).value_or(0) <= 0) {
        return false; // whatever else became better, nobody is answered
    }
    const bool anyMet = std::any_of(aim.goals.begin(), aim.goals.end(), [&](const Aim::Goal& goal) { return met(goal, before, after); });
    if (!anyMet || !after.complete || !before.complete) {
        return false;
    }
    const auto figures = lookedAfter(aim);
    return std::all_of(figures.begin(), figures.end(), [&](const AdviceFigure& figure) {
        const auto was = figure.of(before);
        const auto is = figure.of(after);
        if (figure.unit() == Effect::Unit::Ratio) {
            return is.value_or(0) - was.value_or(0) <= aim.moreLost;
        }
        return gain(figure, was, is) >= -(figure.kind == Kind::Completed ? std::max(aim.fewerCompleted, noiseOf(before, aim.node)) : aim.longerP99);
    });
}

std::vector<Effect> effectsOf(const Aim& aim, const Watch& before, const Watch& after)
{
    std::vector<AdviceFigure> figures;
    const auto add = [&figures](const AdviceFigure& figure) {
        if (std::find(figures.begin(), figures.end(), figure) == figures.end()) {
            figures.push_back(figure);
        }
    };
    for (const bool reached : {true, false}) {
        for (const Aim::Goal& goal : aim.goals) {
            if (met(goal, before, after) == reached) {
                add(goal.figure);
            }
        }
        add({Kind::Completed, aim.node});
    }
    for (const AdviceFigure& figure : lookedAfter(aim)) {
        add(figure);
    }
    std::vector<Effect> effects;
    for (const AdviceFigure& figure : figures) {
        const Effect effect{figure.name(), figure.unit(), figure.of(before), figure.of(after)};
        const double most = std::max(std::abs(effect.before.value_or(0)), std::abs(effect.after.value_or(0)));
        // What is completed is always told: it is the price, or that there is none.
        const bool moved = std::abs(effect.difference().value_or(most)) > notable * most;
        // The way through one node is the way from end to end.
        const bool told = std::any_of(effects.begin(), effects.end(), [&](const Effect& each) {
            return each.unit == effect.unit && each.text() == effect.text();
        });
        if ((moved || figure.kind == Kind::Completed) && !told) {
            effects.push_back(effect);
        }
    }
    return effects;
}

std::string sentenceOf(const std::vector<Effect>& effects, const std::string& node)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(mostTold, effects.size()); ++i) {
        std::string name = effects[i].name;
        for (const std::string& about : {" of " + node, " at " + node}) {
            const bool ends = name.size() > about.size() && name.compare(name.size() - about.size(), about.size(), about) == 0;
            name = ends ? name.substr(0, name.size() - about.size()) : name;
        }
        text += (i == 0 ? "" : ", ") + name + " " + effects[i].text();
    }
    return text.empty() ? text : text + ".";
}

} // namespace highwater
