// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/calculator.h"

#include "analysis/calculators.h"
#include "run/json_writer.h"
#include "units/text.h"

#include <algorithm>
#include <exception>
#include <iterator>

namespace highwater::analysis {

namespace {

const std::vector<Calculator>& registry()
{
    static const std::vector<Calculator> all = [] {
        std::vector<Calculator> functions;
        for (auto part : {stationCalculators(), networkCalculators(), statisticsCalculators(), overloadCalculators()}) {
            functions.insert(functions.end(), std::make_move_iterator(part.begin()), std::make_move_iterator(part.end()));
        }
        return functions;
    }();
    return all;
}

tl::unexpected<Faults> fault(Errc code, std::string where, std::string message)
{
    return tl::unexpected(Faults{{code, std::move(where), std::move(message)}});
}

std::vector<std::string_view> functionNames()
{
    std::vector<std::string_view> names;
    for (const Calculator& each : registry()) {
        names.push_back(each.name);
    }
    return names;
}

std::vector<std::string_view> argumentNames(const Calculator& calculator)
{
    std::vector<std::string_view> names = calculator.more;
    for (const auto& [name, meaning] : calculator.arguments) {
        names.push_back(name);
    }
    return names;
}

/// What the function takes, a line for each argument.
std::string usageOf(const Calculator& calculator)
{
    constexpr std::size_t nameWidth = 24;
    std::string text = std::string(calculator.name) + " takes";
    for (const auto& [name, meaning] : calculator.arguments) {
        text += "\n  " + std::string(name);
        if (!meaning.empty()) {
            text += std::string(name.size() < nameWidth ? nameWidth - name.size() : 1, ' ') + std::string(meaning);
        }
    }
    return text;
}

const Calculator* find(std::string_view name)
{
    const auto at = std::find_if(registry().begin(), registry().end(), [name](const Calculator& each) { return each.name == name; });
    return at == registry().end() ? nullptr : &*at;
}

tl::unexpected<Faults> noSuchFunction(std::string_view name)
{
    const std::vector<std::string_view> known = functionNames();
    const std::string_view nearest = nearestName(name, known);
    return fault(Errc::UnknownField, {},
                 "there is no function " + inQuotes(name) + (nearest.empty() ? std::string() : "; did you mean " + inQuotes(nearest) + '?')
                     + "\nknown are " + listed(known));
}

struct WriteValue
{
    JsonWriter& json;
    void operator()(double value) const { json.number(value); }
    void operator()(std::uint64_t value) const { json.count(value); }
    void operator()(const std::string& value) const { json.string(value); }
    template <typename T>
    void operator()(const std::vector<T>& values) const
    {
        json.beginArray(JsonWriter::Layout::OneLine);
        for (const T& value : values) {
            (*this)(value);
        }
        json.endArray();
    }
};

std::string jsonOf(const Answer& answer)
{
    JsonWriter json;
    json.beginObject();
    for (const auto& [name, value] : answer.entries()) {
        json.key(name);
        std::visit(WriteValue{json}, value);
    }
    json.endObject();
    return json.take();
}

/// The mathematics library throws where it cannot go on; nobody else is to know.
Result<Answer> answered(const Calculator& calculator, ArgumentReader& reader)
{
    try {
        return calculator.answer(reader);
    } catch (const std::exception&) {
        return failure(Errc::OutOfRange, {}, "these arguments are too extreme to be computed");
    }
}

Checked<std::string> evaluate(std::string_view name, const Json& arguments)
{
    const Calculator* calculator = find(name);
    if (calculator == nullptr) {
        return noSuchFunction(name);
    }
    if (!arguments.is_object()) {
        return fault(Errc::WrongType, {}, "the arguments of a function are an object of named values");
    }
    Faults faults;
    ArgumentReader reader(&arguments, {}, faults);
    reader.allowOnly(argumentNames(*calculator));
    Result<Answer> answer;
    if (faults.empty()) {
        answer = answered(*calculator, reader);
    }
    if (faults.empty() && !answer) {
        faults.push_back(answer.error());
    }
    if (!faults.empty()) {
        const bool list = std::any_of(faults.begin(), faults.end(),
                                      [](const Error& each) { return each.code == Errc::UnknownField || each.code == Errc::Missing; });
        if (list) {
            faults.back().message += '\n' + usageOf(*calculator);
        }
        return tl::unexpected(std::move(faults));
    }
    return jsonOf(*answer);
}

/// Puts "a.b=value" into the object; a value that is no JSON is text.
Result<void> addWord(Json& arguments, std::string_view word)
{
    const auto equals = word.find('=');
    if (equals == std::string_view::npos || equals == 0) {
        return failure(Errc::Syntax, {}, inQuotes(word) + ": wanted is NAME=VALUE, as in service.mean=1");
    }
    const std::string_view name = word.substr(0, equals);
    const std::string_view value = word.substr(equals + 1);
    Json* place = &arguments;
    for (std::string_view rest = name; !rest.empty();) {
        const auto dot = rest.find('.');
        if (!place->is_object() && !place->is_null()) {
            return failure(Errc::OutOfRange, std::string(name), "leads into a value that is set already");
        }
        place = &(*place)[std::string(rest.substr(0, dot))];
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    }
    if (!place->is_null()) {
        return failure(Errc::OutOfRange, std::string(name), "stands twice");
    }
    auto json = parseJson(value);
    *place = json ? std::move(*json) : Json(std::string(value));
    return {};
}

} // namespace

std::vector<CalculatorInfo> calculators()
{
    std::vector<CalculatorInfo> infos;
    for (const Calculator& each : registry()) {
        infos.push_back({each.name, each.summary, each.arguments});
    }
    return infos;
}

Checked<std::string> calculate(std::string_view function, std::string_view arguments)
{
    return parseJson(arguments).and_then([function](const Json& json) { return evaluate(function, json); });
}

Checked<std::string> calculateWords(std::string_view function, std::span<const std::string_view> words)
{
    if (find(function) == nullptr) {
        return noSuchFunction(function);
    }
    Json arguments = Json::object();
    for (const std::string_view word : words) {
        if (const auto added = addWord(arguments, word); !added) {
            return tl::unexpected(Faults{added.error()});
        }
    }
    return evaluate(function, arguments);
}

Checked<std::string> calculateDocument(std::string_view text)
{
    const auto document = parseJson(text);
    if (!document) {
        return tl::unexpected(document.error());
    }
    Faults faults;
    ArgumentReader reader(document->is_object() ? &*document : nullptr, {}, faults);
    if (!document->is_object() || !reader.has("function")) {
        return fault(Errc::Missing, {}, "wanted is { \"function\": NAME, \"args\": { ... } }");
    }
    reader.allowOnly({"function", "args"});
    const std::string function = reader.text("function");
    if (!faults.empty()) {
        return tl::unexpected(std::move(faults));
    }
    const auto arguments = document->find("args");
    return evaluate(function, arguments == document->end() ? Json::object() : *arguments);
}

} // namespace highwater::analysis
