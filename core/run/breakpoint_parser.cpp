// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/breakpoint_words.h"

#include "scenario/document.h"
#include "units/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace highwater {

using Word = BreakpointWords::Word;

/// Reads one condition from the left.
class BreakpointParser
{
public:
    BreakpointParser(std::string_view text, const Scenario& scenario) : m_text(text), m_scenario(scenario) {}
    Result<Breakpoint> parse();

private:
    using Scope = Breakpoint::Scope;
    using Test = Breakpoint::Test;
    using Quantity = Breakpoint::Quantity;

    struct Named
    {
        std::string name;
        bool producer;
        flow::Measure measure = flow::Measure::Items;
    };

    void collectNames();
    Result<void> readSubject();
    Result<void> readQuoted();
    [[nodiscard]] const Named* longestName() const;
    bool readName();
    bool readAny();
    Result<void> readTime();
    Result<void> readWord();
    Result<void> readPredicate();
    Result<void> readState();
    Result<void> setWord(std::span<const Word> words, std::string_view word, std::size_t at);
    Result<void> readComparison();
    Result<void> readBound();
    Result<void> setName(std::string_view name, std::size_t at);
    [[nodiscard]] bool mayFollowName(std::size_t at) const;
    [[nodiscard]] bool fits(const Word& word) const;

    [[nodiscard]] std::string_view rest() const { return m_text.substr(m_at); }
    void skipSpaces()
    {
        while (m_at < m_text.size() && m_text[m_at] == ' ') {
            ++m_at;
        }
    }
    std::string_view takeWord();
    tl::unexpected<Error> refuse(Errc code, std::size_t at, std::string message) const
    {
        return failure(code, "column " + std::to_string(at + 1), std::move(message));
    }

    std::string_view m_text;
    const Scenario& m_scenario;
    std::size_t m_at = 0;
    std::vector<Named> m_names;
    const Named* m_named = nullptr;
    Breakpoint m_made;
};

namespace {

constexpr std::string_view examples = R"(a condition is "time >= 30s", "api.depth > 500", "api refuses" or "a producer becomes blocked")";

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool isSign(char c)
{
    return c == '<' || c == '>' || c == '=';
}

} // namespace

std::string_view BreakpointParser::takeWord()
{
    const std::size_t begin = m_at;
    while (m_at < m_text.size() && m_text[m_at] != ' ' && m_text[m_at] != '.' && !isSign(m_text[m_at])) {
        ++m_at;
    }
    return m_text.substr(begin, m_at - begin);
}

void BreakpointParser::collectNames()
{
    for (const Node& node : m_scenario.nodes) {
        const flow::Measure measure = node.stage() ? node.stage()->queue.measure : flow::Measure::Items;
        m_names.push_back({node.name, node.producer() != nullptr, measure});
        for (std::string& part : partNames(node)) {
            m_names.push_back({std::move(part), false, node.balancer() ? node.balancer()->replica.queue.measure : flow::Measure::Items});
        }
    }
}

Result<Breakpoint> BreakpointParser::parse()
{
    collectNames();
    skipSpaces();
    while (!m_text.empty() && m_text.back() == ' ') {
        m_text.remove_suffix(1);
    }
    if (rest().empty()) {
        return refuse(Errc::Missing, 0, "there is no condition; " + std::string(examples));
    }
    m_made.m_text = std::string(rest());
    if (auto read = readSubject(); !read) {
        return tl::unexpected(read.error());
    }
    skipSpaces();
    if (!rest().empty()) {
        return refuse(Errc::Syntax, m_at, "the condition should end before " + inQuotes(rest()));
    }
    return std::move(m_made);
}

/// The subject decides how the rest is read.
Result<void> BreakpointParser::readSubject()
{
    if (m_text[m_at] == '"') {
        if (auto read = readQuoted(); !read) {
            return read;
        }
        return readPredicate();
    }
    if (readAny() || readName()) {
        return readPredicate();
    }
    const std::size_t begin = m_at;
    if (parseDuration(rest())) {
        return readBound();
    }
    const std::string_view word = takeWord();
    if (word == "time") {
        return readComparison();
    }
    if (m_at < m_text.size() && m_text[m_at] == '.') {
        return setName(word, begin);
    }
    m_at = begin;
    return readWord();
}

