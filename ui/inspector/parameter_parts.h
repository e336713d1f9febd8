// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/parameters.h"

namespace highwater::parameter {

/// What the tables of parameters share.
template <KnobUnit Unit>
KnobUnit always(const Node&)
{
    return Unit;
}
inline auto named(const QString& label)
{
    return [label](const Node&) { return label; };
}

double orInfinity(const std::optional<std::int64_t>& value);
double orInfinity(const std::optional<Duration>& value);
QString countText(double value);  ///< "7", "unlimited"
QString timeText(double seconds); ///< "1.5s"
QString sizeText(double bytes);   ///< "64KiB"
QString shareText(double share);  ///< "10%"
/// One edit, whose member is taken out when the value is infinite.
Edits optionalEdit(const QString& path, double value, QString (*text)(double));
/// One edit; the text is taken out when it is empty.
Edits optionalText(const QString& path, const QString& text);
/// For small numbers linear, with at least 16 places, so that the same hand movement means the same for all of them.
KnobScale countScale(double file);
/// Around a value, or of a width of its own with infinity at its end when that is infinite.
KnobScale timeScale(double file);
/// The word that stands at an enumerator's place.
template <typename Value>
QString wordAt(const QStringList& words, Value value)
{
    return words.value(static_cast<int>(value));
}
/// Options whose text is their id.
QList<ChoiceParameter::Option> plainOptions(const QStringList& words);

/// The stage's own configuration: a stage, or the template of a balancer's replicas.
const StageNode& stageOf(const Node& node);
/// What stands at a path of the node's object, as JSON; empty: nothing.
QString writtenAt(const EditBase& base, const QString& path);
/// A JSON object with these members; values are written as a user writes them.
QString objectText(const QList<QPair<QString, QString>>& members);
/// The same parameter for an object within the node, such as "replicas/template"; its row is called "replica.workers".
Parameter within(const Parameter& parameter, const QString& prefix);
/// The same rows under names of their own: "stage.attempts".
std::vector<Parameter> keyed(std::vector<Parameter> rows, const QString& prefix);

// Rows of a stage, which a balancer's template has too, and of others.
std::vector<Parameter> stageRows();
std::vector<Parameter> queueRows();
std::vector<Parameter> workerRows();
std::vector<Parameter> admissionRows(const Node& node);
std::vector<Parameter> autoscaleRows();
std::vector<Parameter> windowRows(const QStringList& names);
std::vector<Parameter> producerRows();
std::vector<Parameter> itemRows();
std::vector<Parameter> clientRows();
std::vector<Parameter> channelRows();
std::vector<Parameter> consumerRows(const std::string& name);
std::vector<Parameter> balancerRows();
/// Of a producer or a stage.
std::vector<Parameter> retryRows();
Parameter attemptsRow();
Parameter jitterRow();
/// One section for each link that leads out of the node.
std::vector<ParameterSection> linkSections(const Node& node, const QStringList& names);

} // namespace highwater::parameter
