// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/blocking_tandem.h"

#include "analysis/markov_chain.h"

#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

namespace highwater::analysis {

namespace {

/// Items at each station, and whether its worker holds a finished one.
struct Station
{
    std::int64_t items = 0;
    bool finished = false;
    auto operator<=>(const Station&) const = default;
};
using State = std::vector<Station>;

class Line
{
public:
    explicit Line(const TandemLine& line) : m_line(line)
    {
        m_room.push_back(line.arrivalRate ? line.firstBuffer + 1 : 1);
        for (const std::int64_t places : line.buffers) {
            m_room.push_back(places + 1);
        }
    }

    [[nodiscard]] std::size_t stations() const { return m_room.size(); }
    [[nodiscard]] bool saturated() const { return !m_line.arrivalRate.has_value(); }
    [[nodiscard]] State first() const
    {
        State state(stations());
        state[0].items = saturated() ? 1 : 0;
        return state;
    }
    [[nodiscard]] bool full(const State& state, std::size_t i) const { return state[i].items == m_room[i]; }
    [[nodiscard]] bool blocked(const State& state, std::size_t i) const
    {
        return m_line.rule == BlockingRule::AfterService ? state[i].finished
                                                         : state[i].items > 0 && i + 1 < stations() && full(state, i + 1);
    }
    [[nodiscard]] bool works(const State& state, std::size_t i) const { return state[i].items > 0 && !blocked(state, i); }

    void arrive(State& state) const { ++state[0].items; }
    void finish(State& state, std::size_t i) const
    {
        if (i + 1 < stations() && full(state, i + 1)) {
            state[i].finished = true;
        } else {
            move(state, i);
        }
    }

private:
    /// The item leaves station i; whoever waited for its place moves up.
    void move(State& state, std::size_t i) const
    {
        state[i].finished = false;
        if (i + 1 < stations()) {
            ++state[i + 1].items;
        }
        if (i == 0 && saturated()) {
            return;
        }
        --state[i].items;
        if (i > 0 && state[i - 1].finished) {
            move(state, i - 1);
        }
    }

    const TandemLine& m_line;
    std::vector<std::int64_t> m_room; ///< waiting and in service
};

struct Chain
{
    std::vector<State> states;
    std::vector<Transition> transitions;
};

std::optional<Chain> chainOf(const Line& line, const TandemLine& description)
{
    constexpr std::size_t mostStates = 100'000;
    std::map<State, std::size_t> known{{line.first(), 0}};
    Chain chain{{line.first()}, {}};
    const auto add = [&](std::size_t from, State to, double rate) {
        const auto [at, isNew] = known.emplace(std::move(to), chain.states.size());
        if (isNew) {
            chain.states.push_back(at->first);
        }
        chain.transitions.push_back({from, at->second, rate});
    };
    for (std::size_t from = 0; from < chain.states.size(); ++from) {
        if (chain.states.size() > mostStates) {
            return std::nullopt;
        }
        const State state = chain.states[from];
        if (!line.saturated() && !line.full(state, 0)) {
            State next = state;
            line.arrive(next);
            add(from, std::move(next), *description.arrivalRate);
        }
        for (std::size_t i = 0; i < line.stations(); ++i) {
            if (line.works(state, i)) {
                State next = state;
                line.finish(next, i);
                add(from, std::move(next), description.rates[i]);
            }
        }
    }
    return chain;
}

} // namespace

Result<TandemFigures> blockingTandem(const TandemLine& description)
{
    const Line line(description);
    const auto chain = chainOf(line, description);
    if (!chain) {
        return failure(Errc::OutOfRange, {}, "the line has more than 100000 states; fewer stations or smaller buffers are needed");
    }
    const std::vector<double> p = stationaryOf(chain->states.size(), chain->transitions);
    TandemFigures figures;
    figures.utilisation.resize(line.stations());
    figures.blocked.resize(line.stations());
    figures.levels.resize(line.stations());
    double lost = 0.0;
    for (std::size_t s = 0; s < p.size(); ++s) {
        const State& state = chain->states[s];
        for (std::size_t i = 0; i < line.stations(); ++i) {
            figures.levels[i] += p[s] * static_cast<double>(state[i].items);
            figures.utilisation[i] += line.works(state, i) ? p[s] : 0.0;
            figures.blocked[i] += line.blocked(state, i) ? p[s] : 0.0;
        }
        lost += line.full(state, 0) ? p[s] : 0.0;
    }
    figures.l = std::accumulate(figures.levels.begin(), figures.levels.end(), 0.0);
    figures.throughput = figures.utilisation.back() * description.rates.back();
    figures.firstBlocked = figures.blocked.front();
    if (description.arrivalRate) {
        figures.loss = lost;
    }
    return figures;
}

} // namespace highwater::analysis
