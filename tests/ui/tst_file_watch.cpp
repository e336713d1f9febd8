// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/file_watch.h"
#include "fake_run.h"
#include "session/session.h"

#include <QFile>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace highwater;

namespace {

QByteArray scenarioWith(int workers)
{
    return QByteArray(R"j({
  "highwater": 1,
  "nodes": {
    "clients": {"type": "producer", "arrivals": "poisson(80/s)", "to": "api"},
    "api": {"type": "stage", "workers": {"count": )j") +
           QByteArray::number(workers) + R"j(, "service": "constant(5ms)"}}
  }
})j";
}

const QString count = QStringLiteral("/nodes/api/workers/count");

} // namespace

class FileWatchTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsSavedOutsideGoesOnInTheRun();
    void whatTheFileSaysIsNotModified();
    void whoWritesWhatTheSessionHasSavesIt();
    void placesThatAreWrittenOutsideAreTakenWithoutAMark();
    void aFileThatIsReplacedIsFollowedToo();
    void aFaultyFileChangesNothingAndSaysWhere();
    void aFaultThatIsTakenBackIsGone();
    void whatIsHalfWrittenIsNotLookedAt();
    void ourOwnSaveIsNoNews();
    void unsavedChangesAreNotOverwritten();
    void whoKeepsHisOwnIsNotAskedAgain();
    void afterASaveUnderAnotherNameThatFileIsFollowed();
    void aFileThatGoesAwayLeavesTheScenario();
    void anotherFileInTheFolderMeansNothing();

private:
    void write(const QByteArray& text) { writeTo(m_file, text); }
    static void writeTo(const QString& name, const QByteArray& text)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
    }
    /// Long enough for the watcher to have told and the watch to have looked, if it were to: until a change that does count has come.
    void settle()
    {
        QSignalSpy rested(&m_settled, &QTimer::timeout);
        m_settled.start();
        QVERIFY(rested.wait());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<FileWatch> m_watch;
    FakeRun* m_run = nullptr;
    QTimer m_settled;
};

void FileWatchTest::init()
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(250);
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(QStringLiteral("one.highwater.json"));
    m_session = std::make_unique<Session>([this](const Document& document) -> Checked<std::unique_ptr<Run>> {
        auto scenario = readScenario(document);
        if (!scenario)
            return tl::unexpected(scenario.error());
        auto run = std::make_unique<FakeRun>(document, std::move(*scenario));
        m_run = run.get();
        return run;
    });
    m_watch = std::make_unique<FileWatch>(*m_session);
    m_watch->setRest(60);
    write(scenarioWith(4));
    QVERIFY(m_session->open(m_file));
}

void FileWatchTest::cleanup()
{
    m_watch.reset();
    m_session.reset();
}

void FileWatchTest::whatIsSavedOutsideGoesOnInTheRun()
{
    QSignalSpy reloaded(m_watch.get(), &FileWatch::reloaded);
    const FakeRun* run = m_run;
    write(scenarioWith(6));
    QVERIFY(reloaded.wait());
    QCOMPARE(m_session->parameter(count), QStringLiteral("6"));
    QCOMPARE(m_run, run); // the same run
    QCOMPARE(m_run->changes, 1);
    QVERIFY(m_session->undoText().contains(QStringLiteral("one.highwater.json")));
    write(scenarioWith(7));
    QVERIFY(reloaded.wait());
    QCOMPARE(m_session->parameter(count), QStringLiteral("7"));
    m_session->undo();
    QCOMPARE(m_session->parameter(count), QStringLiteral("6"));
}

void FileWatchTest::whatTheFileSaysIsNotModified()
{
    QSignalSpy reloaded(m_watch.get(), &FileWatch::reloaded);
    QSignalSpy clean(m_session->undoStack(), &QUndoStack::cleanChanged);
    write(scenarioWith(6));
    QVERIFY(reloaded.wait());
    QVERIFY(!m_session->modified());
    QCOMPARE(m_session->fileParameter(count), QStringLiteral("6"));
    QVERIFY(!clean.isEmpty() && clean.last()[0].toBool()); // the title follows
    m_session->undo();
    QVERIFY(m_session->modified());
    m_session->redo();
    QVERIFY(!m_session->modified());
}

