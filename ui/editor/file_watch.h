// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/document.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

#include <functional>
#include <optional>

namespace highwater {

class Session;

/// Follows the file of a session while somebody edits it beside the program: what was saved there goes on in the run, as one undoable
/// step. A file with faults changes nothing; Session::fault() says what is wrong and where. What the program saves itself is no news.
/// When the scenario has changes of its own that are in no file, nothing is overwritten: conflict() asks. Session outlives it; GUI
/// thread only.
class FileWatch final : public QObject
{
    Q_OBJECT
public:
    /// Goes on with what the file says; false: refused, and said so.
    using Reload = std::function<bool(const Document& document, const QString& label)>;

    /// reload: how the session takes the file; absent: by Session::takeFile().
    explicit FileWatch(Session& session, Reload reload = {}, QObject* parent = nullptr);

    /// A file is looked at when it has rested for that long; editors write in several steps.
    void setRest(int milliseconds) { m_rest.setInterval(milliseconds); }
    /// Whether the file has news that wait for an answer to conflict().
    [[nodiscard]] bool hasConflict() const { return m_waiting.has_value(); }
    /// The answers: the file wins, or the scenario stays as it is.
    bool takeFile();
    void keepMine();

Q_SIGNALS:
    /// The run goes on with what was saved outside.
    void reloaded(const QString& file);
    /// It was saved outside, but the scenario has unsaved changes.
    void conflict(const QString& file);
    /// The question is no longer one: it was answered, or another file was opened.
    void conflictEnded();

private:
    void follow();
    void watch();
    void look();
    void take(const Document& document);
    void endConflict();

    Session& m_session;
    Reload m_reload;
    QFileSystemWatcher m_watcher;
    QTimer m_rest;
    QString m_file;
    Document m_known;                  ///< what the file held when it was last read or written
    std::optional<Document> m_waiting; ///< what it holds now, until somebody decides
    bool m_faulty = false;             ///< faults of the file are shown
};

} // namespace highwater
