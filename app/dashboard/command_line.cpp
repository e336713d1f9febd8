// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"

#include "manners/language.h"
#include "scenario/shelf.h"
#include "units/time.h"

#include <QCommandLineParser>
#include <QFileInfo>

#include <cmath>
#include <limits>

namespace highwater {

namespace {

Result<CommandLine> wrong(const QString& message)
{
    return failure(Errc::OutOfRange, {}, message.toStdString());
}

QString namesOnShelf()
{
    QStringList names;
    for (const auto& entry : shelf())
        names << QString::fromStdString(entry.id);
    return names.join(QStringLiteral(", "));
}

std::optional<QSize> sizeOf(const QString& text)
{
    const QStringList parts = text.split(QLatin1Char('x'));
    bool okWidth = false;
    bool okHeight = false;
    const QSize size(parts.value(0).toInt(&okWidth), parts.value(1).toInt(&okHeight));
    const bool sane = parts.size() == 2 && okWidth && okHeight && size.width() >= 200 && size.height() >= 200 && size.width() <= 8192 && size.height() <= 8192;
    return sane ? std::optional(size) : std::nullopt;
}

} // namespace

void declareOptions(QCommandLineParser& parser)
{
    parser.setApplicationDescription(QStringLiteral("Highwater shows what backpressure does: bounded queues, water marks and waiting, live."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({
        {QStringLiteral("scenario"), QStringLiteral("Open a scenario of the shelf by its name."), QStringLiteral("name")},
        {QStringLiteral("seed"), QStringLiteral("Run with this seed instead of the file's."), QStringLiteral("n")},
        {QStringLiteral("speed"), QStringLiteral("Seconds of the run per second, 0.1 to 1000, or max."), QStringLiteral("factor")},
        {QStringLiteral("live"), QStringLiteral("Really run the scenario: an HTTP endpoint, real clients, the machine's clock.")},
        {QStringLiteral("theme"), QStringLiteral("system, dark or light."), QStringLiteral("name")},
        {QStringLiteral("screenshot"), QStringLiteral("Write a picture of the window (PNG) and exit."), QStringLiteral("file")},
        {QStringLiteral("after"), QStringLiteral("Run time at which the picture is taken: 20s."), QStringLiteral("duration"), QStringLiteral("20s")},
        {QStringLiteral("size"), QStringLiteral("Size of the window: 1600x1000."), QStringLiteral("WxH")},
        {QStringLiteral("settings"), QStringLiteral("Remember the layout in this file."), QStringLiteral("file")},
        {QStringLiteral("language"), QStringLiteral("system, en or de."), QStringLiteral("code")},
        {QStringLiteral("safe-mode"), QStringLiteral("Start as on the first day: no settings are read or written, no last file, nothing is restored, no lessons or layouts of your own.")},
        {QStringLiteral("reset-settings"), QStringLiteral("Forget the layout and everything else that was remembered, then start.")},
        {QStringLiteral("startup-time"), QStringLiteral("Print the milliseconds until the first picture of data, and exit.")},
    });
    parser.addPositionalArgument(QStringLiteral("file"), QStringLiteral("A scenario, *.highwater.json, or a recording, *.hwrec."), QStringLiteral("[file]"));
}

Result<CommandLine> readCommandLine(QCommandLineParser& parser, const QStringList& arguments)
{
    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    const auto value = [&](const char* name) { return parser.value(QLatin1String(name)); };
    const auto has = [&](const char* name) { return parser.isSet(QLatin1String(name)); };
    CommandLine line;
    line.settings = value("settings");
    line.screenshot = value("screenshot");
    line.startupTime = has("startup-time");
    line.live = has("live");
    line.safeMode = has("safe-mode");
    line.resetSettings = has("reset-settings");
    if (has("language")) {
        line.language = value("language");
        if (line.language != QStringLiteral("system") && !language::isKnown(line.language))
            return wrong(QStringLiteral("--language takes system, en or de."));
    }
    const QStringList files = parser.positionalArguments();
    if (files.size() + (has("scenario") ? 1 : 0) > 1)
        return wrong(QStringLiteral("Only one scenario can be opened."));
    if (!files.isEmpty()) {
        if (!QFileInfo(files.constFirst()).isFile())
            return wrong(QStringLiteral("There is no file %1.").arg(files.constFirst()));
        line.file = files.constFirst();
    }
    if (has("scenario")) {
        const auto entry = findOnShelf(value("scenario").toStdString());
        if (!entry)
            return wrong(QStringLiteral("There is no scenario %1 on the shelf: %2.").arg(value("scenario"), namesOnShelf()));
        line.file = QString::fromStdU16String(entry->file.u16string());
    }
    const auto after = parseDuration(value("after").toStdString());
    if (!after)
        return wrong(QStringLiteral("--after: ") + QString::fromStdString(after.error().message));
    line.after = toSeconds(*after);
    if (has("size") && !(line.size = sizeOf(value("size"))))
        return wrong(QStringLiteral("--size takes a width and a height: 1600x1000."));
    if (has("theme")) {
        const QString theme = value("theme");
        if (theme != QStringLiteral("dark") && theme != QStringLiteral("light") && theme != QStringLiteral("system"))
            return wrong(QStringLiteral("--theme takes system, dark or light."));
        line.theme = theme == QStringLiteral("dark") ? Theme::Choice::Dark : theme == QStringLiteral("light") ? Theme::Choice::Light : Theme::Choice::System;
    }
    if (has("seed")) {
        bool ok = false;
        line.seed = value("seed").toULongLong(&ok);
        if (!ok)
            return wrong(QStringLiteral("--seed takes a whole number."));
    }
    if (has("speed")) {
        bool ok = value("speed") == QStringLiteral("max");
        line.speed = ok ? std::numeric_limits<double>::infinity() : value("speed").toDouble(&ok);
        if (!ok || !(*line.speed >= 0.1) || (std::isfinite(*line.speed) && *line.speed > 1000))
            return wrong(QStringLiteral("--speed takes 0.1 to 1000, or max."));
    }
    return line;
}

} // namespace highwater
