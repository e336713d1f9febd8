// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/fault_banner.h"

#include "inspector/paint.h"
#include "shell/action_button.h"
#include "theme/icons.h"

#include <QPainter>

#include <algorithm>
#include <utility>

namespace highwater {

namespace {

constexpr int counterWidth = 64;
constexpr int baseline = 25;

} // namespace

FaultBanner::FaultBanner(Theme* theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_previous(make("back", tr("Previous fault"))), m_next(make("step", tr("Next fault"))),
      m_close(make("x", tr("Close the message"))),
      m_previousButton(new ActionButton(m_previous, theme, ActionButton::Look::Icon, this)),
      m_nextButton(new ActionButton(m_next, theme, ActionButton::Look::Icon, this)),
      m_closeButton(new ActionButton(m_close, theme, ActionButton::Look::Icon, this))
{
    setFixedHeight(bannerHeight);
    hide();
    connect(m_previous, &QAction::triggered, this, [this] { turn(-1); });
    connect(m_next, &QAction::triggered, this, [this] { turn(1); });
    connect(m_close, &QAction::triggered, this, &FaultBanner::close);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QAction* FaultBanner::make(const char* drawing, const QString& name)
{
    auto* action = new QAction(name, this);
    action->setProperty("drawing", QString::fromLatin1(drawing));
    action->setToolTip(name);
    return action;
}

void FaultBanner::showFaults(const QString& title, const Faults& faults)
{
    m_title = title;
    m_faults = faults;
    if (m_faults.empty())
        m_faults.push_back(Error{});
    m_isNote = false;
    m_showsOffer = false;
    present();
}

void FaultBanner::showNote(const QString& title, const QString& text)
{
    m_title = title;
    m_faults = {Error{Errc::Missing, {}, text.toStdString()}};
    m_isNote = true;
    m_showsOffer = false;
    present();
}

void FaultBanner::offer(const QString& title, const QString& text, const QList<QAction*>& answers)
{
    withdraw();
    m_offerTitle = title;
    m_offerText = text;
    for (QAction* answer : answers) {
        m_answers.append(new ActionButton(answer, m_theme, ActionButton::Look::Text, this));
        m_answers.constLast()->setKeyShown(false);
        connect(answer, &QAction::triggered, m_answers.constLast(), [this] { withdraw(); });
    }
    if (m_faults.empty())
        presentOffer();
}

void FaultBanner::presentOffer()
{
    m_title = m_offerTitle;
    m_faults = {Error{Errc::Missing, {}, m_offerText.toStdString()}};
    m_isNote = true;
    m_showsOffer = true;
    present();
}

void FaultBanner::withdraw()
{
    for (ActionButton* button : std::as_const(m_answers)) {
        // Its action may be calling us, and an offer that follows uses the same ones.
        disconnect(button->shownAction(), nullptr, button, nullptr);
        button->hide();
        button->deleteLater();
    }
    m_answers.clear();
    if (std::exchange(m_showsOffer, false)) {
        m_faults.clear();
        clear();
    }
}

/// The x: an offer is then gone, too.
void FaultBanner::close()
{
    if (m_showsOffer)
        withdraw();
    else
        clear();
}

void FaultBanner::present()
{
    m_page = 0;
    const bool wasHidden = isHidden();
    show();
    turn(0);
    place();
    if (wasHidden)
        Q_EMIT visibilityChanged();
}

void FaultBanner::clear()
{
    if (isHidden() || m_showsOffer)
        return;
    m_faults.clear();
    if (isOffering()) {
        presentOffer();
        return;
    }
    hide();
    Q_EMIT visibilityChanged();
}

void FaultBanner::turn(int pages)
{
    m_page = std::clamp(m_page + pages, 0, pageCount() - 1);
    m_previous->setEnabled(m_page > 0);
    m_next->setEnabled(m_page + 1 < pageCount());
    setAccessibleName(m_title + QStringLiteral(". ") + text());
    setToolTip(text());
    update();
}

QString FaultBanner::text() const
{
    if (m_faults.empty())
        return {};
    const Error& fault = m_faults[static_cast<std::size_t>(m_page)];
    return QStringLiteral("%1 %2").arg(QString::fromStdString(fault.where), QString::fromStdString(fault.message)).trimmed();
}

void FaultBanner::place()
{
    const int y = (bannerHeight - 1 - 28) / 2;
    const bool several = pageCount() > 1;
    m_closeButton->setGeometry(width() - 12 - 28, y, 28, 28);
    m_nextButton->setGeometry(m_closeButton->x() - 12 - 28, y, 28, 28);
    m_previousButton->setGeometry(m_nextButton->x() - counterWidth - 28, y, 28, 28);
    int right = m_closeButton->x() - 12;
    for (auto button = m_answers.rbegin(); button != m_answers.rend(); ++button) {
        const QSize size = (*button)->sizeHint();
        (*button)->setGeometry(right - size.width(), y, size.width(), size.height());
        (*button)->setVisible(m_showsOffer);
        right -= size.width() + 8;
    }
    m_nextButton->setVisible(several);
    m_previousButton->setVisible(several);
}

void FaultBanner::resizeEvent(QResizeEvent*)
{
    place();
}

void FaultBanner::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Raised));
    const QColor color = m_theme->color(m_isNote ? Token::Accent : Token::Blocked);
    painter.fillRect(QRect(0, 0, 4, height()), color);
    paint::rule(painter, 0, width(), height() - 1, m_theme->color(Token::Border));
    painter.drawPixmap(18, 12, iconPixmap(m_isNote ? u"info" : u"blocked", 16, color, devicePixelRatioF()));
    if (m_faults.empty())
        return;
    const Error& fault = m_faults[static_cast<std::size_t>(m_page)];
    const QWidget* first = m_showsOffer && !m_answers.isEmpty() ? static_cast<QWidget*>(m_answers.constFirst()) : m_closeButton;
    const int right = pageCount() > 1 ? m_previousButton->x() - 12 : first->x() - 12;
    qreal x = 44;
    const auto write = [&](const QString& text, const QFont& font, Token token) {
        if (text.isEmpty() || right - x < 24)
            return;
        paint::elided(painter, x, baseline, right - x, text, font, m_theme->color(token));
        x += paint::widthOf(text, font) + 10;
    };
    write(m_title + QLatin1Char('.'), Theme::font(12.5, Weight::Medium), Token::Text);
    write(QString::fromStdString(fault.where), Theme::codeFont(12), Token::Text);
    write(QString::fromStdString(fault.message), Theme::font(12.5), Token::Text);
    if (pageCount() > 1)
        paint::text(painter, m_nextButton->x() - counterWidth / 2.0, baseline, tr("%1 of %2").arg(m_page + 1).arg(pageCount()),
                    Theme::font(12, Weight::Medium), m_theme->color(Token::Text), paint::Align::Centre);
}

} // namespace highwater
