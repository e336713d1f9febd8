// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/comparison.h"

#include <QAbstractTableModel>

#include <vector>

namespace highwater {

/// The figures of one stage in two pictures: the baseline, now, and the difference, each with its interval.
class CompareModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Figure, Baseline, Now, Difference, ColumnCount };
    /// Of the difference: whether the interval leaves 0 out.
    static constexpr int significantRole = Qt::UserRole + 1;

    explicit CompareModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setFigures(const std::vector<ComparedFigure>& figures);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString name;
        QString before, after, difference;
        bool significant = false;
        bool operator==(const Row&) const = default;
    };
    [[nodiscard]] QString textOf(const Row& row, int column) const;

    std::vector<Row> m_rows;
};

} // namespace highwater
