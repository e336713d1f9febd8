// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QAbstractButton>
#include <QWidget>

namespace highwater {

/// The "?" beside a label; its tool tip says what the parameter does.
class HelpMark final : public QWidget
{
    Q_OBJECT
public:
    HelpMark(const QString& help, Theme* theme, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme* m_theme;
};

/// The accent dot of a parameter that differs from the file; a click brings the file's value back.
class ResetDot final : public QAbstractButton
{
    Q_OBJECT
public:
    ResetDot(Theme* theme, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme* m_theme;
};

/// What all parameters look like: 52 px high, a label with help, and at the right the file's value with the reset dot
/// when it differs.
class ParameterRow : public QWidget
{
    Q_OBJECT
public:
    static constexpr int rowHeight = 52;
    static constexpr int controlTop = 18;

    ParameterRow(const QString& key, const QString& help, Theme* theme, QWidget* parent);

    void setLabel(const QString& label);
    [[nodiscard]] QString label() const { return m_label; }
    /// text: the file's value when it differs, else empty.
    void setFileNote(const QString& text);
    [[nodiscard]] bool changed() const { return !m_note.isEmpty(); }
    [[nodiscard]] ResetDot* resetDot() const { return m_dot; }

Q_SIGNALS:
    void resetWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    [[nodiscard]] Theme& theme() const { return *m_theme; }

private:
    void layOut();

    Theme* m_theme;
    HelpMark* m_help;
    ResetDot* m_dot;
    QString m_label;
    QString m_note;
};

} // namespace highwater
