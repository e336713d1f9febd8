// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QScrollArea>

namespace highwater {

/// Scrolls one column up and down, and follows the keyboard's focus.
class SlimScrollArea final : public QScrollArea
{
    Q_OBJECT
public:
    /// content: owned by the area; as wide as the area, as high as it wants to be.
    SlimScrollArea(QWidget* content, Theme* theme, QWidget* parent);

private:
    void applyTheme();
    Theme* m_theme;
};

} // namespace highwater
