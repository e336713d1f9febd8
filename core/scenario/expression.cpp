// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/expression.h"

#include "units/text.h"

#include <algorithm>

namespace highwater {

namespace {

constexpr int deepest = 16;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool isWordPart(char c)
{
    return !isSpace(c) && std::string_view("(),=:\"").find(c) == std::string_view::npos;
}

/// Recursive descent; the position only grows.
class Parser
{
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    Result<Expression> whole()
    {
        auto expression = parse(0);
        if (!expression) {
            return expression;
        }
        skipSpace();
        if (!atEnd()) {
            return refuse("nothing may follow, but " + inQuotes(m_text.substr(m_at)) + " does");
        }
        return expression;
    }

private:
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] bool sees(char c) const { return !atEnd() && m_text[m_at] == c; }
    void skipSpace()
    {
        while (!atEnd() && isSpace(m_text[m_at])) {
            ++m_at;
        }
    }
    bool take(char c)
    {
        skipSpace();
        if (!sees(c)) {
            return false;
        }
        ++m_at;
        return true;
    }
    [[nodiscard]] tl::unexpected<Error> refuse(std::string_view why) const
    {
        return failure(Errc::Syntax, {}, inQuotes(m_text) + " cannot be read: " + std::string(why));
    }
    [[nodiscard]] std::string next() const { return atEnd() ? "the end" : inQuotes(m_text.substr(m_at, 1)); }

    Result<Expression> parse(int depth)
    {
        if (depth > deepest) {
            return refuse("too many brackets inside one another");
        }
        skipSpace();
        const std::size_t start = m_at;
        if (sees('"')) {
            return quotedText();
        }
        while (!atEnd() && isWordPart(m_text[m_at])) {
            ++m_at;
        }
        if (m_at == start) {
            return refuse("a name or a quantity is needed where " + next() + " stands");
        }
        Expression expression;
        expression.name = m_text.substr(start, m_at - start);
        if (take('(')) {
            expression.kind = Expression::Kind::Call;
            if (const auto read = arguments(expression, depth); !read) {
                return tl::unexpected(read.error());
            }
        }
        expression.source = m_text.substr(start, m_at - start);
        while (!expression.source.empty() && isSpace(expression.source.back())) {
            expression.source.pop_back();
        }
        return expression;
    }

    Result<Expression> quotedText()
    {
        Expression expression;
        expression.kind = Expression::Kind::Text;
        const std::size_t start = m_at++;
        while (!atEnd() && !sees('"')) {
            if (sees('\\') && m_at + 1 < m_text.size()) {
                ++m_at;
            }
            expression.name += m_text[m_at++];
        }
        if (!take('"')) {
            return refuse("a closing quotation mark is missing");
        }
        expression.source = m_text.substr(start, m_at - start);
        return expression;
    }

    Result<void> arguments(Expression& call, int depth)
    {
        if (take(')')) {
            return {};
        }
        do {
            auto argument = one(depth);
            if (!argument) {
                return tl::unexpected(argument.error());
            }
            call.arguments.push_back(std::move(*argument));
        } while (take(','));
        if (!take(')')) {
            return refuse("\",\" or \")\" is needed where " + next() + " stands");
        }
        return {};
    }

    Result<Argument> one(int depth)
    {
        Argument argument;
        auto first = parse(depth + 1);
        if (!first) {
            return tl::unexpected(first.error());
        }
        if (first->kind == Expression::Kind::Word && take('=')) {
            argument.key = first->name;
            first = parse(depth + 1);
            if (!first) {
                return tl::unexpected(first.error());
            }
        }
        argument.parts.push_back(std::move(*first));
        if (take(':')) {
            auto second = parse(depth + 1);
            if (!second) {
                return tl::unexpected(second.error());
            }
            argument.parts.push_back(std::move(*second));
        }
        return argument;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

std::vector<std::string_view> namesOf(const std::vector<Parameter>& parameters)
{
    std::vector<std::string_view> names;
    names.reserve(parameters.size());
    for (const Parameter& parameter : parameters) {
        names.push_back(parameter.name);
    }
    return names;
}

} // namespace

Result<Expression> parseExpression(std::string_view text)
{
    return Parser(text).whole();
}

tl::unexpected<Error> badArgument(const Expression& call, std::string_view parameter, Errc code,
                                  std::string_view message)
{
    return failure(code, {}, call.name + ": argument " + inQuotes(parameter) + ": " + std::string(message));
}

Result<std::vector<const Expression*>> bindArguments(const Expression& call, const std::vector<Parameter>& parameters)
{
    const std::vector<std::string_view> names = namesOf(parameters);
    const auto refuse = [&](Errc code, const std::string& why) { return failure(code, {}, call.name + ": " + why); };
    std::vector<const Expression*> bound(parameters.size(), nullptr);
    std::size_t place = 0;
    bool keyed = false;
    for (const Argument& argument : call.arguments) {
        std::size_t index = place;
        if (argument.key.empty()) {
            if (keyed) {
                return refuse(Errc::Syntax,
                              inQuotes(argument.parts.front().source) + " stands behind a named argument; name it too");
            }
            if (place >= parameters.size()) {
                const std::size_t count = call.arguments.size();
                return refuse(Errc::OutOfRange,
                              std::to_string(count) + (count == 1 ? " argument is" : " arguments are") +
                                  " too many; it takes " + (names.empty() ? std::string("none") : listed(names)));
            }
            ++place;
        } else {
            keyed = true;
            const auto at = std::find(names.begin(), names.end(), argument.key);
            if (at == names.end()) {
                return refuse(Errc::UnknownField,
                              "unknown argument " + inQuotes(argument.key) + suggestion(argument.key, names));
            }
            index = static_cast<std::size_t>(at - names.begin());
        }
        if (bound[index] != nullptr) {
            return badArgument(call, names[index], Errc::Syntax, "is given twice");
        }
        if (argument.parts.size() > 1) {
            return badArgument(call, names[index], Errc::Syntax, "no pair with a colon goes here");
        }
        bound[index] = &argument.parts.front();
    }
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (bound[i] == nullptr && parameters[i].needed) {
            return badArgument(call, names[i], Errc::Missing, "is missing; it takes " + listed(names));
        }
    }
    return bound;
}

} // namespace highwater
