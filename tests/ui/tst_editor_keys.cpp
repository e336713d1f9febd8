// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor_stand.h"

#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>

using namespace highwater;
using namespace Qt::Literals::StringLiterals;

/// The picture edited with keys and actions: names, copies, order, and steps that undo takes back.
class EditorKeysTest final : public test::EditorStand
{
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void arrowsWithControlMoveWhatIsMarked();
    void deleteRemovesWhatIsMarked();
    void whatCannotGoStaysAndSaysWhy();
    void aNameIsWrittenInPlace();
    void nodesAreDuplicatedCopiedAndPasted();
    void nodesAlignAndSpreadEvenly();
    void enterOnAPieceAddsItBesideTheSelectedNode();
    void theKeyboardConnectsByAMenu();
    void everyActionIsOneStepThatUndoTakesBack();
    void aRenamedNodeStaysSelected();
    void theRunGoesOnThroughEveryEdit();
};

void EditorKeysTest::arrowsWithControlMoveWhatIsMarked()
{
    const QRectF before = card(u"api"_s);
    key(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(card(u"api"_s).topLeft() - before.topLeft(), QPointF(0, 24));
    key(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(card(u"api"_s).topLeft() - before.topLeft(), QPointF(-1, 24));
    QCOMPARE(steps(), 2);
}

void EditorKeysTest::deleteRemovesWhatIsMarked()
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

void EditorKeysTest::whatCannotGoStaysAndSaysWhy()
{
    QSignalSpy faults(m_session.get(), &Session::fault);
    const QString before = text();
    m_panel->editor().mark({u"api"_s, u"disk"_s});
    key(Qt::Key_Delete);
    QCOMPARE(faults.size(), 1);
    QVERIFY(qvariant_cast<Faults>(faults[0][1]).front().message.find("clients") != std::string::npos);
    QCOMPARE(text(), before);
}

void EditorKeysTest::aNameIsWrittenInPlace()
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

void EditorKeysTest::nodesAreDuplicatedCopiedAndPasted()
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

void EditorKeysTest::nodesAlignAndSpreadEvenly()
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

void EditorKeysTest::enterOnAPieceAddsItBesideTheSelectedNode()
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

void EditorKeysTest::theKeyboardConnectsByAMenu()
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

void EditorKeysTest::everyActionIsOneStepThatUndoTakesBack()
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

void EditorKeysTest::aRenamedNodeStaysSelected()
{
    QVERIFY(m_panel->editor().renameNode(u"api"_s, u"edge"_s));
    QTRY_VERIFY(shows(u"edge"_s));
    QTRY_COMPARE(m_session->selectedNode(), QStringLiteral("edge"));
    QCOMPARE(m_panel->editor().marked(), QStringList{u"edge"_s});
}

/// A simulated run, edited while items are under way: it neither stops nor begins again, and loses no item.
void EditorKeysTest::theRunGoesOnThroughEveryEdit()
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

QTEST_MAIN(EditorKeysTest)
#include "tst_editor_keys.moc"
