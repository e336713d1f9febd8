// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manners/presentation.h"
#include "manners/tips.h"

#include <QAction>
#include <QPointer>
#include <QSettings>

namespace highwater {

class Autosave;
class MainWindow;
class PipelineCanvas;
class Session;

/// What the main window does out of courtesy, and puts into its menus: presentation, language, contrast, tips, and the question
/// whether to restore what a crash has left. All four outlive it.
class WindowManners final : public QObject
{
    Q_OBJECT
public:
    WindowManners(MainWindow* window, Session* session, Theme* theme, QSettings* settings, QObject* parent = nullptr);

    [[nodiscard]] QAction* presentationAction() const { return m_present; } ///< F11
    [[nodiscard]] QAction* tipsAction() const { return m_showTips; }
    [[nodiscard]] QAction* contrastAction() const { return m_contrast; }
    [[nodiscard]] Presentation& presentation() { return m_presentation; }
    [[nodiscard]] Tips& tips() { return m_tips; }

    /// Asks in the banner about what it finds; the autosave outlives the manners.
    void offerFrom(Autosave* autosave);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QAction* makeAction(const QString& text, const QKeySequence& key = {});
    void fillMenus();
    void hideForPresentation();
    void addTips();
    void follow();
    void enlargeCanvas();
    void restoreCanvas();

    MainWindow* m_window;
    Session* m_session;
    Theme* m_theme;
    QSettings* m_settings;
    Presentation m_presentation;
    Tips m_tips;
    QAction* m_present;
    QAction* m_showTips;
    QAction* m_contrast;
    QAction* m_restore;
    QAction* m_forget;
    QPointer<PipelineCanvas> m_canvas;
    QString m_chartsBefore;
    double m_zoomBefore = 1;
    QPoint m_scrollBefore;
    bool m_fittedBefore = true;
};

} // namespace highwater
