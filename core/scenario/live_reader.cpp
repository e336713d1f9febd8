// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/endpoint.h"
#include "scenario/node_reader.h"
#include "units/quantity.h"
#include "units/text.h"

#include <algorithm>

namespace highwater {

namespace {

constexpr std::int64_t kibi = 1024;
constexpr std::int64_t mostPort = 65535;
constexpr std::int64_t leastHeader = 512;
constexpr std::int64_t mostHeader = kibi * kibi;
constexpr std::int64_t mostBody = kibi * kibi * kibi;
constexpr std::int64_t mostMemory = std::int64_t{1} << 40;
constexpr std::int64_t mostConnections = 1'000'000;
constexpr std::int64_t mostPipelined = 1'000'000;
constexpr std::int64_t mostSocketBuffer = kibi * kibi * kibi;
constexpr std::size_t longestToken = 256;
constexpr std::size_t longestPath = 200;
constexpr Duration leastTime{1};

/// What HTTP can carry in a header and in a path without an escape.
bool isVisible(char c)
{
    return c > ' ' && c < 0x7F;
}

std::optional<std::int64_t> readSize(FieldReader& reader, const Field& field, std::int64_t least, std::int64_t most)
{
    const auto size = reader.bytes(field, least);
    if (size && *size > most) {
        reader.refuse(Errc::OutOfRange, field.pointer,
                      field.json->get<std::string>() + " is too large; at most " + writeBytes(Bytes{most}) +
                          " are allowed");
        return std::nullopt;
    }
    return size;
}

void readListen(FieldReader& reader, const Field& field, LiveOptions& live)
{
    const auto text = reader.text(field, "an address with a port, such as \"127.0.0.1:8080\",");
    if (!text) {
        return;
    }
    auto endpoint = parseEndpoint(*text);
    if (!endpoint) {
        reader.take(field, endpoint.error());
        return;
    }
    live.address = std::move(endpoint->address);
    live.port = endpoint->port;
}

void readFramesPort(FieldReader& reader, const Field& field, LiveOptions& live)
{
    const auto port = reader.whole(field, 0, mostPort);
    if (!port) {
        return;
    }
    live.framesPort = static_cast<std::uint16_t>(*port);
    if (*port != 0 && *port == live.port) {
        reader.refuse(Errc::OutOfRange, field.pointer,
                      std::to_string(*port) + " is the port of \"listen\"; framed TCP needs another one");
    }
}

/// A secret: no message repeats it.
void readToken(FieldReader& reader, const Field& field, LiveOptions& live)
{
    const auto refuse = [&](Errc code, const std::string& found) {
        reader.refuse(code, field.pointer,
                      found + "; a token is a text of 1 to " + std::to_string(longestToken) +
                          " visible ASCII characters, without spaces");
    };
    if (!field.json->is_string()) {
        refuse(Errc::WrongType, "what was found is no text");
        return;
    }
    const auto& text = field.json->get_ref<const std::string&>();
    if (text.empty() || text.size() > longestToken || !std::all_of(text.begin(), text.end(), isVisible)) {
        refuse(Errc::OutOfRange, text.empty() ? "the token is empty" : "the token cannot be sent as it is");
        return;
    }
    live.token = text;
}

void readFramesPath(FieldReader& reader, const Field& field, LiveOptions& live)
{
    const auto text = reader.text(field, "a path such as \"/frames\"");
    if (!text) {
        return;
    }
    const bool plain =
        std::all_of(text->begin(), text->end(), [](char c) { return isVisible(c) && c != '?' && c != '#'; });
    if (!plain || text->size() > longestPath || text->empty() || text->front() != '/') {
        reader.refuse(Errc::OutOfRange, field.pointer,
                      "found " + field.found() + "; a path begins with \"/\" and has at most " +
                          std::to_string(longestPath) + " visible ASCII characters, without spaces, \"?\" and \"#\"");
        return;
    }
    live.framesPath = *text;
}

void readInto(FieldReader& reader, const Field& field, const NodeIndex* nodes, LiveOptions& live)
{
    const auto name = reader.text(field, "the name of a stage");
    if (!name || nodes == nullptr) {
        return;
    }
    const auto node = nodes->find(*name);
    if (!node) {
        reader.refuse(Errc::NotFound, field.pointer,
                      "there is no stage " + inQuotes(*name) + suggestion(*name, nodes->stagesAlone()));
        return;
    }
    // What a node is that was refused, nobody knows.
    if (node->type != NodeIndex::Type::Stage && node->type != NodeIndex::Type::Other) {
        reader.refuse(Errc::OutOfRange, field.pointer,
                      inQuotes(*name) + " is no stage; what is sent to a live run enters a stage" +
                          suggestion(*name, nodes->stagesAlone()));
        return;
    }
    live.into = node->index;
}

/// A file of the scenario's folder. Whether it is there is of no interest to a simulated run.
std::string readPath(FieldReader& reader, const Field& field)
{
    const auto text = reader.text(field, "the name of a file");
    if (!text) {
        return {};
    }
    if (const auto checked = checkRelative(*text); !checked) {
        reader.take(field, checked.error());
    }
    return *text;
}

void readTls(FieldReader& reader, const Field& field, LiveOptions& live)
{
    const auto fields = Fields::of(reader, field, fields::tls);
    if (!fields) {
        return;
    }
    for (const auto& [name, path] : {std::pair("certificate", &live.certificate), std::pair("key", &live.key)}) {
        if (const auto file = fields->find(name)) {
            *path = readPath(reader, *file);
        } else {
            reader.refuse(Errc::Missing, fields->pointer(name),
                          inQuotes(name) + " is missing; TLS needs a \"certificate\" and its \"key\", both PEM files");
        }
    }
}

void readSocket(FieldReader& reader, const Field& field, LiveOptions& live)
{
    const auto fields = Fields::of(reader, field, fields::socket);
    if (!fields) {
        return;
    }
    for (const auto& [name, size] :
         {std::pair("sendBuffer", &live.sendBuffer), std::pair("receiveBuffer", &live.receiveBuffer),
          std::pair("notSentLowat", &live.notSentLowat)}) {
        if (const auto written = fields->find(name)) {
            *size = readSize(reader, *written, 1, mostSocketBuffer);
        }
    }
}

void readLimits(FieldReader& reader, const Field& field, LiveLimits& limits)
{
    const auto fields = Fields::of(reader, field, fields::limits);
    if (!fields) {
        return;
    }
    const auto size = [&](std::string_view name, std::int64_t least, std::int64_t most, std::int64_t& value) {
        if (const auto written = fields->find(name)) {
            value = readSize(reader, *written, least, most).value_or(value);
        }
    };
    const auto count = [&](std::string_view name, std::int64_t most, std::int64_t& value) {
        if (const auto written = fields->find(name)) {
            value = reader.whole(*written, 1, most).value_or(value);
        }
    };
    const auto time = [&](std::string_view name, Duration least, Duration& value) {
        if (const auto written = fields->find(name)) {
            value = reader.duration(*written, least).value_or(value);
        }
    };
    size("header", leastHeader, mostHeader, limits.header);
    size("body", 1, mostBody, limits.body);
    count("connections", mostConnections, limits.connections);
    count("connectionsPerPeer", mostConnections, limits.connectionsPerPeer);
    time("requestTime", leastTime, limits.requestTime);
    time("idleTime", leastTime, limits.idleTime);
    count("pipelined", mostPipelined, limits.pipelined);
    size("memory", 1, mostMemory, limits.memory);
    time("drainTime", Duration::zero(), limits.drainTime);
    if (const auto memory = fields->find("memory"); memory && limits.memory < limits.body) {
        reader.refuse(Errc::OutOfRange, memory->pointer,
                      "the memory for all bodies together is smaller than the limit of one; raise it, or lower \"body\"");
    }
    limits.memory = std::max(limits.memory, limits.body);
}

} // namespace

LiveOptions readLive(FieldReader& reader, const Field& field, const NodeIndex* nodes)
{
    LiveOptions live;
    const auto fields = Fields::of(reader, field, fields::live);
    if (!fields) {
        return live;
    }
    const auto with = [&](std::string_view name, const auto& read) {
        if (const auto written = fields->find(name)) {
            read(*written);
        }
    };
    with("listen", [&](const Field& written) { readListen(reader, written, live); });
    with("framesPort", [&](const Field& written) { readFramesPort(reader, written, live); });
    with("token", [&](const Field& written) { readToken(reader, written, live); });
    with("into", [&](const Field& written) { readInto(reader, written, nodes, live); });
    with("framesPath", [&](const Field& written) { readFramesPath(reader, written, live); });
    with("tls", [&](const Field& written) { readTls(reader, written, live); });
    with("database", [&](const Field& written) { live.database = readPath(reader, written); });
    with("idempotency", [&](const Field& written) {
        live.idempotency = reader.duration(written, leastTime).value_or(live.idempotency);
    });
    with("socket", [&](const Field& written) { readSocket(reader, written, live); });
    with("limits", [&](const Field& written) { readLimits(reader, written, live.limits); });
    return live;
}

} // namespace highwater
