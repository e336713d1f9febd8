// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/reel_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>

namespace highwater {

namespace {

struct ColumnField
{
    std::string_view name;
    double (*get)(const Column&);
    void (*set)(Column&, double);
};

/// The decimal that is shortest for single precision, as a double: it is written as it looks, and read back to the same bits.
double widened(float value)
{
    if (!std::isfinite(value)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    std::array<char, 32> text{};
    double wide = 0;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    std::from_chars(text.data(), end, wide);
    return wide;
}

float narrowed(double value)
{
    constexpr auto most = static_cast<double>(std::numeric_limits<float>::max());
    return std::abs(value) <= most ? static_cast<float>(value) : std::numeric_limits<float>::quiet_NaN();
}

std::uint32_t counted(double value)
{
    constexpr double most = std::numeric_limits<std::uint32_t>::max();
    return value > 0 ? static_cast<std::uint32_t>(std::min(value, most)) : 0U;
}

template <float Column::* member>
constexpr ColumnField number(std::string_view name)
{
    return {name, [](const Column& column) { return widened(column.*member); }, [](Column& column, double value) { column.*member = narrowed(value); }};
}

template <std::uint32_t Column::* member>
constexpr ColumnField count(std::string_view name)
{
    return {name, [](const Column& column) { return static_cast<double>(column.*member); },
            [](Column& column, double value) { column.*member = counted(value); }};
}

template <LevelState state>
constexpr ColumnField share(std::string_view name)
{
    return {name, [](const Column& column) { return widened(column.share[static_cast<std::size_t>(state)]); },
            [](Column& column, double value) { column.share[static_cast<std::size_t>(state)] = narrowed(value); }};
}

constexpr std::array table{number<&Column::depthMin>("depth_min"),
                           number<&Column::depthMean>("depth_mean"),
                           number<&Column::depthMax>("depth_max"),
                           number<&Column::bytesMean>("queue_bytes"),
                           number<&Column::busy>("busy"),
                           number<&Column::blocked>("blocked"),
                           share<LevelState::Flowing>("flowing"),
                           share<LevelState::Filling>("filling"),
                           share<LevelState::Pressed>("pressed"),
                           share<LevelState::Blocked>("blocked_share"),
                           count<&Column::offered>("offered"),
                           count<&Column::accepted>("accepted"),
                           count<&Column::completed>("completed"),
                           count<&Column::refused>("refused"),
                           count<&Column::dropped>("dropped"),
                           count<&Column::retried>("retried"),
                           count<&Column::flips>("flips"),
                           count<&Column::timedOut>("timed_out"),
                           count<&Column::dead>("dead"),
                           count<&Column::samples>("samples"),
                           number<&Column::sojournP50>("sojourn_p50_s"),
                           number<&Column::sojournP95>("sojourn_p95_s"),
                           number<&Column::sojournP99>("sojourn_p99_s"),
                           number<&Column::sojournMax>("sojourn_max_s"),
                           number<&Column::waitP50>("wait_p50_s"),
                           number<&Column::waitP95>("wait_p95_s"),
                           number<&Column::waitP99>("wait_p99_s"),
                           number<&Column::serviceP95>("service_p95_s"),
                           number<&Column::standing>("standing_s"),
                           number<&Column::drain>("drain_s")};

Json rowOf(const Column& column)
{
    Json row = Json::array();
    for (const ColumnField& field : table) {
        const double value = field.get(column);
        const bool whole = value == std::floor(value) && std::abs(value) < 1e9;
        row.push_back(!std::isfinite(value) ? Json() : whole ? Json(static_cast<std::int64_t>(value)) : Json(value));
    }
    return row;
}

const Json* memberOf(const Json& object, const char* name)
{
    const auto member = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && member != object.end() ? &*member : nullptr;
}

/// The first band that was hit, and the counts from there on; nothing was completed: an empty row.
Json jsonOf(const LatencyChunk::View& view)
{
    Json row = Json::array();
    if (!view.codes.empty()) {
        row.push_back(view.first);
    }
    for (const std::uint8_t code : view.codes) {
        row.push_back(std::lround(countOfCode(code)));
    }
    return row;
}

LatencyCounts latencyOf(const Json* rows, std::size_t index)
{
    LatencyCounts counts{};
    if (rows == nullptr || !rows->is_array() || index >= rows->size() || !(*rows)[index].is_array()) {
        return counts;
    }
    const Json& row = (*rows)[index];
    if (row.empty() || !row[0].is_number_unsigned()) {
        return counts;
    }
    const auto first = row[0].get<std::uint64_t>();
    for (std::size_t i = 1; i < row.size() && first < counts.size() && first + i - 1 < counts.size(); ++i) {
        counts[first + i - 1] = row[i].is_number() ? counted(row[i].get<double>()) : 0U;
    }
    return counts;
}

template <typename Source>
Json jsonOf(const std::string& node, const Source& source, Duration interval, int window, std::int64_t from, std::int64_t to)
{
    Json rows = Json::array();
    Json latency = Json::array();
    for (std::int64_t i = from; i < to; ++i) {
        rows.push_back(rowOf(source.at(i)));
        latency.push_back(jsonOf(source.latencyAt(i)));
    }
    return Json{{"node", node}, {"interval_ns", interval.count()}, {"window", window}, {"first", from}, {"rows", std::move(rows)}, {"latency", std::move(latency)}};
}

tl::unexpected<Error> wrong(const std::string& where, std::string what)
{
    return failure(Errc::WrongType, where, std::move(what));
}

/// A whole number of a member within bounds.
std::optional<std::int64_t> wholeOf(const Json& object, const char* name, std::int64_t least, std::int64_t most)
{
    const Json* member = memberOf(object, name);
    if (member == nullptr || !member->is_number_integer() || (member->is_number_unsigned() && member->get<std::uint64_t>() > INT64_MAX)) {
        return std::nullopt;
    }
    const auto value = member->get<std::int64_t>();
    return value < least || value > most ? std::nullopt : std::optional(value);
}

} // namespace

Json columnFields()
{
    Json names = Json::array();
    for (const ColumnField& field : table) {
        names.push_back(std::string(field.name));
    }
    return names;
}

Json jsonOfColumns(const std::string& node, const Series& series, std::int64_t from, std::int64_t to)
{
    return jsonOf(node, series, series.interval, series.window, from, to);
}

Json jsonOfColumns(const ColumnTrack& track, std::int64_t from, std::int64_t to)
{
    return jsonOf(track.node, track, track.interval, track.window, from, to);
}

Result<void> ColumnReader::setFields(const Json& names, const std::string& where)
{
    m_order.clear();
    if (!names.is_array()) {
        return wrong(where, "the fields of columns are a list of names");
    }
    for (const Json& name : names) {
        if (!name.is_string()) {
            return wrong(where, "the fields of columns are a list of names");
        }
        const auto known = std::find_if(table.begin(), table.end(), [&](const ColumnField& field) { return field.name == name.get_ref<const std::string&>(); });
        m_order.push_back(known == table.end() ? -1 : static_cast<int>(known - table.begin()));
    }
    return {};
}

Result<void> ColumnReader::read(const Json& json, const std::string& where, Reel& reel) const
{
    constexpr std::int64_t most = std::int64_t{1} << 40;
    const Json* node = memberOf(json, "node");
    const Json* rows = memberOf(json, "rows");
    const auto interval = wholeOf(json, "interval_ns", 1, INT64_MAX);
    const auto window = wholeOf(json, "window", 1, 1'000'000);
    const auto first = wholeOf(json, "first", 0, most);
    if (node == nullptr || !node->is_string() || rows == nullptr || !rows->is_array() || !interval || !window || !first) {
        return wrong(where, "columns have a node, an interval_ns and a window above 0, a first column, and rows");
    }
    const auto& name = node->get_ref<const std::string&>();
    auto track = std::find_if(reel.tracks.begin(), reel.tracks.end(), [&](const ColumnTrack& each) { return each.node == name; });
    if (track == reel.tracks.end()) {
        track = reel.tracks.insert(reel.tracks.end(), ColumnTrack());
        track->node = name;
    }
    track->interval = Duration(*interval);
    track->window = static_cast<int>(*window);
    for (std::size_t i = 0; i < rows->size(); ++i) {
        const Json& row = (*rows)[i];
        if (!row.is_array() || row.size() > m_order.size()) {
            return wrong(where + "/rows/" + std::to_string(i), "a row has one number for each field");
        }
        Column column;
        for (std::size_t k = 0; k < row.size(); ++k) {
            if (!row[k].is_number() && !row[k].is_null()) {
                return wrong(where + "/rows/" + std::to_string(i) + "/" + std::to_string(k), "this is no number");
            }
            if (m_order[k] >= 0) {
                table[static_cast<std::size_t>(m_order[k])].set(column, row[k].is_null() ? std::numeric_limits<double>::quiet_NaN() : row[k].get<double>());
            }
        }
        track->append(*first + static_cast<std::int64_t>(i), column, latencyOf(memberOf(json, "latency"), i));
    }
    return {};
}

Json jsonOfBytes(const ByteSample& sample)
{
    Json row = Json::array({sample.at});
    for (const double bytes : sample.bytes) {
        row.push_back(bytes);
    }
    row.push_back(sample.resident);
    return row;
}

Result<ByteSample> bytesOfJson(const Json& json, const std::string& where)
{
    if (!json.is_array() || json.size() < bytePlaceCount + 2 || !std::all_of(json.begin(), json.end(), [](const Json& one) { return one.is_number(); })) {
        return wrong(where, "a sample is a row of numbers: when, the bytes in each place, and the memory");
    }
    ByteSample sample;
    sample.at = json[0].get<double>();
    for (std::size_t i = 0; i < bytePlaceCount; ++i) {
        sample.bytes[i] = json[i + 1].get<double>();
    }
    sample.resident = json[bytePlaceCount + 1].get<double>();
    return sample;
}

} // namespace highwater
