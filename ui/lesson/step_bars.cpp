// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/step_bars.h"

#include "inspector/paint.h"

#include <QPainter>

#include <algorithm>

namespace highwater {

namespace {

constexpr int gap = 6;
constexpr int barHeight = 4;

} // namespace

StepBars::StepBars(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setFixedHeight(barHeight + 2);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StepBars::setSteps(const QList<bool>& done, int current)
{
    m_done = done;
    m_current = current;
    setAccessibleName(tr("step %1 of %2, %3 done").arg(current + 1).arg(done.size()).arg(done.count(true)));
    update();
}

void StepBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const auto count = static_cast<int>(m_done.size());
    if (count == 0)
        return;
    const double step = (width() + gap) / static_cast<double>(count);
    for (int i = 0; i < count; ++i) {
        const int left = qRound(i * step);
        const QRectF bar(left, 0, std::max(1, qRound((i + 1) * step) - gap - left), barHeight);
        const bool filled = m_done[i] || i == m_current;
        paint::fill(painter, bar, 2, m_theme.color(filled ? Token::Accent : Token::Border));
        // Where one is, apart from what was done.
        if (i == m_current)
            painter.fillRect(QRectF(left, barHeight + 1, bar.width(), 1), m_theme.color(Token::Text));
    }
}

} // namespace highwater
