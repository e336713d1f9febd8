// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_panel.h"

#include "charts/chart_header.h"
#include "charts/chart_stack.h"
#include "session/session.h"
#include "units/display.h"

#include <QVBoxLayout>

namespace highwater {

namespace {

QString escapedForPointer(QString name)
{
    return name.replace(QLatin1Char('~'), QStringLiteral("~0")).replace(QLatin1Char('/'), QStringLiteral("~1"));
}

QString shown(std::int64_t value, bool bytes)
{
    const auto number = static_cast<double>(value);
    return QString::fromStdString(bytes ? displayBytes(number) : displayCount(number));
}

/// As the scenario writes a level.
QString written(std::int64_t value, bool bytes)
{
    return bytes ? QString::fromStdString(writeBytes(Bytes{value})) : QString::number(value);
}

} // namespace

ChartPanel::ChartPanel(Session& session, const Theme& theme, QWidget* parent) : QWidget(parent), m_session(session)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_header = new ChartHeader(theme, this);
    m_stack = new ChartStack(theme, this);
    layout->addWidget(m_header);
    layout->addWidget(m_stack, 1);

    connect(&session, &Session::frame, this, &ChartPanel::showFrame);
    connect(m_stack, &ChartStack::crosshairMoved, this, [this](std::optional<double> seconds) { m_session.setCrosshair(seconds); });
    connect(m_stack, &ChartStack::marksDragged, this, &ChartPanel::changeMarks);
    showFrame();
}

void ChartPanel::showFrame()
{
    ChartFrame frame;
    frame.snapshot = m_session.snapshot();
    frame.stage = frame.snapshot ? m_session.chartedStage() : -1;
    frame.crosshair = m_session.crosshair();
    m_header->showFrame(frame);
    m_stack->show(frame.snapshot, frame.stage, frame.crosshair, m_session.twin());
}

void ChartPanel::changeMarks(const MarkDrag& drag)
{
    ChartFrame frame;
    frame.snapshot = m_session.snapshot();
    frame.stage = m_session.chartedStage();
    const auto* node = frame.node();
    if (!node)
        return;
    if (drag.gesture != m_dragNumber) {
        m_dragNumber = drag.gesture;
        m_gesture = m_session.newGesture();
    } else if (drag.marks == m_asked) {
        // The end of a gesture asks for nothing new.
        if (drag.finished)
            m_session.endGesture();
        return;
    }
    m_asked = drag.marks;
    const bool bytes = node->queue.measure == flow::Measure::Bytes;
    const bool high = drag.which == Mark::High;
    const QString queue = QStringLiteral("/nodes/%1/queue/").arg(escapedForPointer(QString::fromStdString(frame.view()->name)));
    const QString label = QStringLiteral("%1 %2 → %3").arg(high ? QStringLiteral("high") : QStringLiteral("low"),
                                                           shown(drag.from, bytes), shown(high ? drag.marks.high : drag.marks.low, bytes));
    // Always both: a mark that the file leaves out follows the other one, and would move unasked.
    m_session.setParameters({{queue + QStringLiteral("highWater"), written(drag.marks.high, bytes)},
                             {queue + QStringLiteral("lowWater"), written(drag.marks.low, bytes)}},
                            label, m_gesture);
    if (drag.finished)
        m_session.endGesture();
}

} // namespace highwater
