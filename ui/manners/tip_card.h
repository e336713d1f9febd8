// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QRect>
#include <QWidget>

namespace highwater {

/// A line of advice with an arrow at what it is about. It lies over its parent, never takes the focus, and lets nobody wait: whatever is
/// beside it works as ever. The theme outlives it.
class TipCard final : public QWidget
{
    Q_OBJECT
public:
    TipCard(const Theme& theme, QWidget* parent);
    /// what: in the parent's coordinates. The card stands above it, or below where there is no room.
    void say(const QString& text, const QRect& what);
    [[nodiscard]] QString text() const { return m_text; }
    /// The corner that closes it, in its own coordinates.
    [[nodiscard]] QRect closeBox() const;
    [[nodiscard]] bool pointsUp() const { return m_up; }

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] QRect body() const;

    const Theme& m_theme;
    QString m_text;
    int m_arrow = 0; ///< x of its point
    bool m_up = true;
};

} // namespace highwater
