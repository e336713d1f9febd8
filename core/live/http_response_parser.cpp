// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/http_headers.h"
#include "live/http_reader.h"

#include <charconv>

namespace highwater::http {

namespace {

/// Of one response; more of them would only keep the client busy.
constexpr int mostInterimAnswers = 16;

} // namespace

std::string_view Response::header(std::string_view name) const
{
    return findHeader(headers, name);
}

std::optional<std::int64_t> Response::retryAfterSeconds() const
{
    std::int64_t seconds = 0;
    const char* const end = retryAfter.data() + retryAfter.size();
    const auto [at, error] = std::from_chars(retryAfter.data(), end, seconds);
    if (!isNumber(retryAfter) || error != std::errc() || at != end) {
        return std::nullopt;
    }
    return seconds;
}

struct ResponseParser::Impl final : Reader<false, ResponseParser::Impl>
{
    Impl(ResponseLimits limits, ChosenHeaders chosen)
        : Reader(limits.head, limits.body), m_keep(limits.keep), m_keeper(std::move(chosen))
    {
    }

    bool onStatusLine(int status, int version)
    {
        m_http10 = version == 10;
        m_response.status = status;
        if (status < 100 || status == 101) {
            return fail(Fault{502, status == 101 ? "a change of protocol that nobody asked for" : "the status line is malformed"});
        }
        return true;
    }

    bool onField(beast::http::field field, std::string_view name, std::string_view value)
    {
        m_keeper.keepIfChosen(name, value, m_response.headers);
        if (field == beast::http::field::content_type) {
            m_response.contentType.assign(value);
        } else if (field == beast::http::field::retry_after) {
            m_response.retryAfter.assign(value);
        }
        return true;
    }

    void onHead()
    {
        if (m_response.status < 200) {
            if (++m_interim > mostInterimAnswers) {
                fail(Fault{502, "too many interim answers"});
                return;
            }
            clearHead();
            restartHead();
            applyNoBody();
            return;
        }
        m_response.keepAlive = m_grammar->keep_alive();
        m_response.chunked = m_grammar->chunked();
        m_response.contentLength = m_grammar->content_length().value_or(0);
    }

    void keepPiece(std::string_view piece)
    {
        m_response.body.append(piece.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(m_keep - m_response.body.size(), piece.size()))));
    }

    void explainFault(std::string_view) {}

    void applyNoBody()
    {
        if (m_noBody) {
            m_grammar->skip(true);
        }
    }

    Fed feedAll(std::string_view bytes)
    {
        std::size_t consumed = 0;
        for (;;) {
            const Fed fed = feed(bytes.substr(consumed));
            consumed += fed.consumed;
            if (fed.state != State::HeadDone) {
                return Fed{consumed, fed.state, {}};
            }
        }
    }

    State finish()
    {
        if (m_phase == Phase::Complete) {
            return State::Done;
        }
        if (m_phase == Phase::Failed) {
            return State::Bad;
        }
        if (m_toEnd && m_phase != Phase::Head) {
            m_phase = Phase::Complete;
            return State::Done;
        }
        fail(Fault{502, idle() ? "the connection was closed without an answer" : "the answer was cut short"});
        return State::Bad;
    }

    void clearHead()
    {
        m_keeper.clear(m_response.headers);
        m_response.status = 0;
        m_response.contentLength = 0;
        m_response.chunked = m_response.keepAlive = false;
        clearText(m_response.contentType);
        clearText(m_response.retryAfter);
    }

    void next()
    {
        restart();
        clearHead();
        clearText(m_response.body);
        m_noBody = false;
        m_interim = 0;
    }

    Response m_response;
    std::uint64_t m_keep;
    HeaderKeeper m_keeper;
    bool m_noBody = false;
    int m_interim = 0;
};

ResponseParser::ResponseParser(ResponseLimits limits, ChosenHeaders chosen) : m_impl(std::make_unique<Impl>(limits, std::move(chosen))) {}
ResponseParser::~ResponseParser() = default;
ResponseParser::ResponseParser(ResponseParser&&) noexcept = default;
ResponseParser& ResponseParser::operator=(ResponseParser&&) noexcept = default;

Fed ResponseParser::feed(std::string_view bytes)
{
    return m_impl->feedAll(bytes);
}
State ResponseParser::finish()
{
    return m_impl->finish();
}
void ResponseParser::expectNoBody()
{
    assert(m_impl->idle());
    m_impl->m_noBody = true;
    m_impl->applyNoBody();
}
void ResponseParser::next()
{
    m_impl->next();
}
Response& ResponseParser::response()
{
    return m_impl->m_response;
}
const Response& ResponseParser::response() const
{
    return m_impl->m_response;
}
const Fault& ResponseParser::fault() const
{
    return m_impl->fault();
}
bool ResponseParser::idle() const
{
    return m_impl->idle();
}
std::uint64_t ResponseParser::bodyBytes() const
{
    return m_impl->bodyBytes();
}
std::size_t ResponseParser::buffered() const
{
    return m_impl->gathered() + m_impl->m_response.body.size();
}

} // namespace highwater::http
