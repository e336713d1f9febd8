// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "run/simulated_run.h"
#include "session/live_factory.h"
#include "scenario/shelf.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>
#include <cmath>

namespace highwater {

namespace {

constexpr int tickMilliseconds = 16;
constexpr qint64 tickTime = qint64{tickMilliseconds} * 1'000'000;
constexpr qint64 calmTime = 250'000'000;
constexpr qint64 longestRest = 500'000'000;
constexpr qint64 measureTime = 1'000'000'000;

std::filesystem::path pathOf(const QString& file)
{
    return std::filesystem::path(file.toStdU16String());
}

/// In the folder of the shelf, or in one of its folders: what is shipped.
bool liesOnShelf(const QString& file)
{
    const auto folder = QString::fromStdU16String(shelfFolder().u16string());
    const QString shelf = QFileInfo(folder).canonicalFilePath();
    const QString place = QFileInfo(QFileInfo(file).absolutePath()).canonicalFilePath();
    return !shelf.isEmpty() && (place == shelf || place.startsWith(shelf + QLatin1Char('/')));
}

} // namespace

Session::Session(QObject* parent)
    : Session([](const Document& document) -> Checked<std::unique_ptr<Run>> { return SimulatedRun::create(document); }, liveRun, parent)
{
}

Session::Session(RunFactory factory, RunFactory live, QObject* parent)
    : QObject(parent), m_factory(std::move(factory)), m_liveFactory(std::move(live))
{
    m_clock.start();
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(tickMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &Session::tick);
    // A drag is over when it has rested: one mark on the time axis says where it led.
    m_gestureTimer.setSingleShot(true);
    m_gestureTimer.setInterval(300);
    connect(&m_gestureTimer, &QTimer::timeout, this, &Session::markGesture);
}

Session::~Session() = default;

// --- what is looked at

const Scenario* Session::scenario() const
{
    return m_snapshot ? m_snapshot->scenario.get() : nullptr;
}

QString Session::defaultSelection() const
{
    const Scenario* all = scenario();
    if (!all || all->nodes.empty())
        return {};
    const auto stage = std::find_if(all->nodes.begin(), all->nodes.end(), [](const Node& node) { return node.stage(); });
    return QString::fromStdString(stage != all->nodes.end() ? stage->name : all->nodes.front().name);
}

void Session::select(const QString& nodeName)
{
    if (nodeName == m_selected || !scenario() || !scenario()->find(nodeName.toStdString()))
        return;
    m_selected = nodeName;
    m_dirty = true;
    Q_EMIT selectionChanged();
}

int Session::chartedStage() const
{
    const Scenario* all = scenario();
    if (!all)
        return -1;
    const auto selected = all->find(m_selected.toStdString());
    if (!selected)
        return -1;
    const ProducerNode* producer = all->nodes[static_cast<std::size_t>(*selected)].producer();
    if (!producer)
        return *selected;
    const auto fed = std::find_if(producer->to.begin(), producer->to.end(), [](const Route& route) { return route.node; });
    return fed != producer->to.end() ? *fed->node : -1;
}

void Session::setCrosshair(std::optional<double> seconds)
{
    if (seconds == m_crosshair)
        return;
    m_crosshair = seconds;
    m_dirty = true;
    Q_EMIT crosshairChanged();
}

// --- run control

void Session::setRunning(bool running)
{
    if (!m_run)
        return;
    m_running = running;
    m_runEnd.reset();
    m_dirty = true;
    for (Run* each : {m_run.get(), m_twin.get()}) {
        if (each)
            running ? each->start() : each->pause();
    }
}

void Session::toggleRunning()
{
    setRunning(!m_running);
}

void Session::runTo(double seconds)
{
    const Instant end = runStart + fromSeconds(seconds);
    if (!m_run || m_live || end <= m_snapshot->now)
        return;
    m_running = true;
    m_runEnd = end;
    m_run->runTo(end);
}

void Session::restart(bool newSeed)
{
    if (m_snapshot)
        restartWithSeed(newSeed ? QRandomGenerator::global()->bounded(1u, 1'000'000u) : m_snapshot->seed);
}

void Session::restartWithSeed(std::uint64_t seed)
{
    if (!m_run)
        return;
    markGesture();
    endSpike({});
    if (!m_lifted.isEmpty()) {
        // The schedule begins again too.
        m_lifted.clear();
        apply(m_document, {});
    }
    setCrosshair({});
    m_oldBranch.reset();
    m_newestOfBranch.reset();
    m_run->restart(seed);
    if (m_twin)
        m_twin->restart(seed);
}

void Session::setSpeed(double factor)
{
    if (m_live)
        return; // the machine's clock cannot be hurried
    m_speed = std::isinf(factor) ? factor : std::clamp(factor, 0.1, 1000.0);
    m_speedChosenBefore = m_speedChosenBefore || !m_run;
    m_dirty = true;
    if (m_run)
        m_run->setSpeed(m_speed);
}

// --- files

bool Session::open(const QString& file)
{
    const auto document = Document::load(pathOf(file));
    if (!document) {
        Q_EMIT fault(tr("%1 cannot be opened").arg(QFileInfo(file).fileName()), document.error());
        return false;
    }
    auto run = m_factory(*document);
    if (!run) {
        Q_EMIT fault(tr("%1 cannot be run").arg(QFileInfo(file).fileName()), run.error());
        return false;
    }
    m_file = QFileInfo(file).absoluteFilePath();
    m_fromShelf = liesOnShelf(m_file);
    begin(std::move(*run), *document);
    return true;
}

bool Session::openDocument(const Document& document, const QString& title)
{
    auto run = m_factory(document);
    if (!run) {
        Q_EMIT fault(tr("%1 cannot be run").arg(title), run.error());
        return false;
    }
    m_file.clear();
    m_fromShelf = false;
    begin(std::move(*run), document);
    return true;
}

void Session::openRun(std::unique_ptr<Run> run)
{
    m_file.clear();
    m_fromShelf = false;
    const Document document = run->document();
    begin(std::move(run), document);
}

/// Another run, which is simulated.
void Session::begin(std::unique_ptr<Run> run, const Document& document)
{
    const bool wasLive = std::exchange(m_live, false);
    m_twin.reset();
    m_twinSnapshot.reset();
    useRun(std::move(run), document);
    Q_EMIT noFault();
    if (wasLive)
        Q_EMIT liveChanged();
}

/// The scenario's duration passes in about half a minute: 5 min at 10x. 1-2-5 steps.
double Session::paceOf(const Scenario& scenario)
{
    const double wanted = std::clamp(toSeconds(scenario.duration) / 30, 1.0, 1000.0);
    const double decade = std::pow(10.0, std::floor(std::log10(wanted)));
    const double step = wanted / decade;
    return decade * (step < 2 ? 1 : step < 5 ? 2 : 5);
}

void Session::useRun(std::unique_ptr<Run> run, const Document& document)
{
    m_gestureTimer.stop();
    m_openGesture = 0;
    m_gestureLabel.clear();
    m_spike.reset();
    m_lifted.clear();
    m_undo.clear();
    m_crosshair.reset();
    m_run = std::move(run);
    m_document = document;
    m_fileDocument = document;
    m_snapshot = m_run->latest();
    m_selected = defaultSelection();
    m_skippedFrames = 0;
    forgetCompared();
    m_breakpoints.clear();
    Q_EMIT breakpointsChanged();
    setSpeed(m_speedChosenBefore ? m_speed : paceOf(*m_snapshot->scenario));
    m_lastTick = m_clock.nsecsElapsed();
    setRunning(true);
    m_timer.start();
    Q_EMIT scenarioOpened();
    Q_EMIT notesChanged();
    Q_EMIT selectionChanged();
    Q_EMIT crosshairChanged();
}

bool Session::save()
{
    if (m_file.isEmpty() || m_fromShelf) {
        refuse(tr("Not saved"), Errc::Io, m_file, tr("A scenario of the shelf is never overwritten. Save it under a name of your own."));
        return false;
    }
    return saveAs(m_file);
}

bool Session::saveAs(const QString& file)
{
    if (liesOnShelf(file)) {
        refuse(tr("Not saved"), Errc::Io, file, tr("This is the folder of the shelf; its scenarios are never overwritten."));
        return false;
    }
    if (const auto saved = m_document.save(pathOf(file)); !saved) {
        Q_EMIT fault(tr("Not saved"), Faults{saved.error()});
        return false;
    }
    m_file = QFileInfo(file).absoluteFilePath();
    m_fromShelf = false;
    m_fileDocument = m_document;
    m_undo.setClean();
    m_dirty = true;
    Q_EMIT noFault();
    return true;
}

void Session::refuse(const QString& title, Errc code, const QString& where, const QString& message)
{
    Q_EMIT fault(title, Faults{Error{code, where.toStdString(), message.toStdString()}});
}

// --- frames

void Session::tick()
{
    const auto picture = m_run->latest();
    const bool newPicture = picture != m_snapshot;
    const qint64 now = m_clock.nsecsElapsed();
    countSkips(now, newPicture);
    measure(now);
    if (newPicture)
        follow(picture);
    if (m_twin)
        m_twinSnapshot = m_twin->latest();
    if (!newPicture && !m_dirty)
        return;
    // A frame may take seven tenths of the time; the rest belongs to the keys and the mouse. Whatever it costs, there is another one soon.
    const bool resting = now < m_frameStart + std::min(m_frameCost * 10 / 7, longestRest);
    const bool calm = m_calm && !m_dirty && now < m_frameStart + calmTime;
    if (resting || calm) {
        if (resting && newPicture)
            ++m_skippedFrames;
        m_dirty = m_dirty || (newPicture && !calm);
        return;
    }
    m_dirty = false;
    m_windowCost += m_frameCost;
    ++m_windowFrames;
    m_frameStart = now;
    m_frameCost = 0;
    Q_EMIT frame();
    m_frameCost += m_clock.nsecsElapsed() - now;
}

/// Counts the ticks that the event loop was too busy to give.
void Session::countSkips(qint64 now, bool newPicture)
{
    if (newPicture && m_running && !m_calm)
        m_skippedFrames += static_cast<int>(std::max<qint64>(0, (now - m_lastTick) / tickTime - 1));
    m_lastTick = now;
}

void Session::measure(qint64 now)
{
    if (now - m_windowStart < measureTime)
        return;
    m_framesPerSecond = m_windowFrames / (static_cast<double>(now - m_windowStart) / 1e9);
    if (m_windowFrames > 0)
        m_frameMilliseconds = static_cast<double>(m_windowCost) / m_windowFrames / 1e6;
    m_windowStart = now;
    m_windowCost = 0;
    m_windowFrames = 0;
}

/// What a new picture means for the session itself.
void Session::follow(const std::shared_ptr<const Snapshot>& picture)
{
    const bool foreign = m_live && picture->changes.size() > m_snapshot->changes.size();
    const auto before = std::exchange(m_snapshot, picture);
    followInTime(before);
    if (foreign)
        takeForeignChanges();
    if (picture->state == RunState::Stopped || !picture->stoppedBy.empty() || (m_runEnd && picture->now >= *m_runEnd)) {
        m_running = false;
        m_runEnd.reset();
    }
    followSpike();
    if (!picture->scenario->find(m_selected.toStdString())) {
        m_selected = defaultSelection();
        m_dirty = true;
        Q_EMIT selectionChanged();
    }
    // An instant that has slid out of the charts' window has nothing to read any more.
    if (m_crosshair && *m_crosshair < toSeconds(picture->now) - toSeconds(picture->scenario->duration))
        setCrosshair({});
}

} // namespace highwater
