// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QByteArray>
#include <QList>
#include <QMainWindow>
#include <QPointer>

namespace highwater {

/// What a window looks like before an audience: the whole screen, larger type, thicker lines, a ring about the pointer, and nothing but
/// the picture. Leaving it puts back every dock, bar, size and the focus. GUI thread only; window and theme outlive it.
class Presentation final : public QObject
{
    Q_OBJECT
public:
    static constexpr int ringSize = 32; ///< logical pixels across

    Presentation(QMainWindow* window, Theme* theme, QObject* parent = nullptr);
    ~Presentation() override;

    /// What goes away, besides all docks. A widget that was hidden before stays so afterwards.
    void setHidden(const QList<QWidget*>& widgets);
    [[nodiscard]] bool isOn() const { return m_on; }
    void setOn(bool on);

Q_SIGNALS:
    void changed(bool on);

private:
    struct Size
    {
        QPointer<QWidget> splitter;
        QByteArray state;
    };
    void enter();
    void leave();

    QMainWindow* m_window;
    Theme* m_theme;
    QList<QPointer<QWidget>> m_hidden;  ///< whom it may hide
    QList<QPointer<QWidget>> m_away;    ///< whom it has hidden
    QByteArray m_docks;
    QList<Size> m_sizes;
    QRect m_geometry;
    Qt::WindowStates m_states;
    QPointer<QWidget> m_focus;
    bool m_on = false;
};

} // namespace highwater
