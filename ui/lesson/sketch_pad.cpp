// SPDX-License-Identifier: GPL-3.0-or-later
#include "lesson/sketch_pad.h"

#include "inspector/paint.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPen>

#include <algorithm>
#include <cmath>
#include <limits>

namespace highwater {

namespace {

constexpr int places = 96;
constexpr int keyStep = 4;           ///< places
constexpr double keyRise = 0.05;     ///< of the y axis
constexpr int titleHeight = 18;
constexpr int axisHeight = 14;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

} // namespace

SketchPad::SketchPad(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme), m_heights(places, unknown)
{
    setFixedHeight(sizeHint().height());
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SketchPad::setAxes(const QString& title, double top, const QString& topText, double seconds, Token runToken)
{
    m_title = title;
    m_top = top;
    m_topText = topText;
    m_seconds = seconds;
    m_runToken = runToken;
    m_run.clear();
    clear();
}

void SketchPad::clear()
{
    m_heights.fill(unknown, places);
    m_last = -1;
    m_pen = 0;
    describe();
    update();
}

void SketchPad::setRun(const QList<QPointF>& curve)
{
    if (curve == m_run)
        return;
    m_run = curve;
    describe();
    update();
}

bool SketchPad::isDrawn() const
{
    return std::any_of(m_heights.begin(), m_heights.end(), [](double height) { return !std::isnan(height); });
}

double SketchPad::valueAt(double part) const
{
    const int place = std::clamp(static_cast<int>(part * places), 0, places - 1);
    return m_heights[place] * m_top;
}

double SketchPad::meanError() const
{
    double sum = 0;
    int count = 0;
    for (const QPointF& point : m_run) {
        const double own = valueAt(point.x() / m_seconds);
        if (!std::isnan(own) && !std::isnan(point.y())) {
            sum += std::abs(own - point.y()) / m_top;
            ++count;
        }
    }
    return count > 0 ? sum / count : unknown;
}

QRectF SketchPad::plot() const
{
    return QRectF(0, titleHeight, width(), height() - titleHeight - axisHeight);
}

void SketchPad::describe()
{
    setAccessibleName(tr("Your curve: %1 over %2 s").arg(m_title).arg(m_seconds));
    QString text = isDrawn() ? tr("drawn") : tr("nothing drawn; left and right move the pen, up and down draw, Delete wipes");
    if (const double error = meanError(); !std::isnan(error))
        text += tr("; the run differs by %1 % of the height on the average").arg(std::round(error * 100));
    setAccessibleDescription(text);
    setToolTip(tr("Draw with the mouse, or with the arrow keys; Delete wipes."));
}

QList<QPointF> SketchPad::ownPoints() const
{
    QList<QPointF> points;
    for (int i = 0; i < places; ++i)
        points.append({(i + 0.5) / places * m_seconds, m_heights[i] * m_top});
    return points;
}

void SketchPad::paintCurve(QPainter& painter, const QList<QPointF>& points, const QPen& pen) const
{
    const QRectF box = plot();
    painter.save();
    painter.setClipRect(box);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    QPolygonF line;
    const auto flush = [&] {
        if (line.size() > 1)
            painter.drawPolyline(line);
        else if (line.size() == 1)
            painter.drawPoint(line.first());
        line.clear();
    };
    for (const QPointF& point : points) {
        if (std::isnan(point.y())) {
            flush();
            continue;
        }
        const double y = std::min(point.y() / m_top, 1.2);
        line.append({box.left() + point.x() / m_seconds * box.width(), box.bottom() - 1 - y * (box.height() - 2)});
    }
    flush();
    painter.restore();
}

void SketchPad::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF box = plot();
    const QFont small = Theme::font(10.5);
    const QColor muted = m_theme.color(Token::Muted);
    paint::box(painter, box, 2, m_theme.color(Token::Window), m_theme.color(Token::Strong));
    for (int i = 1; i < 4; ++i) {
        const int y = static_cast<int>(box.top() + i * box.height() / 4);
        paint::rule(painter, static_cast<int>(box.left()) + 1, static_cast<int>(box.right()) - 1, y, m_theme.color(Token::Grid));
    }
    const QPen own(m_theme.color(Token::Accent), 1.5, Qt::CustomDashLine);
    QPen ownDashed = own;
    ownDashed.setDashPattern({4, 3});
    const QPen run(m_theme.color(m_runToken), 1);
    paintCurve(painter, ownPoints(), m_run.isEmpty() ? QPen(own.color(), 1.5) : ownDashed);
    paintCurve(painter, m_run, run);
    if (!isDrawn() && m_run.isEmpty())
        paint::text(painter, box.center().x(), box.center().y() + 4, tr("draw your curve here"), Theme::font(11), muted, paint::Align::Centre);
    if (hasFocus()) {
        const double x = box.left() + (m_pen + 0.5) / places * box.width();
        const double at = std::isnan(m_heights[m_pen]) ? 0 : m_heights[m_pen];
        paint::fill(painter, QRectF(x - 3, box.bottom() - 1 - at * (box.height() - 2) - 3, 6, 6), 3, m_theme.color(Token::Accent));
        paint::focusRing(painter, box, 2, m_theme);
    }
    // The title row is the legend.
    paint::text(painter, 0, 12, m_title, Theme::font(11), muted);
    if (!m_run.isEmpty()) {
        const double right = width();
        const double runWidth = paint::widthOf(tr("the run"), small);
        const double ownWidth = paint::widthOf(tr("yours"), small);
        paint::text(painter, right, 12, tr("the run"), small, m_theme.color(Token::Text), paint::Align::Right);
        painter.fillRect(QRectF(right - runWidth - 18, 8, 14, 1), run.color());
        const double left = right - runWidth - 26 - ownWidth;
        paint::text(painter, left, 12, tr("yours"), small, m_theme.color(Token::Text));
        painter.fillRect(QRectF(left - 18, 7.5, 6, 2), own.color());
        painter.fillRect(QRectF(left - 10, 7.5, 6, 2), own.color());
    }
    paint::text(painter, box.left() + 4, box.top() + 12, m_topText, small, muted);
    paint::text(painter, box.left(), height() - 3, QStringLiteral("0"), small, muted);
    paint::text(painter, box.right(), height() - 3, tr("%1 s of the run").arg(m_seconds), small, muted, paint::Align::Right);
}

void SketchPad::set(int place, double part)
{
    m_heights[std::clamp(place, 0, places - 1)] = std::clamp(part, 0.0, 1.0);
}

/// Fills what lies between two positions of the mouse.
void SketchPad::drawTo(const QPointF& position, bool fromLast)
{
    const QRectF box = plot();
    const int place = std::clamp(static_cast<int>((position.x() - box.left()) / box.width() * places), 0, places - 1);
    const double part = std::clamp((box.bottom() - position.y()) / box.height(), 0.0, 1.0);
    if (fromLast && m_last >= 0 && m_last != place) {
        const double before = m_heights[m_last];
        const int step = place > m_last ? 1 : -1;
        for (int i = m_last + step; i != place; i += step)
            set(i, before + (part - before) * (i - m_last) / static_cast<double>(place - m_last));
    }
    set(place, part);
    m_last = place;
    m_pen = place;
    describe();
    update();
    Q_EMIT drawn();
}

void SketchPad::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        drawTo(event->position(), false);
}

void SketchPad::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        drawTo(event->position(), true);
}

void SketchPad::keyPressEvent(QKeyEvent* event)
{
    const double here = std::isnan(m_heights[m_pen]) ? 0 : m_heights[m_pen];
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right: {
        // The line goes on at its height; moving back over it leaves it as it is.
        const int next = std::clamp(m_pen + (event->key() == Qt::Key_Right ? keyStep : -keyStep), 0, places - 1);
        for (int i = m_pen; i <= next && !std::isnan(m_heights[m_pen]); ++i)
            m_heights[i] = std::isnan(m_heights[i]) ? here : m_heights[i];
        m_pen = next;
        break;
    }
    case Qt::Key_Up:
    case Qt::Key_Down:
        set(m_pen, here + (event->key() == Qt::Key_Up ? keyRise : -keyRise));
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        clear();
        break;
    default:
        event->ignore();
        return;
    }
    m_last = m_pen;
    describe();
    update();
    Q_EMIT drawn();
}

} // namespace highwater
