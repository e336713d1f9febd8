// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas_pictures.h"
#include "picture_builder.h"

namespace highwater {

using std::chrono::milliseconds;
using std::chrono::seconds;

Snapshot kindsPicture()
{
    Builder b;
    b.producer("web clients", NodeState::Flowing, 640, flow::OnPressure::Ignore);
    NodeView& batch = b.producer("batch import", NodeState::Waiting, 320, flow::OnPressure::Wait);
    batch.offeredRate = 0;
    batch.held = 2;
    batch.heldShare = 0.81;
    batch.inState = milliseconds(1200);
    batch.waitsFor = 2;
    batch.chain = {2};
    NodeView& api = b.stage("api", NodeState::Pressed, 566, 7, 700);
    b.stageNode(2).queue.marks = flow::Marks{600, 300};
    api.oldest = milliseconds(809);
    NodeView& pool = b.balancer("db pool", NodeState::Flowing, 4, {16, 14, 17});
    ReplicaView& starting = pool.replicas.emplace_back();
    starting.state = ReplicaView::State::Starting;
    starting.startsIn = milliseconds(2100);
    b.channel("events", NodeState::Filling, {{"audit", 40, milliseconds(100)}, {"search", 430, milliseconds(1200)}});
    b.hop(0, 2, 640, 6 * 1024, 22 * 1024);
    b.link(1, 2, 0);
    b.link(2, 3, 490);
    b.link(2, 4, 210);
    b.link(3, std::nullopt, 490);
    b.link(4, std::nullopt, 210);
    return b.take();
}

Snapshot channelsPicture()
{
    Builder b;
    b.producer("feed", NodeState::Flowing, 60, flow::OnPressure::Wait);
    b.channel("events", NodeState::Flowing,
              {{"audit", 60, milliseconds(100)}, {"search", 220, milliseconds(600)}, {"mail", 140, milliseconds(300)}});
    b.channel("events 2", NodeState::Pressed,
              {{"audit", 60, milliseconds(100)}, {"search", 880, milliseconds(9400)}, {"mail", 0, milliseconds(-1)}});
    NodeView& blocked = b.channel("events 3", NodeState::Blocked,
                                  {{"audit", 0, milliseconds(0)}, {"a long reader", 510, milliseconds(4200)}});
    blocked.consumers[1].blocked = true;
    blocked.blocked = 1;
    blocked.waitsFor = 5;
    NodeView& many = b.channel("events 4", NodeState::Filling,
                               {{"r1", 10, milliseconds(20)},
                                {"r2", 20, milliseconds(30)},
                                {"r3", 30, milliseconds(50)},
                                {"r4", 10, milliseconds(20)},
                                {"r5", 20, milliseconds(30)},
                                {"r6", 450, milliseconds(750)},
                                {"r7", 15, milliseconds(30)}});
    many.completedRate = 420;
    NodeView& slow = b.stage("slow", NodeState::Pressed, 1000, 1, 20);
    slow.parked = 1;
    slow.longestParked = milliseconds(3100);
    for (int i = 1; i <= 4; ++i)
        b.link(0, i, 15);
    b.link(1, std::nullopt, 60);
    b.link(2, std::nullopt, 60);
    b.channelNode(3).consumers[0].to = {Route{}};
    b.link(3, 5, 20);
    b.link(3, std::nullopt, 60);
    b.link(4, std::nullopt, 60);
    b.link(5, std::nullopt, 20);
    return b.take();
}

Snapshot balancersPicture()
{
    Builder b;
    b.producer("users", NodeState::Flowing, 490, flow::OnPressure::Wait);
    b.balancer("db pool", NodeState::Flowing, 5, {14, 12, 15});
    NodeView& pressed = b.balancer("db pool 2", NodeState::Pressed, 5, {24, 25, 22});
    pressed.waiting = pressed.level = 14;
    pressed.replicas.emplace_back();
    pressed.replicas.back().state = ReplicaView::State::Starting;
    pressed.replicas.back().startsIn = milliseconds(2100);
    pressed.replicas.emplace_back().state = ReplicaView::State::Stopped;
    NodeView& draining = b.balancer("draining", NodeState::Flowing, 3, {18, 21, 6});
    draining.replicas[2].state = ReplicaView::State::Draining;
    b.balancer("sixteen", NodeState::Filling, 16, {5, 9, 12, 20, 25, 22, 3, 0, 8, 11, 14, 16, 18, 19, 20, 21});
    b.balancerNode(4).policy.hardLimit.reset();
    b.balancer("three hundred", NodeState::Flowing, 300, std::vector<std::int64_t>(300, 12));
    for (int i = 1; i <= 5; ++i) {
        b.link(0, i, 98);
        b.link(i, std::nullopt, 98);
    }
    return b.take();
}

Snapshot hopsPicture()
{
    Builder b;
    for (const char* name : {"moving", "receiver slow", "both full", "down"})
        b.producer(name, NodeState::Flowing, 100, flow::OnPressure::Wait);
    b.stage("api", NodeState::Filling, 510, 4, 200);
    b.hop(0, 4, 100, 4 * 1024, 6 * 1024);
    b.hop(1, 4, 80, 19 * 1024, 61 * 1024);
    HopView& full = b.hop(2, 4, 20, 64 * 1024, 64 * 1024);
    full.senderWaits = true;
    full.applicationBytes = 12 * 1024;
    b.hop(3, 4, 0, 30 * 1024, 0).down = true;
    b.link(4, std::nullopt, 200);
    return b.take();
}

Snapshot troublesPicture()
{
    Builder b;
    NodeView& clients = b.producer("clients", NodeState::Flowing, 640, flow::OnPressure::Ignore);
    clients.clients = {20, 412, 0, 23.45, 0, 0};
    b.producerNode(0).clients = 20;
    b.producerNode(0).hostile = 50;
    NodeView& tenants = b.producer("tenants", NodeState::Flowing, 80, flow::OnPressure::Wait);
    tenants.clients.count = 8;
    NodeView& cut = b.producer("cut off", NodeState::Flowing, 80, flow::OnPressure::Wait);
    cut.clients.count = 8;
    cut.clients.killed = 1;

    NodeView& refusing = b.stage("refusing", NodeState::Dropping, 300, 8, 400);
    refusing.offeredRate = 560;
    refusing.refusedRate = 160;
    refusing.totals.refused = 1000;
    refusing.refusedBy = {{flow::RefusalReason::TokenBucket, 900}, {flow::RefusalReason::QueueFull, 100}};
    NodeView& hanging = b.stage("hanging", NodeState::Pressed, 830, 8, 380);
    hanging.hung = 2;
    NodeView& down = b.stage("down", NodeState::Pressed, 900, 4, 0);
    down.busy = 0;
    down.down = true;
    NodeView& credits = b.stage("credits", NodeState::Filling, 520, 4, 300);
    credits.creditsFree = 5;
    credits.reserved = 2;
    b.stageNode(6).window = Window{8, 7};
    NodeView& scaling = b.stage("scaling", NodeState::Filling, 600, 6, 600);
    scaling.workersWanted = 8;
    scaling.workersStarting = 2;
    NodeView& sharing = b.stage("sharing", NodeState::Flowing, 4, 4, 400);
    b.stageNode(8).queue.order = flow::Order::ProcessorSharing;
    sharing.totals.inside = 8;
    NodeView& limited = b.stage("limited", NodeState::Flowing, 40, 16, 700);
    limited.adaptiveLimit = 24.4;
    NodeView& dropping = b.stage("managed", NodeState::Dropping, 300, 40, 700);
    dropping.refusedRate = 31;
    dropping.totals.dropped = 100;
    dropping.busy = 30;
    dropping.hung = 6;
    b.stageNode(10).queue.aqm = flow::CodelPolicy{};
    for (int i = 3; i <= 10; ++i) {
        b.link(i % 3, i, 100);
        b.link(i, std::nullopt, b.view(i).completedRate);
    }
    return b.take();
}

} // namespace highwater
