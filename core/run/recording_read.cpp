// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/compressed.h"
#include "run/recording.h"
#include "run/reel_json.h"
#include "run/snapshot_json.h"
#include "units/text.h"

#include <algorithm>
#include <optional>

namespace highwater {

namespace {

constexpr std::size_t moreLevels = 6; ///< that a recording has around a scenario

/// The lines of a recording, one after the other.
class Reader
{
public:
    Reader(std::string_view text, std::filesystem::path folder) : m_text(text), m_folder(std::move(folder)) {}

    Checked<Recording> read()
    {
        while (!m_text.empty() && !m_ended) {
            const auto feed = m_text.find('\n');
            const std::string_view line = m_text.substr(0, feed);
            m_text.remove_prefix(feed == std::string_view::npos ? m_text.size() : feed + 1);
            ++m_line;
            if (const auto done = readLine(line); !done) {
                return tl::unexpected(done.error());
            }
        }
        if (m_line == 0) {
            return fault(Errc::Syntax, {}, "the recording is empty");
        }
        if (!m_ended) {
            return fault(Errc::Syntax, {}, "the recording is cut off here: its last line, \"end\", is missing");
        }
        if (m_recording.mode == Mode::Measured) {
            if (m_reel->frames.empty()) {
                return fault(Errc::Missing, {}, "a recording of a measured run has one \"frame\" at least");
            }
            m_recording.reel = m_reel;
        }
        return std::move(m_recording);
    }

private:
    [[nodiscard]] tl::unexpected<Faults> fault(Errc code, const std::string& where, std::string message) const
    {
        const std::string line = "line " + std::to_string(m_line);
        return tl::unexpected(Faults{Error{code, where.empty() ? line : line + ", " + where, std::move(message)}});
    }
    [[nodiscard]] tl::unexpected<Faults> placed(Faults faults) const
    {
        for (Error& each : faults) {
            each.where = "line " + std::to_string(m_line) + (each.where.empty() ? std::string() : ", " + each.where);
        }
        return tl::unexpected(std::move(faults));
    }

    Checked<void> readLine(std::string_view line)
    {
        const auto json = parseJson(line, mostLevels + moreLevels);
        if (!json) {
            return m_line == 1 ? fault(Errc::Syntax, {}, "this is no recording of Highwater: its first line is not JSON") : placed(json.error());
        }
        if (m_line == 1) {
            return readHeader(*json);
        }
        if (!json->is_object() || json->empty()) {
            return fault(Errc::WrongType, {}, "a line is an object");
        }
        const std::string& kind = json->begin().key();
        const Json& value = json->begin().value();
        if (kind == "change") {
            return readChange(value);
        }
        if (kind == "end") {
            return readEnd(value);
        }
        if (m_recording.mode == Mode::Measured && (kind == "columns" || kind == "frame" || kind == "bytes")) {
            return readReel(kind, value, line);
        }
        m_recording.foreignLines.emplace_back(line);
        return {};
    }

    Checked<void> readHeader(const Json& header)
    {
        const Json* number = header.is_object() && header.contains("highwater_recording") ? &header["highwater_recording"] : nullptr;
        if (number == nullptr || !number->is_number_integer()) {
            return fault(Errc::Syntax, {}, "this is no recording of Highwater: it does not begin with \"highwater_recording\"");
        }
        if (*number != Recording::version) {
            return fault(Errc::Unsupported, "/highwater_recording",
                         "this is a recording of kind " + number->dump() + "; this version of Highwater reads kind " + std::to_string(Recording::version));
        }
        const auto mode = textOf(header, "mode");
        if (mode != nameOf(Mode::Simulated) && mode != nameOf(Mode::Measured)) {
            return fault(Errc::OutOfRange, "/mode", "a recording is \"simulated\" or \"measured\"");
        }
        m_recording.mode = mode == nameOf(Mode::Measured) ? Mode::Measured : Mode::Simulated;
        m_recording.application = textOf(header, "application").value_or(std::string());
        m_recording.recordedAt = textOf(header, "recorded_at").value_or(std::string());
        if (const auto folder = textOf(header, "folder"); folder && std::filesystem::path(*folder).is_absolute()) {
            m_folder = *folder;
        }
        const auto seed = countOf(header, "seed");
        if (!seed) {
            return fault(Errc::Missing, "/seed", "a recording has the seed of its run, a whole number");
        }
        m_recording.log.seed = *seed;
        auto begin = documentOf(header);
        if (!begin) {
            return tl::unexpected(begin.error());
        }
        m_recording.log.begin = std::move(*begin);
        if (header.contains("column_fields")) {
            if (const auto order = m_columns.setFields(header["column_fields"], "/column_fields"); !order) {
                return placed({order.error()});
            }
        }
        keepForeign(header, {"highwater_recording", "application", "mode", "recorded_at", "folder", "seed", "scenario", "column_fields"});
        m_recording.foreignOfHeader = m_recording.foreignMembers.size();
        return {};
    }

