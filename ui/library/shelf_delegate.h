// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QStyledItemDelegate>

namespace highwater {

/// Draws a row of the shelf: the key in a box, the name, one muted line; folded: the key alone.
class ShelfDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ShelfDelegate(Theme* theme, QObject* parent = nullptr) : QStyledItemDelegate(parent), m_theme(theme) {}
    void setFolded(bool folded) { m_folded = folded; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    Theme* m_theme;
    bool m_folded = false;
};

} // namespace highwater
