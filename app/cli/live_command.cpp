// SPDX-License-Identifier: GPL-3.0-or-later
#include "live_command.h"

#include "live/application.h"
#include "output_file.h"
#include "progress.h"
#include "run/live_run.h"
#include "run/results_json.h"
#include "units/quantity.h"
#include "units/text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <thread>

namespace highwater::cli {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto look = 20ms;

constexpr std::array<Option, 9> options{{
    {"--listen", "ADDRESS:PORT", "listen there instead of where the scenario says: \":8080\" is 127.0.0.1, port 0 any free one"},
    {"--set", "POINTER=VALUE", "change the scenario before the run; may stand more than once", true},
    {"--data", "FOLDER", "where the durable store goes; the scenario's folder unless given"},
    {"--producers", "", "the producers of the scenario run, too, as real clients"},
    {"--insecure", "", "let an address that other machines reach be served without TLS and a token"},
    {"--drain", "D", "at the end, let what is inside go on for so long; as live.limits.drainTime says unless given"},
    {"--results", "", "write what was measured at the end, as JSON"},
    {"--help", "", "show this text"},
    {"-h", "", "the same"},
}};

std::atomic<bool> reloadAsked{false};

/// SIGHUP reads the scenario anew. A file of the store that may grow no further (ulimit -f) is a full disk, which requests are told of.
void setSignals()
{
    struct sigaction action = {};
    action.sa_handler = [](int) { reloadAsked.store(true); };
    ::sigaction(SIGHUP, &action, nullptr);
    action.sa_handler = SIG_IGN;
    ::sigaction(SIGXFSZ, &action, nullptr);
}

struct ServeRequest
{
    std::string file;
    std::vector<std::pair<std::string, std::string>> changes;
    LiveRunOptions live;
    std::optional<Duration> drain;
    bool results = false;
};

Result<ServeRequest> readServeRequest(const Arguments& arguments)
{
    ServeRequest request;
    if (arguments.positional().size() != 1) {
        return failure(Errc::Missing, {}, arguments.positional().empty() ? "serve needs a FILE, or the name of a shipped scenario (highwater-cli list tells them)"
                                                                         : "serve takes one FILE");
    }
    request.file = arguments.positional().front();
    for (const std::string_view text : arguments.values("--set")) {
        const auto equals = text.find('=');
        if (equals == std::string_view::npos || text.front() != '/') {
            return failure(Errc::OutOfRange, {}, "--set " + inQuotes(text) + ": wanted is POINTER=VALUE, as in /nodes/api/queue/capacity=200");
        }
        request.changes.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
    if (const auto listen = arguments.value("--listen")) {
        auto endpoint = parseEndpoint(*listen);
        if (!endpoint) {
            return failure(Errc::OutOfRange, {}, "--listen " + endpoint.error().message);
        }
        request.live.listen = *endpoint;
        request.changes.emplace_back("/live/listen", "\"" + writeEndpoint(*endpoint) + "\"");
    }
    if (const auto drain = arguments.value("--drain")) {
        const auto duration = parseDuration(*drain);
        if (!duration) {
            return failure(Errc::OutOfRange, {}, "--drain " + inQuotes(*drain) + ": wanted is a time, as in 10s");
        }
        request.drain = *duration;
    }
    request.live.producers = arguments.has("--producers");
    request.live.access = arguments.has("--insecure") ? LiveAccess::Insecure : LiveAccess::Guarded;
    request.live.dataFolder = std::string(arguments.value("--data").value_or(""));
    request.results = arguments.has("--results");
    return request;
}

/// A shipped scenario lies where nothing should be written.
Result<void> findDataFolder(const OpenedDocument& opened, LiveRunOptions& live)
{
    if (!live.dataFolder.empty() || !opened.shipped) {
        return {};
    }
    return stateFolder().map([&](std::filesystem::path folder) { live.dataFolder = std::move(folder); });
}

/// Parameters as the file has them now; what is wrong with it is told, and the run goes on as it was.
void reload(const ServeRequest& request, LiveRun& run)
{
    const auto opened = openDocument(request.file, request.changes);
    if (!opened) {
        complain("the scenario was not reloaded");
        return;
    }
    if (const auto changed = run.change(opened->document, "reloaded"); !changed) {
        complainOfAll(request.file, changed.error());
        complain("the scenario was not reloaded");
        return;
    }
    run.awaitChanges(); // what is said is so
    complain("reloaded " + request.file);
}

void greet(const LiveRun& run)
{
    const auto live = run.latest()->live;
    std::string text = "Highwater serves " + inQuotes(run.latest()->scenario->name) + " at " + live->url + " (measured)\n";
    if (!live->framesUrl.empty()) {
        text += "frames (4-byte big-endian length + payload): " + live->framesUrl + "\n";
    }
    if (run.recovered() > 0) {
        text += std::to_string(run.recovered()) + " messages of an earlier run are delivered now\n";
    }
    text += "try: " + live->curl + "\n";
    [[maybe_unused]] const auto written = writeStandardOutput(text);
}

/// Takes nothing more, and waits until what is inside has come to its end. Tells what is left.
void drain(LiveRun& run, Duration limit)
{
    run.drain();
    const auto end = Clock::now() + limit;
    while (!run.drained() && Clock::now() < end) {
        std::this_thread::sleep_for(look);
    }
    if (run.drained()) {
        return;
    }
    const auto snapshot = run.latest();
    std::int64_t inside = 0;
    for (const NodeView& node : snapshot->nodes) {
        inside += node.isProducer ? 0 : node.waiting + node.busy;
    }
    complain("stopped with " + std::to_string(inside) + " items inside"
             + (snapshot->live->stored > 0 ? "; " + std::to_string(snapshot->live->stored) + " messages are safe on disk and will be delivered by the next run" : ""));
}

/// A pointer into the scenario says what is wrong with it; anything else is what the machine refuses: a taken port, a store.
bool isAboutScenario(const Error& fault)
{
    constexpr std::array<std::string_view, 4> members{"/nodes", "/live", "/schedule", "/objectives"};
    return fault.code != Errc::Io
           && std::any_of(members.begin(), members.end(), [&](std::string_view member) { return fault.where.rfind(member, 0) == 0; });
}

void complainOfBegin(const std::string& file, const Faults& faults)
{
    complainOfAll(file, faults);
    for (const Error& fault : faults) {
        if (fault.where == "/live/listen" && fault.code == Errc::Unsupported) {
            complain("--insecure serves it all the same");
            return;
        }
    }
}

} // namespace

std::span<const Option> serveOptions()
{
    return options;
}

std::string_view serveDetails()
{
    return "POST to any path sends an item, and is answered once the item is as safe as \"acknowledge\" of its stage says; GET /healthz, /readyz,\n"
           "/metrics, /v1/snapshot and /v1/events tell how it fares. SIGTERM and Ctrl+C take nothing more in and let what is inside go on to its\n"
           "end; SIGHUP reads the parameters of the scenario anew.";
}

ExitCode executeServe(const Arguments& arguments, const std::atomic<bool>& interrupt)
{
    auto request = readServeRequest(arguments);
    if (!request) {
        return refuse(request.error().message);
    }
    const auto opened = openDocument(request->file, request->changes);
    if (!opened) {
        return Refused;
    }
    if (auto folder = findDataFolder(*opened, request->live); !folder) {
        complain(folder.error().where, folder.error());
        return Stopped;
    }
    setSignals();
    const Application application;
    auto run = LiveRun::create(opened->document, request->live);
    if (!run) {
        complainOfBegin(request->file, run.error());
        return isAboutScenario(run.error().front()) ? Refused : Stopped;
    }
    greet(**run);
    while (!interrupt.load()) {
        std::this_thread::sleep_for(look);
        if (reloadAsked.exchange(false)) {
            reload(*request, **run);
        }
    }
    drain(**run, request->drain.value_or((*run)->latest()->scenario->live.limits.drainTime));
    if (request->results) {
        const std::array<Report, 1> reports{(*run)->report()};
        if (auto written = writeStandardOutput(resultsJson(reports, true)); !written) {
            complain(written.error().where, written.error());
        }
    }
    return Done;
}

std::optional<Report> liveReport(const std::string& file, const OpenedDocument& opened, bool insecure, const std::atomic<bool>& interrupt)
{
    LiveRunOptions how;
    how.access = insecure ? LiveAccess::Insecure : LiveAccess::Guarded;
    how.anyPort = true;
    if (auto folder = findDataFolder(opened, how); !folder) {
        complain(folder.error().where, folder.error());
        return std::nullopt;
    }
    const Application application;
    auto run = LiveRun::create(opened.document, how);
    if (!run) {
        complainOfBegin(file, run.error());
        return std::nullopt;
    }
    const auto snapshot = (*run)->latest();
    const Duration duration = snapshot->scenario->duration;
    Progress progress(snapshot->scenario->name + " at " + snapshot->live->url);
    const auto begin = Clock::now();
    for (auto now = begin; now - begin < duration && !interrupt.load() && (*run)->latest()->trouble.empty(); now = Clock::now()) {
        progress.show(std::chrono::duration<double>(now - begin) / std::chrono::duration<double>(duration));
        std::this_thread::sleep_for(std::min<Duration>(look, duration - (now - begin)));
    }
    Report report = (*run)->report();
    report.interrupted = interrupt.load();
    return report;
}

} // namespace highwater::cli
