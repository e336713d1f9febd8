// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/knob_list.h"

#include "inspector/paint.h"
#include "theme/icons.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace highwater {

namespace {

constexpr int padding = 14;
constexpr int moreHeight = 28;

const QString arrow = QStringLiteral(" \u2192 ");

QStringList shownKeys(KnobList::Kind kind)
{
    if (kind == KnobList::Kind::Stage) {
        return {QStringLiteral("workers"),  QStringLiteral("service"),  QStringLiteral("highWater"),
                QStringLiteral("lowWater"), QStringLiteral("capacity"), QStringLiteral("whenFull")};
    }
    return {QStringLiteral("arrivals"), QStringLiteral("onPressure"), QStringLiteral("timeout"),
            QStringLiteral("attempts"), QStringLiteral("jitter"),     QStringLiteral("size")};
}

QStringList foldedKeys(KnobList::Kind kind)
{
    if (kind == KnobList::Kind::Stage)
        return {QStringLiteral("order"), QStringLiteral("measure"), QStringLiteral("concurrency"),
                QStringLiteral("serviceText")};
    return {QStringLiteral("arrivalsText"), QStringLiteral("retryBase"), QStringLiteral("retryBudget"),
            QStringLiteral("clients")};
}

QString moreText(KnobList::Kind kind)
{
    return kind == KnobList::Kind::Stage ? QStringLiteral("More: order, measure, concurrency, distribution")
                                         : QStringLiteral("More: arrivals, retry base and budget, clients");
}

template <typename Parameter>
const Parameter* parameterOf(const std::vector<Parameter>& all, const QString& key)
{
    const auto at =
        std::find_if(all.begin(), all.end(), [&](const Parameter& parameter) { return parameter.key == key; });
    return at == all.end() ? nullptr : &*at;
}

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

KnobList::KnobList(Kind kind, Theme* theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_more(new MoreButton(moreText(kind), theme, this)), m_folded(new QWidget(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* rows = new QVBoxLayout;
    rows->setContentsMargins(padding, 0, padding, 6);
    rows->setSpacing(0);
    build(shownKeys(kind), rows);
    layout->addLayout(rows);
    layout->addWidget(m_more);
    auto* folded = new QVBoxLayout(m_folded);
    folded->setContentsMargins(padding, 10, padding, 6);
    folded->setSpacing(0);
    build(foldedKeys(kind), folded);
    m_folded->hide();
    layout->addWidget(m_folded);
    connect(m_more, &QAbstractButton::toggled, m_folded, &QWidget::setVisible);
}

void KnobList::paintEvent(QPaintEvent*)
{
    if (!moreOpen())
        return;
    QPainter painter(this);
    paint::rule(painter, 0, width(), height() - 1, m_theme->color(Token::Border));
}

void KnobList::build(const QStringList& keys, QVBoxLayout* layout)
{
    for (const auto& key : keys)
        layout->addWidget(makeRow(key));
}

QWidget* KnobList::makeRow(const QString& key)
{
    if (const auto* number = parameterOf(numberParameters(), key))
        return makeKnob(*number);
    if (const auto* choice = parameterOf(choiceParameters(), key))
        return makeChoice(*choice);
    return makeText(*parameterOf(textParameters(), key));
}

Knob* KnobList::makeKnob(const NumberParameter& parameter)
{
    auto* knob = new Knob(parameter.key, parameter.help, m_theme, this);
    m_numbers.push_back({&parameter, knob});
    connect(knob, &Knob::gestureBegan, this, [this] {
        m_gestureBase = m_now;
        Q_EMIT gestureBegan();
    });
    connect(knob, &Knob::gestureEnded, this, &KnobList::gestureEnded);
    connect(knob, &Knob::edited, this, [this, knob, &parameter](double value) { turn(parameter, knob, value); });
    return knob;
}

void KnobList::turn(const NumberParameter& parameter, Knob* knob, double value)
{
    const EditBase base = knob->inGesture() ? m_gestureBase : m_now;
    const auto from = parameter.read(base.node);
    const Edits edits = parameter.write(base, value);
    if (from && !edits.isEmpty())
        want(knob, edits, parameter.noun, wordOf(parameter, base.node, *from), wordOf(parameter, base.node, value));
    else
        knob->refuse(QStringLiteral("%1: a value above 0 is needed here").arg(knob->label()));
}

ChoiceRow* KnobList::makeChoice(const ChoiceParameter& parameter)
{
    QStringList texts;
    for (const auto& option : parameter.options)
        texts.append(option.text);
    auto* row = new ChoiceRow(parameter.key, parameter.help, texts, m_theme, this);
    m_words.push_back({&parameter, row});
    connect(row, &ChoiceRow::picked, this, [this, row, &parameter](int index) {
        const QString to = parameter.options.value(index).id;
        const QString from = parameter.read(m_now.node);
        if (to == from)
            return;
        want(row, {{parameter.path, to}}, parameter.noun, from, to);
    });
    return row;
}

TextRow* KnobList::makeText(const TextParameter& parameter)
{
    auto* row = new TextRow(parameter.key, parameter.help, m_theme, this);
    m_laws.push_back({&parameter, row});
    connect(row, &TextRow::edited, this, [this, row, &parameter](const QString& text) {
        row->field()->setFault({});
        want(row, {{parameter.path, text}}, parameter.noun, parameter.read(m_now.node), text);
    });
    return row;
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
}

void KnobList::setMoreOpen(bool open)
{
    m_more->setChecked(open);
}

void KnobList::setNode(const EditBase& now, const Node* file)
{
    m_now = now;
    const Node& node = now.node;
    for (const auto& [parameter, knob] : m_numbers) {
        // The marks' sliders end at the capacity as it stands; all others keep the file's scale, so that they do not
        // stretch under the hand.
        const bool mark = parameter->key == QLatin1String("highWater") || parameter->key == QLatin1String("lowWater");
        knob->setView({parameter->label(node), parameter->unit(node), parameter->infinite, parameter->least,
                       parameter->read(node), file ? parameter->read(*file) : std::nullopt,
                       parameter->scale(file && !mark ? *file : node)});
    }
    for (const auto& [parameter, row] : m_words) {
        const QString chosen = parameter->read(node);
        row->setVisible(!chosen.isEmpty());
        row->setView(parameter->label, indexOf(*parameter, chosen),
                     file ? indexOf(*parameter, parameter->read(*file)) : -1, parameter->fixed);
    }
    for (const auto& [parameter, row] : m_laws)
        row->setView(parameter->label, parameter->read(node), file ? parameter->read(*file) : QString());
}

} // namespace highwater
