// SPDX-License-Identifier: GPL-3.0-or-later
// The same scenario and seed, simulated and for real: `run` and `run --live` must tell the same story.
#include "live_program.h"

#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

#include <array>
#include <memory>

using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

constexpr double throughputTolerance = 0.03, sojournTolerance = 0.15;

struct Case
{
    const char* name;
    const char* arrivals;
    const char* queue;
    const char* workers;
    int seed;
};

// Utilisations of 0.5 to 0.9.
constexpr std::array<Case, 5> cases{{
    {"M/M/1, 0.5, reject", "poisson(100/s)", R"json({ "capacity": 50, "whenFull": "reject" })json", R"json({ "count": 1, "service": "exponential(5ms)" })json", 7},
    {"M/M/2, 0.7, reject", "poisson(200/s)", R"json({ "capacity": 20, "whenFull": "reject" })json", R"json({ "count": 2, "service": "exponential(7ms)" })json", 11},
    {"M/D/1, 0.8, block", "poisson(100/s)", R"json({ "capacity": 10, "whenFull": "block" })json", R"json({ "count": 1, "service": "constant(8ms)" })json", 3},
    {"M/E2/3, 0.9, reject", "poisson(300/s)", R"json({ "capacity": 15, "whenFull": "reject" })json", R"json({ "count": 3, "service": "erlang(2, 9ms)" })json", 5},
    {"M/M/2, 0.85, block", "poisson(170/s)", R"json({ "capacity": 8, "whenFull": "block" })json", R"json({ "count": 2, "service": "exponential(10ms)" })json", 2},
}};

struct Figures
{
    double sent = 0, refused = 0, throughput = 0, utilisation = 0, mean = 0, p95 = 0, wholeMean = 0, wholeP95 = 0; ///< whole: from the instant at which it was due
};

Figures figuresOf(const QByteArray& json)
{
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const QJsonObject nodes = root[QStringLiteral("nodes")].toObject();
    const QJsonObject api = nodes[QStringLiteral("api")].toObject();
    const auto time = [](const QJsonObject& of, const char* which) { return of[QStringLiteral("sojourn_s")].toObject()[QString::fromLatin1(which)].toDouble() * 1000; };
    const QJsonObject whole = root[QStringLiteral("end_to_end")].toObject();
    return {nodes[QStringLiteral("clients")].toObject()[QStringLiteral("sent")].toDouble(),
            api[QStringLiteral("refused")].toDouble(),
            api[QStringLiteral("throughput_per_s")].toDouble(),
            api[QStringLiteral("utilisation")].toDouble(),
            time(api, "mean"),
            time(api, "p95"),
            time(whole, "mean"),
            time(whole, "p95")};
}

bool near(double live, double simulated, double tolerance)
{
    return simulated > 0 && std::abs(live / simulated - 1) <= tolerance;
}

bool agree(const Figures& live, const Figures& simulated)
{
    return near(live.throughput, simulated.throughput, throughputTolerance) && near(live.mean, simulated.mean, sojournTolerance)
           && near(live.p95, simulated.p95, sojournTolerance) && near(live.wholeMean, simulated.wholeMean, sojournTolerance)
           && near(live.wholeP95, simulated.wholeP95, sojournTolerance);
}

void print(const char* name, const char* what, const Figures& one)
{
    qInfo("%-20s %-10s %6.0f %8.0f %11.2f %6.3f %8.2f %8.2f %8.2f %8.2f", name, what, one.sent, one.refused, one.throughput, one.utilisation, one.mean, one.p95, one.wholeMean, one.wholeP95);
}

} // namespace

class LiveAgainstSimulatedTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_files[cases.size()];

    /// Real time is the same for all of them, so they run side by side. Empty where a run failed.
    std::vector<Figures> runLive(const std::vector<std::size_t>& which)
    {
        std::vector<std::unique_ptr<QProcess>> runs;
        for (const std::size_t each : which) {
            runs.push_back(std::make_unique<QProcess>());
            runs.back()->start(QStringLiteral(HIGHWATER_CLI), {QStringLiteral("run"), QStringLiteral("--live"), m_files[each], QStringLiteral("--duration"), QStringLiteral("12s"),
                                                               QStringLiteral("--format"), QStringLiteral("json")});
        }
        becomesTrue([&] { return std::all_of(runs.begin(), runs.end(), [](const auto& run) { return run->state() == QProcess::NotRunning; }); }, 40s);
        std::vector<Figures> all;
        for (const auto& run : runs) {
            if (run->exitCode() != 0) {
                qWarning("%s", run->readAllStandardError().constData());
            }
            all.push_back(figuresOf(run->readAllStandardOutput()));
        }
        return all;
    }

private Q_SLOTS:
    void bothTellTheSame()
    {
        std::array<Figures, cases.size()> simulated;
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const Case& one = cases[i];
            const QString content = QStringLiteral(R"json({ "highwater": 1, "name": "Live and simulated", "seed": %1, "duration": "12s",
  "nodes": { "clients": { "type": "producer", "arrivals": "%2", "size": "constant(256B)", "to": "api" },
             "api": { "type": "stage", "queue": %3, "workers": %4 } },
  "live": { "listen": "127.0.0.1:0" } }
)json")
                                        .arg(one.seed)
                                        .arg(QString::fromLatin1(one.arrivals), QString::fromLatin1(one.queue), QString::fromLatin1(one.workers));
            m_files[i] = writeFile(m_folder.path(), QStringLiteral("case%1.highwater.json").arg(i), content.toUtf8());
            const Outcome outcome = runProgram(QStringLiteral(HIGHWATER_CLI), {QStringLiteral("run"), m_files[i], QStringLiteral("--format"), QStringLiteral("json")});
            QVERIFY2(outcome.exitCode == 0, outcome.error.constData());
            simulated[i] = figuresOf(outcome.out);
            open.push_back(i);
        }
        qInfo("%-20s %-10s %6s %8s %11s %6s %8s %8s %8s %8s", "case", "", "sent", "refused", "completed/s", "util", "mean ms", "p95 ms", "whole ms", "p95 ms");
        // The machine may have had something else to do: once more, and both are told.
        for (int attempt = 0; attempt < 2 && !open.empty(); ++attempt) {
            const std::vector<Figures> live = runLive(open);
            std::vector<std::size_t> again;
            for (std::size_t k = 0; k < open.size(); ++k) {
                const std::size_t i = open[k];
                const bool good = agree(live[k], simulated[i]);
                print(cases[i].name, "simulated", simulated[i]);
                print("", good ? "live" : "live, off", live[k]);
                qInfo("%-20s %-10s %24s %+9.2f%% %6s %+7.1f%% %+7.1f%% %+7.1f%% %+7.1f%%", "", "", "", (live[k].throughput / simulated[i].throughput - 1) * 100, "",
                      (live[k].mean / simulated[i].mean - 1) * 100, (live[k].p95 / simulated[i].p95 - 1) * 100, (live[k].wholeMean / simulated[i].wholeMean - 1) * 100,
                      (live[k].wholeP95 / simulated[i].wholeP95 - 1) * 100);
                if (!good) {
                    again.push_back(i);
                }
            }
            open = again;
        }
        QByteArray off;
        for (const std::size_t each : open) {
            off += QByteArray(cases[each].name) + "; ";
        }
        QVERIFY2(off.isEmpty(), off.constData());
    }
};

QTEST_GUILESS_MAIN(LiveAgainstSimulatedTest)
#include "tst_live_against_simulated.moc"
