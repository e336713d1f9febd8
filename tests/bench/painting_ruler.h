// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

#include <functional>
#include <vector>

namespace highwater {

/// A fixed piece of painting with Qt's raster painter alone: 60 cards of a rounded frame and two words, joined by curves, 1100 x 640.
/// A frame of ours is compared with it, painted in turns, so that a slow or a busy machine slows both.
class PaintingRuler
{
public:
    PaintingRuler();
    void paint();

private:
    QImage m_image;
};

/// What frames cost in processor time, beside rulers that were painted between them.
struct FrameCost
{
    double median = 0;      ///< ms
    double mean = 0;        ///< ms
    double tail = 0;        ///< ms: of 95 in 100
    double ruler = 0;       ///< ms: the median of the ruler
    double medianRatio = 0; ///< of ours to the ruler's
    double meanRatio = 0;

    [[nodiscard]] QString words() const;
};

/// Calls prepare(i), which is not measured, and frame(i) with all events that follow from it, for i below frames.
FrameCost costOfFrames(int frames, const std::function<void(int)>& prepare, const std::function<void(int)>& frame);

} // namespace highwater
