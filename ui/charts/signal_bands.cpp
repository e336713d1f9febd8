// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/signal_bands.h"

#include "charts/chart_text.h"
#include "charts/chart_view.h"
#include "charts/plot_layers.h"
#include "units/display.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double leastRow = 12;
constexpr double mostRow = 20;

QFont rowFont()
{
    return Theme::font(10.5);
}

} // namespace

SignalBands::SignalBands(const Theme& theme, QWidget* parent) : PaintedChart(theme, parent)
{
    connect(&theme, &Theme::changed, this, [this] { m_stale = true; });
}

QRectF SignalBands::plot() const
{
    return QRectF(rect()).adjusted(ChartView::leftMargin, topMargin(), -ChartView::rightMargin, -bottomMargin());
}

PlotGeometry SignalBands::geometryOfPlot() const
{
    PlotGeometry geometry;
    geometry.plot = plot();
    geometry.window = m_window;
    return geometry;
}

double SignalBands::pressedShare(int band) const
{
    const auto& each = m_bands[static_cast<std::size_t>(band)];
    return each.read > 0 ? each.pressed / static_cast<double>(each.read) : 0;
}

/// True when there is something new.
bool SignalBands::read(const NodeView& node, Band& band, bool anew) const
{
    const auto& series = node.series;
    const auto whole = (series.end - series.first) / static_cast<std::int64_t>(columnsPerChunk);
    const bool other = band.sealed && std::find(series.chunks.begin(), series.chunks.end(), band.sealed) == series.chunks.end();
    if (anew || other || series.end < band.done) {
        band.buckets = Buckets::of(m_window, toSeconds(series.interval), m_pixels);
        band.cells.assign(static_cast<std::size_t>(band.buckets.count), Cell{});
        band.done = std::max(series.first, band.buckets.first * band.buckets.columns);
        band.pressed = 0;
        band.read = 0;
        anew = true;
    }
    if (series.end <= band.done)
        return anew;
    for (auto index = std::max(band.done, series.first); index < series.end; ++index) {
        const auto place = band.buckets.bucketOf(index) - band.buckets.first;
        if (place < 0 || place >= band.buckets.count)
            continue;
        const Column& column = series.at(index);
        auto& cell = band.cells[static_cast<std::size_t>(place)];
        const float pressed = column.share[static_cast<std::size_t>(LevelState::Pressed)];
        cell.pressed += pressed;
        cell.blocked += column.share[static_cast<std::size_t>(LevelState::Blocked)];
        ++cell.columns;
        band.pressed += static_cast<double>(pressed);
        ++band.read;
    }
    band.done = series.end;
    band.sealed = whole > 0 ? series.chunks[static_cast<std::size_t>(whole - 1)] : nullptr;
    return true;
}

void SignalBands::showFrame(const ChartFrame& frame, const MarkHistory& /*history*/)
{
    const auto pixel = [&](double seconds) { return std::floor(geometryOfPlot().x(seconds)); };
    const int pixels = std::max(1, static_cast<int>(plot().width()));
    const auto generation = frame.snapshot ? frame.snapshot->generation : 0;
    const bool anew = frame.window != m_window || pixels != m_pixels || generation != m_generation;
    m_window = frame.window;
    m_pixels = pixels;
    m_generation = generation;
    bool changed = anew;
    std::size_t count = 0;
    if (frame.snapshot) {
        for (const auto& node : frame.snapshot->nodes) {
            if (node.isProducer || node.retired || node.series.interval <= Duration::zero())
                continue;
            if (count == m_bands.size())
                m_bands.emplace_back();
            auto& band = m_bands[count++];
            const bool otherNode = band.name != node.name;
            band.name = node.name;
            changed = read(node, band, anew || otherNode) || changed;
        }
    }
    changed = changed || count != m_bands.size();
    m_bands.resize(count);
    m_stale = m_stale || changed;
    if (changed || pixel(frame.now()) != pixel(m_now) || frame.crosshair != m_crosshair || frame.second != m_second)
        update();
    m_now = frame.now();
    m_crosshair = frame.crosshair;
    m_second = frame.second;
}

