// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "scenario/remarks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUndoCommand>

#include <algorithm>
#include <utility>

namespace highwater {

namespace {

constexpr const char* notesPointer = "/x-notes";

} // namespace

/// The run is not told of notes and places: nothing is marked, its statistics go on, and no other future begins.
class Session::RemarksCommand final : public QUndoCommand
{
public:
    RemarksCommand(Session* session, Document before, Document after, const QString& label)
        : QUndoCommand(label), m_session(session), m_before(std::move(before)), m_after(std::move(after))
    {
    }
    void undo() override { m_session->takeRemarks(m_before); }
    void redo() override { m_session->takeRemarks(m_after); }

private:
    Session* m_session;
    Document m_before;
    Document m_after;
};

void Session::step(StepUnit unit, bool back)
{
    if (!canGoBack())
        return;
    m_running = false;
    m_runEnd.reset();
    m_dirty = true;
    m_run->step(unit, back);
}

void Session::seek(double seconds)
{
    if (!canGoBack())
        return;
    markGesture();
    m_running = false;
    m_runEnd.reset();
    m_dirty = true;
    // What was read as seconds is the end again when it was the end.
    constexpr double rounding = 1e-6;
    const bool toEnd = seconds >= toSeconds(m_snapshot->end) - rounding;
    m_run->seek(toEnd ? m_snapshot->end : runStart + fromSeconds(std::max(0.0, seconds)));
}

bool Session::setBreakpoints(const QStringList& conditions)
{
    if (!m_run)
        return false;
    std::vector<std::string> texts;
    for (const QString& condition : conditions)
        texts.push_back(condition.toStdString());
    if (const auto set = m_run->setBreakpoints(texts); !set) {
        Q_EMIT fault(tr("No such condition"), Faults{set.error()});
        return false;
    }
    m_breakpoints = conditions;
    Q_EMIT noFault();
    Q_EMIT breakpointsChanged();
    return true;
}

/// The run has moved: forward, back, or into another future.
void Session::followInTime(const std::shared_ptr<const Snapshot>& before)
{
    if (m_live || !before)
        return;
    if (before->branch != m_snapshot->branch && m_newestOfBranch && m_newestOfBranch->branch == before->branch) {
        m_oldBranch = m_newestOfBranch;
        Q_EMIT comparedChanged();
    }
    if (m_snapshot->now >= m_snapshot->end || !m_newestOfBranch || m_newestOfBranch->branch != m_snapshot->branch)
        m_newestOfBranch = m_snapshot;
    if (m_snapshot->now < m_snapshot->end || before->now < before->end)
        takeStanding();
}

/// What stands at another instant is another scenario; what lay over it there lies over it again. Notes and places are of no instant.
void Session::takeStanding()
{
    const Document& standing = m_run->document();
    if (sameButRemarks(standing, withSpike(m_document)))
        return;
    const Document remarks = m_document;
    const auto known = std::find_if(m_overlaid.rbegin(), m_overlaid.rend(), [&](const Overlaid& one) { return one.run == standing; });
    m_document = known != m_overlaid.rend() ? known->own : standing;
    m_spike = known != m_overlaid.rend() ? known->spike : std::nullopt;
    m_lifted = known != m_overlaid.rend() ? known->lifted : QHash<QString, QString>();
    takeRemarks(remarks);
}

void Session::toggleBaseline()
{
    if (m_baseline) {
        dropBaseline();
        return;
    }
    if (!m_snapshot)
        return;
    m_baseline = m_snapshot;
    m_baselineDocument = m_document;
    m_baselineName = m_undo.index() > 0 ? m_undo.text(m_undo.index() - 1) : tr("as in the file");
    m_dirty = true;
    Q_EMIT comparedChanged();
}

void Session::dropBaseline()
{
    if (!m_baseline)
        return;
    m_baseline.reset();
    m_baselineName.clear();
    m_dirty = true;
    Q_EMIT comparedChanged();
}

void Session::forgetCompared()
{
    m_overlaid.clear();
    m_newestOfBranch.reset();
    m_oldBranch.reset();
    m_baseline.reset();
    m_baselineName.clear();
    Q_EMIT comparedChanged();
}

QList<Session::Note> Session::notes() const
{
    const auto kept = m_document.get(notesPointer);
    QList<Note> notes;
    if (!kept)
        return notes;
    for (const auto& value : QJsonDocument::fromJson(QByteArray::fromStdString(*kept)).array())
        notes.append({value[QLatin1String("seconds")].toDouble(), value[QLatin1String("text")].toString()});
    return notes;
}

void Session::addNote(double seconds, const QString& text)
{
    if (text.trimmed().isEmpty())
        return;
    QList<Note> all = notes();
    const auto place = std::find_if(all.begin(), all.end(), [&](const Note& note) { return note.seconds > seconds; });
    all.insert(place, {seconds, text.trimmed()});
    setNotes(all, tr("note: %1").arg(text.trimmed()));
}

void Session::removeNote(int index)
{
    QList<Note> all = notes();
    if (index < 0 || index >= all.size())
        return;
    const QString text = all.takeAt(index).text;
    setNotes(all, tr("note removed: %1").arg(text));
}

void Session::setNotes(const QList<Note>& notes, const QString& label)
{
    QJsonArray array;
    for (const Note& note : notes)
        array.append(QJsonObject{{QStringLiteral("seconds"), note.seconds}, {QStringLiteral("text"), note.text}});
    const std::string json = QJsonDocument(array).toJson(QJsonDocument::Compact).toStdString();
    const auto noted = notes.isEmpty() ? m_document.without(notesPointer) : m_document.with(notesPointer, json);
    if (noted)
        remark(*noted, label);
}

/// Goes on with a document in which nothing but remarks differs, as one step.
void Session::remark(const Document& document, const QString& label)
{
    m_undo.push(new RemarksCommand(this, m_document, document, label));
}

void Session::takeRemarks(const Document& document)
{
    m_document = withRemarksOf(m_document, document);
    m_dirty = true;
    Q_EMIT notesChanged();
}

bool Session::takeFile(const Document& document, const QString& label)
{
    if (!(document == m_document) && !perform(document, label))
        return false;
    m_fileDocument = document;
    m_undo.setClean();
    m_dirty = true;
    return true;
}

} // namespace highwater
