// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lessons/goal.h"
#include "lessons/yardstick.h"
#include "scenario/document.h"
#include "units/error.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace highwater::lessons {

/// A value at a JSON pointer, as Document::with takes it.
struct Setting
{
    std::string pointer;
    std::string value;
};
using Settings = std::vector<Setting>;

/// A curve that the learner draws before the run draws over it.
struct Sketch
{
    enum class Curve : std::uint8_t { Depth, P99 };
    Curve curve = Curve::Depth;
    std::string node;
    double top = 1;     ///< of the pad's y axis: items or seconds
    double seconds = 1; ///< of the pad's x axis, from the begin of the run
};

/// Guess first, then run.
struct Prediction
{
    std::string question;
    Yardstick what;
    Settings experiment;         ///< what is changed before it runs; empty: nothing
    std::optional<double> after; ///< seconds of the run at which it is measured; absent: as soon as there is enough data
    std::optional<Sketch> sketch;
};

/// One page of a lesson. Texts are Markdown; the names of nodes stand in backticks there, and nothing else does.
struct Step
{
    std::string title;
    std::string text;
    std::string watch;   ///< may be empty, as the next
    std::string tryNext;
    std::optional<Prediction> prediction;
};

/// A figure that the text tells: what the model shows in a run of its own.
struct Fact
{
    std::string text;
    Settings with; ///< empty: as the file has it
    Yardstick what;
    std::string literal; ///< as the text of the lesson says it: "1.2 s"
    double value = 0;
};

/// A lesson: a model to play with, pages about it, and a goal that the running model has to meet. A plain value; how it is written is
/// told in resources/lessons/README.md.
struct Lesson
{
    std::string id; ///< file name without number and ending: "why-a-queue"
    std::filesystem::path file;
    std::string title;
    std::filesystem::path scenario; ///< the whole path
    std::string node;               ///< selected when it begins
    double secondsNeeded = 30;      ///< of virtual time that the goal is judged over, at least
    Goal goal;
    Settings solution; ///< meets the goal
    std::vector<Fact> facts;
    std::vector<Step> steps; ///< two at least; one at least asks for a prediction
};

/// Reads the text of a lesson; scenarios: the folder that its scenario's path starts from. Faults carry "line 7" or the part of the lesson
/// that is meant, and those of its scenario the pointer.
Checked<Lesson> readLesson(std::string_view text, const std::filesystem::path& file, const std::filesystem::path& scenarios);
/// As readLesson, plus NotFound and Io; the scenario lies in shelfFolder().
Checked<Lesson> loadLesson(const std::filesystem::path& file);

/// A document with other values; fails with the fault of the first setting that cannot be made.
Result<Document> withSettings(const Document& document, const Settings& settings);

/// HIGHWATER_LESSONS if set, else share/highwater/lessons beside the program's bin folder, else the source tree that built it.
std::filesystem::path lessonFolder();
/// The files of all lessons, in the order of their numbers.
std::vector<std::filesystem::path> lessonFiles();

} // namespace highwater::lessons
