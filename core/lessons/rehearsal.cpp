// SPDX-License-Identifier: GPL-3.0-or-later
#include "lessons/rehearsal.h"

#include "run/views.h"

namespace highwater::lessons {

Rehearsal::Rehearsal(Document document, std::shared_ptr<const Scenario> scenario)
    : m_document(std::move(document)), m_scenario(scenario), m_simulation(scenario, scenario->seed, 0, seriesFor(*scenario))
{
}

Checked<Rehearsal> Rehearsal::of(const Document& document)
{
    auto scenario = readScenario(document);
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    return Rehearsal(document, std::make_shared<const Scenario>(std::move(*scenario)));
}

Checked<void> Rehearsal::change(const Document& document)
{
    auto whole = readScenario(document);
    if (!whole) {
        return tl::unexpected(whole.error());
    }
    auto scenario = m_standing.scenarioAfter(document, m_document, *whole, m_simulation.now());
    if (!scenario) {
        return tl::unexpected(scenario.error());
    }
    m_document = document;
    m_scenario = std::make_shared<const Scenario>(std::move(*scenario));
    m_simulation.change(m_scenario);
    m_simulation.restartWindow();
    return {};
}

Snapshot Rehearsal::picture() const
{
    Snapshot snapshot;
    snapshot.scenario = m_scenario;
    snapshot.seed = m_scenario->seed;
    snapshot.rateWindow = rateWindowOf(seriesFor(*m_scenario));
    ViewBuilder().fill(m_simulation, true, snapshot);
    return snapshot;
}

} // namespace highwater::lessons
