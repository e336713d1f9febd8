// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/painting.h"
#include "canvas/pipeline_canvas.h"
#include "canvas_pictures.h"
#include "canvas_stand.h"

#include <QImage>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <cmath>
#include <limits>

using namespace highwater;

Q_DECLARE_METATYPE(highwater::Snapshot)

namespace {

int countColor(const QImage& image, QRect area, const QColor& color, int tolerance = 12)
{
    int count = 0;
    area &= image.rect();
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (std::abs(pixel.red() - color.red()) <= tolerance &&
                std::abs(pixel.green() - color.green()) <= tolerance &&
                std::abs(pixel.blue() - color.blue()) <= tolerance)
                ++count;
        }
    }
    return count;
}

std::vector<Annotation> ofKind(const PipelineCanvas& canvas, Annotation::Kind kind)
{
    std::vector<Annotation> found;
    for (const auto& annotation : canvas.picture().annotations()) {
        if (annotation.kind == kind)
            found.push_back(annotation);
    }
    return found;
}

} // namespace

class CanvasTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingFitsLeftToRightWithoutOverlap_data();
    void everythingFitsLeftToRightWithoutOverlap();
    void aLoopLeadsBackBelowTheCards();
    void aWideFanOutLeavesTheOtherColumnsWhole();
    void theUsersZoomNeverLetsCardsOverlap();

    void everyStateShowsItsColourItsWordAndItsIcon_data();
    void everyStateShowsItsColourItsWordAndItsIcon();
    void aShortStateIsHeldOnTheChipButColoursChangeAtOnce();
    void textsChangeAtMostTenTimesASecond();
    void aNodeThatDidNotChangeIsNotPaintedAgain();
    void gaugesWithoutACapacityHaveARoundScale();

    void atMostSixSendersStandBeforeAGate();

    void whoWaitsFadesEverythingElse();
    void aCircleOfWaitingEnds();

    void dotsGiveWayToRatesInFastAndInReducedMotion();
    void dotsStopWhenPaused();

    void aClickSelects();
    void theKeyboardGoesFromNodeToNode();
    void theSelectedNodeHasAnOutlineAndARing();
    void everyNodeHasASentence();
    void nothingIsBlank_data();
    void nothingIsBlank();
    void aChangeOfThemeRepaintsAll();
    void aCanvasWithoutAScenarioSaysSo();
};

void CanvasTest::everythingFitsLeftToRightWithoutOverlap_data()
{
    QTest::addColumn<Snapshot>("picture");
    QTest::addColumn<QSize>("size");
    for (const QSize size : {mainWindowPlace, QSize(1100, 640), QSize(600, 200)}) {
        const auto row = [&](const char* name, const Snapshot& picture) {
            QTest::addRow("%s in %dx%d", name, size.width(), size.height()) << picture << size;
        };
        row("chain", chainPicture());
        row("fan-in", fanInPicture());
        row("loop", feedbackPicture());
        row("states", statesPicture());
        row("producers", producersPicture());
        row("30 nodes", gridPicture(6, 5));
        row("7 columns", gridPicture(5, 1));
        row("96 nodes", gridPicture(12, 8));
    }
}

void CanvasTest::everythingFitsLeftToRightWithoutOverlap()
{
    QFETCH(Snapshot, picture);
    QFETCH(QSize, size);
    Stand stand(size);
    stand.show(picture);
    QVERIFY(stand.canvas.zoom() <= 1.0);
    const Layout& layout = stand.canvas.picture().layout();
    auto cards = layout.nodes;
    if (layout.exit)
        cards.push_back(*layout.exit);
    for (std::size_t a = 0; a < cards.size(); ++a) {
        QVERIFY(QRectF(QPointF(), size).contains(cards[a].rect));
        QCOMPARE(cards[a].rect, QRectF(cards[a].rect.toRect())); // sharp lines need whole pixels
        for (std::size_t b = a + 1; b < cards.size(); ++b)
            QVERIFY(!cards[a].rect.intersects(cards[b].rect));
    }
    const Graph graph = graphOf(picture);
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
        const QRectF& from = layout.nodes[static_cast<std::size_t>(graph.edges[e].from)].rect;
        const QRectF& to =
            graph.edges[e].to ? layout.nodes[static_cast<std::size_t>(*graph.edges[e].to)].rect : layout.exit->rect;
        if (!layout.edges[e].feedback)
            QVERIFY(from.right() < to.left());
        QCOMPARE(layout.edges[e].points.front().x(), from.right());
        QCOMPARE(layout.edges[e].points.back().x(), to.left());
    }
    for (std::size_t node = 0; node < graph.producers.size(); ++node) {
        if (graph.producers[node])
            QCOMPARE(layout.nodes[node].column, 0);
    }
}

