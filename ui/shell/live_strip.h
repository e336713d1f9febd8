// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/twin.h"
#include "theme/theme.h"

#include <QElapsedTimer>
#include <QWidget>

namespace highwater {

class ActionButton;
class Actions;
class Session;

/// Where a live run listens, the line that sends an item, who is connected, and how its twin fares. Only there while the run is live. Its
/// whole text is the tool tip and the accessible name.
class LiveStrip final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int stripHeight = 54;
    /// All three outlive the strip.
    LiveStrip(Session* session, Actions* actions, Theme* theme, QWidget* parent);
    /// The line that sends an item; empty while the run is not live.
    [[nodiscard]] QString curl() const { return m_curl; }
    [[nodiscard]] const TwinVerdict& verdict() const { return m_verdict; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void follow();
    void tell();

    Session* m_session;
    Theme* m_theme;
    ActionButton* m_copy;
    QElapsedTimer m_sinceTold;
    QString m_curl;
    QString m_sockets;
    QString m_twin;
    TwinVerdict m_verdict;
};

} // namespace highwater
