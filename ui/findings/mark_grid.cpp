// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/mark_grid.h"

#include "charts/heat_map.h"
#include "findings/mark_text.h"
#include "inspector/paint.h"
#include "theme/display_text.h"
#include "theme/theme.h"
#include "units/display.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPolygonF>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <functional>

namespace highwater {

namespace {

constexpr int headHeight = 16;
constexpr int footHeight = 32; ///< two lines
constexpr int leastCell = 12;
constexpr int mostCellHeight = 24;
constexpr int mostCellWidth = 44;
constexpr int wantedCellWidth = 34;
constexpr int keyWidth = 40;

QFont labelFont()
{
    return Theme::font(10.5);
}

/// White or nearly black, whichever is read on a colour of the palette (look.md 7).
QColor inkOn(const QColor& color)
{
    const auto linear = [](float c) { return c <= 0.04045F ? c / 12.92F : std::pow((c + 0.055F) / 1.055F, 2.4F); };
    const float luminance = 0.2126F * linear(color.redF()) + 0.7152F * linear(color.greenF()) + 0.0722F * linear(color.blueF());
    return Theme::colorOf(Token::OnAccent, luminance > 0.22F);
}

/// White in black, so that it shows on every colour of the palette.
void paintOutline(QPainter& painter, const QRect& box)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(Theme::colorOf(Token::OnAccent, true));
    painter.drawRect(box.adjusted(-1, -1, 0, 0));
    painter.drawRect(box.adjusted(1, 1, -2, -2));
    painter.setPen(Theme::colorOf(Token::OnAccent, false));
    painter.drawRect(box.adjusted(0, 0, -1, -1));
}

void paintDiamond(QPainter& painter, const QPointF& middle)
{
    const double half = Theme::scaled(4);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Theme::colorOf(Token::OnAccent, true), 1));
    painter.setBrush(Theme::colorOf(Token::OnAccent, false));
    painter.drawPolygon(QPolygonF{middle + QPointF(0, -half), middle + QPointF(half, 0), middle + QPointF(0, half), middle + QPointF(-half, 0)});
    painter.restore();
}

template <typename Values, typename Value>
int indexOf(const Values& values, const Value& value)
{
    return static_cast<int>(std::find(values.begin(), values.end(), value) - values.begin());
}

} // namespace

