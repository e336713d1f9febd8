// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QScrollArea>

namespace highwater {

/// Cards side by side: scrolls to the right and left by wheel and by the keyboard's focus, and shows where it stands by a bar of 4 px below
/// the cards. GUI thread only.
class CardRow final : public QScrollArea
{
    Q_OBJECT
public:
    /// theme must outlive the row.
    CardRow(const Theme& theme, QWidget* parent);

    /// Where the cards are; as wide as they are.
    [[nodiscard]] QWidget* sheet() const { return m_sheet; }

protected:
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Thumb;
    void applyTheme();
    void placeThumb();

    const Theme& m_theme;
    QWidget* m_sheet;
    Thumb* m_thumb;
};

} // namespace highwater
