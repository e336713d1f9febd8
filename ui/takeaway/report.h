// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chart_layout.h"
#include "run/report.h"
#include "run/snapshot.h"
#include "scenario/document.h"
#include "theme/theme.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace highwater {

/// What a report of one page says.
struct ReportPage
{
    Report report;                            ///< figures, with intervals when there were several runs; findings; objectives
    std::shared_ptr<const Snapshot> snapshot; ///< what the charts show
    int stage = -1;                           ///< that they show; index into the snapshot's nodes
    QString description;                      ///< of the scenario
    QStringList differences;                  ///< from the file: "api: workers 8 → 7"
    QStringList parameters;                   ///< of the scenario as it stands
    QString file;                             ///< that the scenario was opened from; may be empty
    std::optional<ChartLayout> charts;        ///< absent: those that stand in the window at first
};

/// Every member of the scenario's nodes in the order of the file: "api: queue capacity 100, workers count 4".
QStringList parametersOf(const Document& document);

/// One page of A4 in the colours of paper, whatever the theme; text stays text, fonts are embedded. GUI thread; takes a few tenths of a second.
QByteArray reportPdf(const ReportPage& page, const Theme& theme);

} // namespace highwater
