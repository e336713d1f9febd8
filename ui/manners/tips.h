// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QRect>
#include <QSettings>
#include <QTimer>

#include <functional>

namespace highwater {

class TipCard;

/// Advice for whoever starts the program for the first time: one card at a time, each until its thing was done or the card was closed;
/// never again after that. Off until start(): pictures and tests see none. Window, theme and settings outlive it.
class Tips final : public QObject
{
    Q_OBJECT
public:
    Tips(QWidget* window, const Theme& theme, QSettings* settings, QObject* parent = nullptr);

    /// id: in the settings. beside: what it is about; it waits while that is out of sight. part: of that, in its coordinates; absent: all.
    void add(const QString& id, const QString& text, QWidget* beside, std::function<QRect()> part = {});
    /// Its thing was done, whether or not its card is in sight.
    void done(const QString& id);
    /// milliseconds until the first one.
    void start(int milliseconds = 2000);
    /// Forgets what was seen.
    void showAgain();
    /// Takes the card away for a while.
    void setSuspended(bool suspended);
    [[nodiscard]] QString shown() const { return m_shown; } ///< empty: none
    [[nodiscard]] TipCard* card() const { return m_card; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Tip
    {
        QString id;
        QString text;
        QPointer<QWidget> beside;
        std::function<QRect()> part;
    };
    void next();
    void takeAway();
    void place();
    [[nodiscard]] bool seen(const QString& id) const;
    [[nodiscard]] const Tip* tip(const QString& id) const;
    [[nodiscard]] static bool inSight(const Tip& tip);

    QWidget* m_window;
    QSettings* m_settings;
    TipCard* m_card;
    QList<Tip> m_tips;
    QTimer m_next;
    QString m_shown;
    bool m_started = false;
    bool m_suspended = false;
};

} // namespace highwater
