// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/lesson_list.h"

#include "inspector/paint.h"
#include "theme/icons.h"

#include <QPainter>

namespace highwater {

namespace {

constexpr int rowHeight = 46;

} // namespace

void LessonListModel::setRows(const QList<LessonRow>& rows)
{
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (int i = 0; i < rows.size(); ++i) {
        if (rows[i] == m_rows[i])
            continue;
        m_rows[i] = rows[i];
        Q_EMIT dataChanged(index(i), index(i));
    }
}

int LessonListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant LessonListModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= m_rows.size())
        return {};
    const LessonRow& row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1, %2").arg(row.title, row.line);
    case Qt::ToolTipRole:
        return row.title + QLatin1Char('\n') + row.line;
    case LineRole:
        return row.line;
    case DoneRole:
        return row.done;
    case BrokenRole:
        return row.broken;
    default:
        return {};
    }
}

Qt::ItemFlags LessonListModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags all = QAbstractListModel::flags(index);
    return index.isValid() && m_rows[index.row()].broken ? all & ~Qt::ItemIsEnabled : all;
}

QSize LessonDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), rowHeight};
}

void LessonDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const QRect row = option.rect;
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const bool broken = index.data(LessonListModel::BrokenRole).toBool();
    const QRectF plate(row.left() + 4, row.top() + 1, row.width() - 8, row.height() - 2);
    if (chosen || hovered)
        paint::fill(*painter, plate, 4, m_theme.color(chosen ? Token::Selected : Token::Hover));
    if (chosen)
        paint::fill(*painter, QRectF(row.left() + 4, row.top() + 7, 3, row.height() - 14), 1.5, m_theme.color(Token::Accent));
    if (option.state.testFlag(QStyle::State_HasFocus))
        paint::focusRing(*painter, plate, 4, m_theme);
    paint::text(*painter, row.left() + 30, row.top() + 20, QString::number(index.row() + 1), Theme::font(11), m_theme.color(Token::Muted),
                paint::Align::Right);
    const int left = row.left() + 40;
    const int width = row.right() - 36 - left;
    paint::elided(*painter, left, row.top() + 19, width, index.data().toString(), Theme::font(12.5, chosen ? Weight::Medium : Weight::Regular),
                  m_theme.color(broken ? Token::Muted : Token::Text));
    paint::elided(*painter, left, row.top() + 35, width, index.data(LessonListModel::LineRole).toString(), Theme::font(11), m_theme.color(Token::Muted));
    if (broken || index.data(LessonListModel::DoneRole).toBool()) {
        const QPixmap mark = iconPixmap(broken ? u"warn" : u"check", 16, m_theme.color(broken ? Token::Pressed : Token::Flowing),
                                        painter->device()->devicePixelRatioF());
        painter->drawPixmap(row.right() - 30, row.top() + 15, mark);
    }
    painter->restore();
}

} // namespace highwater
