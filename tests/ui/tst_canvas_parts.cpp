// SPDX-License-Identifier: GPL-3.0-or-later
// What the canvas says and measures, without a widget.
#include "canvas/link_face.h"
#include "canvas/node_face.h"
#include "canvas/pipeline_layout.h"
#include "canvas/travelling_dots.h"
#include "canvas/wait_chain.h"
#include "canvas_pictures.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace highwater;

class CanvasPartsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void levelsOfDetailFollowTheWidth();
    void producersSayWhatTheyWantAndWhatTheyDo();
    void stagesSayWhyTheyDoNotGoOn();
    void linksFeelTheirTarget();
    void linksAreAsWideAsTheirFlow();
    void theChainLeadsToTheRoot();
    void dotsShowTheShareOfTheFlow();
    void dotsNeverExceedTheirLimit();
};

void CanvasPartsTest::levelsOfDetailFollowTheWidth()
{
    QCOMPARE(detailOf(232), Detail::Full);
    QCOMPARE(detailOf(200), Detail::Full);
    QCOMPARE(detailOf(199), Detail::Compact);
    QCOMPARE(detailOf(90), Detail::Compact);
    QCOMPARE(detailOf(89), Detail::Tile);
    QCOMPARE(detailOf(24), Detail::Tile);
    QCOMPARE(detailOf(23), Detail::Mark);
}

void CanvasPartsTest::producersSayWhatTheyWantAndWhatTheyDo()
{
    const Snapshot picture = producersPicture();
    QCOMPARE(wordsOf(picture, 0).line, QStringLiteral("poisson · ignores the signal"));
    QCOMPARE(wordsOf(picture, 1).note, QStringLiteral("wants 320/s"));
    QVERIFY(wordsOf(picture, 1).line.endsWith(QStringLiteral("9 senders parked")));
    QVERIFY(wordsOf(picture, 2).note.startsWith(QStringLiteral("sheds 60")));
    QCOMPARE(wordsOf(picture, 3).rate, QStringLiteral("0/s")); // retries are no first tries
    QCOMPARE(wordsOf(picture, 3).note, QStringLiteral("+210/s retries"));
    QCOMPARE(wordsOf(picture, 4).line, QStringLiteral("closed · 50 users, 50 think"));
}

void CanvasPartsTest::stagesSayWhyTheyDoNotGoOn()
{
    const Snapshot chain = chainPicture();
    QVERIFY(wordsOf(chain, 1).line.startsWith(QStringLiteral("6 blocked by db for 3.1")));
    QVERIFY(wordsOf(chain, 2).line.startsWith(QStringLiteral("workers 4 of 4 busy · p99 949")));
    const Snapshot states = statesPicture();
    QCOMPARE(wordsOf(states, 6).line, QStringLiteral("refuses 160/s: queue full"));
    Snapshot few = chain;
    few.nodes[2].recentSamples = 212;
    QVERIFY(wordsOf(few, 2).line.contains(QStringLiteral("p99 ≈")));
    few.nodes[2].recentSamples = 0;
    QVERIFY(!wordsOf(few, 2).line.contains(QStringLiteral("p99")));
}

void CanvasPartsTest::linksFeelTheirTarget()
{
    const Snapshot fanIn = fanInPicture();
    QCOMPARE(linkStateOf(fanIn, 0, 2, 640), LinkState::Flowing); // it ignores the signal
    QCOMPARE(linkStateOf(fanIn, 1, 2, 0), LinkState::Pressed);
    QCOMPARE(linkStateOf(fanIn, 2, 3, 700), LinkState::Flowing);
    QCOMPARE(linkStateOf(fanIn, 3, std::nullopt, 0), LinkState::Idle);
    const Snapshot chain = chainPicture();
    QCOMPARE(linkStateOf(chain, 1, 2, 190), LinkState::Blocked);
    const Snapshot states = statesPicture();
    QCOMPARE(linkStateOf(states, 0, 6, 600), LinkState::Dropped);
    const Snapshot loop = feedbackPicture();
    QCOMPARE(linkStateOf(loop, 1, 2, 120), LinkState::Filling);
    const Snapshot parked = producersPicture();
    QCOMPARE(linkStateOf(parked, 1, 5, 0), LinkState::Blocked);
    QCOMPARE(linkStateOf(parked, 2, 5, 40), LinkState::Pressed); // shedding obeys the signal too
}

