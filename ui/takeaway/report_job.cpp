// SPDX-License-Identifier: GPL-3.0-or-later
#include "takeaway/report_job.h"

#include <algorithm>
#include <utility>

namespace highwater {

ReportJob::ReportJob(std::shared_ptr<const Scenario> scenario, std::uint64_t seed, int replications, QObject* parent)
    : QObject(parent), m_scenario(std::move(scenario))
{
    m_options.seed = seed;
    m_options.replications = std::max(2, replications);
    // The window keeps a core for itself.
    m_options.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()) - 1);
    m_options.interrupt = &m_interrupt;
    m_options.progress = [this](double fraction) {
        QMetaObject::invokeMethod(this, [this, fraction] { Q_EMIT progressed(fraction); }, Qt::QueuedConnection);
    };
}

ReportJob::~ReportJob()
{
    m_interrupt.store(true);
    if (m_thread.joinable())
        m_thread.join();
}

void ReportJob::start()
{
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
}

void ReportJob::run()
{
    const Experiment experiment = runExperiment(m_scenario, m_options);
    const auto tell = experiment.interrupted ? std::function<void()>([this] { Q_EMIT cancelled(); })
                                             : std::function<void()>([this, report = reportOf(experiment)] { Q_EMIT done(report); });
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

} // namespace highwater
