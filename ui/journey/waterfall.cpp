// SPDX-License-Identifier: GPL-3.0-or-later
#include "journey/waterfall.h"

#include "charts/axis_range.h"
#include "inspector/paint.h"
#include "inspector/slim_thumb.h"
#include "journey/journey_words.h"
#include "journey/stay_look.h"
#include "theme/icons.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int edge = 8;
constexpr int gap = 10;
constexpr int markRoom = 18; ///< right of the bars, for what stands at their end
constexpr int barInset = 4;
constexpr int iconSide = 12;
constexpr int leastPlot = 80;
constexpr int mostLabel = 150;
constexpr int ticks = 5;
constexpr int tickDistance = 48;

QFont rowFont()
{
    return Theme::font(11);
}
QFont axisFont()
{
    return Theme::font(10.5);
}
int widthOf(const QString& text)
{
    return static_cast<int>(std::ceil(paint::widthOf(text, rowFont())));
}

} // namespace

Waterfall::Waterfall(Theme& theme, QWidget* parent) : QAbstractScrollArea(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Journey"));
    new SlimThumb(this, &theme);
    connect(&theme, &Theme::changed, this, [this] {
        measure();
        viewport()->update();
    });
}

void Waterfall::show(const std::optional<Journey>& journey)
{
    m_journey = journey;
    m_rows = journey ? rowsOf(*journey) : std::vector<WaterfallRow>();
    setAccessibleName(journey ? tr("Journey of %1").arg(JourneyWords::item(*journey)) : tr("Journey"));
    setAccessibleDescription(journey ? JourneyWords::story(*journey) : QString());
    verticalScrollBar()->setValue(0);
    measure();
    viewport()->update();
}

int Waterfall::rowHeight() const
{
    return qRound(20 * Theme::typeFactor());
}

int Waterfall::axisHeight() const
{
    return qRound(18 * Theme::typeFactor());
}

/// The names keep their width, the words give way, and the bars have what is left.
void Waterfall::measure()
{
    int label = 0;
    int text = 0;
    for (const WaterfallRow& row : m_rows) {
        label = std::max(label, widthOf(row.label));
        text = std::max(text, widthOf(row.text));
    }
    const int room = viewport()->width() - 2 * edge - gap - markRoom;
    m_labelWidth = std::min({label, mostLabel, room / 3});
    m_textWidth = std::clamp(std::min(text, room - m_labelWidth - std::max(leastPlot, room * 3 / 8)), 0, std::max(0, text));
    const int page = std::max(0, viewport()->height() - axisHeight());
    const int whole = rowHeight() * static_cast<int>(m_rows.size());
    verticalScrollBar()->setRange(0, std::max(0, whole - page));
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setSingleStep(rowHeight());
}

QRectF Waterfall::plot() const
{
    const int left = edge + m_labelWidth + gap;
    const int right = viewport()->width() - edge - m_textWidth - markRoom;
    return QRectF(left, axisHeight(), std::max(1, right - left), std::max(0, viewport()->height() - axisHeight()));
}

double Waterfall::xOf(Instant at) const
{
    const QRectF area = plot();
    const double whole = std::max(1e-12, toSeconds(m_journey->total()));
    return area.left() + toSeconds(at - m_journey->begin) / whole * area.width();
}

QRect Waterfall::rowBox(std::size_t row) const
{
    return {0, axisHeight() + static_cast<int>(row) * rowHeight() - verticalScrollBar()->value(), viewport()->width(), rowHeight()};
}

QRectF Waterfall::barOf(std::size_t row, std::size_t segment) const
{
    const JourneySegment& each = m_journey->segments[segment];
    const QRect box = rowBox(row);
    const double left = std::round(xOf(each.begin));
    const double right = std::round(xOf(each.end));
    return QRectF(left, box.top() + barInset, std::max(2.0, right - left), box.height() - 2 * barInset);
}

int Waterfall::rowAt(const QPoint& at) const
{
    const int row = at.y() < axisHeight() ? -1 : (at.y() - axisHeight() + verticalScrollBar()->value()) / rowHeight();
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? row : -1;
}

QString Waterfall::tipAt(const QPoint& at) const
{
    const int row = rowAt(at);
    if (row < 0)
        return {};
    const WaterfallRow& each = m_rows[static_cast<std::size_t>(row)];
    for (const std::size_t segment : each.segments) {
        if (barOf(static_cast<std::size_t>(row), segment).adjusted(-1, -barInset, 1, barInset).contains(at)) {
            const JourneySegment& stay = m_journey->segments[segment];
            return tr("%1\nfrom %2 to %3").arg(JourneyWords::sentence(stay), JourneyWords::clock(stay.begin), JourneyWords::clock(stay.end));
        }
    }
    QStringList lines{each.label + QStringLiteral(": ") + each.text};
    for (const std::size_t setback : each.setbacks)
        lines << JourneyWords::sentence(*m_journey, m_journey->setbacks[setback]);
    return lines.join(QLatin1Char('\n'));
}

