// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chance.h"

#include "scenario/tree.h"

#include <string>
#include <vector>

namespace highwater::fuzz {

/// Draws single fields of a scenario, as JSON that the format allows. Times are about a scale, so that a run has a few thousand events.
class RandomFields
{
public:
    /// scale: microseconds of a typical service. duration: microseconds of the run.
    RandomFields(Chance& chance, double scale, double duration) : m_chance(chance), m_scale(scale), m_duration(duration) {}
    /// The nodes that take items, in the order of the file; channels: some of them multiply what they take.
    void setTakers(std::vector<std::string> takers, bool channels)
    {
        m_takers = std::move(takers);
        m_channels = channels;
    }

    std::string time(double leastScales, double mostScales);
    std::string service();
    std::string law(double meanMicroseconds);
    std::string sizes();
    std::string rate(double perScale);
    std::string arrivals();
    Json outages();
    Json failures();
    Json queue();
    Json workers(bool maySpeed);
    Json admission(bool marks);
    Json autoscale(int least, int most, bool shared);
    Json window();
    Json retry();
    /// Routes of the taker of that number, of a producer for -1.
    Json routes(int from);

    [[nodiscard]] Chance& chance() { return m_chance; }

private:
    std::string openSource();
    std::string bytes(int least, int most);
    std::string onward(int from);
    void addHop(Json& route);
    void addMarks(Json& queue, int capacity, bool inBytes);

    Chance& m_chance;
    double m_scale;
    double m_duration;
    std::vector<std::string> m_takers;
    bool m_channels = false;
};

/// Microseconds as the format writes a time, whole nanoseconds.
std::string writeMicroseconds(double microseconds);

} // namespace highwater::fuzz
