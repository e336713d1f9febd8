// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/key_window.h"
#include "store/message_store.h"

#include <chrono>
#include <deque>
#include <unordered_map>

namespace highwater {

/// How much a store in memory keeps.
struct MemoryOptions
{
    std::chrono::nanoseconds keyRetention = std::chrono::minutes(10);
    std::size_t mostKeys = 1'000'000;     ///< beyond, the oldest key is forgotten early
    std::size_t mostDeadLetters = 10'000; ///< beyond, the oldest dead letter is forgotten
};

/// A store that survives nothing: what is in memory is as safe as it will be. Messages themselves stay with whoever delivers them; here
/// are their ids and sizes (about 50 bytes each), keys within the retention, and notes about dead letters. One thread; never fails.
class MemoryStore : public MessageStore
{
public:
    /// A message that could not be delivered. Its body is gone.
    struct DeadLetter
    {
        std::uint64_t id = 0;
        std::uint64_t bytes = 0;
        std::int64_t buriedAt = 0;
        std::string reason;
    };

    explicit MemoryStore(MemoryOptions options = {});

    std::vector<Message> recover() override { return {}; }
    [[nodiscard]] std::uint64_t nextId() const override { return m_nextId; }
    [[nodiscard]] std::optional<std::uint64_t> findKey(std::string_view key, std::int64_t now) const override { return m_keys.find(key, now); }

    void insert(const Message& message) override;
    void begin(std::uint64_t, std::uint32_t) override {}
    void finish(std::uint64_t id) override;
    void bury(std::uint64_t id, std::string_view reason, std::int64_t now) override;
    void flush() override;

    std::vector<Committed> committed() override;
    /// Called by flush(), on the owner's thread: there is no writer.
    void onCommit(std::function<void()> wake) override { m_wake = std::move(wake); }

    [[nodiscard]] Size size() const override;
    /// Oldest first.
    [[nodiscard]] const std::deque<DeadLetter>& deadLetters() const { return m_dead; }

private:
    /// The bytes of a message that is forgotten; absent: it is not here.
    std::optional<std::uint64_t> take(std::uint64_t id);

    MemoryOptions m_options;
    KeyWindow m_keys;
    std::uint64_t m_nextId = 1;
    std::unordered_map<std::uint64_t, std::uint64_t> m_sizes; ///< bytes by id
    std::uint64_t m_bytes = 0;
    std::deque<DeadLetter> m_dead;
    std::vector<Committed> m_untold;
    std::function<void()> m_wake;
};

} // namespace highwater
