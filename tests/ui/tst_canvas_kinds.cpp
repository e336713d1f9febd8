// SPDX-License-Identifier: GPL-3.0-or-later
// Channels, balancers, kernel buffers, and what only some stages and producers have to show.
#include "analysis/narrative.h"
#include "canvas/faces.h"
#include "canvas/hop_face.h"
#include "canvas/link_face.h"
#include "canvas/wait_chain.h"
#include "canvas_pictures.h"
#include "canvas_stand.h"
#include "inspector/readings.h"
#include "kinds_scenario.h"
#include "run/simulated_run.h"

#include <QDir>
#include <QImage>
#include <QSignalSpy>
#include <QTest>

using namespace highwater;

Q_DECLARE_METATYPE(highwater::Snapshot)

namespace {

constexpr QSize spacious(1500, 1420);

int countColor(const QImage& image, const QRectF& area, const QColor& color, int tolerance = 12)
{
    int count = 0;
    const QRect rect = area.toRect() & image.rect();
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        for (int x = rect.left(); x <= rect.right(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (std::abs(pixel.red() - color.red()) <= tolerance &&
                std::abs(pixel.green() - color.green()) <= tolerance &&
                std::abs(pixel.blue() - color.blue()) <= tolerance)
                ++count;
        }
    }
    return count;
}

std::vector<QRectF> cardsOf(const Layout& layout)
{
    std::vector<QRectF> cards;
    for (const auto& node : layout.nodes)
        cards.push_back(node.rect);
    for (const auto& edge : layout.edges) {
        if (edge.hop)
            cards.push_back(edge.hop->rect);
    }
    if (layout.exit)
        cards.push_back(layout.exit->rect);
    return cards;
}

/// Kept for a person to look at when HIGHWATER_PICTURES names a folder.
void keep(const QImage& image, const QString& name)
{
    const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES");
    if (!folder.isEmpty())
        image.save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

} // namespace

class CanvasKindsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cardsAreAsHighAsTheirKindNeeds();
    void nothingOverlapsAtAnyZoom_data();
    void nothingOverlapsAtAnyZoom();
    void aLinkRunsThroughItsBuffers();

    void theCursorOfEachReaderLagsBehind();
    void aKilledReaderIsCrossedOutAndNamed();
    void ofManyReadersTheSlowestIsAlwaysShown();
    void aChannelWithoutBoundsHasARoundScale();

    void eachReplicaHasABarUpToTheHardLimit();
    void aBalancerSaysWhatQueuesAndWhatStarts();
    void aReplicaThatStartsClosesItsRing();

    void buffersSayWhoIsSlow();
    void aFullSendBufferBlocksItsLink();
    void aClickOnBuffersSelectsTheirSender();

    void refusalsNameTheirReason();
    void stagesSayWhatIsSpecialAboutThem();
    void workersThatHangAreCrossedOut();
    void sharedWorkersShowShares();
    void anOutageIsAState();
    void clientsAreToldApart();

    void theChainOfTheRunLeadsTheWay();
    void aChannelNamesTheReaderThatIsStuck();

    void everyKindIsDrawnAtEveryLevelOfDetail_data();
    void everyKindIsDrawnAtEveryLevelOfDetail();
    void everyNodeAndHopHasASentence();
    void aRealRunIsShownWithAllItsKinds();
};

void CanvasKindsTest::cardsAreAsHighAsTheirKindNeeds()
{
    Stand channels(spacious);
    channels.show(channelsPicture());
    QCOMPARE(channels.node(1).placed().rect.size(), QSizeF(232, 44 + 3 * 24));
    QCOMPARE(channels.node(3).placed().rect.size(), QSizeF(232, 44 + 2 * 24));
    QCOMPARE(channels.node(4).placed().rect.size(), QSizeF(232, 44 + 6 * 24)); // seven readers have six rows
    Stand balancers(spacious);
    balancers.show(balancersPicture());
    QCOMPARE(balancers.node(1).placed().rect.size(), QSizeF(232, 104));
    Stand hops(spacious);
    hops.show(hopsPicture());
    QCOMPARE(hops.canvas.picture().layout().edges.front().hop->rect.size(), QSizeF(116, 46));
}

