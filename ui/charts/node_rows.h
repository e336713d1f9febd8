// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_frame.h"
#include "theme/theme.h"

#include <QString>

#include <optional>
#include <vector>

namespace highwater {

/// What a part of a bar stands for: colour, pattern and word.
struct PartLook
{
    Token token = Token::Busy;
    bool hatched = false;
    const char* word = ""; ///< to be translated in the context "Charts"
};
/// The parts of the bars of a chart of this kind (Usage, Bytes, Clients, Signals), in the order of drawing.
std::vector<PartLook> looksOf(ChartKind kind);

/// One bar: parts one after the other.
struct BarRow
{
    QString name;
    std::vector<double> parts;    ///< by PartLook, in the measure of the chart
    std::optional<double> limit;  ///< up to here there is room: the well of the bar; absent: the whole width
    std::optional<double> mark{}; ///< a thin line to compare with
    QString value;
    bool operator==(const BarRow&) const = default;
};

/// The bars of one picture, and where they end.
struct BarRows
{
    std::vector<BarRow> rows;
    double top = 1;
    QString nothing; ///< said where there is no row
    bool operator==(const BarRows&) const = default;
};
BarRows rowsOf(ChartKind kind, const ChartFrame& frame);
/// The rows as one sentence, for those who hear the picture; of Signals, too.
QString spokenRows(ChartKind kind, const ChartFrame& frame);
QString titleOfRows(ChartKind kind, const ChartFrame& frame);

} // namespace highwater