void CanvasTest::aLoopLeadsBackBelowTheCards()
{
    Stand stand;
    stand.show(feedbackPicture());
    const Layout& layout = stand.canvas.picture().layout();
    const auto loops =
        std::count_if(layout.edges.begin(), layout.edges.end(), [](const auto& edge) { return edge.feedback; });
    QCOMPARE(loops, 1);
    for (const auto& edge : layout.edges) {
        if (edge.feedback) {
            QVERIFY(edge.path.boundingRect().bottom() > layout.bounds.bottom());
            QVERIFY(edge.path.boundingRect().bottom() < mainWindowPlace.height());
        }
    }
}

void CanvasTest::aWideFanOutLeavesTheOtherColumnsWhole()
{
    Stand stand;
    stand.show(feedbackPicture());
    QCOMPARE(stand.node(1).placed().detail, Detail::Full);
    QCOMPARE(stand.node(2).placed().detail, Detail::Compact);
    QCOMPARE(stand.node(3).placed().detail, Detail::Compact);
}

void CanvasTest::theUsersZoomNeverLetsCardsOverlap()
{
    Stand stand;
    stand.show(gridPicture(6, 5));
    for (const double zoom : {2.0, 1.0, 0.9, 0.7, 0.5, 0.39, 0.2, 0.11, 0.05, 0.001}) {
        stand.canvas.setZoom(zoom);
        QVERIFY(stand.canvas.zoom() >= smallestZoom);
        const auto& nodes = stand.canvas.picture().layout().nodes;
        for (std::size_t a = 0; a < nodes.size(); ++a) {
            for (std::size_t b = a + 1; b < nodes.size(); ++b)
                QVERIFY(!nodes[a].rect.intersects(nodes[b].rect));
        }
    }
    stand.canvas.fit();
    QVERIFY(QRectF(QPointF(), mainWindowPlace).contains(stand.canvas.picture().layout().bounds));
}

void CanvasTest::everyStateShowsItsColourItsWordAndItsIcon_data()
{
    QTest::addColumn<bool>("producers");
    QTest::addColumn<int>("index");
    QTest::addColumn<Token>("token");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("icon");
    QTest::addColumn<bool>("dark");
    for (const bool dark : {true, false}) {
        const auto row = [&](bool producers, int index, Token token, const char* word, const char* icon) {
            QTest::addRow("%s, %s", word, dark ? "dark" : "light")
                << producers << index << token << QString::fromLatin1(word) << QString::fromLatin1(icon) << dark;
        };
        row(false, 1, Token::Idle, "idle", "idle");
        row(false, 2, Token::Flowing, "flowing", "flowing");
        row(false, 3, Token::Filling, "filling", "filling");
        row(false, 4, Token::Pressed, "pressed", "pressed");
        row(false, 5, Token::Blocked, "blocked", "blocked");
        row(false, 6, Token::Dropped, "refusing", "refused");
        row(true, 0, Token::Flowing, "sending", "flowing");
        row(true, 1, Token::Pressed, "waiting", "waiting");
        row(true, 2, Token::Dropped, "shedding", "dropped");
        row(true, 3, Token::Dropped, "retrying", "refused");
        row(true, 4, Token::Idle, "thinking", "idle");
    }
}

