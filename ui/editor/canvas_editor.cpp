// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/canvas_editor.h"

#include "session/node_kind.h"
#include "session/pointers.h"
#include "session/session.h"
#include "theme/display_text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLineEdit>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

std::vector<std::string> utf8(const QStringList& names)
{
    std::vector<std::string> result;
    for (const QString& name : names)
        result.push_back(name.toStdString());
    return result;
}

QStringList qt(const std::vector<std::string>& names)
{
    QStringList result;
    for (const std::string& name : names)
        result << qtText(name);
    return result;
}

constexpr topology::Position copyOffset{gridStep, gridStep};

} // namespace

CanvasEditor::CanvasEditor(Session& session, PipelineCanvas& canvas, Theme& theme, QObject* parent)
    : QObject(parent), m_session(session), m_canvas(canvas), m_theme(theme)
{
    m_canvas.setTool(this);
    connect(&m_session, &Session::selectionChanged, this, &CanvasEditor::followSession);
    connect(&m_session, &Session::frame, this, [this] {
        if (m_selectLater.isEmpty() || !m_session.snapshot()->scenario->find(m_selectLater.toStdString()))
            return;
        const QStringList marked = m_marked;
        m_session.select(std::exchange(m_selectLater, {}));
        setMarked(marked, m_session.selectedNode());
    });
    connect(&m_session, &Session::scenarioOpened, this, [this] {
        cancel();
        m_selectLater.clear();
        m_link.reset();
        followSession();
    });
    followSession();
}

CanvasEditor::~CanvasEditor()
{
    m_canvas.setTool(nullptr);
}

void CanvasEditor::update()
{
    m_canvas.viewport()->update();
}

void CanvasEditor::setEditing(bool on)
{
    if (on == m_editing)
        return;
    cancel();
    m_editing = on;
    m_hovered.clear();
    m_link.reset();
    if (!on)
        mark({m_session.selectedNode()});
    m_canvas.viewport()->unsetCursor();
    update();
    Q_EMIT editingChanged(on);
}

// --- what is marked

/// Who selects a node elsewhere means that one.
void CanvasEditor::followSession()
{
    const QString selected = m_session.selectedNode();
    if (!m_selectLater.isEmpty() || m_marked.contains(selected))
        return;
    setMarked(exists(selected) ? QStringList{selected} : QStringList(), {});
}

void CanvasEditor::mark(const QStringList& names)
{
    setMarked(names, names.isEmpty() || names.contains(m_session.selectedNode()) ? QString() : names.constFirst());
}

/// selected: the node that is to be selected; empty: as it was.
void CanvasEditor::setMarked(QStringList names, const QString& selected)
{
    names.removeIf([this](const QString& name) { return !exists(name); });
    m_marked = names;
    if (!selected.isEmpty())
        m_session.select(selected);
    if (!m_marked.isEmpty())
        m_link.reset();
    update();
    Q_EMIT markedChanged();
}

void CanvasEditor::markAll()
{
    QStringList names;
    for (const NodeItem* node : m_canvas.picture().nodes())
        names << node->face().name;
    mark(names);
}

void CanvasEditor::arm(std::optional<Piece> piece)
{
    if (piece == m_armed)
        return;
    m_armed = piece;
    if (piece)
        setEditing(true);
    update();
    Q_EMIT armedChanged();
}

bool CanvasEditor::exists(const QString& name) const
{
    return !name.isEmpty() && m_session.document().get(pointerTo(name).toStdString()).has_value();
}

QString CanvasEditor::labelOf(const QStringList& names) const
{
    return names.size() == 1 ? names.constFirst() : tr("%n nodes", nullptr, static_cast<int>(names.size()));
}

// --- edits

void CanvasEditor::refuse(const QString& title, const QString& message)
{
    Q_EMIT m_session.fault(title, Faults{Error{Errc::OutOfRange, {}, message.toStdString()}});
}

bool CanvasEditor::commit(const Result<Document>& edited, const QString& label, const QString& title)
{
    if (!edited) {
        Q_EMIT m_session.fault(title, Faults{edited.error()});
        return false;
    }
    return *edited == m_session.document() || m_session.edit(*edited, label);
}

bool CanvasEditor::commit(const Result<topology::Edit>& edited, const QString& label, const QString& title)
{
    if (!commit(edited.map([](const topology::Edit& edit) { return edit.document; }), label, title))
        return false;
    m_selectLater = qtText(edited->names.front());
    setMarked(qt(edited->names), {});
    return true;
}

/// A document in which every node has the place where it stands, so that none moves when another one is put somewhere.
Result<Document> CanvasEditor::withStanding(const Document& document)
{
    topology::Positions positions;
    const auto places = m_canvas.standFreely();
    for (auto place = places.begin(); place != places.end(); ++place) {
        if (document.get(pointerTo(place.key()).toStdString()))
            positions.emplace(place.key().toStdString(), topology::Position{place->x(), place->y()});
    }
    return topology::withPositions(document, positions);
}

