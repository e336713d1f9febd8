// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart_panel.h"

#include "charts/chart_header.h"
#include "charts/chart_stack.h"
#include "charts/chart_text.h"
#include "charts/header_button.h"
#include "session/session.h"
#include "units/display.h"

#include <QAction>
#include <QMenu>
#include <QVBoxLayout>

#include <utility>

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
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_header = new ChartHeader(theme, this);
    m_stack = new ChartStack(theme, this);
    column->addWidget(m_header);
    column->addWidget(m_stack, 1);
    fillMenu();

    connect(&session, &Session::frame, this, &ChartPanel::showFrame);
    connect(m_stack, &ChartStack::crosshairMoved, this, [this](std::optional<double> seconds) { m_session.setCrosshair(seconds); });
    connect(m_header, &ChartHeader::baselineClosed, this, &ChartPanel::baselineClosed);
    connect(m_stack, &ChartStack::marksDragged, this, &ChartPanel::changeMarks);
    connect(m_stack, &ChartStack::noteWanted, this, &ChartPanel::noteWanted);
    connect(m_stack, &ChartStack::secondMoved, this, &ChartPanel::showFrame);
    connect(m_stack, &ChartStack::arranged, this, [this] {
        updateMenu();
        Q_EMIT layoutChanged();
    });
    showFrame();
}

void ChartPanel::showFrame()
{
    ChartFrame frame;
    frame.snapshot = m_session.snapshot();
    frame.stage = frame.snapshot ? m_session.chartedStage() : -1;
    frame.crosshair = m_session.crosshair();
    frame.ghosts = m_ghosts;
    if (const auto twin = m_session.twin())
        frame.ghosts.push_back({twin, GhostKind::Twin, {}});
    frame.forecast = m_forecast;
    frame.second = m_stack->second();
    m_header->showFrame(frame);
    m_stack->setGhosts(frame.ghosts);
    m_stack->setForecast(frame.forecast);
    m_stack->show(frame.snapshot, frame.stage, frame.crosshair);
}

void ChartPanel::setGhost(GhostKind kind, std::shared_ptr<const Snapshot> snapshot, const QString& name)
{
    std::erase_if(m_ghosts, [&](const Ghost& each) { return each.kind == kind; });
    if (snapshot)
        m_ghosts.push_back({std::move(snapshot), kind, name});
    showFrame();
}

void ChartPanel::setBaseline(std::shared_ptr<const Snapshot> snapshot, const QString& name)
{
    setGhost(GhostKind::Baseline, std::move(snapshot), name);
}

void ChartPanel::setOldBranch(std::shared_ptr<const Snapshot> snapshot, const QString& name)
{
    setGhost(GhostKind::OldBranch, std::move(snapshot), name);
}

void ChartPanel::setNotes(const std::vector<ChartNote>& notes)
{
    m_stack->setNotes(std::make_shared<const std::vector<ChartNote>>(notes));
    showFrame();
}

QString ChartPanel::layout() const
{
    return m_stack->arrangement().text();
}

bool ChartPanel::setLayout(const QString& text)
{
    const auto layout = ChartLayout::of(text);
    if (!layout)
        return false;
    m_stack->arrange(*layout);
    updateMenu();
    return true;
}

void ChartPanel::resetLayout()
{
    m_stack->enlarge(std::nullopt);
    change(ChartLayout());
}

bool ChartPanel::showsHeatMap() const
{
    return m_stack->arrangement().heatMap;
}

void ChartPanel::setHeatMap(bool on)
{
    auto layout = m_stack->arrangement();
    layout.heatMap = on;
    if (on)
        layout.setShown(ChartKind::Time, true);
    change(layout);
}

void ChartPanel::change(const ChartLayout& layout)
{
    m_stack->arrange(layout);
    updateMenu();
    Q_EMIT layoutChanged();
}

void ChartPanel::fillMenu()
{
    m_menu = new QMenu(tr("Charts"), this);
    for (const auto& each : allCharts()) {
        auto* action = m_menu->addAction(nameOf(each.kind));
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, kind = each.kind](bool on) {
            auto layout = m_stack->arrangement();
            layout.setShown(kind, on);
            change(layout);
        });
        m_chartActions.push_back(action);
    }
    m_menu->addSeparator();
    m_logarithmic = m_menu->addAction(tr("Times on a logarithmic axis"));
    m_logarithmic->setCheckable(true);
    connect(m_logarithmic, &QAction::triggered, this, [this](bool on) {
        auto layout = m_stack->arrangement();
        layout.logarithmic = on;
        change(layout);
    });
    m_heatMap = m_menu->addAction(tr("Heat map under the times"));
    m_heatMap->setCheckable(true);
    connect(m_heatMap, &QAction::triggered, this, &ChartPanel::setHeatMap);
    m_menu->addSeparator();
    m_menu->addAction(tr("As at first"), this, &ChartPanel::resetLayout);
    connect(m_header->heatMapButton(), &QAbstractButton::clicked, this, &ChartPanel::setHeatMap);
    connect(m_header->chartsButton(), &QAbstractButton::clicked, this, [this] {
        auto* button = m_header->chartsButton();
        m_menu->popup(button->mapToGlobal(QPoint(0, button->height())));
    });
    updateMenu();
}

void ChartPanel::updateMenu()
{
    const auto& layout = m_stack->arrangement();
    for (const auto& each : allCharts())
        m_chartActions[static_cast<std::size_t>(each.kind)]->setChecked(layout.isShown(each.kind));
    m_logarithmic->setChecked(layout.logarithmic);
    m_heatMap->setChecked(layout.heatMap);
    m_header->heatMapButton()->setChecked(layout.heatMap);
}

void ChartPanel::setForecast(std::shared_ptr<const ForecastBand> forecast)
{
    m_forecast = std::move(forecast);
    showFrame();
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
    const QString label = (high ? Charts::tr("high %1 → %2") : Charts::tr("low %1 → %2"))
                              .arg(shown(drag.from, bytes), shown(high ? drag.marks.high : drag.marks.low, bytes));
    // Always both: a mark that the file leaves out follows the other one, and would move unasked.
    m_session.setParameters({{queue + QStringLiteral("highWater"), written(drag.marks.high, bytes)},
                             {queue + QStringLiteral("lowWater"), written(drag.marks.low, bytes)}},
                            label, m_gesture);
    if (drag.finished)
        m_session.endGesture();
}

} // namespace highwater
