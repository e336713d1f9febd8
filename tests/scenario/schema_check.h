// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace highwater::test {

/// Checks JSON against the part of JSON Schema 2020-12 that resources/scenario.schema.json is written in. A keyword
/// that is not known here makes every value invalid, so that none is overlooked.
class SchemaCheck
{
public:
    explicit SchemaCheck(QJsonObject root) : m_root(std::move(root)) {}

    [[nodiscard]] bool accepts(const QJsonValue& value) const { return accepts(m_root, value); }

private:
    [[nodiscard]] bool accepts(const QJsonValue& schema, const QJsonValue& value) const
    {
        if (schema.isBool()) {
            return schema.toBool();
        }
        const QJsonObject rules = schema.toObject();
        for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
            if (!keeps(rules, rule.key(), rule.value(), value)) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] bool keeps(const QJsonObject& rules, const QString& keyword, const QJsonValue& rule,
                             const QJsonValue& value) const
    {
        static const QStringList notes{
            QStringLiteral("$schema"),     QStringLiteral("$id"),     QStringLiteral("$defs"),
            QStringLiteral("title"),       QStringLiteral("default"), QStringLiteral("examples"),
            QStringLiteral("description"), QStringLiteral("then"),    QStringLiteral("else")};
        if (notes.contains(keyword)) {
            return true;
        }
        if (keyword == QLatin1String("$ref")) {
            const QString name = rule.toString().section(QLatin1Char('/'), -1);
            return accepts(m_root[QLatin1String("$defs")].toObject()[name], value);
        }
        if (keyword == QLatin1String("type")) {
            return isOfType(rule.toString(), value);
        }
        if (keyword == QLatin1String("const")) {
            return value == rule;
        }
        if (keyword == QLatin1String("enum")) {
            return rule.toArray().contains(value);
        }
        return keepsJoined(rules, keyword, rule, value);
    }

    [[nodiscard]] bool keepsJoined(const QJsonObject& rules, const QString& keyword, const QJsonValue& rule,
                                   const QJsonValue& value) const
    {
        const QJsonArray list = rule.toArray();
        const auto fits = [&](const QJsonValue& one) { return accepts(one, value); };
        if (keyword == QLatin1String("not")) {
            return !fits(rule);
        }
        if (keyword == QLatin1String("anyOf")) {
            return std::any_of(list.begin(), list.end(), fits);
        }
        if (keyword == QLatin1String("allOf")) {
            return std::all_of(list.begin(), list.end(), fits);
        }
        if (keyword == QLatin1String("if")) {
            const auto branch = rules.find(fits(rule) ? QLatin1String("then") : QLatin1String("else"));
            return branch == rules.end() || fits(*branch);
        }
        if (value.isObject() && keepsInObject(rules, keyword, rule, value.toObject())) {
            return true;
        }
        if (value.isArray() && keepsInArray(keyword, rule, value.toArray())) {
            return true;
        }
        if (value.isString() && keyword == QLatin1String("pattern")) {
            return matches(rule.toString(), value.toString());
        }
        if (value.isDouble() && keepsInNumber(keyword, rule.toDouble(), value.toDouble())) {
            return true;
        }
        return concernsAnotherType(keyword, value);
    }

    [[nodiscard]] bool keepsInObject(const QJsonObject& rules, const QString& keyword, const QJsonValue& rule,
                                     const QJsonObject& object) const
    {
        const QStringList names = object.keys();
        if (keyword == QLatin1String("required")) {
            const QJsonArray needed = rule.toArray();
            return std::all_of(needed.begin(), needed.end(),
                               [&](const QJsonValue& name) { return object.contains(name.toString()); });
        }
        if (keyword == QLatin1String("minProperties")) {
            return object.size() >= rule.toInt();
        }
        if (keyword == QLatin1String("maxProperties")) {
            return object.size() <= rule.toInt();
        }
        if (keyword == QLatin1String("propertyNames")) {
            return std::all_of(names.begin(), names.end(),
                               [&](const QString& name) { return accepts(rule, QJsonValue(name)); });
        }
        const QJsonObject known = rules[QLatin1String("properties")].toObject();
        const auto own = [&](const QString& name) {
            return rules.contains(QLatin1String("patternProperties")) && name.startsWith(QLatin1String("x-"));
        };
        return std::all_of(names.begin(), names.end(), [&](const QString& name) {
            if (keyword == QLatin1String("properties")) {
                return !known.contains(name) || accepts(known[name], object[name]);
            }
            return keyword == QLatin1String("patternProperties") ||
                   (keyword == QLatin1String("additionalProperties") &&
                    (known.contains(name) || own(name) || accepts(rule, object[name])));
        });
    }

