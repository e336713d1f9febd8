// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editor_actions.h"

#include <QMenu>

namespace highwater {

EditorActions::EditorActions(CanvasEditor& editor, PipelineCanvas& canvas, QObject* parent) : QObject(parent), m_editor(editor), m_canvas(canvas)
{
    edit = make(tr("&Edit the picture"), QKeySequence(Qt::Key_E), tr("Move, connect and add nodes"));
    edit->setCheckable(true);
    edit->setProperty("drawing", QStringLiteral("edit"));
    for (const Piece piece : allPieces) {
        QAction* action = make(wordOf(piece), {}, tipOf(piece));
        action->setProperty("drawing", drawingOf(piece).toString());
        connect(action, &QAction::triggered, &m_editor, [this, piece] { m_editor.insert(piece); });
        insert[static_cast<std::size_t>(piece)] = action;
    }
    connectTo = make(tr("&Connect to…"), QKeySequence(Qt::CTRL | Qt::Key_L), tr("Choose where the marked node sends to"));
    disconnectFrom = make(tr("&Disconnect from…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), tr("Choose where it no longer sends to"));
    rename = make(tr("Re&name"), QKeySequence(Qt::Key_F2), tr("Write another name in its place"));
    remove = make(tr("&Remove"), QKeySequence(Qt::Key_Delete), tr("Remove the marked nodes, or the marked link"));
    duplicate = make(tr("&Duplicate"), QKeySequence(Qt::CTRL | Qt::Key_D), tr("Copies beside the marked nodes, with the links among them"));
    cut = make(tr("Cu&t nodes"), QKeySequence::Cut, tr("Copy the marked nodes and remove them"));
    copy = make(tr("&Copy nodes"), QKeySequence::Copy, tr("Copy the marked nodes as text"));
    paste = make(tr("&Paste nodes"), QKeySequence::Paste, tr("Nodes from the clipboard, under free names"));
    markAll = make(tr("Mark &all"), QKeySequence::SelectAll, tr("Mark all nodes"));
    alignLeft = make(tr("Align &left"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Left), tr("Left sides on one line"));
    alignTop = make(tr("Align &top"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Up), tr("Upper sides on one line"));
    distributeAcross = make(tr("Distribute &across"), {}, tr("The same distance from left to right"));
    distributeDown = make(tr("Distribute d&own"), {}, tr("The same distance from top to bottom"));
    layOut = make(tr("Lay &out again"), {}, tr("The program places all nodes"));

    CanvasEditor* e = &m_editor;
    connect(edit, &QAction::triggered, e, &CanvasEditor::setEditing);
    connect(e, &CanvasEditor::editingChanged, edit, &QAction::setChecked);
    connect(connectTo, &QAction::triggered, this, [this] { showTargets(false); });
    connect(disconnectFrom, &QAction::triggered, this, [this] { showTargets(true); });
    connect(rename, &QAction::triggered, e, &CanvasEditor::beginRename);
    connect(remove, &QAction::triggered, e, &CanvasEditor::removeMarked);
    connect(duplicate, &QAction::triggered, e, &CanvasEditor::duplicateMarked);
    connect(cut, &QAction::triggered, e, &CanvasEditor::cutMarked);
    connect(copy, &QAction::triggered, e, &CanvasEditor::copyMarked);
    connect(paste, &QAction::triggered, e, &CanvasEditor::paste);
    connect(markAll, &QAction::triggered, e, [e] {
        e->setEditing(true);
        e->markAll();
    });
    connect(alignLeft, &QAction::triggered, e, &CanvasEditor::alignLeft);
    connect(alignTop, &QAction::triggered, e, &CanvasEditor::alignTop);
    connect(distributeAcross, &QAction::triggered, e, [e] { e->distribute(Qt::Horizontal); });
    connect(distributeDown, &QAction::triggered, e, [e] { e->distribute(Qt::Vertical); });
    connect(layOut, &QAction::triggered, e, &CanvasEditor::layOut);
    connect(e, &CanvasEditor::markedChanged, this, &EditorActions::follow);
    follow();
}

QAction* EditorActions::make(const QString& text, const QKeySequence& key, const QString& tip)
{
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetShortcut);
    action->setIconText(QString(text).remove(QLatin1Char('&')).remove(QChar(0x2026)));
    const QString keyText = key.toString(QKeySequence::NativeText);
    action->setToolTip(keyText.isEmpty() ? tip : QStringLiteral("%1 (%2)").arg(tip, keyText));
    action->setStatusTip({});
    action->setAutoRepeat(false);
    m_canvas.addAction(action);
    return action;
}

void EditorActions::follow()
{
    const auto count = m_editor.marked().size();
    const bool link = m_editor.markedLink().has_value();
    for (QAction* action : {duplicate, cut, copy})
        action->setEnabled(count > 0);
    remove->setEnabled(count > 0 || link);
    for (QAction* action : {connectTo, disconnectFrom, rename})
        action->setEnabled(count == 1);
    alignLeft->setEnabled(count > 1);
    alignTop->setEnabled(count > 1);
    distributeAcross->setEnabled(count > 2);
    distributeDown->setEnabled(count > 2);
}

/// A menu beside the node, so that the keyboard can connect, too.
void EditorActions::showTargets(bool connected)
{
    if (m_editor.marked().size() != 1)
        return;
    const QString from = m_editor.marked().constFirst();
    const QStringList targets = connected ? m_editor.targetsOf(from) : m_editor.possibleTargets(from);
    auto* menu = new QMenu(&m_canvas);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(connected ? tr("%1 no longer sends to").arg(from) : tr("%1 sends to").arg(from));
    menu->addSection(menu->accessibleName());
    for (const QString& to : targets) {
        connect(menu->addAction(QString(to).replace(QLatin1Char('&'), QStringLiteral("&&"))), &QAction::triggered, &m_editor, [this, from, to, connected] {
            connected ? m_editor.disconnectNodes(from, to) : m_editor.connectNodes(from, to);
        });
    }
    if (targets.isEmpty())
        menu->addAction(connected ? tr("It sends nowhere.") : tr("There is no other node that takes its items."))->setEnabled(false);
    QPoint place = m_canvas.viewport()->rect().center();
    for (const NodeItem* node : m_canvas.picture().nodes()) {
        if (node->face().name == from)
            place = m_canvas.mapFromScene(node->placed().rect.topRight());
    }
    menu->popup(m_canvas.viewport()->mapToGlobal(place));
}

QList<QAction*> EditorActions::editMenu() const
{
    return {edit, nullptr, rename, duplicate, remove, nullptr, cut, copy, paste, markAll, nullptr, connectTo, disconnectFrom,
            nullptr, alignLeft, alignTop, distributeAcross, distributeDown, layOut};
}

QList<QAction*> EditorActions::insertMenu() const
{
    return {insert.begin(), insert.end()};
}

QList<QPair<QString, QString>> EditorActions::keyTable() const
{
    const auto key = [](const QAction* action) { return action->shortcut().toString(QKeySequence::NativeText); };
    return {{key(edit), tr("edit the picture by hand")},
            {key(rename), tr("another name for the marked node")},
            {key(remove), tr("remove what is marked")},
            {key(duplicate), tr("duplicate what is marked")},
            {key(connectTo), tr("connect to, with Shift disconnect")},
            {tr("Ctrl+arrows"), tr("move what is marked, with Alt by a pixel")}};
}

} // namespace highwater
