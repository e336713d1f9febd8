// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/shelf_delegate.h"

#include "inspector/paint.h"
#include "library/shelf_model.h"

#include <QPainter>

namespace highwater {

namespace {

constexpr int rowHeight = 46;
constexpr int keySize = 16;
constexpr int lastKey = 9;

} // namespace

QSize ShelfDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), rowHeight};
}

void ShelfDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const QRect row = option.rect;
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRectF plate(row.left() + 4, row.top() + 1, row.width() - 8, row.height() - 2);
    if (chosen || hovered)
        paint::fill(*painter, plate, 4, m_theme->color(chosen ? Token::Selected : Token::Hover));
    if (chosen)
        paint::fill(*painter, QRectF(row.left() + 4, row.top() + 7, 3, row.height() - 14), 1.5,
                    m_theme->color(Token::Accent));
    if (option.state.testFlag(QStyle::State_HasFocus))
        paint::focusRing(*painter, plate, 4, *m_theme);

    const int number = index.data(ShelfModel::NumberRole).toInt();
    const int top = m_folded ? row.top() + (row.height() - keySize) / 2 : row.top() + 8;
    if (number <= lastKey) {
        const QRectF key(row.left() + 14, top, keySize, keySize);
        paint::box(*painter, key, 3, m_theme->color(Token::Surface), m_theme->color(Token::Border));
        paint::text(*painter, key.center().x(), top + 12, QString::number(number), Theme::font(10.5),
                    m_theme->color(chosen ? Token::Text : Token::Muted), paint::Align::Centre);
    }
    if (!m_folded) {
        const int left = row.left() + 40;
        const int width = row.right() - 12 - left;
        paint::elided(*painter, left, row.top() + 19, width, index.data().toString(),
                      Theme::font(12.5, chosen ? Weight::Medium : Weight::Regular), m_theme->color(Token::Text));
        paint::elided(*painter, left, row.top() + 35, width, index.data(ShelfModel::LineRole).toString(),
                      Theme::font(11), m_theme->color(Token::Muted));
    }
    painter->restore();
}

} // namespace highwater
