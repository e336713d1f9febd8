// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas_pictures.h"
#include "picture_builder.h"

#include <string>
#include <utility>

namespace highwater {

using std::chrono::milliseconds;

Snapshot chainPicture()
{
    Builder b;
    NodeView& batch = b.producer("batch", NodeState::Waiting, 960, flow::OnPressure::Wait);
    batch.offeredRate = 190;
    batch.held = 2;
    batch.heldShare = 0.8;
    batch.inState = milliseconds(3100);
    batch.waitsFor = 1;
    NodeView& api = b.stage("api", NodeState::Blocked, 910, 8, 190);
    api.busy = 2;
    api.blocked = 6;
    api.oldest = milliseconds(4200);
    api.waitsFor = 2;
    NodeView& db = b.stage("db", NodeState::Pressed, 1000, 4, 190);
    db.busy = 4;
    db.parked = 6;
    db.longestParked = milliseconds(3100);
    NodeView& disk = b.stage("disk", NodeState::Flowing, 120, 1, 190);
    disk.offeredRate = 190;
    db.waitsFor = 3;
    b.link(0, 1, 190);
    b.link(1, 2, 190);
    b.link(2, 3, 190);
    b.link(3, std::nullopt, 190);
    return b.take();
}

Snapshot fanInPicture()
{
    Builder b;
    b.producer("web clients", NodeState::Flowing, 640, flow::OnPressure::Ignore);
    NodeView& batch = b.producer("batch import", NodeState::Waiting, 320, flow::OnPressure::Wait);
    batch.offeredRate = 0;
    batch.held = 2;
    batch.heldShare = 0.81;
    batch.inState = milliseconds(1200);
    batch.waitsFor = 2;
    NodeView& api = b.stage("api", NodeState::Pressed, 566, 7, 700);
    b.stageNode(2).queue.marks = flow::Marks{600, 300};
    api.levelSlope = -60;
    api.oldest = milliseconds(809);
    NodeView& db = b.stage("db", NodeState::Flowing, 24, 12, 700);
    db.busy = 9;
    b.link(0, 2, 640);
    b.link(1, 2, 0);
    b.link(2, 3, 700);
    b.link(3, std::nullopt, 700);
    return b.take();
}

Snapshot feedbackPicture()
{
    Builder b;
    NodeView& users = b.producer("users", NodeState::Flowing, 200, flow::OnPressure::Wait);
    b.producerNode(0).arrivals.kind = Arrivals::Kind::Closed;
    b.producerNode(0).arrivals.users = 50;
    users.thinking = 12;
    users.wantedRate = 0;
    b.stage("front", NodeState::Flowing, 40, 4, 260);
    b.stage("db", NodeState::Filling, 520, 8, 120);
    b.stage("cache", NodeState::Flowing, 12, 2, 140);
    b.link(0, 1, 200);
    b.link(1, 2, 120);
    b.link(1, 3, 140);
    b.link(2, std::nullopt, 120);
    b.link(3, std::nullopt, 80);
    b.stageNode(3).to.push_back(Route{std::nullopt, 1});
    b.link(3, 1, 60);
    return b.take();
}

Snapshot statesPicture()
{
    Builder b;
    b.producer("web", NodeState::Flowing, 640, flow::OnPressure::Ignore);
    b.stage("idle one", NodeState::Idle, 0, 8, 0);
    NodeView& flowing = b.stage("flowing one", NodeState::Flowing, 120, 8, 640);
    flowing.busy = 6;
    NodeView& filling = b.stage("filling one", NodeState::Filling, 520, 8, 800);
    filling.levelSlope = 200;
    b.stage("pressed one", NodeState::Pressed, 830, 16, 800).levelSlope = -100;
    NodeView& blocked = b.stage("blocked one", NodeState::Blocked, 910, 8, 190);
    blocked.busy = 2;
    blocked.blocked = 6;
    blocked.waitsFor = 6;
    NodeView& refusing = b.stage("refusing one", NodeState::Dropping, 1000, 40, 800);
    refusing.busy = 30;
    refusing.offeredRate = 960;
    refusing.refusedRate = 160;
    refusing.totals.refused = 1000;
    refusing.parked = 6;
    refusing.longestParked = milliseconds(3100);
    for (int i = 1; i <= 6; ++i)
        b.link(0, i, i == 1 ? 0 : 100 * i);
    for (int i = 1; i <= 6; ++i) {
        if (i != 5)
            b.link(i, std::nullopt, b.view(i).completedRate);
    }
    b.link(5, 6, 0);
    return b.take();
}

Snapshot producersPicture()
{
    Builder b;
    b.producer("web", NodeState::Flowing, 640, flow::OnPressure::Ignore);
    NodeView& batch = b.producer("batch", NodeState::Waiting, 320, flow::OnPressure::Wait);
    batch.offeredRate = 0;
    batch.atDoor = 9;
    batch.inState = milliseconds(1200);
    batch.waitsFor = 5;
    NodeView& sensor = b.producer("sensor", NodeState::Dropping, 100, flow::OnPressure::Shed);
    sensor.offeredRate = 40;
    sensor.refusedRate = 60;
    NodeView& app = b.producer("app", NodeState::Dropping, 90, flow::OnPressure::Ignore);
    app.offeredRate = 210;
    app.retriedRate = 210;
    b.producerNode(3).retry.attempts = 4;
    b.producerNode(3).retry.budget = 0.1;
    NodeView& users = b.producer("users", NodeState::Idle, 0, flow::OnPressure::Wait);
    b.producerNode(4).arrivals.kind = Arrivals::Kind::Closed;
    b.producerNode(4).arrivals.users = users.thinking = 50;
    NodeView& api = b.stage("api", NodeState::Pressed, 900, 4, 400);
    api.parked = 9;
    api.longestParked = milliseconds(1200);
    for (int i = 0; i < 5; ++i)
        b.link(i, 5, b.view(i).offeredRate);
    b.link(5, std::nullopt, 400);
    return b.take();
}

Snapshot gridPicture(int columns, int rows)
{
    constexpr std::pair<NodeState, std::int64_t> kinds[] = {{NodeState::Flowing, 120}, {NodeState::Flowing, 200},
                                                            {NodeState::Filling, 550}, {NodeState::Flowing, 90},
                                                            {NodeState::Pressed, 840}, {NodeState::Idle, 0}};
    Builder b;
    b.producer("source", NodeState::Flowing, 640, flow::OnPressure::Ignore);
    for (int i = 0; i < columns * rows; ++i) {
        const auto& [state, level] = kinds[i % 6];
        b.stage("stage " + std::to_string(i + 1), state, level, 1 + i % 9, 80.0 + 10 * i);
    }
    for (int row = 0; row < rows; ++row)
        b.link(0, 1 + row, 100);
    for (int column = 0; column + 1 < columns; ++column) {
        for (int row = 0; row < rows; ++row) {
            const int from = 1 + column * rows + row;
            b.link(from, from + rows, 100);
            b.link(from, 1 + (column + 1) * rows + (row + 1) % rows, 60);
        }
    }
    for (int row = 0; row < rows; ++row)
        b.link(1 + (columns - 1) * rows + row, std::nullopt, 100);
    return b.take();
}

Snapshot unlimitedPicture()
{
    Builder b;
    b.producer("events", NodeState::Flowing, 640, flow::OnPressure::Ignore);
    NodeView& stage = b.stage("sink", NodeState::Flowing, 96 * 1024, 1, 640);
    stage.workers.reset();
    stage.busy = 37;
    stage.waiting = 96;
    auto& node = b.stageNode(1);
    node.workers.reset();
    node.queue.capacity.reset();
    node.queue.marks.reset();
    node.queue.measure = flow::Measure::Bytes;
    b.link(0, 1, 640);
    b.link(1, std::nullopt, 640);
    return b.take();
}

} // namespace highwater