void CanvasKindsTest::nothingOverlapsAtAnyZoom_data()
{
    QTest::addColumn<Snapshot>("picture");
    QTest::newRow("kinds") << kindsPicture();
    QTest::newRow("channels") << channelsPicture();
    QTest::newRow("balancers") << balancersPicture();
    QTest::newRow("hops") << hopsPicture();
    QTest::newRow("troubles") << troublesPicture();
}

void CanvasKindsTest::nothingOverlapsAtAnyZoom()
{
    QFETCH(Snapshot, picture);
    Stand stand;
    stand.show(picture);
    QVERIFY(QRectF(QPointF(), mainWindowPlace).contains(stand.canvas.picture().layout().bounds));
    for (const double zoom : {1.0, 0.9, 0.7, 0.5, 0.39, 0.2, 0.11, 0.05}) {
        stand.canvas.setZoom(zoom);
        const auto cards = cardsOf(stand.canvas.picture().layout());
        for (std::size_t a = 0; a < cards.size(); ++a) {
            QCOMPARE(cards[a], QRectF(cards[a].toRect()));
            for (std::size_t b = a + 1; b < cards.size(); ++b)
                QVERIFY(!cards[a].intersects(cards[b]));
        }
    }
}

void CanvasKindsTest::aLinkRunsThroughItsBuffers()
{
    Stand stand(spacious);
    stand.show(kindsPicture());
    const Layout& layout = stand.canvas.picture().layout();
    const auto& edge = layout.edges.front();
    QVERIFY(edge.hop.has_value());
    QVERIFY(edge.hop->rect.left() > layout.nodes[0].rect.right());
    QVERIFY(edge.hop->rect.right() < layout.nodes[2].rect.left());
    const QPointF middle = edge.hop->rect.center();
    QVERIFY(std::any_of(edge.points.begin(), edge.points.end(), [&](QPointF point) {
        return std::abs(point.x() - middle.x()) < 4 && std::abs(point.y() - middle.y()) < 1.5;
    }));
    QVERIFY(!layout.edges[1].hop);
}

void CanvasKindsTest::theCursorOfEachReaderLagsBehind()
{
    const Snapshot picture = channelsPicture();
    const NodeShape shape = shapeOf(picture, 2, 104, 1000);
    QCOMPARE(shape.lags.size(), std::size_t(3));
    QCOMPARE(shape.lags[0].lag, 6); // 60 of a buffer of 1 000, in 104 pixels
    QCOMPARE(shape.lags[1].lag, 92);
    QCOMPARE(shape.lags[0].token, Token::Flowing);
    QCOMPARE(shape.lags[1].token, Token::Pressed);
    const NodeWords words = wordsOf(picture, 2);
    QCOMPARE(words.rows[0].name, QStringLiteral("audit"));
    QVERIFY(words.rows[1].lag.startsWith(QStringLiteral("9.40")));
    QCOMPARE(words.depth, words.rows[1].lag); // on a small card the slowest stands for all
    const NodeShape blocked = shapeOf(picture, 3, 104, 1000);
    QCOMPARE(blocked.lags[1].token, Token::Blocked);
    QVERIFY(blocked.lags[1].blocked);
    QCOMPARE(wordsOf(picture, 3).rows[1].lag, QStringLiteral("blocked"));
}

void CanvasKindsTest::aKilledReaderIsCrossedOutAndNamed()
{
    const Snapshot picture = channelsPicture();
    QVERIFY(shapeOf(picture, 2, 104, 1000).lags[2].killed);
    QCOMPARE(wordsOf(picture, 2).rows[2].lag, QStringLiteral("killed"));
    QVERIFY(wordsOf(picture, 2).sentence.contains(QStringLiteral("mail was killed")));
    Snapshot all = picture;
    for (auto& reader : all.nodes[2].consumers)
        reader.killed = true;
    QCOMPARE(wordsOf(all, 2).depth, QStringLiteral("\u2013"));
    QCOMPARE(shapeOf(all, 2, 104, 1000).fill, 0);
}

void CanvasKindsTest::ofManyReadersTheSlowestIsAlwaysShown()
{
    const Snapshot picture = channelsPicture();
    const NodeWords words = wordsOf(picture, 4);
    QCOMPARE(words.rows.size(), std::size_t(5));
    QCOMPARE(words.rows.back().name, QStringLiteral("r6"));
    QCOMPARE(words.more, QStringLiteral("and 2 more"));
    QCOMPARE(shapeOf(picture, 4, 104, 1000).lags.size(), words.rows.size());
}

