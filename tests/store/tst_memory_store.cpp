// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/memory_store.h"

#include <QtTest>

using namespace highwater;

namespace {

Message message(std::uint64_t id, std::string body, std::string key = {}, std::int64_t at = 0)
{
    Message made;
    made.id = id;
    made.body = std::move(body);
    made.key = std::move(key);
    made.receivedAt = at;
    return made;
}

} // namespace

class MemoryStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anInsertIsToldOnceAndInOrder()
    {
        MemoryStore store;
        int woken = 0;
        store.onCommit([&woken] { ++woken; });
        QCOMPARE(store.nextId(), 1u);
        store.flush();
        QCOMPARE(woken, 0);
        store.insert(message(1, "a"));
        store.insert(message(2, "bc"));
        QCOMPARE(store.nextId(), 3u);
        store.flush();
        QCOMPARE(woken, 1);
        const auto told = store.committed();
        QCOMPARE(told.size(), 2u);
        QCOMPARE(told[0].id, 1u);
        QCOMPARE(told[1].id, 2u);
        QVERIFY(!told[0].fault && !told[1].fault);
        QVERIFY(store.committed().empty());
        QVERIFY(store.recover().empty());
    }

    void theSizeIsThatOfWhatIsNotDelivered()
    {
        MemoryStore store;
        store.insert(message(1, "a"));
        store.insert(message(2, "bc"));
        store.insert(message(3, "def"));
        QCOMPARE(store.size().messages, 3u);
        QCOMPARE(store.size().bytes, 6u);
        store.begin(2, 1);
        store.finish(2);
        store.finish(2);
        store.finish(77);
        store.bury(3, "answered 400", 5);
        store.bury(3, "again", 6);
        QCOMPARE(store.size().messages, 1u);
        QCOMPARE(store.size().bytes, 1u);
        QCOMPARE(store.size().dead, 1u);
        QCOMPARE(store.deadLetters().front().reason, std::string("answered 400"));
        QCOMPARE(store.deadLetters().front().bytes, 3u);
    }

    void deadLettersAreBounded()
    {
        MemoryOptions options;
        options.mostDeadLetters = 2;
        MemoryStore store(options);
        for (std::uint64_t id = 1; id <= 5; ++id) {
            store.insert(message(id, "x"));
            store.bury(id, "no", 0);
        }
        QCOMPARE(store.size().dead, 2u);
        QCOMPARE(store.deadLetters().front().id, 4u);
        QCOMPARE(store.size().messages, 0u);
    }

    void aKeyCountsFromInsertOnWithinTheRetention()
    {
        MemoryOptions options;
        options.keyRetention = std::chrono::seconds(10);
        MemoryStore store(options);
        constexpr std::int64_t second = 1'000'000'000;
        QVERIFY(!store.findKey("k", 0));
        store.insert(message(1, "a", "k", second));
        QCOMPARE(store.findKey("k", 2 * second), std::optional<std::uint64_t>(1));
        store.finish(1);
        QCOMPARE(store.findKey("k", 11 * second - 1), std::optional<std::uint64_t>(1));
        QVERIFY(!store.findKey("k", 11 * second));
        store.insert(message(2, "a", "k", 12 * second));
        QCOMPARE(store.findKey("k", 13 * second), std::optional<std::uint64_t>(2));
    }

    void theWindowOfKeysIsBoundedAndForgetsTheOldest()
    {
        KeyWindow keys(3);
        for (std::uint64_t id = 1; id <= 5; ++id) {
            keys.add("key " + std::to_string(id), id, 100);
        }
        QCOMPARE(keys.size(), 3u);
        QVERIFY(!keys.find("key 2", 0));
        QVERIFY(keys.find("key 3", 0).has_value());
        // A key that comes again stands for the new message, whatever becomes of the old one.
        keys.add("key 4", 9, 200);
        QCOMPARE(keys.find("key 4", 0), std::optional<std::uint64_t>(9));
        keys.remove("key 4", 4);
        QCOMPARE(keys.find("key 4", 0), std::optional<std::uint64_t>(9));
        QCOMPARE(keys.expire(150), std::uint64_t{5});
        QCOMPARE(keys.find("key 4", 150), std::optional<std::uint64_t>(9));
        QCOMPARE(keys.size(), 1u);
        keys.remove("key 4", 9);
        QVERIFY(!keys.find("key 4", 150));
        QCOMPARE(keys.expire(300), std::uint64_t{9});
        QCOMPARE(keys.expire(300), std::uint64_t{0});
        KeyWindow none(0);
        none.add("k", 1, 100);
        QVERIFY(!none.find("k", 0));
    }
};

QTEST_GUILESS_MAIN(MemoryStoreTest)
#include "tst_memory_store.moc"
