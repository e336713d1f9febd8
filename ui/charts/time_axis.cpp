// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/time_axis.h"

#include "units/display.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double tickLength = 4;
constexpr double tagTop = 4;
constexpr double tagHeight = 16;
constexpr double baseline = 16;

QFont labelFont()
{
    return Theme::font(10.5);
}

QFont tagFont()
{
    return Theme::font(10.5, Weight::Bold);
}

} // namespace

TimeAxis::TimeAxis(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setFixedHeight(axisHeight);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

double TimeAxis::pixelOf(double seconds) const
{
    return m_left + (seconds - m_window.from) / m_window.length() * (m_right - m_left);
}

QRectF TimeAxis::box(const Tag& tag) const
{
    const double width = std::max(34.0, std::ceil(QFontMetricsF(tagFont()).horizontalAdvance(tag.text)) + 12);
    const double left = std::clamp(tag.x - width / 2, m_left - width / 2, this->width() - width);
    return {std::floor(left), tagTop, width, tagHeight};
}

void TimeAxis::showFrame(const ChartFrame& frame, double left, double right)
{
    const bool moved = frame.window != m_window || left != m_left || right != m_right;
    m_window = frame.window;
    m_left = left;
    m_right = right;
    std::vector<Tag> tags;
    if (frame.snapshot)
        tags.push_back({std::floor(pixelOf(frame.now())), tr("now"), Token::Muted});
    const auto cursor = [&](std::optional<double> at, const QString& letter) {
        if (at && *at >= m_window.from && *at <= m_window.to)
            tags.push_back({std::floor(pixelOf(*at)), letter + QString::fromStdString(displayClock(fromSeconds(*at))), Token::Text});
    };
    cursor(frame.second, QStringLiteral("B "));
    cursor(frame.crosshair, frame.second ? QStringLiteral("A ") : QString());
    if (tags == m_tags && !moved)
        return;
    m_tags = std::move(tags);
    update();
}

void TimeAxis::setCovers(bool on)
{
    if (on == m_covers)
        return;
    m_covers = on;
    update();
}

void TimeAxis::setRing(bool on)
{
    if (on == m_ring)
        return;
    m_ring = on;
    update();
}

void TimeAxis::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    if (m_covers)
        painter.fillRect(rect(), m_theme.color(Token::Surface));
    const double step = timeStep(m_window);
    const QFontMetricsF metrics(labelFont());
    painter.setFont(labelFont());
    painter.setPen(m_theme.color(Token::Muted));
    for (const double tick : timeTicks(m_window)) {
        const double at = std::floor(pixelOf(tick));
        painter.fillRect(QRectF(at, 0, 1, tickLength), m_theme.color(Token::Strong));
        const QString text = timeLabel(tick, step);
        const double width = metrics.horizontalAdvance(text);
        const QRectF place(at - width / 2 - 4, tagTop, width + 8, tagHeight);
        const bool covered = std::any_of(m_tags.begin(), m_tags.end(), [&](const Tag& tag) { return box(tag).intersects(place); });
        if (!covered)
            painter.drawText(QPointF(std::floor(at - width / 2), baseline), text);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(tagFont());
    for (const auto& tag : m_tags) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(tag.token));
        painter.drawRoundedRect(box(tag), 3, 3);
        painter.setPen(m_theme.color(Token::Surface));
        painter.drawText(box(tag), Qt::AlignCenter, tag.text);
    }
    if (m_ring) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4, 1, -4, -1), 4, 4);
    }
}

} // namespace highwater
