// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace highwater {

struct Snapshot;

/// The part of virtual time that the charts show, in seconds since the run began.
struct TimeWindow
{
    double from = 0;
    double to = 1;
    [[nodiscard]] double length() const { return to - from; }
    bool operator==(const TimeWindow&) const = default;
};

/// From 0 to the scenario's duration while the run has not passed it; then a window of the same length that ends at now or shortly
/// after: it moves in steps of a twentieth of itself, so that the picture stands still between two steps.
/// until: how far a forecast reaches; the window grows to show it, by a third of its length at most.
TimeWindow windowOf(const Snapshot& snapshot, double until = 0);

/// The distance of the marks on the time axis: a round number of seconds, minutes or hours, for at most nine of them.
double timeStep(const TimeWindow& window, int most = 9);
/// The multiples of timeStep() inside the window.
std::vector<double> timeTicks(const TimeWindow& window, int most = 9);

/// "1:20", "1:02:30"; with tenths for steps below one second.
QString timeLabel(double seconds, double step);

} // namespace highwater