    [[nodiscard]] bool keepsInArray(const QString& keyword, const QJsonValue& rule, const QJsonArray& array) const
    {
        const auto fits = [&](const QJsonValue& element) { return accepts(rule, element); };
        if (keyword == QLatin1String("items")) {
            return std::all_of(array.begin(), array.end(), fits);
        }
        if (keyword == QLatin1String("contains")) {
            return std::any_of(array.begin(), array.end(), fits);
        }
        if (keyword == QLatin1String("uniqueItems")) {
            return std::all_of(array.begin(), array.end(), [&](const QJsonValue& element) {
                return std::count(array.begin(), array.end(), element) == 1;
            });
        }
        return keyword == QLatin1String("minItems") && array.size() >= rule.toInt();
    }

    [[nodiscard]] static bool keepsInNumber(const QString& keyword, double bound, double value)
    {
        return (keyword == QLatin1String("minimum") && value >= bound) ||
               (keyword == QLatin1String("maximum") && value <= bound) ||
               (keyword == QLatin1String("exclusiveMinimum") && value > bound);
    }

    /// A keyword says nothing of a value that is of another type than it is for.
    [[nodiscard]] static bool concernsAnotherType(const QString& keyword, const QJsonValue& value)
    {
        static const QStringList objects{QStringLiteral("required"),
                                         QStringLiteral("properties"),
                                         QStringLiteral("minProperties"),
                                         QStringLiteral("maxProperties"),
                                         QStringLiteral("propertyNames"),
                                         QStringLiteral("patternProperties"),
                                         QStringLiteral("additionalProperties")};
        static const QStringList arrays{QStringLiteral("items"), QStringLiteral("contains"),
                                        QStringLiteral("uniqueItems"), QStringLiteral("minItems")};
        static const QStringList numbers{QStringLiteral("minimum"), QStringLiteral("maximum"),
                                         QStringLiteral("exclusiveMinimum")};
        return (objects.contains(keyword) && !value.isObject()) || (arrays.contains(keyword) && !value.isArray()) ||
               (numbers.contains(keyword) && !value.isDouble()) ||
               (keyword == QLatin1String("pattern") && !value.isString());
    }

    [[nodiscard]] static bool isOfType(const QString& type, const QJsonValue& value)
    {
        return (type == QLatin1String("object") && value.isObject()) ||
               (type == QLatin1String("array") && value.isArray()) ||
               (type == QLatin1String("string") && value.isString()) ||
               (type == QLatin1String("boolean") && value.isBool()) ||
               (type == QLatin1String("number") && value.isDouble()) ||
               (type == QLatin1String("integer") && value.isDouble() &&
                value.toDouble() == std::floor(value.toDouble()));
    }

    [[nodiscard]] bool matches(const QString& pattern, const QString& text) const
    {
        auto expression = m_expressions.find(pattern);
        if (expression == m_expressions.end()) {
            // What ECMA writes as \u001f, PCRE writes as \x{1f}; and $ is the end, not the place before a last line
            // feed.
            static const QRegularExpression code(QStringLiteral(R"(\\u([0-9a-fA-F]{4}))"));
            QString translated = pattern;
            translated.replace(code, QStringLiteral(R"(\x{\1})"));
            if (translated.endsWith(QLatin1Char('$'))) {
                translated.replace(translated.size() - 1, 1, QStringLiteral("\\z"));
            }
            expression = m_expressions.insert(pattern, QRegularExpression(translated));
        }
        return expression->isValid() && expression->match(text).hasMatch();
    }

    mutable QHash<QString, QRegularExpression> m_expressions; ///< by their pattern
    QJsonObject m_root;
};

} // namespace highwater::test
