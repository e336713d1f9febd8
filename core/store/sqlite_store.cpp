// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sqlite_store.h"

#include "store/store_file.h"

#include <algorithm>

namespace highwater {

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::filesystem::path& path, SqliteOptions options)
{
    auto lock = FileLock::take(path);
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    auto connection = openStoreFile(path, SqliteConnection::Access::Write);
    if (!connection) {
        return tl::unexpected(connection.error());
    }
    std::unique_ptr<SqliteStore> store(new SqliteStore(std::move(*lock), options));
    Result<void> loaded = store->load(**connection);
    if (loaded && options.mostBytes > 0) {
        const auto pageBytes = (*connection)->number("PRAGMA page_size").value_or(4096);
        const std::uint64_t pages = std::max<std::uint64_t>(1, options.mostBytes / static_cast<std::uint64_t>(pageBytes));
        loaded = (*connection)->execute("PRAGMA max_page_count = " + std::to_string(pages));
    }
    if (!loaded) {
        return tl::unexpected(loaded.error());
    }
    auto writer = GroupWriter::create(std::move(*connection));
    if (!writer) {
        return tl::unexpected(writer.error());
    }
    store->m_writer = std::move(*writer);
    store->m_thread = std::thread([raw = store.get()] { raw->work(); });
    return store;
}

Result<void> SqliteStore::load(SqliteConnection& connection)
{
    // Attempts of messages that could not be written.
    if (auto swept = connection.execute("DELETE FROM attempts WHERE id NOT IN (SELECT id FROM messages)"); !swept) {
        return swept;
    }
    const auto nextId = connection.number("SELECT value FROM meta WHERE name = 'next_id'");
    const auto dead = connection.number("SELECT count(*) FROM dead_letters");
    auto rows = connection.prepare("SELECT " + std::string(messageColumns)
                                   + ", (SELECT attempts FROM attempts WHERE attempts.id = messages.id) FROM messages ORDER BY id");
    if (!nextId || !dead || !rows) {
        return tl::unexpected(!nextId ? nextId.error() : !dead ? dead.error() : rows.error());
    }
    m_nextId = static_cast<std::uint64_t>(*nextId);
    m_dead = static_cast<std::uint64_t>(*dead);
    Result<bool> row = rows->next();
    for (; row && *row; row = rows->next()) {
        Message message = readMessage(*rows);
        message.attempts = static_cast<std::uint32_t>(rows->number(messageColumnCount));
        m_nextId = std::max(m_nextId, message.id + 1);
        m_kept.emplace(message.id, Kept{message.body.size(), 0, 0});
        m_keptBytes += message.body.size();
        m_recovered.push_back(std::move(message));
    }
    if (!row) {
        return tl::unexpected(row.error());
    }
    return loadKeys(connection);
}

Result<void> SqliteStore::loadKeys(const SqliteConnection& connection)
{
    auto rows = connection.prepare("SELECT id, key, expires FROM keys ORDER BY id");
    if (!rows) {
        return tl::unexpected(rows.error());
    }
    Result<bool> row = rows->next();
    for (; row && *row; row = rows->next()) {
        m_keys.add(rows->bytes(1), rows->count(0), rows->number(2));
    }
    return row.map([](bool) {});
}

