// SPDX-License-Identifier: GPL-3.0-or-later
#include "time/marker_line.h"

#include "inspector/paint.h"
#include "session/session.h"
#include "theme/icons.h"
#include "units/display.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>

namespace highwater {

namespace {

constexpr int lineWidth = 420;
constexpr int wordsWidth = 118;
constexpr int longestNote = 200;

} // namespace

MarkerLine::MarkerLine(Session& session, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_line(new QLineEdit(this))
{
    setFixedHeight(barHeight);
    m_line->setFixedWidth(lineWidth);
    m_line->setFont(Theme::font(12));
    m_line->setMaxLength(longestNote);
    m_line->setPlaceholderText(tr("What happens here; Enter keeps the note, Escape does not"));
    m_line->setAccessibleName(tr("Note"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14 + wordsWidth, 4, 14, 4);
    row->addWidget(m_line);
    row->addStretch(1);
    connect(m_line, &QLineEdit::returnPressed, this, [this] {
        m_session.addNote(m_seconds, m_line->text());
        leave();
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(&session, &Session::scenarioOpened, this, &QWidget::hide);
    hide();
}

void MarkerLine::ask()
{
    if (const auto snapshot = m_session.snapshot())
        askAt(m_session.crosshair().value_or(toSeconds(snapshot->now)));
}

void MarkerLine::askAt(double seconds)
{
    m_seconds = seconds;
    m_line->clear();
    show();
    m_line->setFocus();
    update();
}

void MarkerLine::leave()
{
    hide();
    window()->setFocus();
}

void MarkerLine::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Raised));
    paint::rule(painter, 0, width(), height() - 1, m_theme.color(Token::Border));
    painter.drawPixmap(14, 10, iconPixmap(u"flag", 16, m_theme.color(Token::Accent), devicePixelRatioF()));
    paint::text(painter, 36, 22, tr("Note at %1").arg(QString::fromStdString(displayClock(fromSeconds(m_seconds)))), Theme::font(12, Weight::Medium),
                m_theme.color(Token::Text));
}

void MarkerLine::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else
        QWidget::keyPressEvent(event);
}

} // namespace highwater
