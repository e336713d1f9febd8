// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever happens to the file, the disk or the process: what was confirmed is there, and what is wrong is said.
#include "store/sqlite_store.h"
#include "store_stand.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <set>

using namespace highwater;
using namespace highwater::test;

namespace {

/// What a victim has said, by its first word.
struct Said
{
    std::set<std::uint64_t> safe;
    std::set<std::uint64_t> lost;
    std::set<std::uint64_t> ended;
    QByteArray text;
};

Said read(const QByteArray& text)
{
    Said said;
    said.text = text;
    for (const QByteArray& line : text.split('\n')) {
        const auto words = line.split(' ');
        const std::uint64_t id = words.value(1).toULongLong();
        if (words[0] == "safe") {
            said.safe.insert(id);
        } else if (words[0] == "lost") {
            said.lost.insert(id);
        } else if (words[0] == "ends") {
            said.ended.insert(id);
        }
    }
    return said;
}

} // namespace

class StoreFaultsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("queue.store")); }
    [[nodiscard]] std::string file() const { return path().toStdString(); }
    [[nodiscard]] QByteArray content() const
    {
        QFile opened(path());
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }
    void replace(const QByteArray& bytes) const
    {
        QFile opened(path());
        QVERIFY(opened.open(QIODevice::WriteOnly));
        QCOMPARE(opened.write(bytes), bytes.size());
    }
    /// A store with messages enough to fill some pages.
    void fill(std::uint64_t count = 200) const
    {
        auto store = SqliteStore::open(file());
        QVERIFY(store.has_value());
        for (std::uint64_t id = 1; id <= count; ++id) {
            (*store)->insert(message(id, std::string(1000, 'x')));
        }
    }
    [[nodiscard]] Error errorOf(const std::string& name) const
    {
        const auto store = SqliteStore::open(name);
        return store ? Error{Errc::Stalled, "", "was opened"} : store.error();
    }
    void checkError(const std::string& name, Errc code, const char* words) const
    {
        const Error error = errorOf(name);
        QVERIFY2(error.message.find(words) != std::string::npos, error.message.c_str());
        QCOMPARE(error.code, code);
        QCOMPARE(error.where, name);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatIsNoStoreIsRefused()
    {
        checkError(m_folder->filePath(QStringLiteral("no/queue.store")).toStdString(), Errc::NotFound, "does not exist");
        checkError(m_folder->path().toStdString(), Errc::WrongType, "is a folder");
        replace("This is a text, and no store; it is left as it is.");
        checkError(file(), Errc::WrongType, "is no message store");
        QVERIFY(content().startsWith("This is a text"));
        QFile::remove(path());
        {
            auto other = SqliteConnection::open(file(), SqliteConnection::Access::Write);
            QVERIFY(other && (*other)->execute("CREATE TABLE songs (name TEXT)"));
        }
        checkError(file(), Errc::WrongType, "another program");
    }

    void anEmptyFileBecomesAStore()
    {
        replace("");
        auto store = SqliteStore::open(file());
        QVERIFY(store.has_value());
        (*store)->insert(message(1));
        store->reset();
        QCOMPARE((*SqliteStore::open(file()))->recover().size(), 1u);
    }

    void aNewerStoreIsRefused()
    {
        fill(1);
        {
            auto connection = SqliteConnection::open(file(), SqliteConnection::Access::Write);
            QVERIFY(connection && (*connection)->execute("UPDATE meta SET value = 2 WHERE name = 'version'"));
        }
        checkError(file(), Errc::Unsupported, "is a message store of version 2, and this program knows version 1");
    }

    void aStoreThatWasCutOffIsRefused_data()
    {
        QTest::addColumn<int>("left");
        QTest::newRow("within the first page") << 50;
        QTest::newRow("after it") << 5000;
        QTest::newRow("half of it") << 100'000;
        QTest::newRow("not even its signature") << 9;
    }

    void aStoreThatWasCutOffIsRefused()
    {
        QFETCH(int, left);
        fill();
        const QByteArray all = content();
        QVERIFY(all.size() > 150'000);
        replace(all.left(left));
        checkError(file(), Errc::Io, "is cut off: it should have");
        QCOMPARE(content(), all.left(left));
    }

    void aDamagedStoreIsRefused_data()
    {
        QTest::addColumn<int>("at");
        QTest::newRow("the table of tables") << 105;
        QTest::newRow("the last pages") << -30'000;
        QTest::newRow("a page in the middle") << 81'920;
    }

    void aDamagedStoreIsRefused()
    {
        QFETCH(int, at);
        fill();
        QByteArray all = content();
        all.replace(at < 0 ? all.size() + at : at, 8192, QByteArray(8192, '\x5a'));
        replace(all);
        checkError(file(), Errc::Io, "is damaged: ");
        QCOMPARE(content(), all);
    }

    void aLogThatIsNoneIsRefused()
    {
        fill();
        QFile log(path() + QStringLiteral("-wal"));
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write(QByteArray(5000, 'w'));
        log.close();
        checkError(file(), Errc::Io, "has a damaged log");
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write(QByteArray(5000, '\0'));
        log.close();
        QCOMPARE((*SqliteStore::open(file()))->recover().size(), 200u);
    }

    void aFolderThatCannotBeWrittenIsRefused()
    {
        QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther));
        QProcess victim;
        victim.start(QStringLiteral(HIGHWATER_STORE_VICTIM), {QStringLiteral("nobody"), path()});
        QVERIFY(victim.waitForFinished());
        QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        const QByteArray text = victim.readAllStandardOutput();
        QCOMPARE(victim.exitCode(), 3);
        QVERIFY2(text.contains(path().toUtf8() + ": cannot be kept to this process") && text.contains("Permission denied"), text.constData());
    }

    void nothingThatWasConfirmedIsLostWhenTheProcessIsKilled()
    {
        std::set<std::uint64_t> owed;
        std::uint64_t highest = 0;
        for (int round = 0; round < 5; ++round) {
            QProcess victim;
            victim.start(QStringLiteral(HIGHWATER_STORE_VICTIM), {QStringLiteral("endless"), path()});
            QVERIFY(victim.waitForStarted());
            QByteArray text;
            // A little later each time, so that it is hit in another moment.
            while (text.count("safe ") < 300 + 137 * round && victim.waitForReadyRead()) {
                text += victim.readAllStandardOutput();
            }
            victim.kill();
            QVERIFY(victim.waitForFinished());
            const Said said = read(text + victim.readAllStandardOutput());
            QVERIFY(said.lost.empty() && said.safe.size() > 200);
            owed.insert(said.safe.begin(), said.safe.end());
            for (const std::uint64_t id : said.ended) {
                owed.erase(id);
            }
            QVERIFY(*said.safe.begin() > highest);
            highest = *said.safe.rbegin();

            auto store = SqliteStore::open(file());
            QVERIFY2(store.has_value(), store ? "" : store.error().message.c_str());
            const auto recovered = (*store)->recover();
            QVERIFY((*store)->nextId() > highest);
            const auto attempts = attemptsOf(recovered);
            for (const std::uint64_t id : owed) {
                QVERIFY2(attempts.count(id) == 1, qPrintable(QString::number(id)));
            }
            // What was finished is forgotten, but for the last ones, which were on their way.
            bool onItsWay = false;
            for (const std::uint64_t id : said.ended) {
                onItsWay = onItsWay || attempts.count(id) == 1;
                QCOMPARE(attempts.count(id) == 1, onItsWay);
            }
            QVERIFY(!said.ended.empty() && attempts.count(*said.ended.begin()) == 0);
            for (std::size_t i = 1; i < recovered.size(); ++i) {
                QVERIFY(recovered[i - 1].id < recovered[i].id);
            }
            QCOMPARE(recovered.front().body.size(), 500u);
        }
        QVERIFY(owed.size() > 500);
    }

    void aFileThatMayNotGrowFaultsTheMessagesOfItsGroupAndGoesOn()
    {
        QProcess victim;
        victim.start(QStringLiteral(HIGHWATER_STORE_VICTIM), {QStringLiteral("bounded"), path(), QStringLiteral("300000")});
        QVERIFY(victim.waitForFinished());
        const Said said = read(victim.readAllStandardOutput());
        QVERIFY2(victim.exitCode() == 0, said.text.constData());
        QVERIFY(said.safe.size() > 10 && said.lost.size() >= 2);
        auto store = SqliteStore::open(file());
        QVERIFY(store.has_value());
        const auto attempts = attemptsOf((*store)->recover());
        std::set<std::uint64_t> owed = said.safe;
        for (const std::uint64_t id : said.ended) {
            owed.erase(id);
        }
        std::set<std::uint64_t> found;
        for (const auto& [id, count] : attempts) {
            found.insert(id);
        }
        QVERIFY2(found == owed, said.text.constData());
    }

    void aFullStoreFaultsTheMessagesAndTakesOthersWhenThereIsRoomAgain()
    {
        SqliteOptions options;
        options.mostBytes = 400'000;
        auto opened = SqliteStore::open(file(), options);
        QVERIFY(opened.has_value());
        SqliteStore& store = **opened;
        std::uint64_t id = 0;
        MessageStore::Committed told;
        while (id < 1000 && !told.fault) {
            ++id;
            store.insert(message(id, std::string(2000, 'x'), "key " + std::to_string(id)));
            store.flush();
            told = await(store, 1).at(0);
        }
        QVERIFY(id > 50 && told.fault);
        QCOMPARE(told.fault->where, file());
        QVERIFY2(told.fault->message.find("there is no room left") == 0, told.fault->message.c_str());
        QVERIFY(!store.findKey("key " + std::to_string(id), 0));
        QVERIFY(store.findKey("key 1", 0).has_value());
        QCOMPARE(store.size().messages, id - 1);
        QCOMPARE(store.counters().failures, 1u);
        // A delivery, a dead letter and a message that share a group that is too large: the message is lost, the rest is not.
        store.finish(1);
        store.bury(2, "no", 0);
        store.begin(3, 7);
        store.insert(message(id + 1, std::string(300'000, 'y')));
        store.flush();
        QVERIFY(await(store, 1).at(0).fault.has_value());
        for (std::uint64_t done = 10; done < 40; ++done) {
            store.finish(done);
        }
        store.insert(message(id + 2, std::string(2000, 'x')));
        store.flush();
        const auto after = await(store, 1).at(0);
        QCOMPARE(after.id, id + 2);
        QVERIFY2(!after.fault, "what left with the same group should have made room");
        QTRY_COMPARE(store.size().dead, 1u);
        opened->reset();
        const auto attempts = attemptsOf((*SqliteStore::open(file()))->recover());
        QVERIFY(attempts.count(1) == 0 && attempts.count(2) == 0 && attempts.count(15) == 0 && attempts.count(id) == 0);
        QVERIFY(attempts.count(id + 1) == 0 && attempts.count(9) == 1);
        QCOMPARE(attempts.at(3), 7u);
    }
};

QTEST_GUILESS_MAIN(StoreFaultsTest)
#include "tst_store_faults.moc"
