// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editor_panel.h"
#include "inspector/paint.h"
#include "manners/language.h"
#include "shell/actions.h"
#include "shell/keys_overlay.h"
#include "window_stand.h"

#include <QSet>

using namespace highwater;
using namespace highwater::test;

/// The keys over the window, which may be small and have many.
class KeysOverlayTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theKeysOfTheCanvasAreAmongThem()
    {
        WindowStand stand;
        QVERIFY(stand.isReady());
        const QString said = stand.window.keysOverlay()->accessibleDescription();
        EditorPanel* editor = stand.window.findChild<EditorPanel*>();
        QVERIFY(editor);
        const auto keys = editor->actions().keyTable();
        QVERIFY(!keys.isEmpty());
        for (const auto& [key, what] : keys)
            QVERIFY2(said.contains(QStringLiteral("%1: %2").arg(key, what)), qPrintable(what));
        const QStringList lines = said.split(QStringLiteral("; "));
        QVERIFY(lines.size() > keys.size());
        QSet<QString> names;
        for (const QString& line : lines)
            names.insert(line.section(QStringLiteral(": "), 0, 0));
        QCOMPARE(names.size(), lines.size()); // no key is explained twice
    }

    void theyFitIntoTheWindow_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("columns");
        QTest::newRow("1100x700") << QSize(1100, 700) << true << 2;
        QTest::newRow("1600x1000") << QSize(1600, 1000) << false << 1;
    }

    /// Written to the folder that HIGHWATER_PICTURES names, to be looked at; always painted.
    void theyFitIntoTheWindow()
    {
        QFETCH(QSize, size);
        QFETCH(bool, dark);
        WindowStand stand(size);
        stand.theme.setChoice(dark ? Theme::Choice::Dark : Theme::Choice::Light);
        QVERIFY(stand.isReady());
        QTRY_COMPARE(stand.window.size(), size);
        stand.window.actionSet()->keys->trigger();
        const KeysOverlay* overlay = stand.window.keysOverlay();
        QVERIFY(overlay->isVisible());
        QTEST(overlay->columns(), "columns");
        QVERIFY(stand.window.rect().contains(overlay->geometry()));
        const QPixmap picture = stand.window.grab();
        QVERIFY(!picture.isNull());
        if (const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES"); !folder.isEmpty())
            picture.save(QStringLiteral("%1/keys-%2.png").arg(folder, QLatin1String(QTest::currentDataTag())));
        stand.window.resize(size == QSize(1100, 700) ? QSize(1600, 1000) : QSize(1100, 700));
        QTRY_VERIFY(stand.window.rect().contains(overlay->geometry()));
        QCOMPARE(overlay->columns(), size == QSize(1100, 700) ? 1 : 2);
    }

    void thereAreNoMoreColumnsThanAreNeeded()
    {
        QList<QPair<QString, QString>> keys;
        for (int i = 0; i < 45; ++i)
            keys << qMakePair(QString::number(i), QStringLiteral("what key %1 does").arg(i));
        QWidget window;
        Theme theme(Theme::Choice::Dark);
        KeysOverlay overlay(keys, &theme, &window);
        const auto columnsIn = [&](int width, int height) {
            window.resize(width, height);
            overlay.place();
            return window.rect().contains(overlay.geometry()) ? overlay.columns() : 0;
        };
        QCOMPARE(columnsIn(1600, 1400), 1);
        QCOMPARE(columnsIn(1600, 1000), 2);
        QCOMPARE(columnsIn(1100, 700), 2);
        QCOMPARE(columnsIn(1600, 520), 3);
        QCOMPARE(columnsIn(900, 520), 3); // narrower ones
        QCOMPARE(columnsIn(1600, 1400), 1);
    }

    void aColumnIsAsWideAsItsLongestLine()
    {
        const QString words = QStringLiteral("what this key does, in a few words more than there are elsewhere, and all of it can be read");
        QWidget window;
        window.resize(1600, 1000);
        Theme theme(Theme::Choice::Dark);
        KeysOverlay brief({{QStringLiteral("A"), QStringLiteral("short")}}, &theme, &window);
        KeysOverlay wordy({{QStringLiteral("A"), words}}, &theme, &window);
        const int least = static_cast<int>(paint::widthOf(words, Theme::font(12.5)));
        QVERIFY(brief.width() < least);
        QVERIFY(wordy.width() > least);
        KeysOverlay boxes({{QStringLiteral("Ctrl+Shift+F11  Ctrl+Shift+F12"), words}}, &theme, &window);
        QVERIFY(boxes.width() > wordy.width());
    }

    /// German words are longer. The last one: the language stays.
    void theyFitInGermanToo()
    {
        QCOMPARE(language::install(QStringLiteral("de")), QStringLiteral("de"));
        WindowStand stand({1100, 700});
        QVERIFY(stand.isReady());
        stand.window.actionSet()->keys->trigger();
        const KeysOverlay* overlay = stand.window.keysOverlay();
        QVERIFY(overlay->accessibleDescription().contains(QStringLiteral("Startwert")));
        QVERIFY(stand.window.rect().contains(overlay->geometry()));
        if (const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES"); !folder.isEmpty())
            stand.window.grab().save(folder + QStringLiteral("/keys-german.png"));
    }
};

QTEST_MAIN(KeysOverlayTest)
#include "tst_keys_overlay.moc"
