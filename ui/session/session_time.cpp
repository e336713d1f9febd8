// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include <algorithm>

namespace highwater {

void Session::step(StepUnit unit, bool back)
{
    if (!canGoBack())
        return;
    m_running = false;
    m_runEnd.reset();
    m_dirty = true;
    m_run->step(unit, back);
}

void Session::seek(double seconds)
{
    if (!canGoBack())
        return;
    markGesture();
    m_running = false;
    m_runEnd.reset();
    m_dirty = true;
    m_run->seek(runStart + fromSeconds(std::max(0.0, seconds)));
}

/// The run has moved: forward, back, or into another future.
void Session::followInTime(const std::shared_ptr<const Snapshot>& before)
{
    if (m_live || !before)
        return;
    if (before->branch != m_snapshot->branch && m_newestOfBranch && m_newestOfBranch->branch == before->branch) {
        m_oldBranch = m_newestOfBranch;
        Q_EMIT comparedChanged();
    }
    if (m_snapshot->now >= m_snapshot->end || !m_newestOfBranch || m_newestOfBranch->branch != m_snapshot->branch)
        m_newestOfBranch = m_snapshot;
    if (m_snapshot->now < m_snapshot->end || before->now < before->end)
        takeStanding();
}

/// What stands at another instant is another scenario; what lay over it there lies over it again.
void Session::takeStanding()
{
    const Document& standing = m_run->document();
    if (standing == withSpike(m_document))
        return;
    const auto known = std::find_if(m_overlaid.rbegin(), m_overlaid.rend(), [&](const Overlaid& one) { return one.run == standing; });
    m_document = known != m_overlaid.rend() ? known->own : standing;
    m_spike = known != m_overlaid.rend() ? known->spike : std::nullopt;
    m_lifted = known != m_overlaid.rend() ? known->lifted : QHash<QString, QString>();
    m_dirty = true;
}

void Session::toggleBaseline()
{
    if (m_baseline) {
        dropBaseline();
        return;
    }
    if (!m_snapshot)
        return;
    m_baseline = m_snapshot;
    m_baselineName = m_undo.index() > 0 ? m_undo.text(m_undo.index() - 1) : tr("as in the file");
    m_dirty = true;
    Q_EMIT comparedChanged();
}

void Session::dropBaseline()
{
    if (!m_baseline)
        return;
    m_baseline.reset();
    m_baselineName.clear();
    m_dirty = true;
    Q_EMIT comparedChanged();
}

void Session::forgetCompared()
{
    m_overlaid.clear();
    m_newestOfBranch.reset();
    m_oldBranch.reset();
    m_baseline.reset();
    m_baselineName.clear();
    Q_EMIT comparedChanged();
}

} // namespace highwater
