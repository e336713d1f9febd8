// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "flow/queue_policy.h"
#include "run/snapshot.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace highwater {

/// From this instant on a queue's marks stood like this.
struct MarkStep
{
    double from = 0; ///< seconds of virtual time
    std::optional<flow::Marks> marks;
};

/// When the marks of each stage changed, as far as the snapshots told: a snapshot only knows the marks as they stand now.
class MarkHistory
{
public:
    /// Cheap when nothing changed since the last call. A new generation of the run begins a new history.
    void observe(const Snapshot& snapshot);
    /// Ascending by time; the first one holds since 0. Empty for an unknown stage.
    [[nodiscard]] const std::vector<MarkStep>& of(const std::string& stage) const;

private:
    std::optional<std::uint64_t> m_generation;
    std::shared_ptr<const Scenario> m_seen;
    std::map<std::string, std::vector<MarkStep>> m_steps;
};

} // namespace highwater
