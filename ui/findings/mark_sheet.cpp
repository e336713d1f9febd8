// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/mark_sheet.h"

#include "findings/card_button.h"
#include "findings/mark_grid.h"
#include "findings/mark_text.h"
#include "inspector/paint.h"
#include "theme/display_text.h"
#include "theme/theme.h"
#include "units/display.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace highwater {

namespace {

constexpr int margin = 14;
constexpr int headHeight = 28;
constexpr int rowHeight = 20;
constexpr int wideHead = 24;
constexpr int wideRow = 18;
constexpr int narrowRows = 7; ///< the head of the table and six figures
constexpr int sentenceHeight = 34;
constexpr int wideFrom = 860;
constexpr double leastColumnGap = 10;
constexpr int gridGap = 24; ///< between the table and the grid beside it
constexpr int wideGrid = 440;

QString switches(const MarkFigures& figures)
{
    return qtText(displayNumber(figures.switchesPerMinute)) + QStringLiteral("/min");
}

} // namespace

/// One figure of the table: of the pair in force and of the proposed one.
struct MarkSheet::Line
{
    QString name;
    QString now;
    QString proposed; ///< empty: there is none
};

MarkSheet::MarkSheet(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_try(new CardButton(QString(), CardButton::Look::Primary, theme, this)),
      m_look(new CardButton(tr("Look again"), CardButton::Look::Plain, theme, this)), m_grid(new MarkGrid(theme, this))
{
    connect(&theme, &Theme::changed, this, [this] { arrange(); });
    arrange();
}

void MarkSheet::show(std::shared_ptr<const MarkStudy> study, const QString& node, bool inBytes)
{
    m_study = std::move(study);
    m_node = node;
    m_inBytes = inBytes;
    m_grid->show(m_study && m_study->tried.size() > 1 ? m_study : nullptr, inBytes);
    arrange();
}

QString MarkSheet::sentence() const
{
    if (m_node.isEmpty())
        return tr("Select a stage with marks.");
    return m_study ? qtText(m_study->sentence) : tr("Its pairs of marks have not been tried yet.");
}

QList<MarkSheet::Line> MarkSheet::lines() const
{
    if (!m_study)
        return {};
    const auto line = [this](const QString& name, auto text) {
        return Line{name, text(m_study->current), m_study->proposal ? text(*m_study->proposal) : QString()};
    };
    return {line(tr("switches"), switches),
            line(tr("overshoot"), [this](const MarkFigures& each) { return m_inBytes ? bytesText(each.overshoot) : countText(each.overshoot); }),
            line(tr("starvation"), [](const MarkFigures& each) { return timeShareText(each.starvation); }),
            line(tr("throughput"), [](const MarkFigures& each) { return rateText(each.throughput); }),
            line(tr("p99"), [](const MarkFigures& each) { return each.p99 ? durationText(*each.p99) : QStringLiteral("–"); }),
            line(tr("lost"), [](const MarkFigures& each) { return countText(static_cast<std::int64_t>(each.lost)); })};
}

QString MarkSheet::told() const
{
    QString told = sentence();
    for (const Line& each : lines())
        told += QStringLiteral("\n%1: %2").arg(each.name, each.now) + (each.proposed.isEmpty() ? QString() : QStringLiteral(" → ") + each.proposed);
    return told;
}

QString MarkSheet::pair(const MarkFigures& figures) const
{
    const auto level = [this](std::int64_t value) { return m_inBytes ? bytesText(value) : countText(value); };
    return level(figures.marks.high) + QStringLiteral(" / ") + level(figures.marks.low);
}

bool MarkSheet::isWide(int width) const
{
    return m_study && width >= Theme::scaled(wideFrom);
}

int MarkSheet::wordsWidth() const
{
    return isWide(width()) && m_grid->cellCount() > 0 ? width() - Theme::scaled(wideGrid) - Theme::scaled(gridGap) - margin : width();
}

int MarkSheet::heightFor(int width) const
{
    const int button = CardButton::buttonHeight;
    if (!m_study)
        return Theme::scaled(headHeight) + Theme::scaled(sentenceHeight) + button + margin;
    if (isWide(width))
        return Theme::scaled(wideHead) + 3 * Theme::scaled(wideRow) + 4 + button;
    const int grid = m_grid->cellCount() > 0 ? m_grid->sizeHint().height() + 10 : 0;
    return Theme::scaled(headHeight) + narrowRows * Theme::scaled(rowHeight) + 8 + Theme::scaled(sentenceHeight) + grid + button + margin;
}

/// Places the buttons and the grid, and tells what can be seen to who cannot see it.
void MarkSheet::arrange()
{
    const bool proposes = m_study && m_study->proposal;
    m_try->setWords(proposes ? tr("Try %1").arg(qtText(m_study->label).toLower()) : QString());
    m_try->setVisible(proposes);
    m_look->setVisible(!m_node.isEmpty());
    m_look->setWords(m_study ? tr("Look again") : tr("Look"));
    m_try->setAccessibleDescription(told());
    m_grid->setVisible(m_grid->cellCount() > 0);
    const bool wide = isWide(width());
    int y = 0;
    if (wide) {
        m_grid->setGeometry(wordsWidth() + Theme::scaled(gridGap), 2, Theme::scaled(wideGrid), height() - 4);
        y = Theme::scaled(wideHead) + 3 * Theme::scaled(wideRow) + 3;
    } else {
        const int grid = m_grid->sizeHint().height();
        y = m_study ? Theme::scaled(headHeight) + narrowRows * Theme::scaled(rowHeight) + 8 + Theme::scaled(sentenceHeight) : Theme::scaled(headHeight) + Theme::scaled(sentenceHeight);
        if (m_grid->cellCount() > 0) {
            m_grid->setGeometry(margin, y, width() - 2 * margin, grid);
            y += grid + 10;
        }
    }
    m_try->setGeometry(QRect(QPoint(margin, y), m_try->sizeHint()));
    const int x = proposes ? m_try->geometry().right() + 7 : margin;
    m_look->setGeometry(QRect(QPoint(x, y), m_look->sizeHint()));
    update();
}

void MarkSheet::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void MarkSheet::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    const int right = wordsWidth() - margin;
    const int baseline = Theme::scaled(isWide(width()) ? 16 : 18);
    const QFont bold = Theme::font(12, Weight::Bold);
    paint::text(painter, margin, baseline, tr("Hysteresis"), bold, m_theme.color(Token::Text));
    QString span;
    if (m_study) {
        span = tr("Simulated, %1 ahead").arg(durationText(toSeconds(m_study->after + m_study->span)));
        paint::text(painter, right, baseline, span, Theme::font(11), m_theme.color(Token::Muted), paint::Align::Right);
    }
    if (isWide(width())) {
        const double left = margin + paint::widthOf(tr("Hysteresis"), bold) + 14;
        const double room = right - paint::widthOf(span, Theme::font(11)) - 14 - left;
        paint::elided(painter, left, baseline, room, sentence(), Theme::font(12), m_theme.color(Token::Text));
        paintColumns(painter, Theme::scaled(wideHead));
        return;
    }
    if (m_study)
        paintRows(painter, Theme::scaled(headHeight));
    const int top = Theme::scaled(headHeight) + (m_study ? narrowRows * Theme::scaled(rowHeight) + 6 : 0);
    painter.setFont(Theme::font(12));
    painter.setPen(m_theme.color(m_study ? Token::Text : Token::Muted));
    painter.drawText(QRect(margin, top, width() - 2 * margin, Theme::scaled(sentenceHeight)), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, sentence());
}

