// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/lockstep_model.h"

#include "compare/figure_text.h"
#include "theme/display_text.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace highwater {

namespace {

using Unit = ComparedFigure::Unit;
using Verdict = LockstepModel::Verdict;

Unit unitOf(LockstepFigure figure)
{
    switch (figure) {
    case LockstepFigure::Throughput:
        return Unit::PerSecond;
    case LockstepFigure::SojournMean:
    case LockstepFigure::SojournP95:
    case LockstepFigure::SojournP99:
        return Unit::Seconds;
    case LockstepFigure::LevelMean:
        return Unit::Items;
    case LockstepFigure::LostShare:
        return Unit::Ratio;
    case LockstepFigure::SwitchesPerMinute:
        break;
    }
    return Unit::PerMinute;
}

QString wordsOf(LockstepFigure figure)
{
    switch (figure) {
    case LockstepFigure::Throughput:
        return LockstepModel::tr("completed");
    case LockstepFigure::SojournMean:
        return LockstepModel::tr("mean time");
    case LockstepFigure::SojournP95:
        return LockstepModel::tr("p95");
    case LockstepFigure::SojournP99:
        return LockstepModel::tr("p99");
    case LockstepFigure::LevelMean:
        return LockstepModel::tr("mean depth");
    case LockstepFigure::LostShare:
        return LockstepModel::tr("lost share");
    case LockstepFigure::SwitchesPerMinute:
        break;
    }
    return LockstepModel::tr("switches");
}

/// Whether two variants did the same in every batch, to the bit: by one figure where every batch has it, else by all of them.
bool sameInEachBatch(const LockstepSubject& subject, std::size_t run, std::size_t figure)
{
    const auto& first = subject.batches.front();
    const auto& other = subject.batches[run];
    const auto inFigure = [figure](const LockstepFigures& one, const LockstepFigures& another) {
        return one[figure] && one[figure] == another[figure];
    };
    return first == other || std::equal(first.begin(), first.end(), other.begin(), other.end(), inFigure);
}

/// More is better of what is completed, and worse of all else.
Verdict verdictOf(const LockstepSubject& subject, std::size_t run, std::size_t figure)
{
    const PairedDifference& difference = subject.differences[run][figure];
    if (!difference.value)
        return Verdict::None;
    if (*difference.value == 0 && sameInEachBatch(subject, run, figure))
        return Verdict::Same;
    if (!difference.halfWidth)
        return Verdict::TooFew;
    if (!difference.significant())
        return Verdict::NotSeen;
    const bool better = (*difference.value > 0) == (figure == static_cast<std::size_t>(LockstepFigure::Throughput));
    if (difference.correlated)
        return better ? Verdict::PerhapsBetter : Verdict::PerhapsWorse;
    return better ? Verdict::Better : Verdict::Worse;
}

} // namespace

QString LockstepModel::wordOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::None:
        return {};
    case Verdict::NotRun:
        return tr("not run yet");
    case Verdict::Same:
        return tr("exactly the same");
    case Verdict::NotSeen:
        return tr("no difference seen");
    case Verdict::Better:
        return tr("better");
    case Verdict::Worse:
        return tr("worse");
    case Verdict::PerhapsBetter:
        return tr("perhaps better");
    case Verdict::PerhapsWorse:
        return tr("perhaps worse");
    case Verdict::TooFew:
        break;
    }
    return tr("too few batches");
}

LockstepModel::Cell LockstepModel::cellOf(const LockstepSubject& subject, std::size_t figure, int run, bool inBytes)
{
    Cell cell;
    cell.value = QStringLiteral("–");
    if (run < 0) {
        cell.verdict = Verdict::NotRun;
        return cell;
    }
    const auto known = static_cast<LockstepFigure>(figure);
    const bool bytes = inBytes && known == LockstepFigure::LevelMean;
    const auto text = [known, bytes](double value) { return bytes ? bytesText(std::llround(value)) : figureText(unitOf(known), value); };
    const auto at = static_cast<std::size_t>(run);
    if (const auto& value = subject.figures[at][figure])
        cell.value = text(*value);
    if (run == 0)
        return cell;
    const PairedDifference& difference = subject.differences[at][figure];
    cell.verdict = verdictOf(subject, at, figure);
    if (!difference.value)
        return cell;
    cell.difference = withInterval(*difference.value, difference.halfWidth, true, text);
    if (difference.correlated)
        cell.note = tr("Neighbouring batches depend on each other: the interval is too narrow.");
    else if (difference.halfWidth && difference.unpaired && *difference.halfWidth < *difference.unpaired)
        cell.note = tr("± %1 if each had arrivals of its own").arg(text(*difference.unpaired));
    return cell;
}

