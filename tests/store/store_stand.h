// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/message_store.h"

#include <chrono>
#include <map>
#include <thread>

namespace highwater::test {

inline constexpr std::int64_t second = 1'000'000'000;

inline Message message(std::uint64_t id, std::string body = "body", std::string key = {})
{
    Message made;
    made.id = id;
    made.path = "/orders/" + std::to_string(id);
    made.body = std::move(body);
    made.key = std::move(key);
    made.receivedAt = static_cast<std::int64_t>(id) * second;
    return made;
}

/// Waits until the fate of so many inserts is told, in the order of their telling; fewer: time is up.
inline std::vector<MessageStore::Committed> await(MessageStore& store, std::size_t count)
{
    std::vector<MessageStore::Committed> all;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (all.size() < count && std::chrono::steady_clock::now() < end) {
        for (auto& one : store.committed()) {
            all.push_back(std::move(one));
        }
        if (all.size() < count) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    return all;
}

/// Attempts by id.
inline std::map<std::uint64_t, std::uint32_t> attemptsOf(const std::vector<Message>& messages)
{
    std::map<std::uint64_t, std::uint32_t> attempts;
    for (const Message& each : messages) {
        attempts.emplace(each.id, each.attempts);
    }
    return attempts;
}

} // namespace highwater::test