void CanvasKindsTest::aChannelWithoutBoundsHasARoundScale()
{
    Snapshot picture = channelsPicture();
    auto scenario = std::make_shared<Scenario>(*picture.scenario);
    auto& channel = std::get<ChannelNode>(scenario->nodes[1].kind);
    channel.marks.reset();
    for (auto& consumer : channel.consumers)
        consumer.buffer.reset();
    for (auto& reader : picture.nodes[1].consumers)
        reader.buffer.reset();
    picture.scenario = scenario;
    QCOMPARE(scaleOf(picture, 1, 0), 500.0);
    QVERIFY(!shapeOf(picture, 1, 104, 500).bounded);
    QCOMPARE(shapeOf(picture, 1, 100, 500).lags[1].lag, 44);
}

void CanvasKindsTest::eachReplicaHasABarUpToTheHardLimit()
{
    const Snapshot picture = balancersPicture();
    QCOMPARE(scaleOf(picture, 1, 0), 25.0);
    const NodeShape shape = shapeOf(picture, 2, 28, 25);
    QCOMPARE(shape.replicas.size(), std::size_t(5));
    QCOMPARE(shape.replicas[1].fill, 28);
    QCOMPARE(shape.replicas[1].token, Token::Pressed);
    QCOMPARE(shape.high, 22); // the soft limit of 20
    QCOMPARE(shape.replicas[3].state, ReplicaView::State::Starting);
    QCOMPARE(shape.replicas[4].state, ReplicaView::State::Stopped);
    QVERIFY(!shapeOf(picture, 4, 28, 25).bounded); // no hard limit
    QCOMPARE(scaleOf(picture, 4, 0), 25.0);        // the soft one stands at four fifths then
}

void CanvasKindsTest::aBalancerSaysWhatQueuesAndWhatStarts()
{
    const Snapshot picture = balancersPicture();
    QCOMPARE(wordsOf(picture, 1).line, QStringLiteral("490/s over 3 of 5 replicas"));
    QCOMPARE(wordsOf(picture, 1).shortLine, QStringLiteral("soft 20 · hard 25 connections"));
    QCOMPARE(wordsOf(picture, 1).depth, QStringLiteral("3 / 5"));
    QCOMPARE(wordsOf(picture, 2).line, QStringLiteral("hard limit: 14 queue"));
    QVERIFY(wordsOf(picture, 2).shortLine.startsWith(QStringLiteral("1 starts in 2.1")));
    QCOMPARE(wordsOf(picture, 3).shortLine, QStringLiteral("1 stops"));
    QCOMPARE(wordsOf(picture, 4).shortLine, QStringLiteral("soft 20 connections"));
}

void CanvasKindsTest::aReplicaThatStartsClosesItsRing()
{
    Snapshot picture = balancersPicture();
    const auto left = [&](int milliseconds) {
        picture.nodes[2].replicas[3].startsIn = std::chrono::milliseconds(milliseconds);
        return shapeOf(picture, 2, 28, 25).replicas[3].starts;
    };
    QCOMPARE(left(4000), 16);
    QCOMPARE(left(2000), 8);
    QCOMPARE(left(0), 0);
}

void CanvasKindsTest::buffersSayWhoIsSlow()
{
    const Snapshot picture = hopsPicture();
    const auto face = [&](int link) {
        return hopFaceOf(*picture.links[static_cast<std::size_t>(link)].hop, QStringLiteral("a"), QStringLiteral("b"),
                         10, 42);
    };
    QCOMPARE(face(0).caption, QStringLiteral("moving"));
    QCOMPARE(face(0).outline, Token::Border);
    QCOMPARE(face(1).caption, QStringLiteral("receiver slow"));
    QCOMPARE(face(1).receive.token, Token::Pressed);
    QCOMPARE(face(2).caption, QStringLiteral("both full: sender blocks"));
    QCOMPARE(face(2).send.token, Token::Blocked);
    QCOMPARE(face(2).send.fill, 42);
    QVERIFY(face(2).sentence.contains(QStringLiteral("12.0\u2009KiB still with the sender")));
    QVERIFY(face(3).caption.startsWith(QStringLiteral("down")));
    HopView wire = *picture.links[2].hop;
    wire.receiveBytes = 0;
    QCOMPARE(hopFaceOf(wire, {}, {}, 10, 42).caption, QStringLiteral("wire full: sender blocks"));
}

