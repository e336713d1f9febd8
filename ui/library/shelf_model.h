// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/scenario_shelf.h"

#include <QAbstractListModel>

#include <vector>

namespace highwater {

/// The shipped scenarios that pass the filter.
class ShelfModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { NumberRole = Qt::UserRole, LineRole, FileRole };

    explicit ShelfModel(std::vector<ShelfEntry> entries, QObject* parent = nullptr);

    void setFilter(const QString& filter);
    [[nodiscard]] int rowOfFile(const QString& file) const; ///< -1: not among the rows
    /// The file with that number, filtered out or not; empty: no such number.
    [[nodiscard]] QString fileOfNumber(int number) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<ShelfEntry> m_entries;
    QList<ShelfRow> m_rows;
};

} // namespace highwater