bool CanvasEditor::insert(Piece piece)
{
    const Document& document = m_session.document();
    const QString beside = m_marked.size() == 1 ? m_marked.constFirst() : QString();
    const QString title = tr("%1 not added").arg(wordOf(piece));
    const auto kind = kindOf(piece);
    if (!kind) {
        const QStringList targets = targetsOf(beside);
        const auto link = m_link ? m_link : targets.isEmpty() ? std::nullopt : std::optional(Link(beside, targets.constFirst()));
        if (!link) {
            refuse(title, tr("Kernel buffers stand on a link. Click a link, or a node that sends somewhere, first."));
            return false;
        }
        return commit(topology::addWire(document, link->first.toStdString(), link->second.toStdString()),
                      tr("buffers from %1 to %2").arg(link->first, link->second), title);
    }
    if (m_link && piece != Piece::Producer)
        return commit(topology::insertNode(document, *kind, m_link->first.toStdString(), m_link->second.toStdString()),
                      tr("%1 added").arg(wordOf(piece)), title);
    const bool takes = piece == Piece::Producer && exists(beside) && document.get(pointerTo(beside, "/type").toStdString()) != std::string("\"producer\"");
    auto added = topology::addNode(document, *kind, {}, takes ? beside.toStdString() : std::string());
    // What comes beside a node goes on from it; where that cannot be, it stands on its own.
    if (added && piece != Piece::Producer && !beside.isEmpty()) {
        if (const auto linked = topology::connectNodes(added->document, beside.toStdString(), added->names.front()))
            added->document = *linked;
    }
    return commit(added, tr("%1 added").arg(wordOf(piece)), title);
}

bool CanvasEditor::insertAt(Piece piece, QPointF scenePoint)
{
    const QString title = tr("%1 not added").arg(wordOf(piece));
    const auto kind = kindOf(piece);
    const auto link = piece == Piece::Producer ? std::nullopt : linkAt(scenePoint, kind ? 8 : 16);
    if (!kind) {
        if (!link) {
            refuse(title, tr("Kernel buffers stand on a link: put them on one."));
            return false;
        }
        return commit(topology::addWire(m_session.document(), link->first.toStdString(), link->second.toStdString()),
                      tr("buffers from %1 to %2").arg(link->first, link->second), title);
    }
    const std::string target = piece == Piece::Producer ? nearestTaker(scenePoint).toStdString() : std::string();
    const auto standing = withStanding(m_session.document());
    const QPointF place = placeFor(piece, scenePoint, true);
    const auto edited = standing.and_then([&](const Document& document) {
        const topology::Position position{place.x(), place.y()};
        return link ? topology::insertNode(document, *kind, link->first.toStdString(), link->second.toStdString(), position)
                    : topology::addNode(document, *kind, position, target);
    });
    return commit(edited, tr("%1 added").arg(wordOf(piece)), title);
}

bool CanvasEditor::connectNodes(const QString& from, const QString& to)
{
    return commit(topology::connectNodes(m_session.document(), from.toStdString(), to.toStdString()), tr("%1 to %2").arg(from, to), tr("Not connected"));
}

bool CanvasEditor::disconnectNodes(const QString& from, const QString& to)
{
    return commit(topology::disconnectNodes(m_session.document(), from.toStdString(), to.toStdString()), tr("%1 no longer to %2").arg(from, to),
                  tr("Not disconnected"));
}

bool CanvasEditor::renameNode(const QString& name, const QString& newName)
{
    if (name == newName)
        return true;
    const QStringList marked = m_marked;
    if (!commit(topology::renameNode(m_session.document(), name.toStdString(), newName.toStdString()), tr("%1 is now %2").arg(name, newName),
                tr("Not renamed")))
        return false;
    QStringList names = marked;
    names.replaceInStrings(name, newName);
    for (qsizetype i = 0; i < names.size(); ++i)
        names[i] = marked[i] == name ? newName : marked[i];
    if (m_session.selectedNode() == name)
        m_selectLater = newName;
    setMarked(names, {});
    return true;
}

bool CanvasEditor::removeMarked()
{
    if (m_link) {
        const Link link = *m_link;
        m_link.reset();
        return disconnectNodes(link.first, link.second);
    }
    const QStringList names = m_marked;
    if (names.isEmpty())
        return false;
    if (!commit(topology::removeNodes(m_session.document(), utf8(names)), tr("%1 removed").arg(labelOf(names)), tr("Not removed")))
        return false;
    setMarked({}, {});
    return true;
}

