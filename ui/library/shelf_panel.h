// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QListView;
class QToolButton;

namespace highwater {

class PanelHead;
class Session;
class ShelfModel;
class Theme;

/// The left dock: the shipped scenarios. A click or Enter opens one; typing in the list filters it. 256 px wide, or
/// folded to a strip of 44 px that shows the keys alone.
class ShelfPanel final : public QWidget
{
    Q_OBJECT
public:
    /// session and theme must outlive the panel.
    ShelfPanel(Session* session, Theme* theme, QWidget* parent = nullptr);

    /// Opens the n-th scenario of the shelf (1-9), whether the filter shows it or not; a number that has none does
    /// nothing.
    void openByNumber(int n);
    void setFolded(bool folded);
    [[nodiscard]] bool isFolded() const { return m_folded; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyTheme();
    void showSearch(bool on, const QString& text = {});
    void filter(const QString& text);
    void openFile(const QString& file);
    void openRow(const QModelIndex& index);
    void markOpen();

    Session* m_session;
    Theme* m_theme;
    PanelHead* m_head;
    QToolButton* m_magnifier;
    QLineEdit* m_search;
    QListView* m_list;
    ShelfModel* m_model;
    bool m_folded = false;
};

} // namespace highwater