void FileWatchTest::whoWritesWhatTheSessionHasSavesIt()
{
    QVERIFY(m_session->setParameter(count, QStringLiteral("5"), QStringLiteral("workers 4 → 5")));
    QVERIFY(m_session->modified());
    write(QByteArray::fromStdString(m_session->document().text()));
    QTRY_VERIFY(!m_session->modified());
    QCOMPARE(m_run->changes, 1);
    QCOMPARE(m_session->undoStack()->count(), 1);
}

void FileWatchTest::placesThatAreWrittenOutsideAreTakenWithoutAMark()
{
    QSignalSpy reloaded(m_watch.get(), &FileWatch::reloaded);
    write(scenarioWith(4).replace("\"type\": \"stage\"", "\"x-position\": \"24, 48\", \"type\": \"stage\""));
    QVERIFY(reloaded.wait());
    QVERIFY(!m_session->modified());
    QCOMPARE(m_session->document().get("/nodes/api/x-position").value_or(std::string()), std::string("\"24, 48\""));
    QCOMPARE(m_run->changes, 0);
    QVERIFY(m_run->marks.isEmpty());
}

void FileWatchTest::aFileThatIsReplacedIsFollowedToo()
{
    QSignalSpy reloaded(m_watch.get(), &FileWatch::reloaded);
    for (const int workers : {5, 6, 7}) {
        QSaveFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(scenarioWith(workers));
        QVERIFY(file.commit());
        QVERIFY(reloaded.wait());
        QCOMPARE(m_session->parameter(count), QString::number(workers));
    }
    // As editors do that keep the old one: away with it, then a new one.
    QVERIFY(QFile::rename(m_file, m_file + QStringLiteral("~")));
    write(scenarioWith(8));
    QVERIFY(reloaded.wait());
    QCOMPARE(m_session->parameter(count), QStringLiteral("8"));
}

void FileWatchTest::aFaultyFileChangesNothingAndSaysWhere()
{
    QSignalSpy faults(m_session.get(), &Session::fault);
    write(scenarioWith(-1));
    QVERIFY(faults.wait());
    const auto fault = qvariant_cast<Faults>(faults[0][1]).front();
    QCOMPARE(fault.where, std::string("/nodes/api/workers/count"));
    QVERIFY(faults[0][0].toString().contains(QStringLiteral("one.highwater.json")));
    QCOMPARE(m_session->parameter(count), QStringLiteral("4"));
    write("{\n  \"highwater\": 1,\n  oops");
    QVERIFY(faults.wait());
    QVERIFY(qvariant_cast<Faults>(faults.last()[1]).front().where.find("line 3") != std::string::npos);
    QCOMPARE(m_run->changes, 0);
}

void FileWatchTest::aFaultThatIsTakenBackIsGone()
{
    QSignalSpy faults(m_session.get(), &Session::fault);
    QSignalSpy gone(m_session.get(), &Session::noFault);
    write("{");
    QVERIFY(faults.wait());
    gone.clear();
    write(scenarioWith(4));
    QVERIFY(gone.wait());
    QCOMPARE(m_run->changes, 0);
}

void FileWatchTest::whatIsHalfWrittenIsNotLookedAt()
{
    QSignalSpy faults(m_session.get(), &Session::fault);
    QSignalSpy reloaded(m_watch.get(), &FileWatch::reloaded);
    const QByteArray text = scenarioWith(9);
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered));
    for (qsizetype i = 0; i < text.size(); i += 40) {
        file.write(text.mid(i, 40));
        QCoreApplication::processEvents();
    }
    file.close();
    QVERIFY(reloaded.wait());
    QCOMPARE(faults.size(), 0);
    QCOMPARE(m_run->changes, 1);
}

