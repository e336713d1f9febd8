// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/canvas_tool.h"
#include "canvas/minimap.h"
#include "canvas/pipeline_picture.h"
#include "run/snapshot.h"
#include "theme/theme.h"

#include <QElapsedTimer>
#include <QGraphicsScene>
#include <QGraphicsView>
#include <QString>
#include <QTimer>
#include <QVariantAnimation>

#include <functional>
#include <memory>
#include <optional>

namespace highwater {

/// The pipeline as a picture: cards for nodes, links whose width is the flow and whose pattern is the pressure, and
/// dots that travel. It lays itself out, or stands as somebody put it, and fits into its space until the user zooms (wheel,
/// pinch, + and -), drags it or moves a node; F, 0 or a double click fits again. A map shows what does not fit. Tab and the
/// arrow keys go from node to node, W answers "Who waits?". GUI thread only.
class PipelineCanvas final : public QGraphicsView
{
    Q_OBJECT
public:
    /// theme outlives the canvas or is replaced by setTheme(); not null.
    explicit PipelineCanvas(Theme* theme, QWidget* parent = nullptr);
    ~PipelineCanvas() override;

    using QGraphicsView::show;
    /// Shows the newest picture of a run (null: nothing to show) and which node is selected. Cheap when nothing that is
    /// drawn changed; texts follow at most ten times a second, states at once.
    void show(const std::shared_ptr<const Snapshot>& snapshot, const QString& selected);

    void setTheme(Theme* theme);
    /// No travelling dots and no fading; links say their rate instead. Theme::reducedMotion() has the same effect.
    void setReducedMotion(bool on);
    /// Numbers the longest chain of waiting (through the selected node, if it is part of one) and fades everything
    /// else.
    void setWhoWaits(bool on);
    [[nodiscard]] bool whoWaits() const { return m_whoWaits; }
    /// Where somebody put nodes by hand, by their names: top left corners at full size. Empty: the canvas lays out.
    void setPlaces(const QHash<QString, QPointF>& places);
    /// The places of all nodes as they stand. From now on nothing moves by itself, and a place is a point of the scene for good.
    QHash<QString, QPointF> standFreely();
    /// The place that a point of the scene is.
    [[nodiscard]] QPointF placeAt(QPointF scenePoint) const;
    [[nodiscard]] QPointF scenePointOf(QPointF place) const;
    /// Looks at mouse and keys before the canvas does; null: nobody. It outlives the canvas or is taken back.
    void setTool(CanvasTool* tool);

    /// Fits the pipeline into the view, never larger than life.
    void fit();
    /// 1: full size; below, cards show less. Stays until fit().
    void setZoom(double zoom);
    [[nodiscard]] double zoom() const { return m_zoom; }
    [[nodiscard]] bool isFitted() const { return m_fitted; }
    [[nodiscard]] const Minimap& map() const { return *m_map; }
    /// At which the cards show all that the width of the view allows.
    [[nodiscard]] int preferredHeight() const;

    [[nodiscard]] const PipelinePicture& picture() const { return m_picture; }
    /// For tests: where milliseconds come from.
    void setClock(std::function<qint64()> milliseconds);

    [[nodiscard]] QSize sizeHint() const override { return {1032, 248}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 140}; }

Q_SIGNALS:
    void nodeClicked(const QString& name);
    void whoWaitsChanged(bool on);
    /// Nodes or links came or went: preferredHeight() is another one.
    void structureChanged();

protected:
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void refresh(bool everything);
    /// words: all texts are written anew, however young they are.
    void rearrange(bool words = true);
    void zoomAt(double zoom, QPointF viewPoint);
    void place(const QRectF& area, const QRectF& notesArea);
    void pan(QPoint way);
    void showMap();
    void describe();
    void applyColors();
    void choose(int node);
    void showWaitOf(int node);
    bool chooseTowards(QPointF direction);
    [[nodiscard]] std::optional<int> selectedNode() const;
    [[nodiscard]] std::vector<int> readingOrder() const;
    [[nodiscard]] bool motion() const;
    [[nodiscard]] bool isEmpty() const { return !m_snapshot || !m_snapshot->scenario; }

    Theme* m_theme;
    QGraphicsScene m_scene;
    PipelinePicture m_picture;
    Minimap* m_map;
    CanvasTool* m_tool = nullptr;
    std::shared_ptr<const Snapshot> m_snapshot;
    QString m_selected;
    std::function<qint64()> m_clock;
    QElapsedTimer m_elapsed;
    QTimer m_later;
    QVariantAnimation m_fading;
    qint64 m_describedAt = -1;
    std::uint64_t m_legendDots = 0; ///< items for one dot, as the legend says it; 0: no dots
    double m_zoom = 1;
    double m_fade = 1;
    QPointF m_origin; ///< where the place (0, 0) stands in the scene
    bool m_fitted = true;
    bool m_reducedMotion = false;
    bool m_whoWaits = false;
    bool m_askedByClick = false; ///< and not by the key
    std::optional<QPoint> m_pressedAt;
    QPoint m_draggedFrom;
    bool m_dragging = false;
};

} // namespace highwater
