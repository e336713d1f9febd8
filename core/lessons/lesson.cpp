// SPDX-License-Identifier: GPL-3.0-or-later
#include "lessons/lesson.h"

#include "lessons/lesson_text.h"
#include "scenario/shelf.h"
#include "units/text.h"
#include "units/time.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>

namespace highwater::lessons {

namespace fs = std::filesystem;

namespace {

/// Understands the parts of a lesson and collects what is wrong with them.
class Reader
{
public:
    Reader(const LessonText& text, Lesson& lesson, const fs::path& scenarios) : m_text(text), m_lesson(lesson), m_folder(scenarios) {}

    Faults read()
    {
        knowFields();
        m_lesson.title = value("title");
        const std::string path = value("scenario");
        if (path.empty()) {
            return m_faults;
        }
        m_lesson.scenario = m_folder / path;
        auto document = Document::load(m_lesson.scenario);
        if (!document) {
            return document.error();
        }
        auto scenario = readScenario(*document);
        if (!scenario) {
            return scenario.error();
        }
        m_document = std::move(*document);
        m_scenario = std::move(*scenario);
        readHead();
        for (const TextStep& step : m_text.steps) {
            readStep(step);
        }
        checkSteps();
        return m_faults;
    }

private:
    void fault(Errc code, std::string where, std::string message) { m_faults.push_back({code, std::move(where), std::move(message)}); }

    void knowFields()
    {
        static const std::vector<std::string_view> known{"title", "scenario", "node", "goal", "over", "solution", "facts"};
        for (const auto& [name, field] : m_text.head) {
            if (std::find(known.begin(), known.end(), name) == known.end()) {
                fault(Errc::UnknownField, lineName(field.number), "there is no field " + inQuotes(name) + suggestion(name, known));
            }
        }
    }

    const LessonText::Field* field(const char* name)
    {
        const auto at = m_text.head.find(name);
        if (at == m_text.head.end()) {
            fault(Errc::Missing, {}, std::string("the field \"") + name + "\" is missing");
            return nullptr;
        }
        return &at->second;
    }
    std::string value(const char* name)
    {
        const auto* found = field(name);
        return found == nullptr ? std::string() : found->value;
    }

    void readHead()
    {
        if (const auto* node = field("node"); node != nullptr) {
            m_lesson.node = node->value;
            checkNode(node->value, lineName(node->number));
        }
        if (const auto* over = field("over"); over != nullptr) {
            const auto span = parseDuration(over->value);
            span ? static_cast<void>(m_lesson.secondsNeeded = toSeconds(*span)) : fault(span.error().code, lineName(over->number), span.error().message);
        }
        if (const auto* goal = field("goal"); goal != nullptr) {
            auto read = readGoal(goal->value, m_scenario);
            read ? static_cast<void>(m_lesson.goal = std::move(*read)) : fault(read.error().code, lineName(goal->number), read.error().message);
        }
        if (const auto* solution = field("solution"); solution != nullptr) {
            for (const TextLine& line : solution->list) {
                readSetting(line.text, line.number, m_lesson.solution);
            }
            checkSettings(m_lesson.solution, lineName(solution->number));
        }
        if (const auto* facts = field("facts"); facts != nullptr) {
            for (const TextLine& line : facts->list) {
                readFact(line);
            }
        }
    }

    void checkNode(const std::string& name, const std::string& where)
    {
        // A part of a node is written "channel/consumer".
        if (m_scenario.find(name) || m_scenario.find(name.substr(0, name.find('/')))) {
            return;
        }
        std::vector<std::string_view> known;
        for (const Node& node : m_scenario.nodes) {
            known.emplace_back(node.name);
        }
        fault(Errc::NotFound, where, "there is no node " + inQuotes(name) + " in the scenario" + suggestion(name, known));
    }

    bool readSetting(std::string_view text, int number, Settings& settings)
    {
        const auto equal = text.find(" = ");
        if (equal == std::string_view::npos || text.front() != '/') {
            fault(Errc::Syntax, lineName(number), inQuotes(text) + " is not \"/pointer = value\"");
            return false;
        }
        settings.push_back({std::string(trimmed(text.substr(0, equal))), std::string(trimmed(text.substr(equal + 3)))});
        return true;
    }

    /// The scenario has to stay one.
    void checkSettings(const Settings& settings, const std::string& where)
    {
        if (settings.empty()) {
            fault(Errc::Missing, where, "a change is missing; write for example \"/nodes/api/workers/count = 8\"");
            return;
        }
        const auto changed = withSettings(m_document, settings);
        if (!changed) {
            fault(changed.error().code, where, changed.error().where + ": " + changed.error().message);
            return;
        }
        if (const auto scenario = readScenario(*changed); !scenario) {
            for (const Error& each : scenario.error()) {
                fault(each.code, where, each.where + ": " + each.message);
            }
        }
    }