SqliteStore::~SqliteStore()
{
    if (!m_thread.joinable()) {
        return;
    }
    {
        const std::lock_guard guard(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    m_thread.join();
    (void)m_writer->close(m_nextId);
}

void SqliteStore::insert(const Message& message)
{
    m_nextId = std::max(m_nextId, message.id + 1);
    const std::uint64_t forgotten = m_keys.expire(message.receivedAt);
    const std::int64_t expires = message.receivedAt + m_options.keyRetention.count();
    if (!message.key.empty()) {
        m_keys.add(message.key, message.id, expires);
    }
    Kept kept{message.body.size(), 0, 0};
    Message copy = message;
    {
        const std::lock_guard guard(m_mutex);
        kept.place = m_next.insert(std::move(copy), expires);
        kept.group = m_group;
        if (forgotten != 0) {
            m_next.forgetKeys(forgotten, message.receivedAt);
        }
    }
    m_kept.insert_or_assign(message.id, kept);
    m_keptBytes += kept.bytes;
}

void SqliteStore::begin(std::uint64_t id, std::uint32_t attempt)
{
    const auto at = m_kept.find(id);
    if (at == m_kept.end()) {
        return;
    }
    const std::lock_guard guard(m_mutex);
    if (at->second.group == m_group) {
        m_next.beginAt(at->second.place, attempt);
    } else {
        m_next.begin(id, attempt);
    }
}

std::optional<SqliteStore::Kept> SqliteStore::take(std::uint64_t id)
{
    const auto at = m_kept.find(id);
    if (at == m_kept.end()) {
        return std::nullopt;
    }
    const Kept kept = at->second;
    m_keptBytes -= kept.bytes;
    m_kept.erase(at);
    return kept;
}

void SqliteStore::finish(std::uint64_t id)
{
    const auto kept = take(id);
    if (!kept) {
        return;
    }
    const std::lock_guard guard(m_mutex);
    if (kept->group == m_group) {
        m_next.finishAt(kept->place);
    } else {
        m_next.finish(id);
    }
}

void SqliteStore::bury(std::uint64_t id, std::string_view reason, std::int64_t now)
{
    const auto kept = take(id);
    if (!kept) {
        return;
    }
    const std::lock_guard guard(m_mutex);
    if (kept->group == m_group) {
        m_next.buryAt(kept->place, reason, now);
    } else {
        m_next.bury(id, reason, now);
    }
}

void SqliteStore::flush()
{
    {
        const std::lock_guard guard(m_mutex);
        if (m_next.precious()) {
            m_wanted = true;
            if (m_next.inserts().size() < m_worth) {
                return;
            }
        } else if (m_choresAt || m_next.empty()) {
            return;
        } else {
            m_choresAt = Clock::now() + m_options.choresAfter;
        }
    }
    m_changed.notify_one();
}

std::vector<MessageStore::Committed> SqliteStore::committed()
{
    std::vector<Fated> fated;
    {
        const std::lock_guard guard(m_mutex);
        fated.swap(m_fated);
    }
    std::vector<Committed> told;
    told.reserve(fated.size());
    for (Fated& one : fated) {
        if (one.told.fault) {
            take(one.told.id);
            m_keys.remove(one.key, one.told.id);
        }
        told.push_back(std::move(one.told));
    }
    return told;
}

void SqliteStore::onCommit(std::function<void()> wake)
{
    const std::lock_guard guard(m_mutex);
    m_wake = std::move(wake);
}

MessageStore::Size SqliteStore::size() const
{
    const std::lock_guard guard(m_mutex);
    return {m_kept.size(), m_keptBytes, m_dead + m_deadWriting + m_next.dead()};
}

SqliteStore::Counters SqliteStore::counters() const
{
    const std::lock_guard guard(m_mutex);
    return m_counters;
}

void SqliteStore::work()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        if (waitForWork(lock)) {
            gather(lock);
            writeNext(lock);
        } else if (!m_ending) {
            copyLog(lock);
        }
        if (m_writer->logBytes() > m_options.logBytes) {
            copyLog(lock);
        }
    }
    if (!m_next.empty()) {
        writeNext(lock);
    }
}

/// False: nothing came for a while, or the store ends.
bool SqliteStore::waitForWork(std::unique_lock<std::mutex>& lock)
{
    const auto called = [this] { return m_wanted || m_ending; };
    if (m_retryAt) {
        m_changed.wait_until(lock, *m_retryAt, called);
        m_retryAt.reset();
        return m_wanted || !m_next.empty();
    }
    const auto idleAt = Clock::now() + m_options.idle;
    while (!called()) {
        if (m_choresAt && Clock::now() >= *m_choresAt) {
            return true;
        }
        if (!m_choresAt && m_writer->logBytes() > 0 && Clock::now() >= idleAt) {
            return false;
        }
        if (m_choresAt) {
            m_changed.wait_until(lock, *m_choresAt);
        } else if (m_writer->logBytes() > 0) {
            m_changed.wait_until(lock, idleAt);
        } else {
            m_changed.wait(lock);
        }
    }
    return m_wanted;
}