/// A row for each figure.
void MarkSheet::paintRows(QPainter& painter, int top) const
{
    const int right = width() - margin;
    const int middle = m_study->proposal ? right - (width() - 2 * margin) * 3 / 10 : right;
    const int baseline = Theme::scaled(14);
    const QFont small = Theme::font(11);
    paint::text(painter, middle, top + baseline, pair(m_study->current), small, m_theme.color(Token::Muted), paint::Align::Right);
    if (m_study->proposal)
        paint::text(painter, right, top + baseline, pair(*m_study->proposal), small, m_theme.color(Token::Muted), paint::Align::Right);
    paint::rule(painter, margin, right, top + Theme::scaled(rowHeight) - 1, m_theme.color(Token::Border));
    int y = top + Theme::scaled(rowHeight);
    const QFont figure = Theme::font(12, Weight::Medium);
    for (const Line& each : lines()) {
        paint::text(painter, margin, y + baseline, each.name, Theme::font(12), m_theme.color(Token::Muted));
        paint::text(painter, middle, y + baseline, each.now, figure, m_theme.color(Token::Text), paint::Align::Right);
        paint::text(painter, right, y + baseline, each.proposed, figure, m_theme.color(Token::Text), paint::Align::Right);
        y += Theme::scaled(rowHeight);
    }
}

/// A row for each pair.
void MarkSheet::paintColumns(QPainter& painter, int top) const
{
    const int right = wordsWidth() - margin;
    const int baseline = Theme::scaled(13);
    const QFont small = Theme::font(11);
    const QFont figure = Theme::font(12, Weight::Medium);
    const auto all = lines();
    const auto widthOf = [&](const Line& line) {
        return std::ceil(std::max({paint::widthOf(line.name, small), paint::widthOf(line.now, figure), paint::widthOf(line.proposed, figure)}));
    };
    double figures = 0;
    for (const Line& each : all)
        figures += widthOf(each) + leastColumnGap;
    QString now = tr("in force %1").arg(pair(m_study->current));
    QString proposed = m_study->proposal ? tr("proposed %1").arg(pair(*m_study->proposal)) : QString();
    const auto names = [&] { return std::ceil(std::max(paint::widthOf(now, Theme::font(12)), paint::widthOf(proposed, Theme::font(12)))); };
    if (margin + names() + figures > right) { // the pairs are in the grid and on the button too
        now = tr("in force");
        proposed = m_study->proposal ? tr("proposed") : QString();
    }
    const double gap = leastColumnGap + std::max(0.0, right - margin - names() - figures) / static_cast<double>(all.size());
    const int second = top + Theme::scaled(wideRow);
    paint::rule(painter, margin, right, second - 1, m_theme.color(Token::Border));
    paint::text(painter, margin, second + baseline, now, Theme::font(12), m_theme.color(Token::Muted));
    paint::text(painter, margin, second + Theme::scaled(wideRow) + baseline, proposed, Theme::font(12), m_theme.color(Token::Muted));
    double x = margin + names();
    for (const Line& each : all) {
        x += gap + widthOf(each);
        paint::text(painter, x, top + baseline, each.name, small, m_theme.color(Token::Muted), paint::Align::Right);
        paint::text(painter, x, second + baseline, each.now, figure, m_theme.color(Token::Text), paint::Align::Right);
        paint::text(painter, x, second + Theme::scaled(wideRow) + baseline, each.proposed, figure, m_theme.color(Token::Text), paint::Align::Right);
    }
}

} // namespace highwater