void CanvasTest::everyStateShowsItsColourItsWordAndItsIcon()
{
    QFETCH(bool, producers);
    QFETCH(int, index);
    QFETCH(Token, token);
    QFETCH(bool, dark);
    Stand stand({1000, 1000}, dark ? Theme::Choice::Dark : Theme::Choice::Light);
    stand.show(producers ? producersPicture() : statesPicture());
    const NodeItem& node = stand.node(index);
    QCOMPARE(node.placed().detail, Detail::Full);
    QTEST(node.face().look.word, "word");
    QTEST(node.face().look.icon, "icon");
    QCOMPARE(node.face().look.token, token);

    const QImage image = stand.image();
    const QRect card = node.placed().rect.toRect();
    const QColor color = stand.theme.color(token);
    QVERIFY2(countColor(image, QRect(card.left() + 1, card.top() + 12, 3, card.height() - 24), color) > card.height(),
             "bar");
    const int chipWidth = qRound(textWidth(node.face().look.word, Theme::font(11, Weight::Medium))) + 26;
    const QRect chip(card.right() - 7 - chipWidth, card.top() + 7, chipWidth, 18);
    QVERIFY2(countColor(image, chip, color, 40) > 40, "the chip's outline and icon");
    QVERIFY2(countColor(image, chip.adjusted(6, 3, 18 - chipWidth, -3), color, 60) > 8, "icon");
    QVERIFY2(countColor(image, chip.adjusted(21, 2, -6, -2), stand.theme.color(Token::Text), 60) > 20, "word");
}

void CanvasTest::aShortStateIsHeldOnTheChipButColoursChangeAtOnce()
{
    Stand stand;
    Snapshot picture = fanInPicture();
    stand.show(picture);
    const auto change = [&](NodeState state, qint64 later) {
        stand.now += later;
        picture.nodes[2].state = state;
        stand.show(picture);
    };
    QCOMPARE(stand.node(2).face().look.word, QStringLiteral("pressed"));
    change(NodeState::Filling, 300);
    QCOMPARE(stand.node(2).face().look.word, QStringLiteral("filling"));
    change(NodeState::Pressed, 20);
    QCOMPARE(stand.node(2).face().look.word, QStringLiteral("filling"));
    QCOMPARE(stand.node(2).face().shape.state, Token::Pressed);
    change(NodeState::Pressed, 229);
    QCOMPARE(stand.node(2).face().look.word, QStringLiteral("filling"));
    change(NodeState::Pressed, 1);
    QCOMPARE(stand.node(2).face().look.word, QStringLiteral("pressed"));
    picture.state = RunState::Paused; // what stands still is shown as it is
    change(NodeState::Flowing, 10);
    QCOMPARE(stand.node(2).face().look.word, QStringLiteral("flowing"));
}

void CanvasTest::textsChangeAtMostTenTimesASecond()
{
    Stand stand;
    Snapshot picture = fanInPicture();
    stand.show(picture);
    QCOMPARE(stand.node(2).face().words.depth, QStringLiteral("566"));
    picture.nodes[2].level = 580;
    stand.now += 50;
    stand.show(picture);
    QCOMPARE(stand.node(2).face().words.depth, QStringLiteral("566"));
    QVERIFY(stand.node(2).face().shape.fill > 0.575 * 200); // the gauge follows at once
    stand.now += 60;
    stand.show(picture);
    QCOMPARE(stand.node(2).face().words.depth, QStringLiteral("580"));
    picture.nodes[2].level = 590;
    picture.state = RunState::Paused;
    stand.show(picture);
    QCOMPARE(stand.node(2).face().words.depth, QStringLiteral("590"));
}

void CanvasTest::aNodeThatDidNotChangeIsNotPaintedAgain()
{
    Stand stand;
    Snapshot picture = chainPicture();
    stand.show(picture);
    stand.image();
    const int first = stand.node(1).repaints();
    const int other = stand.node(2).repaints();
    QVERIFY(first > 0);
    for (int i = 0; i < 10; ++i) {
        stand.now += 200;
        picture.nodes[1].completedRate += 0.01; // not to be seen in three digits
        stand.show(picture);
        stand.image();
    }
    QCOMPARE(stand.node(1).repaints(), first);
    picture.nodes[1].level -= 60;
    stand.now += 200;
    stand.show(picture);
    stand.image();
    QCOMPARE(stand.node(1).repaints(), first + 1);
    QCOMPARE(stand.node(2).repaints(), other);
}

