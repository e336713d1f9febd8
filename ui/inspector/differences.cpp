// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/inspector_text.h"
#include "inspector/parameters.h"

namespace highwater {

namespace {

const QString arrow = QStringLiteral(" \u2192 ");

/// What a row shows of two states of a node, in words.
struct Shown
{
    QString from, to;
    bool differs = false;
};

Shown shownOf(const NumberParameter& parameter, const Node& now, const Node& file)
{
    const auto from = parameter.read(file);
    const auto to = parameter.read(now);
    const auto word = [&](const std::optional<double>& value, const Node& node) {
        return value ? knobLine(*value, parameter.unit(node), parameter.infinite) : QStringLiteral("\u2013");
    };
    return {word(from, file), word(to, now), from != to && to.has_value()};
}

Shown shownOf(const ChoiceParameter& parameter, const Node& now, const Node& file)
{
    const QString from = parameter.read(file);
    const QString to = parameter.read(now);
    return {choiceWord(from), choiceWord(to), from != to && !to.isEmpty()};
}

Shown shownOf(const TextParameter& parameter, const Node& now, const Node& file)
{
    const auto from = parameter.read(file);
    const auto to = parameter.read(now);
    const QString none = QStringLiteral("\u2013");
    Shown shown{from.value_or(none), to.value_or(none), from != to && to.has_value()};
    if (shown.from.isEmpty())
        shown.from = none;
    if (shown.to.isEmpty())
        shown.to = none;
    shown.differs = shown.differs && shown.from != shown.to;
    return shown;
}

QStringList differencesOf(const Node& now, const Node& file, const QStringList& names)
{
    QStringList lines;
    QStringList nouns;
    // Numbers first: a law whose mean was turned is then counted with its knob, and not once more as a text.
    const auto visit = [&](const Parameter& parameter, bool numbers) {
        std::visit(
            [&](const auto& row) {
                if (std::is_same_v<std::decay_t<decltype(row)>, NumberParameter> != numbers || nouns.contains(row.noun))
                    return;
                const Shown shown = shownOf(row, now, file);
                if (!shown.differs)
                    return;
                lines.append(QString::fromStdString(now.name) + QStringLiteral(": ") + row.noun + QLatin1Char(' ') +
                             shown.from + arrow + shown.to);
                nouns.append(row.noun);
            },
            parameter);
    };
    for (const bool numbers : {true, false}) {
        for (const auto& section : sectionsOf(now, names)) {
            for (const auto& parameter : section.rows)
                visit(parameter, numbers);
        }
    }
    return lines;
}

} // namespace

QStringList differences(const Scenario& now, const Scenario& file)
{
    const QStringList names = namesOf(now);
    QStringList lines;
    for (const auto& node : now.nodes) {
        const auto index = file.find(node.name);
        if (!index)
            lines.append(Inspector::tr("%1: added").arg(QString::fromStdString(node.name)));
        else if (file.nodes[static_cast<std::size_t>(*index)].kind.index() == node.kind.index())
            lines += differencesOf(node, file.nodes[static_cast<std::size_t>(*index)], names);
    }
    for (const auto& node : file.nodes) {
        if (!now.find(node.name))
            lines.append(Inspector::tr("%1: removed").arg(QString::fromStdString(node.name)));
    }
    return lines;
}

} // namespace highwater
