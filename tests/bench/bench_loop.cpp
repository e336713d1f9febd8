// SPDX-License-Identifier: GPL-3.0-or-later
// An event loop as one writes it in an afternoon: std::priority_queue, and a switch.
#include "network.h"

#include <queue>

namespace highwater::bench {

namespace {

class Loop : public Network<Loop>
{
public:
    using Network::Network;

    void after(std::int64_t ns, Event event) { m_pending.push({m_now + ns, m_sequence++, event}); }
    [[nodiscard]] std::int64_t now() const { return m_now; }
    void run()
    {
        begin();
        while (!m_pending.empty()) {
            const Pending next = m_pending.top();
            m_pending.pop();
            m_now = next.at;
            handle(next.event);
        }
    }

private:
    struct Pending
    {
        std::int64_t at;
        std::uint64_t sequence;
        Event event;
        bool operator>(const Pending& other) const { return at != other.at ? at > other.at : sequence > other.sequence; }
    };
    std::priority_queue<Pending, std::vector<Pending>, std::greater<>> m_pending;
    std::int64_t m_now = 0;
    std::uint64_t m_sequence = 0;
};

Outcome simulate(const Model& model)
{
    Loop loop(model);
    loop.run();
    return loop.outcome();
}

} // namespace

} // namespace highwater::bench

int main(int argc, char** argv)
{
    return highwater::bench::measure(argc, argv, highwater::bench::simulate);
}
