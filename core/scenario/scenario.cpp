// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/scenario.h"

#include <algorithm>

namespace highwater {

std::optional<int> Scenario::find(std::string_view nodeName) const
{
    const auto node = std::find_if(nodes.begin(), nodes.end(), [&](const Node& n) { return n.name == nodeName; });
    return node == nodes.end() ? std::nullopt : std::optional(static_cast<int>(node - nodes.begin()));
}

std::vector<std::string> partNames(const Node& node)
{
    std::vector<std::string> names;
    if (const ChannelNode* channel = node.channel()) {
        for (const Consumer& consumer : channel->consumers) {
            names.push_back(node.name + '/' + consumer.name);
        }
    } else if (const BalancerNode* balancer = node.balancer()) {
        for (std::int64_t number = 1; number <= balancer->policy.max; ++number) {
            names.push_back(node.name + '/' + std::to_string(number));
        }
    }
    return names;
}

} // namespace highwater
