// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/recording_mark.h"

#include "takeaway/frame_recorder.h"
#include "theme/icons.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace highwater {

namespace {

constexpr int markHeight = 28;
constexpr int gap = 12;
constexpr int iconSize = 12;

} // namespace

RecordingMark::RecordingMark(const FrameRecorder& recorder, const Theme& theme, const QString& stopKey, QWidget* window)
    : QWidget(window), m_recorder(recorder), m_theme(theme), m_stopKey(stopKey)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    window->installEventFilter(this);
    connect(&recorder, &FrameRecorder::progressed, this, &RecordingMark::follow);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

QString RecordingMark::text() const
{
    const int seconds = static_cast<int>(m_recorder.seconds());
    const QString clock = QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    return m_stopKey.isEmpty() ? tr("Recording %1").arg(clock) : tr("Recording %1, %2 stops").arg(clock, m_stopKey);
}

void RecordingMark::follow()
{
    setVisible(m_recorder.isRecording());
    const QString now = text();
    if (!isVisible() || now == m_shown)
        return;
    m_shown = now;
    setAccessibleName(now);
    place();
    update();
}

void RecordingMark::place()
{
    const int wide = static_cast<int>(std::ceil(QFontMetricsF(Theme::font(12, Weight::Medium)).horizontalAdvance(m_shown))) + iconSize + 34;
    setGeometry(parentWidget()->width() - wide - gap, parentWidget()->height() - markHeight - gap - markHeight, wide, markHeight);
    raise();
}

bool RecordingMark::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void RecordingMark::paintEvent(QPaintEvent* /*event*/)
{
    if (m_recorder.isGrabbing())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Token::Blocked), 1));
    painter.setBrush(m_theme.color(Token::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.drawPixmap(QPointF(12, (markHeight - iconSize) / 2), iconPixmap(u"busy", iconSize, m_theme.color(Token::Blocked), devicePixelRatioF()));
    painter.setPen(m_theme.color(Token::Text));
    painter.setFont(Theme::font(12, Weight::Medium));
    painter.drawText(rect().adjusted(12 + iconSize + 8, 0, -8, 0), Qt::AlignVCenter, m_shown);
}

} // namespace highwater