void SignalBands::paintBand(QPainter& painter, const Band& band, const QRectF& line) const
{
    const QFontMetricsF metrics(rowFont());
    const double baseline = std::floor(line.center().y() + metrics.capHeight() / 2);
    painter.setFont(rowFont());
    painter.setPen(m_theme.color(Token::Muted));
    const QString name = metrics.elidedText(QString::fromStdString(band.name), Qt::ElideRight, ChartView::leftMargin - 10);
    painter.drawText(QPointF(line.left() - 6 - metrics.horizontalAdvance(name), baseline), name);
    painter.setPen(m_theme.color(Token::Text));
    const double share = band.read > 0 ? band.pressed / static_cast<double>(band.read) : 0;
    const QString on = share > 0 ? Charts::tr("%1 on").arg(QString::fromStdString(displayRatio(share))) : Charts::tr("off");
    painter.drawText(QPointF(line.right() + 6, baseline), on);

    const auto geometry = geometryOfPlot();
    const double thick = std::min(10.0, line.height() - 4);
    const double top = std::floor(line.center().y() - thick / 2);
    painter.fillRect(QRectF(line.left(), std::floor(line.center().y()), line.width(), 1), m_theme.color(Token::Grid));
    const QColor pressed = m_theme.color(Token::Pressed);
    const QPixmap hatch = layers::hatch(m_theme.color(Token::Blocked), devicePixelRatioF());
    const double width = static_cast<double>(band.buckets.columns) * band.buckets.interval;
    painter.setClipRect(QRectF(line.left(), top, line.width(), thick));
    for (std::int64_t i = 0; i < band.buckets.count; ++i) {
        const auto& cell = band.cells[static_cast<std::size_t>(i)];
        if (cell.columns == 0 || cell.pressed + cell.blocked <= 0)
            continue;
        const double from = geometry.x(static_cast<double>(band.buckets.first + i) * width);
        const double to = geometry.x(static_cast<double>(band.buckets.first + i + 1) * width);
        // As much of the cell's height as of its time: a signal that flutters is not drawn as one that stands.
        const double ofPressed = std::round(thick * static_cast<double>(cell.pressed) / cell.columns);
        const double ofBlocked = std::round(thick * static_cast<double>(cell.blocked) / cell.columns);
        painter.fillRect(QRectF(std::floor(from), top + thick - ofPressed, std::ceil(to) - std::floor(from), ofPressed), pressed);
        if (ofBlocked > 0) {
            const QRectF part(std::floor(from), top, std::ceil(to) - std::floor(from), ofBlocked);
            painter.drawTiledPixmap(part, hatch, QPointF(std::fmod(part.left(), 8), 0));
        }
    }
    painter.setClipping(false);
}

void SignalBands::renderPicture()
{
    const qreal ratio = devicePixelRatioF();
    m_picture = QPixmap((QSizeF(size()) * ratio).toSize());
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(m_theme.color(Token::Surface));
    m_stale = false;
    QPainter painter(&m_picture);
    const QRectF area = plot();
    if (m_bands.empty()) {
        painter.setFont(Theme::font(12));
        painter.setPen(m_theme.color(Token::Muted));
        painter.drawText(area, Qt::AlignCenter, Charts::tr("Nothing measured yet."));
        return;
    }
    const auto room = std::max<std::size_t>(1, static_cast<std::size_t>(area.height() / leastRow));
    const std::size_t shown = m_bands.size() <= room ? m_bands.size() : room;
    const double row = std::min(mostRow, area.height() / static_cast<double>(shown));
    // Where they do not fit, those that pressed longest are shown, in their order.
    std::vector<std::size_t> order(m_bands.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
        return pressedShare(static_cast<int>(a)) > pressedShare(static_cast<int>(b));
    });
    order.resize(shown);
    std::sort(order.begin(), order.end());
    QRectF line(area.left(), area.top(), area.width(), row);
    for (const auto band : order) {
        paintBand(painter, m_bands[band], line);
        line.translate(0, row);
    }
}

void SignalBands::paintEvent(QPaintEvent* /*event*/)
{
    if (m_stale || m_picture.devicePixelRatio() != devicePixelRatioF())
        renderPicture();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    const auto geometry = geometryOfPlot();
    if (m_bands.empty())
        return;
    layers::instant(painter, geometry, m_now, m_theme.color(Token::Muted));
    if (m_second)
        layers::secondInstant(painter, geometry, *m_second, m_theme.color(Token::Text));
    if (m_crosshair)
        layers::instant(painter, geometry, *m_crosshair, m_theme.color(Token::Text));
}

void SignalBands::resizeEvent(QResizeEvent* event)
{
    m_stale = true;
    PaintedChart::resizeEvent(event);
}

void SignalBands::mouseMoveEvent(QMouseEvent* event)
{
    const auto geometry = geometryOfPlot();
    const double x = event->position().x();
    if (x >= geometry.plot.left() && x <= geometry.plot.right() + 1)
        Q_EMIT pointed(std::clamp(geometry.timeAt(x), m_window.from, m_window.to));
    else
        Q_EMIT pointed(std::nullopt);
    event->accept();
}

void SignalBands::mousePressEvent(QMouseEvent* event)
{
    event->ignore(); // the stack takes the keyboard's focus
}

void SignalBands::wheelEvent(QWheelEvent* event)
{
    event->ignore(); // the stack scrolls
}

} // namespace highwater
