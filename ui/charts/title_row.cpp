// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/title_row.h"

#include "charts/chart_model.h"
#include "charts/chart_view.h"
#include "charts/heat_map.h"
#include "charts/plot_layers.h"
#include "units/display.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr double titleLeft = 14;
constexpr double swatchWidth = 14;
constexpr double swatchGap = 4;
constexpr double entryGap = 10;
constexpr double keyWidth = 64;
constexpr double mostOfTitle = 0.6; ///< of the row's width

/// As wide as the widest duration: "≈ 1.04 s"; "4 min 10 s" gets more by its neighbour's gap.
double valueWidth()
{
    return 56 * Theme::typeFactor();
}

double baseline()
{
    return Theme::scaled(14);
}

/// The line around a grade and around the words of too few samples.
QRectF chip(double left, double width)
{
    return {std::floor(left) + 0.5, 1.5, width - 1, Theme::scaled(17) - 1.0};
}

QFont nameFont()
{
    return Theme::font(11);
}

double nameWidth(const LegendEntry& entry)
{
    return std::ceil(QFontMetricsF(nameFont()).horizontalAdvance(entry.name));
}

double valuesWidth(const LegendEntry& entry)
{
    if (entry.value.isEmpty())
        return 0; // a colour and its word
    return valueWidth() * (entry.second.isEmpty() ? 1 : 3);
}

double widthOf(const LegendEntry& entry)
{
    return (entry.swatch ? swatchWidth + swatchGap : 0) + nameWidth(entry) + valuesWidth(entry);
}

QString fullestText(double items)
{
    return QString::fromStdString(displayCount(std::round(items)));
}

QString samplesText(double samples)
{
    const auto count = [](double number) { return QString::fromStdString(displayCount(number)); };
    return TitleRow::tr("not enough data: %1 of %2").arg(count(samples), count(samplesForP99));
}

/// As wide as the widest text, so that it does not move while samples come.
double samplesWidth()
{
    return std::ceil(QFontMetricsF(Theme::font(10.5)).horizontalAdvance(samplesText(samplesForP99))) + 16;
}

} // namespace

TitleRow::TitleRow(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme), m_rightMargin(ChartView::rightMargin)
{
    setFixedHeight(rowHeight());
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("Drag to move, double click to enlarge"));
    connect(&theme, &Theme::changed, this, [this] {
        setFixedHeight(rowHeight());
        update();
    });
}

void TitleRow::setLegend(const ChartLegend& legend)
{
    if (legend == m_legend)
        return;
    m_legend = legend;
    setAccessibleName(tr("%1; Alt with up and down moves the chart, Enter enlarges it").arg(legend.title));
    update();
}

void TitleRow::setRightMargin(int pixels)
{
    m_rightMargin = pixels;
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
        const double top = baseline() - 6;
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
    painter.drawText(QPointF(x, baseline()), entry.name);
    if (entry.value.isEmpty())
        return;
    double right = x + nameWidth(entry);
    const auto column = [&](const QString& text, Token token, Weight weight) {
        const QFont font = Theme::font(12, weight);
        right += valueWidth();
        painter.setFont(font);
        painter.setPen(m_theme.color(token));
        painter.drawText(QPointF(right - QFontMetricsF(font).horizontalAdvance(text), baseline()), text);
    };
    column(entry.value, entry.uncertain ? Token::Muted : Token::Text, Weight::Medium);
    if (entry.second.isEmpty())
        return;
    column(entry.second, Token::Text, Weight::Medium);
    column(entry.difference, Token::Text, Weight::Bold);
}

/// How far the samples are on their way to a p99.
void TitleRow::paintSamples(QPainter& painter, double left) const
{
    const QRectF box = chip(left, samplesWidth());
    painter.setPen(QPen(m_theme.color(Token::Strong), 1));
    painter.setBrush(m_theme.color(Token::Window));
    painter.drawRoundedRect(box, 3, 3);
    const double share = static_cast<double>(*m_legend.samples) / samplesForP99;
    painter.fillRect(QRectF(box.left() + 1, box.top() + 1, std::floor((box.width() - 2) * share), box.height() - 2), m_theme.color(Token::Hover));
    painter.setPen(m_theme.color(Token::Text));
    painter.setFont(Theme::font(10.5));
    painter.drawText(box, Qt::AlignCenter, samplesText(*m_legend.samples));
}

