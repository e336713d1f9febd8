// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/parameters.h"

namespace highwater {

namespace {

const QString arrow = QStringLiteral(" \u2192 ");

bool isStage(KnobGroup group)
{
    return group == KnobGroup::Stage || group == KnobGroup::StageMore;
}

QString wordOf(const std::optional<double>& value, const NumberParameter& parameter, const Node& node)
{
    return value ? knobLine(*value, parameter.unit(node), parameter.infinite) : QStringLiteral("\u2013");
}

QStringList differencesOf(const Node& now, const Node& file)
{
    const bool stage = now.stage() != nullptr;
    QStringList lines;
    const auto add = [&](const QString& noun, const QString& from, const QString& to) {
        lines.append(QString::fromStdString(now.name) + QStringLiteral(": ") + noun + QLatin1Char(' ') + from + arrow +
                     to);
    };
    QStringList nouns;
    for (const auto& parameter : numberParameters()) {
        if (isStage(parameter.group) != stage)
            continue;
        const auto from = parameter.read(file);
        const auto to = parameter.read(now);
        if (from == to || !to)
            continue;
        add(parameter.noun, wordOf(from, parameter, file), wordOf(to, parameter, now));
        nouns.append(parameter.noun);
    }
    for (const auto& parameter : choiceParameters()) {
        if (isStage(parameter.group) == stage && parameter.read(file) != parameter.read(now) &&
            !parameter.read(now).isEmpty())
            add(parameter.noun, parameter.read(file), parameter.read(now));
    }
    for (const auto& parameter : textParameters()) {
        // A law whose mean was turned has been counted with its knob.
        if (isStage(parameter.group) == stage && parameter.read(file) != parameter.read(now) &&
            !nouns.contains(parameter.noun))
            add(parameter.noun, parameter.read(file), parameter.read(now));
    }
    return lines;
}

} // namespace

QStringList differences(const Scenario& now, const Scenario& file)
{
    QStringList lines;
    for (const auto& node : now.nodes) {
        const auto index = file.find(node.name);
        if (!index)
            lines.append(QString::fromStdString(node.name) + QStringLiteral(": added"));
        else if (file.nodes[static_cast<std::size_t>(*index)].kind.index() == node.kind.index())
            lines += differencesOf(node, file.nodes[static_cast<std::size_t>(*index)]);
    }
    for (const auto& node : file.nodes) {
        if (!now.find(node.name))
            lines.append(QString::fromStdString(node.name) + QStringLiteral(": removed"));
    }
    return lines;
}

} // namespace highwater
