// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

class QLineEdit;

namespace highwater {

class Session;

/// A line in which a note is written, at the instant that the charts show. It is there until Enter or Escape. Session and theme outlive it.
class MarkerLine final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int barHeight = 36;

    MarkerLine(Session& session, const Theme& theme, QWidget* parent = nullptr);

    /// At the crosshair, else now.
    void ask();
    void askAt(double seconds);
    [[nodiscard]] QLineEdit* line() const { return m_line; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void leave();

    Session& m_session;
    const Theme& m_theme;
    QLineEdit* m_line;
    double m_seconds = 0;
};

} // namespace highwater