void CanvasTest::gaugesWithoutACapacityHaveARoundScale()
{
    Stand stand;
    Snapshot picture = unlimitedPicture();
    stand.show(picture);
    const auto& face = stand.node(1).face();
    QCOMPARE(face.words.capacity, QStringLiteral("/ ∞"));
    QVERIFY(face.words.depth.endsWith(QStringLiteral("KiB")));
    QCOMPARE(face.words.servers, QStringLiteral("∞ workers"));
    QVERIFY(!face.shape.bounded);
    NodeView view = picture.nodes[1];
    const flow::QueuePolicy policy;
    view.level = 640;
    const double scale = gaugeScale(view, policy, 0);
    QCOMPARE(scale, 1000.0);
    view.level = 300;
    QCOMPARE(gaugeScale(view, policy, scale), 1000.0); // it does not pump with the level
    view.level = 150;
    QCOMPARE(gaugeScale(view, policy, scale), 200.0);
    view.level = 0;
    QCOMPARE(gaugeScale(view, policy, scale), 10.0);
}

void CanvasTest::atMostSixSendersStandBeforeAGate()
{
    Stand stand({900, 600});
    stand.show(producersPicture());
    const auto queues = ofKind(stand.canvas, Annotation::Kind::Queue);
    QCOMPARE(queues.size(), std::size_t(1));
    QCOMPARE(queues.front().points.size(), std::size_t(6));
    QVERIFY(queues.front().text.startsWith(QStringLiteral("9 · 1.2")));
    const QRectF target = stand.node(5).placed().rect;
    for (const QPointF& point : queues.front().points)
        QVERIFY(point.x() < target.left() - 10);
}

void CanvasTest::whoWaitsFadesEverythingElse()
{
    Stand stand({1400, 320});
    Snapshot picture = chainPicture();
    stand.show(picture);
    QVERIFY(stand.node(3).face().root); // api is blocked: the root is marked without a question
    QCOMPARE(ofKind(stand.canvas, Annotation::Kind::Arrow).size(), std::size_t(1));

    stand.canvas.setReducedMotion(true);
    QSignalSpy spy(&stand.canvas, &PipelineCanvas::whoWaitsChanged);
    QTest::keyClick(&stand.canvas, Qt::Key_W);
    QCOMPARE(spy.count(), 1);
    const auto arrows = ofKind(stand.canvas, Annotation::Kind::Arrow);
    QCOMPARE(arrows.size(), std::size_t(3));
    for (std::size_t i = 0; i < arrows.size(); ++i)
        QCOMPARE(arrows[i].number, static_cast<int>(i) + 1);
    QCOMPARE(ofKind(stand.canvas, Annotation::Kind::Root).front().text, QStringLiteral("root"));
    QTest::keyClick(&stand.canvas, Qt::Key_Escape);
    QVERIFY(!stand.canvas.whoWaits());

    Stand other;
    other.canvas.setReducedMotion(true);
    other.show(fanInPicture());
    other.canvas.setWhoWaits(true);
    QCOMPARE(other.node(1).opacity(), 1.0);
    QCOMPARE(other.node(2).opacity(), 1.0);
    QCOMPARE(other.node(0).opacity(), 0.35);
    QCOMPARE(other.node(3).opacity(), 0.35);
    other.canvas.setWhoWaits(false);
    QCOMPARE(other.node(3).opacity(), 1.0);
}

void CanvasTest::aCircleOfWaitingEnds()
{
    Snapshot picture = feedbackPicture();
    picture.nodes[1].waitsFor = 3;
    picture.nodes[3].waitsFor = 1;
    const WaitChain chain = chainFrom(picture, 1);
    QVERIFY(chain.circle);
    QCOMPARE(chain.steps.size(), std::size_t(2));
    QVERIFY(chain.title.contains(QStringLiteral("circle")));
    Stand stand;
    stand.show(picture);
    stand.canvas.setWhoWaits(true);
    QVERIFY(!stand.image().isNull());
}

