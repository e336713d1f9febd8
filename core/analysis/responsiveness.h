// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace highwater::analysis {

/// Round trips of probes under load, trimmed means in milliseconds, > 0.
struct LoadedProbes
{
    double tcp = 0;
    std::optional<double> tls; ///< absent: without TLS, the foreign part is the mean of the two others
    double http = 0;
    double self = 0; ///< on the loaded connections themselves
};
/// Round trips per minute, as draft-ietf-ippm-responsiveness combines them (July 2026: the mean of both parts; older drafts weighted
/// all probes in one denominator).
struct Responsiveness
{
    double foreign = 0;
    double loaded = 0;
    double combined = 0;
};
Responsiveness responsivenessOf(const LoadedProbes& probes);

/// The mean of values after cutting off the slowest 5 %; one value at least.
double trimmedMean(std::span<const double> values);

/// The letter of DSLReports (FAQ 17930) for a delay in excess of the idle one, in milliseconds.
std::string_view networkGrade(double excessMs);

} // namespace highwater::analysis
