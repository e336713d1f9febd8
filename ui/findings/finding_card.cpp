// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/finding_card.h"

#include "findings/card_button.h"
#include "inspector/paint.h"
#include "theme/display_text.h"
#include "theme/icons.h"
#include "units/display.h"

#include <QCoreApplication>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace highwater {

namespace {

constexpr int left = 12;
constexpr int wordsLeft = 36;
constexpr int right = 12;
constexpr int titleBaseline = 21;
constexpr int firstBaseline = 38;
constexpr int lineHeight = 15;
constexpr int buttonsTop = 60;
constexpr int buttonGap = 6;

QFont titleFont()
{
    return Theme::font(13, Weight::Medium);
}

QFont textFont()
{
    return Theme::font(11.5);
}

struct Mark
{
    QString icon;
    Token token;
};

/// The shape and colour of what is wrong: the state that it is about, or how serious it is.
Mark markOf(const Finding& finding)
{
    const auto& rule = finding.rule;
    if (rule == "deadlock" || rule == "blocked-chain")
        return {QStringLiteral("blocked"), Token::Blocked};
    if (rule == "refused" || rule == "dead-work" || rule == "retries-amplify" || rule == "timeout-too-short")
        return {QStringLiteral("dropped"), Token::Dropped};
    if (rule == "flapping-marks" || rule == "ignores-pressure" || rule == "starving-marks" || rule == "marks-narrower-than-batch")
        return {QStringLiteral("pressed"), Token::Pressed};
    if (finding.severity == Finding::Severity::Note)
        return {QStringLiteral("info"), Token::Busy};
    return {QStringLiteral("warn"), finding.severity == Finding::Severity::Error ? Token::Blocked : Token::Filling};
}

/// Text in as many lines as there is room for, the last one elided.
QStringList linesOf(const QString& text, const QFont& font, qreal width, int most)
{
    QStringList lines;
    QTextLayout layout(text, font);
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid() && lines.size() < most; line = layout.createLine()) {
        line.setLineWidth(width);
        const bool last = lines.size() + 1 == most;
        const QString rest = text.mid(line.textStart(), last ? -1 : line.textLength());
        lines.append(last ? QFontMetricsF(font).elidedText(rest.trimmed(), Qt::ElideRight, width) : rest.trimmed());
    }
    layout.endLayout();
    return lines;
}

} // namespace

QString severityWord(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Error:
        return QCoreApplication::translate("FindingCard", "Wrong");
    case Finding::Severity::Warning:
        return QCoreApplication::translate("FindingCard", "Worth a look");
    case Finding::Severity::Note:
        break;
    }
    return QCoreApplication::translate("FindingCard", "Note");
}

QString wholeText(const Advice& advice)
{
    QString text = qtText(advice.title) + QStringLiteral("\n") + qtText(advice.finding.text);
    if (!advice.evidence)
        return text;
    text += QStringLiteral("\n\n")
            + QCoreApplication::translate("FindingCard", "%1, tried on forks with the same draws, from %2 on for %3:")
                  .arg(qtText(advice.label), qtText(displayDuration(toSeconds(advice.evidence->after))),
                       qtText(displayDuration(toSeconds(advice.evidence->span))));
    for (const Effect& each : advice.evidence->effects)
        text += QStringLiteral("\n") + qtText(each.name) + QStringLiteral(" ") + qtText(each.text());
    return text;
}

FindingCard::FindingCard(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_show(new CardButton(tr("Show me"), CardButton::Look::Primary, theme, this)),
      m_apply(new CardButton(QString(), CardButton::Look::Plain, theme, this))
{
    setFixedHeight(cardHeight);
    connect(m_show, &QAbstractButton::clicked, this, [this] { Q_EMIT showMeWanted(m_advice); });
    connect(m_apply, &QAbstractButton::clicked, this, [this] { Q_EMIT applyWanted(m_advice); });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

bool FindingCard::isAbout(const Advice& advice) const
{
    return m_advice.finding.rule == advice.finding.rule && m_advice.node == advice.node;
}

QList<QWidget*> FindingCard::stops() const
{
    return {m_show, m_apply};
}

void FindingCard::setAdvice(const Advice& advice)
{
    m_advice = advice;
    const QString title = qtText(advice.title);
    setAccessibleName(severityWord(advice.finding.severity) + QStringLiteral(": ") + title);
    const QString whole = wholeText(advice);
    setAccessibleDescription(whole);
    setToolTip(whole);
    m_show->setAccessibleDescription(title);
    m_apply->setWords(qtText(advice.label));
    m_apply->setAccessibleDescription(title);
    m_apply->setVisible(!advice.edits.empty());
    placeButtons();
    update();
}

void FindingCard::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeButtons();
}

void FindingCard::placeButtons()
{
    m_show->setGeometry(QRect(QPoint(wordsLeft, buttonsTop), m_show->sizeHint()));
    const int x = m_show->geometry().right() + 1 + buttonGap;
    const QSize size = m_apply->sizeHint();
    m_apply->setGeometry(x, buttonsTop, std::min(size.width(), std::max(0, width() - right - x)), size.height());
}

void FindingCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paint::box(painter, rect(), 6, m_theme.color(Token::Raised), m_theme.color(Token::Border));
    const Mark mark = markOf(m_advice.finding);
    painter.drawPixmap(left, titleBaseline - 13, iconPixmap(mark.icon, 16, m_theme.color(mark.token), devicePixelRatioF()));
    paintWords(painter);
    paintOrigin(painter);
}

/// Where the figures come from, if there is room beside the buttons.
void FindingCard::paintOrigin(QPainter& painter) const
{
    const QFont font = Theme::font(10.5);
    const QString origin = m_advice.evidence ? tr("simulated, %1\u2009s").arg(qRound(toSeconds(m_advice.evidence->span))) : tr("simulated");
    const CardButton* last = m_apply->isVisibleTo(this) ? m_apply : m_show;
    const qreal x = width() - right;
    if (x - paint::widthOf(origin, font) > last->geometry().right() + buttonGap)
        paint::text(painter, x, buttonsTop + 16, origin, font, m_theme.color(Token::Muted), paint::Align::Right);
}

/// What is wrong in one line and what would come of a change in the other; without a change, what is wrong in both.
void FindingCard::paintWords(QPainter& painter) const
{
    const qreal room = width() - wordsLeft - right;
    paint::elided(painter, wordsLeft, titleBaseline, room, qtText(m_advice.title), titleFont(), m_theme.color(Token::Text));
    QStringList lines = m_advice.evidence
                            ? linesOf(qtText(m_advice.finding.text), textFont(), room, 1) + linesOf(qtText(m_advice.effect), textFont(), room, 1)
                            : linesOf(qtText(m_advice.finding.text), textFont(), room, 2);
    for (int i = 0; i < lines.size(); ++i) {
        const Token ink = m_advice.evidence && i == 1 ? Token::Text : Token::Muted;
        paint::text(painter, wordsLeft, firstBaseline + i * lineHeight, lines.at(i), textFont(), m_theme.color(ink));
    }
}

} // namespace highwater
