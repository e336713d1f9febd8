// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QTimer>
#include <QWidget>

namespace highwater {

class FrameRecorder;

/// Says in a corner of the window that it is recorded, for how long, and which key ends it. Not in the recording itself.
class RecordingMark final : public QWidget
{
    Q_OBJECT
public:
    /// All outlive the mark, except the window, which owns it.
    RecordingMark(const FrameRecorder& recorder, const Theme& theme, const QString& stopKey, QWidget* window);
    [[nodiscard]] QString text() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow();
    void place();

    const FrameRecorder& m_recorder;
    const Theme& m_theme;
    QString m_stopKey;
    QString m_shown;
    QTimer m_timer;
};

} // namespace highwater
