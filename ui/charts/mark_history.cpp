// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/mark_history.h"

namespace highwater {

void MarkHistory::observe(const Snapshot& snapshot)
{
    if (m_generation != snapshot.generation) {
        m_generation = snapshot.generation;
        m_steps.clear();
        m_seen.reset();
    }
    if (!snapshot.scenario || snapshot.scenario == m_seen)
        return;
    m_seen = snapshot.scenario;
    for (const auto& node : m_seen->nodes) {
        const auto* stage = node.stage();
        if (!stage)
            continue;
        auto& steps = m_steps[node.name];
        const double now = steps.empty() ? 0 : toSeconds(snapshot.now);
        if (!steps.empty() && steps.back().marks == stage->queue.marks)
            continue;
        if (!steps.empty() && steps.back().from >= now)
            steps.back().marks = stage->queue.marks;
        else
            steps.push_back({now, stage->queue.marks});
    }
}

const std::vector<MarkStep>& MarkHistory::of(const std::string& stage) const
{
    static const std::vector<MarkStep> none;
    const auto found = m_steps.find(stage);
    return found == m_steps.end() ? none : found->second;
}

} // namespace highwater
