// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/bar_chart.h"
#include "charts/chart_stack.h"
#include "charts/chart_view.h"
#include "charts/distribution_chart.h"
#include "charts/signal_bands.h"
#include "charts/time_axis.h"
#include "charts/title_row.h"

#include <QMenu>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int scrollWidth = 8;
constexpr int edge = 14;
constexpr int leastAbreast = 300; ///< pixels for each of several charts side by side
constexpr std::size_t mostAbreast = 3;

} // namespace

ChartView* ChartStack::chart(ChartKind kind) const
{
    return m_slots[static_cast<std::size_t>(kind)].view;
}

QWidget* ChartStack::face(ChartKind kind) const
{
    auto* face = m_slots[static_cast<std::size_t>(kind)].face;
    return face ? face->widget() : nullptr;
}

ChartStack::Slot& ChartStack::slot(ChartKind kind)
{
    auto& slot = m_slots[static_cast<std::size_t>(kind)];
    if (!slot.face)
        make(kind, slot);
    return slot;
}

void ChartStack::makeFace(ChartKind kind, Slot& slot)
{
    switch (kind) {
    case ChartKind::Signals: {
        auto* bands = new SignalBands(m_theme, this);
        connect(bands, &SignalBands::pointed, this, &ChartStack::point);
        slot.face = bands;
        return;
    }
    case ChartKind::Usage:
    case ChartKind::Bytes:
    case ChartKind::Clients:
        slot.face = new BarChart(kind, m_theme, this);
        return;
    case ChartKind::Histogram:
    case ChartKind::Cdf:
    case ChartKind::Tail:
        slot.face = new DistributionChart(kind, m_theme, this);
        return;
    default:
        slot.view = new ChartView(kind, m_theme, this);
        connect(slot.view, &ChartView::pointed, this, &ChartStack::point);
        connect(slot.view, &ChartView::secondWanted, this, [this](double seconds) { setSecond(seconds); });
        connect(slot.view, &ChartView::noteWanted, this, &ChartStack::noteWanted);
        slot.face = slot.view;
    }
}

void ChartStack::make(ChartKind kind, Slot& slot)
{
    slot.title = new TitleRow(m_theme, this);
    if (!infoOf(kind).timed)
        slot.title->setRightMargin(edge);
    makeFace(kind, slot);
    connect(slot.title, &TitleRow::draggedTo, this, [this, kind](const QPoint& at) { drag(kind, at); });
    connect(slot.title, &TitleRow::dropped, this, &ChartStack::arranged);
    connect(slot.title, &TitleRow::enlargeWanted, this, [this, kind] { enlarge(m_enlarged ? std::nullopt : std::optional(kind)); });
    connect(slot.title, &TitleRow::menuWanted, this, [this, kind](const QPoint& global) { showMenu(kind, global); });
    connect(slot.title, &TitleRow::moveWanted, this, [this, kind](int places) {
        auto layout = m_layout;
        if (layout.moveBy(kind, places))
            applyLayout(layout);
    });
    connect(slot.title, &TitleRow::hideWanted, this, [this, kind] {
        auto layout = m_layout;
        layout.setShown(kind, false);
        applyLayout(layout);
    });
    // Tabulator goes through the titles as they lie, wherever a chart was made.
    m_axis->raise();
    if (m_handles) {
        for (const auto mark : {Mark::High, Mark::Low})
            m_handles->flag(mark)->raise();
    }
}

std::vector<ChartKind> ChartStack::inSight() const
{
    return m_enlarged ? std::vector{*m_enlarged} : m_layout.shown();
}

/// Charts over time get a row of their own; others that follow each other stand side by side.
std::vector<ChartStack::Row> ChartStack::rowsOf(const std::vector<ChartKind>& charts) const
{
    const auto abreast = std::clamp<std::size_t>(static_cast<std::size_t>(width() / leastAbreast), 1, mostAbreast);
    std::vector<Row> rows;
    for (const auto kind : charts) {
        const bool joins = !infoOf(kind).timed && !rows.empty() && !infoOf(rows.back().charts.front()).timed && rows.back().charts.size() < abreast;
        if (joins)
            rows.back().charts.push_back(kind);
        else
            rows.push_back({{kind}, 0});
    }
    return rows;
}

