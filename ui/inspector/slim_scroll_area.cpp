// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/slim_scroll_area.h"

#include <QApplication>
#include <QEvent>
#include <QScrollBar>

#include <algorithm>

namespace highwater {

namespace {

constexpr int thumbWidth = 4;
constexpr int shortestThumb = 24;

} // namespace

SlimScrollArea::SlimScrollArea(QWidget* content, Theme* theme, QWidget* parent)
    : QScrollArea(parent), m_theme(theme), m_thumb(new QWidget(this))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setWidget(content);
    content->installEventFilter(this);
    m_thumb->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_thumb->setAutoFillBackground(true);
    applyTheme();
    connect(theme, &Theme::changed, this, &SlimScrollArea::applyTheme);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &SlimScrollArea::place);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &SlimScrollArea::place);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        if (now && widget()->isAncestorOf(now))
            ensureWidgetVisible(now, 0, 40);
    });
}

void SlimScrollArea::applyTheme()
{
    QPalette palette = m_theme->palette();
    palette.setColor(QPalette::Window, m_theme->color(Token::Surface));
    setPalette(palette);
    viewport()->setPalette(palette);
    widget()->setPalette(palette);
    palette.setColor(QPalette::Window, m_theme->color(Token::Strong));
    m_thumb->setPalette(palette);
}

void SlimScrollArea::place()
{
    const auto* bar = verticalScrollBar();
    const int range = bar->maximum() - bar->minimum();
    m_thumb->setVisible(range > 0);
    if (range <= 0)
        return;
    const int length = std::max(shortestThumb, height() * height() / (height() + range));
    m_thumb->setGeometry(width() - thumbWidth - 2, 2 + (height() - 4 - length) * bar->value() / range, thumbWidth, length);
    m_thumb->raise();
}

void SlimScrollArea::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    place();
}

bool SlimScrollArea::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == widget() && event->type() == QEvent::Resize)
        place();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace highwater
