// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/advice_guide.h"

#include "session/session.h"

namespace highwater {

namespace {

constexpr int lookEvery = 100; ///< milliseconds
constexpr qint64 againAfter = 4000; ///< milliseconds between two questions while the run goes on
constexpr qint64 changedAfter = 800;  ///< after a change, when it has rested
constexpr auto firstAfter = std::chrono::seconds(3); ///< of the run: before that there is little to say

} // namespace

AdviceGuide::AdviceGuide(Session& session, QObject* parent) : QObject(parent), m_session(session), m_adviser(std::make_shared<Adviser>())
{
    m_look.setInterval(lookEvery);
    connect(&m_look, &QTimer::timeout, this, &AdviceGuide::follow);
    m_look.start();
    connect(&session, &Session::scenarioOpened, this, &AdviceGuide::forget);
    connect(&session, &Session::liveChanged, this, &AdviceGuide::forget);
    connect(&session, &Session::acted, this, [this] {
        m_changed = true;
        m_sinceAsked.start();
    });
}

void AdviceGuide::forget()
{
    m_adviser->forget();
    m_report.reset();
    m_study.reset();
    m_sinceAsked.invalidate();
    m_changed = false;
    Q_EMIT reported(nullptr);
    Q_EMIT studied(nullptr);
}

void AdviceGuide::follow()
{
    const auto snapshot = m_session.snapshot();
    if (!snapshot || m_session.isLive())
        return;
    if (const auto report = m_adviser->newest(); report != m_report) {
        m_report = report;
        Q_EMIT reported(report);
    }
    if (const auto study = m_adviser->newestMarks(); study != m_study) {
        m_study = study;
        Q_EMIT studied(study);
    }
    const bool due = !m_sinceAsked.isValid() || m_sinceAsked.elapsed() > (m_changed ? changedAfter : againAfter);
    if (due && !m_adviser->busy() && snapshot->now - runStart >= firstAfter && (m_session.isRunning() || m_changed || !m_report))
        ask();
}

void AdviceGuide::ask()
{
    m_changed = false;
    m_sinceAsked.start();
    m_session.look([adviser = m_adviser, document = m_session.document()](const Simulation& world) { adviser->ask(world.fork(), document); });
}

void AdviceGuide::studyMarks(const QString& node)
{
    if (node.isEmpty())
        return;
    m_session.look([adviser = m_adviser, document = m_session.document(), name = node.toStdString()](const Simulation& world) {
        adviser->askMarks(world.fork(), document, name);
    });
}

bool AdviceGuide::apply(const std::vector<ScenarioEdit>& edits, const QString& label)
{
    Document document = m_session.document();
    for (const ScenarioEdit& edit : edits) {
        auto next = edit.value.empty() ? document.without(edit.pointer) : document.with(edit.pointer, edit.value);
        if (!next) {
            Q_EMIT m_session.fault(tr("Refused: %1").arg(label), Faults{next.error()});
            return false;
        }
        document = std::move(*next);
    }
    return m_session.edit(document, label);
}

void AdviceGuide::showMe(const Advice& finding)
{
    m_session.select(QString::fromStdString(finding.node));
    if (finding.edits.empty())
        return;
    m_session.dropBaseline();
    m_session.toggleBaseline();
    if (apply(finding.edits, QString::fromStdString(finding.label)))
        m_session.setRunning(true);
}

} // namespace highwater