bool CanvasEditor::duplicateMarked()
{
    if (m_marked.isEmpty())
        return false;
    return commit(topology::duplicateNodes(m_session.document(), utf8(m_marked), copyOffset), tr("%1 duplicated").arg(labelOf(m_marked)),
                  tr("Not duplicated"));
}

bool CanvasEditor::copyMarked()
{
    const auto text = topology::copyNodes(m_session.document(), utf8(m_marked));
    if (m_marked.isEmpty() || !text)
        return false;
    QGuiApplication::clipboard()->setText(qtText(*text));
    m_pastes = 0;
    return true;
}

bool CanvasEditor::cutMarked()
{
    return copyMarked() && removeMarked();
}

bool CanvasEditor::paste()
{
    const double offset = gridStep * (m_pastes + 1);
    const auto pasted = topology::pasteNodes(m_session.document(), QGuiApplication::clipboard()->text().toStdString(), {offset, offset});
    if (!commit(pasted, pasted ? tr("%1 pasted").arg(labelOf(qt(pasted->names))) : QString(), tr("Not pasted")))
        return false;
    ++m_pastes;
    return true;
}

// --- places

bool CanvasEditor::commitPlaces(const QHash<QString, QPointF>& places, const QString& label)
{
    topology::Positions positions;
    for (auto place = places.begin(); place != places.end(); ++place) {
        if (exists(place.key()))
            positions.emplace(place.key().toStdString(), topology::Position{place->x(), place->y()});
    }
    m_canvas.setPlaces(places);
    return commit(topology::withPositions(m_session.document(), positions), label, tr("Not moved"));
}

bool CanvasEditor::alignLeft()
{
    if (m_marked.size() < 2)
        return false;
    auto places = m_canvas.standFreely();
    double left = places.value(m_marked.constFirst()).x();
    for (const QString& name : m_marked)
        left = std::min(left, places.value(name).x());
    for (const QString& name : m_marked)
        places[name].setX(left);
    return commitPlaces(places, tr("%1 aligned").arg(labelOf(m_marked)));
}

bool CanvasEditor::alignTop()
{
    if (m_marked.size() < 2)
        return false;
    auto places = m_canvas.standFreely();
    double top = places.value(m_marked.constFirst()).y();
    for (const QString& name : m_marked)
        top = std::min(top, places.value(name).y());
    for (const QString& name : m_marked)
        places[name].setY(top);
    return commitPlaces(places, tr("%1 aligned").arg(labelOf(m_marked)));
}

/// The outer two stay, the others share the room between them evenly.
bool CanvasEditor::distribute(Qt::Orientation orientation)
{
    if (m_marked.size() < 3)
        return false;
    auto places = m_canvas.standFreely();
    const auto along = [&](QPointF& place) -> double& { return orientation == Qt::Horizontal ? place.rx() : place.ry(); };
    QStringList order = m_marked;
    std::stable_sort(order.begin(), order.end(), [&](const QString& a, const QString& b) { return along(places[a]) < along(places[b]); });
    const double first = along(places[order.constFirst()]);
    const double step = (along(places[order.constLast()]) - first) / static_cast<double>(order.size() - 1);
    for (qsizetype i = 1; i + 1 < order.size(); ++i)
        along(places[order[i]]) = std::round(first + step * static_cast<double>(i));
    return commitPlaces(places, tr("%1 distributed").arg(labelOf(m_marked)));
}

bool CanvasEditor::nudge(QPoint steps, bool fine)
{
    if (m_marked.isEmpty())
        return false;
    auto places = m_canvas.standFreely();
    for (const QString& name : m_marked)
        places[name] += QPointF(steps) * (fine ? 1 : gridStep);
    return commitPlaces(places, tr("%1 moved").arg(labelOf(m_marked)));
}

bool CanvasEditor::layOut()
{
    const bool done = commit(Result<Document>(topology::withoutPositions(m_session.document())), tr("laid out again"), tr("Not laid out"));
    m_canvas.setPlaces({});
    m_canvas.fit();
    return done;
}

// --- links

QStringList CanvasEditor::targetsOf(const QString& from) const
{
    QStringList targets;
    const auto& picture = m_canvas.picture();
    for (const auto& edge : picture.graph().edges) {
        if (picture.nodes()[static_cast<std::size_t>(edge.from)]->face().name == from)
            targets << (edge.to ? picture.nodes()[static_cast<std::size_t>(*edge.to)]->face().name : QStringLiteral("exit"));
    }
    return targets;
}

QStringList CanvasEditor::possibleTargets(const QString& from) const
{
    QStringList targets;
    for (const NodeItem* node : m_canvas.picture().nodes()) {
        const QString name = node->face().name;
        if (topology::connectNodes(m_session.document(), from.toStdString(), name.toStdString()))
            targets << name;
    }
    return targets;
}

} // namespace highwater
