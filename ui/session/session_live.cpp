// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/live_run.h"
#include "scenario/remarks.h"
#include "scenario/shelf.h"
#include "session/live_factory.h"
#include "session/session.h"

#include <QDir>
#include <QStandardPaths>

#include <utility>

namespace highwater {

Checked<std::unique_ptr<Run>> liveRun(const Document& document)
{
    LiveRunOptions options;
    options.anyPort = true;
    std::error_code ignored;
    if (std::filesystem::equivalent(document.folder(), shelfFolder(), ignored)) {
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
        QDir().mkpath(folder);
        options.dataFolder = std::filesystem::path(folder.toStdU16String());
    }
    return LiveRun::create(document, options).map([](std::unique_ptr<LiveRun> run) { return std::unique_ptr<Run>(std::move(run)); });
}

bool Session::setLive(bool live)
{
    if (!m_run || live == m_live)
        return m_run != nullptr;
    markGesture();
    endSpike({});
    const RunFactory& factory = live ? m_liveFactory : m_factory;
    if (!factory) {
        refuse(tr("No live run"), Errc::Unsupported, {}, tr("This window shows runs of another kind."));
        return false;
    }
    auto run = factory(m_document);
    if (!run) {
        Q_EMIT fault(live ? tr("This scenario cannot run live") : tr("This scenario cannot be simulated"), run.error());
        return false;
    }
    if (live)
        m_speedBeforeLive = m_speed;
    m_live = false;
    setSpeed(live ? 1 : m_speedBeforeLive);
    m_live = live;
    m_lifted.clear();
    m_run = std::move(*run);
    m_twin.reset();
    m_twinSnapshot.reset();
    m_snapshot = m_run->latest();
    if (!live)
        m_run->setSpeed(m_speed);
    else
        startTwin();
    if (!m_snapshot->scenario->find(m_selected.toStdString())) {
        m_selected = defaultSelection();
        Q_EMIT selectionChanged();
    }
    setCrosshair({});
    m_dirty = true;
    setRunning(true);
    Q_EMIT noFault();
    Q_EMIT liveChanged();
    return true;
}

/// The model of what is measured: the same scenario, from the same instant and seed, at the speed of the machine.
void Session::startTwin()
{
    auto twin = m_factory(m_document);
    if (!twin)
        return;
    m_twin = std::move(*twin);
    m_twin->setSpeed(1);
    m_twinSnapshot = m_twin->latest();
}

/// Somebody else may change a live run, by HTTP.
void Session::takeForeignChanges()
{
    if (m_spike || m_openGesture != 0 || sameButRemarks(m_run->document(), m_document))
        return;
    m_document = withRemarksOf(m_run->document(), m_document);
    if (m_twin)
        [[maybe_unused]] const auto follows = m_twin->change(m_document, m_snapshot->changes.back().text);
    m_undo.clear();
}

} // namespace highwater
