// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/status_line.h"

#include "inspector/paint.h"
#include "session/session.h"
#include "units/display.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int updateEvery = 250; // ms
constexpr int padding = 12;

QFont lineFont()
{
    return Theme::font(11);
}

QString text(const std::string& utf8)
{
    return QString::fromStdString(utf8);
}

/// "10.0× real time"; what cannot be said while the run rests is an en dash.
QString speedText(const Snapshot& snapshot)
{
    if (snapshot.state == RunState::Stopped)
        return StatusLine::tr("stopped");
    if (snapshot.state != RunState::Running)
        return StatusLine::tr("paused");
    return StatusLine::tr("%1× real time").arg(text(displayNumber(snapshot.speedReached)));
}

QString eventsText(const Snapshot& snapshot)
{
    const double rate = snapshot.eventsPerSecond;
    const QString thin = QStringLiteral("\u2009");
    const QString number = rate >= 1e6   ? text(displayNumber(rate / 1e6)) + thin + QLatin1Char('M')
                           : rate >= 1e4 ? text(displayNumber(rate / 1e3)) + thin + QLatin1Char('k')
                                         : text(displayCount(rate));
    return StatusLine::tr("%1 events/s").arg(number);
}

/// Every item is somewhere, and the line shows the sum.
QString conservationText(const Snapshot& snapshot)
{
    const Counters& all = snapshot.endToEnd;
    const auto count = [](std::uint64_t value) { return text(displayCount(static_cast<double>(value))); };
    QString line = StatusLine::tr("offered %1 %2 completed %3 + refused %4")
                       .arg(count(all.offered), snapshot.conserved ? QStringLiteral("=") : QStringLiteral("≠"), count(all.completed), count(all.refused));
    const std::uint64_t lost = all.dropped + all.expired + all.failed;
    if (lost > 0)
        line += QStringLiteral(" + ") + StatusLine::tr("lost %1").arg(count(lost));
    return line + QStringLiteral(" + ") + StatusLine::tr("inside %1").arg(count(all.inside));
}

} // namespace

StatusLine::StatusLine(Session* session, Theme* theme, QWidget* parent) : QStatusBar(parent), m_session(session), m_theme(theme)
{
    setSizeGripEnabled(false);
    setFixedHeight(lineHeight);
    setAccessibleName(tr("Status"));
    connect(session, &Session::frame, this, &StatusLine::follow);
    connect(session, &Session::scenarioOpened, this, &StatusLine::tell);
    connect(session->undoStack(), &QUndoStack::indexChanged, this, &StatusLine::tell);
    connect(session->undoStack(), &QUndoStack::cleanChanged, this, &StatusLine::tell);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StatusLine::follow()
{
    const auto snapshot = m_session->snapshot();
    const bool rests = snapshot && snapshot->state != RunState::Running;
    if (rests || !m_sinceTold.isValid() || m_sinceTold.elapsed() >= updateEvery)
        tell();
}

void StatusLine::tell()
{
    const auto snapshot = m_session->snapshot();
    if (!snapshot)
        return;
    m_sinceTold.start();
    QStringList columns{tr("seed %1").arg(snapshot->seed), speedText(*snapshot)};
    // While the run rests, what drawing costs says nothing.
    if (snapshot->state == RunState::Running)
        columns << eventsText(*snapshot)
                << tr("%1 fps, %2 ms per frame").arg(m_session->framesPerSecond(), 0, 'f', 0).arg(m_session->frameMilliseconds(), 0, 'f', 1)
                << (m_session->skippedFrames() == 1 ? tr("%1 frame skipped") : tr("%1 frames skipped")).arg(text(displayCount(m_session->skippedFrames())));
    else
        columns << tr("%1 events").arg(text(displayCount(static_cast<double>(snapshot->events))));
    columns << conservationText(*snapshot);

    const QString saved = m_session->modified()    ? tr("changes not saved")
                          : m_session->fromShelf() ? tr("as on the shelf")
                                                   : tr("saved");
    const QString undoText = m_session->undoText();
    const QString note = undoText.isEmpty() ? saved : tr("%1   ·   Ctrl+Z undoes “%2”").arg(saved, undoText);
    if (columns == m_columns && note == m_note)
        return;
    if (columns.size() != m_columns.size())
        m_widths.clear();
    m_columns = columns;
    m_note = note;
    m_widths.resize(columns.size());
    for (qsizetype i = 0; i < columns.size(); ++i)
        m_widths[i] = std::max(m_widths[i], static_cast<int>(std::ceil(paint::widthOf(columns[i], lineFont()))));
    setAccessibleDescription(columns.join(QStringLiteral(", ")) + QStringLiteral(", ") + note);
    update();
}

bool StatusLine::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), m_columns.join(QLatin1Char('\n')) + QLatin1Char('\n') + m_note, this);
        return true;
    }
    return QStatusBar::event(event);
}

void StatusLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Window));
    paint::rule(painter, 0, width(), 0, m_theme->color(Token::Border));
    const int noteLeft = width() - padding - static_cast<int>(std::ceil(paint::widthOf(m_note, lineFont())));
    paint::text(painter, width() - padding, 16, m_note, lineFont(), m_theme->color(Token::Muted), paint::Align::Right);
    int x = 14;
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        // A column that has no room is left out as a whole; the tool tip has all of them.
        if (x + m_widths[i] + padding > noteLeft)
            return;
        paint::text(painter, x, 16, m_columns[i], lineFont(), m_theme->color(Token::Muted));
        x += m_widths[i] + padding;
        painter.fillRect(QRect(x, 5, 1, 14), m_theme->color(Token::Border));
        x += padding;
    }
}

} // namespace highwater
