// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas_pictures.h"
#include "canvas_stand.h"

#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace highwater;

/// Zoom, pan, map, places by hand, and what a click on a waiting node shows.
class CanvasViewTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theWheelZoomsAboutThePointer_data();
    void theWheelZoomsAboutThePointer();
    void theMiddleButtonDragsAndZeroFitsAgain();
    void theMapIsThereOnlyWhenThePictureExceedsTheView();
    void aClickOnTheMapGoesThere();
    void placesByHandAreKeptAtEveryZoom();
    void nodesWithoutAPlaceComeBesideTheirNeighbours();
    void standingFreelyMovesNothing_data();
    void standingFreelyMovesNothing();
    void aSpreadOutFanDoesNotLieOnItself();
    void aClickOnAWaitingNodeShowsItsChain();
    void everyStepSaysWhatWasHit();
    void theCureIsARateAndANumberOfWorkers();
    void theTimeOfTheWaitGoesOn();
    void waitingPictures_data();
    void waitingPictures();

private:
    static void wheel(PipelineCanvas& canvas, QPoint at, int steps, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(at, canvas.viewport()->mapToGlobal(at), {}, {0, 120 * steps}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(canvas.viewport(), &event);
    }
    static void click(PipelineCanvas& canvas, const QRectF& card)
    {
        QTest::mouseClick(canvas.viewport(), Qt::LeftButton, Qt::NoModifier, canvas.mapFromScene(card.center()));
    }
};

void CanvasViewTest::theWheelZoomsAboutThePointer_data()
{
    QTest::addColumn<bool>("control");
    QTest::addColumn<bool>("free");
    QTest::newRow("wheel") << false << false;
    QTest::newRow("with Ctrl") << true << false;
    QTest::newRow("placed by hand") << false << true;
}

void CanvasViewTest::theWheelZoomsAboutThePointer()
{
    QFETCH(bool, control);
    QFETCH(bool, free);
    Stand stand({1100, 640});
    stand.show(gridPicture(6, 5));
    if (free)
        stand.canvas.standFreely();
    for (const int node : {3, 17, 30}) {
        stand.canvas.fit();
        const QPoint pointer = stand.canvas.mapFromScene(stand.node(node).placed().rect.center());
        for (const int steps : {1, 4, 2, -1}) {
            wheel(stand.canvas, pointer, steps, control ? Qt::ControlModifier : Qt::NoModifier);
            const QRect card = stand.canvas.mapFromScene(stand.node(node).placed().rect).boundingRect();
            QVERIFY2(card.adjusted(-8, -8, 8, 8).contains(pointer), qPrintable(QStringLiteral("node %1").arg(node)));
        }
        QVERIFY(!stand.canvas.isFitted());
    }
}

void CanvasViewTest::theMiddleButtonDragsAndZeroFitsAgain()
{
    Stand stand({1100, 640});
    stand.show(gridPicture(6, 5));
    const QRectF fitted = stand.node(1).placed().rect;
    const QPoint before = stand.canvas.mapFromScene(fitted.center());
    const auto send = [&](QEvent::Type type, QPoint point) {
        QMouseEvent event(type, point, stand.canvas.viewport()->mapToGlobal(point), type == QEvent::MouseMove ? Qt::NoButton : Qt::MiddleButton,
                          type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::MiddleButton, Qt::NoModifier);
        QCoreApplication::sendEvent(stand.canvas.viewport(), &event);
    };
    send(QEvent::MouseButtonPress, {400, 300});
    send(QEvent::MouseMove, {460, 340});
    send(QEvent::MouseButtonRelease, {460, 340});
    QCOMPARE(stand.canvas.mapFromScene(stand.node(1).placed().rect.center()) - before, QPoint(60, 40));
    QTest::keyClick(&stand.canvas, Qt::Key_0);
    QVERIFY(stand.canvas.isFitted());
    QCOMPARE(stand.canvas.mapFromScene(stand.node(1).placed().rect.center()), before);
}

void CanvasViewTest::theMapIsThereOnlyWhenThePictureExceedsTheView()
{
    Stand stand({1100, 640});
    stand.show(gridPicture(6, 5));
    QVERIFY(!stand.canvas.map().isVisible());
    stand.canvas.setZoom(1);
    QVERIFY(stand.canvas.map().isVisible());
    QVERIFY(stand.canvas.rect().contains(stand.canvas.map().geometry()));
    stand.canvas.fit();
    QVERIFY(!stand.canvas.map().isVisible());
    stand.canvas.setZoom(1);
    stand.canvas.show(nullptr, {});
    QVERIFY(!stand.canvas.map().isVisible());
}

void CanvasViewTest::aClickOnTheMapGoesThere()
{
    Stand stand({1100, 640});
    stand.show(gridPicture(20, 10));
    stand.canvas.setZoom(1);
    auto* map = stand.canvas.findChild<Minimap*>();
    for (const QPoint corner : {QPoint(10, map->height() / 2), QPoint(map->width() - 10, map->height() / 2)}) {
        QTest::mouseClick(map, Qt::LeftButton, Qt::NoModifier, corner);
        const QRectF view = stand.canvas.mapToScene(stand.canvas.viewport()->rect()).boundingRect();
        const QRectF bounds = stand.canvas.picture().layout().bounds;
        QCOMPARE(view.center().x() < bounds.center().x(), corner.x() < map->width() / 2);
        QVERIFY(std::abs(view.center().x() - bounds.center().x()) > bounds.width() / 3);
    }
}

