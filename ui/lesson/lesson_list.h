// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QAbstractListModel>
#include <QList>
#include <QStyledItemDelegate>

namespace highwater {

/// A lesson as the list shows it.
struct LessonRow
{
    QString title;
    QString line;      ///< "not begun", "step 2 of 3", "done"
    bool done = false;
    bool broken = false; ///< its file cannot be read; line says why
    bool operator==(const LessonRow&) const = default;
};

/// All lessons, in their order.
class LessonListModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { LineRole = Qt::UserRole, DoneRole, BrokenRole };
    using QAbstractListModel::QAbstractListModel;
    void setRows(const QList<LessonRow>& rows);
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    QList<LessonRow> m_rows;
};

/// A row of 46 px: number, title, how far one has come, and a check when it is done.
class LessonDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    LessonDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

} // namespace highwater
