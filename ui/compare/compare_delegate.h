// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace highwater {

/// Figures in columns; a difference that the interval tells from 0 in bold, with a check beside it. Theme outlives it.
class CompareDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    CompareDelegate(const Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const Theme& m_theme;
};

} // namespace highwater
