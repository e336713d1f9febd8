// SPDX-License-Identifier: GPL-3.0-or-later
#include "time/run_until_bar.h"

#include "inspector/paint.h"
#include "session/session.h"
#include "theme/icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

namespace highwater {

namespace {

constexpr int lineWidth = 320;
constexpr int wordsWidth = 78;

} // namespace

RunUntilBar::RunUntilBar(Session& session, const Theme& theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_line(new QLineEdit(this)), m_row(new QHBoxLayout(this))
{
    setFixedHeight(barHeight);
    m_line->setFixedWidth(lineWidth);
    m_line->setPlaceholderText(tr("30s    completed >= 1000    api.depth > 500    a producer becomes blocked"));
    m_line->setAccessibleName(tr("Run until"));
    m_line->setToolTip(tr("A time (30s), a count (completed >= 1000, api.refused >= 1), a level (api.depth > 500, api.busy = 8), an event (api presses, "
                          "api refuses) or a state (api becomes blocked, a producer becomes blocked)"));
    m_row->setContentsMargins(14 + wordsWidth, 4, 14, 4);
    m_row->setSpacing(8);
    m_row->addWidget(m_line);
    m_row->addStretch(1);
    connect(m_line, &QLineEdit::returnPressed, this, &RunUntilBar::add);
    connect(&session, &Session::breakpointsChanged, this, &RunUntilBar::showConditions);
    connect(&session, &Session::frame, this, &RunUntilBar::follow);
    connect(&theme, &Theme::changed, this, &RunUntilBar::dress);
    dress();
    hide();
}

void RunUntilBar::dress()
{
    m_line->setFont(Theme::font(12));
    for (QToolButton* each : m_conditions) {
        each->setFont(Theme::font(11.5));
        each->setIcon(QIcon(iconPixmap(u"x", 12, m_theme.color(Token::Muted), devicePixelRatioF())));
    }
    update();
}

void RunUntilBar::ask()
{
    show();
    m_line->setFocus();
    m_line->selectAll();
}

/// Every line is one condition more, and the run goes on.
void RunUntilBar::add()
{
    const QString text = m_line->text().trimmed();
    if (text.isEmpty())
        return;
    if (m_session.setBreakpoints(m_session.breakpoints() << text)) {
        m_line->clear();
        m_session.setRunning(true);
    } else {
        m_line->selectAll();
    }
}

void RunUntilBar::showConditions()
{
    qDeleteAll(m_conditions);
    m_conditions.clear();
    const QStringList conditions = m_session.breakpoints();
    for (const QString& condition : conditions) {
        auto* button = new QToolButton(this);
        button->setText(condition);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setLayoutDirection(Qt::RightToLeft);
        button->setAutoRaise(true);
        button->setToolTip(tr("Forget this condition"));
        button->setAccessibleName(tr("Forget: %1").arg(condition));
        connect(button, &QToolButton::clicked, this, [this, condition] {
            QStringList rest = m_session.breakpoints();
            rest.removeOne(condition);
            m_session.setBreakpoints(rest);
        });
        m_row->insertWidget(1 + static_cast<int>(m_conditions.size()), button);
        m_conditions.append(button);
    }
    dress();
    if (conditions.isEmpty() && !m_line->hasFocus())
        hide();
}

void RunUntilBar::follow()
{
    const auto snapshot = m_session.snapshot();
    const QString reason = snapshot ? QString::fromStdString(snapshot->stoppedBy) : QString();
    if (reason == m_reason)
        return;
    m_reason = reason;
    setAccessibleDescription(reason.isEmpty() ? QString() : tr("Stopped: %1").arg(reason));
    update();
}

void RunUntilBar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Raised));
    paint::rule(painter, 0, width(), height() - 1, m_theme.color(Token::Border));
    paint::text(painter, 14, 22, tr("Run until"), Theme::font(12, Weight::Medium), m_theme.color(Token::Text));
    if (m_reason.isEmpty())
        return;
    const int left = m_conditions.isEmpty() ? m_line->geometry().right() + 12 : m_conditions.constLast()->geometry().right() + 12;
    painter.drawPixmap(left, 10, iconPixmap(u"target", 16, m_theme.color(Token::Accent), devicePixelRatioF()));
    paint::elided(painter, left + 22, 22, width() - left - 36, tr("Stopped: %1").arg(m_reason), Theme::font(12, Weight::Medium), m_theme.color(Token::Text));
}

void RunUntilBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_session.breakpoints().isEmpty())
        hide();
    window()->setFocus();
}

} // namespace highwater
