// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/comparison.h"
#include "run/lockstep_run.h"

#include <QAbstractTableModel>

#include <vector>

namespace highwater {

/// The figures of one stage: the baseline, now, and the difference, each with its interval; and the paired difference of the same two
/// scenarios in lock-step, once it was made.
class CompareModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Figure, Baseline, Now, Difference, Paired, ColumnCount };
    /// Of the difference columns: whether the interval leaves 0 out.
    static constexpr int significantRole = Qt::UserRole + 1;

    explicit CompareModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

    void setFigures(std::vector<ComparedFigure> figures);
    /// subject: of the second variant against the first; null takes the paired figures away.
    void setPaired(const LockstepSubject* subject);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString name;
        QString before, after, difference, paired;
        bool significant = false;
        bool pairedSignificant = false;
        bool operator==(const Row&) const = default;
    };
    [[nodiscard]] QString textOf(const Row& row, int column) const;
    void addPaired(Row& row, const ComparedFigure& figure) const;
    void update();

    std::vector<ComparedFigure> m_figures;
    std::vector<PairedDifferences> m_paired; ///< none or one
    std::vector<Row> m_rows;
};

} // namespace highwater
