// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QTabBar>
#include <QWidget>

class QStackedWidget;

namespace highwater {

/// Tabs in the look of the docks: a word, the number of entries where the page has said it, and a line under the one that is shown.
class DeckTabs final : public QTabBar
{
    Q_OBJECT
public:
    static constexpr int barHeight = 28;
    DeckTabs(const Theme& theme, QWidget* parent);
    /// Negative: none is shown.
    void setCount(int tab, int count);

protected:
    void paintEvent(QPaintEvent* event) override;
    [[nodiscard]] QSize tabSizeHint(int index) const override;
    [[nodiscard]] QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

private:
    [[nodiscard]] int countOf(int tab) const;
    const Theme& m_theme;
};

/// Pages of a dock, one at a time. Ctrl+Tab goes through them from within.
class TabDeck final : public QWidget
{
    Q_OBJECT
public:
    explicit TabDeck(const Theme& theme, QWidget* parent = nullptr);

    void add(const QString& title, QWidget* page);
    void setCount(const QWidget* page, int count);
    void setPageVisible(const QWidget* page, bool visible);
    void showPage(const QWidget* page);
    [[nodiscard]] DeckTabs* tabs() const { return m_tabs; }
    [[nodiscard]] QWidget* currentPage() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    DeckTabs* m_tabs;
    QStackedWidget* m_pages;
};

} // namespace highwater
