// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journey/waterfall_rows.h"
#include "run/journey.h"
#include "theme/theme.h"

#include <QAbstractScrollArea>

#include <optional>
#include <vector>

namespace highwater {

/// One item's journey as a waterfall: a row for each station, bars over one axis of time, and the times in words beside them. GUI thread
/// only; the theme outlives it.
class Waterfall final : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit Waterfall(Theme& theme, QWidget* parent = nullptr);

    /// Absent: nothing is chosen.
    void show(const std::optional<Journey>& journey);
    [[nodiscard]] const std::optional<Journey>& journey() const { return m_journey; }
    [[nodiscard]] const std::vector<WaterfallRow>& rows() const { return m_rows; }
    /// Where a segment or a row is drawn, in the viewport; for tool tips and tests.
    [[nodiscard]] QRectF barOf(std::size_t row, std::size_t segment) const;
    [[nodiscard]] QRect rowBox(std::size_t row) const;
    /// What is said about a place in the viewport; empty: nothing is there.
    [[nodiscard]] QString tipAt(const QPoint& at) const;
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 60}; }

Q_SIGNALS:
    void neighbourWanted(int by);         ///< the keys up and down: another item of the table
    void nodeChosen(const QString& node); ///< a row was clicked twice

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void measure();
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int axisHeight() const;
    [[nodiscard]] double xOf(Instant at) const;
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] int rowAt(const QPoint& at) const;
    void paintAxis(QPainter& painter) const;
    void paintRow(QPainter& painter, std::size_t row) const;
    void paintMarks(QPainter& painter, std::size_t row) const;
    [[nodiscard]] bool isFree(std::size_t row, double from, double to) const;

    Theme& m_theme;
    std::optional<Journey> m_journey;
    std::vector<WaterfallRow> m_rows;
    int m_labelWidth = 0;
    int m_textWidth = 0;
};

} // namespace highwater
