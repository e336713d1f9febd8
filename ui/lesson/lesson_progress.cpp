// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/lesson_progress.h"

#include <QSettings>
#include <QStringList>

namespace highwater {

namespace {

QString keyOf(const QString& lesson, const char* what)
{
    return QStringLiteral("lessons/%1/%2").arg(lesson, QLatin1String(what));
}

} // namespace

lessons::Progress readProgress(const QSettings* settings)
{
    lessons::Progress progress;
    if (!settings)
        return progress;
    QStringList ids;
    const QStringList keys = settings->allKeys();
    for (const QString& key : keys) {
        const QStringList parts = key.split(QLatin1Char('/'));
        if (parts.size() == 3 && parts[0] == QLatin1String("lessons") && !ids.contains(parts[1]))
            ids.append(parts[1]);
    }
    for (const QString& id : std::as_const(ids)) {
        lessons::LessonProgress each;
        each.at = std::max(0, settings->value(keyOf(id, "at")).toInt());
        each.goalMet = settings->value(keyOf(id, "goal")).toBool();
        each.solutionShown = settings->value(keyOf(id, "solution")).toBool();
        const QStringList steps = settings->value(keyOf(id, "steps")).toStringList();
        for (const QString& step : steps)
            each.steps.insert(step.toInt());
        progress.set(id.toStdString(), each);
    }
    return progress;
}

void writeProgress(QSettings* settings, const lessons::Progress& progress, const std::string& lesson)
{
    if (!settings)
        return;
    const QString id = QString::fromStdString(lesson);
    const lessons::LessonProgress each = progress.of(lesson);
    QStringList steps;
    for (const int step : each.steps)
        steps.append(QString::number(step));
    settings->setValue(keyOf(id, "at"), each.at);
    settings->setValue(keyOf(id, "goal"), each.goalMet);
    settings->setValue(keyOf(id, "solution"), each.solutionShown);
    settings->setValue(keyOf(id, "steps"), steps);
}

} // namespace highwater
