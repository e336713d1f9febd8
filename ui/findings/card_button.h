// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QAbstractButton>

namespace highwater {

/// A button of 24 px with words alone, for cards and sections. Space belongs to the run, so that Enter is the key that presses it.
class CardButton final : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Look { Primary, Plain };
    /// theme must outlive the button.
    CardButton(const QString& words, Look look, const Theme& theme, QWidget* parent);

    void setWords(const QString& words);
    [[nodiscard]] QSize sizeHint() const override;
    static constexpr int buttonHeight = 24;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    Look m_look;
    const Theme& m_theme;
};

} // namespace highwater