/// Clients that wait for their answers come back in step with the groups. Those that just missed one would else make a small group, for which
/// the others wait.
void SqliteStore::gather(std::unique_lock<std::mutex>& lock)
{
    m_worth = (m_lastInserts[0] + m_lastInserts[1]) / 2;
    if (!m_next.inserts().empty()) {
        m_changed.wait_for(lock, m_options.gather, [this] { return m_ending || m_next.inserts().size() >= m_worth; });
        m_lastInserts = {m_lastInserts[1], m_next.inserts().size()};
    }
    m_worth = 0;
}

/// What was asked for since the last one; attempts and deliveries are left for later unless it is their time.
StoreGroup SqliteStore::takeGroup()
{
    StoreGroup group = std::exchange(m_next, {});
    m_wanted = false;
    ++m_group;
    const bool all = m_ending || m_failed || !group.burials().empty() || (m_choresAt && Clock::now() >= *m_choresAt);
    if (!all) {
        m_next.takeChores(group);
    }
    if (m_next.empty()) {
        m_choresAt.reset();
    } else if (!m_choresAt) {
        m_choresAt = Clock::now() + m_options.choresAfter;
    }
    return group;
}

void SqliteStore::writeNext(std::unique_lock<std::mutex>& lock)
{
    StoreGroup group = takeGroup();
    m_deadWriting = group.dead();
    const bool late = m_unsafeSince && Clock::now() - *m_unsafeSince > m_options.idle;
    const auto safety = group.precious() || late || m_ending ? GroupWriter::Safety::Power : GroupWriter::Safety::Process;
    lock.unlock();
    const auto written = m_writer->write(group, safety);
    const bool told = !group.inserts().empty();
    lock.lock();
    settle(std::move(group), written, safety);
    const std::function<void()> wake = told ? m_wake : nullptr;
    if (wake) {
        lock.unlock();
        wake();
        lock.lock();
    }
}

void SqliteStore::settle(StoreGroup&& group, const Result<void>& written, GroupWriter::Safety safety)
{
    std::uint64_t kept = 0;
    for (const StoreGroup::Insert& insert : group.inserts()) {
        const bool lost = !written && insert.fate != StoreGroup::Fate::Forget;
        m_fated.push_back({{insert.message.id, lost ? std::optional(written.error()) : std::nullopt}, lost ? insert.message.key : std::string()});
        kept += insert.fate == StoreGroup::Fate::Forget ? 0 : 1;
    }
    m_deadWriting = 0;
    m_failed = !written;
    if (m_failed) {
        ++m_counters.failures;
        m_next.resume(std::move(group));
        m_retryAt = m_next.empty() ? std::nullopt : std::optional(Clock::now() + m_options.retryAfter);
        return;
    }
    m_dead += m_writer->buried();
    ++m_counters.groups;
    m_counters.messages += kept;
    m_counters.largestGroup = std::max<std::uint64_t>(m_counters.largestGroup, group.inserts().size());
    if (safety == GroupWriter::Safety::Power) {
        ++m_counters.waited;
        m_unsafeSince.reset();
    } else if (!m_unsafeSince) {
        m_unsafeSince = Clock::now();
    }
}

void SqliteStore::copyLog(std::unique_lock<std::mutex>& lock)
{
    lock.unlock();
    const auto copied = m_writer->checkpoint();
    lock.lock();
    if (copied) {
        ++m_counters.checkpoints;
    }
    if (copied && *copied) {
        m_unsafeSince.reset();
    }
}

} // namespace highwater
