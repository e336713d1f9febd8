// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/annotations.h"
#include "canvas/exit_item.h"
#include "canvas/free_layout.h"
#include "canvas/hop_item.h"
#include "canvas/link_face.h"
#include "canvas/node_item.h"
#include "canvas/pipeline_layout.h"
#include "canvas/travelling_dots.h"
#include "canvas/wait_chain.h"
#include "run/snapshot.h"

#include <QGraphicsScene>
#include <QHash>
#include <QPointF>

#include <memory>
#include <optional>
#include <vector>

namespace highwater {

/// What stands in the scene for a pipeline: turns snapshots into faces of nodes and links and tells what has to be
/// painted again. The view places it, hands in the time and paints the background. GUI thread only.
class PipelinePicture
{
public:
    PipelinePicture(QGraphicsScene& scene, const Theme& theme);

    /// What show() found.
    struct Changes
    {
        bool structure = false;  ///< nodes or links came or went: place() has to follow
        bool background = false; ///< a link looks otherwise
        bool pending = false;    ///< something newer than what is drawn waits for its time: show() again soon
    };
    struct View
    {
        QString selected;
        bool focused = false; ///< the keyboard is here: the selected node has the ring
        bool motion = true;   ///< dots may move
        bool whoWaits = false;
        double fade = 1; ///< opacity of what is not part of the chain
        qint64 now = 0;  ///< milliseconds
    };
    /// snapshot: not null, with a scenario. everything: texts too, however young they are.
    Changes show(const std::shared_ptr<const Snapshot>& snapshot, const View& view, bool everything);
    void clear();

    /// Places all for a zoom into an area of the scene. notesArea: where arrows may stand too.
    void place(double zoom, const QRectF& area, const QRectF& notesArea);
    /// The same for nodes that were put by hand; origin: the point of the scene that is the place (0, 0).
    void placeFreely(double zoom, QPointF origin, const QRectF& notesArea);
    /// Where nodes were put by hand, by their names: top left corners at full size. When none has a place, the program lays them out.
    /// True: placing has to follow.
    bool setPlaces(const QHash<QString, QPointF>& places);
    [[nodiscard]] bool isFree() const { return !m_free.empty(); }
    /// The places of all nodes as they stand. zoom, origin: with which they were placed.
    [[nodiscard]] QHash<QString, QPointF> standingPlaces(double zoom, QPointF origin) const;
    [[nodiscard]] QRectF freeBounds(double zoom) const { return highwater::freeBounds(m_graph, m_free, zoom); }
    [[nodiscard]] double fittingZoom(QSizeF space) const;
    /// How high the cards stand when nothing but that width limits how much they show.
    [[nodiscard]] double heightFor(double width) const;

    void setTheme(const Theme& theme);
    /// Those that reach into a part of the scene.
    void paintLinks(QPainter& painter, const QRectF& exposed) const;

    [[nodiscard]] const Graph& graph() const { return m_graph; }
    [[nodiscard]] const Layout& layout() const { return m_layout; }
    [[nodiscard]] const std::vector<NodeItem*>& nodes() const { return m_nodes; }
    /// The cards of kernel buffers: one for each link that has some, null for the others.
    [[nodiscard]] const std::vector<HopItem*>& hops() const { return m_hops; }
    /// The node there; on a hop's card the node that sends into it.
    [[nodiscard]] std::optional<int> nodeAt(QPointF scenePoint) const;
    /// The nearest link there, no farther away than reach; a number of graph().edges.
    [[nodiscard]] std::optional<int> linkAt(QPointF scenePoint, double reach) const;
    [[nodiscard]] const std::vector<LinkFace>& links() const { return m_links; }
    [[nodiscard]] const std::vector<Annotation>& annotations() const { return m_annotations->annotations(); }
    [[nodiscard]] const WaitChain& chain() const { return m_chain; }
    [[nodiscard]] int dotCount() const { return m_dots->count(); }
    [[nodiscard]] std::uint64_t itemsPerDot() const { return m_traffic.itemsPerDot(); }
    [[nodiscard]] QString sentences() const; ///< one for each node and each hop

private:
    struct NodeMemory
    {
        HeldLook held;
        double scale = 0;
        NodeState state = NodeState::Idle;
    };
    void rebuild(const Snapshot& snapshot);
    void findPlaces();
    void takeLayout(const QRectF& notesArea);
    bool showNodes(const Snapshot& snapshot, const View& view, bool words);
    bool showLinks(const Snapshot& snapshot);
    void showHops(const Snapshot& snapshot, const View& view, bool words);
    void showDots(const Snapshot& snapshot, const View& view);
    void annotate(const Snapshot& snapshot, const View& view);
    void annotateChain(const Snapshot& snapshot, const View& view, std::vector<Annotation>& list) const;
    void annotateWorst(const Snapshot& snapshot, std::vector<Annotation>& list) const;
    [[nodiscard]] const PlacedEdge* linkBetween(int from, int to) const;
    [[nodiscard]] bool isShown(const Graph::Edge& edge) const;

    QGraphicsScene& m_scene;
    const Theme* m_theme;
    Graph m_graph;
    std::vector<QString> m_names;      ///< of the graph's nodes
    QHash<QString, QPointF> m_places;  ///< as they were set, of nodes that need not exist
    std::vector<QPointF> m_free;       ///< of the graph's nodes; empty: the program lays out
    Layout m_layout;
    std::vector<QRectF> m_linkBounds; ///< what each link may cover, its gate included
    QRectF m_notesArea;
    bool m_placed = false;
    std::vector<NodeItem*> m_nodes; ///< owned by the scene
    std::vector<HopItem*> m_hops;   ///< owned by the scene; by edge, null where there is no hop or it leads back
    std::vector<NodeMemory> m_memory;
    std::vector<LinkFace> m_links;
    std::vector<double> m_rates;
    std::vector<std::uint64_t> m_items;
    QString m_exitRate;
    ExitItem* m_exit = nullptr;
    AnnotationsItem* m_annotations = nullptr;
    DotsItem* m_dots = nullptr;
    DotTraffic m_traffic;
    WaitChain m_chain;
    bool m_whoWaits = false;
    double m_fade = 1;
    qint64 m_dotsAt = -1;
    qint64 m_wordsAt = -1;
    std::uint64_t m_generation = 0;
};

/// Nodes that are not retired, and the links that the scenario has.
Graph graphOf(const Snapshot& snapshot);
/// Whether rates are shown instead of dots.
bool isTooFastForDots(const Snapshot& snapshot);

} // namespace highwater
