// SPDX-License-Identifier: GPL-3.0-or-later
// A live run in the dashboard: the switch, the strip, the twin, and what of it cannot be changed.
#include "fake_run.h"
#include "library/bytes_panel.h"
#include "session/session.h"
#include "shell/actions.h"
#include "shell/live_strip.h"
#include "shell/main_window.h"
#include "shell/settings.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace highwater;

namespace {

const char* const scenarioText = R"json({
  "highwater": 1, "name": "Live", "seed": 7, "duration": "1min",
  "nodes": {
    "clients": { "type": "producer", "arrivals": "poisson(200/s)", "to": "api" },
    "api": { "type": "stage", "queue": { "capacity": 100 }, "workers": { "count": 2, "service": "exponential(2ms)" } }
  },
  "live": { "listen": "127.0.0.1:0" }
})json";

using Factory = Session::RunFactory;

Factory fakes(std::vector<FakeRun*>& made)
{
    return [&made](const Document& document) -> Checked<std::unique_ptr<Run>> {
        auto scenario = readScenario(document);
        if (!scenario)
            return tl::unexpected(scenario.error());
        auto run = std::make_unique<FakeRun>(document, std::move(*scenario));
        made.push_back(run.get());
        return run;
    };
}

Factory refusals()
{
    return [](const Document&) -> Checked<std::unique_ptr<Run>> {
        return tl::unexpected(Faults{{Errc::Unsupported, "/nodes/api", "cannot run live"}});
    };
}

} // namespace

class TestLive : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void goingLiveStartsAnotherRunAndATwin();
    void backFromLiveTheSpeedIsWhatItWas();
    void whatCannotRunLiveLeavesEverythingAsItWas();
    void aLiveRunCannotBeHurriedOrStepped();
    void changesReachBothTwins();
    void openingAnotherScenarioEndsTheLiveRun();
    void aRealLiveRunIsShownWithItsAddressAndTakesARequest();

private:
    QTemporaryDir m_folder;
    QString m_file;
};

void TestLive::init()
{
    m_file = m_folder.filePath(QStringLiteral("live.highwater.json"));
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(scenarioText);
}

void TestLive::goingLiveStartsAnotherRunAndATwin()
{
    std::vector<FakeRun*> simulated, live;
    Session session(fakes(simulated), fakes(live));
    QVERIFY(session.open(m_file));
    QSignalSpy changed(&session, &Session::liveChanged);
    QVERIFY(!session.twin());
    QVERIFY(session.setLive(true));
    QVERIFY(session.isLive());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(live.size(), std::size_t(1));
    QCOMPARE(simulated.size(), std::size_t(2)); // the one before, and the twin
    QVERIFY(session.twin());
    QVERIFY(session.isRunning());
}

void TestLive::backFromLiveTheSpeedIsWhatItWas()
{
    std::vector<FakeRun*> simulated, live;
    Session session(fakes(simulated), fakes(live));
    QVERIFY(session.open(m_file));
    session.setSpeed(20);
    QVERIFY(session.setLive(true));
    QCOMPARE(session.speed(), 1.0);
    QVERIFY(session.setLive(false));
    QVERIFY(!session.isLive() && !session.twin());
    QCOMPARE(session.speed(), 20.0);
    QCOMPARE(simulated.back()->speed, 20.0);
}

void TestLive::whatCannotRunLiveLeavesEverythingAsItWas()
{
    std::vector<FakeRun*> simulated;
    Session session(fakes(simulated), refusals());
    QVERIFY(session.open(m_file));
    session.setSpeed(20);
    const auto before = session.snapshot();
    QSignalSpy faults(&session, &Session::fault);
    QVERIFY(!session.setLive(true));
    QCOMPARE(faults.size(), 1);
    QVERIFY(!session.isLive());
    QCOMPARE(session.speed(), 20.0);
    QCOMPARE(session.snapshot(), before);
}