void CanvasKindsTest::aFullSendBufferBlocksItsLink()
{
    const Snapshot picture = hopsPicture();
    QCOMPARE(linkStateOf(picture, 0, 4, 100), LinkState::Filling); // the stage is filling, and they heed it
    QCOMPARE(linkStateOf(picture, 2, 4, 20), LinkState::Blocked);
    QCOMPARE(linkStateOf(picture, 3, 4, 0), LinkState::Blocked);
    Snapshot full = picture;
    full.links[1].hop->receiveBytes = 64 * 1024;
    QCOMPARE(linkStateOf(full, 1, 4, 80), LinkState::Pressed);
    const Snapshot channels = channelsPicture();
    QCOMPARE(linkStateOf(channels, 3, 5, 20), LinkState::Blocked);
    QCOMPARE(linkStateOf(channels, 3, std::nullopt, 60), LinkState::Flowing);
    QCOMPARE(queueingAt(channels, 3, 5).count, std::int64_t(1));
}

void CanvasKindsTest::aClickOnBuffersSelectsTheirSender()
{
    Stand stand(spacious);
    stand.show(kindsPicture());
    QSignalSpy spy(&stand.canvas, &PipelineCanvas::nodeClicked);
    const QPointF hop = stand.canvas.picture().layout().edges.front().hop->rect.center();
    QTest::mouseClick(stand.canvas.viewport(), Qt::LeftButton, Qt::NoModifier, stand.canvas.mapFromScene(hop));
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.front().front().toString(), QStringLiteral("web clients"));
}

void CanvasKindsTest::refusalsNameTheirReason()
{
    Snapshot picture = troublesPicture();
    QCOMPARE(wordsOf(picture, 3).line, QStringLiteral("refuses 160/s: token bucket, queue full"));
    picture.nodes[3].refusedBy.resize(1);
    QCOMPARE(wordsOf(picture, 3).line, QStringLiteral("refuses 160/s: token bucket"));
    QCOMPARE(wordsOf(picture, 10).line, QStringLiteral("drops 31.0/s: codel"));
}

void CanvasKindsTest::stagesSayWhatIsSpecialAboutThem()
{
    const Snapshot picture = troublesPicture();
    QCOMPARE(wordsOf(picture, 4).extras, QStringList{QStringLiteral("2 of 8 hang")});
    QCOMPARE(wordsOf(picture, 6).extras,
             (QStringList{QStringLiteral("5 of 8 credits left"), QStringLiteral("2 reserved")}));
    QCOMPARE(wordsOf(picture, 7).extras, QStringList{QStringLiteral("6 workers, 2 start")});
    QCOMPARE(wordsOf(picture, 9).extras, QStringList{QStringLiteral("lets 24 in")});
    QVERIFY(wordsOf(picture, 7).sentence.contains(QStringLiteral("6 workers, 2 start")));
    Snapshot fewer = picture;
    fewer.nodes[7].workersStarting = 0;
    fewer.nodes[7].workersWanted = 5;
    QCOMPARE(wordsOf(fewer, 7).extras, QStringList{QStringLiteral("6 workers, 1 stops")});
    fewer.nodes[7].workersWanted = 6;
    QVERIFY(wordsOf(fewer, 7).extras.isEmpty());
}

void CanvasKindsTest::workersThatHangAreCrossedOut()
{
    const Snapshot picture = troublesPicture();
    const NodeShape shape = shapeOf(picture, 4, 202, 1000);
    QCOMPARE(shape.busy, std::int64_t(6));
    QCOMPARE(shape.hung, std::int64_t(2));
    Stand stand(spacious);
    stand.show(picture);
    const QImage image = stand.image();
    const QRectF card = stand.node(4).placed().rect;
    const auto slot = [&](int index) { return QRectF(card.x() + 14 + index * 18, card.y() + 102, 14, 14); };
    QVERIFY(countColor(image, slot(5), stand.theme.color(Token::Busy)) > 150);
    for (const int hung : {6, 7}) {
        QVERIFY(countColor(image, slot(hung), stand.theme.color(Token::Busy)) == 0);
        QVERIFY(countColor(image, slot(hung).adjusted(4, 4, -4, -4), stand.theme.color(Token::Dropped), 40) >
                4); // the cross
    }
}

