// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/knob_scale.h"
#include "inspector/knob_unit.h"
#include "scenario/scenario.h"

#include <QList>
#include <QString>

#include <optional>
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

/// A node before a gesture, and which of its marks the scenario writes down: marks that are not written follow the
/// capacity by themselves.
struct EditBase
{
    Node node;
    bool highWritten = false;
    bool lowWritten = false;
};

/// Which kind of node a parameter belongs to, and whether it is behind *More*.
enum class KnobGroup { Stage, StageMore, Producer, ProducerMore };

/// A number that can be turned. The functions are pure; label and scale may depend on the node.
struct NumberParameter
{
    KnobGroup group;
    QString key;      ///< "workers": the object name of its row
    QString noun;     ///< for the label of a change: "workers 8 → 7"
    QString help;     ///< one sentence: what it does
    QString infinite; ///< the word for infinity ("unlimited", "off"); empty: a number is needed
    double least;     ///< smallest value that may be typed
    KnobUnit (*unit)(const Node& node);
    QString (*label)(const Node& node);
    /// Infinity: no limit. Absent: the node has nothing to turn here, and the row is disabled.
    std::optional<double> (*read)(const Node& node);
    KnobScale (*scale)(const Node& file);
    /// Everything that must change so that the value is accepted.
    Edits (*write)(const EditBase& base, double value);
};

/// One of a few words.
struct ChoiceParameter
{
    struct Option
    {
        QString id;   ///< as in the scenario: "drop-newest"
        QString text; ///< on the segment: "newest"
    };
    KnobGroup group;
    QString key;
    QString label;
    QString noun;
    QString help;
    QList<Option> options;
    QString path;
    QString (*read)(const Node& node); ///< an id; empty: does not apply, and the row is hidden
    bool fixed;                        ///< shown, not changed here
};

/// A whole law as text.
struct TextParameter
{
    KnobGroup group;
    QString key;
    QString label;
    QString noun;
    QString help;
    QString path;
    QString (*read)(const Node& node);
};

/// In the order in which they are shown.
std::vector<NumberParameter> stageNumbers();
std::vector<NumberParameter> producerNumbers();
std::vector<ChoiceParameter> stageChoices();
std::vector<ChoiceParameter> producerChoices();
const std::vector<NumberParameter>& numberParameters();
const std::vector<ChoiceParameter>& choiceParameters();
const std::vector<TextParameter>& textParameters();

/// What differs between the scenario as it stands and the file, one line each: "api: workers 8 → 7".
QStringList differences(const Scenario& now, const Scenario& file);

} // namespace highwater
