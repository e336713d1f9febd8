// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/plot_item.h"

#include "charts/chart_text.h"
#include "charts/plot_layers.h"

#include <QPainter>

#include <cmath>

namespace highwater {

namespace {

/// Above the grid and the axes of a QChart (their z is 4 and less).
constexpr double zOfData = 4.5;
constexpr double ribbonHeight = 5;

} // namespace

PlotItem::PlotItem(ChartModel& model, const Theme& theme, QGraphicsItem* parent)
    : QGraphicsItem(parent), m_model(model), m_theme(theme), m_leading(model.kind() == ChartKind::Depth)
{
    setZValue(zOfData);
    setAcceptedMouseButtons(Qt::NoButton);
}

void PlotItem::setGeometry(const PlotGeometry& geometry, const QRectF& chart)
{
    if (chart != m_chart)
        prepareGeometryChange();
    m_chart = chart;
    m_geometry = geometry;
}

void PlotItem::paint(QPainter* painter, const QStyleOptionGraphicsItem* /*option*/, QWidget* /*widget*/)
{
    if (m_standingBack)
        return;
    drawPicture(*painter);
    drawMoment(*painter);
}

void PlotItem::drawPicture(QPainter& painter)
{
    const bool depth = m_model.kind() == ChartKind::Depth;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_frame.snapshot && m_frame.snapshot->scenario)
        layers::warmUp(painter, m_geometry, m_theme, toSeconds(m_frame.snapshot->scenario->warmup), m_leading);
    if (depth) {
        layers::markBand(painter, m_geometry, m_theme, m_model.marks());
        if (const auto capacity = m_model.capacity())
            layers::capacityLine(painter, m_geometry, m_theme, *capacity);
        const QRectF& plot = m_geometry.plot;
        m_model.ribbon().paint(painter, QRectF(plot.left(), plot.bottom() + 1, plot.width(), ribbonHeight), m_theme);
    }
    painter.setClipRect(m_geometry.plot);
    if (auto* heat = m_model.heatMap()) {
        painter.fillRect(m_geometry.plot, m_theme.color(Token::Window));
        heat->paint(painter, m_geometry);
    }
    painter.setClipping(false);
    layers::limits(painter, m_geometry, m_theme, m_model.limits());
    painter.setClipRect(m_geometry.plot);
    for (const auto& ghost : m_model.ghosts()) {
        for (const auto& trace : ghost.traces)
            trace.paint(painter, m_theme.color(Token::Ghost), m_theme.color(Token::Ghost));
    }
    layers::forecast(painter, m_geometry, m_theme, m_model.forecast());
    drawLines(painter);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (depth)
        layers::markLines(painter, m_geometry, m_theme, m_model.marks());
    painter.setClipping(false);
    layers::forecastWord(painter, m_geometry, m_theme, m_model.forecast());
    if (depth && m_model.capacity())
        layers::capacityLabel(painter, m_geometry, m_theme, *m_model.capacity(), measurandOf(ChartKind::Depth, m_frame.node()));
    drawChanges(painter);
    if (m_frame.notes) {
        layers::noteLines(painter, m_geometry, m_theme, *m_frame.notes);
        if (m_leading)
            layers::noteFlags(painter, m_geometry, m_theme, *m_frame.notes);
    }
    const bool ofStage = m_model.kind() != ChartKind::Retries;
    if (m_leading && ofStage && !m_frame.view())
        layers::sentence(painter, m_geometry, m_theme, Charts::tr("Select a stage, or a producer that feeds one."));
    else if (m_leading && m_model.empty())
        layers::sentence(painter, m_geometry, m_theme, Charts::tr("Nothing measured yet."));
    painter.restore();
}

void PlotItem::drawLines(QPainter& painter)
{
    const bool heat = m_model.heatMap() != nullptr;
    for (const auto& trace : m_model.traces()) {
        const Token token = trace.spec().token;
        if (!heat) {
            painter.save();
            for (int line = 0; line < Theme::lineFactor(); ++line) {
                trace.paint(painter, m_theme.color(token), m_theme.color(Token::Muted));
                painter.translate(0, 1 / painter.device()->devicePixelRatioF());
            }
            painter.restore();
        } else if (token == Token::P50 || token == Token::P99) {
            trace.paintOverImage(painter);
        }
    }
}

void PlotItem::drawChanges(QPainter& painter) const
{
    if (!m_frame.snapshot)
        return;
    layers::changeLines(painter, m_geometry, m_theme, m_frame.snapshot->changes);
    if (m_leading)
        layers::changeNumbers(painter, m_geometry, m_theme, m_frame.snapshot->changes);
}

void PlotItem::drawMoment(QPainter& painter) const
{
    if (!m_frame.snapshot)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    layers::instant(painter, m_geometry, m_frame.now(), m_theme.color(Token::Muted));
    if (m_frame.second)
        layers::secondInstant(painter, m_geometry, *m_frame.second, m_theme.color(Token::Text));
    if (m_frame.crosshair) {
        layers::instant(painter, m_geometry, *m_frame.crosshair, m_theme.color(Token::Text));
        const auto* column = m_frame.column();
        const auto at = m_frame.columnTime();
        if (m_model.kind() == ChartKind::Depth && column && at && *at >= m_geometry.window.from && *at <= m_geometry.window.to)
            layers::disc(painter, {std::floor(m_geometry.x(*at)) + 0.5, m_geometry.y(static_cast<double>(column->depthMean))}, m_theme);
    }
    painter.restore();
}

} // namespace highwater
