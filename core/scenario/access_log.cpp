// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/access_log.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace highwater {

namespace {

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::string_view shape = "00/Xxx/0000:00:00:00 +0000";

std::optional<int> digits(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) {
        return std::nullopt;
    }
    return value;
}

} // namespace

std::optional<std::int64_t> accessLogTime(std::string_view line)
{
    const auto open = line.find('[');
    if (open == std::string_view::npos || line.size() < open + shape.size() + 2 ||
        line[open + 1 + shape.size()] != ']') {
        return std::nullopt;
    }
    const std::string_view text = line.substr(open + 1, shape.size());
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const bool mark = shape[i] == '/' || shape[i] == ':' || shape[i] == ' ';
        if (mark && text[i] != shape[i]) {
            return std::nullopt;
        }
    }
    const auto day = digits(text.substr(0, 2));
    const auto month = std::find(months.begin(), months.end(), text.substr(3, 3));
    const auto year = digits(text.substr(7, 4));
    const auto hour = digits(text.substr(12, 2));
    const auto minute = digits(text.substr(15, 2));
    const auto second = digits(text.substr(18, 2));
    const auto zoneHours = digits(text.substr(22, 2));
    const auto zoneMinutes = digits(text.substr(24, 2));
    if (!day || month == months.end() || !year || !hour || !minute || !second || !zoneHours || !zoneMinutes ||
        (text[21] != '+' && text[21] != '-')) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(month - months.begin()) + 1U),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) {
        return std::nullopt;
    }
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    const std::int64_t zone = (text[21] == '-' ? -60 : 60) * (*zoneHours * 60 + *zoneMinutes);
    return days * 86400 + *hour * 3600 + *minute * 60 + *second - zone;
}

} // namespace highwater
