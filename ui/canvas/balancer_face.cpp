// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/faces.h"
#include "theme/display_text.h"
#include "theme/picture_words.h"

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

using State = ReplicaView::State;

std::int64_t countOf(const NodeView& view, State state)
{
    return std::count_if(view.replicas.begin(), view.replicas.end(),
                         [&](const auto& replica) { return replica.state == state; });
}

QString countedUnit(const flow::BalancerPolicy& policy)
{
    return policy.type == flow::BalancerPolicy::Type::Connections ? Painted::tr("connections")
                                                                  : Painted::tr("requests");
}

QString limitsText(const flow::BalancerPolicy& policy)
{
    QString text = Painted::tr("soft %1").arg(countText(policy.softLimit));
    if (policy.hardLimit)
        text += separator() + Painted::tr("hard %1").arg(countText(*policy.hardLimit));
    return text + QLatin1Char(' ') + countedUnit(policy);
}

/// "1 starts in 2.1 s, 1 stops"; empty: no replica comes or goes.
QString movesText(const NodeView& view)
{
    QStringList moves;
    Duration soonest = Duration::max();
    for (const auto& replica : view.replicas) {
        if (replica.state == State::Starting)
            soonest = std::min(soonest, replica.startsIn);
    }
    if (const auto starting = countOf(view, State::Starting); starting > 0)
        moves.append((starting == 1 ? Painted::tr("%1 starts in %2") : Painted::tr("%1 start in %2"))
                         .arg(countText(starting), durationText(toSeconds(soonest))));
    if (const auto draining = countOf(view, State::Draining); draining > 0)
        moves.append(countedText(draining, Painted::tr("stops"), Painted::tr("stop")));
    return moves.join(QStringLiteral(", "));
}

QString mainLine(const NodeView& view, const BalancerNode& balancer)
{
    if (view.state == NodeState::Dropping)
        return lossLine(view, balancer.replica.queue);
    const auto running = countOf(view, State::Running);
    if (view.waiting > 0 && running == 0)
        return Painted::tr("no replica runs: %1").arg(countedText(view.waiting, Painted::tr("waits"), Painted::tr("wait")));
    if (view.waiting > 0)
        return Painted::tr("hard limit: %1").arg(countedText(view.waiting, Painted::tr("queues"), Painted::tr("queue")));
    return Painted::tr("%1 over %2 of %3 replicas")
        .arg(rateText(view.completedRate), countText(running), countText(balancer.policy.max));
}

Token tokenOf(const ReplicaView& replica, const flow::BalancerPolicy& policy, bool pressed)
{
    if (replica.state != State::Running)
        return Token::Idle;
    if (policy.hardLimit && replica.load >= *policy.hardLimit)
        return Token::Pressed;
    if (replica.load < policy.softLimit)
        return Token::Flowing;
    return pressed ? Token::Pressed : Token::Filling;
}

} // namespace

NodeWords balancerWords(const NodeView& view, const BalancerNode& balancer)
{
    NodeWords words;
    words.rate = rateText(view.completedRate);
    words.depth =
        QStringLiteral("%1 / %2").arg(countText(countOf(view, State::Running)), countText(balancer.policy.max));
    words.line = mainLine(view, balancer);
    const QString moves = movesText(view);
    words.shortLine = moves.isEmpty() ? limitsText(balancer.policy) : moves;
    words.servers = Painted::tr("%1 replicas").arg(words.depth);
    words.sentence = Painted::tr("%1, balancer, %2: %3%4, %5.")
                         .arg(qtText(view.name), lookOf(view).word, words.line,
                              moves.isEmpty() ? QString() : QStringLiteral(", ") + moves, limitsText(balancer.policy));
    return words;
}

void shapeBalancer(NodeShape& shape, const NodeView& view, const BalancerNode& balancer, int gaugeWidth, double scale)
{
    const auto& policy = balancer.policy;
    std::int64_t load = 0;
    for (const auto& replica : view.replicas) {
        ReplicaBar bar;
        bar.state = replica.state;
        bar.token = tokenOf(replica, policy, view.pressed);
        bar.fill = pixelsOf(static_cast<double>(replica.load), scale, gaugeWidth);
        const double delay = toSeconds(policy.startDelay);
        if (replica.state == State::Starting)
            bar.starts =
                delay > 0 ? static_cast<int>(std::ceil(16 * std::min(1.0, toSeconds(replica.startsIn) / delay))) : 0;
        shape.replicas.push_back(bar);
        load += replica.state == State::Running ? replica.load : 0;
    }
    const auto running = countOf(view, State::Running);
    shape.fill = pixelsOf(static_cast<double>(load), scale * static_cast<double>(std::max<std::int64_t>(1, running)),
                          gaugeWidth);
    if (view.state != NodeState::Dropping)
        shape.fillToken = view.pressed ? Token::Pressed : lookOf(view).token;
    shape.high = pixelsOf(static_cast<double>(policy.softLimit), scale, gaugeWidth);
    shape.bounded = policy.hardLimit.has_value();
}

} // namespace highwater
