// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/bar_chart.h"

#include "charts/chart_text.h"
#include "charts/plot_layers.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double edge = 14;
constexpr double leastRow = 18;
constexpr double mostRow = 30;
constexpr double gap = 10;
constexpr double mostName = 150;
constexpr double valueWidth = 168;
/// Figures that change with every frame cannot be read.
constexpr double restBetween = 0.1;

QFont nameFont()
{
    return Theme::font(11);
}

} // namespace

BarChart::BarChart(ChartKind kind, const Theme& theme, QWidget* parent) : PaintedChart(theme, parent), m_kind(kind) {}

void BarChart::showFrame(const ChartFrame& frame, const MarkHistory& /*history*/)
{
    const bool runs = frame.snapshot && frame.snapshot->state == RunState::Running && !frame.crosshair;
    const auto generation = frame.snapshot ? std::optional(frame.snapshot->generation) : std::nullopt;
    if (runs && generation == m_generation && frame.stage == m_stage && frame.clock - m_shownAt < restBetween)
        return;
    m_shownAt = frame.clock;
    m_generation = generation;
    m_stage = frame.stage;
    auto rows = rowsOf(m_kind, frame);
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    update();
}

int BarChart::rowsInSight() const
{
    const int room = static_cast<int>((height() - topMargin() - bottomMargin()) / leastRow);
    const int all = static_cast<int>(m_rows.rows.size());
    return all <= room ? all : std::max(0, room - 1);
}

void BarChart::paintRow(QPainter& painter, const BarRow& row, const QRectF& line, double nameWidth) const
{
    const QFontMetricsF metrics(nameFont());
    const double baseline = std::floor(line.center().y() + metrics.capHeight() / 2);
    painter.setFont(nameFont());
    painter.setPen(m_theme.color(Token::Muted));
    painter.drawText(QPointF(line.left(), baseline), metrics.elidedText(row.name, Qt::ElideMiddle, nameWidth + 1));
    painter.setPen(m_theme.color(Token::Text));
    const double valueRoom = std::min(valueWidth, line.width() / 3);
    const QString value = metrics.elidedText(row.value, Qt::ElideRight, valueRoom);
    painter.drawText(QPointF(line.right() - valueRoom, baseline), value);

    const double barHeight = std::floor(line.height() * 0.56);
    const QRectF well(std::floor(line.left() + nameWidth + gap), std::floor(line.center().y() - barHeight / 2),
                      std::floor(line.right() - valueRoom - gap - (line.left() + nameWidth + gap)), barHeight);
    if (well.width() < 8)
        return;
    painter.fillRect(well, m_theme.color(Token::Strong));
    painter.fillRect(well.adjusted(1, 1, -1, -1), m_theme.color(Token::Window));
    const auto looks = looksOf(m_kind);
    const auto x = [&](double value2) { return std::floor(well.left() + 1 + std::clamp(value2 / m_rows.top, 0.0, 1.0) * (well.width() - 2)); };
    double sum = 0;
    for (std::size_t i = 0; i < row.parts.size() && i < looks.size(); ++i) {
        const double from = x(sum);
        sum += row.parts[i];
        // What is there at all can be seen.
        const double to = row.parts[i] > 0 ? std::min(std::max(x(sum), from + 1), well.right() - 1) : from;
        const QRectF part(from, well.top() + 1, to - from, well.height() - 2);
        if (part.width() <= 0)
            continue;
        const QColor color = m_theme.color(looks[i].token);
        if (looks[i].hatched) {
            QColor ground = color;
            ground.setAlphaF(0.35F);
            painter.fillRect(part, ground);
            painter.drawTiledPixmap(part, layers::hatch(color, devicePixelRatioF()), QPointF(std::fmod(part.left(), 8), 0));
            painter.fillRect(QRectF(part.left(), part.top(), 1, part.height()), color);
            painter.fillRect(QRectF(part.right() - 1, part.top(), 1, part.height()), color);
        } else {
            painter.fillRect(part, color);
        }
    }
    if (row.mark && *row.mark > 0 && *row.mark <= m_rows.top) {
        painter.fillRect(QRectF(x(*row.mark) - 1, well.top() - 2, 3, well.height() + 4), m_theme.color(Token::Surface));
        painter.fillRect(QRectF(x(*row.mark), well.top() - 2, 1, well.height() + 4), m_theme.color(Token::Text));
    }
}

void BarChart::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    const QRectF area = QRectF(rect()).adjusted(edge, topMargin(), -edge, -bottomMargin());
    if (m_rows.rows.empty()) {
        painter.setFont(Theme::font(12));
        painter.setPen(m_theme.color(Token::Muted));
        painter.drawText(area, Qt::AlignCenter, m_rows.nothing);
        return;
    }
    const QFontMetricsF metrics(nameFont());
    double nameWidth = 0;
    for (const auto& row : m_rows.rows)
        nameWidth = std::max(nameWidth, std::ceil(metrics.horizontalAdvance(row.name)));
    nameWidth = std::min({nameWidth, mostName, area.width() / 3});
    const int shown = rowsInSight();
    const auto all = static_cast<int>(m_rows.rows.size());
    const double rowHeight = std::clamp(std::floor(area.height() / all), leastRow, mostRow);
    QRectF line(area.left(), area.top(), area.width(), rowHeight);
    for (int i = 0; i < shown; ++i, line.translate(0, rowHeight))
        paintRow(painter, m_rows.rows[static_cast<std::size_t>(i)], line, nameWidth);
    if (const int more = all - shown; more > 0) {
        painter.setFont(nameFont());
        painter.setPen(m_theme.color(Token::Muted));
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, Charts::tr("and %1 more").arg(more));
    }
}

} // namespace highwater
