// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/file_lock.h"
#include "store/group_writer.h"
#include "store/key_window.h"
#include "store/message_store.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace highwater {

struct SqliteOptions
{
    std::chrono::nanoseconds keyRetention = std::chrono::minutes(10);
    std::size_t mostKeys = 1'000'000;             ///< kept in memory too; beyond, the oldest key is forgotten early
    std::uint64_t mostBytes = 0;                  ///< of the file without its log; 0: as large as the disk allows
    std::uint64_t logBytes = 16 * 1024 * 1024;    ///< a longer log is copied into the file at once, a shorter one when there is nothing to do
    std::chrono::milliseconds idle{200};          ///< nothing to do for so long: the log is copied; also the longest time that a delivery may be
                                                  ///< written, but not safe from a loss of power
    std::chrono::milliseconds choresAfter{5};    ///< attempts and deliveries wait so long for a group of their own or for one with inserts: most
                                                  ///< attempts are over by then, and deliveries of neighbours free whole pages without writing them
    std::chrono::microseconds gather{300};        ///< so long a group waits at most until it has half of what the last two had together: waiting
                                                  ///< for the disk costs the same for few messages and for many
    std::chrono::milliseconds retryAfter{500};    ///< a group that could not be written: its changes are tried again, if not with the next group
};

/// A store in an SQLite file, with its log ("-wal", "-shm") and lock (".lock") beside it.
///
/// One owner's thread calls it, and one writer's thread writes: what was asked for since it took the last group is the next transaction.
/// A message is confirmed when the disk has it (synchronous = FULL). Attempts and deliveries alone do not wait for the disk: they survive
/// the process, and the power when it lasts `idle` longer; else a message is delivered again.
///
/// Memory: about 70 bytes for each undelivered message, the keys, and the groups that are not written. The owner bounds these: it lets
/// in no more messages than it may have undelivered, and a message that was finished before it was written lets go of its body at once.
///
/// A disk that is full or broken: committed() gives the messages of that group a fault; attempts, deliveries and dead letters are kept
/// and tried again until they are written. Later groups are tried as if nothing had been.
class SqliteStore : public MessageStore
{
public:
    /// What was written so far.
    struct Counters
    {
        std::uint64_t groups = 0;       ///< transactions
        std::uint64_t waited = 0;       ///< those of them that waited for the disk
        std::uint64_t messages = 0;     ///< inserts that were written; those that were finished before are none
        std::uint64_t largestGroup = 0; ///< in inserts
        std::uint64_t failures = 0;     ///< transactions that could not be written
        std::uint64_t checkpoints = 0;
    };

    /// Reads and checks the whole file, which takes about a second for a gigabyte. Fails as openStoreFile() does, and with Io when another
    /// process has it; the path in where.
    static Result<std::unique_ptr<SqliteStore>> open(const std::filesystem::path& path, SqliteOptions options = {});
    /// Writes everything that was asked for, flushed or not. What fails then is lost, as in a crash.
    ~SqliteStore() override;

    std::vector<Message> recover() override { return std::exchange(m_recovered, {}); }
    [[nodiscard]] std::uint64_t nextId() const override { return m_nextId; }
    [[nodiscard]] std::optional<std::uint64_t> findKey(std::string_view key, std::int64_t now) const override { return m_keys.find(key, now); }

    void insert(const Message& message) override;
    void begin(std::uint64_t id, std::uint32_t attempt) override;
    void finish(std::uint64_t id) override;
    void bury(std::uint64_t id, std::string_view reason, std::int64_t now) override;
    void flush() override;

    /// Messages with a fault are gone, and so is what their keys stood for.
    std::vector<Committed> committed() override;
    /// Groups without inserts wake nobody.
    void onCommit(std::function<void()> wake) override;

    [[nodiscard]] Size size() const override;
    [[nodiscard]] Counters counters() const;

private:
    /// A message that is not delivered, for the owner.
    struct Kept
    {
        std::uint64_t bytes = 0;
        std::uint64_t group = 0;
        std::size_t place = 0;
    };
    struct Fated
    {
        Committed told;
        std::string key; ///< to be forgotten; empty without a fault
    };
    using Clock = std::chrono::steady_clock;

    SqliteStore(FileLock lock, SqliteOptions options) : m_lock(std::move(lock)), m_options(options), m_keys(options.mostKeys) {}

    Result<void> load(SqliteConnection& connection);
    Result<void> loadKeys(const SqliteConnection& connection);
    std::optional<Kept> take(std::uint64_t id);

    void work();
    bool waitForWork(std::unique_lock<std::mutex>& lock);
    void gather(std::unique_lock<std::mutex>& lock);
    StoreGroup takeGroup();
    void writeNext(std::unique_lock<std::mutex>& lock);
    void settle(StoreGroup&& group, const Result<void>& written, GroupWriter::Safety safety);
    void copyLog(std::unique_lock<std::mutex>& lock);

    FileLock m_lock;
    const SqliteOptions m_options;

    // The owner's.
    std::vector<Message> m_recovered;
    std::unordered_map<std::uint64_t, Kept> m_kept;
    std::uint64_t m_keptBytes = 0;
    std::uint64_t m_nextId = 1;
    KeyWindow m_keys;

    // Both threads', under the mutex.
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    StoreGroup m_next;
    std::uint64_t m_group = 1; ///< the number of the next group
    bool m_wanted = false;
    bool m_ending = false;
    std::size_t m_worth = 0; ///< so many inserts make a group; while there are fewer, the writer is not called
    std::optional<Clock::time_point> m_choresAt; ///< what waits of attempts and deliveries is written by then
    std::vector<Fated> m_fated;
    std::uint64_t m_dead = 0;        ///< in the file
    std::uint64_t m_deadWriting = 0; ///< in the group that is being written
    Counters m_counters;
    std::function<void()> m_wake;

    // The writer's.
    std::unique_ptr<GroupWriter> m_writer;
    std::array<std::size_t, 2> m_lastInserts{}; ///< of the last two groups
    bool m_failed = false; ///< the last group could not be written
    std::optional<Clock::time_point> m_retryAt;
    std::optional<Clock::time_point> m_unsafeSince; ///< something was written that the disk may not have
    std::thread m_thread;
};

} // namespace highwater