void CanvasViewTest::placesByHandAreKeptAtEveryZoom()
{
    Stand stand({1100, 640});
    stand.show(fanInPicture());
    stand.canvas.setPlaces({{QStringLiteral("web clients"), {0, 0}}, {QStringLiteral("batch import"), {0, 240}},
                            {QStringLiteral("api"), {480, 120}}, {QStringLiteral("db"), {960, 480}}});
    for (const double zoom : {2.0, 1.0, 0.9, 0.5, 0.2, 0.05}) {
        stand.canvas.setZoom(zoom);
        const double scale = std::min(1.0, zoom);
        const QPointF way = stand.node(3).placed().rect.center() - stand.node(2).placed().rect.center();
        QVERIFY((way - QPointF(480, 360) * scale).manhattanLength() <= 2);
        for (int a = 0; a < 4; ++a) {
            for (int b = a + 1; b < 4; ++b)
                QVERIFY(!stand.node(a).placed().rect.intersects(stand.node(b).placed().rect));
        }
        const QPointF place(333, 77);
        QVERIFY((stand.canvas.placeAt(stand.canvas.scenePointOf(place)) - place).manhattanLength() < 1e-6);
    }
    stand.canvas.fit();
    QVERIFY(QRectF(stand.canvas.viewport()->rect()).contains(stand.canvas.picture().layout().bounds));
}

void CanvasViewTest::nodesWithoutAPlaceComeBesideTheirNeighbours()
{
    Graph graph{{true, false, false, false}, {{0, 1}, {1, 2}, {1, 3}}};
    const auto places = completed(graph, {std::nullopt, QPointF(300, 0), std::nullopt, QPointF(300, 0)});
    QVERIFY(places[0].x() + 188 <= 300);
    QVERIFY(places[2].x() >= 300 + 232);
    QVERIFY(places[3] != places[1]); // one would hide the other
    const Layout layout = layOutFreely(graph, places, 1);
    QVERIFY(!layout.nodes[0].rect.intersects(layout.nodes[1].rect));
    QVERIFY(!layout.nodes[2].rect.intersects(layout.nodes[1].rect));
    QCOMPARE(layout.edges.size(), graph.edges.size());
    for (const auto& edge : layout.edges)
        QVERIFY(edge.points.size() > 1);
}

void CanvasViewTest::standingFreelyMovesNothing_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("full") << QSize(1100, 640);
    QTest::newRow("compact") << QSize(700, 300);
    QTest::newRow("tiles") << QSize(360, 200);
}

void CanvasViewTest::standingFreelyMovesNothing()
{
    QFETCH(QSize, size);
    int compared = 0;
    for (const Snapshot& picture : {chainPicture(), feedbackPicture(), fanInPicture()}) {
        Stand stand(size);
        stand.show(picture);
        // Cards that show less only because their column is high are spread out instead.
        const auto& nodes = stand.canvas.picture().layout().nodes;
        if (std::any_of(nodes.begin(), nodes.end(), [&](const PlacedNode& node) { return node.detail != detailOf(stageWidth * std::min(1.0, stand.canvas.zoom())); }))
            continue;
        ++compared;
        std::vector<QRectF> before;
        for (const NodeItem* node : stand.canvas.picture().nodes())
            before.push_back(stand.canvas.mapFromScene(node->placed().rect).boundingRect());
        QVERIFY(!stand.canvas.standFreely().isEmpty());
        for (std::size_t i = 0; i < before.size(); ++i) {
            const QRectF after = stand.canvas.mapFromScene(stand.canvas.picture().nodes()[i]->placed().rect).boundingRect();
            const QPointF way = after.center() - before[i].center();
            QVERIFY2(way.manhattanLength() <= 3, qPrintable(QStringLiteral("node %1 of %2 by %3, %4 at %5").arg(i).arg(before.size()).arg(way.x()).arg(way.y()).arg(stand.canvas.zoom())));
        }
    }
    QVERIFY(compared >= 2);
}

void CanvasViewTest::aSpreadOutFanDoesNotLieOnItself()
{
    Stand stand({1100, 500});
    stand.show(producersPicture());
    stand.canvas.standFreely();
    const auto& nodes = stand.canvas.picture().layout().nodes;
    for (std::size_t a = 0; a < nodes.size(); ++a) {
        for (std::size_t b = a + 1; b < nodes.size(); ++b)
            QVERIFY(!nodes[a].rect.intersects(nodes[b].rect));
    }
}

