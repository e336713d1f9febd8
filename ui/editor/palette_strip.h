// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/piece.h"
#include "theme/theme.h"

#include <QAbstractButton>
#include <QPoint>
#include <QWidget>

#include <optional>
#include <vector>

namespace highwater {

/// One piece of the palette: a click chooses it, a drag takes it along.
class PaletteButton final : public QAbstractButton
{
    Q_OBJECT
public:
    PaletteButton(Piece piece, const Theme& theme, QWidget* parent);
    [[nodiscard]] Piece piece() const { return m_piece; }
    [[nodiscard]] QSize sizeHint() const override { return {76, 40}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Piece m_piece;
    const Theme* m_theme;
    QPoint m_pressedAt;
};

/// What can be put into the picture, one below the other beside the canvas. The theme outlives it; GUI thread only.
class PaletteStrip final : public QWidget
{
    Q_OBJECT
public:
    PaletteStrip(const Theme& theme, QWidget* parent);
    /// Which piece the next click on the canvas puts there; nothing: none.
    void setArmed(std::optional<Piece> piece);
    [[nodiscard]] const std::vector<PaletteButton*>& buttons() const { return m_buttons; }

Q_SIGNALS:
    /// By the mouse: it is put where the next click is.
    void pieceChosen(highwater::Piece piece);
    /// By Enter: it comes at once.
    void pieceWanted(highwater::Piece piece);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme* m_theme;
    std::vector<PaletteButton*> m_buttons;
};

} // namespace highwater
