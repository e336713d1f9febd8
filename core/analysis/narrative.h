// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"

#include <string>

namespace highwater {

/// What happens in a run, told in words. All text is UTF-8.
struct Narrative
{
    int node = -1;                    ///< index into Snapshot::nodes of the node it is about; -1: the run as a whole
    NodeState state = NodeState::Idle; ///< as told: a stage that is blocked most of the time is told so in between, too
    std::string subject;              ///< "api"
    std::string stateWord;            ///< "pressed": subject and word make the sentence "api is pressed."
    std::string sentence;             ///< what happens now, and what happens next and when
    std::string tryNext;              ///< a hint at what to try; may be empty
};

/// Tells about the most important node: the root of a blockade before a stage that loses items, before a pressed one, a filling
/// one, one that flows. A pure function; any thread.
Narrative narrate(const Snapshot& snapshot);

} // namespace highwater
