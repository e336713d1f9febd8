// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/node_reader.h"
#include "scenario/policy_call.h"
#include "units/text.h"

namespace highwater {

namespace {

constexpr std::int64_t mostWorkers = 1'000'000;
constexpr double mostSpeed = 1e6;

void readCount(FieldReader& reader, const Field& field, StageNode& stage)
{
    if (field.json->is_string() && *field.json == "unlimited") {
        stage.workers.reset();
    } else if (field.json->is_array()) {
        reader.refuse(Errc::WrongType, field.pointer,
                      "found a list; a whole number is needed, and the workers' own speeds stand in \"speeds\"");
    } else if (field.json->is_string()) {
        reader.refuse(Errc::WrongType, field.pointer,
                      "found " + field.found() + "; a whole number or \"unlimited\" is needed");
    } else {
        stage.workers = reader.whole(field, 1, mostWorkers);
    }
}

/// One speed for each worker; without a count there are as many workers as speeds. counted: the count is written and
/// good.
void readSpeeds(FieldReader& reader, const Field& field, bool counted, StageNode& stage)
{
    const auto list = reader.list(field, "numbers above 0");
    if (!list) {
        return;
    }
    const std::size_t before = reader.faultCount();
    for (const Field& element : *list) {
        stage.speeds.push_back(reader.positive(element, mostSpeed, "a speed").value_or(1.0));
    }
    if (list->empty()) {
        reader.refuse(Errc::Missing, field.pointer, "the list is empty; write a speed for each worker");
    } else if (!stage.workers) {
        reader.refuse(Errc::OutOfRange, field.pointer, "unlimited workers have no speeds of their own; write a count");
    } else if (counted && *stage.workers != static_cast<std::int64_t>(list->size())) {
        reader.refuse(Errc::OutOfRange, field.pointer,
                      std::to_string(list->size()) + " found for " + std::to_string(*stage.workers) +
                          " workers; each has one speed");
    }
    if (reader.faultCount() == before && !counted) {
        stage.workers = static_cast<std::int64_t>(list->size());
    }
}

void readMode(FieldReader& reader, const Field& field, flow::FailurePolicy& failures)
{
    using Mode = flow::FailurePolicy::Mode;
    const auto expression = readPolicyName(reader, field, {"error", "hang", "slow"}, "slow(10x)");
    if (!expression) {
        return;
    }
    Result<void> result;
    if (expression->name == "hang") {
        failures.mode = Mode::Hang;
        PolicyCall call(*expression, {{"for", false}});
        Duration hang{};
        call.duration("for", hang, Duration(1));
        failures.hang = call.has("for") ? std::optional(hang) : std::nullopt;
        result = call.result();
    } else if (expression->name == "slow") {
        failures.mode = Mode::Slow;
        PolicyCall call(*expression, {{"factor", false}});
        call.times("factor", failures.factor, 1.0);
        result = call.result();
    } else {
        result = PolicyCall(*expression, {}).result();
    }
    if (!result) {
        reader.take(field, result.error());
    }
}

std::optional<flow::FailurePolicy> readFailures(FieldReader& reader, const Field& field)
{
    const auto fields = Fields::of(reader, field, fields::failures);
    if (!fields) {
        return std::nullopt;
    }
    flow::FailurePolicy failures;
    if (const auto probability = fields->find("probability")) {
        failures.probability = reader.ratio(*probability, 1.0).value_or(0.0);
    } else {
        reader.refuse(Errc::Missing, fields->pointer("probability"),
                      "\"probability\" is missing; failures have one, such as \"1%\"");
    }
    if (const auto mode = fields->find("mode")) {
        readMode(reader, *mode, failures);
    }
    return failures;
}

/// What a worker does with an item: it takes time, it burns CPU, or another service does it. One of the three.
void readWork(ReadContext& context, const Fields& fields, StageNode& stage)
{
    std::string_view written;
    const auto find = [&](std::string_view name) {
        auto field = fields.find(name);
        if (field && !written.empty()) {
            context.reader.refuse(Errc::OutOfRange, field->pointer,
                                  inQuotes(name) + " does not go with " + inQuotes(written) +
                                      "; a worker has one of \"service\", \"forward\" and \"spin\"");
        }
        written = field ? name : written;
        return field;
    };
    if (const auto service = find("service")) {
        if (auto law = readLaw(context, *service, Quantity::Time)) {
            stage.service = std::move(*law);
        }
    }
    if (const auto forward = find("forward")) {
        stage.live.forward = readForward(context, *forward);
    }
    if (const auto spin = find("spin")) {
        if (auto law = readLaw(context, *spin, Quantity::Time)) {
            stage.live.spin = *law;
            stage.service = std::move(*law);
        }
    }
}

} // namespace

void readWorkers(ReadContext& context, const Field& field, StageNode& stage)
{
    FieldReader& reader = context.reader;
    const auto fields = Fields::of(reader, field, fields::workers);
    if (!fields) {
        return;
    }
    const std::size_t before = reader.faultCount();
    const auto count = fields->find("count");
    if (count) {
        readCount(reader, *count, stage);
    }
    const bool countGood = reader.faultCount() == before;
    if (const auto concurrency = fields->find("concurrency")) {
        stage.concurrency = reader.whole(*concurrency, 1, mostWorkers).value_or(1);
    }
    readWork(context, *fields, stage);
    if (const auto speeds = fields->find("speeds")) {
        StageNode unknown;
        readSpeeds(reader, *speeds, count && countGood, countGood ? stage : unknown);
    }
    if (const auto failures = fields->find("failures")) {
        stage.failures = readFailures(reader, *failures);
    }
    if (const auto outages = fields->find("outages")) {
        stage.outages = readOutages(reader, *outages);
    }
}

} // namespace highwater
