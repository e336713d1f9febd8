// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace highwater {

/// Draws an event: the number in the circle that it has on the time axis, figures in columns, words in text.
class EventsDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit EventsDelegate(Theme* theme, QObject* parent = nullptr) : QStyledItemDelegate(parent), m_theme(theme) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Theme* m_theme;
};

/// Column names in muted letters over a rule.
class EventsHeader final : public QHeaderView
{
    Q_OBJECT
public:
    EventsHeader(Theme* theme, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    Theme* m_theme;
};

} // namespace highwater
