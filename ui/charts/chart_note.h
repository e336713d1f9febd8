// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace highwater {

/// Something that somebody wrote on the time axis.
struct ChartNote
{
    enum class Kind { Note, Fault, Finding };
    double seconds = 0; ///< of virtual time
    QString text;
    Kind kind = Kind::Note;
    bool operator==(const ChartNote&) const = default;
};

} // namespace highwater
