// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/experiment.h"
#include "run/report.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <thread>

namespace highwater {

/// Runs a scenario several times in a thread of its own, for figures with intervals. Signals come in the thread that made it. When it goes, the
/// runs are given up at once.
class ReportJob final : public QObject
{
    Q_OBJECT
public:
    /// replications >= 2.
    ReportJob(std::shared_ptr<const Scenario> scenario, std::uint64_t seed, int replications, QObject* parent = nullptr);
    ~ReportJob() override;

    void start();
    /// cancelled() comes when the runs have ended.
    void cancel() { m_interrupt.store(true); }

Q_SIGNALS:
    void progressed(double fraction); ///< 0 to 1
    void done(const highwater::Report& report);
    void cancelled();

private:
    void run();

    std::shared_ptr<const Scenario> m_scenario;
    ExperimentOptions m_options;
    std::atomic<bool> m_interrupt{false};
    std::thread m_thread;
};

} // namespace highwater
