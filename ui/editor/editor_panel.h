// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canvas/canvas_panel.h"
#include "editor/canvas_editor.h"
#include "editor/editor_actions.h"
#include "editor/palette_strip.h"

#include <QWidget>

class QToolButton;

namespace highwater {

/// The canvas with what edits it: a button in its corner, and the palette beside it while that is pressed. Session and theme outlive it;
/// GUI thread only.
class EditorPanel final : public QWidget
{
    Q_OBJECT
public:
    EditorPanel(Session& session, Theme& theme, QWidget* parent = nullptr);
    ~EditorPanel() override;
    [[nodiscard]] PipelineCanvas& canvas() { return m_panel->canvas(); }
    [[nodiscard]] CanvasEditor& editor() { return *m_editor; }
    [[nodiscard]] EditorActions& actions() { return *m_actions; }
    [[nodiscard]] PaletteStrip& palette() { return *m_palette; }

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void placeButton();
    void applyColors();

    Theme& m_theme;
    CanvasPanel* m_panel;
    CanvasEditor* m_editor;
    EditorActions* m_actions;
    PaletteStrip* m_palette;
    QToolButton* m_button;
};

} // namespace highwater
