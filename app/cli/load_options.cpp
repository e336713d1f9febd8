// SPDX-License-Identifier: GPL-3.0-or-later
#include "load_options.h"

#include "scenario/document.h"
#include "units/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace highwater::cli {

namespace {

constexpr std::int64_t usualConnections = 256;
constexpr std::int64_t mostConnections = 100'000;

constexpr std::array<Option, 19> options{{
    {"--rate", "R", "requests per second at even distances: 100/s"},
    {"--arrivals", "A", "when requests are due, as in a scenario: \"poisson(800/s)\", \"ramp(10/s, 1000/s, 1min)\", saturated"},
    {"--users", "N", "that many users; each sends, waits for the answer, and thinks"},
    {"--think", "D", "think time of a user: \"exponential(1s)\"; none unless given"},
    {"--duration", "D", "for how long requests are made; 30s unless given"},
    {"--items", "N", "make that many requests at most"},
    {"--size", "S", "length of a body: \"uniform(1KiB, 8KiB)\"; constant(1KiB) unless given"},
    {"--clients", "N", "independent clients that share the rate; each has connections of its own; of saturated arrivals: requests at once"},
    {"--connections", "N", "requests under way at once at most; what is due beyond them is sent late. 256 unless given, and not below --users"},
    {"--timeout", "D", "wait for an answer so long; 10s unless given"},
    {"--retry", "POLICY", "none, grpc, envoy or an object: '{\"policy\": \"exponential\", \"base\": \"100ms\", \"attempts\": 3}'"},
    {"--on-pressure", "ignore|wait|shed", "what follows 429, 503 or too many open requests: go on, let the source stand still, or skip; "
                                          "ignore unless given"},
    {"--priority", "N", "sent along; 0, the most urgent, unless given"},
    {"--hostile", "X", "client 0 sends X times its share and heeds nothing"},
    {"--token", "T", "sent along as Authorization: Bearer T"},
    {"--seed", "N", "seed of all random draws; 1 unless given"},
    {"--json", "", "write JSON instead of a table"},
    {"--help", "", "show this text"},
    {"-h", "", "the same"},
}};

/// Option, pointer into the scenario that is made of the command line.
struct Place
{
    std::string_view option;
    std::string_view pointer;
};
constexpr std::array<Place, 11> places{{
    {"--duration", "/duration"},
    {"--items", "/nodes/load/items"},
    {"--size", "/nodes/load/size"},
    {"--clients", "/nodes/load/clients"},
    {"--timeout", "/nodes/load/timeout"},
    {"--retry", "/nodes/load/retry"},
    {"--on-pressure", "/nodes/load/onPressure"},
    {"--priority", "/nodes/load/priority"},
    {"--hostile", "/nodes/load/hostile"},
    {"--seed", "/seed"},
    {"--arrivals", "/nodes/load/arrivals"},
}};

/// The service is a stage that makes everything wait, so that a saturated source is allowed.
constexpr std::string_view frame = R"({"highwater": 1, "name": "load", "duration": "30s", "nodes": {
    "load": {"type": "producer", "arrivals": "saturated", "timeout": "10s", "to": "service"},
    "service": {"type": "stage", "queue": {"capacity": 1, "whenFull": "block"}}}})";

tl::unexpected<Error> wrong(std::string_view option, std::string_view message)
{
    return failure(Errc::OutOfRange, {}, std::string(option) + ": " + std::string(message));
}

/// What the options say about when requests are due, as the format writes it; and which option that was.
Result<std::pair<std::string, std::string_view>> readArrivalsOptions(const Arguments& arguments)
{
    const std::array<std::string_view, 3> ways{"--rate", "--arrivals", "--users"};
    if (std::count_if(ways.begin(), ways.end(), [&](std::string_view each) { return arguments.has(each); }) != 1) {
        return failure(Errc::Missing, {}, "load needs one of --rate, --arrivals and --users");
    }
    if (arguments.has("--think") && !arguments.has("--users")) {
        return failure(Errc::OutOfRange, {}, "--think is for --users");
    }
    if (const auto rate = arguments.value("--rate")) {
        return std::pair("constant(" + std::string(*rate) + ')', ways[0]);
    }
    if (const auto text = arguments.value("--arrivals")) {
        return std::pair(std::string(*text), ways[1]);
    }
    return std::pair("closed(users=" + std::string(arguments.value("--users").value()) +
                         ", think=" + std::string(arguments.value("--think").value_or("constant(0s)")) + ')',
                     ways[2]);
}

/// The option that a fault of the made scenario is about.
Error optionFault(const Error& fault, std::string_view arrivalsOption)
{
    for (const Place& place : places) {
        if (fault.where.substr(0, place.pointer.size()) == place.pointer) {
            const std::string_view option = place.option == "--arrivals" ? arrivalsOption : place.option;
            const std::string member = fault.where.substr(place.pointer.size());
            return {fault.code, {}, std::string(option) + ": " + (member.empty() ? "" : member + ": ") + fault.message};
        }
    }
    return {fault.code, {}, fault.message};
}

Result<Document> makeDocument(const Arguments& arguments, const std::string& arrivals)
{
    auto document = Document::parse(frame).value();
    for (const Place& place : places) {
        const auto value = place.option == "--arrivals" ? std::optional<std::string_view>(arrivals) : arguments.value(place.option);
        if (value) {
            auto changed = document.with(place.pointer, *value);
            if (!changed) {
                return wrong(place.option, changed.error().message);
            }
            document = std::move(*changed);
        }
    }
    return document;
}

Result<std::int64_t> readConnections(const Arguments& arguments, const ProducerNode& producer)
{
    const auto text = arguments.value("--connections");
    if (!text) {
        const std::int64_t saturated = producer.arrivals.kind == Arrivals::Kind::Saturated ? producer.clients : 0;
        return std::min(std::max({usualConnections, producer.arrivals.users, saturated}), mostConnections);
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value < 1 || value > mostConnections) {
        return wrong("--connections", inQuotes(*text) + " is not allowed; wanted is a whole number from 1 to " + std::to_string(mostConnections));
    }
    return value;
}

} // namespace

std::span<const Option> loadOptions()
{
    return options;
}

Result<LoadRequest> readLoadRequest(const Arguments& arguments)
{
    if (arguments.positional().size() != 1) {
        return failure(Errc::Missing, {}, arguments.positional().empty() ? "load needs a URL, as in http://127.0.0.1:8080/orders"
                                                                         : "load takes one URL, not " + inQuotes(arguments.positional()[1]) + " too");
    }
    const auto arrivals = readArrivalsOptions(arguments);
    if (!arrivals) {
        return tl::unexpected(arrivals.error());
    }
    const auto document = makeDocument(arguments, arrivals->first);
    if (!document) {
        return tl::unexpected(document.error());
    }
    const auto scenario = readScenario(*document);
    if (!scenario) {
        return tl::unexpected(optionFault(scenario.error().front(), arrivals->second));
    }
    LoadRequest request;
    request.url = arguments.positional().front();
    request.producer = *scenario->nodes.front().producer();
    request.duration = scenario->duration;
    request.seed = scenario->seed;
    request.token = arguments.value("--token").value_or("");
    request.json = arguments.has("--json");
    return readConnections(arguments, request.producer).map([&](std::int64_t connections) {
        request.connections = static_cast<int>(connections);
        return std::move(request);
    });
}

} // namespace highwater::cli
