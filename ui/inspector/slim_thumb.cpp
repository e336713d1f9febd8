// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/slim_thumb.h"

#include "inspector/paint.h"

#include <QEvent>
#include <QScrollBar>

#include <algorithm>

namespace highwater {

namespace {

constexpr int thumbWidth = 4;
constexpr int shortestThumb = 24;

} // namespace

SlimThumb::SlimThumb(QAbstractScrollArea* area, Theme* theme) : QWidget(area), m_area(area), m_theme(theme)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->installEventFilter(this);
    connect(area->verticalScrollBar(), &QScrollBar::valueChanged, this, &SlimThumb::place);
    connect(area->verticalScrollBar(), &QScrollBar::rangeChanged, this, &SlimThumb::place);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    place();
}

void SlimThumb::place()
{
    const auto* bar = m_area->verticalScrollBar();
    const int range = bar->maximum() - bar->minimum();
    setVisible(range > 0);
    if (range <= 0)
        return;
    const int page = m_area->viewport()->height();
    const int top = m_area->viewport()->y() + 2;
    // A range in pixels: all areas here scroll by the pixel.
    const int length = std::max(shortestThumb, page * page / (page + range));
    setGeometry(m_area->width() - thumbWidth - 2, top + (page - 4 - length) * (bar->value() - bar->minimum()) / range,
                thumbWidth, length);
    raise();
}

void SlimThumb::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::fill(painter, rect(), 2, m_theme->color(Token::Strong));
}

bool SlimThumb::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

} // namespace highwater
