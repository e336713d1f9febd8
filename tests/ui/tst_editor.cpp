// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor_stand.h"

#include <QSignalSpy>

using namespace highwater;
using namespace Qt::Literals::StringLiterals;

/// The picture edited with the mouse, and what it looks like.
class EditorTest final : public test::EditorStand
{
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void outsideOfEditModeTheMouseChangesNothing();
    void aDraggedNodeSnapsToTheGridAndTheOthersStay();
    void withShiftANodeGoesWhereThePointerGoes();
    void escapePutsADraggedNodeBack();
    void markedNodesMoveTogether();
    void aLinkDrawnFromAPortConnects();
    void aLinkThatCannotBeSaysWhy();
    void aClickedLinkCanBeRemoved();
    void aBandAndShiftMarkSeveral();
    void aPieceIsPutWhereTheClickIs();
    void aPieceIsDraggedOntoTheCanvas();
    void aPieceOnALinkComesIntoIt();
    void aHopComesOntoALink();
    void theProgramLaysOutAgain();
    void aSavedPlaceIsThereAgainWhenTheFileIsOpened();
    void pictures_data();
    void pictures();
};

void EditorTest::outsideOfEditModeTheMouseChangesNothing()
{
    m_panel->editor().setEditing(false);
    QVERIFY(!m_panel->palette().isVisible());
    const QString before = text();
    drag(middle(u"api"_s), middle(u"disk"_s));
    drag(port(u"api"_s), middle(u"spare"_s));
    QCOMPARE(text(), before);
    QCOMPARE(steps(), 0);
    click(middle(u"disk"_s));
    QCOMPARE(m_session->selectedNode(), QStringLiteral("disk"));
    key(Qt::Key_E);
    QVERIFY(m_panel->editor().isEditing());
    QVERIFY(m_panel->palette().isVisible());
}

void EditorTest::aDraggedNodeSnapsToTheGridAndTheOthersStay()
{
    const QRectF disk = card(u"disk"_s);
    const QRectF before = card(u"api"_s);
    const QPoint way(31, 77);
    drag(middle(u"api"_s), middle(u"api"_s) + way);
    QCOMPARE(card(u"disk"_s), disk);
    const QPointF moved = card(u"api"_s).topLeft() - before.topLeft();
    QVERIFY((moved - way).manhattanLength() <= 24);
    const QStringList place = get(u"/nodes/api/x-position"_s).split(u", "_s);
    QCOMPARE(place.size(), 2);
    QCOMPARE(place[0].toInt() % 24, 0);
    QCOMPARE(place[1].toInt() % 24, 0);
    QVERIFY(!get(u"/nodes/disk/x-position"_s).isEmpty());
    QCOMPARE(steps(), 1);
    QVERIFY(m_session->undoText().contains(u"api"_s));
    QTest::qWait(0);
    QTRY_COMPARE(card(u"disk"_s), disk); // the frame that follows leaves all where it is
    QCOMPARE(card(u"api"_s).topLeft() - before.topLeft(), moved);
}

void EditorTest::withShiftANodeGoesWhereThePointerGoes()
{
    const QRectF before = card(u"api"_s);
    mouse(QEvent::MouseButtonPress, middle(u"api"_s));
    mouse(QEvent::MouseMove, pointOf(before.center()) + QPoint(20, 20));
    mouse(QEvent::MouseMove, pointOf(before.center()) + QPoint(31, 77), Qt::ShiftModifier);
    mouse(QEvent::MouseButtonRelease, pointOf(before.center()) + QPoint(31, 77), Qt::ShiftModifier);
    QCOMPARE(card(u"api"_s).topLeft() - before.topLeft(), QPointF(31, 77));
}

void EditorTest::escapePutsADraggedNodeBack()
{
    const QRectF before = card(u"api"_s);
    const QString file = text();
    mouse(QEvent::MouseButtonPress, middle(u"api"_s));
    mouse(QEvent::MouseMove, middle(u"api"_s) + QPoint(50, 90));
    QVERIFY(card(u"api"_s) != before);
    key(Qt::Key_Escape);
    QCOMPARE(card(u"api"_s), before);
    mouse(QEvent::MouseButtonRelease, middle(u"disk"_s));
    QCOMPARE(text(), file);
    QCOMPARE(steps(), 0);
}

void EditorTest::markedNodesMoveTogether()
{
    click(middle(u"api"_s));
    click(middle(u"disk"_s), Qt::ShiftModifier);
    QCOMPARE(m_panel->editor().marked(), (QStringList{u"api"_s, u"disk"_s}));
    const QRectF api = card(u"api"_s);
    const QRectF disk = card(u"disk"_s);
    drag(middle(u"disk"_s), middle(u"disk"_s) + QPoint(0, 96));
    QVERIFY(card(u"api"_s).top() > api.top());
    QCOMPARE(card(u"api"_s).topLeft() - api.topLeft(), card(u"disk"_s).topLeft() - disk.topLeft());
    QCOMPARE(steps(), 1);
}

