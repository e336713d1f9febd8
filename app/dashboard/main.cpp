// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"
#include "live/application.h"
#include "manners/autosave.h"
#include "manners/desktop_motion.h"
#include "manners/language.h"
#include "screenshot.h"
#include "session/session.h"
#include "shell/main_window.h"
#include "shell/settings.h"
#include "shell/window_manners.h"
#include "theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <optional>
#include <unistd.h>

using namespace highwater;

namespace {

constexpr int wrongArguments = 2;

/// Milliseconds since the kernel started this process, to its tick of 10 ms; negative where that is not known.
double millisecondsSinceStart()
{
    QFile stat(QStringLiteral("/proc/self/stat"));
    timespec now{};
    if (!stat.open(QIODevice::ReadOnly) || clock_gettime(CLOCK_BOOTTIME, &now) != 0)
        return -1;
    const QByteArray line = stat.readAll();
    // The second field is a name in brackets that may hold anything; the start is the 22nd, in ticks.
    const QList<QByteArray> fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    const double start = fields.value(19).toDouble() / static_cast<double>(sysconf(_SC_CLK_TCK));
    return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 - start) * 1e3;
}

/// Help and version need no display.
bool asksForText(int argc, char** argv)
{
    return std::any_of(argv + 1, argv + argc, [](const char* argument) {
        return !std::strcmp(argument, "--help") || !std::strcmp(argument, "-h") || !std::strcmp(argument, "--version") || !std::strcmp(argument, "-v");
    });
}

void reportFaults(const QString& title, const Faults& faults)
{
    std::fprintf(stderr, "highwater: %s\n", qPrintable(title));
    for (const Error& fault : faults)
        std::fprintf(stderr, "  %s: %s\n", fault.where.c_str(), fault.message.c_str());
}

int showText(int argc, char** argv, QCommandLineParser& parser)
{
    const QCoreApplication app(argc, argv);
    parser.process(app);
    return 0;
}

Theme::Choice themeChoice(const CommandLine& line, const QSettings& settings)
{
    const int remembered = std::clamp(settings.value(QStringLiteral("look/theme")).toInt(), 0, 2);
    return line.theme.value_or(static_cast<Theme::Choice>(remembered));
}

/// Where a safe start keeps its settings: a folder that goes with it.
std::unique_ptr<QSettings> settingsFor(const CommandLine& line, const QTemporaryDir& nowhere)
{
    if (line.safeMode)
        return openSettings(nowhere.filePath(QStringLiteral("settings.ini")));
    auto settings = openSettings(line.settings);
    if (line.resetSettings)
        settings->clear();
    return settings;
}

int run(const CommandLine& line)
{
    const QTemporaryDir nowhere;
    const auto settings = settingsFor(line, nowhere);
    language::install(line.language.isEmpty() ? language::chosen(*settings) : line.language);
    Theme theme(themeChoice(line, *settings));
    theme.setReducedMotion(desktopWantsLessMotion());
    Session session;
    if (line.speed)
        session.setSpeed(*line.speed);
    std::optional<Autosave> autosave;
    MainWindow window(&session, &theme, settings.get());
    WindowManners manners(&window, &session, &theme, settings.get());
    if (line.size)
        window.resize(*line.size);
    const bool picture = !line.screenshot.isEmpty();
    if (picture)
        QObject::connect(&session, &Session::fault, &window, reportFaults);
    window.show();
    if (line.file.isEmpty())
        window.openLast();
    else if (!window.openFile(line.file) && picture)
        return wrongArguments;
    if (line.seed)
        session.restartWithSeed(*line.seed);
    if (line.live && !session.setLive(true) && picture)
        return wrongArguments;

    if (picture) {
        if (!session.snapshot())
            return wrongArguments;
        new Screenshot(&session, &window, line.screenshot, line.after, &window);
    }
    if (line.startupTime) {
        QObject::connect(&window, &MainWindow::painted, &window, [&session] {
            if (!session.snapshot() || session.snapshot()->now <= runStart)
                return;
            std::printf("%.0f\n", millisecondsSinceStart());
            QCoreApplication::quit();
        });
    }
    // Pictures and measurements are of the window alone.
    if (!line.safeMode && !picture && !line.startupTime) {
        manners.offerFrom(&autosave.emplace(session));
        manners.tips().start();
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication::setApplicationName(QStringLiteral("highwater"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Highwater"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HIGHWATER_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("highwater"));
    QCommandLineParser parser;
    declareOptions(parser);
    if (asksForText(argc, argv))
        return showText(argc, argv, parser);
    const QApplication app(argc, argv);
    allowManySockets();
    const auto line = readCommandLine(parser, QCoreApplication::arguments());
    if (!line) {
        std::fprintf(stderr, "highwater: %s\n", line.error().message.c_str());
        return wrongArguments;
    }
    return run(*line);
}
