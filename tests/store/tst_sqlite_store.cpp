// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/queue_file.h"
#include "store/sqlite_store.h"
#include "store_stand.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <atomic>

using namespace highwater;
using namespace highwater::test;

using Ids = std::vector<std::uint64_t>;

class SqliteStoreTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteStore> m_store;

    [[nodiscard]] std::string file() const { return m_folder->filePath(QStringLiteral("queue.store")).toStdString(); }

    void open(SqliteOptions options = {})
    {
        m_store.reset();
        auto store = SqliteStore::open(file(), options);
        QVERIFY2(store.has_value(), store ? "" : store.error().message.c_str());
        m_store = std::move(*store);
    }
    void insertSafely(const Message& one)
    {
        m_store->insert(one);
        m_store->flush();
        const auto told = await(*m_store, 1);
        QCOMPARE(told.size(), 1u);
        QCOMPARE(told[0].id, one.id);
        QVERIFY(!told[0].fault);
    }
    /// Of the file, by another connection.
    [[nodiscard]] std::int64_t ask(const char* sql) const
    {
        const auto connection = SqliteConnection::open(file(), SqliteConnection::Access::Read);
        return connection ? (*connection)->number(sql).value_or(-1) : -1;
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { m_store.reset(); }

    void aMessageComesBackAsItWas()
    {
        open();
        QVERIFY(m_store->recover().empty());
        QCOMPARE(m_store->nextId(), 1u);
        Message one = message(1, std::string("bytes \0 \xff", 9), "order-17");
        one.method = "PUT";
        one.path = "/a?b=c%20d";
        one.contentType = "application/json; charset=utf-8";
        one.headers = {{"traceparent", "00-ab"}, {"x-odd", "a: b\r\nx-evil: \\n"}, {"x-empty", ""}};
        one.priority = 3;
        one.receivedAt = 1'700'000'000'123'456'789;
        insertSafely(one);
        insertSafely(message(2, ""));
        open();
        const auto messages = m_store->recover();
        QCOMPARE(messages.size(), 2u);
        const Message& back = messages[0];
        QCOMPARE(back.id, 1u);
        QCOMPARE(back.method, one.method);
        QCOMPARE(back.path, one.path);
        QCOMPARE(back.contentType, one.contentType);
        QVERIFY(back.headers == one.headers);
        QCOMPARE(back.body, one.body);
        QCOMPARE(back.key, one.key);
        QCOMPARE(back.receivedAt, one.receivedAt);
        QCOMPARE(back.priority, one.priority);
        QCOMPARE(back.attempts, 0u);
        QCOMPARE(messages[1].body, std::string());
        QCOMPARE(m_store->nextId(), 3u);
        QCOMPARE(m_store->size().messages, 2u);
        QCOMPARE(m_store->size().bytes, 9u);
    }

    void whatWasAskedForIsWrittenAtTheEndWithoutFlush()
    {
        open();
        insertSafely(message(1));
        m_store->insert(message(2));
        m_store->insert(message(3));
        m_store->begin(2, 4);
        m_store->finish(1);
        open();
        const auto attempts = attemptsOf(m_store->recover());
        QCOMPARE(attempts.size(), 2u);
        QCOMPARE(attempts.at(2), 4u);
        QCOMPARE(attempts.at(3), 0u);
    }

    void insertsOfOneFlushAreOneGroupToldInOrder()
    {
        open();
        std::atomic<int> woken = 0;
        std::atomic<bool> elsewhere = false;
        const auto owner = std::this_thread::get_id();
        m_store->onCommit([&] {
            elsewhere = std::this_thread::get_id() != owner;
            ++woken;
        });
        for (std::uint64_t id = 1; id <= 50; ++id) {
            m_store->insert(message(id));
        }
        QVERIFY(m_store->committed().empty());
        m_store->flush();
        const auto told = await(*m_store, 50);
        QCOMPARE(told.size(), 50u);
        for (std::uint64_t i = 0; i < 50; ++i) {
            QCOMPARE(told[i].id, i + 1);
            QVERIFY(!told[i].fault);
        }
        QTRY_COMPARE(woken.load(), 1);
        QVERIFY(elsewhere);
        QCOMPARE(m_store->counters().groups, 1u);
        QCOMPARE(m_store->counters().messages, 50u);
        QCOMPARE(m_store->counters().largestGroup, 50u);
    }

    void aGroupGrowsWhileTheDiskIsBusy()
    {
        open();
        {
            auto other = SqliteConnection::open(file(), SqliteConnection::Access::Write);
            QVERIFY(other && (*other)->execute("BEGIN IMMEDIATE"));
            m_store->insert(message(1));
            m_store->flush();
            // The writer has taken the first message, and waits.
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            for (std::uint64_t id = 2; id <= 101; ++id) {
                m_store->insert(message(id));
                m_store->flush();
            }
            QVERIFY(m_store->committed().empty());
            QVERIFY((*other)->execute("ROLLBACK").has_value());
        }
        QCOMPARE(await(*m_store, 101).size(), 101u);
        QVERIFY(m_store->counters().groups <= 2);
        QVERIFY(m_store->counters().largestGroup >= 100);
    }

    void whatIsFinishedBeforeItsGroupIsNeverWritten()
    {
        open();
        for (std::uint64_t id = 1; id <= 3; ++id) {
            m_store->insert(message(id, "body", "key " + std::to_string(id)));
            m_store->begin(id, 1);
        }
        m_store->finish(1);
        m_store->bury(2, "answered 400", 7);
        m_store->flush();
        QCOMPARE(await(*m_store, 3).size(), 3u);
        QCOMPARE(m_store->counters().messages, 2u);
        QCOMPARE(ask("SELECT count(*) FROM messages"), 1);
        QCOMPARE(ask("SELECT count(*) FROM keys"), 3);
        QCOMPARE(ask("SELECT count(*) FROM dead_letters WHERE attempts = 1 AND reason = 'answered 400' AND buried = 7"), 1);
        open();
        QCOMPARE(attemptsOf(m_store->recover()), (std::map<std::uint64_t, std::uint32_t>{{3, 1}}));
        QVERIFY(m_store->findKey("key 1", 2 * second).has_value());
    }

    void attemptsAndDeliveriesDoNotWaitForTheDisk()
    {
        SqliteOptions options;
        options.idle = std::chrono::hours(1);
        open(options);
        insertSafely(message(1));
        insertSafely(message(2));
        const auto before = m_store->counters();
        m_store->begin(1, 1);
        m_store->begin(2, 1);
        m_store->flush();
        QTRY_COMPARE(m_store->counters().groups, before.groups + 1);
        m_store->finish(1);
        m_store->flush();
        QTRY_COMPARE(m_store->counters().groups, before.groups + 2);
        QCOMPARE(m_store->counters().waited, before.waited);
        QCOMPARE(ask("SELECT group_concat(id) FROM messages"), 2);
        QCOMPARE(ask("SELECT attempts FROM attempts"), 1);
        // A dead letter does wait.
        m_store->bury(2, "gone", 5);
        m_store->flush();
        QTRY_COMPARE(m_store->counters().waited, before.waited + 1);
        QCOMPARE(ask("SELECT count(*) FROM attempts"), 0);
    }

    void attemptsAndDeliveriesWithoutInsertsGatherInOneGroup()
    {
        SqliteOptions options;
        options.choresAfter = std::chrono::milliseconds(200);
        open(options);
        for (std::uint64_t id = 1; id <= 20; ++id) {
            m_store->insert(message(id));
        }
        m_store->flush();
        QTRY_COMPARE(m_store->counters().messages, std::uint64_t{20});
        const auto before = m_store->counters();
        for (std::uint64_t id = 1; id <= 20; ++id) {
            m_store->begin(id, 1);
            m_store->flush();
            m_store->finish(id);
            m_store->flush();
        }
        QTRY_COMPARE(ask("SELECT count(*) FROM messages"), 0);
        QCOMPARE(m_store->counters().groups, before.groups + 1);
        QCOMPARE(m_store->counters().waited, before.waited);
    }

    void insertsDoNotTakeAttemptsAndDeliveriesAlongBeforeTheirTime()
    {
        SqliteOptions options;
        options.choresAfter = std::chrono::hours(1);
        open(options);
        insertSafely(message(1));
        m_store->finish(1);
        m_store->flush();
        insertSafely(message(2));
        QCOMPARE(ask("SELECT count(*) FROM messages"), 2);
        // A store that ends does not wait.
        m_store.reset();
        QCOMPARE(ask("SELECT count(*) FROM messages"), 1);
    }

    void aGroupWaitsForHalfOfWhatTheLastTwoHadTogether()
    {
        SqliteOptions options;
        options.gather = std::chrono::hours(1);
        open(options);
        std::uint64_t id = 0;
        const auto insert = [&](int count) {
            for (int i = 0; i < count; ++i) {
                m_store->insert(message(++id));
            }
            m_store->flush();
        };
        for (std::uint64_t group = 1; group <= 2; ++group) {
            insert(10);
            QTRY_COMPARE(m_store->counters().groups, group);
        }
        insert(3);
        QTest::qWait(50);
        QCOMPARE(m_store->counters().groups, std::uint64_t{2});
        insert(7);
        QTRY_COMPARE(m_store->counters().groups, std::uint64_t{3});
        QCOMPARE(m_store->counters().messages, std::uint64_t{30});
    }

    void nothingToWriteWritesNothing()
    {
        open();
        m_store->flush();
        m_store->finish(5);
        m_store->begin(5, 1);
        m_store->bury(5, "unknown", 0);
        m_store->flush();
        insertSafely(message(1));
        QCOMPARE(m_store->counters().groups, 1u);
        QCOMPARE(m_store->size().dead, 0u);
    }

    void deadLettersCountAtOnceAndStay()
    {
        open();
        insertSafely(message(1, "abc"));
        insertSafely(message(2));
        m_store->begin(1, 3);
        m_store->bury(1, "answered 410", 9 * second);
        QCOMPARE(m_store->size().dead, 1u);
        QCOMPARE(m_store->size().messages, 1u);
        m_store->flush();
        QTRY_COMPARE(ask("SELECT count(*) FROM dead_letters"), 1);
        QCOMPARE(m_store->size().dead, 1u);
        open();
        QCOMPARE(m_store->recover().size(), 1u);
        QCOMPARE(m_store->size().dead, 1u);
        const auto look = QueueFile::open(file(), SqliteConnection::Access::Read);
        QVERIFY(look.has_value());
        const auto found = (*look)->find(1);
        QVERIFY(found && *found);
        QVERIFY((*found)->dead);
        QCOMPARE((*found)->message.attempts, 3u);
        QCOMPARE((*found)->message.body, std::string("abc"));
        QCOMPARE((*found)->reason, std::string("answered 410"));
        QCOMPARE((*found)->buriedAt, 9 * second);
    }

    void keysStayForTheRetentionAndLeaveTheFileAfterIt()
    {
        SqliteOptions options;
        options.keyRetention = std::chrono::seconds(100);
        open(options);
        m_store->insert(message(1, "x", "first"));
        QCOMPARE(m_store->findKey("first", 2 * second), std::optional<std::uint64_t>(1));
        m_store->insert(message(50, "x", "second"));
        m_store->flush();
        await(*m_store, 2);
        m_store->finish(1);
        open(options);
        QCOMPARE(m_store->findKey("first", 100 * second), std::optional<std::uint64_t>(1));
        QVERIFY(!m_store->findKey("first", 101 * second));
        insertSafely(message(120));
        QCOMPARE(ask("SELECT count(*) FROM keys"), 1);
        QCOMPARE(m_store->findKey("second", 120 * second), std::optional<std::uint64_t>(50));
        QCOMPARE(ask("SELECT id FROM keys"), 50);
    }

    void idsAreNeverUsedTwice()
    {
        open();
        for (std::uint64_t id = 1; id <= 3; ++id) {
            insertSafely(message(id));
            m_store->finish(id);
        }
        open();
        QVERIFY(m_store->recover().empty());
        QCOMPARE(m_store->nextId(), 4u);
        // While it runs, the file says that a block of ids may be in use.
        QVERIFY(ask("SELECT value FROM meta WHERE name = 'next_id'") > 1000);
        insertSafely(message(30'000));
        QVERIFY(ask("SELECT value FROM meta WHERE name = 'next_id'") > 31'000);
    }

    void theLogIsCopiedWhenThereIsNothingToDoAndWhenItIsLong()
    {
        SqliteOptions options;
        options.idle = std::chrono::milliseconds(20);
        open(options);
        insertSafely(message(1));
        QTRY_VERIFY(m_store->counters().checkpoints > 0);
        options.idle = std::chrono::hours(1);
        options.logBytes = 256 * 1024;
        open(options);
        for (std::uint64_t id = 2; id <= 100; ++id) {
            insertSafely(message(id, std::string(20'000, 'x')));
        }
        QTRY_VERIFY(m_store->counters().checkpoints > 3);
        QVERIFY(QFile(QString::fromStdString(file() + "-wal")).size() < 1024 * 1024);
    }

    void nothingButTheFileAndItsLockIsLeft()
    {
        open();
        insertSafely(message(1));
        m_store.reset();
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList({QStringLiteral("queue.store"), QStringLiteral("queue.store.lock")}));
    }

    void othersMayLookButNotChangeAnythingWhileItRuns()
    {
        open();
        insertSafely(message(1));
        const auto look = QueueFile::open(file(), SqliteConnection::Access::Read);
        QVERIFY(look.has_value());
        insertSafely(message(2));
        QCOMPARE((*look)->extent(QueueFile::Part::Undelivered)->messages, 1u);
        const auto change = QueueFile::open(file(), SqliteConnection::Access::Write);
        QVERIFY(!change);
        QVERIFY2(change.error().message.find("is in use by process " + std::to_string(::getpid())) == 0, change.error().message.c_str());
        const auto second = SqliteStore::open(file());
        QVERIFY(!second);
        QCOMPARE(second.error().where, file());
    }

    void deadLettersGoBackOrAway()
    {
        open();
        for (std::uint64_t id = 1; id <= 6; ++id) {
            m_store->insert(message(id, "body " + std::to_string(id), "key " + std::to_string(id)));
            m_store->begin(id, 2);
            if (id > 1) {
                m_store->bury(id, "no", 0);
            }
        }
        m_store.reset();
        const auto change = [this](auto what) {
            const auto queue = QueueFile::open(file(), SqliteConnection::Access::Write);
            return queue ? what(**queue) : Result<std::uint64_t>(tl::unexpected(queue.error()));
        };
        const auto missing = change([](QueueFile& queue) { return queue.requeue(Ids{2, 99}); });
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, Errc::NotFound);
        QCOMPARE(*change([](QueueFile& queue) { return queue.requeue(Ids{2, 3}); }), 2u);
        QCOMPARE(*change([](QueueFile& queue) { return queue.purgeDead(Ids{4}); }), 1u);
        open();
        const auto messages = m_store->recover();
        QCOMPARE(attemptsOf(messages), (std::map<std::uint64_t, std::uint32_t>{{1, 2}, {2, 0}, {3, 0}}));
        QCOMPARE(messages[1].body, std::string("body 2"));
        QCOMPARE(m_store->size().dead, 2u);
        m_store.reset();
        QCOMPARE(*change([](QueueFile& queue) { return queue.purgeDead({}); }), 2u);
        QCOMPARE(*change([](QueueFile& queue) { return queue.purgeAll(); }), 3u);
        open();
        QVERIFY(m_store->recover().empty());
        QVERIFY(!m_store->findKey("key 1", 0));
        QCOMPARE(m_store->nextId(), 7u);
    }
};

QTEST_GUILESS_MAIN(SqliteStoreTest)
#include "tst_sqlite_store.moc"