void LockstepModel::addPart(std::vector<Row>& rows, const LockstepSubject& subject, const QString& name, const std::vector<Column>& columns,
                            bool inBytes)
{
    rows.push_back({name, true, std::vector<Cell>(columns.size())});
    for (std::size_t figure = 0; figure < lockstepFigureCount; ++figure) {
        Row row{wordsOf(static_cast<LockstepFigure>(figure)), false, {}};
        for (const Column& column : columns)
            row.cells.push_back(cellOf(subject, figure, column.run, inBytes));
        rows.push_back(std::move(row));
    }
}

std::vector<LockstepModel::Row> LockstepModel::rowsOf(const std::vector<Column>& columns, const LockstepResult* result, const Subject& subject)
{
    std::vector<Row> rows;
    if (result == nullptr || columns.empty())
        return rows;
    const auto& subjects = result->subjects; // the first: from end to end
    const auto at = std::find_if(subjects.begin() + 1, subjects.end(), [&subject](const LockstepSubject& one) { return one.name == subject.node; });
    if (at != subjects.end())
        addPart(rows, *at, qtText(at->name), columns, subject.inBytes);
    addPart(rows, subjects.front(), tr("From end to end"), columns, false);
    return rows;
}

void LockstepModel::show(std::vector<Column> columns, std::shared_ptr<const LockstepResult> result, const Subject& subject)
{
    if (columns == m_columns && result == m_result && subject == m_subject)
        return;
    auto rows = rowsOf(columns, result.get(), subject);
    const bool another = columns.size() != m_columns.size() || rows.size() != m_rows.size();
    if (another)
        beginResetModel();
    m_columns = std::move(columns);
    m_rows = std::move(rows);
    m_result = std::move(result);
    m_subject = subject;
    if (another) {
        endResetModel();
        return;
    }
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int LockstepModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LockstepModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_columns.size());
}

/// A cell in one sentence.
QString LockstepModel::told(const Row& row, int column) const
{
    if (column == 0 || row.section)
        return column == 0 ? row.name : QString();
    const Cell& cell = row.cells[static_cast<std::size_t>(column - 1)];
    QString text = tr("%1, %2: %3").arg(Variants::letterOf(m_columns[static_cast<std::size_t>(column - 1)].place), row.name, cell.value);
    if (!cell.difference.isEmpty())
        text += QStringLiteral("; ") + tr("against A %1").arg(cell.difference);
    if (cell.verdict != Verdict::None)
        text += QStringLiteral(", ") + wordOf(cell.verdict);
    return text;
}

QVariant LockstepModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == sectionRole)
        return row.section;
    if (role == Qt::AccessibleTextRole)
        return told(row, index.column());
    if (index.column() == 0 || row.section)
        return role == Qt::DisplayRole && index.column() == 0 ? QVariant(row.name) : QVariant();
    const Cell& cell = row.cells[static_cast<std::size_t>(index.column() - 1)];
    switch (role) {
    case Qt::DisplayRole:
        return QStringList{cell.value, cell.difference, wordOf(cell.verdict)}.join(QStringLiteral("  ")).trimmed();
    case Qt::ToolTipRole:
        return cell.note.isEmpty() ? told(row, index.column()) : told(row, index.column()) + QLatin1Char('\n') + cell.note;
    case valueRole:
        return cell.value;
    case differenceRole:
        return cell.difference;
    case verdictRole:
        return static_cast<int>(cell.verdict);
    case wordRole:
        return wordOf(cell.verdict);
    default:
        return {};
    }
}

QVariant LockstepModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (section == 0)
        return role == Qt::DisplayRole ? QVariant(tr("Figure")) : QVariant();
    const Column& column = m_columns[static_cast<std::size_t>(section - 1)];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return QStringLiteral("%1  %2").arg(Variants::letterOf(column.place), column.name);
    case placeRole:
        return column.place;
    case keptRole:
        return column.kept;
    default:
        return {};
    }
}

} // namespace highwater