MarkGrid::MarkGrid(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Pairs of marks that were tried"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void MarkGrid::show(std::shared_ptr<const MarkStudy> study, bool inBytes)
{
    m_inBytes = inBytes;
    if (study == m_study)
        return;
    m_study = std::move(study);
    m_highs.clear();
    m_bands.clear();
    m_cells.clear();
    m_most = 0;
    m_hover = m_current = -1;
    if (m_study) {
        for (const MarkFigures& each : m_study->tried) {
            m_highs.push_back(each.marks.high);
            m_bands.push_back(each.marks.high - each.marks.low);
            m_most = std::max(m_most, each.switchesPerMinute);
        }
        std::sort(m_highs.begin(), m_highs.end(), std::greater<>());
        m_highs.erase(std::unique(m_highs.begin(), m_highs.end()), m_highs.end());
        std::sort(m_bands.begin(), m_bands.end());
        m_bands.erase(std::unique(m_bands.begin(), m_bands.end()), m_bands.end());
        for (std::size_t i = 0; i < m_study->tried.size(); ++i) {
            const flow::Marks& marks = m_study->tried[i].marks;
            m_cells.push_back({i, indexOf(m_highs, marks.high), indexOf(m_bands, marks.high - marks.low)});
        }
        m_current = cellOf(m_study->proposal ? m_study->proposal->marks : m_study->current.marks);
    }
    tellAll();
    updateGeometry();
    update();
}

/// What is seen, for who cannot see it.
void MarkGrid::tellAll()
{
    QStringList told;
    if (m_current >= 0 && hasFocus())
        told << words(m_current);
    if (!m_cells.empty())
        told << tr("%n pairs; arrow keys go through them.", nullptr, cellCount());
    setAccessibleDescription(told.join(QLatin1Char('\n')));
}

int MarkGrid::labelWidth() const
{
    double widest = paint::widthOf(tr("high mark"), labelFont());
    for (const std::int64_t high : m_highs)
        widest = std::max(widest, paint::widthOf(level(high), labelFont()));
    return static_cast<int>(std::ceil(widest)) + Theme::scaled(8);
}

QSize MarkGrid::cellSize() const
{
    const int columns = std::max<int>(1, static_cast<int>(m_bands.size()));
    const int rows = std::max<int>(1, static_cast<int>(m_highs.size()));
    const int room = height() - Theme::scaled(headHeight) - Theme::scaled(footHeight);
    return {std::clamp((width() - labelWidth()) / columns, leastCell, Theme::scaled(mostCellWidth)),
            std::clamp(room / rows, leastCell, Theme::scaled(mostCellHeight))};
}

QSize MarkGrid::sizeHint() const
{
    const int columns = static_cast<int>(m_bands.size());
    const int rows = static_cast<int>(m_highs.size());
    return {std::max(Theme::scaled(300), labelWidth() + columns * Theme::scaled(wantedCellWidth)), Theme::scaled(headHeight) + rows * Theme::scaled(20) + Theme::scaled(footHeight)};
}

QRect MarkGrid::cellRect(int cell) const
{
    const Cell& at = m_cells[static_cast<std::size_t>(cell)];
    const QSize size = cellSize();
    return {labelWidth() + at.column * size.width(), Theme::scaled(headHeight) + at.row * size.height(), size.width() - 1, size.height() - 1};
}

int MarkGrid::cellOf(const flow::Marks& marks) const
{
    const auto at = std::find_if(m_cells.begin(), m_cells.end(), [&](const Cell& each) { return m_study->tried[each.tried].marks == marks; });
    return at != m_cells.end() ? static_cast<int>(at - m_cells.begin()) : -1;
}

int MarkGrid::cellAt(const QPoint& at) const
{
    for (int cell = 0; cell < cellCount(); ++cell) {
        if (cellRect(cell).adjusted(0, 0, 1, 1).contains(at))
            return cell;
    }
    return -1;
}

bool MarkGrid::isProposed(int cell) const
{
    return m_study->proposal && m_study->proposal->marks == figures(cell).marks;
}

bool MarkGrid::isInForce(int cell) const
{
    return m_study->current.marks == figures(cell).marks;
}

QString MarkGrid::level(std::int64_t value) const
{
    return m_inBytes ? bytesText(value) : countText(value);
}

QString MarkGrid::pair(const flow::Marks& marks) const
{
    return level(marks.high) + QStringLiteral(" / ") + level(marks.low);
}

/// Counts of switches span decades.
double MarkGrid::shareOf(int cell) const
{
    return m_most > 0 ? std::log1p(figures(cell).switchesPerMinute) / std::log1p(m_most) : 0;
}

QString MarkGrid::words(int cell) const
{
    const MarkFigures& each = figures(cell);
    const QString role = isProposed(cell) ? tr("proposed") : isInForce(cell) ? tr("in force") : QString();
    QString text = tr("High %1, low %2").arg(level(each.marks.high), level(each.marks.low));
    if (!role.isEmpty())
        text += QStringLiteral(" (%1)").arg(role);
    text += QStringLiteral(": ")
            + tr("%1 switches a minute, overshoot %2, starvation %3, throughput %4, p99 %5, lost %6")
                  .arg(qtText(displayNumber(each.switchesPerMinute)), level(each.overshoot), timeShareText(each.starvation), rateText(each.throughput),
                       each.p99 ? durationText(*each.p99) : QStringLiteral("–"), countText(static_cast<std::int64_t>(each.lost)));
    return text;
}

// --- mouse and keys

void MarkGrid::mouseMoveEvent(QMouseEvent* event)
{
    const int cell = cellAt(event->position().toPoint());
    if (cell == m_hover)
        return;
    m_hover = cell;
    update();
}

void MarkGrid::mousePressEvent(QMouseEvent* event)
{
    if (const int cell = cellAt(event->position().toPoint()); cell >= 0) {
        setFocus(Qt::MouseFocusReason);
        choose(cell);
    }
}

void MarkGrid::leaveEvent(QEvent* event)
{
    m_hover = -1;
    update();
    QWidget::leaveEvent(event);
}

bool MarkGrid::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int cell = cellAt(help->pos());
        QToolTip::showText(help->globalPos(), cell >= 0 ? words(cell) : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

void MarkGrid::choose(int cell)
{
    m_current = cell;
    tellAll();
    update();
}

/// To the next cell in a direction; gaps are passed over.
void MarkGrid::move(int rows, int columns)
{
    if (m_current < 0)
        return;
    const Cell& from = m_cells[static_cast<std::size_t>(m_current)];
    int best = -1;
    int least = 0;
    for (int cell = 0; cell < cellCount(); ++cell) {
        const Cell& each = m_cells[static_cast<std::size_t>(cell)];
        const int along = (each.row - from.row) * rows + (each.column - from.column) * columns;
        const int across = std::abs((each.row - from.row) * columns) + std::abs((each.column - from.column) * rows);
        if (along <= 0 || (columns != 0 && across != 0))
            continue;
        if (const int distance = 100 * along + across; best < 0 || distance < least) {
            best = cell;
            least = distance;
        }
    }
    if (best >= 0)
        choose(best);
}

void MarkGrid::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return move(0, -1);
    case Qt::Key_Right:
        return move(0, 1);
    case Qt::Key_Up:
        return move(-1, 0);
    case Qt::Key_Down:
        return move(1, 0);
    default:
        event->ignore();
    }
}

void MarkGrid::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    tellAll();
    update();
}

void MarkGrid::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    tellAll();
    update();
}

// --- painting

void MarkGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    if (m_cells.empty())
        return;
    paintLabels(painter);
    for (int cell = 0; cell < cellCount(); ++cell)
        paintCell(painter, cell);
    for (int cell = 0; cell < cellCount(); ++cell) {
        if (isProposed(cell))
            paintOutline(painter, cellRect(cell));
    }
    if (m_current >= 0 && hasFocus())
        paint::focusRing(painter, cellRect(m_current).adjusted(-3, -3, 3, 3), 3, m_theme);
    paintFoot(painter);
}

