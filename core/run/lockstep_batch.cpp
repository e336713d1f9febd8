// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/lockstep_batch.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace highwater {

namespace {

using Part = IntervalHistogram::Part;

auto orderOf(const Part& part)
{
    return std::tuple(part.place.block, part.place.cell);
}

/// Two ascending lists as one.
std::vector<Part> merged(const std::vector<Part>& one, const std::vector<Part>& two)
{
    std::vector<Part> all;
    all.reserve(one.size() + two.size());
    std::merge(one.begin(), one.end(), two.begin(), two.end(), std::back_inserter(all),
               [](const Part& a, const Part& b) { return orderOf(a) < orderOf(b); });
    std::size_t last = 0;
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (orderOf(all[i]) == orderOf(all[last])) {
            all[last].count += all[i].count;
        } else {
            all[++last] = all[i];
        }
    }
    all.resize(all.empty() ? 0 : last + 1);
    return all;
}

} // namespace

void LockstepBatch::add(const LockstepBatch& next)
{
    time += next.time;
    completed += next.completed;
    offered += next.offered;
    lost += next.lost;
    switches += next.switches;
    level += next.level;
    sojourn.add(next.sojourn);
    sojourns = merged(sojourns, next.sojourns);
}

std::optional<double> LockstepBatch::quantile(double p) const
{
    const auto count = static_cast<double>(sojourn.count);
    if (sojourn.count == 0 || count * (1.0 - p) < 1.0 - 1e-9) {
        return std::nullopt;
    }
    const auto rank = static_cast<std::uint64_t>(std::ceil(p * count * (1.0 - 1e-15)));
    std::uint64_t seen = 0;
    for (const Part& part : sojourns) {
        seen += part.count;
        if (seen >= rank) {
            const auto middle = static_cast<std::int64_t>(HistogramCells::middleOf(part.place));
            return static_cast<double>(std::clamp(middle, sojourn.min, sojourn.max)) / 1e9;
        }
    }
    return std::nullopt;
}

std::vector<IntervalHistogram::Part> partsOf(const Histogram& histogram)
{
    std::vector<Part> parts;
    histogram.forEachCell([&parts](HistogramCells::Place place, std::uint64_t count) {
        parts.push_back({place, static_cast<std::uint32_t>(std::min<std::uint64_t>(count, UINT32_MAX))});
    });
    return parts;
}

} // namespace highwater
