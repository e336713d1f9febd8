// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/forecast_band.h"
#include "run/forecaster.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace highwater {

class Session;

/// Looks ahead while somebody drags something, and all the time when it is wanted: forks of the run as it stands go on in the background,
/// and what they say is handed to the charts. GUI thread; the session outlives it.
class ForecastGuide final : public QObject
{
    Q_OBJECT
public:
    explicit ForecastGuide(Session& session, QObject* parent = nullptr);

    /// Whether it looks ahead all the time.
    [[nodiscard]] bool isPinned() const { return m_pinned; }
    void setPinned(bool pinned);
    [[nodiscard]] std::shared_ptr<const Forecast> newest() const { return m_shown; }

Q_SIGNALS:
    /// For the charted stage; null: none any more.
    void forecastChanged(std::shared_ptr<const ForecastBand> band);

private:
    void ask();
    void follow();
    void drop();
    void show();

    Session& m_session;
    std::shared_ptr<Forecaster> m_forecaster; ///< shared with questions that are still on their way through the engine
    std::shared_ptr<const Forecast> m_shown;
    QString m_shownNode;
    QTimer m_look; ///< for the answer, whether frames come or not
    QElapsedTimer m_sinceAsked;
    QElapsedTimer m_sinceActed;
    std::uint64_t m_request = 0;
    bool m_pinned = false;
};

} // namespace highwater
