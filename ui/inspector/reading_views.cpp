// SPDX-License-Identifier: GPL-3.0-or-later
#include "inspector/reading_views.h"

#include "inspector/inspector_text.h"
#include "inspector/paint.h"
#include "theme/icons.h"

#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int rowHeight = 20;
constexpr int firstRow = 30; ///< below the title
constexpr int columnGap = 20;
constexpr int barHeight = 34; ///< with the words below it
constexpr int hatchStep = 5;

/// Lines of 45 degrees in the surface colour over what is there already.
void hatch(QPainter& painter, const QRect& area, const QColor& color)
{
    painter.save();
    painter.setClipRect(area);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.5));
    for (int x = area.left() - area.height(); x < area.right() + 1; x += hatchStep)
        painter.drawLine(QPointF(x, area.bottom() + 1), QPointF(x + area.height(), area.top()));
    painter.restore();
}

QColor faded(QColor color, double opacity)
{
    color.setAlphaF(static_cast<float>(opacity));
    return color;
}

void paragraph(QPainter& painter, int left, int firstBaseline, int width, int lineHeight, const QString& text,
               const QColor& color)
{
    QTextLayout layout(text, Theme::font(12));
    painter.setPen(color);
    layout.beginLayout();
    qreal baseline = firstBaseline;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, baseline - line.ascent()));
        baseline += lineHeight;
    }
    layout.endLayout();
    layout.draw(&painter, QPointF(left, 0));
}

} // namespace

ReadingView::ReadingView(const QString& title, Theme* theme, QWidget* parent)
    : QWidget(parent), m_title(title), m_theme(theme)
{
    setAccessibleName(title);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

int ReadingView::right() const
{
    return width() - padding;
}

void ReadingView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::text(painter, padding, 22, m_title, Theme::font(12, Weight::Bold), m_theme->color(Token::Text));
    if (!m_note.isEmpty())
        paint::text(painter, right(), 22, m_note, Theme::font(11), m_theme->color(Token::Muted), paint::Align::Right);
    paintBody(painter);
}

// --- right now

NowView::NowView(Theme* theme, QWidget* parent) : ReadingView(Inspector::tr("Right now"), theme, parent)
{
    setFixedHeight(152);
}