    Checked<void> readChange(const Json& json)
    {
        LoggedChange change;
        const auto at = instantOf(json, "at_ns");
        const auto events = countOf(json, "events");
        if (!at || !events) {
            return fault(Errc::WrongType, at ? "/change/events" : "/change/at_ns", "a change says when it acted, and after how many events, in whole numbers");
        }
        auto document = documentOf(json);
        if (!document) {
            return tl::unexpected(document.error());
        }
        const auto& before = m_recording.log.changes;
        if (!before.empty() && (*events < before.back().events || *at < before.back().at)) {
            return fault(Errc::OutOfRange, "/change/at_ns", "changes stand in the order in which they acted");
        }
        change.at = *at;
        change.events = *events;
        change.asked = instantOf(json, "asked_ns").value_or(*at);
        change.label = textOf(json, "label").value_or(std::string());
        change.document = std::move(*document);
        m_recording.log.changes.push_back(std::move(change));
        return {};
    }

    Checked<void> readEnd(const Json& json)
    {
        const auto at = instantOf(json, "at_ns");
        const auto events = countOf(json, "events");
        if (!at || !events) {
            return fault(Errc::WrongType, at ? "/end/events" : "/end/at_ns", "the end says when it was, and after how many events, in whole numbers");
        }
        m_recording.end = *at;
        m_recording.events = *events;
        const Json* figures = json.contains("figures") ? &json["figures"] : nullptr;
        if (figures != nullptr && (!figures->is_array() || !std::all_of(figures->begin(), figures->end(), [](const Json& one) { return one.is_string(); }))) {
            return fault(Errc::WrongType, "/end/figures", "the figures are a list of texts");
        }
        if (figures != nullptr) {
            m_recording.figures = figures->get<std::vector<std::string>>();
        }
        keepForeign(json, {"at_ns", "events", "figures"});
        m_ended = true;
        return {};
    }

    Checked<void> readReel(const std::string& kind, const Json& value, std::string_view line)
    {
        if (kind == "columns") {
            const auto done = m_columns.read(value, "/columns", *m_reel);
            return done ? Checked<void>() : placed({done.error()});
        }
        if (kind == "bytes") {
            for (const Json& row : value) {
                const auto sample = bytesOfJson(row, "/bytes");
                if (!sample) {
                    return placed({sample.error()});
                }
                m_reel->bytes.push_back(*sample);
            }
            return {};
        }
        const auto picture = snapshotOfJson(value, "/frame");
        if (!picture) {
            return placed({picture.error()});
        }
        if (!m_reel->frames.empty() && picture->now < m_reel->frames.back().at) {
            return fault(Errc::OutOfRange, "/frame/now_ns", "frames stand in the order of time");
        }
        m_reel->frames.push_back({picture->now, std::string(line)});
        return {};
    }

    Checked<Document> documentOf(const Json& object) const
    {
        if (!object.contains("scenario") || !object["scenario"].is_object()) {
            return fault(Errc::Missing, "/scenario", "the scenario is missing");
        }
        auto document = Document::parse(object["scenario"].dump(), m_folder);
        return document ? std::move(document) : Checked<Document>(placed(document.error()));
    }
    static std::optional<std::string> textOf(const Json& object, const char* name)
    {
        return object.is_object() && object.contains(name) && object[name].is_string() ? std::optional(object[name].get<std::string>()) : std::nullopt;
    }
    static std::optional<std::uint64_t> countOf(const Json& object, const char* name)
    {
        return object.is_object() && object.contains(name) && object[name].is_number_unsigned() ? std::optional(object[name].get<std::uint64_t>())
                                                                                               : std::nullopt;
    }
    static std::optional<Instant> instantOf(const Json& object, const char* name)
    {
        const auto count = countOf(object, name);
        constexpr std::uint64_t most = std::uint64_t{1} << 62U;
        return count && *count <= most ? std::optional(Instant(Duration(static_cast<std::int64_t>(*count)))) : std::nullopt;
    }
    void keepForeign(const Json& object, std::initializer_list<std::string_view> known)
    {
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (std::find(known.begin(), known.end(), member.key()) == known.end()) {
                m_recording.foreignMembers.push_back(Json(member.key()).dump() + ": " + member.value().dump());
            }
        }
    }

    std::string_view m_text;
    std::filesystem::path m_folder;
    std::size_t m_line = 0;
    bool m_ended = false;
    ColumnReader m_columns;
    std::shared_ptr<Reel> m_reel = std::make_shared<Reel>();
    Recording m_recording;
};

} // namespace

Checked<Recording> readRecording(std::string_view bytes, std::filesystem::path folder)
{
    constexpr std::string_view gzip = "\x1f\x8b";
    if (bytes.substr(0, gzip.size()) != gzip) {
        return tl::unexpected(Faults{Error{Errc::Syntax, "byte 0", "this is no recording of Highwater, which is packed as gzip"}});
    }
    const auto text = decompressed(bytes, Wrapping::Gzip, Recording::mostBytes);
    if (!text) {
        return tl::unexpected(Faults{text.error()});
    }
    return Reader(*text, std::move(folder)).read();
}

} // namespace highwater
