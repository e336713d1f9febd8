// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_run.h"
#include "session/session.h"

#include <QFile>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace highwater;

namespace {

const char* const scenarioText = R"json({
  "highwater": 1, "name": "Two stages", "seed": 7, "duration": "1min",
  "nodes": {
    "clients": { "type": "producer", "arrivals": "poisson(80/s)", "to": "api" },
    "api": { "type": "stage", "queue": { "capacity": 1000, "highWater": 800, "lowWater": 400 },
             "workers": { "count": 2, "service": "exponential(10ms)" }, "to": "db" },
    "db": { "type": "stage", "workers": { "count": "unlimited", "service": "constant(5ms)" } }
  }
})json";

const QString highWater = QStringLiteral("/nodes/api/queue/highWater");

} // namespace

class TestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void anOpenedScenarioRunsAtOnceAtAPaceOfItsOwn();
    void aSpeedChosenBeforeTheFirstScenarioStands();
    void aFaultyFileChangesNothingAndAllItsFaultsAreReported();
    void theFirstStageIsSelectedAndCharted();
    void aProducerIsChartedByTheStageItFeeds();
    void aChangeCanBeUndoneAndRedone();
    void theStepsOfADragAreOneUndoStepAndOneMark();
    void aDragIsMarkedAtOnceWhenTheMouseIsReleased();
    void aCrosshairThatSlidesOutOfTheWindowReturnsToNow();
    void everyBadFileIsReportedAndTheRunGoesOn();
    void aRefusedValueChangesNothingAndIsReported();
    void valuesAreReadAsAPersonWritesThem();
    void anAddedProducerIsACopyWithAFreeName();
    void theSelectedProducerIsRemovedAndTheOnlyOneStays();
    void consumersAreAddedAndRemovedOneByOne();
    void unlimitedWorkersAreExplained();
    void aSpikeEndsAfterFiveSecondsOfTheRun();
    void aSpikeOutlivesAndForgetsNoOtherChange();
    void undoingASpikeEndsItAndAFinishedOneIsPassedOver();
    void arrivalsSetByHandEndASpike();
    void sendersWithoutARateCannotSpike();
    void aRestartEndsASpike();
    void theFileSavedHasTheChangesButNotTheSpike();
    void shelfScenariosAreNeverOverwritten();
    void framesComeOnlyWhenSomethingChanged();
    void aFrameThatCostsTooMuchIsFollowedByARest();
    void runToStopsThere();
    void speedStaysInItsBounds();
    void selectionFallsBackWhenItsNodeGoes();

private:
    Checked<std::unique_ptr<Run>> make(const Document& document)
    {
        auto scenario = readScenario(document);
        if (!scenario)
            return tl::unexpected(scenario.error());
        auto run = std::make_unique<FakeRun>(document, std::move(*scenario));
        m_run = run.get();
        return std::unique_ptr<Run>(std::move(run));
    }
    QString write(const QString& name, const QByteArray& text)
    {
        QFile file(m_folder->filePath(name));
        const bool open = file.open(QIODevice::WriteOnly);
        Q_ASSERT(open);
        file.write(text);
        return open ? file.fileName() : QString();
    }
    /// Lets the session see the run's newest picture.
    bool seeFrame()
    {
        QSignalSpy frames(m_session.get(), &Session::frame);
        m_session->setCrosshair(m_session->crosshair().value_or(0) + 1);
        return frames.wait();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Session> m_session;
    FakeRun* m_run = nullptr;
};

void TestSession::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = std::make_unique<Session>([this](const Document& document) { return make(document); });
    QVERIFY(m_session->open(write(QStringLiteral("two.highwater.json"), scenarioText)));
}

void TestSession::cleanup()
{
    m_session.reset();
}

void TestSession::anOpenedScenarioRunsAtOnceAtAPaceOfItsOwn()
{
    m_session->setSpeed(50);
    QSignalSpy opened(m_session.get(), &Session::scenarioOpened);
    QVERIFY(m_session->open(m_session->file()));
    QCOMPARE(opened.count(), 1);
    QVERIFY(m_session->isRunning());
    QCOMPARE(m_run->latest()->state, RunState::Running);
    QCOMPARE(m_run->speed, 2.0); // one minute in half a minute
}

