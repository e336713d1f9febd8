// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/plot_layers.h"

#include "charts/chart_text.h"
#include "theme/icons.h"
#include "units/display.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>

namespace highwater::layers {

namespace {

constexpr double keySize = 10.5;
constexpr double numberRadius = 8;
constexpr double noteRoom = 160;
constexpr double flagWidth = 16;
constexpr double leastNote = 24;
constexpr double limitTextWidth = 68; // what the right margin leaves beside the sign

double crisp(double at)
{
    return std::floor(at) + 0.5;
}

void horizontal(QPainter& painter, double from, double to, double y, const QColor& color)
{
    painter.fillRect(QRectF(from, std::floor(y), to - from, 1), color);
}

void vertical(QPainter& painter, double x, double from, double to, const QColor& color)
{
    painter.fillRect(QRectF(std::floor(x), from, 1, to - from), color);
}

QString countLabel(std::int64_t value, Measurand measurand)
{
    const auto number = static_cast<double>(value);
    return QString::fromStdString(measurand == Measurand::Bytes ? displayBytes(number) : displayCount(number));
}

/// Calls draw(from, to, marks) in seconds for each part of the window in which the marks stood still.
template <typename Draw>
void eachStep(const PlotGeometry& geometry, const std::vector<MarkStep>& steps, Draw draw)
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const double from = std::max(steps[i].from, geometry.window.from);
        const double to = i + 1 < steps.size() ? std::min(steps[i + 1].from, geometry.window.to) : geometry.window.to;
        if (steps[i].marks && to > from)
            draw(from, to, *steps[i].marks);
    }
}

double clampedY(const PlotGeometry& geometry, std::int64_t value)
{
    return std::max(geometry.plot.top(), geometry.y(static_cast<double>(value)));
}

} // namespace

QPixmap hatch(const QColor& color, qreal ratio)
{
    constexpr int size = 8;
    const QString key = QStringLiteral("hatch-%1-%2").arg(color.name()).arg(ratio);
    QPixmap tile;
    if (QPixmapCache::find(key, &tile))
        return tile;
    tile = QPixmap(QSizeF(size * ratio, size * ratio).toSize());
    tile.setDevicePixelRatio(ratio);
    tile.fill(Qt::transparent);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1));
    for (const int shift : {-size, 0, size})
        painter.drawLine(QPointF(shift, size), QPointF(shift + size, 0));
    painter.end();
    QPixmapCache::insert(key, tile);
    return tile;
}

void warmUp(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, double warmUpEnd, bool withWord)
{
    const double from = std::floor(geometry.x(std::max(0.0, geometry.window.from)));
    const double to = std::floor(geometry.x(std::min(warmUpEnd, geometry.window.to)));
    if (to <= from)
        return;
    const QRectF area(from, geometry.plot.top(), to - from, geometry.plot.height());
    QColor tint = theme.color(Token::Hover);
    tint.setAlphaF(0.35F);
    painter.fillRect(area, tint);
    painter.drawTiledPixmap(area, hatch(theme.color(Token::Border), painter.device()->devicePixelRatioF()));
    const QFont font = Theme::font(keySize);
    const QString word = Charts::tr("warm-up");
    if (withWord && QFontMetricsF(font).horizontalAdvance(word) + 8 <= area.width()) {
        painter.setFont(font);
        painter.setPen(theme.color(Token::Muted));
        painter.drawText(area.adjusted(0, 0, 0, -5), Qt::AlignHCenter | Qt::AlignBottom, word);
    }
}

void markBand(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<MarkStep>& steps)
{
    QColor fill = theme.color(Token::Accent);
    fill.setAlphaF(0.09F);
    eachStep(geometry, steps, [&](double from, double to, const flow::Marks& marks) {
        const QPointF corner(std::floor(geometry.x(from)), std::floor(clampedY(geometry, marks.high)));
        painter.fillRect(QRectF(corner, QPointF(std::floor(geometry.x(to)), std::floor(clampedY(geometry, marks.low)))), fill);
    });
}