void Waterfall::paintAxis(QPainter& painter) const
{
    const QRectF area = plot();
    const double whole = toSeconds(m_journey->total());
    AxisUnit unit(Measurand::Time);
    unit.update(whole);
    const int most = std::clamp(static_cast<int>(area.width() / tickDistance), 1, ticks);
    const double step = niceStep(whole / most);
    const int end = viewport()->height();
    for (int tick = 0; whole > 0 && tick * step <= whole * 1.0001; ++tick) {
        const int x = static_cast<int>(std::round(area.left() + tick * step / whole * area.width()));
        painter.fillRect(QRect(x, axisHeight() - 3, 1, end - axisHeight() + 3), m_theme.color(Token::Grid));
        const QString label = unit.label(tick * step, step);
        paint::text(painter, x, axisHeight() - 6, label, axisFont(), m_theme.color(Token::Muted),
                    tick == 0 ? paint::Align::Left : paint::Align::Centre);
    }
    paint::rule(painter, 0, viewport()->width(), axisHeight() - 1, m_theme.color(Token::Border));
}

/// Whether nothing else of the row is drawn in a piece of the plot.
bool Waterfall::isFree(std::size_t row, double from, double to) const
{
    for (const std::size_t segment : m_rows[row].segments) {
        const QRectF bar = barOf(row, segment);
        if (bar.left() < to && bar.right() > from + 2)
            return false;
    }
    return std::none_of(m_rows[row].setbacks.begin(), m_rows[row].setbacks.end(), [&](std::size_t each) {
        const double x = std::round(xOf(m_journey->setbacks[each].at));
        return x > from && x < to;
    });
}

/// A line at the instant, and the drawing beside it where there is room: the words stand at the row's end in any case.
void Waterfall::paintMarks(QPainter& painter, std::size_t row) const
{
    const QRect box = rowBox(row);
    const auto mark = [&](Fate fate, Instant at) {
        const FateLook look = lookOf(fate);
        const double x = std::round(xOf(at));
        if (fate != Fate::Inside)
            painter.fillRect(QRectF(x - 1, box.top() + 2, 2, box.height() - 4), m_theme.color(look.token));
        if (isFree(row, x, x + iconSide + 3))
            painter.drawPixmap(QPointF(x + 3, box.center().y() - iconSide / 2.0 + 1),
                               iconPixmap(look.icon, iconSide, m_theme.color(look.token), devicePixelRatioF()));
    };
    for (const std::size_t setback : m_rows[row].setbacks)
        mark(m_journey->setbacks[setback].fate, m_journey->setbacks[setback].at);
    const bool said = !m_rows[row].setbacks.empty() && m_journey->setbacks[m_rows[row].setbacks.back()].at == m_journey->end;
    if (m_rows[row].ends && !said)
        mark(m_journey->fate, m_journey->end);
}

void Waterfall::paintRow(QPainter& painter, std::size_t row) const
{
    const QRect box = rowBox(row);
    const int baseline = box.center().y() + qRound(4 * Theme::typeFactor());
    const WaterfallRow& each = m_rows[row];
    paint::elided(painter, edge, baseline, m_labelWidth + 1, each.label, rowFont(), m_theme.color(Token::Text));
    for (const std::size_t segment : each.segments)
        paintStay(painter, barOf(row, segment), m_journey->segments[segment].stay, m_theme);
    paintMarks(painter, row);
    if (m_textWidth > 0)
        paint::elided(painter, plot().right() + markRoom, baseline, m_textWidth + 1, each.text, rowFont(), m_theme.color(Token::Muted));
}

void Waterfall::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_theme.color(Token::Surface));
    if (!m_journey) {
        paint::text(painter, viewport()->width() / 2.0, viewport()->height() / 2.0 + 4, tr("Choose an item: its journey is drawn here."),
                    Theme::font(12), m_theme.color(Token::Muted), paint::Align::Centre);
        return;
    }
    paintAxis(painter);
    painter.setClipRect(QRect(0, axisHeight(), viewport()->width(), viewport()->height() - axisHeight()));
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (rowBox(row).intersects(viewport()->rect()))
            paintRow(painter, row);
    }
    painter.setClipping(false);
    if (hasFocus())
        paint::focusRing(painter, viewport()->rect(), 3, m_theme);
}

void Waterfall::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    measure();
}

void Waterfall::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down)
        Q_EMIT neighbourWanted(event->key() == Qt::Key_Up ? -1 : 1);
    else if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown)
        verticalScrollBar()->triggerAction(event->key() == Qt::Key_PageUp ? QScrollBar::SliderPageStepSub : QScrollBar::SliderPageStepAdd);
    else
        QAbstractScrollArea::keyPressEvent(event);
}

void Waterfall::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void Waterfall::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool Waterfall::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && m_journey) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), tipAt(help->pos()), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void Waterfall::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int row = rowAt(event->pos());
    if (row >= 0 && !m_rows[static_cast<std::size_t>(row)].node.isEmpty())
        Q_EMIT nodeChosen(m_rows[static_cast<std::size_t>(row)].node);
}

} // namespace highwater
