// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenario.h"
#include "units/error.h"

#include <cstdint>

namespace highwater {

class Document;

/// Whether a live run may let everybody in who reaches it.
enum class LiveAccess : std::uint8_t {
    Guarded, ///< an address that other machines reach needs TLS and a token
    Insecure ///< the user has asked for it
};

/// Which fields of a scenario that can be simulated cannot run live, each with its JSON pointer and what would be right; empty when
/// it can. A live run drives the same engine, so what cannot run is little: wires where there is a real socket, work that would have to
/// be interrupted, promises that nothing keeps.
///
/// document: what the scenario was read from. With it the pointers are exact (a route in a list or alone), the faults stand in the
/// order of the file, and the files of "live" are looked for: a missing one is NotFound or Io, one outside the folder OutOfRange. All
/// others are Unsupported.
Faults whyNotLive(const Scenario& scenario, const Document* document = nullptr, LiveAccess access = LiveAccess::Guarded);

} // namespace highwater
