// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/data_export.h"

#include "run/results_csv.h"
#include "run/series_csv.h"

#include <QDateTime>
#include <QSaveFile>

#include <algorithm>
#include <array>

namespace highwater {

Result<void> saveBytes(const QByteArray& bytes, const QString& file)
{
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit())
        return failure(Errc::Io, file.toStdString(), "cannot be written: " + out.errorString().toStdString());
    return {};
}

QByteArray seriesTable(const Snapshot& picture)
{
    return QByteArray::fromStdString(seriesCsv(picture));
}

QByteArray figuresTable(const Snapshot& picture)
{
    const std::array<Report, 1> one{reportOf(picture)};
    return QByteArray::fromStdString(resultsCsv(one));
}

QString fileStem(const Snapshot* picture)
{
    if (!picture || !picture->scenario)
        return QStringLiteral("highwater");
    QString stem;
    for (const QChar c : QString::fromStdString(picture->scenario->name).toLower()) {
        if (c.isLetterOrNumber())
            stem += c;
        else if (!stem.isEmpty() && !stem.endsWith(QLatin1Char('-')))
            stem += QLatin1Char('-');
    }
    while (stem.endsWith(QLatin1Char('-')))
        stem.chop(1);
    constexpr qsizetype longest = 60;
    return QStringLiteral("%1-seed-%2").arg(stem.isEmpty() ? QStringLiteral("run") : stem.left(longest)).arg(picture->seed);
}

QString withEnding(const QString& file, const QStringList& endings)
{
    const bool has = std::any_of(endings.begin(), endings.end(), [&](const QString& ending) {
        return file.endsWith(QLatin1Char('.') + ending, Qt::CaseInsensitive);
    });
    return has ? file : file + QLatin1Char('.') + endings.constFirst();
}

std::string recordedNow()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

} // namespace highwater
