// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/parameters.h"

namespace highwater::parameter {

/// What the tables of stages and of producers share.
template <KnobUnit Unit>
KnobUnit always(const Node&)
{
    return Unit;
}

double orInfinity(const std::optional<std::int64_t>& value);
QString countText(double value);  ///< "7", "unlimited"
QString timeText(double seconds); ///< "1.5s"
/// One edit, whose member is taken out when the value is infinite.
Edits optionalEdit(const QString& path, double value, QString (*text)(double));
/// For small numbers linear, with at least 16 places, so that the same hand movement means the same for all of them.
KnobScale countScale(double file);
/// The word that stands at an enumerator's place.
template <typename Value>
QString wordAt(const QStringList& words, Value value)
{
    return words.value(static_cast<int>(value));
}
/// Options whose text is their id.
QList<ChoiceParameter::Option> plainOptions(const QStringList& words);

} // namespace highwater::parameter
