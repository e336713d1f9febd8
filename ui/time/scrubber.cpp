// SPDX-License-Identifier: GPL-3.0-or-later
#include "time/scrubber.h"

#include "inspector/paint.h"
#include "session/session.h"
#include "units/display.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <vector>

namespace highwater {

namespace {

constexpr double sideWidth = 56; ///< of the plot's left margin, so that the track lies under the charts
constexpr double rightWidth = 92;
constexpr double trackTop = 9;
constexpr double trackHeight = 20;
constexpr double circle = 14;
constexpr double headWidth = 3;

QString clockOf(double seconds)
{
    return QString::fromStdString(displayClock(fromSeconds(seconds)));
}

/// Without tenths.
QString wholeClock(double seconds)
{
    return clockOf(seconds).section(QLatin1Char('.'), 0, 0);
}

/// The highest level in each pixel, as a part of the highest of all.
std::vector<float> levelsOf(const Series& series, double length, int pixels)
{
    std::vector<float> levels(static_cast<std::size_t>(std::max(1, pixels)), 0.0F);
    const double interval = toSeconds(series.interval);
    float most = 1;
    for (std::int64_t i = series.first; i < series.end; ++i) {
        const auto at = static_cast<std::size_t>(std::clamp(static_cast<double>(i) * interval / length, 0.0, 1.0) * (pixels - 1));
        levels[at] = std::max(levels[at], series.at(i).depthMax);
        most = std::max(most, series.at(i).depthMax);
    }
    for (float& level : levels)
        level /= most;
    return levels;
}

} // namespace

Scrubber::Scrubber(Session& session, const Theme& theme, QWidget* parent) : QWidget(parent), m_session(session), m_theme(theme)
{
    setFixedHeight(barHeight);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SizeHorCursor);
    setAccessibleName(tr("Time of the run"));
    connect(&session, &Session::frame, this, &Scrubber::follow);
    connect(&session, &Session::scenarioOpened, this, &Scrubber::follow);
    connect(&theme, &Theme::changed, this, [this] {
        m_levelsKey = -1;
        update();
    });
}

QRectF Scrubber::track() const
{
    return {sideWidth, trackTop, std::max(10.0, width() - sideWidth - rightWidth), trackHeight};
}

double Scrubber::x(double seconds) const
{
    const QRectF line = track();
    return line.left() + std::clamp(seconds / m_length, 0.0, 1.0) * line.width();
}

double Scrubber::secondsAt(double x) const
{
    const QRectF line = track();
    return std::clamp((x - line.left()) / line.width(), 0.0, 1.0) * m_length;
}

void Scrubber::follow()
{
    const auto snapshot = m_session.snapshot();
    if (!snapshot)
        return;
    const double now = toSeconds(snapshot->now);
    const double end = std::max(now, toSeconds(snapshot->end));
    const double wanted = toSeconds(snapshot->scenario->duration);
    // Beyond the scenario's duration the track grows by quarters, so that it stands still in between.
    const double length = end <= wanted ? wanted : wanted * std::pow(1.25, std::ceil(std::log(end / wanted) / std::log(1.25)));
    const bool moved = std::floor(x(now)) != std::floor(x(m_now)) || std::floor(x(end)) != std::floor(x(m_end)) || length != m_length;
    m_now = now;
    m_end = end;
    m_length = length;
    renderLevels();
    if (moved || m_session.inPast())
        update();
    setAccessibleDescription(tr("%1 of %2").arg(wholeClock(now), wholeClock(end)));
    setEnabled(m_session.canGoBack());
}

/// Drawn anew when the track or the stage is another one, or a pixel's worth of time has passed.
void Scrubber::renderLevels()
{
    const auto newest = m_session.newest();
    const int stage = m_session.chartedStage();
    const QRectF line = track();
    const auto nodes = newest ? static_cast<int>(newest->nodes.size()) : 0;
    const qint64 key = (static_cast<qint64>(m_length * 1000) * 4096 + static_cast<qint64>(x(m_end))) * 64 + stage;
    if (key == m_levelsKey || stage < 0 || stage >= nodes)
        return;
    m_levelsKey = key;
    const double scale = devicePixelRatioF();
    QPixmap picture((line.size() * scale).toSize());
    picture.setDevicePixelRatio(scale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    const auto levels = levelsOf(newest->nodes[static_cast<std::size_t>(stage)].series, m_length, static_cast<int>(line.width()));
    QColor ink = m_theme.color(Token::Accent);
    ink.setAlphaF(0.45F);
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const double height = std::round(static_cast<double>(levels[i]) * (trackHeight - 4));
        painter.fillRect(QRectF(static_cast<double>(i), trackHeight - 2 - height, 1, height), ink);
    }
    m_levels = picture;
    update();
}