void TestLive::aLiveRunCannotBeHurriedOrStepped()
{
    std::vector<FakeRun*> simulated, live;
    Session session(fakes(simulated), fakes(live));
    QVERIFY(session.open(m_file));
    QVERIFY(session.setLive(true));
    session.setSpeed(100);
    QCOMPARE(session.speed(), 1.0);
    session.step(StepUnit::Event, false);
    session.runTo(30);
    QVERIFY(session.isRunning());
    QVERIFY(live.back()->latest()->now == runStart);
}

void TestLive::changesReachBothTwins()
{
    std::vector<FakeRun*> simulated, live;
    Session session(fakes(simulated), fakes(live));
    QVERIFY(session.open(m_file));
    QVERIFY(session.setLive(true));
    const QString workers = QStringLiteral("/nodes/api/workers/count");
    QVERIFY(session.setParameter(workers, QStringLiteral("5"), QStringLiteral("workers 2 → 5")));
    QCOMPARE(live.back()->document().get(workers.toStdString()).value(), std::string("5"));
    QCOMPARE(simulated.back()->document().get(workers.toStdString()).value(), std::string("5"));
    session.undo();
    QCOMPARE(live.back()->document().get(workers.toStdString()).value(), std::string("2"));
    QCOMPARE(simulated.back()->document().get(workers.toStdString()).value(), std::string("2"));
}

void TestLive::openingAnotherScenarioEndsTheLiveRun()
{
    std::vector<FakeRun*> simulated, live;
    Session session(fakes(simulated), fakes(live));
    QVERIFY(session.open(m_file));
    QVERIFY(session.setLive(true));
    QSignalSpy changed(&session, &Session::liveChanged);
    QVERIFY(session.open(m_file));
    QVERIFY(!session.isLive() && !session.twin());
    QCOMPARE(changed.size(), 1);
}

/// The window, the engine, a socket: nothing in between is made up.
void TestLive::aRealLiveRunIsShownWithItsAddressAndTakesARequest()
{
    QSettings settings(m_folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
    Theme theme(Theme::Choice::Dark);
    Session session;
    MainWindow window(&session, &theme, &settings);
    window.resize(1600, 1000);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QVERIFY(window.openFile(m_file));
    QTest::keyClick(&window, Qt::Key_L);
    QVERIFY(session.isLive());
    QTRY_VERIFY(window.liveStrip()->isVisible());
    QTRY_VERIFY(session.snapshot()->mode == Mode::Measured && session.snapshot()->live);
    QTRY_VERIFY(window.liveStrip()->curl().startsWith(QStringLiteral("curl -d ")));
    QVERIFY(window.findChild<QDockWidget*>(QStringLiteral("bytes"))->isVisible());

    QTest::keyClick(&window, Qt::Key_L, Qt::ShiftModifier);
    QCOMPARE(QApplication::clipboard()->text(), window.liveStrip()->curl());

    const QUrl url(QString::fromStdString(session.snapshot()->live->url));
    QTcpSocket client;
    client.connectToHost(url.host(), static_cast<quint16>(url.port()));
    client.write("POST /leads HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
    QByteArray answer;
    QTRY_VERIFY((answer += client.readAll()).contains(R"({"status":"OK","id":)"));
    const auto outside = [&] { return session.snapshot()->nodes[session.snapshot()->scenario->nodes.size() - 1]; };
    QTRY_COMPARE(outside().totals.completed, std::uint64_t(1));
    QVERIFY(outside().fromOutside);
    QTRY_VERIFY(session.snapshot()->nodes[1].totals.completed > 20); // the producer is a real client, too
    QVERIFY(session.snapshot()->conserved);

    // Nothing of clients from outside can be changed, and they are no producer to be copied.
    session.select(QStringLiteral("external"));
    session.addProducer();
    QTRY_VERIFY(session.snapshot()->scenario->find("clients 2"));

    QTest::keyClick(&window, Qt::Key_L);
    QVERIFY(!session.isLive());
    QTRY_VERIFY(session.snapshot()->mode == Mode::Simulated);
    QTRY_VERIFY(!window.liveStrip()->isVisible());
    QVERIFY(!window.findChild<QDockWidget*>(QStringLiteral("bytes"))->isVisible());
}

QTEST_MAIN(TestLive)
#include "tst_live.moc"
