// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/compressed.h"
#include "run/recording.h"
#include "run/reel_json.h"
#include "run/snapshot_json.h"

namespace highwater {

namespace {

constexpr std::int64_t columnsPerLine = 64;

/// A scenario on its own file needs no folder; one that reads other files does, and says where they were.
bool needsFolder(const Document& document)
{
    const auto alone = Document::parse(document.text(), std::filesystem::path("/nowhere"));
    return !document.folder().empty() && alone && !readScenario(*alone) && readScenario(document);
}

/// The scenario as it may be given away: the password of a live run stays here.
Json sharable(const Document& document)
{
    const auto without = document.without("/live/token");
    return (without ? *without : document).tree().json;
}

class Lines
{
public:
    void add(const Json& json)
    {
        m_text += json.dump(-1, ' ', false, Json::error_handler_t::replace);
        m_text += '\n';
    }
    void addText(const std::string& line)
    {
        m_text += line;
        m_text += '\n';
    }
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

/// Members that another version wrote.
void addForeign(Json& object, const Recording& recording, std::size_t from, std::size_t to)
{
    for (std::size_t i = from; i < to; ++i) {
        const Json member = Json::parse("{" + recording.foreignMembers[i] + "}", nullptr, false);
        if (member.is_object() && !member.empty() && !object.contains(member.begin().key())) {
            appendMember(object, member.begin().key(), member.begin().value());
        }
    }
}

Json headerOf(const Recording& recording)
{
    Json header{{"highwater_recording", Recording::version}, {"application", recording.application}, {"mode", nameOf(recording.mode)}};
    if (!recording.recordedAt.empty()) {
        header["recorded_at"] = recording.recordedAt;
    }
    header["seed"] = recording.log.seed;
    if (needsFolder(recording.log.begin)) {
        header["folder"] = recording.log.begin.folder().string();
    }
    header["scenario"] = sharable(recording.log.begin);
    if (recording.reel) {
        header["column_fields"] = columnFields();
    }
    addForeign(header, recording, 0, recording.foreignOfHeader);
    return header;
}

Json changeOf(const LoggedChange& change)
{
    return Json{{"change",
                 {{"at_ns", change.at.time_since_epoch().count()},
                  {"events", change.events},
                  {"asked_ns", change.asked.time_since_epoch().count()},
                  {"label", change.label},
                  {"scenario", sharable(change.document)}}}};
}

void addReel(Lines& lines, const Reel& reel)
{
    for (const ColumnTrack& track : reel.tracks) {
        for (std::int64_t from = track.first(); from < track.end(); from += columnsPerLine) {
            lines.add(Json{{"columns", jsonOfColumns(track, from, std::min(track.end(), from + columnsPerLine))}});
        }
    }
    if (!reel.bytes.empty()) {
        Json samples = Json::array();
        for (const ByteSample& sample : reel.bytes) {
            samples.push_back(jsonOfBytes(sample));
        }
        lines.add(Json{{"bytes", std::move(samples)}});
    }
    for (const ReelFrame& frame : reel.frames) {
        lines.addText(frame.line);
    }
}

} // namespace

std::string writeRecording(const Recording& recording)
{
    Lines lines;
    lines.add(headerOf(recording));
    for (const LoggedChange& change : recording.log.changes) {
        lines.add(changeOf(change));
    }
    if (recording.reel) {
        addReel(lines, *recording.reel);
    }
    for (const std::string& line : recording.foreignLines) {
        lines.addText(line);
    }
    Json end{{"at_ns", recording.end.time_since_epoch().count()}, {"events", recording.events}, {"figures", recording.figures}};
    addForeign(end, recording, recording.foreignOfHeader, recording.foreignMembers.size());
    lines.add(Json{{"end", std::move(end)}});
    return lines.text().size() <= Recording::mostBytes ? compressed(lines.text(), Wrapping::Gzip) : std::string();
}

} // namespace highwater
