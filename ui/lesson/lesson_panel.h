// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/throttle.h"
#include "lessons/lesson.h"
#include "lessons/progress.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

class QListView;
class QModelIndex;
class QSettings;
class QStackedWidget;

namespace highwater {

class LessonHead;
class LessonListModel;
class LessonPage;
class PanelButton;
class Session;
class Theme;

/// The left dock below the scenarios: the list of all lessons, or one step of one, beside the model that it speaks of. It opens no file
/// itself: openWanted() says which scenario it needs. GUI thread only.
class LessonPanel final : public QWidget
{
    Q_OBJECT
public:
    /// session, theme and settings outlive the panel; without settings progress is forgotten. Lessons are read when the panel is first shown
    /// or asked for one.
    LessonPanel(Session& session, Theme& theme, QSettings* settings, QWidget* parent = nullptr);
    ~LessonPanel() override;

    /// Begins a lesson, or goes on where it was left, and asks for its scenario. An unknown id shows the list.
    void openLesson(const QString& id);
    void showList();
    /// The id of the lesson in sight; empty: the list.
    [[nodiscard]] QString lesson() const;
    [[nodiscard]] int step() const { return m_step; }
    [[nodiscard]] const lessons::Progress& progress() const { return m_progress; }
    /// What the goal of the lesson in sight was judged last.
    [[nodiscard]] const lessons::GoalState& goalState() const { return m_goalState; }
    [[nodiscard]] QSize sizeHint() const override { return {256, 480}; }

public Q_SLOTS:
    void next();
    void back();

Q_SIGNALS:
    void openWanted(const QString& file);  ///< the scenario of the lesson that was begun
    void lessonDone(const QString& lesson); ///< its goal was met for the first time

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Entry
    {
        std::string id;
        std::optional<lessons::Lesson> lesson; ///< absent: broken
        QString fault;
    };
    void build(Theme& theme);
    void load();
    void applyTheme();
    void openRow(const QModelIndex& index);
    void showStep(int step);
    void refreshList();
    void refreshPlayable();
    void follow();
    void startAgain();
    void showSolution();
    void selectNode(const QString& node);
    [[nodiscard]] const lessons::Lesson* current() const;
    [[nodiscard]] bool isThere() const; ///< the lesson's scenario is the one that runs
    [[nodiscard]] QString scenarioFile() const;

    Session& m_session;
    Theme& m_theme;
    QSettings* m_settings;
    std::vector<Entry> m_entries;
    bool m_loaded = false;
    lessons::Progress m_progress;
    int m_current = -1;
    int m_step = 0;
    std::optional<int> m_solutionIndex; ///< of the undo history, right after the solution was shown
    lessons::GoalState m_goalState;

    LessonHead* m_head = nullptr;
    QStackedWidget* m_pages = nullptr;
    QListView* m_list = nullptr;
    LessonListModel* m_model = nullptr;
    QWidget* m_scroll = nullptr;
    LessonPage* m_page = nullptr;
    QWidget* m_foot = nullptr;
    PanelButton* m_back = nullptr;
    PanelButton* m_all = nullptr;
    PanelButton* m_next = nullptr;
    Throttle m_look; ///< last: its action uses all of the above
};

} // namespace highwater
