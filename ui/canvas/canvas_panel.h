// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/pipeline_canvas.h"
#include "scenario/document.h"

#include <QWidget>

namespace highwater {

class Session;

/// The canvas of a session: shows its newest picture at every frame and selects what is clicked. Session and theme
/// outlive it.
class CanvasPanel final : public QWidget
{
    Q_OBJECT
public:
    CanvasPanel(Session& session, Theme& theme, QWidget* parent = nullptr);
    [[nodiscard]] PipelineCanvas& canvas() { return *m_canvas; }

private:
    void showFrame();
    void showNow();
    void followPlaces();
    Session& m_session;
    Theme& m_theme;
    PipelineCanvas* m_canvas;
    QElapsedTimer m_sinceUpdate;
    Document m_placed; ///< the scenario whose places of nodes the canvas knows
};

} // namespace highwater
