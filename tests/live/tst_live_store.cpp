// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that are kept until another service, or a worker, has them: the disk, the way upstream, the dead letters.
#include "service_stand.h"

#include "store/sqlite_connection.h"

#include <QElapsedTimer>
#include <QtTest>

#include <set>

using namespace highwater;
using namespace highwater::test;
using namespace std::chrono_literals;

namespace {

const std::string disk = "'queue': {'store': 'sqlite'}, 'acknowledge': 'durable', ";
const std::string hour = "'workers': {'count': 1, 'service': 'constant(1h)'}";
const std::string quick = "'workers': {'count': 4, 'service': 'constant(1ms)'}";

/// The disk takes no message any more.
const char* const failing = "CREATE TRIGGER failing BEFORE INSERT ON messages BEGIN SELECT RAISE(FAIL, 'the disk is full'); END";

std::string forwardTo(const std::string& url, const std::string& more = {}, int count = 4)
{
    return "'workers': {'count': " + std::to_string(count) + ", 'forward': {'url': '" + url + "'" + more + "}}";
}

std::string keyed(const std::string& key)
{
    return post("/orders", "x", "Idempotency-Key: " + key + "\r\n");
}

LiveServiceOptions in(const QTemporaryDir& folder)
{
    LiveServiceOptions options;
    options.folder = folderOf(folder);
    return options;
}

} // namespace

class LiveStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageIsConfirmedWhenTheDiskHasIt()
    {
        QTemporaryDir folder;
        ServiceStand stand(liveText(disk + quick), in(folder));
        const auto client = stand.client();
        for (int i = 0; i < 50; ++i) {
            client->send(post("/a", "x"));
        }
        VERIFY_SOON(client->answers().size() == 50);
        QVERIFY(std::filesystem::exists(folderOf(folder) / "Test.sqlite"));
        VERIFY_SOON(stand.isEmpty());
        VERIFY_SOON(stand.service->figures().stored.messages == 0);
    }

    void noDurableMessageIsConfirmedBefore()
    {
        QTemporaryDir folder;
        ServiceStand stand(liveText(disk + quick), in(folder));
        const auto other = SqliteConnection::open(folderOf(folder) / "Test.sqlite", SqliteConnection::Access::Write).value();
        QVERIFY(other->execute("BEGIN IMMEDIATE").has_value()); // the writer waits
        const auto client = stand.client();
        client->send(post("/a", "x") + get("/healthz"));
        VERIFY_SOON(stand.items("completed") == 1.0); // the work goes on meanwhile
        QElapsedTimer since;
        since.start();
        VERIFY_SOON(since.elapsed() > 150);
        QVERIFY(client->text.empty() && !stand.service->drained());
        QVERIFY(other->execute("ROLLBACK").has_value());
        VERIFY_SOON(client->statuses() == "200 200");
        VERIFY_SOON(stand.isEmpty());
    }

    void nothingIsForwardedInTheNameOfAKeyThatTheDiskDoesNotHave()
    {
        QTemporaryDir folder;
        SmallServer upstream;
        ServiceStand stand(liveText(disk + forwardTo(upstream.url())), in(folder));
        const auto other = SqliteConnection::open(folderOf(folder) / "Test.sqlite", SqliteConnection::Access::Write).value();
        QVERIFY(other->execute("BEGIN IMMEDIATE").has_value()); // the writer waits
        const auto client = stand.client();
        client->send(keyed("k"));
        const auto without = stand.client();
        without->send(post("/free", "y"));
        VERIFY_SOON(upstream.requests.size() == 1); // a crash may bring that one twice, as it may bring any
        QCOMPARE(upstream.requests.at(0).path, std::string("/free"));
        QElapsedTimer since;
        since.start();
        VERIFY_SOON(since.elapsed() > 150);
        QCOMPARE(upstream.requests.size(), std::size_t{1});
        QVERIFY(other->execute("ROLLBACK").has_value());
        VERIFY_SOON(upstream.requests.size() == 2 && client->statuses() == "200");
        QCOMPARE(upstream.requests.at(1).path, std::string("/orders"));
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.service->figures().stored.dead, std::uint64_t{0});
    }

    void whatWasRefusedForTheDiskIsNotForwardedLater()
    {
        QTemporaryDir folder;
        SmallServer upstream;
        ServiceStand stand(liveText(disk + forwardTo(upstream.url())), in(folder));
        const auto other = SqliteConnection::open(folderOf(folder) / "Test.sqlite", SqliteConnection::Access::Write).value();
        QVERIFY(other->execute(failing).has_value());
        const auto client = stand.client();
        client->send(keyed("k"));
        VERIFY_SOON(client->statuses() == "503");
        VERIFY_SOON(stand.isEmpty());
        QVERIFY(upstream.requests.empty());
        QVERIFY(other->execute("DROP TRIGGER failing").has_value());
        client->send(keyed("k"));
        VERIFY_SOON(client->statuses() == "503 200" && upstream.requests.size() == 1);
        VERIFY_SOON(stand.isEmpty());
    }

    void whatTheDiskDoesNotTakeIsRefused()
    {
        QTemporaryDir folder;
        ServiceStand stand(liveText(disk + "'workers': {'count': 4, 'service': 'constant(30ms)'}"), in(folder));
        const auto other = SqliteConnection::open(folderOf(folder) / "Test.sqlite", SqliteConnection::Access::Write).value();
        QVERIFY(other->execute(failing).has_value());
        const auto client = stand.client();
        client->send(keyed("k") + keyed("k"));
        VERIFY_SOON(client->statuses() == "503 503");
        QCOMPARE(std::string(client->answers()[0].header("retry-after")), std::string("1"));
        QCOMPARE(stand.service->figures().storeFaults, std::uint64_t{1});
        VERIFY_SOON(stand.isEmpty());
        QVERIFY(other->execute("DROP TRIGGER failing").has_value());
        client->send(keyed("k"));
        VERIFY_SOON(client->statuses() == "503 503 200"); // the key is free again
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.service->figures().stored.messages, std::uint64_t{0});
    }

    void whatWasConfirmedBeforeTheDiskFailedIsTriedAgain()
    {
        QTemporaryDir folder;
        const std::string early = "'queue': {'store': 'sqlite'}, 'acknowledge': 'enqueued', ";
        {
            ServiceStand stand(liveText(early + "'workers': {'count': 1, 'service': 'constant(100ms)'}"), in(folder));
            const auto other = SqliteConnection::open(folderOf(folder) / "Test.sqlite", SqliteConnection::Access::Write).value();
            QVERIFY(other->execute(failing).has_value());
            const auto client = stand.client();
            client->send(post("/a", "first") + post("/b", "second"));
            VERIFY_SOON(client->statuses() == "200 200" && stand.service->figures().storeFaults >= 2);
            client->send(get("/readyz"));
            VERIFY_SOON(client->statuses() == "200 200 503");
            VERIFY_SOON(stand.isEmpty()); // both have ended before the next try
            client->send(get("/readyz") + post("/c", "third"));
            VERIFY_SOON(client->statuses() == "200 200 503 200 200");
            QVERIFY(stand.service->change(std::make_shared<const Scenario>(scenarioOf(liveText(early + hour)))).has_value());
            client->send(post("/d", "fourth"));
            VERIFY_SOON(client->answers().size() == 6 && stand.service->figures().storeFaults >= 4);
            QVERIFY(other->execute("DROP TRIGGER failing").has_value());
            VERIFY_SOON(stand.service->figures().stored.messages == 1);
            client->send(get("/readyz"));
            VERIFY_SOON(client->answers().size() == 7 && client->answers()[6].status == 200);
        }
        ServiceStand again(liveText(early + quick), in(folder));
        QCOMPARE(again.service->recovered(), std::size_t{1});
        VERIFY_SOON(again.isEmpty());
    }

    void whatWasConfirmedComesBackAfterAnEndWithoutWarning()
    {
        QTemporaryDir folder;
        std::set<std::string> sent;
        {
            ServiceStand stand(liveText(disk + hour, "'listen': '127.0.0.1:0', 'database': 'inbox.sqlite'"), in(folder));
            const auto client = stand.client();
            for (int i = 0; i < 100; ++i) {
                client->send(post("/orders/" + std::to_string(i), "body " + std::to_string(i), "X-Request-Id: " + std::to_string(i) + "\r\n"));
                sent.insert("/orders/" + std::to_string(i) + " body " + std::to_string(i) + ' ' + std::to_string(i));
            }
            VERIFY_SOON(client->answers().size() == 100);
            QCOMPARE(stand.service->figures().stored.messages, std::uint64_t{100});
            QVERIFY(stand.service->figures().onDisk > 0);
            QCOMPARE(stand.service->figures().payload, std::int64_t{0}); // the disk has them
        }
        SmallServer upstream;
        ServiceStand again(liveText("'queue': {'store': 'sqlite', 'capacity': 2}, 'acknowledge': 'durable', " + forwardTo(upstream.url()),
                                    "'listen': '127.0.0.1:0', 'database': 'inbox.sqlite'"),
                           in(folder));
        QVERIFY2(again.service != nullptr, again.fault.message.c_str());
        QCOMPARE(again.service->recovered(), std::size_t{100});
        VERIFY_SOON(again.isEmpty());
        std::set<std::string> come;
        std::set<std::string> ids;
        for (const http::Request& each : upstream.requests) {
            ids.insert(std::string(each.header("x-message-id")));
            come.insert(each.path + ' ' + each.body + ' ' + std::string(each.path.substr(8)));
        }
        QVERIFY(come == sent && ids.size() == 100 && upstream.requests.size() == 100);
        QCOMPARE(again.service->figures().storeFaults, std::uint64_t{0});
        const auto client = again.client();
        client->send(post("/a", "x"));
        VERIFY_SOON(client->answers().size() == 1);
        QVERIFY(ids.count(client->bodies().substr(21, client->bodies().size() - 23)) == 0); // no id is used twice
        VERIFY_SOON(again.isEmpty());
    }

    void aKeyIsKnownAfterARestart()
    {
        QTemporaryDir folder;
        std::string first;
        {
            ServiceStand stand(liveText(disk + quick), in(folder));
            const auto client = stand.client();
            client->send(keyed("k") + keyed("k"));
            VERIFY_SOON(client->answers().size() == 2);
            first = client->answers()[0].body;
            QCOMPARE(client->answers()[1].body, first);
            VERIFY_SOON(stand.isEmpty());
        }
        ServiceStand again(liveText(disk + quick), in(folder));
        QVERIFY(again.service && again.service->recovered() == 0);
        const auto client = again.client();
        client->send(keyed("k") + keyed("new"));
        VERIFY_SOON(client->answers().size() == 2);
        QCOMPARE(client->answers()[0].body, first);
        QVERIFY(client->answers()[1].body != first);
        QCOMPARE(again.items("offered"), 1.0);
        VERIFY_SOON(again.isEmpty());
    }

    void aRepeatIsAnsweredWhenTheWorkIsDoneAlsoOnDisk()
    {
        QTemporaryDir folder;
        ServiceStand stand(liveText("'queue': {'store': 'sqlite'}, 'acknowledge': 'processed', 'workers': {'count': 1, 'service': 'constant(300ms)'}"), in(folder));
        const auto first = stand.client(), second = stand.client(), third = stand.client();
        first->send(keyed("k"));
        VERIFY_SOON(stand.service->figures().stored.messages == 1);
        QElapsedTimer since;
        since.start();
        VERIFY_SOON(since.elapsed() > 100); // it is on the disk
        second->send(keyed("k"));
        VERIFY_SOON(first->answers().size() == 1 && second->answers().size() == 1);
        QCOMPARE(first->bodies(), second->bodies());
        third->send(keyed("k") + keyed("l"));
        VERIFY_SOON(third->answers().size() == 2);
        QCOMPARE(third->answers()[0].body, first->bodies());
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.items("completed"), 2.0);
    }

    void whoLeavesBeforeTheEndHasLeftAMessageOnTheDisk()
    {
        QTemporaryDir folder;
        ServiceStand stand(liveText("'queue': {'store': 'sqlite'}, 'acknowledge': 'processed', 'workers': {'count': 1, 'service': 'constant(200ms)'}"), in(folder));
        const auto client = stand.client();
        client->send(post("/a", "x") + post("/b", "x"));
        VERIFY_SOON(stand.service->figures().stored.messages == 2);
        client->socket->abort();
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(stand.items("completed"), 2.0);
    }

    void aStoreThatCannotBeOpenedIsAFault()
    {
        QTemporaryDir folder;
        LiveServiceOptions options = in(folder);
        options.dataFolder = folderOf(folder) / "not-there";
        ServiceStand nowhere(liveText(disk + quick), options);
        QVERIFY(!nowhere.service);
        QVERIFY2(nowhere.fault.where.find("not-there") != std::string::npos, nowhere.fault.where.c_str());
        writeFile(folderOf(folder) / "Test.sqlite", std::string(5000, 'x'));
        ServiceStand damaged(liveText(disk + quick), in(folder));
        QVERIFY(!damaged.service);
        QVERIFY2(damaged.fault.where.find("Test.sqlite") != std::string::npos, damaged.fault.where.c_str());
        options.dataFolder = "/proc";
        ServiceStand readOnly(liveText(disk + quick), options);
        QVERIFY(!readOnly.service && !readOnly.fault.message.empty());
        QTemporaryDir other;
        ServiceStand one(liveText(disk + quick), in(other));
        ServiceStand two(liveText(disk + quick), in(other));
        QVERIFY(one.service && !two.service);
    }

    void aMessageIsForwardedAsItCame()
    {
        SmallServer upstream;
        ServiceStand stand(liveText("'acknowledge': 'processed', " + forwardTo(upstream.url("/prefix"))));
        const auto client = stand.client();
        client->send(post("/orders?x=1", R"({"a":1})", "Content-Type: application/json\r\nTraceparent: 00-abc\r\nX-Highwater-Client: 3\r\n"));
        VERIFY_SOON(client->statuses() == "200");
        QCOMPARE(client->bodies(), confirmed(1));
        const http::Request& request = upstream.requests.at(0);
        QCOMPARE(request.method, std::string("POST"));
        QCOMPARE(request.path, std::string("/prefix/orders?x=1"));
        QCOMPARE(request.body, std::string(R"({"a":1})"));
        QCOMPARE(request.contentType, std::string("application/json"));
        QCOMPARE(std::string(request.header("x-message-id")), std::string("1"));
        QCOMPARE(std::string(request.header("x-attempt")), std::string("1"));
        QCOMPARE(std::string(request.header("x-highwater-client")), std::string()); // between the load generator and us alone
        VERIFY_SOON(stand.isEmpty());
    }

    void framesAreForwardedOneByOne()
    {
        SmallServer upstream;
        ServiceStand stand(liveText(forwardTo(upstream.url(), {}, 1)));
        const auto client = stand.client();
        client->send("POST /frames HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 17\r\n\r\n" + framed({"one", "two", "333"}).substr(0, 17));
        VERIFY_SOON(client->statuses() == "400"); // the last one is cut off; the others are inside
        VERIFY_SOON(stand.isEmpty());
        QCOMPARE(upstream.requests.size(), std::size_t{2});
        QVERIFY(upstream.requests[0].body == "one" && upstream.requests[1].body == "two" && upstream.requests[1].contentType == "text/plain");
    }

    void whatFailsUpstreamIsTriedAgain()
    {
        SmallServer upstream;
        int tries = 0;
        SmallServer failing([&](const http::Request&) { return Answer{++tries < 3 ? 503 : 200}; });
        ServiceStand stand(liveText("'acknowledge': 'processed', " + forwardTo(failing.url(), ", 'retry': {'policy': 'fixed', 'base': '5ms', 'attempts': 5}")));
        const auto client = stand.client();
        client->send(post("/a", "x"));
        VERIFY_SOON(client->statuses() == "200");
        QCOMPARE(failing.requests.size(), std::size_t{3});
        QCOMPARE(std::string(failing.requests[2].header("x-attempt")), std::string("3"));
        VERIFY_SOON(stand.isEmpty());
    }

    void whatCannotBeDeliveredIsADeadLetter_data()
    {
        QTest::addColumn<QString>("acknowledge");
        QTest::addColumn<QString>("statuses");
        QTest::newRow("confirmed before") << "durable" << "200";
        QTest::newRow("told at the end") << "processed" << "502";
    }
    void whatCannotBeDeliveredIsADeadLetter()
    {
        QFETCH(QString, acknowledge);
        QFETCH(QString, statuses);
        QTemporaryDir folder;
        SmallServer failing([](const http::Request&) { return Answer{422}; });
        {
            ServiceStand stand(liveText("'queue': {'store': 'sqlite'}, 'acknowledge': '" + acknowledge.toStdString() + "', " + forwardTo(failing.url())), in(folder));
            const auto client = stand.client();
            client->send(post("/a", "precious"));
            VERIFY_SOON(QString::fromStdString(client->statuses()) == statuses);
            QVERIFY(statuses == "200" || client->bodies().find("answered with 422") != std::string::npos);
            VERIFY_SOON(stand.isEmpty() && stand.service->figures().stored.dead == 1);
            QVERIFY(stand.service->figures().stored.messages == 0);
        }
        ServiceStand again(liveText(disk + quick), in(folder));
        QVERIFY(again.service && again.service->recovered() == 0 && again.service->figures().stored.dead == 1);
    }

    void whatTheQueueThrowsAwayIsADeadLetterToo()
    {
        QTemporaryDir folder;
        ServiceStand stand(liveText("'queue': {'store': 'sqlite', 'capacity': 1, 'whenFull': 'drop-oldest'}, 'acknowledge': 'durable',"
                                    "'workers': {'count': 1, 'service': 'constant(200ms)'}"),
                           in(folder));
        const auto client = stand.client();
        client->send(post("/a", "x"));
        VERIFY_SOON(client->answers().size() == 1);
        client->send(post("/b", "x"));
        VERIFY_SOON(client->answers().size() == 2);
        client->send(post("/c", "x"));
        VERIFY_SOON(client->statuses() == "200 200 200");
        VERIFY_SOON(stand.isEmpty() && stand.service->figures().stored.dead == 1);
    }

    void aMessageIsNotForwardedToItself()
    {
        ServiceStand taken(liveText(quick));
        const std::string port = std::to_string(taken.port);
        taken.service.reset();
        for (const char* host : {"127.0.0.1", "localhost"}) {
            ServiceStand stand(liveText(forwardTo(std::string("http://") + host + ':' + port), "'listen': '127.0.0.1:" + port + "'"));
            QVERIFY(!stand.service);
            QCOMPARE(stand.fault.where, std::string("/nodes/api/workers/forward/url"));
        }
    }

    void aChangeIsMadeAsAWholeOrNotAtAll()
    {
        SmallServer one, two;
        ServiceStand stand(liveText("'acknowledge': 'processed', " + forwardTo(one.url())));
        const auto client = stand.client();
        client->send(post("/a", "x"));
        VERIFY_SOON(client->answers().size() == 1);
        const auto changed = [&](const std::string& stage) { return std::make_shared<const Scenario>(scenarioOf(liveText("'acknowledge': 'processed', " + stage))); };
        const auto refused = stand.service->change(changed(forwardTo("http://127.0.0.1:" + std::to_string(stand.port), {}, 9)));
        QVERIFY(!refused);
        QCOMPARE(refused.error().where, std::string("/nodes/api/workers/forward/url"));
        QCOMPARE(stand.sample(R"(highwater_workers{node="api",state="idle"})"), 4.0);
        client->send(post("/a", "x"));
        VERIFY_SOON(client->statuses() == "200 200");
        QCOMPARE(one.count, std::uint64_t{2});
        QVERIFY(stand.service->change(changed(forwardTo(two.url(), {}, 9))).has_value());
        client->send(post("/a", "x"));
        VERIFY_SOON(client->statuses() == "200 200 200");
        QVERIFY(one.count == 2 && two.count == 1);
        QVERIFY(stand.service->change(changed(quick)).has_value()); // nothing is forwarded any more
        client->send(post("/a", "x"));
        VERIFY_SOON(client->statuses() == "200 200 200 200");
        QVERIFY(one.count == 2 && two.count == 1);
        VERIFY_SOON(stand.isEmpty());
    }

    void aForwardThatIsTakenAwayGivesItsWorkUp()
    {
        SmallServer upstream([](const http::Request&) { return Answer{200, -1, 0, true}; });
        ServiceStand stand(liveText("'acknowledge': 'processed', " + forwardTo(upstream.url())));
        const auto client = stand.client();
        client->send(post("/a", "x"));
        VERIFY_SOON(upstream.count == 1);
        QVERIFY(stand.service->change(std::make_shared<const Scenario>(scenarioOf(liveText("'acknowledge': 'processed', " + quick)))).has_value());
        VERIFY_SOON(client->statuses() == "502");
        VERIFY_SOON(stand.isEmpty());
    }

    void aBodyThatWasNotKeptIsNotForwardedEmpty()
    {
        SmallServer upstream;
        ServiceStand stand(liveText("'workers': {'count': 1, 'service': 'constant(150ms)'}"));
        const auto client = stand.client();
        client->send(post("/a", "first") + post("/b", "second"));
        VERIFY_SOON(client->statuses() == "200 200");
        QVERIFY(stand.service->change(std::make_shared<const Scenario>(scenarioOf(liveText(forwardTo(upstream.url(), {}, 1))))).has_value());
        VERIFY_SOON(stand.isEmpty());
        client->send(post("/c", "third"));
        VERIFY_SOON(stand.isEmpty() && upstream.count >= 1);
        QVERIFY(upstream.requests.size() == 1 && upstream.requests[0].body == "third");
        QCOMPARE(stand.items("failed"), 1.0);
    }

    void anEndInTheMiddleOfEverythingIsQuiet()
    {
        QTemporaryDir folder;
        SmallServer upstream([](const http::Request&) { return Answer{200, -1, 0, true}; });
        auto stand = std::make_unique<ServiceStand>(liveText("'queue': {'store': 'sqlite', 'capacity': '3KiB', 'measure': 'bytes', 'whenFull': 'block'},"
                                                             "'acknowledge': 'processed', " + forwardTo(upstream.url(), {}, 1)),
                                                    in(folder));
        QVERIFY2(stand->service != nullptr, stand->fault.message.c_str());
        std::vector<std::unique_ptr<RawClient>> clients;
        for (const std::size_t size : {100U, 2000U, 2500U, 10U, 10U}) { // what waits at the door is let in when the large one before it leaves
            clients.push_back(stand->client());
            clients.back()->send(post("/a", std::string(size, 'x')));
            VERIFY_SOON(stand->service->figures().requests == clients.size());
        }
        clients.push_back(stand->client());
        clients.back()->send("POST /frames HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n" + framed({"one"}));
        clients.push_back(stand->client());
        clients.back()->send("POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx");
        VERIFY_SOON(stand->service->figures().connections == clients.size() && upstream.count == 1);
        stand.reset();
        VERIFY_SOON(clients[0]->closed && clients[6]->closed);
    }
};

QTEST_GUILESS_MAIN(LiveStoreTest)
#include "tst_live_store.moc"
