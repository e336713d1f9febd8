// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QAbstractButton>
#include <QAction>

namespace highwater {

/// A key in a box, as it is printed beside what it does: 16 px high.
namespace keybox {
inline constexpr int height = 16;
int widthOf(const QString& key);
void paint(QPainter& painter, int x, int y, const QString& key, const Theme& theme);
} // namespace keybox

/// A flat button of the tokens: shows an action and triggers it. Space belongs to the run, so that Enter is the key that presses it.
class ActionButton final : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Look {
        Icon,   ///< the drawing alone
        Text,   ///< drawing, words and key
        Primary ///< the same, filled with the accent
    };
    /// action and theme outlive the button.
    ActionButton(QAction* action, const Theme* theme, Look look, QWidget* parent);

    void setKeyShown(bool shown);
    void setLook(Look look);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QAction* shownAction() const { return m_action; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void nextCheckState() override {} // the action decides

private:
    void follow();
    [[nodiscard]] QString key() const;
    [[nodiscard]] int contentWidth() const;

    QAction* m_action;
    const Theme* m_theme;
    Look m_look;
    bool m_keyShown = true;
};

} // namespace highwater