void CanvasTest::dotsGiveWayToRatesInFastAndInReducedMotion()
{
    Stand stand;
    Snapshot picture = fanInPicture();
    stand.run(picture, 80);
    QVERIFY(stand.canvas.picture().dotCount() > 0);
    QVERIFY(ofKind(stand.canvas, Annotation::Kind::Label).empty());
    for (const double speed : {101.0, std::numeric_limits<double>::infinity()}) {
        picture.speedWanted = speed;
        stand.run(picture, 2);
        QCOMPARE(stand.canvas.picture().dotCount(), 0);
        QCOMPARE(ofKind(stand.canvas, Annotation::Kind::Label).size(), std::size_t(3));
    }
    QCOMPARE(ofKind(stand.canvas, Annotation::Kind::Label).front().text, QStringLiteral("640/s"));
    picture.speedWanted = 1;
    stand.run(picture, 80);
    QVERIFY(stand.canvas.picture().dotCount() > 0);
    stand.theme.setReducedMotion(true);
    QCOMPARE(stand.canvas.picture().dotCount(), 0);
    QCOMPARE(ofKind(stand.canvas, Annotation::Kind::Label).size(), std::size_t(3));
}

void CanvasTest::dotsStopWhenPaused()
{
    Stand stand;
    Snapshot picture = fanInPicture();
    stand.run(picture, 80);
    picture.state = RunState::Paused;
    stand.run(picture, 1);
    const QImage before = stand.image();
    stand.run(picture, 20);
    QVERIFY(stand.canvas.picture().dotCount() > 0);
    QVERIFY(before == stand.image());
}

void CanvasTest::aClickSelects()
{
    Stand stand;
    stand.show(fanInPicture());
    QSignalSpy spy(&stand.canvas, &PipelineCanvas::nodeClicked);
    const auto click = [&](QPointF scenePoint) {
        QTest::mouseClick(stand.canvas.viewport(), Qt::LeftButton, Qt::NoModifier,
                          stand.canvas.mapFromScene(scenePoint));
    };
    click(stand.node(2).placed().rect.center());
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy.takeFirst().front().toString(), QStringLiteral("api"));
    click(stand.node(2).placed().rect.bottomRight() + QPointF(20, 20));
    QCOMPARE(spy.count(), 0);
    stand.canvas.setZoom(2);
    stand.canvas.centerOn(stand.node(3).placed().rect.center());
    click(stand.node(3).placed().rect.center());
    QCOMPARE(spy.takeFirst().front().toString(), QStringLiteral("db"));
}

void CanvasTest::theKeyboardGoesFromNodeToNode()
{
    Stand stand;
    const Snapshot picture = fanInPicture();
    QString selected;
    QObject::connect(&stand.canvas, &PipelineCanvas::nodeClicked, &stand.canvas, [&](const QString& name) {
        selected = name;
        stand.show(picture, name);
    });
    stand.show(picture);
    stand.canvas.activateWindow();
    stand.canvas.setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&stand.canvas));
    const auto press = [&](Qt::Key key) {
        QTest::keyClick(&stand.canvas, key);
        return selected;
    };
    QCOMPARE(press(Qt::Key_Tab), QStringLiteral("web clients"));
    QCOMPARE(press(Qt::Key_Tab), QStringLiteral("batch import"));
    QCOMPARE(press(Qt::Key_Right), QStringLiteral("api"));
    QCOMPARE(press(Qt::Key_Right), QStringLiteral("db"));
    QCOMPARE(press(Qt::Key_Right), QStringLiteral("db"));
    QCOMPARE(press(Qt::Key_Left), QStringLiteral("api"));
    QCOMPARE(press(Qt::Key_Backtab), QStringLiteral("batch import"));
    QCOMPARE(press(Qt::Key_Up), QStringLiteral("web clients"));
    QCOMPARE(press(Qt::Key_Down), QStringLiteral("batch import"));
}

void CanvasTest::theSelectedNodeHasAnOutlineAndARing()
{
    Stand stand;
    const Snapshot picture = fanInPicture();
    stand.show(picture);
    const QRect card = stand.node(2).placed().rect.toRect();
    const QColor accent = stand.theme.color(Token::Accent);
    const QRect around = card.adjusted(-8, -8, 8, 8);
    QCOMPARE(countColor(stand.image(), around, accent), 0);
    stand.show(picture, QStringLiteral("api"));
    const int selected = countColor(stand.image(), around, accent);
    QVERIFY(selected > 2 * (card.width() + card.height()));
    stand.canvas.activateWindow();
    stand.canvas.setFocus();
    QVERIFY(QTest::qWaitForWindowActive(&stand.canvas));
    QVERIFY(countColor(stand.image(), around, accent) > selected + 2 * (card.width() + card.height()));
}

