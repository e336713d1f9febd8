// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_kinds.h"

#include <QString>

#include <optional>
#include <vector>

namespace highwater {

/// Which charts are in sight, in what order, and how times are drawn. A plain value with a text that can be kept.
class ChartLayout
{
public:
    ChartLayout();

    [[nodiscard]] const std::vector<ChartKind>& shown() const { return m_shown; } ///< from top to bottom; never empty
    [[nodiscard]] bool isShown(ChartKind kind) const;
    /// A new one comes after those that are offered before it. The last one in sight stays.
    void setShown(ChartKind kind, bool shown);
    /// To another place among those in sight. False when it is there, or nowhere in sight.
    bool moveTo(ChartKind kind, int place);
    bool moveBy(ChartKind kind, int places);
    [[nodiscard]] int placeOf(ChartKind kind) const; ///< -1: not in sight

    bool logarithmic = false; ///< the axis of times
    bool heatMap = false;     ///< under the lines of the times; its axis is logarithmic

    /// "depth,time,throughput;log,heat".
    [[nodiscard]] QString text() const;
    /// Nothing for what text() has not written.
    static std::optional<ChartLayout> of(const QString& text);
    bool operator==(const ChartLayout&) const = default;

private:
    std::vector<ChartKind> m_shown;
};

} // namespace highwater
