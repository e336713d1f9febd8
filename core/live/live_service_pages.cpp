// SPDX-License-Identifier: GPL-3.0-or-later
// What a live service tells of itself, and how it is changed.
#include "live/live_service_parts.h"
#include "live/open_metrics.h"
#include "scenario/tree.h"

namespace highwater {

namespace {

constexpr std::string_view json = "application/json";
constexpr std::string_view plain = "text/plain; charset=utf-8";

} // namespace

void LiveService::Parts::send(Ticket ticket, int status, std::string_view type, std::string_view body, bool keepAlive, std::string_view headers)
{
    keepAlive = staysOpen(keepAlive);
    server->reply(ticket, answers.page(status, type, body, keepAlive, headers), !keepAlive);
}

void LiveService::Parts::refuse(Ticket ticket, bool keepAlive, int status, std::string_view reason, Duration retryAfter)
{
    keepAlive = staysOpen(keepAlive);
    server->reply(ticket, answers.refusal(false, keepAlive, status, reason, retryAfter), !keepAlive);
}

bool LiveService::Parts::ready() const
{
    return !draining && toInsert.empty() && !network.simulation().stageAt(network.simulation().nodes()[entry]).flow.queue().pressed();
}

void LiveService::Parts::page(Ticket ticket, const http::Request& request)
{
    const std::string_view path = withoutQuery(request.path);
    const bool probe = path == "/healthz" || path == "/readyz";
    if (!probe && !mayEnter(request)) {
        send(ticket, 401, json, R"({"status":"refused","reason":"a token is needed"})", request.keepAlive, "WWW-Authenticate: Bearer\r\n");
    } else if (request.method == "PATCH" && path == "/v1/parameters" && hooks.change) {
        patch(ticket, request);
    } else if (request.method == "GET" || request.method == "HEAD") {
        getPage(ticket, request, path);
    } else {
        send(ticket, 405, json, R"({"status":"refused","reason":"method"})", request.keepAlive, "Allow: GET, HEAD, POST\r\n");
    }
}

void LiveService::Parts::getPage(Ticket ticket, const http::Request& request, std::string_view path)
{
    if (path == "/v1/events" && hooks.snapshot && request.method == "GET") {
        beginEvents(ticket, request);
        return;
    }
    int status = 200;
    std::string_view type = json;
    std::string body;
    if (path == "/healthz") {
        body = R"({"status":"OK"})";
    } else if (path == "/readyz") {
        status = ready() ? 200 : 503;
        body = ready() ? R"({"status":"OK"})" : draining ? R"({"status":"draining"})" : R"({"status":"pressed"})";
    } else if (path == "/metrics") {
        network.advance();
        type = openMetricsType;
        body = openMetrics(network.simulation(), server->connections(), static_cast<std::uint64_t>(residentBytes().value_or(0)));
    } else if (path == "/v1/snapshot" && hooks.snapshot) {
        network.advance();
        body = hooks.snapshot(network.simulation());
    } else if (path == "/") {
        type = plain;
        body = indexPage();
    } else {
        status = 404;
        body = R"({"status":"refused","reason":"there is no such page; POST to any path sends an item"})";
    }
    if (request.method == "HEAD") {
        const bool keepAlive = staysOpen(request.keepAlive);
        server->reply(ticket, answers.head(status, type, body.size(), keepAlive), !keepAlive);
    } else {
        send(ticket, status, type, body, request.keepAlive);
    }
}

std::string LiveService::Parts::indexPage() const
{
    const std::string base = (scenario->live.certificate.empty() ? "http://" : "https://") + writeEndpoint(address);
    return scenario->name + "\n\nSend an item:\n  curl -d '{\"message\":\"hi\"}' " + base + "/leads\n\nLook:\n  " + base + "/healthz\n  " + base + "/readyz\n  "
           + base + "/metrics\n  " + base + "/v1/snapshot\n  " + base + "/v1/events\n\nFrames (4-byte big-endian length + payload): POST to " + base
           + scenario->live.framesPath + "\n";
}

/// { "/nodes/api/workers/count": 8 }
void LiveService::Parts::patch(Ticket ticket, const http::Request& request)
{
    if (!hasToken(request)) {
        send(ticket, 401, json,
             scenario->live.token.empty() ? R"({"status":"refused","reason":"the scenario has no live.token, so nobody may change it from here"})"
                                          : R"({"status":"refused","reason":"the token is missing or wrong"})",
             request.keepAlive, "WWW-Authenticate: Bearer\r\n");
        return;
    }
    Faults faults;
    ParameterChanges changes;
    const auto parsed = parseJson(request.body);
    if (!parsed) {
        faults = parsed.error();
    } else if (!parsed->is_object()) {
        faults.push_back({Errc::Syntax, "", "wanted is an object of JSON pointers and values"});
    } else {
        for (const auto& [pointer, value] : parsed->items()) {
            changes.emplace_back(pointer, value.dump());
        }
        if (auto changed = hooks.change(changes); !changed) {
            faults = changed.error();
        }
    }
    if (faults.empty()) {
        send(ticket, 200, json, R"({"status":"OK","changed":)" + std::to_string(changes.size()) + "}", request.keepAlive);
        return;
    }
    Json list = Json::array();
    for (const Error& fault : faults) {
        list.push_back({{"pointer", fault.where}, {"message", fault.message}});
    }
    send(ticket, 422, json, Json{{"status", "refused"}, {"reason", "nothing was changed"}, {"faults", list}}.dump(-1, ' ', false, Json::error_handler_t::replace),
         request.keepAlive);
}

void LiveService::Parts::beginEvents(Ticket ticket, const http::Request& request)
{
    server->push(ticket, answers.streamHead("text/event-stream", !request.http10));
    subscribers.push_back({ticket, !request.http10});
    if (!eventTimer.isActive()) {
        eventTimer.start(std::chrono::seconds(1));
    }
    sendEvents();
}

void LiveService::Parts::sendEvents()
{
    if (subscribers.empty()) {
        eventTimer.stop();
        return;
    }
    network.advance();
    std::string event = "event: snapshot\n";
    const std::string snapshot = hooks.snapshot(network.simulation());
    for (std::size_t at = 0; at < snapshot.size();) {
        const std::size_t end = std::min(snapshot.find('\n', at), snapshot.size());
        event.append("data: ").append(snapshot, at, end - at).append("\n");
        at = end + 1;
    }
    event.append("\n");
    std::string chunk;
    http::appendChunk(chunk, event);
    std::erase_if(subscribers, [&](const Subscriber& each) { return !server->push(each.ticket, each.chunked ? chunk : event); });
}

} // namespace highwater