void CanvasTest::everyNodeHasASentence()
{
    Stand stand;
    const Snapshot picture = chainPicture();
    stand.show(picture);
    QCOMPARE(stand.canvas.accessibleName(), QStringLiteral("Pipeline"));
    const QString text = stand.canvas.accessibleDescription();
    QVERIFY(text.contains(QStringLiteral("batch, producer, waiting: sends 190/s")));
    for (const char* name : {"api, stage, blocked", "db, stage, pressed", "disk, stage, flowing"})
        QVERIFY2(text.contains(QLatin1String(name)), name);
    QVERIFY(stand.node(1).toolTip().startsWith(QStringLiteral("api, stage")));
}

void CanvasTest::nothingIsBlank_data()
{
    QTest::addColumn<Snapshot>("picture");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<double>("ratio");
    for (const bool dark : {true, false}) {
        for (const double ratio : {1.0, 2.0}) {
            const auto row = [&](const char* name, const Snapshot& picture) {
                QTest::addRow("%s %s x%g", name, dark ? "dark" : "light", ratio) << picture << dark << ratio;
            };
            row("full", fanInPicture());
            row("compact", gridPicture(5, 1));
            row("tiles", gridPicture(14, 4));
            row("marks", gridPicture(12, 8));
        }
    }
}

void CanvasTest::nothingIsBlank()
{
    QFETCH(Snapshot, picture);
    QFETCH(bool, dark);
    QFETCH(double, ratio);
    Stand stand(mainWindowPlace, dark ? Theme::Choice::Dark : Theme::Choice::Light);
    stand.show(picture);
    const QImage image = stand.image(ratio);
    QCOMPARE(image.size(), mainWindowPlace * ratio);
    const QColor ground = stand.theme.color(Token::Canvas);
    for (const auto* node : stand.canvas.picture().nodes()) {
        const QRectF rect = node->placed().rect;
        const QRect area(qRound(rect.x() * ratio), qRound(rect.y() * ratio), qRound(rect.width() * ratio),
                         qRound(rect.height() * ratio));
        QVERIFY(QRect(QPoint(), image.size()).contains(area));
        const int all = area.width() * area.height();
        QVERIFY2(countColor(image, area, ground, 1) < all * 9 / 10, qPrintable(node->face().name));
    }
    QVERIFY(countColor(image, image.rect(), stand.theme.color(Token::Flowing)) > 300);
    const QRect legend(0, image.height() - qRound(22 * ratio), qRound(300 * ratio), qRound(20 * ratio));
    QVERIFY(countColor(image, legend, stand.theme.color(Token::Muted), 40) > 60);
}

void CanvasTest::aChangeOfThemeRepaintsAll()
{
    Stand stand;
    stand.show(fanInPicture());
    QVERIFY(countColor(stand.image(), stand.node(2).placed().rect.toRect(), QColor(0x181d24), 2) > 1000);
    stand.theme.setChoice(Theme::Choice::Light);
    const QImage light = stand.image();
    QCOMPARE(countColor(light, light.rect(), QColor(0x181d24), 2), 0);
    QVERIFY(countColor(light, stand.node(2).placed().rect.toRect(), Qt::white, 2) > 1000);
    QCOMPARE(light.pixelColor(2, 2), QColor(0xf6f8fa));
}

void CanvasTest::aCanvasWithoutAScenarioSaysSo()
{
    Stand stand;
    stand.canvas.show(nullptr, {});
    QVERIFY(countColor(stand.image(), stand.canvas.rect(), stand.theme.color(Token::Text), 60) > 100);
    stand.show(fanInPicture());
    stand.canvas.show(nullptr, {});
    QVERIFY(stand.canvas.picture().nodes().empty());
    QTest::keyClick(&stand.canvas, Qt::Key_Right);
    QTest::keyClick(&stand.canvas, Qt::Key_W);
    QVERIFY(!stand.image().isNull());
}

QTEST_MAIN(CanvasTest)
#include "tst_canvas.moc"
