// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;
class QToolButton;

namespace highwater {

class Session;

/// Where the run shall stop: a line for a time, a count or a condition, and what waits already. It is hidden until it is asked for or
/// something waits. Session and theme outlive it.
class RunUntilBar final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int barHeight = 36;

    RunUntilBar(Session& session, const Theme& theme, QWidget* parent = nullptr);

    /// Shows it and puts the cursor into the line.
    void ask();
    [[nodiscard]] QLineEdit* line() const { return m_line; }
    /// Why the run stands, in words; empty when no condition stopped it.
    [[nodiscard]] QString reason() const { return m_reason; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void add();
    void showConditions();
    void follow();
    void dress();

    Session& m_session;
    const Theme& m_theme;
    QLineEdit* m_line;
    QHBoxLayout* m_row;
    QList<QToolButton*> m_conditions;
    QString m_reason;
};

} // namespace highwater
