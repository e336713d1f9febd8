// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <QPair>
#include <QString>

namespace highwater {

class Session;

/// Everything that a key, a menu or a button of the main window can do, once: its words, its key and what it does to the session.
/// An action's dynamic property "drawing" names its icon. What concerns the window (files, docks, theme) is connected there.
class Actions final : public QObject
{
    Q_OBJECT
public:
    /// session outlives the actions.
    Actions(Session* session, QObject* parent);

    QAction* open;
    QAction* save;
    QAction* saveAs;
    QAction* copyPicture;
    QAction* savePicture;
    QAction* quit;
    QAction* undo;
    QAction* redo;
    QAction* run;
    QAction* step;
    QAction* stepBack;
    QAction* stepItem;       ///< to the next request that is answered
    QAction* stepItemBack;
    QAction* stepSecond;
    QAction* stepSecondBack;
    QAction* runUntil;       ///< to a time, a count or a condition
    QAction* restart;
    QAction* newSeed;
    QAction* slower;
    QAction* faster;
    QAction* fast;      ///< 100 times real time, and back
    QAction* fullSpeed; ///< as fast as possible, and back
    QAction* addProducer;
    QAction* removeProducer;
    QAction* addConsumer;
    QAction* removeConsumer;
    QAction* spike;
    QAction* live;      ///< under the machine's clock, with real sockets
    QAction* copyCurl;  ///< the line that sends an item
    QAction* whoWaits;
    QAction* forecast;  ///< forks of the run look ahead all the time
    QAction* baseline;  ///< keeps the picture to compare with, or lets it go
    QAction* journeys;  ///< the slowest items and their ways
    QAction* marker;    ///< a note at the instant that is looked at
    QAction* toNow; ///< Escape: the crosshair goes, the charts show now
    QAction* themeToggle;
    QAction* lessons;   ///< the list of lessons
    QAction* share;     ///< what can be taken away
    QAction* keys;
    QList<QAction*> scenarios; ///< keys 1 to 9

    [[nodiscard]] const QList<QAction*>& all() const { return m_all; }
    /// Keys and what they do, for the overlay; pairs of more and less share a row.
    [[nodiscard]] QList<QPair<QString, QString>> keyTable() const;

private:
    QAction* make(const char* drawing, const QString& text, const QKeySequence& key, const QString& tip);
    void connectToSession();
    void toggleSpeed(double speed);
    void stepSpeed(int direction);
    void follow();
    void followHistory();

    Session* m_session;
    QList<QAction*> m_all;
    double m_speedBefore = 1; ///< to come back from fast
};

/// An action's key as it stands in a key box: "Space", "Shift+P".
QString keyText(const QAction* action);

} // namespace highwater
