// SPDX-License-Identifier: GPL-3.0-or-later
// Publishes to a quorum queue of RabbitMQ and waits for its confirms; everything from one thread, so that the broker has a core.
// bench_rabbit_peer PORT CONNECTIONS OUTSTANDING SECONDS BYTES; OUTSTANDING: messages of each connection that are not confirmed.
// Prints "{confirmed, seconds, p50, p99, longest}" as JSON, latencies in milliseconds.
#include <algorithm>
#include <amqp.h>
#include <amqp_tcp_socket.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <poll.h>
#include <stdexcept>
#include <string>
#include <sys/time.h>
#include <utility>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

constexpr amqp_channel_t channel = 1;
constexpr const char* queueName = "inbox";

void expect(bool good, const char* what)
{
    if (!good) {
        throw std::runtime_error(what);
    }
}

class Publisher
{
    struct Sent
    {
        Clock::time_point at;
        bool confirmed = false;
    };

public:
    Publisher(int port, std::size_t outstanding, std::size_t bytes) : m_outstanding(outstanding), m_body(bytes, 'x'), m_connection(amqp_new_connection())
    {
        amqp_socket_t* socket = amqp_tcp_socket_new(m_connection);
        expect(socket != nullptr && amqp_socket_open(socket, "127.0.0.1", port) == AMQP_STATUS_OK, "cannot connect");
        expectReply(amqp_login(m_connection, "/", 0, AMQP_DEFAULT_FRAME_SIZE, 0, AMQP_SASL_METHOD_PLAIN, "guest", "guest"), "cannot log in");
        amqp_channel_open(m_connection, channel);
        expectReply(amqp_get_rpc_reply(m_connection), "cannot open a channel");
        declareQueue();
        amqp_confirm_select(m_connection, channel);
        expectReply(amqp_get_rpc_reply(m_connection), "cannot ask for confirms");
    }
    ~Publisher() { amqp_destroy_connection(m_connection); }
    Publisher(const Publisher&) = delete;
    Publisher& operator=(const Publisher&) = delete;

    [[nodiscard]] int descriptor() const { return amqp_get_sockfd(m_connection); }
    [[nodiscard]] bool waits() const { return m_waiting > 0; }

    void purge()
    {
        amqp_queue_purge(m_connection, channel, amqp_cstring_bytes(queueName));
        expectReply(amqp_get_rpc_reply(m_connection), "cannot purge");
    }

    void publish()
    {
        amqp_basic_properties_t properties{};
        properties._flags = AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_CONTENT_TYPE_FLAG;
        properties.delivery_mode = AMQP_DELIVERY_PERSISTENT;
        properties.content_type = amqp_cstring_bytes("application/json");
        const amqp_bytes_t body{m_body.size(), m_body.data()};
        for (; m_waiting < m_outstanding; ++m_waiting) {
            m_sent.push_back({Clock::now()});
            expect(amqp_basic_publish(m_connection, channel, amqp_empty_bytes, amqp_cstring_bytes(queueName), 0, 0, &properties, body) == AMQP_STATUS_OK,
                   "cannot publish");
        }
    }

    /// Reads every confirm that is there.
    void take(std::vector<double>& latencies)
    {
        for (;;) {
            amqp_frame_t frame;
            timeval none{};
            const int status = amqp_simple_wait_frame_noblock(m_connection, &frame, &none);
            if (status == AMQP_STATUS_TIMEOUT) {
                break;
            }
            expect(status == AMQP_STATUS_OK && frame.frame_type == AMQP_FRAME_METHOD && frame.payload.method.id == AMQP_BASIC_ACK_METHOD,
                   "got something else than a confirm");
            const auto* ack = static_cast<const amqp_basic_ack_t*>(frame.payload.method.decoded);
            settle(ack->delivery_tag, ack->multiple != 0, latencies);
        }
        amqp_maybe_release_buffers(m_connection);
    }

private:
    static void expectReply(const amqp_rpc_reply_t& reply, const char* what) { expect(reply.reply_type == AMQP_RESPONSE_NORMAL, what); }

