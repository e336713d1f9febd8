// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/caption.h"

#include "theme/display_text.h"
#include "units/display.h"

#include <QCoreApplication>
#include <QDate>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <cmath>

namespace highwater {

namespace {

constexpr int margin = 14;
constexpr int headHeight = 26;
constexpr int lineHeight = 15;
constexpr int bottom = 8;
constexpr int mostLimits = 5;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Caption)
};

QFont factFont()
{
    return Theme::font(10.5);
}

QString limitsOf(const Node& node)
{
    const StageNode* stage = node.stage();
    if (!stage || (!stage->queue.capacity && !stage->queue.marks))
        return {};
    const auto level = [&](std::int64_t value) {
        return stage->queue.measure == flow::Measure::Bytes ? bytesText(value) : countText(value);
    };
    QStringList parts;
    if (stage->queue.capacity)
        parts << Words::tr("capacity %1").arg(level(*stage->queue.capacity));
    if (stage->queue.marks)
        parts << Words::tr("marks %1 and %2").arg(level(stage->queue.marks->high), level(stage->queue.marks->low));
    return qtText(node.name) + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
}

QStringList limitsOf(const Scenario& scenario, const std::string& first)
{
    QStringList limits;
    if (const auto shown = scenario.find(first))
        limits << limitsOf(scenario.nodes[static_cast<std::size_t>(*shown)]);
    limits.removeAll(QString());
    for (const Objective& objective : scenario.objectives)
        limits << Words::tr("goal %1").arg(qtText(objective.text));
    for (const Node& node : scenario.nodes) {
        if (const QString text = limitsOf(node); !text.isEmpty() && !limits.contains(text))
            limits << text;
    }
    if (limits.size() > mostLimits) {
        const auto more = limits.size() - mostLimits + 1;
        limits = limits.mid(0, mostLimits - 1) << Words::tr("and %1 limits more").arg(more);
    }
    return limits;
}

/// Facts that stand on one line together.
QStringList linesOf(const Caption& caption, double width)
{
    const QFontMetricsF metrics(factFont());
    QStringList lines;
    for (const QString& fact : caption.facts) {
        const QString longer = lines.isEmpty() ? fact : lines.constLast() + separator() + fact;
        if (!lines.isEmpty() && metrics.horizontalAdvance(longer) <= width)
            lines.last() = longer;
        else
            lines << fact;
    }
    return lines;
}

} // namespace

QString Caption::text() const
{
    return (QStringList{title, origin, badgeText(mode)} + facts).join(QStringLiteral("; "));
}

QString badgeText(Mode mode)
{
    switch (mode) {
    case Mode::Simulated:
        return Words::tr("Simulated");
    case Mode::Measured:
        return Words::tr("Measured");
    case Mode::Analytic:
        break;
    }
    return Words::tr("Analytic");
}

Caption captionOf(const Snapshot* snapshot, const QString& title, const QString& units, int stage)
{
    Caption caption;
    caption.title = title;
    if (!units.isEmpty())
        caption.facts << Words::tr("units: %1").arg(units);
    if (snapshot) {
        caption.mode = snapshot->mode;
        const QString clock = qtText(displayClock(snapshot->now.time_since_epoch()));
        const QString name = snapshot->scenario ? qtText(snapshot->scenario->name) : QString();
        caption.origin = name.isEmpty() ? Words::tr("at %1").arg(clock) : Words::tr("%1, at %2").arg(name, clock);
        if (snapshot->scenario)
            caption.facts << limitsOf(*snapshot->scenario, stage >= 0 ? snapshot->nodes[static_cast<std::size_t>(stage)].name : std::string());
        caption.facts << Words::tr("seed %1").arg(snapshot->seed);
        if (snapshot->statisticsSince > runStart)
            caption.facts << Words::tr("statistics since %1").arg(qtText(displayClock(snapshot->statisticsSince.time_since_epoch())));
    }
    caption.facts << QStringLiteral("Highwater %1").arg(QCoreApplication::applicationVersion());
    caption.facts << QLocale::c().toString(QDate::currentDate(), QStringLiteral("yyyy-MM-dd"));
    return caption;
}

double paintBadge(QPainter& painter, const Theme& theme, Mode mode, const QPointF& leftMiddle)
{
    const QFont font = Theme::font(10.5, Weight::Medium);
    const QString word = badgeText(mode);
    const QRectF box(std::floor(leftMiddle.x()) + 0.5, std::floor(leftMiddle.y()) - 7.5,
                     std::ceil(QFontMetricsF(font).horizontalAdvance(word)) + 16, 16);
    const QColor text = theme.color(Token::Text);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setFont(font);
    painter.setPen(QPen(theme.color(Token::Muted), 1));
    painter.setBrush(mode == Mode::Measured ? QBrush(text) : QBrush(Qt::NoBrush));
    if (mode == Mode::Analytic) {
        painter.drawRect(box);
        painter.setPen(QPen(theme.color(Token::Muted), 1, Qt::DashLine));
        painter.drawRect(box.adjusted(2, 2, -2, -2));
    } else {
        painter.drawRoundedRect(box, 8, 8);
    }
    painter.setPen(mode == Mode::Measured ? theme.color(Token::Surface) : text);
    painter.drawText(box, Qt::AlignCenter, word);
    return box.width();
}

int captionHeight(const Caption& caption, int width)
{
    return headHeight + static_cast<int>(linesOf(caption, width - 2 * margin).size()) * lineHeight + bottom;
}

void paintCaption(QPainter& painter, const Theme& theme, const Caption& caption, const QRect& place)
{
    painter.save();
    painter.fillRect(place, theme.color(Token::Surface));
    painter.fillRect(QRect(place.left(), place.top(), place.width(), 1), theme.color(Token::Border));
    const double middle = place.top() + 1 + headHeight / 2.0;
    double x = place.left() + margin;
    x += paintBadge(painter, theme, caption.mode, {x, middle}) + 10;
    const double right = place.right() - margin;
    const auto write = [&](const QString& text, const QFont& font, Token token) {
        const QFontMetricsF metrics(font);
        const QString shown = metrics.elidedText(text, Qt::ElideRight, std::max(0.0, right - x));
        painter.setFont(font);
        painter.setPen(theme.color(token));
        painter.drawText(QPointF(std::floor(x), std::floor(middle + metrics.capHeight() / 2)), shown);
        x += std::ceil(metrics.horizontalAdvance(shown)) + 10;
    };
    write(caption.title, Theme::font(12, Weight::Medium), Token::Text);
    write(caption.origin, Theme::font(12), Token::Muted);
    painter.setFont(factFont());
    painter.setPen(theme.color(Token::Muted));
    double y = place.top() + headHeight;
    const QFontMetricsF metrics(factFont());
    for (const QString& line : linesOf(caption, place.width() - 2 * margin)) {
        painter.drawText(QPointF(place.left() + margin, std::floor(y + lineHeight - 3)), metrics.elidedText(line, Qt::ElideRight, place.width() - 2 * margin));
        y += lineHeight;
    }
    painter.restore();
}

} // namespace highwater
