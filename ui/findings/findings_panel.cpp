// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/findings_panel.h"

#include "findings/card_button.h"
#include "findings/card_row.h"
#include "findings/finding_card.h"
#include "inspector/paint.h"
#include "session/session.h"
#include "theme/display_text.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace highwater {

namespace {

constexpr int margin = 12;
constexpr int top = 8;
constexpr int gap = 10;
constexpr int thumbRoom = 7;      ///< below the cards
constexpr int narrowestCard = 300; ///< what a sentence of figures needs
constexpr int widestCard = 520;
/// The empty page with its picture needs this height.
constexpr int emptyPageHeight = 120;

} // namespace

FindingsPanel::FindingsPanel(Session& session, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_row(new CardRow(theme, this)),
      m_look(new CardButton(tr("Look again"), CardButton::Look::Primary, theme, this))
{
    setAccessibleName(tr("Findings"));
    connect(m_look, &QAbstractButton::clicked, this, &FindingsPanel::lookWanted);
    connect(&session, &Session::scenarioOpened, this, [this] { showReport(nullptr); });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    rebuild();
}

void FindingsPanel::showReport(std::shared_ptr<const AdviceReport> report)
{
    if (report == m_report)
        return;
    m_report = std::move(report);
    const int before = count();
    rebuild();
    if (count() != before)
        Q_EMIT countChanged(count());
}

/// Cards stay with what they are about, so that the focus does not jump while figures change.
void FindingsPanel::rebuild()
{
    QList<FindingCard*> old = std::exchange(m_cards, {});
    if (m_report) {
        for (const Advice& advice : m_report->advice) {
            const auto same = std::find_if(old.cbegin(), old.cend(), [&](const FindingCard* card) { return card->isAbout(advice); });
            FindingCard* card = same == old.cend() ? makeCard() : *same;
            old.removeOne(card);
            card->setAdvice(advice);
            m_cards.append(card);
        }
    }
    for (FindingCard* card : std::as_const(old)) {
        card->hide();
        card->deleteLater();
    }
    // Tab goes from left to right.
    QWidget* before = nullptr;
    for (const FindingCard* card : std::as_const(m_cards)) {
        for (QWidget* stop : card->stops()) {
            if (before)
                setTabOrder(before, stop);
            before = stop;
        }
    }
    m_row->setVisible(!m_cards.isEmpty());
    m_look->setVisible(m_cards.isEmpty());
    setAccessibleDescription(m_cards.isEmpty() ? emptyText() : count() == 1 ? tr("1 finding") : tr("%1 findings").arg(count()));
    placeCards();
    update();
}

FindingCard* FindingsPanel::makeCard()
{
    auto* card = new FindingCard(m_theme, m_row->sheet());
    connect(card, &FindingCard::showMeWanted, this, [this](const Advice& advice) {
        const Advice told = advice; // selecting a node may bring another report
        m_session.select(qtText(told.node));
        Q_EMIT showMeWanted(told);
    });
    connect(card, &FindingCard::applyWanted, this, [this](const Advice& advice) { Q_EMIT applyWanted(advice.edits, qtText(advice.label)); });
    card->show();
    return card;
}

/// Cards share the width while there is enough for all of them.
void FindingsPanel::placeCards()
{
    const int room = std::max(0, width() - 2 * margin);
    m_row->setGeometry(margin, top, room, std::max(0, std::min(height() - top, FindingCard::cardHeight + thumbRoom)));
    const int cards = count();
    if (cards > 0) {
        const int share = (room - (cards - 1) * gap) / cards;
        const int each = std::clamp(share, std::min(narrowestCard, room), widestCard);
        for (int i = 0; i < cards; ++i)
            m_cards.at(i)->setGeometry(i * (each + gap), 0, each, FindingCard::cardHeight);
        m_row->sheet()->resize(cards * (each + gap) - gap, FindingCard::cardHeight + thumbRoom);
    }
    const QSize size = m_look->sizeHint();
    const int middle = height() >= emptyPageHeight ? height() / 2 + 34 : height() / 2 + 14;
    const int place = std::min(middle - size.height() / 2, height() - size.height());
    m_look->setGeometry(QRect(QPoint((width() - size.width()) / 2, place), size));
}

void FindingsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeCards();
}

QString FindingsPanel::emptyText() const
{
    if (!m_report)
        return tr("Nothing was looked at yet.");
    if (!m_report->complete)
        return tr("The look was broken off: nothing is known.");
    return tr("No findings. %1 rules passed.").arg(m_report->passed);
}

void FindingsPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Surface));
    if (!m_cards.isEmpty())
        return;
    // A low page leaves the picture out, so that the words are never clipped.
    const bool roomy = height() >= emptyPageHeight;
    const int middle = width() / 2;
    const bool passed = m_report && m_report->complete;
    if (roomy)
        painter.drawPixmap(middle - 16, height() / 2 - 54,
                           iconPixmap(passed ? u"check" : u"clock", 32, m_theme.color(Token::Muted), devicePixelRatioF()));
    paint::text(painter, middle, roomy ? height() / 2 + 6 : height() / 2 - 12, emptyText(), Theme::font(14),
                m_theme.color(Token::Text), paint::Align::Centre);
}

} // namespace highwater
