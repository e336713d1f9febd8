// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "scenario/document.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace highwater {

/// Something whose backpressure can be watched and tuned: parameters in, snapshots out. The dashboard never asks which kind it is.
/// Every function may be called from the owner's thread only and returns at once: the engine works on a thread of its own.
class Run
{
public:
    Run() = default;
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;
    virtual ~Run() = default;

    /// The newest picture of the run; never null. Two calls may return the same one.
    [[nodiscard]] virtual std::shared_ptr<const Snapshot> latest() const = 0;

    virtual void start() = 0;
    virtual void pause() = 0;
    /// Handles one event and pauses.
    virtual void stepEvent() = 0;
    /// Goes on as fast as possible to an instant of virtual time, and pauses there.
    virtual void runTo(Instant end) = 0;
    /// Virtual seconds per second, 0.01 to 1e6; infinity: as fast as possible.
    virtual void setSpeed(double factor) = 0;
    /// Begins again from 0 with the parameters as they stand; the changes of the schedule act again.
    virtual void restart(std::uint64_t seed) = 0;

    /// The scenario as it stands: the file and every change made since. Changes of the schedule are not in it.
    [[nodiscard]] virtual const Document& document() const = 0;
    /// Goes on with another version of the scenario: whatever differs changes at the current instant. label is shown on the time
    /// axis; an empty one is not. Fails, and changes nothing, when the document is faulty.
    virtual Checked<void> change(const Document& document, std::string_view label) = 0;
};

} // namespace highwater
