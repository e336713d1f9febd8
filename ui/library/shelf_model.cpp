// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/shelf_model.h"

#include <QFileInfo>

namespace highwater {

ShelfModel::ShelfModel(std::vector<ShelfEntry> entries, QObject* parent)
    : QAbstractListModel(parent), m_entries(std::move(entries)), m_rows(shelfRows(m_entries, {}))
{
}

void ShelfModel::setFilter(const QString& filter)
{
    beginResetModel();
    m_rows = shelfRows(m_entries, filter);
    endResetModel();
}

int ShelfModel::rowOfFile(const QString& file) const
{
    const QString wanted = QFileInfo(file).canonicalFilePath();
    for (int row = 0; row < m_rows.size() && !wanted.isEmpty(); ++row) {
        if (QFileInfo(m_rows[row].file).canonicalFilePath() == wanted)
            return row;
    }
    return -1;
}

QString ShelfModel::fileOfNumber(int number) const
{
    const bool known = number >= 1 && static_cast<std::size_t>(number) <= m_entries.size();
    return known ? QString::fromStdU16String(m_entries[static_cast<std::size_t>(number) - 1].file.u16string())
                 : QString();
}

int ShelfModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ShelfModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.name;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1. %2: %3").arg(row.number).arg(row.name, row.line);
    case Qt::ToolTipRole:
        return row.name + QStringLiteral("\n") + row.line;
    case NumberRole:
        return row.number;
    case LineRole:
        return row.line;
    case FileRole:
        return row.file;
    default:
        return {};
    }
}

} // namespace highwater