int ChartStack::fixedHeight(const Row& row) const
{
    int fixed = 0;
    for (const auto kind : row.charts) {
        const auto& each = m_slots[static_cast<std::size_t>(kind)];
        fixed = std::max(fixed, TitleRow::rowHeight() + each.face->topMargin() + each.face->bottomMargin());
    }
    return fixed;
}

/// Shares the height that titles and axis leave among the plots; where it is not enough for all, they get what they are well seen with.
void ChartStack::sharePlots(std::vector<Row>& rows, int room) const
{
    const auto info = [](const Row& row) -> const ChartInfo& { return infoOf(row.charts.front()); };
    int least = 0;
    double weights = 0;
    for (const auto& row : rows) {
        least += info(row).leastPlot;
        weights += info(row).weight;
    }
    if (least > room) {
        for (auto& row : rows)
            row.plot = info(row).goodPlot;
        return;
    }
    // Those whose share would be too small get their least; the others share the rest.
    std::vector<Row*> open;
    for (auto& row : rows)
        open.push_back(&row);
    double left = room;
    for (bool again = true; again;) {
        again = false;
        for (auto each = open.begin(); each != open.end(); ++each) {
            if (left * info(**each).weight / weights >= info(**each).leastPlot)
                continue;
            (*each)->plot = info(**each).leastPlot;
            left -= info(**each).leastPlot;
            weights -= info(**each).weight;
            open.erase(each);
            again = true;
            break;
        }
    }
    int rest = static_cast<int>(left);
    for (std::size_t i = 0; i < open.size(); ++i) {
        open[i]->plot = i + 1 == open.size() ? rest : static_cast<int>(std::lround(left * info(*open[i]).weight / weights));
        rest -= open[i]->plot;
    }
}

void ChartStack::layOut()
{
    const auto charts = inSight();
    for (const auto kind : charts)
        slot(kind);
    const auto first = std::find_if(charts.begin(), charts.end(), [](ChartKind kind) { return infoOf(kind).lines; });
    for (const auto kind : charts) {
        if (auto* view = chart(kind))
            view->setLeading(kind == *first);
    }
    auto rows = rowsOf(charts);
    const bool timed = std::any_of(charts.begin(), charts.end(), [](ChartKind kind) { return infoOf(kind).timed; });
    int fixed = timed ? TimeAxis::axisHeight - 10 : 0; // it begins over the margin of the last of its plots
    for (const auto& row : rows)
        fixed += fixedHeight(row);
    sharePlots(rows, std::max(height() - fixed, 0));
    int plots = 0;
    for (const auto& row : rows)
        plots += row.plot;
    const int beyond = std::max(0, fixed + plots - height());
    const QSignalBlocker blocker(m_scroll);
    m_scroll->setRange(0, beyond);
    m_scroll->setPageStep(height());
    m_scroll->setSingleStep(TitleRow::rowHeight());
    m_scroll->setVisible(beyond > 0);
    m_scroll->setGeometry(width() - scrollWidth, 0, scrollWidth, height());
    m_axis->setVisible(timed);
    place(rows);
}

