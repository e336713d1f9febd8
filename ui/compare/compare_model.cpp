// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compare_model.h"

#include "compare/figure_text.h"

namespace highwater {

namespace {

QString textOf(ComparedFigure::Unit unit, const std::optional<ComparedFigure::Value>& value, bool sign)
{
    return value ? withInterval(value->mean, value->halfWidth, sign, [unit](double each) { return figureText(unit, each); }) : QStringLiteral("–");
}

} // namespace

void CompareModel::setFigures(const std::vector<ComparedFigure>& figures)
{
    std::vector<Row> rows;
    for (const ComparedFigure& figure : figures) {
        Row row;
        row.name = QString::fromStdString(figure.name);
        row.before = highwater::textOf(figure.unit, figure.before, false);
        row.after = highwater::textOf(figure.unit, figure.after, false);
        row.difference = highwater::textOf(figure.unit, figure.difference(), true);
        row.significant = figure.significant();
        rows.push_back(std::move(row));
    }
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int CompareModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CompareModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CompareModel::textOf(const Row& row, int column) const
{
    switch (column) {
    case Figure:
        return row.name;
    case Baseline:
        return row.before;
    case Now:
        return row.after;
    default:
        return row.difference;
    }
}

QVariant CompareModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return textOf(row, index.column());
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(index.column() == Figure ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    if (role == significantRole)
        return index.column() == Difference && row.significant;
    return {};
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(section == Figure ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Figure:
        return tr("Figure");
    case Baseline:
        return tr("Baseline");
    case Now:
        return tr("Now");
    case Difference:
        return tr("Difference");
    default:
        return {};
    }
}

} // namespace highwater
