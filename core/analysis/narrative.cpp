// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/narrative.h"

#include "analysis/narrative_kinds.h"
#include "analysis/narrative_words.h"
#include "units/display.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace highwater {

using namespace words;

namespace {

/// Change per second below which a level is called steady: a queue that gains one item every two seconds is not news.
constexpr double steadySlope = 0.5;
/// Switches of the signal per second of wall time above which its present position is not worth telling.
constexpr double readableSwitches = 1.0;
constexpr double fewestSwitches = 4; ///< in what is counted: twice on and off
/// A part of the attempts from which repeats are worth a sentence.
constexpr double notableRepeats = 0.1;
/// Seconds of waiting that nobody needs from which a queue is called bloated; it must also be twice the service time.
constexpr double notableStanding = 0.02;
/// A part of the workers' time spent holding finished items from which a stage is told as blocked, even in the moments in which it
/// is not: a sentence that flickers cannot be read.
constexpr double notableBlocked = 0.25;

/// One telling: the snapshot and the node that it is about.
class Teller
{
public:
    explicit Teller(const Snapshot& snapshot) : m_snapshot(snapshot) {}
    Narrative tell();

private:
    [[nodiscard]] const NodeView& view(int index) const { return m_snapshot.nodes[static_cast<std::size_t>(index)]; }
    [[nodiscard]] const Node& configOf(int index) const { return m_snapshot.scenario->nodes[static_cast<std::size_t>(index)]; }
    [[nodiscard]] bool takesItems(int index) const;
    [[nodiscard]] flow::QueuePolicy queueOf(int index) const { return boundsOf(configOf(index), view(index)); }
    [[nodiscard]] std::string remedy(int index) const;
    bool tellOtherKind(int index);
    [[nodiscard]] int rank(int index) const;
    [[nodiscard]] std::optional<int> mostImportant() const;
    [[nodiscard]] bool grows(int index) const;
    [[nodiscard]] bool heldUp(int index) const;
    [[nodiscard]] int rootOf(int index) const;
    [[nodiscard]] std::vector<std::string> waitingFor(int index) const;

    void tellBlocked(int index);
    void tellLosing(int index);
    void tellPressed(int index);
    void tellFilling(int index);
    [[nodiscard]] bool swings(int index) const;
    void tellSwinging(int index);
    void tellFlowing(int index);
    void tellRetries(int index);
    [[nodiscard]] std::string rates(const NodeView& node) const;
    [[nodiscard]] static std::string growth(const NodeView& node, const flow::QueuePolicy& queue);
    [[nodiscard]] std::string bloat(const NodeView& node) const;

