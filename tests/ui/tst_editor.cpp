// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editor_panel.h"
#include "fake_run.h"
#include "session/pointers.h"
#include "session/session.h"

#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace highwater;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr const char* scenarioText = R"j({
  "highwater": 1,
  "nodes": {
    "clients": {"type": "producer", "arrivals": "poisson(80/s)", "to": "api"},
    "api": {"type": "stage", "workers": {"service": "constant(5ms)"}, "to": "disk"},
    "disk": {"type": "stage", "workers": {"service": "constant(5ms)"}},
    "spare": {"type": "stage"}
  }
})j";

} // namespace

class EditorTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void outsideOfEditModeTheMouseChangesNothing();
    void aDraggedNodeSnapsToTheGridAndTheOthersStay();
    void withShiftANodeGoesWhereThePointerGoes();
    void escapePutsADraggedNodeBack();
    void markedNodesMoveTogether();
    void arrowsWithControlMoveWhatIsMarked();
    void aLinkDrawnFromAPortConnects();
    void aLinkThatCannotBeSaysWhy();
    void aClickedLinkCanBeRemoved();
    void deleteRemovesWhatIsMarked();
    void whatCannotGoStaysAndSaysWhy();
    void aNameIsWrittenInPlace();
    void nodesAreDuplicatedCopiedAndPasted();
    void aBandAndShiftMarkSeveral();
    void nodesAlignAndSpreadEvenly();
    void aPieceIsPutWhereTheClickIs();
    void aPieceIsDraggedOntoTheCanvas();
    void aPieceOnALinkComesIntoIt();
    void enterOnAPieceAddsItBesideTheSelectedNode();
    void aHopComesOntoALink();
    void theKeyboardConnectsByAMenu();
    void theProgramLaysOutAgain();
    void everyActionIsOneStepThatUndoTakesBack();
    void aSavedPlaceIsThereAgainWhenTheFileIsOpened();
    void aRenamedNodeStaysSelected();
    void theRunGoesOnThroughEveryEdit();
    void pictures_data();
    void pictures();

private:
    [[nodiscard]] QRectF card(const QString& name) const
    {
        for (const NodeItem* node : m_panel->canvas().picture().nodes()) {
            if (node->face().name == name)
                return node->placed().rect;
        }
        return {};
    }
    [[nodiscard]] bool shows(const QString& name) const { return !card(name).isEmpty(); }
    [[nodiscard]] QPoint pointOf(QPointF scene) const { return m_panel->canvas().mapFromScene(scene); }
    [[nodiscard]] QPoint middle(const QString& name) const { return pointOf(card(name).center()); }
    [[nodiscard]] QPoint port(const QString& name) const { return pointOf(QPointF(card(name).right(), card(name).center().y())); }
    void mouse(QEvent::Type type, QPoint point, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::LeftButton)
    {
        QWidget* viewport = m_panel->canvas().viewport();
        const Qt::MouseButtons held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::MouseButtons(button);
        QMouseEvent event(type, point, viewport->mapToGlobal(point), type == QEvent::MouseMove ? Qt::NoButton : button, held, modifiers);
        QCoreApplication::sendEvent(viewport, &event);
    }
    void hover(QPoint point)
    {
        QWidget* viewport = m_panel->canvas().viewport();
        QMouseEvent event(QEvent::MouseMove, point, viewport->mapToGlobal(point), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(viewport, &event);
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        mouse(QEvent::MouseButtonPress, from, modifiers);
        mouse(QEvent::MouseMove, (from + to) / 2, modifiers);
        mouse(QEvent::MouseMove, to, modifiers);
        mouse(QEvent::MouseButtonRelease, to, modifiers);
    }
    void click(QPoint point, Qt::KeyboardModifiers modifiers = {})
    {
        mouse(QEvent::MouseButtonPress, point, modifiers);
        mouse(QEvent::MouseButtonRelease, point, modifiers);
    }
    void key(int key, Qt::KeyboardModifiers modifiers = {})
    {
        m_panel->canvas().setFocus();
        QTest::keyClick(&m_panel->canvas(), static_cast<Qt::Key>(key), modifiers);
    }
    [[nodiscard]] QString text() const { return QString::fromStdString(m_session->document().text()); }
    [[nodiscard]] QString get(const QString& pointer) const { return plain(m_session->document().get(pointer.toStdString())); }
    [[nodiscard]] bool has(const QString& name) const { return m_session->document().get(pointerTo(name).toStdString()).has_value(); }
    [[nodiscard]] int steps() const { return m_session->undoStack()->count(); }
    void openFile(const QString& name, const char* json)
    {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(json);
        file.close();
        QVERIFY(m_session->open(file.fileName()));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<EditorPanel> m_panel;
};

void EditorTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_theme = std::make_unique<Theme>(Theme::Choice::Dark);
    m_session = std::make_unique<Session>([](const Document& document) -> Checked<std::unique_ptr<Run>> {
        auto scenario = readScenario(document);
        if (!scenario)
            return tl::unexpected(scenario.error());
        return std::make_unique<FakeRun>(document, std::move(*scenario));
    });
    m_panel = std::make_unique<EditorPanel>(*m_session, *m_theme);
    m_panel->resize(1100, 640);
    m_panel->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    openFile(QStringLiteral("one.highwater.json"), scenarioText);
    m_session->select(QStringLiteral("api"));
    m_panel->editor().setEditing(true);
    QApplication::setActiveWindow(m_panel.get());
}

