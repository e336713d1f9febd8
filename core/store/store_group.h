// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/message.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace highwater {

/// Changes of a store that become one transaction: what is left of them when those that undo each other are taken out. A plain value,
/// as large as the messages that were inserted into it and not finished.
class StoreGroup
{
public:
    enum class Fate : std::uint8_t { Keep, Forget, Bury };

    struct Insert
    {
        Message message;
        Fate fate = Fate::Keep;
        std::int64_t keyExpires = 0;
        std::int64_t buriedAt = 0;
        std::string reason; ///< when it is buried
    };
    struct Burial
    {
        std::uint64_t id = 0;
        std::int64_t at = 0;
        std::string reason;
    };
    struct Key
    {
        std::string key;
        std::uint64_t id = 0;
        std::int64_t expires = 0;
    };

    /// Returns its place, for the functions that follow.
    std::size_t insert(Message&& message, std::int64_t keyExpires);
    /// Changes of a message that this group inserts.
    void beginAt(std::size_t place, std::uint32_t attempt) { m_inserts[place].message.attempts = attempt; }
    void finishAt(std::size_t place);
    void buryAt(std::size_t place, std::string_view reason, std::int64_t at);
    /// Changes of a message of an earlier group.
    void begin(std::uint64_t id, std::uint32_t attempt) { m_attempts[id] = attempt; }
    void finish(std::uint64_t id);
    void bury(std::uint64_t id, std::string_view reason, std::int64_t at);
    /// Keys of messages up to this one have expired.
    void forgetKeys(std::uint64_t last, std::int64_t now);

    /// Takes over from a group that is about to be written what can wait: attempts and deliveries. This one is empty before.
    void takeChores(StoreGroup& group);
    /// Takes over what an earlier group, which could not be written, has changed of messages that are safe; its inserts are lost.
    void resume(StoreGroup&& earlier);

    [[nodiscard]] const std::vector<Insert>& inserts() const { return m_inserts; }
    [[nodiscard]] const std::unordered_map<std::uint64_t, std::uint32_t>& attempts() const { return m_attempts; }
    [[nodiscard]] const std::vector<std::uint64_t>& finished() const { return m_finished; }
    [[nodiscard]] const std::vector<Burial>& burials() const { return m_burials; }
    [[nodiscard]] const std::vector<Key>& keys() const { return m_keys; }
    [[nodiscard]] std::uint64_t lastForgottenKey() const { return m_forgottenKey; }
    [[nodiscard]] std::int64_t forgottenAt() const { return m_forgottenAt; }

    [[nodiscard]] std::uint64_t dead() const { return m_burials.size() + m_deadInserts; }
    [[nodiscard]] bool empty() const;
    /// Something would be lost with the power: a message, or a dead letter. Attempts and deliveries would only be done again.
    [[nodiscard]] bool precious() const { return !m_inserts.empty() || !m_burials.empty() || !m_keys.empty(); }

private:
    std::vector<Insert> m_inserts;
    std::unordered_map<std::uint64_t, std::uint32_t> m_attempts;
    std::vector<std::uint64_t> m_finished;
    std::vector<Burial> m_burials;
    std::vector<Key> m_keys; ///< of messages that were finished before their insert could be written
    std::uint64_t m_deadInserts = 0;
    std::uint64_t m_forgottenKey = 0;
    std::int64_t m_forgottenAt = 0;
};

} // namespace highwater
