// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/endpoint.h"

#include "units/text.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <optional>

namespace highwater {

namespace {

constexpr std::string_view loopback = "127.0.0.1";
constexpr std::string_view scheme = "http://";

std::optional<std::array<unsigned char, 4>> bytesOf4(const std::string& address)
{
    std::array<unsigned char, 4> bytes{};
    return inet_pton(AF_INET, address.c_str(), bytes.data()) == 1 ? std::optional(bytes) : std::nullopt;
}

std::optional<std::array<unsigned char, 16>> bytesOf6(const std::string& address)
{
    std::array<unsigned char, 16> bytes{};
    return inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1 ? std::optional(bytes) : std::nullopt;
}

Result<std::uint16_t> parsePort(std::string_view text, std::uint16_t least)
{
    std::uint32_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error == std::errc::result_out_of_range || (error == std::errc{} && (port < least || port > 65535))) {
        return failure(Errc::OutOfRange, {},
                       std::string(text) + " is no port; ports go from " + std::to_string(least) + " to 65535");
    }
    if (error != std::errc{} || end != text.data() + text.size() || text.size() > 5) {
        return failure(Errc::Syntax, {}, inQuotes(text) + " is no port; a number of at most five digits is needed");
    }
    return static_cast<std::uint16_t>(port);
}

/// What stands before the last colon, and behind it. An address in brackets has colons of its own.
struct Halves
{
    std::string_view host;
    std::optional<std::string_view> port;
    bool bracketed = false;
};

std::optional<Halves> split(std::string_view text)
{
    Halves halves;
    if (text.substr(0, 1) == "[") {
        const auto close = text.find(']');
        if (close == std::string_view::npos) {
            return std::nullopt;
        }
        halves.bracketed = true;
        halves.host = text.substr(1, close - 1);
        text.remove_prefix(close + 1);
        if (!text.empty() && text.front() != ':') {
            return std::nullopt;
        }
    } else {
        halves.host = text.substr(0, text.find(':'));
        text.remove_prefix(halves.host.size());
    }
    if (!text.empty()) {
        halves.port = text.substr(1);
    }
    return halves;
}

bool isHostName(std::string_view text)
{
    constexpr std::size_t longestName = 253;
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
               c == '_';
    };
    return !text.empty() && text.size() <= longestName && std::all_of(text.begin(), text.end(), plain);
}

bool isPath(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F && c != '?' && c != '#'; });
}

tl::unexpected<Error> notAnUrl(std::string_view text)
{
    return failure(Errc::Syntax, {},
                   inQuotes(text) + " is no address of a service; http://host, http://host:port or "
                                    "http://host:port/prefix is needed, without a user, \"?\" and \"#\"");
}

} // namespace

Result<Endpoint> parseEndpoint(std::string_view text)
{
    const auto halves = split(text);
    if (!halves || !halves->port) {
        return failure(Errc::Syntax, {},
                       inQuotes(text) + " is no address with a port; write it as 127.0.0.1:8080, [::1]:8080 or :8080");
    }
    const std::string host(halves->host);
    const bool named = !halves->bracketed && (host.empty() || host == "localhost");
    if (!named && !(halves->bracketed ? bytesOf6(host).has_value() : bytesOf4(host).has_value())) {
        return failure(Errc::Syntax, {},
                       inQuotes(host) + (halves->bracketed ? " is no IPv6 address" : " is no IPv4 address") +
                           "; write it as 127.0.0.1:8080, [::1]:8080 or :8080");
    }
    const auto port = parsePort(*halves->port, 0);
    if (!port) {
        return tl::unexpected(port.error());
    }
    return Endpoint{named ? std::string(loopback) : host, *port};
}

bool isLoopback(std::string_view address)
{
    const std::string text(address);
    if (const auto four = bytesOf4(text)) {
        return four->front() == 127;
    }
    const auto six = bytesOf6(text);
    return six && six->back() == 1 && std::all_of(six->begin(), six->end() - 1, [](unsigned char b) { return b == 0; });
}

std::string writeEndpoint(const Endpoint& endpoint)
{
    const bool six = endpoint.address.find(':') != std::string::npos;
    return (six ? "[" + endpoint.address + "]" : endpoint.address) + ":" + std::to_string(endpoint.port);
}

Result<void> checkHttpUrl(std::string_view text)
{
    if (text.substr(0, 8) == "https://") {
        return failure(Errc::Unsupported, {},
                       inQuotes(text) + " is not yet supported by this version; a url begins with http://");
    }
    if (text.substr(0, scheme.size()) != scheme) {
        return notAnUrl(text);
    }
    const std::string_view rest = text.substr(scheme.size());
    const auto slash = std::min(rest.find('/'), rest.size());
    const auto halves = split(rest.substr(0, slash));
    if (!halves || !isPath(rest.substr(slash))) {
        return notAnUrl(text);
    }
    if (halves->bracketed ? !bytesOf6(std::string(halves->host)) : !isHostName(halves->host)) {
        return notAnUrl(text);
    }
    const auto port = halves->port ? parsePort(*halves->port, 1) : Result<std::uint16_t>(80);
    return port ? Result<void>() : tl::unexpected(port.error());
}

} // namespace highwater
