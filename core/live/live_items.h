// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "live/ingest_server.h"
#include "sim/outside.h"
#include "store/message.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// A framed request: its frames are items of their own, its answer is one.
struct FrameBatch
{
    Ticket ticket;
    std::uint64_t frames = 0;
    std::uint64_t refused = 0;
    std::uint64_t waiting = 0;  ///< frames that are not yet as safe as they shall be
    bool ended = false;         ///< the last frame has come
    bool keepAlive = true;
    bool gone = false;          ///< nobody waits for the answer
    std::uint32_t producer = 0;
    std::string contentType, path;
    std::string reason;         ///< of the first refusal
};

/// One message between its request and the end of its item.
struct LiveItem
{
    std::uint64_t id = 0;
    Ticket ticket;
    OutsideRef ref;
    std::shared_ptr<FrameBatch> batch;  ///< of a frame in a framed request
    std::unique_ptr<Message> message;   ///< while somebody may still need it
    std::int64_t reserved = 0;
    std::string reason;                 ///< why its work failed, in words
    bool used = false;
    bool ownFrame = false;   ///< of framed TCP: the answer is a frame
    bool keepAlive = true;
    bool waits = false;      ///< somebody waits for the answer
    bool durable = false;    ///< the answer waits for the disk
    bool processed = false;  ///< the answer waits for the end
    bool stored = false;     ///< the store knows it
    bool uncommitted = false;///< its insert has no fate yet
    std::optional<std::uint16_t> heldAt; ///< the node whose work on it waits for the disk
    bool ended = false;      ///< the engine is through with it
};

/// Items by the tag that the engine has of them. Slots go round, so that nothing is allocated when warm.
class LiveItems
{
public:
    std::uint64_t add()
    {
        if (m_free.empty()) {
            m_free.push_back(m_slots.size());
            m_slots.emplace_back();
        }
        const std::uint64_t tag = m_free.back();
        m_free.pop_back();
        m_slots[tag].used = true;
        ++m_count;
        return tag;
    }
    /// References live until the next add().
    LiveItem& at(std::uint64_t tag) { return m_slots[tag]; }
    [[nodiscard]] bool holds(std::uint64_t tag) const { return tag < m_slots.size() && m_slots[tag].used; }
    void remove(std::uint64_t tag)
    {
        m_slots[tag] = LiveItem{};
        m_free.push_back(tag);
        --m_count;
    }
    [[nodiscard]] std::size_t count() const { return m_count; }

private:
    std::vector<LiveItem> m_slots;
    std::vector<std::uint64_t> m_free;
    std::size_t m_count = 0;
};

} // namespace highwater
