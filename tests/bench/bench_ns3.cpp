// SPDX-License-Identifier: GPL-3.0-or-later
// The same model on the core of ns-3, with its default scheduler.
#include "network.h"

#include <ns3/nstime.h>
#include <ns3/simulator.h>

namespace highwater::bench {

namespace {

class OnNs3 : public Network<OnNs3>
{
public:
    using Network::Network;

    void after(std::int64_t ns, Event event) { ns3::Simulator::Schedule(ns3::NanoSeconds(static_cast<std::uint64_t>(ns)), &OnNs3::happen, this, event); }
    [[nodiscard]] static std::int64_t now() { return ns3::Simulator::Now().GetNanoSeconds(); }
    void run()
    {
        begin();
        ns3::Simulator::Run();
        ns3::Simulator::Destroy();
    }

private:
    void happen(Event event) { handle(event); }
};

Outcome simulate(const Model& model)
{
    OnNs3 network(model);
    network.run();
    return network.outcome();
}

} // namespace

} // namespace highwater::bench

int main(int argc, char** argv)
{
    return highwater::bench::measure(argc, argv, highwater::bench::simulate);
}
