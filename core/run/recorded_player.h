// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/recording.h"
#include "run/run.h"
#include "sim/simulation.h"

#include <cstdint>
#include <memory>
#include <string>

namespace highwater {

/// What a recorded run shows at one instant, and how it gets to another. Of the engine's thread; made by playerOf().
class RecordedPlayer
{
public:
    RecordedPlayer() = default;
    RecordedPlayer(const RecordedPlayer&) = delete;
    RecordedPlayer& operator=(const RecordedPlayer&) = delete;
    virtual ~RecordedPlayer() = default;

    [[nodiscard]] virtual Instant now() const = 0;
    /// The last instant that can be gone to without going on beyond the recording.
    [[nodiscard]] virtual Instant end() const = 0;
    /// Whether there is something after the recording: a simulation can go on.
    [[nodiscard]] virtual bool goesOn() const = 0;
    /// Time between two pictures that differ.
    [[nodiscard]] virtual Duration interval() const = 0;
    /// True when target was reached, or there is nothing more. Of a measured run each picture is what an event is to a simulation.
    virtual bool advance(Instant target, std::uint64_t mostEvents) = 0;
    virtual void seek(Instant instant) = 0;
    virtual void step(StepUnit unit, bool back) = 0;
    /// Begins again: the recording with its own seed, or, of a simulation, another run.
    virtual void restart(std::uint64_t seed) = 0;
    /// The document was checked.
    virtual Checked<void> change(const Document& document, const std::string& label) = 0;
    /// The scenario as it stands.
    [[nodiscard]] virtual const Document& document() const = 0;
    [[nodiscard]] virtual const std::string& trouble() const = 0;
    /// Handled so far; of a measured run 0.
    [[nodiscard]] std::uint64_t events() const { return world() != nullptr ? world()->events() : 0; }
    /// The world of a simulation; null: there is none.
    [[nodiscard]] virtual const Simulation* world() const { return nullptr; }
    /// The picture of a measured run; null: there is a world.
    [[nodiscard]] virtual const Snapshot* picture() const { return nullptr; }
    /// What has to be known to have this again up to now; null: it cannot be had again.
    [[nodiscard]] virtual std::shared_ptr<const RunLog> log() const { return nullptr; }
    /// The same from about an instant on, to be told elsewhere; false: there is none.
    virtual bool lookBack(Instant /*from*/, const std::function<void(const LookBack& past)>& /*look*/) const { return false; }
    /// All of a picture but its state and its speeds. fresh: statistics are computed anew.
    virtual void fill(bool fresh, Snapshot& picture) = 0;
};

/// Fails with the faults of a scenario in the recording.
Checked<std::unique_ptr<RecordedPlayer>> playerOf(const Recording& recording);

} // namespace highwater