void markLines(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<MarkStep>& steps)
{
    const QColor accent = theme.color(Token::Accent);
    const auto* before = static_cast<const flow::Marks*>(nullptr);
    eachStep(geometry, steps, [&](double from, double to, const flow::Marks& marks) {
        const double x = geometry.x(from);
        const auto line = [&](std::int64_t value, std::optional<std::int64_t> last) {
            const double y = geometry.y(static_cast<double>(value));
            if (y >= geometry.plot.top())
                horizontal(painter, std::floor(x), std::floor(geometry.x(to)), y, accent);
            if (last && *last != value)
                vertical(painter, x, std::floor(clampedY(geometry, std::max(*last, value))),
                         std::floor(clampedY(geometry, std::min(*last, value))) + 1, accent);
        };
        line(marks.high, before ? std::optional(before->high) : std::nullopt);
        line(marks.low, before ? std::optional(before->low) : std::nullopt);
        before = &marks;
    });
}

void capacityLine(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, std::int64_t capacity)
{
    const double y = geometry.y(static_cast<double>(capacity));
    if (y < geometry.plot.top())
        return;
    horizontal(painter, geometry.plot.left(), geometry.plot.right(), y, theme.color(Token::Blocked));
}

void capacityLabel(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, std::int64_t capacity, Measurand measurand)
{
    const double y = geometry.y(static_cast<double>(capacity));
    if (y < geometry.plot.top())
        return;
    const QFont font = Theme::font(keySize);
    const QString text = Charts::tr("capacity %1").arg(countLabel(capacity, measurand));
    const QPointF origin(geometry.plot.left() + 6, std::floor(y) + 13);
    QColor backing = theme.color(Token::Surface);
    backing.setAlphaF(0.8F);
    painter.fillRect(QRectF(origin.x() - 2, origin.y() - 11, std::ceil(QFontMetricsF(font).horizontalAdvance(text)) + 4, 13), backing);
    painter.setFont(font);
    painter.setPen(theme.color(Token::Muted));
    painter.drawText(origin, text);
}

void limits(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<LimitLine>& limits)
{
    constexpr double lineHeight = 14;
    std::vector<const LimitLine*> ordered;
    for (const auto& limit : limits)
        ordered.push_back(&limit);
    std::sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) { return a->value > b->value; });
    double free = geometry.plot.top() - lineHeight;
    for (const auto* limit : ordered) {
        const double y = geometry.y(limit->value);
        if (y >= geometry.plot.top()) {
            for (double x = geometry.plot.left(); x < geometry.plot.right(); x += 9)
                horizontal(painter, x, std::min(x + 6, geometry.plot.right()), y, theme.color(Token::Dropped));
        }
        const double middle = std::max({crisp(y), geometry.plot.top() + 1, free + lineHeight});
        if (middle > geometry.plot.bottom())
            break;
        free = middle;
        const QFont font = Theme::font(11, Weight::Medium);
        const QFontMetricsF metrics(font);
        const double left = geometry.plot.right() + 6;
        painter.setFont(font);
        painter.setPen(theme.color(Token::Text));
        const QString text = metrics.elidedText(limit->text, Qt::ElideRight, limitTextWidth);
        painter.drawText(QPointF(left, std::floor(middle + metrics.capHeight() / 2)), text);
        const QPointF sign(std::ceil(left + metrics.horizontalAdvance(text) + 4), std::floor(middle) - 6);
        painter.drawPixmap(sign, iconPixmap(limit->met ? u"check" : u"warn", 12, theme.color(Token::Text),
                                            painter.device()->devicePixelRatioF()));
    }
}

