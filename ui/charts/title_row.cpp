// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/title_row.h"

#include "charts/chart_view.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double titleLeft = 14;
constexpr double baseline = 14;
constexpr double swatchWidth = 14;
constexpr double swatchGap = 4;
constexpr double valueWidth = 56; ///< as wide as the widest duration: "≈ 1.04 s", "4 min 10 s" gets more by its neighbour's gap
constexpr double entryGap = 10;
constexpr double gradeWidth = 22;

QFont nameFont()
{
    return Theme::font(11);
}

double nameWidth(const LegendEntry& entry)
{
    return std::ceil(QFontMetricsF(nameFont()).horizontalAdvance(entry.name));
}

double widthOf(const LegendEntry& entry)
{
    return (entry.swatch ? swatchWidth + swatchGap : 0) + nameWidth(entry) + valueWidth;
}

} // namespace

TitleRow::TitleRow(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setFixedHeight(rowHeight);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void TitleRow::setLegend(const ChartLegend& legend)
{
    if (legend == m_legend)
        return;
    m_legend = legend;
    update();
}

std::vector<const LegendEntry*> TitleRow::entriesThatFit(double room) const
{
    std::vector<const LegendEntry*> entries;
    double width = -entryGap;
    for (const auto& entry : m_legend.entries) {
        entries.push_back(&entry);
        width += widthOf(entry) + entryGap;
    }
    while (!entries.empty() && width > room) {
        const auto last = std::max_element(entries.begin(), entries.end(), [](auto* a, auto* b) { return a->rank < b->rank; });
        width -= widthOf(**last) + entryGap;
        entries.erase(last);
    }
    return entries;
}

void TitleRow::paintEntry(QPainter& painter, const LegendEntry& entry, double left) const
{
    double x = left;
    if (entry.swatch) {
        const QColor color = m_theme.color(*entry.swatch);
        const double top = baseline - 6;
        if (entry.dashed) {
            for (const double dash : {0.0, 5.0, 10.0})
                painter.fillRect(QRectF(x + dash, top + 1, 4, 2), color);
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawRoundedRect(QRectF(x, top, swatchWidth, 4), 1, 1);
        }
        x += swatchWidth + swatchGap;
    }
    painter.setFont(nameFont());
    painter.setPen(m_theme.color(Token::Muted));
    painter.drawText(QPointF(x, baseline), entry.name);
    const QFont font = Theme::font(12, Weight::Medium);
    painter.setFont(font);
    painter.setPen(m_theme.color(entry.uncertain ? Token::Muted : Token::Text));
    const double right = x + nameWidth(entry) + valueWidth;
    painter.drawText(QPointF(right - QFontMetricsF(font).horizontalAdvance(entry.value), baseline), entry.value);
}

void TitleRow::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont font = Theme::font(12, Weight::Medium);
    painter.setFont(font);
    painter.setPen(m_theme.color(Token::Text));
    const QFontMetricsF metrics(font);
    const double plotRight = width() - ChartView::rightMargin;
    double x = titleLeft;
    painter.drawText(QPointF(x, baseline), metrics.elidedText(m_legend.title, Qt::ElideRight, plotRight / 2));
    x += std::min(std::ceil(metrics.horizontalAdvance(m_legend.title)), plotRight / 2) + 8;
    if (!m_legend.grade.isEmpty()) {
        const QRectF box(std::floor(x) + 0.5, 1.5, gradeWidth, 16);
        painter.setPen(QPen(m_theme.color(tokenOfGrade(m_legend.grade)), 1));
        painter.setBrush(m_theme.color(Token::Raised));
        painter.drawRoundedRect(box, 3, 3);
        painter.setPen(m_theme.color(Token::Text));
        painter.setFont(Theme::font(12, Weight::Bold));
        painter.drawText(box, Qt::AlignCenter, m_legend.grade);
        x = box.right() + 8;
    }
    // The legend ends with the plot; when it is too long for that, it may use the margin of the flags.
    const auto entries = entriesThatFit(width() - 12 - x);
    double total = -entryGap;
    for (const auto* entry : entries)
        total += widthOf(*entry) + entryGap;
    double left = std::max(x, plotRight - total);
    for (const auto* entry : entries) {
        paintEntry(painter, *entry, std::floor(left));
        left += widthOf(*entry) + entryGap;
    }
}

} // namespace highwater
