// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/sentence_strip.h"

#include "inspector/paint.h"
#include "session/session.h"
#include "shell/action_button.h"
#include "shell/actions.h"
#include "theme/icons.h"

#include <QMouseEvent>
#include <QPainter>

namespace highwater {

namespace {

constexpr int updateEvery = 250; // ms
constexpr int margin = 8;
constexpr int textLeft = 42;
constexpr int baseline = 25;
constexpr double letters = 14;
constexpr double largeLetters = 28; ///< while presenting

/// Everything in the strip grows with its letters.
double scaleOf(const Theme& theme)
{
    return theme.presenting() ? largeLetters / letters : 1;
}

} // namespace

SentenceStrip::SentenceStrip(Session* session, Actions* actions, Theme* theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme),
      m_whoWaits(new ActionButton(actions->whoWaits, theme, ActionButton::Look::Text, this))
{
    setFixedHeight(stripHeight);
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &SentenceStrip::tell);
    connect(session, &Session::frame, this, &SentenceStrip::follow);
    connect(session, &Session::scenarioOpened, this, &SentenceStrip::tell);
    connect(theme, &Theme::changed, this, [this] {
        setFixedHeight(qRound(stripHeight * scaleOf(*m_theme)));
        place();
        update();
    });
}

void SentenceStrip::follow()
{
    if (m_later.isActive())
        return;
    const qint64 since = m_sinceTold.isValid() ? m_sinceTold.elapsed() : updateEvery;
    if (since >= updateEvery)
        tell();
    else
        m_later.start(updateEvery - static_cast<int>(since));
}

void SentenceStrip::tell()
{
    const auto snapshot = m_session->snapshot();
    if (!snapshot)
        return;
    m_sinceTold.start();
    m_told = narrate(*snapshot);
    StateLook look{Token::Idle, QStringLiteral("idle"), {}};
    if (m_told.state == NodeState::Blocked)
        look = lookOf(LevelState::Blocked);
    else if (m_told.node >= 0)
        look = lookOf(snapshot->nodes[static_cast<std::size_t>(m_told.node)]);
    m_token = look.token;
    m_icon = look.icon;
    const auto join = [](const std::string& text) { return QString::fromStdString(text); };
    const QString whole = QStringLiteral("%1 is %2. %3 %4").arg(join(m_told.subject), join(m_told.stateWord), join(m_told.sentence), join(m_told.tryNext)).trimmed();
    if (whole == m_whole)
        return;
    m_whole = whole;
    setToolTip(whole);
    setAccessibleName(whole);
    update();
}

void SentenceStrip::resizeEvent(QResizeEvent*)
{
    place();
}

void SentenceStrip::place()
{
    const QSize size = m_whoWaits->sizeHint();
    m_whoWaits->setGeometry(width() - size.width() - 12, (height() - 1 - size.height()) / 2, size.width(), size.height());
}

void SentenceStrip::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_told.node >= 0)
        m_session->select(QString::fromStdString(m_told.subject));
}

void SentenceStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Raised));
    paint::rule(painter, 0, width(), height() - 1, m_theme->color(Token::Border));
    if (m_whole.isEmpty())
        return;
    const double scale = scaleOf(*m_theme);
    const int icon = qRound(16 * scale);
    painter.drawPixmap(icon, (height() - icon) / 2, iconPixmap(m_icon, icon, m_theme->color(m_token), devicePixelRatioF()));
    const int right = m_whoWaits->x() - 2 * margin;
    const QString head = QStringLiteral("%1 is %2.").arg(QString::fromStdString(m_told.subject), QString::fromStdString(m_told.stateWord));
    const QFont bold = Theme::sceneFont(letters * scale, Weight::Bold);
    const QFont plain = Theme::sceneFont(letters * scale);
    qreal x = textLeft * scale;
    const auto write = [&](const QString& text, const QFont& font, Token token) {
        if (text.isEmpty() || right - x < 24)
            return;
        paint::elided(painter, x, baseline * scale, right - x, text, font, m_theme->color(token));
        x += paint::widthOf(text, font) + margin;
    };
    write(head, bold, Token::Text);
    write(QString::fromStdString(m_told.sentence), plain, Token::Text);
    write(QString::fromStdString(m_told.tryNext), plain, Token::Muted);
}

} // namespace highwater