void changeLines(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<ChangeView>& changes)
{
    const QColor color = theme.color(Token::Strong);
    for (const auto& change : changes) {
        const double at = toSeconds(change.at);
        if (at < geometry.window.from || at > geometry.window.to)
            continue;
        const double x = std::floor(geometry.x(at));
        for (double y = geometry.plot.top(); y < geometry.plot.bottom(); y += 5)
            painter.fillRect(QRectF(x, y, 1, std::min(2.0, geometry.plot.bottom() - y)), color);
    }
}

void changeNumbers(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<ChangeView>& changes)
{
    const QFont textFont = Theme::font(keySize);
    const QFont numberFont = Theme::font(keySize, Weight::Bold);
    const QFontMetricsF metrics(textFont);
    const double middle = geometry.plot.top() - 3;
    const double baseline = std::floor(middle + metrics.capHeight() / 2);
    // From the newest to the oldest: where they crowd, the newest is the one that is read.
    double room = geometry.plot.right() + 80;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
        const double at = toSeconds(change->at);
        const double x = std::floor(geometry.x(at)) + 0.5;
        if (at < geometry.window.from || at > geometry.window.to || x + numberRadius + 1 > room)
            continue;
        painter.setRenderHint(QPainter::Antialiasing, true);
        painter.setPen(QPen(theme.color(Token::Text), 1));
        painter.setBrush(theme.color(Token::Raised));
        painter.drawEllipse(QPointF(x, middle), numberRadius - 0.5, numberRadius - 0.5);
        painter.setFont(numberFont);
        const QRectF box(x - numberRadius, middle - numberRadius, 2 * numberRadius, 2 * numberRadius);
        painter.drawText(box, Qt::AlignCenter, QString::number(change->number));
        const QString text = QString::fromStdString(change->text);
        const double left = x + numberRadius + 4;
        if (left + metrics.horizontalAdvance(text) + 4 <= room) {
            painter.setFont(textFont);
            painter.drawText(QPointF(left, baseline), text);
        }
        room = x - numberRadius - 1;
    }
}

namespace {

/// For the text of a note: from its line to the next flag or the end of the plot, and back to the flag before it or the beginning.
struct NoteRoom
{
    double before;
    double after;
};

NoteRoom roomOf(const ChartNote& note, const std::vector<ChartNote>& notes, const PlotGeometry& geometry)
{
    const double x = geometry.x(note.seconds);
    NoteRoom room{x - geometry.plot.left() - flagWidth - 4, geometry.plot.right() - x - flagWidth - 2};
    for (const auto& other : notes) {
        const double apart = geometry.x(other.seconds) - x;
        if (apart > 0)
            room.after = std::min(room.after, apart - flagWidth - 6);
        else if (apart < 0)
            room.before = std::min(room.before, -apart - flagWidth - 4 - flagWidth - noteRoom);
    }
    return room;
}

} // namespace

void noteLines(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<ChartNote>& notes)
{
    for (const auto& note : notes) {
        if (note.seconds < geometry.window.from || note.seconds > geometry.window.to)
            continue;
        for (double y = geometry.plot.bottom() - 3; y >= geometry.plot.top(); y -= 6)
            vertical(painter, geometry.x(note.seconds), y, y + 3, theme.color(Token::Muted));
    }
}

