// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace highwater {

/// What is kept of a request, so that it can be delivered: to an upstream service, or again after a crash.
struct Message
{
    std::uint64_t id = 0;        ///< of the confirmation; ascending, never used twice in one store
    std::string method = "POST";
    std::string path = "/";      ///< with the query, as it came
    std::string contentType;
    std::vector<std::pair<std::string, std::string>> headers; ///< chosen ones, names in lower case
    std::string body;
    std::string key;             ///< Idempotency-Key; empty: none
    std::int64_t receivedAt = 0; ///< nanoseconds since 1970
    std::int32_t priority = 0;   ///< 0 is the most urgent
    std::uint32_t attempts = 0;  ///< deliveries begun so far
};

} // namespace highwater
