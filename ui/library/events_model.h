// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/snapshot.h"

#include <QAbstractTableModel>

#include <vector>

namespace highwater {

/// The changes of a run, oldest first. New ones are appended; another run resets it.
class EventsModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Number, Time, What, Who, ColumnCount };

    explicit EventsModel(QObject* parent = nullptr);

    /// generation: grows when the run begins again, or another scenario is opened.
    void setChanges(std::uint64_t generation, const std::vector<ChangeView>& changes);
    [[nodiscard]] double secondsOf(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ChangeView> m_changes;
    std::uint64_t m_generation = 0;
};

} // namespace highwater