void TestSession::aSpeedChosenBeforeTheFirstScenarioStands()
{
    const QString file = m_session->file();
    Session chosen([this](const Document& document) { return make(document); });
    chosen.setSpeed(20);
    QVERIFY(chosen.open(file));
    QCOMPARE(m_run->speed, 20.0);
    QCOMPARE(chosen.speed(), 20.0);
    m_session.reset(); // its run is no longer the newest
}

void TestSession::aFaultyFileChangesNothingAndAllItsFaultsAreReported()
{
    const QString before = m_session->file();
    const FakeRun* run = m_run;
    QSignalSpy fault(m_session.get(), &Session::fault);
    const QString bad = write(QStringLiteral("bad.highwater.json"), QByteArray(scenarioText).replace("800", "2000").replace("\"db\" }", "\"nowhere\" }"));
    // Two faults: a mark above the capacity and a stage that leads nowhere.
    QVERIFY(!m_session->open(bad));
    QVERIFY(!m_session->open(m_folder->filePath(QStringLiteral("absent.json"))));
    QCOMPARE(fault.count(), 2);
    QVERIFY(!fault.at(0).at(1).value<Faults>().empty());
    QCOMPARE(m_session->file(), before);
    QCOMPARE(static_cast<const Run*>(m_run), static_cast<const Run*>(run));
}

void TestSession::theFirstStageIsSelectedAndCharted()
{
    QCOMPARE(m_session->selectedNode(), QStringLiteral("api"));
    QCOMPARE(m_session->chartedStage(), 1);
}

void TestSession::aProducerIsChartedByTheStageItFeeds()
{
    QSignalSpy selection(m_session.get(), &Session::selectionChanged);
    m_session->select(QStringLiteral("db"));
    QCOMPARE(m_session->chartedStage(), 2);
    m_session->select(QStringLiteral("clients"));
    QCOMPARE(m_session->chartedStage(), 1);
    m_session->select(QStringLiteral("nobody"));
    QCOMPARE(m_session->selectedNode(), QStringLiteral("clients"));
    QCOMPARE(selection.count(), 2);
}

void TestSession::aChangeCanBeUndoneAndRedone()
{
    QVERIFY(!m_session->modified());
    QVERIFY(m_session->setParameter(highWater, QStringLiteral("600"), QStringLiteral("high 800 → 600")));
    QCOMPARE(m_session->parameter(highWater), QStringLiteral("600"));
    QCOMPARE(m_session->fileParameter(highWater), QStringLiteral("800"));
    QVERIFY(m_session->modified());
    QCOMPARE(m_session->undoStack()->undoText(), QStringLiteral("high 800 → 600"));
    m_session->undo();
    QCOMPARE(m_session->parameter(highWater), QStringLiteral("800"));
    QVERIFY(!m_session->modified());
    m_session->redo();
    QCOMPARE(m_session->parameter(highWater), QStringLiteral("600"));
    QCOMPARE(m_run->marks, (QStringList{QStringLiteral("high 800 → 600"), QStringLiteral("undo: high 800 → 600"), QStringLiteral("high 800 → 600")}));
}

void TestSession::theStepsOfADragAreOneUndoStepAndOneMark()
{
    const int gesture = m_session->newGesture();
    for (const int value : {780, 700, 620})
        QVERIFY(m_session->setParameter(highWater, QString::number(value), QStringLiteral("high 800 → %1").arg(value), gesture));
    QCOMPARE(m_session->undoStack()->count(), 1);
    QCOMPARE(m_session->undoStack()->undoText(), QStringLiteral("high 800 → 620"));
    QTRY_COMPARE(m_run->marks, QStringList{QStringLiteral("high 800 → 620")});
    QVERIFY(m_session->setParameter(highWater, QStringLiteral("500"), QStringLiteral("high 620 → 500"), m_session->newGesture()));
    QCOMPARE(m_session->undoStack()->count(), 2);
    m_session->undo();
    m_session->undo();
    QCOMPARE(m_session->parameter(highWater), QStringLiteral("800"));
}

void TestSession::aDragIsMarkedAtOnceWhenTheMouseIsReleased()
{
    const int gesture = m_session->newGesture();
    for (const int value : {780, 620})
        QVERIFY(m_session->setParameter(highWater, QString::number(value), QStringLiteral("high 800 → %1").arg(value), gesture));
    QVERIFY(m_run->marks.isEmpty());
    m_session->endGesture();
    QCOMPARE(m_run->marks, QStringList{QStringLiteral("high 800 → 620")});
    m_session->endGesture();
    QCOMPARE(m_run->marks.size(), 1);
    QCOMPARE(m_session->undoStack()->count(), 1);
}

