// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/distribution_chart.h"

#include "charts/axis_range.h"
#include "charts/chart_text.h"
#include "charts/chart_view.h"
#include "charts/trace.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double rightEdge = 20;
/// Parts of the samples at either end that do not stretch the axis of time.
constexpr double ignoredBelow = 1e-3;
constexpr double mostSpan = 1e6;
/// A share beyond which fewer samples lie is drawn as uncertain.
constexpr double samplesForCertainty = 10;
constexpr double leastShare = 1e-5; // its label is the longest that the margin holds

QFont labelFont()
{
    return Theme::font(10.5);
}

/// The smallest time with at least this share of the samples at or below it, to a band.
double lowEnd(const Spread& spread, double share)
{
    double seen = 0;
    for (const auto& band : spread.bands) {
        seen += static_cast<double>(band.count);
        if (seen >= share * static_cast<double>(spread.total))
            return band.to;
    }
    return spread.bands.empty() ? 0 : spread.bands.back().to;
}

/// Bands of the same width on the axis, so that heights can be compared: the shortest ones are narrower than a pixel there.
double sharePerOctave(const Spread::Band& band, double total)
{
    const double from = std::max(band.from, band.to / 2);
    return static_cast<double>(band.count) / total / std::max(std::log2(band.to / from), 1.0 / 16);
}

QString shareLabel(double share)
{
    return QString::number(share * 100, 'g', 3) + QStringLiteral("\u2009%");
}

} // namespace

DistributionChart::DistributionChart(ChartKind kind, const Theme& theme, QWidget* parent) : PaintedChart(theme, parent), m_kind(kind) {}

QRectF DistributionChart::plot() const
{
    return QRectF(rect()).adjusted(ChartView::leftMargin, topMargin(), -rightEdge, -bottomMargin());
}

std::vector<DistributionChart::Line> DistributionChart::lines() const
{
    std::vector<Line> lines;
    if (m_baseline)
        lines.push_back({&m_baseline->sojourn, Token::Ghost, false});
    if (m_spreads) {
        lines.push_back({&m_spreads->service, Token::P50, false});
        lines.push_back({&m_spreads->wait, Token::P95, true});
        lines.push_back({&m_spreads->sojourn, Token::P99, false});
    }
    std::erase_if(lines, [](const Line& line) { return line.spread->total == 0; });
    return lines;
}

void DistributionChart::showFrame(const ChartFrame& frame, const MarkHistory& /*history*/)
{
    const auto* view = frame.view();
    const auto* baseline = frame.ghost(GhostKind::Baseline);
    const auto* there = baseline ? frame.viewOf(*baseline) : nullptr;
    auto spreads = view ? view->spreads : nullptr;
    auto ghost = there ? there->spreads : nullptr;
    if (spreads == m_spreads && ghost == m_baseline)
        return;
    m_spreads = std::move(spreads);
    m_baseline = std::move(ghost);
    findAxes();
    update();
}

void DistributionChart::findAxes()
{
    double least = 0;
    double most = 0;
    double fullest = 0;
    double smallest = 1;
    for (const auto& line : lines()) {
        const auto& spread = *line.spread;
        const double low = lowEnd(spread, ignoredBelow);
        least = least > 0 ? std::min(least, low) : low;
        most = std::max(most, spread.bands.back().to);
        for (const auto& band : spread.bands) {
            if (band.from > 0)
                fullest = std::max(fullest, sharePerOctave(band, static_cast<double>(spread.total)));
        }
        smallest = std::min(smallest, 1 / static_cast<double>(spread.total));
    }
    if (most <= 0) {
        m_from = 0;
        return;
    }
    // Whole decades, so that the axis rests while samples come in.
    m_to = std::pow(10, std::ceil(std::log10(most) - 1e-9));
    m_from = std::min(m_to / 10, std::max(std::pow(10, std::floor(std::log10(least) + 1e-9)), m_to / mostSpan));
    m_top = std::max(1e-6, niceStep(fullest * 1.02));
    m_least = std::max(leastShare, std::pow(10, std::floor(std::log10(smallest) + 1e-9)));
}

double DistributionChart::x(double seconds) const
{
    const QRectF area = plot();
    return area.left() + std::log(std::max(seconds, m_from) / m_from) / std::log(m_to / m_from) * area.width();
}

double DistributionChart::y(double share) const
{
    const QRectF area = plot();
    if (m_kind == ChartKind::Tail)
        return area.bottom() - (1 - std::log(std::max(share, m_least)) / std::log(m_least)) * area.height();
    return area.bottom() - share / (m_kind == ChartKind::Cdf ? 1 : m_top) * area.height();
}

