// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/live_strip.h"

#include "inspector/paint.h"
#include "session/session.h"
#include "shell/action_button.h"
#include "shell/actions.h"
#include "theme/icons.h"
#include "units/display.h"

#include <QPainter>

#include <algorithm>

namespace highwater {

namespace {

constexpr int updateEvery = 250; // ms
constexpr int textLeft = 42;
constexpr int firstLine = 21;
constexpr int secondLine = 43;
constexpr int gap = 16;

QString socketText(const LiveView& live)
{
    const auto count = [](auto number) { return QString::fromStdString(displayCount(static_cast<double>(number))); };
    QStringList parts{LiveStrip::tr("%1 connections").arg(count(live.connections))};
    if (live.heldBack > 0)
        parts << LiveStrip::tr("%1 held by TCP").arg(count(live.heldBack));
    if (live.unconfirmed > 0)
        parts << LiveStrip::tr("%1 wait for an answer").arg(count(live.unconfirmed));
    if (live.refusedConnections > 0)
        parts << LiveStrip::tr("%1 connections refused").arg(count(live.refusedConnections));
    if (live.stored > 0)
        parts << LiveStrip::tr("%1 on disk").arg(count(live.stored));
    if (live.dead > 0)
        parts << LiveStrip::tr("%1 dead letters").arg(count(live.dead));
    if (live.storeFaults > 0)
        parts << LiveStrip::tr("%1 could not be written").arg(count(live.storeFaults));
    parts << QString::fromStdString(displayBytes(static_cast<double>(live.resident)));
    return parts.join(QStringLiteral("  ·  "));
}

} // namespace

LiveStrip::LiveStrip(Session* session, Actions* actions, Theme* theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_copy(new ActionButton(actions->copyCurl, theme, ActionButton::Look::Text, this))
{
    setFixedHeight(stripHeight);
    setVisible(false);
    connect(session, &Session::frame, this, &LiveStrip::follow);
    connect(session, &Session::liveChanged, this, &LiveStrip::tell);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void LiveStrip::follow()
{
    if (m_session->isLive() && (!m_sinceTold.isValid() || m_sinceTold.elapsed() >= updateEvery))
        tell();
}

void LiveStrip::tell()
{
    m_sinceTold.start();
    const auto snapshot = m_session->snapshot();
    const bool live = m_session->isLive() && snapshot && snapshot->live;
    setVisible(live);
    if (!live) {
        m_curl.clear();
        return;
    }
    m_curl = QString::fromStdString(snapshot->live->curl);
    m_sockets = socketText(*snapshot->live);
    const auto twin = m_session->twin();
    m_verdict = twin ? compareTwins(*snapshot, *twin) : TwinVerdict{};
    m_twin = QString::fromStdString(m_verdict.sentence);
    const QString whole = tr("Live at %1. %2. Twin: %3").arg(QString::fromStdString(snapshot->live->url), m_sockets, m_twin);
    if (whole != accessibleName()) {
        setAccessibleName(whole);
        setToolTip(m_curl + QLatin1Char('\n') + m_sockets + QLatin1Char('\n') + m_twin);
        update();
    }
}

void LiveStrip::resizeEvent(QResizeEvent*)
{
    const QSize size = m_copy->sizeHint();
    m_copy->setGeometry(width() - size.width() - 12, (28 - size.height()) / 2 + 2, size.width(), size.height());
}

void LiveStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
    paint::rule(painter, 0, width(), height() - 1, m_theme->color(Token::Border));
    painter.drawPixmap(16, 10, iconPixmap(u"live", 16, m_theme->color(Token::Accent), devicePixelRatioF()));
    paint::elided(painter, textLeft, firstLine, m_copy->x() - gap - textLeft, m_curl, Theme::codeFont(12), m_theme->color(Token::Text));
    // The twin's words are worth more than the counts when there is no room for both.
    const qreal room = width() - 12 - textLeft;
    const qreal counts = std::min(room * 0.45, paint::widthOf(m_sockets, Theme::font(12)));
    paint::elided(painter, textLeft, secondLine, counts, m_sockets, Theme::font(12), m_theme->color(Token::Muted));
    if (m_twin.isEmpty())
        return;
    const qreal x = textLeft + counts + 2 * gap;
    const bool differ = m_verdict.outcome == TwinVerdict::Outcome::Differ;
    const bool agree = m_verdict.outcome == TwinVerdict::Outcome::Agree;
    painter.drawPixmap(QPointF(x, secondLine - 13),
                       iconPixmap(differ ? u"warn" : agree ? u"check" : u"clock", 16,
                                  m_theme->color(differ ? Token::Filling : agree ? Token::Flowing : Token::Muted), devicePixelRatioF()));
    paint::elided(painter, x + 22, secondLine, width() - 12 - x - 22, m_twin, Theme::font(12), m_theme->color(Token::Text));
}

} // namespace highwater
