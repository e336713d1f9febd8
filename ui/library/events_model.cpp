// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/events_model.h"

#include "units/display.h"

#include <algorithm>

namespace highwater {

namespace {

bool same(const ChangeView& a, const ChangeView& b)
{
    return a.number == b.number && a.at == b.at && a.byUser == b.byUser && a.text == b.text;
}

} // namespace

EventsModel::EventsModel(QObject* parent) : QAbstractTableModel(parent) {}

void EventsModel::setChanges(std::uint64_t generation, const std::vector<ChangeView>& changes)
{
    // Appending is enough when what is there is still the beginning of the new list.
    const bool goesOn = generation == m_generation && changes.size() >= m_changes.size() &&
                        std::equal(m_changes.begin(), m_changes.end(), changes.begin(), same);
    if (!goesOn) {
        beginResetModel();
        m_generation = generation;
        m_changes = changes;
        endResetModel();
        return;
    }
    if (changes.size() == m_changes.size())
        return;
    beginInsertRows({}, static_cast<int>(m_changes.size()), static_cast<int>(changes.size()) - 1);
    m_changes.insert(m_changes.end(), changes.begin() + static_cast<std::ptrdiff_t>(m_changes.size()), changes.end());
    endInsertRows();
}

double EventsModel::secondsOf(int row) const
{
    return toSeconds(m_changes.at(static_cast<std::size_t>(row)).at);
}

int EventsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_changes.size());
}

int EventsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant EventsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& change = m_changes[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole && index.column() <= Time)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole && index.column() == What)
        return QString::fromStdString(change.text);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Number:
        return change.number;
    case Time:
        return QString::fromStdString(displayClock(change.at.time_since_epoch()));
    case What:
        return QString::fromStdString(change.text);
    default:
        return change.byUser ? tr("you") : tr("schedule");
    }
}

QVariant EventsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((section <= Time ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("no.");
    case Time:
        return tr("time");
    case What:
        return tr("what changed");
    default:
        return tr("by");
    }
}

} // namespace highwater
