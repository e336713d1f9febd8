// SPDX-License-Identifier: GPL-3.0-or-later
#include "findings/mark_workbench_panel.h"

#include "findings/card_button.h"
#include "findings/mark_grid.h"
#include "findings/mark_sheet.h"
#include "inspector/slim_thumb.h"
#include "session/session.h"
#include "theme/display_text.h"
#include "theme/theme.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace highwater {

namespace {

constexpr int widthWanted = 312;

const StageNode* stageWithMarks(const Snapshot& snapshot, const QString& name)
{
    const auto index = snapshot.scenario->find(name.toStdString());
    const StageNode* stage = index ? snapshot.scenario->nodes[static_cast<std::size_t>(*index)].stage() : nullptr;
    return stage && stage->queue.marks ? stage : nullptr;
}

} // namespace

MarkWorkbenchPanel::MarkWorkbenchPanel(Session& session, Theme& theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_theme(theme), m_area(new QScrollArea(this)), m_sheet(new MarkSheet(theme))
{
    setAccessibleName(tr("Hysteresis workbench"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_area);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setWidget(m_sheet);
    new SlimThumb(m_area, &theme);
    connect(m_sheet->tryButton(), &QAbstractButton::clicked, this, [this] {
        if (const auto study = shown(); study && study->proposal)
            Q_EMIT applyWanted(study->edits, qtText(study->label));
    });
    connect(m_sheet->lookButton(), &QAbstractButton::clicked, this, [this] {
        if (!m_node.isEmpty())
            Q_EMIT studyWanted(m_node);
    });
    connect(&session, &Session::frame, this, &MarkWorkbenchPanel::follow);
    connect(&session, &Session::selectionChanged, this, &MarkWorkbenchPanel::follow);
    connect(&session, &Session::scenarioOpened, this, [this] { showStudy(nullptr); });
    connect(&theme, &Theme::changed, this, &MarkWorkbenchPanel::dress);
    dress();
    follow();
    refresh();
}

MarkGrid* MarkWorkbenchPanel::grid() const
{
    return m_sheet->grid();
}

QString MarkWorkbenchPanel::wantedNode() const
{
    const auto snapshot = m_session.snapshot();
    const QString selected = m_session.selectedNode();
    return snapshot && snapshot->scenario && stageWithMarks(*snapshot, selected) ? selected : QString();
}

void MarkWorkbenchPanel::showStudy(std::shared_ptr<const MarkStudy> study)
{
    if (study == m_study)
        return;
    m_study = std::move(study);
    refresh();
}

void MarkWorkbenchPanel::follow()
{
    const QString wanted = wantedNode();
    if (wanted == m_node)
        return;
    m_node = wanted;
    refresh();
    if (!m_node.isEmpty())
        Q_EMIT studyWanted(m_node);
}

/// The study of the node that is selected; null: there is none.
std::shared_ptr<const MarkStudy> MarkWorkbenchPanel::shown() const
{
    return m_study && !m_node.isEmpty() && qtText(m_study->node) == m_node ? m_study : nullptr;
}

void MarkWorkbenchPanel::dress()
{
    QPalette palette = m_theme.palette();
    palette.setColor(QPalette::Window, m_theme.color(Token::Surface));
    m_area->setPalette(palette);
    arrange();
}

void MarkWorkbenchPanel::refresh()
{
    const auto snapshot = m_session.snapshot();
    const StageNode* stage = snapshot && snapshot->scenario ? stageWithMarks(*snapshot, m_node) : nullptr;
    m_sheet->show(shown(), m_node, stage && stage->queue.measure == flow::Measure::Bytes);
    setAccessibleDescription(m_sheet->told());
    arrange();
}

void MarkWorkbenchPanel::arrange()
{
    m_sheet->setMinimumHeight(m_sheet->heightFor(width()));
    updateGeometry();
}

QSize MarkWorkbenchPanel::sizeHint() const
{
    return {widthWanted, m_sheet->heightFor(widthWanted)};
}

void MarkWorkbenchPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace highwater