void ChartStack::place(const std::vector<Row>& rows)
{
    const int top = -m_scroll->value();
    const auto lastTimed = std::find_if(rows.rbegin(), rows.rend(), [](const Row& row) { return infoOf(row.charts.front()).timed; });
    int y = top;
    int axis = 0;
    std::array<bool, chartCount> placed{};
    for (const auto& row : rows) {
        const int all = static_cast<int>(row.charts.size());
        const int tall = fixedHeight(row) - TitleRow::rowHeight() + row.plot;
        for (int i = 0; i < all; ++i) {
            const auto kind = row.charts[static_cast<std::size_t>(i)];
            auto& each = m_slots[static_cast<std::size_t>(kind)];
            const int left = width() * i / all;
            const int wide = width() * (i + 1) / all - left;
            each.title->setGeometry(left, y, wide, TitleRow::rowHeight());
            each.face->widget()->setGeometry(left, y + TitleRow::rowHeight(), wide, tall);
            placed[static_cast<std::size_t>(kind)] = true;
        }
        y += TitleRow::rowHeight() + tall;
        if (lastTimed != rows.rend() && &row == &*lastTimed) {
            axis = y - 10;
            y += TimeAxis::axisHeight - 10;
        }
    }
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        if (m_slots[i].face) {
            m_slots[i].title->setVisible(placed[i]);
            m_slots[i].face->widget()->setVisible(placed[i]);
        }
    }
    // The axis of time stays in sight while the charts scroll below it.
    const int lowest = height() - TimeAxis::axisHeight;
    m_axis->setCovers(!m_scroll->isHidden());
    m_axis->setGeometry(0, m_scroll->isHidden() ? axis : std::min(axis, lowest), width(), TimeAxis::axisHeight);
    m_axis->raise();
    m_scroll->raise();
    QWidget* before = nullptr;
    for (const auto& row : rows) {
        for (const auto kind : row.charts) {
            auto* title = m_slots[static_cast<std::size_t>(kind)].title;
            if (before)
                setTabOrder(before, title);
            before = title;
        }
    }
}

void ChartStack::arrange(const ChartLayout& layout)
{
    if (layout == m_layout)
        return;
    m_layout = layout;
    if (m_enlarged && !m_layout.isShown(*m_enlarged))
        m_enlarged.reset();
    layOut();
    refresh();
    m_values.now();
    m_speech.now();
}

void ChartStack::applyLayout(const ChartLayout& layout)
{
    if (layout == m_layout)
        return;
    arrange(layout);
    Q_EMIT arranged();
}

void ChartStack::enlarge(std::optional<ChartKind> kind)
{
    if (kind == m_enlarged)
        return;
    m_enlarged = kind;
    m_scroll->setValue(0);
    layOut();
    refresh();
    m_values.now();
    Q_EMIT arranged();
}

/// The row follows the pointer from place to place.
void ChartStack::drag(ChartKind kind, const QPoint& at)
{
    if (m_enlarged)
        return;
    auto layout = m_layout;
    for (const auto other : m_layout.shown()) {
        const auto& each = m_slots[static_cast<std::size_t>(other)];
        const QRect whole = each.title->geometry().united(each.face->widget()->geometry());
        if (other == kind || !whole.contains(at))
            continue;
        const bool down = layout.placeOf(other) > layout.placeOf(kind);
        const bool abreast = each.title->y() == m_slots[static_cast<std::size_t>(kind)].title->y();
        // Past the middle of the other one, so that two of different heights do not change places again and again.
        const bool past = abreast ? (down ? at.x() > whole.center().x() : at.x() < whole.center().x())
                                  : (down ? at.y() > whole.center().y() : at.y() < whole.center().y());
        if (past && layout.moveTo(kind, layout.placeOf(other)))
            arrange(layout);
        return;
    }
}

void ChartStack::showMenu(ChartKind kind, const QPoint& global)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* title = titleRow(kind);
    menu->addAction(m_enlarged ? tr("Show all charts") : tr("Enlarge"), title, &TitleRow::enlargeWanted);
    auto* up = menu->addAction(tr("Move up"), title, [title] { Q_EMIT title->moveWanted(-1); });
    up->setEnabled(!m_enlarged && m_layout.placeOf(kind) > 0);
    auto* down = menu->addAction(tr("Move down"), title, [title] { Q_EMIT title->moveWanted(1); });
    down->setEnabled(!m_enlarged && m_layout.placeOf(kind) + 1 < static_cast<int>(m_layout.shown().size()));
    menu->addSeparator();
    auto* hide = menu->addAction(tr("Hide"), title, &TitleRow::hideWanted);
    hide->setEnabled(m_layout.shown().size() > 1);
    menu->popup(global);
}

} // namespace highwater
