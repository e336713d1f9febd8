// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"
#include "scenario/document.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

class LookBack;
class Simulation;
struct RunLog;

enum class StepUnit : std::uint8_t { Event, Item, Second };

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
    /// Whether there are steps, and a way back: not under the machine's clock.
    [[nodiscard]] virtual bool canGoBack() const { return false; }
    /// Pauses, and goes on by one event, to the next request that is answered, or by a second; or back as far.
    virtual void step(StepUnit, bool back [[maybe_unused]]) {}
    /// Pauses at an instant between the beginning and the latest one seen; a change there begins another future.
    virtual void seek(Instant) {}
    /// The run pauses where one of these conditions begins to hold, and says so (Snapshot::stoppedBy); see Breakpoint. They stay until others
    /// are set. Fails, and changes nothing, when one cannot be read; where says which one.
    virtual Result<void> setBreakpoints(const std::vector<std::string>& conditions);
    /// The run waits, still running, where this long has passed since the latest change of its owner, for what the owner will order there:
    /// however fast it runs, that then acts at this very instant. It waits a quarter of a second at most. Not under the machine's clock.
    virtual void waitAfterChange(Duration) {}
    /// Hands the engine's world to a function, soon and on the engine's thread; it copies what it wants and returns at once. False: there is none.
    virtual bool look(std::function<void(const Simulation& world)>) { return false; }
    /// The same for the past, from about an instant up to now.
    virtual bool lookBack(Instant from [[maybe_unused]], std::function<void(const LookBack& past)>) { return false; }
    /// All that has to be known to have the run again up to the latest picture; null: it cannot be had again.
    [[nodiscard]] virtual std::shared_ptr<const RunLog> log() const { return nullptr; }
    /// Goes on as fast as possible to an instant of virtual time, and pauses there.
    virtual void runTo(Instant end) = 0;
    /// Virtual seconds per second, 0.01 to 1e6; infinity: as fast as possible.
    virtual void setSpeed(double factor) = 0;
    /// Begins again from 0 with the parameters as they stand; the changes of the schedule act again.
    virtual void restart(std::uint64_t seed) = 0;

    /// The scenario as it stands at the instant of the latest picture: the file and every change made until then. Changes of the schedule are
    /// not in it.
    [[nodiscard]] virtual const Document& document() const = 0;
    /// Goes on with another version of the scenario: whatever differs changes at the current instant. label is shown on the time
    /// axis; an empty one is not. Fails, and changes nothing, when the document is faulty.
    virtual Checked<void> change(const Document& document, std::string_view label) = 0;
};

inline Result<void> Run::setBreakpoints(const std::vector<std::string>&)
{
    return tl::unexpected(Error{Errc::OutOfRange, {}, "the machine's clock does not stop; a simulated run does"});
}

} // namespace highwater
