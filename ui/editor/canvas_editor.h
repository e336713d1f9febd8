// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/canvas_tool.h"
#include "canvas/pipeline_canvas.h"
#include "editor/piece.h"
#include "theme/theme.h"
#include "units/error.h"

#include <QHash>
#include <QObject>
#include <QPointF>
#include <QPointer>
#include <QStringList>

#include <optional>
#include <utility>

class QLineEdit;

namespace highwater {

class Session;

/// Edits the picture by hand: what mouse and keys do to nodes and links while it is on, and the same for menus. Everything goes through
/// topology_edit.h into Session::edit(), each action as one undoable step; what cannot be done is said by Session::fault(), and nothing
/// changes. Session, canvas and theme outlive it. GUI thread only.
class CanvasEditor final : public QObject, private CanvasTool
{
    Q_OBJECT
public:
    CanvasEditor(Session& session, PipelineCanvas& canvas, Theme& theme, QObject* parent = nullptr);
    ~CanvasEditor() override;

    /// Whether the mouse moves nodes; else it moves the picture.
    [[nodiscard]] bool isEditing() const { return m_editing; }
    void setEditing(bool on);
    /// The nodes that an action is about: at least the selected one, while it can be edited.
    [[nodiscard]] const QStringList& marked() const { return m_marked; }
    void mark(const QStringList& names);
    void markAll();
    /// The link that was clicked, from and to; "exit" is the exit.
    using Link = std::pair<QString, QString>;
    [[nodiscard]] std::optional<Link> markedLink() const { return m_link; }
    /// The next click on the canvas puts this piece there; nothing: no longer.
    void arm(std::optional<Piece> piece);
    [[nodiscard]] std::optional<Piece> armed() const { return m_armed; }

    // --- actions; false: nothing was changed
    /// Beside the marked node and linked to it, where it can be; a hop goes on the marked link, else on the first one of the marked node.
    bool insert(Piece piece);
    /// At a point of the scene: into a link that is there, else on its own.
    bool insertAt(Piece piece, QPointF scenePoint);
    bool connectNodes(const QString& from, const QString& to);
    bool disconnectNodes(const QString& from, const QString& to);
    bool renameNode(const QString& name, const QString& newName);
    /// The marked link, else the marked nodes.
    bool removeMarked();
    bool duplicateMarked();
    bool copyMarked();
    bool cutMarked();
    bool paste();
    bool alignLeft();
    bool alignTop();
    bool distribute(Qt::Orientation orientation);
    /// By steps of the grid, or of one pixel.
    bool nudge(QPoint steps, bool fine);
    /// The program lays out again.
    bool layOut();
    /// A field in the place of the name.
    void beginRename();

    /// Where items of that node may go that do not go there yet, and where they go.
    [[nodiscard]] QStringList possibleTargets(const QString& from) const;
    [[nodiscard]] QStringList targetsOf(const QString& from) const;

Q_SIGNALS:
    void editingChanged(bool on);
    void markedChanged();
    void armedChanged();

private:
    enum class Gesture : std::uint8_t { None, Pressed, Move, Connect, Band };

    bool press(QMouseEvent* event) override;
    bool move(QMouseEvent* event) override;
    bool release(QMouseEvent* event) override;
    bool doubleClick(QMouseEvent* event) override;
    bool key(QKeyEvent* event) override;
    bool dragOver(QDragMoveEvent* event) override;
    void dragLeft() override;
    bool drop(QDropEvent* event) override;
    void paint(QPainter& painter) override;
    bool eventFilter(QObject* object, QEvent* event) override;

    bool commit(const Result<Document>& edited, const QString& label, const QString& title);
    bool commit(const Result<topology::Edit>& edited, const QString& label, const QString& title);
    bool commitPlaces(const QHash<QString, QPointF>& places, const QString& label);
    void refuse(const QString& title, const QString& message);
    [[nodiscard]] Result<Document> withStanding(const Document& document);
    [[nodiscard]] bool exists(const QString& name) const;
    [[nodiscard]] QString labelOf(const QStringList& names) const;
    void followSession();
    void setMarked(QStringList names, const QString& selected);

    [[nodiscard]] QString nameAt(QPointF scenePoint) const;
    [[nodiscard]] std::optional<Link> linkAt(QPointF scenePoint, double reach) const;
    [[nodiscard]] std::optional<QRectF> cardOf(const QString& name) const;
    [[nodiscard]] QPointF portOf(const QRectF& card) const;
    [[nodiscard]] QString portAt(QPointF scenePoint) const;
    [[nodiscard]] QString nearestTaker(QPointF scenePoint) const;
    [[nodiscard]] QPointF placeFor(Piece piece, QPointF scenePoint, bool snapped) const;
    void beginMove();
    void moveTo(QPointF scenePoint, bool snapped);
    void aim(QPointF scenePoint);
    void endGesture(QPointF scenePoint, Qt::KeyboardModifiers modifiers);
    void cancel();
    void hover(QPointF scenePoint);
    void paintMarks(QPainter& painter) const;
    void paintRubberLink(QPainter& painter) const;
    void paintGhost(QPainter& painter) const;
    void endRename(bool take);
    void update();

    Session& m_session;
    PipelineCanvas& m_canvas;
    Theme& m_theme;
    bool m_editing = false;
    QStringList m_marked;
    std::optional<Link> m_link;
    std::optional<Piece> m_armed;
    QString m_selectLater; ///< a node that the picture does not show yet
    int m_pastes = 0;      ///< of what is on the clipboard now

    Gesture m_gesture = Gesture::None;
    QPointF m_pressedAt;   ///< in the scene, as all below
    QPointF m_pointer;
    QString m_grabbed;     ///< the node under the press, or the one that a rubber link leaves
    QString m_hovered;
    QString m_aim;         ///< the node that the rubber link would lead to
    QString m_refusal;     ///< why it cannot; empty: it can
    std::optional<Piece> m_dragged; ///< from the palette, over the canvas
    QHash<QString, QPointF> m_before; ///< places when the move began
    QHash<QString, QPointF> m_places; ///< places while it goes on
    QPointer<QLineEdit> m_nameField;
    QString m_renamed;
};

} // namespace highwater
