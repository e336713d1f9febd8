// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QList>
#include <QPair>
#include <QWidget>

namespace highwater {

/// The keys, over the window but blocking nothing: the run goes on and every key still works. A click or Escape closes it.
class KeysOverlay final : public QWidget
{
    Q_OBJECT
public:
    KeysOverlay(const QList<QPair<QString, QString>>& keys, Theme* theme, QWidget* parent);
    /// In the middle of its parent.
    void place();

Q_SIGNALS:
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    QList<QPair<QString, QString>> m_keys;
    Theme* m_theme;
};

} // namespace highwater
