// SPDX-License-Identifier: GPL-3.0-or-later
#include "journey/journey_model.h"

#include "journey/journey_words.h"
#include "theme/display_text.h"

#include <algorithm>
#include <array>

namespace highwater {

void JourneyModel::setJourneys(std::vector<Journey> journeys)
{
    beginResetModel();
    m_rows.clear();
    m_longest = Duration::zero();
    for (Journey& journey : journeys) {
        const TimeSpent spent = timeSpent(journey);
        m_longest = std::max(m_longest, journey.total());
        m_rows.push_back({std::move(journey), spent});
    }
    endResetModel();
}

const Journey* JourneyModel::journey(int row) const
{
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)].journey : nullptr;
}

std::optional<int> JourneyModel::rowOf(const RequestId& id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row& row) { return row.journey.id == id; });
    return found == m_rows.end() ? std::nullopt : std::optional(static_cast<int>(found - m_rows.begin()));
}

bool JourneyModel::isIdle(int column) const
{
    switch (column) {
    case Blocked:
        return std::all_of(m_rows.begin(), m_rows.end(), [](const Row& row) { return row.spent.blocked == Duration::zero(); });
    case Retrying:
    case Attempts:
        return std::all_of(m_rows.begin(), m_rows.end(),
                           [](const Row& row) { return row.spent.retrying == Duration::zero() && row.journey.attempts == 1; });
    default:
        return false;
    }
}

int JourneyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int JourneyModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Duration JourneyModel::timeOf(const Row& row, int column)
{
    switch (column) {
    case Waited:
        return row.spent.waiting + row.spent.held;
    case Served:
        return row.spent.service;
    case Blocked:
        return row.spent.blocked;
    case Retrying:
        return row.spent.retrying;
    default:
        return row.journey.total();
    }
}

QVariant JourneyModel::parts(const Journey& journey) const
{
    std::array<double, stayCount> times{};
    for (const JourneySegment& segment : journey.segments)
        times[static_cast<std::size_t>(segment.stay)] += toSeconds(segment.length());
    QVariantList shares;
    for (const double time : times)
        shares << (m_longest > Duration::zero() ? time / toSeconds(m_longest) : 0.0);
    return shares;
}

QVariant JourneyModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    const bool isTime = column != Item && column != Attempts && column != End;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((isTime || column == Attempts ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole)
        return JourneyWords::story(row.journey);
    if (role == partsRole)
        return column == Where ? parts(row.journey) : QVariant();
    if (role == fateRole)
        return column == End ? QVariant(static_cast<int>(row.journey.fate)) : QVariant();
    if (role == sortRole && isTime)
        return toSeconds(timeOf(row, column));
    if (role != Qt::DisplayRole && role != sortRole)
        return {};
    switch (column) {
    case Item:
        return JourneyWords::item(row.journey);
    case Where:
        return {};
    case Attempts:
        return row.journey.attempts;
    case End:
        return JourneyWords::word(row.journey.fate);
    default:
        return JourneyWords::duration(timeOf(row, column));
    }
}

QVariant JourneyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const bool left = section == Item || section == Where || section == End;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole) {
        const QStringList tips{tr("the producer, and four digits of the item's identity"),
                               tr("from its creation to its end"),
                               tr("its time in the patterns of the journey; the slowest item fills the column"),
                               tr("in queues, at doors and held back by the signal"),
                               tr("by workers"),
                               tr("with a worker that waited for room ahead"),
                               tr("between attempts, and until a loss was noticed"),
                               tr("how often it was sent"),
                               tr("how it ended")};
        return tips[section];
    }
    if (role != Qt::DisplayRole)
        return {};
    const QStringList names{tr("item"),  tr("in all"), tr("where the time went"), tr("waited"), tr("served"), tr("blocked"), tr("retries"),
                            tr("tries"), tr("end")};
    return names[section];
}

} // namespace highwater
