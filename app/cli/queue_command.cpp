// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue_command.h"

#include "output_file.h"
#include "queue_text.h"
#include "run/json_writer.h"
#include "units/text.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace highwater::cli {

namespace {

constexpr std::size_t usualLimit = 1000;

constexpr std::array<Option, 5> options{{
    {"--json", "", "write JSON instead of text"},
    {"--limit", "N", "list so many undelivered messages and so many dead letters, oldest first; 1000 unless given"},
    {"--all", "", "purge undelivered messages and idempotency keys too, not dead letters alone"},
    {"--help", "", "show this text"},
    {"-h", "", "the same"},
}};

/// What stands on the command line, looked through.
struct QueueRequest
{
    std::string_view action;
    std::string file;
    std::vector<std::uint64_t> ids;
    std::size_t limit = usualLimit;
    bool json = false;
    bool all = false;
};

Result<std::uint64_t> readNumber(std::string_view text, std::string_view what)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return failure(Errc::OutOfRange, {}, std::string(what) + ' ' + inQuotes(text) + ": wanted is a whole number");
    }
    return value;
}

Result<void> checkOptions(const QueueRequest& request, const Arguments& arguments)
{
    const auto wrong = [](std::string message) { return failure(Errc::OutOfRange, {}, std::move(message)); };
    if (request.action == "peek" && request.ids.size() != 1) {
        return wrong("queue peek needs the ID of one message");
    }
    if (request.action == "list" && !request.ids.empty()) {
        return wrong("queue list takes a FILE and no ID; queue peek shows one message");
    }
    if (request.all && request.action != "purge") {
        return wrong("--all belongs to queue purge");
    }
    if (request.all && !request.ids.empty()) {
        return wrong("queue purge takes --all or IDs, not both");
    }
    if (arguments.has("--limit") && request.action != "list") {
        return wrong("--limit belongs to queue list");
    }
    return {};
}

Result<QueueRequest> readRequest(const Arguments& arguments)
{
    const auto& words = arguments.positional();
    if (words.empty()) {
        return failure(Errc::Missing, {}, "queue needs one of list, peek, requeue and purge, and a FILE");
    }
    QueueRequest request;
    request.action = words[0];
    const std::vector<std::string_view> actions{"list", "peek", "requeue", "purge"};
    if (std::find(actions.begin(), actions.end(), request.action) == actions.end()) {
        return failure(Errc::UnknownField, {}, "queue cannot " + inQuotes(request.action) + suggestion(request.action, actions));
    }
    if (words.size() < 2) {
        return failure(Errc::Missing, {}, "queue " + std::string(request.action) + " needs a FILE");
    }
    request.file = words[1];
    for (std::size_t i = 2; i < words.size(); ++i) {
        const auto id = readNumber(words[i], "ID");
        if (!id) {
            return tl::unexpected(id.error());
        }
        request.ids.push_back(*id);
    }
    request.json = arguments.has("--json");
    request.all = arguments.has("--all");
    if (const auto limit = arguments.value("--limit")) {
        const auto number = readNumber(*limit, "--limit");
        if (!number) {
            return tl::unexpected(number.error());
        }
        request.limit = static_cast<std::size_t>(*number);
    }
    return checkOptions(request, arguments).map([&] { return request; });
}

Result<QueuePart> readPart(const QueueFile& file, QueueFile::Part part, std::size_t limit)
{
    const auto extent = file.extent(part);
    if (!extent) {
        return tl::unexpected(extent.error());
    }
    return file.list(part, limit).map([&](std::vector<StoredMessage> shown) { return QueuePart{*extent, std::move(shown)}; });
}

Result<std::string> list(const QueueFile& file, const QueueRequest& request)
{
    const auto undelivered = readPart(file, QueueFile::Part::Undelivered, request.limit);
    if (!undelivered) {
        return tl::unexpected(undelivered.error());
    }
    return readPart(file, QueueFile::Part::Dead, request.limit).map([&](const QueuePart& dead) {
        return request.json ? queueJson(request.file, *undelivered, dead) : queueTable(*undelivered, dead);
    });
}

Result<std::string> peek(const QueueFile& file, const QueueRequest& request)
{
    const auto found = file.find(request.ids.front());
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (!*found) {
        return failure(Errc::NotFound, request.file, "there is no message " + std::to_string(request.ids.front()) + "; it was delivered, or never came");
    }
    return request.json ? messageJson(**found) : messageText(**found);
}

Result<std::string> change(QueueFile& file, const QueueRequest& request)
{
    const bool requeue = request.action == "requeue";
    const auto changed = requeue ? file.requeue(request.ids) : request.all ? file.purgeAll() : file.purgeDead(request.ids);
    return changed.map([&](std::uint64_t count) {
        if (request.json) {
            JsonWriter json;
            json.beginObject();
            json.key(requeue ? "requeued" : "purged");
            json.count(count);
            json.endObject();
            return json.take();
        }
        const std::string what = request.all ? (count == 1 ? " message" : " messages") : (count == 1 ? " dead letter" : " dead letters");
        return std::to_string(count) + what + (requeue ? " requeued\n" : " purged\n");
    });
}

Result<std::string> answer(const QueueRequest& request)
{
    const bool looks = request.action == "list" || request.action == "peek";
    auto file = QueueFile::open(request.file, looks ? SqliteConnection::Access::Read : SqliteConnection::Access::Write);
    if (!file) {
        return tl::unexpected(file.error());
    }
    if (!looks) {
        return change(**file, request);
    }
    return request.action == "list" ? list(**file, request) : peek(**file, request);
}

} // namespace

std::span<const Option> queueOptions()
{
    return options;
}

std::string_view queueDetails()
{
    return "    highwater-cli queue list FILE             undelivered messages and dead letters\n"
           "    highwater-cli queue peek FILE ID          one message: what is known of it, head and body\n"
           "    highwater-cli queue requeue FILE [ID...]  dead letters, all or some, are undelivered again\n"
           "    highwater-cli queue purge FILE [ID...]    deletes dead letters, all or some; --all: everything\n\n"
           "FILE is the store of a live run. list and peek may look while a server uses it. requeue and purge\n"
           "are refused then: the server has its messages in memory and would not learn of the change.";
}

ExitCode executeQueue(const Arguments& arguments, const std::atomic<bool>&)
{
    const auto request = readRequest(arguments);
    if (!request) {
        return refuse(request.error().message);
    }
    const auto text = answer(*request);
    if (!text) {
        complain(request->file, text.error());
        // A file or message that is not there, or is something else, was named wrongly; the rest is trouble with the disk.
        return text.error().code == Errc::Io ? Stopped : Refused;
    }
    const auto written = writeStandardOutput(*text);
    if (!written) {
        complain(written.error().where, written.error());
        return Stopped;
    }
    return Done;
}

} // namespace highwater::cli
