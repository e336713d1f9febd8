// SPDX-License-Identifier: GPL-3.0-or-later
#include "manners/language.h"
#include "window_stand.h"

#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace highwater;
using highwater::test::WindowStand;

namespace {

QString tsFile(const char* code)
{
    return QStringLiteral(HIGHWATER_SOURCE_DIR "/resources/translations/highwater_%1.ts").arg(QLatin1String(code));
}

struct Message
{
    QString context;
    QString source;
    QStringList translations; ///< several for plural forms
    QString type;             ///< "unfinished", "vanished"; empty: done
    bool isPlural = false;
};

QList<Message> messagesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> messages;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"message") {
            messages.append({context, {}, {}, {}, xml.attributes().hasAttribute(QStringLiteral("numerus"))});
        } else if (xml.name() == u"source") {
            messages.last().source = xml.readElementText();
        } else if (xml.name() == u"translation") {
            messages.last().type = xml.attributes().value(QStringLiteral("type")).toString();
            if (messages.last().isPlural)
                continue; // its forms follow
            messages.last().translations.append(xml.readElementText());
        } else if (xml.name() == u"numerusform") {
            messages.last().translations.append(xml.readElementText());
        }
    }
    return xml.hasError() ? QList<Message>{} : messages;
}

QStringList placeholdersOf(const QString& text)
{
    static const QRegularExpression placeholder(QStringLiteral("%L?[1-9n][0-9]?"));
    QStringList found;
    for (auto matches = placeholder.globalMatch(text); matches.hasNext();)
        found << matches.next().captured();
    found.sort();
    return found;
}

QString fault(const Message& message, const char* what)
{
    return QStringLiteral("%1: \"%2\" → \"%3\": %4").arg(message.context, message.source, message.translations.join(u'|'), QLatin1String(what));
}

} // namespace

class TestLanguage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup();
    void everyTextOfTheSourceIsTranslated_data();
    void everyTextOfTheSourceIsTranslated();
    void germanKeepsPlaceholdersKeysAndDots();
    void theMenusOfTheWindowAreGerman();
    void withoutATranslationItSpeaksEnglish();
    void theChoiceIsRememberedAndOnlyKnownCodesAre();
};

void TestLanguage::cleanup()
{
    for (QTranslator* translator : QCoreApplication::instance()->findChildren<QTranslator*>()) {
        QCoreApplication::removeTranslator(translator);
        delete translator;
    }
}

void TestLanguage::everyTextOfTheSourceIsTranslated_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("onlyPlurals");
    QTest::newRow("German") << tsFile("de") << false;
    QTest::newRow("English, plurals") << tsFile("en") << true;
}

/// A text that was added since the file was made is unfinished in a fresh one. resources/translations/README.md says what to do.
void TestLanguage::everyTextOfTheSourceIsTranslated()
{
    QFETCH(QString, file);
    QFETCH(bool, onlyPlurals);
    const QTemporaryDir folder;
    const QString fresh = folder.filePath(QFileInfo(file).fileName());
    QVERIFY(QFile::copy(file, fresh));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(HIGHWATER_SOURCE_DIR));
    QStringList arguments{QStringLiteral("-silent"), QStringLiteral("-recursive"), QStringLiteral("-no-obsolete"), QStringLiteral("-locations"),
                          QStringLiteral("none"), QStringLiteral("ui"), QStringLiteral("app/dashboard"), QStringLiteral("-ts"), fresh};
    if (onlyPlurals)
        arguments.prepend(QStringLiteral("-pluralonly"));
    lupdate.start(QStringLiteral(HIGHWATER_LUPDATE), arguments);
    QVERIFY(lupdate.waitForFinished(60000));
    QCOMPARE(lupdate.exitCode(), 0);
    const auto messages = messagesOf(fresh);
    QVERIFY(messages.size() > (onlyPlurals ? 0 : 300));
    QStringList open;
    for (const Message& message : messages) {
        if (!message.type.isEmpty() || message.translations.contains(QString()) || message.translations.isEmpty())
            open << fault(message, "not translated");
    }
    QVERIFY2(open.isEmpty(), qPrintable(open.join(u'\n')));
}

void TestLanguage::germanKeepsPlaceholdersKeysAndDots()
{
    QStringList faults;
    for (const Message& message : messagesOf(tsFile("de"))) {
        for (const QString& german : message.translations) {
            if (placeholdersOf(german) != placeholdersOf(message.source))
                faults << fault(message, "other placeholders");
            static const QRegularExpression key(QStringLiteral("&\\w"), QRegularExpression::UseUnicodePropertiesOption);
            if (message.source.contains(key) != german.contains(key))
                faults << fault(message, "a key for Alt in one only");
            if (message.source.endsWith(QChar(0x2026)) != german.endsWith(QChar(0x2026)))
                faults << fault(message, "dots in one only");
            if (message.source.startsWith(u' ') != german.startsWith(u' ') || message.source.endsWith(u' ') != german.endsWith(u' '))
                faults << fault(message, "a space at one end");
        }
    }
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
}

void TestLanguage::theMenusOfTheWindowAreGerman()
{
    QCOMPARE(language::install(QStringLiteral("de")), QStringLiteral("de"));
    WindowStand stand;
    QVERIFY(stand.isReady());
    QStringList titles;
    for (const QAction* action : stand.window.findChild<QMenuBar*>()->actions())
        titles << QString(action->text()).remove(u'&');
    for (const char* title : {"Datei", "Bearbeiten", "Lauf", "Ansicht", "Hilfe"})
        QVERIFY2(titles.contains(QLatin1String(title)), qPrintable(titles.join(u' ')));
    if (const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES"); !folder.isEmpty()) {
        stand.window.openLast();
        QVERIFY(stand.runTo(60));
        QTest::qWait(400);
        QVERIFY(stand.window.grab().save(folder + QStringLiteral("/german.png")));
    }
}

void TestLanguage::withoutATranslationItSpeaksEnglish()
{
    QCOMPARE(language::install(QStringLiteral("en")), QStringLiteral("en"));
    QCOMPARE(language::install(QStringLiteral("xx")), QStringLiteral("en")); // the system's, which is C in the tests
    // But for its plurals.
    QCOMPARE(QCoreApplication::translate("highwater::CanvasEditor", "%n nodes", nullptr, 1), QStringLiteral("1 node"));
    QCOMPARE(QCoreApplication::translate("highwater::CanvasEditor", "%n nodes", nullptr, 2), QStringLiteral("2 nodes"));
    QCOMPARE(QCoreApplication::translate("highwater::MainWindow", "&File"), QStringLiteral("&File"));
}

void TestLanguage::theChoiceIsRememberedAndOnlyKnownCodesAre()
{
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    QVERIFY(language::chosen(settings).isEmpty());
    language::choose(settings, QStringLiteral("de"));
    QCOMPARE(language::chosen(settings), QStringLiteral("de"));
    language::choose(settings, QStringLiteral("tlh"));
    QVERIFY(language::chosen(settings).isEmpty());
    QVERIFY(!language::isKnown(QString()));
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
