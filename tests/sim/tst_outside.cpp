// SPDX-License-Identifier: GPL-3.0-or-later
// Items and work that come from outside: the engine as a live run drives it, with the test as the clock.
#include "scenario/document.h"
#include "sim/simulation.h"

#include <QtTest>

using namespace highwater;
using Kind = OutsideNotice::Kind;

namespace {

Instant ms(std::int64_t count)
{
    return runStart + std::chrono::milliseconds(count);
}

struct Stand
{
    explicit Stand(const char* stage, SeriesOptions series = {})
        : simulation(read(stage), 1, 0, series)
    {
        simulation.tellOutside(&notices);
    }
    static std::shared_ptr<const Scenario> read(const std::string& stage)
    {
        const auto document = Document::parse("{\"highwater\": 1, \"nodes\": {\"p\": {\"type\": \"producer\", \"arrivals\": \"constant(0/s)\","
                                              " \"to\": \"s\"}, \"s\": {\"type\": \"stage\", " + stage + "}}}");
        return std::make_shared<const Scenario>(*readScenario(*document));
    }
    OutsideRef bring(std::int64_t at, std::uint64_t tag)
    {
        simulation.advanceTo(ms(at));
        OutsideItem item;
        item.tag = tag;
        item.bytes = 100;
        item.created = ms(at);
        return simulation.bring(0, item);
    }
    std::vector<std::pair<Kind, std::uint64_t>> told()
    {
        std::vector<std::pair<Kind, std::uint64_t>> out;
        for (const OutsideNotice& each : notices) {
            out.emplace_back(each.kind, each.tag);
        }
        notices.clear();
        return out;
    }
    OutsideNotices notices;
    Simulation simulation;
};

using Told = std::vector<std::pair<Kind, std::uint64_t>>;

} // namespace

class OutsideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anItemIsAcceptedAndLeavesWhenItsServiceWasDone()
    {
        Stand stand("\"workers\": {\"service\": \"constant(10ms)\"}");
        stand.bring(5, 7);
        QVERIFY((stand.told() == Told{{Kind::Accepted, 7}}));
        QCOMPARE(stand.simulation.nextDue(), ms(15));
        stand.simulation.advanceTo(ms(14));
        QVERIFY(stand.told().empty());
        stand.simulation.advanceTo(ms(15));
        QVERIFY((stand.told() == Told{{Kind::Completed, 7}}));
        QVERIFY(stand.simulation.conserved());
    }

    void whatTheDriverDoesLateTookThatLong()
    {
        Stand stand("\"workers\": {\"service\": \"constant(10ms)\"}");
        stand.bring(0, 1);
        stand.simulation.advanceTo(ms(12));
        const Histogram service = stand.simulation.stageAt(stand.simulation.nodes()[1]).metrics.service();
        QCOMPARE(service.moments().max, 12'000'000);
    }

    /// An event was due before the end of a column, and the driver comes after both.
    void columnsEndAlthoughTheDriverComesLate()
    {
        SeriesOptions series;
        series.interval = std::chrono::milliseconds(10);
        series.columnsKept = 100;
        Stand stand(R"-("queue": {"capacity": 5}, "workers": {"count": 1, "service": "constant(8ms)"})-", series);
        stand.bring(1, 1);
        stand.simulation.advanceTo(ms(57));
        const Series& columns = stand.simulation.stageAt(stand.simulation.nodes()[1]).recorder.series();
        QCOMPARE(columns.end, std::int64_t(5));
        QVERIFY(stand.simulation.nextDue() == ms(60));
    }

    /// A client may say anything, and one that goes on after a restart has tried before.
    void aLaterAttemptOfARequestThatNeverCameIsAFirstOne()
    {
        Stand stand(R"-("queue": {"capacity": 5}, "workers": {"count": 1, "service": "constant(8ms)"})-");
        OutsideItem item;
        item.attempt = 3;
        stand.simulation.bring(0, item);
        stand.simulation.advanceTo(ms(20));
        QVERIFY(stand.simulation.conserved());
        const auto& tally = stand.simulation.producerAt(stand.simulation.nodes()[0]).tally;
        QCOMPARE(tally.sent, std::uint64_t(1));
        QCOMPARE(tally.retried, std::uint64_t(0));
        QCOMPARE(tally.completed, std::uint64_t(1));
    }

    void aFullQueueRefusesAndTheRequestIsLostUntilItComesAgain()
    {
        Stand stand("\"queue\": {\"capacity\": 1}, \"workers\": {\"service\": \"constant(10ms)\"}");
        stand.bring(0, 1);
        stand.bring(0, 2);
        stand.bring(0, 3);
        QVERIFY((stand.told() == Told{{Kind::Accepted, 1}, {Kind::Accepted, 2}, {Kind::Refused, 3}}));
        const ProducerTally& tally = stand.simulation.producerAt(stand.simulation.nodes()[0]).tally;
        QCOMPARE(tally.lost, 1u);
        stand.simulation.advanceTo(ms(11));
        OutsideItem again;
        again.tag = 3;
        again.attempt = 2;
        stand.simulation.bring(0, again);
        stand.simulation.advanceTo(ms(60));
        stand.simulation.advanceTo(ms(80)); // the driver came late: the next service began only then
        QCOMPARE(tally.lost, 0u);
        QCOMPARE(tally.completed, 3u);
        QCOMPARE(tally.sent - tally.retried, 3u);
        QVERIFY(stand.simulation.conserved());
    }

    void whoWaitsAtADoorIsLetInLaterUnlessItHasLeft()
    {
        Stand stand("\"queue\": {\"capacity\": 0, \"whenFull\": \"block\"}, \"workers\": {\"service\": \"constant(10ms)\"}");
        stand.bring(0, 1);
        const OutsideRef leaves = stand.bring(0, 2);
        stand.bring(0, 3);
        QVERIFY((stand.told() == Told{{Kind::Accepted, 1}}));
        stand.simulation.leaveAlone(leaves);
        stand.simulation.advanceTo(ms(10));
        QVERIFY((stand.told() == Told{{Kind::Completed, 1}, {Kind::Accepted, 3}}));
        stand.simulation.advanceTo(ms(100));
        QVERIFY((stand.told() == Told{{Kind::Completed, 3}}));
        QVERIFY(stand.simulation.conserved());
    }

    void workOutsideEndsWhenTheDriverSaysSo()
    {
        Stand stand("\"workers\": {\"service\": \"constant(3ms)\"}");
        stand.simulation.workOutside(1, true);
        stand.bring(0, 1);
        stand.bring(0, 2);
        QCOMPARE(stand.notices.size(), std::size_t{3});
        const OutsideNotice work = stand.notices[1];
        QVERIFY(work.kind == Kind::Work);
        QCOMPARE(work.work, Duration(std::chrono::milliseconds(3)));
        stand.told();
        stand.simulation.advanceTo(ms(500));
        QVERIFY(stand.told().empty());
        stand.simulation.endWork(work.ref, false);
        QVERIFY((stand.told() == Told{{Kind::Completed, 1}, {Kind::Work, 2}}));
        stand.simulation.endWork(work.ref, false); // said twice: nothing happens
        QVERIFY(stand.told().empty());
        QVERIFY(stand.simulation.conserved());
    }

    void workThatFailsLosesTheItem()
    {
        Stand stand("\"workers\": {\"service\": \"constant(3ms)\"}");
        stand.simulation.workOutside(1, true);
        stand.bring(0, 1);
        const OutsideNotice work = stand.notices.back();
        stand.told();
        stand.simulation.endWork(work.ref, true);
        QCOMPARE(stand.notices.size(), std::size_t{1});
        QVERIFY(stand.notices[0].kind == Kind::Lost);
        QVERIFY(stand.notices[0].loss == OutsideNotice::Loss::Failed);
        QVERIFY(stand.simulation.conserved());
    }

    void whatWasConfirmedBeforeACrashEntersAFullQueue()
    {
        Stand stand("\"queue\": {\"capacity\": 0}, \"workers\": {\"service\": \"constant(10ms)\"}");
        stand.bring(0, 1);
        OutsideItem old;
        old.tag = 2;
        stand.simulation.bringBack(0, old);
        QVERIFY((stand.told() == Told{{Kind::Accepted, 1}, {Kind::Accepted, 2}}));
        stand.simulation.advanceTo(ms(30));
        stand.simulation.advanceTo(ms(50));
        QVERIFY((stand.told() == Told{{Kind::Completed, 1}, {Kind::Completed, 2}}));
    }
};

QTEST_GUILESS_MAIN(OutsideTest)
#include "tst_outside.moc"
