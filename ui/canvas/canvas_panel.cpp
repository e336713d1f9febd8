// SPDX-License-Identifier: GPL-3.0-or-later
#include "canvas/canvas_panel.h"

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
    connect(&m_session, &Session::scenarioOpened, this, &CanvasPanel::showNow);
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
    m_canvas->show(m_session.snapshot(), m_session.selectedNode());
}

} // namespace highwater
