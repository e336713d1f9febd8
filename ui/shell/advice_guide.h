// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/adviser.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>

namespace highwater {

class Session;

/// Asks what is wrong with the run while it goes on, and does what a finding proposes. GUI thread; the session outlives it.
class AdviceGuide final : public QObject
{
    Q_OBJECT
public:
    explicit AdviceGuide(Session& session, QObject* parent = nullptr);

    /// As one undoable step. False, with the session's fault() emitted, when the scenario does not allow it.
    bool apply(const std::vector<ScenarioEdit>& edits, const QString& label);
    /// Keeps what is as the baseline, makes the change and runs on: both are seen. A finding without a change selects its node.
    void showMe(const Advice& finding);
    void studyMarks(const QString& node);
    void ask();

Q_SIGNALS:
    void reported(std::shared_ptr<const AdviceReport> report); ///< null: nothing is known of this run yet
    void studied(std::shared_ptr<const MarkStudy> study);

private:
    void follow();
    void forget();

    Session& m_session;
    std::shared_ptr<Adviser> m_adviser; ///< shared with questions that are still on their way through the engine
    std::shared_ptr<const AdviceReport> m_report;
    std::shared_ptr<const MarkStudy> m_study;
    QTimer m_look; ///< whether frames come or not
    QElapsedTimer m_sinceAsked;
    bool m_changed = false; ///< since the last question
};

} // namespace highwater
