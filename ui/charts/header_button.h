// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QAbstractButton>

namespace highwater {

/// A button in the header of the charts: its text, with a key, a sign or a little line beside it. GUI thread only; the theme outlives it.
class HeaderButton final : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Look {
        Toggle, ///< checkable, with its key in a box
        Menu,   ///< a chevron at the right
        Chip    ///< the line of a ghost at the left, and an x at the right, which alone takes the mouse
    };

    HeaderButton(Look look, const Theme& theme, QWidget* parent);
    void setKey(const QString& key);
    /// What it says; elided beyond the width that is asked for.
    void setWords(const QString& words);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool hitButton(const QPoint& at) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] double before() const;
    [[nodiscard]] double after() const;

    Look m_look;
    const Theme& m_theme;
    QString m_key;
    bool m_ring = false; ///< focus came by keyboard
};

} // namespace highwater
