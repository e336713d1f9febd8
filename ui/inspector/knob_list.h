// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/choice_row.h"
#include "inspector/knob.h"
#include "inspector/parameters.h"
#include "inspector/text_row.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace highwater {

/// The header of the rows that are folded away.
class MoreButton final : public QAbstractButton
{
    Q_OBJECT
public:
    MoreButton(const QString& text, Theme* theme, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme* m_theme;
};

/// All parameters of one kind of node. It takes a node and says which members should change; it knows no session.
class KnobList final : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Stage, Producer };
    KnobList(Kind kind, Theme* theme, QWidget* parent = nullptr);

    /// file: the node as it is in the file; null when the file has none of that name. A row in use keeps what its user
    /// sees.
    void setNode(const EditBase& now, const Node* file);
    /// The last change that was wanted was refused.
    void refuse(const QString& why);
    void setMoreOpen(bool open);
    [[nodiscard]] bool moreOpen() const { return m_more->isChecked(); }

Q_SIGNALS:
    /// A gesture begins: the changes until gestureEnded() are one step.
    void gestureBegan();
    void gestureEnded();
    /// label: "workers 8 → 7".
    void changeWanted(const highwater::Edits& edits, const QString& label);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct NumberRow
    {
        const NumberParameter* parameter;
        Knob* knob;
    };
    struct WordRow
    {
        const ChoiceParameter* parameter;
        ChoiceRow* row;
    };
    struct LawRow
    {
        const TextParameter* parameter;
        TextRow* row;
    };

    void build(const QStringList& keys, QVBoxLayout* layout);
    QWidget* makeRow(const QString& key);
    Knob* makeKnob(const NumberParameter& parameter);
    ChoiceRow* makeChoice(const ChoiceParameter& parameter);
    TextRow* makeText(const TextParameter& parameter);
    void turn(const NumberParameter& parameter, Knob* knob, double value);
    void want(ParameterRow* row, const Edits& edits, const QString& noun, const QString& from, const QString& to);

    Theme* m_theme;
    MoreButton* m_more;
    QWidget* m_folded;
    std::vector<NumberRow> m_numbers;
    std::vector<WordRow> m_words;
    std::vector<LawRow> m_laws;
    EditBase m_now;
    EditBase
        m_gestureBase; ///< a gesture starts from here at each step, so that what it pushed along comes back with it
    ParameterRow* m_last = nullptr; ///< the row of the last change
};

} // namespace highwater
