// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_model.h"
#include "charts/trace.h"
#include "theme/theme.h"

class QPainter;
class QPixmap;

/// The layers of a plot that are not its lines, from the back to the front. Each draws in the coordinates of the geometry, with crisp
/// one-pixel lines, and leaves the painter's pen and brush undefined.
namespace highwater::layers {

/// A tile of 45 degree lines, 8 pixels wide, for drawTiledPixmap().
QPixmap hatch(const QColor& color, qreal ratio);
/// The part of the run that the statistics leave out: a hatch, and the word where there is room.
void warmUp(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, double warmUpEnd, bool withWord);
/// The band between the marks, stepping in time with them.
void markBand(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<MarkStep>& steps);
void markLines(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<MarkStep>& steps);
void capacityLine(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, std::int64_t capacity);
/// Under its line, over the data, on a ground of its own.
void capacityLabel(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, std::int64_t capacity, Measurand measurand);
/// Dashed lines with their text and a sign right of the plot; texts that would overlap are moved apart.
void limits(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<LimitLine>& limits);
/// Dotted lines where something was changed.
void changeLines(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<ChangeView>& changes);
/// The numbers of the changes above the plot, each with its text where there is room before the next.
void changeNumbers(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<ChangeView>& changes);
/// A thin line for each note in sight, and its flag with the text at the lower end.
void noteLines(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<ChartNote>& notes);
void noteFlags(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<ChartNote>& notes);
/// The band of the forks after now, their median dashed, and the word at the lower right.
void forecast(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<ForecastBand::Point>& points);
void forecastWord(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const std::vector<ForecastBand::Point>& points);
/// A sentence in the middle of an empty plot.
void sentence(QPainter& painter, const PlotGeometry& geometry, const Theme& theme, const QString& text);

/// A vertical line of one pixel over the plot.
void instant(QPainter& painter, const PlotGeometry& geometry, double seconds, const QColor& color);
/// The same for the second cursor, dashed.
void secondInstant(QPainter& painter, const PlotGeometry& geometry, double seconds, const QColor& color);
/// The dot where the crosshair meets a line.
void disc(QPainter& painter, const QPointF& centre, const Theme& theme);

} // namespace highwater::layers
