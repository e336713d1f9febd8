// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/variants.h"

#include <QAbstractButton>

class QMenu;

namespace highwater {

/// One variant: its shape, letter and name. A click, Enter or the menu key opens what can be done with it; F2 names it, Delete removes it.
/// Space belongs to the run. Theme outlives it.
class VariantChip final : public QAbstractButton
{
    Q_OBJECT
public:
    VariantChip(const Theme& theme, QWidget* parent);

    void show(const Variant& variant);
    [[nodiscard]] int place() const { return m_place; }
    [[nodiscard]] bool isKept() const { return m_kept; }
    [[nodiscard]] QMenu* menu() const { return m_menu; }
    static constexpr int chipHeight = 24;

Q_SIGNALS:
    void keepWanted();
    void renameWanted();
    void removeWanted();
    void goOnWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    void openMenu();
    const Theme& m_theme;
    QMenu* m_menu;
    QAction* m_keep;
    QAction* m_goOn;
    QAction* m_rename;
    QAction* m_remove;
    int m_place = 0;
    bool m_kept = true;
};

} // namespace highwater