void EditorTest::aLinkDrawnFromAPortConnects()
{
    hover(middle(u"disk"_s));
    drag(port(u"disk"_s), middle(u"spare"_s));
    QCOMPARE(get(u"/nodes/disk/to"_s), QStringLiteral("spare"));
    QCOMPARE(steps(), 1);
    hover(middle(u"api"_s));
    mouse(QEvent::MouseButtonPress, port(u"api"_s));
    mouse(QEvent::MouseMove, port(u"api"_s) + QPoint(40, 40));
    mouse(QEvent::MouseButtonRelease, port(u"api"_s) + QPoint(40, 200)); // into the void
    QCOMPARE(steps(), 1);
}

void EditorTest::aLinkThatCannotBeSaysWhy()
{
    QSignalSpy faults(m_session.get(), &Session::fault);
    hover(middle(u"api"_s));
    drag(port(u"api"_s), middle(u"clients"_s));
    QCOMPARE(faults.size(), 1);
    QVERIFY(qvariant_cast<Faults>(faults[0][1]).front().message.find("producer") != std::string::npos);
    QCOMPARE(steps(), 0);
}

void EditorTest::aClickedLinkCanBeRemoved()
{
    const auto& layout = m_panel->canvas().picture().layout();
    const auto& edges = m_panel->canvas().picture().graph().edges;
    std::size_t edge = 0;
    while (!(edges[edge].from == 1 && edges[edge].to == 2))
        ++edge;
    const auto& points = layout.edges[edge].points;
    click(pointOf(points[points.size() / 2]));
    QCOMPARE(m_panel->editor().markedLink(), std::optional(CanvasEditor::Link(u"api"_s, u"disk"_s)));
    key(Qt::Key_Delete);
    QVERIFY(get(u"/nodes/api/to"_s).isEmpty());
    QVERIFY(has(u"api"_s));
    QCOMPARE(steps(), 1);
}

void EditorTest::aBandAndShiftMarkSeveral()
{
    const QRectF both = card(u"api"_s) | card(u"disk"_s);
    drag(pointOf(both.topLeft() - QPointF(6, 12)), pointOf(both.bottomRight() + QPointF(-4, 6)));
    QCOMPARE(QSet<QString>(m_panel->editor().marked().begin(), m_panel->editor().marked().end()), (QSet<QString>{u"api"_s, u"disk"_s}));
    click(middle(u"disk"_s), Qt::ShiftModifier);
    QCOMPARE(m_panel->editor().marked(), QStringList{u"api"_s});
    key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_panel->editor().marked().size(), 4);
    key(Qt::Key_Escape);
    QCOMPARE(m_panel->editor().marked(), QStringList{m_session->selectedNode()});
    QCOMPARE(steps(), 0);
}

void EditorTest::aPieceIsPutWhereTheClickIs()
{
    PaletteButton* stage = m_panel->palette().buttons()[1];
    QTest::mouseClick(stage, Qt::LeftButton);
    QVERIFY(stage->isChecked());
    const QPoint place(m_panel->canvas().width() / 2, m_panel->canvas().height() - 100);
    hover(place);
    click(place);
    QVERIFY(!stage->isChecked());
    QVERIFY(has(u"stage"_s));
    QCOMPARE(steps(), 1);
    QTRY_VERIFY(shows(u"stage"_s));
    QVERIFY((middle(u"stage"_s) - place).manhattanLength() <= 26);
    QTest::mouseClick(stage, Qt::LeftButton);
    key(Qt::Key_Escape);
    QVERIFY(!m_panel->editor().armed());
}

