// SPDX-License-Identifier: GPL-3.0-or-later
// A store in a file does what a map in memory does, whatever is asked for, in which groups, and however often it is opened anew.
#include "store/sqlite_store.h"
#include "store_stand.h"

#include <QTemporaryDir>
#include <QtTest>

#include <random>
#include <set>

using namespace highwater;
using namespace highwater::test;

namespace {

struct Model
{
    std::map<std::uint64_t, std::uint32_t> attempts; ///< of undelivered messages
    std::map<std::string, std::uint64_t> keys;
    std::uint64_t dead = 0;
    std::uint64_t next = 1;
};

class Player
{
public:
    Player(std::string file, unsigned seed) : m_file(std::move(file)), m_random(seed) { open(); }

    void step()
    {
        const int kind = draw(100);
        if (kind < 40) {
            insert();
        } else if (kind < 60) {
            withOne([this](std::uint64_t id) {
                m_store->begin(id, ++m_model.attempts[id]);
            });
        } else if (kind < 80) {
            withOne([this](std::uint64_t id) {
                m_store->finish(id);
                m_model.attempts.erase(id);
            });
        } else if (kind < 85) {
            withOne([this](std::uint64_t id) {
                m_store->bury(id, "reason " + std::to_string(id), 1);
                m_model.attempts.erase(id);
                ++m_model.dead;
            });
        } else if (kind < 98) {
            m_store->flush();
            std::this_thread::sleep_for(std::chrono::microseconds(draw(3) * 100));
        } else {
            open();
        }
    }

    /// Empty when the store is like the model.
    std::string difference()
    {
        open();
        if (m_recovered != m_model.attempts) {
            return "other messages";
        }
        if (m_store->size().dead != m_model.dead || m_store->size().messages != m_model.attempts.size()) {
            return "another size";
        }
        for (const auto& [key, id] : m_model.keys) {
            if (m_store->findKey(key, 0) != id) {
                return "another message for " + key;
            }
        }
        return m_store->nextId() == m_model.next ? "" : "another next id";
    }

private:
    int draw(int below) { return static_cast<int>(m_random() % static_cast<unsigned>(below)); }

    void open()
    {
        m_store.reset();
        auto store = SqliteStore::open(m_file);
        if (!store) {
            qFatal("%s", store.error().message.c_str());
        }
        m_store = std::move(*store);
        m_recovered = attemptsOf(m_store->recover());
    }
    void insert()
    {
        // Ids may be left out: of messages that were refused.
        const std::uint64_t id = m_model.next + (draw(10) == 0 ? 2 : 0);
        const std::string key = draw(3) == 0 ? "key " + std::to_string(draw(40)) : "";
        Message one = message(id, std::string(static_cast<std::size_t>(draw(20) == 0 ? 30'000 : draw(500)), 'b'), key);
        one.receivedAt = 0;
        m_store->insert(one);
        m_model.attempts[id] = 0;
        m_model.next = id + 1;
        if (!key.empty()) {
            m_model.keys[key] = id;
        }
    }
    template <typename Change>
    void withOne(Change change)
    {
        if (!m_model.attempts.empty()) {
            auto at = m_model.attempts.begin();
            std::advance(at, draw(static_cast<int>(std::min<std::size_t>(m_model.attempts.size(), 8))));
            change(at->first);
        }
    }

    std::string m_file;
    std::mt19937 m_random;
    Model m_model;
    std::unique_ptr<SqliteStore> m_store;
    std::map<std::uint64_t, std::uint32_t> m_recovered;
};

} // namespace

class StoreModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStoreIsLikeTheModel_data()
    {
        QTest::addColumn<unsigned>("seed");
        const unsigned most = qEnvironmentVariableIsSet("HIGHWATER_LONG") ? 100 : 6;
        for (unsigned seed = 1; seed <= most; ++seed) {
            QTest::addRow("seed %u", seed) << seed;
        }
    }

    void theStoreIsLikeTheModel()
    {
        QFETCH(unsigned, seed);
        const QTemporaryDir folder;
        Player player(folder.filePath(QStringLiteral("queue.store")).toStdString(), seed);
        for (int round = 0; round < 5; ++round) {
            for (int i = 0; i < 200; ++i) {
                player.step();
            }
            QCOMPARE(player.difference(), std::string());
        }
    }
};

QTEST_GUILESS_MAIN(StoreModelTest)
#include "tst_store_model.moc"
