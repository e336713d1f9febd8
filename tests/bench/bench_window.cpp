// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window while the simulator runs as fast as possible: frames per second over ten seconds, and the processor time of the
// GUI's thread from one frame to the next. Exits with 1 when a budget is missed.
#include "charts/chart_panel.h"
#include "session/session.h"
#include "shell/main_window.h"
#include "shell/settings.h"
#include "theme/theme.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <limits>
#include <vector>

using namespace highwater;

namespace {

constexpr int warmUp = 2000;  ///< ms: fonts, icons and layouts are made
constexpr int measured = 10000; ///< ms
constexpr double medianBudget = 12;
constexpr double worstBudget = 16; ///< p99
constexpr double leastFrames = 55;

double threadMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

long residentKilobytes()
{
    long pages = 0;
    if (std::FILE* file = std::fopen("/proc/self/statm", "r")) {
        long size = 0;
        if (std::fscanf(file, "%ld %ld", &size, &pages) != 2)
            pages = 0;
        std::fclose(file);
    }
    return pages * 4;
}

/// layout: of the charts; empty: the four of the first start.
bool measure(const QString& scenario, const QString& layout = {})
{
    const QTemporaryDir folder;
    const auto settings = openSettings(folder.filePath(QStringLiteral("settings.ini")));
    Theme theme(Theme::Choice::Dark);
    Session session;
    session.setSpeed(std::numeric_limits<double>::infinity());
    MainWindow window(&session, &theme, settings.get());
    window.resize(1600, 1000);
    window.show();
    if (!window.openFile(scenario))
        return false;
    if (auto* charts = window.findChild<ChartPanel*>(); !layout.isEmpty() && (!charts || !charts->setLayout(layout)))
        return false;

    std::vector<double> costs;
    double last = 0;
    bool counting = false;
    QObject::connect(&session, &Session::frame, &window, [&] {
        const double now = threadMilliseconds();
        if (counting)
            costs.push_back(now - last);
        last = now;
    });
    QTimer::singleShot(warmUp, &window, [&] { counting = true; });
    QTimer::singleShot(warmUp + measured, qApp, &QCoreApplication::quit);
    QApplication::exec();
    if (costs.empty())
        return false;
    std::sort(costs.begin(), costs.end());
    const double median = costs[costs.size() / 2];
    const double worst = costs[costs.size() * 99 / 100];
    const double perSecond = static_cast<double>(costs.size()) * 1000 / measured;
    const bool good = median <= medianBudget && worst <= worstBudget && perSecond >= leastFrames;
    const QString name = scenario.section(QLatin1Char('/'), -1) + (layout.isEmpty() ? QString() : QStringLiteral(", nine charts"));
    std::printf("%-54s %5.1f frames/s, CPU of a frame %.1f ms (p99 %.1f), %.1f M events/s, %ld MB: %s\n",
                qPrintable(name), perSecond, median, worst, session.snapshot()->eventsPerSecond / 1e6, residentKilobytes() / 1024,
                good ? "within the budget" : "over the budget");
    return good;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    bool good = true;
    for (const char* name : {"02-slow-consumer", "06-chain-of-three"})
        good = measure(QStringLiteral(HIGHWATER_SOURCE_DIR "/scenarios/%1.highwater.json").arg(QLatin1String(name))) && good;
    // Nine charts and the heat map.
    good = measure(QStringLiteral(HIGHWATER_SOURCE_DIR "/scenarios/06-chain-of-three.highwater.json"),
                   QStringLiteral("depth,time,throughput,bloat,retries,signals,usage,bytes,tail;heat"))
           && good;
    return good ? 0 : 1;
}
