// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

namespace highwater {

/// One bar of 4 px for each step: filled for the step in sight and those that were done, an outline for those to come.
class StepBars final : public QWidget
{
    Q_OBJECT
public:
    StepBars(const Theme& theme, QWidget* parent);
    /// done runs parallel to the steps.
    void setSteps(const QList<bool>& done, int current);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QList<bool> m_done;
    int m_current = 0;
};

} // namespace highwater
