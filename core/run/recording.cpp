// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/recording.h"

#include "run/replay.h"
#include "run/views.h"
#include "units/text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <system_error>

namespace highwater {

namespace fs = std::filesystem;

namespace {

/// FNV-1a, 64 bit: not against forgers, but no change of a single bit escapes it.
class Hash
{
public:
    void add(std::uint32_t word)
    {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            m_value = (m_value ^ (word >> shift & 0xFFU)) * 0x100000001B3ULL;
        }
    }
    [[nodiscard]] std::string text() const
    {
        constexpr std::string_view digits = "0123456789abcdef";
        std::string hex;
        for (unsigned shift = 64; shift > 0; shift -= 4) {
            hex += digits[m_value >> (shift - 4) & 0xFU];
        }
        return hex;
    }

private:
    std::uint64_t m_value = 0xCBF29CE484222325ULL;
};

std::string hashOf(const Series& series)
{
    static_assert(sizeof(Column) % sizeof(std::uint32_t) == 0);
    using Words = std::array<std::uint32_t, sizeof(Column) / sizeof(std::uint32_t)>;
    Hash hash;
    for (std::int64_t i = series.first; i < series.end; ++i) {
        for (const std::uint32_t word : std::bit_cast<Words>(series.at(i))) {
            hash.add(word);
        }
    }
    return hash.text();
}

class Entries
{
public:
    void add(const std::string& name, std::uint64_t value) { m_entries.push_back(name + ',' + std::to_string(value)); }
    void add(const std::string& name, std::int64_t value) { m_entries.push_back(name + ',' + std::to_string(value)); }
    void add(const std::string& name, const std::string& value) { m_entries.push_back(name + ',' + value); }
    void add(const std::string& name, const Counters& totals)
    {
        add(name + ".offered", totals.offered);
        add(name + ".accepted", totals.accepted);
        add(name + ".refused", totals.refused);
        add(name + ".dropped", totals.dropped);
        add(name + ".expired", totals.expired);
        add(name + ".failed", totals.failed);
        add(name + ".retried", totals.retried);
        add(name + ".completed", totals.completed);
        add(name + ".inside", totals.inside);
    }
    std::vector<std::string> take() { return std::move(m_entries); }

private:
    std::vector<std::string> m_entries;
};

Snapshot pictureOf(const Replay& replay)
{
    Snapshot picture;
    ViewBuilder().fill(replay.world(), true, picture);
    return picture;
}

Result<std::string> bytesOf(const fs::path& file)
{
    std::error_code code;
    if (!fs::exists(file, code)) {
        return failure(Errc::NotFound, file.string(), "there is no such file");
    }
    std::ifstream stream(file, std::ios::binary);
    if (fs::is_directory(file, code) || !stream) {
        return failure(Errc::Io, file.string(), "cannot be opened: " + std::string(fs::is_directory(file, code) ? "this is a folder" : std::generic_category().message(errno)));
    }
    const auto size = fs::file_size(file, code);
    if (code || size > Recording::mostBytes) {
        return failure(code ? Errc::Io : Errc::OutOfRange, file.string(), code ? "cannot be read: " + code.message() : "a recording is at most 256 MiB");
    }
    std::string bytes(static_cast<std::size_t>(size), '\0');
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

} // namespace

std::vector<std::string> checkFigures(const Snapshot& snapshot)
{
    Entries entries;
    entries.add("events", snapshot.events);
    entries.add("end_to_end", snapshot.endToEnd);
    for (const NodeView& node : snapshot.nodes) {
        entries.add(node.name, node.totals);
        entries.add(node.name + ".waiting", node.waiting);
        entries.add(node.name + ".level", node.level);
        entries.add(node.name + ".peak_level", node.peakLevel);
        entries.add(node.name + ".busy_ns", node.busyNs);
        entries.add(node.name + ".blocked_ns", node.blockedNs);
        entries.add(node.name + ".columns", node.series.end);
        entries.add(node.name + ".columns_hash", hashOf(node.series));
    }
    for (const LinkView& link : snapshot.links) {
        entries.add("link " + std::to_string(link.from) + " to " + (link.to ? std::to_string(*link.to) : "exit"), link.items);
    }
    return entries.take();
}

Recording recordingOf(const RunLog& log, const Snapshot& picture)
{
    Recording recording;
    recording.application = HIGHWATER_VERSION;
    recording.log = log;
    auto& changes = recording.log.changes;
    changes.erase(std::remove_if(changes.begin(), changes.end(),
                                 [&](const LoggedChange& change) { return change.at > picture.now || change.events > picture.events; }),
                  changes.end());
    recording.end = picture.now;
    recording.events = picture.events;
    recording.figures = checkFigures(picture);
    return recording;
}

Result<void> saveRecording(const Recording& recording, const fs::path& file)
{
    const std::string bytes = writeRecording(recording);
    const auto refuse = [&](int error) { return failure(Errc::Io, file.string(), "cannot be written: " + std::generic_category().message(error)); };
    if (bytes.empty()) {
        return failure(Errc::OutOfRange, file.string(), "the recording is longer than a file may be");
    }
    fs::path fresh = file;
    fresh += ".new";
    std::FILE* out = std::fopen(fresh.c_str(), "wb");
    if (out == nullptr) {
        return refuse(errno);
    }
    int error = std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size() ? 0 : errno;
    if (std::fclose(out) != 0 && error == 0) {
        error = errno;
    }
    std::error_code code;
    if (error == 0) {
        fs::rename(fresh, file, code);
        error = code ? code.value() : 0;
    }
    if (error != 0) {
        fs::remove(fresh, code);
        return refuse(error);
    }
    return {};
}

Checked<Recording> loadRecording(const fs::path& file)
{
    const auto bytes = bytesOf(file);
    if (!bytes) {
        return tl::unexpected(Faults{bytes.error()});
    }
    return readRecording(*bytes, file.parent_path());
}

Checked<void> verify(const Recording& recording)
{
    if (recording.mode == Mode::Measured) {
        return {};
    }
    auto replay = Replay::create(recording.log);
    if (!replay) {
        return tl::unexpected(replay.error());
    }
    replay->goTo(recording.end, recording.events);
    return compareFigures(recording, pictureOf(*replay));
}

Checked<void> compareFigures(const Recording& recording, const Snapshot& picture)
{
    const std::vector<std::string> found = checkFigures(picture);
    if (recording.figures.empty() || found == recording.figures) {
        return {};
    }
    const auto [mine, theirs] = std::mismatch(found.begin(), found.end(), recording.figures.begin(), recording.figures.end());
    const std::string now = mine == found.end() ? "nothing" : inQuotes(*mine);
    const std::string then = theirs == recording.figures.end() ? "nothing" : inQuotes(*theirs);
    return tl::unexpected(Faults{Error{Errc::OutOfRange, "/end/figures",
                                       "the replay is not the run that was recorded: " + now + " in place of " + then + "; it was recorded by version " +
                                           (recording.application.empty() ? "?" : recording.application) + ", and this is " HIGHWATER_VERSION}});
}

} // namespace highwater
