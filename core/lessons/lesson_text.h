// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace highwater::lessons {

/// A line of the head or of a list, with its number in the file.
struct TextLine
{
    int number = 0;
    std::string text;
};

/// "### Watch" and what follows it.
struct TextPart
{
    int number = 0;
    std::string title;
    std::string text;            ///< paragraphs, without the entries below
    std::vector<TextLine> entries; ///< of "### Predict": lines that begin with "- "
};

/// "## The queue is a clock" and what follows it.
struct TextStep
{
    int number = 0;
    std::string title;
    std::string text;
    std::vector<TextPart> parts;
};

/// The file of a lesson, taken apart; nothing of it is understood yet.
struct LessonText
{
    struct Field
    {
        int number = 0;
        std::string value;
        std::vector<TextLine> list; ///< the indented lines below it
    };
    std::map<std::string, Field> head;
    std::vector<TextStep> steps;
};

std::string_view trimmed(std::string_view text);
std::string lineName(int number); ///< "line 7"
/// Fails with every line that has no place.
Checked<LessonText> takeApart(std::string_view text);

} // namespace highwater::lessons
