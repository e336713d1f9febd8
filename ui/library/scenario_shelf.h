// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/shelf.h"

#include <QList>
#include <QString>

namespace highwater {

/// A shipped scenario as the shelf shows it.
struct ShelfRow
{
    int number = 0; ///< from 1; up to 9 it is also a key
    QString name;
    QString line; ///< the first sentence of the description
    QString file;
};

/// The rows of the entries whose name or description holds every word of the filter; the numbers stay those of the
/// whole shelf.
QList<ShelfRow> shelfRows(const std::vector<ShelfEntry>& entries, const QString& filter);
/// Up to the first full stop and without it: "marks hold the queue, not the load".
QString firstSentence(const QString& description);

} // namespace highwater
