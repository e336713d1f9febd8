// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/chrome.h"

#include "inspector/paint.h"

#include <QPainter>
#include <QStyleOption>

namespace highwater {

namespace {

constexpr int grabWidth = 5;

class LineHandle final : public QSplitterHandle
{
public:
    LineHandle(Qt::Orientation orientation, QSplitter* parent, Theme* theme) : QSplitterHandle(orientation, parent), m_theme(theme) {}

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), m_theme->color(Token::Surface));
        painter.fillRect(orientation() == Qt::Vertical ? QRect(0, 0, width(), 1) : QRect(0, 0, 1, height()), m_theme->color(Token::Border));
    }

private:
    Theme* m_theme;
};

} // namespace

DockLines::DockLines(Theme* theme) : QProxyStyle(QStringLiteral("Fusion")), m_theme(theme) {}

int DockLines::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    return metric == PM_DockWidgetSeparatorExtent ? grabWidth : QProxyStyle::pixelMetric(metric, option, widget);
}

void DockLines::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter, const QWidget* widget) const
{
    if (element != PE_IndicatorDockWidgetResizeHandle) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    const QRect area = option->rect;
    painter->fillRect(area, m_theme->color(Token::Surface));
    // The line touches what is in the middle of the window: right of the left dock, left of the right one, above the bottom one.
    QRect line(area.left(), area.top(), area.width(), 1);
    if (area.height() > area.width()) {
        const bool left = widget && area.center().x() < widget->width() / 2;
        line = QRect(left ? area.right() : area.left(), area.top(), 1, area.height());
    }
    painter->fillRect(line, m_theme->color(Token::Border));
}

LineSplitter::LineSplitter(Qt::Orientation orientation, Theme* theme, QWidget* parent) : QSplitter(orientation, parent), m_theme(theme)
{
    setHandleWidth(grabWidth);
    setChildrenCollapsible(false);
}

QSplitterHandle* LineSplitter::createHandle()
{
    return new LineHandle(orientation(), this, m_theme);
}

TitledMenuBar::TitledMenuBar(Theme* theme, QWidget* parent) : QMenuBar(parent), m_theme(theme)
{
    setNativeMenuBar(false);
    setFixedHeight(barHeight);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TitledMenuBar::setTitle(const QString& title)
{
    m_title = title;
    update();
}

void TitledMenuBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Window));
    paint::rule(painter, 0, width(), height() - 1, m_theme->color(Token::Border));
    painter.setFont(Theme::font(12.5));
    int right = 0;
    for (QAction* action : actions()) {
        QRect box = actionGeometry(action);
        right = std::max(right, box.right());
        box = QRect(box.x(), 3, box.width(), height() - 7);
        if (action == activeAction())
            paint::fill(painter, box, 4, m_theme->color(Token::Hover));
        painter.setPen(m_theme->color(Token::Text));
        painter.drawText(box, Qt::AlignCenter | Qt::TextHideMnemonic, action->text());
    }
    const QFont font = Theme::font(12);
    const qreal half = paint::widthOf(m_title, font) / 2;
    if (width() / 2.0 - half > right + 16)
        paint::text(painter, width() / 2.0, 18, m_title, font, m_theme->color(Token::Muted), paint::Align::Centre);
}

TabHead::TabHead(const QString& title, Theme* theme, QWidget* parent) : QWidget(parent), m_title(title), m_theme(theme)
{
    setFixedHeight(headHeight);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TabHead::setCount(int count)
{
    m_count = count;
    update();
}

void TabHead::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
    paint::rule(painter, 0, width(), height() - 1, m_theme->color(Token::Border));
    const QFont title = Theme::font(12, Weight::Bold);
    const QFont figure = Theme::font(10.5);
    paint::text(painter, 12, 18, m_title, title, m_theme->color(Token::Text));
    const int titleRight = 12 + qRound(paint::widthOf(m_title, title));
    if (m_count < 0) {
        painter.fillRect(QRect(12, height() - 2, titleRight - 12, 2), m_theme->color(Token::Accent));
        return;
    }
    const QString count = QString::number(m_count);
    const int pill = std::max(18, qRound(paint::widthOf(count, figure)) + 10);
    paint::fill(painter, QRectF(titleRight + 6, 6, pill, 16), 8, m_theme->color(Token::Hover));
    paint::text(painter, titleRight + 6 + pill / 2.0, 18, count, figure, m_theme->color(Token::Text), paint::Align::Centre);
    painter.fillRect(QRect(12, height() - 2, titleRight + 6 + pill - 12, 2), m_theme->color(Token::Accent));
}

} // namespace highwater
