// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "run/standing_changes.h"
#include "scenario/document.h"
#include "sim/simulation.h"

#include <memory>

namespace highwater::lessons {

/// A scenario played without a window, as SimulatedRun plays it: the same draws, and the same pictures, but as fast as the caller asks
/// and on the caller's thread. One thread at a time.
class Rehearsal
{
public:
    /// Fails with the document's faults.
    static Checked<Rehearsal> of(const Document& document);

    void runUntil(Instant end) { m_simulation.runUntil(end); }
    /// Goes on with other parameters; the window of statistics begins anew. Fails, and changes nothing, with the document's faults.
    Checked<void> change(const Document& document);

    [[nodiscard]] Snapshot picture() const;
    [[nodiscard]] Instant now() const { return m_simulation.now(); }
    [[nodiscard]] const Scenario& scenario() const { return *m_scenario; }

private:
    Rehearsal(Document document, std::shared_ptr<const Scenario> scenario);
    Document m_document;
    StandingChanges m_standing;
    std::shared_ptr<const Scenario> m_scenario;
    Simulation m_simulation;
};

} // namespace highwater::lessons
