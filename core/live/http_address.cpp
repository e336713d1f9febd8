// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/http_client.h"

#include "units/text.h"

#include <algorithm>
#include <charconv>

namespace highwater {

namespace {

tl::unexpected<Error> wrong(std::string_view url, std::string_view why)
{
    return failure(Errc::Syntax, {}, inQuotes(url) + ": " + std::string(why) + "; wanted is http://host[:port][/path]");
}

bool isPlain(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

} // namespace

Result<HttpAddress> HttpAddress::parse(std::string_view url)
{
    constexpr std::string_view scheme = "http://";
    if (url.substr(0, 8) == "https://") {
        return failure(Errc::Unsupported, {}, inQuotes(url) + ": https is not yet supported");
    }
    if (url.substr(0, scheme.size()) != scheme) {
        return wrong(url, "it does not begin with http://");
    }
    if (!isPlain(url)) {
        return wrong(url, "it holds a blank, or a character that is not ASCII");
    }
    const std::string_view rest = url.substr(scheme.size());
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
    HttpAddress address;
    address.path = rest.substr(authority.size());
    address.path.resize(std::min(address.path.size(), address.path.find('#')));
    if (authority.find('@') != std::string_view::npos) {
        return wrong(url, "a user is not taken");
    }
    const bool bracketed = authority.substr(0, 1) == "[";
    const auto hostEnd = bracketed ? authority.find(']') : authority.find(':');
    if (bracketed && hostEnd == std::string_view::npos) {
        return wrong(url, "the bracket is not closed");
    }
    address.host = bracketed ? authority.substr(1, hostEnd - 1) : authority.substr(0, hostEnd);
    if (address.host.empty()) {
        return wrong(url, "the host is missing");
    }
    const auto portBegin = bracketed ? hostEnd + 1 : std::min(hostEnd, authority.size());
    std::string_view port = authority.substr(portBegin);
    if (!port.empty()) {
        port.remove_prefix(1);
        unsigned number = 0;
        const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
        if (authority[portBegin] != ':' || error != std::errc{} || end != port.data() + port.size() || number < 1 || number > 65535) {
            return wrong(url, "the port is no number from 1 to 65535");
        }
        address.port = static_cast<std::uint16_t>(number);
    }
    return address;
}

std::string HttpAddress::authority() const
{
    const bool isV6 = host.find(':') != std::string::npos;
    return (isV6 ? '[' + host + ']' : host) + (port == 80 ? std::string() : ':' + std::to_string(port));
}

} // namespace highwater
