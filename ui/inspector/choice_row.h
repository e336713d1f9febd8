// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/parameter_row.h"

#include <QButtonGroup>
#include <QList>

namespace highwater {

/// One word of a row of words, of which one is chosen.
class Segment final : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Place { First, Middle, Last };
    Segment(const QString& text, Place place, Theme* theme, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    Theme* m_theme;
    Place m_place;
};

/// A parameter that is one of a few words: segments of 26 px in one outline. The arrow keys move the choice.
class ChoiceRow final : public ParameterRow
{
    Q_OBJECT
public:
    /// texts: what stands on the segments, in their order.
    ChoiceRow(const QString& key, const QString& help, const QStringList& texts, Theme* theme,
              QWidget* parent = nullptr);

    /// chosen: index of a segment. fixed: shown, not changed here.
    void setView(const QString& label, int chosen, int file, bool fixed);
    [[nodiscard]] int chosen() const { return m_group.checkedId(); }
    [[nodiscard]] QAbstractButton* segment(int index) const { return m_group.button(index); }

Q_SIGNALS:
    void picked(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QButtonGroup m_group;
    QStringList m_texts;
    int m_file = -1;
};

} // namespace highwater
