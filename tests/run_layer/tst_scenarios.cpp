// SPDX-License-Identifier: GPL-3.0-or-later
// Every scenario that is shipped, at its own seed: it shows what its description says, and does so for the reason it gives.
#include "run/experiment.h"
#include "run/report.h"
#include "scenario/document.h"

#include <QDir>
#include <QtTest>


using namespace highwater;

namespace {

const QString folder = QStringLiteral(HIGHWATER_SOURCE_DIR "/scenarios/");
const QString ending = QStringLiteral(".highwater.json");

/// The files themselves, not the shelf: the shelf leaves out what it cannot read.
QStringList shipped()
{
    QStringList stems = QDir(folder).entryList({u'*' + ending}, QDir::Files, QDir::Name);
    for (QString& stem : stems) {
        stem.chop(ending.size());
    }
    return stems;
}

QString listed(const std::vector<Error>& faults)
{
    QString text;
    for (const Error& fault : faults) {
        text += QString::fromStdString(fault.where + ": " + fault.message + "\n");
    }
    return text;
}

std::optional<Document> load(const QString& stem)
{
    auto document = Document::load((folder + stem + ending).toStdString());
    if (!document) {
        qWarning().noquote() << listed(document.error());
        return std::nullopt;
    }
    return *document;
}

std::optional<Report> runOf(const Document& document)
{
    auto scenario = readScenario(document);
    if (!scenario) {
        qWarning().noquote() << listed(scenario.error());
        return std::nullopt;
    }
    ExperimentOptions options;
    options.seed = scenario->seed;
    options.threads = 1;
    const Experiment experiment = runExperiment(std::make_shared<const Scenario>(std::move(*scenario)), options);
    if (!experiment.trouble.empty()) {
        qWarning().noquote() << QString::fromStdString(experiment.trouble);
        return std::nullopt;
    }
    return reportOf(experiment);
}

QString missed(const Report& report)
{
    QString text;
    for (const ObjectiveOutcome& outcome : report.objectives) {
        if (!outcome.met) {
            text += QString::fromStdString(outcome.text) + QStringLiteral(": ")
                    + (outcome.value ? QString::number(*outcome.value) : QStringLiteral("no value")) + u'\n';
        }
    }
    return text;
}

} // namespace

class ScenariosTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyScenarioMeetsItsObjectives_data()
    {
        QTest::addColumn<QString>("stem");
        for (const QString& stem : shipped()) {
            QTest::newRow(qPrintable(stem)) << stem;
        }
    }

    void everyScenarioMeetsItsObjectives()
    {
        QFETCH(const QString, stem);
        const auto document = load(stem);
        QVERIFY(document);
        const auto report = runOf(*document);
        QVERIFY(report);
        QVERIFY(report->conserved);
        QVERIFY(report->itemsCompleted > 0);
        QVERIFY2(!report->objectives.empty(), "without objectives nothing says what is to be seen");
        QVERIFY2(missed(*report).isEmpty(), qPrintable(missed(*report)));
        for (const Finding& finding : report->findings) {
            QVERIFY2(finding.severity != Finding::Severity::Error, finding.text.c_str());
        }
    }

    void everyScenarioIsNamedAndSaysWithANumberWhatItShows()
    {
        QSet<QString> names;
        for (const QString& stem : shipped()) {
            const auto document = load(stem);
            QVERIFY(document);
            const auto scenario = readScenario(*document);
            QVERIFY(scenario);
            const QString name = QString::fromStdString(scenario->name);
            QVERIFY2(!name.isEmpty() && name.size() <= 40, qPrintable(stem));
            QVERIFY2(!names.contains(name), qPrintable(stem));
            names.insert(name);
            const std::string& text = scenario->description;
            QVERIFY2(text.size() >= 40 && text.size() <= 300 && text.back() == '.', qPrintable(stem));
        }
        QVERIFY(names.size() >= 26);
    }

    /// The keys 1 to 9 of the window choose by place.
    void theFilesAreNumberedWithoutAGap()
    {
        const QStringList stems = shipped();
        for (qsizetype i = 0; i < stems.size(); ++i) {
            const QString number = QStringLiteral("%1-").arg(i + 1, 2, 10, QLatin1Char('0'));
            QVERIFY2(stems[i].startsWith(number), qPrintable(stems[i] + QStringLiteral(" instead of ") + number));
        }
    }

    /// One parameter is what the effect comes from: with another value an objective is missed.
    void theEffectVanishesWithItsCause_data()
    {
        QTest::addColumn<QString>("stem");
        QTest::addColumn<QByteArray>("pointer");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char* stem, const char* pointer, const char* value) {
            QTest::newRow(stem) << QString::fromLatin1(stem) << QByteArray(pointer) << QByteArray(value);
        };
        row("11-codel", "/nodes/with CoDel/queue/aqm", "none");
        row("12-queue-managers", "/nodes/RED/queue/aqm", "none");
        row("13-adaptive-lifo", "/nodes/adaptive/queue/order", "fifo");
        row("14-dead-work", "/nodes/callers b/deadline", "1h");
        row("15-which-end-to-drop", "/nodes/keep the new/queue/whenFull", "drop-newest");
        row("16-metastable", "/nodes/callers c/retry/budget", "100%");
        row("17-retry-layers", "/nodes/gateway b/retry", "none");
        row("18-jitter", "/nodes/callers, full/retry/jitter", "none");
        row("19-adaptive-limits", "/nodes/gradient2/admission", R"x(["concurrency(hard=200)"])x");
        row("20-late-autoscale", "/nodes/starts in 90 s/autoscale/startDelay", "5s");
        row("21-stuck-scaled-down", "/nodes/soft limit 20/softLimit", "8");
        row("22-soft-and-hard-limit", "/nodes/hard limit 25/hardLimit", "1000000");
        row("23-connections-or-requests", "/nodes/by connections/load", "requests");
        row("24-slowest-consumer", "/nodes/waits/consumers/archive/service", "exponential(2ms)");
        row("25-hostile-client", "/nodes/with a quota/admission", "[]");
        row("26-priority-inversion", "/nodes/interrupts/queue/order", "priority");
        row("27-priority-lost", "/nodes/database b/queue/order", "fifo");
        row("28-credits", "/nodes/first a/window/credits", "1000");
        row("29-socket-buffers", "/nodes/sender, big buffers/to/sendBuffer", "16KiB");
        row("30-lost-link", "/nodes/sensor b/retry", "none");
        row("31-elephants-and-mice", "/nodes/shared/queue/order", "fifo");
        row("32-when-to-block", "/nodes/second before/queue/blocking", "after-service");
        row("33-one-slow-worker", "/nodes/one is slow/workers/speeds", "[1, 1, 1, 1]");
        row("34-live-first-lead", "/nodes/api/workers/count", "1");
        row("35-live-durable-inbox", "/nodes/inbox/queue/capacity", "500");
    }

    void theEffectVanishesWithItsCause()
    {
        QFETCH(const QString, stem);
        QFETCH(const QByteArray, pointer);
        QFETCH(const QByteArray, value);
        const auto document = load(stem);
        QVERIFY(document);
        QVERIFY2(document->get(pointer.toStdString()), "the scenario does not say so any more");
        const auto changed = document->with(pointer.toStdString(), value.toStdString());
        QVERIFY(changed);
        QVERIFY(*changed != *document);
        const auto report = runOf(*changed);
        QVERIFY(report);
        QVERIFY(report->conserved);
        QVERIFY(!missed(*report).isEmpty());
    }
};

QTEST_APPLESS_MAIN(ScenariosTest)
#include "tst_scenarios.moc"
