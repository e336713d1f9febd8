// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

namespace highwater {

class MainWindow;
class Session;

/// Takes the picture of a run at an instant: runs there as fast as possible (a live run takes its time), waits until every view has caught up, writes the picture
/// and ends the program (0; 1 when the picture cannot be written).
class Screenshot final : public QObject
{
    Q_OBJECT
public:
    Screenshot(Session* session, MainWindow* window, const QString& file, double afterSeconds, QObject* parent);

private:
    void take();

    Session* m_session;
    MainWindow* m_window;
    QString m_file;
    QTimer m_settled;
    int m_patience = 20; ///< waits for the findings
};

} // namespace highwater
