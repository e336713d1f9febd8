// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/lockstep_run.h"
#include "theme/theme.h"

#include <QWidget>

#include <memory>

class QPushButton;
class QTableView;

namespace highwater {

class CompareModel;
class Session;

/// The tab "Against baseline": the figures of the charted stage then and now, and the two scenarios run in lock-step with the same arrivals
/// and service times, where only what was changed makes a difference. Session and theme outlive it.
class ComparePanel final : public QWidget
{
    Q_OBJECT
public:
    ComparePanel(Session& session, Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] CompareModel* model() const { return m_model; }
    [[nodiscard]] QPushButton* lockstepButton() const { return m_lockstep; }
    /// The lock-step run that is under way or was made last; null without one.
    [[nodiscard]] const LockstepRun* run() const { return m_run.get(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    void follow();
    void dress();
    void startOrCancel();
    void showPaired();
    [[nodiscard]] QString words() const;

    Session& m_session;
    Theme& m_theme;
    CompareModel* m_model;
    QTableView* m_table;
    QPushButton* m_lockstep;
    std::unique_ptr<LockstepRun> m_run;
    QString m_fault; ///< why there is no lock-step run
    int m_timer = 0;
};

} // namespace highwater
