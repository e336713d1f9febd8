// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/bytes_panel.h"

#include "inspector/paint.h"
#include "session/session.h"
#include "units/display.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace highwater {

namespace {

constexpr double shownSeconds = 120;
constexpr double leastTop = 4096;
constexpr int legendWidth = 178;
constexpr int legendRow = 16;
constexpr int edge = 10;

struct PlaceLook
{
    Token token;
    Qt::BrushStyle pattern; ///< shape beside colour
    const char* word;
};
constexpr std::array<PlaceLook, bytePlaceCount> looks{{{Token::P99, Qt::SolidPattern, QT_TRANSLATE_NOOP("BytesPanel", "receive buffers")},
                                                       {Token::P95, Qt::Dense3Pattern, QT_TRANSLATE_NOOP("BytesPanel", "being read")},
                                                       {Token::P50, Qt::SolidPattern, QT_TRANSLATE_NOOP("BytesPanel", "queues")},
                                                       {Token::Busy, Qt::Dense5Pattern, QT_TRANSLATE_NOOP("BytesPanel", "disk")},
                                                       {Token::Completed, Qt::Dense4Pattern, QT_TRANSLATE_NOOP("BytesPanel", "send buffers")}}};

double sum(const ByteSample& sample)
{
    return std::accumulate(sample.bytes.begin(), sample.bytes.end(), 0.0);
}

/// Powers of two stand for themselves on an axis of bytes.
double niceTop(double most)
{
    return std::max(leastTop, std::exp2(std::ceil(std::log2(std::max(1.0, most)))));
}

} // namespace

BytesPanel::BytesPanel(Session* session, Theme* theme, QWidget* parent) : QWidget(parent), m_session(session), m_theme(theme)
{
    setAccessibleName(tr("Where the bytes are"));
    connect(session, &Session::frame, this, &BytesPanel::follow);
    connect(session, &Session::liveChanged, this, &BytesPanel::follow);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void BytesPanel::follow()
{
    const auto snapshot = m_session->snapshot();
    auto samples = snapshot && snapshot->live ? snapshot->live->bytes : nullptr;
    if (samples == m_samples)
        return;
    m_samples = std::move(samples);
    double most = 0;
    for (const ByteSample& sample : m_samples ? *m_samples : std::vector<ByteSample>())
        most = std::max(most, sum(sample));
    m_top = niceTop(most);
    if (m_samples && !m_samples->empty())
        setAccessibleDescription(tr("%1 in all").arg(QString::fromStdString(displayBytes(sum(m_samples->back())))));
    update();
}

void BytesPanel::paintStack(QPainter& painter, const QRectF& plot) const
{
    const double now = m_samples->back().at;
    const auto x = [&](double at) { return plot.right() - (now - at) / shownSeconds * plot.width(); };
    const auto y = [&](double bytes) { return plot.bottom() - bytes / m_top * plot.height(); };
    const auto from = std::find_if(m_samples->begin(), m_samples->end(), [&](const ByteSample& each) { return each.at >= now - shownSeconds; });
    std::vector<double> base(static_cast<std::size_t>(m_samples->end() - from), 0.0);
    painter.setClipRect(plot);
    for (std::size_t place = 0; place < bytePlaceCount; ++place) {
        QPolygonF area;
        for (std::size_t i = 0; i < base.size(); ++i)
            area << QPointF(x(from[static_cast<std::ptrdiff_t>(i)].at), y(base[i]));
        for (std::size_t i = base.size(); i-- > 0;) {
            const ByteSample& sample = from[static_cast<std::ptrdiff_t>(i)];
            base[i] += sample.bytes[place];
            area << QPointF(x(sample.at), y(base[i]));
        }
        painter.setPen(QPen(m_theme->color(looks[place].token), 1));
        painter.setBrush(QBrush(m_theme->color(looks[place].token), looks[place].pattern));
        painter.drawPolygon(area);
    }
    painter.setClipping(false);
    painter.setBrush(Qt::NoBrush);
}

void BytesPanel::paintLegend(QPainter& painter, const QRectF& box) const
{
    const ByteSample& last = m_samples->back();
    double row = box.top();
    const auto line = [&](const QString& word, double bytes, const PlaceLook* look) {
        if (row + legendRow > box.bottom() + 2)
            return;
        if (look) {
            painter.fillRect(QRectF(box.left(), row + 4, 9, 9), QBrush(m_theme->color(look->token), look->pattern));
            painter.setPen(m_theme->color(look->token));
            painter.drawRect(QRectF(box.left() + 0.5, row + 4.5, 8, 8));
        }
        paint::text(painter, box.left() + 15, row + 12, word, Theme::font(11), m_theme->color(Token::Muted));
        paint::text(painter, box.right(), row + 12, QString::fromStdString(displayBytes(bytes)), Theme::font(11), m_theme->color(Token::Text),
                    paint::Align::Right);
        row += legendRow;
    };
    for (std::size_t place = bytePlaceCount; place-- > 0;)
        line(QCoreApplication::translate("BytesPanel", looks[place].word), last.bytes[place], &looks[place]);
    line(tr("memory of the process"), last.resident, nullptr);
}

void BytesPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
    if (!m_samples || m_samples->empty()) {
        paint::text(painter, edge, 24, tr("Nothing measured yet."), Theme::font(12), m_theme->color(Token::Muted));
        return;
    }
    const QRectF plot(64, 8, width() - 64 - edge - legendWidth - edge, height() - 16);
    if (plot.width() > 40) {
        for (const double part : {0.0, 0.5, 1.0}) {
            const int y = static_cast<int>(plot.bottom() - part * plot.height());
            paint::rule(painter, static_cast<int>(plot.left()), static_cast<int>(plot.right()), y, m_theme->color(Token::Grid));
            paint::text(painter, plot.left() - 6, y + 4, QString::fromStdString(displayBytes(m_top * part)), Theme::font(10.5), m_theme->color(Token::Muted),
                        paint::Align::Right);
        }
        paintStack(painter, plot);
    }
    paintLegend(painter, QRectF(width() - edge - legendWidth, 4, legendWidth, height() - 8));
}

} // namespace highwater
