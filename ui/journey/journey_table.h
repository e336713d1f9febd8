// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journey/journey_model.h"
#include "theme/theme.h"

#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTableView>

namespace highwater {

/// Figures in columns, the time as a bar in the patterns of the waterfall, the end with its drawing.
class JourneyDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    JourneyDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintParts(QPainter& painter, const QRect& cell, const QVariantList& parts) const;
    const Theme& m_theme;
};

/// Column names in muted letters over a rule; a click sorts, and a triangle says how.
class JourneyHeader final : public QHeaderView
{
    Q_OBJECT
public:
    JourneyHeader(const Theme& theme, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    const Theme& m_theme;
};

/// The slowest items, sortable by every column. GUI thread only; the theme outlives it.
class JourneyTable final : public QTableView
{
    Q_OBJECT
public:
    JourneyTable(JourneyModel* journeys, Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] const Journey* current() const;
    /// Makes a row of the model the current one, or none.
    void choose(std::optional<int> row);
    /// The current row moves up or down.
    void move(int by);

Q_SIGNALS:
    void currentJourneyChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void dress();
    void chooseColumns();
    JourneyModel* m_journeys;
    QSortFilterProxyModel* m_sorted;
    Theme& m_theme;
};

} // namespace highwater
