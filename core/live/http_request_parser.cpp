// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/http_headers.h"
#include "live/http_reader.h"

namespace highwater::http {

namespace {

/// Of a target: visible ASCII without the mark of a fragment, which never belongs into a request (RFC 9112 section 3.2).
bool isTargetText(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
}

bool isHost(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) {
        return c <= ' ' || c >= '\x7f' || std::string_view("/?#@\\\"<>").find(c) != std::string_view::npos;
    });
}

/// What follows the authority of "http://host/path"; nothing when the target is not of that form (RFC 9112 section 3.2.2).
std::optional<std::string_view> behindAuthority(std::string_view target)
{
    for (const std::string_view scheme : {std::string_view("http://"), std::string_view("https://")}) {
        if (equalsLower(target.substr(0, scheme.size()), scheme)) {
            target.remove_prefix(scheme.size());
            const std::size_t end = std::min(target.find_first_of("/?"), target.size());
            if (end == 0) {
                return std::nullopt;
            }
            return target.substr(end);
        }
    }
    return std::nullopt;
}

bool looksLikeVersion(std::string_view text)
{
    return text.size() == 8 && text.substr(0, 5) == "HTTP/" && isNumber(text.substr(5, 1)) && text[6] == '.' && isNumber(text.substr(7));
}

} // namespace

std::string_view Request::header(std::string_view name) const
{
    return findHeader(headers, name);
}

struct RequestParser::Impl final : Reader<true, RequestParser::Impl>
{
    Impl(RequestLimits limits, ChosenHeaders chosen) : Reader(limits.head, limits.body), m_keeper(std::move(chosen)) {}

    bool onRequestLine(std::string_view method, std::string_view target, int version)
    {
        m_http10 = version == 10;
        m_request.http10 = m_http10;
        m_request.method.assign(method);
        return takeTarget(target);
    }

    bool takeTarget(std::string_view target)
    {
        if (!isTargetText(target)) {
            return fail(Fault{400, "the request's target has characters that must be encoded"});
        }
        const bool special = (target == "*" && m_request.method == "OPTIONS") || m_request.method == "CONNECT";
        if (target.front() == '/' || special) {
            m_request.path.assign(target);
            return true;
        }
        const auto path = behindAuthority(target);
        if (!path) {
            return fail(Fault{400, "the request's target is neither a path nor an address"});
        }
        m_request.path.assign(path->empty() || path->front() == '?' ? "/" : "");
        m_request.path.append(*path);
        return true;
    }

    bool onField(beast::http::field field, std::string_view name, std::string_view value)
    {
        using Field = beast::http::field;
        m_keeper.keepIfChosen(name, value, m_request.headers);
        switch (field) {
        case Field::host:
            return takeHost(value);
        case Field::content_type:
            return takeOnce(m_request.contentType, value, "Content-Type is there twice");
        case Field::authorization:
            return takeOnce(m_request.authorization, value, "Authorization is there twice");
        case Field::expect:
            return takeExpect(value);
        default:
            return !equalsLower(name, "idempotency-key")
                   || takeOnce(m_request.idempotencyKey, value, "Idempotency-Key is there twice");
        }
    }

    bool takeOnce(std::string& member, std::string_view value, std::string_view twice)
    {
        if (!member.empty()) {
            return fail(Fault{400, twice});
        }
        member.assign(value);
        return true;
    }

    bool takeHost(std::string_view value)
    {
        if (m_hostSeen || !isHost(value)) {
            return fail(Fault{400, m_hostSeen ? "Host is there twice" : "Host is malformed"});
        }
        m_hostSeen = true;
        return true;
    }

    /// RFC 9110 section 10.1.1.
    bool takeExpect(std::string_view value)
    {
        if (!equalsLower(value, "100-continue")) {
            return fail(Fault{417, "an expectation other than 100-continue"});
        }
        m_request.expectContinue = !m_http10;
        return true;
    }

    void onHead()
    {
        if (!m_hostSeen && !m_http10) {
            fail(Fault{400, "Host is missing"});
            return;
        }
        m_request.keepAlive = m_grammar->keep_alive();
        m_request.chunked = m_grammar->chunked();
        m_request.contentLength = m_grammar->content_length().value_or(0);
        m_request.expectContinue = m_request.expectContinue && m_request.hasBody();
    }

    void keepPiece(std::string_view piece) { m_request.body.append(piece); }

    /// Tells a version that we do not speak from a request line that is malformed.
    void explainFault(std::string_view head)
    {
        const std::string_view line = head.substr(0, head.find('\r'));
        if (fault().status == 505 && !looksLikeVersion(line.substr(line.rfind(' ') + 1))) {
            fail(Fault{400, "the request line does not end with an HTTP version"});
        }
    }

    void next()
    {
        restart();
        m_keeper.clear(m_request.headers);
        for (std::string* text : {&m_request.method, &m_request.path, &m_request.contentType, &m_request.authorization,
                                  &m_request.idempotencyKey, &m_request.body}) {
            clearText(*text);
        }
        m_request.contentLength = 0;
        m_request.chunked = m_request.keepAlive = m_request.expectContinue = m_request.http10 = false;
        m_hostSeen = false;
    }

    Request m_request;
    HeaderKeeper m_keeper;
    bool m_hostSeen = false;
};

RequestParser::RequestParser(RequestLimits limits, ChosenHeaders chosen) : m_impl(std::make_unique<Impl>(limits, std::move(chosen))) {}
RequestParser::~RequestParser() = default;
RequestParser::RequestParser(RequestParser&&) noexcept = default;
RequestParser& RequestParser::operator=(RequestParser&&) noexcept = default;

Fed RequestParser::feed(std::string_view bytes)
{
    return m_impl->feed(bytes);
}
void RequestParser::streamBody(std::uint64_t limit)
{
    m_impl->stream(limit);
}
void RequestParser::next()
{
    m_impl->next();
}
Request& RequestParser::request()
{
    return m_impl->m_request;
}
const Request& RequestParser::request() const
{
    return m_impl->m_request;
}
const Fault& RequestParser::fault() const
{
    return m_impl->fault();
}
bool RequestParser::idle() const
{
    return m_impl->idle();
}
bool RequestParser::inBody() const
{
    return m_impl->inBody();
}
std::uint64_t RequestParser::bodyBytes() const
{
    return m_impl->bodyBytes();
}
std::size_t RequestParser::buffered() const
{
    return m_impl->gathered() + m_impl->m_request.body.size();
}

} // namespace highwater::http
