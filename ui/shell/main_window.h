// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QMainWindow>
#include <QSettings>

class QDockWidget;
class QMenu;
class QSplitter;

namespace highwater {

class Actions;
class AdviceGuide;
class EditorPanel;
class FileWatch;
class LessonPanel;
class ShareMenu;
class ChartPanel;
class FaultBanner;
class ForecastGuide;
class KeysOverlay;
class LiveStrip;
class MarkerLine;
class RunUntilBar;
struct Recording;
class SentenceStrip;
class Session;
class ShelfPanel;
class StatusLine;
class TabDeck;
class TitledMenuBar;

/// The main window: wires the views to one session, and remembers how it was left. It computes nothing.
class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    /// Narrower than this, the scenarios fold to a strip of keys.
    static constexpr int foldBelow = 1280;

    /// All three outlive the window. The layout is that of the settings, or the default.
    MainWindow(Session* session, Theme* theme, QSettings* settings, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens a file and remembers it; false, with the banner saying why, when it cannot be opened.
    bool openFile(const QString& file);
    /// The scenario that was open last, else the first one of the shelf.
    void openLast();

    [[nodiscard]] Actions* actionSet() const { return m_actions; }
    [[nodiscard]] FaultBanner* banner() const { return m_banner; }
    [[nodiscard]] ShelfPanel* shelfPanel() const { return m_shelf; }
    [[nodiscard]] SentenceStrip* sentence() const { return m_sentence; }
    [[nodiscard]] LiveStrip* liveStrip() const { return m_liveStrip; }
    [[nodiscard]] StatusLine* statusLine() const { return m_status; }
    [[nodiscard]] KeysOverlay* keysOverlay() const { return m_keys; }
    [[nodiscard]] TabDeck* deck() const { return m_deck; }
    [[nodiscard]] LessonPanel* lessons() const { return m_lessons; }
    [[nodiscard]] ShareMenu* shareMenu() const { return m_share; }

Q_SIGNALS:
    void painted(); ///< everything that was out of date has been painted

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildTop();
    void buildCentre();
    void buildDocks();
    void buildDeck();
    void buildShare();
    void watchFile();
    void connectCharts();
    void buildMenus();
    void buildViewMenu(QMenu* menu);
    void buildRecentMenu(QMenu* menu);
    QDockWidget* addDock(const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
    void connectActions();
    void restoreLayout();
    void defaultLayout();
    void giveCanvasRoom();
    void giveLessonRoom();
    void foldIfNarrow();
    void updateTitle();

    void askForFile();
    bool openRecording(const QString& file);
    bool play(const Recording& recording, const QString& file);
    bool save();
    bool askAndSave();
    void copyPicture();
    void savePicture();
    void openFromShelf(int number);
    void escape();
    void showKeys(bool on);
    void setThemeChoice(Theme::Choice choice);
    void setReducedMotion(bool on);
    [[nodiscard]] QString lastFolder() const;
    void remember(const QString& file);

    Session* m_session;
    Theme* m_theme;
    QSettings* m_settings;
    Actions* m_actions;
    TitledMenuBar* m_menuBar = nullptr;
    FaultBanner* m_banner = nullptr;
    LiveStrip* m_liveStrip = nullptr;
    SentenceStrip* m_sentence = nullptr;
    EditorPanel* m_canvas = nullptr;
    ChartPanel* m_charts = nullptr;
    RunUntilBar* m_runUntil = nullptr;
    MarkerLine* m_marker = nullptr;
    ForecastGuide* m_forecast = nullptr;
    QSplitter* m_centre = nullptr;
    ShelfPanel* m_shelf = nullptr;
    TabDeck* m_deck = nullptr;
    StatusLine* m_status = nullptr;
    KeysOverlay* m_keys = nullptr;
    AdviceGuide* m_advice = nullptr;
    LessonPanel* m_lessons = nullptr;
    ShareMenu* m_share = nullptr;
    FileWatch* m_fileWatch = nullptr;
    QDockWidget* m_shelfDock = nullptr;
    QDockWidget* m_lessonDock = nullptr;
    QDockWidget* m_inspectorDock = nullptr;
    QDockWidget* m_eventsDock = nullptr;
    QDockWidget* m_bytesDock = nullptr; ///< of live runs
    bool m_folded = false;
    bool m_canvasSized = false; ///< somebody has moved the line between canvas and charts
};

} // namespace highwater
