// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPaintDevice>
#include <QSize>

#include <memory>

class QPainter;

namespace highwater {

/// Paints on another painter whatever is painted on it, with everything cut to the clip: Qt 6.4's SVG generator ignores clips, and so would
/// draw what a chart hides beside its plot. Lines, shapes and pictures are cut themselves; text stays text and is left out when none
/// of it is inside. The target outlives the device. GUI thread only.
class ClippingDevice final : public QPaintDevice
{
public:
    ClippingDevice(QPainter& target, const QSize& size);
    ~ClippingDevice() override;
    [[nodiscard]] QPaintEngine* paintEngine() const override;

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override;

private:
    class Engine;
    std::unique_ptr<Engine> m_engine;
    QSize m_size;
};

} // namespace highwater