void MarkGrid::paintLabels(QPainter& painter) const
{
    const QColor muted = m_theme.color(Token::Muted);
    const QSize size = cellSize();
    const int left = labelWidth();
    paint::text(painter, 0, Theme::scaled(11), tr("high mark"), labelFont(), muted);
    for (std::size_t i = 0; i < m_bands.size(); ++i) {
        const QString band = QChar(0x2212) + level(m_bands[i]);
        if (paint::widthOf(band, labelFont()) <= size.width())
            paint::text(painter, left + (static_cast<double>(i) + 0.5) * size.width(), Theme::scaled(11), band, labelFont(), muted, paint::Align::Centre);
    }
    for (std::size_t i = 0; i < m_highs.size(); ++i) {
        const double middle = Theme::scaled(headHeight) + (static_cast<double>(i) + 0.5) * size.height();
        paint::text(painter, left - Theme::scaled(8), std::floor(middle) + Theme::scaled(4), level(m_highs[i]), labelFont(), m_theme.color(Token::Text),
                    paint::Align::Right);
    }
}

void MarkGrid::paintCell(QPainter& painter, int cell) const
{
    const QRect box = cellRect(cell);
    const QColor colour = QColor::fromRgb(heatColor(shareOf(cell)));
    painter.fillRect(box, colour);
    if (cell == m_hover) {
        painter.setPen(inkOn(colour));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(0, 0, -1, -1));
    }
    const bool inForce = isInForce(cell);
    if (inForce)
        paintDiamond(painter, QPointF(box.left() + Theme::scaled(6), box.center().y() + 0.5));
    const QString low = level(figures(cell).marks.low);
    const int room = box.width() - (inForce ? Theme::scaled(11) : 2);
    if (paint::widthOf(low, labelFont()) <= room)
        paint::text(painter, box.right() + 1 - room / 2.0, box.center().y() + Theme::scaled(4), low, labelFont(), inkOn(colour), paint::Align::Centre);
}

/// What the drawings mean; instead of it the words of the cell that somebody looks at.
void MarkGrid::paintFoot(QPainter& painter) const
{
    const int top = Theme::scaled(headHeight) + static_cast<int>(m_highs.size()) * cellSize().height() + 3;
    const int cell = m_hover >= 0 ? m_hover : hasFocus() ? m_current : -1;
    const QFont font = Theme::font(11);
    if (cell >= 0) {
        painter.setFont(font);
        painter.setPen(m_theme.color(Token::Text));
        painter.drawText(QRect(0, top, width(), height() - top), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, words(cell));
        return;
    }
    const double baseline = top + Theme::scaled(11);
    const QString inForce = tr("in force %1").arg(pair(m_study->current.marks));
    QPointF at = nextInFoot({paintKey(painter, 0, baseline), baseline}, Theme::scaled(13) + paint::widthOf(inForce, font));
    paintDiamond(painter, at + QPointF(Theme::scaled(5), -Theme::scaled(4)));
    paint::text(painter, at.x() + Theme::scaled(13), at.y(), inForce, font, m_theme.color(Token::Muted));
    if (!m_study->proposal)
        return;
    const QString proposed = tr("proposed %1").arg(pair(m_study->proposal->marks));
    at.rx() += Theme::scaled(27) + paint::widthOf(inForce, font);
    at = nextInFoot(at, Theme::scaled(16) + paint::widthOf(proposed, font));
    const QRect swatch(static_cast<int>(at.x()) + 1, static_cast<int>(at.y()) - Theme::scaled(9), Theme::scaled(11), Theme::scaled(10));
    painter.fillRect(swatch, QColor::fromRgb(heatColor(0)));
    paintOutline(painter, swatch);
    paint::text(painter, at.x() + Theme::scaled(16), at.y(), proposed, font, m_theme.color(Token::Text));
}

/// Where something of a width stands: here, or in the next line where this one is full.
QPointF MarkGrid::nextInFoot(const QPointF& at, double wide) const
{
    return at.x() + wide <= width() || at.x() <= 0 ? at : QPointF(0, at.y() + Theme::scaled(14));
}

/// From no switches to the most; returns where it ends.
double MarkGrid::paintKey(QPainter& painter, double x, double baseline) const
{
    const QFont font = Theme::font(11);
    const QColor muted = m_theme.color(Token::Muted);
    paint::text(painter, x, baseline, QStringLiteral("0"), font, muted);
    x += paint::widthOf(QStringLiteral("0"), font) + 4;
    const int wide = Theme::scaled(keyWidth);
    for (int i = 0; i < wide; ++i)
        painter.fillRect(QRectF(std::floor(x) + i, baseline - Theme::scaled(8), 1, Theme::scaled(8)), QColor::fromRgb(heatColor(i / (wide - 1.0))));
    x += wide + 4;
    const QString most = tr("%1 switches/min").arg(qtText(displayNumber(std::round(m_most))));
    paint::text(painter, x, baseline, most, font, muted);
    return x + paint::widthOf(most, font) + Theme::scaled(14);
}

} // namespace highwater
