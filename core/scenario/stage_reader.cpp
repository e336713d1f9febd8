// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"

#include <array>

namespace highwater {

namespace {

constexpr std::int64_t mostCredits = 1'000'000'000;

std::optional<Window> readWindow(ReadContext& context, const Field& field)
{
    FieldReader& reader = context.reader;
    const auto fields = Fields::of(reader, field, fields::window);
    if (!fields) {
        return std::nullopt;
    }
    Window window;
    if (const auto credits = fields->find("credits")) {
        window.credits = reader.whole(*credits, 1, mostCredits).value_or(1);
    } else {
        reader.refuse(Errc::Missing, fields->pointer("credits"), "\"credits\" is missing; a window has at least 1");
    }
    if (const auto until = fields->find("until")) {
        window.until = readTaker(context, *until).value_or(0);
    } else {
        reader.refuse(Errc::Missing, fields->pointer("until"),
                      "\"until\" is missing; name the stage behind which credits are given back");
    }
    return window;
}

/// The fields that a stage and the template of a balancer share, without the routes.
void readServing(ReadContext& context, const Fields& fields, StageNode& stage)
{
    FieldReader& reader = context.reader;
    const std::size_t before = reader.faultCount();
    if (const auto field = fields.find("queue")) {
        readQueue(context, *field, stage);
    }
    const bool marks = reader.faultCount() != before || stage.queue.marks.has_value();
    if (const auto field = fields.find("workers")) {
        readWorkers(context, *field, stage);
    }
    if (stage.queue.order == flow::Order::ProcessorSharing && !stage.speeds.empty()) {
        reader.refuse(
            Errc::OutOfRange, pointerTo(fields.pointer("workers"), "speeds"),
            "with order \"processor-sharing\" all items share the workers, which are alike; leave \"speeds\" out");
    }
    if (const auto field = fields.find("admission")) {
        stage.admission = readAdmission(reader, *field, marks);
    }
    if (const auto field = fields.find("acknowledge")) {
        using Acknowledge = StageNode::Acknowledge;
        constexpr std::array<Acknowledge, 3> values{Acknowledge::Enqueued, Acknowledge::Processed,
                                                    Acknowledge::Durable};
        stage.acknowledge = values[reader.choice(*field, {"enqueued", "processed", "durable"}).value_or(0)];
    }
    if (const auto field = fields.find("retry")) {
        stage.retry = readRetry(context, *field);
    }
}

/// Whether workers that come and go fit to the workers and the queue that there are. Without a count as many as min
/// work at the start.
void fitAutoscale(FieldReader& reader, const Fields& fields, StageNode& stage)
{
    const std::string workers = fields.pointer("workers");
    const auto written = fields.find("workers");
    const bool counted = written && written->json->is_object() && written->json->contains("count");
    const flow::AutoscalePolicy& policy = *stage.autoscale;
    if (!stage.workers) {
        reader.refuse(Errc::OutOfRange, fields.pointer("autoscale"),
                      "unlimited workers need no more of them; write a count, or leave \"autoscale\" out");
        return;
    }
    if (!stage.speeds.empty()) {
        reader.refuse(Errc::OutOfRange, pointerTo(workers, "speeds"),
                      "workers that come and go have no speeds of their own; leave \"speeds\" or \"autoscale\" out");
    } else if (!counted) {
        stage.workers = policy.min;
    } else if (*stage.workers < policy.min || *stage.workers > policy.max) {
        reader.refuse(Errc::OutOfRange, pointerTo(workers, "count"),
                      std::to_string(*stage.workers) + " is not between min " + std::to_string(policy.min) +
                          " and max " + std::to_string(policy.max) +
                          " of \"autoscale\"; count is the number at the start");
    }
    if (stage.queue.order == flow::Order::ProcessorSharing &&
        policy.metric != flow::AutoscalePolicy::Metric::Utilisation) {
        reader.refuse(Errc::OutOfRange, pointerTo(fields.pointer("autoscale"), "metric"),
                      "with order \"processor-sharing\" nothing waits; only \"utilisation\" tells the load");
    }
}

} // namespace

StageNode readReplica(ReadContext& context, const Field& field)
{
    StageNode stage;
    const auto fields = Fields::of(context.reader, field, fields::replica);
    if (!fields) {
        return stage;
    }
    if (const auto type = fields->find("type")) {
        (void)context.reader.choice(*type, {"stage"});
    }
    readServing(context, *fields, stage);
    return stage;
}

StageNode readStage(ReadContext& context, const Fields& fields)
{
    StageNode stage;
    FieldReader& reader = context.reader;
    const std::size_t before = reader.faultCount();
    readServing(context, fields, stage);
    if (const auto field = fields.find("autoscale")) {
        stage.autoscale = readAutoscale(reader, *field);
        // One fault is enough where the numbers themselves are wrong.
        if (reader.faultCount() == before) {
            fitAutoscale(reader, fields, stage);
        }
    }
    if (const auto field = fields.find("window")) {
        stage.window = readWindow(context, *field);
    }
    if (const auto field = fields.find("to")) {
        stage.to = readRoutes(context, *field, false);
    }
    return stage;
}

} // namespace highwater
