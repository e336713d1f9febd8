// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTableView;

namespace highwater {

class EventsModel;
class Session;
class Theme;

/// The tab Events: every change of the run with its number, time and author. A row sets the crosshair to its instant.
class EventsPanel final : public QWidget
{
    Q_OBJECT
public:
    /// session and theme must outlive the panel.
    EventsPanel(Session* session, Theme* theme, QWidget* parent = nullptr);

    [[nodiscard]] int eventCount() const; ///< for the tab's title

Q_SIGNALS:
    void eventCountChanged(int count);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void applyTheme();
    void follow();

    Session* m_session;
    Theme* m_theme;
    EventsModel* m_model;
    QTableView* m_table;
    int m_openings = 0; ///< scenarios opened so far: runs of different files may have the same generation
};

} // namespace highwater
