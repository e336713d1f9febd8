// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QScrollArea>

namespace highwater {

/// Scrolls one column up and down. Its bar of 4 px lies over the padding, so that content never changes its width; the keyboard follows
/// the focus.
class SlimScrollArea final : public QScrollArea
{
    Q_OBJECT
public:
    /// content: owned by the area; as wide as the area, as high as it wants to be.
    SlimScrollArea(QWidget* content, Theme* theme, QWidget* parent);

protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyTheme();
    void place();
    Theme* m_theme;
    QWidget* m_thumb;
};

} // namespace highwater
