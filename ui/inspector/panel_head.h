// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

namespace highwater {

/// The title row of a dock, 28 px, with a rule below it and a muted note at the right.
class PanelHead final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int headHeight = 28;
    PanelHead(const QString& title, Theme* theme, QWidget* parent);
    void setNote(const QString& note);
    [[nodiscard]] QString note() const { return m_note; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_title;
    QString m_note;
    Theme* m_theme;
};

} // namespace highwater
