// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "manners/autosave_file.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <vector>

namespace highwater {

class Session;

/// Keeps what is not saved yet safe from a crash: a second after a change the scenario is written to a file of this process, and removed
/// when it is saved or the program ends in order. What a process that crashed has left is offered once, to one process.
/// GUI thread; texts are made and written on a thread of its own, one after the other. The session outlives it.
class Autosave final : public QObject
{
    Q_OBJECT
public:
    static constexpr int delay = 1000; ///< milliseconds after a change

    /// The folder is made when something is to be written.
    explicit Autosave(Session& session, const QString& folder = usualFolder(), QObject* parent = nullptr);
    /// The program ends in order: nothing is left.
    ~Autosave() override;
    static QString usualFolder();

    /// Looks for what others have left and emits found() for the newest.
    void look();
    /// Opens what was found: over its file as one undoable step or, when that is gone or refuses it, as a copy of its own beside the usual
    /// folder. False, with the session's fault() emitted, when it cannot be run; it is then kept.
    bool restore();
    /// Removes what was found, and looks at what else there is.
    void forget();
    [[nodiscard]] QString path() const { return m_path; }
    /// For tests: until all that was ordered is on the disk.
    void wait() { m_writer.waitForDone(); }

Q_SIGNALS:
    /// title and text for a banner with Restore and Forget.
    void found(const QString& title, const QString& text);

private:
    void consider();
    void write();
    void remove();
    void offer();
    bool takePath();

    Session& m_session;
    QString m_folder;
    QString m_path; ///< of this process
    std::unique_ptr<QLockFile> m_lock;
    std::vector<LeftBehind> m_left;
    QTimer m_later;
    QThreadPool m_writer;
    bool m_written = false;
};

} // namespace highwater