void NowView::setReading(const NowReading& reading)
{
    if (reading == m_reading)
        return;
    m_reading = reading;
    QStringList words;
    for (const auto& pair : reading.pairs)
        words.append(pair.name + QLatin1Char(' ') + pair.value);
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

void NowView::paintBody(QPainter& painter)
{
    const int column = (right() - padding - columnGap) / 2;
    for (int i = 0; i < m_reading.pairs.size(); ++i) {
        const int left = padding + (i % 2) * (column + columnGap);
        const int baseline = firstRow + (i / 2) * rowHeight + 14;
        paint::text(painter, left, baseline, m_reading.pairs[i].name, Theme::font(12), theme().color(Token::Muted));
        paint::text(painter, left + column, baseline, m_reading.pairs[i].value, Theme::font(12.5, Weight::Medium),
                    theme().color(Token::Text), paint::Align::Right);
    }
    if (!m_reading.bar.isEmpty())
        paintBar(painter, 116, m_reading.bar);
    paint::text(painter, padding, 126, m_reading.note, Theme::font(12), theme().color(Token::Muted));
    paint::rule(painter, 0, width(), height() - 1, theme().color(Token::Border));
}

void ReadingView::paintBar(QPainter& painter, int top, const QList<BarPart>& parts)
{
    const QRect area(padding, top, right() - padding, 10);
    painter.fillRect(area, theme().color(Token::Surface));
    double from = 0;
    const auto count = static_cast<int>(parts.size());
    for (int i = 0; i < count; ++i) {
        const auto& part = parts[i];
        const int left = area.left() + static_cast<int>(std::lround(std::clamp(from, 0.0, 1.0) * area.width()));
        from += part.share;
        const int end = area.left() + static_cast<int>(std::lround(std::clamp(from, 0.0, 1.0) * area.width()));
        const QRect piece(left, top, end - left, area.height());
        painter.fillRect(piece, theme().color(part.token));
        if (part.token == Token::Blocked)
            hatch(painter, piece, faded(theme().color(Token::Surface), 0.6));
        const auto align = i == 0 ? paint::Align::Left : i == count - 1 ? paint::Align::Right : paint::Align::Centre;
        const qreal x = i == 0 ? area.left() : i == count - 1 ? right() : area.left() + area.width() / 2.0;
        paint::text(painter, x, top + 24, part.text, Theme::font(11), theme().color(Token::Muted), align);
    }
    paint::box(painter, area, 0, Qt::transparent, theme().color(Token::Strong));
}

// --- what belongs to the kind of node

DetailView::DetailView(Theme* theme, QWidget* parent) : ReadingView({}, theme, parent)
{
    setFixedHeight(firstRow);
}

void DetailView::setReading(const DetailReading& reading)
{
    if (reading == m_reading)
        return;
    m_reading = reading;
    setTitle(reading.title);
    setNote(reading.note);
    setVisible(!reading.isEmpty());
    setFixedHeight(firstRow + (reading.bar.isEmpty() ? 0 : barHeight) +
                   static_cast<int>(reading.lines.size()) * rowHeight + 10);
    QStringList words;
    for (const auto& part : reading.bar)
        words.append(part.text);
    for (const auto& line : reading.lines)
        words.append(line.name + QLatin1Char(' ') + line.value);
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

void DetailView::paintBody(QPainter& painter)
{
    int baseline = firstRow + 14;
    if (!m_reading.bar.isEmpty()) {
        paintBar(painter, firstRow + 2, m_reading.bar);
        baseline += barHeight;
    }
    for (const auto& line : m_reading.lines) {
        const qreal value = paint::widthOf(line.value, Theme::font(12.5, Weight::Medium));
        paint::elided(painter, padding, baseline, right() - padding - value - 8, line.name, Theme::font(12),
                      theme().color(Token::Muted));
        paint::text(painter, right(), baseline, line.value, Theme::font(12.5, Weight::Medium),
                    theme().color(Token::Text), paint::Align::Right);
        baseline += rowHeight;
    }
    paint::rule(painter, 0, width(), height() - 1, theme().color(Token::Border));
}

// --- bloat meter

BloatView::BloatView(Theme* theme, QWidget* parent) : ReadingView(Inspector::tr("Bloat meter"), theme, parent)
{
    setFixedHeight(180);
}

void BloatView::setReading(const BloatReading& reading)
{
    if (reading == m_reading)
        return;
    m_reading = reading;
    setNote(reading.since);
    setAccessibleDescription(reading.enough
                                 ? Inspector::tr("Grade %1, %2 %3. %4")
                                       .arg(reading.grade, reading.excess, reading.unloaded, reading.sentence)
                                 : reading.thin);
    update();
}

void BloatView::paintBody(QPainter& painter)
{
    paintGrade(painter);
    if (m_reading.enough)
        paintPlaces(painter);
    else
        paintThin(painter);
    paint::rule(painter, 0, width(), height() - 1, theme().color(Token::Border));
}

void BloatView::paintGrade(QPainter& painter)
{
    paint::box(painter, QRectF(padding, 34, 52, 52), 6, theme().color(Token::Raised), theme().color(m_reading.token));
    const auto ink = theme().color(m_reading.enough ? Token::Text : Token::Muted);
    paint::text(painter, padding + 26, 71, m_reading.grade, Theme::font(30, Weight::Bold), ink, paint::Align::Centre);
    const int left = padding + 66;
    if (!m_reading.enough) {
        paint::text(painter, left, 57, Inspector::tr("Not graded yet"), Theme::font(14, Weight::Medium), ink);
        paint::text(painter, left, 74, Inspector::tr("a grade needs items that went through"), Theme::font(11),
                    theme().color(Token::Muted));
        return;
    }
    paint::text(painter, left, 48, m_reading.excess, Theme::font(14, Weight::Medium), ink);
    paint::text(painter, left, 65, m_reading.unloaded, Theme::font(11), theme().color(Token::Muted));
    paint::text(painter, left, 81, m_reading.ratio, Theme::font(11), theme().color(Token::Muted));
}

void BloatView::paintPlaces(QPainter& painter)
{
    const QRect area(padding, 98, right() - padding, 14);
    painter.fillRect(area, theme().color(Token::Surface));
    const auto x = [&](double share) {
        return area.left() + static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * area.width()));
    };
    const QRect standing(area.left(), area.top(), x(m_reading.standing) - area.left(), area.height());
    const QRect useful(x(m_reading.standing), area.top(),
                       x(m_reading.standing + m_reading.useful) - x(m_reading.standing), area.height());
    painter.fillRect(standing, theme().color(Token::Pressed));
    hatch(painter, standing, faded(theme().color(Token::Surface), 0.6));
    painter.fillRect(useful, theme().color(Token::Flowing));
    paint::box(painter, area, 0, Qt::transparent, theme().color(Token::Strong));

    const auto font = Theme::font(11);
    painter.fillRect(QRect(padding, 119, 8, 8), theme().color(Token::Pressed));
    hatch(painter, QRect(padding, 119, 8, 8), faded(theme().color(Token::Surface), 0.6));
    paint::text(painter, padding + 12, 127, m_reading.standingText, font, theme().color(Token::Text));
    painter.fillRect(QRect(padding + 104, 119, 8, 8), theme().color(Token::Flowing));
    paint::text(painter, padding + 116, 127, m_reading.usefulText, font, theme().color(Token::Text));
    paint::text(painter, right(), 127, m_reading.unusedText, font, theme().color(Token::Muted), paint::Align::Right);
    paragraph(painter, padding, 146, right() - padding, 17, m_reading.sentence, theme().color(Token::Text));
}

