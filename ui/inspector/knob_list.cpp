// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/knob_list.h"

#include "inspector/inspector_text.h"
#include "inspector/paint.h"
#include "theme/icons.h"

#include <QApplication>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace highwater {

namespace {

constexpr int padding = 14;
constexpr int moreHeight = 28;

const QString arrow = QStringLiteral(" \u2192 ");
const QString none = QStringLiteral("\u2013");

int indexOf(const ChoiceParameter& parameter, const QString& id)
{
    for (int i = 0; i < parameter.options.size(); ++i) {
        if (parameter.options[i].id == id)
            return i;
    }
    return -1;
}

QString wordOf(const NumberParameter& parameter, const Node& node, double value)
{
    return knobLine(value, parameter.unit(node), parameter.infinite);
}

} // namespace

MoreButton::MoreButton(const QString& text, Theme* theme, QWidget* parent) : QAbstractButton(parent), m_theme(theme)
{
    setText(text);
    setCheckable(true);
    setFixedHeight(moreHeight + 1);
    setFocusPolicy(Qt::StrongFocus);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void MoreButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (underMouse())
        painter.fillRect(rect(), m_theme->color(Token::Raised));
    paint::rule(painter, 0, width(), 0, m_theme->color(Token::Border));
    paint::rule(painter, 0, width(), height() - 1, m_theme->color(Token::Border));
    paint::elided(painter, padding, 18, width() - 3 * padding - 16, text(), Theme::font(12),
                  m_theme->color(Token::Muted));
    const QPixmap chevron = iconPixmap(u"chev", 16, m_theme->color(Token::Muted), devicePixelRatioF());
    painter.translate(width() - padding - 8, height() / 2.0);
    if (isChecked())
        painter.rotate(180);
    painter.drawPixmap(QPointF(-8, -8), chevron);
    painter.resetTransform();
    if (hasFocus())
        paint::focusRing(painter, rect(), 2, *m_theme);
}

KnobList::KnobList(Theme* theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
}

void KnobList::paintEvent(QPaintEvent*)
{
    if (!moreOpen())
        return;
    QPainter painter(this);
    paint::rule(painter, 0, width(), height() - 1, m_theme->color(Token::Border));
}

/// The name of the row that has the keyboard; empty: none of them.
QString KnobList::focusedRow() const
{
    for (QWidget* widget = QApplication::focusWidget(); widget && widget != this; widget = widget->parentWidget()) {
        if (qobject_cast<ParameterRow*>(widget) && isAncestorOf(widget))
            return widget->objectName();
    }
    return {};
}

/// Rows that go say nothing any more, not even what was typed into them. One of them may be the one whose signal led
/// here: they are deleted when that has returned.
void KnobList::retire(QWidget* content)
{
    bool gripped = false;
    for (auto* row : content->findChildren<ParameterRow*>()) {
        const auto* knob = qobject_cast<Knob*>(row);
        gripped = gripped || (knob && knob->inGesture());
        row->disconnect(this);
        row->setObjectName({});
    }
    if (QWidget* focus = QApplication::focusWidget(); focus && content->isAncestorOf(focus))
        focus->clearFocus();
    content->hide();
    content->deleteLater();
    if (gripped)
        Q_EMIT gestureEnded();
}

void KnobList::rebuild(const std::vector<ParameterSection>& sections)
{
    m_last = nullptr;
    m_folds.clear();
    m_numbers.clear();
    m_words.clear();
    m_laws.clear();
    if (m_content) {
        retire(m_content);
    }
    m_content = new QWidget(this);
    layout()->addWidget(m_content);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (const auto& section : sections)
        addSection(section, column);
}

void KnobList::addSection(const ParameterSection& section, QVBoxLayout* layout)
{
    auto* rows = new QWidget(m_content);
    auto* column = new QVBoxLayout(rows);
    const bool folds = !section.title.isEmpty();
    column->setContentsMargins(padding, folds ? 10 : 0, padding, 6);
    column->setSpacing(0);
    for (const auto& parameter : section.rows)
        column->addWidget(std::visit([this](const auto& row) { return makeRow(row); }, parameter));
    if (!folds) {
        layout->addWidget(rows);
        return;
    }
    auto* header = new MoreButton(section.title, m_theme, m_content);
    header->setObjectName(section.key);
    header->setChecked(m_opened.contains(section.key));
    rows->setVisible(header->isChecked());
    layout->addWidget(header);
    layout->addWidget(rows);
    m_folds.push_back({header, rows});
    connect(header, &QAbstractButton::toggled, this, [this, rows, key = section.key](bool open) {
        rows->setVisible(open);
        m_opened.removeAll(key);
        if (open)
            m_opened.append(key);
    });
}

QWidget* KnobList::makeRow(const NumberParameter& parameter)
{
    auto* knob = new Knob(parameter.key, parameter.help, m_theme, m_content);
    m_numbers.push_back({parameter, knob});
    connect(knob, &Knob::gestureBegan, this, [this] {
        m_gestureBase = m_now;
        Q_EMIT gestureBegan();
    });
    connect(knob, &Knob::gestureEnded, this, &KnobList::gestureEnded);
    connect(knob, &Knob::edited, this, [this, knob, parameter](double value) { turn(parameter, knob, value); });
    return knob;
}

