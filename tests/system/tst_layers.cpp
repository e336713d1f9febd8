// SPDX-License-Identifier: GPL-3.0-or-later
#include "source_rules.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace highwater::test;

namespace {

using Rule = QStringList (*)(const QString& path, const QString& text);

QString sourceFolder()
{
    return QStringLiteral(HIGHWATER_SOURCE_DIR);
}

QString contentOf(const QString& path)
{
    QFile file(sourceFolder() + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// C++, CMake, Python and shell sources, the scripts without an extension included.
bool isSource(const QString& path)
{
    static const QStringList endings{".h", ".cpp", ".cmake", ".py", ".sh", "CMakeLists.txt"};
    if (std::any_of(endings.begin(), endings.end(), [&path](const QString& ending) { return path.endsWith(ending); })) {
        return true;
    }
    return !path.section(u'/', -1).contains(u'.') && contentOf(path).startsWith(QLatin1String("#!"));
}

QStringList sources()
{
    QStringList found;
    const QDir top(sourceFolder());
    for (const char* folder : {"core", "ui", "app", "tests", "resources", ".ci"}) {
        QDirIterator walk(top.filePath(QString::fromLatin1(folder)), QDir::Files, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QString path = top.relativeFilePath(walk.next());
            if (isSource(path)) {
                found << path;
            }
        }
    }
    found << QStringLiteral("CMakeLists.txt");
    found.sort();
    return found;
}

/// Every fault of every source, one a line; empty is good.
QByteArray faultsOfAll(Rule rule)
{
    QByteArray faults;
    const QStringList paths = sources();
    for (const QString& path : paths) {
        const QStringList found = rule(path, contentOf(path));
        for (const QString& fault : found) {
            faults += '\n' + fault.toUtf8();
        }
    }
    return faults;
}

QString repeated(const QString& line, int times)
{
    return QStringLiteral("// SPDX-License-Identifier: GPL-3.0-or-later\n") + line.repeated(times);
}

} // namespace

class TestLayers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPartOfTheSourceIsRead()
    {
        const QStringList paths = sources();
        for (const char* one : {"core/units/time.h", "core/sim/simulation.cpp", "ui/theme/theme.h", "app/start", "app/setup.sh", ".ci/run",
                                "tests/run", "tests/system/tst_layers.cpp", "core/CMakeLists.txt"}) {
            QVERIFY2(paths.contains(QString::fromLatin1(one)), one);
        }
    }
    void aFolderIncludesOnlyWhatStandsBeforeIt() 
    {
        const QByteArray faults = faultsOfAll(includeFaults);
        QVERIFY2(faults.isEmpty(), faults.constData());
    }
    void theCoreReadsNoClockWhereItIsToldTheTime() 
    {
        const QByteArray faults = faultsOfAll(clockFaults);
        QVERIFY2(faults.isEmpty(), faults.constData());
    }
    void everySourceKeepsItsForm() 
    {
        const QByteArray faults = faultsOfAll(formFaults);
        QVERIFY2(faults.isEmpty(), faults.constData());
    }
    void theTopFolderHoldsOnlyWhatBelongsThere()
    {
        const QStringList entries = QDir(sourceFolder()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
        QStringList strangers;
        std::copy_if(entries.begin(), entries.end(), std::back_inserter(strangers), [](const QString& name) { return !belongsAtTop(name); });
        QCOMPARE(strangers.join(u' '), QString());
        QVERIFY(!belongsAtTop(QStringLiteral("notes.md")));
        QVERIFY(!belongsAtTop(QStringLiteral("src")));
    }

    void badIncludesAreFound_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* name, const char* path, const char* line, bool good) {
            QTest::newRow(name) << QString::fromLatin1(path) << QString::fromLatin1(line) << good;
        };
        row("its own folder", "core/flow/a.h", "#include \"flow/b.h\"", true);
        row("a folder before it", "core/sim/a.cpp", "#include \"flow/b.h\"", true);
        row("a folder after it", "core/flow/a.h", "#include \"sim/b.h\"", false);
        row("a folder after it, with spaces", "core/flow/a.h", "  #  include  \"sim/b.h\"", false);
        row("the dashboard from the core", "core/run/a.h", "#include \"theme/theme.h\"", false);
        row("the core from the dashboard", "ui/theme/a.h", "#include \"run/run.h\"", true);
        row("a later part of the dashboard", "ui/charts/a.h", "#include \"shell/window.h\"", false);
        row("an earlier part of the dashboard", "ui/shell/a.h", "#include \"charts/chart_view.h\"", true);
        row("no folder", "core/sim/a.cpp", "#include \"random.h\"", false);
        row("an unknown folder", "core/sim/a.cpp", "#include \"util/b.h\"", false);
        row("a file in an unknown folder", "core/util/a.cpp", "int a;", false);
        row("a comment", "core/flow/a.h", "// #include \"sim/b.h\"", true);
        row("a long comment", "core/flow/a.h", "/*\n#include \"sim/b.h\"\n*/", true);
        row("a widget in the core", "core/run/a.h", "#include <QWidget>", false);
        row("a module in the core", "core/run/a.h", "#include <QtCharts/QChart>", false);
        row("QtCore in the core", "core/run/a.h", "#include <QtGlobal>", false);
        row("the standard library in the core", "core/run/a.h", "#include <queue>", true);
        row("a widget in the dashboard", "ui/theme/a.h", "#include <QWidget>", true);
        row("the dashboard from its program", "app/dashboard/main.cpp", "#include \"shell/window.h\"", true);
        row("the dashboard from the command line", "app/cli/main.cpp", "#include \"shell/window.h\"", false);
        row("Qt in the command line", "app/cli/main.cpp", "#include <QCoreApplication>", false);
        row("the core from the command line", "app/cli/main.cpp", "#include \"run/run.h\"", true);
        row("a test may include anything", "tests/ui/a.cpp", "#include \"shell/window.h\"", true);
    }
    void badIncludesAreFound()
    {
        QFETCH(QString, path);
        QFETCH(QString, line);
        QFETCH(bool, good);
        const QStringList faults = includeFaults(path, line);
        QVERIFY2(faults.isEmpty() == good, qPrintable(faults.join(u'\n')));
    }