void CanvasViewTest::aClickOnAWaitingNodeShowsItsChain()
{
    Stand stand;
    stand.canvas.setReducedMotion(true);
    stand.show(chainPicture());
    QString selected;
    QObject::connect(&stand.canvas, &PipelineCanvas::nodeClicked, &stand.canvas, [&](const QString& name) {
        selected = name;
        stand.show(chainPicture(), name);
    });
    click(stand.canvas, stand.node(1).placed().rect);
    QCOMPARE(selected, QStringLiteral("api"));
    QVERIFY(stand.canvas.whoWaits());
    QVERIFY(stand.canvas.picture().chain().title.startsWith(QStringLiteral("api waits for disk")));
    click(stand.canvas, stand.node(0).placed().rect);
    QVERIFY(stand.canvas.whoWaits());
    QVERIFY(stand.canvas.picture().chain().title.startsWith(QStringLiteral("batch waits for disk")));
    click(stand.canvas, stand.node(3).placed().rect); // it works: it waits for nobody
    QVERIFY(!stand.canvas.whoWaits());
    // Whoever asked by the key goes on seeing it.
    stand.canvas.setWhoWaits(true);
    click(stand.canvas, stand.node(3).placed().rect);
    QVERIFY(stand.canvas.whoWaits());
}

void CanvasViewTest::everyStepSaysWhatWasHit()
{
    const WaitChain chain = longestChain(chainPicture(), -1);
    QCOMPARE(chain.steps[0].limit, QStringLiteral("level 910, go on at 400"));
    QCOMPARE(chain.steps[1].limit, QStringLiteral("1\u2009000 of 1\u2009000"));
    QCOMPARE(chain.steps[2].limit, QString()); // 120 of 1 000 is no limit
    Stand stand({1100, 420});
    stand.show(chainPicture());
    stand.canvas.setWhoWaits(true);
    bool limited = false;
    for (const auto& note : stand.canvas.picture().annotations())
        limited = limited || (note.kind == Annotation::Kind::Arrow && note.text.contains(QStringLiteral("1\u2009000 of")));
    QVERIFY(limited);
}

void CanvasViewTest::theCureIsARateAndANumberOfWorkers()
{
    Snapshot picture = chainPicture();
    WaitChain chain = longestChain(picture, -1);
    QVERIFY2(chain.cure.contains(QStringLiteral("disk has to complete more than 960/s")), qPrintable(chain.cure));
    QVERIFY2(chain.cure.contains(QStringLiteral("about 6 such workers instead of 1")), qPrintable(chain.cure));
    picture.nodes[3].down = true; // no number of workers helps
    QVERIFY(longestChain(picture, -1).cure.isEmpty());
    picture.nodes[3].down = false;
    picture.nodes[0].wantedRate = 0; // it has no rate of its own
    QVERIFY(longestChain(picture, -1).cure.isEmpty());
}

void CanvasViewTest::theTimeOfTheWaitGoesOn()
{
    Stand stand;
    Snapshot picture = chainPicture();
    stand.show(picture, QStringLiteral("batch"));
    const QString before = stand.canvas.picture().chain().title;
    picture.nodes[0].inState += std::chrono::milliseconds(900);
    stand.now += 16;
    stand.show(picture, QStringLiteral("batch"));
    const QString after = stand.canvas.picture().chain().title;
    QVERIFY(before.contains(QStringLiteral("3.10\u2009s so far")));
    QVERIFY2(after.contains(QStringLiteral("4.00\u2009s so far")), qPrintable(after));
}

void CanvasViewTest::waitingPictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << true;
    QTest::newRow("light") << false;
}

/// Written to the folder that HIGHWATER_PICTURES names, to be looked at; always painted.
void CanvasViewTest::waitingPictures()
{
    QFETCH(bool, dark);
    const auto save = [&](Stand& stand, const char* name) {
        const QImage image = stand.image();
        QVERIFY(!image.isNull());
        if (const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES"); !folder.isEmpty())
            image.save(QStringLiteral("%1/waits-%2-%3.png").arg(folder, QLatin1String(name), QLatin1String(dark ? "dark" : "light")));
    };
    const auto choice = dark ? Theme::Choice::Dark : Theme::Choice::Light;
    for (const QSize size : {mainWindowPlace, QSize(1100, 420)}) {
        Stand stand(size, choice);
        stand.canvas.setReducedMotion(true);
        stand.show(chainPicture(), QStringLiteral("batch"));
        stand.canvas.setWhoWaits(true);
        save(stand, size == mainWindowPlace ? "low" : "high");
    }
    Stand free({1100, 420}, choice);
    free.canvas.setReducedMotion(true);
    free.show(chainPicture(), QStringLiteral("api"));
    auto places = free.canvas.standFreely();
    places[QStringLiteral("disk")] = places[QStringLiteral("db")] + QPointF(-300, 190);
    free.canvas.setPlaces(places);
    free.canvas.setWhoWaits(true);
    save(free, "free");
    Stand large({1100, 420}, choice);
    large.show(gridPicture(20, 10));
    large.canvas.setZoom(0.5);
    large.run(gridPicture(20, 10), 40);
    save(large, "large");
}

QTEST_MAIN(CanvasViewTest)
#include "tst_canvas_view.moc"
