// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue_text.h"

#include "run/json_writer.h"
#include "run/table_text.h"
#include "units/text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

namespace highwater::cli {

namespace {

constexpr std::size_t timeWidth = 24;

/// "2026-02-03T04:05:06.789Z"
std::string timeText(std::int64_t nanoseconds)
{
    constexpr std::int64_t second = 1'000'000'000;
    constexpr std::int64_t millisecond = 1'000'000;
    std::int64_t rest = nanoseconds % second;
    rest += rest < 0 ? second : 0;
    const std::time_t whole = static_cast<std::time_t>((nanoseconds - rest) / second);
    std::tm parts{};
    ::gmtime_r(&whole, &parts);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    std::string milliseconds = std::to_string(rest / millisecond);
    milliseconds.insert(0, 3 - milliseconds.size(), '0');
    return std::string(text.data(), size) + '.' + milliseconds + 'Z';
}

/// What came from outside, for a terminal or JSON: bytes that are no text are written as \xNN.
std::string clean(std::string_view text)
{
    const bool utf8 = isUtf8(text);
    std::string result;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !utf8)) {
            std::array<char, 8> escape{};
            std::snprintf(escape.data(), escape.size(), "\\x%02x", static_cast<unsigned>(byte));
            result += escape.data();
        } else {
            result += letter;
        }
    }
    return result;
}

std::string base64(std::string_view bytes)
{
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t given = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = group << 8 | (k < given ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            text += k <= given ? digits[group >> (18 - 6 * k) & 63] : '=';
        }
    }
    return text;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many)
{
    return count == 0 ? "no " + std::string(many) : std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

std::string rest(const QueuePart& part)
{
    const std::uint64_t more = part.extent.messages - std::min<std::uint64_t>(part.extent.messages, part.shown.size());
    return more == 0 ? std::string() : "  and " + std::to_string(more) + " more; --limit shows more of them\n";
}

std::string tableOf(const QueuePart& part, bool dead)
{
    std::string text = "  " + rightIn("id", 10) + "  " + leftIn("received", timeWidth) + "  attempts" + rightIn("bytes", 11) + "  path\n";
    for (const StoredMessage& stored : part.shown) {
        const Message& message = stored.message;
        text += "  " + rightIn(std::to_string(message.id), 10) + "  " + leftIn(timeText(message.receivedAt), timeWidth)
                + rightIn(std::to_string(message.attempts), 10) + rightIn(std::to_string(stored.bytes), 11) + "  "
                + cut(clean(message.method + ' ' + message.path), 39) + '\n';
        if (dead) {
            text += std::string(14, ' ') + timeText(stored.buriedAt) + "  " + cut(clean(stored.reason), 60) + '\n';
        }
    }
    return text + rest(part);
}

void writeHead(JsonWriter& json, const StoredMessage& stored)
{
    const Message& message = stored.message;
    json.key("id");
    json.count(message.id);
    json.key("received");
    json.string(timeText(message.receivedAt));
    json.key("attempts");
    json.count(message.attempts);
    json.key("method");
    json.string(clean(message.method));
    json.key("path");
    json.string(clean(message.path));
    json.key("bytes");
    json.count(stored.bytes);
    if (!message.key.empty()) {
        json.key("key");
        json.string(clean(message.key));
    }
    if (stored.dead) {
        json.key("buried");
        json.string(timeText(stored.buriedAt));
        json.key("reason");
        json.string(clean(stored.reason));
    }
}

void writePart(JsonWriter& json, const QueuePart& part)
{
    json.beginObject();
    json.key("count");
    json.count(part.extent.messages);
    json.key("bytes");
    json.count(part.extent.bytes);
    json.key("messages");
    json.beginArray();
    for (const StoredMessage& stored : part.shown) {
        json.beginObject(JsonWriter::Layout::OneLine);
        writeHead(json, stored);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

} // namespace

std::string queueTable(const QueuePart& undelivered, const QueuePart& dead)
{
    std::string text = counted(undelivered.extent.messages, "undelivered message", "undelivered messages") + '\n';
    if (!undelivered.shown.empty()) {
        text += tableOf(undelivered, false);
    }
    text += counted(dead.extent.messages, "dead letter", "dead letters") + '\n';
    return dead.shown.empty() ? text : text + tableOf(dead, true);
}

std::string queueJson(const std::string& file, const QueuePart& undelivered, const QueuePart& dead)
{
    JsonWriter json;
    json.beginObject();
    json.key("file");
    json.string(clean(file));
    json.key("undelivered");
    writePart(json, undelivered);
    json.key("dead_letters");
    writePart(json, dead);
    json.endObject();
    return json.take();
}

std::string messageText(const StoredMessage& stored)
{
    const Message& message = stored.message;
    std::string text = "id        " + std::to_string(message.id) + "\nstate     " + (stored.dead ? "dead letter" : "undelivered") + "\nreceived  "
                       + timeText(message.receivedAt) + "\nattempts  " + std::to_string(message.attempts) + "\nbytes     "
                       + std::to_string(stored.bytes) + '\n';
    if (!message.key.empty()) {
        text += "key       " + clean(message.key) + '\n';
    }
    if (stored.dead) {
        text += "buried    " + timeText(stored.buriedAt) + "\nreason    " + clean(stored.reason) + '\n';
    }
    text += '\n' + clean(message.method + ' ' + message.path) + '\n';
    if (!message.contentType.empty()) {
        text += "content-type: " + clean(message.contentType) + '\n';
    }
    for (const auto& [name, value] : message.headers) {
        text += clean(name) + ": " + clean(value) + '\n';
    }
    text += '\n' + message.body;
    return message.body.empty() || message.body.back() == '\n' ? text : text + '\n';
}

std::string messageJson(const StoredMessage& stored)
{
    const Message& message = stored.message;
    JsonWriter json;
    json.beginObject();
    json.key("state");
    json.string(stored.dead ? "dead" : "undelivered");
    writeHead(json, stored);
    json.key("priority");
    json.number(message.priority);
    json.key("content_type");
    json.string(clean(message.contentType));
    json.key("headers");
    json.beginArray();
    for (const auto& [name, value] : message.headers) {
        json.beginObject(JsonWriter::Layout::OneLine);
        json.key("name");
        json.string(clean(name));
        json.key("value");
        json.string(clean(value));
        json.endObject();
    }
    json.endArray();
    const bool text = isUtf8(message.body);
    json.key(text ? "body" : "body_base64");
    json.string(text ? message.body : base64(message.body));
    json.endObject();
    return json.take();
}

} // namespace highwater::cli
