// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_header.h"

#include "units/display.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace highwater {

namespace {

constexpr double left0 = 14;
constexpr double baseline = 20;

QString wordOf(Mode mode)
{
    switch (mode) {
    case Mode::Simulated:
        return QStringLiteral("Simulated");
    case Mode::Measured:
        return QStringLiteral("Measured");
    case Mode::Analytic:
        return QStringLiteral("Analytic");
    }
    return {};
}

/// Draws and returns where it ended.
double write(QPainter& painter, double left, const QString& text, const QFont& font, const QColor& color)
{
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(QPointF(left, baseline), text);
    return left + std::ceil(QFontMetricsF(font).horizontalAdvance(text));
}

} // namespace

ChartHeader::ChartHeader(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setFixedHeight(headerHeight);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ChartHeader::showFrame(const ChartFrame& frame)
{
    const auto* view = frame.view();
    const QString name = view ? QString::fromStdString(view->name) : QStringLiteral("No stage");
    const QString clock = QString::fromStdString(displayClock(fromSeconds(frame.crosshair.value_or(frame.now()))));
    const QString instant = frame.crosshair ? QStringLiteral("at %1").arg(clock) : QStringLiteral("now");
    const QString hint = frame.crosshair ? QStringLiteral("crosshair, Esc returns to now") : QString();
    const Mode mode = frame.snapshot ? frame.snapshot->mode : Mode::Simulated;
    if (name == m_name && instant == m_instant && hint == m_hint && mode == m_mode)
        return;
    m_name = name;
    m_instant = instant;
    m_hint = hint;
    m_mode = mode;
    setAccessibleName(QStringLiteral("%1, %2, %3").arg(m_name, wordOf(m_mode), m_instant));
    update();
}

double ChartHeader::paintBadge(QPainter& painter, double left) const
{
    const QFont font = Theme::font(10.5, Weight::Medium);
    const QString word = wordOf(m_mode);
    const QRectF box(std::floor(left) + 0.5, 7.5, std::ceil(QFontMetricsF(font).horizontalAdvance(word)) + 16, 16);
    const QColor text = m_theme.color(Token::Text);
    painter.setFont(font);
    painter.setPen(QPen(m_theme.color(Token::Muted), 1));
    painter.setBrush(m_mode == Mode::Measured ? QBrush(text) : QBrush(Qt::NoBrush));
    if (m_mode == Mode::Analytic) {
        painter.drawRect(box);
        painter.setPen(QPen(m_theme.color(Token::Muted), 1, Qt::DashLine));
        painter.drawRect(box.adjusted(2, 2, -2, -2));
    } else {
        painter.drawRoundedRect(box, 8, 8);
    }
    painter.setPen(m_mode == Mode::Measured ? m_theme.color(Token::Surface) : text);
    painter.drawText(box, Qt::AlignCenter, word);
    return box.right();
}

void ChartHeader::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    painter.setRenderHint(QPainter::Antialiasing);
    const QFont nameFont = Theme::font(13, Weight::Bold);
    const QString name = QFontMetricsF(nameFont).elidedText(m_name, Qt::ElideRight, width() / 3.0);
    double x = write(painter, left0, name, nameFont, m_theme.color(Token::Text));
    x = paintBadge(painter, x + 10);
    x = write(painter, std::floor(x + 12), m_instant, Theme::font(12, Weight::Medium), m_theme.color(Token::Text));
    write(painter, x + 8, m_hint, Theme::font(11), m_theme.color(Token::Muted));
}

} // namespace highwater
