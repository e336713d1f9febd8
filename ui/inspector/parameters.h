// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/knob_scale.h"
#include "inspector/knob_unit.h"
#include "scenario/scenario.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace highwater {

/// One member of a node that changes: "queue/capacity" and its new value as the user would write it; absent: the member
/// is taken out.
struct Edit
{
    QString path;
    std::optional<QString> value;
    /// Written as a change of the object that holds the member. All steps of a gesture that may take a member out must
    /// be written alike, or they would not be one step for undo.
    bool throughParent = false;
    bool operator==(const Edit&) const = default;
};
using Edits = QList<Edit>;

/// A node before a gesture, and how the scenario writes it: a route may be a name or an object, marks that are not
/// written follow the capacity by themselves.
struct EditBase
{
    Node node;
    QString json; ///< the node's object in the document
    [[nodiscard]] bool writes(const QString& path) const;
};

/// A number that can be turned. The functions are pure; label and scale may depend on the node.
struct NumberParameter
{
    QString key;      ///< "workers": the object name of its row
    QString noun;     ///< for the label of a change: "workers 8 → 7"
    QString help;     ///< one sentence: what it does
    QString infinite; ///< the word for infinity ("unlimited", "off"); empty: a number is needed
    double least;     ///< smallest value that may be typed
    std::function<KnobUnit(const Node&)> unit;
    std::function<QString(const Node&)> label;
    /// Infinity: no limit. Absent: the node has nothing to turn here, and the row is disabled, or hidden when optional.
    std::function<std::optional<double>(const Node&)> read;
    std::function<KnobScale(const Node& file)> scale;
    /// Everything that must change so that the value is accepted.
    std::function<Edits(const EditBase&, double)> write;
    bool optional = false;
};

/// One of a few words.
struct ChoiceParameter
{
    struct Option
    {
        QString id;   ///< as in the scenario: "drop-newest"
        QString text; ///< on the segment: "newest"
    };
    QString key;
    QString label;
    QString noun;
    QString help;
    QList<Option> options;
    QString path;
    std::function<QString(const Node&)> read; ///< an id; empty: does not apply, and the row is hidden
    bool fixed;                               ///< shown, not changed here
    std::function<Edits(const EditBase&, const QString& id)> write; ///< absent: the id is written at path
};

/// A text of the scenario: a whole law, a policy, a list.
struct TextParameter
{
    QString key;
    QString label;
    QString noun;
    QString help;
    QString path;
    std::function<std::optional<QString>(const Node&)> read;          ///< absent: does not apply, and the row is hidden
    bool fixed;                                                       ///< shown, not changed here
    std::function<Edits(const EditBase&, const QString& text)> write; ///< absent: the text is written at path
};

using Parameter = std::variant<NumberParameter, ChoiceParameter, TextParameter>;

/// Rows that belong together.
struct ParameterSection
{
    QString key;   ///< object name of its header
    QString title; ///< "Queue: order, measure"; empty: the rows that are always in sight
    std::vector<Parameter> rows;
};

/// Everything of a node that can be turned, in the order in which it is shown. Readers of a channel, members of an
/// admission and links have rows of their own; all other rows depend on the node's kind alone. names: of all nodes of
/// the scenario.
std::vector<ParameterSection> sectionsOf(const Node& node, const QStringList& names);
QStringList namesOf(const Scenario& scenario);
QString keyOf(const Parameter& parameter);
/// A choice of the scenario file in words: "drop-newest", which only other languages say differently.
QString choiceWord(const QString& id);

/// What differs between the scenario as it stands and the file, one line each: "api: workers 8 → 7".
QStringList differences(const Scenario& now, const Scenario& file);

} // namespace highwater
