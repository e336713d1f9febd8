// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/canvas_editor.h"

#include <QAction>
#include <QList>
#include <QObject>
#include <QPair>
#include <QString>

#include <array>

namespace highwater {

/// What can be done to the picture by hand, as actions with their words and keys. The keys hold while the canvas has the focus; menus
/// show the actions too. Owned by the editor's panel; GUI thread only.
class EditorActions final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive the actions. The keys are those of the canvas.
    EditorActions(CanvasEditor& editor, PipelineCanvas& canvas, QObject* parent);

    QAction* edit; ///< checkable: the mouse moves nodes
    std::array<QAction*, allPieces.size()> insert{};
    QAction* connectTo;    ///< a menu of the nodes that the marked one may send to
    QAction* disconnectFrom;
    QAction* rename;
    QAction* remove;
    QAction* duplicate;
    QAction* cut;
    QAction* copy;
    QAction* paste;
    QAction* markAll;
    QAction* alignLeft;
    QAction* alignTop;
    QAction* distributeAcross;
    QAction* distributeDown;
    QAction* layOut;

    /// For the window's menus, in order; null: a line between.
    [[nodiscard]] QList<QAction*> editMenu() const;
    [[nodiscard]] QList<QAction*> insertMenu() const;
    /// Keys and what they do.
    [[nodiscard]] QList<QPair<QString, QString>> keyTable() const;

private:
    QAction* make(const QString& text, const QKeySequence& key, const QString& tip);
    void follow();
    void showTargets(bool connected);

    CanvasEditor& m_editor;
    PipelineCanvas& m_canvas;
};

} // namespace highwater
