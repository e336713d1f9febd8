// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/events_delegate.h"

#include "inspector/paint.h"
#include "library/events_model.h"

#include <QPainter>

#include <algorithm>

namespace highwater {

namespace {

constexpr int gap = 8; ///< on both sides of a column's text

bool isRight(int column)
{
    return column == EventsModel::Time;
}

} // namespace

void EventsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const QRect cell = option.rect;
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(cell, m_theme->color(Token::Selected));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(cell, m_theme->color(Token::Hover));
    const int column = index.column();
    const QString text = index.data().toString();
    const QFont font = Theme::font(12);
    const int baseline = cell.top() + 15;
    const QColor ink = m_theme->color(column == EventsModel::What ? Token::Text : Token::Muted);
    if (column == EventsModel::Number) {
        const int width = std::max(16, static_cast<int>(paint::widthOf(text, Theme::font(10.5))) + 8);
        const QRectF circle(cell.left() + gap, cell.top() + 3, width, 16);
        paint::box(*painter, circle, 7.5, m_theme->color(Token::Surface), m_theme->color(Token::Text));
        paint::text(*painter, circle.center().x(), baseline, text, Theme::font(10.5), m_theme->color(Token::Text),
                    paint::Align::Centre);
    } else if (isRight(column)) {
        paint::text(*painter, cell.right() + 1 - gap, baseline, text, font, ink, paint::Align::Right);
    } else {
        paint::elided(*painter, cell.left() + gap, baseline, cell.width() - 2 * gap, text, font, ink);
    }
    painter->restore();
}

EventsHeader::EventsHeader(Theme* theme, QWidget* parent) : QHeaderView(Qt::Horizontal, parent), m_theme(theme)
{
    setHighlightSections(false);
    setSectionsClickable(false);
    connect(theme, &Theme::changed, this, [this] { viewport()->update(); });
}

void EventsHeader::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme->color(Token::Surface));
    paint::rule(painter, 0, viewport()->width(), viewport()->height() - 1, m_theme->color(Token::Border));
    painter.end();
    QHeaderView::paintEvent(event);
}

void EventsHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    const QString name = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
    const bool right = isRight(section);
    paint::text(*painter, right ? rect.right() + 1 - gap : rect.left() + gap, rect.top() + 15, name, Theme::font(11),
                m_theme->color(Token::Muted), right ? paint::Align::Right : paint::Align::Left);
}

} // namespace highwater
