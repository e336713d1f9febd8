// SPDX-License-Identifier: GPL-3.0-or-later
#include "lessons/lesson_text.h"

#include "units/text.h"

namespace highwater::lessons {

namespace {

std::vector<TextLine> linesOf(std::string_view text)
{
    std::vector<TextLine> lines;
    for (int number = 1; !text.empty(); ++number) {
        const auto end = text.find('\n');
        std::string line(text.substr(0, end));
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        lines.push_back({number, std::move(line)});
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

bool begins(std::string_view text, std::string_view with)
{
    return text.substr(0, with.size()) == with;
}

/// "key: value" and the indented lines below; stops at the second "---".
std::size_t readHead(const std::vector<TextLine>& lines, LessonText& lesson, Faults& faults)
{
    LessonText::Field* open = nullptr;
    std::size_t i = 1;
    for (; i < lines.size() && lines[i].text != "---"; ++i) {
        const std::string_view line = lines[i].text;
        if (trimmed(line).empty()) {
            continue;
        }
        if (line.front() == ' ') {
            if (open == nullptr) {
                faults.push_back({Errc::Syntax, lineName(lines[i].number), "an indented line belongs to the field above it, and there is none"});
                continue;
            }
            open->list.push_back({lines[i].number, std::string(trimmed(line))});
            continue;
        }
        const auto colon = line.find(':');
        if (colon == std::string_view::npos) {
            faults.push_back({Errc::Syntax, lineName(lines[i].number), inQuotes(line) + " is not \"name: value\""});
            continue;
        }
        const auto [at, isNew] = lesson.head.try_emplace(std::string(trimmed(line.substr(0, colon))));
        if (!isNew) {
            faults.push_back({Errc::Syntax, lineName(lines[i].number), inQuotes(at->first) + " stands here a second time"});
        }
        at->second.number = lines[i].number;
        at->second.value = std::string(trimmed(line.substr(colon + 1)));
        open = &at->second;
    }
    return i + 1;
}

void append(std::string& text, std::string_view line)
{
    if (!text.empty() || !trimmed(line).empty()) {
        text.append(line).append("\n");
    }
}

void readBody(const std::vector<TextLine>& lines, std::size_t from, LessonText& lesson, Faults& faults)
{
    for (std::size_t i = from; i < lines.size(); ++i) {
        const TextLine& line = lines[i];
        if (begins(line.text, "### ")) {
            if (lesson.steps.empty()) {
                faults.push_back({Errc::Syntax, lineName(line.number), "a part stands before the first step, which begins with \"## \""});
                continue;
            }
            lesson.steps.back().parts.push_back({line.number, std::string(trimmed(line.text.substr(4))), {}, {}});
        } else if (begins(line.text, "## ")) {
            lesson.steps.push_back({line.number, std::string(trimmed(line.text.substr(3))), {}, {}});
        } else if (lesson.steps.empty()) {
            if (!trimmed(line.text).empty()) {
                faults.push_back({Errc::Syntax, lineName(line.number), "text stands before the first step, which begins with \"## \""});
            }
        } else if (auto& parts = lesson.steps.back().parts; parts.empty()) {
            append(lesson.steps.back().text, line.text);
        } else if (parts.back().title == "Predict" && begins(line.text, "- ")) {
            parts.back().entries.push_back({line.number, std::string(trimmed(line.text.substr(2)))});
        } else {
            append(parts.back().text, line.text);
        }
    }
}

void trimEnd(std::string& text)
{
    text.resize(text.find_last_not_of(" \n") + 1);
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\n");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

std::string lineName(int number)
{
    return "line " + std::to_string(number);
}

Checked<LessonText> takeApart(std::string_view text)
{
    const std::vector<TextLine> lines = linesOf(text);
    if (lines.empty() || lines.front().text != "---") {
        return tl::unexpected(Faults{{Errc::Syntax, lineName(1), "a lesson begins with a line \"---\" and its fields"}});
    }
    LessonText lesson;
    Faults faults;
    readBody(lines, readHead(lines, lesson, faults), lesson, faults);
    for (TextStep& step : lesson.steps) {
        trimEnd(step.text);
        for (TextPart& part : step.parts) {
            trimEnd(part.text);
        }
    }
    if (!faults.empty()) {
        return tl::unexpected(std::move(faults));
    }
    return lesson;
}

} // namespace highwater::lessons