void KnobList::turn(const NumberParameter& parameter, Knob* knob, double value)
{
    const EditBase base = knob->inGesture() ? m_gestureBase : m_now;
    const auto from = parameter.read(base.node);
    const Edits edits = from ? parameter.write(base, value) : Edits{};
    if (!edits.isEmpty())
        want(knob, edits, parameter.noun, wordOf(parameter, base.node, *from), wordOf(parameter, base.node, value));
    else if (from && value != *from)
        knob->refuse(Inspector::tr("%1: a value above 0 is needed here").arg(knob->label()));
}

QWidget* KnobList::makeRow(const ChoiceParameter& parameter)
{
    QStringList texts;
    for (const auto& option : parameter.options)
        texts.append(option.text);
    auto* row = new ChoiceRow(parameter.key, parameter.help, texts, m_theme, m_content);
    for (int i = 0; i < parameter.options.size(); ++i)
        row->segment(i)->setToolTip(choiceWord(parameter.options[i].id));
    m_words.push_back({parameter, row});
    connect(row, &ChoiceRow::picked, this, [this, row, parameter](int index) { pick(parameter, row, index); });
    return row;
}

void KnobList::pick(const ChoiceParameter& parameter, ChoiceRow* row, int index)
{
    const QString to = parameter.options.value(index).id;
    const QString from = parameter.read(m_now.node);
    if (to == from)
        return;
    const Edits edits = parameter.write ? parameter.write(m_now, to) : Edits{{parameter.path, to}};
    want(row, edits, parameter.noun, choiceWord(from), choiceWord(to));
}

QWidget* KnobList::makeRow(const TextParameter& parameter)
{
    auto* row = new TextRow(parameter.key, parameter.help, m_theme, m_content);
    row->setEnabled(!parameter.fixed);
    m_laws.push_back({parameter, row});
    connect(row, &TextRow::edited, this, [this, row, parameter](const QString& text) { write(parameter, row, text); });
    return row;
}

void KnobList::write(const TextParameter& parameter, TextRow* row, const QString& text)
{
    row->field()->setFault({});
    const QString from = parameter.read(m_now.node).value_or(QString());
    const Edits edits = parameter.write ? parameter.write(m_now, text) : Edits{{parameter.path, text}};
    if (!edits.isEmpty() && text != from)
        want(row, edits, parameter.noun, from.isEmpty() ? none : from, text.isEmpty() ? none : text);
}

void KnobList::want(ParameterRow* row, const Edits& edits, const QString& noun, const QString& from, const QString& to)
{
    m_last = row;
    Q_EMIT changeWanted(edits, noun + QLatin1Char(' ') + from + arrow + to);
}

void KnobList::refuse(const QString& why)
{
    if (auto* knob = qobject_cast<Knob*>(m_last))
        knob->refuse(why);
    else if (auto* text = qobject_cast<TextRow*>(m_last))
        text->refuse(why);
    else if (m_last)
        showWords(); // the segment goes back to what holds
}

void KnobList::setMoreOpen(bool open)
{
    for (const auto& fold : m_folds)
        fold.header->setChecked(open);
}

bool KnobList::moreOpen() const
{
    return std::any_of(m_folds.begin(), m_folds.end(), [](const Fold& fold) { return fold.header->isChecked(); });
}

void KnobList::setNode(const EditBase& now, const Node* file, const QStringList& names)
{
    const auto sections = sectionsOf(now.node, names);
    QStringList built;
    for (const auto& section : sections) {
        built.append(section.title);
        for (const auto& parameter : section.rows)
            built.append(keyOf(parameter));
    }
    m_now = now;
    if (built != m_built) {
        m_built = built;
        const QString focused = focusedRow();
        rebuild(sections);
        for (auto* row : findChildren<TextRow*>(focused.isEmpty() ? QStringLiteral("-") : focused))
            row->field()->edit()->setFocus();
    }
    m_file = file ? std::optional(*file) : std::nullopt;
    showNumbers();
    showWords();
}

void KnobList::showNumbers()
{
    const Node* file = m_file ? &*m_file : nullptr;
    const Node& node = m_now.node;
    for (const auto& [parameter, knob] : m_numbers) {
        // The marks' sliders end at the capacity as it stands; all others keep the file's scale, so that they do not
        // stretch under the hand.
        const bool mark =
            parameter.key.endsWith(QLatin1String("highWater")) || parameter.key.endsWith(QLatin1String("lowWater"));
        const auto value = parameter.read(node);
        const auto fileValue = file ? parameter.read(*file) : std::nullopt;
        if (parameter.optional)
            knob->setVisible(value.has_value());
        knob->setView({parameter.label(node), parameter.unit(node), parameter.infinite, parameter.least, value,
                       fileValue, parameter.scale(file && fileValue && !mark ? *file : node)});
    }
}

void KnobList::showWords()
{
    const Node* file = m_file ? &*m_file : nullptr;
    const Node& node = m_now.node;
    for (const auto& [parameter, row] : m_words) {
        const QString chosen = parameter.read(node);
        row->setVisible(!chosen.isEmpty());
        row->setView(parameter.label, indexOf(parameter, chosen), file ? indexOf(parameter, parameter.read(*file)) : -1,
                     parameter.fixed);
    }
    for (const auto& [parameter, row] : m_laws) {
        const auto text = parameter.read(node);
        row->setVisible(text.has_value());
        row->setView(parameter.label, text.value_or(QString()),
                     file ? parameter.read(*file).value_or(QString()) : QString());
    }
}

} // namespace highwater
