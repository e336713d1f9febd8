// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/variants.h"
#include "run/lockstep.h"

#include <QAbstractTableModel>

#include <memory>
#include <string>
#include <vector>

namespace highwater {

/// What variants did in lock-step: for each figure of a node and from end to end the value of each variant, and its paired difference to A
/// with the interval and a word. A column for each variant; a row without figures above each of the two parts.
class LockstepModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Verdict {
        None,    ///< nothing to compare: A itself, or a figure without a value
        NotRun,  ///< this variant was not in the run
        Same,    ///< every batch is exactly that of A
        NotSeen, ///< the interval holds 0
        Better,
        Worse,
        PerhapsBetter, ///< neighbouring batches depend on each other: the interval is too narrow
        PerhapsWorse,
        TooFew         ///< batches or samples: there is no interval
    };
    Q_ENUM(Verdict)
    enum Role {
        valueRole = Qt::UserRole + 1, ///< "812 ms"
        differenceRole,               ///< "−12.1 ms ± 3.2 ms"; empty: none
        verdictRole,                  ///< int of Verdict
        wordRole,                     ///< "better"
        sectionRole,                  ///< bool: the row is the heading of a part
        placeRole,                    ///< of a variant's header: Variant::place
        keptRole                      ///< of a header
    };

    /// One variant, and where it stands in the result.
    struct Column
    {
        int place = 0;
        QString name;
        bool kept = true;
        int run = -1; ///< -1: it was not in the run
        bool operator==(const Column&) const = default;
    };
    /// What of a node is shown besides what happens from end to end.
    struct Subject
    {
        std::string node;     ///< empty, or unknown to the result: nothing
        bool inBytes = false; ///< its level
        bool operator==(const Subject&) const = default;
    };

    explicit LockstepModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    /// result: null: nothing is known yet.
    void show(std::vector<Column> columns, std::shared_ptr<const LockstepResult> result, const Subject& subject);
    [[nodiscard]] static QString wordOf(Verdict verdict);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Cell
    {
        QString value, difference, note;
        Verdict verdict = Verdict::None;
        bool operator==(const Cell&) const = default;
    };
    struct Row
    {
        QString name;
        bool section = false;
        std::vector<Cell> cells; ///< by column of m_columns
        bool operator==(const Row&) const = default;
    };
    [[nodiscard]] static std::vector<Row> rowsOf(const std::vector<Column>& columns, const LockstepResult* result, const Subject& subject);
    static void addPart(std::vector<Row>& rows, const LockstepSubject& subject, const QString& name, const std::vector<Column>& columns,
                        bool inBytes);
    [[nodiscard]] static Cell cellOf(const LockstepSubject& subject, std::size_t figure, int run, bool inBytes);
    [[nodiscard]] QString told(const Row& row, int column) const;

    std::vector<Column> m_columns;
    std::shared_ptr<const LockstepResult> m_result;
    Subject m_subject;
    std::vector<Row> m_rows;
};

} // namespace highwater
