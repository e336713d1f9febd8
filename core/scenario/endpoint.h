// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "units/error.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace highwater {

/// An address of a machine and a port of it. An IPv6 address stands without brackets.
struct Endpoint
{
    std::string address;
    std::uint16_t port = 0; ///< 0: any free one
    bool operator==(const Endpoint&) const = default;
};

/// Reads "127.0.0.1:8080", "[::1]:8080", "localhost:8080" or ":8080". Without an address, and for localhost, it is
/// 127.0.0.1: nobody listens to the whole world by leaving something out. Fails with Syntax or OutOfRange, with an empty
/// where.
Result<Endpoint> parseEndpoint(std::string_view text);
/// Whether only this machine can reach it: 127.0.0.0/8 and ::1.
bool isLoopback(std::string_view address);
/// "127.0.0.1:8080", "[::1]:8080".
std::string writeEndpoint(const Endpoint& endpoint);

/// Whether a text is "http://host[:port][/prefix]" without a user, a query and a fragment. Fails with Syntax, OutOfRange
/// or, for https, Unsupported, with an empty where.
Result<void> checkHttpUrl(std::string_view text);

} // namespace highwater
