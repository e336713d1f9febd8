// SPDX-License-Identifier: GPL-3.0-or-later
// The command that looks after the messages of a live run.
#include "store/sqlite_store.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace highwater;

namespace {

struct Outcome
{
    int exitCode = -1;
    QByteArray out;
    QByteArray error;
};

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

Message message(std::uint64_t id, std::string body)
{
    Message made;
    made.id = id;
    made.path = "/orders/" + std::to_string(id);
    made.contentType = "text/plain";
    made.headers = {{"traceparent", "00-17"}};
    made.body = std::move(body);
    made.receivedAt = 1'700'000'000'250'000'000 + static_cast<std::int64_t>(id) * 1'000'000'000;
    return made;
}

} // namespace

class QueueTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString file() const { return m_folder->filePath(QStringLiteral("queue.store")); }

    [[nodiscard]] Outcome run(const QStringList& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        process.start(QStringLiteral(HIGHWATER_CLI), QStringList{QStringLiteral("queue")} + arguments);
        if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit) {
            return {};
        }
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    [[nodiscard]] QJsonObject json(const QStringList& arguments) const
    {
        const Outcome outcome = run(arguments + QStringList{QStringLiteral("--json")});
        return outcome.exitCode == 0 ? QJsonDocument::fromJson(outcome.out).object() : QJsonObject();
    }
    [[nodiscard]] int count(const char* part) const { return json({text("list"), file()})[text(part)].toObject()[text("count")].toInt(-1); }

    /// Two messages that are undelivered, and three dead letters.
    [[nodiscard]] std::unique_ptr<SqliteStore> makeStore() const
    {
        auto store = SqliteStore::open(file().toStdString());
        if (!store) {
            return nullptr;
        }
        for (std::uint64_t id = 1; id <= 5; ++id) {
            (*store)->insert(message(id, id == 2 ? std::string("\xff\x00\x01", 3) : "body " + std::to_string(id)));
            (*store)->begin(id, static_cast<std::uint32_t>(id));
            if (id >= 3) {
                (*store)->bury(id, "answered 400 Bad Request", 1'700'000'100'000'000'000);
            }
        }
        (*store)->flush();
        while ((*store)->counters().groups == 0) {
            QTest::qSleep(1);
        }
        return std::move(*store);
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void listTellsWhatIsInTheStore()
    {
        QVERIFY(makeStore() != nullptr);
        const Outcome table = run({text("list"), file()});
        QCOMPARE(table.exitCode, 0);
        QCOMPARE(table.error, QByteArray());
        QVERIFY2(table.out.startsWith("2 undelivered messages\n"), table.out.constData());
        QVERIFY2(table.out.contains("\n           1  2023-11-14T22:13:21.250Z         1          6  POST /orders/1\n"), table.out.constData());
        QVERIFY(table.out.contains("\n3 dead letters\n") && table.out.contains("2023-11-14T22:15:00.000Z  answered 400 Bad Request\n"));
        const QJsonObject root = json({text("list"), file(), text("--limit=1")});
        QCOMPARE(root[text("file")].toString(), file());
        const QJsonObject undelivered = root[text("undelivered")].toObject();
        QCOMPARE(undelivered[text("count")].toInt(), 2);
        QCOMPARE(undelivered[text("bytes")].toInt(), 9);
        QCOMPARE(undelivered[text("messages")].toArray().size(), 1);
        const QJsonObject dead = root[text("dead_letters")].toObject()[text("messages")].toArray()[0].toObject();
        QCOMPARE(dead[text("id")].toInt(), 3);
        QCOMPARE(dead[text("attempts")].toInt(), 3);
        QCOMPARE(dead[text("received")].toString(), text("2023-11-14T22:13:23.250Z"));
        QCOMPARE(dead[text("reason")].toString(), text("answered 400 Bad Request"));
        QVERIFY(run({text("list"), file(), text("--limit"), text("2")}).out.contains("  and 1 more; --limit shows more of them\n"));
    }

    void peekShowsOneMessage()
    {
        QVERIFY(makeStore() != nullptr);
        const Outcome outcome = run({text("peek"), file(), text("4")});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.out.startsWith("id        4\nstate     dead letter\nreceived  2023-11-14T22:13:24.250Z\nattempts  4\n"), outcome.out.constData());
        QVERIFY2(outcome.out.endsWith("\nPOST /orders/4\ncontent-type: text/plain\ntraceparent: 00-17\n\nbody 4\n"), outcome.out.constData());
        const QJsonObject first = json({text("peek"), file(), text("1")});
        QCOMPARE(first[text("state")].toString(), text("undelivered"));
        QCOMPARE(first[text("body")].toString(), text("body 1"));
        QCOMPARE(first[text("headers")].toArray()[0].toObject()[text("value")].toString(), text("00-17"));
        QCOMPARE(json({text("peek"), file(), text("2")})[text("body_base64")].toString(), text("/wAB"));
        const Outcome absent = run({text("peek"), file(), text("17")});
        QCOMPARE(absent.exitCode, 2);
        QVERIFY2(absent.error.contains("queue.store: there is no message 17"), absent.error.constData());
    }

    void requeueAndPurgeTakeDeadLetters()
    {
        QVERIFY(makeStore() != nullptr);
        QCOMPARE(run({text("requeue"), file(), text("3"), text("1")}).exitCode, 2);
        QCOMPARE(count("dead_letters"), 3);
        QCOMPARE(run({text("requeue"), file(), text("3")}).out, QByteArray("1 dead letter requeued\n"));
        QCOMPARE(count("undelivered"), 3);
        QCOMPARE(json({text("purge"), file(), text("5")})[text("purged")].toInt(), 1);
        QCOMPARE(count("dead_letters"), 1);
        QCOMPARE(run({text("purge"), file()}).out, QByteArray("1 dead letter purged\n"));
        QCOMPARE(count("undelivered"), 3);
        QCOMPARE(run({text("purge"), file(), text("--all")}).out, QByteArray("3 messages purged\n"));
        QCOMPARE(run({text("list"), file()}).out, QByteArray("no undelivered messages\nno dead letters\n"));
    }

    void whileAServerRunsItMayBeLookedAtAlone()
    {
        const auto store = makeStore();
        QVERIFY(store != nullptr);
        QCOMPARE(count("undelivered"), 2);
        for (const char* action : {"requeue", "purge"}) {
            const Outcome outcome = run({text(action), file()});
            QCOMPARE(outcome.exitCode, 3);
            QVERIFY2(outcome.error.contains("is in use by process " + QByteArray::number(QCoreApplication::applicationPid())), outcome.error.constData());
        }
        QCOMPARE(count("dead_letters"), 3);
    }

    void wrongCommandLinesAreRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* name, const char* arguments, const char* message) {
            QTest::newRow(name) << text(arguments).split(u' ', Qt::SkipEmptyParts) << QByteArray(message);
        };
        row("nothing", "", "queue needs one of list, peek, requeue and purge");
        row("unknown action", "lits x", "did you mean \"list\"?");
        row("no file", "list", "queue list needs a FILE");
        row("no such file", "list nowhere.store", "nowhere.store: there is no message store");
        row("no such file to purge", "purge nowhere.store", "nowhere.store: there is no message store");
        row("no id", "peek x", "needs the ID of one message");
        row("two ids", "peek x 1 2", "needs the ID of one message");
        row("an id that is none", "purge x 1a", "ID \"1a\": wanted is a whole number");
        row("an id to list", "list x 1", "takes a FILE and no ID");
        row("all of a list", "list x --all", "--all belongs to queue purge");
        row("all and some", "purge x 1 --all", "--all or IDs, not both");
        row("a limit for peek", "peek x 1 --limit 3", "--limit belongs to queue list");
        row("a limit that is none", "list x --limit few", "wanted is a whole number");
    }

    void wrongCommandLinesAreRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, message);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.exitCode, 2);
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY2(outcome.error.contains(message), outcome.error.constData());
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList());
    }

    void whatIsNoStoreIsRefusedAndLeftAlone()
    {
        QFile other(file());
        QVERIFY(other.open(QIODevice::WriteOnly));
        other.write("{\"highwater\": 1}");
        other.close();
        for (const char* action : {"list", "purge"}) {
            const Outcome outcome = run({text(action), file()});
            QCOMPARE(outcome.exitCode, 2);
            QVERIFY2(outcome.error.contains("is no message store"), outcome.error.constData());
        }
        QVERIFY(other.open(QIODevice::ReadOnly));
        QCOMPARE(other.readAll(), QByteArray("{\"highwater\": 1}"));
    }

    void theHelpFitsATerminal()
    {
        const Outcome help = run({text("--help")});
        QCOMPARE(help.exitCode, 0);
        for (const QByteArray& line : help.out.split('\n')) {
            QVERIFY2(line.size() <= 100, line.constData());
        }
    }
};

QTEST_GUILESS_MAIN(QueueTest)
#include "tst_queue.moc"
