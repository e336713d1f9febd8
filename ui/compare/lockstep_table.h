// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/lockstep_model.h"
#include "theme/theme.h"

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QTableView>

namespace highwater {

/// The value, and the word with its drawing; below (beside, where there is room) the difference to A with its interval.
class LockstepDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    LockstepDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

/// Column names in muted letters over a rule; of a variant its shape, letter and name.
class CompareHeader final : public QHeaderView
{
    Q_OBJECT
public:
    CompareHeader(const Theme& theme, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    const Theme& m_theme;
};

/// The table of a lock-step run. Variants share the width; where it is too narrow for them it scrolls. GUI thread only; model and theme
/// outlive it.
class LockstepTable final : public QTableView
{
    Q_OBJECT
public:
    LockstepTable(LockstepModel* lockstep, Theme& theme, QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void dress();
    void arrange();
    LockstepModel* m_lockstep;
    Theme& m_theme;
};

} // namespace highwater