    const Snapshot& m_snapshot;
    Narrative m_told;
};

bool Teller::takesItems(int index) const
{
    const auto& nodes = m_snapshot.scenario->nodes;
    return index >= 0 && static_cast<std::size_t>(index) < nodes.size() && !configOf(index).producer();
}

/// What helps a node that others wait for; it may have been removed from the scenario meanwhile.
std::string Teller::remedy(int index) const
{
    return takesItems(index) ? remedyFor(configOf(index)) : std::string("let it take more.");
}

/// Channels and balancers have a way of their own to be full; false for a stage.
bool Teller::tellOtherKind(int index)
{
    if (configOf(index).channel())
        tellChannel(m_told, view(index), waitingFor(index));
    else if (const auto* balancer = configOf(index).balancer())
        tellBalancer(m_told, view(index), *balancer, waitingFor(index));
    else
        return false;
    tellRetries(index);
    return true;
}

/// The signal switches faster than anybody can read: more than once a second on the wall, and not once by chance.
bool Teller::swings(int index) const
{
    const NodeView& node = view(index);
    const double speed = std::max(1.0, std::isfinite(m_snapshot.speedWanted) ? m_snapshot.speedWanted : 1e6);
    return node.flipsPerMinute / 60 * speed > readableSwitches && node.flipsPerMinute * switchWindows * toSeconds(m_snapshot.rateWindow) / 60 >= fewestSwitches;
}

void Teller::tellSwinging(int index)
{
    const NodeView& node = view(index);
    m_told.state = NodeState::Pressed;
    m_told.stateWord = "swinging between its marks";
    m_told.sentence = rates(node) + " The signal switches " + displayCount(std::round(node.flipsPerMinute)) +
                      " times a minute and is on " + percent(node.pressedShare) + " of the time.";
    m_told.tryNext = "Add a consumer (C), or drag the marks apart.";
    tellRetries(index);
}

/// A queue that has no mark to reach can grow for ever; that is told like filling.
bool Teller::grows(int index) const
{
    const NodeView& node = view(index);
    return node.levelSlope > steadySlope && node.levelSlope > node.offeredRate * 0.02 && node.idleShare < 0.05;
}

bool Teller::heldUp(int index) const
{
    const NodeView& node = view(index);
    return node.state == NodeState::Blocked || (node.waitsFor && node.blockedShare >= notableBlocked);
}

/// Where the waiting of a node comes from in the end; the node itself when it waits for nobody.
int Teller::rootOf(int index) const
{
    int root = index;
    for (std::size_t steps = 0; view(root).waitsFor && steps < m_snapshot.nodes.size(); ++steps)
        root = *view(root).waitsFor;
    return root;
}

/// Larger is more important; equal states are told apart by how busy the stage is.
int Teller::rank(int index) const
{
    if (heldUp(index))
        return 5;
    switch (view(index).state) {
    case NodeState::Blocked:
        return 5;
    case NodeState::Dropping:
        return 4;
    case NodeState::Pressed:
    case NodeState::Waiting:
        return 3;
    case NodeState::Filling:
        return 2;
    case NodeState::Flowing:
        return grows(index) ? 2 : 1;
    case NodeState::Idle:
        break;
    }
    return 0;
}

std::optional<int> Teller::mostImportant() const
{
    std::optional<int> best;
    const auto count = std::min(m_snapshot.scenario->nodes.size(), m_snapshot.nodes.size());
    for (int i = 0; static_cast<std::size_t>(i) < count; ++i) {
        if (!takesItems(i))
            continue;
        const auto weight = [&](int index) { return std::pair(rank(index), view(index).busyShare); };
        if (!best || weight(i) > weight(*best))
            best = i;
    }
    return best;
}

/// Producers and stages that this node holds back.
std::vector<std::string> Teller::waitingFor(int index) const
{
    std::vector<std::string> names;
    for (const NodeView& node : m_snapshot.nodes) {
        const bool stands = node.state == NodeState::Waiting || node.state == NodeState::Blocked || node.blockedShare >= notableBlocked;
        if (!node.retired && node.waitsFor == index && stands)
            names.push_back(node.name);
    }
    return names;
}

std::string Teller::rates(const NodeView& node) const
{
    return displayRate(node.offeredRate) + " arrive, " + displayRate(node.completedRate) + " leave.";
}

/// Waiting that never goes away, with its price.
std::string Teller::bloat(const NodeView& node) const
{
    const double standing = node.bloat.standing.value_or(0);
    const double service = node.service.mean.value_or(0);
    if (standing < notableStanding || standing < 2 * service)
        return {};
    return "The queue never drains: it adds " + displayDuration(standing) + " to every item and no throughput.";
}

/// When a rising queue reaches the next thing that happens to it.
std::string Teller::growth(const NodeView& node, const flow::QueuePolicy& queue)
{
    const auto level = static_cast<double>(node.level);
    const auto in = [&](double target) { return about((target - level) / node.levelSlope); };
    const auto& marks = queue.marks;
    const auto& capacity = queue.capacity;
    if (marks && !node.pressed && level < static_cast<double>(marks->high)) {
        const bool full = capacity && marks->high == *capacity;
        return full ? "the queue is full in " + in(static_cast<double>(*capacity))
                    : "the high mark at " + levelText(queue, static_cast<double>(marks->high)) + " is reached in " +
                          in(static_cast<double>(marks->high));
    }
    if (capacity && level < static_cast<double>(*capacity))
        return "the queue is full in " + in(static_cast<double>(*capacity));
    if (!capacity)
        return "the queue has no limit and grows by " + levelText(queue, std::round(node.levelSlope)) + " every second";
    return "the queue is full";
}

void Teller::tellBlocked(int index)
{
    // The end of the chain: the last blocked stage, whose way is barred by one that is not blocked itself.
    std::vector<int> chain{index};
    while (view(chain.back()).waitsFor && heldUp(*view(chain.back()).waitsFor)) {
        const int next = *view(chain.back()).waitsFor;
        if (std::find(chain.begin(), chain.end(), next) != chain.end()) {
            m_told.sentence = view(next).name + " and " + view(chain.back()).name +
                              " wait for each other in a circle: nothing can move.";
            m_told.tryNext = "Give one of the queues more capacity, or let it reject when full.";
            return;
        }
        chain.push_back(next);
    }
    m_told.node = chain.back();
    m_told.subject = view(chain.back()).name;
    const auto root = view(chain.back()).waitsFor;
    if (!root) {
        m_told.sentence = "Its workers hold finished items that nobody takes.";
        return;
    }
    const NodeView& wall = view(*root);
    m_told.sentence = wall.name + " has no room: " + displayRate(wall.completedRate) + " leave it.";
    const auto behind = waitingFor(chain.back());
    if (!behind.empty())
        m_told.sentence += " " + listOf(behind) + plural(behind.size(), " waits behind.", " wait behind.");
    for (const NodeView& node : m_snapshot.nodes) {
        if (!node.isProducer && !node.retired && node.refusedRate > 0) {
            m_told.sentence += " " + node.name + " turns " + displayRate(node.refusedRate) + " away.";
            break;
        }
    }
    m_told.tryNext = "Select " + wall.name + " and " + remedy(*root);
}

void Teller::tellLosing(int index)
{
    const NodeView& node = view(index);
    const flow::QueuePolicy queue = queueOf(index);
    const double turnedAway = std::max(0.0, node.offeredRate - node.acceptedRate);
    const bool refusing = node.totals.refused > 0 && turnedAway >= node.refusedRate / 2;
    m_told.stateWord = refusing ? "refusing" : "dropping";
    std::string reason;
    const bool byPolicy = refusing && !node.refusedBy.empty() && node.refusedBy.front().reason != flow::RefusalReason::QueueFull;
    if (byPolicy)
        reason = refuserOf(node.refusedBy.front().reason);
    else if (refusing)
        reason = queue.capacity && node.level >= *queue.capacity ? ": its queue is full" : " at its door";
    else if (node.totals.expired >= std::max(node.totals.dropped, node.totals.failed) && node.totals.expired > 0)
        reason = ": they waited too long";
    else if (node.totals.failed > node.totals.dropped)
        reason = ": their work failed";
    else
        reason = ": newer ones take their place";
    m_told.sentence = node.refusedRate > 0 ? displayRate(node.refusedRate) + " of " + displayRate(node.offeredRate) +
                                                 (refusing ? " are turned away" : " are lost") + reason + "."
                                           : rates(node);
    if (node.refusedRate > 0)
        m_told.sentence += " " + displayRate(node.completedRate) + " leave.";
    if (byPolicy) {
        m_told.tryNext = "Raise what its admission lets in, or let the senders slow down.";
        tellRetries(index);
        return;
    }
    const int root = rootOf(index);
    m_told.tryNext = root == index || view(root).isProducer
                         ? std::string("Add a consumer (C), or let the sender wait instead.")
                         : "Select " + view(root).name + " and " + remedy(root);
    tellRetries(index);
}

/// Repeats are load that the system makes itself.
void Teller::tellRetries(int index)
{
    const NodeView& node = view(index);
    if (node.retriedRate <= 0 || node.retriedRate < notableRepeats * node.offeredRate)
        return;
    m_told.sentence += " Retries: " + displayRate(node.retriedRate) + " of the " + displayRate(node.offeredRate) + " are repeats.";
    m_told.tryNext = "Give the retries a budget, or a longer pause between them.";
}

void Teller::tellPressed(int index)
{
    const NodeView& node = view(index);
    const flow::QueuePolicy queue = queueOf(index);
    const auto waiting = waitingFor(index);
    m_told.sentence = rates(node);
    if (!waiting.empty() && queue.marks) {
        const auto low = static_cast<double>(queue.marks->low);
        m_told.sentence += " " + listOf(waiting) + plural(waiting.size(), " waits", " wait") + " until the queue falls to " +
                           levelText(queue, low);
        if (node.levelSlope < -steadySlope && static_cast<double>(node.level) > low)
            m_told.sentence += ", in about " + about((static_cast<double>(node.level) - low) / -node.levelSlope);
        m_told.sentence += ".";
    } else if (node.levelSlope > steadySlope) {
        m_told.sentence += " Nobody heeds the signal: " + growth(node, queue) + ".";
    } else if (waiting.empty()) {
        m_told.sentence += " The queue stands at " + levelText(queue, static_cast<double>(node.level)) + ".";
    }
    tellRetries(index);
    if (m_told.tryNext.empty())
        m_told.tryNext = node.idleShare < 0.05 ? "Add a consumer (C), or drag the high mark down."
                                               : "Drag the low mark up: the workers run out of work while senders wait.";
}

void Teller::tellFilling(int index)
{
    const NodeView& node = view(index);
    const flow::QueuePolicy queue = queueOf(index);
    if (node.levelSlope > steadySlope) {
        m_told.sentence = "Arrivals " + displayRate(node.offeredRate) + ", drain " + displayRate(node.completedRate) + ": " +
                          growth(node, queue) + ".";
    } else if (node.levelSlope < -steadySlope) {
        m_told.sentence = rates(node) + " The queue of " + levelText(queue, static_cast<double>(node.level)) + " is empty in about " +
                          about(static_cast<double>(node.level) / -node.levelSlope) + ".";
    } else {
        m_told.sentence = rates(node) + " The queue stands at " + levelText(queue, static_cast<double>(node.level)) + ".";
    }
    if (const std::string price = bloat(node); !price.empty() && node.levelSlope <= steadySlope)
        m_told.sentence += " " + price;
    m_told.tryNext = "Add a consumer (C), and watch when it turns.";
    tellRetries(index);
}

void Teller::tellFlowing(int index)
{
    const NodeView& node = view(index);
    if (grows(index)) {
        m_told.stateWord = "growing";
        tellFilling(index);
        return;
    }
    const std::string price = bloat(node);
    m_told.sentence = displayRate(node.completedRate) + " pass";
    if (node.workers)
        m_told.sentence += ", " + percent(node.busyShare) + " busy";
    const double wait = node.wait.mean.value_or(0);
    const double service = node.service.mean.value_or(0);
    if (!price.empty())
        m_told.sentence += ". " + price;
    else if (node.waiting == 0 || wait < 0.05 * service)
        m_told.sentence += ", nobody waits.";
    else
        m_told.sentence += ", " + displayCount(static_cast<double>(node.waiting)) + plural(static_cast<std::size_t>(node.waiting), " waits.", " wait.");
    m_told.tryNext = price.empty() ? "Add a producer (P), or try a spike (S)." : "Lower the capacity or the high mark.";
    tellRetries(index);
}

Narrative Teller::tell()
{
    if (!m_snapshot.trouble.empty())
        return {-1, NodeState::Blocked, "The run", "stopped", m_snapshot.trouble, "Restart it (R), or take the last change back (Ctrl+Z)."};
    const auto chosen = m_snapshot.scenario ? mostImportant() : std::nullopt;
    if (!chosen)
        return {-1, NodeState::Idle, "The run", "empty", "There is no stage in this scenario.", {}};
    const NodeView& node = view(*chosen);
    const NodeState state = heldUp(*chosen) ? NodeState::Blocked : node.state;
    m_told = {*chosen, state, node.name, wordOf(state), {}, {}};
    if (node.down) {
        m_told.stateWord = "down";
        m_told.sentence = "Nobody works during the outage: " + displayRate(node.offeredRate) + " arrive and " +
                          displayCount(static_cast<double>(node.waiting)) + " wait.";
        return m_told;
    }
    const bool calm = state != NodeState::Blocked && state != NodeState::Dropping && state != NodeState::Idle;
    if (calm && tellOtherKind(*chosen))
        return m_told;
    switch (state) {
    case NodeState::Blocked:
        tellBlocked(*chosen);
        break;
    case NodeState::Dropping:
        tellLosing(*chosen);
        break;
    case NodeState::Pressed:
    case NodeState::Waiting:
        swings(*chosen) ? tellSwinging(*chosen) : tellPressed(*chosen);
        break;
    case NodeState::Filling:
        swings(*chosen) ? tellSwinging(*chosen) : tellFilling(*chosen);
        break;
    case NodeState::Flowing:
        tellFlowing(*chosen);
        break;
    case NodeState::Idle:
        m_told.sentence = "Nothing arrives.";
        m_told.tryNext = m_snapshot.state == RunState::Running ? "Add a producer (P)." : "Run it (Space).";
        break;
    }
    return m_told;
}

} // namespace

Narrative narrate(const Snapshot& snapshot)
{
    return Teller(snapshot).tell();
}

} // namespace highwater