void TestSession::aCrosshairThatSlidesOutOfTheWindowReturnsToNow()
{
    const double duration = toSeconds(m_session->snapshot()->scenario->duration);
    m_session->setCrosshair(10.0);
    m_run->runTo(runStart + fromSeconds(duration + 5));
    QTRY_COMPARE(m_session->snapshot()->now, runStart + fromSeconds(duration + 5));
    QCOMPARE(m_session->crosshair(), std::optional(10.0));
    m_run->runTo(runStart + fromSeconds(duration + 15));
    QTRY_VERIFY(!m_session->crosshair());
}

void TestSession::everyBadFileIsReportedAndTheRunGoesOn()
{
    const QDir bad(QStringLiteral(HIGHWATER_TEST_DATA "/bad"));
    const QStringList files = bad.entryList({QStringLiteral("*.highwater.json")}, QDir::Files);
    QVERIFY(files.size() >= 40);
    const QString before = m_session->file();
    const auto scenario = m_session->snapshot()->scenario;
    for (const QString& file : files) {
        QSignalSpy fault(m_session.get(), &Session::fault);
        QVERIFY2(!m_session->open(bad.filePath(file)), qPrintable(file));
        QCOMPARE(fault.count(), 1);
        QVERIFY2(!fault.at(0).at(1).value<Faults>().empty(), qPrintable(file));
        QCOMPARE(m_session->file(), before);
        QCOMPARE(m_session->snapshot()->scenario, scenario);
        QVERIFY(m_session->isRunning());
    }
}

void TestSession::aRefusedValueChangesNothingAndIsReported()
{
    QSignalSpy fault(m_session.get(), &Session::fault);
    QSignalSpy noFault(m_session.get(), &Session::noFault);
    const int before = m_run->changes;
    QVERIFY(!m_session->setParameter(highWater, QStringLiteral("5000"), QStringLiteral("high 800 → 5000")));
    QCOMPARE(fault.count(), 1);
    QVERIFY(fault.at(0).at(1).value<Faults>().front().where.find("highWater") != std::string::npos);
    QCOMPARE(m_run->changes, before);
    QCOMPARE(m_session->undoStack()->count(), 0);
    QCOMPARE(m_session->parameter(highWater), QStringLiteral("800"));
    QVERIFY(m_session->setParameter(highWater, QStringLiteral("700"), QStringLiteral("high 800 → 700")));
    QVERIFY(noFault.count() > 0);
}

void TestSession::valuesAreReadAsAPersonWritesThem()
{
    QCOMPARE(m_session->parameter(QStringLiteral("/nodes/clients/arrivals")), QStringLiteral("poisson(80/s)"));
    QCOMPARE(m_session->parameter(QStringLiteral("/nodes/clients/timeout")), QString());
}

void TestSession::anAddedProducerIsACopyWithAFreeName()
{
    m_session->addProducer();
    m_session->addProducer();
    QCOMPARE(m_run->arrivalsOf("clients 2"), QStringLiteral("poisson(80/s)"));
    QCOMPARE(m_run->arrivalsOf("clients 3"), QStringLiteral("poisson(80/s)"));
    QCOMPARE(m_run->marks.constFirst(), QStringLiteral("clients 2 added"));
    m_session->undo();
    QVERIFY(!m_run->latest()->scenario->find("clients 3"));
    QVERIFY(m_run->latest()->scenario->find("clients 2"));
}

void TestSession::theSelectedProducerIsRemovedAndTheOnlyOneStays()
{
    QSignalSpy fault(m_session.get(), &Session::fault);
    m_session->removeProducer();
    QCOMPARE(fault.count(), 1);
    m_session->addProducer();
    m_session->addProducer();
    m_session->removeProducer();
    QVERIFY(!m_run->latest()->scenario->find("clients 3"));
    m_session->select(QStringLiteral("clients"));
    m_session->removeProducer();
    QVERIFY(!m_run->latest()->scenario->find("clients"));
    QVERIFY(m_run->latest()->scenario->find("clients 2"));
}