void EditorTest::aPieceIsDraggedOntoTheCanvas()
{
    const QPoint place(m_panel->canvas().width() / 2, m_panel->canvas().height() - 100);
    const std::unique_ptr<QMimeData> mime(mimeOf(Piece::Producer));
    QDragEnterEvent enter(place, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_panel->canvas().viewport(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(place, Qt::CopyAction, mime.get(), Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_panel->canvas().viewport(), &drop);
    QVERIFY(has(u"producer"_s));
    QVERIFY(!get(u"/nodes/producer/to"_s).isEmpty());
    QCOMPARE(steps(), 1);
    // A file is the window's.
    QMimeData file;
    file.setUrls({QUrl::fromLocalFile(m_session->file())});
    QDragEnterEvent other(place, Qt::CopyAction, &file, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_panel->canvas().viewport(), &other);
    QVERIFY(!other.isAccepted());
}

void EditorTest::aPieceOnALinkComesIntoIt()
{
    const QPointF between = (QPointF(card(u"api"_s).right(), card(u"api"_s).center().y()) + QPointF(card(u"disk"_s).left(), card(u"disk"_s).center().y())) / 2;
    const auto link = m_panel->canvas().picture().linkAt(between, 40);
    QVERIFY(link);
    const auto& points = m_panel->canvas().picture().layout().edges[static_cast<std::size_t>(*link)].points;
    QVERIFY(m_panel->editor().insertAt(Piece::Channel, points[points.size() / 2]));
    QCOMPARE(get(u"/nodes/api/to"_s), QStringLiteral("channel"));
    QCOMPARE(get(u"/nodes/channel/consumers/reader/to"_s), QStringLiteral("disk"));
    QCOMPARE(steps(), 1);
}

void EditorTest::aHopComesOntoALink()
{
    m_panel->editor().mark({u"api"_s});
    QVERIFY(m_panel->editor().insert(Piece::Hop));
    QCOMPARE(get(u"/nodes/api/to/sendBuffer"_s), QStringLiteral("64KiB"));
    QSignalSpy faults(m_session.get(), &Session::fault);
    m_panel->editor().mark({u"spare"_s});
    QVERIFY(!m_panel->editor().insert(Piece::Hop)); // it sends to the exit, which has no buffers
    QVERIFY(!m_panel->editor().insertAt(Piece::Hop, QPointF(5, 5)));
    QCOMPARE(faults.size(), 2);
    QCOMPARE(steps(), 1);
}

void EditorTest::theProgramLaysOutAgain()
{
    const QRectF before = card(u"api"_s);
    drag(middle(u"api"_s), middle(u"api"_s) + QPoint(100, 200));
    QVERIFY(m_panel->canvas().picture().isFree());
    QVERIFY(m_panel->editor().layOut());
    QVERIFY(!m_panel->canvas().picture().isFree());
    QCOMPARE(card(u"api"_s), before);
    QCOMPARE(steps(), 2);
}

void EditorTest::aSavedPlaceIsThereAgainWhenTheFileIsOpened()
{
    drag(middle(u"api"_s), middle(u"api"_s) + QPoint(72, 120));
    QVERIFY(m_session->save());
    const QPointF way = card(u"disk"_s).topLeft() - card(u"api"_s).topLeft();
    const QString file = m_session->file();
    openFile(QStringLiteral("two.highwater.json"), scenarioText);
    QVERIFY(!m_panel->canvas().picture().isFree());
    QVERIFY(m_session->open(file));
    QVERIFY(m_panel->canvas().picture().isFree());
    QVERIFY(m_panel->canvas().isFitted());
    if (m_panel->canvas().zoom() == 1)
        QCOMPARE(card(u"disk"_s).topLeft() - card(u"api"_s).topLeft(), way);
    const QRectF view(m_panel->canvas().viewport()->rect());
    QVERIFY(view.contains(m_panel->canvas().mapFromScene(m_panel->canvas().picture().layout().bounds).boundingRect()));
}

void EditorTest::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("dark") << true;
    QTest::newRow("light") << false;
}

/// Written to the folder that HIGHWATER_PICTURES names, to be looked at; always painted.
void EditorTest::pictures()
{
    QFETCH(bool, dark);
    m_theme->setChoice(dark ? Theme::Choice::Dark : Theme::Choice::Light);
    const auto picture = [&](const char* name) {
        const QPixmap grabbed = m_panel->grab();
        QVERIFY(!grabbed.isNull());
        if (const QString folder = qEnvironmentVariable("HIGHWATER_PICTURES"); !folder.isEmpty())
            grabbed.save(QStringLiteral("%1/editor-%2-%3.png").arg(folder, QLatin1String(name), dark ? u"dark"_s : u"light"_s));
    };
    picture("begin");
    drag(middle(u"spare"_s), middle(u"spare"_s) + QPoint(-300, 180));
    m_panel->editor().mark({u"api"_s, u"disk"_s});
    hover(middle(u"api"_s));
    picture("marked");
    m_panel->editor().mark({u"disk"_s});
    hover(middle(u"disk"_s));
    mouse(QEvent::MouseButtonPress, port(u"disk"_s));
    mouse(QEvent::MouseMove, middle(u"spare"_s));
    picture("connect");
    mouse(QEvent::MouseMove, middle(u"clients"_s));
    picture("refused");
    key(Qt::Key_Escape);
    m_panel->editor().arm(Piece::Balancer);
    hover(QPoint(500, 120));
    picture("ghost");
    key(Qt::Key_Escape);
    m_panel->editor().mark({u"api"_s});
    m_panel->editor().beginRename();
    picture("rename");
    key(Qt::Key_Escape);
    mouse(QEvent::MouseButtonPress, QPoint(20, 30));
    mouse(QEvent::MouseMove, QPoint(500, 500));
    picture("band");
    key(Qt::Key_Escape);
}

QTEST_MAIN(EditorTest)
#include "tst_editor.moc"
