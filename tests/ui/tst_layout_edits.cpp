// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/topology_edit.h"
#include "session/session.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace highwater;

namespace {

const char* const text = R"json({"highwater": 1, "name": "places", "seed": 7, "duration": "60s",
  "nodes": {
    "web": {"type": "producer", "arrivals": "poisson(90/s)", "to": "api"},
    "api": {"type": "stage", "queue": {"capacity": 100, "whenFull": "reject"}, "workers": {"count": 1, "service": "exponential(10ms)"}}}})json";

} // namespace

/// Nodes are moved while a real simulated run goes on: what runs does not notice.
class LayoutEditsTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Session> m_session;

    [[nodiscard]] double now() const { return toSeconds(m_session->snapshot()->now); }
    [[nodiscard]] QString workers() const { return m_session->parameter(QStringLiteral("/nodes/api/workers/count")); }
    [[nodiscard]] std::string text() const { return m_session->document().text(); }
    [[nodiscard]] topology::Position place() const
    {
        const auto places = topology::positionsOf(m_session->document());
        const auto api = places.find("api");
        return api != places.end() ? api->second : topology::Position{-1, -1};
    }
    bool move(double x, double y)
    {
        return m_session->edit(*topology::withPositions(m_session->document(), {{"api", {x, y}}}), QStringLiteral("api moved"));
    }
    bool setWorkers(const char* count) { return m_session->setParameter(QStringLiteral("/nodes/api/workers/count"), QLatin1String(count), QStringLiteral("workers")); }
    void runTo(double seconds)
    {
        m_session->runTo(seconds);
        QTRY_COMPARE(now(), seconds);
        QTRY_VERIFY(!m_session->isRunning());
    }
    void seek(double seconds)
    {
        m_session->seek(seconds);
        QTRY_COMPARE(now(), seconds);
    }

private Q_SLOTS:
    void init()
    {
        QFile file(m_folder.filePath(QStringLiteral("places.highwater.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(::text);
        file.close();
        m_session = std::make_unique<Session>();
        QVERIFY(m_session->open(file.fileName()));
        m_session->setRunning(false);
        m_session->restart(false);
        QTRY_COMPARE(now(), 0.0);
    }
    void cleanup() { m_session.reset(); }

    void aMoveIsAStepButNoMarkOnTheTimeAxis()
    {
        runTo(10);
        const std::string before = text();
        const auto completed = m_session->snapshot()->endToEnd.completed;
        QSignalSpy acted(m_session.get(), &Session::acted);
        QSignalSpy frames(m_session.get(), &Session::frame);
        QVERIFY(move(24, 48));
        QVERIFY(m_session->modified());
        QVERIFY(place() == (topology::Position{24, 48}));
        QCOMPARE(m_session->undoText(), QStringLiteral("api moved"));
        QVERIFY(frames.wait()); // views follow, though the run has no other picture
        QCOMPARE(acted.size(), 0);
        m_session->undo();
        QCOMPARE(text(), before);
        QVERIFY(!m_session->modified());
        m_session->redo();
        QVERIFY(place() == (topology::Position{24, 48}));
        runTo(11);
        QVERIFY(m_session->snapshot()->changes.empty());
        QVERIFY(m_session->snapshot()->endToEnd.completed > completed);
    }

    void aMoveInThePastBeginsNoOtherFuture()
    {
        runTo(30);
        seek(10);
        const auto generation = m_session->snapshot()->generation;
        QVERIFY(move(24, 48));
        m_session->undo();
        m_session->redo();
        seek(12);
        QCOMPARE(m_session->snapshot()->branch, std::uint64_t{0});
        QCOMPARE(m_session->snapshot()->generation, generation);
        QVERIFY(!m_session->oldBranch());
        QVERIFY(m_session->inPast());
        seek(30);
        QVERIFY(!m_session->inPast());
        QVERIFY(place() == (topology::Position{24, 48}));
    }

    void placesStayWhereTheyAreWhenTheRunGoesBack()
    {
        runTo(10);
        QVERIFY(setWorkers("2"));
        runTo(20);
        QVERIFY(move(24, 48));
        m_session->addNote(7.5, QStringLiteral("the queue fills"));
        seek(5);
        QTRY_COMPARE(workers(), QStringLiteral("1"));
        QTRY_VERIFY(m_session->document().get("/nodes/api/workers/count") == std::string("1"));
        QVERIFY(place() == (topology::Position{24, 48}));
        QCOMPARE(m_session->notes().size(), 1);
        QVERIFY(move(72, 96));
        seek(15);
        QTRY_VERIFY(m_session->document().get("/nodes/api/workers/count") == std::string("2"));
        QVERIFY(place() == (topology::Position{72, 96}));
        QCOMPARE(m_session->snapshot()->branch, std::uint64_t{0});
    }

    void undoingAMoveInThePastLeavesTheScenarioOfThatInstant()
    {
        runTo(10);
        QVERIFY(setWorkers("2"));
        runTo(20);
        QVERIFY(move(24, 48));
        seek(5);
        QTRY_VERIFY(m_session->document().get("/nodes/api/workers/count") == std::string("1"));
        m_session->undo();
        QVERIFY(place() == (topology::Position{-1, -1}));
        QCOMPARE(workers(), QStringLiteral("1"));
        seek(6);
        QCOMPARE(m_session->snapshot()->branch, std::uint64_t{0});
        QCOMPARE(workers(), QStringLiteral("1"));
    }

    void aMoveUnderASpikeDoesNotEndIt()
    {
        runTo(5);
        m_session->spike();
        runTo(6);
        const auto changes = m_session->snapshot()->changes.size();
        QVERIFY(move(24, 48));
        QVERIFY(m_session->spiking());
        runTo(15);
        QTRY_VERIFY(!m_session->spiking());
        seek(7);
        QTRY_VERIFY(m_session->spiking());
        QVERIFY(place() == (topology::Position{24, 48}));
        runTo(15);
        QTRY_VERIFY(!m_session->spiking());
        QCOMPARE(m_session->snapshot()->changes.size(), changes + 1); // that it ends
        QCOMPARE(m_session->snapshot()->branch, std::uint64_t{0});
        QVERIFY(place() == (topology::Position{24, 48}));
    }

    void aMoveThatChangesMoreActsOnTheRun()
    {
        runTo(10);
        const auto moved = topology::addNode(m_session->document(), topology::Kind::Stage, topology::Position{24, 48});
        QVERIFY(moved);
        QVERIFY(m_session->edit(moved->document, QStringLiteral("stage added")));
        QTRY_COMPARE(m_session->snapshot()->changes.size(), std::size_t{1});
        QVERIFY(m_session->snapshot()->scenario->find("stage"));
    }
};

QTEST_GUILESS_MAIN(LayoutEditsTest)
#include "tst_layout_edits.moc"