void TestSession::consumersAreAddedAndRemovedOneByOne()
{
    const QString count = QStringLiteral("/nodes/api/workers/count");
    QSignalSpy fault(m_session.get(), &Session::fault);
    m_session->addConsumer();
    QCOMPARE(m_session->parameter(count), QStringLiteral("3"));
    QCOMPARE(m_run->marks.constLast(), QStringLiteral("api: workers 2 → 3"));
    m_session->removeConsumer();
    m_session->removeConsumer();
    QCOMPARE(m_session->parameter(count), QStringLiteral("1"));
    QCOMPARE(fault.count(), 0);
    m_session->removeConsumer();
    QCOMPARE(fault.count(), 1);
    QCOMPARE(m_session->parameter(count), QStringLiteral("1"));
}

void TestSession::unlimitedWorkersAreExplained()
{
    QSignalSpy fault(m_session.get(), &Session::fault);
    m_session->select(QStringLiteral("db"));
    m_session->addConsumer();
    QCOMPARE(fault.count(), 1);
    QVERIFY(fault.at(0).at(1).value<Faults>().front().message.find("unlimited") != std::string::npos);
    QCOMPARE(m_session->parameter(QStringLiteral("/nodes/db/workers/count")), QStringLiteral("unlimited"));
}

void TestSession::aSpikeEndsAfterFiveSecondsOfTheRun()
{
    m_run->setNow(runStart + std::chrono::seconds(20));
    QVERIFY(seeFrame());
    m_session->spike();
    QVERIFY(m_session->spiking());
    QCOMPARE(m_run->arrivalsOf("clients"), QStringLiteral("poisson(320/s)"));
    m_session->spike(); // does not make it sixteen times as much
    QCOMPARE(m_run->arrivalsOf("clients"), QStringLiteral("poisson(320/s)"));
    m_run->setNow(runStart + std::chrono::milliseconds(24900));
    QVERIFY(seeFrame());
    QVERIFY(m_session->spiking());
    m_run->setNow(runStart + std::chrono::seconds(25));
    QTRY_VERIFY(!m_session->spiking());
    QCOMPARE(m_run->arrivalsOf("clients"), QStringLiteral("poisson(80/s)"));
    QCOMPARE(m_run->marks.size(), 2);
    QCOMPARE(m_session->undoStack()->count(), 1);
    QVERIFY(!m_session->modified());
}

void TestSession::aSpikeOutlivesAndForgetsNoOtherChange()
{
    m_session->spike();
    QVERIFY(m_session->setParameter(highWater, QStringLiteral("600"), QStringLiteral("high 800 → 600")));
    QCOMPARE(m_run->arrivalsOf("clients"), QStringLiteral("poisson(320/s)"));
    m_run->setNow(runStart + std::chrono::seconds(6));
    QTRY_VERIFY(!m_session->spiking());
    QCOMPARE(m_session->parameter(highWater), QStringLiteral("600"));
    m_session->undo();
    QCOMPARE(m_session->parameter(highWater), QStringLiteral("800"));
    QCOMPARE(m_run->arrivalsOf("clients"), QStringLiteral("poisson(80/s)"));
}

void TestSession::undoingASpikeEndsItAndAFinishedOneIsPassedOver()
{
    QVERIFY(m_session->setParameter(highWater, QStringLiteral("600"), QStringLiteral("high 800 → 600")));
    m_session->spike();
    m_session->undo();
    QVERIFY(!m_session->spiking());
    QCOMPARE(m_run->arrivalsOf("clients"), QStringLiteral("poisson(80/s)"));
    QCOMPARE(m_session->parameter(highWater), QStringLiteral("600"));
    m_session->redo();
    QVERIFY(m_session->spiking());
    m_run->setNow(runStart + std::chrono::seconds(6));
    QTRY_VERIFY(!m_session->spiking());
    QCOMPARE(m_session->undoText(), QStringLiteral("high 800 → 600"));
    m_session->undo();
    QCOMPARE(m_session->parameter(highWater), QStringLiteral("800"));
    QVERIFY(m_session->undoText().isEmpty());
}

void TestSession::arrivalsSetByHandEndASpike()
{
    m_session->spike();
    QVERIFY(m_session->setParameter(QStringLiteral("/nodes/clients/arrivals"), QStringLiteral("poisson(50/s)"), QStringLiteral("arrivals 80/s → 50/s")));
    QVERIFY(!m_session->spiking());
    QCOMPARE(m_run->arrivalsOf("clients"), QStringLiteral("poisson(50/s)"));
}

