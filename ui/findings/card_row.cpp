// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/card_row.h"

#include "inspector/paint.h"

#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace highwater {

namespace {

constexpr int thumbHeight = 4;
constexpr int shortestThumb = 24;
constexpr int keyStep = 60;

} // namespace

/// Where the row stands; not to be grabbed: wheel, keys and Tab scroll.
class CardRow::Thumb final : public QWidget
{
public:
    Thumb(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) { setAttribute(Qt::WA_TransparentForMouseEvents); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        paint::fill(painter, rect(), 2, m_theme.color(Token::Strong));
    }

private:
    const Theme& m_theme;
};

CardRow::CardRow(const Theme& theme, QWidget* parent) : QScrollArea(parent), m_theme(theme), m_sheet(new QWidget), m_thumb(new Thumb(theme, this))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(m_sheet);
    horizontalScrollBar()->setSingleStep(keyStep);
    connect(horizontalScrollBar(), &QScrollBar::valueChanged, this, &CardRow::placeThumb);
    connect(horizontalScrollBar(), &QScrollBar::rangeChanged, this, &CardRow::placeThumb);
    connect(&theme, &Theme::changed, this, &CardRow::applyTheme);
    applyTheme();
    placeThumb();
}

void CardRow::applyTheme()
{
    QPalette palette = m_theme.palette();
    palette.setColor(QPalette::Window, m_theme.color(Token::Surface));
    setPalette(palette);
    m_sheet->setPalette(palette);
    m_sheet->setAutoFillBackground(true);
    viewport()->update();
    m_thumb->update();
}

/// A wheel that only turns up and down moves the row, too.
void CardRow::wheelEvent(QWheelEvent* event)
{
    const QPoint delta = event->pixelDelta().isNull() ? event->angleDelta() / 2 : event->pixelDelta();
    const int way = delta.x() != 0 ? delta.x() : delta.y();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - way);
    event->accept();
}

void CardRow::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    placeThumb();
}

void CardRow::placeThumb()
{
    const auto* bar = horizontalScrollBar();
    const int range = bar->maximum() - bar->minimum();
    m_thumb->setVisible(range > 0);
    if (range <= 0)
        return;
    const int page = viewport()->width();
    const int length = std::max(shortestThumb, page * page / (page + range));
    m_thumb->setGeometry((page - length) * (bar->value() - bar->minimum()) / range, height() - thumbHeight, length, thumbHeight);
    m_thumb->raise();
}

} // namespace highwater
