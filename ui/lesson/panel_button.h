// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QAbstractButton>

namespace highwater {

/// A flat button of a dock, 28 px high. Space belongs to the run, so that Enter is the key that presses it.
class PanelButton final : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Look { Plain, Primary, Icon };
    /// icon: a name for iconPixmap, or empty. theme outlives the button.
    PanelButton(const QString& text, const QString& icon, Look look, const Theme& theme, QWidget* parent);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_icon;
    Look m_look;
    const Theme& m_theme;
};

} // namespace highwater
