// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/knob_unit.h"
#include "theme/theme.h"

#include <QLineEdit>
#include <QWidget>

namespace highwater {

/// A field of 24 px: text with its unit inside, and, when it steps, two arrows. It knows no quantities: whoever owns it
/// reads the text. Enter and leaving the field commit, Escape brings the shown text back.
class ValueField final : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Stepping, Text };
    ValueField(Kind kind, Theme* theme, QWidget* parent = nullptr);

    /// Shown until the user types; left alone while somebody does.
    void setShown(const KnobText& text);
    [[nodiscard]] const KnobText& shown() const { return m_shown; }
    /// The outline and the tool tip of a text that was refused; gone with the next key or commit.
    void setFault(const QString& why);
    [[nodiscard]] QString fault() const { return m_fault; }
    [[nodiscard]] QLineEdit* edit() const { return m_edit; }
    /// Throws away what was typed.
    void revert();

Q_SIGNALS:
    void committed(const QString& text); ///< another text than the shown one
    void gripped();                      ///< a series of steps begins
    void stepped(int steps);
    void released();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void timerEvent(QTimerEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyTheme();
    void layOut();
    void showToolTip();
    void commit();
    void display(const KnobText& text);
    bool editKey(QKeyEvent* event);
    [[nodiscard]] int arrowAt(const QPointF& position) const; ///< 1 up, -1 down, 0 none

    Theme* m_theme;
    Kind m_kind;
    QLineEdit* m_edit;
    KnobText m_shown;
    QString m_fault;
    int m_pressed = 0;
    int m_repeat = 0;
    bool m_repeatFast = false;
};

} // namespace highwater
