// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"
#include "units/quantity.h"
#include "units/text.h"

#include <array>

namespace highwater {

namespace {

constexpr std::int64_t mostPlaces = 1'000'000'000;

/// A level in the queue's measure: a count of items, or a size.
std::optional<std::int64_t> readLevel(FieldReader& reader, const Field& field, flow::Measure measure)
{
    if (measure == flow::Measure::Bytes) {
        return reader.bytes(field);
    }
    if (field.json->is_string()) {
        reader.refuse(Errc::WrongType, field.pointer,
                      "found " + field.found() +
                          "; with this measure a whole number is needed, without quotes or a unit");
        return std::nullopt;
    }
    return reader.whole(field, 0, mostPlaces);
}

std::string write(std::int64_t level, flow::Measure measure)
{
    return measure == flow::Measure::Bytes ? writeBytes(Bytes{level}) : std::to_string(level);
}

/// The marks as they are written, before anything is known of the capacity.
struct WrittenMarks
{
    std::optional<Field> highField;
    std::optional<Field> lowField;
    std::optional<std::int64_t> high;
    std::optional<std::int64_t> low;

    [[nodiscard]] bool none() const { return !highField && !lowField; }
};

/// The marks that a queue has: the ones that are written, the others by rule (high = capacity, low = floor(high / 2)),
/// or none. Refuses those that break 0 <= low < high <= capacity.
std::optional<flow::Marks> checkedMarks(FieldReader& reader, const WrittenMarks& written,
                                        const flow::QueuePolicy& queue)
{
    const auto says = [&](std::int64_t level) { return write(level, queue.measure); };
    if (written.none()) {
        return queue.capacity.value_or(0) >= 1 ? std::optional(flow::Marks{*queue.capacity, *queue.capacity / 2})
                                               : std::nullopt;
    }
    if (!written.high && !queue.capacity) {
        reader.refuse(Errc::Missing, written.lowField->pointer,
                      "lowWater stands alone; write highWater or a capacity too");
        return std::nullopt;
    }
    const std::int64_t high = written.high ? *written.high : *queue.capacity;
    const std::int64_t low = written.low.value_or(high / 2);
    if (written.high && queue.capacity && high > *queue.capacity) {
        reader.refuse(Errc::OutOfRange, written.highField->pointer,
                      says(high) + " is above the capacity " + says(*queue.capacity));
        return std::nullopt;
    }
    if (written.high && high < 1) {
        reader.refuse(Errc::OutOfRange, written.highField->pointer,
                      says(high) + " is too low; highWater is at least " + says(1));
        return std::nullopt;
    }
    if (low >= high) {
        // Only a written low mark can be as high: the rule halves. A capacity of 0 leaves no room for any.
        const Field& field = written.lowField ? *written.lowField : *written.highField;
        const std::string bound = written.high ? "highWater " : "highWater, which is the capacity ";
        reader.refuse(Errc::OutOfRange, field.pointer,
                      says(low) + " is not below " + bound + says(high) + "; 0 <= lowWater < highWater <= capacity");
        return std::nullopt;
    }
    return flow::Marks{high, low};
}

void readCapacity(FieldReader& reader, const Field& field, flow::QueuePolicy& queue)
{
    if (!(field.json->is_string() && *field.json == "unlimited")) {
        queue.capacity = readLevel(reader, field, queue.measure);
    }
}

/// "items", "bytes" or "custom(0:4, 1:2)". False when it was refused.
bool readMeasure(FieldReader& reader, const Field& field, flow::QueuePolicy& queue)
{
    const bool custom =
        field.json->is_string() && field.json->get_ref<const std::string&>().find('(') != std::string::npos;
    if (custom) {
        auto weights = readWeights(reader, field);
        queue.measure = flow::Measure::Custom;
        queue.weights = std::move(weights).value_or(queue.weights);
        return !queue.weights.empty();
    }
    const auto choice = reader.choice(field, {"items", "bytes", "custom(priority:weight, ...)"});
    queue.measure = choice == 1U ? flow::Measure::Bytes : flow::Measure::Items;
    return choice.has_value();
}

/// The order, and what rules the items and the workers beside it. Where all share the workers nothing waits: no worker
/// that sends could be ruled, and no waiting item thrown away.
void readDiscipline(FieldReader& reader, const Fields& fields, flow::QueuePolicy& queue)
{
    using flow::Order;
    if (const auto order = fields.find("order")) {
        constexpr std::array<Order, 6> values{Order::Fifo,
                                              Order::Lifo,
                                              Order::AdaptiveLifo,
                                              Order::Priority,
                                              Order::PriorityPreemptive,
                                              Order::ProcessorSharing};
        queue.order = values[reader
                                 .choice(*order, {"fifo", "lifo", "adaptive-lifo", "priority", "priority-preemptive",
                                                  "processor-sharing"})
                                 .value_or(0)];
    }
    const bool shared = queue.order == Order::ProcessorSharing;
    const auto refuseShared = [&](const Field& field, std::string_view name) {
        reader.refuse(Errc::OutOfRange, field.pointer,
                      inQuotes(name) +
                          " does not go with order \"processor-sharing\", where nothing waits; leave it out");
    };
    if (const auto blocking = fields.find("blocking")) {
        const auto choice = reader.choice(*blocking, {"after-service", "before-service"});
        queue.blocking = choice == 1U ? flow::Blocking::BeforeService : flow::Blocking::AfterService;
        if (choice && shared) {
            refuseShared(*blocking, "blocking");
        }
    }
    if (const auto aqm = fields.find("aqm")) {
        queue.aqm = readAqm(reader, *aqm).value_or(flow::AqmPolicy());
        if (shared && !std::holds_alternative<std::monostate>(queue.aqm)) {
            refuseShared(*aqm, "aqm");
        }
    }
}

/// The file of the durable store is named once for the whole scenario, not here.
StageNode::Store readStore(FieldReader& reader, const Field& field)
{
    constexpr std::string_view call = "sqlite(";
    if (field.json->is_string() && field.json->get_ref<const std::string&>().compare(0, call.size(), call) == 0) {
        reader.refuse(Errc::OutOfRange, field.pointer,
                      "found " + field.found() + "; write \"sqlite\", and name its file in \"database\" of \"live\"");
        return StageNode::Store::Memory;
    }
    const auto choice = reader.choice(field, {"memory", "sqlite"}, {"file", "disk", "postgres", "redis"});
    return choice == 1U ? StageNode::Store::Sqlite : StageNode::Store::Memory;
}

} // namespace

void readQueue(ReadContext& context, const Field& field, StageNode& stage)
{
    flow::QueuePolicy& queue = stage.queue;
    FieldReader& reader = context.reader;
    const auto fields = Fields::of(reader, field, fields::queue);
    if (!fields) {
        return;
    }
    const auto measure = fields->find("measure");
    const bool measured = !measure || readMeasure(reader, *measure, queue);
    // Without a measure nobody can say what a capacity should look like; one fault is enough.
    if (measured) {
        const std::size_t before = reader.faultCount();
        if (const auto capacity = fields->find("capacity")) {
            readCapacity(reader, *capacity, queue);
        }
        WrittenMarks written{fields->find("highWater"), fields->find("lowWater"), {}, {}};
        written.high = written.highField ? readLevel(reader, *written.highField, queue.measure) : std::nullopt;
        written.low = written.lowField ? readLevel(reader, *written.lowField, queue.measure) : std::nullopt;
        if (reader.faultCount() == before) {
            queue.marks = checkedMarks(reader, written, queue);
        }
    }
    if (const auto whenFull = fields->find("whenFull")) {
        using flow::WhenFull;
        constexpr std::array<WhenFull, 4> values{WhenFull::Reject, WhenFull::Block, WhenFull::DropNewest,
                                                 WhenFull::DropOldest};
        queue.whenFull =
            values[reader.choice(*whenFull, {"reject", "block", "drop-newest", "drop-oldest"}).value_or(0)];
    }
    readDiscipline(reader, *fields, queue);
    if (const auto store = fields->find("store")) {
        stage.store = readStore(reader, *store);
    }
}

} // namespace highwater
