// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_header.h"

#include "charts/chart_text.h"
#include "charts/header_button.h"
#include "units/display.h"

#include <QFontMetricsF>
#include <QHBoxLayout>
#include <QPainter>

#include <cmath>

namespace highwater {

namespace {

constexpr double left0 = 14;

QString wordOf(Mode mode)
{
    switch (mode) {
    case Mode::Simulated:
        return Charts::tr("Simulated");
    case Mode::Measured:
        return Charts::tr("Measured");
    case Mode::Analytic:
        return Charts::tr("Analytic");
    }
    return {};
}

/// Draws and returns where it ended.
double write(QPainter& painter, double left, const QString& text, const QFont& font, const QColor& color)
{
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(QPointF(left, Theme::scaled(20)), text);
    return left + std::ceil(QFontMetricsF(font).horizontalAdvance(text));
}

} // namespace

ChartHeader::ChartHeader(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setFixedHeight(headerHeight());
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 14, 0);
    layout->setSpacing(8);
    layout->addStretch(1);
    m_baseline = new HeaderButton(HeaderButton::Look::Chip, theme, this);
    m_baseline->hide();
    layout->addWidget(m_baseline);
    m_heatMap = new HeaderButton(HeaderButton::Look::Toggle, theme, this);
    m_heatMap->setWords(tr("Heat map"));
    m_heatMap->setKey(QStringLiteral("H"));
    m_heatMap->setToolTip(tr("How the times are spread, under their lines"));
    m_heatMap->setAccessibleName(m_heatMap->text());
    layout->addWidget(m_heatMap);
    m_charts = new HeaderButton(HeaderButton::Look::Menu, theme, this);
    m_charts->setWords(tr("Charts"));
    m_charts->setToolTip(tr("Choose the charts, and how times are drawn"));
    m_charts->setAccessibleName(m_charts->text());
    layout->addWidget(m_charts);
    connect(m_baseline, &QAbstractButton::clicked, this, &ChartHeader::baselineClosed);
    connect(&theme, &Theme::changed, this, [this] {
        setFixedHeight(headerHeight());
        update();
    });
}

void ChartHeader::showBaseline(const ChartFrame& frame)
{
    const auto* baseline = frame.ghost(GhostKind::Baseline);
    if (!baseline) {
        m_baseline->hide();
        return;
    }
    m_baseline->setWords(baseline->name.isEmpty() ? tr("Baseline") : tr("Baseline %1").arg(baseline->name));
    m_baseline->setAccessibleName(tr("%1, remove").arg(m_baseline->text()));
    m_baseline->setToolTip(m_baseline->text());
    m_baseline->show();
}

void ChartHeader::showFrame(const ChartFrame& frame)
{
    showBaseline(frame);
    const auto* view = frame.view();
    const QString name = view ? QString::fromStdString(view->name) : tr("No stage");
    const QString clock = QString::fromStdString(displayClock(fromSeconds(frame.crosshair.value_or(frame.now()))));
    QString instant = frame.crosshair ? tr("at %1").arg(clock) : tr("now");
    QString hint = frame.crosshair ? tr("crosshair, Esc returns to now") : QString();
    if (frame.second) {
        const double from = frame.columnTime().value_or(frame.now());
        const auto text = [](double seconds) { return QString::fromStdString(displayClock(fromSeconds(seconds))); };
        const double length = *frame.second - from;
        instant = tr("A %1, B %2").arg(text(from), text(*frame.second));
        hint = tr("B − A %1%2; values are A, B and the difference; Esc ends it")
                   .arg(length < 0 ? QStringLiteral("−") : QString(), QString::fromStdString(displayDuration(std::abs(length))));
    }
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
    const double tall = std::round(16 * Theme::typeFactor());
    const QRectF box(std::floor(left) + 0.5, Theme::scaled(15) + 0.5 - tall / 2, std::ceil(QFontMetricsF(font).horizontalAdvance(word)) + tall, tall);
    const QColor text = m_theme.color(Token::Text);
    painter.setFont(font);
    painter.setPen(QPen(m_theme.color(Token::Muted), 1));
    painter.setBrush(m_mode == Mode::Measured ? QBrush(text) : QBrush(Qt::NoBrush));
    if (m_mode == Mode::Analytic) {
        painter.drawRect(box);
        painter.setPen(QPen(m_theme.color(Token::Muted), 1, Qt::DashLine));
        painter.drawRect(box.adjusted(2, 2, -2, -2));
    } else {
        painter.drawRoundedRect(box, tall / 2, tall / 2);
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
    const QFont hintFont = Theme::font(11);
    const double room = (m_baseline->isVisible() ? m_baseline->x() : m_heatMap->x()) - x - 16;
    write(painter, x + 8, QFontMetricsF(hintFont).elidedText(m_hint, Qt::ElideRight, room), hintFont, m_theme.color(Token::Muted));
}

} // namespace highwater
