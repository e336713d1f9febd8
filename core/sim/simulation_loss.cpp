// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/simulation.h"

namespace highwater {

using flow::ItemHandle;
using flow::noItem;

/// An item that was let in does not get through; it is in no line and with no worker any more. told: its sender learns it at once.
void Simulation::lose(std::uint16_t node, ItemHandle handle, Loss loss, bool told)
{
    StageState& stage = stageOf(node);
    Counters& totals = stage.metrics.totals;
    Item& item = m_items[handle];
    ++item.stamp;
    item.interrupted = false;
    freeWorker(stage, item);
    if (item.onward != Item::nowhere) {
        // A place ahead was promised to it: somebody else may have that.
        stageOf(item.onward).flow.redeem(item.bytes, item.priority);
        markDirty(item.onward);
        item.onward = Item::nowhere;
    }
    switch (loss) {
    case Loss::Dropped:
        ++totals.dropped;
        log(LoggedEvent::Kind::Dropped, node, item.identity);
        break;
    case Loss::Expired:
        ++totals.expired;
        log(LoggedEvent::Kind::Expired, node, item.identity);
        break;
    case Loss::Failed:
        ++totals.failed;
        log(LoggedEvent::Kind::Failed, node, item.identity);
        break;
    }
    --totals.inside;
    if (stage.asks) {
        stage.extras.admission.onDone(m_now, m_now - item.entered, static_cast<std::int64_t>(totals.inside) + 1, true,
                                      stage.extras.draws.uniform());
    }
    if (stage.role == Role::Consumer) {
        noteRead(handle);
    } else if (stage.role == Role::Replica) {
        loseOuter(node, handle, loss);
    }
    m_refusal = {};
    returnCreditOf(handle, node);
    m_lostBy = loss;
    const bool before = m_turnedAway;
    m_turnedAway = before || item.entered == m_now; // its sender would try again at this instant, too
    loseAttempt(handle, told);
    m_turnedAway = before;
}

/// The item has waited as long as it will, and leaves the queue from where it stands.
void Simulation::runOutOfPatience(ItemHandle handle)
{
    const std::uint16_t node = m_items[handle].node;
    StageState& stage = stageOf(node);
    stage.metrics.advance(m_now, stage.flow);
    noteSwitch(node, stage.flow.queue().remove(m_items[handle].position, m_items[handle].priority));
    stage.metrics.noteShorter(stage.flow.queue());
    lose(node, handle, Loss::Expired, false);
    if (stage.managed && stage.flow.queue().empty()) {
        stage.extras.aqm.onEmpty(m_now);
    }
    markDirty(node);
}

/// A worker would take an item whose deadline has passed: it is removed instead. False for one whose service goes on.
bool Simulation::expiresNow(std::uint16_t node, ItemHandle handle)
{
    if (m_items[handle].interrupted || stageOf(node).role == Role::Balancer) {
        return false;
    }
    lose(node, handle, Loss::Expired, false);
    return true;
}

/// An attempt was turned away or thrown away. told: its sender knows at once; else only the timeout, if there is one, tells it.
void Simulation::loseAttempt(ItemHandle handle, bool told)
{
    if (told && callAgain(handle)) {
        return;
    }
    endCalls(handle);
    returnCredits(handle);
    Item& item = m_items[handle];
    if (item.parent != noItem) {
        endCopy(handle, false);
        return;
    }
    if (item.outside) {
        loseOutside(handle);
        return;
    }
    if (item.abandoned) {
        m_items.release(handle);
        return;
    }
    if (told) {
        failAttempt(handle, true);
        m_items.release(handle);
        return;
    }
    if (item.hasTimeout) {
        item.place = Item::Place::Vanished;
        return;
    }
    const Item lost = item;
    m_items.release(handle);
    endAttempt(lost, false);
    loseRequest(lost.producer, lost, true);
}

/// A stage that repeats its calls has done its own work on an item, and calls the next stage. Whoever called it waits for that, too.
void Simulation::beginCall(std::uint16_t node, ItemHandle handle)
{
    std::uint32_t call = m_freeCall;
    if (call == Item::noCall) {
        call = static_cast<std::uint32_t>(m_calls.size());
        m_calls.emplace_back();
    } else {
        m_freeCall = m_calls[call].outer;
    }
    m_calls[call] = {node, 1, Duration::zero(), m_items[handle].call};
    m_items[handle].call = call;
}

/// The innermost call is answered, or given up.
void Simulation::endCall(ItemHandle handle)
{
    const std::uint32_t call = m_items[handle].call;
    m_items[handle].call = m_calls[call].outer;
    m_calls[call].outer = m_freeCall;
    m_freeCall = call;
}

void Simulation::endCalls(ItemHandle handle)
{
    while (m_items[handle].call != Item::noCall) {
        endCall(handle);
    }
    m_items[handle].calledAgain = false;
}

/// A call between stages failed. True: the stage that made it will make it again, or one that called that stage.
bool Simulation::callAgain(ItemHandle handle)
{
    while (m_items[handle].call != Item::noCall) {
        if (repeats(handle)) {
            return true;
        }
        // The caller gives up, and has failed whoever called it: the credits of its own window go back.
        const std::uint16_t caller = m_calls[m_items[handle].call].caller;
        endCall(handle);
        returnCreditOf(handle, caller);
    }
    return false;
}

/// Whether the innermost caller makes its call again; if so, it is planned.
bool Simulation::repeats(ItemHandle handle)
{
    Item& item = m_items[handle];
    Call& call = m_calls[item.call];
    const StageNode* config = m_nodes[call.caller].config->stage();
    if (m_nodes[call.caller].retired || config == nullptr || config->retry.kind == flow::RetryPolicy::Kind::None) {
        return false;
    }
    StageState& stage = stageOf(call.caller);
    const flow::RetryPolicy& policy = config->retry;
    const bool exhausted = policy.attempts && call.calls >= static_cast<std::uint64_t>(*policy.attempts);
    if (exhausted || (policy.budget && !stage.extras.callBudget.take())) {
        return false;
    }
    Draws draws((item.identity ^ stage.callKey) + item.visits * 0xd1342543de82ef95u + call.calls);
    Duration delay = flow::retryDelay(policy, call.calls, call.backoff, draws.uniform());
    if (policy.respectRetryAfter) {
        delay = flow::atLeast(delay, m_refusal.retryAfter);
    }
    call.backoff = delay;
    ++call.calls;
    ++item.stamp;
    item.calledAgain = true;
    item.place = Item::Place::Calling;
    m_heap.push(m_now + delay, EventKind::CallDue, call.caller, handle);
    return true;
}

void Simulation::repeatCall(ItemHandle handle)
{
    const std::uint16_t caller = m_calls[m_items[handle].call].caller;
    StageState& stage = stageOf(caller);
    const Way way = chooseWay(stage.exits, stage.routeKey, m_items[handle]);
    if (way.node == Way::out) {
        completeRequest(handle); // the way was changed while it waited
        return;
    }
    m_items[handle].node = way.node;
    if (way.hop != Way::direct) {
        enterHop(way.hop, handle); // a call has no worker that could wait for the buffer
        return;
    }
    const Answer answer = ask(way.node, handle);
    if (answer == Answer::Park) {
        stageOf(way.node).flow.door().pushBack({m_now, caller, handle});
        return;
    }
    enter(way.node, handle, answer);
}

void Simulation::takeCredit(std::uint16_t node, ItemHandle handle)
{
    std::uint32_t credit = m_freeCredit;
    if (credit == Item::noCredit) {
        credit = static_cast<std::uint32_t>(m_credits.size());
        m_credits.emplace_back();
    } else {
        m_freeCredit = m_credits[credit].next;
    }
    m_credits[credit] = {node, stageOf(node).extras.windowUntil, m_items[handle].credit};
    m_items[handle].credit = credit;
    stageOf(node).flow.takeCredit();
}

/// A credit goes back to its window. Returns the next one of the list in which it was.
std::uint32_t Simulation::freeCredit(std::uint32_t credit)
{
    const std::uint32_t next = m_credits[credit].next;
    const std::uint16_t window = m_credits[credit].window;
    m_credits[credit].next = m_freeCredit;
    m_freeCredit = credit;
    StageState& stage = stageOf(window);
    stage.metrics.advance(m_now, stage.flow);
    stage.flow.returnCredit();
    markDirty(window);
    return next;
}

/// The item has left a stage: credits that end there go back.
void Simulation::returnCredit(ItemHandle handle, std::uint16_t until)
{
    std::uint32_t* link = &m_items[handle].credit;
    while (*link != Item::noCredit) {
        if (m_credits[*link].until == until) {
            *link = freeCredit(*link);
        } else {
            link = &m_credits[*link].next;
        }
    }
}

/// The item is lost at a stage that may be called for it again: the credits of that stage's own window go back.
void Simulation::returnCreditOf(ItemHandle handle, std::uint16_t window)
{
    std::uint32_t* link = &m_items[handle].credit;
    while (*link != Item::noCredit) {
        if (m_credits[*link].window == window) {
            *link = freeCredit(*link);
        } else {
            link = &m_credits[*link].next;
        }
    }
}

/// The item is through or gone.
void Simulation::returnCredits(ItemHandle handle)
{
    while (m_items[handle].credit != Item::noCredit) {
        m_items[handle].credit = freeCredit(m_items[handle].credit);
    }
}

/// A copy that a channel made has left the network, or was lost on its way. With the last one the request has its answer.
void Simulation::endCopy(ItemHandle handle, bool completed)
{
    const Item copy = m_items[handle];
    m_items.release(handle);
    Item& parent = m_items[copy.parent];
    parent.anyCompleted = parent.anyCompleted || completed;
    assert(parent.copies > 0);
    if (--parent.copies > 0 || parent.readers > 0) {
        return;
    }
    parent.waited += copy.waited;
    parent.served += copy.served;
    if (parent.anyCompleted) {
        completeRequest(copy.parent);
    } else {
        loseAttempt(copy.parent, false);
    }
}

} // namespace highwater