void CanvasKindsTest::sharedWorkersShowShares()
{
    const Snapshot picture = troublesPicture();
    const NodeShape shape = shapeOf(picture, 8, 202, 1000);
    QCOMPARE(shape.sharing, std::int64_t(8));
    QVERIFY(wordsOf(picture, 8).line.startsWith(QStringLiteral("8 items share, each at 50\u2009%")));
    Stand stand(spacious);
    stand.show(picture);
    const QRectF card = stand.node(8).placed().rect;
    const QRectF slot(card.x() + 14 + 7 * 18, card.y() + 102, 14, 14);
    const int drawn = countColor(stand.image(), slot.adjusted(2, 2, -2, -2), stand.theme.color(Token::Busy));
    QVERIFY2(drawn > 30 && drawn < 70, qPrintable(QString::number(drawn))); // half of 100
}

void CanvasKindsTest::anOutageIsAState()
{
    const Snapshot picture = troublesPicture();
    const StateLook look = lookOf(picture.nodes[5]);
    QCOMPARE(look.word, QStringLiteral("down"));
    QCOMPARE(look.token, Token::Blocked);
    QCOMPARE(wordsOf(picture, 5).line, QStringLiteral("outage: nobody works"));
    QVERIFY(shapeOf(picture, 5, 202, 1000).outlined);
}

void CanvasKindsTest::clientsAreToldApart()
{
    const Snapshot picture = troublesPicture();
    QCOMPARE(wordsOf(picture, 0).line, QStringLiteral("client 0: 412 inside, others 3"));
    QVERIFY(shapeOf(picture, 0, 0, 0).hostile);
    QCOMPARE(wordsOf(picture, 1).line, QStringLiteral("8 clients · waits when pressed"));
    QCOMPARE(wordsOf(picture, 2).line, QStringLiteral("1 of 8 clients cut off"));
}

void CanvasKindsTest::theChainOfTheRunLeadsTheWay()
{
    Snapshot picture = chainPicture();
    for (auto& node : picture.nodes)
        node.waitsFor.reset();
    picture.nodes[0].chain = {1, 2, 3};
    picture.nodes[1].chain = {2, 3};
    const WaitChain chain = chainFrom(picture, 0);
    QCOMPARE(chain.steps.size(), std::size_t(3));
    QCOMPARE(chain.root(), std::optional(3));
    QVERIFY(!chain.circle);
    QCOMPARE(chain.title, QStringLiteral("batch waits for disk, 3.10\u2009s so far."));
    QCOMPARE(longestChain(picture, 1).steps.size(), std::size_t(3));
    picture.nodes[0].chain = {1, 77}; // a node that is not there ends it
    QCOMPARE(chainFrom(picture, 0).steps.size(), std::size_t(1));
}

void CanvasKindsTest::aChannelNamesTheReaderThatIsStuck()
{
    Snapshot picture = channelsPicture();
    picture.nodes[0].chain = {3, 5};
    picture.nodes[3].chain = {5};
    const WaitChain chain = chainFrom(picture, 0);
    QCOMPARE(chain.steps.size(), std::size_t(2));
    QCOMPARE(chain.steps[1].reason, QStringLiteral("a long reader holds an item, waits for room in slow"));
    picture.nodes[0].chain = {2};
    QVERIFY(chainFrom(picture, 0).detail.contains(QStringLiteral("search is 9.40")));
    picture.nodes[2].down = true;
    QVERIFY(chainFrom(picture, 0).detail.contains(QStringLiteral("it is down")));
    Snapshot hops = hopsPicture();
    hops.nodes[2].chain = {4};
    QCOMPARE(chainFrom(hops, 2).steps.front().reason, QStringLiteral("waits for room in the send buffer to api"));
}

void CanvasKindsTest::everyKindIsDrawnAtEveryLevelOfDetail_data()
{
    QTest::addColumn<Snapshot>("picture");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<double>("zoom");
    for (const bool dark : {true, false}) {
        for (const double zoom : {1.0, 0.5, 0.2, 0.07}) {
            const auto row = [&](const char* name, const Snapshot& picture) {
                QTest::addRow("%s %s %g", name, dark ? "dark" : "light", zoom) << picture << dark << zoom;
            };
            row("kinds", kindsPicture());
            row("channels", channelsPicture());
            row("balancers", balancersPicture());
            row("hops", hopsPicture());
            row("troubles", troublesPicture());
        }
    }
}

