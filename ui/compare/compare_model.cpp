// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/compare_model.h"

#include "units/display.h"

#include <cmath>

namespace highwater {

namespace {

using Unit = ComparedFigure::Unit;

QString textOf(Unit unit, double value)
{
    switch (unit) {
    case Unit::PerSecond:
        return QString::fromStdString(displayRate(value));
    case Unit::Seconds:
        return QString::fromStdString(displayDuration(value));
    case Unit::Ratio:
        return QString::fromStdString(displayRatio(value));
    case Unit::Items:
        return QString::fromStdString(displayNumber(value));
    case Unit::PerMinute:
        return QStringLiteral("%1/min").arg(QString::fromStdString(displayNumber(value)));
    }
    return {};
}

QString withInterval(Unit unit, double value, std::optional<double> halfWidth, bool sign)
{
    QString text = textOf(unit, std::abs(value));
    if (value < 0)
        text.prepend(QChar(0x2212));
    else if (sign && value > 0)
        text.prepend(QLatin1Char('+'));
    if (halfWidth && !std::isnan(*halfWidth))
        text += QStringLiteral(" ± %1").arg(textOf(unit, *halfWidth));
    return text;
}

QString textOf(Unit unit, const std::optional<ComparedFigure::Value>& value, bool sign)
{
    return value ? withInterval(unit, value->mean, value->halfWidth, sign) : QStringLiteral("–");
}

/// The figure of a lock-step run that means the same; absent: it has none.
std::optional<LockstepFigure> pairedOf(const std::string& name)
{
    return name == "completed" ? std::optional(LockstepFigure::Throughput)
           : name == "p95"     ? std::optional(LockstepFigure::SojournP95)
           : name == "p99"     ? std::optional(LockstepFigure::SojournP99)
           : name == "depth"   ? std::optional(LockstepFigure::LevelMean)
           : name == "lost share" ? std::optional(LockstepFigure::LostShare)
           : name == "switches"   ? std::optional(LockstepFigure::SwitchesPerMinute)
                                  : std::nullopt;
}

} // namespace

void CompareModel::setFigures(std::vector<ComparedFigure> figures)
{
    m_figures = std::move(figures);
    update();
}

void CompareModel::setPaired(const LockstepSubject* subject)
{
    m_paired.clear();
    if (subject != nullptr && subject->differences.size() > 1)
        m_paired.push_back(subject->differences[1]);
    update();
}

void CompareModel::addPaired(Row& row, const ComparedFigure& figure) const
{
    const auto known = pairedOf(figure.name);
    if (m_paired.empty() || !known)
        return;
    const PairedDifference& paired = m_paired.front()[static_cast<std::size_t>(*known)];
    row.paired = paired.value ? withInterval(figure.unit, *paired.value, paired.halfWidth, true) : QStringLiteral("–");
    row.pairedSignificant = paired.significant();
}

void CompareModel::update()
{
    std::vector<Row> rows;
    for (const ComparedFigure& figure : m_figures) {
        Row row;
        row.name = QString::fromStdString(figure.name);
        row.before = highwater::textOf(figure.unit, figure.before, false);
        row.after = highwater::textOf(figure.unit, figure.after, false);
        row.difference = highwater::textOf(figure.unit, figure.difference(), true);
        row.significant = figure.significant();
        addPaired(row, figure);
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
    case Difference:
        return row.difference;
    default:
        return row.paired;
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
        return index.column() == Difference ? row.significant : index.column() == Paired && row.pairedSignificant;
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
    case Paired:
        return tr("In lock-step");
    default:
        return {};
    }
}

} // namespace highwater
