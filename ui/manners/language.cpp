// SPDX-License-Identifier: GPL-3.0-or-later
#include "manners/language.h"

#include "theme/picture_words.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <memory>

namespace highwater::language {

namespace {

const QString english = QStringLiteral("en");
const QString settingsKey = QStringLiteral("look/language");

/// The first of the system's languages that the program speaks.
QString ofSystem()
{
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString& each : wanted) {
        const QString code = each.section(QLatin1Char('-'), 0, 0).section(QLatin1Char('_'), 0, 0);
        if (isKnown(code))
            return code;
    }
    return english;
}

bool load(const QString& file, const QString& folder)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(file, folder))
        return false;
    translator->setParent(QCoreApplication::instance());
    return QCoreApplication::installTranslator(translator.release());
}

} // namespace

QList<QPair<QString, QString>> offered()
{
    return {{QString(), QCoreApplication::translate("Language", "As the &system")}, {english, QStringLiteral("&English")}, {QStringLiteral("de"), QStringLiteral("&Deutsch")}};
}

bool isKnown(const QString& code)
{
    const auto all = offered();
    return !code.isEmpty() && std::any_of(all.begin(), all.end(), [&](const auto& each) { return each.first == code; });
}

QString chosen(const QSettings& settings)
{
    const QString code = settings.value(settingsKey).toString();
    return isKnown(code) ? code : QString();
}

void choose(QSettings& settings, const QString& code)
{
    settings.setValue(settingsKey, code);
}

QString install(const QString& code)
{
    Painted::forget();
    const QString folder = QStringLiteral(":/translations");
    const QString wanted = isKnown(code) ? code : ofSystem();
    // English is what the source says, but for its plurals.
    load(QStringLiteral("highwater_") + english, folder);
    if (wanted == english || !load(QStringLiteral("highwater_") + wanted, folder))
        return english;
    // The words of Qt's own dialogs; they stay English where its translations are not installed.
    load(QStringLiteral("qtbase_") + wanted, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    return wanted;
}

} // namespace highwater::language
