// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sim/simulation.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

struct NodeView;
struct Snapshot;

/// Where a run shall stop, in words:
///
/// | condition                  | holds                                                                                              |
/// |----------------------------|----------------------------------------------------------------------------------------------------|
/// | time >= 30s, 30s           | from that instant on                                                                               |
/// | completed >= 1000          | from end to end; also sent, lost, shed, retried, inside                                            |
/// | api.completed >= 500       | also offered, accepted, refused, dropped, expired, failed, retried                                 |
/// | api.depth > 500            | the level, in the queue's measure; also waiting (items), busy, blocked, parked, inside             |
/// | web.held > 0               | of a producer; also parked, thinking, inside, sent, completed, lost, shed, retried                 |
/// | api presses                | an event; also releases, refuses, drops, expires, fails, completes, retries                        |
/// | web sends                  | of a producer; also completes, retries, sheds, loses                                               |
/// | api becomes blocked        | also free, full, empty, idle, pressed, released                                                    |
/// | web becomes blocked        | it is held back, or waits at a door; also free; "web waits" is the same as "web becomes blocked"   |
/// | a producer becomes blocked | any of them; also "a stage", "any stage", "any node"                                               |
///
/// Comparisons are >=, >, <=, < and =. A name may hold spaces and dots (the longest name of a node that fits wins) and may stand in quotes.
/// A consumer or replica is called "news/slow". It is edge-triggered: what holds already must end before it can be hit. A plain value, for
/// one simulation at a time, used by its driver.
class Breakpoint
{
public:
    /// Fails with Syntax, NotFound (a name) or OutOfRange; where is "column 5", counted from 1.
    static Result<Breakpoint> parse(std::string_view text, const Scenario& scenario);

    /// As it was written, without spaces around it.
    [[nodiscard]] const std::string& text() const { return m_text; }
    /// Of a condition on the time alone: a driver goes there as fast as it likes.
    [[nodiscard]] std::optional<Instant> instant() const;

    /// What holds now, and what was counted so far, is not news: call it before a run goes on, and after it went back in time.
    void arm(const Simulation& simulation);
    [[nodiscard]] bool armed() const { return m_resolvedFor != nullptr; }
    /// Whether the condition has begun to hold since the last call; call it after every event. The first call arms.
    bool hit(const Simulation& simulation);
    /// Whether single pictures of a run can answer it: a time, or a figure of a node that has a picture. Fails with Unsupported or NotFound,
    /// and says why.
    [[nodiscard]] Result<void> fitsPictures(const Snapshot& picture) const;
    /// The same as above for something that has only pictures, each after the other; now may be later than the picture.
    void arm(const Snapshot& picture, Instant now);
    bool hit(const Snapshot& picture, Instant now);
    /// What the latest hit was: "api.depth > 500: 501 at 12.3 s". Before the first: the text.
    [[nodiscard]] std::string describe() const;

private:
    enum class Scope : std::uint8_t { Time, EndToEnd, Node, AnyProducer, AnyStage, AnyNode };
    enum class Test : std::uint8_t { GreaterEqual, Greater, LessEqual, Less, Equal, Grows, Begins };
    /// What is looked at: a count, a level or, for Begins, 1 while a state lasts.
    enum class Quantity : std::uint8_t {
        Time, Offered, Accepted, Refused, Dropped, Expired, Failed, Retried, Completed, Inside, Sent, Lost, Shed,
        Depth, Waiting, Busy, BlockedWorkers, Parked, Held, Thinking,
        Presses, Releases, IsBlocked, IsFull, IsEmpty, IsIdle, IsPressed, IsReleased, IsFree
    };
    friend struct BreakpointWords;
    friend class BreakpointParser;

    struct Watched
    {
        std::uint16_t node = 0; ///< in Simulation::nodes()
        bool held = false;      ///< the condition, after the latest look
        std::int64_t value = 0;
    };

    /// A node in a picture: indices may be others in the next one.
    struct Pictured
    {
        std::string name;
        bool held = false;
        std::int64_t value = 0;
    };

    Breakpoint() = default;
    [[nodiscard]] bool watches(const Simulation& simulation, std::uint16_t node) const;
    void resolve(const Simulation& simulation);
    [[nodiscard]] std::int64_t valueOf(const Simulation& simulation, std::uint16_t node) const;
    [[nodiscard]] std::int64_t valueOf(const ProducerState& producer) const;
    [[nodiscard]] std::int64_t valueOf(const Simulation& simulation, const StageState& stage, std::uint16_t node) const;
    [[nodiscard]] bool holds(std::int64_t value) const;
    bool look(const Simulation& simulation, Watched& watched) const;
    [[nodiscard]] bool watches(const NodeView& node) const;
    [[nodiscard]] std::int64_t valueOf(const NodeView& node) const;
    [[nodiscard]] std::int64_t totalOf(const Counters& totals) const;
    [[nodiscard]] std::vector<Pictured> seenIn(const Snapshot& picture, Instant now) const;

    std::string m_text;
    Scope m_scope = Scope::Time;
    Test m_test = Test::GreaterEqual;
    Quantity m_quantity = Quantity::Time;
    std::int64_t m_bound = 0; ///< nanoseconds for the time
    std::string m_name;       ///< Scope::Node
    std::vector<Watched> m_watched; ///< Scope::Time, Scope::EndToEnd: one
    std::vector<Pictured> m_pictured; ///< the same in pictures
    const void* m_resolvedFor = nullptr; ///< the scenario whose nodes are watched; only ever compared
    std::size_t m_resolvedNodes = 0;
    std::uint16_t m_hitNode = 0;
    std::string m_hitName;    ///< of any node
    std::int64_t m_hitValue = 0;
    std::optional<Instant> m_hitAt;
};

/// All of them, or the error of the first that cannot be read; its where begins with the condition.
Result<std::vector<Breakpoint>> breakpointsOf(const std::vector<std::string>& conditions, const Scenario& scenario);

/// Goes on until a breakpoint is hit, or to the end, or through that many events. Returns the index of the breakpoint that was hit first;
/// nothing when none was.
std::optional<std::size_t> runToBreak(Simulation& simulation, std::span<Breakpoint> breakpoints, Instant end,
                                      std::uint64_t maxEvents = UINT64_MAX);

} // namespace highwater
