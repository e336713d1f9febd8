// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "run/journey_finder.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace highwater {

class HeaderButton;
class JourneyModel;
class JourneyTable;
class Session;
class Theme;
class Waterfall;

/// The tab Journeys: the slowest items of the last minute as a table, and beside it the way of one of them through the network. It asks for
/// the past by itself when it is seen and the run stands; while it runs, when somebody asks. GUI thread only.
class JourneyPanel final : public QWidget
{
    Q_OBJECT
public:
    /// Hands the past from about an instant up to now to a function, soon and on another thread. False: there is none.
    using LookBackSource = std::function<bool(Instant from, std::function<void(const LookBack& past)> take)>;

    /// session and theme must outlive the panel.
    JourneyPanel(Session& session, Theme& theme, QWidget* parent = nullptr);
    ~JourneyPanel() override;

    /// Without one there are no journeys.
    void setLookBack(LookBackSource source);
    /// Looks for the slowest items of the minute before now.
    void refresh();
    /// The journey so far of the oldest item in the selected node.
    void showOldest();

    [[nodiscard]] bool busy() const { return m_waiting; }
    [[nodiscard]] std::optional<Journey> shown() const;
    [[nodiscard]] QString title() const; ///< what the table holds, in words

Q_SIGNALS:
    void seekWanted(double seconds);      ///< to where the item was created
    void nodeChosen(const QString& node); ///< a station was clicked twice
    void answered();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    /// What the engine's thread found; it may outlive the panel.
    struct Oldest
    {
        std::mutex mutex;
        bool done = false; ///< guarded by mutex, as the next
        std::optional<RequestId> item;
    };

    void follow();
    void forget();
    void place();
    void ask(Instant from, std::optional<RequestId> item);
    void poll();
    void takeOldest();
    void take(const std::shared_ptr<const JourneyAnswer>& answer);
    void showTable(const JourneyAnswer& answer);
    void showChosen();
    void say(const QString& note);
    [[nodiscard]] bool live() const;
    [[nodiscard]] QString emptyText() const;
    [[nodiscard]] QString oldestWords() const;

    Session& m_session;
    Theme& m_theme;
    LookBackSource m_source;
    std::shared_ptr<JourneyFinder> m_finder;
    std::shared_ptr<Oldest> m_oldest;
    std::shared_ptr<const JourneyAnswer> m_answer; ///< that the table shows
    JourneyModel* m_model;
    JourneyTable* m_table;
    Waterfall* m_waterfall;
    HeaderButton* m_refresh;
    HeaderButton* m_start;
    HeaderButton* m_oldestButton;
    QTimer m_poll;
    std::uint64_t m_request = 0;
    Instant m_since;
    Instant m_askedAt; ///< now, when the table was asked for
    std::uint64_t m_branch = 0;
    std::uint64_t m_seed = 0;
    QString m_painted; ///< the words of the last picture
    QString m_oldestNode;
    QString m_note; ///< about the item that is shown, or why there is none
    bool m_waiting = false;
    bool m_deeper = false; ///< the past was asked for again, from an earlier instant
};

} // namespace highwater
