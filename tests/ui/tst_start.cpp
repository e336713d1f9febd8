// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// The program itself, as it is started from a terminal, at home in a folder of the test.
class TestStart : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_home = std::make_unique<QTemporaryDir>(); }

    void itRemembersWhatWasOpen();
    void aSafeStartReadsAndWritesNothing();
    void settingsCanBeForgotten();
    void helpNamesEveryOptionOfACarefulStart();
    void aLanguageItDoesNotSpeakIsRefused();

private:
    /// Opens the window, takes a picture of it and ends. The exit status; -1 when it did not end.
    int start(const QStringList& arguments)
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.remove(QStringLiteral("HIGHWATER_SETTINGS"));
        environment.insert(QStringLiteral("HOME"), m_home->path());
        environment.insert(QStringLiteral("XDG_CONFIG_HOME"), m_home->filePath(QStringLiteral("config")));
        environment.insert(QStringLiteral("XDG_DATA_HOME"), m_home->filePath(QStringLiteral("data")));
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(HIGHWATER_PROGRAM), arguments);
        if (!program.waitForFinished(60000))
            return -1;
        m_said = program.readAllStandardOutput() + program.readAllStandardError();
        return program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1;
    }
    [[nodiscard]] QStringList pictureOf(const QString& scenario) const
    {
        return {QStringLiteral("--scenario"), scenario, QStringLiteral("--after"), QStringLiteral("1s"), QStringLiteral("--screenshot"), picture()};
    }
    [[nodiscard]] QString picture() const { return m_home->filePath(QStringLiteral("picture.png")); }
    [[nodiscard]] QString settings() const { return m_home->filePath(QStringLiteral("config/highwater/highwater.ini")); }

    std::unique_ptr<QTemporaryDir> m_home;
    QByteArray m_said;
};

void TestStart::itRemembersWhatWasOpen()
{
    QCOMPARE(start(pictureOf(QStringLiteral("spike"))), 0);
    QVERIFY(QFile::exists(picture()));
    QVERIFY(QSettings(settings(), QSettings::IniFormat).value(QStringLiteral("files/last")).toString().contains(QStringLiteral("spike")));
}

void TestStart::aSafeStartReadsAndWritesNothing()
{
    QCOMPARE(start(pictureOf(QStringLiteral("spike")) << QStringLiteral("--safe-mode")), 0);
    QVERIFY(QFile::exists(picture()));
    QVERIFY(!QFile::exists(settings()));
    QVERIFY(!QDir(m_home->filePath(QStringLiteral("data"))).exists());
    // Settings that would keep the window from opening at all are not looked at.
    QVERIFY(QDir().mkpath(QFileInfo(settings()).path()));
    QFile broken(settings());
    QVERIFY(broken.open(QIODevice::WriteOnly));
    const QByteArray text = "[look]\ntheme=99999999999\n[files]\nlast=/nowhere\n";
    broken.write(text);
    broken.close();
    QCOMPARE(start({QStringLiteral("--safe-mode"), QStringLiteral("--after"), QStringLiteral("1s"), QStringLiteral("--screenshot"), picture()}), 0);
    QVERIFY(broken.open(QIODevice::ReadOnly));
    QCOMPARE(broken.readAll(), text);
}

void TestStart::settingsCanBeForgotten()
{
    {
        QSettings before(settings(), QSettings::IniFormat);
        before.setValue(QStringLiteral("look/language"), QStringLiteral("de"));
        before.setValue(QStringLiteral("tips/seen"), QStringList{QStringLiteral("keys")});
    }
    QCOMPARE(start(pictureOf(QStringLiteral("spike")) << QStringLiteral("--reset-settings")), 0);
    const QSettings after(settings(), QSettings::IniFormat);
    QVERIFY(!after.contains(QStringLiteral("look/language")));
    QVERIFY(!after.contains(QStringLiteral("tips/seen")));
}

void TestStart::helpNamesEveryOptionOfACarefulStart()
{
    QCOMPARE(start({QStringLiteral("--help")}), 0);
    for (const char* option : {"--safe-mode", "--reset-settings", "--language"})
        QVERIFY2(m_said.contains(option), option);
}

void TestStart::aLanguageItDoesNotSpeakIsRefused()
{
    QCOMPARE(start({QStringLiteral("--language"), QStringLiteral("xx")}), 2);
    QVERIFY(m_said.contains("system, en or de"));
    QCOMPARE(start(pictureOf(QStringLiteral("spike")) << QStringLiteral("--language") << QStringLiteral("de")), 0);
}

QTEST_GUILESS_MAIN(TestStart)
#include "tst_start.moc"
