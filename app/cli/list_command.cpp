// SPDX-License-Identifier: GPL-3.0-or-later
#include "list_command.h"

#include "output_file.h"
#include "run/json_writer.h"
#include "scenario/shelf.h"
#include "units/text.h"

#include <array>
#include <string>

namespace highwater::cli {

namespace {

constexpr std::array<Option, 3> options{{
    {"--format", "table|json", "table unless given"},
    {"--help", "", "show this text"},
    {"-h", "", "the same"},
}};

std::string firstSentence(const std::string& text)
{
    const auto end = text.find(". ");
    return end == std::string::npos ? text : text.substr(0, end + 1);
}

std::string tableOf(const std::vector<ShelfEntry>& entries)
{
    std::string text;
    for (const ShelfEntry& entry : entries) {
        text += entry.id + "\n    " + entry.name + "\n    " + firstSentence(entry.description) + '\n';
    }
    return text;
}

std::string jsonOf(const std::vector<ShelfEntry>& entries)
{
    JsonWriter json;
    json.beginArray();
    for (const ShelfEntry& entry : entries) {
        json.beginObject();
        json.key("id");
        json.string(entry.id);
        json.key("name");
        json.string(entry.name);
        json.key("description");
        json.string(entry.description);
        json.key("file");
        json.string(entry.file.string());
        json.endObject();
    }
    json.endArray();
    return json.take();
}

} // namespace

std::span<const Option> listOptions()
{
    return options;
}

ExitCode executeList(const Arguments& arguments, const std::atomic<bool>&)
{
    if (!arguments.positional().empty()) {
        return refuse("list takes no " + inQuotes(arguments.positional().front()));
    }
    const std::string_view format = arguments.value("--format").value_or("table");
    if (format != "table" && format != "json") {
        return refuse("there is no format " + inQuotes(format) + suggestion(format, {"table", "json"}));
    }
    const auto entries = shelf();
    if (entries.empty()) {
        complain("no scenarios in " + shelfFolder().string());
    }
    const auto written = writeStandardOutput(format == "json" ? jsonOf(entries) : tableOf(entries));
    if (!written) {
        complain(written.error().where, written.error());
        return Stopped;
    }
    return Done;
}

} // namespace highwater::cli