Result<void> BreakpointParser::readQuoted()
{
    const std::size_t begin = m_at;
    const std::size_t end = m_text.find('"', begin + 1);
    if (end == std::string_view::npos) {
        return refuse(Errc::Syntax, begin, "the quote is not closed");
    }
    m_at = end + 1;
    return setName(m_text.substr(begin + 1, end - begin - 1), begin);
}

Result<void> BreakpointParser::setName(std::string_view name, std::size_t at)
{
    std::vector<std::string_view> known;
    for (const Named& each : m_names) {
        if (each.name == name) {
            m_named = &each;
            m_made.m_scope = Scope::Node;
            m_made.m_name = each.name;
            return {};
        }
        known.push_back(each.name);
    }
    return refuse(Errc::NotFound, at, "there is no node " + inQuotes(name) + suggestion(name, known));
}

/// Behind a name stands a point, or a space and a word.
bool BreakpointParser::mayFollowName(std::size_t at) const
{
    if (at >= m_text.size()) {
        return true;
    }
    if (m_text[at] == '.') {
        return true;
    }
    const std::size_t next = m_text.find_first_not_of(' ', at);
    return m_text[at] == ' ' && next != std::string_view::npos && isLetter(m_text[next]);
}

const BreakpointParser::Named* BreakpointParser::longestName() const
{
    const Named* longest = nullptr;
    for (const Named& each : m_names) {
        if (rest().starts_with(each.name) && mayFollowName(m_at + each.name.size())
            && (longest == nullptr || each.name.size() > longest->name.size())) {
            longest = &each;
        }
    }
    return longest;
}

bool BreakpointParser::readName()
{
    const Named* const longest = longestName();
    if (longest == nullptr) {
        return false;
    }
    m_named = longest;
    m_made.m_scope = Scope::Node;
    m_made.m_name = longest->name;
    m_at += longest->name.size();
    return true;
}

bool BreakpointParser::readAny()
{
    static constexpr std::array<std::pair<std::string_view, Scope>, 6> any{{{"a producer ", Scope::AnyProducer},
                                                                            {"any producer ", Scope::AnyProducer},
                                                                            {"a stage ", Scope::AnyStage},
                                                                            {"any stage ", Scope::AnyStage},
                                                                            {"a node ", Scope::AnyNode},
                                                                            {"any node ", Scope::AnyNode}}};
    for (const auto& [text, scope] : any) {
        const bool named = longestName() != nullptr && longestName()->name.size() >= text.size() - 1;
        if (rest().starts_with(text) && !named) {
            m_made.m_scope = scope;
            m_at += text.size();
            return true;
        }
    }
    return false;
}

/// A count from end to end.
Result<void> BreakpointParser::readWord()
{
    const std::size_t begin = m_at;
    const std::string_view word = takeWord();
    m_made.m_scope = Scope::EndToEnd;
    for (const Word& each : BreakpointWords::endToEnd()) {
        if (each.text == word) {
            m_made.m_quantity = each.quantity;
            return readComparison();
        }
    }
    std::vector<std::string_view> known{"time"};
    for (const Word& each : BreakpointWords::endToEnd()) {
        known.push_back(each.text);
    }
    for (const Named& each : m_names) {
        known.push_back(each.name);
    }
    const std::string right = nearestName(word, known).empty() ? "; " + std::string(examples) : suggestion(word, known);
    return refuse(Errc::NotFound, begin, inQuotes(word) + " is neither a node nor a figure" + right);
}

/// What is said of a node: a figure behind a point, or a verb.
Result<void> BreakpointParser::readPredicate()
{
    if (m_at < m_text.size() && m_text[m_at] == '.') {
        const std::size_t begin = ++m_at;
        if (auto set = setWord(BreakpointWords::quantities(), takeWord(), begin); !set) {
            return set;
        }
        return readComparison();
    }
    skipSpaces();
    const std::size_t begin = m_at;
    const std::string_view word = takeWord();
    if (word == "becomes") {
        return readState();
    }
    if (word == "waits" && (m_made.m_scope == Scope::AnyProducer || (m_named != nullptr && m_named->producer))) {
        m_made.m_test = Test::Begins;
        m_made.m_quantity = Quantity::IsBlocked;
        return {};
    }
    m_made.m_test = Test::Grows;
    return setWord(BreakpointWords::events(), word, begin);
}

