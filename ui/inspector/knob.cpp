// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/knob.h"

#include "inspector/inspector_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

namespace {

constexpr int fieldWidth = 108;
constexpr int sendEvery = 34; ///< ms: at most 30 changes a second

} // namespace

Knob::Knob(const QString& key, const QString& help, Theme* theme, QWidget* parent)
    : ParameterRow(key, help, theme, parent), m_slider(new KnobSlider(theme, this)),
      m_field(new ValueField(ValueField::Kind::Stepping, theme, this))
{
    m_sendLater.setSingleShot(true);
    connect(&m_sendLater, &QTimer::timeout, this, &Knob::send);
    connect(m_slider, &KnobSlider::gripped, this, &Knob::begin);
    connect(m_slider, &KnobSlider::moved, this, &Knob::move);
    connect(m_slider, &KnobSlider::released, this, &Knob::end);
    connect(m_field, &ValueField::gripped, this, &Knob::begin);
    connect(m_field, &ValueField::stepped, this, &Knob::step);
    connect(m_field, &ValueField::released, this, &Knob::end);
    connect(m_field, &ValueField::committed, this, &Knob::typed);
    connect(this, &ParameterRow::resetWanted, this, [this] {
        if (m_view.file)
            once(*m_view.file);
    });
}

void Knob::resizeEvent(QResizeEvent* event)
{
    ParameterRow::resizeEvent(event);
    // The groove begins 7 px in and ends 125 px before the edge; the slider is wider by the room for its handle.
    m_slider->setGeometry(-2, controlTop + 2, width() - 132 + 18, 20);
    m_field->setGeometry(width() - fieldWidth, controlTop, fieldWidth, 24);
}

void Knob::setView(const KnobView& view)
{
    m_view = view;
    setLabel(view.label);
    m_slider->setAccessibleName(view.label);
    m_field->edit()->setAccessibleName(view.label);
    const bool live = view.value.has_value();
    setEnabled(live);
    m_slider->setScale(view.scale);
    m_slider->setTick(live ? view.file : std::nullopt);
    const bool differs = live && view.file && *view.file != *view.value;
    if (!m_gripped)
        showValue(view.value.value_or(std::numeric_limits<double>::quiet_NaN()));
    setFileNote(differs ? knobLine(*view.file, view.unit, view.infinite) : QString());
}

void Knob::showValue(double value)
{
    m_value = value;
    m_field->setShown(knobText(value, m_view.unit, m_view.infinite));
    if (std::isnan(value))
        return;
    m_slider->setKnobValue(value);
    m_slider->setAccessibleDescription(knobLine(value, m_view.unit, m_view.infinite));
}

void Knob::begin()
{
    if (m_gripped)
        return;
    m_gripped = true;
    m_field->setFault({});
    Q_EMIT gestureBegan();
}

void Knob::end()
{
    if (!m_gripped)
        return;
    send();
    m_gripped = false;
    Q_EMIT gestureEnded();
}

void Knob::move(double value)
{
    showValue(value);
    m_pending = value;
    if (!m_sinceSent.isValid() || m_sinceSent.elapsed() >= sendEvery)
        send();
    else if (!m_sendLater.isActive())
        m_sendLater.start(sendEvery - static_cast<int>(m_sinceSent.elapsed()));
}

void Knob::send()
{
    m_sendLater.stop();
    if (!m_pending)
        return;
    const double value = *m_pending;
    m_pending.reset();
    m_sinceSent.start();
    Q_EMIT edited(value);
}

void Knob::once(double value)
{
    m_field->setFault({});
    showValue(value);
    m_pending = value;
    send();
}

void Knob::step(int steps)
{
    if (m_view.value)
        move(std::max(m_view.least, m_slider->knobScale().stepped(m_value, steps)));
}

void Knob::typed(const QString& text)
{
    const auto value = readKnobText(text, m_view.unit, m_field->shown().unit, m_view.infinite);
    if (!value) {
        m_field->setFault(value.error());
        return;
    }
    if (*value < m_view.least) {
        m_field->setFault(
            Inspector::tr("%1: at least %2").arg(label(), knobLine(m_view.least, m_view.unit, m_view.infinite)));
        return;
    }
    once(*value);
}

void Knob::refuse(const QString& why)
{
    m_pending.reset();
    if (m_view.value)
        showValue(*m_view.value);
    m_field->setFault(why);
}

} // namespace highwater
