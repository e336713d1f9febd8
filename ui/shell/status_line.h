// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QElapsedTimer>
#include <QList>
#include <QStatusBar>

namespace highwater {

class Session;

/// The bottom line: seed, speed reached, events, the cost of drawing, conservation of items; at the right what is saved and what undo
/// undoes. Redrawn four times a second; a column only grows, so that figures stay where they are.
class StatusLine final : public QStatusBar
{
    Q_OBJECT
public:
    static constexpr int lineHeight = 24;
    /// session and theme outlive the line.
    StatusLine(Session* session, Theme* theme, QWidget* parent);
    /// The columns from the left, as they stand.
    [[nodiscard]] QStringList columns() const { return m_columns; }
    [[nodiscard]] QString note() const { return m_note; }

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    void follow();
    void tell();

    Session* m_session;
    Theme* m_theme;
    QStringList m_columns;
    QList<int> m_widths;
    QString m_note;
    QElapsedTimer m_sinceTold;
};

} // namespace highwater