Result<void> BreakpointParser::readState()
{
    skipSpaces();
    const std::size_t begin = m_at;
    m_made.m_test = Test::Begins;
    return setWord(BreakpointWords::states(), takeWord(), begin);
}

bool BreakpointParser::fits(const Word& word) const
{
    switch (m_made.m_scope) {
    case Scope::AnyProducer:
        return word.ofProducer;
    case Scope::AnyStage:
        return word.ofStage;
    case Scope::Node:
        return word.fits(m_named->producer);
    default:
        return true;
    }
}

Result<void> BreakpointParser::setWord(std::span<const Word> words, std::string_view word, std::size_t at)
{
    std::vector<std::string_view> known;
    for (const Word& each : words) {
        if (!fits(each)) {
            continue;
        }
        if (each.text == word) {
            m_made.m_quantity = each.quantity;
            return {};
        }
        known.push_back(each.text);
    }
    if (words.data() == BreakpointWords::events().data()) {
        known.emplace_back("becomes");
    }
    if (word.empty()) {
        return refuse(Errc::Missing, at, "the condition ends too early; here may stand " + listed(known, "or"));
    }
    return refuse(Errc::NotFound, at, inQuotes(word) + " cannot be said here; here may stand " + listed(known, "or"));
}

Result<void> BreakpointParser::readComparison()
{
    static constexpr std::array<std::pair<std::string_view, Test>, 8> signs{{{">=", Test::GreaterEqual},
                                                                             {"<=", Test::LessEqual},
                                                                             {"\u2265", Test::GreaterEqual},
                                                                             {"\u2264", Test::LessEqual},
                                                                             {"==", Test::Equal},
                                                                             {">", Test::Greater},
                                                                             {"<", Test::Less},
                                                                             {"=", Test::Equal}}};
    skipSpaces();
    for (const auto& [sign, test] : signs) {
        if (rest().starts_with(sign)) {
            m_at += sign.size();
            m_made.m_test = test;
            return readBound();
        }
    }
    return refuse(Errc::Missing, m_at, "a comparison is missing; here may stand >=, >, <=, < or =, and a number");
}

/// The number behind a comparison, or the instant alone.
Result<void> BreakpointParser::readBound()
{
    skipSpaces();
    const std::string_view text = rest();
    if (m_made.m_quantity == Quantity::Time) {
        const auto time = parseDuration(text);
        if (!time) {
            return refuse(time.error().code, m_at, time.error().message);
        }
        if (m_made.m_test != Test::GreaterEqual && m_made.m_test != Test::Greater) {
            return refuse(Errc::OutOfRange, m_at, "time only grows; here may stand >= or >");
        }
        m_made.m_bound = time->count();
    } else if (const auto number = parseNumber(text)) {
        if (*number != std::floor(*number) || *number < 0.0 || *number > 0x1p53) {
            return refuse(Errc::OutOfRange, m_at, "found " + std::string(text) + "; a whole number of 0 or more is needed");
        }
        m_made.m_bound = static_cast<std::int64_t>(*number);
    } else {
        const bool inBytes = m_named != nullptr && m_named->measure == flow::Measure::Bytes && m_made.m_quantity == Quantity::Depth;
        const auto bytes = parseBytes(text);
        if (!inBytes || !bytes) {
            const Error& error = inBytes ? bytes.error() : number.error();
            return refuse(error.code, m_at, error.message);
        }
        m_made.m_bound = bytes->value;
    }
    m_at = m_text.size();
    return {};
}

Result<Breakpoint> Breakpoint::parse(std::string_view text, const Scenario& scenario)
{
    return BreakpointParser(text, scenario).parse();
}

} // namespace highwater