void CanvasPartsTest::linksAreAsWideAsTheirFlow()
{
    QCOMPARE(linkWidth(0), 1.0);
    QVERIFY(linkWidth(0.001) >= 1.5);
    QVERIFY(linkWidth(60) < linkWidth(120));
    QCOMPARE(linkWidth(60), 1.5 + 1.3);
    QCOMPARE(linkWidth(1e9), 8.0);
    QCOMPARE(steadyWidth(3.3, 3.0), 3.0);
    QCOMPARE(steadyWidth(3.5, 3.0), 3.5);
    QCOMPARE(steadyWidth(1.0, 1.5), 1.0); // that nothing flows is no noise
}

void CanvasPartsTest::theChainLeadsToTheRoot()
{
    const Snapshot picture = chainPicture();
    const WaitChain chain = longestChain(picture, -1);
    QCOMPARE(chain.steps.size(), std::size_t(3));
    QCOMPARE(chain.steps.front().waiter, 0);
    QCOMPARE(chain.root(), std::optional(3));
    QCOMPARE(chain.title, QStringLiteral("batch waits for disk, 3.10\u2009s so far."));
    QCOMPARE(chain.steps[1].reason, QStringLiteral("holds finished items, waits for room in db"));
    QVERIFY(chain.detail.contains(QStringLiteral("disk completes 190/s")));
    QVERIFY(chain.contains(1, 2));
    QVERIFY(!chain.contains(2, 1));
    QVERIFY(longestChain(feedbackPicture(), 1).steps.empty());
}

void CanvasPartsTest::dotsShowTheShareOfTheFlow()
{
    Graph graph{{true, false, false}, {{0, 1}, {0, 2}}};
    const Layout layout = layOut(graph, 1, {800, 600});
    DotTraffic traffic;
    traffic.setEdges(layout.edges);
    std::vector<std::uint64_t> items(2);
    std::array<std::size_t, 2> dots{};
    for (int frame = 0; frame < 1200; ++frame) {
        items[0] += 12; // three times as many
        items[1] += 4;
        traffic.advance(0.016, items);
        if (frame < 300)
            continue;
        for (const QPointF& point : traffic.positions())
            ++dots[point.y() < 300 ? 0 : 1];
    }
    QVERIFY(traffic.itemsPerDot() >= 100);
    QVERIFY(traffic.itemsPerDot() <= 500);
    const double ratio = static_cast<double>(dots[0]) / static_cast<double>(dots[1]);
    QVERIFY2(ratio > 2.4 && ratio < 3.6, qPrintable(QString::number(ratio)));
}

void CanvasPartsTest::dotsNeverExceedTheirLimit()
{
    Graph graph;
    graph.producers.push_back(true);
    for (int i = 1; i <= 60; ++i) {
        graph.producers.push_back(false);
        graph.edges.push_back({0, i});
    }
    const Layout layout = layOut(graph, 0.5, {4000, 4000});
    DotTraffic traffic;
    traffic.setEdges(layout.edges);
    std::vector<std::uint64_t> items(graph.edges.size());
    std::size_t most = 0;
    for (int frame = 0; frame < 4000; ++frame) {
        for (auto& count : items)
            count += frame < 2000 ? 10 : 1000000; // what a dot stands for has to follow
        traffic.advance(frame % 7 == 0 ? 0.1 : 0.016, items);
        most = std::max(most, traffic.positions().size());
    }
    QVERIFY2(most > 200, qPrintable(QString::number(most)));
    QVERIFY(most <= mostDots);
}

QTEST_MAIN(CanvasPartsTest)
#include "tst_canvas_parts.moc"
