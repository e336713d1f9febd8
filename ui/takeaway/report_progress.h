// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QFrame>

class QProgressBar;
class QPushButton;

namespace highwater {

/// A card in the corner of the window: how far the runs of a report are, and a way to give them up. Blocks nothing.
class ReportProgress final : public QFrame
{
    Q_OBJECT
public:
    /// theme outlives it; the window owns it.
    ReportProgress(const Theme& theme, QWidget* window);
    void setFraction(double fraction);
    [[nodiscard]] QPushButton* cancelButton() const { return m_cancel; }

Q_SIGNALS:
    void cancelled();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    const Theme& m_theme;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
};

} // namespace highwater