void TestSession::sendersWithoutARateCannotSpike()
{
    QVERIFY(m_session->setParameter(QStringLiteral("/nodes/clients/arrivals"), QStringLiteral("closed(users=5, think=exponential(1s))"), QStringLiteral("users")));
    QSignalSpy fault(m_session.get(), &Session::fault);
    QVERIFY(seeFrame());
    m_session->spike();
    QCOMPARE(fault.count(), 1);
    QVERIFY(!m_session->spiking());
}

void TestSession::aRestartEndsASpike()
{
    m_session->spike();
    m_session->restart(false);
    QVERIFY(!m_session->spiking());
    QCOMPARE(m_run->arrivalsOf("clients"), QStringLiteral("poisson(80/s)"));
    QCOMPARE(m_run->latest()->generation, std::uint64_t{1});
    QCOMPARE(m_run->latest()->seed, m_session->snapshot()->seed);
}

void TestSession::theFileSavedHasTheChangesButNotTheSpike()
{
    m_session->spike();
    QVERIFY(m_session->setParameter(highWater, QStringLiteral("600"), QStringLiteral("high 800 → 600")));
    QVERIFY(m_session->modified());
    const QString file = m_folder->filePath(QStringLiteral("mine.highwater.json"));
    QVERIFY(m_session->saveAs(file));
    QVERIFY(!m_session->modified());
    QCOMPARE(m_session->file(), file);
    QVERIFY(m_session->open(file));
    QCOMPARE(m_session->parameter(highWater), QStringLiteral("600"));
    QCOMPARE(m_run->arrivalsOf("clients"), QStringLiteral("poisson(80/s)"));
}

void TestSession::shelfScenariosAreNeverOverwritten()
{
    qputenv("HIGHWATER_SCENARIOS", m_folder->path().toUtf8());
    QSignalSpy fault(m_session.get(), &Session::fault);
    QVERIFY(m_session->open(m_session->file()));
    QVERIFY(m_session->fromShelf());
    QVERIFY(!m_session->save());
    QVERIFY(!m_session->saveAs(m_folder->filePath(QStringLiteral("new.highwater.json"))));
    qunsetenv("HIGHWATER_SCENARIOS");
    QCOMPARE(fault.count(), 2);
    QFile file(m_session->file());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray(scenarioText));
}

void TestSession::framesComeOnlyWhenSomethingChanged()
{
    QSignalSpy frames(m_session.get(), &Session::frame);
    QVERIFY(frames.wait());
    QVERIFY(!frames.wait(100));
    m_run->setNow(runStart + std::chrono::seconds(1));
    QVERIFY(frames.wait());
    m_session->setCrosshair(0.5);
    QVERIFY(frames.wait());
    m_session->setCrosshair(0.5);
    QVERIFY(!frames.wait(100));
}

void TestSession::aFrameThatCostsTooMuchIsFollowedByARest()
{
    QSignalSpy frames(m_session.get(), &Session::frame);
    QVERIFY(frames.wait());
    m_session->framePainted(1'000'000'000);
    m_run->setNow(runStart + std::chrono::seconds(1));
    QTRY_VERIFY(m_session->skippedFrames() >= 1);
    QVERIFY(frames.count() <= 2);
    QVERIFY(frames.wait(3000)); // and then it is made up for
    QCOMPARE(m_session->snapshot()->now, runStart + std::chrono::seconds(1));
}

void TestSession::runToStopsThere()
{
    m_session->runTo(20);
    QTRY_VERIFY(!m_session->isRunning());
    QCOMPARE(m_session->snapshot()->now, runStart + std::chrono::seconds(20));
}

void TestSession::speedStaysInItsBounds()
{
    m_session->setSpeed(1e9);
    QCOMPARE(m_run->speed, 1000.0);
    m_session->setSpeed(0);
    QCOMPARE(m_run->speed, 0.1);
    m_session->setSpeed(std::numeric_limits<double>::infinity());
    QVERIFY(std::isinf(m_run->speed));
}

void TestSession::selectionFallsBackWhenItsNodeGoes()
{
    m_session->addProducer();
    QVERIFY(seeFrame());
    m_session->select(QStringLiteral("clients 2"));
    QCOMPARE(m_session->selectedNode(), QStringLiteral("clients 2"));
    m_session->undo();
    QTRY_COMPARE(m_session->selectedNode(), QStringLiteral("api"));
}

QTEST_MAIN(TestSession)
#include "tst_session.moc"
