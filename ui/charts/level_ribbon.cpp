// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/level_ribbon.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

void LevelRibbon::reset(const TimeWindow& window, double interval, int pixels)
{
    m_window = window;
    m_interval = interval;
    m_pixels.assign(static_cast<std::size_t>(std::max(0, pixels)), Shares{});
}

void LevelRibbon::add(std::int64_t column, const Column& values)
{
    const double perSecond = static_cast<double>(m_pixels.size()) / m_window.length();
    const double from = (static_cast<double>(column) * m_interval - m_window.from) * perSecond;
    const double to = from + m_interval * perSecond;
    const int first = std::max(0, static_cast<int>(std::floor(from)));
    const int last = std::min(static_cast<int>(m_pixels.size()) - 1, static_cast<int>(std::ceil(to)) - 1);
    for (int px = first; px <= last; ++px) {
        const double part = std::min(to, px + 1.0) - std::max(from, static_cast<double>(px));
        auto& shares = m_pixels[static_cast<std::size_t>(px)];
        for (std::size_t state = 0; state < levelStateCount; ++state)
            shares[state] += static_cast<float>(part) * values.share[state];
    }
}

void LevelRibbon::paint(QPainter& painter, const QRectF& rect, const Theme& theme)
{
    if (m_pixels.empty())
        return;
    const std::array<QRgb, levelStateCount> colors{theme.color(Token::Flowing).rgb(), theme.color(Token::Filling).rgb(),
                                                   theme.color(Token::Pressed).rgb(), theme.color(Token::Blocked).rgb()};
    const int width = static_cast<int>(m_pixels.size());
    if (m_image.width() != width)
        m_image = QImage(width, 1, QImage::Format_ARGB32_Premultiplied);
    auto* line = reinterpret_cast<QRgb*>(m_image.scanLine(0));
    for (int px = 0; px < width; ++px) {
        const auto& shares = m_pixels[static_cast<std::size_t>(px)];
        const auto most = std::max_element(shares.begin(), shares.end());
        line[px] = *most > 0 ? colors[static_cast<std::size_t>(most - shares.begin())] : 0U;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(rect, m_image);
}

} // namespace highwater