    /// "start gives p99 of api = 1.2 s", "/nodes/api/workers/count = 8 ; /... = ... gives p99 of api = 80 ms"
    void readFact(const TextLine& line)
    {
        constexpr std::string_view joint = " gives ";
        const std::string_view text = line.text;
        const auto at = text.find(joint);
        const auto equal = text.rfind(" = ");
        if (at == std::string_view::npos || equal == std::string_view::npos || equal < at) {
            fault(Errc::Syntax, lineName(line.number), inQuotes(text) + " is not \"start gives p99 of api = 1.2 s\"");
            return;
        }
        Fact fact;
        fact.text = line.text;
        const std::string_view with = text.substr(0, at);
        if (with == "solution") {
            fact.with = m_lesson.solution;
        } else if (with != "start" && !readSettings(with, line.number, fact.with)) {
            return;
        }
        const std::size_t what = at + joint.size();
        fact.literal = std::string(trimmed(text.substr(equal + 3)));
        if (readWhat(text.substr(what, equal - what), line.number, fact.what)) {
            const auto number = readValue(fact.literal, fact.what.unit);
            if (!number) {
                fault(number.error().code, lineName(line.number), number.error().message);
                return;
            }
            fact.value = *number;
            m_lesson.facts.push_back(std::move(fact));
        }
    }

    bool readSettings(std::string_view text, int number, Settings& settings)
    {
        constexpr std::string_view joint = " ; ";
        bool good = true;
        while (!text.empty()) {
            const auto end = text.find(joint);
            good = readSetting(trimmed(text.substr(0, end)), number, settings) && good;
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + joint.size());
        }
        const std::size_t before = m_faults.size();
        if (good) {
            checkSettings(settings, lineName(number));
        }
        return good && m_faults.size() == before;
    }

    bool readWhat(std::string_view text, int number, Yardstick& what)
    {
        auto read = readYardstick(trimmed(text), m_scenario);
        if (!read) {
            fault(read.error().code, lineName(number), read.error().message);
            return false;
        }
        what = std::move(*read);
        return true;
    }

    void readStep(const TextStep& text)
    {
        Step step;
        step.title = text.title;
        step.text = text.text;
        checkNames(text.text, text.number);
        for (const TextPart& part : text.parts) {
            checkNames(part.text, part.number);
            if (part.title == "Watch") {
                step.watch = part.text;
            } else if (part.title == "Try next") {
                step.tryNext = part.text;
            } else if (part.title == "Predict") {
                readPrediction(part, step);
            } else {
                fault(Errc::UnknownField, lineName(part.number),
                      "there is no part " + inQuotes(part.title) + suggestion(part.title, {"Watch", "Try next", "Predict"}));
            }
        }
        m_lesson.steps.push_back(std::move(step));
    }

    /// What stands in backticks is the name of a node.
    void checkNames(std::string_view text, int number)
    {
        for (auto begin = text.find('`'); begin != std::string_view::npos; begin = text.find('`', begin)) {
            const auto end = text.find('`', begin + 1);
            if (end == std::string_view::npos) {
                fault(Errc::Syntax, lineName(number), "a backtick below this line has no partner");
                return;
            }
            checkNode(std::string(text.substr(begin + 1, end - begin - 1)), lineName(number));
            begin = end + 1;
        }
    }

    void readPrediction(const TextPart& part, Step& step)
    {
        Prediction prediction;
        prediction.question = part.text;
        bool measured = false;
        for (const TextLine& entry : part.entries) {
            const auto colon = entry.text.find(": ");
            const std::string key = entry.text.substr(0, colon);
            const std::string rest = colon == std::string::npos ? std::string() : entry.text.substr(colon + 2);
            if (key == "guess") {
                measured = readWhat(rest, entry.number, prediction.what);
            } else if (key == "set") {
                readSetting(rest, entry.number, prediction.experiment);
            } else if (key == "after") {
                const auto after = parseDuration(rest);
                after ? static_cast<void>(prediction.after = toSeconds(*after)) : fault(after.error().code, lineName(entry.number), after.error().message);
            } else if (key == "sketch") {
                readSketch(rest, entry.number, prediction);
            } else {
                fault(Errc::UnknownField, lineName(entry.number), "there is no entry " + inQuotes(key) + suggestion(key, {"guess", "set", "after", "sketch"}));
            }
        }
        if (!prediction.experiment.empty()) {
            checkSettings(prediction.experiment, lineName(part.number));
        }
        if (prediction.question.empty() || !measured) {
            fault(Errc::Missing, lineName(part.number), "a prediction needs a question and an entry \"- guess: p99 of api\"");
            return;
        }
        step.prediction = std::move(prediction);
    }