void CanvasKindsTest::everyKindIsDrawnAtEveryLevelOfDetail()
{
    QFETCH(Snapshot, picture);
    QFETCH(bool, dark);
    QFETCH(double, zoom);
    Stand stand(spacious, dark ? Theme::Choice::Dark : Theme::Choice::Light);
    stand.show(picture);
    stand.canvas.setZoom(zoom);
    const QImage image = stand.image();
    keep(zoom < 1 ? image : stand.image(2).copy(0, 400, 3000, 2040), QString::fromLatin1(QTest::currentDataTag()));
    const QColor ground = stand.theme.color(Token::Canvas);
    for (const QRectF& card : cardsOf(stand.canvas.picture().layout())) {
        const QRectF seen = stand.canvas.mapFromScene(card).boundingRect();
        const int all = static_cast<int>(seen.width() * seen.height());
        if (QRectF(image.rect()).contains(seen))
            QVERIFY(countColor(image, seen, ground, 1) < all * 9 / 10);
    }
    for (int i = 0; i < static_cast<int>(picture.nodes.size()); ++i) {
        if (stand.node(i).placed().detail == Detail::Full && !stand.node(i).face().root) {
            const QRectF card = stand.node(i).placed().rect;
            const QRectF foot(card.x() + 6, card.bottom() + 1, card.width() - 12, 3);
            QVERIFY(countColor(image, foot, stand.theme.color(Token::Text), 40) == 0); // nothing leaves its card
        }
    }
}

void CanvasKindsTest::everyNodeAndHopHasASentence()
{
    Stand stand;
    stand.show(kindsPicture());
    const QString text = stand.canvas.accessibleDescription();
    for (const char* part : {"db pool, balancer, flowing: 490/s over 3 of 4 replicas, 1 starts in 2.10",
                             "events, channel, filling: audit 100", "web clients to api, moving: 6.00"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), part);
    QVERIFY(stand.canvas.picture().hops().front()->toolTip().startsWith(QStringLiteral("web clients to api")));
}

/// The engine fills what the other tests make up.
void CanvasKindsTest::aRealRunIsShownWithAllItsKinds()
{
    const auto document = Document::parse(fullScenario);
    QVERIFY(document);
    const auto run = SimulatedRun::create(*document);
    QVERIFY(run);
    (*run)->setSpeed(std::numeric_limits<double>::infinity());
    (*run)->runTo(runStart + std::chrono::seconds(30));
    QTRY_COMPARE((*run)->latest()->now, runStart + std::chrono::seconds(30));
    const auto snapshot = (*run)->latest();
    Stand stand(spacious);
    stand.canvas.show(snapshot, QStringLiteral("events"));
    keep(stand.image(), QStringLiteral("a real run"));
    const QRectF hop = stand.canvas.picture().layout().edges.front().hop->rect;
    for (const auto& annotation : stand.canvas.picture().annotations())
        QVERIFY(!hop.adjusted(-20, 0, 20, 0).contains(annotation.a)); // the rate does not cover the gauges
    QCOMPARE(stand.node(4).face().kind, NodeKind::Channel);
    QCOMPARE(stand.node(4).face().words.rows.size(), std::size_t(2));
    QCOMPARE(stand.node(6).face().kind, NodeKind::Balancer);
    QCOMPARE(stand.node(6).face().shape.replicas.size(), std::size_t(4));
    QVERIFY(stand.canvas.picture().hops().front());
    QVERIFY(!narrate(*snapshot).sentence.empty());
    for (std::size_t i = 0; i < snapshot->nodes.size(); ++i) {
        QVERIFY(!wordsOf(*snapshot, static_cast<int>(i)).sentence.contains(QStringLiteral("nan")));
        QVERIFY(!nowReadingOf(snapshot->nodes[i], snapshot->scenario->nodes[i]).pairs.isEmpty());
        (void)detailReadingOf(*snapshot, snapshot->nodes[i], snapshot->scenario->nodes[i]);
    }
}

QTEST_MAIN(CanvasKindsTest)
#include "tst_canvas_kinds.moc"
