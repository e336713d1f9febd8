// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/scenario_shelf.h"

#include <QStringList>

#include <algorithm>

namespace highwater {

QString firstSentence(const QString& description)
{
    const QString text = description.simplified();
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        // A full stop within a number or a name ends nothing.
        const bool stop = text[i] == QLatin1Char('.') || text[i] == QLatin1Char('!') || text[i] == QLatin1Char('?');
        if (stop && text[i + 1].isSpace())
            return text.left(text[i] == QLatin1Char('.') ? i : i + 1);
    }
    return text.endsWith(QLatin1Char('.')) ? text.chopped(1) : text;
}

QList<ShelfRow> shelfRows(const std::vector<ShelfEntry>& entries, const QString& filter)
{
    const QStringList words = filter.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QList<ShelfRow> rows;
    int number = 0;
    for (const auto& entry : entries) {
        ++number;
        const QString name = QString::fromStdString(entry.name);
        const QString description = QString::fromStdString(entry.description);
        const QString all = name + QLatin1Char(' ') + description;
        const bool fits = std::all_of(words.begin(), words.end(),
                                      [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
        if (fits)
            rows.append({number, name, firstSentence(description), QString::fromStdU16String(entry.file.u16string())});
    }
    return rows;
}

} // namespace highwater