void noteFlags(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<ChartNote>& notes)
{
    const QFont font = Theme::font(keySize);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    const double baseline = geometry.plot.bottom() - 6;
    QColor backing = theme.color(Token::Surface);
    backing.setAlphaF(0.8F);
    for (std::size_t i = 0; i < notes.size(); ++i) {
        const auto& note = notes[i];
        if (note.seconds < geometry.window.from || note.seconds > geometry.window.to)
            continue;
        const double x = std::floor(geometry.x(note.seconds));
        const auto icon = note.kind == ChartNote::Kind::Note ? u"flag" : note.kind == ChartNote::Kind::Fault ? u"warn" : u"info";
        const NoteRoom room = roomOf(note, notes, geometry);
        const double wanted = std::min(std::ceil(metrics.horizontalAdvance(note.text)), noteRoom);
        const bool before = room.after < wanted && room.before > room.after;
        const double most = before ? room.before : room.after;
        // Where there is no room for the text, the flag stands alone.
        const QString text = most > leastNote ? metrics.elidedText(note.text, Qt::ElideRight, std::min(most, noteRoom)) : QString();
        const double wide = flagWidth + std::ceil(metrics.horizontalAdvance(text)) + 2;
        const double left = before ? x - 1 - wide : x + 1;
        painter.fillRect(QRectF(left, baseline - 11, wide, 14), backing);
        painter.drawPixmap(QPointF(left + 1, baseline - 10), iconPixmap(icon, 12, theme.color(Token::Text), painter.device()->devicePixelRatioF()));
        painter.setPen(theme.color(Token::Text));
        painter.drawText(QPointF(left + flagWidth, baseline), text);
    }
}

void forecast(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<ForecastBand::Point>& points)
{
    if (points.size() < 2)
        return;
    QPolygonF band;
    for (const auto& point : points)
        band << QPointF(geometry.x(point.seconds), geometry.y(point.high));
    for (auto point = points.rbegin(); point != points.rend(); ++point)
        band << QPointF(geometry.x(point->seconds), geometry.y(point->low));
    QColor fill = theme.color(Token::Muted);
    fill.setAlphaF(0.22F);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(band);
    QPolygonF median;
    for (const auto& point : points)
        median << QPointF(geometry.x(point.seconds), std::min(geometry.y(point.median), geometry.plot.bottom() - 0.5));
    QList<QLineF> dashes;
    dashAlongX(median, 4, 3, dashes);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(theme.color(Token::Text), 1));
    painter.drawLines(dashes);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void forecastWord(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<ForecastBand::Point>& points)
{
    if (points.size() < 2)
        return;
    const QFont font = Theme::font(keySize);
    const QString word = Charts::tr("forecast");
    const double right = std::min(geometry.plot.right(), geometry.x(points.back().seconds)) - 4;
    const double width = std::ceil(QFontMetricsF(font).horizontalAdvance(word));
    const QPointF origin(std::floor(right - width), geometry.plot.bottom() - 5);
    QColor backing = theme.color(Token::Surface);
    backing.setAlphaF(0.8F);
    painter.fillRect(QRectF(origin.x() - 2, origin.y() - 10, width + 4, 13), backing);
    painter.setFont(font);
    painter.setPen(theme.color(Token::Muted));
    painter.drawText(origin, word);
}

void sentence(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const QString& text)
{
    painter.setFont(Theme::font(12));
    painter.setPen(theme.color(Token::Muted));
    painter.drawText(geometry.plot, Qt::AlignCenter, text);
}

void instant(QPainter& painter, const PlotGeometry& geometry, double seconds, const QColor& color)
{
    if (seconds < geometry.window.from || seconds > geometry.window.to)
        return;
    const double x = std::min(geometry.x(seconds), geometry.plot.right() - 1);
    vertical(painter, x, geometry.plot.top(), geometry.plot.bottom(), color);
}

void secondInstant(QPainter& painter, const PlotGeometry& geometry, double seconds, const QColor& color)
{
    if (seconds < geometry.window.from || seconds > geometry.window.to)
        return;
    const double x = std::min(geometry.x(seconds), geometry.plot.right() - 1);
    for (double y = geometry.plot.top(); y < geometry.plot.bottom(); y += 7)
        vertical(painter, x, y, std::min(y + 4, geometry.plot.bottom()), color);
}

void disc(QPainter& painter, const QPointF& centre, const Theme& theme)
{
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(theme.color(Token::Surface), 1.5));
    painter.setBrush(theme.color(Token::Text));
    painter.drawEllipse(centre, 4.5, 4.5);
}

} // namespace highwater::layers
