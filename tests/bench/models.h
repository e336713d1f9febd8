// SPDX-License-Identifier: GPL-3.0-or-later
// The queues that every engine simulates; times in seconds.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace highwater::bench {

struct Model
{
    std::string_view name;
    std::string_view title;
    double arrivalRate;                   ///< Poisson, per second
    double meanService;                   ///< exponential
    int stages;                           ///< in a row; the first rejects, the others block
    std::int64_t workers;                 ///< of each stage
    std::optional<std::int64_t> capacity; ///< waiting places of each stage
    std::int64_t high;                    ///< water marks of each stage
    std::int64_t low;
    std::uint64_t items;                  ///< that arrive in one measurement
};

inline constexpr std::array<Model, 3> models{{
    {"mm1", "M/M/1, rho 0.8", 800.0, 1e-3, 1, 1, std::nullopt, 10, 3, 4'000'000},
    {"mm4", "M/M/4/20, rho 0.95", 3800.0, 1e-3, 1, 4, 16, 12, 6, 4'000'000},
    {"tandem", "three blocking stages", 800.0, 1e-3, 3, 1, 10, 8, 4, 1'500'000},
}};

inline const Model* modelNamed(std::string_view name)
{
    for (const Model& model : models) {
        if (model.name == name) {
            return &model;
        }
    }
    return nullptr;
}

} // namespace highwater::bench
