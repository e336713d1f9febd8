// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/narrative.h"
#include "theme/theme.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

namespace highwater {

class ActionButton;
class Actions;
class Session;

/// What happens in one sentence: the worst stage, its state, the rates and what happens next, then a hint. One line that never reflows,
/// at most four times a second; the whole text is its tool tip and its accessible name. A click selects the node that it is about.
class SentenceStrip final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int stripHeight = 40; ///< twice that while presenting
    /// All three outlive the strip.
    SentenceStrip(Session* session, Actions* actions, Theme* theme, QWidget* parent);
    [[nodiscard]] QString text() const { return m_whole; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    void follow();
    void tell();
    void place();

    Session* m_session;
    Theme* m_theme;
    ActionButton* m_whoWaits;
    Narrative m_told;
    Token m_token = Token::Idle;
    QString m_icon;
    QString m_whole;
    QElapsedTimer m_sinceTold;
    QTimer m_later;
};

} // namespace highwater
