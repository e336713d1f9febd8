// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/standing_changes.h"

#include <algorithm>
#include <chrono>

namespace highwater {

namespace {

std::string lastPart(std::string_view pointer)
{
    constexpr std::string_view nodes = "/nodes/";
    std::string_view rest = pointer.substr(0, nodes.size()) == nodes ? pointer.substr(nodes.size()) : pointer;
    const auto slash = rest.find('/');
    const auto last = rest.rfind('/');
    if (slash == std::string_view::npos) {
        return std::string(rest);
    }
    return std::string(rest.substr(0, slash)) + " " + std::string(rest.substr(last + 1));
}

std::string unquoted(const std::string& json)
{
    return json.size() >= 2 && json.front() == '"' ? json.substr(1, json.size() - 2) : json;
}

/// The document without the changes of its schedule up to now: what acted is in the nodes, and must not act again.
Document withoutPast(Document document, Instant now)
{
    std::vector<std::string> past;
    for (std::size_t i = 0;; ++i) {
        const std::string entry = "/schedule/" + std::to_string(i);
        const auto at = document.get(entry + "/at");
        if (!at) {
            break;
        }
        const auto when = parseDuration(unquoted(*at));
        if (when && runStart + *when <= now) {
            past.push_back(entry);
        }
    }
    for (auto entry = past.rbegin(); entry != past.rend(); ++entry) {
        if (auto rest = document.without(*entry)) {
            document = std::move(*rest);
        }
    }
    return document;
}

} // namespace

SeriesOptions seriesFor(const Scenario& scenario)
{
    SeriesOptions options = SeriesOptions::forDuration(scenario.duration);
    options.columnsKept = scenario.duration / options.interval + 2 * options.window;
    return options;
}

Duration rateWindowOf(const SeriesOptions& options)
{
    const std::int64_t columns = std::max<std::int64_t>(4, std::chrono::seconds(2) / options.interval);
    return columns * options.interval;
}

std::string labelOf(const ScheduledChange& change)
{
    return lastPart(change.pointer) + " → " + unquoted(change.value);
}

Checked<Scenario> StandingChanges::scenarioAfter(const Document& document, const Document& before, const Scenario& whole, Instant now)
{
    m_overridden.resize(whole.schedule.size(), false);
    Document standing = document;
    for (std::size_t i = 0; i < whole.schedule.size() && whole.schedule[i].at <= now; ++i) {
        const ScheduledChange& scheduled = whole.schedule[i];
        m_overridden[i] = m_overridden[i]
                          || before.get(scheduled.pointer).value_or(std::string()) != document.get(scheduled.pointer).value_or(std::string());
        if (!m_overridden[i]) {
            if (auto applied = standing.with(scheduled.pointer, scheduled.value)) {
                standing = std::move(*applied);
            }
        }
    }
    return readScenario(withoutPast(std::move(standing), now));
}

} // namespace highwater
