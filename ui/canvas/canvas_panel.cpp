// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/canvas_panel.h"

#include "scenario/topology_edit.h"
#include "session/session.h"

#include <QVBoxLayout>

namespace highwater {

namespace {

constexpr qint64 reducedMotionInterval = 250; ///< milliseconds between two updates

} // namespace

CanvasPanel::CanvasPanel(Session& session, Theme& theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_canvas(new PipelineCanvas(&theme, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_canvas);
    setFocusProxy(m_canvas);
    connect(&m_session, &Session::frame, this, &CanvasPanel::showFrame);
    connect(&m_session, &Session::scenarioOpened, this, [this] {
        showNow();
        m_canvas->fit();
    });
    connect(&m_session, &Session::selectionChanged, this, &CanvasPanel::showNow);
    connect(m_canvas, &PipelineCanvas::nodeClicked, &m_session, &Session::select);
    showNow();
}

void CanvasPanel::showFrame()
{
    const auto snapshot = m_session.snapshot();
    const bool running = snapshot && snapshot->state == RunState::Running;
    if (running && m_theme.reducedMotion() && m_sinceUpdate.isValid() &&
        m_sinceUpdate.elapsed() < reducedMotionInterval)
        return;
    showNow();
}

void CanvasPanel::showNow()
{
    m_sinceUpdate.start();
    followPlaces();
    m_canvas->show(m_session.snapshot(), m_session.selectedNode());
}

/// Documents share their contents: as long as it is the same tree, nothing can have moved.
void CanvasPanel::followPlaces()
{
    const Document& document = m_session.document();
    if (&document.tree() == &m_placed.tree())
        return;
    m_placed = document;
    QHash<QString, QPointF> places;
    for (const auto& [name, position] : topology::positionsOf(document))
        places.insert(QString::fromStdString(name), QPointF(position.x, position.y));
    m_canvas->setPlaces(places);
}

} // namespace highwater
