// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/message.h"
#include "units/error.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace highwater {

/// Where messages are kept until they were delivered. One owner's thread calls every function; none of them waits for a disk. Changes go
/// to the disk in groups: all that were asked for since the last flush() are one transaction at least, and while one is being written the
/// next group grows.
class MessageStore
{
public:
    /// The fate of a group: every message of it, by id.
    struct Committed
    {
        std::uint64_t id = 0;
        std::optional<Error> fault; ///< it is not safe, and must not be confirmed: the disk is full, ...
    };

    MessageStore() = default;
    MessageStore(const MessageStore&) = delete;
    MessageStore& operator=(const MessageStore&) = delete;
    virtual ~MessageStore() = default;

    /// Messages that were confirmed and not delivered when the last process ended, oldest first, and whose ids count attempts that were
    /// under way. Once, before anything else.
    virtual std::vector<Message> recover() = 0;
    /// The first id that was never used.
    [[nodiscard]] virtual std::uint64_t nextId() const = 0;
    /// The id that a key stands for, within the retention; absent: the key is new. A key counts from insert() on, even before its commit.
    [[nodiscard]] virtual std::optional<std::uint64_t> findKey(std::string_view key, std::int64_t now) const = 0;

    /// Keeps a message; committed() tells when it is safe.
    virtual void insert(const Message& message) = 0;
    /// A delivery begins: the attempt is counted, so that a message that kills the process is seen to.
    virtual void begin(std::uint64_t id, std::uint32_t attempt) = 0;
    /// It was delivered, and is forgotten (its key is not).
    virtual void finish(std::uint64_t id) = 0;
    /// It cannot be delivered: it goes to the dead letters, with the reason in words.
    virtual void bury(std::uint64_t id, std::string_view reason, std::int64_t now) = 0;
    /// Lets the writer take what was asked for since the last call.
    virtual void flush() = 0;

    /// The inserts whose fate is known, in the order of insert(); each is told once.
    virtual std::vector<Committed> committed() = 0;
    /// Called from the writer's thread after each group; it should make the owner call committed(). Set once, before the first insert().
    virtual void onCommit(std::function<void()> wake) = 0;

    /// Messages kept and not delivered, their bytes, and the dead letters.
    struct Size
    {
        std::uint64_t messages = 0;
        std::uint64_t bytes = 0;
        std::uint64_t dead = 0;
    };
    [[nodiscard]] virtual Size size() const = 0;
};

} // namespace highwater
