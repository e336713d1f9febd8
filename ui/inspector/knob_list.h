// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/choice_row.h"
#include "inspector/knob.h"
#include "inspector/parameters.h"
#include "inspector/text_row.h"

#include <QWidget>

#include <optional>
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

/// All parameters of a node: some always in sight, the others in sections that fold. It takes a node and says which
/// members should change; it knows no session. Rows come and go with readers, links and members of an admission.
class KnobList final : public QWidget
{
    Q_OBJECT
public:
    explicit KnobList(Theme* theme, QWidget* parent = nullptr);

    /// file: the node as it is in the file; null when the file has none of that name. names: of all nodes. A row in use
    /// keeps what its user sees.
    void setNode(const EditBase& now, const Node* file, const QStringList& names);
    /// The last change that was wanted was refused.
    void refuse(const QString& why);
    /// All sections at once.
    void setMoreOpen(bool open);
    [[nodiscard]] bool moreOpen() const;

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
        NumberParameter parameter;
        Knob* knob;
    };
    struct WordRow
    {
        ChoiceParameter parameter;
        ChoiceRow* row;
    };
    struct LawRow
    {
        TextParameter parameter;
        TextRow* row;
    };
    struct Fold
    {
        MoreButton* header;
        QWidget* rows;
    };

    void rebuild(const std::vector<ParameterSection>& sections);
    void addSection(const ParameterSection& section, QVBoxLayout* layout);
    QWidget* makeRow(const NumberParameter& parameter);
    QWidget* makeRow(const ChoiceParameter& parameter);
    QWidget* makeRow(const TextParameter& parameter);
    void turn(const NumberParameter& parameter, Knob* knob, double value);
    void pick(const ChoiceParameter& parameter, ChoiceRow* row, int index);
    void write(const TextParameter& parameter, TextRow* row, const QString& text);
    void want(ParameterRow* row, const Edits& edits, const QString& noun, const QString& from, const QString& to);
    void showNumbers();
    void showWords();
    void retire(QWidget* content);
    [[nodiscard]] QString focusedRow() const;

    Theme* m_theme;
    QStringList m_built;  ///< keys of all rows and titles of all sections, in their order
    QStringList m_opened; ///< keys of the sections that are open; they stay so when rows come and go
    QWidget* m_content = nullptr;
    std::vector<Fold> m_folds;
    std::vector<NumberRow> m_numbers;
    std::vector<WordRow> m_words;
    std::vector<LawRow> m_laws;
    EditBase m_now;
    std::optional<Node> m_file;
    EditBase
        m_gestureBase; ///< a gesture starts from here at each step, so that what it pushed along comes back with it
    ParameterRow* m_last = nullptr; ///< the row of the last change
};

} // namespace highwater
