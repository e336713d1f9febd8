// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/file_watch.h"

#include "session/session.h"

#include <QFileInfo>

#include <utility>

namespace highwater {

namespace {

constexpr int restMilliseconds = 150;

std::filesystem::path pathOf(const QString& file)
{
    return std::filesystem::path(file.toStdU16String());
}

} // namespace

FileWatch::FileWatch(Session& session, Reload reload, QObject* parent) : QObject(parent), m_session(session), m_reload(std::move(reload))
{
    if (!m_reload)
        m_reload = [this](const Document& document, const QString& label) { return m_session.takeFile(document, label); };
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &FileWatch::look);
    const auto soon = [this] { m_rest.start(); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, soon);
    // Who writes a new file and gives it the old one's name takes away what was watched; the folder tells of the new one.
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, soon);
    connect(&m_session, &Session::scenarioOpened, this, &FileWatch::follow);
    // The session says nothing of a save under another name but that a frame comes.
    connect(&m_session, &Session::frame, this, [this] {
        if (m_session.file() != m_file)
            follow();
    });
    // A save of our own: known before anything else changes. What undo leads back to may be older than the file, so that the file is asked.
    connect(m_session.undoStack(), &QUndoStack::cleanChanged, this, [this](bool clean) {
        const auto saved = clean && m_session.file() == m_file ? Document::load(pathOf(m_file)) : tl::unexpected(Faults{});
        if (saved && *saved == m_session.document())
            m_known = *saved;
    });
    follow();
}

/// Another file, or the same one opened again: what is in the session now is what it holds.
void FileWatch::follow()
{
    endConflict();
    m_rest.stop();
    m_faulty = false;
    m_file = m_session.file();
    m_known = m_session.document();
    watch();
}

void FileWatch::watch()
{
    if (const QStringList old = m_watcher.files() + m_watcher.directories(); !old.isEmpty())
        m_watcher.removePaths(old);
    if (m_file.isEmpty() || m_session.fromShelf())
        return; // what came with the program is not edited
    m_watcher.addPath(QFileInfo(m_file).absolutePath());
    if (QFileInfo::exists(m_file))
        m_watcher.addPath(m_file);
}

void FileWatch::look()
{
    if (m_file.isEmpty() || m_session.file() != m_file)
        return;
    watch(); // a file that was replaced is another one
    if (!QFileInfo::exists(m_file))
        return; // between two steps of a save, or gone: the scenario stays
    const QString name = QFileInfo(m_file).fileName();
    const auto faulty = [&](const Faults& faults) {
        m_faulty = true;
        Q_EMIT m_session.fault(tr("%1 was edited and cannot be used; the run goes on as it was").arg(name), faults);
    };
    const auto document = Document::load(pathOf(m_file));
    if (!document) {
        faulty(document.error());
        return;
    }
    if (*document == m_session.document() || *document == m_known) {
        // Our own save, or the folder told of another file; or what was wrong has been taken back.
        if (*document == m_session.document()) {
            m_known = *document;
            if (m_session.modified())
                m_session.takeFile(*document, {}); // somebody wrote what the session has, too
        }
        endConflict();
        if (std::exchange(m_faulty, false))
            Q_EMIT m_session.noFault();
        return;
    }
    if (const auto scenario = readScenario(*document); !scenario) {
        faulty(scenario.error());
        return;
    }
    if (!(m_session.document() == m_known)) {
        m_waiting = *document;
        Q_EMIT conflict(m_file);
        return;
    }
    take(*document);
}

void FileWatch::take(const Document& document)
{
    if (!m_reload(document, tr("%1 edited outside").arg(QFileInfo(m_file).fileName())))
        return;
    m_known = document;
    m_faulty = false;
    endConflict();
    Q_EMIT reloaded(m_file);
}

bool FileWatch::takeFile()
{
    if (!m_waiting)
        return false;
    const Document document = *m_waiting;
    take(document);
    return m_known == document;
}

/// The next save overwrites what is in the file; until then what stands there is known.
void FileWatch::keepMine()
{
    if (m_waiting)
        m_known = *m_waiting;
    endConflict();
}

void FileWatch::endConflict()
{
    if (!m_waiting)
        return;
    m_waiting.reset();
    Q_EMIT conflictEnded();
}

} // namespace highwater
