// SPDX-License-Identifier: GPL-3.0-or-later
#include "manners/autosave.h"

#include "session/session.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QUuid>

namespace highwater {

namespace {

std::filesystem::path pathOf(const QString& file)
{
    return std::filesystem::path(file.toStdU16String());
}

QString nameOf(const Session& session)
{
    if (const auto snapshot = session.snapshot(); snapshot && snapshot->scenario && !snapshot->scenario->name.empty())
        return QString::fromStdString(snapshot->scenario->name);
    return QFileInfo(session.file()).fileName();
}

/// A file name that no scenario's name can lead out of its folder.
QString fileNameFor(const QString& name)
{
    QString safe = name;
    safe.replace(QRegularExpression(QStringLiteral("[^\\w -]"), QRegularExpression::UseUnicodePropertiesOption), QStringLiteral("_"));
    return (safe.trimmed().isEmpty() ? QStringLiteral("scenario") : safe.trimmed().left(80)) + QStringLiteral(".highwater.json");
}

} // namespace

QString Autosave::usualFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/autosave");
}

Autosave::Autosave(Session& session, const QString& folder, QObject* parent) : QObject(parent), m_session(session), m_folder(folder)
{
    m_writer.setMaxThreadCount(1);
    m_later.setSingleShot(true);
    m_later.setInterval(delay);
    connect(&m_later, &QTimer::timeout, this, &Autosave::write);
    connect(session.undoStack(), &QUndoStack::indexChanged, this, &Autosave::consider);
    connect(session.undoStack(), &QUndoStack::cleanChanged, this, &Autosave::consider);
    connect(&session, &Session::scenarioOpened, this, &Autosave::consider);
}

Autosave::~Autosave()
{
    m_writer.waitForDone();
    remove();
    m_writer.waitForDone();
}

void Autosave::consider()
{
    if (!m_session.modified()) {
        m_later.stop();
        remove();
    } else if (!m_later.isActive()) {
        m_later.start(); // a long drag is kept on the way, too
    }
}

bool Autosave::takePath()
{
    if (m_lock)
        return true;
    if (!QDir().mkpath(m_folder))
        return false;
    // A number of the process may come again; the rest of the name does not.
    const QString unique = QUuid::createUuid().toString(QUuid::WithoutBraces).left(8);
    m_path = QStringLiteral("%1/%2-%3.json").arg(m_folder).arg(QCoreApplication::applicationPid()).arg(unique);
    m_lock = std::make_unique<QLockFile>(lockOf(m_path));
    m_lock->setStaleLockTime(0);
    if (!m_lock->tryLock(0))
        m_lock.reset();
    return m_lock != nullptr;
}

/// The document is shared, not copied; making its text and writing it is left to the other thread.
void Autosave::write()
{
    if (!m_session.modified() || !takePath())
        return;
    m_written = true;
    const Document document = m_session.document();
    Kept kept{nameOf(m_session), m_session.file(), QString::fromStdU16String(document.folder().u16string()), {}, QDateTime::currentDateTimeUtc()};
    m_writer.start([path = m_path, document, kept = std::move(kept)]() mutable {
        kept.scenario = QString::fromStdString(document.text());
        writeKept(path, kept);
    });
}

void Autosave::remove()
{
    if (!std::exchange(m_written, false))
        return;
    m_writer.start([path = m_path] { QFile::remove(path); });
}

// --- after a crash

void Autosave::look()
{
    m_left = findLeftBehind(m_folder);
    offer();
}

void Autosave::offer()
{
    if (m_left.empty())
        return;
    const Kept& kept = m_left.front().kept;
    const QString when = QLocale().toString(kept.at.toLocalTime(), QLocale::ShortFormat);
    Q_EMIT found(tr("Highwater was ended while “%1” had unsaved changes").arg(kept.name), tr("They are of %1.").arg(when));
}

bool Autosave::restore()
{
    if (m_left.empty())
        return false;
    const Kept& kept = m_left.front().kept;
    const auto document = Document::parse(kept.scenario.toStdString(), pathOf(kept.folder));
    if (!document) {
        Q_EMIT m_session.fault(tr("“%1” cannot be restored").arg(kept.name), document.error());
        return false;
    }
    bool restored = QFileInfo::exists(kept.file) && m_session.open(kept.file) && m_session.edit(*document, tr("unsaved changes"));
    if (!restored) {
        const QDir folder(QFileInfo(m_folder).absolutePath() + QStringLiteral("/restored"));
        const QString copy = folder.filePath(fileNameFor(kept.name));
        if (!folder.mkpath(QStringLiteral(".")))
            return false;
        if (const auto saved = document->save(pathOf(copy)); !saved) {
            Q_EMIT m_session.fault(tr("“%1” cannot be restored").arg(kept.name), Faults{saved.error()});
            return false;
        }
        restored = m_session.open(copy);
    }
    if (!restored)
        return false;
    // Its file goes when this process has one of its own.
    write();
    m_writer.start([path = m_left.front().path] { QFile::remove(path); });
    m_writer.waitForDone();
    m_left.erase(m_left.begin());
    return true;
}

void Autosave::forget()
{
    if (m_left.empty())
        return;
    QFile::remove(m_left.front().path);
    m_left.erase(m_left.begin());
    offer();
}

} // namespace highwater
