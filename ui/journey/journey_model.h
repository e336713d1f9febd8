// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/journey.h"

#include <QAbstractTableModel>

#include <optional>
#include <vector>

namespace highwater {

/// The slowest items as a table, in the order in which they were found: the slowest first. Owned by the panel; GUI thread only.
class JourneyModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Item, Total, Where, Waited, Served, Blocked, Retrying, Attempts, End, ColumnCount };
    static constexpr int sortRole = Qt::UserRole;      ///< a number, or a name
    static constexpr int partsRole = Qt::UserRole + 1; ///< Where: the shares of each stay in the slowest item's time, as QVariantList by Stay
    static constexpr int fateRole = Qt::UserRole + 2;  ///< End: the Fate as int

    explicit JourneyModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setJourneys(std::vector<Journey> journeys);
    [[nodiscard]] const Journey* journey(int row) const;
    /// The row of a request; absent: it is not among them.
    [[nodiscard]] std::optional<int> rowOf(const RequestId& id) const;

    /// Whether a column says nothing: nobody was blocked, or tried again.
    [[nodiscard]] bool isIdle(int column) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        Journey journey;
        TimeSpent spent;
    };
    [[nodiscard]] QVariant parts(const Journey& journey) const;
    [[nodiscard]] static Duration timeOf(const Row& row, int column);

    std::vector<Row> m_rows;
    Duration m_longest{};
};

} // namespace highwater
