// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/variants.h"
#include "run/lockstep_run.h"
#include "theme/theme.h"

#include <QWidget>

#include <memory>
#include <vector>

class QAction;
class QTableView;

namespace highwater {

class CardButton;
class CompareModel;
class LockstepModel;
class LockstepTable;
class Session;
class VariantBar;

/// The tab "Against baseline": the figures of the charted stage then and now; and up to four variants run in lock-step with the same arrivals
/// and service times, where only what was changed makes a difference. Session and theme outlive it.
class ComparePanel final : public QWidget
{
    Q_OBJECT
public:
    ComparePanel(Session& session, Theme& theme, QWidget* parent = nullptr);

    /// Then and now.
    [[nodiscard]] CompareModel* model() const { return m_model; }
    [[nodiscard]] LockstepModel* lockstepModel() const { return m_lockstepModel; }
    [[nodiscard]] LockstepTable* lockstepTable() const { return m_lockstepTable; }
    [[nodiscard]] VariantBar* bar() const { return m_bar; }
    [[nodiscard]] Variants& variants() { return m_variants; }
    /// Keeps the scenario as it stands as the next variant (Shift+B). A window that adds it has the key while the panel is hidden too.
    [[nodiscard]] QAction* keepAction() const { return m_keep; }
    /// From the lock-step table to then and now, and back.
    [[nodiscard]] CardButton* otherTableButton() const { return m_other; }
    [[nodiscard]] bool showsLockstep() const;
    void showLockstep(bool on);
    void startOrCancel();
    /// The lock-step run that is under way or was made last; null without one.
    [[nodiscard]] const LockstepRun* run() const { return m_run.get(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    void dress();
    void follow();
    void arrange();
    void dropRun();
    void showFigures();
    void showVariants();
    [[nodiscard]] bool there() const;
    [[nodiscard]] bool working() const { return m_run && !m_run->finished(); }
    [[nodiscard]] int runOf(const Variant& variant) const;
    [[nodiscard]] QString words() const;
    [[nodiscard]] QString troubles() const;

    Session& m_session;
    Theme& m_theme;
    Variants m_variants;
    CompareModel* m_model;
    LockstepModel* m_lockstepModel;
    QTableView* m_table;
    LockstepTable* m_lockstepTable;
    VariantBar* m_bar;
    CardButton* m_other;
    QAction* m_keep;
    std::unique_ptr<LockstepRun> m_run;
    std::vector<Variant> m_ran; ///< what m_run was made of
    bool m_lockstep = false;    ///< which table is wanted
    QString m_fault;            ///< why there is no lock-step run
    int m_timer = 0;
};

} // namespace highwater
