// SPDX-License-Identifier: GPL-3.0-or-later
#include "manners/autosave_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

namespace highwater {

namespace {

const QString versionKey = QStringLiteral("highwaterAutosave");
constexpr int version = 1;

} // namespace

bool writeKept(const QString& path, const Kept& kept)
{
    const QJsonObject object{{versionKey, version},
                             {QStringLiteral("name"), kept.name},
                             {QStringLiteral("file"), kept.file},
                             {QStringLiteral("folder"), kept.folder},
                             {QStringLiteral("at"), kept.at.toString(Qt::ISODateWithMs)},
                             {QStringLiteral("scenario"), kept.scenario}};
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(object).toJson()) > 0 && file.commit();
}

std::optional<Kept> readKept(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    const auto text = [&](const char* key) { return object.value(QLatin1String(key)).toString(); };
    if (object.value(versionKey).toInt() != version || text("scenario").isEmpty())
        return std::nullopt;
    return Kept{text("name"), text("file"), text("folder"), text("scenario"), QDateTime::fromString(text("at"), Qt::ISODateWithMs)};
}

QString lockOf(const QString& path)
{
    return path + QStringLiteral(".lock");
}

std::vector<LeftBehind> findLeftBehind(const QString& folder)
{
    std::vector<LeftBehind> found;
    const QDir directory(folder);
    for (const QString& name : directory.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        const QString path = directory.filePath(name);
        auto lock = std::make_unique<QLockFile>(lockOf(path));
        // However old: it is free only when its process is gone.
        lock->setStaleLockTime(0);
        if (!lock->tryLock(0))
            continue;
        if (auto kept = readKept(path))
            found.push_back({std::move(*kept), path, std::move(lock)});
    }
    std::sort(found.begin(), found.end(), [](const LeftBehind& one, const LeftBehind& other) { return one.kept.at > other.kept.at; });
    return found;
}

} // namespace highwater