void DistributionChart::paintAxes(QPainter& painter) const
{
    const QRectF area = plot();
    const QFontMetricsF metrics(labelFont());
    painter.setFont(labelFont());
    const auto level = [&](double share) {
        const double at = std::floor(std::min(y(share), area.bottom() - 1));
        painter.fillRect(QRectF(area.left(), at, area.width(), 1), m_theme.color(Token::Grid));
        const QString text = shareLabel(share);
        painter.setPen(m_theme.color(Token::Muted));
        painter.drawText(QPointF(area.left() - 6 - metrics.horizontalAdvance(text), std::floor(at + metrics.capHeight() / 2)), text);
    };
    if (m_kind == ChartKind::Tail) {
        const double decades = std::round(-std::log10(m_least));
        const int each = std::max(1, static_cast<int>(std::ceil(decades * 16 / std::max(16.0, area.height()))));
        for (int decade = 0; decade <= decades; decade += each)
            level(std::pow(10, -decade));
    } else {
        const double top = m_kind == ChartKind::Cdf ? 1 : m_top;
        const int parts = area.height() >= 64 ? 4 : 2;
        for (int part = 0; part <= parts; ++part)
            level(top * part / parts);
    }
    const double decades = std::round(std::log10(m_to / m_from));
    for (int decade = 0; decade <= decades; ++decade) {
        const double tick = m_from * std::pow(10, decade);
        const double at = std::min(std::floor(x(tick)), area.right() - 1);
        painter.fillRect(QRectF(at, area.top(), 1, area.height()), m_theme.color(Token::Grid));
        painter.fillRect(QRectF(at, area.bottom(), 1, 4), m_theme.color(Token::Strong));
        const QString text = LogRange::label(tick);
        const double width = metrics.horizontalAdvance(text);
        if (width + 8 <= area.width() / decades || decade == 0 || decade == decades)
            painter.drawText(QPointF(std::floor(std::min(at - width / 2, this->width() - width - 2)), area.bottom() + 15), text);
    }
}

QPolygonF DistributionChart::steps(const Spread& spread) const
{
    QPolygonF line;
    const auto total = static_cast<double>(spread.total);
    double end = -1;
    for (const auto& band : spread.bands) {
        if (band.to <= m_from)
            continue;
        if (end >= 0 && band.from > end * (1 + 1e-9)) // nothing between the two
            line << QPointF(x(end), y(0)) << QPointF(x(band.from), y(0));
        else if (end < 0)
            line << QPointF(x(band.from), y(0));
        const double height = y(std::min(sharePerOctave(band, total), m_top));
        line << QPointF(x(band.from), height) << QPointF(x(band.to), height);
        end = band.to;
    }
    if (end >= 0)
        line << QPointF(x(end), y(0));
    return line;
}

/// The share within, or beyond, the end of each band.
QPolygonF DistributionChart::curve(const Spread& spread) const
{
    QPolygonF line;
    const auto total = static_cast<double>(spread.total);
    double within = 0;
    const auto shareOf = [&] { return m_kind == ChartKind::Cdf ? within / total : 1 - within / total; };
    bool begun = false;
    for (const auto& band : spread.bands) {
        if (!begun && band.to > m_from) {
            line << QPointF(x(m_from), y(shareOf()));
            line << QPointF(x(band.from), y(shareOf()));
            begun = true;
        }
        within += static_cast<double>(band.count);
        if (begun && (m_kind == ChartKind::Cdf || within < total))
            line << QPointF(x(band.to), y(shareOf()));
        else if (begun)
            line << QPointF(x(band.to), y(1 / total)); // the longest one
    }
    if (begun && m_kind == ChartKind::Cdf)
        line << QPointF(x(m_to), y(1));
    return line;
}

void DistributionChart::paintLine(QPainter& painter, const Line& line) const
{
    QPolygonF points = m_kind == ChartKind::Histogram ? steps(*line.spread) : curve(*line.spread);
    for (auto& point : points)
        point.setY(std::min(point.y(), plot().bottom() - 0.5));
    QPen pen(m_theme.color(line.token), 1);
    pen.setCosmetic(true);
    painter.setPen(pen);
    const auto draw = [&](const QPolygonF& part, double on, double off) {
        QList<QLineF> pieces;
        dashAlongX(part, on, off, pieces);
        painter.drawLines(pieces);
    };
    // Beyond the last ten samples the curve says little.
    qsizetype certain = points.size();
    if (m_kind == ChartKind::Tail) {
        const double limit = y(samplesForCertainty / static_cast<double>(line.spread->total));
        certain = std::find_if(points.begin(), points.end(), [&](const QPointF& each) { return each.y() > limit; }) - points.begin();
    }
    const QPolygonF sure = points.mid(0, certain);
    if (line.dashed)
        draw(sure, 4, 3);
    else
        painter.drawPolyline(sure);
    if (certain < points.size()) {
        painter.setPen(m_theme.color(Token::Muted));
        draw(points.mid(std::max<qsizetype>(0, certain - 1)), 1.5, 2.5);
    }
}

void DistributionChart::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    if (empty()) {
        painter.setFont(Theme::font(12));
        painter.setPen(m_theme.color(Token::Muted));
        painter.drawText(rect(), Qt::AlignCenter, Charts::tr("No visit was completed yet."));
        return;
    }
    paintAxes(painter);
    painter.setClipRect(plot().adjusted(0, -1, 1, 0));
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& line : lines())
        paintLine(painter, line);
    painter.setClipping(false);
    paintMeaning(painter);
}

/// What the y axis counts.
void DistributionChart::paintMeaning(QPainter& painter) const
{
    const QString text = m_kind == ChartKind::Histogram ? Charts::tr("of visits per doubling of time")
                         : m_kind == ChartKind::Cdf     ? Charts::tr("of visits take at most")
                                                        : Charts::tr("of visits take longer");
    const QFontMetricsF metrics(labelFont());
    // Where no line of that kind is: low for the share beyond, high for the others.
    const double top = m_kind == ChartKind::Tail ? plot().bottom() - 16 : plot().top() + 2;
    const QRectF box(plot().left() + 4, top, std::ceil(metrics.horizontalAdvance(text)) + 4, 14);
    QColor ground = m_theme.color(Token::Surface);
    ground.setAlphaF(0.8F);
    painter.fillRect(box, ground);
    painter.setFont(labelFont());
    painter.setPen(m_theme.color(Token::Muted));
    painter.drawText(box, Qt::AlignCenter, text);
}

} // namespace highwater
