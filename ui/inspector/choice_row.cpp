// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/choice_row.h"

#include "inspector/paint.h"

#include <QPainter>

namespace highwater {

namespace {

constexpr int segmentHeight = 26;

} // namespace

Segment::Segment(const QString& text, Place place, Theme* theme, QWidget* parent)
    : QAbstractButton(parent), m_theme(theme), m_place(place)
{
    setText(text);
    setCheckable(true);
    setAutoExclusive(false); // the button group sees to it
    setFocusPolicy(Qt::StrongFocus);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Segment::enterEvent(QEnterEvent* event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void Segment::leaveEvent(QEvent* event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

void Segment::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF all(rect());
    if (isChecked()) {
        paint::box(painter, all, 4, m_theme->color(Token::Selected),
                   m_theme->color(isEnabled() ? Token::Accent : Token::Strong));
    } else {
        if (underMouse() && isEnabled())
            paint::fill(painter, all.adjusted(1, 1, -1, -1), 3, m_theme->color(Token::Hover));
        if (m_place != Place::First)
            painter.fillRect(QRect(0, 4, 1, height() - 8), m_theme->color(Token::Border));
    }
    const Token ink = isEnabled() || isChecked() ? Token::Text : Token::Muted;
    paint::text(painter, width() / 2.0, 17, text(), Theme::font(12, isChecked() ? Weight::Medium : Weight::Regular),
                m_theme->color(ink), paint::Align::Centre);
    if (hasFocus())
        paint::focusRing(painter, all, 4, *m_theme);
}

ChoiceRow::ChoiceRow(const QString& key, const QString& help, const QStringList& texts, Theme* theme, QWidget* parent)
    : ParameterRow(key, help, theme, parent), m_texts(texts)
{
    m_group.setExclusive(true);
    for (int i = 0; i < texts.size(); ++i) {
        const auto place = i == 0                  ? Segment::Place::First
                           : i == texts.size() - 1 ? Segment::Place::Last
                                                   : Segment::Place::Middle;
        m_group.addButton(new Segment(texts[i], place, theme, this), i);
    }
    // toggled and not clicked: the arrow keys move the choice without a click. setView() blocks the group's signals.
    connect(&m_group, &QButtonGroup::idToggled, this, [this](int index, bool on) {
        if (on)
            Q_EMIT picked(index);
    });
    connect(this, &ParameterRow::resetWanted, this, [this] { Q_EMIT picked(m_file); });
}

void ChoiceRow::setView(const QString& label, int chosen, int file, bool fixed)
{
    m_file = file;
    setLabel(label);
    const QSignalBlocker quiet(&m_group);
    for (int i = 0; i < m_texts.size(); ++i) {
        auto* button = m_group.button(i);
        button->setEnabled(!fixed);
        button->setAccessibleName(label + QStringLiteral(": ") + m_texts[i]);
    }
    if (auto* button = m_group.button(chosen))
        button->setChecked(true);
    setFileNote(file >= 0 && file != chosen && !fixed ? m_texts.value(file) : QString());
}

void ChoiceRow::resizeEvent(QResizeEvent* event)
{
    ParameterRow::resizeEvent(event);
    const auto count = static_cast<int>(m_texts.size());
    for (int i = 0; i < count; ++i) {
        const int left = width() * i / count;
        m_group.button(i)->setGeometry(left, controlTop, width() * (i + 1) / count - left, segmentHeight);
    }
}

void ChoiceRow::paintEvent(QPaintEvent* event)
{
    ParameterRow::paintEvent(event);
    QPainter painter(this);
    paint::box(painter, QRectF(0, controlTop, width(), segmentHeight), 4, theme().color(Token::Raised),
               theme().color(Token::Strong));
}

} // namespace highwater