    void declareQueue()
    {
        amqp_table_entry_t kind{};
        kind.key = amqp_cstring_bytes("x-queue-type");
        kind.value.kind = AMQP_FIELD_KIND_UTF8;
        kind.value.value.bytes = amqp_cstring_bytes("quorum");
        const amqp_table_t table{1, &kind};
        amqp_queue_declare(m_connection, channel, amqp_cstring_bytes(queueName), 0, 1, 0, 0, table);
        expectReply(amqp_get_rpc_reply(m_connection), "cannot declare the queue");
    }

    /// Confirms may overtake each other.
    void settle(std::uint64_t tag, bool multiple, std::vector<double>& latencies)
    {
        const auto now = Clock::now();
        for (std::uint64_t each = multiple ? m_first : tag; each <= tag; ++each) {
            Sent& sent = m_sent.at(each - m_first);
            if (!std::exchange(sent.confirmed, true)) {
                latencies.push_back(std::chrono::duration<double, std::milli>(now - sent.at).count());
                --m_waiting;
            }
        }
        while (!m_sent.empty() && m_sent.front().confirmed) {
            m_sent.pop_front();
            ++m_first;
        }
    }

    std::size_t m_outstanding;
    std::string m_body;
    amqp_connection_state_t m_connection;
    std::deque<Sent> m_sent;    ///< from the first that is not confirmed on
    std::uint64_t m_first = 1;  ///< its number
    std::size_t m_waiting = 0;
};

void measure(int port, std::size_t connections, std::size_t outstanding, double seconds, std::size_t bytes)
{
    std::deque<Publisher> publishers;
    std::vector<pollfd> polled;
    for (std::size_t i = 0; i < connections; ++i) {
        publishers.emplace_back(port, outstanding, bytes);
        polled.push_back({publishers.back().descriptor(), POLLIN, 0});
    }
    std::vector<double> latencies;
    const auto begin = Clock::now();
    const auto end = begin + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    for (Publisher& each : publishers) {
        each.publish();
    }
    std::size_t confirmed = 0;
    double took = 0;
    for (bool waits = true; waits;) {
        expect(::poll(polled.data(), polled.size(), 10'000) > 0, "the broker has confirmed nothing for ten seconds");
        const bool over = Clock::now() >= end;
        if (over && took == 0) {
            confirmed = latencies.size();
            took = std::chrono::duration<double>(Clock::now() - begin).count();
        }
        waits = !over;
        for (std::size_t i = 0; i < publishers.size(); ++i) {
            if (polled[i].revents != 0) {
                publishers[i].take(latencies);
            }
            over ? void() : publishers[i].publish();
            waits = waits || publishers[i].waits();
        }
    }
    publishers.front().purge();
    std::sort(latencies.begin(), latencies.end());
    const auto at = [&](double share) {
        return latencies.empty() ? 0.0 : latencies[std::min(latencies.size() - 1, static_cast<std::size_t>(share * static_cast<double>(latencies.size())))];
    };
    std::printf(R"({"requests":%zu,"seconds":%.6f,"refused":0,"faults":0,"p50":%.3f,"p99":%.3f,"longest":%.3f})"
                "\n",
                confirmed, took, at(0.5), at(0.99), at(1));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 6) {
        std::fprintf(stderr, "usage: bench_rabbit_peer PORT CONNECTIONS OUTSTANDING SECONDS BYTES\n");
        return 2;
    }
    try {
        measure(std::atoi(argv[1]), static_cast<std::size_t>(std::atoi(argv[2])), static_cast<std::size_t>(std::atoi(argv[3])), std::atof(argv[4]),
                static_cast<std::size_t>(std::atoi(argv[5])));
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "bench_rabbit_peer: %s\n", fault.what());
        return 1;
    }
    return 0;
}
