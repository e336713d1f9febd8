// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/main_window.h"

#include "charts/chart_panel.h"
#include "charts/chart_stack.h"
#include "compare/compare_panel.h"
#include "editor/editor_panel.h"
#include "editor/file_watch.h"
#include "findings/findings_panel.h"
#include "findings/mark_workbench_panel.h"
#include "journey/journey_panel.h"
#include "library/events_panel.h"
#include "run/recorded_run.h"
#include "session/session.h"
#include "shell/actions.h"
#include "shell/advice_guide.h"
#include "shell/fault_banner.h"
#include "shell/tab_deck.h"
#include "takeaway/share_menu.h"
#include "time/forecast_guide.h"
#include "time/marker_line.h"

#include <QDockWidget>
#include <QFileInfo>

#include <filesystem>

namespace highwater {

namespace {

const QString chartsKey = QStringLiteral("charts/layout");

} // namespace

/// The pages below the charts.
void MainWindow::buildDeck()
{
    m_deck = new TabDeck(*m_theme, this);
    m_deck->setMinimumHeight(76);
    m_advice = new AdviceGuide(*m_session, this);
    auto* findings = new FindingsPanel(*m_session, *m_theme, m_deck);
    auto* marks = new MarkWorkbenchPanel(*m_session, *m_theme, m_deck);
    auto* events = new EventsPanel(m_session, m_theme, m_deck);
    auto* compared = new ComparePanel(*m_session, *m_theme, m_deck);
    auto* journeys = new JourneyPanel(*m_session, *m_theme, m_deck);
    m_deck->add(tr("Findings"), findings);
    m_deck->add(tr("Marks"), marks);
    m_deck->add(tr("Events"), events);
    addAction(compared->keepAction()); // its key works while another tab is shown
    m_deck->add(tr("Against baseline"), compared);
    m_deck->add(tr("Journeys"), journeys);

    connect(m_advice, &AdviceGuide::reported, findings, &FindingsPanel::showReport);
    connect(m_advice, &AdviceGuide::studied, marks, &MarkWorkbenchPanel::showStudy);
    connect(findings, &FindingsPanel::countChanged, this, [this, findings](int count) { m_deck->setCount(findings, count); });
    connect(findings, &FindingsPanel::applyWanted, m_advice, &AdviceGuide::apply);
    connect(findings, &FindingsPanel::showMeWanted, m_advice, &AdviceGuide::showMe);
    connect(marks, &MarkWorkbenchPanel::studyWanted, m_advice, &AdviceGuide::studyMarks);
    connect(marks, &MarkWorkbenchPanel::applyWanted, m_advice, &AdviceGuide::apply);
    connect(events, &EventsPanel::eventCountChanged, this, [this, events](int count) { m_deck->setCount(events, count); });
    connect(findings, &FindingsPanel::lookWanted, m_advice, &AdviceGuide::ask);
    connect(m_actions->journeys, &QAction::triggered, this, [this, journeys] {
        m_eventsDock->show();
        m_deck->showPage(journeys);
        journeys->refresh();
    });
    connect(m_session, &Session::comparedChanged, this, [this, compared] {
        if (m_session->baseline())
            m_deck->showPage(compared);
    });
    journeys->setLookBack([this](Instant from, std::function<void(const LookBack& past)> take) { return m_session->lookBack(from, std::move(take)); });
    connect(journeys, &JourneyPanel::seekWanted, m_session, &Session::seek);
    connect(journeys, &JourneyPanel::nodeChosen, m_session, &Session::select);
}

void MainWindow::connectCharts()
{
    connect(m_session, &Session::comparedChanged, this, [this] {
        m_charts->setBaseline(m_session->baseline(), m_session->baselineName());
        m_charts->setOldBranch(m_session->oldBranch());
    });
    connect(m_charts, &ChartPanel::baselineClosed, m_session, &Session::dropBaseline);
    connect(m_charts, &ChartPanel::noteWanted, m_marker, &MarkerLine::askAt);
    connect(m_session, &Session::notesChanged, this, [this] {
        std::vector<ChartNote> notes;
        for (const Session::Note& note : m_session->notes())
            notes.push_back({note.seconds, note.text, ChartNote::Kind::Note});
        m_charts->setNotes(notes);
    });
    connect(m_forecast, &ForecastGuide::forecastChanged, m_charts, &ChartPanel::setForecast);
    connect(m_actions->forecast, &QAction::triggered, m_forecast, &ForecastGuide::setPinned);
    connect(m_charts, &ChartPanel::layoutChanged, this, [this] { m_settings->setValue(chartsKey, m_charts->layout()); });
    if (const QString layout = m_settings->value(chartsKey).toString(); !layout.isEmpty())
        m_charts->setLayout(layout);
}

/// Everything that can be taken away, and what comes back the same ways.
void MainWindow::buildShare()
{
    ShareSources sources;
    sources.charts = [this] {
        QList<QPair<QString, QWidget*>> charts;
        for (const ChartInfo& info : allCharts()) {
            if (QWidget* face = m_charts->stack()->face(info.kind); face && face->isVisible())
                charts.append({nameOf(info.kind), face});
        }
        return charts;
    };
    sources.log = [this] { return m_session->log(); };
    m_share = new ShareMenu(*m_session, *m_theme, this, std::move(sources));
    addActions(m_share->keyActions());
    connect(m_share, &ShareMenu::told, m_banner, &FaultBanner::showNote);
    connect(m_share, &ShareMenu::faulted, m_banner, &FaultBanner::showFaults);
    connect(m_share, &ShareMenu::scenarioPasted, this, [this](const Document& document) { m_session->openDocument(document, tr("What was pasted")); });
    connect(m_share, &ShareMenu::recordingOpened, this, &MainWindow::play);
}

bool MainWindow::openRecording(const QString& file)
{
    const auto recording = loadRecording(std::filesystem::path(file.toStdU16String()));
    if (recording)
        return play(*recording, file);
    m_banner->showFaults(tr("%1 cannot be played").arg(QFileInfo(file).fileName()), recording.error());
    return false;
}

bool MainWindow::play(const Recording& recording, const QString& file)
{
    auto run = RecordedRun::create(recording);
    if (!run) {
        m_banner->showFaults(tr("%1 cannot be played").arg(QFileInfo(file).fileName()), run.error());
        return false;
    }
    m_session->openRun(std::move(*run));
    m_banner->showNote(tr("Recording"), tr("%1 is played again; a change begins another future.").arg(QFileInfo(file).fileName()));
    return true;
}

/// The file that is edited beside the window.
void MainWindow::watchFile()
{
    m_fileWatch = new FileWatch(*m_session, {}, this);
    connect(m_fileWatch, &FileWatch::reloaded, this, [this](const QString& file) {
        m_banner->showNote(tr("Read again"), tr("%1 was saved by another program; the run goes on with it.").arg(QFileInfo(file).fileName()));
    });
    auto* take = new QAction(tr("Take the file"), this);
    auto* keep = new QAction(tr("Keep mine"), this);
    connect(take, &QAction::triggered, m_fileWatch, &FileWatch::takeFile);
    connect(keep, &QAction::triggered, m_fileWatch, &FileWatch::keepMine);
    connect(m_fileWatch, &FileWatch::conflict, this, [this, take, keep](const QString& file) {
        m_banner->offer(tr("Two versions"), tr("%1 was saved by another program, and the scenario has changes of its own.").arg(QFileInfo(file).fileName()),
                        {take, keep});
    });
    connect(m_fileWatch, &FileWatch::conflictEnded, m_banner, &FaultBanner::withdraw);
}

} // namespace highwater
