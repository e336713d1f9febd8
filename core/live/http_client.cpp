// SPDX-License-Identifier: GPL-3.0-or-later
#include "live/http_client.h"

#include "live/http_connection.h"

#include <algorithm>

namespace highwater {

/// A connection is busy, or in idle, or it was dropped.
struct HttpClient::Parts final : HttpConnection::Owner
{
    struct Idle
    {
        std::uint32_t sender;
        std::shared_ptr<HttpConnection> connection;
    };

    Parts(HttpAddress where, HttpClientOptions with, Agenda& when) : address(std::move(where)), options(with), agenda(when)
    {
        limit = std::max(options.connections, 1);
    }

    std::shared_ptr<HttpConnection> take(std::uint32_t sender);
    void fell(HttpConnection& connection) override;
    void opened() override
    {
        ++connected;
        ++open;
    }
    void closed() override { --open; }
    void couldNotOpen() override { ++refused; }

    HttpAddress address;
    HttpClientOptions options;
    Agenda& agenda;
    int limit = 1;
    std::vector<std::shared_ptr<HttpConnection>> all;
    std::vector<Idle> idle;
    std::uint64_t connected = 0;
    std::uint64_t refused = 0;
    std::int64_t open = 0;
};

/// One that the sender had before, or a new one, or any other.
std::shared_ptr<HttpConnection> HttpClient::Parts::take(std::uint32_t sender)
{
    auto found = std::find_if(idle.rbegin(), idle.rend(), [sender](const Idle& each) { return each.sender == sender; });
    if (found == idle.rend() && all.size() < static_cast<std::size_t>(limit)) {
        all.push_back(std::make_shared<HttpConnection>(address, options, agenda, *this));
        return all.back();
    }
    if (found == idle.rend()) {
        if (idle.empty()) {
            return nullptr;
        }
        found = idle.rbegin();
    }
    auto connection = std::move(found->connection);
    idle.erase(std::next(found).base());
    return connection;
}

/// It has no request any more.
void HttpClient::Parts::fell(HttpConnection& connection)
{
    const auto place = std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.get() == &connection; });
    if (place == all.end()) {
        return;
    }
    if (all.size() <= static_cast<std::size_t>(limit)) {
        idle.push_back({connection.sender(), *place});
        return;
    }
    // It may be the one that is calling: it goes when the event loop comes round again.
    connection.close();
    agenda.at(steadyNow(), [kept = *place] {});
    all.erase(place);
}

HttpClient::HttpClient(HttpAddress address, HttpClientOptions options, Agenda& agenda)
    : m_parts(std::make_unique<Parts>(std::move(address), options, agenda))
{
}

HttpClient::~HttpClient()
{
    for (const auto& connection : m_parts->all) {
        connection->abandon();
    }
}

bool HttpClient::send(const HttpCall& call, Callback done, std::uint32_t sender)
{
    const auto connection = m_parts->take(sender);
    if (!connection) {
        return false;
    }
    connection->send(call, std::move(done), sender);
    return true;
}

bool HttpClient::hasRoom() const
{
    return !m_parts->idle.empty() || m_parts->all.size() < static_cast<std::size_t>(m_parts->limit);
}

void HttpClient::setConnections(int connections)
{
    m_parts->limit = std::max(connections, 1);
    while (m_parts->all.size() > static_cast<std::size_t>(m_parts->limit) && !m_parts->idle.empty()) {
        const auto connection = std::move(m_parts->idle.back().connection);
        m_parts->idle.pop_back();
        connection->close();
        std::erase(m_parts->all, connection);
        m_parts->agenda.at(steadyNow(), [connection] {});
    }
}

void HttpClient::cancelAll()
{
    const auto connections = m_parts->all;
    for (const auto& connection : connections) {
        connection->cancel();
    }
}

const HttpAddress& HttpClient::address() const
{
    return m_parts->address;
}

HttpClientCounts HttpClient::counts() const
{
    HttpClientCounts counts;
    counts.connected = m_parts->connected;
    counts.refused = m_parts->refused;
    counts.open = m_parts->open;
    counts.busy = static_cast<std::int64_t>(m_parts->all.size() - m_parts->idle.size());
    return counts;
}

std::vector<int> HttpClient::descriptors() const
{
    std::vector<int> found;
    for (const auto& connection : m_parts->all) {
        if (const int descriptor = connection->descriptor(); descriptor >= 0) {
            found.push_back(descriptor);
        }
    }
    return found;
}

} // namespace highwater