void FileWatchTest::ourOwnSaveIsNoNews()
{
    QSignalSpy reloaded(m_watch.get(), &FileWatch::reloaded);
    QSignalSpy conflict(m_watch.get(), &FileWatch::conflict);
    QVERIFY(m_session->setParameter(count, QStringLiteral("5"), QStringLiteral("workers 4 → 5")));
    QVERIFY(m_session->save());
    // And at once a change that is not saved.
    QVERIFY(m_session->setParameter(count, QStringLiteral("6"), QStringLiteral("workers 5 → 6")));
    settle();
    QCOMPARE(reloaded.size(), 0);
    QCOMPARE(conflict.size(), 0);
    QCOMPARE(m_session->parameter(count), QStringLiteral("6"));
}

void FileWatchTest::unsavedChangesAreNotOverwritten()
{
    QSignalSpy conflict(m_watch.get(), &FileWatch::conflict);
    QSignalSpy ended(m_watch.get(), &FileWatch::conflictEnded);
    QVERIFY(m_session->setParameter(count, QStringLiteral("5"), QStringLiteral("workers 4 → 5")));
    write(scenarioWith(9));
    QVERIFY(conflict.wait());
    QCOMPARE(conflict[0][0].toString(), m_session->file());
    QCOMPARE(m_session->parameter(count), QStringLiteral("5"));
    QVERIFY(m_watch->hasConflict());
    QVERIFY(m_watch->takeFile());
    QCOMPARE(m_session->parameter(count), QStringLiteral("9"));
    QCOMPARE(ended.size(), 1);
    m_session->undo();
    QCOMPARE(m_session->parameter(count), QStringLiteral("5")); // nothing was lost
    QVERIFY(!m_watch->takeFile());
}

void FileWatchTest::whoKeepsHisOwnIsNotAskedAgain()
{
    QSignalSpy conflict(m_watch.get(), &FileWatch::conflict);
    QVERIFY(m_session->setParameter(count, QStringLiteral("5"), QStringLiteral("workers 4 → 5")));
    write(scenarioWith(9));
    QVERIFY(conflict.wait());
    m_watch->keepMine();
    QVERIFY(!m_watch->hasConflict());
    write(scenarioWith(9));
    settle();
    QCOMPARE(conflict.size(), 1);
    QCOMPARE(m_session->parameter(count), QStringLiteral("5"));
    write(scenarioWith(10));
    QVERIFY(conflict.wait());
}

void FileWatchTest::afterASaveUnderAnotherNameThatFileIsFollowed()
{
    QSignalSpy reloaded(m_watch.get(), &FileWatch::reloaded);
    const QString other = m_folder->filePath(QStringLiteral("two.highwater.json"));
    QSignalSpy frame(m_session.get(), &Session::frame);
    QVERIFY(m_session->saveAs(other));
    QVERIFY(frame.wait());
    write(scenarioWith(6)); // the old one
    settle();
    QCOMPARE(reloaded.size(), 0);
    writeTo(other, scenarioWith(7));
    QVERIFY(reloaded.wait());
    QCOMPARE(m_session->parameter(count), QStringLiteral("7"));
}

void FileWatchTest::aFileThatGoesAwayLeavesTheScenario()
{
    QSignalSpy faults(m_session.get(), &Session::fault);
    QSignalSpy reloaded(m_watch.get(), &FileWatch::reloaded);
    QVERIFY(QFile::remove(m_file));
    settle();
    QCOMPARE(faults.size(), 0);
    QCOMPARE(m_session->parameter(count), QStringLiteral("4"));
    write(scenarioWith(5));
    QVERIFY(reloaded.wait());
    QCOMPARE(m_session->parameter(count), QStringLiteral("5"));
}

void FileWatchTest::anotherFileInTheFolderMeansNothing()
{
    QSignalSpy reloaded(m_watch.get(), &FileWatch::reloaded);
    QVERIFY(m_session->setParameter(count, QStringLiteral("5"), QStringLiteral("workers 4 → 5")));
    QSignalSpy conflict(m_watch.get(), &FileWatch::conflict);
    writeTo(m_folder->filePath(QStringLiteral("notes.txt")), "hello");
    settle();
    QCOMPARE(reloaded.size(), 0);
    QCOMPARE(conflict.size(), 0);
}

QTEST_GUILESS_MAIN(FileWatchTest)
#include "tst_file_watch.moc"