void BloatView::paintThin(QPainter& painter)
{
    const QRect area(padding, 98, right() - padding, 14);
    painter.fillRect(area, theme().color(Token::Surface));
    const int filled = static_cast<int>(std::lround(m_reading.thinShare * area.width()));
    painter.fillRect(QRect(area.topLeft(), QSize(filled, area.height())), theme().color(Token::Idle));
    paint::box(painter, area, 0, Qt::transparent, theme().color(Token::Strong));
    paint::text(painter, padding, 130, m_reading.thin, Theme::font(11), theme().color(Token::Muted));
}

// --- checks

ChecksView::ChecksView(Theme* theme, QWidget* parent) : ReadingView(Inspector::tr("Checks"), theme, parent)
{
    setFixedHeight(firstRow + 4 * rowHeight + 10);
}

void ChecksView::setReadings(const QList<CheckReading>& readings)
{
    if (readings == m_readings)
        return;
    m_readings = readings;
    QStringList words;
    for (const auto& reading : readings)
        words.append(reading.name + QStringLiteral(": ") + reading.figures);
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    update();
}

void ChecksView::paintBody(QPainter& painter)
{
    const auto badge = Inspector::tr("Analytic");
    const auto badgeFont = Theme::font(10.5, Weight::Medium);
    const int badgeWidth = static_cast<int>(std::ceil(paint::widthOf(badge, badgeFont))) + 14;
    const QRectF box(right() - badgeWidth, 9, badgeWidth, 16);
    paint::box(painter, box, 0, Qt::transparent, theme().color(Token::Strong));
    painter.setPen(QPen(theme().color(Token::Strong), 1, Qt::DotLine));
    painter.drawRect(box.adjusted(2.5, 2.5, -2.5, -2.5));
    paint::text(painter, box.center().x(), 21, badge, badgeFont, theme().color(Token::Text), paint::Align::Centre);

    for (int i = 0; i < m_readings.size(); ++i) {
        const auto& reading = m_readings[i];
        const int top = firstRow + i * rowHeight;
        const bool known = reading.outcome != CheckReading::Outcome::Unknown;
        const bool holds = reading.outcome == CheckReading::Outcome::Holds;
        const Token token = !known ? Token::Muted : holds ? Token::Flowing : Token::Blocked;
        painter.drawPixmap(padding, top + 2,
                           iconPixmap(!known  ? u"info"
                                      : holds ? u"check"
                                              : u"warn",
                                      16, theme().color(token), devicePixelRatioF()));
        paint::text(painter, right(), top + 14, reading.figures, Theme::font(12, Weight::Medium),
                    theme().color(Token::Text), paint::Align::Right);
        const qreal room =
            right() - padding - 22 - 10 - paint::widthOf(reading.figures, Theme::font(12, Weight::Medium));
        paint::elided(painter, padding + 22, top + 14, room, reading.name, Theme::font(12),
                      theme().color(Token::Muted));
    }
}

bool ChecksView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return ReadingView::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = (help->pos().y() - firstRow) / rowHeight;
    if (help->pos().y() >= firstRow && row < m_readings.size())
        QToolTip::showText(help->globalPos(), m_readings[row].why, this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace highwater
