// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inspector/knob_slider.h"
#include "inspector/parameter_row.h"
#include "inspector/value_field.h"

#include <QElapsedTimer>
#include <QTimer>

#include <optional>

namespace highwater {

/// What a knob shows. A plain value; the knob knows neither nodes nor sessions.
struct KnobView
{
    QString label;
    KnobUnit unit = KnobUnit::Count;
    QString infinite;            ///< the word for infinity; empty: a number is needed
    double least = 0;            ///< smallest value that may be typed
    std::optional<double> value; ///< absent: nothing to turn, the knob is disabled
    std::optional<double> file;
    KnobScale scale;
};

/// A number with a slider and a field. A drag, a key held down and an arrow held down are one gesture each; while one
/// lasts, what is set from outside waits.
class Knob final : public ParameterRow
{
    Q_OBJECT
public:
    Knob(const QString& key, const QString& help, Theme* theme, QWidget* parent = nullptr);

    void setView(const KnobView& view);
    [[nodiscard]] double value() const { return m_value; }
    [[nodiscard]] bool inGesture() const { return m_gripped; }
    /// Why the last value was not taken; the knob goes back to the value of its view.
    void refuse(const QString& why);

    [[nodiscard]] KnobSlider* slider() const { return m_slider; }
    [[nodiscard]] ValueField* field() const { return m_field; }

Q_SIGNALS:
    void gestureBegan();
    /// Within a gesture, at most 30 a second and the last value always; outside of one for a value that was typed or
    /// reset.
    void edited(double value);
    void gestureEnded();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void begin();
    void end();
    void move(double value);
    void send();
    void once(double value);
    void typed(const QString& text);
    void step(int steps);
    void showValue(double value);

    KnobSlider* m_slider;
    ValueField* m_field;
    KnobView m_view;
    double m_value = 0;
    bool m_gripped = false;
    std::optional<double> m_pending;
    QElapsedTimer m_sinceSent;
    QTimer m_sendLater;
};

} // namespace highwater
