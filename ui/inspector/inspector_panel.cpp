// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/inspector_panel.h"

#include "inspector/inspector_text.h"
#include "inspector/knob_list.h"
#include "inspector/node_head.h"
#include "inspector/paint.h"
#include "inspector/panel_head.h"
#include "inspector/reading_views.h"
#include "inspector/slim_scroll_area.h"
#include "scenario/document.h"
#include "session/node_kind.h"
#include "session/pointers.h"
#include "session/session.h"
#include "theme/icons.h"

#include <QFileInfo>
#include <QPainter>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace highwater {

namespace {

constexpr int panelWidth = 312;
constexpr int refreshEvery = 100;   ///< ms: values are redrawn ten times a second at most
constexpr int longestAnswer = 1000; ///< ms until a picture without the last change is believed again

/// The JSON object with one member changed or taken out; unchanged when that cannot be done.
QString withMember(const QString& object, const QString& member, const std::optional<QString>& value)
{
    const auto document = Document::parse(object.isEmpty() ? "{}" : object.toStdString());
    if (!document)
        return object;
    const std::string pointer = "/" + member.toStdString();
    const auto next = value ? document->with(pointer, value->toStdString()) : document->without(pointer);
    return next ? QString::fromStdString(next->text()) : object;
}

const NodeView* viewOf(const Snapshot& snapshot, const std::string& name)
{
    for (const auto& view : snapshot.nodes) {
        if (!view.retired && view.name == name)
            return &view;
    }
    return nullptr;
}

/// Says that nothing is chosen, so that the panel is never blank.
class EmptyPage final : public QWidget
{
public:
    explicit EmptyPage(Theme* theme) : m_theme(theme) {}

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.drawPixmap(width() / 2 - 16, 60,
                           iconPixmap(u"stage", 32, m_theme->color(Token::Muted), devicePixelRatioF()));
        paint::text(painter, width() / 2.0, 120, Inspector::tr("Choose a node in the pipeline."), Theme::font(14),
                    m_theme->color(Token::Text), paint::Align::Centre);
    }

private:
    Theme* m_theme;
};

} // namespace

InspectorPanel::InspectorPanel(Session* session, Theme* theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme),
      m_head(new PanelHead(Inspector::tr("Inspector"), theme, this)), m_pages(new QStackedLayout)
{
    setMinimumWidth(panelWidth);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addLayout(m_pages, 1);
    m_pages->addWidget(new EmptyPage(theme));
    m_pages->addWidget(new SlimScrollArea(buildContent(), theme, this));

    m_refreshLater.setSingleShot(true);
    connect(&m_refreshLater, &QTimer::timeout, this, &InspectorPanel::refresh);
    connect(session, &Session::frame, this, &InspectorPanel::frame);
    connect(session, &Session::selectionChanged, this, &InspectorPanel::refresh);
    connect(session, &Session::scenarioOpened, this, [this] {
        m_outdated.reset();
        readFile();
        refresh();
    });
    // A file that was saved is the new measure of what is changed.
    connect(session->undoStack(), &QUndoStack::cleanChanged, this, [this](bool clean) {
        if (clean)
            readFile();
    });
    connect(session, &Session::fault, this, [this](const QString& title, const Faults& faults) {
        m_why = faults.empty() ? title : QString::fromStdString(faults.front().message);
    });
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    readFile();
    refresh();
}

InspectorPanel::~InspectorPanel()
{
    // A knob whose focus goes with the panel ends its gesture then, when this is only a widget any more.
    for (KnobList* list : m_knobs) {
        if (list)
            list->disconnect(this);
    }
}

QSize InspectorPanel::sizeHint() const
{
    return {panelWidth, 900};
}

void InspectorPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
}

QWidget* InspectorPanel::buildContent()
{
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_nodeHead = new NodeHead(m_theme, content);
    for (KnobList*& list : m_knobs) {
        list = new KnobList(m_theme, content);
        wire(list);
    }
    m_now = new NowView(m_theme, content);
    m_detail = new DetailView(m_theme, content);
    m_detail->hide();
    m_bloat = new BloatView(m_theme, content);
    m_checks = new ChecksView(m_theme, content);
    layout->addWidget(m_nodeHead);
    for (KnobList* list : m_knobs)
        layout->addWidget(list);
    for (QWidget* part : {static_cast<QWidget*>(m_now), static_cast<QWidget*>(m_detail), static_cast<QWidget*>(m_bloat),
                          static_cast<QWidget*>(m_checks)})
        layout->addWidget(part);
    layout->addStretch(1);
    return content;
}

void InspectorPanel::wire(KnobList* list)
{
    connect(list, &KnobList::gestureBegan, this, [this] { m_gesture = m_session->newGesture(); });
    connect(list, &KnobList::gestureEnded, this, [this] {
        m_gesture = 0;
        m_session->endGesture();
    });
    connect(list, &KnobList::changeWanted, this,
            [this, list](const Edits& edits, const QString& label) { apply(list, edits, label); });
}

/// A scenario from its text, with every default filled in.
std::optional<Scenario> InspectorPanel::scenarioOf(const QString& text) const
{
    if (text.isEmpty())
        return std::nullopt;
    const auto folder = QFileInfo(m_session->file()).absolutePath().toStdU16String();
    const auto document = Document::parse(text.toStdString(), std::filesystem::path(folder));
    if (!document)
        return std::nullopt;
    auto scenario = readScenario(*document);
    return scenario ? std::optional(std::move(*scenario)) : std::nullopt;
}

