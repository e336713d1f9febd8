// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/sequence.h"

#include "units/text.h"

#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>
#include <string>
#include <utility>

namespace highwater::analysis {

namespace {

constexpr int mostLevels = 100; ///< of brackets

bool isLetter(char c)
{
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_';
}
bool isDigit(char c)
{
    return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.';
}
bool isSpace(char c)
{
    return std::isspace(static_cast<unsigned char>(c)) != 0;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isSpace(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

using Function = double (*)(double);

std::optional<Function> functionOf(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, Function>, 9> functions{{
        {"exp", [](double x) { return std::exp(x); }},
        {"ln", [](double x) { return std::log(x); }},
        {"log", [](double x) { return std::log(x); }},
        {"sqrt", [](double x) { return std::sqrt(x); }},
        {"sin", [](double x) { return std::sin(x); }},
        {"cos", [](double x) { return std::cos(x); }},
        {"tan", [](double x) { return std::tan(x); }},
        {"abs", [](double x) { return std::abs(x); }},
        {"floor", [](double x) { return std::floor(x); }},
    }};
    for (const auto& [known, function] : functions) {
        if (known == name) {
            return function;
        }
    }
    return std::nullopt;
}

/// Reads and evaluates at once, by recursive descent.
class Evaluation
{
public:
    Evaluation(std::string_view formula, std::string_view index, double value) : m_rest(formula), m_index(index), m_value(value) {}

    Result<double> run()
    {
        const double result = sum(0);
        skip();
        if (m_fault.empty() && !m_rest.empty()) {
            complain("does not fit here");
        }
        if (!m_fault.empty()) {
            return failure(Errc::Syntax, {}, m_fault);
        }
        return result;
    }

private:
    void skip() { m_rest = m_rest.substr(std::min(m_rest.size(), m_rest.find_first_not_of(" \t\r\n"))); }
    bool take(std::string_view token)
    {
        skip();
        const bool here = m_rest.substr(0, token.size()) == token;
        m_rest.remove_prefix(here ? token.size() : 0);
        return here;
    }
    bool takeMod()
    {
        skip();
        const bool here = m_rest.substr(0, 3) == "mod" && (m_rest.size() == 3 || !isLetter(m_rest[3]));
        m_rest.remove_prefix(here ? 3 : 0);
        return here;
    }
    void complain(std::string_view what)
    {
        if (m_fault.empty()) {
            m_fault = (m_rest.empty() ? std::string("the end") : inQuotes(m_rest)) + ' ' + std::string(what);
        }
        m_rest = {};
    }

    double sum(int level)
    {
        double value = product(level);
        while (true) {
            if (take("+")) {
                value += product(level);
            } else if (take("-")) {
                value -= product(level);
            } else {
                return value;
            }
        }
    }
    double product(int level)
    {
        double value = signedFactor(level);
        while (true) {
            if (take("*")) {
                value *= signedFactor(level);
            } else if (take("/")) {
                value /= signedFactor(level);
            } else if (takeMod()) {
                value = std::fmod(value, signedFactor(level));
            } else if (skip(); !m_rest.empty() && (isLetter(m_rest[0]) || isDigit(m_rest[0]) || m_rest[0] == '(')) {
                value *= power(level);
            } else {
                return value;
            }
        }
    }
    double signedFactor(int level)
    {
        bool negative = false;
        while (take("-")) {
            negative = !negative;
        }
        const double value = power(level);
        return negative ? -value : value;
    }
    double power(int level)
    {
        const double base = operand(level);
        return take("^") ? std::pow(base, deeper(level, [this](int next) { return signedFactor(next); })) : base;
    }
    template <typename F>
    double deeper(int level, F read)
    {
        if (level >= mostLevels) {
            complain("is nested too deep");
            return 0.0;
        }
        return read(level + 1);
    }
    double bracket(int level)
    {
        const double value = deeper(level, [this](int next) { return sum(next); });
        if (!take(")")) {
            complain("should be a closing bracket");
        }
        return value;
    }
    double operand(int level)
    {
        if (take("(")) {
            return bracket(level);
        }
        skip();
        if (m_rest.empty() || (!isLetter(m_rest[0]) && !isDigit(m_rest[0]))) {
            complain("should be a number, " + inQuotes(m_index) + " or a bracket");
            return 0.0;
        }
        return isDigit(m_rest[0]) ? number() : name(level);
    }
    double number()
    {
        double value = 0.0;
        const auto [end, error] = std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), value);
        if (error != std::errc()) {
            complain("is no number");
            return 0.0;
        }
        m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
        return value;
    }
    double name(int level)
    {
        std::size_t length = 0;
        while (length < m_rest.size() && (isLetter(m_rest[length]) || (length > 0 && isDigit(m_rest[length])))) {
            ++length;
        }
        const std::string_view word = m_rest.substr(0, length);
        const std::string_view from = m_rest;
        m_rest.remove_prefix(length);
        if (word == m_index) {
            return m_value;
        }
        if (const auto function = functionOf(word)) {
            if (take("(")) {
                return (*function)(bracket(level));
            }
            complain("should be a bracket, as in " + std::string(word) + "(x)");
            return 0.0;
        }
        if (word == "pi" || word == "s" || word == "ms") {
            return word == "pi" ? std::numbers::pi : word == "s" ? 1.0 : 1e-3;
        }
        m_rest = from;
        complain("is not known here");
        return 0.0;
    }

    std::string_view m_rest;
    std::string_view m_index;
    double m_value;
    std::string m_fault;
};

/// "i = 0..299"
struct Range
{
    std::string_view index;
    long first = 0;
    long last = 0;
};

std::optional<long> wholeOf(std::string_view text)
{
    text = trimmed(text);
    long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<Range> rangeOf(std::string_view text)
{
    const auto equals = text.find('=');
    const auto dots = text.find("..");
    if (equals == std::string_view::npos || dots == std::string_view::npos || dots < equals) {
        return std::nullopt;
    }
    const auto first = wholeOf(text.substr(equals + 1, dots - equals - 1));
    const auto last = wholeOf(text.substr(dots + 2));
    const std::string_view index = trimmed(text.substr(0, equals));
    return first && last && !index.empty() ? std::optional(Range{index, *first, *last}) : std::nullopt;
}

} // namespace

Result<std::vector<double>> sequenceOf(std::string_view formula)
{
    constexpr long most = 1'000'000;
    const auto comma = formula.rfind(',');
    const auto range = comma == std::string_view::npos ? std::nullopt : rangeOf(formula.substr(comma + 1));
    if (!range) {
        return failure(Errc::Syntax, {},
                       "wanted is a list of numbers, or a formula that ends with its range, as in \"x_i = 2 i + 1, i = 0..99\"");
    }
    if (range->last < range->first || range->last - range->first >= most) {
        return failure(Errc::OutOfRange, {}, "the range of a formula goes up, over a million values at most");
    }
    std::string_view right = formula.substr(0, comma);
    if (const auto equals = right.find('='); equals != std::string_view::npos) {
        right = right.substr(equals + 1);
    }
    std::vector<double> values;
    for (long i = range->first; i <= range->last; ++i) {
        const auto value = Evaluation(right, range->index, static_cast<double>(i)).run();
        if (!value) {
            return tl::unexpected(value.error());
        }
        if (!std::isfinite(*value)) {
            return failure(Errc::OutOfRange, {},
                           "the formula has no finite value for " + std::string(range->index) + " = " + std::to_string(i));
        }
        values.push_back(*value);
    }
    return values;
}

} // namespace highwater::analysis