void EditorTest::cleanup()
{
    m_panel.reset();
    m_session.reset();
}

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

void EditorTest::arrowsWithControlMoveWhatIsMarked()
{
    const QRectF before = card(u"api"_s);
    key(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(card(u"api"_s).topLeft() - before.topLeft(), QPointF(0, 24));
    key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(card(u"api"_s).topLeft() - before.topLeft(), QPointF(-1, 24));
    QCOMPARE(steps(), 2);
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

void EditorTest::deleteRemovesWhatIsMarked()
{
    click(middle(u"api"_s));
    click(middle(u"spare"_s), Qt::ShiftModifier);
    key(Qt::Key_Delete);
    QVERIFY(!has(u"api"_s));
    QVERIFY(!has(u"spare"_s));
    QCOMPARE(get(u"/nodes/clients/to"_s), QStringLiteral("disk"));
    QCOMPARE(steps(), 1);
    QTRY_VERIFY(!shows(u"api"_s));
    m_session->undo();
    QVERIFY(has(u"api"_s) && has(u"spare"_s));
}

void EditorTest::whatCannotGoStaysAndSaysWhy()
{
    QSignalSpy faults(m_session.get(), &Session::fault);
    const QString before = text();
    m_panel->editor().mark({u"api"_s, u"disk"_s});
    key(Qt::Key_Delete);
    QCOMPARE(faults.size(), 1);
    QVERIFY(qvariant_cast<Faults>(faults[0][1]).front().message.find("clients") != std::string::npos);
    QCOMPARE(text(), before);
}

void EditorTest::aNameIsWrittenInPlace()
{
    key(Qt::Key_F2);
    auto* field = m_panel->canvas().findChild<QLineEdit*>();
    QVERIFY(field);
    QCOMPARE(field->text(), QStringLiteral("api"));
    QVERIFY(!field->accessibleName().isEmpty());
    QTest::keyClicks(field, QStringLiteral("edge"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(has(u"edge"_s));
    QCOMPARE(get(u"/nodes/clients/to"_s), QStringLiteral("edge"));
    QCOMPARE(steps(), 1);

    QTRY_VERIFY(shows(u"edge"_s));
    m_panel->editor().mark({u"edge"_s});
    key(Qt::Key_F2);
    const auto fields = m_panel->canvas().viewport()->findChildren<QLineEdit*>();
    QTest::keyClicks(fields.last(), QStringLiteral("never"));
    QTest::keyClick(fields.last(), Qt::Key_Escape);
    QVERIFY(has(u"edge"_s));
    QCOMPARE(steps(), 1);
}

void EditorTest::nodesAreDuplicatedCopiedAndPasted()
{
    m_panel->editor().mark({u"clients"_s, u"api"_s});
    key(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(get(u"/nodes/clients 2/to"_s), QStringLiteral("api 2"));
    QCOMPARE(m_panel->editor().marked(), (QStringList{u"clients 2"_s, u"api 2"_s}));
    QCOMPARE(steps(), 1);
    QTRY_COMPARE(m_session->selectedNode(), QStringLiteral("clients 2"));

    key(Qt::Key_X, Qt::ControlModifier);
    QVERIFY(!has(u"clients 2"_s));
    QCOMPARE(steps(), 2);
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("\"nodes\"")));
    key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(has(u"clients 2"_s) && has(u"api 2"_s));
    key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(has(u"clients 3"_s) && has(u"api 3"_s));
    QCOMPARE(steps(), 4);

    m_panel->editor().mark({u"disk"_s});
    key(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(steps(), 4);
    QGuiApplication::clipboard()->setText(QStringLiteral("no nodes"));
    QSignalSpy faults(m_session.get(), &Session::fault);
    key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(faults.size(), 1);
    QCOMPARE(steps(), 4);
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

void EditorTest::nodesAlignAndSpreadEvenly()
{
    m_panel->editor().mark({u"clients"_s, u"api"_s, u"disk"_s});
    QVERIFY(m_panel->editor().nudge({0, 1}, false));
    m_panel->editor().mark({u"api"_s});
    QVERIFY(m_panel->editor().nudge({2, 3}, false));
    m_panel->editor().mark({u"clients"_s, u"api"_s, u"disk"_s});
    QVERIFY(m_panel->editor().distribute(Qt::Horizontal));
    const auto x = [&](const char* name) { return get(QStringLiteral("/nodes/%1/x-position").arg(QLatin1String(name))).section(u',', 0, 0).toInt(); };
    const auto y = [&](const char* name) { return get(QStringLiteral("/nodes/%1/x-position").arg(QLatin1String(name))).section(u',', 1, 1).toInt(); };
    QVERIFY(std::abs(x("api") - x("clients") - (x("disk") - x("api"))) <= 1);
    QVERIFY(m_panel->editor().alignTop());
    QCOMPARE(y("api"), y("disk"));
    QCOMPARE(y("api"), y("clients"));
    QVERIFY(m_panel->editor().alignLeft());
    QCOMPARE(x("api"), x("clients"));
    QCOMPARE(steps(), 5);
    m_panel->editor().mark({u"api"_s});
    QVERIFY(!m_panel->editor().alignLeft());
    QVERIFY(!m_panel->editor().distribute(Qt::Vertical));
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

void EditorTest::enterOnAPieceAddsItBesideTheSelectedNode()
{
    m_panel->editor().mark({u"disk"_s});
    PaletteButton* balancer = m_panel->palette().buttons()[3];
    balancer->setFocus();
    QTest::keyClick(balancer, Qt::Key_Return);
    QVERIFY(has(u"balancer"_s));
    QCOMPARE(get(u"/nodes/disk/to"_s), QStringLiteral("balancer"));
    QCOMPARE(steps(), 1);
    QTRY_COMPARE(m_session->selectedNode(), QStringLiteral("balancer"));
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

void EditorTest::theKeyboardConnectsByAMenu()
{
    m_panel->editor().mark({u"disk"_s});
    key(Qt::Key_L, Qt::ControlModifier);
    auto* menu = m_panel->canvas().findChild<QMenu*>();
    QVERIFY(menu);
    const auto entries = menu->actions();
    const auto spare = std::find_if(entries.begin(), entries.end(), [](const QAction* action) { return action->text() == u"spare"_s; });
    QVERIFY(spare != entries.end());
    (*spare)->trigger();
    menu->close();
    QCOMPARE(get(u"/nodes/disk/to"_s), QStringLiteral("spare"));
    QVERIFY(std::none_of(entries.begin(), entries.end(), [](const QAction* action) { return action->text() == u"clients"_s; }));
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

void EditorTest::everyActionIsOneStepThatUndoTakesBack()
{
    const QString before = text();
    CanvasEditor& editor = m_panel->editor();
    const std::vector<std::function<bool()>> actions{
        [&] { return editor.insert(Piece::Producer); },
        [&] { return editor.insert(Piece::Stage); },
        [&] { return editor.insertAt(Piece::Balancer, QPointF(400, 500)); },
        [&] { return editor.connectNodes(u"disk"_s, u"spare"_s); },
        [&] { return editor.disconnectNodes(u"api"_s, u"disk"_s); },
        [&] { return editor.renameNode(u"api"_s, u"front door"_s); },
        [&] { return editor.removeMarked(); },
        [&] { return editor.duplicateMarked(); },
        [&] { return editor.cutMarked(); },
        [&] { return editor.copyMarked() && editor.paste(); },
        [&] { return editor.nudge({1, 1}, true); },
    };
    for (const auto& action : actions) {
        editor.mark({u"api"_s});
        QVERIFY(action());
        QCOMPARE(steps(), 1);
        QVERIFY(text() != before);
        QVERIFY(!m_session->undoText().isEmpty());
        m_session->undo();
        QCOMPARE(text(), before);
        QTRY_VERIFY(shows(u"api"_s));
        m_session->redo();
        QVERIFY(text() != before);
        m_session->undo();
        m_session->undoStack()->clear();
        QTRY_VERIFY(shows(u"api"_s));
    }
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

void EditorTest::aRenamedNodeStaysSelected()
{
    QVERIFY(m_panel->editor().renameNode(u"api"_s, u"edge"_s));
    QTRY_VERIFY(shows(u"edge"_s));
    QTRY_COMPARE(m_session->selectedNode(), QStringLiteral("edge"));
    QCOMPARE(m_panel->editor().marked(), QStringList{u"edge"_s});
}

/// A simulated run, edited while items are under way: it neither stops nor begins again, and loses no item.
void EditorTest::theRunGoesOnThroughEveryEdit()
{
    Session session;
    session.setSpeed(100);
    EditorPanel panel(session, *m_theme);
    panel.resize(1100, 640);
    QVERIFY(session.open(QStringLiteral(HIGHWATER_SOURCE_DIR "/scenarios/06-chain-of-three.highwater.json")));
    CanvasEditor& editor = panel.editor();
    const auto names = [&] {
        QStringList all;
        for (const Node& node : session.snapshot()->scenario->nodes)
            all << QString::fromStdString(node.name);
        return all;
    };
    const QStringList first = names();
    const auto generation = session.snapshot()->generation;
    QTRY_VERIFY(session.snapshot()->events > 100);
    const std::vector<std::function<bool()>> actions{
        [&] { return editor.insert(Piece::Stage); },
        [&] { return editor.insert(Piece::Producer); },
        [&] { return editor.renameNode(first.last(), u"the last one"_s); },
        [&] { return editor.duplicateMarked(); },
        [&] { return editor.nudge({3, 2}, false); },
        [&] { return editor.insertAt(Piece::Channel, QPointF(300, 400)); },
        [&] { return editor.removeMarked(); },
        [&] { return editor.insertAt(Piece::Balancer, QPointF(500, 400)); },
        [&] { return editor.connectNodes(u"balancer"_s, u"the last one"_s); },
    };
    for (const auto& action : actions) {
        editor.mark({first[1]});
        const auto events = session.snapshot()->events;
        QVERIFY(action());
        QTRY_VERIFY(session.snapshot()->events > events);
        QVERIFY(session.snapshot()->conserved);
        QCOMPARE(session.snapshot()->generation, generation);
    }
    while (!session.undoText().isEmpty())
        session.undo();
    QTRY_COMPARE(names(), first);
    QVERIFY(!session.modified());
    const auto events = session.snapshot()->events;
    QTRY_VERIFY(session.snapshot()->events > events);
    QVERIFY(session.snapshot()->conserved);
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