void InspectorPanel::readFile()
{
    m_file = scenarioOf(m_session->fileParameter(QString()));
    m_shown.reset();
}

void InspectorPanel::showDifferences()
{
    // Not from the picture: what the schedule of the file has changed is no change from the file.
    const auto now = scenarioOf(m_session->parameter(QString()));
    const QStringList changes = now && m_file ? differences(*now, *m_file) : QStringList();
    m_head->setNote(changes.isEmpty()     ? Inspector::tr("as in the file")
                    : changes.size() == 1 ? Inspector::tr("1 change from the file")
                                          : Inspector::tr("%1 changes from the file").arg(changes.size()));
    m_head->setToolTip(changes.join(QLatin1Char('\n')));
}

const Node* InspectorPanel::fileNode(const std::string& name) const
{
    const auto index = m_file ? m_file->find(name) : std::nullopt;
    return index ? &m_file->nodes[static_cast<std::size_t>(*index)] : nullptr;
}

void InspectorPanel::frame()
{
    if (m_refreshLater.isActive())
        return;
    const qint64 since = m_sinceRefresh.isValid() ? m_sinceRefresh.elapsed() : refreshEvery;
    if (since >= refreshEvery)
        refresh();
    else
        m_refreshLater.start(refreshEvery - static_cast<int>(since));
}

void InspectorPanel::refresh()
{
    m_refreshLater.stop();
    m_sinceRefresh.start();
    const auto snapshot = m_session->snapshot();
    const auto name = m_session->selectedNode().toStdString();
    const auto index = snapshot ? snapshot->scenario->find(name) : std::nullopt;
    const auto* view = index ? viewOf(*snapshot, name) : nullptr;
    m_pages->setCurrentIndex(view ? 1 : 0);
    if (!view) {
        m_head->setNote({});
        m_shown.reset();
        return;
    }
    const Node& node = snapshot->scenario->nodes[static_cast<std::size_t>(*index)];
    refreshKnobs(*snapshot, node);
    m_nodeHead->setNode(*view);
    m_now->setReading(nowReadingOf(*view, node));
    m_detail->setReading(detailReadingOf(*snapshot, *view, node));
    m_bloat->setVisible(node.stage() != nullptr);
    if (node.stage()) {
        BloatReading bloat = bloatReadingOf(*view, *node.stage());
        bloat.since = statisticsSpan(*snapshot);
        m_bloat->setReading(bloat);
    }
    m_checks->setReadings(checksOf(*snapshot, *view, node));
}

void InspectorPanel::refreshKnobs(const Snapshot& snapshot, const Node& node)
{
    const QString name = QString::fromStdString(node.name);
    // A change takes a moment to reach the picture; until then the knobs show what was asked for.
    if (m_outdated == snapshot.scenario && m_sinceChange.elapsed() < longestAnswer && name == m_shownNode)
        return;
    m_outdated.reset();
    if (m_shown == snapshot.scenario && name == m_shownNode)
        return;
    m_shown = snapshot.scenario;
    m_shownNode = name;
    const auto kind = static_cast<std::size_t>(kindOf(node));
    const auto* view = viewOf(snapshot, node.name);
    for (std::size_t i = 0; i < m_knobs.size(); ++i)
        m_knobs[i]->setVisible(i == kind && !(view && view->fromOutside));
    const Node* file = fileNode(node.name);
    m_knobs[kind]->setNode({node, m_session->parameter(pointerTo(name))},
                           file && file->kind.index() == node.kind.index() ? file : nullptr,
                           namesOf(*snapshot.scenario));
    showDifferences();
}

/// Members that are written through the object that holds them are gathered, so that one object is written once.
QList<QPair<QString, QString>> InspectorPanel::valuesOf(const Edits& edits) const
{
    const QString node = pointerTo(m_shownNode);
    QList<QPair<QString, QString>> values;
    for (const auto& edit : edits) {
        const QString pointer = node + QLatin1Char('/') + edit.path;
        const qsizetype slash = pointer.lastIndexOf(QLatin1Char('/'));
        // While a spike lies over the arrivals, an object of a whole node would hold it: nothing but a removal is worth
        // that.
        if (edit.value && (!edit.throughParent || m_session->spiking())) {
            values.append({pointer, *edit.value});
            continue;
        }
        if (!edit.value && m_session->parameter(pointer).isEmpty())
            continue; // what is not there need not be taken out
        const QString parent = pointer.left(slash);
        const QString member = pointer.mid(slash + 1);
        auto before =
            std::find_if(values.begin(), values.end(), [&](const auto& value) { return value.first == parent; });
        if (before == values.end()) {
            values.append({parent, m_session->parameter(parent)});
            before = values.end() - 1;
        }
        before->second = withMember(before->second, member, edit.value);
    }
    return values;
}

void InspectorPanel::apply(KnobList* list, const Edits& edits, const QString& label)
{
    const auto snapshot = m_session->snapshot();
    m_why.clear();
    if (!m_session->setParameters(valuesOf(edits), label, m_gesture)) {
        list->refuse(m_why);
        return;
    }
    m_outdated = snapshot ? snapshot->scenario : nullptr;
    m_shown.reset();
    m_sinceChange.start();
}

} // namespace highwater