    void clocksAreFoundWhereTimeIsTold_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* name, const char* path, const char* line, bool good) {
            QTest::newRow(name) << QString::fromLatin1(path) << QString::fromLatin1(line) << good;
        };
        row("steady clock", "core/flow/a.cpp", "auto t = std::chrono::steady_clock::now();", false);
        row("system clock", "core/sim/a.cpp", "auto t = system_clock :: now();", false);
        row("C time", "core/metrics/a.cpp", "srand(time(nullptr));", false);
        row("POSIX", "core/units/a.cpp", "clock_gettime(CLOCK_MONOTONIC, &t);", false);
        row("a thread", "core/sim/a.cpp", "std::thread worker;", false);
        row("a true random number", "core/sim/a.cpp", "std::random_device seed;", false);
        row("Qt's timer", "core/streams/a.h", "QElapsedTimer timer;", false);
        row("a comment about a clock", "core/sim/a.cpp", "int a; // never steady_clock::now()", true);
        row("a time that is told", "core/sim/a.cpp", "m_now = now;", true);
        row("an engine thread", "core/run/a.cpp", "std::thread engine; auto t = std::chrono::steady_clock::now();", true);
    }
    void clocksAreFoundWhereTimeIsTold()
    {
        QFETCH(QString, path);
        QFETCH(QString, line);
        QFETCH(bool, good);
        const QStringList faults = clockFaults(path, line);
        QVERIFY2(faults.isEmpty() == good, qPrintable(faults.join(u'\n')));
    }

    void badFormIsFound()
    {
        const QString path = QStringLiteral("core/sim/a.cpp");
        QCOMPARE(formFaults(path, repeated(QStringLiteral("int a;\n"), 599)), QStringList());
        QCOMPARE(formFaults(path, repeated(QStringLiteral("int a;\n"), 600)).size(), 1);
        QCOMPARE(formFaults(path, repeated(QStringLiteral("// FIX" "ME: later\n"), 1)),
                 QStringList{QStringLiteral("core/sim/a.cpp:2: leaves a FIX" "ME")});
        QCOMPARE(formFaults(path, QStringLiteral("int a;\n")).size(), 1);
        const QString script = QStringLiteral("#!/bin/sh\n# SPDX-License-Identifier: GPL-3.0-or-later\n");
        QCOMPARE(formFaults(QStringLiteral("tests/run"), script), QStringList());
        QCOMPARE(formFaults(QStringLiteral("tests/run"), QStringLiteral("#!/bin/sh\n")).size(), 1);
    }
    void aFaultNamesTheFileTheLineAndTheReason()
    {
        QCOMPARE(includeFaults(QStringLiteral("core/flow/a.h"), QStringLiteral("/* one\n two */\n#include \"sim/b.h\"\n")),
                 QStringList{QStringLiteral("core/flow/a.h:3: includes \"sim/b.h\", which stands after flow in the order")});
    }
};

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