    /// "depth of api up to 500 over 60s"
    void readSketch(std::string_view text, int number, Prediction& prediction)
    {
        const auto of = text.find(" of ");
        const auto up = text.rfind(" up to ");
        const auto over = text.rfind(" over ");
        const std::string_view curve = text.substr(0, std::min(of, text.size()));
        if (of == std::string_view::npos || up == std::string_view::npos || over == std::string_view::npos || up < of || over < up
            || (curve != "depth" && curve != "p99")) {
            fault(Errc::Syntax, lineName(number), inQuotes(text) + " is not \"depth of api up to 500 over 60s\", or \"p99 of api up to 2s over 60s\"");
            return;
        }
        Sketch sketch;
        sketch.curve = curve == "depth" ? Sketch::Curve::Depth : Sketch::Curve::P99;
        sketch.node = std::string(text.substr(of + 4, up - of - 4));
        checkNode(sketch.node, lineName(number));
        const auto top = readValue(text.substr(up + 7, over - up - 7), sketch.curve == Sketch::Curve::Depth ? Unit::Items : Unit::Seconds);
        const auto span = parseDuration(text.substr(over + 6));
        if (!top || !span || *top <= 0 || *span <= Duration::zero()) {
            fault(Errc::Syntax, lineName(number), !top ? top.error().message : !span ? span.error().message : "an axis of length 0 shows nothing");
            return;
        }
        sketch.top = *top;
        sketch.seconds = toSeconds(*span);
        prediction.sketch = std::move(sketch);
    }

    void checkSteps()
    {
        const auto asks = [](const Step& step) { return step.prediction.has_value(); };
        if (m_lesson.steps.size() < 2) {
            fault(Errc::Missing, {}, "a lesson has two steps at least; each begins with \"## \" and its title");
        } else if (std::none_of(m_lesson.steps.begin(), m_lesson.steps.end(), asks)) {
            fault(Errc::Missing, {}, "no step asks for a guess; write a part \"### Predict\"");
        }
    }

    const LessonText& m_text;
    Lesson& m_lesson;
    fs::path m_folder;
    Document m_document;
    Scenario m_scenario;
    Faults m_faults;
};

/// "03-water-marks.md" is water-marks.
std::string idOf(const fs::path& file)
{
    const std::string stem = file.stem().string();
    const auto digits = stem.find_first_not_of("0123456789");
    return digits != std::string::npos && digits > 0 && stem[digits] == '-' ? stem.substr(digits + 1) : stem;
}

} // namespace

Result<Document> withSettings(const Document& document, const Settings& settings)
{
    Document changed = document;
    for (const Setting& setting : settings) {
        auto next = changed.with(setting.pointer, setting.value);
        if (!next) {
            return next;
        }
        changed = std::move(*next);
    }
    return changed;
}

Checked<Lesson> readLesson(std::string_view text, const fs::path& file, const fs::path& scenarios)
{
    auto parts = takeApart(text);
    if (!parts) {
        return tl::unexpected(parts.error());
    }
    Lesson lesson;
    lesson.file = file;
    lesson.id = idOf(file);
    Faults faults = Reader(*parts, lesson, scenarios).read();
    if (!faults.empty()) {
        return tl::unexpected(std::move(faults));
    }
    return lesson;
}

Checked<Lesson> loadLesson(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return tl::unexpected(Faults{{Errc::NotFound, file.string(), "the file cannot be opened"}});
    }
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    if (stream.bad()) {
        return tl::unexpected(Faults{{Errc::Io, file.string(), "the file cannot be read"}});
    }
    return readLesson(text, file, shelfFolder());
}

fs::path lessonFolder()
{
    if (const char* chosen = std::getenv("HIGHWATER_LESSONS"); chosen != nullptr && *chosen != '\0') {
        return chosen;
    }
    std::error_code code;
    const fs::path program = fs::read_symlink("/proc/self/exe", code);
    if (!code) {
        fs::path installed = program.parent_path().parent_path() / "share" / "highwater" / "lessons";
        if (fs::is_directory(installed, code)) {
            return installed;
        }
    }
    return HIGHWATER_LESSONS_SOURCE;
}

std::vector<fs::path> lessonFiles()
{
    std::vector<fs::path> files;
    std::error_code code;
    for (fs::directory_iterator entry(lessonFolder(), code); !code && entry != fs::directory_iterator(); entry.increment(code)) {
        const std::string name = entry->path().filename().string();
        if (entry->path().extension() == ".md" && !name.empty() && name.front() >= '0' && name.front() <= '9') {
            files.push_back(entry->path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace highwater::lessons
