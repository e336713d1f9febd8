// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QList>
#include <QPair>
#include <QWidget>

namespace highwater {

/// The keys, over the window but blocking nothing: the run goes on and every key still works. They stand in as few columns as fit into the
/// window, and end early where that is too narrow. A click or Escape closes it.
class KeysOverlay final : public QWidget
{
    Q_OBJECT
public:
    KeysOverlay(const QList<QPair<QString, QString>>& keys, Theme* theme, QWidget* parent);
    /// In the middle of its parent.
    void place();
    [[nodiscard]] int columns() const { return m_columns; }

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] int rowsIn(int columns) const { return (static_cast<int>(m_keys.size()) + columns - 1) / columns; }
    [[nodiscard]] QSize sizeWith(int columns) const;

    QList<QPair<QString, QString>> m_keys;
    Theme* m_theme;
    int m_columns = 1;
    int m_wordsAt = 0;     ///< logical pixels from the left of a column
    int m_wantedWidth = 0; ///< of a column, as wide as the longest line needs
    int m_columnWidth = 0; ///< the same, or as wide as the window lets it be
};

} // namespace highwater
