// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

#include <array>

namespace highwater {

class ActionButton;
class Actions;
class KnobSlider;
class Session;

/// The tool bar: run control, speed, clock, producers and consumers, spike, badge. Where there is no room for all of it, it gives up
/// key hints first, then words, never a control.
class RunBar final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int barHeight = 48;
    /// All three outlive the bar.
    RunBar(Session* session, Actions* actions, Theme* theme, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class SpeedLabel;
    class Clock;
    class Counter;
    class Badge;

    void follow();
    /// How much of it is shown.
    enum class Room { Whole, NoKeys, Tight };
    void setRoom(Room room);
    void fit();
    QWidget* separator();

    Session* m_session;
    Actions* m_actions;
    Theme* m_theme;
    SpeedLabel* m_speedLabel;
    KnobSlider* m_speed;
    Clock* m_clock;
    Counter* m_producers;
    Counter* m_consumers;
    Badge* m_badge;
    ActionButton* m_spike;
    std::array<ActionButton*, 2> m_marks; ///< baseline, marker
    ActionButton* m_run;
    ActionButton* m_live;
    QList<QWidget*> m_lines; ///< between the groups
    Room m_room = Room::Whole;
};

} // namespace highwater