void Scrubber::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    paint::rule(painter, 0, width(), 0, m_theme.color(Token::Border));
    const QRectF line = track();
    paint::box(painter, line, 3, m_theme.color(Token::Window), m_theme.color(Token::Border));
    painter.drawPixmap(line.topLeft(), m_levels);
    paint::text(painter, line.left() - 8, line.center().y() + 4, wholeClock(0), Theme::font(11), m_theme.color(Token::Muted), paint::Align::Right);
    paint::text(painter, line.right() + 10, line.center().y() + 4, wholeClock(m_length), Theme::font(11), m_theme.color(Token::Muted));
    if (m_session.inPast()) {
        // What lies ahead of the instant that is shown: it is there, and would be done again.
        painter.fillRect(QRectF(x(m_now), line.top() + 1, x(m_end) - x(m_now), line.height() - 2),
                         QBrush(m_theme.color(Token::Strong), Qt::BDiagPattern));
    }
    paintHint(painter);
    paintMarks(painter);
    paintHead(painter);
    if (hasFocus())
        paint::focusRing(painter, line.adjusted(-3, -3, 3, 3), 4, m_theme);
}

void Scrubber::paintMarks(QPainter& painter) const
{
    const auto newest = m_session.newest();
    if (!newest)
        return;
    const QRectF line = track();
    double free = -1;
    for (const ChangeView& change : newest->changes) {
        const double at = x(toSeconds(change.at));
        painter.fillRect(QRectF(std::floor(at), line.top(), 1, line.height()), m_theme.color(Token::Muted));
        if (at - circle / 2 < free)
            continue;
        free = at + circle / 2 + 2;
        const QRectF ring(std::floor(at) - circle / 2, line.center().y() - circle / 2, circle, circle);
        paint::box(painter, ring, circle / 2, m_theme.color(Token::Surface), m_theme.color(Token::Text));
        paint::text(painter, ring.center().x(), ring.center().y() + 3.5, QString::number(change.number), Theme::font(9.5, Weight::Medium),
                    m_theme.color(Token::Text), paint::Align::Centre);
    }
    for (const Session::Note& note : m_session.notes()) {
        const double at = std::floor(x(note.seconds));
        painter.fillRect(QRectF(at, line.top(), 1, line.height()), m_theme.color(Token::Accent));
        painter.fillRect(QRectF(at, line.top(), 7, 5), m_theme.color(Token::Accent));
    }
}

void Scrubber::paintHead(QPainter& painter) const
{
    const QRectF line = track();
    const double at = std::floor(x(m_now));
    const QColor ink = m_theme.color(m_session.inPast() ? Token::Accent : Token::Text);
    painter.fillRect(QRectF(at - 1, line.top() - 5, headWidth, line.height() + 10), ink);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawPolygon(QPolygonF{{at - 5, line.top() - 7}, {at + 6, line.top() - 7}, {at + 0.5, line.top() - 1}});
}

void Scrubber::paintHint(QPainter& painter) const
{
    const QRectF line = track();
    const double left = x(m_end) + 14;
    const QString text = m_session.inPast() ? tr("at %1: a change here begins another future; End goes back to now").arg(clockOf(m_now))
                                            : tr("drag to go back, then change a knob to go on from there");
    const double room = line.right() - left - 6;
    if (m_session.canGoBack() && paint::widthOf(text, Theme::font(11)) <= room)
        paint::text(painter, left, line.center().y() + 4, text, Theme::font(11), m_theme.color(Token::Muted));
}

void Scrubber::go(double seconds)
{
    m_session.seek(std::clamp(seconds, 0.0, m_end));
}

void Scrubber::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragging = true;
    go(secondsAt(event->position().x()));
}

void Scrubber::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging)
        go(secondsAt(event->position().x()));
}

void Scrubber::mouseReleaseEvent(QMouseEvent* /*event*/)
{
    m_dragging = false;
}

void Scrubber::keyPressEvent(QKeyEvent* event)
{
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        go(m_now - step);
        break;
    case Qt::Key_Right:
        go(m_now + step);
        break;
    case Qt::Key_Home:
        go(0);
        break;
    case Qt::Key_End:
        go(m_end);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void Scrubber::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_levelsKey = -1;
    renderLevels();
}

bool Scrubber::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const double seconds = secondsAt(help->pos().x());
    QString text = clockOf(seconds);
    constexpr double near = 8;
    if (const auto newest = m_session.newest()) {
        for (const ChangeView& change : newest->changes) {
            if (std::abs(x(toSeconds(change.at)) - help->pos().x()) <= near)
                text += QStringLiteral("\n%1  %2").arg(change.number).arg(QString::fromStdString(change.text));
        }
    }
    for (const Session::Note& note : m_session.notes()) {
        if (std::abs(x(note.seconds) - help->pos().x()) <= near)
            text += QLatin1Char('\n') + note.text;
    }
    QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace highwater
