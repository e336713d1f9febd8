// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/mark_workbench.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace highwater {

class Theme;

/// The pairs of marks that were tried, as cells: a row for each high mark, a column for each distance of the low mark below it, the low mark
/// in the cell, and switches a minute as its colour (dark is few). The pair in force has a diamond, the proposed one an outline. What is
/// pointed at, or reached by the arrow keys, is told in words below. Theme outlives it; GUI thread only.
class MarkGrid final : public QWidget
{
    Q_OBJECT
public:
    explicit MarkGrid(const Theme& theme, QWidget* parent = nullptr);

    /// Null: nothing is shown. inBytes: the unit of the marks.
    void show(std::shared_ptr<const MarkStudy> study, bool inBytes);
    [[nodiscard]] QSize sizeHint() const override;

    [[nodiscard]] int cellCount() const { return static_cast<int>(m_cells.size()); }
    [[nodiscard]] QRect cellRect(int cell) const;
    /// The cell of a pair; -1: it was not tried.
    [[nodiscard]] int cellOf(const flow::Marks& marks) const;
    /// The cell that the keys have reached; -1: none.
    [[nodiscard]] int current() const { return m_current; }
    /// The figures of a cell in a sentence.
    [[nodiscard]] QString words(int cell) const;
    /// 0 to 1 of the palette.
    [[nodiscard]] double shareOf(int cell) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    struct Cell
    {
        std::size_t tried = 0; ///< of MarkStudy::tried
        int row = 0;
        int column = 0;
    };
    [[nodiscard]] const MarkFigures& figures(int cell) const { return m_study->tried[m_cells[static_cast<std::size_t>(cell)].tried]; }
    [[nodiscard]] bool isProposed(int cell) const;
    [[nodiscard]] bool isInForce(int cell) const;
    [[nodiscard]] int cellAt(const QPoint& at) const;
    [[nodiscard]] QString level(std::int64_t value) const;
    [[nodiscard]] QString pair(const flow::Marks& marks) const;
    [[nodiscard]] QSize cellSize() const;
    [[nodiscard]] int labelWidth() const;
    void move(int rows, int columns);
    void choose(int cell);
    void tellAll();
    void paintCell(QPainter& painter, int cell) const;
    void paintLabels(QPainter& painter) const;
    void paintFoot(QPainter& painter) const;
    [[nodiscard]] QPointF nextInFoot(const QPointF& at, double wide) const;
    double paintKey(QPainter& painter, double x, double baseline) const;

    const Theme& m_theme;
    std::shared_ptr<const MarkStudy> m_study;
    bool m_inBytes = false;
    std::vector<std::int64_t> m_highs; ///< descending
    std::vector<std::int64_t> m_bands; ///< high - low, ascending
    std::vector<Cell> m_cells;
    double m_most = 0; ///< switches a minute
    int m_hover = -1;
    int m_current = -1;
};

} // namespace highwater
