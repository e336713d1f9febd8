// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/mark_handles.h"
#include "theme/theme.h"

#include <QWidget>

namespace highwater {

class ChartHeader;
class ChartStack;
class Session;

/// The charts of the main window: shows the session's charted stage, moves its crosshair and changes its marks. Session and theme
/// outlive it.
class ChartPanel final : public QWidget
{
    Q_OBJECT
public:
    ChartPanel(Session& session, const Theme& theme, QWidget* parent = nullptr);
    [[nodiscard]] ChartStack* stack() const { return m_stack; }

private:
    void showFrame();
    void changeMarks(const MarkDrag& drag);

    Session& m_session;
    ChartHeader* m_header = nullptr;
    ChartStack* m_stack = nullptr;
    int m_dragNumber = 0; ///< the stack's number of the gesture that m_gesture stands for
    int m_gesture = 0;    ///< the session's
    flow::Marks m_asked;  ///< what that gesture asked for last
};

} // namespace highwater