/// What the colours of the heat map stand for.
void TitleRow::paintKey(QPainter& painter, double left) const
{
    const QFontMetricsF metrics(nameFont());
    painter.setFont(nameFont());
    painter.setPen(m_theme.color(Token::Muted));
    painter.drawText(QPointF(left, baseline()), QStringLiteral("1"));
    const double from = std::floor(left + metrics.horizontalAdvance(QLatin1Char('1')) + swatchGap);
    for (int px = 0; px < keyWidth; ++px)
        painter.fillRect(QRectF(from + px, baseline() - 8, 1, 8), QColor::fromRgb(heatColor(px / (keyWidth - 1))));
    painter.drawText(QPointF(from + keyWidth + swatchGap, baseline()), tr("%1 items").arg(fullestText(m_legend.fullestCell)));
}

double TitleRow::paintGrade(QPainter& painter, double left) const
{
    const QRectF box = chip(left, Theme::scaled(23));
    painter.setPen(QPen(m_theme.color(tokenOfGrade(m_legend.grade)), 1));
    painter.setBrush(m_theme.color(Token::Raised));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(m_theme.color(Token::Text));
    painter.setFont(Theme::font(12, Weight::Bold));
    painter.drawText(box, Qt::AlignCenter, m_legend.grade);
    return box.right() + 8;
}

double TitleRow::extrasWidth() const
{
    if (m_legend.fullestCell > 0) {
        const QFontMetricsF metrics(nameFont());
        return std::ceil(metrics.horizontalAdvance(QLatin1Char('1')) + 2 * swatchGap + keyWidth
                         + metrics.horizontalAdvance(tr("%1 items").arg(fullestText(m_legend.fullestCell)))) + entryGap;
    }
    return m_legend.samples ? samplesWidth() + entryGap : 0;
}

void TitleRow::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_dragging)
        painter.fillRect(QRectF(0, 0, 3, height()), m_theme.color(Token::Accent));
    const QFont font = Theme::font(12, Weight::Medium);
    painter.setFont(font);
    painter.setPen(m_theme.color(Token::Text));
    const QFontMetricsF metrics(font);
    const double plotRight = width() - m_rightMargin;
    const double titleRoom = plotRight * mostOfTitle;
    double x = titleLeft;
    painter.drawText(QPointF(x, baseline()), metrics.elidedText(m_legend.title, Qt::ElideRight, titleRoom));
    x += std::min(std::ceil(metrics.horizontalAdvance(m_legend.title)), titleRoom) + 8;
    if (!m_legend.grade.isEmpty())
        x = paintGrade(painter, x);
    // The legend ends with the plot; when it is too long for that, it may use the margin of the flags.
    const double room = width() - 12 - x;
    const double extras = extrasWidth() <= room ? extrasWidth() : 0;
    const auto entries = entriesThatFit(room - extras);
    double total = extras - entryGap;
    for (const auto* entry : entries)
        total += widthOf(*entry) + entryGap;
    double left = std::max(x, plotRight - total);
    if (extras > 0) {
        m_legend.fullestCell > 0 ? paintKey(painter, left) : paintSamples(painter, left);
        left += extras;
    }
    for (const auto* entry : entries) {
        paintEntry(painter, *entry, std::floor(left));
        left += widthOf(*entry) + entryGap;
    }
    if (m_ring) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4, 1, -4, -1), 4, 4);
    }
}

void TitleRow::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_pressedAt = event->position().toPoint();
    event->accept();
}

void TitleRow::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_pressedAt || !event->buttons().testFlag(Qt::LeftButton))
        return;
    const QPoint at = event->position().toPoint();
    if (!m_dragging && (at - *m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    if (!m_dragging) {
        m_dragging = true;
        setCursor(Qt::ClosedHandCursor);
        update();
    }
    Q_EMIT draggedTo(mapToParent(at));
}

void TitleRow::mouseReleaseEvent(QMouseEvent* event)
{
    m_pressedAt.reset();
    if (m_dragging) {
        m_dragging = false;
        unsetCursor();
        update();
        Q_EMIT dropped();
    }
    event->accept();
}

void TitleRow::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT enlargeWanted();
    event->accept();
}

void TitleRow::contextMenuEvent(QContextMenuEvent* event)
{
    Q_EMIT menuWanted(event->globalPos());
}

void TitleRow::keyPressEvent(QKeyEvent* event)
{
    const bool alt = event->modifiers().testFlag(Qt::AltModifier);
    if (alt && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        Q_EMIT moveWanted(event->key() == Qt::Key_Up ? -1 : 1);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT enlargeWanted();
    else if (event->key() == Qt::Key_Delete)
        Q_EMIT hideWanted();
    else
        QWidget::keyPressEvent(event);
}

void TitleRow::focusInEvent(QFocusEvent* event)
{
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    update();
    QWidget::focusInEvent(event);
}

void TitleRow::focusOutEvent(QFocusEvent* event)
{
    m_ring = false;
    update();
    QWidget::focusOutEvent(event);
}

} // namespace highwater
