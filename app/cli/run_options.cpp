// SPDX-License-Identifier: GPL-3.0-or-later
#include "run_options.h"

#include "units/quantity.h"
#include "units/text.h"

#include <array>
#include <charconv>
#include <filesystem>

namespace highwater::cli {

namespace {

constexpr std::int64_t mostReplications = 1'000'000;
constexpr std::int64_t mostThreads = 1024;
/// With --precision alone: runs beyond that would not be what somebody waits for.
constexpr int replicationsForPrecision = 1000;

constexpr std::array<Option, 17> options{{
    {"--set", "POINTER=VALUE", "change the scenario before the run: --set /nodes/api/queue/capacity=200; may stand more than once", true},
    {"--seed", "N", "seed of all random draws, instead of the file's"},
    {"--duration", "D", "virtual time to run, instead of the file's: 90s, 5min, 1h"},
    {"--replications", "N", "run N times with independent draws; figures become means with half-widths"},
    {"--confidence", "P", "confidence of the half-widths; 95% unless given"},
    {"--precision", "P", "replicate until the half-widths of the mean sojourn time and of every objective are within P of their means: "
                         "10 times at least, and --replications (or else 1000) at most"},
    {"--threads", "N", "threads to use; as many as there are cores unless given. Results never depend on it"},
    {"--live", "", "really run it, under the machine's clock: a real endpoint, the producers as real clients; takes as long as --duration says"},
    {"--insecure", "", "with --live: let an address that other machines reach be served without TLS and a token"},
    {"--no-timing", "", "leave out wall_s and events_per_s: the same file and seed give the same bytes"},
    {"--format", "table|json|csv", "table when the results go to a terminal, else json, unless given"},
    {"--series", "OUT.csv", "write samples over time (of the first replication): t_s,node,metric,value"},
    {"--events", "OUT.csv", "write each refusal, drop, expiry and change of signal (of the first replication): t_s,node,event,item"},
    {"--record", "OUT.hwrec", "not yet supported in this version"},
    {"-o", "OUT", "write the results to a file, which appears when it is complete; standard output unless given"},
    {"--help", "", "show this text"},
    {"-h", "", "the same"},
}};

tl::unexpected<Error> wrong(std::string_view option, std::string_view value, std::string_view wanted)
{
    return failure(Errc::OutOfRange, {}, std::string(option) + ' ' + inQuotes(value) + ": " + std::string(wanted));
}

/// Reads a whole number; leaves the target as it is when the option is absent.
Result<void> readCount(const Arguments& arguments, std::string_view option, std::int64_t most, int& target)
{
    const auto text = arguments.value(option);
    if (!text) {
        return {};
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value < 1 || value > most) {
        return wrong(option, *text, "wanted is a whole number from 1 to " + std::to_string(most));
    }
    target = static_cast<int>(value);
    return {};
}

Result<std::optional<double>> readShare(const Arguments& arguments, std::string_view option)
{
    const auto text = arguments.value(option);
    if (!text) {
        return std::nullopt;
    }
    const auto ratio = parseRatio(*text);
    if (!ratio || ratio->value <= 0.0 || ratio->value >= 1.0) {
        return wrong(option, *text, "wanted is a ratio between 0% and 100%, as in 5% or 0.05");
    }
    return ratio->value;
}

Result<void> readFormat(const Arguments& arguments, RunRequest& request)
{
    const auto text = arguments.value("--format");
    if (!text) {
        return {};
    }
    constexpr std::array<std::pair<std::string_view, Format>, 3> formats{
        {{"table", Format::Table}, {"json", Format::Json}, {"csv", Format::Csv}}};
    for (const auto& [name, format] : formats) {
        if (*text == name) {
            request.format = format;
            return {};
        }
    }
    return failure(Errc::NotFound, {}, "there is no format " + inQuotes(*text) + suggestion(*text, {"table", "json", "csv"}));
}

Result<void> readChanges(const Arguments& arguments, RunRequest& request)
{
    for (const std::string_view text : arguments.values("--set")) {
        const auto equals = text.find('=');
        if (equals == std::string_view::npos || text.front() != '/') {
            return wrong("--set", text, "wanted is POINTER=VALUE, as in /nodes/api/queue/capacity=200");
        }
        request.changes.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
    if (const auto seed = arguments.value("--seed")) {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(seed->data(), seed->data() + seed->size(), value);
        if (error != std::errc{} || end != seed->data() + seed->size()) {
            return wrong("--seed", *seed, "wanted is a whole number from 0 to 18446744073709551615");
        }
        request.changes.emplace_back("/seed", std::to_string(value));
    }
    if (const auto duration = arguments.value("--duration")) {
        request.changes.emplace_back("/duration", *duration);
    }
    return {};
}

Result<void> readOutputs(const Arguments& arguments, RunRequest& request)
{
    request.output = arguments.value("-o").value_or("");
    if (request.output == "-") {
        request.output.clear();
    }
    request.series = arguments.value("--series").value_or("");
    request.events = arguments.value("--events").value_or("");
    const std::array<std::string, 3> outputs{request.output, request.series, request.events};
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        for (std::size_t k = i + 1; k < outputs.size(); ++k) {
            namespace fs = std::filesystem;
            if (!outputs[i].empty() && fs::path(outputs[i]).lexically_normal() == fs::path(outputs[k]).lexically_normal()) {
                return failure(Errc::OutOfRange, {}, inQuotes(outputs[i]) + " is to be written twice");
            }
        }
    }
    std::error_code ignored;
    for (const std::string& output : outputs) {
        for (const std::string& file : request.files) {
            if (!output.empty() && std::filesystem::equivalent(output, file, ignored)) {
                return failure(Errc::OutOfRange, {}, inQuotes(output) + " is the scenario itself; results would replace it");
            }
        }
    }
    return {};
}

/// A live run is measured once, as it happens.
Result<void> checkLive(const Arguments& arguments, const RunRequest& request)
{
    if (!request.live) {
        return arguments.has("--insecure") ? failure(Errc::OutOfRange, {}, "--insecure is for live runs; add --live") : Result<void>();
    }
    for (const std::string_view option : {std::string_view("--replications"), std::string_view("--precision"), std::string_view("--threads"),
                                          std::string_view("--series"), std::string_view("--events")}) {
        if (arguments.has(option)) {
            return failure(Errc::Unsupported, {}, std::string(option) + " does not go with --live: a live run is measured once, as it happens");
        }
    }
    return {};
}

} // namespace

std::span<const Option> runOptions()
{
    return options;
}

Result<RunRequest> readRunRequest(const Arguments& arguments)
{
    RunRequest request;
    if (arguments.has("--record")) {
        return failure(Errc::Unsupported, {}, "--record is not yet supported in this version");
    }
    request.files.assign(arguments.positional().begin(), arguments.positional().end());
    if (request.files.empty()) {
        return failure(Errc::Missing, {}, "run needs a FILE, or the name of a shipped scenario (highwater-cli list tells them)");
    }
    const auto confidence = readShare(arguments, "--confidence");
    const auto precision = readShare(arguments, "--precision");
    if (!confidence || !precision) {
        return tl::unexpected(confidence ? precision.error() : confidence.error());
    }
    request.confidence = confidence->value_or(request.confidence);
    request.precision = *precision;
    request.replications = request.precision ? replicationsForPrecision : 1;
    request.timing = !arguments.has("--no-timing");
    request.live = arguments.has("--live");
    request.insecure = arguments.has("--insecure");
    return readCount(arguments, "--replications", mostReplications, request.replications)
        .and_then([&] { return readCount(arguments, "--threads", mostThreads, request.threads); })
        .and_then([&] { return readFormat(arguments, request); })
        .and_then([&] { return readChanges(arguments, request); })
        .and_then([&] { return readOutputs(arguments, request); })
        .and_then([&] { return checkLive(arguments, request); })
        .map([&] { return std::move(request); });
}

} // namespace highwater::cli
