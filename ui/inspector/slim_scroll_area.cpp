// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/slim_scroll_area.h"

#include "inspector/slim_thumb.h"

#include <QApplication>

namespace highwater {

SlimScrollArea::SlimScrollArea(QWidget* content, Theme* theme, QWidget* parent) : QScrollArea(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setWidget(content);
    new SlimThumb(this, theme);
    applyTheme();
    connect(theme, &Theme::changed, this, &SlimScrollArea::applyTheme);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (now && widget()->isAncestorOf(now))
            ensureWidgetVisible(now, 0, 40);
    });
}

void SlimScrollArea::applyTheme()
{
    QPalette palette = m_theme->palette();
    palette.setColor(QPalette::Window, m_theme->color(Token::Surface));
    viewport()->setPalette(palette);
    widget()->setPalette(palette);
}

} // namespace highwater
